/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Invented staff who do anything at any time with invented cases: for tests of
 * what must hold whatever people do. The same for the same seed.
 */
#ifndef TESTS_UNIT_LOOPERS_H
#define TESTS_UNIT_LOOPERS_H

#include "domain/loop_lists.h"

#define LOOPERS_N 30 /* colleagues; one more is the admin */

struct loopers {
	struct loop l;
	struct profile *profile;
	struct facts *facts;
	struct rules *rules;
	struct consent_rules *consent_rules;
	struct laws *laws;
	struct actor actor[LOOPERS_N];
	bool left[LOOPERS_N];
	uint32_t random;
	char member[8]; /* who was named last for a conference, */
	int arranger;   /* and by whom it waits for one; -1: it does not */
	long did[64][LOOP_STATE_N]; /* steps by row of the table, from where */
	long refused_n, left_n, step_n;
};

/* Profile and rules; no database yet. */
int loopers_load(struct loopers *p, uint32_t seed, struct err *err);
void loopers_free(struct loopers *p);
/* A new database with all of them in it, or one that is there. */
int loopers_init(struct loopers *p, const char *db, struct err *err);
int loopers_open(struct loopers *p, const char *db, struct err *err);
/* Somebody takes a case: signed off, with referrals not sent yet. */
int loopers_take(struct loopers *p, int64_t *case_id, struct err *err);
/*
 * Somebody does something with it, or leaves, or comes back. A refusal with a
 * sentence is fine; -1 is what may not happen.
 */
int loopers_step(struct loopers *p, int64_t case_id, struct err *err);
/* Nothing is lost: the invariants of the whole database; and each open
 * referral of the case is found in the lists of somebody who is there. */
int loopers_check(struct loopers *p, struct err *err);
int loopers_check_lists(struct loopers *p, int64_t case_id, struct err *err);
/* How often each step was taken, to standard output as comments; the least. */
long loopers_table(const struct loopers *p, bool print);

#endif
