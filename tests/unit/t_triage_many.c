/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What must hold for every household, tried on many. The shipped rules must
 * each have fired, been silenced and been open often enough, or the test says
 * nothing. TRIAGE_TABLE=1 prints how often; TRIAGE_SEED and TRIAGE_CASES
 * change the run.
 */
#include "unit/test.h"

#include "domain/triage_explain.h"
#include "unit/households.h"

#define SEED  20261120
#define CASES 30000
#define LEAST 100

struct counts {
	long fired, silenced, open;
};

static struct facts *facts;
static struct profile *profile;
static struct rules *rules;
static struct counts counts[RULES_MAX];

static long setting(const char *name, long otherwise)
{
	const char *value = getenv(name);

	return value && *value ? strtol(value, NULL, 10) : otherwise;
}

static int set_up(void **state)
{
	facts = facts_load(NULL, NULL);
	profile = profile_load("fussa", NULL);
	rules = rules_load(profile, facts, NULL);
	return rules ? 0 : -1;
}

static int tear_down(void **state)
{
	rules_free(rules);
	profile_free(profile);
	facts_free(facts);
	return 0;
}

/* Run check on every household, naming the one that fails. */
static void each(void (*check)(const struct household *one,
			       const struct triage_result *result))
{
	struct households h = { rules, (uint64_t)setting("TRIAGE_SEED", SEED) };
	struct triage_result result = { 0 };
	struct household one;
	long n = setting("TRIAGE_CASES", CASES);

	for (long i = 0; i < n; i++) {
		household_next(&h, &one);
		triage_decide(rules, &one.c, &result);
		check(&one, &result);
	}
	triage_result_release(&result);
}

static bool inside(int dest)
{
	return profile->dest[dest].kind != DEST_OUTSIDE;
}

static void check_lead(const struct household *one,
		       const struct triage_result *result)
{
	bool found = false, lead = false;

	for (size_t i = 0; i < result->dest_n; i++) {
		found |= inside(result->order[i]);
		lead |= result->order[i] == result->lead;
	}
	assert_true(found);
	assert_true(lead);
	assert_true(inside(result->lead));
}

static void always_a_lead_and_a_destination_inside(void **state)
{
	each(check_lead);
}

static void check_order(const struct household *one,
			const struct triage_result *result)
{
	uint64_t seen = 0;

	for (size_t i = 0; i < result->dest_n; i++) {
		int dest = result->order[i];

		assert_false(seen & DEST_BIT(dest));
		seen |= DEST_BIT(dest);
		assert_true(result->dest_urgency[dest] >= result->urgency);
		assert_true(!i || result->dest_urgency[result->order[i - 1]] <=
					  result->dest_urgency[dest]);
	}
	assert_true(seen == result->to);
}

static void no_destination_twice_and_the_urgent_first(void **state)
{
	each(check_order);
}

static void check_urgency(const struct household *one,
			  const struct triage_result *result)
{
	for (size_t f = 0; f < result->firing_n; f++) {
		const struct triage_firing *x = &result->firing[f];

		assert_true(result->urgency <= x->urgency);
		assert_true((x->to & ~result->to) == 0);
		for (uint64_t left = x->to; left; left &= left - 1)
			assert_true(
				result->dest_urgency[__builtin_ctzll(left)] <=
				x->urgency);
	}
}

static void nobody_waits_longer_than_a_rule_says(void **state)
{
	each(check_urgency);
}

/* Whatever makes promoter and coordinator join leaves the duties alone. */
static void check_duties(const struct household *one,
			 const struct triage_result *result)
{
	struct triage_result more = { 0 };
	struct household other = *one;

	other.c.member = other.member;
	other.c.facts[rules->staff_unsure] = ANSWER_YES;
	other.c.returned = 2;
	triage_decide(rules, &other.c, &more);
	assert_true(more.promoter_because && more.coordinator_because);
	assert_int_equal(more.firing_n, result->firing_n);
	for (size_t f = 0; f < result->firing_n; f++) {
		const struct triage_firing *x = &result->firing[f];
		const struct triage_firing *y = &more.firing[f];

		assert_int_equal(x->rule, y->rule);
		assert_int_equal(x->member, y->member);
		assert_int_equal(x->urgency, y->urgency);
		assert_true(x->to == y->to);
	}
	assert_true((result->to & ~more.to) == 0);
	for (uint64_t left = result->to; left; left &= left - 1) {
		int dest = __builtin_ctzll(left);

		assert_true(more.dest_urgency[dest] <=
			    result->dest_urgency[dest]);
	}
	triage_result_release(&more);
}

