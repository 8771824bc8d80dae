/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case: its paths in memory, and saved and loaded with its history. */
#include "unit/test.h"

#include "unit/city.h"

static struct casefile cf;

static int fresh(void **state)
{
	casefile_release(&cf);
	return city_fresh(state);
}

static void set(const char *path, const char *value)
{
	fine(casefile_set(&cf, city.facts, path, value, &city.err));
}

static void refused(const char *path, const char *value, const char *says)
{
	struct values before = VALUES_INIT;

	values_copy(&before, &cf.values);
	assert_int_equal(casefile_set(&cf, city.facts, path, value, &city.err),
			 -1);
	assert_int_equal(city.err.kind, ERR_INPUT);
	city_says(says);
	assert_int_equal(before.n, cf.values.n);
	values_release(&before);
}

static void values_are_found_and_forgotten(void **state)
{
	set("intake.complaint", "家賃が払えない\n助けてほしい");
	set("concern.rent", "main");
	set("fact.arrears_rent", "yes");
	assert_string_equal(casefile_get(&cf, "intake.complaint"),
			    "家賃が払えない\n助けてほしい");
	assert_string_equal(casefile_get(&cf, "fact.no_food"), "");
	assert_string_equal(casefile_get(&cf, "no such path"), "");
	set("concern.rent", "");
	assert_string_equal(casefile_get(&cf, "concern.rent"), "");
}

static void client_is_made_when_written_to(void **state)
{
	char id[RECORD_ID_SIZE];

	set("client.kana", "");
	assert_null(casefile_client(&cf, id));
	set("client.kana", "やまだ はなこ");
	assert_string_equal(casefile_client(&cf, id), "m1");
	assert_string_equal(casefile_get(&cf, "m1.kana"), "やまだ はなこ");
	set("client.fact.dv_victim", "yes");
	assert_string_equal(casefile_get(&cf, "m1.fact.dv_victim"), "yes");
	assert_int_equal(casefile_add(&cf, REC_MEMBER, id, &city.err), 0);
	assert_string_equal(id, "m2");
	refused("m2.relation", "client", "only one member can be the client");
	set("m1.relation", "父");
	set("m2.relation", "client");
	assert_string_equal(casefile_client(&cf, id), "m2");
}

static void what_cannot_stand_is_refused(void **state)
{
	char wide[3 * 201 + 1];

	set("client.name", "山田花子");
	refused("intake.complant", "x", "no such field");
	refused("m7.name", "x", "add it first");
	refused("fact.no_foot", "yes", "did you mean no_food?");
	refused("fact.dv_victim", "yes", "a fact of a person");
	refused("m1.fact.no_food", "yes", "a fact of the household");
	refused("fact.no_food", "maybe", "is no answer");
	refused("concern.rent", "yes", "is no mark");
	refused("concern.rant", "main", "no such box");
	refused("case.number", "R08-00001", "only the program sets this");
	refused("m1.birth", "2026-02-30", "no day of the calendar");
	refused("m1.birth", "1970-1-1", "no day of the calendar");
	refused("m1.age", "151", "whole number from 0 to 150");
	refused("m1.age", "-1", "whole number");
	refused("m1.sex", "f", "male, female, other, no-answer");
	refused("intake.received_at", "2026-11-20 09:15", "is no moment");
	refused("intake.received_at", "2026-11-20T24:00", "is no moment");
	refused("m1.name", "\xe5\xb1", "not UTF-8");
	refused("m1.name", "a\033[2J", "control characters");
	refused("m1.name", "a\nb", "control characters");
	for (size_t i = 0; i < sizeof(wide) - 1; i += 3)
		memcpy(wide + i, "字", 3);
	wide[sizeof(wide) - 1] = '\0';
	refused("m1.address", wide, "201 characters are too many");
	wide[3 * 200] = '\0';
	set("m1.address", wide);
}

static void one_box_is_main(void **state)
{
	set("concern.rent", "main");
	set("concern.job", "main");
	assert_string_equal(casefile_get(&cf, "concern.rent"), "other");
	assert_string_equal(casefile_get(&cf, "concern.job"), "main");
}

