/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What went out is on record, and withdrawing a consent finds it again. */
#include "unit/test.h"

#include "domain/disclosure.h"
#include "domain/ledger.h"
#include "unit/city.h"

static struct casefile cf;
static struct profile *profile;

static int fresh(void **state)
{
	casefile_release(&cf);
	profile_free(profile);
	profile = profile_load("fussa", NULL);
	if (!profile || city_fresh(state))
		return -1;
	casefile_set(&cf, city.facts, "intake.place", "公園", NULL);
	city_save(&cf, NULL);
	return 0;
}

static int save(const char *to, const char *consents, bool needed)
{
	struct str bytes = STR_INIT;
	struct disclosure d;
	int rc;

	disclosure_init(&d);
	d.needed = needed;
	d.form = "referral";
	d.to = to;
	str_set(&d.members, "m1");
	str_set(&d.items, "identity tax");
	str_set(&d.consents, consents);
	str_set(&bytes, "%PDF");
	rc = disclosure_save(&d, "1001", "file", 1, &bytes, city.store, cf.id,
			     &city.err);
	disclosure_release(&d);
	str_release(&bytes);
	return rc;
}

static void withdrawal_lists_what_went_out(void **state)
{
	struct str past = STR_INIT;
	size_t n;

	assert_int_equal(save("kodomo-katei", "c1", true), 0);
	assert_int_equal(save("shakyo", "c1 c12", true), 0);
	assert_int_equal(save("kenko", "c12", true), 0);
	assert_int_equal(disclosure_past(city.store, cf.id, "c1", profile,
					 &past, &n, &city.err),
			 0);
	assert_int_equal(n, 2);
	assert_non_null(strstr(past.buf, "福生市社会福祉協議会 氏名・性別、"
					 "税・公共料金\n"));
	assert_non_null(strstr(past.buf, "こども家庭センター課"));
	assert_null(strstr(past.buf, "健康課"));
	/* more than one page of the ledger */
	for (int i = 0; i < 60; i++)
		assert_int_equal(save("kenko", "c3", true), 0);
	assert_int_equal(disclosure_past(city.store, cf.id, "c1", profile,
					 &past, &n, &city.err),
			 0);
	assert_int_equal(n, 2);
	assert_int_equal(disclosure_past(city.store, cf.id, "c3", profile,
					 &past, &n, &city.err),
			 0);
	assert_int_equal(n, 60);
	str_release(&past);
}

static void what_nobody_else_reads_is_no_disclosure(void **state)
{
	struct rows rows = ROWS_INIT;

	assert_int_equal(save("promoter", "", false), 0);
	assert_int_equal(
		ledger_disclosures(city.store, cf.id, 0, 9, &rows, NULL), 0);
	assert_int_equal(rows.n, 0);
	rows_release(&rows);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(withdrawal_lists_what_went_out, fresh),
		cmocka_unit_test_setup(what_nobody_else_reads_is_no_disclosure,
				       fresh),
	};
	int rc = cmocka_run_group_tests(tests, city_make, city_drop);

	casefile_release(&cf);
	profile_free(profile);
	return rc;
}
