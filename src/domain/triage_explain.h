/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The reasons of a triage: why a rule applies, why another does not, and
 * which questions would change the result. The slow path beside
 * triage_decide().
 */
#ifndef DOMAIN_TRIAGE_EXPLAIN_H
#define DOMAIN_TRIAGE_EXPLAIN_H

#include "domain/triage.h"

struct triage_why_not {
	int rule;
	int member;             /* -1: household */
	struct clauses failed;  /* what makes it false */
	struct clauses unknown; /* what keeps it open, refused included */
	int *silenced_by;       /* rules of its unless that applied */
	size_t silenced_n;
};

#define TRIAGE_ASK_AGE (-1)

/* A question that would change the result. */
struct triage_ask {
	int fact;             /* or TRIAGE_ASK_AGE */
	int member;           /* -1: household */
	enum urgency urgency; /* of the most urgent rule it may add */
	int *would_add;       /* rules */
	size_t would_add_n;
};

struct triage_explanation {
	struct clauses *because; /* one for each firing of the result */
	size_t because_n;
	struct triage_why_not *why_not; /* rule order, then member order */
	size_t why_not_n, why_not_alloc_n;
	struct triage_ask *ask; /* most urgent first */
	size_t ask_n, ask_alloc_n;
};

/*
 * Why the rules that apply do. result is what triage_decide() made of the case.
 * The clauses point into rules. *out is zero before the first of these three;
 * release it in any case.
 */
void triage_explain(const struct rules *rules, const struct triage_case *c,
		    const struct triage_result *result,
		    struct triage_explanation *out);
/* Adds why_not. */
void triage_explain_why_not(const struct rules *rules,
			    const struct triage_case *c,
			    const struct triage_result *result,
			    struct triage_explanation *out);
/* Adds what to ask. */
void triage_explain_ask(const struct rules *rules, const struct triage_case *c,
			const struct triage_result *result,
			struct triage_explanation *out);
void triage_explanation_release(struct triage_explanation *explanation);

#endif