static void order_is(const char *expected)
{
	struct record_ids ids;
	struct str got = STR_INIT;

	casefile_ids(&cf, REC_MEMBER, &ids);
	for (size_t i = 0; i < ids.n; i++)
		str_addf(&got, "%s%s", i ? " " : "", ids.id[i]);
	assert_string_equal(got.buf, expected);
	str_release(&got);
}

static void members_come_go_and_move(void **state)
{
	char id[RECORD_ID_SIZE];

	for (int i = 0; i < 12; i++)
		assert_int_equal(casefile_add(&cf, REC_MEMBER, id, NULL), 0);
	assert_string_equal(id, "m12");
	for (int i = 5; i <= 12; i++) {
		snprintf(id, sizeof(id), "m%d", i);
		assert_int_equal(casefile_remove(&cf, id, &city.err), 0);
	}
	order_is("m1 m2 m3 m4");
	assert_int_equal(casefile_move(&cf, "m4", 0, &city.err), 0);
	order_is("m4 m1 m2 m3");
	assert_int_equal(casefile_move(&cf, "m4", 2, &city.err), 0);
	order_is("m1 m2 m4 m3");
	assert_int_equal(casefile_move(&cf, "m1", 99, &city.err), 0);
	order_is("m2 m4 m3 m1");
	set("m3.name", "三");
	set("m3.fact.withdrawn", "yes");
	assert_int_equal(casefile_remove(&cf, "m3", &city.err), 0);
	assert_string_equal(casefile_get(&cf, "m3.fact.withdrawn"), "");
	assert_int_equal(casefile_remove(&cf, "m3", &city.err), -1);
	city_says("no such entry");
	/* A number is never given to somebody else. */
	assert_int_equal(casefile_add(&cf, REC_MEMBER, id, NULL), 0);
	assert_string_equal(id, "m13");
	assert_int_equal(casefile_add(&cf, REC_CONSENT, id, NULL), 0);
	assert_string_equal(id, "c1");
}

static void a_household_has_room_for_fifty(void **state)
{
	char id[RECORD_ID_SIZE];

	for (int i = 0; i < CASE_MEMBERS_MAX; i++)
		assert_int_equal(casefile_add(&cf, REC_MEMBER, id, NULL), 0);
	assert_int_equal(casefile_add(&cf, REC_MEMBER, id, &city.err), -1);
	city_says("room for 50");
}

static void age_is_reckoned_on_the_day_received(void **state)
{
	set("client.birth", "2000-02-29");
	set("intake.received_at", "2026-02-28T10:00");
	assert_int_equal(casefile_age(&cf, "m1"), 25);
	set("intake.received_at", "2026-03-01T10:00");
	assert_int_equal(casefile_age(&cf, "m1"), 26);
	set("client.birth", "");
	assert_int_equal(casefile_age(&cf, "m1"), -1);
	set("client.age", "82");
	assert_int_equal(casefile_age(&cf, "m1"), 82);
}

static void title_is(const char *expected)
{
	char *title = casefile_title(&cf);

	assert_string_equal(title, expected);
	free(title);
}

static void title_is_never_empty(void **state)
{
	title_is("（名前なし）");
	set("intake.complaint",
	    "一二三四五六七八九十一二三四五六七八九十二十一");
	title_is("一二三四五六七八九十一二三四五六七八九十…");
	set("intake.place", "駅前のベンチ");
	title_is("駅前のベンチ");
	set("client.name", "山田花子");
	title_is("山田花子");
	set("client.called", "はなさん");
	title_is("はなさん");
}

/* ---- in the store ---- */

static void full_case(void)
{
	char id[RECORD_ID_SIZE];

	set("intake.received_at", "2026-11-20T09:15");
	set("intake.complaint", "夜、眠れない");
	set("client.name", "山田花子");
	set("client.birth", "1944-05-01");
	set("client.fact.dementia_suspected", "unknown");
	casefile_add(&cf, REC_MEMBER, id, NULL);
	set("m2.name", "山田太郎");
	set("m2.age", "52");
	casefile_move(&cf, "m2", 0, NULL);
	casefile_add(&cf, REC_CONSENT, id, NULL);
	set("c1.member", "m1");
	set("c1.state", "oral");
	casefile_add(&cf, REC_REFERRAL, id, NULL);
	set("r1.to_body", "kaigo-fukushi");
	casefile_add(&cf, REC_OVERRIDE, id, NULL);
	set("o1.reason", "本人の希望");
	casefile_add(&cf, REC_DUTY, id, NULL);
	set("d1.rule", "elder-abuse");
	set("concern.care", "main");
	set("fact.no_food", "refused");
}

