/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/office.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/path.h"
#include "domain/city.h"
#include "domain/rulefile.h"

struct office_past {
	struct rules *rules;
	struct office_past *next;
};

static void forget_past(struct office *o)
{
	while (o->past) {
		struct office_past *past = o->past;

		o->past = past->next;
		rules_free(past->rules);
		free(past);
	}
}

void office_close(struct office *o)
{
	forget_past(o);
	rules_free(o->rules);
	facts_free(o->facts);
	profile_free(o->profile);
	store_close(o->store);
	*o = (struct office){ NULL };
}

static int load_city(struct office *o, const char *profile, struct err *err)
{
	o->profile = profile_load(profile, err);
	o->facts = o->profile ? facts_load(NULL, err) : NULL;
	return o->facts ? 0 : -1;
}

int office_load(struct office *o, const char *profile, struct err *err)
{
	if (load_city(o, profile, err))
		return -1;
	o->rules = rules_load(o->profile, o->facts, err);
	return o->rules ? 0 : -1;
}

/* The rules in use, in the place of those there are. */
static int load_rules(struct office *o, struct err *err)
{
	struct rulefile f = RULEFILE_INIT;
	int r = rulefile_in_use(&f, o->store, o->profile, o->facts, err);

	if (!r) {
		o->rules = f.rules;
		o->rulefile = f.id;
		f.rules = NULL;
	}
	rulefile_release(&f);
	return r;
}

static int open_city(struct office *o, const char *db, struct err *err)
{
	char *path = db ? NULL : path_default_db();
	char *profile = NULL;
	int r;

	*o = (struct office){ .store = store_open(db ? db : path, err) };
	if (o->store)
		profile = city_profile(o->store, err);
	r = profile ? load_city(o, profile, err) : -1;
	free(profile);
	free(path);
	return r;
}

int office_open_city(struct office *o, const char *db, struct err *err)
{
	int r = open_city(o, db, err);

	if (r)
		office_close(o);
	return r;
}

int office_open(struct office *o, const char *db, struct err *err)
{
	int r = open_city(o, db, err);

	if (!r)
		r = load_rules(o, err);
	if (r)
		office_close(o);
	return r;
}

int office_refresh(struct office *o, struct err *err)
{
	struct office_past *past;
	struct rules *before = o->rules;
	int64_t newest;

	if (rulefile_newest(o->store, o->profile, &newest, err))
		return -1;
	if (newest == o->rulefile)
		return 0;
	if (load_rules(o, err))
		return -1;
	past = xcalloc(1, sizeof(*past));
	*past = (struct office_past){ .rules = before, .next = o->past };
	o->past = past;
	return 1;
}
