/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each guard, and somebody who tries to get past it. */
#include "unit/test.h"

#include "domain/guard.h"
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

/* A case as pairs of path and value, ended by NULL. */
struct paths {
	const char *pair[64];
	const char *member[4];
};

static const char *paths_get(const void *of, const char *path)
{
	const struct paths *p = of;

	for (size_t i = 0; p->pair[i]; i += 2)
		if (streq(p->pair[i], path))
			return p->pair[i + 1];
	if (skip_prefix(path, "client.", &path)) {
		char *real = xstrfmt("m1.%s", path);
		const char *text = paths_get(of, real);

		free(real);
		return text;
	}
	return NULL;
}

static const char *paths_member(const void *of, size_t i)
{
	const struct paths *p = of;

	return i < ARRAY_SIZE(p->member) ? p->member[i] : NULL;
}

#define VIEW(paths) ((struct case_view){ paths_get, paths_member, (paths) })

#define QUIET                                                                 \
	"fact.no_food", "no", "fact.no_bed", "no", "fact.lifeline_cut", "no", \
		"fact.no_medicine", "no", "fact.no_contact", "no",            \
		"fact.in_danger_now", "no", "m1.relation", "client",          \
		"m1.fact.acute_illness", "no", "m1.fact.suicidal", "no",      \
		"m1.fact.alone_dependant", "no"

/* How many sentences force, and does one lead to path? */
static size_t forced_at(const struct paths *p, bool closing,
			const char *urgency, const char *received_by,
			const char *path, bool *found)
{
	struct case_view view = VIEW(p);
	struct guard_in in = { .facts = facts,
			       .urgency = urgency,
			       .closing = closing,
			       .received_by = received_by,
			       .received_at = received_by ? "2026-11-20T10:00"
							  : NULL };
	struct missing_list list = { 0 };
	size_t n;

	guard_missing(&view, &in, &list);
	n = missing_forced(&list);
	*found = false;
	for (size_t i = 0; i < list.n; i++)
		if (list.item[i].level == GUARD_FORCE &&
		    streq(list.item[i].path, path))
			*found = true;
	missing_release(&list);
	return n;
}

/* The same at sign-off. */
static size_t forced(const struct paths *p, const char *urgency,
		     const char *received_by, const char *path, bool *found)
{
	return forced_at(p, false, urgency, received_by, path, found);
}

static void nothing_stops_a_quiet_case(void **state)
{
	const struct paths p = { { QUIET }, { "m1" } };
	bool found;

	assert_int_equal(forced(&p, "C", NULL, "", &found), 0);
}

static void tonight_is_answered_or_explained(void **state)
{
	static const char *const asked[] = {
		"fact.no_food",
		"fact.no_bed",
		"fact.lifeline_cut",
		"fact.no_medicine",
		"fact.no_contact",
		"fact.in_danger_now",
		"m1.fact.acute_illness",
		"m1.fact.suicidal",
		"m1.fact.alone_dependant",
	};
	static const char *const evasions[] = { "", "unknown" };
	bool found;

	for (size_t a = 0; a < ARRAY_SIZE(asked); a++)
		for (size_t e = 0; e < ARRAY_SIZE(evasions); e++) {
			struct paths p = { { QUIET }, { "m1" } };
			size_t n = 0;

			while (!streq(p.pair[n], asked[a]))
				n += 2;
			p.pair[n + 1] = evasions[e];
			assert_int_equal(
				forced(&p, "C", NULL, asked[a], &found), 1);
			assert_true(found);
			while (p.pair[n])
				n += 2;
			p.pair[n] = "intake.safety_reason";
			p.pair[n + 1] = "電話が切れた";
			assert_int_equal(
				forced(&p, "C", NULL, asked[a], &found), 0);
		}
}

static void a_case_with_only_a_place_can_be_signed_off(void **state)
{
	const struct paths p = { { "intake.place", "栄公園のベンチ",
				   "intake.safety_reason",
				   "本人に会えていない" },
				 { NULL } };
	bool found;

	assert_int_equal(forced(&p, "B", NULL, "", &found), 0);
}

