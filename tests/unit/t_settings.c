/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is laid over profile.yaml: who may, what is refused, that the newest
 * counts, and that nothing bad on the ledger stops the city. */
#include "unit/test.h"

#include "domain/casetriage.h"
#include "domain/deadline.h"
#include "domain/loop_place.h"
#include "domain/settings.h"
#include "unit/city.h"

static int change(const char *key, const char *value)
{
	return setting_change(city.store, "0001", city.profile, key, value,
			      &city.err);
}

/* The profile as the next terminal has it. */
static struct profile *seen(void)
{
	struct profile *p = profile_load("fussa", &city.err);

	assert_non_null(p);
	assert_int_equal(settings_apply(p, city.store, &city.err), 0);
	return p;
}

static void contacts(void **state)
{
	int kenko = profile_dest(city.profile, "kenko");
	struct profile *p;
	int64_t id;

	assert_int_equal(settings_newest(city.store, city.profile, &id, NULL),
			 0);
	assert_int_equal(id, 0);
	assert_int_equal(change("tel.kenko", "042-000-0000"), 0);
	assert_int_equal(change("after_hours.kenko", "宿直 042-000-0001"), 0);
	p = seen();
	assert_string_equal(p->dest[kenko].tel, "042-000-0000");
	assert_string_equal(p->dest[kenko].after_hours, "宿直 042-000-0001");
	profile_free(p);
	assert_string_equal(city.profile->dest[kenko].tel, "");

	assert_int_equal(change("tel.kenko", ""), 0);
	p = seen();
	assert_string_equal(p->dest[kenko].tel, "");
	profile_free(p);
	assert_int_equal(settings_newest(city.store, city.profile, &id, NULL),
			 0);
	assert_int_equal(id, 3);
}

static void limits(void **state)
{
	char due[MOMENT_SIZE];
	struct profile *p;

	assert_int_equal(change("limit.A.receive", "４５分"), 0);
	assert_int_equal(change("limit.C.answer", "当日"), 0);
	p = seen();
	assert_int_equal(p->urgency[URGENCY_A].receive.n, 45);
	assert_int_equal(p->urgency[URGENCY_A].receive.unit, LIMIT_MINUTES);
	assert_int_equal(p->urgency[URGENCY_C].answer.n, 0);
	assert_int_equal(p->urgency[URGENCY_C].answer.unit, LIMIT_DAYS);
	deadline_of(p, p->urgency[URGENCY_A].receive, true, CITY_NOW, due);
	assert_string_equal(due, "2026-11-20T10:00");
	profile_free(p);
}

static void each_writing_of_a_limit(void **state)
{
	static const struct {
		const char *text, *written, *words;
	} good[] = {
		{ "30 minutes", "30 minutes", "30分" },
		{ "30分", "30 minutes", "30分" },
		{ "0m", "0 minutes", "0分" },
		{ "2 hours", "2 hours", "2時間" },
		{ "２ 時間", "2 hours", "2時間" },
		{ "2H", "2 hours", "2時間" },
		{ "3日", "3 days", "3日" },
		{ "0 days", "0 days", "当日" },
		{ "当日", "0 days", "当日" },
		{ "9999d", "9999 days", "9999日" },
	};
	static const char *const bad[] = {
		"",        "3",     "日",     "-3日", "+3日",
		"10000日", "3週間", "3 日間", "三日", "99999999999999999999日",
		" 3日",
	};

	for (size_t i = 0; i < ARRAY_SIZE(good); i++) {
		struct str written = STR_INIT, words = STR_INIT;
		struct limit limit;

		assert_int_equal(limit_read(good[i].text, &limit), 0);
		limit_write(limit, &written);
		limit_words(limit, &words);
		assert_string_equal(written.buf, good[i].written);
		assert_string_equal(words.buf, good[i].words);
		str_release(&written);
		str_release(&words);
	}
	for (size_t i = 0; i < ARRAY_SIZE(bad); i++) {
		struct limit limit;

		if (!limit_read(bad[i], &limit))
			fail_msg("\"%s\" was taken", bad[i]);
	}
}

