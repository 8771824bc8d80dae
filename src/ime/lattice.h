/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Finding the likeliest way through a reading: phrases of our own words and
 * numbers beside the segments that an engine proposes, each with its cost.
 * What our words do not cover is asked of the engine again, part by part.
 */
#ifndef IME_LATTICE_H
#define IME_LATTICE_H

#include "ime/engine.h"

struct dict;
struct endings;

#define LATTICE_DICTS_MAX 8

/* Where words come from. A dictionary without classes of its own (NULL) has
 * them in its notes. The first ones go first. Borrowed. */
struct lattice {
	struct {
		const struct dict *dict;
		const char *classes;
		int cost; /* on top, of each of its words */
	} source[LATTICE_DICTS_MAX];
	size_t source_n;
	const struct endings *endings;
	const struct engine *engine; /* what is asked for the rest */
	bool heed; /* that one is asked even if our words reach to the end */
	const struct engine *quick; /* what adds candidates to our phrases */
};

/* Append segments for READING, at best some sixty characters. As convert of
 * struct engine. */
int lattice_convert(const struct lattice *lattice, const char *reading,
		    struct ime_segs *out, struct err *err);

/* Add our candidates for the whole reading of SEG to those it has, or the
 * engine's, so that there is one. 0, or -1 and err. */
int lattice_one(const struct lattice *lattice, struct ime_seg *seg,
		struct err *err);

/* Add the engine's to these. 0, or -1 and err. */
int lattice_more(const struct lattice *lattice, struct ime_seg *seg,
		 struct err *err);

#endif
