/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a step of the loop needs, asked one by one. For step.c only. */
#ifndef APP_STEP_ASK_H
#define APP_STEP_ASK_H

#include "app/session.h"
#include "base/clock.h"
#include "domain/loop.h"

/* One step while it is asked about. */
struct step {
	struct session *session;
	const struct loop_step *row;
	const struct casefile *cf;
	const char *referral;  /* NULL: the step is about the case */
	struct loop_args args; /* given, then asked; points into the rest */
	struct str why, name, desk;
	char *staff;
	char date[CLOCK_DATE_SIZE];
};

/* Everything the row of the table names. -1: the person went back, or a
 * sentence stands on the screen. */
int step_ask(struct step *step);
void step_release(struct step *step);

#endif
