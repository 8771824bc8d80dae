/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Passphrases of staff: which are good enough, giving one, and logging in with
 * one. Wrong ones are counted in the database, by number and by terminal, and
 * after a few each next try has to wait longer. Whether a number is somebody's
 * shows neither in the words nor in the time it takes. Sees passphrases only
 * as parameters; wiping them is the caller's.
 */
#ifndef DOMAIN_ACCOUNT_H
#define DOMAIN_ACCOUNT_H

#include "base/clock.h"
#include "domain/actor.h"

#define PASSPHRASE_MIN_N 8   /* characters */
#define PASSPHRASE_MAX   256 /* bytes, with the NUL */

#define DEMO_PASSPHRASE "madoguchi-demo" /* of everybody in a demo city */

/* Is it good enough? Not short, not common (db/passphrases.txt), no mere
 * digits, not the own number. -1 and a sentence. */
int passphrase_check(const char *text, const char *number, struct err *err);

/*
 * Give somebody a passphrase that has been checked, and forget their wrong
 * tries; must_change: they choose another when they log in. A transaction of
 * its own, after the hash is made.
 */
int account_set(struct store *s, const char *number, const char *text,
		bool must_change, struct err *err);
/* The same for somebody else, by an administrator, on record; they choose
 * another when they log in. */
int account_give(struct store *s, const char *by, const char *number,
		 const char *text, struct err *err);
/* The same with a hash, inside the caller's transaction. */
int account_put(struct store *s, const char *number, const char *hash,
		bool must_change, struct err *err);
/* Hash one; -1 and a sentence when there is no memory. */
int account_hash(const char *text, char *hash, struct err *err);

/* They sit down at a terminal. since: when they did so before, "" never. */
int account_arrive(struct store *s, const char *number, char since[CLOCK_SIZE],
		   struct err *err);

struct login {
	int wait_s;       /* wrong too often: so long, and nothing was tried */
	bool must_change; /* logged in, but first choose a passphrase */
	struct actor actor; /* when logged in; the caller releases it */
};

/*
 * Log in. 0: logged in. -1 and one sentence: wrong (which of the two is not
 * said), or too early (login.wait_s). Takes about 90 ms; no transaction may be
 * open.
 */
int login_try(struct login *login, struct store *s, const char *number,
	      const char *text, const char *terminal, struct err *err);

#endif
