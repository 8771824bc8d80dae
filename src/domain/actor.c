/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/actor.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "domain/staff.h"

int actor_load(struct actor *actor, struct store *s, const char *number,
	       struct err *err)
{
	struct rows row = ROWS_INIT;
	int r = staff_active(s, number, &row, err);

	*actor = (struct actor){ .number = NULL };
	if (!r)
		*actor = (struct actor){
			.number = xstrdup(number),
			.name = xstrdup(rows_text(&row, 0, "name")),
			.section = xstrdup(rows_text(&row, 0, "section")),
			.roles = roles_read(rows_text(&row, 0, "role")),
		};
	rows_release(&row);
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
