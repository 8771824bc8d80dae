/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands between a case and its closing: closed never means forgotten. */
#include <stdarg.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "domain/casebind.h"
#include "domain/casetriage.h"
#include "domain/loop_doing.h"

/* What is looked at, and what was found missing. */
struct closing {
	const struct loop *l;
	const struct casefile *cf;
	const struct loop_args *args;
	struct case_bind bind;
	struct loop_gaps *out;
};

void loop_gaps_release(struct loop_gaps *gaps)
{
	for (size_t i = 0; i < gaps->n; i++) {
		free(gaps->gap[i].sentence);
		free(gaps->gap[i].path);
	}
	free(gaps->gap);
	*gaps = (struct loop_gaps){ .n = 0 };
}

static void __attribute__((format(printf, 4, 5)))
say(struct closing *c, enum loop_act act, const char *path, const char *fmt,
    ...)
{
	struct str sentence = STR_INIT;
	va_list ap;

	va_start(ap, fmt);
	str_vaddf(&sentence, fmt, ap);
	va_end(ap);
	ALLOC_GROW(c->out->gap, c->out->n + 1, c->out->alloc);
	c->out->gap[c->out->n++] = (struct loop_gap){
		.sentence = str_detach(&sentence),
		.path = xstrdup(path),
		.act = act,
	};
}

static void say_guards(struct closing *c)
{
	struct missing_list list = { .n = 0 };
	struct guard_in guard;

	case_bind_guard(&c->bind, c->l->rules->facts,
			loop_get(c->cf, "case", "urgency"), &guard);
	guard.closing = true;
	if (guard.report_duty && !guard.reported)
		say(c, LOOP_REPORT, "",
		    _("The report under the abuse laws is not on record: to "
		      "whom, when, by whom"));
	guard.report_duty = false;
	guard_missing(&c->bind.view, &guard, &list);
	for (size_t i = 0; i < list.n; i++)
		if (list.item[i].level == GUARD_FORCE)
			say(c, LOOP_ACT_N, list.item[i].path, "%s",
			    list.item[i].sentence);
	missing_release(&list);
}

/* Each place that a duty rule names, but the counter the person came to. */
static void say_duties(struct closing *c)
{
	const struct rules *rules = c->l->rules;
	const struct profile *p = rules->profile;
	struct triage_result result = { 0 };
	char id[RECORD_ID_SIZE];
	struct case_triage t;
	uint64_t to = 0;

	casefile_triage(c->cf, rules, &t);
	triage_decide(rules, &t.c, &result);
	for (size_t i = 0; i < result.firing_n; i++)
		if (rules->rule[result.firing[i].rule].duty)
			to |= result.firing[i].to;
	for (size_t i = 0; i < p->dest_n; i++)
		if (to & DEST_BIT(i) && (int)i != t.c.taken_at &&
		    !*case_told(&c->bind.view, p->dest[i].code, id))
			say(c, LOOP_REPORT, "",
			    _("A duty is open: %s has not been told, or "
			      "nobody is named who took it there"),
			    p->dest[i].name);
	triage_result_release(&result);
}

static void say_referrals(struct closing *c)
{
	const struct field *states = record_field(REC_REFERRAL, "state");
	const struct profile *p = c->l->rules->profile;
	const struct record_ids *ids = &c->bind.referral;

	for (size_t i = 0; i < ids->n; i++) {
		enum loop_state state = loop_state_of(c->cf, ids->id[i]);
		const char *to = loop_get(c->cf, ids->id[i], "to_body");
		int dest = profile_dest(p, to);

		if (!loop_ended(state))
			say(c, LOOP_ACT_N, ids->id[i],
			    _("The referral to %s is still \"%s\""),
			    dest < 0 ? "?" : p->dest[dest].name,
			    field_code_label(states, loop_state_code(state)));
	}
}

/* Blanks are no answer. */
static bool answered(const struct closing *c, const char *leaf, const char *now)
{
	const char *answer = now ? now : loop_get(c->cf, "case", leaf);
	struct err none = ERR_INIT;
	bool there = !guard_reason(answer, &none);

	err_release(&none);
	return there;
}

/* [F]: eats tonight? sleeps where? how do we reach you? */
static void say_questions(struct closing *c)
{
	if (!guard_at_stake(&c->bind.view))
		return;
	if (!answered(c, "eats", c->args->eats))
		say(c, LOOP_CLOSE, "",
		    _("Not answered: is there something to eat tonight?"));
	if (!answered(c, "sleeps", c->args->sleeps))
		say(c, LOOP_CLOSE, "",
		    _("Not answered: where will they sleep?"));
	if (!answered(c, "reach", c->args->reach))
		say(c, LOOP_CLOSE, "",
		    _("Not answered: how do we reach them?"));
}

static int say_agenda(struct closing *c, struct err *err)
{
	struct rows rows = ROWS_INIT;
	int r = store_exec(c->l->store, Q_AGENDA_OF_CASE, &rows, err,
			   ARG_INT("case_id", c->cf->id));

	if (!r && rows.n)
		say(c, LOOP_SETTLE, "",
		    _("It waits for the conference of %s, which has to "
		      "say who takes it"),
		    rows_text(&rows, 0, "meets_on"));
	rows_release(&rows);
	return r;
}

static void say_safety(struct closing *c)
{
	if (*loop_get(c->cf, "case", "safety_due") &&
	    !*loop_get(c->cf, "case", "safety_checked_at"))
		say(c, LOOP_SAFETY, "",
		    _("Nobody has seen yet that the child is safe: record "
		      "the safety check"));
}

int loop_missing(const struct loop *l, const struct casefile *cf,
		 const struct loop_args *args, struct loop_gaps *out,
		 struct err *err)
{
	struct closing c = { .l = l, .cf = cf, .args = args, .out = out };

	case_bind(&c.bind, cf);
	say_guards(&c);
	say_duties(&c);
	say_safety(&c);
	say_referrals(&c);
	say_questions(&c);
	return say_agenda(&c, err);
}
