/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A casefile through the eyes of consent and guards. */
#include "unit/test.h"

#include "base/path.h"
#include "domain/casebind.h"
#include "domain/items.h"

static struct facts *facts;

static int load(void **state)
{
	struct err err = ERR_INIT;

	facts = facts_load(NULL, &err);
	return facts ? 0 : -1;
}

static int unload(void **state)
{
	facts_free(facts);
	return 0;
}

static void set(struct casefile *cf, const char *path, const char *value)
{
	struct err err = ERR_INIT;

	if (casefile_set(cf, facts, path, value, &err))
		fail_msg("%s", err.text.buf);
	err_release(&err);
}

static void add(struct casefile *cf, enum record rec)
{
	struct err err = ERR_INIT;
	char id[RECORD_ID_SIZE];

	assert_int_equal(casefile_add(cf, rec, id, &err), 0);
}

static void rows_come_in_the_order_they_were_given(void **state)
{
	struct casefile cf = CASEFILE_INIT;
	struct err err = ERR_INIT;
	struct case_bind b;

	set(&cf, "client.name", "甲野 乙子");
	for (int i = 1; i <= 11; i++) {
		char *path = xstrfmt("c%d.member", i);

		add(&cf, REC_CONSENT);
		set(&cf, path, "m1");
		free(path);
	}
	set(&cf, "c2.state", "oral");
	set(&cf, "c11.state", "refused");
	set(&cf, "c11.recipients", "* -@kodomo");
	set(&cf, "c11.items", "* tax");
	assert_int_equal(casefile_move(&cf, "c11", 0, &err), 0);
	case_bind(&b, &cf);
	assert_int_equal(b.consents.n, 11);
	assert_string_equal(b.consents.row[1].id, "c2");
	assert_int_equal(b.consents.row[1].state, CONSENT_ORAL);
	assert_int_equal(b.consents.row[2].state, CONSENT_UNASKED);
	assert_string_equal(b.consents.row[10].id, "c11");
	assert_string_equal(b.consents.row[10].recipients, "* -@kodomo");
	assert_string_equal(view_client(&b.view), "m1");
	assert_string_equal(view_get(&b.view, "client.name"), "甲野 乙子");
	assert_null(b.view.member(b.view.of, 1));
	casefile_release(&cf);
	err_release(&err);
}

static void who_took_over_is_found(void **state)
{
	struct casefile cf = CASEFILE_INIT;
	struct guard_in in;
	struct case_bind b;

	set(&cf, "client.fact.abuse_suspected", "yes");
	case_bind(&b, &cf);
	case_bind_guard(&b, facts, "AA", &in);
	assert_null(in.received_by);
	assert_true(in.report_duty);
	assert_false(in.reported);
	add(&cf, REC_REFERRAL);
	add(&cf, REC_REFERRAL);
	set(&cf, "r1.to_body", "kenko");
	set(&cf, "r2.to_body", "kaigo-fukushi");
	set(&cf, "r2.phoned_to", "丙山");
	case_bind(&b, &cf);
	case_bind_guard(&b, facts, "AA", &in);
	assert_string_equal(in.received_by, "丙山");
	assert_string_equal(in.received_at, "");
	add(&cf, REC_DUTY);
	set(&cf, "d1.to_body", "kaigo-fukushi");
	set(&cf, "d1.received_by", "丁川");
	set(&cf, "d1.done_at", "2026-11-20T10:00");
	case_bind(&b, &cf);
	case_bind_guard(&b, facts, "AA", &in);
	assert_false(in.reported);
	set(&cf, "d1.done_by", "甲野");
	set(&cf, "r1.urgency", "C");
	set(&cf, "r1.received_by", "戊川");
	set(&cf, "r1.received_at", "2026-11-20T09:00");
	case_bind(&b, &cf);
	case_bind_guard(&b, facts, "AA", &in);
	assert_string_equal(in.received_by, "丁川");
	assert_string_equal(in.received_at, "2026-11-20T10:00");
	assert_true(in.reported);
	assert_string_equal(case_bind_referral(&b, "kenko"), "r1");
	assert_string_equal(case_bind_duty(&b, "kaigo-fukushi"), "d1");
	assert_null(case_bind_referral(&b, "shakyo"));
	assert_null(case_bind_referral(&b, NULL));
	casefile_release(&cf);
}

static void a_basis_beside_a_referral_is_found(void **state)
{
	struct casefile cf = CASEFILE_INIT;
	struct err err = ERR_INIT;
	struct laws *laws = laws_load(NULL, &err);
	char *path = path_data("db/profiles/fussa/consent.yaml");
	struct consent_rules *rules = consent_rules_load(path, &err);
	struct basis_use use;
	struct case_bind b;

	add(&cf, REC_REFERRAL);
	set(&cf, "r1.to_body", "kaigo-fukushi");
	case_bind(&b, &cf);
	assert_false(case_bind_basis(&b, "r1", laws, rules, "kenko", &use));
	assert_false(case_bind_basis(&b, NULL, laws, rules, "kenko", &use));
	set(&cf, "r1.basis", "life");
	set(&cf, "r1.basis_reason", "倒れている");
	set(&cf, "r1.basis_approver", "係長");
	set(&cf, "r1.basis_date", "2026-11-20");
	set(&cf, "r1.basis_items", "*");
	assert_true(case_bind_basis(&b, "r1", laws, rules, "shakyo", &use));
	assert_int_equal(use.giver, GIVER_PRIVATE);
	assert_string_equal(use.recipient, "kaigo-fukushi");
	assert_int_equal(basis_check(&use, rules, "2026-11-20", &err), 0);
	set(&cf, "r1.basis_approver", "");
	assert_true(case_bind_basis(&b, "r1", laws, rules, "shakyo", &use));
	assert_int_equal(basis_check(&use, rules, "2026-11-20", &err), -1);
	free(path);
	laws_free(laws);
	consent_rules_free(rules);
	casefile_release(&cf);
	err_release(&err);
}

/* A field nobody gave to an item would pass every consent. */
static void every_field_belongs_to_an_item(void **state)
{
	/* about us and the day, not about a person */
	static const char *const free_of[] = { "received_at", "staff",
					       "section", "channel",
					       "position" };
	static const enum record recs[] = { REC_INTAKE, REC_MEMBER };

	for (size_t r = 0; r < ARRAY_SIZE(recs); r++) {
		const struct record_desc *desc = record_desc(recs[r]);

		for (size_t i = 0; i < desc->fields_n; i++) {
			char *path =
				xstrfmt("%s.%s",
					recs[r] == REC_INTAKE ? "intake" : "m3",
					desc->field[i].name);
			bool named = false;

			for (size_t k = 0; k < ARRAY_SIZE(free_of); k++)
				named |= streq(free_of[k], desc->field[i].name);
			if ((item_of_path(path) < 0) != named)
				fail_msg("%s", path);
			free(path);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_come_in_the_order_they_were_given),
		cmocka_unit_test(who_took_over_is_found),
		cmocka_unit_test(a_basis_beside_a_referral_is_found),
		cmocka_unit_test(every_field_belongs_to_an_item),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
