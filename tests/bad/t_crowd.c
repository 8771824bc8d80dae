/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Many terminals at once on one city: t_crowd [TERMINALS [SECONDS [THINK_MS
 * [SEED]]]]. Afterwards everything that was acknowledged must be there, once;
 * the loop and the record must be whole; nobody may have seen an error, and
 * no program may have grown. How long saving took is said, not judged.
 */
#include <errno.h>
#include <ftw.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bad/clerk.h"
#include "base/clock.h"
#include "base/mem.h"
#include "bench/bench.h"

#define TERMINALS  10
#define SECONDS    5
#define THINK_MS   150
#define CASES      99 /* each as it was taken */
#define PRIVATE_KB (12 * 1024)
#define KINDS_MAX  16
#define LINE_SIZE  1024

struct crowd {
	char folder[32], db[64];
	char *program;
	const char *argv[4];
	sqlite3 *raw;
	struct series all, kind[KINDS_MAX], written, alone;
	size_t kinds_n;
	long values_n, steps_n, signed_n, refused_n, lost_n, faults_n;
};

static int tests_n, failed_n;

static void ok(bool fine, const char *what)
{
	printf("%sok %d - %s\n", fine ? "" : "not ", ++tests_n, what);
	failed_n += !fine;
}

/* ---- the city ---- */

/* A clerk for each terminal, with the passphrase of everybody in an invented
 * city; three referrals of each case on their way, all over the sections. */
static const char more_staff[] =
	"WITH RECURSIVE one (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM one "
	"WHERE i < 999), section (n, code) AS (SELECT row_number() OVER () - "
	"1, section FROM (SELECT DISTINCT section FROM staff)) "
	"INSERT INTO staff (number, name, section, role, active) "
	"SELECT 3000 + i, '職員' || i, code, 'counter', 1 FROM one "
	"JOIN section ON n = i % (SELECT count(*) FROM section);"
	"INSERT INTO account (staff, hash, must_change, changed_at) "
	"SELECT number, hash, 0, account.changed_at FROM staff, account "
	"WHERE number >= '3000' AND account.staff = '0101';";

static const char referrals[] =
	"WITH section (n, code) AS (SELECT row_number() OVER () - 1, section "
	"FROM (SELECT DISTINCT section FROM staff)), "
	"which (k) AS (VALUES (1), (2), (3)) "
	"INSERT INTO referral (case_id, id, position, to_body, urgency, state, "
	"kind, request, sent_at, sent_by, sent_from, moved_at, queue, rank, "
	"due_at) SELECT id, 'r' || k, k, code, 'B', 'sent', 'work', "
	"'話を聞いてほしい', '2026-11-20T09:05', '0125', 'jiritsu', "
	"'2026-11-20T09:05:00', code, 2, '2026-11-24T17:15' "
	"FROM casefile, which JOIN section ON n = (casefile.id + k) % "
	"(SELECT count(*) FROM section) WHERE status = 'open';";

static void in_shell(const char *command)
{
	if (system(command))
		die("failed: %s", command);
}

static void sql(struct crowd *c, const char *text)
{
	if (sqlite3_exec(c->raw, text, NULL, NULL, NULL))
		die("%s", sqlite3_errmsg(c->raw));
}

