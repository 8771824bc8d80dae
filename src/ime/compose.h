/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The kana that are being typed: a line of characters with a cursor, and the
 * letters that are no kana yet. Each character remembers the keys it came
 * from, so that it can still become what the keys say. Knows no conversion.
 */
#ifndef IME_COMPOSE_H
#define IME_COMPOSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "ime/romaji.h"

#define COMPOSE_KEYS_SIZE 9 /* of one syllable, with the NUL */

/* How kana are written. */
enum ime_form {
	IME_FORM_HIRAGANA,
	IME_FORM_KATAKANA,
	IME_FORM_HALF_KATAKANA,
	IME_FORM_FULL_ASCII,
	IME_FORM_HALF_ASCII,
	IME_FORM_N,
};

struct compose_char {
	uint32_t c;                   /* hiragana, or as typed */
	char keys[COMPOSE_KEYS_SIZE]; /* "": came with the one before */
};

struct compose {
	const struct romaji *romaji;
	struct compose_char *ch;
	size_t n, alloc;
	size_t pos;                      /* the cursor, in characters */
	char pending[COMPOSE_KEYS_SIZE]; /* letters at the cursor */
	size_t pending_len;
	size_t capitals_n; /* typed one after the other, just now */
	bool latin;        /* letters stay letters until something else */
};

void compose_init(struct compose *c, const struct romaji *romaji);
void compose_release(struct compose *c);
void compose_clear(struct compose *c);
bool compose_empty(const struct compose *c);

/*
 * A printable ASCII character is typed. literal: it stays as it is. Otherwise
 * a capital begins a word in letters; lower case behind two capitals or more
 * is romaji again (DVそうだん, but Word).
 */
void compose_type(struct compose *c, char key, bool literal);
/* Letters at the cursor become what they are without more to come. */
void compose_settle(struct compose *c);

/* Each settles first; false when there was nothing to do. */
bool compose_move(struct compose *c, int by);
bool compose_home(struct compose *c);
bool compose_end(struct compose *c);
bool compose_delete(struct compose *c);
/* One letter if some are no kana yet, else the character before. */
bool compose_backspace(struct compose *c);

/* Append characters from..to-1 in a form; letters at the cursor are left out.
 * What a form cannot write stays as it is. */
void compose_write(const struct compose *c, size_t from, size_t to,
		   enum ime_form form, struct str *out);
/* The same with the letters; *cursor is set in bytes of out. */
void compose_show(const struct compose *c, enum ime_form form, struct str *out,
		  size_t *cursor);

#endif
