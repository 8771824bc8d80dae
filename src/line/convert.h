/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the program paints -> what the terminal is sent. A pure machine over
 * pieces of any size: characters are converted, everything else is passed on
 * as it is, half a sequence as well.
 *
 * One thing is kept back: in EUC-JP kanji stand in the sets G1 to G3 of
 * ISO 2022, so nobody may put another set there (curses does, to draw lines
 * on a VT100).
 */
#ifndef LINE_CONVERT_H
#define LINE_CONVERT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "text/charset.h"

enum convert_state {
	CONVERT_TEXT,
	CONVERT_ESCAPE,     /* behind Esc */
	CONVERT_CONTROL,    /* behind Esc [ */
	CONVERT_STRING,     /* behind Esc ] and the like */
	CONVERT_STRING_END, /* Esc in such a string */
};

struct convert {
	struct coder *coder; /* borrowed */
	bool keep_sets;      /* G1 to G3 belong to the kanji */
	enum convert_state state;
	char held[4]; /* of a character or an escape sequence */
	size_t held_len;
};

/* coder says what the terminal can show and outlives cv. */
void convert_init(struct convert *cv, struct coder *coder,
		  enum charset charset);
/* Append what these bytes come to. */
void convert_feed(struct convert *cv, const char *bytes, size_t len,
		  struct str *out);
/* Are we between two characters or sequences? */
bool convert_between(const struct convert *cv);

#endif
