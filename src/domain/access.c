/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/access.h"

#include "base/mem.h"
#include "domain/actor.h"
#include "domain/ledger.h"
#include "domain/loop.h"

int access_house(struct store *s, const char *staff, enum action action,
		 struct err *err)
{
	return access_section(s, staff, action, NULL, err);
}

int access_section(struct store *s, const char *staff, enum action action,
		   const char *section, struct err *err)
{
	struct actor actor;
	int r = actor_load(&actor, s, staff, err);

	if (!r)
		r = actor_must(&actor, action,
			       streq(actor.section, section) ? REL_OWN_SECTION
							     : 0,
			       err);
	actor_release(&actor);
	return r;
}

int access_queue(struct store *s, const char *staff, const char *queue,
		 struct err *err)
{
	struct actor actor;
	bool theirs;
	int r = actor_load(&actor, s, staff, err);

	if (!r)
		r = loop_reads(s, &actor, queue, &theirs, err);
	if (!r)
		r = actor_must(&actor, ACTION_QUEUE,
			       theirs ? REL_OWN_SECTION : 0, err);
	actor_release(&actor);
	return r;
}

int access_case(struct store *s, const char *staff, enum action action,
		const struct casefile *cf, const char *referral,
		struct err *err)
{
	struct actor actor;
	unsigned relations;
	int r = actor_load(&actor, s, staff, err);

	if (!r)
		r = loop_relations(s, &actor, cf, referral, &relations, err);
	if (!r)
		r = actor_must(&actor, action, relations, err);
	actor_release(&actor);
	return r;
}

int access_check(struct store *s, const char *staff, enum action action,
		 int64_t case_id, const char *referral, struct err *err)
{
	struct casefile cf = CASEFILE_INIT;
	int r = casefile_load(&cf, s, case_id, err);

	if (!r)
		r = access_case(s, staff, action, &cf, referral, err);
	casefile_release(&cf);
	return r;
}

int access_open(struct casefile *cf, struct store *s, const char *staff,
		int64_t case_id, const char *purpose, struct err *err)
{
	if (!casefile_load(cf, s, case_id, err) &&
	    !access_case(s, staff, ACTION_OPEN, cf, NULL, err) &&
	    !ledger_viewing(s, case_id, staff, purpose, err))
		return 0;
	casefile_release(cf);
	return -1;
}
