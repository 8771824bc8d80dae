/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Cells. Defines wcwidth() and wcswidth() for the whole program, curses
 * included (a definition in the executable goes before libc's), so that
 * everyone counts the same: combining marks and variation selectors 0, wide
 * and full-width characters 2, East Asian Ambiguous ones by policy, controls
 * and what is no character -1.
 */
#ifndef TEXT_WIDTH_H
#define TEXT_WIDTH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <wchar.h>

#include "base/str.h"

/*
 * Cells of an ambiguous character (○ ─ ① …): 1 in a UTF-8 session, which is
 * the default, 2 on a legacy terminal. Set before curses starts.
 */
void text_set_ambiguous(int cols);
int text_ambiguous(void);
/* Does the width of this character depend on the policy? */
bool text_is_ambiguous(uint32_t c);

/* Cells of one code point; -1 for a control and what is no character. */
int text_cols_of(uint32_t c);

/* Cells of len bytes. A control, which clean text has none of, counts 1: the
 * painter shows it as a question mark. */
int text_width(const char *s, size_t len);

/*
 * How many bytes of s fit into max_cols cells without cutting a cluster;
 * *used_cols (may be NULL) tells the cells they take: one less than max_cols
 * where a wide character would have stood on the edge.
 */
size_t text_clip(const char *s, size_t len, int max_cols, int *used_cols);

/* Append s as a column of exactly cols cells: clipped, or filled with blanks.
 */
void text_pad(struct str *out, const char *s, int cols);

#endif
