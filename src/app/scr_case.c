/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One case on a page: who holds it since when, the household, where it was
 * sent and how far that came, what it cannot be closed without, and what
 * happened last. The pages behind it and the steps with it are a key each.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/rowlist.h"
#include "app/screens.h"
#include "app/step.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "domain/access.h"
#include "domain/casebind.h"
#include "text/era.h"
#include "text/kana.h"
#include "text/moment.h"
#include "text/width.h"
#include "text/wrap.h"
#include "ui/dialog.h"
#include "ui/pager.h"
#include "ui/term.h"

#define LABEL_COLS   10
#define LAST_N       4   /* entries of the journal on the page */
#define JOURNAL_MAX  500 /* and in the history behind it */
#define CONSENTS_MAX 6

struct cover {
	struct rowlist list; /* first: rowlist_fetch */
	struct session *session;
	int64_t id;
	struct casefile cf;
	size_t gap; /* the line from which on it says what is missing */
	struct listview lv;
};

static const char *get(const struct cover *cover, const char *path)
{
	return casefile_get(&cover->cf, path);
}

static const struct {
	char letter;
	const char *page; /* or */
	enum loop_act act;
} keys_of_case[] = {
	{ .letter = '1', .page = "page:reception" },
	{ .letter = '2', .page = "page:triage" },
	{ .letter = '3', .page = "page:consent" },
	{ .letter = '5', .page = "page:referral" },
	{ .letter = '6', .page = "journal" },
	{ .letter = 'h', .act = LOOP_HAND_OVER },
	{ .letter = 'n', .act = LOOP_NOTE },
	{ .letter = 'd', .act = LOOP_FOLLOW_UP },
	{ .letter = 's', .act = LOOP_SAFETY },
	{ .letter = 'g', .act = LOOP_REPORT },
	{ .letter = 'q', .act = LOOP_ASK },
	{ .letter = 'i', .act = LOOP_ASK_INFO },
	{ .letter = 'm', .act = LOOP_DISPUTE },
	{ .letter = 'e', .act = LOOP_SETTLE },
	{ .letter = 'o', .act = LOOP_REOPEN },
};

/* The key of a step; 0: it has none. */
static char letter_of(enum loop_act act)
{
	for (size_t i = 0; i < ARRAY_SIZE(keys_of_case); i++)
		if (!keys_of_case[i].page && keys_of_case[i].act == act)
			return keys_of_case[i].letter;
	return '\0';
}

/* One line with its label in front; wrapped below the text. */
static void add_line(struct cover *cover, enum attr attr, const char *target,
		     const char *label, const char *text)
{
	struct str line = STR_INIT;

	text_pad(&line, label, LABEL_COLS);
	str_add(&line, text);
	rowlist_add_wrapped(&cover->list, attr, target, term_cols() - 4,
			    LABEL_COLS, line.buf);
	str_release(&line);
}

/* ---- what is seen ---- */

static void add_holder(struct cover *cover)
{
	char *name =
		session_staff_name(cover->session, get(cover, "case.holder"));
	struct str text = STR_INIT;
	struct date contact;

	str_add(&text, name);
	if (*get(cover, "case.holder_since")) {
		str_add(&text, "（");
		moment_short(&text, get(cover, "case.holder_since"));
		str_add(&text, "から）");
	}
	if (date_from_iso(get(cover, "intake.next_contact"), &contact)) {
		str_add(&text, "  次の連絡 ");
		era_short(&text, contact);
	}
	if (streq(get(cover, "case.status"), "closed"))
		str_add(&text, "  終結");
	add_line(cover, ATTR_NORMAL, "hand-over", "主担当", text.buf);
	free(name);
	str_release(&text);
}

static void add_guarded(struct cover *cover)
{
	struct case_bind bind;

	case_bind(&bind, &cover->cf);
	if (guard_protected(&bind.view))
		add_line(cover, ATTR_DUTY, "page:client", "注意",
			 "住所・学校・勤務先を外に出さない（支援措置・DV）");
}

static void add_people(struct cover *cover)
{
	struct str text = STR_INIT;
	struct record_ids ids;

	casefile_ids(&cover->cf, REC_MEMBER, &ids);
	for (size_t i = 0; i < ids.n; i++) {
		const char *name = step_field(&cover->cf, ids.id[i], "name");
		const char *kana = step_field(&cover->cf, ids.id[i], "kana");
		const char *code =
			step_field(&cover->cf, ids.id[i], "relation");
		int age = casefile_age(&cover->cf, ids.id[i]);

		str_addf(&text, "%s%s", i ? "、" : "",
			 streq(code, "client") ? "本人" : code);
		if (*name || *kana)
			str_addf(&text, " %s", *name ? name : kana);
		if (age >= 0)
			str_addf(&text, "（%d歳）", age);
	}
	if (!ids.n)
		str_add(&text, "だれのことか、まだわからない");
	add_line(cover, ATTR_NORMAL, "page:household", "世帯", text.buf);
	str_release(&text);
}

