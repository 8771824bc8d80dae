/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * kill -9 at random moments while an intake is typed: t_kill [KILLS [SEED]].
 * What the screen acknowledged must be in the database afterwards, the
 * database must be whole, and the draft must go on where it was left. Of what
 * was sent without being acknowledged a beginning may be there, never more.
 */
#include <errno.h>
#include <ftw.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "bad/typist.h"
#include "base/mem.h"
#include "tty/picture.h"

#define KILLS     20
#define PER_DRAFT 10 /* kills; then a new one is begun */

/* When the program dies. */
enum moment { RESTING, TYPING, LEAVING, BURST, MOMENT_N };
static const char *const moment_name[MOMENT_N] = { "at rest", "while typing",
						   "while leaving a field",
						   "in a burst of fields" };

struct soak {
	struct typist typist;
	char folder[32], db[64];
	const char *argv[4];
	int kills_n[MOMENT_N];
	long lost_n, unasked_n; /* fields; sent ones that were on disk */
};

/* ---- the database, seen from outside ---- */

struct look {
	sqlite3 *db;
	sqlite3_int64 draft;
	char client[16]; /* "m1" */
	struct err *err;
};

/* The first column of the first row, or NULL. The caller's. */
static char *ask(struct look *l, const char *sql, const char *text)
{
	sqlite3_stmt *stmt;
	char *answer = NULL;

	if (sqlite3_prepare_v2(l->db, sql, -1, &stmt, NULL) != SQLITE_OK) {
		err_system(l->err, "%s: %s", sql, sqlite3_errmsg(l->db));
		return NULL;
	}
	if (sqlite3_bind_parameter_count(stmt)) {
		sqlite3_bind_int64(stmt, 1, l->draft);
		if (text)
			sqlite3_bind_text(stmt, 2, text, -1, SQLITE_STATIC);
	}
	if (sqlite3_step(stmt) == SQLITE_ROW)
		answer = xstrdup((const char *)sqlite3_column_text(stmt, 0));
	sqlite3_finalize(stmt);
	return answer;
}

