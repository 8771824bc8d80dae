/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calendar, eras, ages and school years; ICU is the oracle for eras. */
#include "unit/test.h"

#include <unicode/ucal.h>

#include "text/age.h"
#include "text/date.h"
#include "text/era.h"

#define DAY_MS (24 * 3600 * 1000.0)

static struct date day(const char *iso)
{
	struct date d;

	assert_true(date_from_iso(iso, &d));
	return d;
}

static void days_go_round_for_eight_thousand_years(void **state)
{
	struct date last = { 0 };

	for (int n = date_to_days((struct date){ 1, 1, 1 });
	     n <= date_to_days((struct date){ 8000, 12, 31 }); n++) {
		struct date d = date_from_days(n);

		if (!date_valid(d) || date_to_days(d) != n ||
		    date_cmp(last, d) >= 0)
			fail_msg("day %d is %d-%d-%d", n, d.year, d.month,
				 d.day);
		last = d;
	}
	assert_int_equal(date_to_days((struct date){ 1970, 1, 1 }), 0);
	assert_int_equal(date_to_days((struct date){ 2000, 3, 1 }), 11017);
}

static void only_days_of_the_calendar_are_valid(void **state)
{
	static const struct {
		struct date d;
		bool valid;
	} cases[] = {
		{ { 2024, 2, 29 }, true },  { { 2026, 2, 29 }, false },
		{ { 1900, 2, 29 }, false }, { { 2000, 2, 29 }, true },
		{ { 2026, 4, 31 }, false }, { { 2026, 0, 1 }, false },
		{ { 2026, 13, 1 }, false }, { { 2026, 1, 0 }, false },
		{ { 0, 1, 1 }, false },     { { 10000, 1, 1 }, false },
	};

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++)
		assert_int_equal(date_valid(cases[i].d), cases[i].valid);
	assert_false(date_given((struct date){ 0 }));
	assert_true(date_given((struct date){ 2026, 1, 1 }));
}

static void iso_is_read_strictly(void **state)
{
	static const char *const bad[] = {
		"",
		"2026",
		"2026-11",
		"2026-11-2",
		"2026-11-31",
		"2026/11/20",
		"2026-11-20 ",
		"2026-11-200",
		" 2026-11-20",
		"２０２６-11-20",
	};
	char iso[CLOCK_DATE_SIZE];
	struct date d = { 0 };

	for (size_t i = 0; i < ARRAY_SIZE(bad); i++)
		assert_false(date_from_iso(bad[i], &d));
	assert_false(date_given(d));
	d = day("2026-11-20T09:15");
	date_to_iso(d, iso);
	assert_string_equal(iso, "2026-11-20");
	setenv("MADOGUCHI_NOW", "2026-11-20T09:15:00", 1);
	assert_int_equal(date_cmp(date_today(), d), 0);
	unsetenv("MADOGUCHI_NOW");
}

