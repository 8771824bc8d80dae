/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cases, newest first: the open ones, all, or those one holds. */
#include <stdlib.h>

#include "app/screens.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "text/era.h"
#include "text/width.h"
#include "ui/listview.h"

#define SHIELDED "※住所秘匿"

struct cases {
	struct session *session;
	enum case_list list;
};

static const char *const list_names[] = {
	[CASES_OPEN] = "ケース（継続中）",
	[CASES_ALL] = "ケース（すべて）",
	[CASES_MINE] = "ケース（自分が主担当）",
};

static void add_row(struct list_rows *out, const struct rows *rows, size_t i)
{
	const char *urgency = rows_text(rows, i, "urgency");
	const char *name = rows_text(rows, i, "title");
	struct str text = STR_INIT, day = STR_INIT, title = STR_INIT;
	struct date opened;

	text_pad(&text, rows_text(rows, i, "number"), 11);
	text_pad(&text, urgency ? urgency : "", 4);
	if (date_from_iso(rows_text(rows, i, "opened_at"), &opened))
		era_short(&day, opened);
	text_pad(&text, day.buf, 11);
	text_pad(&text, rows_text(rows, i, "holder_name"), 15);
	if (rows_int(rows, i, "shielded")) {
		str_add(&title, SHIELDED " ");
		ui_hint(_("Address, school and workplace of a marked "
			  "household are told to nobody."));
	}
	str_add(&title, name ? name : "（見られないケース）");
	text_pad(&text, title.buf, 31);
	if (streq(rows_text(rows, i, "status"), "closed"))
		str_add(&text, " 終結");
	list_rows_add(out, rows_text(rows, i, "id"), text.buf,
		      streq(urgency, "AA") ? ATTR_DUTY : ATTR_ROW);
	str_release(&title);
	str_release(&day);
	str_release(&text);
}

static int fetch(void *data, const char *key, bool before, size_t n,
		 struct list_rows *out, struct err *err)
{
	const struct cases *cases = data;
	struct rows rows = ROWS_INIT;
	const struct case_page page = {
		.list = cases->list,
		.staff = cases->session->staff,
		.from = key ? atoll(key) : 0,
		.back = before,
		.limit = (int)n,
	};
	int rc = casefile_list(cases->session->office.store, &page, &rows, err);

	for (size_t i = 0; !rc && i < rows.n; i++)
		add_row(out, &rows, i);
	rows_release(&rows);
	return rc;
}

static void title(void *data, struct ui_title *out)
{
	const struct cases *cases = data;

	session_title(cases->session, out);
	out->page = list_names[cases->list];
}

static unsigned next_list(struct window *win, enum op op)
{
	struct listview *lv = win->data;
	struct cases *cases = lv->data;

	cases->list = (cases->list + 1) % ARRAY_SIZE(list_names);
	free(lv->key);
	lv->key = NULL;
	listview_refetch(lv);
	return VIEW_REFRESH;
}

static unsigned viewings(struct window *win, enum op op)
{
	struct listview *lv = win->data;
	const struct cases *cases = lv->data;

	if (lv->key)
		scr_viewings(cases->session, atoll(lv->key));
	return VIEW_REFRESH;
}

static unsigned cover(struct window *win, enum op op)
{
	struct listview *lv = win->data;
	const struct cases *cases = lv->data;

	if (lv->key)
		scr_case(cases->session, atoll(lv->key));
	listview_refetch(lv);
	return VIEW_REFRESH;
}

static int open_case(struct session *s, int64_t id, bool again)
{
	struct err err = ERR_INIT;
	int rc = again ? scr_again(s, id) : intake_open(s, id, &err);

	if (err.kind) {
		ui_message_err(&err);
		rc = 0;
	}
	err_release(&err);
	return rc;
}

int scr_cases(struct session *s, bool again)
{
	static const struct binding keys[] = {
		{ OP_PAGES, N_("At a glance"), cover,
		  N_("the case on one page, with what can be done") },
		{ OP_F6, N_("Other list"), next_list,
		  N_("the open ones, all, or mine") },
		{ OP_WHY, N_("Who looked"), viewings,
		  N_("who has looked at this case, and when") },
		{ OP_NONE, NULL, NULL, NULL },
	};
	struct cases cases = { .session = s };
	struct listview lv = {
		.name = "cases",
		.header =
			"番号       緊急 登録日     主担当         だれのこと",
		.empty = "ケースはありません。",
		.data = &cases,
		.fetch = fetch,
		.bindings = keys,
		.title = title,
	};
	int op;

	while ((op = listview_run(&lv)) == OP_ENTER && lv.key)
		if (open_case(s, atoll(lv.key), again) == UI_HANGUP) {
			op = UI_HANGUP;
			break;
		}
	free(lv.key);
	return op == UI_HANGUP ? UI_HANGUP : 0;
}
