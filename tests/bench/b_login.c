/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Logging in, against libsodium verifying the same hash: in the domain with the
 * right passphrase, a wrong one and a number that is nobody's, and at the desk
 * from the last key to the first page. In turns.
 */
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/secret.h"
#include "bench/bench.h"
#include "domain/account.h"
#include "tty/tty.h"

#define ROUNDS 50
#define STAFF  "0119"
#define GOAL   "<= 1.2"

static char dir[] = "bench.XXXXXX";
static struct err err = ERR_INIT;
static char *db;
static char hash[PASSPHRASE_HASH_SIZE];

static void need(int r)
{
	if (r)
		die("b_login: %s", err.text.buf);
}

static void in_shell(const char *command)
{
	if (system(command))
		die("failed: %s", command);
}

static void verify(struct series *ms)
{
	double begin = clock_seconds();

	if (crypto_pwhash_str_verify(hash, DEMO_PASSPHRASE,
				     strlen(DEMO_PASSPHRASE)))
		die("the hash does not fit");
	series_add(ms, (clock_seconds() - begin) * 1e3);
}

static void try(struct store *s, const char *number, const char *text,
		bool right, struct series *ms)
{
	double begin = clock_seconds();
	struct login login;
	int r = login_try(&login, s, number, text, "bench", &err);

	series_add(ms, (clock_seconds() - begin) * 1e3);
	if (!r != right || login.wait_s)
		die("b_login: %s", str_or_empty(err.text.buf));
	actor_release(&login.actor);
	err_reset(&err);
}

/* Each number once: they would have to wait, too. */
static void try_nobody(struct store *s, int round, struct series *ms)
{
	char *number = xstrfmt("9%03d", round);

	try(s, number, DEMO_PASSPHRASE, false, ms);
	free(number);
}

static void at_the_desk(struct series *ms)
{
	const char *const argv[] = { "./madoguchi", "desk", "--db", db, NULL };
	const struct tty_options options = { .rows = 24 };
	struct tty *tty = tty_spawn(&options, argv);
	double begin;

	need(tty_keys(tty, STAFF "<Enter>" DEMO_PASSPHRASE, &err));
	begin = clock_seconds();
	need(tty_keys(tty, "<Enter>", &err));
	series_add(ms, (clock_seconds() - begin) * 1e3);
	tty_kill(tty);
	tty_free(tty);
}

int main(void)
{
	struct series alone = SERIES_INIT("libsodium alone", "ms");
	struct series right = SERIES_INIT("logged in", "ms");
	struct series wrong = SERIES_INIT("wrong passphrase", "ms");
	struct series nobody = SERIES_INIT("nobody's number", "ms");
	struct series desk = SERIES_INIT("passphrase to first page", "ms");
	struct store *s;
	char *command;

	if (!mkdtemp(dir) || sodium_init() < 0)
		die("cannot begin here");
	db = xstrfmt("%s/city.db", dir);
	command = xstrfmt("./madoguchi init --db %s --profile fussa --demo "
			  "300",
			  db);
	in_shell(command);
	free(command);
	s = store_open(db, &err);
	need(!s || account_hash(DEMO_PASSPHRASE, hash, &err));
	for (int i = 0; i < ROUNDS; i++) {
		verify(&alone);
		try_nobody(s, i, &nobody);
		try(s, STAFF, "mado-guchi-demo", false, &wrong);
		/* This one lets the wrong tries be forgotten. */
		try(s, STAFF, DEMO_PASSPHRASE, true, &right);
		at_the_desk(&desk);
	}
	bench_title("login, against the hash alone");
	bench_row(&alone);
	bench_row_against(&right, &alone, GOAL);
	bench_row_against(&wrong, &alone, NULL);
	bench_row_against(&nobody, &alone, NULL);
	bench_row_against(&desk, &alone, GOAL);
	store_close(s);
	command = xstrfmt("rm -rf %s", dir);
	in_shell(command);
	free(command);
	free(db);
	series_release(&alone);
	series_release(&right);
	series_release(&wrong);
	series_release(&nobody);
	series_release(&desk);
	err_release(&err);
	return 0;
}
