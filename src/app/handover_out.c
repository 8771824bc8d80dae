/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/handover_out.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "print/apart.h"
#include "text/csv.h"

/* ---- paper ---- */

static int add_cases(struct handover_pile *pile,
		     const struct handover_desk *desk, const struct handover *h,
		     struct err *err)
{
	for (size_t i = 0; i < h->n; i++) {
		if (!handover_has_case(h, i))
			continue;
		pile->one[pile->n] = handover_case(desk, h, i, err);
		if (!pile->one[pile->n])
			return -1;
		pile->n++;
	}
	return 0;
}

int handover_pile_make(struct handover_pile *pile,
		       const struct handover_desk *desk,
		       const struct sheet *list, const struct handover *h,
		       bool cases, struct err *err)
{
	*pile = (struct handover_pile){
		.list_paper = paper_load(sheet_form_code(FORM_HANDOVER), err),
		.paper = paper_load(sheet_form_code(FORM_HANDOVER_CASE), err),
		.list = list,
		.one = xcalloc(h->n + 1, sizeof(struct sheet *)),
	};
	if (!pile->list_paper || !pile->paper)
		return -1;
	return cases ? add_cases(pile, desk, h, err) : 0;
}

void handover_pile_release(struct handover_pile *pile)
{
	for (size_t i = 0; i < pile->n; i++)
		sheet_free(pile->one[i]);
	free(pile->one);
	paper_free(pile->list_paper);
	paper_free(pile->paper);
}

int handover_pdf(const struct handover_pile *pile, struct str *out,
		 struct err *err)
{
	struct press_job *job = xcalloc(pile->n + 1, sizeof(*job));
	int rc;

	job[0] = (struct press_job){ pile->list_paper, pile->list };
	for (size_t i = 0; i < pile->n; i++)
		job[i + 1] = (struct press_job){ pile->paper, pile->one[i] };
	rc = apart_pdfs(job, pile->n + 1, out, NULL, err);
	free(job);
	return rc;
}

void handover_text(const struct handover_pile *pile, int cols, struct str *out)
{
	press_preview(pile->list_paper, pile->list, cols, out);
	for (size_t i = 0; i < pile->n; i++) {
		str_addc(out, '\n');
		press_preview(pile->paper, pile->one[i], cols, out);
	}
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
		   struct str *out, struct str *lost, struct err *err)
{
	struct str table = STR_INIT;
	int rc;

	add_table(list, &table);
	rc = csv_encode(&table, charset, out, lost, err);
	str_release(&table);
	return rc;
}