static void no_duty_is_lost_or_slowed_by_who_joins(void **state)
{
	each(check_duties);
}

/* One danger more never makes a case less urgent or drops a duty. */
static void check_danger(const struct household *one,
			 const struct triage_result *result)
{
	struct triage_result worse = { 0 };
	struct household other = *one;
	size_t g = 0;

	other.c.member = other.member;
	other.c.facts[facts_find(facts, "in_danger_now")] = ANSWER_YES;
	triage_decide(rules, &other.c, &worse);
	assert_int_equal(worse.urgency, URGENCY_AA);
	for (size_t f = 0; f < result->firing_n; f++) {
		while (g < worse.firing_n &&
		       (worse.firing[g].rule != result->firing[f].rule ||
			worse.firing[g].member != result->firing[f].member))
			g++;
		assert_true(g < worse.firing_n);
		assert_true(worse.firing[g].urgency <=
			    result->firing[f].urgency);
	}
	triage_result_release(&worse);
}

static void a_danger_never_makes_it_less_urgent(void **state)
{
	each(check_danger);
}

static void check_reasons(const struct household *one,
			  const struct triage_result *result)
{
	struct triage_explanation x = { 0 };
	size_t expected = 0;

	triage_explain(rules, &one->c, result, &x);
	triage_explain_ask(rules, &one->c, result, &x);
	triage_explain_why_not(rules, &one->c, result, &x);
	for (size_t i = 0; i < rules->n; i++)
		expected += rules->rule[i].each_member ? one->c.member_n : 1;
	assert_int_equal(result->firing_n + x.why_not_n, expected);
	for (size_t f = 0; f < x.because_n; f++)
		assert_true(x.because[f].n > 0);
	for (size_t i = 0; i < x.why_not_n; i++) {
		const struct triage_why_not *w = &x.why_not[i];
		struct counts *count = &counts[w->rule];

		assert_false(w->failed.n && w->unknown.n);
		assert_true(w->failed.n || w->unknown.n || w->silenced_n);
		count->open += w->unknown.n > 0;
		count->silenced +=
			w->silenced_n && !w->failed.n && !w->unknown.n;
	}
	for (size_t f = 0; f < result->firing_n; f++)
		counts[result->firing[f].rule].fired++;
	for (size_t i = 0; i < x.ask_n; i++) {
		const struct triage_ask *a = &x.ask[i];

		assert_true(a->would_add_n > 0);
		assert_true(!i || x.ask[i - 1].urgency <= a->urgency);
		if (a->fact == TRIAGE_ASK_AGE)
			assert_int_equal(one->member[a->member].age, -1);
		else
			assert_int_not_equal(
				a->member < 0
					? one->c.facts[a->fact]
					: one->member[a->member].facts[a->fact],
				ANSWER_REFUSED);
		assert_int_not_equal(a->fact, rules->staff_unsure);
	}
	triage_explanation_release(&x);
}

/* Can the condition be open at all? Boxes are ticked or not. */
static bool can_be_open(const struct rule *rule)
{
	for (int i = 0; i < rule->when->n; i++)
		if (rule->when->node[i].kind >= COND_ANY &&
		    rule->when->node[i].kind != COND_CONCERN)
			return true;
	return false;
}

static void every_rule_fires_is_silenced_and_is_open(void **state)
{
	bool table = setting("TRIAGE_TABLE", 0);
	bool enough = true;

	memset(counts, 0, sizeof(counts));
	each(check_reasons);
	if (table)
		printf("# %-18s %8s %8s %8s\n", "rule", "fired", "silenced",
		       "open");
	for (size_t i = 0; i < rules->n; i++) {
		const struct rule *rule = &rules->rule[i];
		const struct counts *n = &counts[i];
		bool few = n->fired < LEAST ||
			   (rule->unless_n && n->silenced < LEAST) ||
			   (can_be_open(rule) && n->open < LEAST);

		if (table || few)
			printf("# %-18s %8ld %8ld %8ld%s\n", rule->id, n->fired,
			       n->silenced, n->open, few ? " too few" : "");
		enough &= !few;
	}
	assert_true(enough);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(always_a_lead_and_a_destination_inside),
		cmocka_unit_test(no_destination_twice_and_the_urgent_first),
		cmocka_unit_test(nobody_waits_longer_than_a_rule_says),
		cmocka_unit_test(no_duty_is_lost_or_slowed_by_who_joins),
		cmocka_unit_test(a_danger_never_makes_it_less_urgent),
		cmocka_unit_test(every_rule_fires_is_silenced_and_is_open),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
