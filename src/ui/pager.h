/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Longer text to read: help, previews, reasons. */
#ifndef UI_PAGER_H
#define UI_PAGER_H

#include "ui/view.h"

struct pager {
	const char *title;
	const char *text; /* UTF-8; lines are wrapped to the screen */
	const struct binding *bindings; /* fn NULL: left with the op */
	const char *help;

	char **line; /* while it runs */
	size_t line_n, top;
};

/* Returns the op it was left with, OP_BACK, or UI_HANGUP. */
int ui_page(struct pager *pager);
/* The same in one call. */
int ui_page_text(const char *title, const char *text);

/* The help of a page: its own words, then the keys that work there. */
void ui_help(const struct window *win);

#endif
