/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * 申し送り: which list, with or without a sheet for each case, then as text on
 * the screen and from there to a printer or a file; or as a table.
 */
#include <stdlib.h>

#include "app/colleague.h"
#include "app/handout.h"
#include "app/handover_out.h"
#include "app/preview.h"
#include "app/screens.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "ui/asktext.h"
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

/* ---- as a table ---- */

static int ask_charset(void)
{
	static const struct choice charsets[] = {
		[CHARSET_UTF8] = { .label = "UTF-8（印つき。ふつうはこちら）" },
		[CHARSET_CP932] = { .label = "CP932（シフトJIS。古いソフト）" },
	};

	return ui_choose("表の文字コード", charsets, ARRAY_SIZE(charsets),
			 CHARSET_UTF8);
}

/* What will not be there is said before anything is written. */
static bool goes_without(const struct str *lost)
{
	char *words;
	bool yes;

	if (!lost->len)
		return true;
	words = xstrfmt(_("CP932 has no %s; a mark would stand in "
			  "their place. Write it all the same?"),
			lost->buf);
	yes = ui_ask(words) == ASK_YES;
	free(words);
	return yes;
}

/* Whoever has the table has seen each case. */
static int put_table(const struct handover_desk *desk, const struct handover *h,
		     const struct str *table, struct err *err)
{
	struct str name = STR_INIT;
	int rc;

	handout_propose(sheet_form_code(FORM_HANDOVER), ".csv", &name);
	rc = ui_ask_text(_("Name of the file"), 200, INPUT_DIRECT, &name);
	if (!rc)
		rc = handover_record(desk, h, err);
	if (!rc)
		rc = handout_write(name.buf, table, err);
	if (!rc) {
		char *done = xstrfmt(_("Written to %s."), name.buf);

		ui_message(done, false);
		free(done);
	}
	str_release(&name);
	return rc;
}

static void write_table(const struct handover_desk *desk,
			const struct sheet *list, const struct handover *h,
			struct err *err)
{
	struct str table = STR_INIT, lost = STR_INIT;
	int charset = ask_charset();

	if (charset >= 0 &&
	    !handover_table(list, (enum charset)charset, &table, &lost, err) &&
	    goes_without(&lost))
		put_table(desk, h, &table, err);
	str_release(&lost);
	str_release(&table);
}

/* ---- which, and as what ---- */

enum as { AS_LIST, AS_CASES, AS_TABLE };

/* -1: the person went back. */
static int ask_as(void)
{
	static const struct choice kinds[] = {
		[AS_LIST] = { .label = "一覧だけ" },
		[AS_CASES] = { .label = "一覧と、一件ごとの紙" },
		[AS_TABLE] = { .label = "表計算の表（CSV）のファイル" },
	};

	return ui_choose("どう出しますか", kinds, ARRAY_SIZE(kinds), AS_LIST);
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
	int as = ask_as();

	if (as < 0)
		return;
	clock_now(now);
	/* As they are now, whatever was so at login. */
	if (!actor_load(&actor, s->office.store, s->staff, &err))
		list = handover_sheet(&desk, &ask, &h, &err);
	if (list && !h.n)
		ui_message("申し送るものはありません。", false);
	else if (list && as == AS_TABLE)
		write_table(&desk, list, &h, &err);
	else if (list)
		show(&desk, list, &h, as == AS_CASES, &err);
	if (err.kind)
		ui_message_err(&err);
	handover_release(&h);
	sheet_free(list);
	actor_release(&actor);
	err_release(&err);
}

/* ---- from the menu ---- */

static bool in_section(const struct rows *staff, size_t row,
		       const void *section)
{
	return streq(rows_text(staff, row, "section"), section);
}

static char *pick_colleague(const struct session *s, struct err *err)
{
	return colleague_choose(s,
				&(struct colleague_ask){ .title = "だれの",
							 .section = s->section,
							 .fits = in_section,
							 .data = s->section },
				err);
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
