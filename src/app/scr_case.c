/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One case on a page (cover.h): the pages behind it and the steps with it are
 * a key each. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/cover.h"
#include "app/screens.h"
#include "app/step.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "domain/access.h"
#include "domain/casebind.h"
#include "domain/loop_lists.h"
#include "text/kana.h"
#include "ui/asktext.h"
#include "ui/pager.h"

#define JOURNAL_MAX 500 /* entries of the history */

static int fetch(void *data, const char *key, bool before, size_t n,
		 struct list_rows *rows, struct err *err)
{
	if (!before && cover_read(data, err))
		return -1;
	return rowlist_fetch(data, key, before, n, rows, err);
}

static void title(void *data, struct ui_title *out)
{
	const struct cover *cover = data;

	session_title(cover->session, out);
	out->page = casefile_get(&cover->cf, "case.number");
	out->slot = casefile_get(&cover->cf, "case.urgency");
}

/* ---- behind it ---- */

static void show_history(struct cover *cover, struct err *err)
{
	struct rows rows = ROWS_INIT;
	struct str text = STR_INIT;

	if (!loop_journal(cover->session->office.store, cover->session->staff,
			  cover->id, 0, JOURNAL_MAX, &rows, err)) {
		for (size_t i = 0; i < rows.n; i++) {
			cover_entry_words(cover, &rows, i, &text);
			str_add(&text, "\n");
		}
		ui_page_text("経過（新しい順）", str_or_empty(text.buf));
	}
	rows_release(&rows);
	str_release(&text);
}

static void add_answer(struct str *out, const char *label, const char *text)
{
	if (*text)
		str_addf(out, "%s\n  %s\n\n", label, text);
}

/* What was asked, and what came of it. */
static void show_referral(const struct cover *cover, const char *id)
{
	static const struct {
		const char *label, *leaf;
	} parts[] = {
		{ "つないだ理由", "reason" },
		{ "頼んだこと", "request" },
		{ "受けた人", "received_by" },
		{ "差し戻した理由", "return_reason" },
		{ "返事", "answer" },
	};
	const struct casefile *cf = &cover->cf;
	struct str text = STR_INIT;

	for (size_t i = 0; i < ARRAY_SIZE(parts); i++)
		add_answer(&text, parts[i].label,
			   step_field(cf, id, parts[i].leaf));
	ui_page_text(
		session_dest(cover->session, step_field(cf, id, "to_body")),
		str_or_empty(text.buf));
	str_release(&text);
}

static void follow_referral(struct cover *cover, const char *id)
{
	const char *state = step_field(&cover->cf, id, "state");

	if (loop_ended(loop_state_from_code(state)))
		show_referral(cover, id);
	else
		step_choose(cover->session, cover->id, id, NULL, 0);
}

static void follow(struct cover *cover, const char *target, struct err *err)
{
	struct session *s = cover->session;
	const char *rest;

	if (skip_prefix(target, "ref:", &rest))
		follow_referral(cover, rest);
	else if (skip_prefix(target, "page:", &rest))
		intake_open_at(s, cover->id, rest, "", err);
	else if (skip_prefix(target, "path:", &rest))
		intake_open_at(s, cover->id, "", rest, err);
	else if (skip_prefix(target, "act:", &rest))
		step_take(s, cover->id, NULL, step_act(rest), NULL);
	else if (streq(target, "journal"))
		show_history(cover, err);
	else
		step_take(s, cover->id, NULL, LOOP_HAND_OVER, NULL);
}

/* ---- closing ---- */

/* The three questions, where money, home, food or safety was at stake. */
static int ask_questions(const struct cover *cover, struct str answer[3])
{
	static const struct {
		const char *path, *question;
	} questions[] = {
		{ "case.eats", "今夜、食べるものはありますか" },
		{ "case.sleeps", "今夜、どこで寝ますか" },
		{ "case.reach", "これから、どうすれば連絡がとれますか" },
	};
	struct case_bind bind;

	case_bind(&bind, &cover->cf);
	if (!guard_at_stake(&bind.view))
		return 0;
	for (size_t i = 0; i < ARRAY_SIZE(questions); i++) {
		str_set(&answer[i],
			casefile_get(&cover->cf, questions[i].path));
		if (ui_ask_text(questions[i].question, 200, INPUT_KANJI,
				&answer[i]))
			return -1;
	}
	return 0;
}

