/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Prints a form for the tests: sheet FORM VALUES OUT.pdf, with "-" as VALUES
 * for an empty form; sheet --preview FORM VALUES shows it as text.
 */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "forms/values.h"
#include "print/press.h"

static struct paper *load(const char *name, struct err *err)
{
	return strchr(name, '/') ? paper_load_file(name, err)
				 : paper_load(name, err);
}

int main(int argc, char **argv)
{
	struct err err = ERR_INIT;
	struct str text = STR_INIT;
	struct press *press;
	struct paper *paper;
	struct sheet *sheet;
	bool preview;
	int rc = 0;

	i18n_init();
	if (argc != 4)
		die("sheet FORM VALUES OUT.pdf | sheet --preview FORM VALUES");
	preview = !strcmp(argv[1], "--preview");
	paper = load(argv[preview ? 2 : 1], &err);
	sheet = strcmp(argv[preview ? 3 : 2], "-") != 0
			? values_load(argv[preview ? 3 : 2])
			: NULL;
	press = press_new();
	if (!paper) {
		rc = -1;
	} else if (preview) {
		press_preview(paper, sheet, 78, &text);
		fputs(text.buf, stdout);
	} else {
		rc = press_file(press, paper, sheet, argv[3], &err);
	}
	if (rc)
		fprintf(stderr, "%s\n", err.text.buf);
	rc = err_status(&err);
	press_free(press);
	paper_free(paper);
	sheet_free(sheet);
	str_release(&text);
	err_release(&err);
	return rc;
}
