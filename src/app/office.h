/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An opened database with all that belongs to its city. */
#ifndef APP_OFFICE_H
#define APP_OFFICE_H

#include "domain/rules.h"
#include "store/store.h"

struct office {
	struct store *store;
	struct profile *profile;
	struct facts *facts;
	struct rules *rules;
};

/* db NULL: $MADOGUCHI_DB, else the demo city's place. After -1 there is
 * nothing to close. */
int office_open(struct office *o, const char *db, struct err *err);
/* Profile, facts and rules only, of this name. */
int office_load(struct office *o, const char *profile, struct err *err);
void office_close(struct office *o);

#endif
