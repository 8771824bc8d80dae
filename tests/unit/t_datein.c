/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates and moments as people type them, and what is said to a wrong one. */
#include "unit/test.h"

#include "base/i18n.h"
#include "text/datein.h"
#include "text/moment.h"

#define TODAY "2026-11-20"
#define NOW   "2026-11-20T09:15:00"

static struct date_ask ask_for(unsigned flags, int era)
{
	struct date_ask ask = { .flags = flags };

	assert_true(date_from_iso(TODAY, &ask.today));
	if (era >= 0)
		ask.era = &eras[era];
	return ask;
}

static void reads(const char *text, unsigned flags, int era,
		  enum date_form form, const char *iso)
{
	struct date_ask ask = ask_for(flags, era);
	struct err err = ERR_INIT;
	struct date_in in;
	char got[CLOCK_DATE_SIZE];

	if (date_read(&in, text, &ask, &err))
		fail_msg("'%s': %s", text, err.text.buf);
	date_to_iso(in.date, got);
	if (in.form != form || !streq(got, iso))
		fail_msg("'%s' is %s (form %d)", text, got, in.form);
	err_release(&err);
}

static void every_writing_of_a_date_is_read(void **state)
{
	static const char *const era[] = {
		"昭和45年3月12日",
		"昭和 45 年 3 月 12 日",
		"昭和45.3.12",
		"昭45.3.12",
		"昭４５．３．１２",
		"S45.3.12",
		"s45.3.12",
		"Ｓ４５・３・１２",
		"S 45 3 12",
		"S.45.3.12",
		"S45/3/12",
		"S45-03-12",
		"S450312",
		"昭和450312",
		"昭和四十五年三月十二日",
		"昭和四五年三月一二日",
		"㍼45年3月12日",
		"昭和45ー3ー12",
		"昭和45年3月12日(1970)",
		"昭和45年（1970年）3月12日",
		"昭和45年3月12日生",
		"昭和45年3月12日生まれ",
		"　昭和45、3、12 ",
	};
	static const char *const western[] = {
		"1970-03-12",
		"1970/3/12",
		"1970.3.12",
		"1970 3 12",
		"19700312",
		"1970年3月12日",
		"１９７０／３／１２",
		"西暦1970年3月12日",
		"1970−3−12",
		"千九百七十年三月十二日",
		"一九七〇年三月十二日",
	};

	for (size_t i = 0; i < ARRAY_SIZE(era); i++)
		reads(era[i], 0, -1, DATE_ERA, "1970-03-12");
	for (size_t i = 0; i < ARRAY_SIZE(western); i++) {
		reads(western[i], 0, -1, DATE_WESTERN, "1970-03-12");
		reads(western[i], 0, 2, DATE_WESTERN, "1970-03-12");
	}
}

static void an_era_may_be_chosen_beside_it(void **state)
{
	reads("45 3 12", 0, 2, DATE_ERA, "1970-03-12");
	reads("45.3.12", 0, 2, DATE_ERA, "1970-03-12");
	reads("45年3月12日", 0, 2, DATE_ERA, "1970-03-12");
	reads("450312", 0, 2, DATE_ERA, "1970-03-12");
	/* what is written goes before what is chosen */
	reads("H2.3.12", 0, 2, DATE_ERA, "1990-03-12");
	reads("1 5 1", 0, 4, DATE_ERA, "2019-05-01");
}

