/* SPDX-License-Identifier: GPL-3.0-or-later */
/* madoguchi loop show, loop check: the closed loop of referrals. */
#include "app/command.h"
#include "app/office.h"
#include "base/i18n.h"
#include "domain/loop_lists.h"

static int show(const struct cmd_args *args, struct err *err)
{
	struct str out = STR_INIT;
	int r;

	loop_show(&out);
	r = cmd_print(&out, err);
	str_release(&out);
	return r;
}

const struct command cmd_loop_show = {
	.name = "loop show",
	.operands = "",
	.summary = N_("Show who may move a referral from where to where."),
	.run = show,
};

static int check(const struct cmd_args *args, struct err *err)
{
	struct loop_faults f = { 0 };
	struct str out = STR_INIT;
	struct office o;
	int64_t n;
	int r = 0;

	if (office_open(&o, cmd_value(args, "db"), err))
		return -1;
	n = loop_check(o.store, &f, err);
	office_close(&o);
	if (n < 0)
		return -1;
	if (n)
		return err_system(
			err,
			_("Cases without a holder: %lld; referrals in no "
			  "list: %lld, in a wrong one: %lld, with somebody "
			  "who left: %lld; queues that nobody reads: %lld"),
			(long long)f.no_holder, (long long)f.no_queue,
			(long long)f.misplaced, (long long)f.nobody,
			(long long)f.no_reader);
	str_addf(&out, "%s\n",
		 _("Every open case has a holder, every open referral stands "
		   "in a list that somebody reads."));
	r = cmd_print(&out, err);
	str_release(&out);
	return r;
}

const struct command cmd_loop_check = {
	.name = "loop check",
	.operands = "",
	.summary = N_("Look for cases and referrals that nobody sees."),
	.options = {
		DB_OPTION,
	},
	.run = check,
};
