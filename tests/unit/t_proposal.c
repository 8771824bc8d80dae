/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the rules propose with changes by hand on top: whatever is changed, in
 * whatever order, no duty is lost or slowed. */
#include "unit/test.h"

#include "domain/proposal.h"

#define REASON "本人と話して決めた"

static struct profile *profile;
static struct facts *facts;
static struct rules *rules;

static int load(void **state)
{
	struct err err = ERR_INIT;

	setenv("MADOGUCHI_NOW", "2026-11-20T09:15:00", 1);
	profile = profile_load("fussa", &err);
	facts = facts_load(NULL, &err);
	rules = profile && facts ? rules_load(profile, facts, &err) : NULL;
	return rules ? 0 : -1;
}

static int unload(void **state)
{
	rules_free(rules);
	facts_free(facts);
	profile_free(profile);
	return 0;
}

static void set(struct casefile *cf, const char *path, const char *value)
{
	struct err err = ERR_INIT;

	if (casefile_set(cf, facts, path, value, &err))
		fail_msg("%s: %s", path, err.text.buf);
	err_release(&err);
}

static void set_of(struct casefile *cf, const char *id, const char *name,
		   const char *value)
{
	char path[PATH_SIZE];

	snprintf(path, sizeof(path), "%s.%s", id, name);
	set(cf, path, value);
}

/* A change by hand as the screen writes it. */
static void change(struct casefile *cf, const char *action, const char *target,
		   const char *urgency)
{
	struct err err = ERR_INIT;
	char id[RECORD_ID_SIZE];

	assert_int_equal(casefile_add(cf, REC_OVERRIDE, id, &err), 0);
	set_of(cf, id, "action", action);
	set_of(cf, id, "target", target);
	set_of(cf, id, "urgency", urgency);
	set_of(cf, id, "reason", REASON);
}

static struct proposal p;

static int drop(void **state)
{
	proposal_release(&p);
	return 0;
}

static void make(const struct casefile *cf)
{
	proposal_make(&p, cf, rules);
}

static uint64_t bit(const char *dest)
{
	return DEST_BIT(profile_dest(profile, dest));
}

static enum urgency urgency_of(const char *dest)
{
	return p.dest_urgency[profile_dest(profile, dest)];
}

static const char *lead(void)
{
	return profile->dest[p.lead].code;
}

/* One who looks for work: B nowhere, jiritsu and hellowork at C. */
static struct casefile at_work(void)
{
	struct casefile cf = CASEFILE_INIT;

	set(&cf, "client.age", "40");
	set(&cf, "client.fact.unemployed", "yes");
	return cf;
}

static void may(const char *action, const char *target, const char *urgency)
{
	struct err err = ERR_INIT;

	if (proposal_may(&p, action, target, urgency, REASON, &err))
		fail_msg("%s", err.text.buf);
	err_release(&err);
}

static void may_not(const char *action, const char *target, const char *urgency,
		    const char *sentence)
{
	struct err err = ERR_INIT;

	assert_int_equal(
		proposal_may(&p, action, target, urgency, REASON, &err), -1);
	assert_string_equal(err.text.buf, sentence);
	assert_int_equal(err_status(&err), 2);
	err_release(&err);
}

static void what_may_be_changed(void **state)
{
	struct casefile cf = at_work();
	struct err err = ERR_INIT;

	make(&cf);
	assert_string_equal(lead(), "jiritsu");
	may("urgency", "", "A");
	may("add", "kenko", "B");
	may("drop", "hellowork", "");
	may("lead", "kenko", "");
	may_not("add", "hellowork", "A",
		"ハローワーク is among the destinations already.");
	may_not("drop", "kenko", "", "健康課 is not among the destinations.");
	may_not("drop", "jiritsu", "",
		"生活困窮者自立相談支援機関 leads the case: choose another "
		"lead first.");
	may_not("lead", "hellowork", "",
		"ハローワーク is outside the city's counters and cannot lead.");
	may_not("add", "nowhere", "B", "Choose a destination.");
	may_not("urgency", "", "", "Choose the new urgency.");
	assert_int_equal(proposal_may(&p, "add", "kenko", "B", "", &err), -1);
	err_release(&err);
	casefile_release(&cf);
}

