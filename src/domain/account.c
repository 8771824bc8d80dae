/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/account.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/lines.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/secret.h"
#include "domain/access.h"
#include "domain/attempts.h"
#include "domain/ledger.h"
#include "domain/staff.h"
#include "text/utf8.h"

/* ---- which are good enough ---- */

/* One a line, in small letters, # begins a comment. */
static int is_common(const char *text, bool *common, struct err *err)
{
	char *path = path_data("db/passphrases.txt");
	struct lines l;
	int r = lines_open(&l, path, err);
	const char *line;

	*common = false;
	while (!r && !*common && (line = lines_next(&l)))
		*common = *line && *line != '#' && !strcasecmp(line, text);
	if (!r)
		lines_release(&l);
	free(path);
	return r;
}

int passphrase_check(const char *text, const char *number, struct err *err)
{
	size_t len = strlen(text);
	bool common;

	if (utf8_count(text, len) < PASSPHRASE_MIN_N)
		return err_input(err,
				 _("A passphrase has at least %d characters; "
				   "three words in a row are easy to keep"),
				 PASSPHRASE_MIN_N);
	if (len >= PASSPHRASE_MAX)
		return err_input(err, _("A passphrase has at most %d bytes"),
				 PASSPHRASE_MAX - 1);
	if (strspn(text, "0123456789") == len)
		return err_input(err, _("A passphrase is not only digits; add "
					"a word or two"));
	if (strstr(text, number))
		return err_input(err, _("A passphrase does not contain the "
					"staff number"));
	if (is_common(text, &common, err))
		return -1;
	return common ? err_input(err, _("This passphrase is among the first "
					 "that anybody tries; choose another"))
		      : 0;
}

/* ---- giving one ---- */

int account_hash(const char *text, char *hash, struct err *err)
{
	return passphrase_hash(text, hash)
		       ? err_system(err, _("There is not enough memory to keep "
					   "a passphrase safely; try again"))
		       : 0;
}

int account_put(struct store *s, const char *number, const char *hash,
		bool must_change, struct err *err)
{
	char now[CLOCK_SIZE];

	clock_now(now);
	if (staff_check(s, number, err) ||
	    attempts_forget(s, number, NULL, err))
		return -1;
	return store_exec(s, Q_ACCOUNT_SAVE, NULL, err,
			  ARG_TEXT("staff", number), ARG_TEXT("hash", hash),
			  ARG_INT("must_change", must_change),
			  ARG_TEXT("at", now));
}

/* by NULL: their own. */
static int set(struct store *s, const char *by, const char *number,
	       const char *text, bool must_change, struct err *err)
{
	char hash[PASSPHRASE_HASH_SIZE];
	int r = account_hash(text, hash, err);

	if (!r)
		r = store_begin(s, err);
	if (!r && by)
		r = access_house(s, by, ACTION_STAFF, err);
	if (!r && by)
		r = ledger_event(s, "passphrase-given", by, 0, err);
	if (!r)
		r = account_put(s, number, hash, must_change, err);
	if (!r)
		r = store_commit(s, err);
	store_rollback(s);
	return r;
}

int account_set(struct store *s, const char *number, const char *text,
		bool must_change, struct err *err)
{
	return set(s, NULL, number, text, must_change, err);
}

int account_give(struct store *s, const char *by, const char *number,
		 const char *text, struct err *err)
{
	return set(s, by, number, text, true, err);
}

/* ---- logging in ---- */

int account_arrive(struct store *s, const char *number, char since[CLOCK_SIZE],
		   struct err *err)
{
	struct rows row = ROWS_INIT;
	char now[CLOCK_SIZE];
	int r = store_begin(s, err);

	clock_now(now);
	since[0] = '\0';
	if (!r)
		r = store_exec(s, Q_ACCOUNT_BY_STAFF, &row, err,
			       ARG_TEXT("staff", number));
	if (!r && row.n)
		snprintf(since, CLOCK_SIZE, "%s",
			 str_or_empty(rows_text(&row, 0, "login_at")));
	rows_release(&row);
	if (!r)
		r = store_exec(s, Q_ACCOUNT_ARRIVE, NULL, err,
			       ARG_TEXT("staff", number), ARG_TEXT("at", now));
	if (!r)
		r = store_commit(s, err);
	store_rollback(s);
	return r;
}

/* Count the try as wrong before it is made: thirty terminals that guess at
 * once have thirty tries on record, too. */
static int enter(struct login *login, struct store *s, const char *number,
		 const char *terminal, bool *known, struct err *err)
{
	struct rows rows = ROWS_INIT;
	int r = store_begin(s, err);

	if (!r)
		r = store_exec(s, Q_STAFF_BY_NUMBER, &rows, err,
			       ARG_TEXT("number", number));
	*known = rows.n;
	rows_release(&rows);
	if (!r)
		r = attempts_add(s, number, *known, terminal, &login->wait_s,
				 err);
	if (!r)
		r = store_commit(s, err);
	store_rollback(s);
	return r;
}

static int welcome(struct login *login, struct store *s, const char *number,
		   const char *terminal, struct err *err)
{
	int r = store_begin(s, err);

	if (!r)
		r = attempts_forget(s, number, terminal, err);
	if (!r)
		r = actor_load(&login->actor, s, number, err);
	if (!r)
		r = ledger_event(s, "login", number, 0, err);
	if (!r)
		r = store_commit(s, err);
	store_rollback(s);
	if (r)
		actor_release(&login->actor);
	return r;
}

static int refuse_early(int wait_s, struct err *err)
{
	if (wait_s < 60)
		return err_input(err,
				 _("Too many wrong tries; wait %d seconds and "
				   "try again"),
				 wait_s);
	return err_input(err,
			 _("Too many wrong tries; wait %d minutes and try "
			   "again, or let an administrator give a new "
			   "passphrase"),
			 (wait_s + 59) / 60);
}

int login_try(struct login *login, struct store *s, const char *number,
	      const char *text, const char *terminal, struct err *err)
{
	struct rows row = ROWS_INIT;
	bool known, right;

	*login = (struct login){ .wait_s = 0 };
	if (enter(login, s, number, terminal, &known, err))
		return -1;
	if (login->wait_s)
		return refuse_early(login->wait_s, err);
	if (store_exec(s, Q_ACCOUNT_BY_STAFF, &row, err,
		       ARG_TEXT("staff", number)))
		return -1;
	right = passphrase_right(row.n ? rows_text(&row, 0, "hash") : NULL,
				 text);
	login->must_change = row.n && rows_int(&row, 0, "must_change");
	rows_release(&row);
	/* A number that is nobody's may be a passphrase in the wrong place. */
	if (!right &&
	    ledger_event(s, "login-refused", known ? number : NULL, 0, err))
		return -1;
	if (!right)
		return err_input(err, _("The number or the passphrase is not "
					"right"));
	return welcome(login, s, number, terminal, err);
}
