/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Three-way merge of one case, field by field: what the person saw at first
 * (base), what stands in the store by now (theirs), what was typed (mine).
 * Fields changed on one side only merge by themselves, real conflicts are
 * listed. Pure: no store.
 */
#ifndef DOMAIN_MERGE_H
#define DOMAIN_MERGE_H

#include <stdbool.h>

#include "domain/casefile.h"

/* One field that was touched. base equals mine where a field was only kept
 * along, so that a record taken out elsewhere can come back whole. */
struct change {
	char path[PATH_SIZE];
	char *base, *mine; /* "" not given */
};

struct changes {
	struct change *e;
	size_t n, alloc;
};

#define CHANGES_INIT   \
	{              \
		.n = 0 \
	}

void changes_release(struct changes *changes);
/* NULL is "". */
void changes_add(struct changes *changes, const char *path, const char *base,
		 const char *mine);

/*
 * Give records that were added here a new number where somebody else has
 * added one under the same in the meantime. true when something changed.
 */
bool changes_renumber(struct changes *changes, const struct casefile *theirs);

/* A field that was changed here and elsewhere, differently. */
struct conflict {
	char path[PATH_SIZE];       /* a lone id, "m2": taken out on one side */
	char *base, *theirs, *mine; /* "" not given, or taken out */
	char *who, *when;           /* who saved theirs, and when; "" unknown */
	enum conflict_choice {
		CHOOSE_NONE,
		CHOOSE_MINE,
		CHOOSE_THEIRS,
	} choice;
};

struct conflicts {
	struct conflict *c;
	size_t n, alloc;
};

#define CONFLICTS_INIT \
	{              \
		.n = 0 \
	}

void conflicts_release(struct conflicts *conflicts);

/*
 * out becomes theirs with the changes in it. conflicts holds the choices made
 * so far and afterwards all conflicts there are; a choice counts only for the
 * very texts it was made between. Returns how many are still to be chosen.
 */
size_t merge(const struct changes *changes, const struct casefile *theirs,
	     struct casefile *out, struct conflicts *conflicts);

#endif
