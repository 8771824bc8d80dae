/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/step.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "domain/staff.h"
#include "text/datein.h"
#include "text/moment.h"
#include "text/width.h"
#include "ui/dialog.h"

#define WHY_MAX  400 /* characters */
#define NAME_MAX 60

/* One step while it is asked about. */
struct step {
	struct session *session;
	const struct loop_step *row;
	const struct casefile *cf;
	const char *referral;
	struct loop_args args;
	struct str why, name, desk;
	char *staff;
	char date[CLOCK_DATE_SIZE];
};

/* What is written down with a step, and what its day means. */
static const struct {
	const char *why, *date;
} words[LOOP_ACT_N] = {
	[LOOP_ANSWER_KEEP] = { "返事：どう引き受けるか" },
	[LOOP_ANSWER_DONE] = { "返事：何をしたか、どうなったか" },
	[LOOP_ANSWER_INFO] = { "照会の回答" },
	[LOOP_RETURN] = { "差し戻す理由（送った人にわかるように）" },
	[LOOP_REDIRECT] = { "別の先へ送る理由" },
	[LOOP_TO_COORDINATOR] = { "コーディネーターに頼みたいこと" },
	[LOOP_TAKE_BACK] = { "引き取って、どうするか" },
	[LOOP_WITHDRAW] = { "取り下げる理由" },
	[LOOP_ASK] = { "聞きたいこと（名前を書かずに）" },
	[LOOP_ASK_INFO] = { "知りたいこと", "返事がほしい日" },
	[LOOP_SAFETY] = { "だれが、どこで、どう確かめたか" },
	[LOOP_NOTE] = { "経過" },
	[LOOP_FOLLOW_UP] = { "連絡したこと",
			     "次に連絡する日（なければ空のまま）" },
	[LOOP_DISPUTE] = { "何が決まらないのか", "会議の日" },
	[LOOP_SETTLE] = { "会議で決まったこと" },
	[LOOP_HAND_OVER] = { "申し送ること" },
	[LOOP_CLOSE] = { "終結の理由", "次に連絡する日" },
	[LOOP_REOPEN] = { "再開する理由" },
};

struct loop session_loop(const struct session *s)
{
	return (struct loop){
		.store = s->office.store,
		.rules = s->office.rules,
		.consent_rules = s->consent_rules,
		.laws = s->laws,
	};
}

const char *step_field(const struct casefile *cf, const char *id,
		       const char *leaf)
{
	char path[PATH_SIZE];

	snprintf(path, sizeof(path), "%s.%s", id, leaf);
	return casefile_get(cf, path);
}

/* ---- words ---- */

const char *step_state_words(const char *state, const char *kind)
{
	static const char *const of[LOOP_STATE_N] = {
		[LOOP_DRAFT] = "未送付",    [LOOP_SENT] = "未受領",
		[LOOP_RECEIVED] = "受領",   [LOOP_CONTACTED] = "接触済",
		[LOOP_ANSWERED] = "回答済", [LOOP_RETURNED] = "差戻し",
		[LOOP_REDIRECTED] = "転送", [LOOP_WITHDRAWN] = "取下げ",
	};
	int i = loop_state_from_code(str_or_empty(state));

	if (i == LOOP_SENT && streq(kind, loop_kind_code(LOOP_INFO)))
		return "照会中";
	return i < 0 ? "" : of[i];
}

static int minutes_between(const char *from, const char *to)
{
	struct date a, b;
	int ah = 0, am = 0, bh = 0, bm = 0;

	if (!date_from_iso(from, &a) || !date_from_iso(to, &b))
		return 0;
	sscanf(from + strlen("2026-11-20"), "T%2d:%2d", &ah, &am);
	sscanf(to + strlen("2026-11-20"), "T%2d:%2d", &bh, &bm);
	return (int)(date_to_days(b) - date_to_days(a)) * 24 * 60 +
	       (bh - ah) * 60 + bm - am;
}

