/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What waits for whom, in cities of 10,000, 100,000 and 1,000,000 cases of
 * which every fifth has a referral on its way: the calls that the screens make,
 * for a clerk of the section with most of it, against SQLite alone where there
 * is something to compare, and against the smallest city; then the keys
 * themselves, at the real desk in the largest one.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "bench/bench.h"
#include "bench/big_city.h"
#include "domain/account.h"
#include "domain/city.h"
#include "domain/demo.h"
#include "domain/loop_lists.h"
#include "tty/tty.h"

#define CITIES_N     3
#define ROUNDS       300
#define KEY_ROUNDS   100
#define STARTS       20
#define PAGE         18 /* rows of the queue on 24 lines, and one more */
#define MEASURES_MAX 32
#define GOAL         "p99 <= 20000"
#define LARGE        1000000
#define MENU         "8  つなぎの待ち"
#define COORDINATOR  "0128" /* of the invented staff */
#define COLUMNS                                                          \
	"referral.*, casefile.number, casefile.title, casefile.holder, " \
	"intake.complaint FROM referral "                                \
	"JOIN casefile ON casefile.id = referral.case_id "               \
	"LEFT JOIN intake ON intake.case_id = referral.case_id "

struct city {
	int cases_n;
	char *path;
	struct store *store;
	sqlite3 *bare;
	sqlite3_stmt *stmt[MEASURES_MAX][2];
	struct actor few, many, coordinator;
	struct queue_key inside[ROUNDS]; /* rows of the big queue */
	struct series ours[MEASURES_MAX], alone[MEASURES_MAX];
};

static char dir[] = "bench.XXXXXX";
static struct err err = ERR_INIT;
static struct loop rules;

static void need(int r)
{
	if (r)
		die("b_queue: %s", err.text.buf);
}

static const struct profile *profile(void)
{
	return rules.rules->profile;
}

/* ---- what is measured ---- */

static void page(struct city *c, const struct queue_view *view,
		 const struct queue_key *from, bool back, int n,
		 struct rows *rows)
{
	need(queue_page(c->store, view, from, back, n, rows, &err));
}

static void count(struct city *c, const struct queue_view *view)
{
	int64_t n, late;

	need(queue_count(c->store, view, &n, &late, &err));
}

static void first_of(struct city *c, const struct queue_view *view)
{
	const struct queue_key top = { 0 };
	struct rows rows = ROWS_INIT;

	page(c, view, &top, false, PAGE, &rows);
	count(c, view);
	rows_release(&rows);
}

static const struct queue_view section = {
	.by = QUEUE_OF, .whose = BIG_SECTION, .staff = BIG_FEW, .now = BIG_NOW
};

static void first_page(struct city *c, int i)
{
	first_of(c, &section);
}

static void page_down(struct city *c, int i)
{
	struct rows rows = ROWS_INIT;

	page(c, &section, &c->inside[i], false, PAGE, &rows);
	count(c, &section);
	rows_release(&rows);
}

/* Where the page begins, and then the page. */
static void page_up(struct city *c, int i)
{
	struct rows rows = ROWS_INIT;
	struct queue_key from = { 0 };

	page(c, &section, &c->inside[i], true, PAGE, &rows);
	if (rows.n)
		queue_key_of(&rows, rows.n - 1, &from);
	page(c, &section, &from, false, PAGE, &rows);
	count(c, &section);
	rows_release(&rows);
}

static void last_page(struct city *c, int i)
{
	const struct queue_key end = { 0 };
	struct rows rows = ROWS_INIT;

	page(c, &section, &end, true, PAGE, &rows);
	count(c, &section);
	rows_release(&rows);
}

static void only_late(struct city *c, int i)
{
	struct queue_view view = section;

	view.late = true;
	first_of(c, &view);
}

static void only_unassigned(struct city *c, int i)
{
	struct queue_view view = section;

	view.unassigned = true;
	first_of(c, &view);
}

