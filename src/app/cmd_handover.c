/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * madoguchi handover: 申し送り of a section, of somebody, of today or for the
 * morning meeting, as PDF or as a table. That somebody had the cases on paper
 * is on record before the file appears.
 */
#include <stdlib.h>
#include <unistd.h>

#include "app/command.h"
#include "app/handout.h"
#include "app/handover_out.h"
#include "app/office.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"

/* What the options ask for. */
struct wish {
	struct handover_ask ask;
	char now[CLOCK_SIZE];
	bool table;
	enum charset charset;
	const char *staff; /* who prints */
};

static int read_scope(const struct cmd_args *args, struct wish *wish,
		      struct err *err)
{
	const char *person = cmd_value(args, "person");
	bool today = cmd_value(args, "today");
	bool morning = cmd_value(args, "morning");

	if (today + morning + (person != NULL) > 1 ||
	    (person && cmd_value(args, "section")))
		return err_input(err, _("--person, --today and --morning are "
					"different lists: say one; --person "
					"takes no --section"));
	wish->ask.scope = person    ? HANDOVER_PERSON
			  : today   ? HANDOVER_TODAY
			  : morning ? HANDOVER_MORNING
				    : HANDOVER_SECTION;
	wish->ask.whose = person ? person : cmd_value(args, "section");
	wish->staff = cmd_value(args, "staff");
	if (!wish->staff)
		wish->staff = person;
	if (!wish->staff)
		return err_input(err, _("Say who prints it: --staff NUMBER"));
	return 0;
}

static int read_form(const struct cmd_args *args, struct wish *wish,
		     struct err *err)
{
	const char *csv = cmd_value(args, "csv");

	wish->table = csv != NULL;
	if (csv &&
	    (!charset_find(csv, &wish->charset) ||
	     (wish->charset != CHARSET_UTF8 && wish->charset != CHARSET_CP932)))
		return err_input(err,
				 _("A table is written in utf-8 or "
				   "cp932, not in %s"),
				 csv);
	if (csv && cmd_value(args, "cases"))
		return err_input(err, _("--cases belongs to the PDF, a table "
					"has only the list"));
	if (!cmd_value(args, "output") && isatty(STDOUT_FILENO))
		return err_input(err, _("Say -o FILE: this is nothing for a "
					"terminal"));
	return 0;
}

static int put_out(const struct cmd_args *args, const struct str *bytes,
		   struct err *err)
{
	const char *path = cmd_value(args, "output");

	return path ? handout_write(path, bytes, err) : cmd_print(bytes, err);
}

static int make_pdf(const struct handover_desk *desk, const struct sheet *list,
		    const struct handover *h, bool cases, struct str *out,
		    struct err *err)
{
	struct handover_pile pile;
	int rc = handover_pile_make(&pile, desk, list, h, cases, err);

	if (!rc)
		rc = handover_pdf(&pile, out, err);
	handover_pile_release(&pile);
	return rc;
}

static int print(const struct cmd_args *args, const struct wish *wish,
		 const struct handover_desk *desk, struct err *err)
{
	struct handover h;
	struct str out = STR_INIT;
	struct str lost = STR_INIT;
	struct sheet *list = handover_sheet(desk, &wish->ask, &h, err);
	int rc = list ? 0 : -1;

	if (!rc)
		rc = wish->table
			     ? handover_table(list, wish->charset, &out, &lost,
					      err)
			     : make_pdf(desk, list, &h,
					cmd_value(args, "cases"), &out, err);
	if (!rc)
		rc = handover_record(desk, &h, err);
	if (!rc)
		rc = put_out(args, &out, err);
	if (!rc && lost.len)
		cmd_warn(_("%s has no %s; a mark stands in their place"),
			 charset_name(wish->charset), lost.buf);
	str_release(&lost);
	sheet_free(list);
	handover_release(&h);
	str_release(&out);
	return rc;
}

static int with_office(const struct cmd_args *args, struct wish *wish,
		       struct office *o, struct err *err)
{
	char *path = profile_path(o->profile->code, "consent.yaml");
	struct consent_rules *rules = consent_rules_load(path, err);
	struct laws *laws = laws_load(NULL, err);
	struct actor actor = { .number = NULL };
	int rc = rules && laws ? 0 : -1;

	if (!rc)
		rc = actor_load(&actor, o->store, wish->staff, err);
	if (!rc) {
		const struct handover_desk desk = {
			.store = o->store,
			.rules = o->rules,
			.laws = laws,
			.consent_rules = rules,
			.actor = &actor,
		};

		if (!wish->ask.whose)
			wish->ask.whose = actor.section;
		rc = print(args, wish, &desk, err);
	}
	actor_release(&actor);
	consent_rules_free(rules);
	laws_free(laws);
	free(path);
	return rc;
}

static int run(const struct cmd_args *args, struct err *err)
{
	struct wish wish = { .table = false };
	struct office o;
	int rc;

	if (read_scope(args, &wish, err) || read_form(args, &wish, err))
		return -1;
	clock_now(wish.now);
	wish.ask.now = wish.now;
	if (office_open(&o, cmd_value(args, "db"), err))
		return -1;
	rc = with_office(args, &wish, &o, err);
	office_close(&o);
	return rc;
}

const struct command cmd_handover = {
	.name = "handover",
	.operands = "",
	.summary = N_("Print what has to be handed over: a list, and a sheet "
		      "for each case."),
	.options = {
		DB_OPTION,
		{ .name = "section", .value = "SECTION",
		  .help = N_("what waits there (who prints)") },
		{ .name = "person", .value = "NUMBER",
		  .help = N_("what somebody holds or was given") },
		{ .name = "today",
		  .help = N_("what the section sent, moved or has to do "
			     "today") },
		{ .name = "morning",
		  .help = N_("the list for the morning meeting") },
		{ .name = "staff", .value = "NUMBER",
		  .help = N_("who prints it (--person)") },
		{ .name = "cases", .help = N_("with a sheet for each case") },
		{ .name = "csv", .value = "CHARSET",
		  .help = N_("as a table, in utf-8 or cp932") },
		{ .name = "output", .letter = 'o', .value = "FILE",
		  .help = N_("where it goes (standard output)") },
	},
	.run = run,
};
