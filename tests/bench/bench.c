/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench/bench.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/json.h"
#include "base/mem.h"

void series_add(struct series *s, double value)
{
	ALLOC_GROW(s->value, s->n + 1, s->alloc);
	s->value[s->n++] = value;
}

void series_release(struct series *s)
{
	free(s->value);
	s->value = NULL;
	s->n = s->alloc = 0;
}

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

double series_at(struct series *s, double p)
{
	if (!s->n)
		return 0;
	qsort(s->value, s->n, sizeof(*s->value), by_value);
	return s->value[(size_t)(p * (double)(s->n - 1) + 0.5)];
}

void bench_calls(struct series *s, size_t n, void (*fn)(void *arg), void *arg)
{
	for (size_t i = 0; i < n; i++) {
		double begin = clock_seconds();

		fn(arg);
		series_add(s, (clock_seconds() - begin) * 1e6);
	}
}

static int as_json(void)
{
	return streq(getenv("BENCH_FORMAT"), "json");
}

void bench_title(const char *title)
{
	if (!as_json())
		printf("\n%s\n%-36s %8s %10s %10s %10s %10s %-6s\n", title, "",
		       "n", "min", "median", "p99", "max", "unit");
}

static void print_json(struct series *s, struct series *baseline, double ratio)
{
	printf("{\"what\": \"%s\", \"unit\": \"%s\", \"n\": %zu, "
	       "\"min\": %g, \"median\": %g, \"p99\": %g, \"max\": %g",
	       s->what, s->unit, s->n, series_at(s, 0), series_at(s, 0.5),
	       series_at(s, 0.99), series_at(s, 1));
	if (baseline)
		printf(", \"baseline\": %g, \"ratio\": %g",
		       series_at(baseline, 0.5), ratio);
	puts("}");
}

void bench_row_against(struct series *s, struct series *baseline,
		       const char *goal)
{
	double base = baseline ? series_at(baseline, 0.5) : 0;
	double ratio = base > 0 ? series_at(s, 0.5) / base : 0;

	if (as_json()) {
		print_json(s, baseline, ratio);
		return;
	}
	printf("%-36s %8zu %10.4g %10.4g %10.4g %10.4g %-6s", s->what, s->n,
	       series_at(s, 0), series_at(s, 0.5), series_at(s, 0.99),
	       series_at(s, 1), s->unit);
	if (baseline)
		printf(" x %.2f of %.4g", ratio, base);
	if (goal)
		printf(" (goal %s)", goal);
	putchar('\n');
}

void bench_row(struct series *s)
{
	bench_row_against(s, NULL, NULL);
}
