/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Proper names: what a field for a name or a place offers before all else. */
#ifndef IME_PROPER_H
#define IME_PROPER_H

#include <stdbool.h>

#include "ime/dict.h"
#include "ime/segs.h"

/*
 * Append one segment with the writings of a name (a family or a given name),
 * or two for a family name with a given one behind it. With whole always one,
 * though nothing may be known. Last among the first stands the katakana form:
 * it is how many older women write themselves. False: nothing was known, and
 * nothing is appended.
 */
bool proper_name(const struct dict *names, const char *reading, bool whole,
		 struct ime_segs *out);

/* Append one segment with the words of this reading and their notes; false:
 * there is none. */
bool proper_place(struct dict *const *places, size_t n, const char *reading,
		  struct ime_segs *out);

#endif
