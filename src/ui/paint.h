/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The only caller of curses' drawing functions. Text is UTF-8 and clipped to
 * a rectangle; a wide character is never split, and writing over half of one
 * blanks the other half. What things look like is one table of attributes.
 */
#ifndef UI_PAINT_H
#define UI_PAINT_H

#include <stddef.h>
#include <stdint.h>

enum attr {
	ATTR_NORMAL,
	ATTR_TITLE,
	ATTR_LABEL,
	ATTR_FIELD,
	ATTR_FIELD_MARK, /* the item under the cursor in a field */
	ATTR_FIELD_BAD,  /* what was typed is refused */
	ATTR_FIELD_WANTED,
	ATTR_WRITING,         /* what an input method is at */
	ATTR_WRITING_SEGMENT, /* the part of it that keys act on */
	ATTR_LIST,            /* of candidates */
	ATTR_HEADER,          /* of a list */
	ATTR_ROW,             /* of a list */
	ATTR_ROW_MARK,        /* in front of the current one */
	ATTR_DUTY,            /* a legal duty, a danger tonight */
	ATTR_MESSAGE,
	ATTR_MESSAGE_BAD,
	ATTR_KEYBAR,
	ATTR_KEYBAR_KEY,
	ATTR_POPUP,
	ATTR_QUIET, /* of lesser weight */
	ATTR_N,
};

void paint_start(void); /* after curses has begun */

/* Text into width cells from (row, col); the rest of the width is blanked.
 * Controls are shown as '?'. */
void paint_text(int row, int col, int width_cols, enum attr attr,
		const char *utf8);
/* As much as there is, nothing blanked; returns the cells used. */
int paint_add(int row, int col, int width_cols, enum attr attr,
	      const char *utf8);
/* Cells that stay as they are, in another look. */
void paint_look(int row, int col, int cols_n, enum attr attr);
void paint_fill(int row, int col, int rows_n, int cols_n, enum attr attr);
/* A cell of a drawn line: LINE_ bits of form/screen.h. */
void paint_line(int row, int col, enum attr attr, uint8_t directions);
void paint_box(int row, int col, int rows_n, int cols_n, enum attr attr);
void paint_erase(void); /* everything, without clearing the glass */
void paint_cursor(int row, int col);

#endif
