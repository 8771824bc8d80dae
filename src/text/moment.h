/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A day with its time, as people type it:
 *
 *	9:15  午後2時半  11/20 9:15  きのう 14:30  R8.11.20 9時  今  今日
 *
 * A time alone is of today; the day may take any form of datein.h.
 */
#ifndef TEXT_MOMENT_H
#define TEXT_MOMENT_H

#include "text/datein.h"

struct moment {
	struct date date;
	int minute; /* of the day; -1 where only the day was said */
};

#define MOMENT_SIZE 17 /* "2026-11-20T09:15" with the NUL */

/*
 * now is as from clock_now(); of the flags of datein.h DATE_NOT_FUTURE counts
 * (nothing after this minute). Empty text gives a date that is not given.
 * 0, or -1 with one sentence (ERR_INPUT).
 */
int moment_read(struct moment *m, const char *text, const char *now,
		unsigned flags, struct err *err);

/* "2026-11-20T09:15", or "2026-11-20" where the minute is -1. */
void moment_to_iso(struct moment m, char out[MOMENT_SIZE]);

/* "11月20日 9:15" for "2026-11-20T09:15:00", as in lists; other text as it is.
 */
void moment_short(struct str *out, const char *iso);

#endif
