/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A list of any length, one screenful at a time. Rows are found by key
 * (keyset paging): the program fetches those after or before one. The cursor
 * stays on its row when the list is fetched again.
 */
#ifndef UI_LISTVIEW_H
#define UI_LISTVIEW_H

#include "base/err.h"
#include "base/str.h"
#include "ui/view.h"

struct list_row {
	char *key;  /* unique, in the order of the list */
	char *text; /* UTF-8, laid out in cells by the program */
	enum attr attr;
};

struct list_rows {
	struct list_row *row;
	size_t n, alloc;
};

void list_rows_add(struct list_rows *rows, const char *key, const char *text,
		   enum attr attr);
void list_rows_release(struct list_rows *rows);

struct listview {
	const char *name;   /* its help: screens/help/NAME.ja.txt */
	const char *header; /* over the columns; NULL: none */
	const char *footer; /* below the rows, a line or two; NULL: none */
	const char *empty;  /* what stands there when there is nothing */
	void *data;
	/*
	 * Up to n rows after key (before: in front of it, nearest first); key
	 * NULL: from the beginning (before: from the end).
	 */
	int (*fetch)(void *data, const char *key, bool before, size_t n,
		     struct list_rows *rows, struct err *err);
	/* fn NULL: the list is left with the op; fn is called with
	 * win->data == this struct. */
	const struct binding *bindings;
	void (*title)(void *data, struct ui_title *title);
	/* Is it the same row, though it stands elsewhere by now? NULL: a row
	 * keeps its key. */
	bool (*same)(const char *key, const char *other);
	/* Has time alone changed what is seen? Asked each second, and then it
	 * is fetched again. May be NULL. */
	bool (*outdated)(void *data);
	/* Typed text, e.g. to narrow the list; may be NULL. */
	unsigned (*type)(void *data, const char *utf8, size_t len);

	char *key; /* of the current row, NULL when empty. Set it before to
		    * begin there; release it with free() */
	struct list_rows rows; /* on the screen */
	size_t current;
	char *before;    /* private: the page begins behind this key */
	bool more_after; /* private */
};

/* Returns the op it was left with (OP_ENTER: a row was picked, its key in
 * lv->key), OP_BACK, or UI_HANGUP. */
int listview_run(struct listview *lv);
/* For OP_PAGE_NEXT and OP_PAGE_PREV of a list that is a page among others: to
 * the next rows, and with nothing more to show the list is left. */
unsigned listview_page_or_leave(struct window *win, enum op op);
/* Read the rows again, e.g. after what they show was changed. */
void listview_refetch(struct listview *lv);

#endif
