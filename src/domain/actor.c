/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/actor.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "domain/staff.h"

int actor_load(struct actor *actor, struct store *s, const char *number,
	       struct err *err)
{
	struct values who = VALUES_INIT;
	int r = staff_load(&who, s, number, err);

	*actor = (struct actor){ .number = NULL };
	if (!r && !streq(values_get(&who, "active"), "1"))
		r = staff_check(s, number, err);
	if (!r)
		*actor = (struct actor){
			.number = xstrdup(number),
			.name = xstrdup(values_get(&who, "name")),
			.section = xstrdup(values_get(&who, "section")),
			.roles = roles_read(values_get(&who, "role")),
		};
	values_release(&who);
	return r;
}

void actor_release(struct actor *actor)
{
	free(actor->number);
	free(actor->name);
	free(actor->section);
	*actor = (struct actor){ .number = NULL };
}

int actor_must(const struct actor *actor, enum action action,
	       unsigned relations, struct err *err)
{
	if (roles_may(actor->roles, action, relations))
		return 0;
	return err_input(err, "%s", _(action_refusal(action)));
}
