/* SPDX-License-Identifier: GPL-3.0-or-later */
/* madoguchi init: a new database for a city, with invented cases if asked. */
#include <stdlib.h>

#include "app/command.h"
#include "app/office.h"
#include "base/i18n.h"
#include "base/path.h"
#include "base/secret.h"
#include "domain/account.h"
#include "domain/city.h"
#include "domain/demo.h"
#include "domain/staff.h"

#define DEMO_MAX    100000
#define FIRST_ADMIN "0001"

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

static int add_demo(const struct office *o, int n, struct err *err)
{
	if (city_set_demo(o->store, err) ||
	    demo_staff(o->store, o->profile, err))
		return -1;
	return demo_cases(o->store, o->rules, n, err);
}

/* Somebody has to let the others in. */
static int add_admin(const struct office *o, const char *passphrase,
		     struct err *err)
{
	const char *section = o->profile->dest[o->profile->general].code;
	char hash[PASSPHRASE_HASH_SIZE];
	struct values who = VALUES_INIT;
	int r = account_hash(passphrase, hash, err);

	values_set(&who, "number", FIRST_ADMIN);
	values_set(&who, "name", "システム管理者");
	values_set(&who, "kana", "しすてむかんりしゃ");
	values_set(&who, "section", section);
	values_set(&who, "role", role_code(ROLE_ADMIN));
	values_set(&who, "active", "1");
	if (!r)
		r = staff_save(&who, o->store, err);
	if (!r)
		r = account_put(o->store, FIRST_ADMIN, hash, true, err);
	values_release(&who);
	return r;
}

/* demo_n < 0: no demo, and the administrator gets this passphrase. */
static int fill(const struct office *o, int demo_n, const char *passphrase,
		struct err *err)
{
	int r = store_begin(o->store, err);

	if (!r)
		r = city_set_profile(o->store, o->profile->code, err);
	if (!r)
		r = demo_n < 0 ? add_admin(o, passphrase, err)
			       : add_demo(o, demo_n, err);
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
	char passphrase[PASSPHRASE_MADE_SIZE];
	struct office o = { NULL };
	int demo_n = -1, r = demo ? read_n(demo, &demo_n, err) : 0;

	passphrase_make(passphrase);
	if (!r)
		r = office_load(&o, cmd_value(args, "profile"), err);
	if (!r) {
		o.store = store_init(db ? db : standard, err);
		r = o.store ? fill(&o, demo_n, passphrase, err) : -1;
	}
	if (r && o.store) {
		store_discard(o.store);
		o.store = NULL;
	}
	if (!r && !demo)
		cmd_warn(_("log in as %s with the passphrase %s and choose "
			   "another; it is not shown again"),
			 FIRST_ADMIN, passphrase);
	secret_wipe(passphrase, sizeof(passphrase));
	office_close(&o);
	free(standard);
	return r;
}

const struct command cmd_init = {
	.name = "init",
	.operands = "",
	.summary = N_("Make the database of a city and its administrator."),
	.options = {
		{ .name = "db", .value = "FILE",
		  .help = N_("the new database ($MADOGUCHI_DB)") },
		{ .name = "profile", .value = "NAME", .required = true,
		  .help = N_("the city: a folder of db/profiles") },
		{ .name = "demo", .value = "N",
		  .help = N_("an invented city instead, with so many cases") },
	},
	.run = run,
};
