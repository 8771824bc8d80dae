/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who sits at this terminal: a list to pick from, by arrows or first kana. */
#include <stdlib.h>

#include "app/screens.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "text/width.h"
#include "ui/dialog.h"

/* Rows of staff who are active, as choices; texts are the caller's. */
static size_t active_staff(const struct session *s, const struct rows *rows,
			   struct choice *out, char **labels)
{
	size_t n = 0;

	for (size_t i = 0; i < rows->n; i++) {
		struct str label = STR_INIT;

		if (!rows_int(rows, i, "active"))
			continue;
		text_pad(&label, rows_text(rows, i, "name"), 14);
		str_add(&label, session_dest(s, rows_text(rows, i, "section")));
		labels[n] = str_detach(&label);
		out[n] = (struct choice){
			.code = rows_text(rows, i, "number"),
			.label = labels[n],
			.reading = rows_text(rows, i, "kana"),
		};
		n++;
	}
	return n;
}

static void sit(struct session *s, const struct rows *rows, const char *number)
{
	for (size_t i = 0; i < rows->n; i++)
		if (streq(rows_text(rows, i, "number"), number))
			session_sit(s, number, rows_text(rows, i, "name"),
				    rows_text(rows, i, "section"));
}

int scr_staff(struct session *s)
{
	struct rows rows = ROWS_INIT;
	struct err err = ERR_INIT;
	struct choice *choice;
	char **labels;
	size_t n;
	int picked;

	if (store_exec(s->office.store, Q_STAFF_LIST, &rows, &err)) {
		ui_message_err(&err);
		rows_release(&rows);
		return 1;
	}
	choice = xcalloc(rows.n, sizeof(*choice));
	labels = xcalloc(rows.n, sizeof(*labels));
	n = active_staff(s, &rows, choice, labels);
	picked = ui_choose(_("Who is sitting here?"), choice, n, 0);
	if (picked >= 0)
		sit(s, &rows, choice[picked].code);
	for (size_t i = 0; i < n; i++)
		free(labels[i]);
	free(labels);
	free(choice);
	rows_release(&rows);
	return picked >= 0 ? 0 : 1;
}
