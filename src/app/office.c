/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/office.h"

#include <stdlib.h>

#include "base/path.h"
#include "domain/city.h"

void office_close(struct office *o)
{
	rules_free(o->rules);
	facts_free(o->facts);
	profile_free(o->profile);
	store_close(o->store);
	*o = (struct office){ NULL };
}

int office_load(struct office *o, const char *profile, struct err *err)
{
	o->profile = profile_load(profile, err);
	o->facts = o->profile ? facts_load(NULL, err) : NULL;
	o->rules = o->facts ? rules_load(o->profile, o->facts, err) : NULL;
	return o->rules ? 0 : -1;
}

int office_open(struct office *o, const char *db, struct err *err)
{
	char *path = db ? NULL : path_default_db();
	char *profile = NULL;
	int r;

	*o = (struct office){ .store = store_open(db ? db : path, err) };
	if (o->store)
		profile = city_profile(o->store, err);
	r = profile ? office_load(o, profile, err) : -1;
	if (r)
		office_close(o);
	free(profile);
	free(path);
	return r;
}
