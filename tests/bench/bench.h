/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Figures: something is measured many times, its series shown as one row with
 * minimum, median, 99th percentile and maximum, and, if there is something to
 * compare it with, the ratio of the medians. Both sides of a ratio are
 * measured in the same run, in turns, so that a busy machine disturbs both.
 *
 * BENCH_FORMAT=json prints one JSON object a row instead of the table.
 * A figure is never a test: nothing here fails.
 */
#ifndef TESTS_BENCH_BENCH_H
#define TESTS_BENCH_BENCH_H

#include <stddef.h>

struct series {
	const char *what; /* borrowed */
	const char *unit; /* "us", "bytes", "1/s" … borrowed */
	double *value;
	size_t n, alloc;
};

#define SERIES_INIT(what_, unit_)                \
	{                                        \
		.what = (what_), .unit = (unit_) \
	}

void series_add(struct series *s, double value);
void series_release(struct series *s);
/* p = 0 minimum, 0.5 median, 1 maximum; 0 when the series is empty. */
double series_at(struct series *s, double p);

/* Call fn(arg) n times and add what each call took, in microseconds. */
void bench_calls(struct series *s, size_t n, void (*fn)(void *arg), void *arg);

/* The heading of a table. */
void bench_title(const char *title);
/* A row; goal (may be NULL) is only shown, e.g. "<= 1.2". */
void bench_row(struct series *s);
void bench_row_against(struct series *s, struct series *baseline,
		       const char *goal);

#endif