/* "介護福祉課   受領   11/26まで  森田 明美" */
static void add_referral(struct cover *cover, const char *id, const char *label,
			 const char *now)
{
	const struct casefile *cf = &cover->cf;
	const char *state = step_field(cf, id, "state");
	const char *due = step_field(cf, id, "due_at");
	struct str text = STR_INIT, when = STR_INIT;
	char target[RECORD_ID_SIZE + 4];
	bool late = *due && strncmp(due, now, 16) < 0;

	if (!loop_ended(loop_state_from_code(state)))
		step_due_words(&when, due, now);
	text_pad(&text,
		 session_dest(cover->session, step_field(cf, id, "to_body")),
		 22);
	text_pad(&text, step_state_words(state, step_field(cf, id, "kind")), 7);
	text_pad(&text, str_or_empty(when.buf), 12);
	str_add(&text, step_field(cf, id, "received_by"));
	snprintf(target, sizeof(target), "ref:%s", id);
	add_line(cover, late ? ATTR_DUTY : ATTR_NORMAL, target, label,
		 text.buf);
	str_release(&text);
	str_release(&when);
}

static void add_referrals(struct cover *cover)
{
	struct record_ids ids;
	char now[CLOCK_SIZE];

	clock_now(now);
	casefile_ids(&cover->cf, REC_REFERRAL, &ids);
	for (size_t i = 0; i < ids.n; i++)
		add_referral(cover, ids.id[i], i ? "" : "つなぎ", now);
	if (!ids.n)
		add_line(cover, ATTR_NORMAL, "page:referral", "つなぎ",
			 "まだどこにも送っていない");
}

/* Where Enter leads to from what is missing. The caller's. */
static char *gap_target(const struct loop_gap *gap)
{
	if (gap->act < LOOP_ACT_N)
		return xstrfmt("act:%s", loop_act_code(gap->act));
	return strchr(gap->path, '.') ? xstrfmt("path:%s", gap->path)
				      : xstrfmt("ref:%s", gap->path);
}

static void add_gap(struct cover *cover, const struct loop_gap *gap,
		    const char *label)
{
	char letter = letter_of(gap->act);
	struct str text = STR_INIT;
	char *target = gap_target(gap);

	str_add(&text, gap->sentence);
	if (letter)
		str_addf(&text, "（%cで%s）", letter, loop_act_label(gap->act));
	add_line(cover, ATTR_DUTY, target, label, text.buf);
	free(target);
	str_release(&text);
}

/* What the case cannot be closed without, but for the questions that are
 * asked on closing. */
static int find_gaps(const struct cover *cover, struct loop_gaps *gaps,
		     struct err *err)
{
	static const struct loop_args asked = { .eats = "?",
						.sleeps = "?",
						.reach = "?" };
	const struct loop l = session_loop(cover->session);

	return loop_missing(&l, &cover->cf, &asked, gaps, err);
}

static int add_missing(struct cover *cover, struct err *err)
{
	struct loop_gaps gaps = { .n = 0 };
	int r = 0;

	cover->gap = cover->list.n;
	if (!streq(get(cover, "case.status"), "closed"))
		r = find_gaps(cover, &gaps, err);
	for (size_t i = 0; !r && i < gaps.n; i++)
		add_gap(cover, &gaps.gap[i], i ? "" : "のこり");
	loop_gaps_release(&gaps);
	return r;
}

static void add_consents(struct cover *cover)
{
	const struct field *states = record_field(REC_CONSENT, "state");
	const struct session *s = cover->session;
	struct case_bind bind;
	char today[CLOCK_DATE_SIZE];

	clock_today(today);
	case_bind(&bind, &cover->cf);
	for (size_t i = 0; i < bind.consents.n && i < CONSENTS_MAX; i++) {
		const struct consent *c = &bind.consents.row[i];
		struct str text = STR_INIT, to = STR_INIT;
		bool ended = consent_on(c, today) == CONSENT_ENDED;

		scope_words(str_or_empty(c->recipients), s->consent_rules,
			    s->office.profile, &to);
		text_pad(&text, str_or_empty(to.buf), 30);
		str_add(&text,
			ended ? "撤回・期限切れ"
			      : field_code_label(states,
						 step_field(&cover->cf, c->id,
							    "state")));
		add_line(cover, ATTR_NORMAL, "page:consent", i ? "" : "同意",
			 text.buf);
		str_release(&text);
		str_release(&to);
	}
	if (!bind.consents.n)
		add_line(cover, ATTR_NORMAL, "page:consent", "同意",
			 "まだ聞いていない");
}

