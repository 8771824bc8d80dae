/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where a referral waits: queue, person, rank and due time, made from the rest
 * of the case, the same for whoever saves it. For this room only.
 */
#ifndef DOMAIN_LOOP_PLACE_H
#define DOMAIN_LOOP_PLACE_H

#include "domain/casefile.h"
#include "domain/loop.h"
#include "domain/profile.h"
#include "text/moment.h"

#define LOOP_OPEN                                        \
	(LOOP_BIT(LOOP_SENT) | LOOP_BIT(LOOP_RECEIVED) | \
	 LOOP_BIT(LOOP_CONTACTED) | LOOP_BIT(LOOP_RETURNED))

/* "r1.state" of a case. Borrowed. */
const char *loop_get(const struct casefile *cf, const char *id,
		     const char *leaf);
void loop_set(struct casefile *cf, const char *id, const char *leaf,
	      const char *text);
enum loop_state loop_state_of(const struct casefile *cf, const char *id);
enum loop_kind loop_kind_of(const struct casefile *cf, const char *id);
/* Does any of these states occur? "" or an id. */
const char *loop_any(const struct casefile *cf, unsigned states,
		     char id[RECORD_ID_SIZE]);

/* All referrals, and until when the child has to be seen. */
void loop_place(struct casefile *cf, const struct profile *profile);
/* What the due time of a referral rests on; "" is not known. Borrowed. */
struct loop_due {
	const char *urgency; /* a code: its own, or that of the case */
	enum loop_kind kind;
	enum loop_state state;
	const char *opened_at; /* the case */
	const char *sent_at, *returned_at, *reply_by;
};
void loop_due(const struct loop_due *of, const struct profile *profile,
	      char out[MOMENT_SIZE]);
/* Who has to act, after holder or receiver changed. */
void loop_place_people(struct casefile *cf);

#endif
