/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 設定: who works here: added, changed, given a passphrase, leaving. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/admin.h"
#include "app/colleague.h"
#include "app/screen_terms.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/secret.h"
#include "domain/account.h"
#include "domain/role.h"
#include "domain/staff.h"
#include "text/width.h"
#include "ui/dialog.h"
#include "ui/formview.h"
#include "ui/pager.h"

#define NUMBER_COLS  9
#define NAME_COLS    15
#define SECTION_COLS 27

/* ---- the list ---- */

static void add_roles(const struct profile *p, unsigned roles, struct str *out)
{
	const char *sep = "";

	for (int r = 0; r < ROLE_N; r++)
		if (roles & ROLE_BIT(r)) {
			const char *code = role_code((enum role)r);
			const char *name = names_find(&p->roles, code);

			str_addf(out, "%s%s", sep, name ? name : code);
			sep = "・";
		}
}

static void add_person(struct admin_page *page, const struct rows *rows,
		       size_t i)
{
	const struct session *s = page->session;
	struct str text = STR_INIT;

	text_pad(&text, rows_text(rows, i, "number"), NUMBER_COLS);
	text_pad(&text, rows_text(rows, i, "name"), NAME_COLS);
	text_pad(&text, session_dest(s, rows_text(rows, i, "section")),
		 SECTION_COLS);
	if (rows_int(rows, i, "active"))
		add_roles(s->office.profile,
			  roles_read(rows_text(rows, i, "role")), &text);
	else
		str_add(&text, "（退職・停止）");
	rowlist_add(&page->list, ATTR_ROW, rows_text(rows, i, "number"), "  %s",
		    text.buf);
	str_release(&text);
}

static int build(struct admin_page *page, struct err *err)
{
	struct rows rows = ROWS_INIT;
	int r = staff_list(page->session->office.store, &rows, err);

	rowlist_clear(&page->list);
	for (size_t i = 0; !r && i < rows.n; i++)
		add_person(page, &rows, i);
	rows_release(&rows);
	return r;
}

/* ---- one person ---- */

struct person {
	struct session *session;
	struct values who;
	bool added; /* is not here yet */
	struct choice *section, role[ROLE_N];
};

static unsigned roles_of(const struct person *p)
{
	return roles_read(values_get(&p->who, "role"));
}

/* Codes with blanks between, in the order of the roles. */
static void set_role(struct person *p, int role, bool on)
{
	unsigned roles = roles_of(p) & ~ROLE_BIT(role);
	struct str text = STR_INIT;

	if (on)
		roles |= ROLE_BIT(role);
	for (int r = 0; r < ROLE_N; r++)
		if (roles & ROLE_BIT(r))
			str_addf(&text, "%s%s", text.len ? " " : "",
				 role_code((enum role)r));
	values_set(&p->who, "role", text.buf);
	str_release(&text);
}

static const char *get(void *data, const char *path)
{
	const struct person *p = data;
	const char *name = path + strlen("staffer."), *role;

	if (skip_prefix(name, "role.", &role))
		return roles_of(p) & ROLE_BIT(role_from_code(role)) ? "other"
								    : "";

	if (streq(name, "note"))
		return p->added ? "F10 で加えると、最初の合言葉が出ます。"
				: "職員番号は変わりません。F10 で決まります。";
	return values_get(&p->who, name);
}

static int leave(void *data, const char *path, const char *value,
		 struct err *err)
{
	struct person *p = data;
	const char *name = path + strlen("staffer."), *role;

	if (skip_prefix(name, "role.", &role)) {
		set_role(p, role_from_code(role), *value);
		return 0;
	}
	if (streq(name, "number") && !p->added &&
	    strcmp(value, values_get(&p->who, name)))
		return err_input(err, _("A staff number stays as it is"));
	values_set(&p->who, name, value);
	return 0;
}

static const struct choice *choices(void *data, const char *source, size_t *n)
{
	struct person *p = data;
	const struct profile *city = p->session->office.profile;

	if (streq(source, "section")) {
		*n = city->section_n;
		return p->section;
	}
	*n = ROLE_N;
	return p->role;
}

static void make_choices(struct person *p)
{
	const struct profile *city = p->session->office.profile;

	p->section = xcalloc(city->section_n, sizeof(*p->section));
	for (size_t i = 0; i < city->section_n; i++)
		p->section[i] =
			(struct choice){ .code = city->dest[i].code,
					 .label = city->dest[i].name,
					 .reading = city->dest[i].kana };
	for (int r = 0; r < ROLE_N; r++) {
		const char *code = role_code((enum role)r);
		const char *name = names_find(&city->roles, code);

		p->role[r] = (struct choice){ .code = code,
					      .label = name ? name : code };
	}
}

static void title(void *data, struct ui_title *out)
{
	const struct person *p = data;

	session_title(p->session, out);
	out->page = p->added ? "職員を加える" : "職員";
}

/* The first passphrase is seen once. */
static void show_passphrase(const char *number, const char *passphrase)
{
	char *text = xstrfmt("職員番号 %s の合言葉\n\n    %s\n\n"
			     "いま本人に渡してください。もう出ません。\n"
			     "最初に使うときに、本人が自分の合言葉に替えます。",
			     number, passphrase);

	(void)ui_page_text("合言葉", text);
	secret_wipe(text, strlen(text));
	free(text);
}

/* Refused where nobody would be left who may let others in. */
static int put(struct person *p, const char *hash, struct err *err)
{
	struct store *s = p->session->office.store;
	const char *number = values_get(&p->who, "number");
	int r = store_begin(s, err);

	if (!r)
		r = p->added ? staff_put(&p->who, s, p->session->staff, err)
			     : staff_change(&p->who, s, p->session->staff, err);
	if (!r && hash)
		r = account_put(s, number, hash, true, err);
	if (!r)
		r = store_commit(s, err);
	store_rollback(s);
	return r;
}

