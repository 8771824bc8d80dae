/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/session.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "store/chain.h"
#include "text/date.h"
#include "text/era.h"

static char *today_words(void)
{
	struct date today = date_today();
	struct str out = STR_INIT;

	era_year(&out, today);
	str_addf(&out, "%d月%d日(%s)", today.month, today.day,
		 date_weekday_ja(today));
	return str_detach(&out);
}

int session_open(struct session *s, const char *db, struct err *err)
{
	char *path;

	*s = (struct session){ .date = today_words() };
	/* Better now than when something was typed. */
	if (!office_open(&s->office, db, err) &&
	    !store_chain_key(s->office.store, err)) {
		path = profile_path(s->office.profile->code, "consent.yaml");
		s->consent_rules = consent_rules_load(path, err);
		s->laws = laws_load(NULL, err);
		free(path);
	}
	if (s->consent_rules && s->laws)
		return 0;
	session_release(s);
	return -1;
}

void session_release(struct session *s)
{
	consent_rules_free(s->consent_rules);
	laws_free(s->laws);
	office_close(&s->office);
	session_rise(s);
	free(s->date);
	memset(s, 0, sizeof(*s));
}

void session_refresh(struct session *s)
{
	struct err err = ERR_INIT;
	int r = office_refresh(&s->office, &err);

	if (r > 0) {
		char *words = xstrfmt(_("Other triage rules are in use from "
					"now on: version %s"),
				      s->office.rules->version);

		ui_message(words, false);
		free(words);
	} else if (r < 0) {
		ui_message_err(&err);
	}
	err_release(&err);
}

void session_rise(struct session *s)
{
	actor_release(&s->actor);
	s->staff = s->name = s->section = NULL;
	s->since[0] = '\0';
	str_release(&s->noticed);
	str_init(&s->noticed);
}

void session_sit(struct session *s, struct actor *actor)
{
	session_rise(s);
	s->actor = *actor;
	*actor = (struct actor){ .number = NULL };
	s->staff = s->actor.number;
	s->name = s->actor.name;
	s->section = s->actor.section;
}

void session_title(const struct session *s, struct ui_title *title)
{
	title->section = s->section ? session_dest(s, s->section) : NULL;
	title->who = s->name;
	title->date = s->date;
}

const char *session_dest(const struct session *s, const char *code)
{
	int i = profile_dest(s->office.profile, code);

	return i < 0 ? code : s->office.profile->dest[i].name;
}

char *session_staff_name(const struct session *s, const char *number)
{
	struct rows rows = ROWS_INIT;
	char *name = NULL;

	if (!store_exec(s->office.store, Q_STAFF_BY_NUMBER, &rows, NULL,
			ARG_TEXT("number", number)) &&
	    rows.n)
		name = xstrdup(rows_text(&rows, 0, "name"));
	rows_release(&rows);
	return name ? name : xstrdup(number);
}
