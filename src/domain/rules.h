/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The rules of triage: db/profiles/<city>/triage.yaml, an ordered decision
 * table from which every rule that applies is collected. A rule:
 *
 *   id       its name
 *   duty     true: a legal duty, done now and in parallel with all else
 *   long     true: a matter that takes long and many hands
 *   each     member: tried on each member; household: once
 *   when     condition (see cond.h)
 *   to       destinations, each with its own optional when
 *   urgency  one, or a list: the first whose when is definitely so, else the
 *            last, which has none
 *   unless   rules that silence it; they may not have an unless themselves
 *   basis    the law
 *   say      one sentence the clerk reads to the citizen
 *   now      what the clerk does now
 */
#ifndef DOMAIN_RULES_H
#define DOMAIN_RULES_H

#include "base/secret.h"
#include "domain/cond.h"
#include "domain/profile.h"

#define RULES_MAX      128
#define RULES_FILE_MAX (1u << 20) /* bytes */

struct rule_to {
	int dest;          /* index in the profile's dest */
	struct cond *when; /* NULL: always */
};

struct rule_urgency {
	enum urgency urgency;
	struct cond *when; /* NULL: the default, last */
};

struct rule {
	char *id;
	bool duty;
	bool long_form;
	bool each_member;
	struct cond *when;
	struct rule_to *to;
	size_t to_n;
	struct rule_urgency *urgency;
	size_t urgency_n;
	int *unless; /* indices of rules */
	size_t unless_n;
	char *basis, *say, *now; /* basis, now: "" when none */
	int line, col;           /* where its id stands */
};

struct rules {
	char *name; /* of the file, as in sentences */
	char *version;
	char hash[SHA256_HEX_SIZE]; /* of the file's bytes */
	struct rule *rule;
	size_t n;
	int staff_unsure;              /* index of that fact, -1 none */
	const struct facts *facts;     /* borrowed */
	const struct profile *profile; /* borrowed */
};

/* The rules of a profile. NULL and one sentence a fault, each with
 * file:line:column; facts and profile must outlive them. */
struct rules *rules_load(const struct profile *profile,
			 const struct facts *facts, struct err *err);
struct rules *rules_parse(const char *buf, size_t len, const char *name,
			  const struct profile *profile,
			  const struct facts *facts, struct err *err);
void rules_free(struct rules *rules);

int rules_find(const struct rules *rules, const char *id); /* or -1 */

/*
 * Rules, and conditions of a destination or urgency, that provably never
 * apply: no household makes the condition true, or each that does lets a rule
 * of its unless fire. One sentence each in err; returns how many.
 */
int rules_unreachable(const struct rules *rules, struct err *err);

#endif
