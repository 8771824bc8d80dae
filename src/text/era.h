/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * 和暦: our own table of eras with their exact first and last days, because
 * libraries accept 昭和99年 and 平成31年5月1日. 明治 begins with the Gregorian
 * calendar (明治5年太政官布告337号: 明治6年1月1日); before it dates were lunar.
 */
#ifndef TEXT_ERA_H
#define TEXT_ERA_H

#include "base/str.h"
#include "text/date.h"

struct era {
	const char *name; /* 昭和 */
	const char *mark; /* 昭 */
	char letter;      /* S */
	int year_one;     /* the year of 元年 */
	struct date first, last;
};

#define ERA_N 5
extern const struct era eras[ERA_N]; /* 明治 first */

/* The era of a day; NULL before 1873. */
const struct era *era_of(struct date d);
/* 's', 'S', "昭和" or "昭" at the start of s; *len (may be NULL) its bytes. */
const struct era *era_find(const char *s, size_t *len);

/* Append. A day before 1873 is written with the Western year alone. */
void era_year(struct str *out, struct date d);  /* 令和元年 */
void era_short(struct str *out, struct date d); /* S45.3.12 */
void era_long(struct str *out, struct date d);  /* 昭和45年3月12日(1970) */

#endif
