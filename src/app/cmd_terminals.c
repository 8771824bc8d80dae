/* SPDX-License-Identifier: GPL-3.0-or-later */
/* madoguchi terminals check: is the file of terminals in order? */
#include "app/command.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "line/line.h"

static int run(const struct cmd_args *args, struct err *err)
{
	const char *file = cmd_operand(args, 0);
	char *path = file ? xstrdup(file) : line_file();
	struct str out = STR_INIT;
	int rc = line_check(path, err);

	if (!rc) {
		str_addf(&out, _("%s: nothing wrong\n"), path);
		rc = cmd_print(&out, err);
	}
	str_release(&out);
	free(path);
	return rc;
}

const struct command cmd_terminals_check = {
	.name = "terminals check",
	.operands = "[FILE]",
	.max_n = 1,
	.summary = N_("Check a file of terminals, or the one in use."),
	.run = run,
};
