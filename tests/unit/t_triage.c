/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The engine: small rules of our own, and the shipped ones through Case JSON.
 */
#include "unit/test.h"

#include "domain/triage_explain.h"
#include "domain/triage_json.h"

#define DAY "\"received_on\": \"2026-11-20\", "

static struct facts *facts;
static struct profile *profile;
static struct rules *fussa;

static int set_up(void **state)
{
	facts = facts_load(NULL, NULL);
	profile = profile_load("fussa", NULL);
	fussa = rules_load(profile, facts, NULL);
	return fussa ? 0 : -1;
}

static int tear_down(void **state)
{
	rules_free(fussa);
	profile_free(profile);
	facts_free(facts);
	return 0;
}

static struct rules *parse(const char *rules_yaml)
{
	struct err err = ERR_INIT;
	struct str text = STR_INIT;
	struct rules *rules;

	str_addf(&text, "version: t\nrules:\n%s", rules_yaml);
	rules = rules_parse(text.buf, text.len, "t", profile, facts, &err);
	if (!rules)
		fail_msg("%s", err.text.buf);
	str_release(&text);
	err_release(&err);
	return rules;
}

/* The answer to a case, the caller's. */
static struct js *answer(const struct rules *rules, const char *json)
{
	struct err err = ERR_INIT;
	struct js *in = js_parse(json, strlen(json), "case", &err), *out;
	struct str text = STR_INIT;
	struct jsonout reply = { .out = &text };

	if (!in || triage_json_all(rules, in, &reply, &err))
		fail_msg("%s", err.text.buf);
	out = js_parse(text.buf, text.len, "answer", &err);
	if (!out)
		fail_msg("%s", err.text.buf);
	js_free(in);
	str_release(&text);
	err_release(&err);
	return out;
}

/* One part of the answer as text, in one line. */
static void part(const struct rules *rules, const char *json, const char *key,
		 const char *expected)
{
	struct js *out = answer(rules, json);
	struct str text = STR_INIT;

	js_write(js_get(out, key), false, &text);
	assert_string_equal(text.buf, expected);
	str_release(&text);
	js_free(out);
}

static bool has(const char *json, const char *key, const char *what)
{
	struct js *out = answer(fussa, json);
	struct str text = STR_INIT;
	bool found;

	js_write(js_get(out, key), false, &text);
	found = strstr(text.buf, what) != NULL;
	str_release(&text);
	js_free(out);
	return found;
}

#define RULE(id, each, when, more) \
	"  - {id: " id ", each: " each ", when: '" when "', say: s, " more "}\n"

static void unless_looks_at_the_same_member_or_the_household(void **state)
{
	struct rules *rules = parse(
		RULE("a", "member", "withdrawn",
		     "to: [kenko], urgency: C") RULE("h", "household", "debt",
						     "to: [kenko], urgency: C")
			RULE("p", "member", "unemployed",
			     "to: [jiritsu], urgency: C, unless: [a, h]")
				RULE("c", "household", "low_income",
				     "to: [shakyo], urgency: C, unless: [a]"));

	part(rules,
	     "{" DAY "\"facts\": {\"low_income\": \"yes\"}, \"members\": ["
	     "{\"facts\": {\"withdrawn\": \"yes\", \"unemployed\": \"yes\"}},"
	     "{\"facts\": {\"unemployed\": \"yes\"}}]}",
	     "fired",
	     "[{\"rule\": \"a\", \"member\": \"m1\", \"because\": "
	     "[\"withdrawn = yes\"]}, "
	     "{\"rule\": \"p\", \"member\": \"m2\", \"because\": "
	     "[\"unemployed = yes\"]}]");
	part(rules,
	     "{" DAY "\"facts\": {\"debt\": \"yes\"}, \"members\": ["
	     "{\"facts\": {\"unemployed\": \"yes\"}}]}",
	     "fired",
	     "[{\"rule\": \"h\", \"member\": null, \"because\": "
	     "[\"debt = yes\"]}]");
	rules_free(rules);
}

