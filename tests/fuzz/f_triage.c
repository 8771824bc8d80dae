/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes as triage.yaml: rules that decide and explain a household, or
 * sentences that each say where it went wrong.
 */
#include "fuzz.h"

#include "base/mem.h"
#include "domain/triage_explain.h"

static struct facts *facts;
static struct profile *profile;

static void try_rules(const struct rules *rules)
{
	struct triage_member members[2] = {
		{ .id = "m1", .client = true, .age = 40 },
		{ .id = "m2", .age = -1 },
	};
	struct triage_case c = {
		.concerns = CONCERN_BIT(CONCERN_CARE),
		.member = members,
		.member_n = 2,
		.taken_at = -1,
	};
	struct triage_explanation why = { 0 };
	struct triage_result result = { 0 };

	for (size_t i = 0; i < facts->n; i++)
		c.facts[i] = members[0].facts[i] = (uint8_t)(i % 5);
	triage_decide(rules, &c, &result);
	if (!result.dest_n || !(result.to & DEST_BIT(result.lead)))
		BUG("a household without a destination or a lead");
	triage_explain(rules, &c, &result, &why);
	triage_explain_ask(rules, &c, &result, &why);
	triage_explain_why_not(rules, &c, &result, &why);
	if (why.because_n != result.firing_n)
		BUG("a firing without its reasons");
	triage_explanation_release(&why);
	triage_result_release(&result);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct err err = ERR_INIT;
	struct rules *rules;

	if (!profile) {
		profile = profile_load("fussa", &err);
		facts = facts_load(NULL, &err);
	}
	if (!profile || !facts)
		BUG("%s", err.text.buf);
	rules = rules_parse((const char *)data, size, "f", profile, facts,
			    &err);
	if (rules)
		try_rules(rules);
	else if (err.kind != ERR_INPUT ||
		 !skip_prefix(err.text.buf, "f:", NULL))
		BUG("no sentence with its place: %s", err.text.buf);
	rules_free(rules);
	err_release(&err);
	return 0;
}
