/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/suggest.h"

#include <stdint.h>
#include <string.h>

#include "text/utf8.h"

#define WORD_MAX_N 64 /* longer words are compared by their beginnings */

static size_t characters(const char *s, uint32_t out[WORD_MAX_N])
{
	size_t len = strlen(s), n = 0, used;

	for (size_t pos = 0; pos < len && n < WORD_MAX_N; pos += used)
		out[n++] = utf8_decode(s + pos, len - pos, &used);
	return n;
}

static size_t min3(size_t a, size_t b, size_t c)
{
	size_t m = a < b ? a : b;

	return m < c ? m : c;
}

size_t edit_distance(const char *a, const char *b)
{
	uint32_t ca[WORD_MAX_N], cb[WORD_MAX_N];
	size_t an = characters(a, ca), bn = characters(b, cb);
	/* three rows: for i - 2, i - 1 and i characters of a */
	size_t rows[3][WORD_MAX_N + 1];

	for (size_t j = 0; j <= bn; j++)
		rows[0][j] = j;
	for (size_t i = 1; i <= an; i++) {
		size_t *row = rows[i % 3], *up = rows[(i + 2) % 3];
		const size_t *up2 = rows[(i + 1) % 3];

		row[0] = i;
		for (size_t j = 1; j <= bn; j++) {
			row[j] = min3(up[j] + 1, row[j - 1] + 1,
				      up[j - 1] + (ca[i - 1] != cb[j - 1]));
			if (i > 1 && j > 1 && ca[i - 1] == cb[j - 2] &&
			    ca[i - 2] == cb[j - 1] && up2[j - 2] + 1 < row[j])
				row[j] = up2[j - 2] + 1;
		}
	}
	return rows[an % 3][bn];
}

struct suggest suggest_for(const char *word)
{
	size_t n = utf8_count(word, strlen(word));
	/* one slip in three characters still reads; in a short word one */
	size_t slips = n < 2 ? 0 : n < 6 ? 1 : n / 3;

	return (struct suggest){ .word = word, .distance = slips + 1 };
}

void suggest_try(struct suggest *s, const char *candidate)
{
	size_t distance = edit_distance(s->word, candidate);

	if (distance >= s->distance)
		return;
	s->best = candidate;
	s->distance = distance;
}
