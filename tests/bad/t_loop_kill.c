/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The loop on bad days: t_loop_kill [KILLS [PROCESSES [STEPS [SEED]]]].
 * First one process after another is killed with -9 in the middle of its
 * steps: what it had acknowledged is in the journal, and nothing is lost. Then
 * many work at once on the same cases: no step overwrites another.
 */
#include <errno.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "unit/loopers.h"

#define KILLS     10
#define PROCESSES 30
#define STEPS     20 /* of each of them */
#define CASES     12 /* for all of them */
#define FOREVER   1000000

static char dir[] = "/tmp/madoguchi.XXXXXX";
static char db[64];
static struct loopers people;
static struct err err = ERR_INIT;
static int tests_n, failed_n;

static void ok(bool fine, const char *what)
{
	printf("%sok %d - %s\n", fine ? "" : "not ", ++tests_n, what);
	failed_n += !fine;
	if (!fine && err.text.len)
		printf("# %s\n", err.text.buf);
	fflush(stdout);
}

/* ---- one who works ---- */

/* Take steps, and acknowledge each on standard output: the journal is as long
 * as this. */
static int work(uint32_t seed, int steps)
{
	if (loopers_load(&people, seed, &err) ||
	    loopers_open(&people, db, &err))
		return 1;
	for (int i = 0; i < steps; i++) {
		int64_t id = 1 + (int64_t)(seed + (uint32_t)i * 7) % CASES;
		struct rows rows = ROWS_INIT;

		if (loopers_step(&people, id, &err) ||
		    store_exec(people.l.store, Q_JOURNAL_LIST, &rows, &err,
			       ARG_INT("case_id", id),
			       ARG_INT("below", INT64_MAX),
			       ARG_INT("limit", 1)))
			return 1;
		if (rows.n)
			dprintf(STDOUT_FILENO, "%s\n",
				rows_text(&rows, 0, "id"));
		rows_release(&rows);
	}
	loopers_free(&people);
	return 0;
}

static pid_t start(const char *self, uint32_t seed, int steps, FILE **from)
{
	char seed_text[16], steps_text[16];
	int pipe_fd[2];
	pid_t pid;

	snprintf(seed_text, sizeof(seed_text), "%u", seed);
	snprintf(steps_text, sizeof(steps_text), "%d", steps);
	if (pipe(pipe_fd))
		die("pipe: %s", strerror(errno));
	pid = fork();
	if (pid < 0)
		die("fork: %s", strerror(errno));
	if (!pid) {
		dup2(pipe_fd[1], STDOUT_FILENO);
		close(pipe_fd[0]);
		close(pipe_fd[1]);
		execl(self, self, "--work", db, seed_text, steps_text, NULL);
		_exit(127);
	}
	close(pipe_fd[1]);
	*from = fdopen(pipe_fd[0], "r");
	return pid;
}

/* The number of the step that was acknowledged next; 0: none any more. A line
 * cut off by the kill is not acknowledged. */
static long long read_one(FILE *f)
{
	char line[64];

	return fgets(line, sizeof(line), f) && strchr(line, '\n') ? atoll(line)
								  : 0;
}

/* The greatest of them. */
static long long read_all(FILE *f)
{
	long long n, last = 0;

	while ((n = read_one(f)))
		last = n > last ? n : last;
	fclose(f);
	return last;
}

/* ---- the database, seen from outside ---- */