static void a_duty_may_not_be_taken_off_or_slowed(void **state)
{
	struct casefile cf = at_work();

	set(&cf, "fact.no_bed", "yes");
	make(&cf);
	assert_int_equal(p.urgency, URGENCY_AA);
	may_not("urgency", "", "A",
		"A legal duty is urgent at AA; it cannot be made less so.");
	may_not("drop", "shakai-fukushi", "",
		"A legal duty names 社会福祉課; it cannot be left out.");
	may("drop", "hellowork", "");
	casefile_release(&cf);
}

static void changes_are_made_in_their_order(void **state)
{
	struct casefile cf = at_work();

	change(&cf, "add", "kenko", "A");
	change(&cf, "lead", "kenko", "");
	change(&cf, "drop", "jiritsu", "");
	change(&cf, "urgency", "", "B");
	make(&cf);
	assert_true(p.to & p.added & bit("kenko"));
	assert_int_equal(urgency_of("kenko"), URGENCY_A);
	assert_string_equal(lead(), "kenko");
	assert_true(p.dropped & bit("jiritsu"));
	assert_false(p.to & bit("jiritsu"));
	assert_int_equal(p.urgency, URGENCY_B);
	/* The later one speaks. */
	change(&cf, "add", "jiritsu", "B");
	change(&cf, "urgency", "", "C");
	make(&cf);
	assert_true(p.to & p.added & bit("jiritsu"));
	assert_false(p.dropped);
	assert_int_equal(p.urgency, URGENCY_C);
	casefile_release(&cf);
}

/* As with those of the rules: the case is as urgent as the most urgent. */
static void one_added_in_a_hurry_hurries_the_case(void **state)
{
	struct casefile cf = at_work();

	make(&cf);
	assert_int_equal(p.urgency, URGENCY_C);
	change(&cf, "add", "kenko", "A");
	change(&cf, "add", "shogai-fukushi", "B");
	make(&cf);
	assert_int_equal(p.urgency, URGENCY_A);
	assert_int_equal(urgency_of("promoter"), URGENCY_A);
	assert_int_equal(urgency_of("shogai-fukushi"), URGENCY_B);
	/* Left out again, it hurries nobody. */
	change(&cf, "drop", "kenko", "");
	make(&cf);
	assert_int_equal(p.urgency, URGENCY_B);
	/* What is said of the case itself is the last word, until then. */
	change(&cf, "urgency", "", "C");
	make(&cf);
	assert_int_equal(p.urgency, URGENCY_C);
	assert_int_equal(urgency_of("shogai-fukushi"), URGENCY_B);
	change(&cf, "add", "kodomo-katei", "A");
	make(&cf);
	assert_int_equal(p.urgency, URGENCY_A);
	casefile_release(&cf);
}

/* The rules name it too, later: it keeps the higher of both. */
static void named_by_hand_and_by_a_rule(void **state)
{
	struct casefile cf = CASEFILE_INIT;

	change(&cf, "add", "jiritsu", "A");
	set(&cf, "client.age", "40");
	set(&cf, "client.fact.unemployed", "yes");
	make(&cf);
	assert_true(p.result.to & bit("jiritsu"));
	assert_int_equal(urgency_of("jiritsu"), URGENCY_A);
	assert_int_equal(p.urgency, URGENCY_A);
	casefile_release(&cf);
}

