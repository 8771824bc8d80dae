/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * madoguchi staff: who works here. Names and passphrases are read, never taken
 * from arguments, which every user of the machine could see.
 */
#include <stdlib.h>
#include <string.h>

#include "app/command.h"
#include "app/office.h"
#include "app/secretin.h"
#include "base/i18n.h"
#include "base/lines.h"
#include "base/mem.h"
#include "base/secret.h"
#include "domain/access.h"
#include "domain/account.h"
#include "domain/staff.h"

#define STAFF_FILE_MAX (1024 * 1024)

/* Somebody who is to be added, with what the hash of 90 ms is made of before
 * the gate is taken. */
struct newcomer {
	struct values who;
	char passphrase[PASSPHRASE_MADE_SIZE];
	char hash[PASSPHRASE_HASH_SIZE];
};

struct newcomers {
	struct newcomer *one;
	size_t n, alloc;
};

static void newcomers_release(struct newcomers *all)
{
	for (size_t i = 0; i < all->n; i++) {
		values_release(&all->one[i].who);
		secret_wipe(all->one[i].passphrase, PASSPHRASE_MADE_SIZE);
	}
	free(all->one);
}

static bool is_section(const struct profile *profile, const char *code)
{
	int i = profile_dest(profile, code);

	return i >= 0 && (size_t)i < profile->section_n;
}

/* number, name, reading, section, roles, with tabs between. */
static int read_one(struct newcomers *all, const struct lines *l, char *line,
		    const struct profile *profile, struct err *err)
{
	static const char *const names[] = { "number", "name", "kana",
					     "section", "role" };
	struct newcomer *one;

	ALLOC_GROW(all->one, all->n + 1, all->alloc);
	one = &all->one[all->n++];
	*one = (struct newcomer){ .passphrase = "" };
	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		char *text = strsep(&line, "\t");

		if (!text)
			return lines_err(l, 0, err,
					 _("a line has a number, a name, its "
					   "reading, a section and roles, with "
					   "tabs between"));
		values_set(&one->who, names[i], text);
	}
	if (line)
		return lines_err(l, 0, err, _("there is too much on the line"));
	if (!is_section(profile, values_get(&one->who, "section")))
		return lines_err(l, 0, err, _("\"%.40s\" is no section of %s"),
				 values_get(&one->who, "section"),
				 profile->city);
	values_set(&one->who, "active", "1");
	passphrase_make(one->passphrase);
	return account_hash(one->passphrase, one->hash, err);
}

static int read_all(struct newcomers *all, const char *file,
		    const struct profile *profile, struct err *err)
{
	struct str text = STR_INIT;
	const char *name;
	struct lines l;
	char *line;
	int r = cmd_read_input(file, STAFF_FILE_MAX, &text, &name, err);

	if (r) {
		str_release(&text);
		return -1;
	}
	lines_from(&l, text.buf, text.len, name);
	while (!r && (line = lines_next(&l)))
		if (*line && *line != '#')
			r = read_one(all, &l, line, profile, err);
	lines_release(&l);
	str_release(&text);
	return r;
}

/* A number that is somebody's stays theirs. */
static int add_one(const struct newcomer *one, struct store *s, const char *by,
		   struct err *err)
{
	const char *number = values_get(&one->who, "number");

	if (!staff_check(s, number, NULL))
		return err_input(err, _("%s already works here"), number);
	if (staff_put(&one->who, s, by, err))
		return -1;
	return account_put(s, number, one->hash, true, err);
}

static int add_all(const struct newcomers *all, struct store *s, const char *by,
		   struct err *err)
{
	int r = store_begin(s, err);

	for (size_t i = 0; !r && i < all->n; i++)
		r = add_one(&all->one[i], s, by, err);
	if (!r)
		r = store_commit(s, err);
	store_rollback(s);
	return r;
}

