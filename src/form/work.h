/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of a form at work share. For this room only. */
#ifndef FORM_WORK_H
#define FORM_WORK_H

#include "form/form.h"
#include "text/wrap.h"

/* One entry of a field that has several: a tick, a fact, a row. */
struct item {
	int row, col; /* in cells, from the field's first; row not scrolled */
	int cols;
	bool heading; /* cannot be entered */
	char mark;    /* tick: 0, 'o' other, 'm' main */
};

struct form_field {
	struct str shown; /* its value as people read it */
	struct wrap wrap; /* area, computed: the lines of the text */
	struct item *item;
	size_t item_n, item_alloc;
	size_t current; /* item */
	int top;        /* first row that is seen */
	size_t scroll;  /* first byte that is seen */
	const struct choice *choice;
	size_t choice_n;
	size_t from, to; /* rows to be painted: from..to-1 */
	bool bad;
	bool aside;      /* shown is what was typed and cannot stand there */
	struct str made; /* a reading that was put there by itself */
	bool proposed;   /* it is a guess, and nobody has confirmed it */
};

/* kind.c: between what is stored, shown and typed. */
struct form_value {
	struct str text;
	const char *path; /* where it goes */
};
bool kind_typed(enum field_type type);    /* has text that is edited */
bool kind_keyed(enum field_type type);    /* single keys answer: y, 3, か */
bool kind_replaced(enum field_type type); /* the first key begins anew */
bool kind_items(enum field_type type);    /* has items */
bool kind_rows(enum field_type type);     /* has rows of text */
size_t kind_limit(const struct screen_field *f);
int kind_read(const struct form *form, size_t field, const char *typed,
	      struct form_value *out, struct err *err);
void kind_show(const struct form *form, size_t field, struct str *out);
const char *answer_stored(char key, bool inverted); /* NULL: no answer */

/* form.c */
/* Say the first sentence of err behind the field's label, and release err. */
enum form_result form_refuse(struct form *form, struct err *err);
/* What the message row is to say from now on; bad: what is wrong. */
void form_say(struct form *form, bool bad, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
/* Leave the current field for the next (1) or the one before (-1). */
enum form_result form_step(struct form *form, int direction);
/* What the program has at a path, "" for nothing. Borrowed until the next. */
const char *form_get(const struct form *form, const char *path);
/* A field, or rows of it, have to be painted. */
void form_touch(struct form *form, size_t field);
void form_touch_rows(struct form *form, size_t field, size_t from, size_t to);
/* Is this the field in which text is being typed? */
bool form_editing(const struct form *form, size_t field);
/* The lines of its text anew. */
void form_rewrap(struct form *form, size_t field);
/* The text of a field as it is now: typed or shown. */
const struct str *form_text(const struct form *form, size_t field);

/* typing.c: fields with text, and answers by one key. */
enum form_result typing_do(struct form *form, enum form_op op);
enum form_result typing_text(struct form *form, const char *utf8, size_t len);
enum form_result keyed_do(struct form *form, enum form_op op);
enum form_result keyed_char(struct form *form, const char *utf8, size_t len);
void typing_scroll(struct form *form);

/* reading.c: the reading of a name comes to its field. */
void reading_forget(struct form *form);
void reading_add(struct form *form, const char *text, const char *reading);
/* The name has changed: show the reading as far as it was typed. */
void reading_show(struct form *form);
/* The name is on disk: put its reading there, too. A refusal says why. */
int reading_hand_over(struct form *form, struct err *err);
/* The reading in field kana is a guess, or not any more: put on disk, too. */
int reading_propose(struct form *form, size_t kana, bool guess,
		    struct err *err);
/* A person says that the current one is right; false: refused. */
bool reading_confirm(struct form *form);
/* Is it still a guess? Others may know. */
void reading_look(struct form *form, size_t kana);

/* items.c: ticks, facts, blocks and lists: where they stand, what is seen. */
void items_layout(struct form *form, size_t field);
void items_show(const struct form *form, size_t field, int row,
		struct form_show *out);
/* Make entry i the current one and bring it into sight. */
void items_select(struct form *form, size_t field, size_t i);
/* The same for the one that holds this path; false: none does. */
bool items_goto_path(struct form *form, size_t field, const char *path);
/* Question i of a field of facts, as the program has it now. */
struct form_fact items_fact(const struct form *form,
			    const struct screen_field *f, size_t i);
/* Where the answer of a tick is kept; the caller's. */
char *items_tick_path(const struct screen_field *f, const struct choice *c);

/* items_do.c: what keys do there. */
enum form_result items_do(struct form *form, enum form_op op);
enum form_result items_char(struct form *form, const char *utf8, size_t len);

#endif
