/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How a name that was pasted or imported is probably read. Only a proposal:
 * a name is read as its owner says.
 */
#ifndef IME_NAMES_H
#define IME_NAMES_H

#include "ime/dict.h"

/* Marks in the notes of names.dict. */
#define NAME_FAMILY "姓"
#define NAME_GIVEN  "名"

/*
 * The reading of a family name, a given name, or both, with a space between
 * them or none: 佐藤 健太 gives さとう けんた. Kana are their own reading. NULL
 * when a part is not known. The caller's.
 */
char *names_reading(struct dict *names, const char *name);

#endif
