/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/clock.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define JAPAN_OFFSET_S (9 * 3600)

void clock_now(char out[CLOCK_SIZE])
{
	const char *fixed = getenv("MADOGUCHI_NOW");
	time_t t;
	struct tm tm;

	if (fixed && strlen(fixed) == CLOCK_SIZE - 1) {
		memcpy(out, fixed, CLOCK_SIZE);
		return;
	}
	t = time(NULL) + JAPAN_OFFSET_S;
	gmtime_r(&t, &tm);
	strftime(out, CLOCK_SIZE, "%Y-%m-%dT%H:%M:%S", &tm);
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
