/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Dates as people type them; moment.h adds the time of day.
 *
 *	昭和45年3月12日  昭45.3.12  S45.3.12  s450312  令和元年5月1日
 *	1970-03-12  1970/3/12  1970年3月12日  19700312
 *	45 3 12            with the era chosen beside it
 *	52歳  52才         only an age
 *	50代  50s          only a decade
 *	今日  きのう  11/20      where a day near today is expected; without a
 *	                   year it is the nearest such day, past or to come
 *
 * Digits may be full-width or kanji; . / - 、。・ー and spaces separate.
 * An impossible date is refused with one sentence that says what is possible.
 */
#ifndef TEXT_DATEIN_H
#define TEXT_DATEIN_H

#include "base/err.h"
#include "text/date.h"
#include "text/era.h"

enum date_form {
	DATE_EMPTY, /* nothing was typed */
	DATE_WESTERN,
	DATE_ERA,
	DATE_NEAR, /* 今日, 11/20: reckoned from today */
	DATE_AGE,
	DATE_DECADE,
};

#define DATE_AGE_OK     1U /* an age or a decade will do */
#define DATE_NEAR_OK    2U /* the year may be missing; 今日, きのう, あした */
#define DATE_NOT_FUTURE 4U /* nothing after today */

struct date_ask {
	unsigned flags;
	struct date today;
	const struct era *era; /* chosen by hand, or NULL */
};

struct date_in {
	enum date_form form;
	struct date date; /* not given for an age or a decade */
	int age;          /* DATE_AGE: 0 to 150 */
	int decade;       /* DATE_DECADE: 50 means 50 to 59 */
};

/* 0, or -1 with one sentence (ERR_INPUT). White space only is DATE_EMPTY. */
int date_read(struct date_in *in, const char *text, const struct date_ask *ask,
	      struct err *err);

#endif