static void suicide_is_asked_through(void **state)
{
	static const char *const asks[] = { "m1.fact.suicide_plan",
					    "m1.fact.suicide_means",
					    "m1.fact.suicide_attempt" };
	bool found;

	for (size_t hole = 0; hole <= ARRAY_SIZE(asks); hole++) {
		struct paths p = { { QUIET }, { "m1" } };
		size_t n = 0;

		while (!streq(p.pair[n], "m1.fact.suicidal"))
			n += 2;
		p.pair[n + 1] = "yes";
		while (p.pair[n])
			n += 2;
		for (size_t i = 0; i < ARRAY_SIZE(asks); i++) {
			if (i == hole)
				continue;
			p.pair[n++] = asks[i];
			p.pair[n++] = "no";
		}
		forced(&p, "A", "保健師", "intake.safety_step", &found);
		assert_true(found);
		p.pair[n++] = "intake.safety_step";
		p.pair[n++] = "家族に迎えに来てもらった";
		assert_int_equal(forced(&p, "A", "保健師",
					hole < 3 ? asks[hole] : "", &found),
				 hole < 3);
		assert_int_equal(found, hole < 3);
		/* A reason for not asking about tonight is none for this. */
		p.pair[n++] = "intake.safety_reason";
		p.pair[n++] = "聞きにくい";
		assert_int_equal(forced(&p, "A", "保健師", "", &found),
				 hole < 3);
	}
}

static void public_assistance_is_asked_where_it_matters(void **state)
{
	static const char *const stakes[] = {
		"fact.low_income",     "fact.arrears_rent",
		"fact.debt",           "fact.eviction_notice",
		"fact.seizure_notice", "fact.arrears_tax",
		"m1.fact.dv_victim",   "m1.fact.abuse_suspected"
	};
	static const char *const boxes[] = {
		"concern.housing", "concern.income", "concern.rent",
		"concern.tax",     "concern.debt",   "concern.food",
		"concern.abuse"
	};
	static const char asked[] = "fact.wants_public_assistance";
	bool found;

	for (size_t i = 0; i < ARRAY_SIZE(stakes) + ARRAY_SIZE(boxes); i++) {
		bool box = i >= ARRAY_SIZE(stakes);
		struct paths p = { { QUIET }, { "m1" } };
		size_t n = 20;

		assert_null(p.pair[n]);
		p.pair[n++] = box ? boxes[i - ARRAY_SIZE(stakes)] : stakes[i];
		p.pair[n++] = box ? "other" : "yes";
		assert_int_equal(forced(&p, "B", NULL, asked, &found), 1);
		assert_true(found);
		p.pair[n++] = asked;
		p.pair[n++] = "no";
		assert_int_equal(forced(&p, "B", NULL, asked, &found), 0);
		p.pair[n - 1] = "yes"; /* and then the form is handed over */
		assert_int_equal(forced(&p, "B", NULL,
					"intake.public_assistance_form_at",
					&found),
				 1);
		assert_true(found);
		p.pair[n++] = "intake.public_assistance_form_at";
		p.pair[n++] = "2026-11-20T10:00";
		assert_int_equal(forced(&p, "B", NULL, asked, &found), 0);
	}
}

static void urgent_cases_need_somebody_who_took_over(void **state)
{
	const struct paths p = { { QUIET }, { "m1" } };
	bool found;

	assert_int_equal(
		forced_at(&p, true, "AA", NULL, "referral.phoned_to", &found),
		1);
	assert_true(found);
	assert_int_equal(
		forced_at(&p, true, "A", "", "referral.phoned_to", &found), 1);
	assert_int_equal(forced_at(&p, true, "AA", "当直 甲", "", &found), 0);
	assert_int_equal(forced_at(&p, true, "B", NULL, "", &found), 0);
	/* At sign-off it is shown: at night the taker holds the case. */
	assert_int_equal(forced(&p, "AA", NULL, "", &found), 0);
}