static void unless_may_name_a_later_rule(void **state)
{
	struct rules *rules =
		parse(RULE("first", "household", "debt",
			   "to: [kenko], urgency: C, unless: [later]")
			      RULE("later", "household", "debt",
				   "to: [jiritsu], urgency: C"));

	part(rules, "{" DAY "\"facts\": {\"debt\": \"yes\"}}", "why_not",
	     "[{\"rule\": \"first\", \"member\": null, \"failed\": [], "
	     "\"unknown\": [], \"silenced_by\": [\"later\"]}]");
	rules_free(rules);
}

static void urgency_takes_the_first_definite_yes(void **state)
{
	struct rules *rules = parse(
		RULE("u", "household", "debt",
		     "to: [kenko], urgency: [{urgency: AA, when: no_bed}, "
		     "{urgency: A, when: no_food}, C]"));

	part(rules, "{" DAY "\"facts\": {\"debt\": \"yes\"}}", "urgency",
	     "\"C\"");
	part(rules,
	     "{" DAY "\"facts\": {\"debt\": \"yes\", \"no_food\": \"yes\"}}",
	     "urgency", "\"A\"");
	part(rules,
	     "{" DAY "\"facts\": {\"debt\": \"yes\", \"no_food\": \"yes\", "
	     "\"no_bed\": \"yes\"}}",
	     "urgency", "\"AA\"");
	/* What could make it AA is asked, though it is A already. */
	part(rules,
	     "{" DAY "\"facts\": {\"debt\": \"yes\", \"no_food\": \"yes\"}}",
	     "ask",
	     "[{\"fact\": \"no_bed\", \"member\": null, \"would_add\": "
	     "[\"u\"]}]");
	/* What stands behind a definite yes is not. */
	part(rules,
	     "{" DAY "\"facts\": {\"debt\": \"yes\", \"no_bed\": \"yes\"}}",
	     "ask", "[]");
	rules_free(rules);
}

static void a_destination_joins_on_a_definite_yes(void **state)
{
	const char *survival = "{\"rule\": \"survival\"";

	assert_true(has("{" DAY "\"facts\": {\"no_food\": \"yes\", "
			"\"wants_public_assistance\": \"no\"}}",
			"destinations", "\"jiritsu\""));
	assert_false(has("{" DAY "\"facts\": {\"no_food\": \"yes\"}}",
			 "destinations", "\"jiritsu\""));
	assert_true(has("{" DAY "\"facts\": {\"no_food\": \"yes\"}}", "duties",
			survival));
}

static void lists_are_ordered(void **state)
{
	struct rules *rules =
		parse(RULE("one", "household", "debt",
			   "to: [jiso, kenko, coordinator], urgency: B")
			      RULE("two", "household", "debt",
				   "to: [shakyo], urgency: A")
				      RULE("three", "household", "debt",
					   "to: [jiso, promoter], urgency: A"));

	part(rules, "{" DAY "\"facts\": {\"debt\": \"yes\"}}", "destinations",
	     "[{\"to\": \"shakyo\", \"urgency\": \"A\", "
	     "\"rules\": [\"two\"]}, "
	     "{\"to\": \"jiso\", \"urgency\": \"A\", "
	     "\"rules\": [\"one\", \"three\"]}, "
	     "{\"to\": \"promoter\", \"urgency\": \"A\", "
	     "\"rules\": [\"three\"]}, "
	     "{\"to\": \"coordinator\", \"urgency\": \"A\", "
	     "\"rules\": [\"one\"]}, "
	     "{\"to\": \"kenko\", \"urgency\": \"B\", "
	     "\"rules\": [\"one\"]}]");
	rules_free(rules);
}

