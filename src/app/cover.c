/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cover.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/loop_words.h"
#include "app/step.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "domain/casebind.h"
#include "text/era.h"
#include "text/moment.h"
#include "text/width.h"
#include "ui/term.h"

#define LABEL_COLS   10
#define LAST_N       4 /* entries of the journal */
#define CONSENTS_MAX 6
#define GAPS_MAX     2 /* questions still to ask */

static const char *get(const struct cover *cover, const char *path)
{
	return casefile_get(&cover->cf, path);
}

const struct cover_key cover_keys[] = {
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
	{ .letter = 'e', .act = LOOP_SETTLE },
	{ .letter = 'o', .act = LOOP_REOPEN },
	{ .letter = 'v', .act = LOOP_HIDE },
	{ .letter = 'u', .act = LOOP_UNHIDE },
};

const size_t cover_keys_n = ARRAY_SIZE(cover_keys);

/* The key of a step; 0: it has none. */
static char letter_of(enum loop_act act)
{
	for (size_t i = 0; i < cover_keys_n; i++)
		if (!cover_keys[i].page && cover_keys[i].act == act)
			return cover_keys[i].letter;
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

static void add_hidden(struct cover *cover)
{
	const char *list = get(cover, "case.hidden_from");
	struct str text = STR_INIT;

	while (*list) {
		size_t len = strcspn(list, " ");
		char *number = xstrndup(list, len);
		char *name = session_staff_name(cover->session, number);

		str_addf(&text, "%s%s", text.len ? "、" : "", name);
		list += len;
		list += strspn(list, " ");
		free(name);
		free(number);
	}
	if (text.len) {
		str_add(&text, " には見せない");
		add_line(cover, ATTR_DUTY, "act:unhide", "注意", text.buf);
	}
	str_release(&text);
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

/* Whom to call at night while an urgent one waits to be received. */
static void add_night(const struct cover *cover, const char *id,
		      const char *state, struct str *out)
{
	const struct profile *p = cover->session->office.profile;
	const char *urgency = step_field(&cover->cf, id, "urgency");
	int dest = profile_dest(p, step_field(&cover->cf, id, "to_body"));

	if (streq(state, loop_state_code(LOOP_SENT)) && dest >= 0 &&
	    *p->dest[dest].after_hours && *urgency == 'A')
		str_addf(out, "夜間 %s", p->dest[dest].after_hours);
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
		loop_due_words(&when, due, now);
	text_pad(&text,
		 session_dest(cover->session, step_field(cf, id, "to_body")),
		 25);
	text_pad(&text, loop_state_words(state, step_field(cf, id, "kind")), 7);
	text_pad(&text, str_or_empty(when.buf), 12);
	str_add(&text, step_field(cf, id, "received_by"));
	add_night(cover, id, state, &text);
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

/* Steps and referrals each on a line; of the questions the first ones, Enter
 * leads to one after the other. */
static void add_gaps(struct cover *cover, const struct loop_gaps *gaps)
{
	const char *label = "のこり";
	size_t asked_n = 0;

	for (size_t i = 0; i < gaps->n; i++) {
		bool field = strchr(gaps->gap[i].path, '.');

		if (field && ++asked_n > GAPS_MAX)
			continue;
		add_gap(cover, &gaps->gap[i], label);
		label = "";
	}
	if (asked_n > GAPS_MAX) {
		char *more =
			xstrfmt("ほかに聞くこと %zuつ", asked_n - GAPS_MAX);

		add_line(cover, ATTR_DUTY, "page:tonight", label, more);
		free(more);
	}
}

static int add_missing(struct cover *cover, struct err *err)
{
	struct loop_gaps gaps = { .n = 0 };
	int r = 0;

	cover->gap = cover->list.n;
	if (!streq(get(cover, "case.status"), "closed"))
		r = find_gaps(cover, &gaps, err);
	if (!r)
		add_gaps(cover, &gaps);
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

void cover_entry_words(const struct cover *cover, const struct rows *rows,
		       size_t i, struct str *out)
{
	const char *referral = rows_text(rows, i, "referral");
	const char *why = rows_text(rows, i, "why");
	struct str when = STR_INIT;

	moment_short(&when, rows_text(rows, i, "at"));
	text_pad(out, when.buf, 16);
	text_pad(out, rows_text(rows, i, "staff_name"), 12);
	str_add(out, loop_act_words(rows_text(rows, i, "act")));
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

		cover_entry_words(cover, &rows, i, &text);
		add_line(cover, ATTR_NORMAL, "journal", i ? "" : "経過",
			 text.buf);
		str_release(&text);
	}
	rows_release(&rows);
	return r;
}

int cover_read(struct cover *cover, struct err *err)
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
	add_hidden(cover);
	add_line(cover, ATTR_NORMAL, "page:complaint", "主訴",
		 *complaint ? complaint : "まだ聞いていない");
	add_people(cover);
	add_referrals(cover);
	add_consents(cover);
	return add_journal(cover, err) || add_missing(cover, err) ? -1 : 0;
}
