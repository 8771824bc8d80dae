/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who sits at this terminal: number and passphrase, and another passphrase
 * instead of the first one. What is typed as a passphrase stays in the few
 * bytes here, and they are wiped.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/screen_terms.h"
#include "app/screens.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/secret.h"
#include "domain/account.h"
#include "domain/city.h"
#include "text/width.h"
#include "ui/asksecret.h"
#include "ui/dialog.h"
#include "ui/formview.h"

struct arrival {
	struct session *session;
	struct str number;
	bool demo;
};

/* ---- the list of names ---- */

/* Rows of staff who are active, as choices; texts are the caller's. */
static size_t active_staff(const struct session *s, const struct rows *rows,
			   struct choice *out, char **labels)
{
	size_t n = 0;

	for (size_t i = 0; i < rows->n; i++) {
		struct str label = STR_INIT;

		if (!rows_int(rows, i, "active"))
			continue;
		text_pad(&label, rows_text(rows, i, "name"), 18);
		str_add(&label, session_dest(s, rows_text(rows, i, "section")));
		labels[n] = str_detach(&label);
		out[n] = (struct choice){
			.code = rows_text(rows, i, "number"),
			.label = labels[n],
			.reading = rows_text(rows, i, "kana"),
		};
		n++;
	}
	return n;
}

/* Somebody who does not know their number by heart; true: it is set. */
static bool pick_name(struct arrival *at)
{
	struct rows rows = ROWS_INIT;
	struct err err = ERR_INIT;
	struct choice *choice;
	char **labels;
	size_t n;
	int picked;

	if (store_exec(at->session->office.store, Q_STAFF_LIST, &rows, &err)) {
		ui_message_err(&err);
		rows_release(&rows);
		return false;
	}
	choice = xcalloc(rows.n, sizeof(*choice));
	labels = xcalloc(rows.n, sizeof(*labels));
	n = active_staff(at->session, &rows, choice, labels);
	picked = ui_choose(_("Who is sitting here?"), choice, n, 0);
	if (picked >= 0)
		str_set(&at->number, choice[picked].code);
	for (size_t i = 0; i < n; i++)
		free(labels[i]);
	free(labels);
	free(choice);
	rows_release(&rows);
	return picked >= 0;
}

/* ---- a new passphrase ---- */

/* 0 both are the same and good, 1 ask again, -1 the person went back. */
static int ask_twice(const char *number, char *text, char *again,
		     struct err *err)
{
	if (ui_ask_secret(_("New passphrase (8 characters or more)"), text,
			  PASSPHRASE_MAX, NULL))
		return -1;
	if (passphrase_check(text, number, err)) {
		ui_message_err(err);
		return 1;
	}
	if (ui_ask_secret(_("The new passphrase once more"), again,
			  PASSPHRASE_MAX, NULL))
		return -1;
	if (strcmp(text, again)) {
		ui_message(_("The two are not the same; once more from the "
			     "beginning"),
			   true);
		return 1;
	}
	return 0;
}

static int new_passphrase(struct session *s, const char *number)
{
	char text[PASSPHRASE_MAX], again[PASSPHRASE_MAX];
	struct err err = ERR_INIT;
	int rc;

	do {
		rc = ask_twice(number, text, again, &err);
		if (!rc)
			rc = account_set(s->office.store, number, text, false,
					 &err);
	} while (rc == 1);
	if (err.kind)
		ui_message_err(&err);
	secret_wipe(text, sizeof(text));
	secret_wipe(again, sizeof(again));
	err_release(&err);
	return rc;
}

int session_ask(struct session *s, const char *number, const char *question,
		const struct binding *more, struct login *login)
{
	char terminal[64] = "";
	char text[PASSPHRASE_MAX];
	struct err err = ERR_INIT;
	int rc = ui_ask_secret(question, text, sizeof(text), more);

	if (ttyname_r(STDIN_FILENO, terminal, sizeof(terminal)))
		terminal[0] = '\0';
	if (!rc &&
	    login_try(login, s->office.store, number, text, terminal, &err)) {
		ui_message_err(&err);
		rc = 1;
	}
	secret_wipe(text, sizeof(text));
	err_release(&err);
	return rc;
}

int scr_passphrase(struct session *s)
{
	struct login login = { .wait_s = 0 };
	int rc = session_ask(s, s->staff, _("Your passphrase up to now"), NULL,
			     &login);

	if (!rc && !new_passphrase(s, s->staff))
		ui_message(_("The new passphrase holds from now on."), false);
	actor_release(&login.actor);
	return 0;
}

/* ---- the page ---- */

static const char *get(void *data, const char *path)
{
	const struct arrival *at = data;

	if (streq(path, "login.number"))
		return at->number.buf;
	return at->demo ? "デモの市です。合言葉はどの職員も " DEMO_PASSPHRASE
			: "";
}

static int leave(void *data, const char *path, const char *value,
		 struct err *err)
{
	struct arrival *at = data;

	str_set(&at->number, value);
	return 0;
}

static void title(void *data, struct ui_title *out)
{
	const struct arrival *at = data;

	out->slot = at->session->office.profile->city;
	out->date = at->session->date;
}

static void sit(struct session *s, struct actor *actor)
{
	struct err err = ERR_INIT;

	session_sit(s, actor);
	if (account_arrive(s->office.store, s->staff, s->since, &err))
		ui_message_err(&err);
	err_release(&err);
}

/* The number is there: 0 somebody sits here now, 1 once more. */
static int enter(struct arrival *at)
{
	struct session *s = at->session;
	struct login login = { .wait_s = 0 };
	int rc = session_ask(s, at->number.buf, _("Passphrase"), NULL, &login);

	if (!rc && login.must_change)
		rc = new_passphrase(s, at->number.buf);
	if (!rc)
		sit(s, &login.actor);
	actor_release(&login.actor);
	return rc ? 1 : 0;
}

static int run(struct arrival *at)
{
	static const struct form_host host = { .terms = &screen_terms,
					       .get = get,
					       .leave = leave };
	static const struct binding keys[] = {
		{ OP_PAGE_NEXT, NULL, NULL, NULL },
		{ OP_PAGES, N_("Names"), NULL, N_("find your name in a list") },
		{ OP_BACK, N_("Leave"), NULL, N_("leave the program") },
		{ OP_NONE, NULL, NULL, NULL },
	};
	struct formview fv = { .screen = "login",
			       .host = &host,
			       .data = at,
			       .bindings = keys,
			       .title = title,
			       .past = OP_PAGE_NEXT };
	struct err err = ERR_INIT;
	int op, rc = 1;

	while (rc == 1) {
		op = formview_run(&fv, &err);
		if (op == UI_HANGUP || op == OP_BACK)
			rc = op == OP_BACK ? -1 : UI_HANGUP;
		else if (op == FORMVIEW_BROKEN)
			rc = FORMVIEW_BROKEN;
		else if (op != OP_PAGES || pick_name(at))
			rc = at->number.len ? enter(at) : 1;
	}
	if (err.kind)
		ui_message_err(&err);
	err_release(&err);
	return rc;
}

int scr_login(struct session *s)
{
	struct arrival at = { .session = s, .number = STR_INIT };
	struct err err = ERR_INIT;
	int rc;

	if (city_is_demo(s->office.store, &at.demo, &err))
		ui_message_err(&err);
	rc = run(&at);
	str_release(&at.number);
	err_release(&err);
	return rc;
}
