/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How long until a change is seen at another terminal: two desks show the same
 * queue; at one a referral is received, then contacted, at any moment; the
 * clock runs from the key there until the word stands in that row here. And
 * the same until the desk that did it is ready again.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "bench/bench.h"
#include "domain/account.h"
#include "tty/tty.h"

#define SECTIONS_N 3
#define ROWS_N     12 /* fit on a page */
#define PATIENCE_S 10
#define MENU       "8  つなぎの待ち"
#define LOOK_MS    2
#define GOAL       "<= 1500"
#define QUOTED(x)  #x
#define TEXT_OF(x) QUOTED(x)

/* Who sits at both desks of a section. */
static const struct {
	const char *section, *acts, *watches;
} sections[SECTIONS_N] = {
	{ "kaigo-fukushi", "0107", "0108" },
	{ "kenko", "0110", "0111" },
	{ "kodomo-katei", "0119", "0120" },
};

static char dir[] = "bench.XXXXXX";
static struct err err = ERR_INIT;
static char *db;
static unsigned seed = 1;

static void need(int r)
{
	if (r)
		die("b_seen: %s", err.text.buf);
}

static void in_shell(const char *command)
{
	if (system(command))
		die("failed: %s", command);
}

/* One referral each of the first cases, on its way to the section. */
static void fill(sqlite3 *raw, const char *section, int id)
{
	char *sql = xstrfmt(
		"INSERT INTO referral (case_id, id, position, to_body, "
		"urgency, state, kind, request, sent_at, sent_by, sent_from, "
		"moved_at, queue, rank, due_at) SELECT id, 'r%d', %d, '%s', "
		"'B', 'sent', 'work', '依頼' || (100 + id), "
		"'2026-11-20T09:05', '0125', 'jiritsu', "
		"'2026-11-20T09:05:00', '%s', 2, '2026-11-24T17:15' "
		"FROM casefile WHERE id <= " TEXT_OF(ROWS_N),
		id, id, section, section);

	if (sqlite3_exec(raw, sql, NULL, NULL, NULL))
		die("b_seen: %s", sqlite3_errmsg(raw));
	free(sql);
}

static void make_city(void)
{
	char *command = xstrfmt("./madoguchi init --db %s --profile fussa "
				"--demo 99",
				db);
	sqlite3 *raw;

	in_shell(command);
	free(command);
	if (sqlite3_open(db, &raw))
		die("b_seen: %s", sqlite3_errmsg(raw));
	for (int i = 0; i < SECTIONS_N; i++)
		fill(raw, sections[i].section, i + 1);
	sqlite3_close(raw);
}

static struct tty *sit_down(const char *number)
{
	const char *const argv[] = { "./madoguchi", "desk", "--db", db, NULL };
	const struct tty_options options = { .rows = 24 };
	struct tty *tty = tty_spawn(&options, argv);
	char *keys = xstrfmt("%s<Enter>" DEMO_PASSPHRASE "<Enter>", number);

	need(tty_keys(tty, keys, &err));
	/* What is late may stand there first. */
	if (!tty_has_text(tty, MENU))
		need(tty_keys(tty, "<F3>", &err));
	need(tty_keys(tty, "8", &err));
	free(keys);
	return tty;
}

/* Do both stand in one row? */
static bool row_has(struct tty *tty, const char *a, const char *b)
{
	struct str line = STR_INIT;
	int rows, cols;
	bool has = false;

	tty_size(tty, &rows, &cols);
	for (int row = 0; row < rows && !has; row++) {
		str_reset(&line);
		tty_row(tty, row, &line);
		has = line.len && strstr(line.buf, a) && strstr(line.buf, b);
	}
	str_release(&line);
	return has;
}

/* The request in the row of the cursor: 依頼107. */
static void request_of_row(struct tty *tty, char out[16])
{
	struct str line = STR_INIT;
	const char *at;
	int row, col;

	tty_cursor(tty, &row, &col);
	tty_row(tty, row, &line);
	at = strstr(str_or_empty(line.buf), "依頼");
	if (!at)
		die("b_seen: no request in this row: %s",
		    str_or_empty(line.buf));
	snprintf(out, 16, "%.9s", at);
	str_release(&line);
}

struct both {
	struct tty *acts, *watches;
	struct series done, seen;
};

static void change(struct both *b, const char *key, const char *word)
{
	char request[16];
	double begin;

	request_of_row(b->acts, request);
	/* Where the other one is between two looks is left to chance. */
	tty_look(b->watches, rand_r(&seed) / 16 % 1000);
	begin = clock_seconds();
	need(tty_keys(b->acts, key, &err));
	series_add(&b->done, (clock_seconds() - begin) * 1e3);
	while (!row_has(b->watches, request, word)) {
		if (clock_seconds() - begin > PATIENCE_S)
			die("b_seen: %s is not seen", request);
		tty_look(b->watches, LOOK_MS);
	}
	series_add(&b->seen, (clock_seconds() - begin) * 1e3);
}

/* Received rows go to the end of the queue: the first is the next one. */
static void change_all(struct both *b)
{
	for (int i = 0; i < ROWS_N; i++) {
		need(tty_keys(b->acts, "<Home>", &err));
		change(b, "r", " 受領");
		change(b, "c", "接触済");
	}
}

int main(void)
{
	struct both b = { .done = SERIES_INIT("key to ready", "ms"),
			  .seen = SERIES_INIT("key to the other screen",
					      "ms") };
	char *command;

	setenv("MADOGUCHI_NOW", "2026-11-20T09:15:00", 1);
	if (!mkdtemp(dir))
		die("cannot make a folder here");
	db = xstrfmt("%s/city.db", dir);
	make_city();
	for (int i = 0; i < SECTIONS_N; i++) {
		b.acts = sit_down(sections[i].acts);
		b.watches = sit_down(sections[i].watches);
		change_all(&b);
		tty_free(b.acts);
		tty_free(b.watches);
	}
	bench_title("a step, seen at another terminal");
	bench_row(&b.done);
	bench_row_against(&b.seen, NULL, GOAL);
	series_release(&b.done);
	series_release(&b.seen);
	command = xstrfmt("rm -rf %s", dir);
	in_shell(command);
	free(command);
	free(db);
	err_release(&err);
	return 0;
}
