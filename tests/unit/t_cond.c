/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/test.h"

#include "domain/cond.h"

static struct facts *facts;
static struct triage_member members[2];
static struct triage_case c = { .member = members, .member_n = 2 };

static int set_up(void **state)
{
	facts = facts_load(NULL, NULL);
	return facts ? 0 : -1;
}

static int tear_down(void **state)
{
	facts_free(facts);
	return 0;
}

static int nobody_known(void **state)
{
	c = (struct triage_case){ .member = members, .member_n = 2 };
	for (int m = 0; m < 2; m++)
		members[m] = (struct triage_member){
			.id = m ? "m2" : "m1",
			.client = !m,
			.age = -1,
		};
	return 0;
}

static void household(const char *code, enum answer answer)
{
	c.facts[facts_find(facts, code)] = (uint8_t)answer;
}

static void person(int m, const char *code, enum answer answer)
{
	members[m].facts[facts_find(facts, code)] = (uint8_t)answer;
}

/* Value for m1 when the text speaks of a member, else for the household. */
static enum tri value(const char *text)
{
	struct cond_fault fault = { .sentence = STR_INIT };
	struct cond *cond = cond_compile(text, facts, true, &fault);
	enum tri v;

	if (!cond)
		fail_msg("%s: %s", text, fault.sentence.buf);
	v = cond_eval(cond, &c, 0);
	cond_free(cond);
	str_release(&fault.sentence);
	return v;
}

static void three_values(void **state)
{
	static const enum answer answers[] = { ANSWER_NO, ANSWER_UNKNOWN,
					       ANSWER_YES };

	for (int a = TRI_NO; a <= TRI_YES; a++) {
		household("debt", answers[a]);
		assert_int_equal(value("debt"), a);
		assert_int_equal(value("not debt"), TRI_YES - a);
		assert_int_equal(value("not not debt"), a);
		for (int b = TRI_NO; b <= TRI_YES; b++) {
			household("no_bed", answers[b]);
			assert_int_equal(value("debt and no_bed"),
					 a < b ? a : b);
			assert_int_equal(value("debt or no_bed"),
					 a > b ? a : b);
		}
	}
}

static void not_asked_and_refused_are_open(void **state)
{
	assert_int_equal(value("debt"), TRI_OPEN);
	household("debt", ANSWER_REFUSED);
	assert_int_equal(value("debt"), TRI_OPEN);
	assert_int_equal(value("not debt"), TRI_OPEN);
}

static void ages_include_both_ends(void **state)
{
	assert_int_equal(value("age >= 0"), TRI_OPEN);
	members[0].age = 65;
	assert_int_equal(value("age >= 65"), TRI_YES);
	assert_int_equal(value("age > 65"), TRI_NO);
	assert_int_equal(value("age <= 65"), TRI_YES);
	assert_int_equal(value("age < 65"), TRI_NO);
	assert_int_equal(value("age == 65"), TRI_YES);
	assert_int_equal(value("age in 40..65"), TRI_YES);
	assert_int_equal(value("age in 65..70"), TRI_YES);
	assert_int_equal(value("age in 40..64"), TRI_NO);
	members[0].age = 0;
	assert_int_equal(value("age < 1"), TRI_YES);
}

static void and_binds_tighter_than_or(void **state)
{
	household("debt", ANSWER_YES);
	household("no_bed", ANSWER_NO);
	household("no_food", ANSWER_NO);
	assert_int_equal(value("debt or no_bed and no_food"), TRI_YES);
	assert_int_equal(value("(debt or no_bed) and no_food"), TRI_NO);
	assert_int_equal(value("not debt or debt"), TRI_YES);
}

static void any_asks_every_member(void **state)
{
	assert_int_equal(value("any(withdrawn)"), TRI_OPEN);
	person(0, "withdrawn", ANSWER_NO);
	assert_int_equal(value("any(withdrawn)"), TRI_OPEN);
	person(1, "withdrawn", ANSWER_NO);
	assert_int_equal(value("any(withdrawn)"), TRI_NO);
	person(1, "withdrawn", ANSWER_YES);
	assert_int_equal(value("any(withdrawn)"), TRI_YES);
	assert_int_equal(value("withdrawn"), TRI_NO);
	c.member_n = 0;
	assert_int_equal(value("any(withdrawn)"), TRI_NO);
	assert_int_equal(value("not any(age < 18)"), TRI_YES);
}

static void the_client_lives_with_itself(void **state)
{
	person(0, "lives_together", ANSWER_NO);
	assert_int_equal(value("lives_together"), TRI_YES);
	assert_int_equal(value("client"), TRI_YES);
	members[0].client = false;
	assert_int_equal(value("lives_together"), TRI_NO);
	assert_int_equal(value("client"), TRI_NO);
}

static void boxes_are_ticked_or_not(void **state)
{
	assert_int_equal(value("concern(care)"), TRI_NO);
	c.concerns = CONCERN_BIT(CONCERN_CARE);
	assert_int_equal(value("concern(care)"), TRI_YES);
}