static void counters_are_the_fewest_that_serve(void **state)
{
	/* kenko serves both: one counter, nobody has to arrange. */
	struct rules *rules = parse(
		RULE("x", "household", "debt", "to: [kenko, shakyo], urgency: B") RULE(
			"y", "household", "debt",
			"to: [jiritsu, kenko], urgency: B")
			RULE("z", "household", "no_bed",
			     "to: [kodomo-katei], urgency: B")
				RULE("w", "household", "no_food",
				     "to: [shakai-fukushi], urgency: B")
					RULE("v", "household", "isolated",
					     "to: [kodomo-ikusei], urgency: C"));

	part(rules, "{" DAY "\"facts\": {\"debt\": \"yes\"}}",
	     "promoter_because", "[]");
	part(rules,
	     "{" DAY "\"facts\": {\"debt\": \"yes\", \"isolated\": \"yes\"}}",
	     "promoter_because", "[]");
	part(rules,
	     "{" DAY "\"facts\": {\"debt\": \"yes\", \"no_bed\": \"yes\"}}",
	     "promoter_because", "[\"two-counters\"]");
	part(rules,
	     "{" DAY "\"facts\": {\"debt\": \"yes\", \"no_bed\": \"yes\", "
	     "\"no_food\": \"yes\"}}",
	     "coordinator_because", "[\"three-counters\"]");
	rules_free(rules);
}

static void who_joins_and_why(void **state)
{
	part(fussa, "{" DAY "\"returned\": 1}", "promoter_because",
	     "[\"nothing-fired\", \"returned\"]");
	part(fussa, "{" DAY "\"facts\": {\"staff_unsure\": \"yes\"}}",
	     "promoter_because", "[\"staff-unsure\", \"nothing-fired\"]");
	part(fussa, "{" DAY "\"facts\": {\"in_danger_now\": \"yes\"}}",
	     "promoter_because",
	     "[\"urgent\", \"no-counter\", \"named-by-rule\"]");
	part(fussa, "{" DAY "\"returned\": 2}", "coordinator_because",
	     "[\"returned-twice\"]");
	part(fussa, "{" DAY "\"returned\": 2}", "lead", "\"coordinator\"");
}

static void long_form_wants_two_counters_or_two_members(void **state)
{
	/* One rule for two members is one matter. */
	part(fussa,
	     "{" DAY "\"members\": [{\"facts\": {\"withdrawn\": \"yes\"}}, "
	     "{\"facts\": {\"withdrawn\": \"yes\"}}]}",
	     "coordinator_because", "[]");
	part(fussa,
	     "{" DAY "\"members\": [{\"facts\": {\"withdrawn\": \"yes\"}}, "
	     "{\"facts\": {\"left_prison\": \"yes\"}}]}",
	     "coordinator_because", "[\"long-form\"]");
	/* Two matters of one member at one counter. */
	part(fussa,
	     "{" DAY "\"members\": [{\"facts\": {\"withdrawn\": \"yes\", "
	     "\"left_prison\": \"yes\"}}]}",
	     "coordinator_because", "[]");
	part(fussa,
	     "{" DAY "\"members\": [{\"facts\": {\"withdrawn\": \"yes\", "
	     "\"mental_unwell\": \"yes\"}}]}",
	     "coordinator_because", "[\"long-form\"]");
}

static void the_lead_is_the_most_urgent_duty_at_the_counter(void **state)
{
	const char *two = "\"members\": [{\"age\": 70, \"facts\": "
			  "{\"suicidal\": \"yes\"}}, {\"facts\": "
			  "{\"dv_victim\": \"yes\"}}]}";
	char json[512];

	snprintf(json, sizeof(json), "{" DAY "%s", two);
	part(fussa, json, "lead", "\"shakai-fukushi\"");
	snprintf(json, sizeof(json), "{" DAY "\"taken_at\": \"kenko\", %s",
		 two);
	part(fussa, json, "lead", "\"kenko\"");
	snprintf(json, sizeof(json), "{" DAY "\"taken_at\": \"shakyo\", %s",
		 two);
	part(fussa, json, "lead", "\"shakai-fukushi\"");
	/* A rule that is no duty does not lead beside one that is. */
	part(fussa,
	     "{" DAY "\"taken_at\": \"jiritsu\", \"facts\": "
	     "{\"seizure_notice\": \"yes\", \"no_medicine\": \"yes\"}}",
	     "lead", "\"shakai-fukushi\"");
}

