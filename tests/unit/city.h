/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small city for tests: a database on disk with three people in it. */
#ifndef TESTS_UNIT_CITY_H
#define TESTS_UNIT_CITY_H

#include <unistd.h>

#include "base/path.h"
#include "domain/basis.h"
#include "domain/casefile.h"
#include "domain/rules.h"
#include "domain/staff.h"
#include "store/chain.h"
#include "unit/test.h"

#define CITY_NOW "2026-11-20T09:15:00"

static struct {
	char dir[32];
	char db[64];
	struct store *store;
	struct profile *profile;
	struct facts *facts;
	struct rules *rules;
	struct laws *laws;
	struct consent_rules *consent;
	struct err err;
} city;

/* It went well, or the test ends with the sentence. */
static inline void fine(int r)
{
	if (r)
		fail_msg("%s", city.err.text.buf);
}

static inline int city_make(void **state)
{
	char *path;

	setenv("MADOGUCHI_NOW", CITY_NOW, 1);
	err_init(&city.err);
	strcpy(city.dir, "/tmp/madoguchi.XXXXXX");
	city.profile = profile_load("fussa", &city.err);
	city.facts = facts_load(NULL, &city.err);
	if (!city.profile || !city.facts || !mkdtemp(city.dir))
		return -1;
	city.rules = rules_load(city.profile, city.facts, &city.err);
	city.laws = laws_load(NULL, &city.err);
	path = path_data("db/profiles/fussa/consent.yaml");
	city.consent = consent_rules_load(path, &city.err);
	free(path);
	return city.rules && city.laws && city.consent ? 0 : -1;
}

static inline int city_drop(void **state)
{
	char cmd[64];

	store_close(city.store);
	consent_rules_free(city.consent);
	laws_free(city.laws);
	rules_free(city.rules);
	facts_free(city.facts);
	profile_free(city.profile);
	err_release(&city.err);
	snprintf(cmd, sizeof(cmd), "rm -rf %s", city.dir);
	return system(cmd);
}

static inline int city_staff(const char *number, const char *name,
			     const char *section, const char *role,
			     const char *active)
{
	struct values who = VALUES_INIT;
	int r;

	values_set(&who, "number", number);
	values_set(&who, "name", name);
	values_set(&who, "section", section);
	values_set(&who, "role", role);
	values_set(&who, "active", active);
	r = staff_save(&who, city.store, &city.err);
	values_release(&who);
	return r;
}

/* Somebody more who works here, inside a transaction. */
static inline void city_person(const char *number, const char *name,
			       const char *section, const char *role)
{
	fine(city_staff(number, name, section, role, "1"));
}

/* A new database for each test. */
static inline int city_fresh(void **state)
{
	static int n;

	store_close(city.store);
	err_reset(&city.err);
	snprintf(city.db, sizeof(city.db), "%s/%d.db", city.dir, n++);
	city.store = store_init(city.db, &city.err);
	if (!city.store || store_begin(city.store, &city.err))
		return -1;
	city_person("1001", "窓口 一子", "kaigo-fukushi", "counter");
	city_person("1002", "窓口 二郎", "kaigo-fukushi", "counter");
	fine(city_staff("1009", "退職 九子", "kaigo-fukushi", "counter", "0"));
	return store_commit(city.store, &city.err);
}

/* The same with an administrator, 0001, and a record that is sealed. */
static inline int city_fresh_sealed(void **state)
{
	if (city_fresh(state) || store_chain_make_key(city.store, &city.err) ||
	    store_begin(city.store, &city.err))
		return -1;
	city_person("0001", "管理 太郎", "jiritsu", "admin");
	return store_commit(city.store, &city.err);
}

/* The last sentence has this part; forget it. */
static inline void city_says(const char *part)
{
	if (!strstr(city.err.text.buf, part))
		fail_msg("\"%s\" is not in \"%s\"", part, city.err.text.buf);
	err_reset(&city.err);
}

static inline void city_save(struct casefile *cf, const struct casefile *base)
{
	fine(store_begin(city.store, &city.err) ||
	     casefile_save(cf, base, city.store, "1001", &city.err) ||
	     store_commit(city.store, &city.err));
}

static inline int city_differs(const char *path, const char *a, const char *b,
			       void *data)
{
	print_message("%s: \"%s\" and \"%s\"\n", path, a, b);
	return 1;
}

#endif
