/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A changed file of rules over past cases, before it is put to use: which
 * routes (destinations, duties, lead) are gained and which are lost. Both
 * files decide each case on what was known when it was signed off. Says
 * numbers of cases, never names; changes nothing.
 */
#ifndef DOMAIN_REPLAY_H
#define DOMAIN_REPLAY_H

#include "base/jsonout.h"
#include "domain/triage.h"
#include "store/store.h"

#define REPLAY_RULES_MAX (2 * RULES_MAX)
#define REPLAY_LISTED    1000 /* changed cases that are listed, of each kind */

/* Rules of both files, by their place in struct replay. */
struct replay_set {
	uint64_t bits[REPLAY_RULES_MAX / 64];
};

bool replay_has(const struct replay_set *set, size_t rule);
bool replay_any(const struct replay_set *set);

/* What changes for one household. */
struct replay_change {
	int64_t case_id;
	char number[16]; /* R08-00001 */
	enum urgency urgency_before, urgency_after;
	int lead_before, lead_after;    /* destinations */
	uint64_t to_gained, to_lost;    /* promoter and coordinator, too */
	struct replay_set gained, lost; /* rules that fire, or fire no more,
					   for somebody */
	struct replay_set duty_gained, duty_lost;
	struct replay_set duty_weaker; /* later, or somebody less is told */
};

/* A rule of either file, by its id. */
struct replay_rule {
	const char *id;    /* borrowed */
	int before, after; /* place in that file; -1: not there */
	long gained, lost; /* firings */
};

struct replay_list {
	struct replay_change *item;
	size_t n, alloc;
};

struct replay {
	const struct rules *before, *after; /* borrowed; of one profile */
	struct replay_rule rule[REPLAY_RULES_MAX];
	size_t rule_n;
	long case_n, changed_n;
	long unread_n; /* without a record of their beginning: not tried */
	long sooner_n, later_n, lead_n;
	long duty_lost_n, duty_weaker_n, duty_gained_n; /* cases */
	long to_gained[DEST_MAX], to_lost[DEST_MAX];
	long coordinator_before, coordinator_after;
	struct replay_list loses; /* a duty, or has it weaker: on top */
	struct replay_list other;
	struct triage_result result[2]; /* of the case at hand */
};

/* Both rules must have the same profile and facts. */
void replay_init(struct replay *r, const struct rules *before,
		 const struct rules *after);
void replay_release(struct replay *r);

/* Decide one household twice; *out (may be NULL) is what changes for it. True
 * when anything does. */
bool replay_one(struct replay *r, const struct triage_case *c,
		const char *number, int64_t case_id, struct replay_change *out);

/*
 * All cases opened since that day ("": all), a page at a time, so that nobody
 * has to wait for it. on (may be NULL) is told now and then how many were
 * tried; false stops, with what there is by then.
 */
int replay_cases(struct replay *r, struct store *s, const char *since,
		 bool (*on)(void *data, long case_n), void *data,
		 struct err *err);

/* Share of cases with a coordinator, in tenths of a percent. */
int replay_share(const struct replay *r, bool after);

/* For a person: sums, then case by case, those that lose a duty first. */
void replay_words(const struct replay *r, struct str *out);
void replay_json(const struct replay *r, struct jsonout *json);

#endif
