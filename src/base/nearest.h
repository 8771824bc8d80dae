/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "Did you mean ...?": the known word closest to a mistyped one. */
#ifndef BASE_NEAREST_H
#define BASE_NEAREST_H

#include <stddef.h>

/* One candidate after another is offered; the best so far is kept. */
struct nearest {
	const char *word; /* borrowed: what was typed */
	const char *best; /* borrowed: NULL while nothing is close enough */
	size_t distance;
};

/* Begin with what was typed, then offer all that could have been meant. */
void nearest_init(struct nearest *n, const char *word);
void nearest_offer(struct nearest *n, const char *candidate);

/* The closest of count words, or NULL when none is close. */
const char *nearest_of(const char *word, const char *const *words,
		       size_t count);

#endif
