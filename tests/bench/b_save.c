/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Saves per second with 1, 8 and 30 processes on one database, against bare
 * SQLite (bare_db.c) writing the same rows: an intake decided and saved whole
 * with its triage, one saved that was decided before (the clerk has the answer
 * on the screen), a draft signed off, a look recorded, one field of a draft
 * left. Before anything is measured, both do each of it a few times, and every
 * table of the two databases must hold as many rows and bytes.
 *
 * Databases are made in the working folder, which should be on a real disk.
 * Each process opens its own and does it once, so that both have prepared their
 * statements; the clock runs from the moment all are ready until the last one
 * is done.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/secret.h"
#include "bench/bare_db.h"
#include "bench/bench.h"
#include "domain/casetriage.h"
#include "domain/demo.h"
#include "domain/draft_io.h"
#include "domain/ledger.h"

#define PROCESSES_MAX 30
#define ROUNDS        5
#define SAVES         480 /* of all processes, in one round */
#define TRIES         12  /* to see that the rows are the same */
#define ROUND_SECONDS 120 /* or something hangs */
#define STAFF         "0101"

static struct err err = ERR_INIT;
static struct profile *profile;
static struct facts *facts;
static struct rules *rules;
static struct casefile intake;  /* what is saved, again and again, … */
static struct casefile decided; /* … and what the rules make of it */
static struct values answer_of_decided;
static char dir[] = "bench.XXXXXX";

/* One process at work. */
struct worker {
	char *path;
	int nth;
	struct store *store;
	struct bare_db *bare;
	struct casefile *cf; /* one for each save */
	struct draft *draft; /* one for each save of a task with drafts */
	size_t drafts_n;
};

struct task {
	const char *what, *goal;
	bool answer_known, each_a_draft, one_draft;
	void (*ours)(struct worker *w, int i);
	void (*bare)(struct worker *w, int i);
};

static void need(int r)
{
	if (r)
		die("b_save: %s", err.text.buf);
}

/* ---- the intake ---- */

static const char *const values[][2] = {
	{ "intake.received_at", "2026-11-20T09:15" },
	{ "intake.staff", STAFF },
	{ "intake.section", "kaigo-fukushi" },
	{ "intake.channel", "visit" },
	{ "intake.route", "community" },
	{ "intake.brought_by", "民生委員 田村さん" },
	{ "intake.complaint",
	  "母の物忘れがひどくなり、同じ物を何度も買ってくる。家の中に物があふれ、"
	  "台所も風呂も使えない。弟は二十年ほど仕事をせず、部屋から出てこない。"
	  "家賃を三か月ためてしまい、大家さんから今月いっぱいと言われた。"
	  "自分も腰を痛めて仕事を減らしており、これからどうしたらよいかわからない。"
	  "どこに相談してもうちではないと言われ、ここに来た。" },
	{ "intake.hopes",
	  "母と弟といまの家で暮らし続けたい。家賃のことを先に。" },
	{ "intake.tried", "年金事務所と不動産屋に自分で電話をした。" },
	{ "intake.agencies", "地域包括支援センター(去年一度だけ)" },
	{ "intake.do_not_repeat", "弟が家を出なくなったいきさつ" },
	{ "intake.next_contact", "2026-11-24" },
	{ "concern.care", "main" },
	{ "concern.housing", "other" },
	{ "concern.hikikomori", "other" },
	{ "fact.hoarding", "yes" },
	{ "fact.arrears_rent", "yes" },
	{ "fact.no_food", "no" },
	{ "fact.no_bed", "no" },
	{ "fact.lifeline_cut", "unknown" },
	{ "client.called", "山田さん" },
	{ "client.name", "山田花子" },
	{ "client.kana", "やまだはなこ" },
	{ "client.birth", "1944-03-02" },
	{ "client.sex", "female" },
	{ "client.address", "福生市本町五番地 みどり荘二〇一" },
	{ "client.tel", "042-551-0000" },
	{ "client.safe_call", "yes" },
	{ "client.insurance", "後期高齢" },
	{ "client.fact.dementia_suspected", "yes" },
	{ "m2.relation", "child" },
	{ "m2.name", "山田一郎" },
	{ "m2.birth", "1974-05-01" },
	{ "m2.fact.withdrawn", "yes" },
	{ "m2.fact.lives_together", "yes" },
};

static void fill_intake(void)
{
	char id[RECORD_ID_SIZE];

	casefile_init(&intake);
	for (size_t i = 0; i < ARRAY_SIZE(values); i++) {
		if (streq(values[i][0], "m2.relation"))
			need(casefile_add(&intake, REC_MEMBER, id, &err));
		need(casefile_set(&intake, facts, values[i][0], values[i][1],
				  &err));
	}
}

/* ---- the tasks ---- */

static void save_decided(struct store *s, struct casefile *cf,
			 struct values *answer)
{
	need(store_begin(s, &err) ||
	     casefile_save_decided(cf, NULL, s, STAFF, answer, &err) ||
	     store_commit(s, &err));
}

