/* SPDX-License-Identifier: GPL-3.0-or-later */
/* madoguchi profile check: is what a city wrote whole and possible? */
#include "app/command.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "domain/basis.h"
#include "domain/consent.h"
#include "domain/rules.h"
#include "domain/settings.h"

static int check_consent(const struct profile *profile, struct err *err)
{
	char *path = profile_path(profile->code, "consent.yaml");
	int rc = consent_rules_check(path, profile, err);

	free(path);
	return rc;
}

/* What may stand in for consent is shared by all cities, and edited here. */
static int check_laws(struct err *err)
{
	struct laws *laws = laws_load(NULL, err);

	laws_free(laws);
	return laws ? 0 : -1;
}

/* Say what the city has still to fill in; how many things. */
static int warn_missing(const struct profile *profile)
{
	int n = 0;

	for (size_t i = 0; i < profile->dest_n; i++) {
		const struct dest *dest = &profile->dest[i];

		if (!*dest->tel)
			cmd_warn(_("%s (%s): no telephone number yet"),
				 dest->code, dest->name);
		if (!*dest->after_hours)
			cmd_warn(_("%s (%s): no out-of-hours contact yet"),
				 dest->code, dest->name);
		n += !*dest->tel + !*dest->after_hours;
	}
	return n;
}

static int check(const struct profile *profile, const struct facts *facts,
		 struct err *err)
{
	struct rules *rules = rules_load(profile, facts, err);
	struct str out = STR_INIT;
	int faults = !rules, rc = -1;

	/* Each file is read, whatever was wrong in the one before. */
	faults += check_consent(profile, err) != 0;
	faults += check_laws(err) != 0;
	if (!faults && !rules_unreachable(rules, err)) {
		int missing = warn_missing(profile);

		str_addf(&out,
			 _("%s: %zu destinations, %zu rules (version %s); "
			   "nothing wrong, %d contacts still to fill in\n"),
			 profile->code, profile->dest_n, rules->n,
			 rules->version, missing);
		rc = cmd_print(&out, err);
	}
	str_release(&out);
	rules_free(rules);
	return rc;
}

/* With what the city has changed in this database. */
static int lay_over(struct profile *profile, const char *db, struct err *err)
{
	struct store *store = store_open(db, err);
	int r = store ? settings_apply(profile, store, err) : -1;

	store_close(store);
	return r;
}

static int run(const struct cmd_args *args, struct err *err)
{
	struct profile *profile = profile_load(cmd_operand(args, 0), err);
	struct facts *facts = facts_load(NULL, err);
	const char *db = cmd_value(args, "db");
	int rc = profile && facts ? 0 : -1;

	if (!rc && db)
		rc = lay_over(profile, db, err);
	if (!rc)
		rc = check(profile, facts, err);

	facts_free(facts);
	profile_free(profile);
	return rc;
}

const struct command cmd_profile_check = {
	.name = "profile check",
	.operands = "NAME",
	.min_n = 1,
	.max_n = 1,
	.summary = N_("Check a city's profile and list what is to fill in."),
	.options = {
		{ .name = "db", .value = "FILE",
		  .help = N_("with what was changed in this database") },
	},
	.run = run,
};
