/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The screen, seen from the terminal: start, key to echo, bytes, memory. The
 * real program, in a city of 300 invented cases, against bare.c, in turns.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/mem.h"
#include "bench/bench.h"
#include "tty/tty.h"

#define STARTS     20
#define ROUNDS     20
#define ROUND_KEYS 16 /* typed, then taken back */
#define AREA_CHARS 3600
#define BARE       "tests/bench/bare"
#define DESK       "./madoguchi desk"
#define EVERY_PAGE "<F8><F8><F8><F8><F8><F8><F8>"
#define LOGIN      "0121<Enter>madoguchi-demo<Enter>"
#define NEW_INTAKE LOGIN "1" /* the first line of the menu */

/* Where keys are typed, and how they are taken back. */
struct place {
	const char *what;
	const char *keys; /* from the first screen to there */
	size_t paste_chars;
	const char *key, *undo;
	const char *goal;
};

static const struct place places[] = {
	{ "text field", NEW_INTAKE "<Tab><Tab><Tab><Tab>", 0, "a", "<BS>",
	  "<= 1.2" },
	{ "area with 3,600 characters", NEW_INTAKE "<F8>", AREA_CHARS, "a",
	  "<BS>", "<= 1.2" },
	{ "fact, with the answer on disk", NEW_INTAKE "<F8><F8><F8><F8><F8>", 0,
	  "y", "<Up>n<Up>", NULL },
};

struct subject {
	const char *command;
	const char *term; /* NULL: that of a new one */
	struct tty *tty;
	clockid_t cpu; /* its processor time */
	struct series start, echo, echo_cpu, echo_bytes, screen_bytes;
};

static char dir[] = "bench.XXXXXX";

static void must(struct subject *s, const char *keys)
{
	struct err err = ERR_INIT;

	if (tty_keys(s->tty, keys, &err) < 0)
		die("%s: %s", s->command, err.text.buf);
}

static struct tty *start(const struct subject *s)
{
	char *command = xstrfmt("exec %s", s->command);
	const char *const argv[] = { "sh", "-c", command, NULL };
	const struct tty_options options = { .term = s->term };
	struct tty *tty = tty_spawn(&options, argv);

	free(command);
	if (!tty_wait_ready(tty))
		die("%s does not get ready", s->command);
	return tty;
}

static void measure_starts(struct subject *s)
{
	double begin = clock_seconds();

	s->tty = start(s);
	series_add(&s->start, (clock_seconds() - begin) * 1e3);
	series_add(&s->screen_bytes, (double)tty_total_bytes(s->tty));
	tty_kill(s->tty);
	tty_free(s->tty);
	s->tty = NULL;
}

static void go_to(struct subject *s, const struct place *p)
{
	static const char text[] = "何も食べていない。";
	struct err err = ERR_INIT;
	struct str paste = STR_INIT;

	s->tty = start(s);
	must(s, p ? p->keys : "");
	while (p && paste.len < p->paste_chars * 3)
		str_add(&paste, text);
	if (paste.len && tty_paste(s->tty, paste.buf, paste.len, &err))
		die("%s", err.text.buf);
	if (clock_getcpuclockid(tty_pid(s->tty), &s->cpu))
		die("no processor clock");
	str_release(&paste);
}

