/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/step_ask.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/colleague.h"
#include "app/step.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "domain/guard.h"
#include "domain/staff.h"
#include "text/datein.h"
#include "ui/asktext.h"
#include "ui/dialog.h"

#define WHY_MAX  400 /* characters */
#define NAME_MAX 60

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
	[LOOP_PLEDGE] = { .date = "誓約を受けた日" },
	[LOOP_HAND_OVER] = { "申し送ること" },
	[LOOP_HIDE] = { "見せない理由（加害者とのかかわりなど）" },
	[LOOP_UNHIDE] = { "見せてよくなった理由" },
	[LOOP_CLOSE] = { "終結の理由", "次に連絡する日" },
	[LOOP_REOPEN] = { "再開する理由" },
};

/* Ask until it can be taken: why not stands over the question, what was typed
 * stays in it. -1: the person went back. */
static int ask_until(struct step *step, const char *question, size_t max,
		     enum field_input input, struct str *typed,
		     int (*take)(struct step *step, const char *text,
				 struct err *err))
{
	struct str asked = STR_INIT;
	int r;

	str_add(&asked, question);
	do {
		struct err err = ERR_INIT;

		r = ui_ask_text(asked.buf, max, input, typed);
		if (!r && take(step, str_or_empty(typed->buf), &err)) {
			str_reset(&asked);
			str_addf(&asked, "%s\n%s", err.text.buf, question);
			r = 1;
		}
		err_release(&err);
	} while (r > 0);
	str_release(&asked);
	return r;
}

static int take_why(struct step *step, const char *text, struct err *err)
{
	step->args.why = text;
	return guard_reason(text, err);
}

static int ask_why(struct step *step)
{
	const char *question = words[step->row->act].why;

	if (step->args.why)
		return 0;
	return ask_until(step,
			 question ? question : loop_act_label(step->row->act),
			 WHY_MAX, INPUT_KANJI, &step->why, take_why);
}

/* Where it lies already is no destination, and only roles are asked without a
 * name. */
static bool offered(const struct step *step, const struct dest *d)
{
	const char *at =
		step->referral ? step_field(step->cf, step->referral, "to_body")
			       : "";

	return !streq(d->code, at) &&
	       (step->row->act != LOOP_ASK || d->kind == DEST_ROLE);
}

/* One destination out of all, in the order of the city; what was proposed by
 * who sent it back is under the cursor. */
static int ask_dest(struct step *step, const char *title)
{
	const struct profile *p = step->session->office.profile;
	const char *proposed =
		step->referral
			? step_field(step->cf, step->referral, "return_to")
			: "";
	struct choice choice[DEST_MAX];
	size_t n = 0, begin = 0;
	int picked;

	for (size_t i = 0; i < p->dest_n; i++) {
		const struct dest *d = &p->dest[i];

		if (!offered(step, d))
			continue;
		if (streq(d->code, proposed))
			begin = n;
		choice[n++] = (struct choice){ .code = d->code,
					       .label = d->name,
					       .reading = d->kana };
	}
	picked = ui_choose(title, choice, n, begin);
	if (picked >= 0)
		step->args.to = choice[picked].code;
	return picked < 0 ? -1 : 0;
}

/* Nobody writes down what may not be told there. */
static int may_tell(const struct step *step, const char *to)
{
	const struct loop l = session_loop(step->session);
	struct err err = ERR_INIT;
	int r = 0;

	if (step->row->needs & NEED_CONSENT)
		r = loop_consent(&l, &step->session->actor, step->cf, to, NULL,
				 &err);
	if (r)
		ui_message_err(&err);
	err_release(&err);
	return r;
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
static bool eligible(const struct rows *staff, size_t row, const void *data)
{
	const struct step *step = data;
	unsigned roles =
		roles_read(str_or_empty(rows_text(staff, row, "role")));

	if (!roles_may(roles, ACTION_CLOSE, REL_HOLDER))
		return false;
	if (case_hidden_from(step->cf, rows_text(staff, row, "number")) !=
	    (step->row->act == LOOP_UNHIDE))
		return false;
	return step->row->act != LOOP_ASSIGN ||
	       streq(rows_text(staff, row, "section"), step->session->section);
}

static int ask_staff(struct step *step)
{
	bool seat = step->row->act == LOOP_SEAT;
	const struct colleague_ask ask = { .title = seat ? "だれを" : "だれに",
					   .section = step->session->section,
					   .fits = eligible,
					   .data = step };
	struct err err = ERR_INIT;

	if (step->args.staff)
		return 0;
	step->staff = colleague_choose(step->session, &ask, &err);
	step->args.staff = step->staff;
	if (err.kind)
		ui_message_err(&err);
	err_release(&err);
	return step->staff ? 0 : -1;
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
	/* Whoever took the telephone call, unless it was somebody else. */
	if (step->referral && !step->name.len)
		str_add(&step->name,
			step_field(step->cf, step->referral, "phoned_to"));
	if (ui_ask_text("受けた人の名前", NAME_MAX, INPUT_NAME, &step->name))
		return -1;
	step->args.name = str_or_empty(step->name.buf);
	return 0;
}

/* A day to come, or one that was; none is enough where none is needed. */
static int take_day(struct step *step, const char *text, struct err *err)
{
	bool past = step->row->needs & NEED_PAST;
	struct date_ask ask = { .flags = DATE_NEAR_OK |
					 (past ? DATE_NOT_FUTURE : 0),
				.today = date_today() };
	struct date_in in = { .form = DATE_EMPTY };

	step->args.date = NULL;
	if (date_read(&in, text, &ask, err))
		return -1;
	if (in.form == DATE_EMPTY)
		return step->row->needs & (NEED_DATE | NEED_PAST)
			       ? err_input(err, _("A day is needed, such as "
						  "2026-11-20"))
			       : 0;
	if (!past && date_to_days(in.date) < date_to_days(ask.today))
		return err_input(err, _("%s is over; name a day to come"),
				 text);
	date_to_iso(in.date, step->date);
	step->args.date = step->date;
	return 0;
}

static int ask_date(struct step *step)
{
	struct str typed = STR_INIT;
	int r = ask_until(step, words[step->row->act].date, 20, INPUT_DIRECT,
			  &typed, take_day);

	str_release(&typed);
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
	struct rows rows = ROWS_INIT;
	struct err err = ERR_INIT;
	int r = staff_list(step->session->office.store, &rows, &err);

	if (r)
		ui_message_err(&err);
	else
		r = choose_desk(step, &rows);
	rows_release(&rows);
	err_release(&err);
	step->args.desk = step->desk.len ? step->desk.buf : NULL;
	return r;
}

/* Where to, and at which of their desks. */
static int ask_to(struct step *step)
{
	if (step->row->act == LOOP_TO_COORDINATOR)
		step->args.to = "coordinator";
	if (!step->args.to && ask_dest(step, "どこへ"))
		return -1;
	if (may_tell(step, step->args.to))
		return -1;
	return streq(step->args.to, "coordinator") ? ask_desk(step) : 0;
}

int step_ask(struct step *step)
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
		{ NEED_PAST, ask_date },
	};

	if (step->row->act == LOOP_TO_COORDINATOR && ask_to(step))
		return -1;
	for (size_t i = 0; i < ARRAY_SIZE(asks); i++)
		if (step->row->needs & (unsigned)asks[i].need &&
		    asks[i].ask(step))
			return -1;
	if (step->row->act == LOOP_FOLLOW_UP)
		return ask_date(step);
	return 0;
}

void step_release(struct step *step)
{
	str_release(&step->why);
	str_release(&step->name);
	str_release(&step->desk);
	free(step->staff);
}
