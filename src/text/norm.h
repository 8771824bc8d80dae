/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Normal forms. Owns ICU's normalizer.
 */
#ifndef TEXT_NORM_H
#define TEXT_NORM_H

#include "base/str.h"

/*
 * Append in NFC. One exception, on purpose: CJK compatibility ideographs
 * (神 U+FA19, 塚 U+FA10, 都 U+FA26 …) stay as they are. NFC would replace
 * them by the everyday form, and a name is stored as the register has it.
 */
void norm_nfc(struct str *out, const char *s, size_t len);

/*
 * The form in which texts are compared and searched, never stored as the
 * text: NFKC, lower case, katakana as hiragana, nothing invisible.
 */
char *norm_fold(const char *s);

#endif
