/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Numbers, words and separators in folded text (norm_fold), as the readers of
 * dates and moments need them. For this room only.
 */
#ifndef TEXT_SCAN_H
#define TEXT_SCAN_H

#include <stdbool.h>
#include <stdint.h>

struct scan {
	const char *p; /* what is still to be read */
};

/* Does this word come next? Then it has been read. */
bool scan_word(struct scan *sc, const char *word);
/* Spaces and . / - , 、 。 ・ ー and other dashes. True if there was one. */
bool scan_separators(struct scan *sc);

struct scan_number {
	int value;    /* at most 99999999 */
	int digits_n; /* how many ASCII digits; 0 for a kanji numeral */
};

/* 45, 四五 or 四十五. False, and nothing read, where no number stands. */
bool scan_number(struct scan *sc, struct scan_number *n);
/* Can c be part of such a number? */
bool scan_is_numeral(uint32_t c);
/* Is nothing left? */
bool scan_end(struct scan *sc);

#endif