static long long ask(const char *sql)
{
	sqlite3 *raw;
	sqlite3_stmt *stmt;
	long long n = -1;

	if (sqlite3_open(db, &raw) ||
	    sqlite3_prepare_v2(raw, sql, -1, &stmt, NULL))
		die("%s", sqlite3_errmsg(raw));
	sqlite3_db_config(raw, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	if (sqlite3_step(stmt) == SQLITE_ROW)
		n = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	sqlite3_close(raw);
	return n;
}

static bool whole(void)
{
	bool fine = ask("SELECT count(*) FROM pragma_integrity_check "
			"WHERE integrity_check <> 'ok'") == 0 &&
		    ask("SELECT count(*) FROM pragma_foreign_key_check") == 0;

	fine = fine && !loopers_open(&people, db, &err) &&
	       !loopers_check(&people, &err);
	for (int64_t id = 1; fine && id <= CASES; id++)
		fine = !loopers_check_lists(&people, id, &err);
	return fine;
}

/* ---- the tests ---- */

static void kill_some(const char *self, int kills, uint32_t seed)
{
	long long lost = 0;
	bool fine = true;

	srand(seed);
	for (int i = 0; fine && i < kills; i++) {
		FILE *from;
		int status;
		pid_t pid =
			start(self, seed + (uint32_t)i * 31, FOREVER, &from);
		long long first = read_one(from), acked;

		usleep((useconds_t)rand() % 100000);
		kill(pid, SIGKILL);
		acked = read_all(from);
		acked = acked > first ? acked : first;
		waitpid(pid, &status, 0);
		if (!first || !WIFSIGNALED(status)) {
			fine = false;
			break;
		}
		lost += ask("SELECT coalesce(max(id), 0) FROM journal") < acked;
		fine = whole();
	}
	ok(fine, "nothing is out of sight after each kill");
	ok(!lost, "what was acknowledged is there");
	printf("# %d kills, %lld steps in the journal\n", kills,
	       ask("SELECT count(*) FROM journal"));
}

static void many_at_once(const char *self, int processes, int steps,
			 uint32_t seed)
{
	pid_t *pid = xcalloc((size_t)processes, sizeof(*pid));
	FILE **from = xcalloc((size_t)processes, sizeof(*from));
	double begun = clock_seconds();
	bool fine = true;

	for (int i = 0; i < processes; i++)
		pid[i] =
			start(self, seed + 1000 + (uint32_t)i, steps, &from[i]);
	for (int i = 0; i < processes; i++) {
		int status;

		read_all(from[i]);
		waitpid(pid[i], &status, 0);
		fine = fine && WIFEXITED(status) && !WEXITSTATUS(status);
	}
	ok(fine, "each of them came to its end");
	ok(whole(), "nothing is out of sight when many work at once");
	ok(ask("SELECT count(*) FROM casefile WHERE revision <> "
	       "(SELECT count(DISTINCT revision) FROM history "
	       "WHERE case_id = casefile.id)") == 0,
	   "no step was overwritten by another");
	printf("# %d processes with %d steps: %.1f s, %lld in the journal\n",
	       processes, steps, clock_seconds() - begun,
	       ask("SELECT count(*) FROM journal"));
	free(pid);
	free(from);
}

static int number(int argc, char **argv, int i, int otherwise)
{
	return argc > i ? atoi(argv[i]) : otherwise;
}

int main(int argc, char **argv)
{
	uint32_t seed = (uint32_t)number(argc, argv, 4, 1);
	char *cmd;

	setenv("MADOGUCHI_NOW", "2026-11-20T10:00:00", 1);
	if (argc == 5 && !strcmp(argv[1], "--work")) {
		snprintf(db, sizeof(db), "%s", argv[2]);
		if (!work((uint32_t)atoi(argv[3]), atoi(argv[4])))
			return 0;
		fprintf(stderr, "# %s\n", err.text.buf);
		return 1;
	}
	if (!mkdtemp(dir))
		die("%s: %s", dir, strerror(errno));
	snprintf(db, sizeof(db), "%s/city.db", dir);
	if (loopers_load(&people, seed, &err) ||
	    loopers_init(&people, db, &err))
		die("%s", err.text.buf);
	for (int i = 0; i < CASES; i++) {
		int64_t id;

		if (loopers_take(&people, &id, &err))
			die("%s", err.text.buf);
	}
	kill_some(argv[0], number(argc, argv, 1, KILLS), seed);
	many_at_once(argv[0], number(argc, argv, 2, PROCESSES),
		     number(argc, argv, 3, STEPS), seed);
	printf("1..%d\n", tests_n);
	loopers_free(&people);
	cmd = xstrfmt("rm -rf %s", dir);
	if (system(cmd))
		failed_n++;
	free(cmd);
	err_release(&err);
	return failed_n > 0;
}