static const char *act_words(const char *code)
{
	for (int act = 0; act < LOOP_ACT_N; act++)
		if (streq(loop_act_code((enum loop_act)act), code))
			return loop_act_label((enum loop_act)act);
	return streq(code, "take") ? "受け付けた" : code;
}

/* "11月20日 9:15  森田 明美  受領する  介護福祉課  …" */
static void entry_words(const struct cover *cover, const struct rows *rows,
			size_t i, struct str *out)
{
	const char *referral = rows_text(rows, i, "referral");
	const char *why = rows_text(rows, i, "why");
	struct str when = STR_INIT;

	moment_short(&when, rows_text(rows, i, "at"));
	text_pad(out, when.buf, 16);
	text_pad(out, rows_text(rows, i, "staff_name"), 12);
	str_add(out, act_words(rows_text(rows, i, "act")));
	if (referral)
		str_addf(out, "  %s",
			 session_dest(
				 cover->session,
				 step_field(&cover->cf, referral, "to_body")));
	if (why && *why)
		str_addf(out, "  %s", why);
	str_release(&when);
}

static int add_journal(struct cover *cover, struct err *err)
{
	struct rows rows = ROWS_INIT;
	int r = loop_journal(cover->session->office.store,
			     cover->session->staff, cover->id, 0, LAST_N, &rows,
			     err);

	for (size_t i = 0; !r && i < rows.n; i++) {
		struct str text = STR_INIT;

		entry_words(cover, &rows, i, &text);
		add_line(cover, ATTR_NORMAL, "journal", i ? "" : "経過",
			 text.buf);
		str_release(&text);
	}
	rows_release(&rows);
	return r;
}

static int build(struct cover *cover, struct err *err)
{
	const char *complaint;

	casefile_release(&cover->cf);
	casefile_init(&cover->cf);
	if (casefile_load(&cover->cf, cover->session->office.store, cover->id,
			  err))
		return -1;
	rowlist_clear(&cover->list);
	complaint = get(cover, "intake.complaint");
	add_holder(cover);
	add_guarded(cover);
	add_line(cover, ATTR_NORMAL, "page:complaint", "主訴",
		 *complaint ? complaint : "まだ聞いていない");
	add_people(cover);
	add_referrals(cover);
	add_consents(cover);
	return add_journal(cover, err) || add_missing(cover, err) ? -1 : 0;
}

static int fetch(void *data, const char *key, bool before, size_t n,
		 struct list_rows *rows, struct err *err)
{
	if (!before && build(data, err))
		return -1;
	return rowlist_fetch(data, key, before, n, rows, err);
}

static void title(void *data, struct ui_title *out)
{
	const struct cover *cover = data;

	session_title(cover->session, out);
	out->page = get(cover, "case.number");
	out->slot = get(cover, "case.urgency");
}

/* ---- behind it ---- */

static void show_history(struct cover *cover, struct err *err)
{
	struct rows rows = ROWS_INIT;
	struct str text = STR_INIT;

	if (!loop_journal(cover->session->office.store, cover->session->staff,
			  cover->id, 0, JOURNAL_MAX, &rows, err)) {
		for (size_t i = 0; i < rows.n; i++) {
			entry_words(cover, &rows, i, &text);
			str_add(&text, "\n");
		}
		ui_page_text("経過（新しい順）", str_or_empty(text.buf));
	}
	rows_release(&rows);
	str_release(&text);
}

static void follow(struct cover *cover, const char *target, struct err *err)
{
	struct session *s = cover->session;
	const char *rest;

	if (skip_prefix(target, "ref:", &rest))
		step_choose(s, cover->id, rest, NULL, 0);
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
		str_set(&answer[i], get(cover, questions[i].path));
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

/* ---- keys ---- */

static bool obey(struct cover *cover, char letter, struct err *err)
{
	if (letter == '4')
		scr_again(cover->session, cover->id);
	else if (letter == '7')
		scr_viewings(cover->session, cover->id);
	else if (letter == 'x')
		close_case(cover);
	else
		for (size_t i = 0; i < ARRAY_SIZE(keys_of_case); i++) {
			if (keys_of_case[i].letter != letter)
				continue;
			if (keys_of_case[i].page)
				follow(cover, keys_of_case[i].page, err);
			else
				step_take(cover->session, cover->id, NULL,
					  keys_of_case[i].act, NULL);
			return true;
		}
	return letter == '4' || letter == '7' || letter == 'x';
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
			  "h引き継ぐ s安全確認 g通告 q匿名で聞く i照会 m会議へ "
			  "e会議の結果 x終結 o再開",
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
