/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A screen at work: the values in its boxes, the field that is being typed,
 * and what happens when it is left. Keys come in as operations and text, so
 * that all of it can be tested without a terminal.
 *
 * A field that is left with changed text is checked, then handed to the
 * program (host->leave), which puts it on disk. If either refuses, the cursor
 * stays, the typed text stays, and form.message says why and what is possible.
 */
#ifndef FORM_FORM_H
#define FORM_FORM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "form/edit.h"
#include "form/screen.h"

/* One row of a FIELD_FACTS. */
struct form_fact {
	const char *label; /* the question */
	const char *path;  /* where its answer lives */
	bool inverted;
	bool heading; /* only words, no answer */
};

/* What may be done to a row of a block or list. */
enum form_row_op { ROW_OPEN, ROW_ADD, ROW_REMOVE, ROW_UP, ROW_DOWN };

/* What the program supplies. get and leave are needed, the others only when
 * the screen has such fields. */
struct form_host {
	const struct screen_terms *terms; /* of its screens; NULL: any */
	/* The value at a path, "" or NULL when there is none. Borrowed until
	 * the next call. */
	const char *(*get)(void *data, const char *path);
	/* Take a valid value: put it on disk. -1 and a sentence refuses. */
	int (*leave)(void *data, const char *path, const char *value,
		     struct err *err);
	/* A text that cannot stand at a path, kept as it was typed; "" forgets
	 * it. Without these two a page is not left before it is right. */
	int (*set_aside)(void *data, const char *path, const char *typed,
			 struct err *err);
	const char *(*aside)(void *data, const char *path);
	/* The list behind source=NAME. Borrowed while the form lives. */
	const struct choice *(*choices)(void *data, const char *source,
					size_t *n);
	/* Is what stands at a path personal, so that nothing of it may be
	 * learned? Beside the fields that say so themselves. */
	bool (*private)(void *data, const char *path);
	/* How a name is probably read, in hiragana; false: nobody knows. For
	 * names whose reading was not typed. */
	bool (*reading)(void *data, const char *name, struct str *out);
	/* Rows of facts, of a block or a list. */
	size_t (*row_count)(void *data, const char *path);
	void (*fact)(void *data, const char *path, size_t row,
		     struct form_fact *out);
	void (*row_text)(void *data, const char *path, size_t row,
			 struct str *out);
	/* ROW_ADD: row is where it will stand. The program may open another
	 * view. */
	int (*row)(void *data, const char *path, enum form_row_op op,
		   size_t row, struct err *err);
};

enum form_op {
	FORM_NEXT,  /* Tab, Down */
	FORM_PREV,  /* Shift-Tab, Up */
	FORM_ENTER, /* next field; new line; open a row; tick as main */
	FORM_UP,
	FORM_DOWN,
	FORM_LEFT,
	FORM_RIGHT,
	FORM_WORD_LEFT,
	FORM_WORD_RIGHT,
	FORM_HOME,
	FORM_END,
	FORM_BACKSPACE,
	FORM_DELETE,
	FORM_KILL,
	FORM_CLEAR,
	FORM_UNDO,
	FORM_RESTORE, /* Esc: as it was when the field was entered */
	FORM_CHOOSE,  /* show the list of a choice */
	FORM_ADD,     /* rows of a block */
	FORM_REMOVE,
	FORM_ROW_UP,
	FORM_ROW_DOWN,
	FORM_OP_N,
};

/* What came of an operation. */
enum form_result {
	FORM_IGNORED, /* means nothing here */
	FORM_DONE,
	FORM_REFUSED,   /* the sentence is in form.message */
	FORM_WANT_LIST, /* offer form_choices(), then form_pick() */
	FORM_PAST_END,  /* Tab on the last field, which has been left */
	FORM_PAST_START,
};

struct form_field;   /* private */
struct form_reading; /* private */

