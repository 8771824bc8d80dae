/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Romaji to kana by a table (locale/ja/romaji.table; its opening comment is
 * the format), one key at a time. Holds no state: whoever types keeps the
 * letters that are no kana yet.
 */
#ifndef IME_ROMAJI_H
#define IME_ROMAJI_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct romaji;

/* NULL when it cannot be read or has faults: all of them, a sentence each, as
 * "name:line:column: ...". */
struct romaji *romaji_load(const char *path, struct err *err);
struct romaji *romaji_parse(const char *buf, size_t len, const char *name,
			    struct err *err);
void romaji_free(struct romaji *r);

/* What the head of some typed letters becomes. */
struct romaji_step {
	const char *kana; /* borrowed; NULL: the one letter stays as it is */
	size_t used_len;  /* bytes of the letters that are done with */
};

/*
 * One step: false when more letters may still change what these become.
 * last: no more will come; then it is always true (len > 0).
 */
bool romaji_step(const struct romaji *r, const char *letters, size_t len,
		 bool last, struct romaji_step *out);

/* How a kana, or a syllable of two, is written back; NULL: no line has it. */
const char *romaji_of(const struct romaji *r, const char *kana, size_t len);

#endif
