/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The program's own input method as the screen knows it: events in; finished
 * text, what is being written and a list of candidates out. The program hands
 * one over; this room draws it and brings the text to the view on top. Without
 * one every key is the view's.
 */
#ifndef UI_INPUTMETHOD_H
#define UI_INPUTMETHOD_H

#include "form/screen.h"
#include "ui/view.h"

#define INPUT_ROWS_MAX 9

struct input_row {
	const char *text;
	const char *note; /* or NULL */
};

/* One key of the key bar; plain: on a terminal without F-keys. The list ends
 * with a NULL key. */
struct input_key {
	const char *key, *plain;
	const char *label; /* N_() */
};

/* What is to be seen; borrowed until the next event. */
struct input_seen {
	const char *letter;                 /* of the mode: "あ" */
	const char *text;                   /* being written */
	size_t len, cursor, mark, mark_len; /* in bytes, as edit_write */
	bool converting;
	const struct input_key *keys; /* that do something to it; or NULL */
	struct input_row row[INPUT_ROWS_MAX]; /* the list, when it is open */
	size_t rows_n, row_current;
	size_t page, pages_n;
};

struct input_method {
	/* Another field; what was being written elsewhere is dropped. */
	void (*enter)(void *self, enum field_input input, bool private);
	/* A key, text or paste; false: it is the program's, after what is
	 * finished has been taken. */
	bool (*event)(void *self, const struct event *ev);
	/* Finished text and its reading; false: none. */
	bool (*take)(void *self, struct str *text, struct str *reading);
	/* The event asks for what was finished last to be written again: that
	 * text, to be taken away first. NULL: it asks nothing like that. */
	const char *(*again)(void *self, const struct event *ev);
	void (*look)(void *self, struct input_seen *seen);
	/* What does not work, told once; NULL: nothing. */
	const char *(*complaint)(void *self);
	/* Nobody has typed for a second: what will be needed can be got now. */
	void (*idle)(void *self);
};

/* method NULL: none. */
void ui_set_input_method(const struct input_method *method, void *self);

/* ---- for this room only ---- */

/* Before anything is painted or obeyed: is it another field? */
void inputmethod_follow(struct window *win);
/* An event for the window on top. True: it is done with; *flags as of a
 * handler. */
bool inputmethod_event(struct window *win, const struct event *ev,
		       unsigned *flags);
void inputmethod_idle(void);
/* Has what it paints changed so that the page below has to be painted, too? */
bool inputmethod_bared(void);
void inputmethod_draw(struct window *win);
/* The letter of the mode, NULL where no text is typed. */
const char *inputmethod_letter(void);
/*
 * What the key bar shows instead, or NULL. While kana are typed only after a
 * second's pause, and no longer than until the pause after they are finished:
 * whoever types on has no need of it, and the line may be slow.
 */
const struct input_key *inputmethod_keys(void);
/* Are there segments to choose for? */
bool inputmethod_converting(void);
/* Is something being written that the view does not have yet? */
bool inputmethod_writing(void);
/* The screen is locked: what is being written waits, unseen. */
void inputmethod_hide(bool hide);
/* Is there one at all? */
bool inputmethod_there(void);

#endif
