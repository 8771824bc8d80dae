/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Bytes from the terminal -> keys, characters and pastes. A pure machine: it
 * reads nothing, draws nothing, and knows no curses. Broken UTF-8 is dropped;
 * an unknown escape sequence is swallowed whole, never typed into a field.
 */
#ifndef UI_INPUT_H
#define UI_INPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

#define KEY_CTRL(letter) ((enum key)((letter) - '@'))

enum key {
	KEY_NO_KEY,
	/* Ctrl-A .. Ctrl-Z are their own codes, 1..26 */
	KEY_CTRL_A = 1,
	KEY_TABULATOR = 9,
	KEY_LINE_FEED = 10,
	KEY_RETURN = 13,
	KEY_CTRL_Z = 26,
	KEY_ESC = 27,
	KEY_CTRL_BACKSLASH = 28,
	KEY_CTRL_BRACKET = 29, /* ] */
	KEY_CTRL_CARET = 30,   /* ^ */
	KEY_DEL = 127,
	KEY_F_1 = 256,
	KEY_F_10 = KEY_F_1 + 9,
	KEY_F_12 = KEY_F_1 + 11,
	KEY_CURSOR_UP,
	KEY_CURSOR_DOWN,
	KEY_CURSOR_LEFT,
	KEY_CURSOR_RIGHT,
	KEY_CTRL_LEFT,
	KEY_CTRL_RIGHT,
	KEY_SHIFT_UP,
	KEY_SHIFT_DOWN,
	KEY_SHIFT_LEFT,
	KEY_SHIFT_RIGHT,
	KEY_CTRL_HOME,
	KEY_CTRL_END,
	KEY_GO_HOME,
	KEY_GO_END,
	KEY_PAGE_UP,
	KEY_PAGE_DOWN,
	KEY_INSERT,
	KEY_DELETE,
	KEY_BACK_TAB,
	KEY_CTRL_SPACE, /* NUL on the line */
};

enum event_kind {
	EVENT_NONE, /* more bytes are needed */
	EVENT_KEY,
	EVENT_TEXT,  /* one character, in text */
	EVENT_PASTE, /* a whole paste, in text */
	EVENT_RESIZE,
	EVENT_TICK,   /* a second has passed without a key */
	EVENT_HANGUP, /* the line is gone, or the program is asked to end */
};

struct event {
	enum event_kind kind;
	enum key key;
	const char *text; /* borrowed until the next event */
	size_t text_len;
	size_t lost_n; /* characters of a paste beyond what is kept */
};

/* Of a paste so many bytes are kept; the rest is counted. */
#define INPUT_PASTE_MAX (1u << 20)

struct input_seq; /* private: one escape sequence */

struct input {
	struct str bytes; /* not yet understood */
	size_t used_len;
	struct str text; /* of the event given out last */
	bool esc_alone;  /* Esc is a key by itself, whatever follows */
	bool pasting;
	bool burst; /* a paste without brackets */
	size_t paste_lost_n;
	struct input_seq *seq;
	size_t seq_n, seq_alloc;
};

void input_init(struct input *in); /* with the common sequences */
void input_release(struct input *in);
/* One more escape sequence, e.g. from terminfo. Unusable ones are ignored. */
void input_define(struct input *in, const char *bytes, enum key key);

/* Wipe the bytes that have been understood, and the event given out last. */
void input_forget(struct input *in);

void input_feed(struct input *in, const void *bytes, size_t len);
/*
 * The same for what came at once while the program was waiting. A person does
 * not type that fast: much of it with commands in it is a paste from a
 * terminal that puts no brackets around one.
 */
void input_feed_idle(struct input *in, const void *bytes, size_t len);
/* The next event; EVENT_NONE when the bytes so far are only a beginning. */
enum event_kind input_next(struct input *in, struct event *ev);
/* Nothing came for a while: take a beginning for what it is (a lone Esc; a
 * paste whose end got lost). */
enum event_kind input_timeout(struct input *in, struct event *ev);
/* How long to wait before input_timeout: -1 for ever, in milliseconds. */
int input_wait_ms(const struct input *in, int esc_delay_ms);

#endif
