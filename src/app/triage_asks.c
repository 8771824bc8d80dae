/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/triage_asks.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/anyone.h"
#include "app/questions.h"
#include "base/mem.h"

static bool same_firings(const struct triage_result *a,
			 const struct triage_result *b)
{
	if (a->firing_n != b->firing_n)
		return false;
	for (size_t i = 0; i < a->firing_n; i++)
		if (a->firing[i].rule != b->firing[i].rule ||
		    a->firing[i].member != b->firing[i].member ||
		    a->firing[i].urgency != b->firing[i].urgency ||
		    a->firing[i].to != b->firing[i].to)
			return false;
	return true;
}

/* The rules count a decade as unknown. When none of its ten ages leads
 * anywhere else, "30代" has said enough. */
static bool age_changes(const struct intake *in, const struct proposal *t,
			int member)
{
	struct triage_result with = { .firing_n = 0 };
	struct case_triage of = t->of;
	char path[PATH_SIZE];
	bool changes = false;
	int decade;

	of.c.member = of.member;
	snprintf(path, sizeof(path), "%s.age_range", t->of.ids.id[member]);
	decade = atoi(intake_get(in, path));
	if (decade <= 0)
		return true;
	for (int age = decade; age < decade + 10 && !changes; age++) {
		of.member[member].age = age;
		triage_decide(t->rules, &of.c, &with);
		changes = !same_firings(&with, &t->result);
	}
	triage_result_release(&with);
	return changes;
}

/* Prison, diagnosis, nationality: recorded when told, never asked. */
static bool is_asked(const struct intake *in, const struct proposal *t,
		     const struct triage_ask *ask)
{
	const struct fact *f;
	const char *who;

	if (ask->fact == TRIAGE_ASK_AGE)
		return age_changes(in, t, ask->member);
	f = &t->rules->facts->fact[ask->fact];
	who = ask->member < 0 ? "" : t->of.ids.id[ask->member];
	return f->how != FACT_TOLD && questions_can_be(in, f, who) &&
	       questions_offer(in, f, who);
}

/* Is it about everybody, and there already for somebody else? */
static bool asked_already(const struct proposal *t,
			  const struct triage_ask *ask,
			  const struct triage_ask *before, size_t n)
{
	if (ask->fact == TRIAGE_ASK_AGE ||
	    !anyone_asks(t->rules->facts->fact[ask->fact].code))
		return false;
	for (size_t i = 0; i < n; i++)
		if (before[i].fact == ask->fact)
			return true;
	return false;
}

size_t triage_asks(const struct intake *in, const struct proposal *t,
		   struct triage_ask *out)
{
	size_t n = 0;

	for (size_t i = 0; i < t->why.ask_n; i++)
		if (is_asked(in, t, &t->why.ask[i]) &&
		    !asked_already(t, &t->why.ask[i], out, n))
			out[n++] = t->why.ask[i];
	return n;
}