void step_due_words(struct str *out, const char *due, const char *now)
{
	int left = minutes_between(now, due);
	struct date day, today;

	if (!date_from_iso(due, &day) || !date_from_iso(now, &today))
		return;
	if (left < -24 * 60)
		str_addf(out, "遅れ %d日", -left / (24 * 60));
	else if (left < -60)
		str_addf(out, "遅れ %d時間", -left / 60);
	else if (left < 0)
		str_addf(out, "遅れ %d分", -left);
	else if (date_to_days(day) == date_to_days(today))
		str_addf(out, "%.5sまで", due + strlen("2026-11-20T"));
	else if (date_to_days(day) == date_to_days(today) + 1)
		str_addf(out, "あす %.5s", due + strlen("2026-11-20T"));
	else
		str_addf(out, "%d/%dまで", day.month, day.day);
}

/* ---- what a step needs ---- */

static int ask_why(struct step *step)
{
	const char *question = words[step->row->act].why;

	if (step->args.why)
		return 0;
	if (ui_ask_text(question ? question : loop_act_label(step->row->act),
			WHY_MAX, INPUT_KANJI, &step->why))
		return -1;
	step->args.why = str_or_empty(step->why.buf);
	return 0;
}

/* One destination out of all; except may be NULL. */
static int ask_dest(struct step *step, const char *title)
{
	const struct profile *p = step->session->office.profile;
	bool question = step->row->act == LOOP_ASK;
	const char *except =
		step->referral ? step_field(step->cf, step->referral, "to_body")
			       : "";
	struct choice choice[DEST_MAX];
	size_t n = 0;
	int picked;

	for (size_t i = 0; i < p->dest_n; i++) {
		const struct dest *d = &p->dest[i];

		if (streq(d->code, except) ||
		    (question && d->kind != DEST_ROLE))
			continue;
		choice[n++] = (struct choice){ .code = d->code,
					       .label = d->name,
					       .reading = d->kana };
	}
	picked = ui_choose(title, choice, n, 0);
	if (picked >= 0)
		step->args.to = choice[picked].code;
	return picked < 0 ? -1 : 0;
}

static int ask_to(struct step *step)
{
	return step->args.to ? 0 : ask_dest(step, "どこへ");
}

static int ask_alternative(struct step *step)
{
	return ask_dest(step, "代わりの提案先");
}

static int ask_code(struct step *step)
{
	const struct names *returns = &step->session->office.profile->returns;
	struct choice *choice = xcalloc(returns->n, sizeof(*choice));
	int picked;

	for (size_t i = 0; i < returns->n; i++)
		choice[i] = (struct choice){ .code = returns->item[i].code,
					     .label = returns->item[i].name };
	picked = ui_choose("差戻しの理由", choice, returns->n, 0);
	if (picked >= 0)
		step->args.code = returns->item[picked].code;
	free(choice);
	return picked < 0 ? -1 : 0;
}

/* May this row of staff be chosen here? */
static bool eligible(const struct step *step, const struct rows *rows, size_t i)
{
	unsigned roles = roles_read(str_or_empty(rows_text(rows, i, "role")));

	if (!rows_int(rows, i, "active") ||
	    !roles_may(roles, ACTION_CLOSE, REL_HOLDER))
		return false;
	return step->row->act != LOOP_ASSIGN ||
	       streq(rows_text(rows, i, "section"), step->session->section);
}

static int choose_staff(struct step *step, const struct rows *rows)
{
	struct choice *choice = xcalloc(rows->n, sizeof(*choice));
	size_t n = 0;
	int picked;

	for (size_t i = 0; i < rows->n; i++) {
		struct str label = STR_INIT;

		if (!eligible(step, rows, i))
			continue;
		text_pad(&label, rows_text(rows, i, "name"), 14);
		str_add(&label, session_dest(step->session,
					     rows_text(rows, i, "section")));
		choice[n++] = (struct choice){
			.code = rows_text(rows, i, "number"),
			.label = str_detach(&label),
			.reading = rows_text(rows, i, "kana"),
		};
	}
	picked = ui_choose("だれに", choice, n, 0);
	if (picked >= 0)
		step->staff = xstrdup(choice[picked].code);
	for (size_t i = 0; i < n; i++)
		free((char *)choice[i].label);
	free(choice);
	return picked < 0 ? -1 : 0;
}

/* Choose among the staff; CHOOSE keeps what was chosen. */
static int ask_of_staff(struct step *step,
			int (*choose)(struct step *, const struct rows *))
{
	struct rows rows = ROWS_INIT;
	struct err err = ERR_INIT;
	int r = staff_list(step->session->office.store, &rows, &err);

	if (r)
		ui_message_err(&err);
	else
		r = choose(step, &rows);
	rows_release(&rows);
	err_release(&err);
	return r;
}

