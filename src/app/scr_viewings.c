/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who has looked at a case, newest first (個人情報保護: every view is kept). */
#include <stdlib.h>
#include <string.h>

#include "app/screens.h"
#include "base/mem.h"
#include "domain/access.h"
#include "domain/ledger.h"
#include "text/date.h"
#include "text/era.h"
#include "text/width.h"
#include "ui/listview.h"

#define WHEN_COLS 18
#define WHO_COLS  26

struct viewings {
	struct session *session;
	int64_t case_id;
};

static const char *purpose_words(const char *purpose)
{
	return streq(purpose, "open")       ? "ケースを開いた"
	       : streq(purpose, "again")    ? "印刷した紙を見た"
	       : streq(purpose, "command")  ? "コマンドで開いた"
	       : streq(purpose, "handover") ? "申し送りの紙で見た"
					    : purpose;
}

static void add_row(struct list_rows *out, const struct rows *rows, size_t i)
{
	const char *at = str_or_empty(rows_text(rows, i, "at"));
	struct str text = STR_INIT, when = STR_INIT;
	struct date day;

	if (date_from_iso(at, &day)) {
		era_short(&when, day);
		str_addf(&when, " %.5s", at + strlen("2026-11-20T"));
	}
	text_pad(&text, when.buf, WHEN_COLS);
	text_pad(&text, rows_text(rows, i, "staff_name"), WHO_COLS);
	str_add(&text,
		purpose_words(str_or_empty(rows_text(rows, i, "purpose"))));
	list_rows_add(out, rows_text(rows, i, "id"), text.buf, ATTR_ROW);
	str_release(&text);
	str_release(&when);
}

/* The ledger is read downwards only: paging back begins from the top. */
static int fetch(void *data, const char *key, bool before, size_t n,
		 struct list_rows *out, struct err *err)
{
	const struct viewings *v = data;
	struct rows rows = ROWS_INIT;
	int rc;

	if (before)
		return 0;
	rc = ledger_viewings(v->session->office.store, v->session->staff,
			     v->case_id, key ? atoll(key) : 0, (int)n, &rows,
			     err);
	for (size_t i = 0; !rc && i < rows.n; i++)
		add_row(out, &rows, i);
	rows_release(&rows);
	return rc;
}

static void title(void *data, struct ui_title *out)
{
	const struct viewings *v = data;

	session_title(v->session, out);
	out->page = "このケースを見た人";
}

/* There is nothing more to a line. */
static unsigned stay(struct window *win, enum op op)
{
	return VIEW_HANDLED;
}

int scr_viewings(struct session *s, int64_t case_id)
{
	static const struct binding keys[] = {
		{ .op = OP_ENTER, .fn = stay },
		{ .op = OP_NONE },
	};
	struct viewings v = { .session = s, .case_id = case_id };
	struct listview lv = {
		.name = "viewings",
		.header =
			"いつ              だれが                    何をした",
		.empty = "このケースを見た記録はありません。",
		.data = &v,
		.fetch = fetch,
		.bindings = keys,
		.title = title,
	};
	struct err err = ERR_INIT;
	int op = 0;

	if (access_check(s->office.store, s->staff, ACTION_VIEWINGS, case_id,
			 NULL, &err))
		ui_message_err(&err);
	else
		op = listview_run(&lv);
	err_release(&err);
	free(lv.key);
	return op == UI_HANGUP ? UI_HANGUP : 0;
}
