/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Civil (Gregorian) dates without a time. A date that is all zero means
 * "not given". See era.h for 和暦, datein.h for what people type.
 */
#ifndef TEXT_DATE_H
#define TEXT_DATE_H

#include <stdbool.h>

#include "base/clock.h"

struct date {
	int year, month, day;
};

/* Is it one at all? */
bool date_given(struct date d);
/* Does the calendar have this day? Years 1 to 9999. */
bool date_valid(struct date d);
int date_month_days(int year, int month); /* 28 to 31 */
/* Less than, equal to or greater than 0. */
int date_cmp(struct date a, struct date b);

/* Days since 1970-01-01; d must be valid. */
int date_to_days(struct date d);
struct date date_from_days(int days);
/* The same day n months later; the last day of a month that is shorter. */
struct date date_add_months(struct date d, int n);
int date_weekday(struct date d);            /* 0 is Sunday */
const char *date_weekday_ja(struct date d); /* 日 月 火 水 木 金 土 */

/* Exactly "YYYY-MM-DD" at the start of s; behind it nothing, or "T" and a
 * time. */
bool date_from_iso(const char *s, struct date *d);
void date_to_iso(struct date d, char out[CLOCK_DATE_SIZE]);
struct date date_today(void);

#endif