static void the_first_and_last_days_of_eras_exist(void **state)
{
	static const struct {
		const char *text, *iso;
	} cases[] = {
		{ "M6.1.1", "1873-01-01" },
		{ "m45.7.29", "1912-07-29" },
		{ "t1.7.30", "1912-07-30" },
		{ "大正元年7月30日", "1912-07-30" },
		{ "T15.12.24", "1926-12-24" },
		{ "昭和元年12月25日", "1926-12-25" },
		{ "S64.1.7", "1989-01-07" },
		{ "H1.1.8", "1989-01-08" },
		{ "平成元年1月8日", "1989-01-08" },
		{ "H31.4.30", "2019-04-30" },
		{ "R1.5.1", "2019-05-01" },
		{ "令和元.5.1", "2019-05-01" },
		{ "R8.4.1", "2026-04-01" },
		{ "R6.2.29", "2024-02-29" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++)
		reads(cases[i].text, 0, -1, DATE_ERA, cases[i].iso);
}

/* Each day an era has is read back from both of its writings. */
static void what_is_written_is_read_back(void **state)
{
	int end = date_to_days((struct date){ 2040, 1, 1 });

	for (int n = date_to_days(eras[0].first); n < end; n += 7) {
		struct date d = date_from_days(n);
		struct str s = STR_INIT;
		char iso[CLOCK_DATE_SIZE];

		date_to_iso(d, iso);
		era_long(&s, d);
		reads(s.buf, DATE_AGE_OK, -1, DATE_ERA, iso);
		str_reset(&s);
		era_short(&s, d);
		reads(s.buf, DATE_NEAR_OK, 0, DATE_ERA, iso);
		reads(iso, 0, 0, DATE_WESTERN, iso);
		str_release(&s);
	}
}

static void an_age_or_a_decade_will_do(void **state)
{
	static const struct {
		const char *text;
		enum date_form form;
		int n;
	} cases[] = {
		{ "52歳", DATE_AGE, 52 },      { "52才", DATE_AGE, 52 },
		{ "52sai", DATE_AGE, 52 },     { "50 dai", DATE_DECADE, 50 },
		{ "５２ 歳", DATE_AGE, 52 },   { "満52歳", DATE_AGE, 52 },
		{ "五十二歳", DATE_AGE, 52 },  { "0歳", DATE_AGE, 0 },
		{ "150歳", DATE_AGE, 150 },    { "50代", DATE_DECADE, 50 },
		{ "50s", DATE_DECADE, 50 },    { "50S", DATE_DECADE, 50 },
		{ "50歳代", DATE_DECADE, 50 }, { "五十代", DATE_DECADE, 50 },
	};
	struct date_ask ask = ask_for(DATE_AGE_OK | DATE_NOT_FUTURE, -1);

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct err err = ERR_INIT;
		struct date_in in;

		if (date_read(&in, cases[i].text, &ask, &err))
			fail_msg("'%s': %s", cases[i].text, err.text.buf);
		assert_int_equal(in.form, cases[i].form);
		assert_false(date_given(in.date));
		assert_int_equal(in.form == DATE_AGE ? in.age : in.decade,
				 cases[i].n);
	}
}

static void days_near_today_need_no_year(void **state)
{
	reads("今日", DATE_NEAR_OK, -1, DATE_NEAR, "2026-11-20");
	reads("キョウ", DATE_NEAR_OK, -1, DATE_NEAR, "2026-11-20");
	reads("きのう", DATE_NEAR_OK, -1, DATE_NEAR, "2026-11-19");
	reads("一昨日", DATE_NEAR_OK, -1, DATE_NEAR, "2026-11-18");
	reads("明日", DATE_NEAR_OK, -1, DATE_NEAR, "2026-11-21");
	reads("11/20", DATE_NEAR_OK, -1, DATE_NEAR, "2026-11-20");
	reads("11/3", DATE_NEAR_OK, -1, DATE_NEAR, "2026-11-03");
	reads("１１月３日", DATE_NEAR_OK, -1, DATE_NEAR, "2026-11-03");
	reads("1/10", DATE_NEAR_OK, -1, DATE_NEAR, "2027-01-10");
	reads("6/1", DATE_NEAR_OK, -1, DATE_NEAR, "2026-06-01");
	reads("R8.11.3", DATE_NEAR_OK, -1, DATE_ERA, "2026-11-03");
}

static void nothing_typed_is_empty(void **state)
{
	static const char *const texts[] = { "", " ", "　", "\n" };
	struct date_ask ask = ask_for(0, -1);
	struct date_in in;

	for (size_t i = 0; i < ARRAY_SIZE(texts); i++) {
		assert_int_equal(date_read(&in, texts[i], &ask, NULL), 0);
		assert_int_equal(in.form, DATE_EMPTY);
	}
}

