/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/proposal.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "domain/guard.h"

static const char *get(const struct casefile *cf, const char *owner,
		       const char *name)
{
	char path[PATH_SIZE];

	snprintf(path, sizeof(path), "%s%s%s", owner, *owner ? "." : "", name);
	return casefile_get(cf, path);
}

static bool inside(const struct proposal *p, int dest)
{
	return p->rules->profile->dest[dest].kind != DEST_OUTSIDE;
}

static void put_in(struct proposal *p, int dest)
{
	p->to |= DEST_BIT(dest);
	p->dropped &= ~DEST_BIT(dest);
}

/* urgency: of the destination; -1 when nothing was said, as that of the case */
static void add(struct proposal *p, int dest, int urgency)
{
	enum urgency u = urgency < 0 ? p->urgency : (enum urgency)urgency;

	if (!(p->to & DEST_BIT(dest)) || u < p->dest_urgency[dest])
		p->dest_urgency[dest] = u;
	put_in(p, dest);
	p->added |= DEST_BIT(dest);
	p->raising |= DEST_BIT(dest);
}

/* A case is as urgent as its most urgent destination. */
static void raise_urgency(struct proposal *p)
{
	for (size_t i = 0; i < p->rules->profile->dest_n; i++)
		if ((p->raising & p->to & DEST_BIT(i)) &&
		    p->dest_urgency[i] < p->urgency)
			p->urgency = p->dest_urgency[i];
}

/* Does a duty name this destination? Then it cannot be taken off by hand. */
static bool duty_names(const struct proposal *p, int dest)
{
	for (size_t i = 0; i < p->result.firing_n; i++) {
		const struct triage_firing *f = &p->result.firing[i];

		if (p->rules->rule[f->rule].duty && (f->to & DEST_BIT(dest)))
			return true;
	}
	return false;
}

/* What was changed by hand, in the order in which it was. */
static void apply_override(struct proposal *p, const struct casefile *cf,
			   const char *id)
{
	int dest = profile_dest(p->rules->profile, get(cf, id, "target"));
	int urgency = urgency_from_code(get(cf, id, "urgency"));
	const char *action = get(cf, id, "action");

	if (streq(action, "urgency") && urgency >= 0) {
		p->urgency = (enum urgency)urgency;
		p->raising = 0;
	}
	if (dest < 0)
		return;
	if (streq(action, "add")) {
		add(p, dest, urgency);
	} else if (streq(action, "drop") && !duty_names(p, dest)) {
		p->to &= ~DEST_BIT(dest);
		p->added &= ~DEST_BIT(dest);
		p->dropped |= DEST_BIT(dest);
	} else if (streq(action, "lead") && inside(p, dest)) {
		p->lead = dest;
		put_in(p, dest);
	}
}

/* Nobody is left without a counter: the last one inside stays. */
static bool somebody_inside(const struct proposal *p)
{
	for (size_t i = 0; i < p->rules->profile->dest_n; i++)
		if ((p->to & DEST_BIT(i)) && inside(p, (int)i))
			return true;
	return false;
}

static void apply_overrides(struct proposal *p, const struct casefile *cf)
{
	struct record_ids ids;

	p->to = p->result.to;
	p->urgency = p->result.urgency;
	p->lead = p->result.lead;
	p->added = p->dropped = p->raising = 0;
	memcpy(p->dest_urgency, p->result.dest_urgency,
	       sizeof(p->dest_urgency));
	casefile_ids(cf, REC_OVERRIDE, &ids);
	for (size_t i = 0; i < ids.n; i++)
		apply_override(p, cf, ids.id[i]);
	raise_urgency(p);
	/* A duty that came up after a change by hand is not slowed by it. */
	if (triage_duty_urgency(p->rules, &p->result) < p->urgency)
		p->urgency = triage_duty_urgency(p->rules, &p->result);
	p->dest_urgency[p->rules->profile->promoter] = p->urgency;
	p->dest_urgency[p->rules->profile->coordinator] = p->urgency;
	if (!(p->to & DEST_BIT(p->lead)))
		p->lead = p->result.lead;
	if (!somebody_inside(p) || !(p->to & DEST_BIT(p->lead)))
		put_in(p, p->result.lead);
}

void proposal_decide(struct proposal *p, const struct casefile *cf,
		     const struct rules *rules)
{
	triage_explanation_release(&p->why);
	memset(&p->why, 0, sizeof(p->why));
	p->rules = rules;
	casefile_triage(cf, rules, &p->of);
	triage_decide(rules, &p->of.c, &p->result);
	apply_overrides(p, cf);
}

void proposal_make(struct proposal *p, const struct casefile *cf,
		   const struct rules *rules)
{
	proposal_decide(p, cf, rules);
	triage_explain(rules, &p->of.c, &p->result, &p->why);
	triage_explain_why_not(rules, &p->of.c, &p->result, &p->why);
	triage_explain_ask(rules, &p->of.c, &p->result, &p->why);
}

void proposal_release(struct proposal *p)
{
	triage_explanation_release(&p->why);
	triage_result_release(&p->result);
	memset(p, 0, sizeof(*p));
}

static bool last_inside(const struct proposal *p, int dest)
{
	struct proposal without = *p;

	without.to &= ~DEST_BIT(dest);
	return !somebody_inside(&without);
}

int proposal_may(const struct proposal *p, const char *action,
		 const char *target, const char *urgency, const char *reason,
		 struct err *err)
{
	const struct profile *city = p->rules->profile;
	int dest = profile_dest(city, target);
	int u = urgency_from_code(urgency);

	if (guard_reason(reason, err))
		return -1;
	if (streq(action, "urgency")) {
		if (u < 0)
			return err_input(err, _("Choose the new urgency."));
		if ((enum urgency)u > triage_duty_urgency(p->rules, &p->result))
			return err_input(err,
					 _("A legal duty is urgent at %s; it "
					   "cannot be made less so."),
					 urgency_code(triage_duty_urgency(
						 p->rules, &p->result)));
		return 0;
	}
	if (dest < 0)
		return err_input(err, _("Choose a destination."));
	if (streq(action, "lead") && !inside(p, dest))
		return err_input(err,
				 _("%s is outside the city's counters and "
				   "cannot lead."),
				 city->dest[dest].name);
	if (streq(action, "add") && (p->to & DEST_BIT(dest)))
		return err_input(err,
				 _("%s is among the destinations already."),
				 city->dest[dest].name);
	if (streq(action, "drop") && !(p->to & DEST_BIT(dest)))
		return err_input(err, _("%s is not among the destinations."),
				 city->dest[dest].name);
	if (streq(action, "drop") && duty_names(p, dest))
		return err_input(err,
				 _("A legal duty names %s; it cannot be left "
				   "out."),
				 city->dest[dest].name);
	if (streq(action, "drop") && (dest == p->lead || last_inside(p, dest)))
		return err_input(err,
				 _("%s leads the case: choose another lead "
				   "first."),
				 city->dest[dest].name);
	return 0;
}
