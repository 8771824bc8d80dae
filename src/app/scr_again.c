/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was printed of a case, newest first; Enter gives the same bytes. */
#include <stdlib.h>
#include <string.h>

#include "app/preview.h"
#include "app/screens.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "domain/access.h"
#include "domain/ledger.h"
#include "text/date.h"
#include "text/era.h"
#include "text/width.h"
#include "ui/listview.h"

#define WHEN_COLS 16
#define FORM_COLS 20
#define TO_COLS   30

struct again {
	struct session *session;
	int64_t case_id;
};

/* "R8.11.20 09:15" */
static void add_when(struct str *out, const char *at)
{
	struct str when = STR_INIT;
	struct date day;

	if (date_from_iso(at, &day))
		era_short(&when, day);
	str_addf(&when, " %.5s", at + strlen("2026-11-20T"));
	text_pad(out, when.buf, WHEN_COLS);
	str_release(&when);
}

static const char *medium_words(const char *medium)
{
	return streq(medium, "print") ? "プリンター" : "ファイル";
}

static void add_row(const struct again *again, struct list_rows *out,
		    const struct rows *rows, size_t i)
{
	struct str text = STR_INIT;
	const char *to = str_or_empty(rows_text(rows, i, "to_body"));
	int form = sheet_form_from_code(rows_text(rows, i, "form"));

	add_when(&text, rows_text(rows, i, "at"));
	text_pad(&text, form < 0 ? "" : preview_form_name(form), FORM_COLS);
	text_pad(&text, session_dest(again->session, to), TO_COLS);
	str_add(&text, medium_words(rows_text(rows, i, "medium")));
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
	rc = ledger_disclosures(again->session->office.store,
				again->session->staff, again->case_id,
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

static unsigned print_again(struct window *win, enum op op)
{
	struct listview *lv = win->data;
	const struct again *again = lv->data;
	struct str pdf = STR_INIT;
	struct err err = ERR_INIT;

	if (lv->key &&
	    !ledger_bytes(&pdf, again->session->office.store,
			  again->session->staff, atoll(lv->key), &err))
		preview_again(&pdf);
	if (err.kind)
		ui_message_err(&err);
	err_release(&err);
	str_release(&pdf);
	return VIEW_REFRESH;
}

static const struct binding keys[] = {
	{ .op = OP_ENTER,
	  .label = N_("Open"),
	  .fn = print_again,
	  .words = N_("print this sheet once more") },
	{ .op = OP_NONE },
};

int scr_again(struct session *s, int64_t case_id)
{
	struct again again = { .session = s, .case_id = case_id };
	struct listview lv = {
		.name = "again",
		.header =
			"日時            紙                  あて先                        渡し方",
		.empty = "このケースで外に出した紙はありません。",
		.data = &again,
		.fetch = fetch,
		.bindings = keys,
		.title = title,
	};
	struct err err = ERR_INIT;
	int op;

	if (access_check(s->office.store, s->staff, ACTION_DISCLOSURES, case_id,
			 NULL, &err) ||
	    ledger_viewing(s->office.store, case_id, s->staff, "again", &err)) {
		ui_message_err(&err);
		err_release(&err);
		return 0;
	}
	op = listview_run(&lv);
	free(lv.key);
	return op == UI_HANGUP ? UI_HANGUP : 0;
}