/* text, flags, chosen era, the sentence in English and in Japanese */
static const struct {
	const char *text;
	unsigned flags;
	int era;
	const char *english, *japanese;
} refused[] = {
	{ "昭和99年1月1日", 0, -1, "昭和 ends on 64-1-7.",
	  "昭和は64年1月7日までです。" },
	{ "S65.1.1", 0, -1, "昭和 ends on 64-1-7.",
	  "昭和は64年1月7日までです。" },
	{ "S64.1.8", 0, -1, "昭和64年 ends on 1/7. From 1/8 it is 平成元年.",
	  "昭和64年は1月7日までです。1月8日からは平成元年です。" },
	{ "平成31年5月1日", 0, -1,
	  "平成31年 ends on 4/30. From 5/1 it is 令和元年.",
	  "平成31年は4月30日までです。5月1日からは令和元年です。" },
	{ "H31.4.31", 0, -1, "平成31年 ends on 4/30. From 5/1 it is 令和元年.",
	  "平成31年は4月30日までです。5月1日からは令和元年です。" },
	{ "令和1年4月30日", 0, -1,
	  "令和元年 begins on 5/1. Up to 4/30 it is 平成31年.",
	  "令和元年は5月1日からです。4月30日までは平成31年です。" },
	{ "T15.12.25", 0, -1,
	  "大正15年 ends on 12/24. From 12/25 it is 昭和元年.",
	  "大正15年は12月24日までです。12月25日からは昭和元年です。" },
	{ "M5.12.31", 0, -1,
	  "明治 begins on 6-1-1 here; before it the calendar was lunar.",
	  "明治は6年1月1日からです。それより前は旧暦です。" },
	{ "1872-12-31", 0, -1,
	  "Western years are taken from 1873 on; before it the calendar was "
	  "lunar.",
	  "西暦は1873年からです。それより前は旧暦です。" },
	{ "令和8年2月29日", 0, -1, "In 令和8年 month 2 has 28 days.",
	  "令和8年2月は28日までです。" },
	{ "19700431", 0, -1, "In 1970年 month 4 has 30 days.",
	  "1970年4月は30日までです。" },
	{ "45 2 30", 0, 2, "In 昭和45年 month 2 has 28 days.",
	  "昭和45年2月は28日までです。" },
	{ "2/30", DATE_NEAR_OK, -1, "In 2026年 month 2 has 28 days.",
	  "2026年2月は28日までです。" },
	{ "S45.13.1", 0, -1, "A month is from 1 to 12.",
	  "月は1から12までです。" },
	{ "S45.3.0", 0, -1, "A day is from 1.", "日は1からです。" },
	{ "S0.3.1", 0, -1, "The first year of 昭和 is 1.",
	  "昭和は元年(1年)からです。" },
	{ "昭和45年3月12日(1971)", 0, -1, "昭和45年 is not 1971 but 1970.",
	  "昭和45年は1971年ではなく1970年です。" },
	{ "10000-1-1", 0, -1, "A Western year has four digits.",
	  "西暦は4桁です。" },
	{ "2026-11-21", DATE_NOT_FUTURE, -1,
	  "Today is 令和8年11月20日(2026). A later date is not possible here.",
	  "今日は令和8年11月20日(2026)です。先の日付は入れられません。" },
	{ "あした", DATE_NEAR_OK | DATE_NOT_FUTURE, -1,
	  "Today is 令和8年11月20日(2026). A later date is not possible here.",
	  "今日は令和8年11月20日(2026)です。先の日付は入れられません。" },
	{ "45 3 12", 0, -1,
	  "Give the era too, as in S45.3.12, or a Western year of four digits.",
	  "元号も付けるか(続けて s と打てば昭和)、西暦4桁で入れてください。" },
	{ "昭和45年", DATE_AGE_OK, -1,
	  "Give the month and the day too; where they are not known, an age or "
	  "a decade.",
	  "月と日も入れてください。分からなければ、年齢(52歳)か年代(50代)でも"
	  "かまいません。" },
	{ "S45.3", 0, -1, "Give the year, the month and the day.",
	  "年・月・日をすべて入れてください。" },
	{ "3/12", 0, -1, "Give the year, the month and the day.",
	  "年・月・日をすべて入れてください。" },
	{ "52歳", 0, -1, "A date is needed here, not an age.",
	  "ここは年齢ではなく日付を入れてください。" },
	{ "151歳", DATE_AGE_OK, -1, "An age is from 0 to 150.",
	  "年齢は0歳から150歳までです。" },
	{ "55代", DATE_AGE_OK, -1, "A decade is 10, 20, 30 and so on.",
	  "年代は10代、20代、30代…と入れてください。" },
	{ "52", DATE_AGE_OK, -1,
	  "This cannot be read as a date or age. Examples: S45.3.12, "
	  "1970-03-12, 50s.",
	  "日付や年齢として読めません。例: S45.3.12、昭和45年3月12日、"
	  "1970-03-12、52歳、50代" },
	{ "xyz", 0, -1,
	  "This cannot be read as a date. Examples: S45.3.12, 1970-03-12.",
	  "日付として読めません。例: S45.3.12、昭和45年3月12日、1970-03-12" },
	{ "xyz", DATE_NEAR_OK, -1,
	  "This cannot be read as a date. Examples: 11/20, R8.11.20, "
	  "2026-11-20.",
	  "日付として読めません。例: 11/20、今日、R8.11.20、2026-11-20" },
	{ "S45.3.12.1", 0, -1,
	  "This cannot be read as a date. Examples: S45.3.12, 1970-03-12.",
	  "日付として読めません。例: S45.3.12、昭和45年3月12日、1970-03-12" },
	{ "昭和45月3年12日", 0, -1,
	  "This cannot be read as a date. Examples: S45.3.12, 1970-03-12.",
	  "日付として読めません。例: S45.3.12、昭和45年3月12日、1970-03-12" },
	{ "999999999999999999999", 0, -1,
	  "This cannot be read as a date. Examples: S45.3.12, 1970-03-12.",
	  "日付として読めません。例: S45.3.12、昭和45年3月12日、1970-03-12" },
};

