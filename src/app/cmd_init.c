/* SPDX-License-Identifier: GPL-3.0-or-later */
/* madoguchi init: a new database for a city, with invented cases if asked. */
#include <stdlib.h>

#include "app/command.h"
#include "app/office.h"
#include "base/i18n.h"
#include "base/path.h"
#include "domain/city.h"
#include "domain/demo.h"

#define DEMO_MAX 100000

static int read_n(const char *text, int *n, struct err *err)
{
	char *end;
	long value = strtol(text, &end, 10);

	if (!*text || *end || value < 0 || value > DEMO_MAX)
		return err_input(err,
				 _("--demo: \"%s\" is no whole number from 0 "
				   "to %d"),
				 text, DEMO_MAX);
	*n = (int)value;
	return 0;
}

static int fill(const struct office *o, int demo_n, struct err *err)
{
	int r = store_begin(o->store, err);

	if (!r)
		r = city_set_profile(o->store, o->profile->code, err);
	if (!r)
		r = demo_staff(o->store, o->profile, err);
	if (!r)
		r = demo_cases(o->store, o->rules, demo_n, err);
	if (!r)
		r = store_commit(o->store, err);
	store_rollback(o->store);
	/* The new file alone is the whole city: it may be moved or copied. */
	if (!r)
		r = store_checkpoint(o->store, err);
	return r;
}

static int run(const struct cmd_args *args, struct err *err)
{
	const char *db = cmd_value(args, "db"), *demo = cmd_value(args, "demo");
	char *standard = path_default_db();
	struct office o = { NULL };
	int demo_n = 0, r = demo ? read_n(demo, &demo_n, err) : 0;

	if (!r)
		r = office_load(&o, cmd_value(args, "profile"), err);
	if (!r) {
		o.store = store_init(db ? db : standard, err);
		r = o.store ? fill(&o, demo_n, err) : -1;
	}
	if (r && o.store) {
		store_discard(o.store);
		o.store = NULL;
	}
	office_close(&o);
	free(standard);
	return r;
}

const struct command cmd_init = {
	.name = "init",
	.operands = "",
	.summary = N_("Make the database of a city, with invented staff."),
	.options = {
		{ .name = "db", .value = "FILE",
		  .help = N_("the new database ($MADOGUCHI_DB)") },
		{ .name = "profile", .value = "NAME", .required = true,
		  .help = N_("the city: a folder of db/profiles") },
		{ .name = "demo", .value = "N",
		  .help = N_("add so many invented cases") },
	},
	.run = run,
};
