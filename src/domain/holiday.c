/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Article 2 of the law is the table, article 3 the three functions below it.
 * Labels are Japanese at once: they are names, not sentences.
 */
#include "domain/holiday.h"

#include <stddef.h>

enum on { ON_DAY, ON_MONDAY /* the n-th of the month */, ON_SPRING, ON_AUTUMN };

struct holiday {
	const char *name;
	int from, to; /* years, both included */
	enum on on;
	int month, n; /* day of the month, or which Monday */
};

#define ALWAYS 9999

static const struct holiday holidays[] = {
	{ "元日", 1949, ALWAYS, ON_DAY, 1, 1 },
	{ "成人の日", 1949, 1999, ON_DAY, 1, 15 },
	{ "成人の日", 2000, ALWAYS, ON_MONDAY, 1, 2 },
	{ "建国記念の日", 1967, ALWAYS, ON_DAY, 2, 11 },
	{ "天皇誕生日", 1949, 1988, ON_DAY, 4, 29 },
	{ "天皇誕生日", 1989, 2018, ON_DAY, 12, 23 },
	{ "天皇誕生日", 2020, ALWAYS, ON_DAY, 2, 23 },
	{ "春分の日", 1949, ALWAYS, ON_SPRING, 3, 0 },
	{ "みどりの日", 1989, 2006, ON_DAY, 4, 29 },
	{ "昭和の日", 2007, ALWAYS, ON_DAY, 4, 29 },
	{ "憲法記念日", 1949, ALWAYS, ON_DAY, 5, 3 },
	{ "みどりの日", 2007, ALWAYS, ON_DAY, 5, 4 },
	{ "こどもの日", 1949, ALWAYS, ON_DAY, 5, 5 },
	{ "海の日", 1996, 2002, ON_DAY, 7, 20 },
	{ "海の日", 2003, 2019, ON_MONDAY, 7, 3 },
	{ "海の日", 2020, 2020, ON_DAY, 7, 23 },
	{ "海の日", 2021, 2021, ON_DAY, 7, 22 },
	{ "海の日", 2022, ALWAYS, ON_MONDAY, 7, 3 },
	{ "山の日", 2016, 2019, ON_DAY, 8, 11 },
	{ "山の日", 2020, 2020, ON_DAY, 8, 10 },
	{ "山の日", 2021, 2021, ON_DAY, 8, 8 },
	{ "山の日", 2022, ALWAYS, ON_DAY, 8, 11 },
	{ "敬老の日", 1966, 2002, ON_DAY, 9, 15 },
	{ "敬老の日", 2003, ALWAYS, ON_MONDAY, 9, 3 },
	{ "秋分の日", 1948, ALWAYS, ON_AUTUMN, 9, 0 },
	{ "体育の日", 1966, 1999, ON_DAY, 10, 10 },
	{ "体育の日", 2000, 2019, ON_MONDAY, 10, 2 },
	{ "スポーツの日", 2020, 2020, ON_DAY, 7, 24 },
	{ "スポーツの日", 2021, 2021, ON_DAY, 7, 23 },
	{ "スポーツの日", 2022, ALWAYS, ON_MONDAY, 10, 2 },
	{ "文化の日", 1948, ALWAYS, ON_DAY, 11, 3 },
	{ "勤労感謝の日", 1948, ALWAYS, ON_DAY, 11, 23 },
	/* days of one year, each by a law of its own */
	{ "結婚の儀", 1959, 1959, ON_DAY, 4, 10 },
	{ "大喪の礼", 1989, 1989, ON_DAY, 2, 24 },
	{ "即位礼正殿の儀", 1990, 1990, ON_DAY, 11, 12 },
	{ "結婚の儀", 1993, 1993, ON_DAY, 6, 9 },
	{ "即位の日", 2019, 2019, ON_DAY, 5, 1 },
	{ "即位礼正殿の儀", 2019, 2019, ON_DAY, 10, 22 },
};

/*
 * The day of the month in which the sun passes the equinox in Japan, by the
 * common approximation of 新こよみ便利帳 (海上保安庁水路部 暦計算研究会): a
 * mean day of 1980, moved on by the year's fraction, held back by each leap
 * day.
 */
static int equinox(int year, double until_1979, double until_2099,
		   double until_2150)
{
	double mean = year < 1980   ? until_1979
		      : year < 2100 ? until_2099
				    : until_2150;
	int leap_days = year < 1980 ? (year - 1983) / 4 : (year - 1980) / 4;

	return (int)(mean + 0.242194 * (year - 1980)) - leap_days;
}

static int day_in(const struct holiday *h, int year)
{
	struct date first = { year, h->month, 1 };

	switch (h->on) {
	case ON_DAY:
		return h->n;
	case ON_MONDAY:
		return 1 + (8 - date_weekday(first)) % 7 + (h->n - 1) * 7;
	case ON_SPRING:
		return equinox(year, 20.8357, 20.8431, 21.8510);
	case ON_AUTUMN:
		return equinox(year, 23.2588, 23.2488, 24.2488);
	}
	return 0;
}

/* 国民の祝日 proper, of article 2. */
static const char *named(int days)
{
	struct date d = date_from_days(days);

	for (size_t i = 0; i < sizeof(holidays) / sizeof(*holidays); i++) {
		const struct holiday *h = &holidays[i];

		if (h->month == d.month && d.year >= h->from &&
		    d.year <= h->to && day_in(h, d.year) == d.day)
			return h->name;
	}
	return NULL;
}

static bool sunday(int days)
{
	return date_weekday(date_from_days(days)) == 0;
}

/* Article 3(2): since 12 April 1973 the day after a holiday on a Sunday;
 * since 2007 the next one that is no holiday itself. */
static bool substitute(int days)
{
	struct date d = date_from_days(days);
	int before = days - 1;

	if (date_cmp(d, (struct date){ 1973, 4, 12 }) < 0)
		return false;
	if (d.year >= 2007)
		while (named(before) && !sunday(before))
			before--;
	return named(before) && sunday(before);
}

/* Article 3(3): since 27 December 1985 a day between two holidays. */
static bool between(int days)
{
	struct date d = date_from_days(days);

	return date_cmp(d, (struct date){ 1985, 12, 27 }) >= 0 &&
	       !sunday(days) && named(days - 1) && named(days + 1);
}

const char *holiday_name(struct date day)
{
	int days = date_to_days(day);
	const char *name = named(days);

	if (name)
		return name;
	if (substitute(days))
		return "振替休日";
	return between(days) ? "国民の休日" : NULL;
}
