/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * b_together FILE...: thirty people who convert at once, each in a process of
 * its own. First as people do it: they type a reading, at a quick typist's
 * rate, then press Space. Then as nobody does: one Space after the other.
 * What is measured is how long each waits for Space.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/lines.h"
#include "base/mem.h"
#include "bench/bench.h"
#include "ime/converter.h"
#include "text/utf8.h"

#define PEOPLE        30
#define READINGS_MAX  1000
#define TYPED_N       10 /* sentences of each who types */
#define KANA_A_SECOND 8.0

static char *reading[READINGS_MAX];
static size_t reading_n;

/* The second column of a file of sentences, without its cuts. */
static void read_file(const char *path)
{
	struct lines lines;
	struct err err = ERR_INIT;

	if (lines_open(&lines, path, &err))
		die("%s", err.text.buf);
	for (char *line; (line = lines_next(&lines));) {
		const char *from = strchr(line, '\t');
		struct str text = STR_INIT;

		if (*line == '#' || !from || reading_n == READINGS_MAX)
			continue;
		while (*++from)
			if (*from != '/')
				str_addc(&text, *from);
		reading[reading_n++] = str_detach(&text);
	}
	lines_release(&lines);
}

static void wait_for(double seconds)
{
	struct timespec t = { .tv_sec = (time_t)seconds };

	t.tv_nsec = (long)((seconds - (double)t.tv_sec) * 1e9);
	nanosleep(&t, NULL);
}

static double convert(struct engine *e, const char *text)
{
	struct ime_segs segs = { 0 };
	struct err err = ERR_INIT;
	double begin = clock_seconds();

	if (e->ops->convert(e->self, IME_KANJI, text, NULL, 0, &segs, &err))
		die("%s", err.text.buf);
	begin = clock_seconds() - begin;
	ime_segs_release(&segs);
	return begin * 1e3;
}

/* One of them, until all n readings are converted. */
static void be_one(size_t who, int start, double *ms, size_t n, double rate)
{
	const struct converter_options options = { .choice = CONVERTER_ANTHY,
						   .profile = "fussa" };
	struct engine e = converter_open(&options);
	char byte;

	e.ops->prepare(e.self);
	if (read(start, &byte, 1) != 0)
		die("nobody says when to start");
	for (size_t i = 0; i < n; i++) {
		const char *text = reading[(who * 7 + i) % reading_n];

		if (rate > 0)
			wait_for((double)utf8_count(text, strlen(text)) / rate);
		ms[i] = convert(&e, text);
	}
	_exit(0);
}

static void measure(const char *what, size_t n, double rate, const char *goal)
{
	struct series s = SERIES_INIT(what, "ms");
	size_t size = PEOPLE * n * sizeof(double);
	double *ms = mmap(NULL, size, PROT_READ | PROT_WRITE,
			  MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	int start[2], status, failed = 0;

	if (ms == MAP_FAILED || pipe2(start, O_CLOEXEC))
		die("no memory to share, or no pipe");
	for (size_t i = 0; i < PEOPLE; i++) {
		if (!fork()) {
			close(start[1]);
			be_one(i, start[0], ms + i * n, n, rate);
		}
	}
	wait_for(3); /* all are prepared */
	close(start[0]);
	close(start[1]);
	while (wait(&status) > 0)
		failed += status != 0;
	for (size_t i = 0; i < PEOPLE * n; i++)
		series_add(&s, ms[i]);
	bench_row_against(&s, NULL, goal);
	if (failed)
		die("%d of %d failed", failed, PEOPLE);
	series_release(&s);
	munmap(ms, size);
}

int main(int argc, char **argv)
{
	setenv("MADOGUCHI_LEARN", "off", 1);
	for (int i = 1; i < argc; i++)
		read_file(argv[i]);
	if (!reading_n)
		die("no sentences");
	bench_title("thirty processes, each waiting for Space");
	fflush(stdout);
	measure("typed at 8 kana a second", TYPED_N, KANA_A_SECOND, "<= 60");
	measure("back to back", reading_n, 0, NULL);
	for (size_t i = 0; i < reading_n; i++)
		free(reading[i]);
	return 0;
}
