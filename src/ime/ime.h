/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Japanese input as a pure machine: operations and characters in, text that
 * is being written, candidates and finished text out. It knows no terminal,
 * no field and no case.
 *
 *	empty -> composing (kana) -> converting (segments) -> with the list open
 *
 * Enter finishes from anywhere, Esc goes back one state.
 */
#ifndef IME_IME_H
#define IME_IME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "ime/engine.h"
#include "ime/romaji.h"

/* What typing gives. */
enum ime_mode {
	IME_DIRECT, /* keys go to the program */
	IME_HIRAGANA,
	IME_KATAKANA,
	IME_HALF_KATAKANA,
	IME_FULL_ASCII,
	IME_HALF_ASCII,
	IME_MODE_N,
};

/* What a field asks for when it is entered. */
struct ime_field {
	enum ime_mode mode;
	enum ime_kind kind;
	bool kana;    /* nothing is converted: Space finishes */
	bool private; /* nothing typed here is learned */
};

enum ime_op {
	IME_CHAR, /* a printable ASCII character, Space too */
	IME_ENTER,
	IME_ESCAPE,
	IME_UP, /* candidates */
	IME_DOWN,
	IME_PAGE_UP, /* of the list */
	IME_PAGE_DOWN,
	IME_LEFT, /* kana; segments */
	IME_RIGHT,
	IME_HOME,
	IME_END,
	IME_LONGER, /* the segment */
	IME_SHORTER,
	IME_BACKSPACE,
	IME_DELETE,
	IME_TO_HIRAGANA, /* all kana, or the segment */
	IME_TO_KATAKANA,
	IME_TO_HALF_KATAKANA,
	IME_TO_FULL_ASCII,
	IME_TO_HALF_ASCII,
	IME_TOGGLE,    /* on and off */
	IME_NEXT_MODE, /* あ ア ｱ Ａ A */
	IME_AGAIN,     /* convert what was just finished once more */
	IME_OTHER,     /* any other key of the program */
	IME_OP_N,
};

/* Candidates seen at once. */
#define IME_ROWS_MAX 9

/* What is to be seen. Borrowed until the next operation. */
struct ime_view {
	const char *text; /* being written; "": nothing is */
	size_t text_len;
	size_t cursor;              /* byte offset in text */
	size_t mark, mark_len;      /* the current segment, in bytes; or 0, 0 */
	bool converting;            /* segments, not kana */
	size_t rows_n;              /* of the list; 0: it is closed */
	const struct ime_cand *row; /* rows_n of them */
	size_t row_current;
	size_t page, pages_n; /* from 0 */
};

struct ime;

/* romaji must outlive it; engine is copied, and not freed. */
struct ime *ime_new(const struct romaji *romaji, struct engine engine);
void ime_free(struct ime *ime);

/* Another field: what was being written is dropped (finish it before with
 * IME_OTHER), the mode is the field's. */
void ime_enter(struct ime *ime, const struct ime_field *field);
enum ime_mode ime_mode(const struct ime *ime);
/* "あ" "ア" "ｱ" "Ａ" "A" */
const char *ime_mode_letter(enum ime_mode mode);

/*
 * One operation; c: of IME_CHAR. True: it was meant for us. False: the program
 * shall obey the key, after it has taken what is finished.
 */
bool ime_do(struct ime *ime, enum ime_op op, char c);

/* Finished text and its reading in hiragana are moved into the two; false:
 * there is none. */
bool ime_take(struct ime *ime, struct str *text, struct str *reading);

/*
 * What was finished last, if nothing else happened since; else NULL. Take it
 * away before the cursor, then do IME_AGAIN.
 */
const char *ime_last(const struct ime *ime);

/*
 * The terminal sends finished characters: it has an input method of its own.
 * Then this one stays off, also in fields to come, until it is toggled.
 */
void ime_step_back(struct ime *ime);

void ime_look(struct ime *ime, struct ime_view *view);

/* Why the engine could not convert, since it was last asked; or NULL. */
const char *ime_complaint(struct ime *ime, struct str *text);

#endif
