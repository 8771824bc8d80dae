/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An opened database with all that belongs to its city. */
#ifndef APP_OFFICE_H
#define APP_OFFICE_H

#include "domain/rules.h"
#include "store/store.h"

struct office_past;

struct office {
	struct store *store;
	struct profile *profile;
	struct facts *facts;
	struct rules *rules;      /* those in use (rulefile.h) */
	int64_t rulefile;         /* their entry, or 0 */
	struct office_past *past; /* what was in use before */
};

/* db NULL: $MADOGUCHI_DB, else the demo city's place. After -1 there is
 * nothing to close. */
int office_open(struct office *o, const char *db, struct err *err);
/* The same without rules: for whoever has to mend those in use. */
int office_open_city(struct office *o, const char *db, struct err *err);
/* Profile, facts and the shipped rules only, of this name. */
int office_load(struct office *o, const char *profile, struct err *err);
void office_close(struct office *o);

/*
 * Other rules may have been put to use meanwhile. 1: they are read now; those
 * from before live on until the office is closed, since a page may still look
 * at them. 0 nothing new, -1 and a sentence, and all stays as it was.
 */
int office_refresh(struct office *o, struct err *err);

#endif
