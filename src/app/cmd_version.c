/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/command.h"
#include "base/i18n.h"
#include "config.h"

static int run(const struct cmd_args *args, struct err *err)
{
	struct str out = STR_INIT;
	int rc;

	str_add(&out, "madoguchi " PACKAGE_VERSION "\n");
	rc = cmd_print(&out, err);
	str_release(&out);
	return rc;
}

const struct command cmd_version = {
	.name = "version",
	.operands = "",
	.summary = N_("Say which version this is."),
	.run = run,
};