static void months_are_added_to_their_last_day(void **state)
{
	static const struct {
		const char *from;
		int n;
		const char *to;
	} cases[] = {
		{ "2026-11-20", 12, "2027-11-20" },
		{ "2026-11-20", 2, "2027-01-20" },
		{ "2026-12-31", 2, "2027-02-28" },
		{ "2028-02-29", 12, "2029-02-28" },
		{ "2026-11-20", 0, "2026-11-20" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		char iso[CLOCK_DATE_SIZE];
		struct date d;

		assert_true(date_from_iso(cases[i].from, &d));
		date_to_iso(date_add_months(d, cases[i].n), iso);
		assert_string_equal(iso, cases[i].to);
	}
}

static void weekdays_follow_the_calendar(void **state)
{
	assert_string_equal(date_weekday_ja(day("2026-11-20")), "金");
	assert_string_equal(date_weekday_ja(day("1970-01-01")), "木");
	assert_string_equal(date_weekday_ja(day("1926-12-25")), "土");
	assert_int_equal(date_weekday(day("2026-11-22")), 0);
}

/* Every day from 1873 to 2100 in our table and in ICU's calendar. */
static void eras_agree_with_icu(void **state)
{
	static const UChar gmt[] = { 'G', 'M', 'T', 0 };
	const int meiji = 232; /* ICU's number of 明治 */
	UErrorCode code = U_ZERO_ERROR;
	UCalendar *cal = ucal_open(gmt, -1, "ja_JP@calendar=japanese",
				   UCAL_DEFAULT, &code);
	int end = date_to_days((struct date){ 2100, 12, 31 });

	assert_true(U_SUCCESS(code));
	for (int n = date_to_days(eras[0].first); n <= end; n++) {
		struct date d = date_from_days(n);
		const struct era *era = era_of(d);

		ucal_setMillis(cal, n * DAY_MS, &code);
		if (ucal_get(cal, UCAL_ERA, &code) - meiji != era - eras ||
		    ucal_get(cal, UCAL_YEAR, &code) !=
			    d.year - era->year_one + 1 ||
		    ucal_get(cal, UCAL_MONTH, &code) != d.month - 1 ||
		    ucal_get(cal, UCAL_DATE, &code) != d.day ||
		    ucal_get(cal, UCAL_DAY_OF_WEEK, &code) !=
			    date_weekday(d) + 1)
			fail_msg("%d-%d-%d", d.year, d.month, d.day);
	}
	assert_true(U_SUCCESS(code));
	ucal_close(cal);
}

static void eras_follow_each_other_without_a_gap(void **state)
{
	for (size_t i = 1; i < ERA_N; i++)
		assert_int_equal(date_to_days(eras[i].first),
				 date_to_days(eras[i - 1].last) + 1);
	assert_null(era_of(day("1872-12-31")));
}

static void eras_are_found_by_name_mark_and_letter(void **state)
{
	size_t len;

	assert_ptr_equal(era_find("昭和45", &len), &eras[2]);
	assert_int_equal(len, strlen("昭和"));
	assert_ptr_equal(era_find("令8", &len), &eras[4]);
	assert_int_equal(len, strlen("令"));
	assert_ptr_equal(era_find("h1", &len), &eras[3]);
	assert_int_equal(len, 1);
	assert_ptr_equal(era_find("M", NULL), &eras[0]);
	assert_null(era_find("x", NULL));
	assert_null(era_find("", NULL));
}

static void dates_are_written_in_three_ways(void **state)
{
	static const struct {
		const char *iso, *year, *brief, *full;
	} cases[] = {
		{ "1970-03-12", "昭和45年", "S45.3.12",
		  "昭和45年3月12日(1970)" },
		{ "2019-05-01", "令和元年", "R1.5.1", "令和元年5月1日(2019)" },
		{ "2019-04-30", "平成31年", "H31.4.30",
		  "平成31年4月30日(2019)" },
		{ "1872-01-02", "1872年", "1872.1.2", "1872年1月2日" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct str s = STR_INIT;
		struct date d = day(cases[i].iso);

		era_year(&s, d);
		assert_string_equal(s.buf, cases[i].year);
		str_reset(&s);
		era_short(&s, d);
		assert_string_equal(s.buf, cases[i].brief);
		str_reset(&s);
		era_long(&s, d);
		assert_string_equal(s.buf, cases[i].full);
		str_release(&s);
	}
}

static void ages_change_on_the_birthday(void **state)
{
	static const struct {
		const char *birth, *day;
		int age;
	} cases[] = {
		{ "1970-03-12", "2026-03-11", 55 },
		{ "1970-03-12", "2026-03-12", 56 },
		{ "2026-11-20", "2026-11-20", 0 },
		{ "2026-11-21", "2026-11-20", -1 },
		{ "2004-02-29", "2026-02-28", 21 },
		{ "2004-02-29", "2026-03-01", 22 },
		{ "2004-02-29", "2024-02-28", 19 },
		{ "2004-02-29", "2024-02-29", 20 },
	};

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++)
		assert_int_equal(age_on(day(cases[i].birth), day(cases[i].day)),
				 cases[i].age);
}

static void school_years_turn_in_april(void **state)
{
	static const struct {
		const char *birth, *day, *grade;
	} cases[] = {
		{ "2019-04-02", "2026-03-31", "未就学" },
		{ "2019-04-02", "2026-04-01", "小1" },
		{ "2020-04-01", "2026-04-01", "小1" }, /* the older class */
		{ "2020-04-02", "2026-11-20", "未就学" },
		{ "2020-04-02", "2027-04-01", "小1" },
		{ "2014-04-02", "2026-11-20", "小6" },
		{ "2014-04-01", "2026-11-20", "中1" },
		{ "2012-02-29", "2026-11-20", "中3" },
		{ "2011-01-10", "2026-11-20", "高1相当" },
		{ "2008-04-02", "2027-03-31", "高3相当" },
		{ "2008-04-02", "2027-04-01", "" },
		{ "1970-03-12", "2026-11-20", "" },
		{ "2027-01-01", "2026-11-20", "" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		int grade =
			school_grade(day(cases[i].birth), day(cases[i].day));

		assert_string_equal(school_grade_ja(grade), cases[i].grade);
	}
	assert_int_equal(school_grade(day("2008-04-02"), day("2027-04-01")),
			 GRADE_LEFT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(days_go_round_for_eight_thousand_years),
		cmocka_unit_test(only_days_of_the_calendar_are_valid),
		cmocka_unit_test(iso_is_read_strictly),
		cmocka_unit_test(months_are_added_to_their_last_day),
		cmocka_unit_test(weekdays_follow_the_calendar),
		cmocka_unit_test(eras_agree_with_icu),
		cmocka_unit_test(eras_follow_each_other_without_a_gap),
		cmocka_unit_test(eras_are_found_by_name_mark_and_letter),
		cmocka_unit_test(dates_are_written_in_three_ways),
		cmocka_unit_test(ages_change_on_the_birthday),
		cmocka_unit_test(school_years_turn_in_april),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