static int run_add(const struct cmd_args *args, struct err *err)
{
	const char *by;
	struct newcomers all = { NULL };
	struct str out = STR_INIT;
	struct office o;
	int r;

	if (cmd_open_as(args, &o, &by, err))
		return -1;
	r = read_all(&all, cmd_operand(args, 0), o.profile, err);
	if (!r)
		r = add_all(&all, o.store, by, err);
	for (size_t i = 0; !r && i < all.n; i++)
		str_addf(&out, "%s\t%s\n",
			 values_get(&all.one[i].who, "number"),
			 all.one[i].passphrase);
	if (!r)
		r = cmd_print(&out, err);
	secret_wipe(out.buf, out.len);
	str_release(&out);
	newcomers_release(&all);
	office_close(&o);
	return r;
}

static int run_disable(const struct cmd_args *args, struct err *err)
{
	const char *by;
	struct office o;
	int r;

	if (cmd_open_as(args, &o, &by, err))
		return -1;
	r = staff_leave(o.store, by, cmd_operand(args, 0),
			cmd_value(args, "to"), err);
	office_close(&o);
	return r;
}

static int run_list(const struct cmd_args *args, struct err *err)
{
	struct rows rows = ROWS_INIT;
	struct str out = STR_INIT;
	struct office o;
	int r;

	if (office_open(&o, cmd_value(args, "db"), err))
		return -1;
	r = staff_list(o.store, &rows, err);
	for (size_t i = 0; !r && i < rows.n; i++)
		str_addf(&out, "%s\t%s\t%s\t%s\t%s\t%s\n",
			 rows_text(&rows, i, "number"),
			 rows_text(&rows, i, "name"),
			 str_or_empty(rows_text(&rows, i, "kana")),
			 rows_text(&rows, i, "section"),
			 rows_text(&rows, i, "role"),
			 rows_int(&rows, i, "active") ? "active" : "disabled");
	if (!r)
		r = cmd_print(&out, err);
	rows_release(&rows);
	str_release(&out);
	office_close(&o);
	return r;
}

static int run_passphrase(const struct cmd_args *args, struct err *err)
{
	const char *number = cmd_operand(args, 0), *by;
	char text[PASSPHRASE_MAX];
	struct office o;
	int r;

	if (cmd_open_as(args, &o, &by, err))
		return -1;
	r = access_house(o.store, by, ACTION_STAFF, err);
	if (!r)
		r = staff_check(o.store, number, err);
	if (!r)
		r = secretin_new(_("New passphrase: "), text, sizeof(text),
				 err);
	if (!r)
		r = passphrase_check(text, number, err);
	if (!r)
		r = account_give(o.store, by, number, text, err);
	secret_wipe(text, sizeof(text));
	office_close(&o);
	return r;
}

#define BY_OPTION                                        \
	STAFF_OPTION(N_("the administrator who does it " \
			"($MADOGUCHI_STAFF)"))

const struct command cmd_staff_add = {
	.name = "staff add",
	.operands = "[FILE|-]",
	.max_n = 1,
	.summary = N_("Add staff from lines of text, and give each a first "
		      "passphrase."),
	.options = { DB_OPTION, BY_OPTION },
	.run = run_add,
};

const struct command cmd_staff_disable = {
	.name = "staff disable",
	.operands = "NUMBER",
	.min_n = 1,
	.max_n = 1,
	.summary = N_("Take somebody's account away who does not work here "
		      "any more."),
	.options = { DB_OPTION,
		     BY_OPTION,
		     { .name = "to",
		       .value = "NUMBER",
		       .help = N_("who takes over what they have") } },
	.run = run_disable,
};

const struct command cmd_staff_list = {
	.name = "staff list",
	.operands = "",
	.summary = N_("List all staff, one a line with tabs between."),
	.options = { DB_OPTION },
	.run = run_list,
};

const struct command cmd_staff_passphrase = {
	.name = "staff passphrase",
	.operands = "NUMBER",
	.min_n = 1,
	.max_n = 1,
	.summary = N_("Give somebody a passphrase, to be changed when they "
		      "log in."),
	.options = { DB_OPTION, BY_OPTION },
	.run = run_passphrase,
};
