/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The character sets of terminals that do not speak UTF-8. Owns iconv, and
 * the one table of characters that converters disagree about.
 *
 * What goes to a terminal takes exactly the cells that text_cols_of() counts
 * (with ambiguous characters two cells wide), or the rows would shift: what
 * the terminal has no code for becomes 〓 or ?, what has no width of its own
 * is left out.
 */
#ifndef TEXT_CHARSET_H
#define TEXT_CHARSET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

enum charset {
	CHARSET_UTF8,
	CHARSET_CP932,        /* Windows-31J */
	CHARSET_EUC_JP,       /* with the letters of three bytes: 髙 */
	CHARSET_EUC_JP_BASIC, /* JIS X 0208 and half-width kana only */
	CHARSET_N,
};

/* By any of its names: "cp932", "SJIS", "eucJP" …; false: none is so called. */
bool charset_find(const char *name, enum charset *out);
/* As it is written in settings. */
const char *charset_name(enum charset charset);

#define CODER_MAX_LEN 4 /* bytes of one character */

/* One terminal's conversion, both ways. */
struct coder;

/* NULL when this machine's iconv does not know the charset. */
struct coder *coder_new(enum charset charset, struct err *err);
void coder_free(struct coder *coder);

/* The bytes that show c on the terminal; 0 of them for what has no width.
 * The answer is kept: set the policy of width before. */
size_t coder_encode(struct coder *coder, uint32_t c, char out[CODER_MAX_LEN]);
/* Can the terminal show c itself, or something everybody reads as c? */
bool coder_shows(struct coder *coder, uint32_t c);

/*
 * Append what the terminal sent as UTF-8. A character that has only begun is
 * kept for the next call; a broken one becomes U+FFFD, and an ASCII byte in
 * its midst (Esc, Enter) still counts.
 */
void coder_decode(struct coder *coder, const char *bytes, size_t len,
		  struct str *out);
bool coder_pending(const struct coder *coder); /* has one begun? */
void coder_decode_end(struct coder *coder, struct str *out); /* it is broken */

/* The terminal we sit at, for text_shown(); NULL: it shows everything. */
void text_set_terminal(struct coder *coder /* kept */);
/* Does it speak UTF-8? */
bool text_utf8_terminal(void);
/* Can it show all of these bytes? */
bool text_shown(const char *s, size_t len);

#endif
