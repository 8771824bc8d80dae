/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * "Did you mean …?" for a misspelt code or name:
 *
 *	struct suggest s = suggest_for(word);
 *	for (...)
 *		suggest_try(&s, candidate);
 *	if (s.best)
 *		...
 */
#ifndef TEXT_SUGGEST_H
#define TEXT_SUGGEST_H

#include <stddef.h>

struct suggest {
	const char *word; /* borrowed */
	const char *best; /* borrowed; NULL while nothing is near enough */
	size_t distance;  /* of best */
};

struct suggest suggest_for(const char *word);
/* Of equally near candidates the first stays. */
void suggest_try(struct suggest *s, const char *candidate);

/* Characters added, left out, replaced or swapped with their neighbour. */
size_t edit_distance(const char *a, const char *b);

#endif