static void closed_days(void **state)
{
	const struct date founding = { 2027, 7, 1 }, once = { 2027, 5, 6 };
	struct profile *p;

	assert_int_equal(change("closed.07-01", "開庁記念日"), 0);
	assert_int_equal(change("closed.2027-05-06", "庁舎の点検"), 0);
	p = seen();
	assert_int_equal(p->closed.n, city.profile->closed.n + 2);
	assert_false(workday(p, founding));
	assert_false(workday(p, once));
	profile_free(p);
	assert_int_equal(change("closed.07-01", ""), 0);
	assert_int_equal(change("closed.07-02", ""), 0); /* never was */
	p = seen();
	assert_int_equal(p->closed.n, city.profile->closed.n + 1);
	assert_true(workday(p, founding));
	assert_false(workday(p, once));
	profile_free(p);
}

static void what_is_refused(void **state)
{
	static const struct {
		const char *key, *value, *says;
	} bad[] = {
		{ "tel.kenkou", "1", "no such destination: kenkou" },
		{ "tel.kenko", "12345678901234567890123456789012345678901",
		  "At most 40 characters" },
		{ "limit.A.receive", "soon", "\"soon\" is no limit" },
		{ "limit.D.receive", "3日", "no such limit: D.receive" },
		{ "limit.A.label", "3日", "no such limit: A.label" },
		{ "limit.AA", "3日", "no such limit: AA" },
		{ "closed.13-01", "x", "\"13-01\" is no day" },
		{ "closed.2027-02-29", "x", "\"2027-02-29\" is no day" },
		{ "city.name", "x", "no such setting: city.name" },
	};
	struct profile *p;
	int64_t id;

	for (size_t i = 0; i < ARRAY_SIZE(bad); i++) {
		assert_int_equal(change(bad[i].key, bad[i].value), -1);
		city_says(bad[i].says);
	}
	assert_int_equal(setting_change(city.store, "1002", city.profile,
					"tel.kenko", "1", &city.err),
			 -1);
	city_says("Only an administrator may do that");
	assert_int_equal(settings_newest(city.store, city.profile, &id, NULL),
			 0);
	assert_int_equal(id, 0);

	/* What a later profile does not know is left out, not a fault. */
	assert_int_equal(store_begin(city.store, &city.err), 0);
	assert_int_equal(store_exec(city.store, Q_AMENDMENT_ADD, NULL,
				    &city.err, ARG_TEXT("at", CITY_NOW),
				    ARG_TEXT("staff", "1001"),
				    ARG_TEXT("profile", "fussa"),
				    ARG_TEXT("key", "tel.nobody"),
				    ARG_TEXT("value", "1")),
			 0);
	assert_int_equal(store_commit(city.store, &city.err), 0);
	assert_int_equal(change("tel.kenko", "1"), 0);
	p = seen();
	assert_string_equal(p->dest[profile_dest(p, "kenko")].tel, "1");
	profile_free(p);
}

/* A case of C with one referral on its way, and one that was not sent yet. */
static int64_t under_way(void)
{
	static const char *const values[][2] = {
		{ "intake.section", "kaigo-fukushi" },
		{ "intake.received_at", "2026-11-20T09:00" },
		{ "client.age", "30" },
		{ "r1.to_body", "kenko" },
		{ "r1.urgency", "C" },
		{ "r1.state", "sent" },
		{ "r1.sent_at", "2026-11-20T09:00" },
		{ "r2.to_body", "shakyo" },
		{ "r2.urgency", "B" },
		{ "r2.state", "draft" },
	};
	struct casefile cf = CASEFILE_INIT;
	char id[RECORD_ID_SIZE];
	int64_t case_id;

	assert_int_equal(casefile_add(&cf, REC_REFERRAL, id, &city.err), 0);
	assert_int_equal(casefile_add(&cf, REC_REFERRAL, id, &city.err), 0);
	for (size_t i = 0; i < ARRAY_SIZE(values); i++)
		assert_int_equal(casefile_set(&cf, city.facts, values[i][0],
					      values[i][1], &city.err),
				 0);
	assert_int_equal(store_begin(city.store, &city.err), 0);
	assert_int_equal(casefile_save_triaged(&cf, NULL, city.store, "1001",
					       city.rules, &city.err),
			 0);
	assert_int_equal(store_commit(city.store, &city.err), 0);
	case_id = cf.id;
	casefile_release(&cf);
	return case_id;
}

