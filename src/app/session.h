/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Everything one sitting at a terminal shares: the open database, the city's
 * profile and rules, and who is sitting there.
 */
#ifndef APP_SESSION_H
#define APP_SESSION_H

#include "app/office.h"
#include "base/clock.h"
#include "base/err.h"
#include "domain/actor.h"
#include "domain/basis.h"
#include "domain/consent.h"
#include "ui/view.h"

struct session {
	struct office office;
	struct laws *laws;
	struct consent_rules *consent_rules;
	struct actor actor;     /* who sits here */
	const char *staff;      /* number; NULL: nobody does */
	const char *name;       /* of the person */
	const char *section;    /* code */
	char *date;             /* "令和8年11月20日(金)" */
	char since[CLOCK_SIZE]; /* they logged in before this; "" never */
	struct str noticed;     /* which notices were on the screen */
	int64_t version; /* of the data, when the screen was drawn last */
};

/* Open the database (NULL: the usual one) and read what its profile names. */
int session_open(struct session *s, const char *db, struct err *err);
void session_release(struct session *s);
/* Where other rules were put to use meanwhile, take them, and say so. */
void session_refresh(struct session *s);

/* From now on this person sits here; takes what actor holds. */
void session_sit(struct session *s, struct actor *actor);
/* Nobody any more. */
void session_rise(struct session *s);

/* Fill in the right side of a title row. */
void session_title(const struct session *s, struct ui_title *title);

/* Name of a destination; its code when the profile does not know it. */
const char *session_dest(const struct session *s, const char *code);
/* Name of a member of staff by number. The caller's. */
char *session_staff_name(const struct session *s, const char *number);

#endif
