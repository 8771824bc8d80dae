/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * madoguchi intake import: cases from Case JSON, one object or an array. All
 * of it is read and checked before the first is written, and all are written
 * in one transaction or none.
 */
#include <stdlib.h>

#include "app/command.h"
#include "app/office.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "domain/casejson.h"
#include "domain/casetriage.h"
#include "domain/role.h"
#include "domain/staff.h"

#define INPUT_MAX_BYTES (64u << 20)

struct import {
	struct office office;
	struct casefile *cf;
	size_t n;
	const char *staff; /* who signs, NULL: somebody of the section */
	struct rows colleagues;
	struct values answer; /* of the rules, about the one in hand */
};

static int read_cases(struct import *im, const struct js *in, struct err *err)
{
	bool many = js_is(in, JS_ARRAY);
	int r = 0;

	im->n = many ? js_len(in) : 1;
	im->cf = xcalloc(im->n, sizeof(*im->cf));
	for (size_t i = 0; !r && i < im->n; i++) {
		char *prefix = many ? xstrfmt("[%zu]", i) : xstrdup("");

		r = casefile_from_json(&im->cf[i], many ? js_at(in, i) : in,
				       prefix, im->office.rules, err);
		free(prefix);
	}
	return r;
}

/* Who takes an imported case: as asked, else a clerk of the counter where it
 * was taken, else anybody who takes some. */
static const char *taker(const struct import *im, const struct casefile *cf)
{
	const char *section = casefile_get(cf, "intake.section");
	const char *anybody = NULL;

	if (im->staff)
		return im->staff;
	for (size_t i = 0; i < im->colleagues.n; i++) {
		unsigned roles =
			roles_read(rows_text(&im->colleagues, i, "role"));

		if (!rows_int(&im->colleagues, i, "active") ||
		    !roles_may(roles, ACTION_TAKE, 0))
			continue;
		anybody = rows_text(&im->colleagues, i, "number");
		if (streq(rows_text(&im->colleagues, i, "section"), section) &&
		    roles & ROLE_BIT(ROLE_COUNTER))
			break;
	}
	return anybody;
}

static int save_cases(struct import *im, struct str *out, struct err *err)
{
	struct store *s = im->office.store;
	int r = staff_list(s, &im->colleagues, err);

	if (!r)
		r = store_begin(s, err);
	for (size_t i = 0; !r && i < im->n; i++) {
		struct casefile *cf = &im->cf[i];
		const char *staff = taker(im, cf);

		if (!staff) {
			r = err_system(err, _("Nobody works here yet who could "
					      "take the cases"));
			break;
		}
		r = casefile_set(cf, im->office.facts, "intake.staff", staff,
				 err);
		if (!r) {
			casefile_decide_and_tell(cf, im->office.rules,
						 &im->answer);
			r = casefile_save_decided(cf, NULL, s, staff,
						  &im->answer, err);
		}
		str_addf(out, "%s\n", casefile_get(cf, "case.number"));
	}
	if (!r)
		r = store_commit(s, err);
	store_rollback(s);
	return r;
}

static int import(struct import *im, const char *file, struct err *err)
{
	struct str in = STR_INIT, out = STR_INIT;
	struct js *json = NULL;
	const char *name;
	int r = cmd_read_input(file, INPUT_MAX_BYTES, &in, &name, err);

	if (!r)
		json = js_parse(in.buf, in.len, name, err);
	r = json ? read_cases(im, json, err) : -1;
	if (!r)
		r = save_cases(im, &out, err);
	if (!r)
		r = cmd_print(&out, err);
	js_free(json);
	str_release(&in);
	str_release(&out);
	return r;
}

static int run(const struct cmd_args *args, struct err *err)
{
	struct import im = { .staff = cmd_value(args, "staff") };
	int r;

	if (office_open(&im.office, cmd_value(args, "db"), err))
		return -1;
	r = import(&im, cmd_operand(args, 0), err);
	for (size_t i = 0; i < im.n; i++)
		casefile_release(&im.cf[i]);
	free(im.cf);
	rows_release(&im.colleagues);
	values_release(&im.answer);
	office_close(&im.office);
	return r;
}

const struct command cmd_intake_import = {
	.name = "intake import",
	.operands = "[FILE|-]",
	.max_n = 1,
	.summary = N_("Take in cases from Case JSON; prints their numbers."),
	.options = {
		DB_OPTION,
		{ .name = "staff", .value = "NUMBER",
		  .help = N_("who takes them (somebody of the section)") },
	},
	.run = run,
};