static void what_is_saved_is_loaded(void **state)
{
	struct casefile back = CASEFILE_INIT;
	int64_t id;

	full_case();
	city_save(&cf, NULL);
	assert_int_equal(cf.revision, 1);
	assert_string_equal(casefile_get(&cf, "case.number"), "R08-00001");
	assert_string_equal(casefile_get(&cf, "case.holder"), "1001");
	assert_string_equal(casefile_get(&cf, "case.status"), "open");
	assert_int_equal(casefile_find(city.store, "R08-00001", &id, NULL), 0);
	assert_int_equal(casefile_load(&back, city.store, id, &city.err), 0);
	assert_int_equal(
		values_diff(&cf.values, &back.values, city_differs, NULL), 0);
	assert_int_equal(casefile_find(city.store,
				       casefile_get(&cf, "case.token"), &id,
				       NULL),
			 0);
	assert_int_equal(id, cf.id);
	assert_int_equal(casefile_find(city.store, "R08-99999", &id, &city.err),
			 -1);
	city_says("There is no case R08-99999");
	casefile_release(&back);
}

static void numbers_begin_anew_with_the_fiscal_year(void **state)
{
	set("intake.place", "公園");
	setenv("MADOGUCHI_NOW", "2027-03-31T17:00:00", 1);
	city_save(&cf, NULL);
	assert_string_equal(casefile_get(&cf, "case.number"), "R08-00001");
	casefile_release(&cf);
	set("intake.place", "公園");
	city_save(&cf, NULL);
	assert_string_equal(casefile_get(&cf, "case.number"), "R08-00002");
	casefile_release(&cf);
	set("intake.place", "公園");
	setenv("MADOGUCHI_NOW", "2027-04-01T08:30:00", 1);
	city_save(&cf, NULL);
	assert_string_equal(casefile_get(&cf, "case.number"), "R09-00001");
	setenv("MADOGUCHI_NOW", CITY_NOW, 1);
}

static void history_tells_who_when_and_what(void **state)
{
	struct casefile base = CASEFILE_INIT;
	struct rows rows = ROWS_INIT;

	full_case();
	city_save(&cf, NULL);
	casefile_copy(&base, &cf);
	set("m2.age", "53");
	set("client.birth", "");
	set("client.fact.dementia_suspected", "yes");
	city_save(&cf, &base);
	assert_int_equal(cf.revision, 2);
	assert_int_equal(store_exec(city.store, Q_HISTORY_LIST, &rows, NULL,
				    ARG_INT("case_id", cf.id),
				    ARG_INT("after", 1)),
			 0);
	assert_int_equal(rows.n, 3);
	assert_string_equal(rows_text(&rows, 0, "record"), "m1");
	assert_string_equal(rows_text(&rows, 0, "changes"),
			    "{\"birth\": [\"1944-05-01\", null]}");
	assert_string_equal(rows_text(&rows, 1, "record"), "m1.fact");
	assert_string_equal(rows_text(&rows, 1, "changes"),
			    "{\"dementia_suspected\": [\"unknown\", \"yes\"]}");
	assert_string_equal(rows_text(&rows, 2, "changes"),
			    "{\"age\": [\"52\", \"53\"]}");
	assert_string_equal(rows_text(&rows, 2, "staff_name"), "窓口 一子");
	assert_string_equal(rows_text(&rows, 2, "at"), CITY_NOW);
	rows_release(&rows);
	casefile_release(&base);
}

static void nothing_changed_is_nothing_written(void **state)
{
	struct casefile base = CASEFILE_INIT;

	full_case();
	city_save(&cf, NULL);
	casefile_copy(&base, &cf);
	city_save(&cf, &base);
	assert_int_equal(cf.revision, 1);
	casefile_release(&base);
}

