/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/session.h"

#include <stdlib.h>
#include <string.h>

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
	free(s->staff);
	free(s->name);
	free(s->section);
	free(s->date);
	memset(s, 0, sizeof(*s));
}

void session_sit(struct session *s, const char *number, const char *name,
		 const char *section)
{
	free(s->staff);
	free(s->name);
	free(s->section);
	s->staff = xstrdup(number);
	s->name = xstrdup(name);
	s->section = xstrdup(section);
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