static void set_up(struct crowd *c)
{
	const char *build = getenv("top_builddir");
	char *command;

	strcpy(c->folder, "/tmp/madoguchi-crowd-XXXXXX");
	if (!mkdtemp(c->folder))
		die("%s: %s", c->folder, strerror(errno));
	snprintf(c->db, sizeof(c->db), "%s/city.db", c->folder);
	setenv("MADOGUCHI_NOW", "2026-11-20T09:15:00", 1);
	setenv("MADOGUCHI_DB", c->db, 1);
	setenv("HOME", c->folder, 1);
	c->program = xstrfmt("%s/madoguchi", build ? build : ".");
	c->argv[0] = c->program;
	c->argv[1] = "desk";
	command = xstrfmt("%s init --db %s --profile fussa --demo %d",
			  c->program, c->db, CASES);
	in_shell(command);
	free(command);
	if (sqlite3_open(c->db, &c->raw))
		die("%s", sqlite3_errmsg(c->raw));
	sqlite3_db_config(c->raw, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	sql(c, more_staff);
	sql(c, referrals);
}

/* ---- the people ---- */

static char *log_path(const struct crowd *c, int no)
{
	return xstrfmt("%s/%d.log", c->folder, no);
}

static pid_t seat(const struct crowd *c, int no, int seconds, int think_ms,
		  unsigned long seed)
{
	char *path = log_path(c, no), *number = xstrfmt("%d", 3000 + no);
	struct clerk clerk = {
		.argv = c->argv,
		.folder = c->folder,
		.number = number,
		.no = no,
		.think_s = think_ms / 1e3,
		.arrive_s = seconds / 4.0,
		.work_s = seconds,
		.dice = 88172645463325252u ^ (seed * 1000 + (unsigned)no) << 20,
	};
	pid_t pid;

	fflush(stdout);
	pid = fork();
	if (pid < 0)
		die("fork: %s", strerror(errno));
	if (!pid) {
		clerk.log = fopen(path, "w");
		if (!clerk.log)
			die("%s: %s", path, strerror(errno));
		clerk_work(&clerk);
		_exit(fclose(clerk.log) ? 1 : 0);
	}
	free(number);
	free(path);
	return pid;
}

static bool work(const struct crowd *c, int terminals, int seconds,
		 int think_ms, unsigned long seed)
{
	pid_t *pid = xcalloc((size_t)terminals, sizeof(*pid));
	bool fine = true;

	for (int i = 0; i < terminals; i++)
		pid[i] = seat(c, i, seconds, think_ms, seed);
	for (int i = 0; i < terminals; i++) {
		int status;

		waitpid(pid[i], &status, 0);
		fine = fine && WIFEXITED(status) && !WEXITSTATUS(status);
	}
	free(pid);
	return fine;
}

/* ---- their logs and the database ---- */

/* The number that SQL gives for a text. */
static long ask(struct crowd *c, const char *text_sql, const char *text)
{
	sqlite3_stmt *stmt;
	long n = -1;

	if (sqlite3_prepare_v2(c->raw, text_sql, -1, &stmt, NULL))
		die("%s: %s", text_sql, sqlite3_errmsg(c->raw));
	if (text)
		sqlite3_bind_text(stmt, 1, text, -1, SQLITE_STATIC);
	if (sqlite3_step(stmt) == SQLITE_ROW)
		n = (long)sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	return n;
}

/* In a draft that goes on, or in the case that it became. */
static const struct {
	const char *path, *sql;
} places[] = {
	{ "intake.brought_by",
	  "SELECT (SELECT count(*) FROM draft_field WHERE value = ?1) + "
	  "(SELECT count(*) FROM intake WHERE brought_by = ?1)" },
	{ "intake.complaint",
	  "SELECT (SELECT count(*) FROM draft_field WHERE value = ?1) + "
	  "(SELECT count(*) FROM intake WHERE complaint = ?1)" },
	{ "client.kana",
	  "SELECT (SELECT count(*) FROM draft_field WHERE value = ?1) + "
	  "(SELECT count(*) FROM member WHERE kana = ?1)" },
	{ "client.name",
	  "SELECT (SELECT count(*) FROM draft_field WHERE value = ?1) + "
	  "(SELECT count(*) FROM member WHERE name = ?1)" },
};

static void lost(struct crowd *c, const char *what, const char *text)
{
	c->lost_n++;
	printf("# lost: %s %s\n", what, text);
}

static void find_value(struct crowd *c, const char *path, const char *text)
{
	c->values_n++;
	for (size_t i = 0; i < ARRAY_SIZE(places); i++)
		if (streq(places[i].path, path) &&
		    ask(c, places[i].sql, text) < 1)
			lost(c, path, text);
}

static void find_step(struct crowd *c, const char *act, const char *text)
{
	c->steps_n++;
	if (!streq(text, "-") &&
	    ask(c, "SELECT count(*) FROM journal WHERE why = ?1", text) != 1)
		lost(c, act, text);
}

static void add_save(struct crowd *c, const char *kind, double ms)
{
	size_t i = 0;

	while (i < c->kinds_n && !streq(c->kind[i].what, kind))
		i++;
	if (i == KINDS_MAX)
		BUG("too many kinds of saves");
	if (i == c->kinds_n)
		c->kind[c->kinds_n++] =
			(struct series)SERIES_INIT(xstrdup(kind), "ms");
	series_add(&c->kind[i], ms);
	/* A login waits for its hash, a sheet for its paper. */
	if (!streq(kind, "login") && !streq(kind, "sheet"))
		series_add(&c->all, ms);
}

static void larger(double *most, const char *text)
{
	*most = atof(text) > *most ? atof(text) : *most;
}

/* What one process had at most. */
struct weight {
	double written, alone;
};

static void read_line(struct crowd *c, char *line, struct weight *most)
{
	char *kind = strsep(&line, "\t"), *a = strsep(&line, "\t");
	const char *b = str_or_empty(line);

	if (streq(kind, "value"))
		find_value(c, a, b);
	else if (streq(kind, "step"))
		find_step(c, a, b);
	else if (streq(kind, "save"))
		add_save(c, a, atof(b));
	else if (streq(kind, "memory")) {
		larger(&most->written, a);
		larger(&most->alone, b);
	} else if (streq(kind, "refused")) {
		c->refused_n++;
		printf("# refused: %s\n", a);
	} else if (streq(kind, "signed")) {
		c->signed_n++;
		if (ask(c, "SELECT count(*) FROM casefile WHERE number = ?1",
			a) != 1)
			lost(c, "case", a);
	} else {
		c->faults_n += streq(kind, "fault");
		printf("# %s %s %s\n", kind, a, b);
	}
}

static void read_log(struct crowd *c, int no)
{
	char *path = log_path(c, no), line[LINE_SIZE];
	FILE *f = fopen(path, "r");
	struct weight most = { 0 };

	if (!f)
		die("%s: %s", path, strerror(errno));
	while (fgets(line, sizeof(line), f)) {
		line[strcspn(line, "\n")] = '\0';
		read_line(c, line, &most);
	}
	fclose(f);
	series_add(&c->written, most.written);
	series_add(&c->alone, most.alone);
	free(path);
}

/* ---- what must hold ---- */

static bool clean(struct crowd *c, const char *command)
{
	char *line = xstrfmt("%s %s >%s/said 2>&1 || { cat %s/said; false; }",
			     c->program, command, c->folder, c->folder);
	bool fine = !system(line);

	free(line);
	return fine;
}

static void judge(struct crowd *c)
{
	ok(!c->faults_n, "nobody saw an error");
	ok(!c->lost_n, "what was acknowledged is there, once");
	ok(ask(c,
	       "SELECT count(*) FROM journal WHERE staff >= ?1 AND act IN "
	       "('receive', 'contact', 'answer-keep', 'note')",
	       "3000") == c->steps_n,
	   "each step was taken once, and no other");
	ok(ask(c, "SELECT count(*) FROM casefile", NULL) == CASES + c->signed_n,
	   "each intake became one case");
	ok(ask(c,
	       "SELECT count(*) FROM casefile WHERE revision <> (SELECT "
	       "count(DISTINCT revision) FROM history WHERE case_id = "
	       "casefile.id)",
	       NULL) == 0,
	   "no save overwrote another");
	ok(clean(c, "loop check"), "the loop is whole");
	ok(clean(c, "audit verify"), "the record is whole");
	ok(ask(c,
	       "SELECT count(*) FROM pragma_integrity_check "
	       "WHERE integrity_check <> 'ok'",
	       NULL) == 0,
	   "the database is whole");
#ifndef __SANITIZE_ADDRESS__ /* which has its own idea of memory */
	ok(series_at(&c->alone, 1) <= PRIVATE_KB,
	   "no program has more than 12 MB of its own");
#endif
}

static void say(struct series *s, const char *goal)
{
	printf("# %-20s %6zu  median %8.2f  p99 %8.2f  max %8.2f %s%s\n",
	       s->what, s->n, series_at(s, 0.5), series_at(s, 0.99),
	       series_at(s, 1), s->unit, goal);
}

static void report(struct crowd *c, int terminals, int seconds, int think_ms)
{
	printf("# %d terminals for %d s, %d ms of thinking: %ld fields of "
	       "text, %ld cases, %ld steps; %ld refused, as they may be\n",
	       terminals, seconds, think_ms, c->values_n, c->signed_n,
	       c->steps_n, c->refused_n);
	say(&c->all, " (goal p99 <= 100)");
	for (size_t i = 0; i < c->kinds_n; i++)
		say(&c->kind[i], "");
	say(&c->written, "");
	say(&c->alone, " (goal <= 12288)");
}

/* ---- around it ---- */

static int remove_one(const char *path, const struct stat *st, int type,
		      struct FTW *ftw)
{
	return remove(path);
}

static void take_down(struct crowd *c)
{
	for (size_t i = 0; i < c->kinds_n; i++) {
		free((char *)c->kind[i].what);
		series_release(&c->kind[i]);
	}
	series_release(&c->all);
	series_release(&c->written);
	series_release(&c->alone);
	sqlite3_close(c->raw);
	free(c->program);
	nftw(c->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static int number(int argc, char **argv, int i, int otherwise)
{
	return argc > i ? atoi(argv[i]) : otherwise;
}

int main(int argc, char **argv)
{
	int terminals = number(argc, argv, 1, TERMINALS);
	int seconds = number(argc, argv, 2, SECONDS);
	int think_ms = number(argc, argv, 3, THINK_MS);
	struct crowd c = { .all = SERIES_INIT("all saves", "ms"),
			   .written = SERIES_INIT("private, written", "kB"),
			   .alone = SERIES_INIT("private, all", "kB") };

	set_up(&c);
	ok(work(&c, terminals, seconds, think_ms,
		(unsigned long)number(argc, argv, 4, 1)),
	   "everybody came to their end");
	for (int i = 0; i < terminals; i++)
		read_log(&c, i);
	report(&c, terminals, seconds, think_ms);
	judge(&c);
	printf("1..%d\n", tests_n);
	take_down(&c);
	return failed_n > 0;
}
