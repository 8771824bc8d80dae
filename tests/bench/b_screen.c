/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The screen, seen from the terminal: start, key to echo, bytes, memory.
 *
 * b_screen [NAME COMMAND KEYS]: what COMMAND starts is at an empty text field
 * of at least 16 cells after KEYS. It is measured against bare.c, in turns;
 * without arguments bare.c is measured against itself, which shows the noise.
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
#define BARE       "tests/bench/bare"

struct subject {
	const char *command, *keys;
	struct tty *tty;
	clockid_t cpu; /* its processor time */
	struct series start, echo, echo_cpu, echo_bytes, screen_bytes, memory;
};

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
	const struct tty_options options = { 0 };
	struct tty *tty = tty_spawn(&options, argv);

	free(command);
	if (!tty_wait_ready(tty))
		die("%s does not get ready", s->command);
	return tty;
}

static void measure_starts(struct subject *s)
{
	for (int i = 0; i < STARTS; i++) {
		double begin = clock_seconds();

		s->tty = start(s);
		series_add(&s->start, (clock_seconds() - begin) * 1e3);
		series_add(&s->screen_bytes, (double)tty_total_bytes(s->tty));
		tty_kill(s->tty);
		tty_free(s->tty);
	}
	s->tty = start(s);
	must(s, s->keys);
	if (clock_getcpuclockid(tty_pid(s->tty), &s->cpu))
		die("no processor clock");
}

static double cpu_us(const struct subject *s)
{
	struct timespec t;

	clock_gettime(s->cpu, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static void measure_round(struct subject *s)
{
	double cpu = cpu_us(s);

	for (int i = 0; i < ROUND_KEYS; i++) {
		double begin = clock_seconds();

		must(s, "a");
		series_add(&s->echo, (clock_seconds() - begin) * 1e6);
		series_add(&s->echo_bytes, (double)tty_event_bytes(s->tty));
	}
	series_add(&s->echo_cpu, (cpu_us(s) - cpu) / ROUND_KEYS);
	for (int i = 0; i < ROUND_KEYS; i++)
		must(s, "<BS>");
}

/* Pages of its own, in kB: what one more terminal costs. */
static void measure_memory(struct subject *s)
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
	series_add(&s->memory, (double)sum);
	free(path);
}

static void measure_bytes(struct subject *s, const char *key)
{
	struct series bytes = SERIES_INIT(key, "bytes");

	must(s, key);
	series_add(&bytes, (double)tty_event_bytes(s->tty));
	bench_row(&bytes);
	series_release(&bytes);
}

static void release(struct subject *s)
{
	tty_free(s->tty);
	series_release(&s->start);
	series_release(&s->echo);
	series_release(&s->echo_cpu);
	series_release(&s->echo_bytes);
	series_release(&s->screen_bytes);
	series_release(&s->memory);
}

#define SUBJECT(command_, keys_)                                      \
	{                                                             \
		.command = (command_), .keys = (keys_),               \
		.start = SERIES_INIT("start to first screen", "ms"),  \
		.echo = SERIES_INIT("key to echo", "us"),             \
		.echo_cpu = SERIES_INIT("processor per key", "us"),   \
		.echo_bytes = SERIES_INIT("echo", "bytes"),           \
		.screen_bytes = SERIES_INIT("first screen", "bytes"), \
		.memory = SERIES_INIT("private memory", "kB"),        \
	}

int main(int argc, char **argv)
{
	const char *name = argc == 4 ? argv[1] : "the empty loop itself";
	struct subject bare = SUBJECT(BARE, "");
	struct subject real =
		SUBJECT(argc == 4 ? argv[2] : BARE, argc == 4 ? argv[3] : "");
	char *title;

	if (argc != 1 && argc != 4)
		die("usage: b_screen [NAME COMMAND KEYS], in the build folder");
	measure_starts(&bare);
	measure_starts(&real);
	for (int i = 0; i < ROUNDS; i++) {
		measure_round(&bare);
		measure_round(&real);
	}
	measure_memory(&bare);
	measure_memory(&real);

	title = xstrfmt("Screen: %s against an empty curses loop", name);
	bench_title(title);
	bench_row_against(&real.start, &bare.start, NULL);
	bench_row_against(&real.echo, &bare.echo, "<= 1.2");
	bench_row_against(&real.echo_cpu, &bare.echo_cpu, NULL);
	bench_row_against(&real.echo_bytes, &bare.echo_bytes, NULL);
	bench_row_against(&real.screen_bytes, &bare.screen_bytes, NULL);
	bench_row_against(&real.memory, &bare.memory, NULL);
	if (argc == 4) {
		measure_bytes(&real, "<Tab>");
		measure_bytes(&real, "<F8>");
		measure_bytes(&real, "<C-l>");
	}
	free(title);
	release(&bare);
	release(&real);
	return 0;
}
