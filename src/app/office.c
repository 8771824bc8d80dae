/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/office.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/path.h"
#include "base/str.h"
#include "domain/city.h"
#include "domain/rulefile.h"
#include "domain/settings.h"

struct office_past {
	struct profile *profile;
	struct rules *rules;
	struct office_past *next;
};

static void forget_past(struct office *o)
{
	while (o->past) {
		struct office_past *past = o->past;

		o->past = past->next;
		rules_free(past->rules);
		profile_free(past->profile);
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

int office_load(struct office *o, const char *profile, struct err *err)
{
	o->profile = profile_load(profile, err);
	o->facts = o->profile ? facts_load(NULL, err) : NULL;
	o->rules = o->facts ? rules_load(o->profile, o->facts, err) : NULL;
	return o->rules ? 0 : -1;
}

/* The profile with what was changed of it. */
static int load_profile(struct office *o, const char *name, struct err *err)
{
	o->profile = profile_load(name, err);
	if (!o->profile ||
	    settings_newest(o->store, o->profile, &o->amendment, err))
		return -1;
	return settings_apply(o->profile, o->store, err);
}

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

int office_open_city(struct office *o, const char *db, struct err *err)
{
	char *path = db ? NULL : path_default_db();
	char *profile = NULL;

	*o = (struct office){ .store = store_open(db ? db : path, err) };
	if (o->store)
		profile = city_profile(o->store, err);
	if (profile && !load_profile(o, profile, err))
		o->facts = facts_load(NULL, err);
	free(profile);
	free(path);
	if (o->facts)
		return 0;
	office_close(o);
	return -1;
}

int office_open(struct office *o, const char *db, struct err *err)
{
	if (office_open_city(o, db, err))
		return -1;
	if (!load_rules(o, err))
		return 0;
	office_close(o);
	return -1;
}

static int is_new(struct office *o, bool *changed, struct err *err)
{
	int64_t rulefile, amendment;

	if (rulefile_newest(o->store, o->profile, &rulefile, err) ||
	    settings_newest(o->store, o->profile, &amendment, err))
		return -1;
	*changed = rulefile != o->rulefile || amendment != o->amendment;
	return 0;
}

/* The rules point into their profile, so both are read. */
static int reload(struct office *o, struct err *err)
{
	struct office fresh = { .store = o->store, .facts = o->facts };
	struct office_past *past;
	bool other;

	if (load_profile(&fresh, o->profile->code, err) ||
	    load_rules(&fresh, err)) {
		profile_free(fresh.profile);
		return -1;
	}
	other = !streq(fresh.rules->hash, o->rules->hash);
	past = xcalloc(1, sizeof(*past));
	*past = (struct office_past){ .profile = o->profile,
				      .rules = o->rules,
				      .next = o->past };
	fresh.past = past;
	*o = fresh;
	return other;
}

int office_refresh(struct office *o, struct err *err)
{
	bool changed;

	if (is_new(o, &changed, err))
		return -1;
	return changed ? reload(o, err) : 0;
}
