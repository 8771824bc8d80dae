/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a stored case to a sheet that is on record. */
#include "unit/test.h"

#include "domain/casesheet.h"
#include "domain/casetriage.h"
#include "domain/ledger.h"
#include "domain/loop.h"
#include "domain/proposal.h"
#include "unit/city.h"

static struct casefile cf;

static void set(const char *path, const char *value)
{
	fine(casefile_set(&cf, city.facts, path, value, &city.err));
}

static int unload(void **state)
{
	casefile_release(&cf);
	return city_drop(state);
}

/* A mother at risk who agreed, aloud, to two recipients. */
static int fresh(void **state)
{
	char id[RECORD_ID_SIZE];

	casefile_release(&cf);
	if (city_fresh(state))
		return -1;
	set("intake.received_at", "2026-11-20T09:15");
	set("intake.section", "jiritsu");
	set("intake.staff", "1002");
	set("client.name", "架空 花子");
	set("client.age", "34");
	set("client.address", "福生市架空町1-2-3");
	set("client.fact.dv_victim", "yes");
	assert_int_equal(casefile_add(&cf, REC_CONSENT, id, &city.err), 0);
	set("c1.member", "m1");
	set("c1.recipients", "kodomo-katei shakai-fukushi");
	set("c1.items", "*");
	set("c1.state", "oral");
	set("c1.given_on", "2026-11-20");
	set("c1.write_by", "2026-12-04");
	set("c1.explained_by", "窓口 花子");
	assert_int_equal(store_begin(city.store, &city.err), 0);
	assert_int_equal(casefile_save_triaged(&cf, NULL, city.store, "1001",
					       city.rules, &city.err),
			 0);
	return store_commit(city.store, &city.err);
}

static int make(struct case_sheet *cs, enum sheet_form form, const char *to)
{
	const struct case_sheet_ask ask = {
		.store = city.store,
		.rules = city.rules,
		.laws = city.laws,
		.consent_rules = city.consent,
		.cf = &cf,
		.form = form,
		.to = to,
		.staff = "1001",
	};

	err_reset(&city.err);
	return case_sheet_make(cs, &ask, &city.err);
}

static const struct sheet_value *value(const struct case_sheet *cs,
				       const char *key)
{
	return sheet_get(cs->sheet, sheet_key_find(key), 0);
}

static void two_recipients_yes_the_third_no(void **state)
{
	static const char *const yes[] = { "kodomo-katei", "shakai-fukushi" };
	struct case_sheet cs;

	for (size_t i = 0; i < ARRAY_SIZE(yes); i++) {
		assert_int_equal(make(&cs, FORM_REFERRAL, yes[i]), 0);
		assert_string_equal(value(&cs, "client.name")->text,
				    "架空 花子");
		assert_int_equal(value(&cs, "client.address")->state,
				 SHEET_WITHHELD);
		assert_string_equal(value(&cs, "holder.name")->text,
				    "窓口 一子");
		assert_string_equal(value(&cs, "intake.staff")->text,
				    "窓口 二郎");
		case_sheet_release(&cs);
	}
	assert_int_equal(make(&cs, FORM_REFERRAL, "kenko"), -1);
	assert_non_null(strstr(city.err.text.buf, "anonymous question"));
	case_sheet_release(&cs);
	assert_int_equal(make(&cs, FORM_QUESTION, "promoter"), 0);
	assert_int_equal(value(&cs, "client.name")->state, SHEET_BLANK);
	case_sheet_release(&cs);
	assert_int_equal(make(&cs, FORM_INTAKE, NULL), 0);
	assert_true(sheet_rows(cs.sheet, SHEET_DUTY) > 0);
	assert_true(sheet_rows(cs.sheet, SHEET_DESTINATION) > 0);
	case_sheet_release(&cs);
}

static void what_leaves_is_on_record(void **state)
{
	struct str bytes = STR_INIT;
	struct rows rows = ROWS_INIT;
	struct case_sheet cs;

	str_set(&bytes, "%PDF");
	assert_int_equal(make(&cs, FORM_REFERRAL, "kodomo-katei"), 0);
	assert_int_equal(disclosure_save(&cs.gone, "1001", "file", 1, &bytes,
					 city.store, cf.id, &city.err),
			 0);
	case_sheet_release(&cs);
	assert_int_equal(ledger_disclosures(city.store, "1001", cf.id, 0, 9,
					    &rows, NULL),
			 0);
	assert_int_equal(rows.n, 1);
	assert_string_equal(rows_text(&rows, 0, "to_body"), "kodomo-katei");
	assert_string_equal(rows_text(&rows, 0, "consents"), "c1");
	assert_string_equal(rows_text(&rows, 0, "members"), "m1");
	assert_null(strstr(rows_text(&rows, 0, "items"), "address"));
	rows_release(&rows);
	str_release(&bytes);
}

/* Urgency set by hand before the danger was known: the duty is not slowed. */
static void a_duty_outruns_a_change_by_hand(void **state)
{
	struct casefile before = CASEFILE_INIT;
	struct proposal p = { .to = 0 };
	char id[RECORD_ID_SIZE];

	casefile_copy(&before, &cf);
	assert_int_equal(casefile_add(&cf, REC_OVERRIDE, id, &city.err), 0);
	set("o1.action", "urgency");
	set("o1.urgency", "C");
	set("o1.reason", "本人の希望");
	set("fact.in_danger_now", "yes");
	proposal_make(&p, &cf, city.rules);
	assert_int_equal(p.urgency, URGENCY_AA);
	proposal_release(&p);
	assert_int_equal(store_begin(city.store, &city.err), 0);
	assert_int_equal(casefile_save_triaged(&cf, &before, city.store, "1001",
					       city.rules, &city.err),
			 0);
	assert_int_equal(store_commit(city.store, &city.err), 0);
	assert_string_equal(casefile_get(&cf, "case.urgency"), "AA");
	casefile_release(&before);
}

/* Without a name of who it is about, and without more names of staff than it
 * takes to answer: who is asked prints what the other one asks. */
static void a_question_names_only_who_asks(void **state)
{
	const struct loop l = { .store = city.store,
				.rules = city.rules,
				.consent_rules = city.consent,
				.laws = city.laws };
	struct actor asks = { .number = NULL };
	struct case_sheet cs;

	assert_int_equal(actor_load(&asks, city.store, "1002", &city.err), 0);
	assert_int_equal(loop_do(&l, &asks, cf.id, NULL, LOOP_ASK,
				 &(struct loop_args){ .to = "promoter",
						      .why = "どうすれば" },
				 &city.err),
			 0);
	actor_release(&asks);
	casefile_release(&cf);
	assert_int_equal(casefile_load(&cf, city.store, 1, &city.err), 0);
	assert_int_equal(make(&cs, FORM_QUESTION, "promoter"), 0);
	assert_string_equal(value(&cs, "from.staff")->text, "窓口 二郎");
	assert_string_equal(value(&cs, "question.ask")->text, "どうすれば");
	assert_int_equal(value(&cs, "sheet.printed_by")->state, SHEET_BLANK);
	case_sheet_release(&cs);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(two_recipients_yes_the_third_no, fresh),
		cmocka_unit_test_setup(what_leaves_is_on_record, fresh),
		cmocka_unit_test_setup(a_question_names_only_who_asks, fresh),
		cmocka_unit_test_setup(a_duty_outruns_a_change_by_hand, fresh),
	};

	return cmocka_run_group_tests(tests, city_make, unload);
}