/* What was said by hand stays when the answers change, below the duties. */
static void changes_stay_when_triage_comes_anew(void **state)
{
	struct casefile cf = at_work();

	change(&cf, "add", "kenko", "C");
	change(&cf, "drop", "hellowork", "");
	change(&cf, "urgency", "", "C");
	set(&cf, "client.fact.suicidal", "yes");
	make(&cf);
	assert_int_equal(urgency_of("kenko"), URGENCY_A);
	assert_int_equal(p.urgency, URGENCY_A);
	assert_true(p.dropped & bit("hellowork"));
	/* A duty came up that names whom the clerk had left out. */
	change(&cf, "drop", "kenko", "");
	make(&cf);
	assert_true(p.to & bit("kenko"));
	assert_false(p.dropped & bit("kenko"));
	/* And the answer taken back, the change stands as it was said. */
	set(&cf, "client.fact.suicidal", "no");
	make(&cf);
	assert_true(p.dropped & bit("kenko"));
	assert_int_equal(p.urgency, URGENCY_C);
	casefile_release(&cf);
}

/* Two terminals each left one out; merged, nobody would be left. */
static void somebody_is_left_after_merging(void **state)
{
	struct casefile cf = CASEFILE_INIT;

	set(&cf, "client.age", "30");
	set(&cf, "client.fact.disability_suspected", "yes");
	make(&cf);
	assert_string_equal(lead(), "shogai-fukushi");
	change(&cf, "lead", "kenko", "");
	change(&cf, "drop", "shogai-fukushi", "");
	change(&cf, "drop", "kenko", "");
	make(&cf);
	assert_string_equal(lead(), "shogai-fukushi");
	assert_true(p.to & bit("shogai-fukushi"));
	assert_false(p.dropped & p.to);
	casefile_release(&cf);
}

/* Whoever arranges and advises must be as quick as the case. */
static void promoter_and_coordinator_are_as_urgent_as_the_case(void **state)
{
	struct casefile cf = at_work();

	change(&cf, "add", "promoter", "C");
	change(&cf, "urgency", "", "A");
	change(&cf, "add", "coordinator", "B");
	make(&cf);
	assert_int_equal(urgency_of("promoter"), URGENCY_A);
	assert_int_equal(urgency_of("coordinator"), URGENCY_A);
	casefile_release(&cf);
	/* Also where the rules let them join. */
	cf = at_work();
	set(&cf, "fact.staff_unsure", "yes");
	change(&cf, "urgency", "", "AA");
	make(&cf);
	assert_true(p.result.to & bit("promoter"));
	assert_int_equal(urgency_of("promoter"), URGENCY_AA);
	casefile_release(&cf);
}

/* What is saved with the case is what the screen proposed. */
static void the_case_keeps_what_is_proposed(void **state)
{
	struct casefile cf = at_work();
	struct values answer = VALUES_INIT;

	change(&cf, "lead", "kenko", "");
	casefile_decide(&cf, rules, &answer);
	assert_string_equal(casefile_get(&cf, "case.lead"), "kenko");
	assert_string_equal(values_get(&answer, "lead"), "jiritsu");
	/* Left out from another terminal: who was to lead, does not. */
	change(&cf, "drop", "kenko", "");
	casefile_decide(&cf, rules, &answer);
	assert_string_equal(casefile_get(&cf, "case.lead"), "jiritsu");
	/* Nor does anyone outside, however it came in. */
	change(&cf, "lead", "hellowork", "");
	casefile_decide(&cf, rules, &answer);
	assert_string_equal(casefile_get(&cf, "case.lead"), "jiritsu");
	values_release(&answer);
	casefile_release(&cf);
}

/* ---- whatever is done ---- */

static uint32_t seed = 20261120;

static uint32_t draw(uint32_t below)
{
	seed ^= seed << 13;
	seed ^= seed >> 17;
	seed ^= seed << 5;
	return seed % below;
}

static struct casefile any_household(void)
{
	static const char *const household[] = { "fact.no_food", "fact.no_bed",
						 "fact.in_danger_now",
						 "fact.wants_public_assistance",
						 "fact.debt" };
	static const char *const person[] = {
		"suicidal",      "acute_illness",   "dv_victim",
		"needs_nursery", "abuse_suspected", "unemployed"
	};
	struct casefile cf = CASEFILE_INIT;
	char age[4];