static void only_urgency(struct city *c, int i)
{
	static const char *const codes[] = { "AA", "A", "B", "C" };
	struct queue_view view = section;

	view.urgency = codes[i % 4];
	first_of(c, &view);
}

/* Behind the last of them there is nothing: all that follows is looked at. */
static void only_urgency_down(struct city *c, int i)
{
	struct rows rows = ROWS_INIT;
	struct queue_view view = section;

	view.urgency = i % 2 ? "AA" : "A";
	page(c, &view, &c->inside[i], i % 4 < 2, PAGE, &rows);
	count(c, &view);
	rows_release(&rows);
}

static void mine(struct city *c, const char *number)
{
	const struct queue_view view = { .by = QUEUE_PERSON,
					 .whose = number,
					 .staff = number,
					 .now = BIG_NOW };

	first_of(c, &view);
}

static void mine_few(struct city *c, int i)
{
	mine(c, BIG_FEW);
}

static void mine_many(struct city *c, int i)
{
	mine(c, BIG_MANY);
}

static void mine_many_urgency(struct city *c, int i)
{
	const struct queue_view view = { .by = QUEUE_PERSON,
					 .whose = BIG_MANY,
					 .staff = BIG_MANY,
					 .now = BIG_NOW,
					 .urgency = "AA" };

	first_of(c, &view);
}

/* The line of the menu: each queue with its numbers. */
static void menu_of(struct city *c, const struct actor *actor)
{
	struct queue_names names;

	need(queue_names(c->store, actor, profile(), &names, &err));
	for (size_t i = 0; i < names.n; i++) {
		const struct queue_view view = { .by = QUEUE_OF,
						 .whose = names.queue[i],
						 .staff = actor->number,
						 .now = BIG_NOW };

		count(c, &view);
	}
}

static void menu(struct city *c, int i)
{
	menu_of(c, &c->few);
}

static void menu_coordinator(struct city *c, int i)
{
	menu_of(c, &c->coordinator);
}

static void counts_of(struct city *c, const struct actor *actor)
{
	struct loop_counts counts;

	need(loop_count(c->store, actor, profile(), "2026-11-19T17:15:00",
			"2026-11-22T10:00", BIG_NOW, &counts, &err));
}

static void counts_few(struct city *c, int i)
{
	counts_of(c, &c->few);
}

static void counts_many(struct city *c, int i)
{
	counts_of(c, &c->many);
}

static void lists_of(struct city *c, const char *staff)
{
	struct rows rows = ROWS_INIT;

	need(loop_news(c->store, staff, "2026-11-19T17:15:00", PAGE, &rows,
		       &err) ||
	     loop_quiet(c->store, staff, 30, BIG_NOW, PAGE, &rows, &err) ||
	     loop_contacts(c->store, staff, BIG_NOW, PAGE, &rows, &err) ||
	     loop_safety(c->store, staff, BIG_NOW, PAGE, &rows, &err));
	rows_release(&rows);
}

static void lists_few(struct city *c, int i)
{
	lists_of(c, BIG_FEW);
}

static void lists_many(struct city *c, int i)
{
	lists_of(c, BIG_MANY);
}

/* A case out of the queue, with what stands on its page. */
static void open_case(struct city *c, int i)
{
	static const struct loop_args asked = { .eats = "?",
						.sleeps = "?",
						.reach = "?" };
	struct casefile cf = CASEFILE_INIT;
	struct rows rows = ROWS_INIT;
	struct loop_gaps gaps = { NULL };
	struct loop l = rules;
	unsigned relations;

	l.store = c->store;
	need(casefile_load(&cf, c->store, c->inside[i].case_id, &err) ||
	     loop_relations(c->store, &c->few, &cf, NULL, &relations, &err) ||
	     loop_journal(c->store, BIG_FEW, cf.id, 0, 4, &rows, &err) ||
	     loop_missing(&l, &cf, &asked, &gaps, &err));
	rows_release(&rows);
	loop_gaps_release(&gaps);
	casefile_release(&cf);
}

