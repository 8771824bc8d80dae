/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Pastes on a slow line from a terminal that does not bracket them. What comes
 * faster than anybody types is held back until it pauses, and marked as a paste
 * if it is one, so that an end of line in it is not the Enter key. A pure
 * machine: time is what it is told.
 */
#ifndef LINE_BURST_H
#define LINE_BURST_H

#include <stdbool.h>

#include "base/str.h"

struct burst {
	bool on; /* else everything goes through at once */
	struct str held;
	double last;  /* when something came, in seconds */
	bool pasting; /* it is a paste, and longer than what is held */
};

/* on: of a slow line. */
void burst_init(struct burst *b, bool on);
void burst_release(struct burst *b);

/* Bytes in UTF-8 that came now; what can go on is appended to out. */
void burst_feed(struct burst *b, const char *bytes, size_t len, double now,
		struct str *out);
/* Time has passed. */
void burst_tick(struct burst *b, double now, struct str *out);
/* After how many milliseconds to tick; -1: nothing is held. */
int burst_wait_ms(const struct burst *b, double now);

#endif