struct form {
	struct screen *screen; /* owned */
	const struct form_host *host;
	void *data;
	size_t current;     /* index into screen->field */
	struct str message; /* a sentence for the person, or empty */
	bool message_bad;   /* it says what is wrong */
	struct edit edit;   /* text of the current field */
	bool fresh;         /* nothing was done in it yet */
	unsigned digits;    /* typed so far to choose by number */
	int goal_col;       /* of Up and Down in an area, -1: none */
	struct form_field *field;
	struct form_reading *reading; /* typed for one name */
	size_t reading_n, reading_alloc, reading_of;
};

/* Begin in the first field that can be entered. */
void form_init(struct form *form, struct screen *screen /* takes */,
	       const struct form_host *host, void *data);
void form_release(struct form *form);

/* Read every value again, except the text that is being typed. */
void form_refresh(struct form *form);

/* Operations. */
enum form_result form_do(struct form *form, enum form_op op);
/* Typed text: usually one character. */
enum form_result form_type(struct form *form, const char *utf8, size_t len);
/* A paste: cleaned, cut at the limit, and a sentence says how much was left
 * out; lost_n characters of it did not even reach us. */
enum form_result form_paste(struct form *form, const char *utf8, size_t len,
			    size_t lost_n);

/* The current field, if text is typed in it; else NULL. */
const struct screen_field *form_typed(const struct form *form);
/* What an input method is writing there; see edit_write. */
void form_write(struct form *form, const char *utf8, size_t len, size_t cursor,
		size_t mark, size_t mark_len);
/* What it has finished, with its reading: typed, and kept for the furigana. */
enum form_result form_finish(struct form *form, const char *utf8,
			     const char *reading);
/* Take this away before the cursor; false when something else is there. */
bool form_take_back(struct form *form, const char *utf8);

/* Check the current field and hand it over; 0, or -1 and form.message. */
int form_leave(struct form *form);
/* The same before the page is left: what cannot stand there is set aside, and
 * form.message says so. -1: it has to stay on the page. */
int form_part(struct form *form);
/* Say in form.message what a text that was set aside lacks, if there is one. */
void form_tell_aside(struct form *form);
/* Go to a field (leaving the current one); -1: refused or no such field. */
int form_goto(struct form *form, const char *field_name);
int form_first(struct form *form); /* to the first that can be entered */
int form_goto_path(struct form *form, const char *path);
/* To the first field that is not right yet, else to the first that is wanted
 * and empty; -1: there is none. */
int form_goto_missing(struct form *form);

/* The choices of a field, as they are offered. */
const struct choice *form_choices(const struct form *form, size_t field,
				  size_t *n);
/* Take choice i in the current field, and go on to the next. */
enum form_result form_pick(struct form *form, size_t i);

/* Names of the fields that are wanted and empty, or not right yet, as labels;
 * returns how many. */
size_t form_missing(const struct form *form, struct str *labels);

/* ---- what to paint ---- */

/* Some cells of a row; cols 0: none. */
struct form_cells {
	int col, cols;
};

struct form_show {
	struct str text;           /* one row of a field, at most its width */
	bool mark;                 /* the row of a list where the cursor is */
	bool bad;                  /* what is typed was refused */
	bool wanted;               /* missing */
	struct form_cells writing; /* an input method is at it */
	struct form_cells segment; /* the part of it that keys act on */
};

/* Row 0..rows_n-1 of a field. out->text is reused. */
void form_show(const struct form *form, size_t field, int row,
	       struct form_show *out);
/* Where the cursor stands, in cells of the picture. */
void form_cursor(const struct form *form, int *row, int *col);
/* How many rows what is being written takes, from the cursor's on. */
int form_writing_rows(const struct form *form);
/* Has the field to be painted again? Then its rows from..to-1; asking answers
 * and forgets. */
bool form_take_dirty(struct form *form, size_t field, int *from, int *to);

/* One of the four answers in words: "yes" is はい, of an inverted question
 * いいえ. "" for no answer. */
const char *answer_shown(const char *code, bool inverted);

#endif