static void share(struct city *c, int i)
{
	struct loop_share out;

	need(loop_share(c->store, profile(), BIG_NOW, &out, &err));
}

static void list_cases(struct city *c, enum case_list list, const char *staff,
		       int64_t from)
{
	const struct case_page page = {
		.list = list, .staff = staff, .from = from, .limit = PAGE + 2
	};
	struct rows rows = ROWS_INIT;

	need(casefile_list(c->store, &page, &rows, &err));
	rows_release(&rows);
}

static void cases_open(struct city *c, int i)
{
	list_cases(c, CASES_OPEN, BIG_FEW, c->inside[i].case_id);
}

static void cases_all(struct city *c, int i)
{
	list_cases(c, CASES_ALL, BIG_FEW, c->inside[i].case_id);
}

static void cases_mine(struct city *c, int i)
{
	list_cases(c, CASES_MINE, BIG_MANY, c->inside[i].case_id);
}

static const struct measure {
	const char *what;
	void (*call)(struct city *c, int i);
	const char *bare; /* the same by SQLite alone; ?1 due, ?2 case */
} measures[] = {
	{ "queue, first page", first_page,
	  "SELECT " COLUMNS "WHERE queue = '" BIG_SECTION
	  "' AND rank IN (0, 1, 2) "
	  "ORDER BY rank, due_at, referral.case_id LIMIT 18;"
	  "SELECT count(*), count(CASE WHEN due_at < '" BIG_NOW "' THEN 1 END) "
	  "FROM referral WHERE queue = '" BIG_SECTION "'" },
	{ "page down from anywhere", page_down,
	  "SELECT " COLUMNS "WHERE queue = '" BIG_SECTION "' AND rank = 2 "
	  "AND (due_at, referral.case_id) > (?1, ?2) "
	  "ORDER BY due_at, referral.case_id LIMIT 18;"
	  "SELECT count(*), count(CASE WHEN due_at < '" BIG_NOW "' THEN 1 END) "
	  "FROM referral WHERE queue = '" BIG_SECTION "'" },
	{ "page up from anywhere", page_up, NULL },
	{ "last page", last_page, NULL },
	{ "only what is late", only_late, NULL },
	{ "only what nobody has", only_unassigned, NULL },
	{ "only one urgency", only_urgency, NULL },
	{ "only AA or A, from anywhere", only_urgency_down, NULL },
	{ "own list, few", mine_few,
	  "SELECT " COLUMNS "WHERE person = '" BIG_FEW
	  "' AND rank IN (0, 1, 2) "
	  "ORDER BY rank, due_at, referral.case_id LIMIT 18;"
	  "SELECT count(*), count(CASE WHEN due_at < '" BIG_NOW "' THEN 1 END) "
	  "FROM referral WHERE person = '" BIG_FEW "'" },
	{ "own list, many", mine_many, NULL },
	{ "own list, many, only AA", mine_many_urgency, NULL },
	{ "counts in the menu", menu, NULL },
	{ "counts for a coordinator", menu_coordinator, NULL },
	{ "notices in the menu, few", counts_few, NULL },
	{ "notices in the menu, many", counts_many, NULL },
	{ "news, quiet, contacts, safety: few", lists_few, NULL },
	{ "the same, many", lists_many, NULL },
	{ "share of coordinators", share, NULL },
	{ "a case opened", open_case, NULL },
	{ "open cases, from anywhere", cases_open,
	  "SELECT * FROM casefile JOIN staff ON staff.number = holder "
	  "WHERE status = 'open' AND id < ?2 ORDER BY id DESC LIMIT 20" },
	{ "all cases, from anywhere", cases_all, NULL },
	{ "own cases, many, from anywhere", cases_mine, NULL },
};

#define MEASURES_N ARRAY_SIZE(measures)
_Static_assert(MEASURES_N <= MEASURES_MAX, "room for all of them");

/* ---- cities ---- */

