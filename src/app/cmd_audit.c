/* SPDX-License-Identifier: GPL-3.0-or-later */
/* madoguchi audit: is the record of views and changes whole, and what is in
 * it. To look at it is recorded, too. */
#include <stdlib.h>
#include <string.h>

#include "app/command.h"
#include "app/office.h"
#include "base/i18n.h"
#include "domain/access.h"
#include "domain/audit.h"
#include "domain/casefile.h"
#include "domain/ledger.h"

#define PAGE_N 1000

/* ---- verify ---- */

static int read_known(const char *text, int64_t *known, struct err *err)
{
	char *end;

	*known = text ? strtoll(text, &end, 10) : 0;
	if (!text || (*text && !*end && *known >= 0))
		return 0;
	return err_input(err, _("--known: \"%.40s\" is no number of an entry"),
			 text);
}

static void add_whole(const struct audit_whole *whole, struct str *out)
{
	str_addf(out, "%lld %s\n", (long long)whole->n, whole->mac);
	if (whole->first > 1) {
		str_addf(out,
			 _("Not verifiable before %.10s: entries 1 to %lld, "
			   "whose key was lost"),
			 whole->since, (long long)whole->first - 1);
		str_addc(out, '\n');
	}
}

static int run_verify(const struct cmd_args *args, struct err *err)
{
	struct audit_whole whole;
	struct str out = STR_INIT;
	struct office o;
	int64_t known;
	int r;

	if (read_known(cmd_value(args, "known"), &known, err) ||
	    office_open(&o, cmd_value(args, "db"), err))
		return -1;
	r = audit_verify(o.store, known, &whole, err);
	if (!r) {
		add_whole(&whole, &out);
		r = cmd_print(&out, err);
	}
	str_release(&out);
	office_close(&o);
	return r;
}

const struct command cmd_audit_verify = {
	.name = "audit verify",
	.operands = "",
	.summary = N_("Check that the record of views and changes is whole."),
	.options = {
		DB_OPTION,
		{ .name = "known", .value = "ENTRY",
		  .help = N_("breaks noted up to this entry are known") },
	},
	.run = run_verify,
};

/* ---- anew ---- */

static int run_anew(const struct cmd_args *args, struct err *err)
{
	const char *staff;
	struct office o;
	int r;

	if (!cmd_value(args, "lost-key"))
		return err_input(err, _("Whatever was recorded until now can "
					"never be verified again. If the key "
					"is lost for good, say --lost-key"));
	if (cmd_open_as(args, &o, &staff, err))
		return -1;
	r = audit_anew(o.store, staff, err);
	office_close(&o);
	return r;
}

const struct command cmd_audit_anew = {
	.name = "audit anew",
	.operands = "",
	.summary = N_("Begin the record of views and changes anew, after its "
		      "key was lost."),
	.options = {
		DB_OPTION,
		STAFF_OPTION(N_("the administrator who begins it "
				"($MADOGUCHI_STAFF)")),
		{ .name = "lost-key",
		  .help = N_("the key is lost for good; what was recorded "
			     "until now can never be verified again") },
	},
	.run = run_anew,
};

/* ---- show ---- */

static const char *or_dash(const char *text)
{
	return text ? text : "-";
}

/* "history	7-12" */
static void add_kind(const struct rows *rows, size_t i, struct str *out)
{
	const char *what = rows_text(rows, i, "what");
	const char *row = rows_text(rows, i, "row");
	const char *last = rows_text(rows, i, "last");

	str_addf(out, "%s\t%s", what ? what : rows_text(rows, i, "kind"), row);
	if (!streq(row, last))
		str_addf(out, "-%s", last);
}

/* Entries from a day on, one a line. */
static void add_entries(const struct rows *rows, const char *from,
			struct str *out)
{
	for (size_t i = 0; i < rows->n; i++) {
		const char *at = rows_text(rows, i, "at");

		if (strcmp(at, from) < 0)
			continue;
		str_addf(out, "%s\t%s\t", rows_text(rows, i, "id"), at);
		add_kind(rows, i, out);
		str_addf(out, "\t%s\t%s\n",
			 or_dash(rows_text(rows, i, "staff")),
			 or_dash(rows_text(rows, i, "number")));
	}
}

static int add_all(struct store *s, int64_t case_id, const char *from,
		   struct str *out, struct err *err)
{
	struct rows rows = ROWS_INIT;
	int64_t above = 0;
	int r;

	do {
		r = audit_list(s, case_id, above, PAGE_N, &rows, err);
		if (!r && rows.n) {
			above = rows_int(&rows, rows.n - 1, "id");
			add_entries(&rows, from, out);
		}
	} while (!r && rows.n == PAGE_N);
	rows_release(&rows);
	return r;
}

static int run_show(const struct cmd_args *args, struct err *err)
{
	const char *number = cmd_value(args, "case");
	const char *from = cmd_day(args, "from", err), *staff;
	struct str out = STR_INIT;
	struct office o;
	int64_t id = 0;
	int r;

	if (!from || cmd_open_as(args, &o, &staff, err))
		return -1;
	r = access_house(o.store, staff, ACTION_AUDIT, err);
	if (!r && number)
		r = casefile_find(o.store, number, &id, err);
	if (!r)
		r = ledger_event(o.store, "audit-show", staff, id, err);
	if (!r)
		r = add_all(o.store, id, from, &out, err);
	if (!r)
		r = cmd_print(&out, err);
	str_release(&out);
	office_close(&o);
	return r;
}

const struct command cmd_audit_show = {
	.name = "audit show",
	.operands = "",
	.summary = N_("List the record of views and changes."),
	.options = {
		DB_OPTION,
		STAFF_OPTION(N_("the administrator who looks "
				"($MADOGUCHI_STAFF)")),
		{ .name = "case", .value = "NUMBER",
		  .help = N_("only about this case") },
		{ .name = "from", .value = "DATE",
		  .help = N_("only from this day on, as in 2026-11-20") },
	},
	.run = run_show,
};
