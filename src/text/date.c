/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/date.h"

#include <stdio.h>

#include "base/mem.h"

/* Days of a 400-year cycle, and from 0000-03-01 to 1970-01-01. */
#define CYCLE_DAYS 146097
#define EPOCH_DAYS 719468

bool date_given(struct date d)
{
	return d.year || d.month || d.day;
}

bool date_valid(struct date d)
{
	return d.year >= 1 && d.year <= 9999 && d.month >= 1 && d.month <= 12 &&
	       d.day >= 1 && d.day <= date_month_days(d.year, d.month);
}

static bool is_leap_year(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int date_month_days(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30,
				    31, 31, 30, 31, 30, 31 };

	return days[month - 1] + (month == 2 && is_leap_year(year));
}

int date_cmp(struct date a, struct date b)
{
	if (a.year != b.year)
		return a.year - b.year;
	if (a.month != b.month)
		return a.month - b.month;
	return a.day - b.day;
}

/*
 * Years are counted from March, so that the leap day is the last of its year
 * and the days before a month are (153 * month + 2) / 5.
 */
int date_to_days(struct date d)
{
	int year = d.year - (d.month <= 2);
	int month = (d.month + 9) % 12; /* March is 0 */
	int cycle = year / 400, year_of = year % 400;
	int day_of = (153 * month + 2) / 5 + d.day - 1;

	return cycle * CYCLE_DAYS + year_of * 365 + year_of / 4 -
	       year_of / 100 + day_of - EPOCH_DAYS;
}

struct date date_from_days(int days)
{
	int from = days + EPOCH_DAYS;
	int cycle = from / CYCLE_DAYS, of = from % CYCLE_DAYS;
	int year = (of - of / 1460 + of / 36524 - of / 146096) / 365;
	int day = of - (year * 365 + year / 4 - year / 100);
	int month = (5 * day + 2) / 153; /* March is 0 */

	return (struct date){
		.year = cycle * 400 + year + (month >= 10),
		.month = month < 10 ? month + 3 : month - 9,
		.day = day - (153 * month + 2) / 5 + 1,
	};
}

struct date date_add_months(struct date d, int n)
{
	int months = d.year * 12 + d.month - 1 + n, last;

	d.year = months / 12;
	d.month = months % 12 + 1;
	last = date_month_days(d.year, d.month);
	if (d.day > last)
		d.day = last;
	return d;
}

int date_weekday(struct date d)
{
	/* 1970-01-01 was a Thursday; keep the remainder positive */
	return ((date_to_days(d) + 4) % 7 + 7) % 7;
}

const char *date_weekday_ja(struct date d)
{
	static const char *const names[] = { "日", "月", "火", "水",
					     "木", "金", "土" };

	return names[date_weekday(d)];
}

/* n digits at s as a number, or -1. */
static int digits(const char *s, int n)
{
	int value = 0;

	for (; n; n--, s++) {
		if (*s < '0' || *s > '9')
			return -1;
		value = value * 10 + (*s - '0');
	}
	return value;
}

bool date_from_iso(const char *s, struct date *d)
{
	struct date read;

	read.year = digits(s, 4);
	if (read.year < 0 || s[4] != '-')
		return false;
	read.month = digits(s + 5, 2);
	if (read.month < 0 || s[7] != '-')
		return false;
	read.day = digits(s + 8, 2);
	if (!date_valid(read) || (s[10] && s[10] != 'T'))
		return false;
	*d = read;
	return true;
}

void date_to_iso(struct date d, char out[CLOCK_DATE_SIZE])
{
	if (!date_valid(d))
		BUG("no such day: %d-%d-%d", d.year, d.month, d.day);
	snprintf(out, CLOCK_DATE_SIZE, "%04u-%02u-%02u", d.year % 10000U,
		 d.month % 100U, d.day % 100U);
}

struct date date_today(void)
{
	char today[CLOCK_DATE_SIZE];
	struct date d;

	clock_today(today);
	if (!date_from_iso(today, &d))
		die("the clock says %s, which is no date", today);
	return d;
}
