/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every day of 1955 to 2027 against the list that the Cabinet Office gives
 * out, and the rules of years it does not cover yet. */
#include "unit/test.h"

#include "domain/holiday.h"

static const char *on(int year, int month, int day)
{
	return holiday_name((struct date){ year, month, day });
}

/* What the list calls it: one word for all that article 3 adds. */
static const char *published(const char *ours)
{
	if (!ours)
		return "";
	return !strcmp(ours, "振替休日") || !strcmp(ours, "国民の休日") ? "休日"
									: ours;
}

static bool same_name(const char *ours, const char *theirs)
{
	return !strcmp(published(ours), theirs) ||
	       /* 2019 had two names at once; days by a law of their own */
	       !strcmp(theirs, "体育の日（スポーツの日）") ||
	       !strcmp(theirs, "休日（祝日扱い）");
}

static FILE *open_list(void)
{
	char *path =
		xstrfmt("%s/tests/unit/holidays.tsv", getenv("top_srcdir"));
	FILE *list = fopen(path, "r");

	assert_non_null(list);
	free(path);
	return list;
}

/* "2026-01-01 TAB 元日" into the day and the name; a comment has no day. */
static const char *split(char *line, struct date *day)
{
	char *name = line + strcspn(line, "\t");

	line[strcspn(line, "\n")] = '\0';
	if (*name)
		*name++ = '\0';
	date_from_iso(line, day);
	return name;
}

static void every_day_is_as_published(void **state)
{
	FILE *list = open_list();
	char line[128];
	const char *name = "";
	struct date next = { 0 };
	int seen = 0;

	for (int d = date_to_days((struct date){ 1955, 1, 1 });
	     d <= date_to_days((struct date){ 2027, 12, 31 }); d++) {
		struct date day = date_from_days(d);
		const char *ours = holiday_name(day);

		while (date_cmp(next, day) < 0 &&
		       fgets(line, sizeof(line), list))
			name = split(line, &next);
		if (date_cmp(next, day) == 0)
			seen++;
		if (date_cmp(next, day) ? ours != NULL
					: !ours || !same_name(ours, name))
			fail_msg("%d-%02d-%02d: %s", day.year, day.month,
				 day.day, ours ? ours : "no holiday");
	}
	fclose(list);
	assert_int_equal(seen, 1067);
}

static void names_tell_why_it_is_free(void **state)
{
	assert_string_equal(on(2026, 9, 22), "国民の休日");
	assert_string_equal(on(2026, 5, 6), "振替休日");
	assert_string_equal(on(2019, 5, 1), "即位の日");
	assert_null(on(2026, 11, 22));
}

static void laws_hold_from_their_day(void **state)
{
	assert_null(on(1973, 2, 12)); /* 11 February was a Sunday */
	assert_string_equal(on(1973, 4, 30), "振替休日");
	assert_null(on(1985, 5, 4));
	assert_string_equal(on(1988, 5, 4), "国民の休日");
	assert_null(on(2019, 12, 23));
	assert_null(on(2019, 2, 23));
}

static void equinoxes_go_on(void **state)
{
	/* 国立天文台: spring of 2092 is the first on the 19th, 2012 the first
	 * autumn on the 22nd since 1896 */
	assert_string_equal(on(2092, 3, 19), "春分の日");
	assert_string_equal(on(2091, 3, 20), "春分の日");
	assert_string_equal(on(2012, 9, 22), "秋分の日");
	assert_string_equal(on(2103, 3, 21), "春分の日");
	assert_string_equal(on(2150, 3, 21), "春分の日");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_day_is_as_published),
		cmocka_unit_test(names_tell_why_it_is_free),
		cmocka_unit_test(laws_hold_from_their_day),
		cmocka_unit_test(equinoxes_go_on),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
