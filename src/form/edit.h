/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The text of one field while it is typed: a cursor between clusters (what a
 * person takes for one character), changes, and the way back. Knows nothing
 * of screens.
 */
#ifndef FORM_EDIT_H
#define FORM_EDIT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* Changes of the same kind, one after the other, are undone as one. */
enum edit_run { EDIT_NO_RUN, EDIT_TYPING, EDIT_ERASING };

/* What became of inserted text. */
struct edit_taken {
	size_t left_out_n; /* characters for which there was no room */
	size_t dropped_n;  /* controls and broken UTF-8 */
};

struct edit {
	struct str text;
	size_t text_n;   /* characters in it */
	size_t pos;      /* byte offset of the cursor, between clusters */
	size_t limit_n;  /* characters; 0: no limit */
	bool lines;      /* may it hold line ends? */
	struct str undo; /* the text before the last run of changes */
	size_t undo_n, undo_pos;
	enum edit_run run;
	/* What an input method is writing at the cursor, not part of the text
	 * yet: bytes from pos on of seen, which is both together. */
	struct str seen;
	size_t writing_len, writing_cursor;
	size_t mark, mark_len; /* a part that stands out, in writing */
};

void edit_init(struct edit *e);
void edit_release(struct edit *e);

/* Begin with this text, the cursor at its end, nothing to undo. */
void edit_set(struct edit *e, const char *utf8);

/* Put text in at the cursor, cleaned, as far as the limit allows. */
struct edit_taken edit_insert(struct edit *e, const char *utf8, size_t len);

/* Each returns whether something moved or changed. */
bool edit_left(struct edit *e);
bool edit_right(struct edit *e);
bool edit_word_left(struct edit *e);
bool edit_word_right(struct edit *e);
bool edit_home(struct edit *e); /* of the line */
bool edit_end(struct edit *e);
bool edit_to(struct edit *e, size_t pos); /* byte offset, between clusters */
bool edit_backspace(struct edit *e);
bool edit_delete(struct edit *e);
bool edit_kill(struct edit *e);  /* to the end of the line */
bool edit_clear(struct edit *e); /* all of it */
bool edit_undo(struct edit *e);  /* again: redo */
/* Another text in its place, the cursor at its end; can be undone. */
void edit_restore(struct edit *e, const char *utf8);

/* Show this at the cursor (len 0: no longer), with the cursor in it and a part
 * that stands out; all in bytes. The text must not change meanwhile. */
void edit_write(struct edit *e, const char *utf8, size_t len, size_t cursor,
		size_t mark, size_t mark_len);
/* The text as it is to be seen, and the cursor there. */
const struct str *edit_seen(const struct edit *e);
size_t edit_seen_pos(const struct edit *e);
/* Take this away before the cursor; false when something else is there. */
bool edit_take_back(struct edit *e, const char *utf8);

/* The first byte to be seen in a box of width_cols so that the cursor is, if
 * it was from_pos before. The cursor may stand right behind the box. */
size_t edit_scroll(const struct edit *e, size_t from_pos, int width_cols);

#endif
