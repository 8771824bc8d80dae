/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ime/proper.h"

#include <limits.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "ime/names.h"
#include "text/kana.h"
#include "text/utf8.h"

/* So many writings before the kana form. */
#define BEFORE_KANA 4

static void add_entry(struct ime_seg *seg, const struct dict_entry *e)
{
	char *text = xstrndup(e->writing, e->writing_len);
	char *note = e->note_len ? xstrndup(e->note, e->note_len) : NULL;

	ime_seg_add(seg, text, note);
	free(note);
	free(text);
}

static void add_katakana(struct ime_seg *seg)
{
	char *katakana = kana_to_katakana(seg->reading);

	ime_seg_add(seg, katakana, NULL);
	free(katakana);
}

static bool has_mark(const struct dict_entry *e, const char *mark)
{
	return !mark || memmem(e->note, e->note_len, mark, strlen(mark));
}

/* Where the first name of this reading with MARK stands; INT_MAX: none. */
static int first_name(const struct dict *names, const char *reading, size_t len,
		      const char *mark)
{
	size_t first, n = dict_find(names, reading, len, &first);

	for (size_t i = 0; i < n; i++) {
		struct dict_entry e = dict_at(names, first + i);

		if (has_mark(&e, mark))
			return (int)i;
	}
	return INT_MAX;
}

/* One segment: names with MARK, the kana, then those without it. */
static void add_name(const struct dict *names, const char *reading, size_t len,
		     const char *mark, struct ime_segs *out)
{
	struct ime_seg *seg = ime_segs_add(out, reading, len);
	size_t first, n = dict_find(names, reading, len, &first);

	for (size_t i = 0; i < n; i++) {
		struct dict_entry e = dict_at(names, first + i);

		if (seg->n == BEFORE_KANA)
			add_katakana(seg);
		if (has_mark(&e, mark))
			add_entry(seg, &e);
	}
	add_katakana(seg);
	for (size_t i = 0; i < n; i++) {
		struct dict_entry e = dict_at(names, first + i);

		add_entry(seg, &e);
	}
	ime_seg_add(seg, seg->reading, NULL);
}

/* Where a family name ends and a given one begins; 0: nowhere. */
static size_t find_split(const struct dict *names, const char *reading)
{
	size_t len = strlen(reading), best = 0;
	long best_rank = LONG_MAX;

	for (size_t at = utf8_next(reading, len, 0); at < len;
	     at = utf8_next(reading, len, at)) {
		long rank =
			(long)first_name(names, reading, at, NAME_FAMILY) +
			first_name(names, reading + at, len - at, NAME_GIVEN);

		if (rank < INT_MAX && rank <= best_rank) {
			best = at;
			best_rank = rank;
		}
	}
	return best;
}

bool proper_name(const struct dict *names, const char *reading, bool whole,
		 struct ime_segs *out)
{
	size_t len = strlen(reading), first, split = 0;
	bool known = dict_find(names, reading, len, &first) > 0;

	if (!known && !whole)
		split = find_split(names, reading);
	if (split) {
		add_name(names, reading, split, NAME_FAMILY, out);
		add_name(names, reading + split, len - split, NAME_GIVEN, out);
	} else if (known || whole) {
		add_name(names, reading, len, NULL, out);
	}
	return known || whole || split;
}

bool proper_place(struct dict *const *places, size_t n, const char *reading,
		  struct ime_segs *out)
{
	size_t len = strlen(reading);
	struct ime_seg *seg = NULL;

	for (size_t d = 0; d < n; d++) {
		size_t first, words_n;

		words_n = dict_find(places[d], reading, len, &first);
		for (size_t i = 0; i < words_n; i++) {
			struct dict_entry e = dict_at(places[d], first + i);

			if (!seg)
				seg = ime_segs_add(out, reading, len);
			add_entry(seg, &e);
		}
	}
	return seg;
}
