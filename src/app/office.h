/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An opened database with all that belongs to its city. */
#ifndef APP_OFFICE_H
#define APP_OFFICE_H

#include "domain/rules.h"
#include "store/store.h"

struct office_past;

struct office {
	struct store *store;
	struct profile *profile; /* with what was changed (settings.h) */
	struct facts *facts;
	struct rules *rules;      /* those in use (rulefile.h) */
	int64_t rulefile;         /* their entry, or 0 */
	int64_t amendment;        /* newest change of the profile, or 0 */
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
 * Rules or settings may have been changed meanwhile: then both are read anew.
 * Those from before live on until the office is closed, since a page may still
 * look at them. 1: the rules are others now, 0: they are not, -1 and a
 * sentence: all stays as it was.
 */
int office_refresh(struct office *o, struct err *err);

#endif
