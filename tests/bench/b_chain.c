/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A city that was there before the record of views and changes: how long its
 * first opening takes, which links every row of every ledger, and how long
 * looking through all of it; against SQLite alone reading those rows.
 * b_chain [CASES]; a million of them take eight gigabytes.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "bench/bench.h"
#include "bench/big_city.h"
#include "domain/audit.h"
#include "domain/ledger.h"
#include "store/chain.h"
#include "store/migrate.h"

#define CASES       1000000
#define BEFORE      5 /* migrations: 0006 begins the chain */
#define APPLICATION "PRAGMA application_id = 1296122959"

static char dir[] = "bench.XXXXXX";
static struct err err = ERR_INIT;
static char *path;

static void sql(sqlite3 *db, const char *text)
{
	if (sqlite3_exec(db, text, NULL, NULL, NULL))
		die("b_chain: %s", sqlite3_errmsg(db));
}

static void make_city(void)
{
	char *version =
		xstrfmt(APPLICATION "; PRAGMA user_version = %d", BEFORE);
	sqlite3 *db;

	if (sqlite3_open(path, &db))
		die("b_chain: %s", sqlite3_errmsg(db));
	for (int i = 0; i < BEFORE; i++)
		sql(db, migrations[i].sql);
	sql(db, version);
	sqlite3_close(db);
	free(version);
}

/* In a process of its own, whose memory is not ours. */
static void fill_city(int cases_n)
{
	pid_t pid = fork();
	int status;

	if (pid < 0)
		die("b_chain: no second process");
	if (!pid) {
		big_city_fill(path, cases_n, true);
		_exit(0);
	}
	if (waitpid(pid, &status, 0) != pid || status)
		die("b_chain: the city could not be filled");
}

/* Every row of every ledger that was there; how many. */
static int64_t read_alone(void)
{
	sqlite3_stmt *stmt;
	sqlite3 *db;
	int64_t n = 0;

	sqlite3_open(path, &db);
	sql(db, "PRAGMA cache_size = -2000");
	for (size_t i = 0; i < ledgers_n; i++) {
		char *text = xstrfmt("SELECT * FROM %s", ledgers[i].table);

		/* Not there yet: the ledger of events. */
		if (sqlite3_prepare_v2(db, text, -1, &stmt, NULL) == SQLITE_OK)
			for (; sqlite3_step(stmt) == SQLITE_ROW; n++)
				for (int k = 0; k < sqlite3_column_count(stmt);
				     k++)
					sqlite3_column_blob(stmt, k);
		sqlite3_finalize(stmt);
		free(text);
	}
	sqlite3_close(db);
	return n;
}

static double file_mb(const char *suffix)
{
	char *name = xstrfmt("%s%s", path, suffix);
	struct stat st;
	double mb = stat(name, &st) ? 0 : (double)st.st_size / 1e6;

	free(name);
	return mb;
}

static void row(const char *what, const char *unit, double value,
		struct series *baseline)
{
	struct series s = SERIES_INIT(what, unit);

	series_add(&s, value);
	bench_row_against(&s, baseline, NULL);
	series_release(&s);
}

static void measure(int cases_n)
{
	struct series alone = SERIES_INIT("rows read by SQLite alone", "s");
	struct audit_whole whole;
	struct store *s;
	struct rusage used;
	double begin = clock_seconds();
	int64_t rows_n;

	make_city();
	fill_city(cases_n);
	row("filled", "s", clock_seconds() - begin, NULL);
	begin = clock_seconds();
	rows_n = read_alone();
	series_add(&alone, clock_seconds() - begin);
	row("rows of ledgers", "", (double)rows_n, NULL);
	row("database", "MB", file_mb(""), NULL);
	bench_row(&alone);
	begin = clock_seconds();
	s = store_open(path, &err);
	if (!s)
		die("b_chain: %s", err.text.buf);
	row("first opening", "s", clock_seconds() - begin, &alone);
	row("a row linked", "us",
	    (clock_seconds() - begin) * 1e6 / (double)rows_n, NULL);
	row("log beside the database", "MB", file_mb("-wal"), NULL);
	begin = clock_seconds();
	if (audit_verify(s, 0, &whole, &err))
		die("b_chain: %s", err.text.buf);
	row("audit verify", "s", clock_seconds() - begin, &alone);
	getrusage(RUSAGE_SELF, &used);
	row("resident at most", "MB", (double)used.ru_maxrss / 1e3, NULL);
	/* The first thing that is written lets the long log begin anew. */
	if (ledger_event(s, "login", NULL, 0, &err))
		die("b_chain: %s", err.text.buf);
	store_close(s);
	begin = clock_seconds();
	s = store_open(path, &err);
	row("opened again", "ms", (clock_seconds() - begin) * 1e3, NULL);
	store_close(s);
	series_release(&alone);
}

int main(int argc, char **argv)
{
	int cases_n = argc > 1 ? atoi(argv[1]) : CASES;
	char *title = xstrfmt("chain: %d cases from before it", cases_n);
	char *command;

	if (!mkdtemp(dir))
		die("cannot make a folder here");
	path = xstrfmt("%s/city.db", dir);
	bench_title(title);
	measure(cases_n);
	command = xstrfmt("rm -rf %s", dir);
	if (system(command))
		die("cannot remove %s", dir);
	free(command);
	free(path);
	free(title);
	err_release(&err);
	return 0;
}