static int ask_staff(struct step *step)
{
	int r = ask_of_staff(step, choose_staff);

	step->args.staff = step->staff;
	return r;
}

/* Only what lies outside is taken by somebody without an account. */
static int ask_name(struct step *step)
{
	const struct profile *p = step->session->office.profile;
	const char *to =
		step->referral ? step_field(step->cf, step->referral, "to_body")
			       : step->args.to;
	int dest = profile_dest(p, str_or_empty(to));

	if (step->referral && dest >= 0 && p->dest[dest].kind != DEST_OUTSIDE)
		return 0;
	if (ui_ask_text("受けた人の名前", NAME_MAX, INPUT_NAME, &step->name))
		return -1;
	step->args.name = str_or_empty(step->name.buf);
	return 0;
}

/* Until it is a day, or the person goes back; empty where none is needed. */
static int ask_date(struct step *step)
{
	struct str typed = STR_INIT, question = STR_INIT;
	struct date_ask ask = { .flags = DATE_NEAR_OK, .today = date_today() };
	struct date_in in = { .form = DATE_EMPTY };
	int r;

	do {
		struct err err = ERR_INIT;

		if (!question.len)
			str_add(&question, words[step->row->act].date);
		r = ui_ask_text(question.buf, 20, INPUT_DIRECT, &typed);
		if (!r && date_read(&in, str_or_empty(typed.buf), &ask, &err)) {
			str_reset(&question);
			str_addf(&question, "%s\n%s", err.text.buf,
				 words[step->row->act].date);
			r = 1;
		}
		err_release(&err);
	} while (r > 0);
	if (!r && in.form != DATE_EMPTY) {
		date_to_iso(in.date, step->date);
		step->args.date = step->date;
	}
	str_release(&typed);
	str_release(&question);
	return r;
}

/* Where several coordinators' desks are: which one. */
static int choose_desk(struct step *step, const struct rows *rows)
{
	const struct profile *p = step->session->office.profile;
	struct choice choice[DEST_MAX];
	size_t n = 0;
	int picked = 0;

	for (size_t k = 0; k < p->section_n; k++)
		for (size_t i = 0; i < rows->n; i++) {
			const struct dest *d = &p->dest[k];
			const char *role = rows_text(rows, i, "role");

			if (!rows_int(rows, i, "active") ||
			    !streq(rows_text(rows, i, "section"), d->code) ||
			    !(roles_read(str_or_empty(role)) &
			      ROLE_BIT(ROLE_COORDINATOR)))
				continue;
			choice[n++] = (struct choice){ .code = d->code,
						       .label = d->name,
						       .reading = d->kana };
			break;
		}
	if (n > 1)
		picked = ui_choose("どこのコーディネーターへ", choice, n, 0);
	if (picked >= 0 && n)
		str_set(&step->desk, choice[picked].code);
	return picked < 0 ? -1 : 0;
}

static int ask_desk(struct step *step)
{
	int r = ask_of_staff(step, choose_desk);

	step->args.desk = step->desk.len ? step->desk.buf : NULL;
	return r;
}

static int ask_all(struct step *step)
{
	static const struct {
		enum loop_need need;
		int (*ask)(struct step *step);
	} asks[] = {
		{ NEED_CODE, ask_code },
		{ NEED_TO, ask_to },
		{ NEED_STAFF, ask_staff },
		{ NEED_NAME, ask_name },
		{ NEED_WHY, ask_why },
		{ NEED_ALTERNATIVE, ask_alternative },
		{ NEED_DATE, ask_date },
	};

	if (step->row->act == LOOP_TO_COORDINATOR && ask_desk(step))
		return -1;
	for (size_t i = 0; i < ARRAY_SIZE(asks); i++)
		if (step->row->needs & (unsigned)asks[i].need &&
		    asks[i].ask(step))
			return -1;
	if (step->row->act == LOOP_FOLLOW_UP)
		return ask_date(step);
	return 0;
}

/* ---- taking it ---- */