static void fault_at(const char *text, bool member, size_t at,
		     const char *sentence)
{
	struct cond_fault fault = { .sentence = STR_INIT };

	assert_null(cond_compile(text, facts, member, &fault));
	assert_string_equal(fault.sentence.buf, sentence);
	assert_int_equal(fault.at, at);
	str_release(&fault.sentence);
}

static void faults_say_where_and_what(void **state)
{
	fault_at("debt and no_bet", true, 9,
		 "no such fact: no_bet; did you mean no_bed?");
	fault_at("zzzzzzzz", true, 0, "no such fact: zzzzzzzz");
	fault_at("concern(helth)", true, 8,
		 "no such box: helth; did you mean health?");
	fault_at("debt or", true, 7, "the condition breaks off here");
	fault_at("(debt", true, 5, "here should stand \")\"");
	fault_at("debt debt", true, 5, "and, or, or the end should stand here");
	fault_at("debt & no_bed", true, 5,
		 "and, or, or the end should stand here");
	fault_at("age = 5", true, 4,
		 "after age: >=, <=, <, >, == or in, and a number");
	fault_at("age >= old", true, 7, "an age in years belongs here");
	fault_at("age > 151", true, 6, "an age is a number from 0 to 150");
	fault_at("age in 64..40", true, 13, "64..40 holds no age");
	fault_at("any(any(debt))", true, 4, "any(...) inside any(...)");
	fault_at("debt or withdrawn", false, 8,
		 "withdrawn is of a person: for the household write "
		 "any(withdrawn)");
	fault_at("client", false, 0,
		 "client is of a person: for the household write any(client)");
	fault_at("", true, 0, "the condition breaks off here");
}

static void long_and_deep_conditions_are_refused(void **state)
{
	struct cond_fault fault = { .sentence = STR_INIT };
	struct str text = STR_INIT;

	for (int i = 0; i < 1000; i++)
		str_add(&text, "(");
	assert_null(cond_compile(text.buf, facts, true, &fault));
	assert_string_equal(fault.sentence.buf, "nested too deeply");
	str_set(&text, "debt");
	for (int i = 0; i < 1000; i++)
		str_add(&text, " or debt");
	assert_null(cond_compile(text.buf, facts, true, &fault));
	assert_string_equal(fault.sentence.buf, "this condition is too long");
	str_release(&text);
	str_release(&fault.sentence);
}

/* The clauses on which the text rests for m1, joined by "; ". */
static void explains(const char *text, const char *expected)
{
	struct cond_fault fault = { .sentence = STR_INIT };
	struct cond *cond = cond_compile(text, facts, true, &fault);
	struct clauses list = { 0 };
	struct str out = STR_INIT;

	assert_non_null(cond);
	cond_explain(cond, &c, 0, &list);
	for (size_t i = 0; i < list.n; i++) {
		str_add(&out, i ? "; " : "");
		clause_text(&list.item[i], &c, facts, &out);
	}
	assert_string_equal(out.buf, expected);
	str_release(&out);
	clauses_release(&list);
	cond_free(cond);
}

static void reasons_name_what_decided(void **state)
{
	members[0].age = 82;
	members[1].age = 52;
	c.concerns = CONCERN_BIT(CONCERN_CARE);
	person(0, "care_need", ANSWER_YES);
	person(1, "care_need", ANSWER_NO);
	explains("age >= 65 and (care_need or dementia_suspected or "
		 "concern(care))",
		 "age 82 >= 65; care_need = yes; concern(care) = yes");
	explains("age < 18 and care_need", "age 82 >= 18");
	explains("age in 40..64 or concern(food)",
		 "age 82 not in 40..64; concern(food) = no");
	explains("any(age in 40..64)", "any: m2 age 52 in 40..64");
	explains("any(age < 18)", "any: m1 age 82 >= 18; any: m2 age 52 >= 18");
	explains("not any(age < 18)",
		 "any: m1 age 82 >= 18; any: m2 age 52 >= 18");
	explains("care_need and (debt or withdrawn)", "debt; withdrawn");
	explains("any(withdrawn)", "any: m1 withdrawn; any: m2 withdrawn");
	explains("debt or debt", "debt");
	explains("not care_need", "care_need = yes");
	c.member_n = 0;
	explains("any(withdrawn)", "any: no members");
}

#define TEST(f) cmocka_unit_test_setup(f, nobody_known)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(three_values),
		TEST(not_asked_and_refused_are_open),
		TEST(ages_include_both_ends),
		TEST(and_binds_tighter_than_or),
		TEST(any_asks_every_member),
		TEST(the_client_lives_with_itself),
		TEST(boxes_are_ticked_or_not),
		TEST(faults_say_where_and_what),
		TEST(long_and_deep_conditions_are_refused),
		TEST(reasons_name_what_decided),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