static void check_refusals(bool japanese)
{
	for (size_t i = 0; i < ARRAY_SIZE(refused); i++) {
		struct date_ask ask = ask_for(refused[i].flags, refused[i].era);
		struct err err = ERR_INIT;
		struct date_in in;

		assert_int_equal(date_read(&in, refused[i].text, &ask, &err),
				 -1);
		assert_int_equal(err.kind, ERR_INPUT);
		assert_string_equal(err.text.buf, japanese
							  ? refused[i].japanese
							  : refused[i].english);
		assert_int_equal(in.form, DATE_EMPTY);
		assert_false(date_given(in.date));
		err_release(&err);
	}
}

static void moments_are_read(void **state)
{
	static const struct {
		const char *text, *iso;
	} cases[] = {
		{ "11/20 9:15", "2026-11-20T09:15" },
		{ "9:15", "2026-11-20T09:15" },
		{ "９：０５", "2026-11-20T09:05" },
		{ "今", "2026-11-20T09:15" },
		{ "いま", "2026-11-20T09:15" },
		{ "今日", "2026-11-20" },
		{ "きのう", "2026-11-19" },
		{ "きのう 14:30", "2026-11-19T14:30" },
		{ "昨日の午後2時半", "2026-11-19T14:30" },
		{ "11月19日 14時5分", "2026-11-19T14:05" },
		{ "十一月十九日 十四時", "2026-11-19T14:00" },
		{ "R8.11.19 9時", "2026-11-19T09:00" },
		{ "令和8年11月19日午前9時", "2026-11-19T09:00" },
		{ "午前0時", "2026-11-20T00:00" },
		{ "午前12時", "2026-11-20T00:00" },
		{ "11/19 午後12:30", "2026-11-19T12:30" },
		{ "2026-11-19T09:15", "2026-11-19T09:15" },
		{ "2026-11-19T09:15:00", "2026-11-19T09:15" },
		{ "2025/12/28 17:00", "2025-12-28T17:00" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct err err = ERR_INIT;
		char iso[MOMENT_SIZE];
		struct moment m;

		if (moment_read(&m, cases[i].text, NOW, DATE_NOT_FUTURE, &err))
			fail_msg("'%s': %s", cases[i].text, err.text.buf);
		moment_to_iso(m, iso);
		assert_string_equal(iso, cases[i].iso);
	}
}

static void at_new_year_last_december_is_near(void **state)
{
	struct err err = ERR_INIT;
	char iso[MOMENT_SIZE];
	struct moment m;

	assert_int_equal(moment_read(&m, "12/28 9:00", "2027-01-05T08:30:00",
				     DATE_NOT_FUTURE, &err),
			 0);
	moment_to_iso(m, iso);
	assert_string_equal(iso, "2026-12-28T09:00");
	assert_int_equal(moment_read(&m, "", NOW, 0, &err), 0);
	assert_false(date_given(m.date));
	/* a next contact may lie ahead */
	assert_int_equal(moment_read(&m, "あした 10時", NOW, 0, &err), 0);
	moment_to_iso(m, iso);
	assert_string_equal(iso, "2026-11-21T10:00");
}

static const struct {
	const char *text, *english, *japanese;
} refused_moments[] = {
	{ "9:16", "It is 9:15 now. A later time is not possible here.",
	  "今は9:15です。これより先の時刻は入れられません。" },
	{ "あした 9:00",
	  "Today is 令和8年11月20日(2026). A later date is not possible here.",
	  "今日は令和8年11月20日(2026)です。先の日付は入れられません。" },
	{ "24:00", "A time is from 0:00 to 23:59.",
	  "時刻は0:00から23:59までです。" },
	{ "9:60", "A time is from 0:00 to 23:59.",
	  "時刻は0:00から23:59までです。" },
	{ "午後13時", "A time is from 0:00 to 23:59.",
	  "時刻は0:00から23:59までです。" },
	{ "9:", "This cannot be read as a time. Examples: 9:15, 11/20 9:15.",
	  "日時として読めません。例: 9:15、11/20 9:15、きのう 14:30、今" },
	{ "9時15", "This cannot be read as a time. Examples: 9:15, 11/20 9:15.",
	  "日時として読めません。例: 9:15、11/20 9:15、きのう 14:30、今" },
	{ "2/30 9:00", "In 2026年 month 2 has 28 days.",
	  "2026年2月は28日までです。" },
	{ "50代", "A date is needed here, not an age.",
	  "ここは年齢ではなく日付を入れてください。" },
};

static void check_refused_moments(bool japanese)
{
	for (size_t i = 0; i < ARRAY_SIZE(refused_moments); i++) {
		struct err err = ERR_INIT;
		struct moment m;

		assert_int_equal(moment_read(&m, refused_moments[i].text, NOW,
					     DATE_NOT_FUTURE, &err),
				 -1);
		assert_string_equal(err.text.buf,
				    japanese ? refused_moments[i].japanese
					     : refused_moments[i].english);
		assert_false(date_given(m.date));
		err_release(&err);
	}
}

static void refusals_say_what_is_possible(void **state)
{
	check_refusals(false);
	check_refused_moments(false);
}

/* Runs last: from here on sentences are Japanese. */
static void refusals_say_it_in_japanese(void **state)
{
	i18n_japanese();
	check_refusals(true);
	check_refused_moments(true);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_writing_of_a_date_is_read),
		cmocka_unit_test(an_era_may_be_chosen_beside_it),
		cmocka_unit_test(the_first_and_last_days_of_eras_exist),
		cmocka_unit_test(what_is_written_is_read_back),
		cmocka_unit_test(an_age_or_a_decade_will_do),
		cmocka_unit_test(days_near_today_need_no_year),
		cmocka_unit_test(nothing_typed_is_empty),
		cmocka_unit_test(moments_are_read),
		cmocka_unit_test(at_new_year_last_december_is_near),
		cmocka_unit_test(refusals_say_what_is_possible),
		cmocka_unit_test(refusals_say_it_in_japanese),
	};

	i18n_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