static int look_open(struct look *l, const char *db, struct err *err)
{
	char *text;

	*l = (struct look){ .err = err };
	if (sqlite3_open_v2(db, &l->db, SQLITE_OPEN_READWRITE, NULL))
		return err_system(err, "%s: %s", db, sqlite3_errmsg(l->db));
	/* The log stays as the dead program left it. */
	sqlite3_db_config(l->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	text = ask(l, "PRAGMA integrity_check", NULL);
	if (!streq(text, "ok"))
		err_system(err, "the database is not whole: %s", text);
	free(text);
	text = ask(l, "PRAGMA foreign_key_check", NULL);
	if (text)
		err_system(err, "%s points at rows that are not there", text);
	free(text);
	text = ask(l, "SELECT max(id) FROM draft WHERE state = 'open'", NULL);
	l->draft = text ? atoll(text) : 0;
	free(text);
	text = ask(l,
		   "SELECT path FROM draft_field WHERE draft_id = ? AND "
		   "path LIKE '%.relation' AND value = 'client'",
		   NULL);
	if (text)
		snprintf(l->client, sizeof(l->client), "%.*s",
			 (int)strcspn(text, "."), text);
	free(text);
	return err->kind ? -1 : 0;
}

static char *stored(struct look *l, const char *box_path)
{
	const char *rest;
	char *path, *value;

	if (skip_prefix(box_path, "client.", &rest))
		path = xstrfmt("%s.%s", l->client, rest);
	else
		path = xstrdup(box_path);
	value = ask(l,
		    "SELECT value FROM draft_field WHERE draft_id = ? AND "
		    "path = ?",
		    path);
	free(path);
	return value;
}

/* ---- the log and the database ---- */

/* Hold all boxes against the database; what was sent is settled after it. */
static void compare(struct soak *s, struct look *l)
{
	struct typist *t = &s->typist;
	bool stopped = false;

	for (int i = 0; i < t->box_n; i++) {
		struct box *box = &t->box[i];
		char *value;
		bool taken;

		if (box->kind == BOX_SKIP)
			continue;
		value = stored(l, box->path);
		taken = box->sent && streq(value, box->sent);
		if (!taken && !streq(value, box->acked)) {
			s->lost_n++;
			err_system(l->err, "%s is '%s', not '%s'", box->path,
				   str_or_empty(value),
				   str_or_empty(box->acked));
		}
		if (taken && stopped)
			err_system(l->err, "%s is there, one before it not",
				   box->path);
		stopped = stopped || (box->sent && !taken);
		s->unasked_n += taken;
		if (taken) {
			free(box->acked);
			box->acked = box->sent;
		} else {
			free(box->sent);
		}
		box->sent = NULL;
		free(value);
	}
}

/* The box to which the draft will bring the cursor back; -1: none was left. */
static int resumed_box(const struct typist *t, struct look *l)
{
	char *path = ask(l, "SELECT field FROM draft WHERE id = ?", NULL);
	size_t client_len = strlen(l->client);
	int box = -1;

	for (int i = 0; path && i < t->box_n; i++) {
		const char *rest;

		if (streq(path, t->box[i].path))
			box = i;
		else if (client_len && skip_prefix(path, l->client, &rest) &&
			 skip_prefix(t->box[i].path, "client", NULL) &&
			 streq(rest, t->box[i].path + strlen("client")))
			box = i;
	}
	free(path);
	return box;
}

/* ---- dying ---- */

static void wait_about(double seconds)
{
	struct timespec ts = { (time_t)seconds,
			       (long)((seconds - (time_t)seconds) * 1e9) };

	while (nanosleep(&ts, &ts) && errno == EINTR)
		;
}

/* Into the middle of what so many fields take. */
static void wait_within(struct typist *t, int fields_n)
{
	wait_about(t->field_s * fields_n * dice(t, 1000) / 1000.0);
}

static int type_and_die(struct soak *s, enum moment moment, struct err *err)
{
	struct typist *t = &s->typist;
	int status;

	if (moment == TYPING && typist_type(t, err))
		return -1;
	if (moment == LEAVING)
		wait_within(t, 2 * typist_burst(t, 1));
	if (moment == BURST)
		wait_within(t, typist_burst(t, 3 + (int)dice(t, 8)));
	tty_kill(t->tty);
	status = tty_wait_exit(t->tty, TTY_PATIENCE_MS);
	s->kills_n[moment]++;
	if (status != 128 + 9)
		return err_system(err, "status %d, not killed", status);
	return 0;
}

/* From one start of the program to its death, and what is left of it. */
static void live_once(struct soak *s, int no, struct err *err)
{
	struct typist *t = &s->typist;
	bool anew = no % PER_DRAFT == 0;
	struct look look = { 0 };
	int steps, rc;

	if (anew)
		typist_forget(t);
	rc = typist_begin(t, s->argv, !anew, err);
	for (steps = (int)dice(t, 60); !rc && steps; steps--)
		rc = typist_step(t, err);
	if (!rc)
		rc = type_and_die(s, dice(t, MOMENT_N), err);
	if (rc) {
		struct str picture = STR_INIT;

		tty_plain(t->tty, &picture);
		err_system(err, "%s", picture.buf);
		str_release(&picture);
	} else if (!look_open(&look, s->db, err)) {
		compare(s, &look);
		t->at = resumed_box(t, &look);
	}
	sqlite3_close(look.db);
	tty_free(t->tty);
}

/* ---- around it ---- */

static int remove_one(const char *path, const struct stat *st, int type,
		      struct FTW *ftw)
{
	return remove(path);
}

static int set_up(struct soak *s)
{
	const char *build = getenv("top_builddir");
	char *command;
	int rc;

	strcpy(s->folder, "/tmp/madoguchi-kill-XXXXXX");
	if (!mkdtemp(s->folder))
		die("%s: %s", s->folder, strerror(errno));
	snprintf(s->db, sizeof(s->db), "%s/city.db", s->folder);
	s->argv[0] = xstrfmt("%s/madoguchi", build ? build : ".");
	s->argv[1] = "--db";
	s->argv[2] = s->db;
	setenv("MADOGUCHI_NOW", "2026-11-20T09:15:00", 1);
	command = xstrfmt("%s init --db %s --profile fussa --demo 0",
			  s->argv[0], s->db);
	rc = system(command);
	free(command);
	return rc;
}

static void print_lines(const char *text)
{
	while (*text) {
		int len = (int)strcspn(text, "\n");

		printf("# %.*s\n", len, text);
		text += len + (text[len] == '\n');
	}
}

static void report(const struct soak *s, int kills, unsigned long seed)
{
	printf("# seed %lu: %d kills, %ld fields acknowledged, %ld lost; "
	       "%ld sent fields were on disk before the screen said so\n",
	       seed, kills, s->typist.acked_n, s->lost_n, s->unasked_n);
	for (int i = 0; i < MOMENT_N; i++)
		printf("# %3d %s\n", s->kills_n[i], moment_name[i]);
}

int main(int argc, char **argv)
{
	int kills = argc > 1 ? atoi(argv[1]) : KILLS, no;
	unsigned long seed = argc > 2 ? strtoul(argv[2], NULL, 10) : 1;
	struct soak s = { .folder = "" };
	struct err err = ERR_INIT;

	if (kills < 1 || set_up(&s)) {
		fprintf(stderr,
			"usage: top_builddir=… t_kill [KILLS [SEED]]\n");
		return 2;
	}
	puts("1..1");
	typist_init(&s.typist, seed, &err);
	for (no = 0; !err.kind && no < kills; no++)
		live_once(&s, no, &err);
	print_lines(err.text.buf);
	report(&s, no, seed);
	printf("%sok 1 - killed %d times, nothing lost but the field being "
	       "typed\n",
	       err.kind ? "not " : "", kills);
	typist_release(&s.typist);
	free((char *)s.argv[0]);
	nftw(s.folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	no = err.kind ? 1 : 0;
	err_release(&err);
	return no;
}
