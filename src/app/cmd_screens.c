/* SPDX-License-Identifier: GPL-3.0-or-later */
/* madoguchi screens check: can every drawn screen be shown? */
#include "app/command.h"
#include "app/intake.h"
#include "app/screen_terms.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/path.h"
#include "domain/facts.h"
#include "form/check.h"

static int check(const char *path, const char *const *needed, size_t *n,
		 struct err *err)
{
	struct facts *facts = facts_load(NULL, err);
	struct screen_terms terms = screen_terms;
	int rc = -1;

	terms.data = facts;
	if (facts)
		rc = screens_check(path, needed, &terms, n, err);
	facts_free(facts);
	return rc;
}

static int run(const struct cmd_args *args, struct err *err)
{
	const char *folder = cmd_operand(args, 0);
	char *path = folder ? xstrdup(folder) : path_data("screens");
	struct str out = STR_INIT, screens = STR_INIT, help = STR_INIT;
	size_t n;
	/* A folder that is named may hold only what is being drawn. */
	int rc = check(path, folder ? NULL : page_screens, &n, err);

	if (!rc) {
		str_addf(&out, _("%s: %zu screens, nothing wrong\n"), path, n);
		screens_lack(path, page_screens, &screens, &help);
		if (screens.len)
			str_addf(&out,
				 _("not drawn there, and wanted by the "
				   "program: %s\n"),
				 screens.buf);
		if (help.len)
			str_addf(&out,
				 _("without a text for F1 in help/: %s\n"),
				 help.buf);
		rc = cmd_print(&out, err);
	}
	str_release(&out);
	str_release(&screens);
	str_release(&help);
	free(path);
	return rc;
}

const struct command cmd_screens_check = {
	.name = "screens check",
	.operands = "[FOLDER]",
	.max_n = 1,
	.summary = N_("Check every drawn screen and list all faults."),
	.run = run,
};