	snprintf(age, sizeof(age), "%u", draw(100));
	set(&cf, "client.age", age);
	for (size_t i = 0; i < ARRAY_SIZE(household); i++)
		if (!draw(4))
			set(&cf, household[i], "yes");
	for (size_t i = 0; i < ARRAY_SIZE(person); i++) {
		char path[PATH_SIZE];

		snprintf(path, sizeof(path), "client.fact.%s", person[i]);
		if (!draw(4))
			set(&cf, path, "yes");
	}
	return cf;
}

static void change_anything(struct casefile *cf)
{
	static const char *const actions[] = { "urgency", "add", "drop",
					       "lead" };
	const struct dest *d = &profile->dest[draw((uint32_t)profile->dest_n)];

	change(cf, actions[draw(4)], d->code, urgency_code((int)draw(4)));
}

/* How many duties there were. */
static size_t no_duty_is_lost_or_slowed(const struct proposal *t)
{
	size_t duty_n = 0;

	for (size_t i = 0; i < t->result.firing_n; i++) {
		const struct triage_firing *f = &t->result.firing[i];

		if (!rules->rule[f->rule].duty)
			continue;
		duty_n++;
		assert_true((f->to & t->to) == f->to);
		assert_true(t->urgency <= f->urgency);
		for (size_t d = 0; d < profile->dest_n; d++)
			if (f->to & DEST_BIT(d))
				assert_true(t->dest_urgency[d] <= f->urgency);
	}
	return duty_n;
}

static bool urgency_set(const struct casefile *cf)
{
	struct record_ids ids;

	casefile_ids(cf, REC_OVERRIDE, &ids);
	for (size_t i = 0; i < ids.n; i++) {
		char path[PATH_SIZE];

		snprintf(path, sizeof(path), "%s.action", ids.id[i]);
		if (streq(casefile_get(cf, path), "urgency"))
			return true;
	}
	return false;
}

static void none_is_more_urgent_than_the_case(const struct proposal *t)
{
	for (size_t d = 0; d < profile->dest_n; d++)
		if (t->to & DEST_BIT(d))
			assert_true(t->urgency <= t->dest_urgency[d]);
}

/* Also changes that the screen would refuse: they come by merging. */
static void whatever_is_changed(void **state)
{
	size_t duty_n = 0;

	for (int n = 0; n < 3000; n++) {
		struct casefile cf = any_household();

		for (uint32_t i = 1 + draw(6); i; i--)
			change_anything(&cf);
		make(&cf);
		assert_int_equal(urgency_of("promoter"), p.urgency);
		duty_n += no_duty_is_lost_or_slowed(&p);
		if (!urgency_set(&cf))
			none_is_more_urgent_than_the_case(&p);
		assert_true(p.to & DEST_BIT(p.lead));
		assert_true(profile->dest[p.lead].kind != DEST_OUTSIDE);
		assert_false(p.to & p.dropped);
		assert_true((p.added & p.to) == p.added);
		casefile_release(&cf);
	}
	assert_true(duty_n > 1000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(what_may_be_changed, drop),
		cmocka_unit_test_teardown(a_duty_may_not_be_taken_off_or_slowed,
					  drop),
		cmocka_unit_test_teardown(changes_are_made_in_their_order,
					  drop),
		cmocka_unit_test_teardown(one_added_in_a_hurry_hurries_the_case,
					  drop),
		cmocka_unit_test_teardown(named_by_hand_and_by_a_rule, drop),
		cmocka_unit_test_teardown(changes_stay_when_triage_comes_anew,
					  drop),
		cmocka_unit_test_teardown(somebody_is_left_after_merging, drop),
		cmocka_unit_test_teardown(
			promoter_and_coordinator_are_as_urgent_as_the_case,
			drop),
		cmocka_unit_test(the_case_keeps_what_is_proposed),
		cmocka_unit_test_teardown(whatever_is_changed, drop),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