static void make_city(struct city *c)
{
	struct series fill = SERIES_INIT("filled", "s");
	struct series check = SERIES_INIT("loop check", "ms");
	struct store *s = store_init(c->path, &err);
	double begin;

	need(!s || store_begin(s, &err) ||
	     city_set_profile(s, profile()->code, &err) ||
	     demo_staff(s, profile(), &err) || store_commit(s, &err));
	store_close(s);
	begin = clock_seconds();
	big_city_fill(c->path, c->cases_n, false);
	series_add(&fill, clock_seconds() - begin);
	c->store = store_open(c->path, &err);
	need(!c->store);
	begin = clock_seconds();
	if (loop_check(c->store, NULL, &err))
		die("b_queue: this city is not whole: %s",
		    str_or_empty(err.text.buf));
	series_add(&check, (clock_seconds() - begin) * 1e3);
	bench_row(&fill);
	bench_row(&check);
	series_release(&fill);
	series_release(&check);
}

/* Rows from all over the big queue, in the part that is longest. */
static void draw_rows(struct city *c)
{
	sqlite3_stmt *stmt;
	int n = 0;

	sqlite3_prepare_v2(c->bare,
			   "SELECT due_at, case_id, id FROM referral "
			   "WHERE queue = '" BIG_SECTION "' AND rank = 2 "
			   "AND due_at > '" BIG_NOW "' "
			   "ORDER BY random() LIMIT 300",
			   -1, &stmt, NULL);
	for (; n < ROUNDS && sqlite3_step(stmt) == SQLITE_ROW; n++) {
		struct queue_key *key = &c->inside[n];

		key->rank = 2;
		snprintf(key->due, sizeof(key->due), "%s",
			 sqlite3_column_text(stmt, 0));
		key->case_id = sqlite3_column_int64(stmt, 1);
		snprintf(key->id, sizeof(key->id), "%s",
			 sqlite3_column_text(stmt, 2));
	}
	sqlite3_finalize(stmt);
	if (!n)
		die("b_queue: this city is too small");
	for (int i = n; i < ROUNDS; i++)
		c->inside[i] = c->inside[i % n];
}

