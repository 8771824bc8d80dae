/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Intakes that are not signed off yet, newest first. */
#include <stdlib.h>

#include "app/screens.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "text/moment.h"
#include "text/width.h"
#include "ui/listview.h"
#include "ui/term.h"

static void add_row(struct list_rows *out, const struct rows *rows, size_t i)
{
	const char *title = rows_text(rows, i, "title");
	struct str text = STR_INIT, when = STR_INIT;
	const char *number = rows_text(rows, i, "case_number");

	moment_short(&when, rows_text(rows, i, "updated_at"));
	text_pad(&text, when.buf, 17);
	str_release(&when);
	text_pad(&text, number ? number : _("new"), 11);
	text_pad(&text, rows_text(rows, i, "staff_name"), 13);
	text_pad(&text, title ? title : "（見られないケース）", 37);
	list_rows_add(out, rows_text(rows, i, "id"), text.buf, ATTR_ROW);
	str_release(&text);
}

static int fetch(void *data, const char *key, bool before, size_t n,
		 struct list_rows *out, struct err *err)
{
	struct session *s = data;
	struct rows rows = ROWS_INIT;
	int rc = draft_list(s->office.store, s->staff, false,
			    key ? atoll(key) : 0, before, (int)n, &rows, err);

	for (size_t i = 0; !rc && i < rows.n; i++)
		add_row(out, &rows, i);
	rows_release(&rows);
	return rc;
}

static void title(void *data, struct ui_title *out)
{
	session_title(data, out);
	out->page = "下書き";
}

int scr_drafts(struct session *s)
{
	static const struct binding keys[] = {
		{ OP_REMOVE, N_("Throw away"), NULL,
		  N_("throw the draft away") },
		{ OP_NONE, NULL, NULL, NULL },
	};
	struct listview lv = {
		.name = "drafts",
		.header =
			"  書いた日時         ケース     職員         だれのこと",
		.empty = "途中の受付はありません。",
		.data = s,
		.fetch = fetch,
		.bindings = keys,
		.title = title,
	};
	int op;

	while ((op = listview_run(&lv)) == OP_ENTER || op == OP_REMOVE) {
		struct err err = ERR_INIT;
		int rc = 0;

		if (lv.key)
			rc = op == OP_ENTER
				     ? intake_resume(s, atoll(lv.key), &err)
				     : intake_discard(s, atoll(lv.key), &err);
		if (err.kind)
			ui_message_err(&err);
		err_release(&err);
		if (rc == UI_HANGUP && term_hung_up()) {
			op = UI_HANGUP;
			break;
		}
	}
	free(lv.key);
	return op == UI_HANGUP ? UI_HANGUP : 0;
}