static void save(struct store *s, struct casefile *cf)
{
	struct values answer = VALUES_INIT;

	casefile_decide_and_tell(cf, rules, &answer);
	save_decided(s, cf, &answer);
	values_release(&answer);
}

static void ours_save(struct worker *w, int i)
{
	save(w->store, &w->cf[i]);
}

static void ours_save_decided(struct worker *w, int i)
{
	save_decided(w->store, &w->cf[i], &answer_of_decided);
}

static void ours_sign_off(struct worker *w, int i)
{
	struct conflicts none = CONFLICTS_INIT;
	int64_t id;

	need(draft_sign_off(&w->draft[i], w->store, rules, &none, &id, &err));
}

static const char *path_of(int i)
{
	return i % 2 ? "intake.hopes" : "intake.tried";
}

static const char *text_of(int i)
{
	return i / 2 % 2 ? "市営住宅に申し込んだ" : "市営住宅に申し込みたい";
}

static void ours_field(struct worker *w, int i)
{
	need(draft_set(&w->draft[0], w->store, path_of(i), text_of(i), NULL,
		       path_of(i), &err));
}

static const char *number_of(const struct worker *w, int i)
{
	static char number[32];

	snprintf(number, sizeof(number), "R%02d-%05d", 20 + w->nth, i);
	return number;
}

static const char *token(void)
{
	static char text[TOKEN_SIZE];

	token_make(text);
	return text;
}

static void bare_save(struct worker *w, int i)
{
	bare_db_save(w->bare, number_of(w, i), token());
}

static void bare_sign_off(struct worker *w, int i)
{
	bare_db_sign_off(w->bare, w->draft[i].id, number_of(w, i), token());
}

static void bare_field(struct worker *w, int i)
{
	bare_db_field(w->bare, w->draft[0].id, path_of(i), text_of(i));
}

/* What a link of the record costs most: a row alone in its transaction. */
static void ours_look(struct worker *w, int i)
{
	if (!i)
		save(w->store, &w->cf[0]);
	need(ledger_viewing(w->store, w->cf[0].id, STAFF, "来所", &err));
}

static void bare_look(struct worker *w, int i)
{
	if (!i)
		bare_save(w, i);
	bare_db_look(w->bare, STAFF, "来所");
}

static const struct task tasks[] = {
	{ "intake decided and saved", ">= 0.8", false, false, false, ours_save,
	  bare_save },
	{ "decided intake saved", ">= 0.8", true, false, false,
	  ours_save_decided, bare_save },
	{ "draft signed off", ">= 0.8", false, true, false, ours_sign_off,
	  bare_sign_off },
	{ "look recorded", NULL, false, false, false, ours_look, bare_look },
	{ "field left", NULL, false, false, true, ours_field, bare_field },
};

/* ---- databases and processes ---- */

static void make_db(const char *path)
{
	struct store *s = store_init(path, &err);

	need(!s || store_begin(s, &err) || demo_staff(s, profile, &err) ||
	     store_commit(s, &err));
	store_close(s);
}

/* All the fields are on disk, as if they had been typed. */
static void make_draft(struct draft *d, struct store *s)
{
	need(draft_begin(d, s, facts, STAFF, 0, &err) || store_begin(s, &err) ||
	     draft_write(d, s, &intake, &err) || store_commit(s, &err));
	casefile_copy(&d->doc, &intake);
}

static void prepare(struct worker *w, const struct task *t, bool ours, int n,
		    const struct bare_rows *rows)
{
	w->store = store_open(w->path, &err);
	need(!w->store);
	w->cf = xcalloc((size_t)n, sizeof(*w->cf));
	for (int i = 0; i < n; i++)
		casefile_copy(&w->cf[i], t->answer_known ? &decided : &intake);
	w->drafts_n = t->each_a_draft ? (size_t)n : t->one_draft;
	w->draft = xcalloc(w->drafts_n + 1, sizeof(*w->draft));
	for (size_t i = 0; i < w->drafts_n; i++)
		make_draft(&w->draft[i], w->store);
	if (!ours)
		w->bare = bare_db_open(w->path, rows);
}

static void finish(struct worker *w, int n)
{
	for (size_t i = 0; i < w->drafts_n; i++)
		draft_release(&w->draft[i]);
	for (int i = 0; i < n; i++)
		casefile_release(&w->cf[i]);
	free(w->draft);
	free(w->cf);
	if (w->bare)
		bare_db_close(w->bare);
	store_close(w->store);
}

/* A process works once and says it is ready, waits until all are, works on. */
static void work(struct worker *w, const struct task *t, bool ours, int n,
		 const struct bare_rows *rows, int ready, int go)
{
	char c = 'r';

	prepare(w, t, ours, n + 1, rows);
	(ours ? t->ours : t->bare)(w, 0);
	if (write(ready, &c, 1) != 1 || read(go, &c, 1) != 0)
		die("no parent");
	for (int i = 1; i <= n; i++)
		(ours ? t->ours : t->bare)(w, i);
	if (write(ready, &c, 1) != 1)
		die("no parent");
	finish(w, n + 1);
	exit(0);
}