static void is_due(int64_t case_id, const char *id, const char *due)
{
	struct casefile cf = CASEFILE_INIT;

	assert_int_equal(casefile_load(&cf, city.store, case_id, &city.err), 0);
	assert_string_equal(loop_get(&cf, id, "due_at"), due);
	assert_int_equal(cf.revision, 1); /* nobody has touched it */
	casefile_release(&cf);
}

static void what_is_under_way_is_due_by_the_new_limits(void **state)
{
	int64_t id = under_way();

	is_due(id, "r1", "2026-11-26T17:15");
	is_due(id, "r2", "2026-11-24T17:15");
	assert_int_equal(change("limit.C.receive", "1日"), 0);
	is_due(id, "r1", "2026-11-24T17:15"); /* Monday is a holiday */
	is_due(id, "r2", "2026-11-24T17:15");
	assert_int_equal(change("limit.B.receive", "当日"), 0);
	is_due(id, "r2", "2026-11-20T17:15");
	assert_int_equal(change("closed.2026-11-24", "庁舎の停電"), 0);
	is_due(id, "r1", "2026-11-25T17:15");
	assert_int_equal(change("closed.2026-11-24", ""), 0);
	is_due(id, "r1", "2026-11-24T17:15");
	/* What is refused changes nothing. */
	assert_int_equal(change("limit.C.receive", "いつか"), -1);
	is_due(id, "r1", "2026-11-24T17:15");
}

static void each_of_many_is_due_anew(void **state)
{
	struct rows rows = ROWS_INIT;

	for (int i = 0; i < 600; i++)
		under_way();
	assert_int_equal(change("limit.C.receive", "9日"), 0);
	assert_int_equal(
		store_exec(city.store, Q_LOOP_QUEUE_PAGE, &rows, &city.err,
			   ARG_TEXT("queue", "kenko"), ARG_INT("rank", 2),
			   ARG_TEXT("due", "2026-12-04T17:15"),
			   ARG_INT("case_id", 0), ARG_TEXT("id", ""),
			   ARG_TEXT("from", ""),
			   ARG_TEXT("until", "2026-12-04T17:16"),
			   ARG_TEXT("urgency", NULL), ARG_INT("unassigned", 0),
			   ARG_INT("limit", 1000)),
		0);
	assert_int_equal(rows.n, 600);
	rows_release(&rows);
}

static void more_than_a_page(void **state)
{
	char value[16];
	struct profile *p;

	assert_int_equal(store_begin(city.store, &city.err), 0);
	for (int i = 0; i < 1200; i++) {
		snprintf(value, sizeof(value), "%d", i);
		assert_int_equal(store_exec(city.store, Q_AMENDMENT_ADD, NULL,
					    &city.err, ARG_TEXT("at", CITY_NOW),
					    ARG_TEXT("staff", "1001"),
					    ARG_TEXT("profile", "fussa"),
					    ARG_TEXT("key", "tel.kenko"),
					    ARG_TEXT("value", value)),
				 0);
	}
	assert_int_equal(store_commit(city.store, &city.err), 0);
	p = seen();
	assert_string_equal(p->dest[profile_dest(p, "kenko")].tel, "1199");
	profile_free(p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(contacts, city_fresh_sealed),
		cmocka_unit_test_setup(limits, city_fresh_sealed),
		cmocka_unit_test(each_writing_of_a_limit),
		cmocka_unit_test_setup(closed_days, city_fresh_sealed),
		cmocka_unit_test_setup(what_is_refused, city_fresh_sealed),
		cmocka_unit_test_setup(
			what_is_under_way_is_due_by_the_new_limits,
			city_fresh_sealed),
		cmocka_unit_test_setup(each_of_many_is_due_anew,
				       city_fresh_sealed),
		cmocka_unit_test_setup(more_than_a_page, city_fresh_sealed),
	};

	return cmocka_run_group_tests(tests, city_make, city_drop);
}