static void a_refused_fact_is_never_asked(void **state)
{
	assert_true(
		has("{" DAY "\"returned\": 0}", "ask", "\"in_danger_now\""));
	assert_false(has("{" DAY "\"facts\": {\"in_danger_now\": "
			 "\"refused\"}}",
			 "ask", "\"in_danger_now\""));
	assert_true(has("{" DAY "\"facts\": {\"in_danger_now\": "
			"\"refused\"}}",
			"why_not", "\"unknown\": [\"in_danger_now\"]"));
	assert_false(
		has("{" DAY "\"returned\": 0}", "ask", "\"staff_unsure\""));
}

static void suicidal_asks_plan_means_and_attempt(void **state)
{
	part(fussa,
	     "{" DAY "\"facts\": {}, \"members\": [{\"age\": 38, \"facts\": "
	     "{\"suicidal\": \"yes\"}}]}",
	     "urgency", "\"A\"");
	for (int i = 0; i < 3; i++) {
		static const char *const facts_asked[] = {
			"{\"fact\": \"suicide_plan\", \"member\": \"m1\", "
			"\"would_add\": [\"suicide\"]}",
			"{\"fact\": \"suicide_means\", \"member\": \"m1\"",
			"{\"fact\": \"suicide_attempt\", \"member\": \"m1\"",
		};

		assert_true(has("{" DAY "\"members\": [{\"age\": 38, "
				"\"facts\": {\"suicidal\": \"yes\"}}]}",
				"ask", facts_asked[i]));
	}
	assert_false(has("{" DAY "\"members\": [{\"age\": 38, \"facts\": "
			 "{\"suicidal\": \"yes\", \"suicide_plan\": "
			 "\"no\"}}]}",
			 "ask", "\"suicide_means\""));
}

static void only_what_would_change_something_is_asked(void **state)
{
	struct rules *rules = parse(
		RULE("known", "household", "debt",
		     "to: [kenko], urgency: B") RULE("same", "household",
						     "no_bed",
						     "to: [kenko], urgency: B")
			RULE("more", "household", "no_food",
			     "to: [kenko], urgency: A")
				RULE("quiet", "household", "isolated",
				     "to: [shakyo], urgency: A, unless: [known]"));

	part(rules, "{" DAY "\"facts\": {\"debt\": \"yes\"}}", "ask",
	     "[{\"fact\": \"no_food\", \"member\": null, "
	     "\"would_add\": [\"more\"]}]");
	part(rules, "{" DAY "\"returned\": 0}", "ask",
	     "[{\"fact\": \"no_food\", \"member\": null, "
	     "\"would_add\": [\"more\"]}, "
	     "{\"fact\": \"isolated\", \"member\": null, "
	     "\"would_add\": [\"quiet\"]}, "
	     "{\"fact\": \"debt\", \"member\": null, "
	     "\"would_add\": [\"known\"]}, "
	     "{\"fact\": \"no_bed\", \"member\": null, "
	     "\"would_add\": [\"same\"]}]");
	rules_free(rules);
}

static void an_age_is_asked_by_its_name(void **state)
{
	assert_true(has("{" DAY "\"members\": [{\"age_range\": \"40s\", "
			"\"facts\": {\"abuse_suspected\": \"yes\"}}]}",
			"ask", "{\"fact\": \"age\", \"member\": \"m1\""));
}

