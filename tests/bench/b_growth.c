/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a person waits for, in a city of 10,000 cases and in one of a million:
 * a page of the list, a case opened by its number, a field left, an intake
 * saved. Filling the large one takes a minute and two gigabytes of the working
 * folder.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "bench/bare_db.h"
#include "bench/bench.h"
#include "domain/casetriage.h"
#include "domain/demo.h"
#include "domain/draft.h"

#define STAFF  "0101"
#define SMALL  10000
#define LARGE  1000000
#define ROUNDS 200
#define PAGE   18

static struct err err = ERR_INIT;
static struct profile *profile;
static struct facts *facts;
static struct rules *rules;
static struct casefile intake;
static char dir[] = "bench.XXXXXX";

struct city {
	int n;
	struct store *store;
	struct draft draft;
	unsigned seed;
	struct series first, middle, open, field, save;
};

#define CITY(n_)                                             \
	{                                                    \
		.n = (n_), .seed = 1,                        \
		.first = SERIES_INIT("first page", "us"),    \
		.middle = SERIES_INIT("page inside", "us"),  \
		.open = SERIES_INIT("open by number", "us"), \
		.field = SERIES_INIT("field left", "us"),    \
		.save = SERIES_INIT("intake saved", "us"),   \
	}

static void need(int r)
{
	if (r)
		die("b_growth: %s", err.text.buf);
}

static void fill_intake(void)
{
	static const char *const values[][2] = {
		{ "intake.received_at", "2026-11-20T09:15" },
		{ "intake.section", "kaigo-fukushi" },
		{ "intake.complaint",
		  "家賃を三か月ためてしまい、大家さんから今月"
		  "いっぱいと言われた。" },
		{ "concern.housing", "main" },
		{ "fact.arrears_rent", "yes" },
		{ "client.name", "山田花子" },
		{ "client.kana", "やまだはなこ" },
		{ "client.birth", "1974-03-02" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(values); i++)
		need(casefile_set(&intake, facts, values[i][0], values[i][1],
				  &err));
}

static void save(struct store *s)
{
	struct casefile cf = CASEFILE_INIT;

	casefile_copy(&cf, &intake);
	need(store_begin(s, &err) ||
	     casefile_save_triaged(&cf, NULL, s, STAFF, rules, &err) ||
	     store_commit(s, &err));
	casefile_release(&cf);
}

static struct store *make_db(const char *path)
{
	struct store *s = store_init(path, &err);

	need(!s || store_begin(s, &err) || demo_staff(s, profile, &err) ||
	     store_commit(s, &err));
	return s;
}

static struct bare_rows *make_rows(void)
{
	char *path = xstrfmt("%s/first.db", dir);
	struct bare_rows *rows;
	struct store *s = make_db(path);

	save(s);
	store_close(s);
	rows = bare_rows_read(path, false);
	free(path);
	return rows;
}

static void city_open(struct city *c, const struct bare_rows *rows)
{
	char *path = xstrfmt("%s/%d.db", dir, c->n);
	struct bare_db *b;

	store_close(make_db(path));
	b = bare_db_open(path, rows);
	bare_db_fill(b, c->n);
	bare_db_close(b);
	c->store = store_open(path, &err);
	need(!c->store);
	need(draft_begin(&c->draft, c->store, facts, STAFF, 0, &err));
	free(path);
}

static void show_page(struct city *c, int64_t from, struct series *us)
{
	const struct case_page page = {
		.list = CASES_OPEN, .staff = STAFF, .from = from, .limit = PAGE
	};
	struct rows rows = ROWS_INIT;
	double begin = clock_seconds();

	need(casefile_list(c->store, &page, &rows, &err));
	series_add(us, (clock_seconds() - begin) * 1e6);
	rows_release(&rows);
}

static void open_case(struct city *c, int nth)
{
	char *number = xstrfmt("R01-%07d", nth);
	struct casefile cf = CASEFILE_INIT;
	double begin = clock_seconds();
	int64_t id;

	need(casefile_find(c->store, number, &id, &err) ||
	     casefile_load(&cf, c->store, id, &err));
	series_add(&c->open, (clock_seconds() - begin) * 1e6);
	casefile_release(&cf);
	free(number);
}

static void measure(struct city *c, int i)
{
	int nth = (int)((double)rand_r(&c->seed) / RAND_MAX * (c->n - 1));
	double begin;

	show_page(c, 0, &c->first);
	show_page(c, nth + 1, &c->middle);
	open_case(c, nth);
	begin = clock_seconds();
	need(draft_set(&c->draft, c->store, "intake.hopes",
		       i % 2 ? "家に帰りたい" : "家にいたい", NULL, NULL,
		       &err));
	series_add(&c->field, (clock_seconds() - begin) * 1e6);
	begin = clock_seconds();
	save(c->store);
	series_add(&c->save, (clock_seconds() - begin) * 1e6);
}

static void city_close(struct city *c)
{
	draft_release(&c->draft);
	store_close(c->store);
	series_release(&c->first);
	series_release(&c->middle);
	series_release(&c->open);
	series_release(&c->field);
	series_release(&c->save);
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
	struct city small = CITY(SMALL), large = CITY(LARGE);
	struct bare_rows *rows;

	if (!mkdtemp(dir))
		die("cannot make a folder here");
	profile = profile_load("fussa", &err);
	facts = facts_load(NULL, &err);
	need(!profile || !facts);
	rules = rules_load(profile, facts, &err);
	need(!rules);
	fill_intake();
	rows = make_rows();
	city_open(&small, rows);
	city_open(&large, rows);
	for (int i = 0; i < ROUNDS; i++) {
		measure(&small, i);
		measure(&large, i);
	}
	bench_title("growth: a million cases against ten thousand");
	bench_row_against(&large.first, &small.first, NULL);
	bench_row_against(&large.middle, &small.middle, NULL);
	bench_row_against(&large.open, &small.open, NULL);
	bench_row_against(&large.field, &small.field, NULL);
	bench_row_against(&large.save, &small.save, NULL);
	city_close(&small);
	city_close(&large);
	remove_dir();
	bare_rows_free(rows);
	casefile_release(&intake);
	rules_free(rules);
	facts_free(facts);
	profile_free(profile);
	err_release(&err);
	return 0;
}