/* The row of the table for this; NULL and a sentence when there is none. */
static const struct loop_step *find_row(const struct casefile *cf,
					const char *referral, enum loop_act act)
{
	int state = LOOP_DRAFT;
	enum loop_kind kind = LOOP_WORK;

	if (referral) {
		const char *code = step_field(cf, referral, "kind");

		state = loop_state_from_code(step_field(cf, referral, "state"));
		for (int i = 0; i < LOOP_KIND_N; i++)
			if (streq(loop_kind_code((enum loop_kind)i), code))
				kind = (enum loop_kind)i;
	}
	return state < 0 ? NULL
			 : loop_step_find(act, (enum loop_state)state, kind);
}

static void say_done(enum loop_act act)
{
	char *done = xstrfmt(_("On record: %s"), loop_act_label(act));

	ui_message(done, false);
	free(done);
}

/* Nobody is asked for reasons first and refused afterwards. */
static int ask_and_do(struct step *step, struct err *err)
{
	const struct loop l = session_loop(step->session);
	const struct actor *actor = &step->session->actor;
	unsigned relations;
	int r = loop_relations(l.store, actor, step->cf, step->referral,
			       &relations, err);

	if (!r)
		r = actor_must(actor, loop_act_right(step->row->act), relations,
			       err);
	if (!r)
		r = ask_all(step);
	if (!r)
		r = loop_do(&l, actor, step->cf->id, step->referral,
			    step->row->act, &step->args, err);
	return r;
}

int step_take(struct session *s, int64_t case_id, const char *referral,
	      enum loop_act act, const struct loop_args *given)
{
	struct casefile cf = CASEFILE_INIT;
	struct step step = { .session = s,
			     .cf = &cf,
			     .referral = referral,
			     .why = STR_INIT,
			     .name = STR_INIT,
			     .desk = STR_INIT };
	struct err err = ERR_INIT;
	int r = casefile_load(&cf, s->office.store, case_id, &err);

	if (given)
		step.args = *given;
	if (!r) {
		step.row = find_row(&cf, referral, act);
		if (!step.row)
			r = err_input(&err, _("That is not possible with this "
					      "line as it stands now."));
		else
			r = ask_and_do(&step, &err);
	}
	if (!r)
		say_done(act);
	if (err.kind)
		ui_message_err(&err);
	err_release(&err);
	str_release(&step.why);
	str_release(&step.name);
	str_release(&step.desk);
	free(step.staff);
	casefile_release(&cf);
	return r ? 1 : 0;
}

static bool is_one_of(enum loop_act act, const enum loop_act *acts, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (acts[i] == act)
			return true;
	return !acts;
}

/* Steps with this referral; of all only those that are theirs to take. */
static size_t possible(struct session *s, const struct casefile *cf,
		       const char *referral, const enum loop_act *acts,
		       size_t acts_n, struct choice *choice, struct err *err)
{
	unsigned relations;
	size_t n = 0;

	if (loop_relations(s->office.store, &s->actor, cf, referral, &relations,
			   err))
		return 0;
	for (int act = 0; act < LOOP_ACT_N; act++) {
		const struct loop_step *row =
			find_row(cf, referral, (enum loop_act)act);

		if (row && row->from && is_one_of(row->act, acts, acts_n) &&
		    (acts || roles_may(s->actor.roles, loop_act_right(row->act),
				       relations)))
			choice[n++] = (struct choice){
				.code = loop_act_code(row->act),
				.label = loop_act_label(row->act),
			};
	}
	return n;
}

enum loop_act step_act(const char *code)
{
	for (int act = 0; act < LOOP_ACT_N; act++)
		if (streq(loop_act_code((enum loop_act)act), code))
			return (enum loop_act)act;
	BUG("no act %s", code);
}

int step_choose(struct session *s, int64_t case_id, const char *referral,
		const enum loop_act *acts, size_t acts_n)
{
	struct casefile cf = CASEFILE_INIT;
	struct choice choice[LOOP_ACT_N];
	struct err err = ERR_INIT;
	int picked = -1;
	size_t n = 0;

	if (!casefile_load(&cf, s->office.store, case_id, &err))
		n = possible(s, &cf, referral, acts, acts_n, choice, &err);
	casefile_release(&cf);
	if (err.kind)
		ui_message_err(&err);
	else if (!n)
		ui_message(_("That is not possible with this line as it "
			     "stands now."),
			   true);
	else
		picked = acts && n == 1
				 ? 0
				 : ui_choose("どうしますか", choice, n, 0);
	err_release(&err);
	return picked < 0 ? 1
			  : step_take(s, case_id, referral,
				      step_act(choice[picked].code), NULL);
}