static void born_on_29_february(void **state)
{
	const char *member = "\"members\": [{\"birth\": \"2008-02-29\", "
			     "\"facts\": {\"not_attending_school\": "
			     "\"yes\"}}]}";
	char json[256];

	snprintf(json, sizeof(json), "{\"received_on\": \"2026-02-28\", %s",
		 member);
	assert_true(has(json, "fired", "age 17 < 18"));
	snprintf(json, sizeof(json), "{\"received_on\": \"2026-03-01\", %s",
		 member);
	assert_true(has(json, "why_not", "age 18 >= 18"));
}

static void facts_that_only_the_importer_needs_are_ignored(void **state)
{
	struct str json = STR_INIT;

	str_add(&json, "{" DAY "\"returned\": 0");
	for (size_t i = 0; case_json_intake_keys[i]; i++)
		str_addf(&json, ", \"%s\": \"x\"", case_json_intake_keys[i]);
	str_add(&json, ", \"members\": [{\"age\": 3");
	for (size_t i = 0; case_json_member_keys[i]; i++)
		str_addf(&json, ", \"%s\": null", case_json_member_keys[i]);
	str_add(&json, "}]}");
	part(fussa, json.buf, "lead", "\"promoter\"");
	str_release(&json);
}

/* What is kept with a case: word for word the answer, but for why_not. */
static void the_kept_answer_only_lacks_why_not(void **state)
{
	static const char text[] =
		"{" DAY "\"facts\": {\"no_food\": \"yes\", \"debt\": \"yes\"}, "
		"\"members\": [{\"id\": \"m1\", \"age\": 81}]}";
	struct case_json *one = xcalloc(1, sizeof(*one));
	struct triage_result result = { 0 };
	struct str whole = STR_INIT, kept = STR_INIT;
	struct jsonout out = { .out = &whole };
	struct js *in = js_parse(text, strlen(text), "case", NULL);
	const char *begin, *end;

	assert_non_null(in);
	assert_int_equal(case_json_read(in, "", fussa, one, NULL), 0);
	triage_json(fussa, &one->c, &out);
	triage_decide(fussa, &one->c, &result);
	triage_json_kept(fussa, &one->c, &result, &kept);
	begin = strstr(whole.buf, "\"why_not\"");
	end = strstr(whole.buf, "\"rules_version\"");
	assert_non_null(begin);
	assert_non_null(end);
	str_splice(&whole, (size_t)(begin - whole.buf), (size_t)(end - begin),
		   NULL, 0);
	assert_string_equal(kept.buf, whole.buf);
	triage_result_release(&result);
	js_free(in);
	str_release(&whole);
	str_release(&kept);
	free(one);
}

static void only_twenty_faults_are_told(void **state)
{
	struct err err = ERR_INIT;
	struct str json = STR_INIT, text = STR_INIT;
	struct jsonout reply = { .out = &text };
	struct js *in;

	str_add(&json, "{" DAY "\"facts\": {");
	for (int i = 0; i < 30; i++)
		str_addf(&json, "%s\"x%d\": \"yes\"", i ? ", " : "", i);
	str_add(&json, "}}");
	in = js_parse(json.buf, json.len, "case", &err);
	assert_int_equal(triage_json_all(fussa, in, &reply, &err), -1);
	assert_non_null(strstr(err.text.buf, "facts.x19: no such fact"));
	assert_null(strstr(err.text.buf, "facts.x20"));
	assert_non_null(strstr(err.text.buf, "and 10 more faults"));
	js_free(in);
	str_release(&json);
	str_release(&text);
	err_release(&err);
}

/* Every say and now is a whole sentence for a person, and judges nobody. */
static void what_is_said_is_fit_to_be_read_aloud(void **state)
{
	static const char *const never[] = { "認定", "対象外", "できません" };

	for (size_t i = 0; i < fussa->n; i++) {
		const struct rule *rule = &fussa->rule[i];
		size_t n = strlen(rule->say);

		assert_true(n > 12 && streq(rule->say + n - 3, "。"));
		assert_true(!rule->duty || strlen(rule->now) > 12);
		for (size_t w = 0; w < ARRAY_SIZE(never); w++) {
			assert_null(strstr(rule->say, never[w]));
			assert_null(strstr(rule->now, never[w]));
		}
	}
}

