/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The screen as text a person can read and a test can compare:
 *
 *     24x80 cursor 3,15
 *     00|総合相談 受付
 *     03|ふりがな [ふっさ   ]
 *     00:0-79 reverse
 *     03:9-18 underline
 *
 * First the rows (from 00; empty ones are left out), then, row by row, the
 * cells that have attributes. Columns are display cells from 0.
 */
#ifndef TESTS_TTY_PICTURE_H
#define TESTS_TTY_PICTURE_H

#include "tty/tty.h"

/* Append the picture as above. */
void tty_picture(struct tty *tty, struct str *out);
/* Append what stands out from the cursor on, in its row: what an input method
 * has at hand. */
void tty_marked(struct tty *tty, struct str *out);
/* Append the bare rows, down to the last that is not empty: for the README. */
void tty_plain(struct tty *tty, struct str *out);

/*
 * Once the program is ready: is the screen (within TTY_GRACE_MS) as the file
 * says? If not: -1, and both
 * pictures and the lines that differ in err. With MADO_GOLDEN=write the file
 * is made anew instead, and the answer is 0.
 */
int tty_golden(struct tty *tty, const char *path, struct err *err);

#endif
