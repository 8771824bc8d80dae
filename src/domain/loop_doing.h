/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of a step of the loop share. For loop*.c only. */
#ifndef DOMAIN_LOOP_DOING_H
#define DOMAIN_LOOP_DOING_H

#include "domain/loop.h"
#include "domain/loop_place.h"

/* One step while it is taken. */
struct doing {
	const struct loop *l;
	const struct actor *actor;
	const struct loop_step *step;
	const struct loop_args *args;
	const char *id;             /* of the referral, NULL: about the case */
	struct casefile cf;         /* as it will be */
	char now[CLOCK_SIZE];       /* with seconds */
	char at[MOMENT_SIZE];       /* without */
	char begun[RECORD_ID_SIZE]; /* the referral it began, or "" */
	struct str said;            /* for the journal, where no why is */
	struct err *err;
};

/* Everything the step needs is there and makes sense. */
int loop_needs(const struct doing *d);
/* Does somebody of this number work with cases? -1 and a sentence if not. */
int loop_colleague(struct store *s, const char *number, struct err *err);
/* May the case be told to this destination? Asked by consent and basis. */
int loop_may_tell(const struct doing *d, const char *referral);
/* What the step does besides moving the state. */
int loop_effect(struct doing *d);

/* A human took all of it over: what is urgent has somebody from now on. */
void loop_take_over(struct doing *d, const char *number);

/* LOOP_DISPUTE, LOOP_SETTLE, LOOP_SEAT, LOOP_UNSEAT, LOOP_PLEDGE. */
int loop_dispute(struct doing *d);
int loop_settle(struct doing *d);
int loop_seat(struct doing *d);
int loop_unseat(struct doing *d);
int loop_pledge(struct doing *d);
/* A member sits on no conference about the case any more; NULL: nobody does. */
int loop_rise(struct doing *d, const char *member);

/* LOOP_HIDE and LOOP_UNHIDE. */
int loop_hide(struct doing *d);
int loop_unhide(struct doing *d);

/* One row of the journal. referral NULL: of the case. */
struct journal_row {
	const char *act, *referral, *before, *after, *why;
};
int journal_add(const struct casefile *cf, struct store *s, const char *staff,
		const char *now, const struct journal_row *row,
		struct err *err);

#endif
