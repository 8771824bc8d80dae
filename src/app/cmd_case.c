/* SPDX-License-Identifier: GPL-3.0-or-later */
/* madoguchi case show: one case as text, or as Case JSON. */
#include "app/command.h"
#include "app/office.h"
#include "base/i18n.h"
#include "domain/access.h"
#include "domain/casejson.h"
#include "domain/casepath.h"

static void add_json(const struct casefile *cf, struct str *out)
{
	struct jsonout json = { .out = out, .pretty = true };

	casefile_to_json(cf, &json);
	str_addc(out, '\n');
}

/* What a path is called, as on screen. */
static const char *label_of(const struct casepath *p, const struct facts *facts)
{
	int i;

	if (p->kind == PATH_FIELD)
		return p->field->label;
	if (p->kind == PATH_CONCERN) {
		i = concern_from_code(p->leaf);
		return i < 0 ? p->leaf : concern_label(i);
	}
	i = facts_find(facts, p->leaf);
	return i < 0 ? p->leaf : facts->fact[i].label;
}

/* "m2 生年月日: 1974-05-01", in order of the paths. */
static void add_text(const struct casefile *cf, const struct facts *facts,
		     struct str *out)
{
	for (size_t i = 0; i < cf->values.n; i++) {
		const struct value *v = &cf->values.v[i];
		struct casepath p;

		if (casepath_parse(&p, v->path))
			continue;
		str_addf(out, "%s %s: %s\n", p.group, label_of(&p, facts),
			 p.field ? field_code_label(p.field, v->text)
				 : v->text);
	}
}

static int run(const struct cmd_args *args, struct err *err)
{
	struct casefile cf = CASEFILE_INIT;
	struct str out = STR_INIT;
	const char *staff;
	struct office o;
	int64_t id;
	int r;

	if (cmd_open_as(args, &o, &staff, err))
		return -1;
	r = casefile_find(o.store, cmd_operand(args, 0), &id, err);
	if (!r)
		r = access_open(&cf, o.store, staff, id, "command", err);
	if (!r && cmd_value(args, "json"))
		add_json(&cf, &out);
	else if (!r)
		add_text(&cf, o.facts, &out);
	if (!r)
		r = cmd_print(&out, err);
	casefile_release(&cf);
	str_release(&out);
	office_close(&o);
	return r;
}

const struct command cmd_case_show = {
	.name = "case show",
	.operands = "NUMBER",
	.min_n = 1,
	.max_n = 1,
	.summary = N_("Show one case, by its number or the code of its sheet."),
	.options = {
		DB_OPTION,
		STAFF_OPTION(N_("who looks, which is recorded "
				"($MADOGUCHI_STAFF)")),
		{ .name = "json",
		  .help = N_("as Case JSON, which triage and import read") },
	},
	.run = run,
};
