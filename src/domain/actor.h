/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who acts: a member of staff with what role.h wants to know about them. */
#ifndef DOMAIN_ACTOR_H
#define DOMAIN_ACTOR_H

#include "base/err.h"
#include "domain/role.h"
#include "store/store.h"

struct actor {
	char *number;
	char *name;
	char *section;  /* code */
	unsigned roles; /* ROLE_BIT */
};

/* Who works here under this number: -1 and a sentence when nobody does, or
 * does not any more. */
int actor_load(struct actor *actor, struct store *s, const char *number,
	       struct err *err);
void actor_release(struct actor *actor);

/* May they, with these relations? -1 and one sentence when not. */
int actor_must(const struct actor *actor, enum action action,
	       unsigned relations, struct err *err);

#endif