static char *tried(const struct task *t, bool ours,
		   const struct bare_rows *rows)
{
	char *path = xstrfmt("%s/%s.db", dir, ours ? "ours" : "bare");
	struct worker w = { .path = path };

	make_db(path);
	prepare(&w, t, ours, TRIES, rows);
	for (int i = 0; i < TRIES; i++)
		(ours ? t->ours : t->bare)(&w, i);
	finish(&w, TRIES);
	return path;
}

/* Databases are removed: the next ones have the same names. */
static void must_be_same(const struct task *t, const struct bare_rows *rows)
{
	char *ours = tried(t, true, rows), *bare = tried(t, false, rows);
	char *command = xstrfmt("rm -f %s* %s*", ours, bare);

	bare_db_must_be_same(ours, bare, t->what);
	if (system(command))
		die("cannot remove %s", ours);
	free(command);
	free(ours);
	free(bare);
}

static void wait_for(int fd, int processes)
{
	char c;

	for (int i = 0; i < processes; i++)
		if (read(fd, &c, 1) != 1)
			die("a process ended early");
}

/* One round on a new database: saves per second. */
static double round_of(const struct task *t, bool ours, int processes,
		       const struct bare_rows *rows)
{
	static int db_n;
	char *path = xstrfmt("%s/%d.db", dir, db_n++);
	int ready[2], go[2], n = SAVES / processes;
	double begin, seconds;

	make_db(path);
	if (pipe(ready) || pipe(go))
		die("no pipe");
	fflush(stdout);
	for (int i = 0; i < processes; i++) {
		struct worker w = { .path = path, .nth = i };

		if (fork())
			continue;
		close(ready[0]);
		close(go[1]);
		work(&w, t, ours, n, rows, ready[1], go[0]);
	}
	close(ready[1]);
	close(go[0]);
	alarm(ROUND_SECONDS);
	wait_for(ready[0], processes);
	begin = clock_seconds();
	close(go[1]);
	wait_for(ready[0], processes);
	seconds = clock_seconds() - begin;
	alarm(0);
	close(ready[0]);
	while (wait(NULL) > 0)
		;
	free(path);
	return n * processes / seconds;
}

static void measure(const struct task *t, int processes,
		    const struct bare_rows *rows)
{
	char *what = xstrfmt("%s, %d process%s", t->what, processes,
			     processes > 1 ? "es" : "");
	struct series ours = SERIES_INIT(what, "1/s");
	struct series bare = SERIES_INIT("bare SQLite", "1/s");

	for (int i = 0; i < ROUNDS; i++) {
		series_add(&bare, round_of(t, false, processes, rows));
		series_add(&ours, round_of(t, true, processes, rows));
	}
	bench_row_against(&ours, &bare, t->goal);
	series_release(&ours);
	series_release(&bare);
	free(what);
}

/* The rows that bare SQLite writes are those of one save of ours. */
static struct bare_rows *make_rows(void)
{
	char *path = xstrfmt("%s/first.db", dir);
	struct casefile cf = CASEFILE_INIT;
	struct bare_rows *rows;
	struct store *s;

	make_db(path);
	s = store_open(path, &err);
	need(!s);
	casefile_copy(&cf, &intake);
	save(s, &cf);
	casefile_release(&cf);
	store_close(s);
	rows = bare_rows_read(path, true);
	free(path);
	return rows;
}

static void say_size(const struct bare_rows *rows)
{
	char *title = xstrfmt("saves per second: an intake of %zu rows, %zu "
			      "bytes; the ratio is ours to bare SQLite",
			      bare_rows_n(rows), bare_rows_bytes(rows));

	bench_title(title);
	free(title);
}

static void remove_dir(void)
{
	char *command = xstrfmt("rm -rf %s", dir);

	if (system(command))
		die("cannot remove %s", dir);
	free(command);
}

int main(void)
{
	static const int processes[] = { 1, 8, PROCESSES_MAX };
	struct bare_rows *rows;

	if (!mkdtemp(dir))
		die("cannot make a folder here");
	profile = profile_load("fussa", &err);
	facts = facts_load(NULL, &err);
	need(!profile || !facts);
	rules = rules_load(profile, facts, &err);
	need(!rules);
	fill_intake();
	casefile_copy(&decided, &intake);
	casefile_decide_and_tell(&decided, rules, &answer_of_decided);
	rows = make_rows();
	for (size_t t = 0; t < ARRAY_SIZE(tasks); t++)
		must_be_same(&tasks[t], rows);
	say_size(rows);
	for (size_t t = 0; t < ARRAY_SIZE(tasks); t++)
		for (size_t i = 0; i < ARRAY_SIZE(processes); i++)
			measure(&tasks[t], processes[i], rows);
	remove_dir();
	bare_rows_free(rows);
	values_release(&answer_of_decided);
	casefile_release(&decided);
	casefile_release(&intake);
	rules_free(rules);
	facts_free(facts);
	profile_free(profile);
	err_release(&err);
	return 0;
}
