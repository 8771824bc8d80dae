/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small questions over the current view. */
#ifndef UI_DIALOG_H
#define UI_DIALOG_H

#include <stddef.h>

#include "form/screen.h" /* struct choice */

enum { ASK_NO = 0, ASK_YES = 1 };

/* y or n (はい, いいえ); Esc and F3 mean no, Enter means nothing. */
int ui_ask(const char *question);

/* Choose one by arrows and Enter, its number, or its first kana. Returns its
 * position, or -1 when the person went back. current: where to begin. */
int ui_choose(const char *title, const struct choice *choice, size_t n,
	      size_t current);

#endif
