/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/handover_out.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "print/press.h"
#include "text/csv.h"
#include "text/width.h"

/* ---- PDF ---- */

/* The list first; the papers and the sheets behind it are ours. */
struct pile {
	struct paper *list, *one;
	struct press_job *job;
	struct sheet **sheet;
	size_t n; /* sheets of cases */
};

static int add_cases(struct pile *pile, const struct handover_desk *desk,
		     const struct handover *h, struct err *err)
{
	for (size_t i = 0; i < h->n; i++) {
		struct sheet *sheet;

		if (!handover_has_case(h, i))
			continue;
		sheet = handover_case(desk, h, i, err);
		if (!sheet)
			return -1;
		pile->sheet[pile->n++] = sheet;
		pile->job[pile->n] = (struct press_job){ pile->one, sheet };
	}
	return 0;
}

static void pile_release(struct pile *pile)
{
	for (size_t i = 0; i < pile->n; i++)
		sheet_free(pile->sheet[i]);
	free(pile->sheet);
	free(pile->job);
	paper_free(pile->list);
	paper_free(pile->one);
}

int handover_pdf(const struct handover_desk *desk, const struct sheet *list,
		 const struct handover *h, bool cases, struct str *out,
		 struct err *err)
{
	struct pile pile = {
		.list = paper_load(sheet_form_code(FORM_HANDOVER), err),
		.one = paper_load(sheet_form_code(FORM_HANDOVER_CASE), err),
		.job = xcalloc(h->n + 1, sizeof(*pile.job)),
		.sheet = xcalloc(h->n + 1, sizeof(struct sheet *)),
	};
	struct press *press = press_new();
	int rc = pile.list && pile.one ? 0 : -1;

	if (!rc && cases)
		rc = add_cases(&pile, desk, h, err);
	if (!rc) {
		pile.job[0] = (struct press_job){ pile.list, list };
		rc = press_pdfs(press, pile.job, pile.n + 1, out, NULL, err);
	}
	press_free(press);
	pile_release(&pile);
	return rc;
}

/* ---- table ---- */

static const char *cell_words(const struct sheet *list, size_t key, size_t row)
{
	const struct sheet_value *value = sheet_get(list, (int)key, row);

	return value->state == SHEET_WITHHELD ? "非開示"
					      : str_or_empty(value->text);
}

/* Every key of the list in its order; the first line says what they are. */
static void add_table(const struct sheet *list, struct str *out)
{
	size_t keys_n, rows = sheet_rows(list, SHEET_HANDOVER);
	const struct sheet_key *keys = sheet_keys(&keys_n);

	for (size_t line = 0; line < rows + 1; line++) {
		bool first = true;

		for (size_t k = 0; k < keys_n; k++) {
			if (keys[k].list != SHEET_HANDOVER)
				continue;
			csv_cell(out,
				 line ? cell_words(list, k, line - 1)
				      : keys[k].meaning,
				 first);
			first = false;
		}
		csv_line_end(out);
	}
}

int handover_table(const struct sheet *list, enum charset charset,
		   struct str *out, size_t *lost_n, struct err *err)
{
	struct str table = STR_INIT;
	int rc;

	add_table(list, &table);
	if (charset != CHARSET_UTF8)
		text_set_ambiguous(2); /* as the charset has them */
	rc = csv_encode(&table, charset, out, lost_n, err);
	str_release(&table);
	return rc;
}