static void open_bare(struct city *c)
{
	if (sqlite3_open(c->path, &c->bare) ||
	    sqlite3_exec(c->bare, "PRAGMA cache_size = -2000", NULL, NULL,
			 NULL))
		die("b_queue: %s", sqlite3_errmsg(c->bare));
	sqlite3_db_config(c->bare, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	for (size_t m = 0; m < MEASURES_N; m++) {
		const char *sql = str_or_empty(measures[m].bare);

		for (size_t i = 0; *sql && i < 2; i++)
			if (sqlite3_prepare_v2(c->bare, sql, -1, &c->stmt[m][i],
					       &sql))
				die("b_queue: %s", sqlite3_errmsg(c->bare));
	}
	draw_rows(c);
}

static void open_city(struct city *c, int cases_n)
{
	char *title = xstrfmt("queue: a city of %d cases", cases_n);

	c->cases_n = cases_n;
	c->path = xstrfmt("%s/%d.db", dir, cases_n);
	bench_title(title);
	free(title);
	make_city(c);
	need(actor_load(&c->few, c->store, BIG_FEW, &err) ||
	     actor_load(&c->many, c->store, BIG_MANY, &err) ||
	     actor_load(&c->coordinator, c->store, COORDINATOR, &err));
	open_bare(c);
	for (size_t m = 0; m < MEASURES_N; m++) {
		c->ours[m] = (struct series)SERIES_INIT(measures[m].what, "us");
		c->alone[m] = (struct series)SERIES_INIT("SQLite alone", "us");
	}
}

static void close_city(struct city *c)
{
	for (size_t m = 0; m < MEASURES_N; m++) {
		sqlite3_finalize(c->stmt[m][0]);
		sqlite3_finalize(c->stmt[m][1]);
		series_release(&c->ours[m]);
		series_release(&c->alone[m]);
	}
	actor_release(&c->few);
	actor_release(&c->many);
	actor_release(&c->coordinator);
	sqlite3_close(c->bare);
	store_close(c->store);
	free(c->path);
}

/* ---- measuring ---- */

/* All rows, all columns, as they come. */
static void run_bare(struct city *c, size_t m, int i)
{
	for (size_t k = 0; k < 2 && c->stmt[m][k]; k++) {
		sqlite3_stmt *stmt = c->stmt[m][k];

		sqlite3_bind_text(stmt, 1, c->inside[i].due, -1, SQLITE_STATIC);
		sqlite3_bind_int64(stmt, 2, c->inside[i].case_id);
		while (sqlite3_step(stmt) == SQLITE_ROW)
			for (int col = 0; col < sqlite3_column_count(stmt);
			     col++)
				sqlite3_column_text(stmt, col);
		sqlite3_reset(stmt);
	}
}

static void measure(struct city *c, size_t m, int i)
{
	double begin = clock_seconds(), between;

	measures[m].call(c, i);
	between = clock_seconds();
	series_add(&c->ours[m], (between - begin) * 1e6);
	if (!c->stmt[m][0])
		return;
	run_bare(c, m, i);
	series_add(&c->alone[m], (clock_seconds() - between) * 1e6);
}

static void print_city(struct city *c)
{
	char *title =
		xstrfmt("queue: %d cases, against SQLite alone", c->cases_n);

	bench_title(title);
	for (size_t m = 0; m < MEASURES_N; m++)
		bench_row_against(&c->ours[m],
				  c->stmt[m][0] ? &c->alone[m] : NULL, GOAL);
	free(title);
}

static void print_growth(struct city *small, struct city *large)
{
	char *title = xstrfmt("queue: %d cases, against %d", large->cases_n,
			      small->cases_n);

	bench_title(title);
	for (size_t m = 0; m < MEASURES_N; m++)
		bench_row_against(&large->ours[m], &small->ours[m], NULL);
	free(title);
}

/* ---- at the desk ---- */

/* Begins and ends at the menu. */
static const struct step {
	const char *what, *keys;
} steps[] = {
	{ "the queue", "8" },
	{ "page down", "<PgDn>" },
	{ "page up", "<PgUp>" },
	{ "to the end", "<End>" },
	{ "to the top", "<Home>" },
	{ "only what is late", "<F9>2" },
	{ "only what nobody has", "<F9>3" },
	{ "only AA", "<F9>4" },
	{ "all again", "<F9>1" },
	{ "own list", "<F6>" },
	{ "the section's", "<F6>" },
	{ "a case opened", "<Enter>" },
	{ "back to the queue", "<F3>" },
	{ "back to the menu", "<F3>" },
};

#define STEPS_N ARRAY_SIZE(steps)

struct desk {
	struct city *city;
	struct tty *tty;
	struct series start, login, menu, key[STEPS_N];
};

static void press(struct desk *d, const char *keys, struct series *ms)
{
	double begin = clock_seconds();

	need(tty_keys(d->tty, keys, &err));
	series_add(ms, (clock_seconds() - begin) * 1e3);
}

static void start(struct desk *d)
{
	const char *const argv[] = { "./madoguchi", "desk", "--db",
				     d->city->path, NULL };
	const struct tty_options options = { .rows = 24 };
	double begin = clock_seconds();

	d->tty = tty_spawn(&options, argv);
	if (!tty_wait_ready(d->tty))
		die("b_queue: the desk does not get ready");
	series_add(&d->start, (clock_seconds() - begin) * 1e3);
}

static void sit_down(struct desk *d)
{
	struct series number = SERIES_INIT("", "");

	start(d);
	press(d, BIG_FEW "<Enter>", &number);
	press(d, DEMO_PASSPHRASE "<Enter>", &d->login);
	/* What is late stands there first. */
	if (!tty_has_text(d->tty, MENU))
		press(d, "<F3>", &d->menu);
	series_release(&number);
}

static void get_up(struct desk *d)
{
	tty_kill(d->tty);
	tty_free(d->tty);
}

static void open_desk(struct desk *d, struct city *c)
{
	d->city = c;
	d->start = (struct series)SERIES_INIT("start to first screen", "ms");
	d->login =
		(struct series)SERIES_INIT("passphrase to what is late", "ms");
	d->menu = (struct series)SERIES_INIT("from there to the menu", "ms");
	for (size_t i = 0; i < STEPS_N; i++)
		d->key[i] = (struct series)SERIES_INIT(steps[i].what, "ms");
	need(account_set(c->store, BIG_FEW, DEMO_PASSPHRASE, false, &err));
}

static void close_desk(struct desk *d)
{
	series_release(&d->start);
	series_release(&d->login);
	series_release(&d->menu);
	for (size_t i = 0; i < STEPS_N; i++)
		series_release(&d->key[i]);
}

static void sit_at(struct desk *small, struct desk *large)
{
	for (int i = 0; i < STARTS; i++) {
		sit_down(small);
		sit_down(large);
		if (i < STARTS - 1) {
			get_up(small);
			get_up(large);
		}
	}
	for (int round = 0; round < KEY_ROUNDS; round++)
		for (size_t i = 0; i < STEPS_N; i++) {
			press(small, steps[i].keys, &small->key[i]);
			press(large, steps[i].keys, &large->key[i]);
		}
	get_up(small);
	get_up(large);
}

static void measure_desks(struct city *small_city, struct city *large_city)
{
	struct desk small, large;
	char *title = xstrfmt("queue: a clerk's keys, %d cases against %d",
			      large_city->cases_n, small_city->cases_n);

	open_desk(&small, small_city);
	open_desk(&large, large_city);
	sit_at(&small, &large);
	bench_title(title);
	bench_row_against(&large.start, &small.start, NULL);
	bench_row_against(&large.login, &small.login, NULL);
	bench_row_against(&large.menu, &small.menu, NULL);
	for (size_t i = 0; i < STEPS_N; i++)
		bench_row_against(&large.key[i], &small.key[i], "p99 <= 20");
	close_desk(&small);
	close_desk(&large);
	free(title);
}

/* ---- around it ---- */

static void load_rules(void)
{
	struct profile *p = profile_load("fussa", &err);
	struct facts *facts = facts_load(NULL, &err);
	char *path = profile_path("fussa", "consent.yaml");

	need(!p || !facts);
	rules.rules = rules_load(p, facts, &err);
	rules.consent_rules = consent_rules_load(path, &err);
	rules.laws = laws_load(NULL, &err);
	need(!rules.rules || !rules.consent_rules || !rules.laws);
	free(path);
}

static void remove_dir(void)
{
	char *command = xstrfmt("rm -rf %s", dir);

	if (system(command))
		die("cannot remove %s", dir);
	free(command);
}

int main(int argc, char **argv)
{
	static struct city city[CITIES_N];
	int cases_n = argc > 1 ? atoi(argv[1]) : LARGE;

	setenv("MADOGUCHI_NOW", BIG_NOW, 1);
	if (!mkdtemp(dir))
		die("cannot make a folder here");
	load_rules();
	for (int i = CITIES_N - 1; i >= 0; i--, cases_n /= 10)
		open_city(&city[i], cases_n);
	for (int round = 0; round < ROUNDS; round++)
		for (size_t m = 0; m < MEASURES_N; m++)
			for (int i = 0; i < CITIES_N; i++)
				measure(&city[i], m, round);
	for (int i = 0; i < CITIES_N; i++)
		print_city(&city[i]);
	print_growth(&city[0], &city[CITIES_N - 1]);
	measure_desks(&city[0], &city[CITIES_N - 1]);
	for (int i = 0; i < CITIES_N; i++)
		close_city(&city[i]);
	remove_dir();
	err_release(&err);
	return 0;
}
