/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ime/context.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/lines.h"
#include "base/mem.h"

#define LOOKED_AT 8 /* candidates of a segment */
#define NEAR      3 /* segments to either side */

struct pair {
	const char *word, *beside;
};

struct context {
	struct lines lines; /* owns the words */
	struct pair *pair;
	size_t n, alloc;
};

static int read_line(struct context *c, char *line, struct err *err)
{
	char *save, *colon = strchr(line, ':');

	if (!colon || colon == line)
		return lines_err(&c->lines, 0, err,
				 _("a line is \"word: words beside it\""));
	*colon = '\0';
	for (char *beside = strtok_r(colon + 1, " \t", &save); beside;
	     beside = strtok_r(NULL, " \t", &save)) {
		ALLOC_GROW(c->pair, c->n + 1, c->alloc);
		c->pair[c->n++] = (struct pair){ line, beside };
	}
	return 0;
}

struct context *context_load(const char *path, struct err *err)
{
	struct context *c = xcalloc(1, sizeof(*c));
	int rc = lines_open(&c->lines, path, err);

	if (rc) {
		free(c);
		return NULL;
	}
	for (char *line; !rc && (line = lines_next(&c->lines));)
		if (*line && *line != '#')
			rc = read_line(c, line, err);
	if (!rc)
		return c;
	context_free(c);
	return NULL;
}

void context_free(struct context *c)
{
	if (!c)
		return;
	free(c->pair);
	lines_release(&c->lines);
	free(c);
}

/* Does a word begin so in a segment near I? */
static bool is_near(const struct ime_segs *segs, size_t i, const char *word)
{
	size_t begin = i > NEAR ? i - NEAR : 0;

	for (size_t k = begin; k < segs->n && k <= i + NEAR; k++)
		if (k != i && strstr(segs->seg[k].cand[0].text, word))
			return true;
	return false;
}

static bool belongs(const struct context *c, const struct ime_segs *segs,
		    size_t i, const char *text)
{
	const char *rest;

	for (size_t p = 0; p < c->n; p++)
		if (skip_prefix(text, c->pair[p].word, &rest) &&
		    is_near(segs, i, c->pair[p].beside))
			return true;
	return false;
}

void context_apply(const struct context *c, struct ime_segs *segs)
{
	for (size_t i = 0; i < segs->n; i++) {
		struct ime_seg *seg = &segs->seg[i];

		for (size_t k = 0; k < seg->n && k < LOOKED_AT; k++) {
			struct ime_cand found = seg->cand[k];

			if (!belongs(c, segs, i, found.text))
				continue;
			memmove(&seg->cand[1], &seg->cand[0],
				k * sizeof(*seg->cand));
			seg->cand[0] = found;
			break;
		}
	}
}
