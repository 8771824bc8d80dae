/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Kana and full-width forms, without ICU. Each function returns the caller's
 * string and leaves what it does not know as it is.
 */
#ifndef TEXT_KANA_H
#define TEXT_KANA_H

#include <stdbool.h>
#include <stdint.h>

char *kana_to_hiragana(const char *s); /* full-width katakana only */
char *kana_to_katakana(const char *s);
/* ﾊﾝｶｸ → ハンカク; a voiced mark joins the kana before it (ｶﾞ → ガ). */
char *kana_widen(const char *s);
/* Ｆｕｌｌ－ｗｉｄｔｈ ASCII and the full-width space → ASCII. */
char *ascii_narrow(const char *s);

/* Katakana and its punctuation → ﾊﾝｶｸ; a voiced kana becomes two. */
char *kana_narrow(const char *s);
/* ASCII and the space → ｆｕｌｌ ｗｉｄｔｈ. */
char *ascii_widen(const char *s);

/* Hiragana, katakana (both widths), ー ・ and spaces only: fit for a kana
 * field. True of "". */
bool kana_only(const char *s);

/*
 * What a list is searched by when one key is typed: the first character of s
 * as a plain, large, unvoiced hiragana or a lower-case letter, so that か finds
 * カ, ｶ, が and ガ. 0 for "".
 */
uint32_t kana_key(const char *s);

#endif
