/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * UTF-8: code points, what a cursor steps over, and the gate through which
 * foreign bytes become text.
 *
 * All functions accept broken bytes: each broken sequence (the longest that
 * could have begun a character) counts as one U+FFFD.
 */
#ifndef TEXT_UTF8_H
#define TEXT_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

#define UTF8_MAX_LEN     4      /* bytes of one code point */
#define UTF8_REPLACEMENT 0xFFFD /* stands for what was broken */

/* The code point at s (len > 0); its bytes are counted in *used_len, which
 * may be NULL. */
uint32_t utf8_decode(const char *s, size_t len, size_t *used_len);
/* Bytes written to out, 1 to 4. What is no character becomes U+FFFD. */
size_t utf8_encode(uint32_t c, char out[UTF8_MAX_LEN]);
void utf8_add(struct str *out, uint32_t c);
bool utf8_valid(const char *s, size_t len);

/* Code points: what a limit "in characters" counts. */
size_t utf8_count(const char *s, size_t len);
/* The byte position behind the first max_n code points, at most len. */
size_t utf8_limit(const char *s, size_t len, size_t max_n);

/* The byte position of the next or previous code point; len and 0 stay. */
size_t utf8_next(const char *s, size_t len, size_t pos);
size_t utf8_prev(const char *s, size_t pos);

/*
 * The same by cluster: a base with its combining marks, variation selectors
 * and skin tones, an emoji joined by ZWJ, a flag. A cursor rests on clusters
 * only, and one Backspace takes a whole one away.
 */
size_t cluster_next(const char *s, size_t len, size_t pos);
size_t cluster_prev(const char *s, size_t pos);

struct text_cleaned {
	size_t replaced_n; /* broken places, now U+FFFD */
	size_t dropped_n;  /* characters that do not belong in a text */
};

#define TEXT_LINES 1U /* line ends stay; without it they become a space */

/*
 * Append bytes of any origin (keyboard, paste, import) to out as valid UTF-8
 * in NFC. CRLF, CR, U+0085, U+2028 and U+2029 are line ends, a tab is a space.
 * Dropped are whole escape sequences, other control characters, BOM, bidi
 * controls and what else is invisible and can deceive (variation selectors and
 * ZWJ behind a base are kept), and more marks on one base than a screen cell
 * holds. The compatibility ideographs of names in the register stay; see
 * norm.h.
 */
struct text_cleaned text_clean(struct str *out, const char *bytes, size_t len,
			       unsigned flags);

#endif
