/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A short list that is all in memory, for a listview: each line has words, a
 * look, and a target that says what Enter does there (none: a heading).
 */
#ifndef APP_ROWLIST_H
#define APP_ROWLIST_H

#include "ui/listview.h"

struct rowlist {
	struct rowline {
		char *text, *target;
		enum attr attr;
	} * line;
	size_t n, alloc;
};

void rowlist_release(struct rowlist *list);
void rowlist_clear(struct rowlist *list);
/* target may be NULL. */
void rowlist_add(struct rowlist *list, enum attr attr, const char *target,
		 const char *fmt, ...) __attribute__((format(printf, 4, 5)));
/* The same, cut into lines of at most cols cells, each with the target; the
 * second and following begin at indent_cols. */
void rowlist_add_wrapped(struct rowlist *list, enum attr attr,
			 const char *target, int cols, int indent_cols,
			 const char *text);

/* The fetch of a listview whose data begins with a struct rowlist. */
int rowlist_fetch(void *data, const char *key, bool before, size_t n,
		  struct list_rows *rows, struct err *err);
/* Target of the row the listview stands on; NULL for a heading. */
const char *rowlist_target(const struct rowlist *list,
			   const struct listview *lv);
/* Let the listview begin at the first line with a target, or that one. */
void rowlist_start(const struct rowlist *list, struct listview *lv,
		   const char *target);

#endif
