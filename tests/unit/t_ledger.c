/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ledgers: triage results, disclosures with their bytes, viewings. */
#include "unit/test.h"

#include <sqlite3.h>

#include "domain/ledger.h"
#include "unit/city.h"

static struct casefile cf;
static struct values in, out;
static struct rows rows;

static int fresh(void **state)
{
	casefile_release(&cf);
	values_release(&in);
	values_release(&out);
	if (city_fresh(state))
		return -1;
	casefile_set(&cf, city.facts, "intake.place", "公園", NULL);
	city_save(&cf, NULL);
	values_set(&in, "staff", "1001");
	return 0;
}

static void last_triage_is_given_back(void **state)
{
	assert_int_equal(ledger_last_triage(&out, city.store, cf.id, NULL), 0);
	assert_int_equal(out.n, 0);
	assert_int_equal(store_begin(city.store, NULL), 0);
	for (int i = 1; i <= 2; i++) {
		values_set(&in, "revision", i == 1 ? "1" : "2");
		values_set(&in, "urgency", i == 1 ? "B" : "AA");
		values_set(&in, "rules_hash", "abc");
		values_set(&in, "result", "{}");
		assert_int_equal(
			ledger_triage(&in, city.store, cf.id, &city.err), 0);
	}
	assert_int_equal(store_commit(city.store, NULL), 0);
	assert_int_equal(ledger_last_triage(&out, city.store, cf.id, NULL), 0);
	assert_string_equal(values_get(&out, "urgency"), "AA");
	assert_string_equal(values_get(&out, "revision"), "2");
	assert_string_equal(values_get(&out, "at"), CITY_NOW);
}

static void sheet_comes_back_byte_for_byte(void **state)
{
	static const char pdf[] = "%PDF\0\xff\0end";
	struct str bytes = STR_INIT;
	int64_t id;

	values_set(&in, "form", "referral");
	values_set(&in, "to_body", "kaigo-fukushi");
	values_set(&in, "items", "identity complaint");
	for (int i = 0; i < 3; i++)
		assert_int_equal(ledger_disclosure(&in, pdf, sizeof(pdf),
						   city.store, cf.id, &id,
						   &city.err),
				 0);
	assert_int_equal(
		ledger_bytes(&bytes, city.store, "1001", id, &city.err), 0);
	assert_int_equal(bytes.len, sizeof(pdf));
	assert_memory_equal(bytes.buf, pdf, sizeof(pdf));
	assert_int_equal(ledger_disclosures(city.store, "1001", cf.id, 0, 2,
					    &rows, NULL),
			 0);
	assert_int_equal(rows.n, 2);
	assert_int_equal(rows_int(&rows, 0, "id"), id);
	assert_string_equal(rows_text(&rows, 0, "items"), "identity complaint");
	assert_int_equal(ledger_disclosures(city.store, "1001", cf.id,
					    rows_int(&rows, 1, "id"), 2, &rows,
					    NULL),
			 0);
	assert_int_equal(rows.n, 1);
	assert_int_equal(
		ledger_bytes(&bytes, city.store, "1001", 99, &city.err), -1);
	city_says("no printed sheet");
	str_release(&bytes);
}

static void tampered_sheet_is_noticed(void **state)
{
	struct str bytes = STR_INIT;
	sqlite3 *db;
	int64_t id;

	values_set(&in, "form", "referral");
	assert_int_equal(
		ledger_disclosure(&in, "one", 3, city.store, cf.id, &id, NULL),
		0);
	assert_int_equal(sqlite3_open(city.db, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db,
				      "DROP TRIGGER disclosure_no_update;"
				      "UPDATE disclosure SET bytes = x'00'",
				      NULL, NULL, NULL),
			 SQLITE_OK);
	sqlite3_close(db);
	assert_int_equal(
		ledger_bytes(&bytes, city.store, "1001", id, &city.err), -1);
	city_says("is not what was printed");
	assert_int_equal(bytes.len, 0);
	str_release(&bytes);
}

static void viewings_are_kept(void **state)
{
	assert_int_equal(ledger_viewing(city.store, cf.id, "1002", "電話対応",
					&city.err),
			 0);
	assert_int_equal(
		ledger_viewings(city.store, "1001", cf.id, 0, 9, &rows, NULL),
		0);
	assert_int_equal(rows.n, 1);
	assert_string_equal(rows_text(&rows, 0, "purpose"), "電話対応");
	assert_string_equal(rows_text(&rows, 0, "staff_name"), "窓口 二郎");
	/* Of a case that does not exist nothing is written. */
	assert_int_equal(
		ledger_viewing(city.store, 999, "1002", "x", &city.err), -1);
	city_says("The database refused");
	assert_false(store_in_transaction(city.store));
}

#define FRESH(fn) cmocka_unit_test_setup(fn, fresh)

int main(void)
{
	const struct CMUnitTest tests[] = {
		FRESH(last_triage_is_given_back),
		FRESH(sheet_comes_back_byte_for_byte),
		FRESH(tampered_sheet_is_noticed),
		FRESH(viewings_are_kept),
	};
	int failed = cmocka_run_group_tests(tests, city_make, city_drop);

	casefile_release(&cf);
	values_release(&in);
	values_release(&out);
	rows_release(&rows);
	return failed;
}