static void the_report_is_shown_as_missing(void **state)
{
	const struct paths p = { { QUIET }, { "m1" } };
	struct case_view view = VIEW(&p);
	struct guard_in in = { .facts = facts,
			       .urgency = "B",
			       .report_duty = true };
	struct missing_list without = { 0 }, with = { 0 };

	guard_missing(&view, &in, &without);
	in.reported = true;
	guard_missing(&view, &in, &with);
	assert_int_equal(without.n, with.n + 1);
	assert_int_equal(missing_forced(&without), 0);
	missing_release(&without);
	missing_release(&with);
}

static void slips_stay_out_of_dangerous_homes(void **state)
{
	static const char *const dangers[][2] = {
		{ "m2.fact.dv_victim", "yes" },
		{ "m1.fact.dv_past", "yes" },
		{ "m1.fact.abuse_suspected", "yes" },
		{ "m2.fact.address_protected", "yes" },
		{ "concern.abuse", "other" },
		{ "fact.in_danger_now", "yes" },
		{ "m1.safe_call", "no" },
		{ "m1.safe_message", "no" },
		{ "m1.safe_post", "no" },
		{ "m1.must_not_know", "夫" },
	};
	struct err err = ERR_INIT;

	for (size_t i = 0; i < ARRAY_SIZE(dangers); i++) {
		const struct paths p = { { dangers[i][0], dangers[i][1] },
					 { "m1", "m2" } };
		struct case_view view = VIEW(&p);

		assert_int_equal(guard_slip(&view, false, &err), SLIP_NO);
		assert_string_not_equal(err.text.buf, "");
		assert_int_equal(guard_slip(&view, true, &err), SLIP_NEUTRAL);
		err_reset(&err);
	}
	{
		const struct paths p = { { "m1.fact.dv_victim", "no",
					   "m1.safe_call", "yes" },
					 { "m1" } };
		struct case_view view = VIEW(&p);

		assert_int_equal(guard_slip(&view, false, &err), SLIP_FULL);
		assert_int_equal(guard_mail(&view, &err), 0);
	}
	err_release(&err);
}

static void nothing_is_mailed_into_danger(void **state)
{
	static const char *const dangers[][2] = {
		{ "m1.fact.dv_victim", "yes" },
		{ "m1.fact.address_protected", "yes" },
		{ "m1.safe_post", "no" },
	};
	struct err err = ERR_INIT;

	for (size_t i = 0; i < ARRAY_SIZE(dangers); i++) {
		const struct paths p = { { dangers[i][0], dangers[i][1] },
					 { "m1" } };
		struct case_view view = VIEW(&p);

		assert_int_equal(guard_mail(&view, &err), -1);
	}
	err_release(&err);
}

static void a_reporter_is_known_as_one(void **state)
{
	static const struct {
		const char *pair[7];
		bool reporter;
	} cases[] = {
		{ { "m1.fact.abuse_suspected", "yes", "intake.route",
		    "community", "intake.visitor_relation", "隣人" },
		  true },
		{ { "m1.fact.abuse_suspected", "yes", "intake.visitor_name",
		    "甲" },
		  true },
		{ { "concern.abuse", "main", "intake.route", "specialist" },
		  true },
		{ { "m1.fact.abuse_suspected", "yes", "intake.route", "self" },
		  false },
		{ { "m1.fact.abuse_suspected", "yes", "intake.route", "self",
		    "intake.visitor_relation", "母" },
		  true },
		{ { "m1.fact.dv_victim", "yes", "intake.visitor_relation",
		    "本人" },
		  false },
		{ { "intake.route", "community", "intake.visitor_relation",
		    "隣人" },
		  false },
	};

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct paths p = { { NULL }, { "m1" } };
		struct case_view view = VIEW(&p);

		memcpy(p.pair, cases[i].pair, sizeof(cases[i].pair));
		if (guard_reporter(&view) != cases[i].reporter)
			fail_msg("case %zu", i);
	}
}

