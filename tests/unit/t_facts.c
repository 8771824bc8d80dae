/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/test.h"

#include "base/nearest.h"
#include "domain/facts.h"

static void expect_fault(const char *yaml, const char *sentence)
{
	struct err err = ERR_INIT;

	assert_null(facts_parse(yaml, strlen(yaml), "f", &err));
	assert_string_equal(err.text.buf, sentence);
	assert_int_equal(err_status(&err), 2);
	err_release(&err);
}

static void the_shipped_facts_are_whole(void **state)
{
	struct err err = ERR_INIT;
	struct facts *facts = facts_load(NULL, &err);
	const struct fact *f;

	assert_string_equal(err.text.buf, "");
	assert_non_null(facts);
	assert_int_equal(facts->n, 50);
	f = &facts->fact[facts_find(facts, "no_food")];
	assert_true(f->inverted && f->tonight && !f->alone);
	assert_int_equal(f->level, FACT_HOUSEHOLD);
	assert_true(f->boxes & CONCERN_BIT(CONCERN_FOOD));
	f = &facts->fact[facts_find(facts, "suicidal")];
	assert_true(f->alone && f->tonight && !f->inverted);
	assert_int_equal(f->level, FACT_PERSON);
	f = &facts->fact[facts_find(facts, "left_prison")];
	assert_int_equal(f->how, FACT_TOLD);
	assert_string_equal(f->question, "");
	assert_int_equal(facts_find(facts, "no_such"), -1);
	assert_string_equal(facts_nearest(facts, "withdrawm"), "withdrawn");
	assert_null(facts_nearest(facts, "zzzzzz"));
	facts_free(facts);
	facts_free(NULL);
	err_release(&err);
}

static void expect_ages(const struct facts *facts, const char *code, int below,
			int from, int to, int above)
{
	const struct fact *f = &facts->fact[facts_find(facts, code)];

	assert_false(below >= 0 && fact_of_ages(f, below, below));
	assert_true(fact_of_ages(f, from, from) && fact_of_ages(f, to, to));
	assert_false(above >= 0 && fact_of_ages(f, above, above));
}

/* A rule that looks at an age has to meet everybody it is about. */
static void nobody_is_asked_what_cannot_be(void **state)
{
	struct facts *facts = facts_load(NULL, NULL);
	const struct fact *f = &facts->fact[facts_find(facts, "pregnant")];

	expect_ages(facts, "pregnant", 9, 10, 60, 61);
	assert_true(fact_of_ages(f, 60, 69) && fact_of_ages(f, 0, 150));
	assert_false(fact_of_ages(f, 70, 79) || fact_of_ages(f, 0, 9));
	/* Nor of a son. Who gave no answer, or another one, is asked. */
	assert_false(fact_of_sex(f, "male"));
	assert_true(fact_of_sex(f, "female") && fact_of_sex(f, "other"));
	assert_true(fact_of_sex(f, "no-answer") && fact_of_sex(f, ""));
	expect_ages(facts, "unemployed", 14, 15, 89, 90);
	expect_ages(facts, "not_attending_school", 5, 6, 17, 26);
	expect_ages(facts, "development_concern", -1, 0, 17, 30);
	expect_ages(facts, "dementia_suspected", 17, 40, 150, -1);
	expect_ages(facts, "abuse_suspected", -1, 0, 150, -1);
	expect_ages(facts, "alone_dependant", -1, 0, 150, -1);
	expect_ages(facts, "disability_handbook", -1, 0, 150, -1);
	facts_free(facts);
}

static void every_box_shows_some_fact_first(void **state)
{
	struct facts *facts = facts_load(NULL, NULL);
	uint32_t seen = 0;

	for (size_t i = 0; i < facts->n; i++)
		seen |= facts->fact[i].boxes;
	assert_int_equal(seen, CONCERN_BIT(CONCERN_N) - 1);
	facts_free(facts);
}

static void faults_name_their_place(void **state)
{
	expect_fault("facts: []", "f:1:8: facts must be a map of 1 to 128 "
				  "facts");
	expect_fault("fact: {}", "f:1:1: no such key: fact; did you mean "
				 "facts?");
	expect_fault("facts:\n  a: {label: x, lebel: y}",
		     "f:2:17: no such key: lebel; did you mean label?");
	expect_fault("facts:\n  a: {label: x, question: y, level: person, "
		     "how: asq}",
		     "f:2:50: how cannot be \"asq\"; did you mean ask?");
	expect_fault("facts:\n  a: {label: x, level: person, how: ask}",
		     "f:2:6: a has no question");
	expect_fault("facts:\n  a: {label: x, question: y, level: person, "
		     "how: told}",
		     "f:2:6: a is recorded only when told: it may have no "
		     "question");
	expect_fault("facts:\n  a: {label: x, question: y, level: person, "
		     "how: ask, boxes: [helth]}",
		     "f:2:63: no such box: helth; did you mean health?");
	expect_fault("facts:\n  a: {label: x, question: y, level: person, "
		     "how: ask, ages: {from: 9, to: 3}}",
		     "f:2:61: nobody is of these ages: from 9 to 3");
	expect_fault("facts:\n  a: {label: x, question: y, level: person, "
		     "how: ask, ages: {form: 9}}",
		     "f:2:62: no such key: form; did you mean from?");
	expect_fault("facts:\n  a: {label: x, question: y, how: ask, level: "
		     "household, ages: {from: 9}}",
		     "f:2:64: a is about the household, which has no age");
	expect_fault("facts:\n  a: {label: x, question: y, how: ask, level: "
		     "household, sex: male}",
		     "f:2:63: a is about the household, which has no sex");
	expect_fault("facts:\n  a: {label: x, question: y, how: ask, level: "
		     "person, sex: femal}",
		     "f:2:60: sex cannot be \"femal\"; did you mean female?");
}

static void codes_and_words_go_both_ways(void **state)
{
	for (int a = ANSWER_NONE; a <= ANSWER_REFUSED; a++)
		assert_int_equal(answer_from_code(answer_code(a)), a);
	for (int c = 0; c < CONCERN_N; c++) {
		assert_int_equal(concern_from_code(concern_code(c)), c);
		assert_true(*concern_label(c));
	}
	assert_int_equal(answer_from_code("maybe"), -1);
	assert_int_equal(concern_from_code(""), -1);
	assert_string_equal(concern_nearest("hosing"), "housing");
}

static void nearest_counts_swaps_once_and_does_not_guess(void **state)
{
	static const char *const words[] = { "alpha", "beta", "gamma" };

	assert_string_equal(nearest_of("bteaa", words, 3), "beta");
	assert_string_equal(nearest_of("gama", words, 3), "gamma");
	assert_null(nearest_of("omega-three", words, 3));
	assert_null(nearest_of("", words, 3));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_shipped_facts_are_whole),
		cmocka_unit_test(nobody_is_asked_what_cannot_be),
		cmocka_unit_test(every_box_shows_some_fact_first),
		cmocka_unit_test(faults_name_their_place),
		cmocka_unit_test(codes_and_words_go_both_ways),
		cmocka_unit_test(nearest_counts_swaps_once_and_does_not_guess),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
