/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands around a view: message row and key bar. For this room only. */
#ifndef UI_FRAME_H
#define UI_FRAME_H

#include "text/wrap.h"
#include "ui/view.h"

/* Message row and key bar of the window on top; all: also what is unchanged. */
void frame_draw(const struct window *win, bool all);
/* One row with a text in its middle, e.g. of the clock. */
void frame_centre(int row, const char *utf8);
/* The first lines_n lines of a wrapped text, one below the other. */
void frame_lines(int row, int col, int cols, enum attr attr, const char *text,
		 const struct wrap *wrap, size_t lines_n);
void frame_message_clear(void);
/* Did a message of several rows go away, baring what was under it? */
bool frame_message_shrank(void);
/* Blank the rows it was drawn in, where nothing else draws them. */
void frame_message_wipe(void);
void frame_release(void);

/* An empty box in the middle, with a title; gives its first inner cell. */
void frame_popup(int rows_n, int cols_n, const char *title, int *row, int *col);

#endif