static void not_eligible_is_no_outcome(void **state)
{
	static const char *const bad[] = { "",
					   "  ",
					   "　",
					   "対象外",
					   "当課の対象外のため",
					   "対　象 外です",
					   "たいしょうがい",
					   "対\n象外" };
	struct err err = ERR_INIT;

	for (size_t i = 0; i < ARRAY_SIZE(bad); i++) {
		assert_int_equal(guard_reason(bad[i], &err), -1);
		assert_string_not_equal(err.text.buf, "");
		err_reset(&err);
	}
	assert_int_equal(guard_reason(NULL, &err), -1);
	assert_int_equal(guard_reason("本人が社協を望む", &err), 0);
	err_release(&err);
}

static void youth_and_family_are_no_grounds(void **state)
{
	const struct paths wants = { { "fact.wants_public_assistance", "yes" },
				     { NULL } };
	const struct paths no = { { "fact.wants_public_assistance", "no" },
				  { NULL } };
	struct case_view view = VIEW(&wants), other = VIEW(&no);
	struct err err = ERR_INIT;

	assert_true(guard_unfounded(&view, "まだ若 いので", &err));
	assert_true(guard_unfounded(&view, "家族がいるから", &err));
	assert_true(guard_unfounded(&view, "住所がない", &err));
	assert_false(guard_unfounded(&view, "予約が来週", &err));
	assert_false(guard_unfounded(&other, "まだ若いので", &err));
	err_release(&err);
}

static void paper_has_its_own_words(void **state)
{
	struct str s = STR_INIT;

	str_set(&s, "ごみ屋敷とゴミ屋敷、また物の堆積");
	guard_paper_words(&s);
	assert_string_equal(s.buf, "物の堆積と物の堆積、また物の堆積");
	str_release(&s);
}

/* A value nobody assigned to an item would pass every consent. */
static void every_fact_and_box_belongs_to_an_item(void **state)
{
	for (size_t i = 0; i < facts->n; i++) {
		char *path =
			xstrfmt("%s%s",
				facts->fact[i].level == FACT_PERSON ? "m7.fact."
								    : "fact.",
				facts->fact[i].code);

		if (!streq(facts->fact[i].code, "staff_unsure") &&
		    item_of_path(path) < 0)
			fail_msg("%s has no item", path);
		free(path);
	}
	for (int c = 0; c < CONCERN_N; c++) {
		char *path =
			xstrfmt("concern.%s", concern_code((enum concern)c));

		assert_true(item_of_path(path) >= 0);
		free(path);
	}
	for (int i = 0; i < ITEM_N; i++)
		assert_int_equal(item_from_code(item_info((enum item)i)->code),
				 i);
	assert_int_equal(item_of_path("client.tel"), ITEM_CONTACT);
	assert_int_equal(item_of_path("case.number"), -1);
	assert_int_equal(item_of_path("intake.received_at"), -1);
	assert_int_equal(item_from_code("shoe"), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_stops_a_quiet_case),
		cmocka_unit_test(tonight_is_answered_or_explained),
		cmocka_unit_test(a_case_with_only_a_place_can_be_signed_off),
		cmocka_unit_test(suicide_is_asked_through),
		cmocka_unit_test(public_assistance_is_asked_where_it_matters),
		cmocka_unit_test(urgent_cases_need_somebody_who_took_over),
		cmocka_unit_test(the_report_is_shown_as_missing),
		cmocka_unit_test(slips_stay_out_of_dangerous_homes),
		cmocka_unit_test(nothing_is_mailed_into_danger),
		cmocka_unit_test(a_reporter_is_known_as_one),
		cmocka_unit_test(not_eligible_is_no_outcome),
		cmocka_unit_test(youth_and_family_are_no_grounds),
		cmocka_unit_test(paper_has_its_own_words),
		cmocka_unit_test(every_fact_and_box_belongs_to_an_item),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