static int add(struct person *p, struct err *err)
{
	const char *number = values_get(&p->who, "number");
	char passphrase[PASSPHRASE_MADE_SIZE];
	char hash[PASSPHRASE_HASH_SIZE];
	int r;

	if (*number && !staff_check(p->session->office.store, number, NULL))
		return err_input(err, _("%s already works here"), number);
	passphrase_make(passphrase);
	values_set(&p->who, "active", "1");
	r = account_hash(passphrase, hash, err);
	if (!r)
		r = put(p, hash, err);
	if (!r)
		show_passphrase(number, passphrase);
	secret_wipe(passphrase, sizeof(passphrase));
	return r;
}

/* number NULL: somebody new. */
static int person(struct session *s, const char *number, struct err *err)
{
	static const struct form_host host = { .terms = &screen_terms,
					       .get = get,
					       .leave = leave,
					       .choices = choices };
	static const struct binding keys[] = {
		{ OP_SAVE, N_("Save"), NULL, N_("keep it so") },
		{ OP_BACK, N_("Back"), NULL, N_("back without keeping it") },
		{ OP_NONE, NULL, NULL, NULL },
	};
	struct person p = { .session = s,
			    .who = VALUES_INIT,
			    .added = !number };
	struct formview fv = { .screen = "staffer",
			       .host = &host,
			       .data = &p,
			       .bindings = keys,
			       .title = title };
	int op = 0,
	    rc = number ? staff_load(&p.who, s->office.store, number, err) : 0;

	make_choices(&p);
	while (!rc && (op = formview_run(&fv, err)) == OP_SAVE) {
		if (!(p.added ? add(&p, err) : put(&p, NULL, err)))
			break;
		ui_message_err(err); /* and the page is there again */
	}
	free(p.section);
	values_release(&p.who);
	return op == UI_HANGUP ? UI_HANGUP : rc;
}

/* ---- a passphrase, a farewell ---- */

static int new_passphrase(struct session *s, const char *number,
			  struct err *err)
{
	char passphrase[PASSPHRASE_MADE_SIZE];
	int r = 0;

	if (ui_ask("新しい合言葉を出しますか？ いまの合言葉は使えなくなります。") !=
	    ASK_YES)
		return 0;
	passphrase_make(passphrase);
	r = account_give(s->office.store, s->staff, number, passphrase, err);
	if (!r)
		show_passphrase(number, passphrase);
	secret_wipe(passphrase, sizeof(passphrase));
	return r;
}

/* Who may hold a case, and is not the one that leaves. */
static bool can_hold(const struct rows *staff, size_t row, const void *leaver)
{
	unsigned roles =
		roles_read(str_or_empty(rows_text(staff, row, "role")));

	return !streq(rows_text(staff, row, "number"), leaver) &&
	       roles_may(roles, ACTION_SAVE, REL_HOLDER);
}

static int leaves(struct session *s, const char *number, struct err *err)
{
	struct values who = VALUES_INIT;
	char *heir = NULL;
	int r = staff_load(&who, s->office.store, number, err);

	if (!r)
		heir = colleague_choose(
			s,
			&(struct colleague_ask){
				.title =
					"持っているケースとつなぎをだれが引き継"
					"ぎますか",
				.section = values_get(&who, "section"),
				.fits = can_hold,
				.data = number },
			err);
	if (heir &&
	    ui_ask("この職員はこれから使えなくなります。よろしいですか？") ==
		    ASK_YES)
		r = staff_leave(s->office.store, s->staff, number, heir, err);
	if (!heir && err->kind)
		r = -1;
	free(heir);
	values_release(&who);
	return r;
}

static int more(struct session *s, const char *number, struct err *err)
{
	static const struct choice what[] = {
		{ .code = "passphrase", .label = "新しい合言葉を出す" },
		{ .code = "leave", .label = "退職・停止（引き継ぐ人を選ぶ）" },
	};

	switch (ui_choose("この職員", what, ARRAY_SIZE(what), 0)) {
	case 0:
		return new_passphrase(s, number, err);
	case 1:
		return leaves(s, number, err);
	default:
		return 0;
	}
}

int admin_staff(struct session *s)
{
	static const struct binding keys[] = {
		{ OP_ADD, N_("Add"), NULL, N_("somebody new") },
		{ OP_F6, N_("Passphrase, leave"), NULL,
		  N_("a new passphrase, or somebody leaves") },
		{ OP_NONE, NULL, NULL, NULL },
	};
	struct admin_page page;
	struct err err = ERR_INIT;
	int op, rc = 0;

	admin_page_begin(&page, s, "職員", "admin-staff");
	page.lv.bindings = keys;
	page.lv.header =
		"  番号     名前           課・窓口                   役割";
	build(&page, &err);
	rowlist_start(&page.list, &page.lv, NULL);
	while ((op = listview_run(&page.lv)) != UI_HANGUP && op != OP_BACK) {
		const char *number = rowlist_target(&page.list, &page.lv);

		if (op == OP_ADD)
			rc = person(s, NULL, &err);
		else if (op == OP_F6 && number)
			rc = more(s, number, &err);
		else if (op == OP_ENTER && number)
			rc = person(s, number, &err);
		if (rc == UI_HANGUP && !err.kind) {
			op = UI_HANGUP;
			break;
		}
		if (err.kind)
			ui_message_err(&err);
		err_reset(&err);
		build(&page, &err);
	}
	err_release(&err);
	admin_page_end(&page);
	return op == UI_HANGUP ? UI_HANGUP : 0;
}
