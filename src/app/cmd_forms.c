/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What whoever edits a form needs: is it right, and what may it show? */
#include <string.h>

#include "app/command.h"
#include "base/i18n.h"
#include "domain/sheet.h"
#include "print/paper.h"

static int check(const struct cmd_args *args, struct err *err)
{
	struct str out = STR_INIT;
	const char *name;
	int rc = 0;

	for (int i = 0;
	     (name = args->n ? cmd_operand(args, i) : paper_names[i]); i++) {
		struct paper *paper = strchr(name, '/') || strchr(name, '.')
					      ? paper_load_file(name, err)
					      : paper_load(name, err);

		if (paper)
			str_addf(&out, "%s: %s\n", name, paper_title(paper));
		else
			rc = -1;
		paper_free(paper);
	}
	if (!rc)
		rc = cmd_print(&out, err);
	str_release(&out);
	return rc;
}

static int keys(const struct cmd_args *args, struct err *err)
{
	size_t n;
	const struct sheet_key *key = sheet_keys(&n);
	struct str out = STR_INIT;
	int rc;

	for (size_t i = 0; i < n; i++) {
		str_addf(&out, "%s%s\t%s", key[i].key,
			 key[i].sensitive ? " !hide" : "", key[i].meaning);
		if (key[i].codes)
			str_addf(&out, "\t%s", key[i].codes);
		str_addc(&out, '\n');
	}
	rc = cmd_print(&out, err);
	str_release(&out);
	return rc;
}

const struct command cmd_forms_check = {
	.name = "forms check",
	.operands = "[FORM|FILE]...",
	.max_n = -1,
	.summary = N_("Check printed forms and list their titles."),
	.run = check,
};

const struct command cmd_forms_keys = {
	.name = "forms keys",
	.operands = "",
	.summary = N_("List the values that a form can show."),
	.run = keys,
};
