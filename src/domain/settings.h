/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a city changes of its profile while the program is in use, laid over
 * profile.yaml: telephones, limits, closed days. On a ledger; the newest entry
 * of a key counts. Keys:
 *
 *   tel.CODE, after_hours.CODE   of a destination; "" takes it away
 *   limit.AA.receive             … contact, answer: "30 minutes", "0 days"
 *   closed.07-01                 … or closed.2027-05-06: the day's name; "" is
 *                                a working day again
 */
#ifndef DOMAIN_SETTINGS_H
#define DOMAIN_SETTINGS_H

#include <stdint.h>

#include "domain/profile.h"
#include "store/store.h"

#define SETTING_KEY_SIZE 64

/* Lay all that was changed over p. What fits this profile no more, such as a
 * counter that is gone, is left out. */
int settings_apply(struct profile *p, struct store *s, struct err *err);
/* The key of the newest entry; 0: none. It moves with each change. */
int settings_newest(struct store *s, const struct profile *p, int64_t *id,
		    struct err *err);

/*
 * Change one, in a transaction of its own; by is a staff number; p is of the
 * city, and stays as it is. Limits may be typed as in limit_read(). -1 and one
 * sentence: not theirs to do, no such thing, a value that cannot be.
 */
int setting_change(struct store *s, const char *by, const struct profile *p,
		   const char *key, const char *value, struct err *err);

/* "30 minutes", 30分, 2時間, ３日, 当日, 3d. -1 when it is none. */
int limit_read(const char *text, struct limit *out);
/* As profile.yaml has it: "30 minutes". Appended. */
void limit_write(struct limit limit, struct str *out);
/* As staff say it: 30分, 2時間, 当日, 3日. Appended. */
void limit_words(struct limit limit, struct str *out);

#endif
