/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/era.h"

#include <stddef.h>
#include <string.h>

const struct era eras[ERA_N] = {
	{ "明治", "明", 'M', 1868, { 1873, 1, 1 }, { 1912, 7, 29 } },
	{ "大正", "大", 'T', 1912, { 1912, 7, 30 }, { 1926, 12, 24 } },
	{ "昭和", "昭", 'S', 1926, { 1926, 12, 25 }, { 1989, 1, 7 } },
	{ "平成", "平", 'H', 1989, { 1989, 1, 8 }, { 2019, 4, 30 } },
	{ "令和", "令", 'R', 2019, { 2019, 5, 1 }, { 9999, 12, 31 } },
};

const struct era *era_of(struct date d)
{
	for (size_t i = 0; i < ERA_N; i++) {
		if (date_cmp(d, eras[i].first) >= 0 &&
		    date_cmp(d, eras[i].last) <= 0)
			return &eras[i];
	}
	return NULL;
}

const struct era *era_find(const char *s, size_t *len)
{
	for (size_t i = 0; i < ERA_N; i++) {
		const struct era *era = &eras[i];
		const char *rest;

		if (skip_prefix(s, era->name, &rest) ||
		    skip_prefix(s, era->mark, &rest))
			;
		else if ((*s & ~0x20) == era->letter)
			rest = s + 1;
		else
			continue;
		if (len)
			*len = (size_t)(rest - s);
		return era;
	}
	return NULL;
}

void era_year(struct str *out, struct date d)
{
	const struct era *era = era_of(d);

	if (!era)
		str_addf(out, "%d年", d.year);
	else if (d.year == era->year_one)
		str_addf(out, "%s元年", era->name);
	else
		str_addf(out, "%s%d年", era->name, d.year - era->year_one + 1);
}

void era_short(struct str *out, struct date d)
{
	const struct era *era = era_of(d);

	if (era)
		str_addf(out, "%c%d.%d.%d", era->letter,
			 d.year - era->year_one + 1, d.month, d.day);
	else
		str_addf(out, "%d.%d.%d", d.year, d.month, d.day);
}

void era_long(struct str *out, struct date d)
{
	era_year(out, d);
	str_addf(out, "%d月%d日", d.month, d.day);
	if (era_of(d))
		str_addf(out, "(%d)", d.year);
}
