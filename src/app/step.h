/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One step of the closed loop at the screen: asks for what the step cannot do
 * without, takes it, and says what became of it.
 */
#ifndef APP_STEP_H
#define APP_STEP_H

#include "app/session.h"
#include "domain/loop.h"

/* The domain's view of a session. Borrowed from it. */
struct loop session_loop(const struct session *s);

/*
 * Take the step with a referral ("r1"; NULL: with the case). given (may be
 * NULL): what was asked already. 0 it is done, 1 the person went back, or it
 * was refused with a sentence on the screen.
 */
int step_take(struct session *s, int64_t case_id, const char *referral,
	      enum loop_act act, const struct loop_args *given);

/* The same with the one of n acts that is possible with a referral as it
 * stands; of several one is chosen. acts NULL: of all that are theirs. */
int step_choose(struct session *s, int64_t case_id, const char *referral,
		const enum loop_act *acts, size_t n);

/* By its code, "report"; there has to be one. */
enum loop_act step_act(const char *code);
/* The field of a record: "r1", "state". Borrowed. */
const char *step_field(const struct casefile *cf, const char *id,
		       const char *leaf);

#endif
