/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nearest.h"

#include <stdint.h>
#include <string.h>

#define WORD_MAX 64 /* bytes; no code of ours is longer */

static size_t min3(size_t a, size_t b, size_t c)
{
	size_t m = a < b ? a : b;

	return m < c ? m : c;
}

/*
 * Edit distance in bytes in which two swapped neighbours count as one; at
 * least limit + 1 when it is more than limit.
 */
static size_t distance(const char *a, const char *b, size_t limit)
{
	size_t rows[3][WORD_MAX + 1];
	size_t *before = rows[0], *last = rows[1], *row = rows[2];
	size_t an = strlen(a), bn = strlen(b), least = 0, least_before;

	if (an > WORD_MAX || bn > WORD_MAX || an > bn + limit ||
	    bn > an + limit)
		return SIZE_MAX;
	for (size_t j = 0; j <= bn; j++)
		row[j] = j;
	for (size_t i = 1; i <= an; i++) {
		size_t *spare = before;

		before = last;
		last = row;
		row = spare;
		row[0] = i;
		least_before = least;
		least = i;
		for (size_t j = 1; j <= bn; j++) {
			row[j] = min3(last[j] + 1, row[j - 1] + 1,
				      last[j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1] && before[j - 2] + 1 < row[j])
				row[j] = before[j - 2] + 1;
			least = row[j] < least ? row[j] : least;
		}
		/* From two rows on nothing can become less. */
		if (least > limit && least_before > limit)
			return SIZE_MAX;
	}
	return row[bn];
}

void nearest_init(struct nearest *n, const char *word)
{
	n->word = word;
	n->best = NULL;
	n->distance = 1 + strlen(word) / 3; /* farther than this is a guess */
}

void nearest_offer(struct nearest *n, const char *candidate)
{
	size_t d = distance(n->word, candidate, n->distance);

	if (d < n->distance || (d == n->distance && !n->best)) {
		n->distance = d;
		n->best = candidate;
	}
}

const char *nearest_of(const char *word, const char *const *words, size_t count)
{
	struct nearest n;

	nearest_init(&n, word);
	for (size_t i = 0; i < count; i++)
		nearest_offer(&n, words[i]);
	return n.best;
}
