/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a letter does with a row of つなぎの待ち. */
#ifndef APP_QUEUE_STEP_H
#define APP_QUEUE_STEP_H

#include "app/session.h"
#include "domain/loop_lists.h"

#define QUEUE_STEPS "rcatbkswp" /* the letters there are */

void queue_step(struct session *s, const struct queue_key *key, char letter,
		struct err *err);

#endif