static void shipped_rules_are_all_reachable(void **state)
{
	struct err err = ERR_INIT;

	assert_int_equal(rules_unreachable(fussa, &err), 0);
	assert_string_equal(err.text.buf, "");
	err_release(&err);
}

static void unreachable(const char *yaml, const char *sentence)
{
	struct rules *rules = parse(yaml);
	struct err err = ERR_INIT;

	assert_int_equal(rules_unreachable(rules, &err), sentence ? 1 : 0);
	if (sentence)
		assert_non_null(strstr(err.text.buf, sentence));
	rules_free(rules);
	err_release(&err);
}

#define TO_KENKO "to: [kenko], urgency: C"

static void what_can_never_apply_is_proved(void **state)
{
	unreachable(RULE("a", "household", "debt and not debt", TO_KENKO),
		    "t:3:10: the rule a can never apply");
	unreachable(RULE("a", "member", "age < 6 and age >= 18", TO_KENKO),
		    "the rule a can never apply");
	unreachable(RULE("a", "household", "any(age < 6) and any(age >= 18)",
			 TO_KENKO),
		    NULL);
	unreachable(RULE("a", "member", "age > 150", TO_KENKO),
		    "the rule a can never apply");
	unreachable(RULE("a", "household", "debt or no_bed", TO_KENKO) RULE(
			    "b", "household", "debt", TO_KENKO ", unless: [a]"),
		    "the rule b can never apply: its condition is never true "
		    "while");
	unreachable(RULE("a", "household", "debt and no_bed", TO_KENKO) RULE(
			    "b", "household", "debt", TO_KENKO ", unless: [a]"),
		    NULL);
	unreachable(RULE("a", "member", "client", TO_KENKO)
			    RULE("b", "member", "not client",
				 TO_KENKO ", unless: [a]"),
		    NULL);
	/* Open is enough to stay unsilenced. */
	unreachable(RULE("a", "household", "no_bed or not no_bed", TO_KENKO)
			    RULE("b", "household", "debt",
				 TO_KENKO ", unless: [a]"),
		    NULL);
	unreachable(RULE("a", "member", "age < 6",
			 "to: [{to: kenko, when: age >= 6}], urgency: C"),
		    "the rule a never leads to kenko");
	unreachable(RULE("a", "member", "age < 6",
			 "to: [kenko], urgency: [{urgency: A, when: "
			 "age >= 6}, C]"),
		    "the rule a never has the urgency A");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			unless_looks_at_the_same_member_or_the_household),
		cmocka_unit_test(unless_may_name_a_later_rule),
		cmocka_unit_test(urgency_takes_the_first_definite_yes),
		cmocka_unit_test(a_destination_joins_on_a_definite_yes),
		cmocka_unit_test(lists_are_ordered),
		cmocka_unit_test(counters_are_the_fewest_that_serve),
		cmocka_unit_test(who_joins_and_why),
		cmocka_unit_test(long_form_wants_two_counters_or_two_members),
		cmocka_unit_test(
			the_lead_is_the_most_urgent_duty_at_the_counter),
		cmocka_unit_test(a_refused_fact_is_never_asked),
		cmocka_unit_test(suicidal_asks_plan_means_and_attempt),
		cmocka_unit_test(only_what_would_change_something_is_asked),
		cmocka_unit_test(an_age_is_asked_by_its_name),
		cmocka_unit_test(born_on_29_february),
		cmocka_unit_test(
			facts_that_only_the_importer_needs_are_ignored),
		cmocka_unit_test(the_kept_answer_only_lacks_why_not),
		cmocka_unit_test(only_twenty_faults_are_told),
		cmocka_unit_test(what_is_said_is_fit_to_be_read_aloud),
		cmocka_unit_test(shipped_rules_are_all_reachable),
		cmocka_unit_test(what_can_never_apply_is_proved),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
