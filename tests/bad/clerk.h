/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A clerk at a terminal of their own, who takes intakes, takes steps with what
 * waits in the queue and looks cases up, thinking between the keys; and the
 * log of what the program has acknowledged: a line each, words parted by tabs.
 *
 *     value PATH TEXT    the field was left
 *     signed NUMBER      the intake became this case
 *     step ACT TEXT      on record; TEXT is what was written with it, or "-"
 *     save KIND MS       how long the program took for one of those
 *     refused TEXT       the program said no, as it may: who was faster
 *     fault TEXT         what should never be seen
 *     memory KB KB       pages that the program alone has: written to; all,
 *                        with those of files that nobody else reads just now
 */
#ifndef TESTS_BAD_CLERK_H
#define TESTS_BAD_CLERK_H

#include <stdint.h>
#include <stdio.h>

#include "tty/tty.h"

struct clerk {
	const char *const *argv; /* the program; borrowed */
	const char *folder;      /* for what is printed */
	const char *number;      /* of staff; borrowed */
	int no;                  /* so that no two write the same */
	double arrive_s;         /* sits down within so many seconds */
	double work_s;           /* from then on */
	double think_s;          /* on average */
	FILE *log;               /* borrowed */
	uint64_t dice;
	int value_no;
	double until; /* clock_seconds() */
	struct tty *tty;
	struct err err;
};

/* Log in, work until the time is up, and go. Fill in what stands above dice. */
void clerk_work(struct clerk *c);

#endif
