/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands between a case and its closing: closed never means forgotten. */
#include "base/i18n.h"
#include "base/mem.h"
#include "domain/casebind.h"
#include "domain/casetriage.h"
#include "domain/loop_doing.h"

static void say_guards(const struct case_bind *bind, const struct loop *l,
		       struct err *err)
{
	struct missing_list list = { .n = 0 };
	struct guard_in guard;

	case_bind_guard(bind, l->rules->facts,
			loop_get(bind->cf, "case", "urgency"), &guard);
	guard.closing = true;
	guard_missing(&bind->view, &guard, &list);
	for (size_t i = 0; i < list.n; i++)
		if (list.item[i].level == GUARD_FORCE)
			err_input(err, "%s", list.item[i].sentence);
	missing_release(&list);
}

/* A duty to them is done when they were told, or have received a referral. */
static bool was_told(const struct case_bind *bind, const char *to)
{
	for (size_t i = 0; i < bind->duty.n; i++) {
		const char *id = bind->duty.id[i];

		if (streq(loop_get(bind->cf, id, "to_body"), to) &&
		    *loop_get(bind->cf, id, "done_at") &&
		    *loop_get(bind->cf, id, "received_by"))
			return true;
	}
	for (size_t i = 0; i < bind->referral.n; i++) {
		const char *id = bind->referral.id[i];

		if (streq(loop_get(bind->cf, id, "to_body"), to) &&
		    *loop_get(bind->cf, id, "received_at"))
			return true;
	}
	return false;
}

/* Each place that a duty rule names, but the counter the person came to. */
static void say_duties(const struct case_bind *bind, const struct loop *l,
		       struct err *err)
{
	const struct profile *p = l->rules->profile;
	struct triage_result result = { 0 };
	struct case_triage t;
	uint64_t to = 0;

	casefile_triage(bind->cf, l->rules, &t);
	triage_decide(l->rules, &t.c, &result);
	for (size_t i = 0; i < result.firing_n; i++)
		if (l->rules->rule[result.firing[i].rule].duty)
			to |= result.firing[i].to;
	for (size_t i = 0; i < p->dest_n; i++)
		if (to & DEST_BIT(i) && (int)i != t.c.taken_at &&
		    !was_told(bind, p->dest[i].code))
			err_input(err,
				  _("A duty is open: %s has not been told, or "
				    "nobody is named who took it there"),
				  p->dest[i].name);
	triage_result_release(&result);
}

static void say_referrals(const struct casefile *cf, const struct profile *p,
			  struct err *err)
{
	unsigned open = LOOP_OPEN | LOOP_BIT(LOOP_DRAFT);
	char id[RECORD_ID_SIZE];
	int dest;

	if (!*loop_any(cf, open, id))
		return;
	dest = profile_dest(p, loop_get(cf, id, "to_body"));
	err_input(err, _("The referral to %s is still \"%s\""),
		  dest < 0 ? "?" : p->dest[dest].name,
		  field_code_label(record_field(REC_REFERRAL, "state"),
				   loop_state_code(loop_state_of(cf, id))));
}

static bool answered(const struct casefile *cf, const char *leaf,
		     const char *now)
{
	return *str_or_empty(now) || *loop_get(cf, "case", leaf);
}

/* [F]: eats tonight? sleeps where? how do we reach you? */
static void say_questions(const struct case_bind *bind,
			  const struct loop_args *args, struct err *err)
{
	const struct casefile *cf = bind->cf;

	if (!guard_at_stake(&bind->view))
		return;
	if (!answered(cf, "eats", args->eats))
		err_input(err, _("Not answered: is there something to eat "
				 "tonight?"));
	if (!answered(cf, "sleeps", args->sleeps))
		err_input(err, _("Not answered: where will they sleep?"));
	if (!answered(cf, "reach", args->reach))
		err_input(err, _("Not answered: how do we reach them?"));
}

static void say_agenda(const struct casefile *cf, const struct loop *l,
		       struct err *err)
{
	struct rows rows = ROWS_INIT;

	if (!store_exec(l->store, Q_AGENDA_OF_CASE, &rows, err,
			ARG_INT("case_id", cf->id)) &&
	    rows.n)
		err_input(err,
			  _("It waits for the conference of %s, which has to "
			    "say who takes it"),
			  rows_text(&rows, 0, "meets_on"));
	rows_release(&rows);
}

int loop_missing(const struct loop *l, const struct casefile *cf,
		 const struct loop_args *args, struct err *err)
{
	struct case_bind bind;
	struct err here = ERR_INIT;
	int r;

	case_bind(&bind, cf);
	say_guards(&bind, l, &here);
	say_duties(&bind, l, &here);
	say_referrals(cf, l->rules->profile, &here);
	say_questions(&bind, args, &here);
	say_agenda(cf, l, &here);
	if (*loop_get(cf, "case", "safety_due") &&
	    !*loop_get(cf, "case", "safety_checked_at"))
		err_input(&here, _("Nobody has seen yet that the child is "
				   "safe: record the safety check"));
	r = here.kind ? err_set(err, here.kind, "%s", here.text.buf) : 0;
	err_release(&here);
	return r;
}
