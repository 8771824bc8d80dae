/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What went out is on record, and withdrawing a consent finds it again. */
#include "unit/test.h"

#include "base/path.h"
#include "domain/disclosure.h"
#include "domain/ledger.h"
#include "unit/city.h"

static struct casefile cf;
static struct profile *profile;
static struct consent_rules *rules;

static int fresh(void **state)
{
	char *path;

	casefile_release(&cf);
	profile_free(profile);
	consent_rules_free(rules);
	profile = profile_load("fussa", NULL);
	path = path_data("db/profiles/fussa/consent.yaml");
	rules = consent_rules_load(path, NULL);
	free(path);
	if (!profile || !rules || city_fresh(state))
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

static size_t past(const char *id, const char *recipients, struct str *out)
{
	const struct consent consent = { .id = id, .recipients = recipients };
	size_t n = 0;

	str_reset(out);
	assert_int_equal(disclosure_past(city.store, "1001", cf.id, &consent,
					 rules, profile, out, &n, &city.err),
			 0);
	return n;
}

static void withdrawal_lists_what_went_out(void **state)
{
	struct str out = STR_INIT;

	assert_int_equal(save("kodomo-katei", "c1", true), 0);
	assert_int_equal(save("shakyo", "c1 c12", true), 0);
	assert_int_equal(save("kenko", "c12", true), 0);
	assert_int_equal(past("c1", "", &out), 2);
	assert_non_null(strstr(out.buf, "福生市社会福祉協議会：氏名・性別、"
					"税・公共料金\n"));
	assert_non_null(strstr(out.buf, "こども家庭センター課"));
	assert_null(strstr(out.buf, "健康課"));
	/* more than one page of the ledger */
	for (int i = 0; i < 60; i++)
		assert_int_equal(save("kenko", "c3", true), 0);
	assert_int_equal(past("c1", "", &out), 2);
	assert_int_equal(past("c3", "", &out), 60);
	str_release(&out);
}

/* A report by law went there too: it is not called back either. */
static void whatever_its_recipients_have_is_listed(void **state)
{
	struct str out = STR_INIT;

	assert_int_equal(save("kodomo-katei", "", true), 0);
	assert_int_equal(save("kodomo-ikusei", "", true), 0);
	assert_int_equal(save("shakyo", "", true), 0);
	assert_int_equal(past("c1", "@kodomo -kodomo-ikusei", &out), 1);
	assert_non_null(strstr(out.buf, "こども家庭センター課"));
	assert_int_equal(past("c1", "shakyo", &out), 1);
	assert_int_equal(past("c1", "kenko", &out), 0);
	str_release(&out);
}

static void what_nobody_else_reads_is_no_disclosure(void **state)
{
	struct rows rows = ROWS_INIT;

	assert_int_equal(save("promoter", "", false), 0);
	assert_int_equal(ledger_disclosures(city.store, "1001", cf.id, 0, 9,
					    &rows, NULL),
			 0);
	assert_int_equal(rows.n, 0);
	rows_release(&rows);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(withdrawal_lists_what_went_out, fresh),
		cmocka_unit_test_setup(whatever_its_recipients_have_is_listed,
				       fresh),
		cmocka_unit_test_setup(what_nobody_else_reads_is_no_disclosure,
				       fresh),
	};
	int rc = cmocka_run_group_tests(tests, city_make, city_drop);

	casefile_release(&cf);
	profile_free(profile);
	consent_rules_free(rules);
	return rc;
}
