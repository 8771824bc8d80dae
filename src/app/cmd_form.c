/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * madoguchi form: one printed form about a case, or empty for the pen. What
 * leaves the section is on record before the file appears.
 */
#include <stdlib.h>

#include "app/command.h"
#include "app/handout.h"
#include "app/office.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "domain/access.h"
#include "domain/casesheet.h"
#include "print/press.h"

#define PREVIEW_COLS 80

static int print_sheet(const struct cmd_args *args, const struct paper *paper,
		       const struct case_sheet *cs, const char *staff,
		       struct store *store, struct err *err)
{
	struct str out = STR_INIT;
	struct press *press;
	int rc, pages;

	if (cmd_value(args, "text")) {
		press_preview(paper, cs->sheet, PREVIEW_COLS, &out);
		rc = cmd_print(&out, err);
		str_release(&out);
		return rc;
	}
	press = press_new();
	rc = press_pdf(press, paper, cs->sheet, &out, &pages, err);
	if (!rc) {
		const struct handout h = {
			.sheet = cs,
			.staff = staff,
			.pdf = &out,
			.pages = pages,
			.store = store,
		};

		rc = handout_file(&h, cmd_value(args, "output"), err);
	}
	press_free(press);
	str_release(&out);
	return rc;
}

static int about_case(const struct cmd_args *args, const struct paper *paper,
		      const struct case_sheet_ask *office, struct err *err)
{
	struct casefile cf = CASEFILE_INIT;
	struct case_sheet_ask ask = *office;
	struct case_sheet cs;
	int64_t id;
	int rc;

	ask.staff = cmd_staff(args, err);
	if (!ask.staff ||
	    casefile_find(ask.store, cmd_value(args, "case"), &id, err) ||
	    access_open(&cf, ask.store, ask.staff, id, "command", err))
		return -1;
	ask.cf = &cf;
	rc = case_sheet_make(&cs, &ask, err);
	if (!rc)
		rc = print_sheet(args, paper, &cs, ask.staff, ask.store, err);
	case_sheet_release(&cs);
	casefile_release(&cf);
	return rc;
}

static int with_office(const struct cmd_args *args, const struct paper *paper,
		       enum sheet_form form, struct err *err)
{
	struct office o;
	struct laws *laws;
	struct consent_rules *rules = NULL;
	int rc = -1;

	if (office_open(&o, cmd_value(args, "db"), err))
		return -1;
	laws = laws_load(NULL, err);
	if (laws) {
		char *path = profile_path(o.profile->code, "consent.yaml");

		rules = consent_rules_load(path, err);
		free(path);
	}
	if (rules) {
		struct case_sheet_ask ask = {
			.store = o.store,
			.rules = o.rules,
			.laws = laws,
			.consent_rules = rules,
			.form = form,
			.to = cmd_value(args, "to"),
			.basis = cmd_value(args, "basis"),
			.reason = cmd_value(args, "reason"),
			.approver = cmd_value(args, "approver"),
			.asked = cmd_value(args, "asked"),
		};

		rc = about_case(args, paper, &ask, err);
	}
	consent_rules_free(rules);
	laws_free(laws);
	office_close(&o);
	return rc;
}

static int blank(const struct cmd_args *args, const struct paper *paper,
		 struct err *err)
{
	struct press *press;
	int rc;

	if (cmd_value(args, "text")) {
		struct str out = STR_INIT;

		press_preview(paper, NULL, PREVIEW_COLS, &out);
		rc = cmd_print(&out, err);
		str_release(&out);
		return rc;
	}
	press = press_new();
	rc = press_file(press, paper, NULL, cmd_value(args, "output"), err);
	press_free(press);
	return rc;
}

static int check_options(const struct cmd_args *args, struct err *err)
{
	bool text = cmd_value(args, "text"), file = cmd_value(args, "output");

	if (text == file)
		return err_input(err, _("Say either -o OUT.pdf or --text"));
	if (!cmd_value(args, "blank") == !cmd_value(args, "case"))
		return err_input(err, _("Say either --case NUMBER or --blank"));
	if (!cmd_value(args, "basis") &&
	    (cmd_value(args, "reason") || cmd_value(args, "approver")))
		return err_input(err, _("--reason and --approver belong to "
					"--basis"));
	return 0;
}

static int run(const struct cmd_args *args, struct err *err)
{
	const char *name = cmd_operand(args, 0);
	int form = sheet_form_from_code(name), rc;
	struct paper *paper;

	if (check_options(args, err))
		return -1;
	if (!cmd_value(args, "blank") &&
	    (form == FORM_HANDOVER || form == FORM_HANDOVER_CASE))
		return err_input(err, _("What is handed over stands on one "
					"list: print it with madoguchi "
					"handover"));
	paper = paper_load(name, err);
	if (!paper)
		return -1;
	rc = cmd_value(args, "blank")
		     ? blank(args, paper, err)
		     : with_office(args, paper, (enum sheet_form)form, err);
	paper_free(paper);
	return rc;
}

const struct command cmd_form = {
	.name = "form",
	.operands = "FORM",
	.min_n = 1,
	.max_n = 1,
	.summary = N_("Print a form about a case as PDF, or empty."),
	.options = {
		DB_OPTION,
		{ .name = "case", .value = "NUMBER",
		  .help = N_("number of the case, or the code of its sheet") },
		{ .name = "to", .value = "SECTION",
		  .help = N_("who receives it") },
		{ .name = "output", .letter = 'o', .value = "FILE",
		  .help = N_("where the PDF goes") },
		{ .name = "text", .help = N_("show it as text instead") },
		{ .name = "blank", .help = N_("empty, for the pen") },
		STAFF_OPTION(N_("who prints it ($MADOGUCHI_STAFF)")),
		{ .name = "basis", .value = "CODE",
		  .help = N_("what stands in for consent") },
		{ .name = "reason", .value = "TEXT",
		  .help = N_("why, with --basis") },
		{ .name = "approver", .value = "NAME",
		  .help = N_("who approved it, with --basis") },
		{ .name = "asked",
		  .help = N_("slip: the person wants one all the same") },
	},
	.run = run,
};
