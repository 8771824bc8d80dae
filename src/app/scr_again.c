/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was printed of a case, newest first; Enter gives the same bytes. */
#include <stdlib.h>

#include "app/preview.h"
#include "app/screens.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "domain/ledger.h"
#include "text/width.h"
#include "ui/listview.h"

struct again {
	struct session *session;
	int64_t case_id;
};

static void add_row(const struct again *again, struct list_rows *out,
		    const struct rows *rows, size_t i)
{
	struct str text = STR_INIT;
	const char *to = rows_text(rows, i, "to_body");

	text_pad(&text, rows_text(rows, i, "at"), 17);
	text_pad(&text, rows_text(rows, i, "form"), 10);
	text_pad(&text, to ? session_dest(again->session, to) : "", 32);
	text_pad(&text, str_or_empty(rows_text(rows, i, "medium")), 8);
	list_rows_add(out, rows_text(rows, i, "id"), text.buf, ATTR_ROW);
	str_release(&text);
}

/* There are few sheets to a case: the whole list each time. */
static int fetch(void *data, const char *key, bool before, size_t n,
		 struct list_rows *out, struct err *err)
{
	const struct again *again = data;
	struct rows rows = ROWS_INIT;
	int rc;

	if (before)
		return 0;
	rc = ledger_disclosures(again->session->office.store, again->case_id,
				key ? atoll(key) : 0, (int)n, &rows, err);
	for (size_t i = 0; !rc && i < rows.n; i++)
		add_row(again, out, &rows, i);
	rows_release(&rows);
	return rc;
}

static void title(void *data, struct ui_title *out)
{
	const struct again *again = data;

	session_title(again->session, out);
	out->page = "もう一度印刷";
}

static enum preview_end print_again(struct session *s, int64_t id)
{
	struct str pdf = STR_INIT;
	struct err err = ERR_INIT;
	enum preview_end end = PREVIEW_FAILED;

	if (!ledger_bytes(&pdf, s->office.store, id, &err))
		end = preview_again(&pdf, &err);
	if (err.kind)
		ui_message_err(&err);
	err_release(&err);
	str_release(&pdf);
	return end;
}

int scr_again(struct session *s, int64_t case_id)
{
	struct again again = { .session = s, .case_id = case_id };
	struct listview lv = {
		.name = "again",
		.header = "  印刷した日時      様式      あて先",
		.empty = "このケースで外に出した紙はありません。",
		.data = &again,
		.fetch = fetch,
		.title = title,
	};
	int op;

	while ((op = listview_run(&lv)) == OP_ENTER && lv.key)
		if (print_again(s, atoll(lv.key)) == PREVIEW_HANGUP) {
			op = UI_HANGUP;
			break;
		}
	free(lv.key);
	return op == UI_HANGUP ? UI_HANGUP : 0;
}
