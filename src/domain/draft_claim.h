/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whose a draft is: one terminal types in it at a time, and that one only as
 * long as no other has taken it over. Inside the caller's transaction; for
 * this room only.
 */
#ifndef DOMAIN_DRAFT_CLAIM_H
#define DOMAIN_DRAFT_CLAIM_H

#include <stdbool.h>

#include "domain/draft.h"

/*
 * May d->staff at d->terminal take the draft d->id? 0, or -1: ERR_INPUT there
 * is none; ERR_STALE it has ended; ERR_BUSY another living terminal has it and
 * take_over is false; or it is not theirs to take.
 */
int draft_may_take(const struct draft *d, struct store *s, bool take_over,
		   struct err *err);
/* Before each write. 0, or -1 and ERR_STALE: another terminal has it, or it
 * has ended. */
int draft_still_mine(const struct draft *d, struct store *s, struct err *err);

#endif
