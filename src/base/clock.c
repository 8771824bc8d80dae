/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/clock.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define JAPAN_OFFSET_S (9 * 3600)

static char pretended[CLOCK_SIZE];

void clock_pretend(const char *moment)
{
	snprintf(pretended, sizeof(pretended), "%s", moment ? moment : "");
}

/* The moment that stands in a file. */
static bool read_file(const char *path, char out[CLOCK_SIZE])
{
	FILE *f = fopen(path, "r");
	bool there =
		f && fgets(out, CLOCK_SIZE, f) && strlen(out) == CLOCK_SIZE - 1;

	if (f)
		fclose(f);
	return there;
}

static bool stopped(char out[CLOCK_SIZE])
{
	const char *fixed = *pretended ? pretended : getenv("MADOGUCHI_NOW");

	if (!fixed)
		return false;
	if (*fixed == '/')
		return read_file(fixed, out);
	if (strlen(fixed) != CLOCK_SIZE - 1)
		return false;
	memcpy(out, fixed, CLOCK_SIZE);
	return true;
}

void clock_now(char out[CLOCK_SIZE])
{
	static char text[CLOCK_SIZE]; /* of this second */
	static time_t second;
	time_t t;
	struct tm tm;

	if (stopped(out))
		return;
	t = time(NULL) + JAPAN_OFFSET_S;
	if (t != second) {
		gmtime_r(&t, &tm);
		strftime(text, CLOCK_SIZE, "%Y-%m-%dT%H:%M:%S", &tm);
		second = t;
	}
	memcpy(out, text, CLOCK_SIZE);
}

void clock_today(char out[CLOCK_DATE_SIZE])
{
	char now[CLOCK_SIZE];

	clock_now(now);
	memcpy(out, now, CLOCK_DATE_SIZE - 1);
	out[CLOCK_DATE_SIZE - 1] = '\0';
}

double clock_seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}
