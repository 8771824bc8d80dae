/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What was chosen before: of each reading the last choice, for all terminals
 * of this account on this host. The file is sealed with a key that lies beside
 * it, so that a copy of it alone (a backup, a search) says nothing. Knows
 * nothing of fields: whoever calls keeps private ones away.
 */
#ifndef IME_LEARN_H
#define IME_LEARN_H

#include <stdbool.h>

#include "base/err.h"

struct learn;

/* MADOGUCHI_LEARN=off: nothing is learned or looked up. */
bool learn_wanted(void);

/* Reads nothing yet. folder: NULL for the account's own. */
struct learn *learn_new(const char *folder);
void learn_free(struct learn *learn);

/* The last choice for a reading, or NULL; until the next call. What others
 * learned meanwhile counts. A file that cannot be read is told in err once,
 * and is as good as empty. */
const char *learn_find(struct learn *learn, const char *reading,
		       struct err *err);

/* Remember a choice. -1 and a sentence. */
int learn_add(struct learn *learn, const char *reading, const char *text,
	      struct err *err);

/* Take file and key away. */
int learn_forget(const char *folder, struct err *err);

#endif