/* What is missing stands on the page; there the cursor goes. */
static bool may_close(struct cover *cover)
{
	if (cover->gap == cover->list.n)
		return true;
	free(cover->lv.key);
	cover->lv.key = xstrfmt("%06zu", cover->gap);
	ui_message(_("First what stands under \"still to do\": Enter leads "
		     "there."),
		   true);
	return false;
}

static void close_case(struct cover *cover)
{
	struct str answer[3] = { STR_INIT, STR_INIT, STR_INIT };

	if (may_close(cover) && !ask_questions(cover, answer)) {
		const struct loop_args given = {
			.eats = answer[0].len ? answer[0].buf : NULL,
			.sleeps = answer[1].len ? answer[1].buf : NULL,
			.reach = answer[2].len ? answer[2].buf : NULL,
		};

		step_take(cover->session, cover->id, NULL, LOOP_CLOSE, &given);
	}
	for (size_t i = 0; i < ARRAY_SIZE(answer); i++)
		str_release(&answer[i]);
}

/* Onto the list of a conference; to that list, when it is there already. */
static void confer(struct cover *cover, struct err *err)
{
	struct session *s = cover->session;
	bool waits;

	if (loop_waits(s->office.store, s->staff, cover->id, &waits, err))
		return;
	if (waits)
		scr_conference(s, cover->id);
	else
		step_take(s, cover->id, NULL, LOOP_DISPUTE, NULL);
}

/* ---- keys ---- */

static bool obey(struct cover *cover, char letter, struct err *err)
{
	if (letter == '4')
		scr_again(cover->session, cover->id);
	else if (letter == '7')
		scr_viewings(cover->session, cover->id);
	else if (letter == 'x')
		close_case(cover);
	else if (letter == 'm')
		confer(cover, err);
	else
		for (size_t i = 0; i < cover_keys_n; i++) {
			if (cover_keys[i].letter != letter)
				continue;
			if (cover_keys[i].page)
				follow(cover, cover_keys[i].page, err);
			else
				step_take(cover->session, cover->id, NULL,
					  cover_keys[i].act, NULL);
			return true;
		}
	return strchr("47xm", letter);
}

static unsigned redraw(struct cover *cover, struct err *err)
{
	if (err->kind)
		ui_message_err(err);
	err_release(err);
	listview_refetch(&cover->lv);
	return VIEW_REFRESH;
}

static unsigned type(void *data, const char *utf8, size_t len)
{
	struct cover *cover = data;
	struct err err = ERR_INIT;
	char *plain = ascii_narrow(utf8);
	bool known = plain[0] && !plain[1] && obey(cover, plain[0], &err);

	free(plain);
	return known ? redraw(cover, &err) : VIEW_IGNORED;
}

static unsigned pick(struct window *win, enum op op)
{
	struct listview *lv = win->data;
	struct cover *cover = lv->data;
	char *target = xstrdup(rowlist_target(&cover->list, lv));
	struct err err = ERR_INIT;

	if (target)
		follow(cover, target, &err);
	free(target);
	return redraw(cover, &err);
}

static const struct binding keys[] = {
	{ OP_ENTER, N_("Open"), pick, N_("what the line is about") },
	{ OP_NONE, NULL, NULL, NULL },
};

static int run(struct cover *cover)
{
	int op;

	cover->lv = (struct listview){
		.name = "case",
		.footer = "1受付 2振り分け 3同意 4渡した紙 5つなぎ 6経過 "
			  "7見た人 n経過を書く d次の連絡\n"
			  "h引き継ぐ s安全確認 g通告 q匿名で聞く i照会 m会議 "
			  "e結果 v見せない x終結 o再開",
		.data = cover,
		.fetch = fetch,
		.bindings = keys,
		.title = title,
		.type = type,
	};

	op = listview_run(&cover->lv);
	free(cover->lv.key);
	return op;
}

/* May they, and then on record that they looked. */
static int open_case(struct cover *cover, struct err *err)
{
	struct session *s = cover->session;

	return access_open(&cover->cf, s->office.store, s->staff, cover->id,
			   "open", err);
}

int scr_case(struct session *s, int64_t case_id)
{
	struct cover cover = { .session = s,
			       .id = case_id,
			       .cf = CASEFILE_INIT };
	struct err err = ERR_INIT;
	int op = 0;

	if (open_case(&cover, &err))
		ui_message_err(&err);
	else
		op = run(&cover);
	err_release(&err);
	casefile_release(&cover.cf);
	rowlist_release(&cover.list);
	return op == UI_HANGUP ? UI_HANGUP : 0;
}
