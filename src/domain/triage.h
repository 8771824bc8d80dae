/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Triage (振り分け): which rules apply to a household, and what follows from
 * them together: destinations, urgency, who joins, who leads. Knows only
 * struct triage_case; the reasons are in triage_explain.h.
 *
 * Every possible case gets a lead and a destination inside.
 */
#ifndef DOMAIN_TRIAGE_H
#define DOMAIN_TRIAGE_H

#include "domain/rules.h"

/* Why the promoter of the taking section joins. */
enum promoter_reason {
	PROMOTER_URGENT,
	PROMOTER_TWO_COUNTERS,
	PROMOTER_STAFF_UNSURE,
	PROMOTER_NOTHING_FIRED,
	PROMOTER_NO_COUNTER,
	PROMOTER_RETURNED,
	PROMOTER_NAMED_BY_RULE,
	PROMOTER_REASON_N,
};

/* Why the coordinator joins as adviser. */
enum coordinator_reason {
	COORDINATOR_THREE_COUNTERS,
	COORDINATOR_LONG_FORM,
	COORDINATOR_NAMED_BY_RULE,
	COORDINATOR_RETURNED_TWICE,
	COORDINATOR_REASON_N,
};

const char *promoter_reason_code(enum promoter_reason reason);
const char *coordinator_reason_code(enum coordinator_reason reason);
/* For people: 「複数の窓口にわたるため」. Translated. */
const char *promoter_reason_text(enum promoter_reason reason);
const char *coordinator_reason_text(enum coordinator_reason reason);

/* One rule that applies, to a member or to the household. */
struct triage_firing {
	int rule;
	int member; /* -1: household */
	enum urgency urgency;
	uint64_t to; /* DEST_BIT of the destinations that joined */
};

struct rule_set {
	uint64_t bits[RULES_MAX / 64];
};

struct triage_result {
	enum urgency urgency;
	int lead;                     /* destination */
	unsigned promoter_because;    /* 1 << reason; 0: does not join */
	unsigned coordinator_because; /* 1 << reason; 0: does not join */
	int counters;                 /* fewest that serve all from B up */
	uint64_t to;                  /* all destinations */
	enum urgency dest_urgency[DEST_MAX];
	int order[DEST_MAX]; /* destinations as they are shown */
	size_t dest_n;
	struct triage_firing *firing; /* rule order, then member order */
	size_t firing_n, firing_alloc_n;
	struct rule_set of_household;
	struct rule_set of_member[TRIAGE_MEMBERS_MAX];
};

/* Zero it to begin; it can be used for one case after another. */
void triage_result_release(struct triage_result *result);

/* Decide, without reasons: the fast path. */
void triage_decide(const struct rules *rules, const struct triage_case *c,
		   struct triage_result *result);

/* Urgency of the most urgent duty that applies; URGENCY_N when none does. */
enum urgency triage_duty_urgency(const struct rules *rules,
				 const struct triage_result *result);

/* ---- for triage_explain.c ---- */

/* What the firing of a rule would give on what is known. */
struct triage_firing triage_fire(const struct rules *rules, int rule,
				 const struct triage_case *c, int member);
/* Does this rule silence for the member (-1: household)? That is, did it apply
 * where a rule that names it in its unless has to look. */
bool triage_silences(const struct triage_result *result, size_t member_n,
		     int silencer, int member);
/* Does any rule of its unless silence it? */
bool triage_silenced(const struct rules *rules, int rule,
		     const struct triage_result *result, size_t member_n,
		     int member);
/* result->firing has been changed: who joins and how soon, but not yet who
 * leads and in which order. */
void triage_compose(const struct rules *rules, const struct triage_case *c,
		    struct triage_result *result);

#endif
