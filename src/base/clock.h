/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What time it is, in Japan. Everything stored is local Japanese time,
 * "YYYY-MM-DDTHH:MM:SS" (no zone: UTC+9 the year round).
 * MADOGUCHI_NOW (the same form) stops the clock for tests and pictures; as the
 * name of a file (from / on) it is read there each time, so that time can pass.
 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#define CLOCK_SIZE      20 /* "2026-11-20T09:15:00" with the NUL */
#define CLOCK_DATE_SIZE 11

void clock_now(char out[CLOCK_SIZE]);
/* For inventing what has been: from here on it is that moment, whatever the
 * time is; NULL ends it. */
void clock_pretend(const char *moment);
void clock_today(char out[CLOCK_DATE_SIZE]);
/* Seconds that only go forward, for time limits and figures. */
double clock_seconds(void);

#endif
