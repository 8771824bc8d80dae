/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * 申し送り: which list, with or without a sheet for each case, then as text on
 * the screen and from there to a printer or a file.
 */
#include <stdlib.h>

#include "app/handover_out.h"
#include "app/preview.h"
#include "app/screens.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "domain/staff.h"
#include "ui/dialog.h"
#include "ui/term.h"

/* Who looks at it has seen each case, printed or not. */
static int show(const struct handover_desk *desk, const struct sheet *list,
		const struct handover *h, bool cases, struct err *err)
{
	struct str text = STR_INIT, pdf = STR_INIT;
	struct handover_pile pile;
	int rc = handover_pile_make(&pile, desk, list, h, cases, err);

	if (!rc)
		rc = handover_pdf(&pile, &pdf, err);
	if (!rc)
		rc = handover_record(desk, h, err);
	if (!rc) {
		handover_text(&pile, term_cols() - 2, &text);
		preview_pages(sheet_form_code(FORM_HANDOVER), "申し送り",
			      text.buf, &pdf);
	}
	handover_pile_release(&pile);
	str_release(&text);
	str_release(&pdf);
	return rc;
}

/* -1: the person went back. */
static int with_cases(void)
{
	static const struct choice papers[] = {
		{ .label = "一覧だけ" },
		{ .label = "一覧と、一件ごとの紙" },
	};

	return ui_choose("印刷するもの", papers, ARRAY_SIZE(papers), 0);
}

void scr_handover_list(const struct session *s, enum handover_scope scope,
		       const char *whose)
{
	struct actor actor = { .number = NULL };
	const struct handover_desk desk = { .store = s->office.store,
					    .rules = s->office.rules,
					    .laws = s->laws,
					    .consent_rules = s->consent_rules,
					    .actor = &actor };
	char now[CLOCK_SIZE];
	const struct handover_ask ask = { scope, whose, now };
	struct err err = ERR_INIT;
	struct handover h = { .n = 0 };
	struct sheet *list = NULL;
	int cases = with_cases();

	if (cases < 0)
		return;
	clock_now(now);
	/* As they are now, whatever was so at login. */
	if (!actor_load(&actor, s->office.store, s->staff, &err))
		list = handover_sheet(&desk, &ask, &h, &err);
	if (list && !h.n)
		ui_message("申し送るものはありません。", false);
	else if (list)
		show(&desk, list, &h, cases, &err);
	if (err.kind)
		ui_message_err(&err);
	handover_release(&h);
	sheet_free(list);
	actor_release(&actor);
	err_release(&err);
}

/* ---- from the menu ---- */

/* Number of a colleague of the own section; the caller's, NULL: went back. */
static char *pick_colleague(const struct session *s, struct err *err)
{
	struct rows rows = ROWS_INIT;
	struct choice *choice;
	char *number = NULL;
	size_t n = 0;
	int picked;

	if (staff_list(s->office.store, &rows, err))
		return NULL;
	choice = xcalloc(rows.n, sizeof(*choice));
	for (size_t i = 0; i < rows.n; i++)
		if (rows_int(&rows, i, "active") &&
		    streq(rows_text(&rows, i, "section"), s->section))
			choice[n++] = (struct choice){
				.code = rows_text(&rows, i, "number"),
				.label = rows_text(&rows, i, "name"),
				.reading = rows_text(&rows, i, "kana"),
			};
	picked = ui_choose("だれの", choice, n, 0);
	if (picked >= 0)
		number = xstrdup(choice[picked].code);
	free(choice);
	rows_release(&rows);
	return number;
}

int scr_handover(const struct session *s, struct err *err)
{
	static const struct choice lists[] = {
		{ .label = "朝の打合せ" },
		{ .label = "この課で待っているもの" },
		{ .label = "きょう送ったもの・動いたもの・期限のもの" },
		{ .label = "自分が受け持っているもの" },
		{ .label = "同じ課の職員が受け持っているもの" },
	};
	static const enum handover_scope scopes[ARRAY_SIZE(lists)] = {
		HANDOVER_MORNING, HANDOVER_SECTION, HANDOVER_TODAY,
		HANDOVER_PERSON,  HANDOVER_PERSON,
	};
	int list = ui_choose("申し送り", lists, ARRAY_SIZE(lists), 0);
	char *colleague;

	if (list < 0)
		return 0;
	if (list < 3) {
		scr_handover_list(s, scopes[list], s->section);
	} else if (list == 3) {
		scr_handover_list(s, scopes[list], s->staff);
	} else {
		colleague = pick_colleague(s, err);
		if (colleague)
			scr_handover_list(s, scopes[list], colleague);
		free(colleague);
	}
	return 0;
}
