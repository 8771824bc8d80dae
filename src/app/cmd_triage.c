/* SPDX-License-Identifier: GPL-3.0-or-later */
/* madoguchi triage: Case JSON in, the result out. Touches no database. */
#include "app/command.h"
#include "base/i18n.h"
#include "domain/triage_json.h"

#define INPUT_MAX_BYTES (64u << 20)
#define DEFAULT_PROFILE "fussa"

static int answer(const struct rules *rules, const char *file, struct err *err)
{
	struct str in = STR_INIT, out = STR_INIT;
	struct jsonout results = { .out = &out, .pretty = true };
	struct js *cases = NULL;
	const char *name;
	int rc = -1;

	if (!cmd_read_input(file, INPUT_MAX_BYTES, &in, &name, err))
		cases = js_parse(in.buf, in.len, name, err);
	if (cases && !triage_json_all(rules, cases, &results, err)) {
		str_addc(&out, '\n');
		rc = cmd_print(&out, err);
	}
	js_free(cases);
	str_release(&in);
	str_release(&out);
	return rc;
}

static int run(const struct cmd_args *args, struct err *err)
{
	const char *name = cmd_value(args, "profile");
	struct profile *profile;
	struct facts *facts;
	struct rules *rules = NULL;
	int rc = -1;

	profile = profile_load(name ? name : DEFAULT_PROFILE, err);
	facts = profile ? facts_load(NULL, err) : NULL;
	if (facts)
		rules = rules_load(profile, facts, err);
	if (rules)
		rc = answer(rules, cmd_operand(args, 0), err);
	rules_free(rules);
	facts_free(facts);
	profile_free(profile);
	return rc;
}

const struct command cmd_triage = {
	.name = "triage",
	.operands = "[FILE|-]",
	.max_n = 1,
	.summary = N_("Say where cases belong: Case JSON in, the result out."),
	.options = {
		{ .name = "profile", .value = "NAME",
		  .help = N_("rules of this city (fussa)") },
	},
	.run = run,
};