static double cpu_us(const struct subject *s)
{
	struct timespec t;

	clock_gettime(s->cpu, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static void measure_round(struct subject *s, const char *key, const char *undo)
{
	double cpu = 0;

	for (int i = 0; i < ROUND_KEYS; i++) {
		double begin = clock_seconds(), before = cpu_us(s);

		must(s, key);
		series_add(&s->echo, (clock_seconds() - begin) * 1e6);
		series_add(&s->echo_bytes, (double)tty_event_bytes(s->tty));
		cpu += cpu_us(s) - before;
		if (!streq(undo, "<BS>"))
			must(s, undo);
	}
	series_add(&s->echo_cpu, cpu / ROUND_KEYS);
	for (int i = 0; i < ROUND_KEYS && streq(undo, "<BS>"); i++)
		must(s, undo);
}

/*
 * Pages of its own, in kB: what one more terminal costs. Only true while
 * another one runs, or the pages of the program file would count as its own.
 */
static double private_kb(struct subject *s)
{
	char *path = xstrfmt("/proc/%d/smaps_rollup", (int)tty_pid(s->tty));
	FILE *f = fopen(path, "r");
	char line[256];
	long kb, sum = 0;

	while (f && fgets(line, sizeof(line), f))
		if (sscanf(line, "Private_Clean: %ld", &kb) == 1 ||
		    sscanf(line, "Private_Dirty: %ld", &kb) == 1)
			sum += kb;
	if (f)
		fclose(f);
	free(path);
	return (double)sum;
}

static void one_row(const char *what, const char *unit, double value)
{
	struct series s = SERIES_INIT(what, unit);

	series_add(&s, value);
	bench_row(&s);
	series_release(&s);
}

static void forget(struct subject *s)
{
	tty_free(s->tty);
	s->tty = NULL;
	series_release(&s->start);
	series_release(&s->echo);
	series_release(&s->echo_cpu);
	series_release(&s->echo_bytes);
	series_release(&s->screen_bytes);
}

#define SUBJECT(command_)                                             \
	{                                                             \
		.command = (command_),                                \
		.start = SERIES_INIT("start to first screen", "ms"),  \
		.echo = SERIES_INIT("key to echo", "us"),             \
		.echo_cpu = SERIES_INIT("processor per key", "us"),   \
		.echo_bytes = SERIES_INIT("echo", "bytes"),           \
		.screen_bytes = SERIES_INIT("first screen", "bytes"), \
	}

static void measure_start(void)
{
	struct subject bare = SUBJECT(BARE), desk = SUBJECT(DESK);

	for (int i = 0; i < STARTS; i++) {
		measure_starts(&bare);
		measure_starts(&desk);
	}
	bench_title("screen: start, against an empty curses loop");
	bench_row_against(&desk.start, &bare.start, NULL);
	bench_row_against(&desk.screen_bytes, &bare.screen_bytes, NULL);
	forget(&bare);
	forget(&desk);
}

static void measure_place(const struct place *p)
{
	struct subject bare = SUBJECT(BARE), desk = SUBJECT(DESK);
	char *title =
		xstrfmt("screen: %s, against an empty curses loop", p->what);

	go_to(&bare, NULL);
	go_to(&desk, p);
	for (int i = 0; i < ROUNDS; i++) {
		measure_round(&bare, "a", "<BS>");
		measure_round(&desk, p->key, p->undo);
	}
	if (!series_at(&desk.echo_bytes, 0.5))
		die("%s: '%s' is not shown there", p->what, p->key);
	bench_title(title);
	bench_row_against(&desk.echo, &bare.echo, p->goal);
	bench_row_against(&desk.echo_cpu, &bare.echo_cpu, NULL);
	bench_row_against(&desk.echo_bytes, &bare.echo_bytes, NULL);
	forget(&bare);
	forget(&desk);
	free(title);
}

static void measure_key(struct subject *s, const char *what, const char *key)
{
	char *time = xstrfmt("%s, until the next key", what);
	double begin = clock_seconds();

	must(s, key);
	one_row(time, "us", (clock_seconds() - begin) * 1e6);
	one_row(what, "bytes", (double)tty_event_bytes(s->tty));
	free(time);
}

/* What somebody who types Japanese waits for; keys: to what is measured, which
 * undo takes back. */
static const struct typing {
	const char *what, *keys, *key, *undo, *bytes_goal, *time_goal;
} typings[] = {
	{ "first letter where something is missing", "", "k", "<BS>", "<= 30",
	  "<= 5000" },
	{ "letter of a kana", "kyou", "k", "<BS>", "<= 30", "<= 5000" },
	{ "conversion of twelve kana", "seikatuhogonosoudann", "<Space>",
	  "<Esc>", NULL, "<= 30000" },
	{ "candidate below", "seikatuhogonosoudann<Space><Space>", "<Down>",
	  "<Up>", "<= 60", "<= 30000" },
	{ "candidate of a long sentence",
	  "seikatuhogonosinnseinituitesoudannsitaitoomotteimasu"
	  "<Space><Space>",
	  "<Down>", "<Up>", "<= 60", "<= 30000" },
	{ "a wider one in front of a long sentence",
	  "titihasinnseinituitesoudannsitaitoomotteimasu<Space><Space>",
	  "<Down>", "<Up>", "<= 60", "<= 30000" },
	{ "a narrower one",
	  "titihasinnseinituitesoudannsitaitoomotteimasu<Space><Space>"
	  "<Down>",
	  "<Up>", "<Down>", "<= 60", "<= 30000" },
};

static void measure_typing(const char *term, const struct typing *t)
{
	struct subject desk = SUBJECT(DESK);
	struct series time = SERIES_INIT(t->what, "us");
	struct series bytes = SERIES_INIT(t->what, "bytes");

	desk.term = term;
	go_to(&desk, NULL);
	must(&desk, NEW_INTAKE "<Esc>8");
	must(&desk, t->keys);
	for (int i = 0; i < ROUNDS * 5; i++) {
		double begin = clock_seconds();

		must(&desk, t->key);
		series_add(&time, (clock_seconds() - begin) * 1e6);
		series_add(&bytes, (double)tty_event_bytes(desk.tty));
		must(&desk, t->undo);
	}
	bench_row_against(&time, NULL, t->time_goal);
	bench_row_against(&bytes, NULL, t->bytes_goal);
	series_release(&time);
	series_release(&bytes);
	forget(&desk);
}

static void measure_input_method(void)
{
	static const char *const terms[] = { "xterm-256color", "vt100" };

	for (size_t i = 0; i < ARRAY_SIZE(terms); i++) {
		char *title = xstrfmt("screen: Japanese on a %s", terms[i]);

		bench_title(title);
		for (size_t k = 0; k < ARRAY_SIZE(typings); k++)
			measure_typing(terms[i], &typings[k]);
		free(title);
	}
}

static void measure_pages(void)
{
	struct subject desk = SUBJECT(DESK), other = SUBJECT(DESK);

	go_to(&other, NULL);
	must(&other, NEW_INTAKE EVERY_PAGE);
	go_to(&desk, NULL);
	bench_title("screen: pages, one intake from page to page");
	must(&desk, NEW_INTAKE);
	measure_key(&desk, "Tab", "<Tab>");
	measure_key(&desk, "next page", "<F8>");
	measure_key(&desk, "whole page", "<C-l>");
	must(&desk, EVERY_PAGE);
	one_row("private memory, all pages seen", "kB", private_kb(&desk));
	forget(&other);
	forget(&desk);
}

static void measure_list(void)
{
	struct subject desk = SUBJECT(DESK), other = SUBJECT(DESK);

	go_to(&other, NULL);
	must(&other, LOGIN "5");
	go_to(&desk, NULL);
	must(&desk, LOGIN);
	bench_title("screen: the list of cases");
	measure_key(&desk, "first page", "5");
	measure_key(&desk, "page below", "<PgDn>");
	one_row("private memory", "kB", private_kb(&desk));
	forget(&desk);
	forget(&other);
}

static void in_shell(const char *command)
{
	if (system(command))
		die("failed: %s", command);
}

int main(void)
{
	char *command, *db;

	if (!mkdtemp(dir))
		die("cannot make a folder here");
	db = xstrfmt("%s/city.db", dir);
	setenv("MADOGUCHI_DB", db, 1);
	in_shell("./madoguchi init --db $MADOGUCHI_DB --profile fussa "
		 "--demo 99"); /* nothing to be told after logging in */
	measure_start();
	for (size_t i = 0; i < ARRAY_SIZE(places); i++)
		measure_place(&places[i]);
	measure_input_method();
	measure_pages();
	measure_list();
	command = xstrfmt("rm -rf %s", dir);
	in_shell(command);
	free(command);
	free(db);
	return 0;
}
