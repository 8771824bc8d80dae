/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How often somebody guessed a passphrase, and how long they have to wait.
 * Everything inside the caller's transaction. */
#ifndef DOMAIN_ATTEMPTS_H
#define DOMAIN_ATTEMPTS_H

#include "base/err.h"
#include "store/store.h"

#define ATTEMPTS_WAIT_MAX_S 900

/* Seconds to wait after so many wrong tries, free_n of which were free. */
int attempts_wait_s(int64_t failed, int free_n);

/*
 * One more try with this number (known: it is somebody's) at this terminal.
 * *wait_s 0: it counts, and may be made. Else it is too early by so much, and
 * does not count.
 */
int attempts_add(struct store *s, const char *number, bool known,
		 const char *terminal, int *wait_s, struct err *err);
/* The right one was given; terminal NULL: somewhere else. */
int attempts_forget(struct store *s, const char *number, const char *terminal,
		    struct err *err);

#endif