static void stale_save_is_refused(void **state)
{
	struct casefile base = CASEFILE_INIT, other = CASEFILE_INIT;

	full_case();
	city_save(&cf, NULL);
	casefile_copy(&base, &cf);
	casefile_copy(&other, &cf);
	set("intake.hopes", "静かに暮らしたい");
	city_save(&cf, &base);
	assert_int_equal(store_begin(city.store, NULL), 0);
	assert_int_equal(
		casefile_set(&other, city.facts, "intake.tried", "x", NULL), 0);
	assert_int_equal(
		casefile_save(&other, &base, city.store, "1001", &city.err),
		-1);
	assert_int_equal(city.err.kind, ERR_STALE);
	city_says("changed by somebody else");
	store_rollback(city.store);
	casefile_release(&base);
	casefile_release(&other);
}

static void open_case_has_an_active_holder(void **state)
{
	struct values who = VALUES_INIT;
	struct casefile base = CASEFILE_INIT;

	full_case();
	city_save(&cf, NULL);
	casefile_copy(&base, &cf);
	assert_int_equal(store_begin(city.store, NULL), 0);
	set("case.holder", "9999");
	assert_int_equal(
		casefile_save(&cf, &base, city.store, "1001", &city.err), -1);
	city_says("nobody with the staff number \"9999\"");
	set("case.holder", "1009");
	assert_int_equal(
		casefile_save(&cf, &base, city.store, "1001", &city.err), -1);
	city_says("does not work here any more");
	assert_int_equal(staff_load(&who, city.store, "1001", NULL), 0);
	values_set(&who, "active", "0");
	assert_int_equal(staff_save(&who, city.store, &city.err), -1);
	city_says("still holds open cases (1)");
	store_rollback(city.store);
	values_release(&who);
	casefile_release(&base);
}

static void lists_go_by_key(void **state)
{
	struct rows rows = ROWS_INIT;
	struct case_page page = { .list = CASES_OPEN,
				  .staff = "1002",
				  .limit = 3 };

	for (int i = 0; i < 7; i++) {
		casefile_release(&cf);
		set("intake.place", "公園");
		if (i == 6)
			set("client.fact.address_protected", "yes");
		city_save(&cf, NULL);
	}
	assert_int_equal(casefile_list(city.store, &page, &rows, NULL), 0);
	assert_int_equal(rows.n, 3);
	assert_int_equal(rows_int(&rows, 0, "shielded"), 1);
	assert_int_equal(rows_int(&rows, 1, "shielded"), 0);
	assert_string_equal(rows_text(&rows, 0, "number"), "R08-00007");
	page.from = rows_int(&rows, 2, "id");
	assert_int_equal(casefile_list(city.store, &page, &rows, NULL), 0);
	assert_string_equal(rows_text(&rows, 0, "number"), "R08-00004");
	page.from = rows_int(&rows, 0, "id");
	page.back = true;
	assert_int_equal(casefile_list(city.store, &page, &rows, NULL), 0);
	assert_string_equal(rows_text(&rows, 0, "number"), "R08-00007");
	assert_string_equal(rows_text(&rows, 2, "number"), "R08-00005");
	page = (struct case_page){ .list = CASES_MINE,
				   .staff = "1002",
				   .limit = 3 };
	assert_int_equal(casefile_list(city.store, &page, &rows, NULL), 0);
	assert_int_equal(rows.n, 0);
	page.staff = "1001";
	assert_int_equal(casefile_list(city.store, &page, &rows, NULL), 0);
	assert_int_equal(rows.n, 3);
	rows_release(&rows);
}

#define FRESH(fn) cmocka_unit_test_setup(fn, fresh)

int main(void)
{
	const struct CMUnitTest tests[] = {
		FRESH(values_are_found_and_forgotten),
		FRESH(client_is_made_when_written_to),
		FRESH(what_cannot_stand_is_refused),
		FRESH(one_box_is_main),
		FRESH(members_come_go_and_move),
		FRESH(a_household_has_room_for_fifty),
		FRESH(age_is_reckoned_on_the_day_received),
		FRESH(title_is_never_empty),
		FRESH(what_is_saved_is_loaded),
		FRESH(numbers_begin_anew_with_the_fiscal_year),
		FRESH(history_tells_who_when_and_what),
		FRESH(nothing_changed_is_nothing_written),
		FRESH(stale_save_is_refused),
		FRESH(open_case_has_an_active_holder),
		FRESH(lists_go_by_key),
	};
	int failed = cmocka_run_group_tests(tests, city_make, city_drop);

	casefile_release(&cf);
	return failed;
}
