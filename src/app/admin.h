/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages behind 設定, for administrators. Each runs until it is left, and
 * answers UI_HANGUP or 0. */
#ifndef APP_ADMIN_H
#define APP_ADMIN_H

#include "app/rowlist.h"
#include "app/session.h"

int admin_dests(struct session *s);
int admin_staff(struct session *s);
int admin_limits(struct session *s);
int admin_days(struct session *s);
int admin_rules(struct session *s);

/* Change a setting (domain/settings.h), and go by it at once. */
int admin_set(struct session *s, const char *key, const char *value,
	      struct err *err);

/* A page that is a list: the data of its listview. */
struct admin_page {
	struct rowlist list; /* first: rowlist_fetch */
	struct session *session;
	const char *title;
	struct listview lv;
};

/* Title and rows of lv are looked after. */
void admin_page_begin(struct admin_page *page, struct session *s,
		      const char *title, const char *help);
void admin_page_end(struct admin_page *page);

#endif
