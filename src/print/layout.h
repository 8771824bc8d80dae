/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A sheet on a form, laid out: what stands where on which page. Only for the
 * files of this room. Lengths are in points from the top left corner.
 */
#ifndef PRINT_LAYOUT_H
#define PRINT_LAYOUT_H

#include "print/ink.h"

#define PAD_X (1.2 * MM)
#define PAD_Y (0.6 * MM)

/* A cell of a row, or the words of another block. */
struct placed {
	const struct cell *cell; /* NULL: the program's own words */
	struct para *para;
	bool borrowed; /* para is another's */
	double x, w;
	int from, n; /* lines of para that stand here */
	int rest;    /* index of what goes on elsewhere, -1: all is here */
};

struct item {
	enum block_kind kind;
	int line; /* of the form file */
	struct placed *placed;
	size_t placed_n;
	double y, h;
	double min_h;   /* what it needs at least */
	double want_h;  /* what it needs to show all */
	bool keep_next; /* may not be the last one on a page */
	bool fill;
	const struct block *head; /* labels a page begins with before it */
	int rest;       /* index of the list rows that go on elsewhere, or -1 */
	size_t rest_n;  /* their number */
	double strip_h; /* of the strip that says so, at the bottom */
};

struct page {
	struct item **item; /* the layout's */
	size_t items_n, alloc;
};

/* What goes on on a continuation page: a text from a line, or a list. */
struct rest {
	char *label;
	int page; /* its number, from 1 */
	struct para *para;
	double w;
	int from;
	const struct block *list, *head; /* head: the row of labels, or NULL */
	size_t from_row;
};

struct layout {
	struct press *press;
	const struct paper *paper;
	const struct sheet *sheet;
	struct para *foot; /* NULL when the form has none */
	struct item **item;
	size_t items_n, items_alloc;
	struct page *page;
	size_t pages_n, pages_alloc;
	struct rest *rest;
	size_t rests_n, rests_alloc;
	size_t faces_n; /* pages before the continuation pages */
};

/* release also after a failure */
int layout_make(struct layout *layout, struct press *press,
		const struct paper *paper, const struct sheet *sheet,
		struct err *err);
void layout_release(struct layout *layout);

/* The edges of the print area, and how wide it is. */
double layout_left(const struct paper *paper);
double layout_width(const struct paper *paper);
double layout_top(const struct paper *paper); /* below the title */
double layout_bottom(const struct paper *paper);

/* One row (row: of its list) as an item, measured; NULL after an error. */
struct item *layout_row(struct layout *layout, const struct block *block,
			size_t row, struct err *err);
/* Room for placed_n cells, added at the end; the layout's. */
struct item *layout_item(struct layout *layout, enum block_kind kind, int line,
			 size_t placed_n);
/* What goes on elsewhere under this label: its place in rest. */
int layout_rest(struct layout *layout, char *label /* takes */);

/* pages.c: put all items on pages, and what does not fit on further ones. */
int layout_pages(struct layout *layout, struct err *err);

/* draw.c */
void layout_draw(const struct layout *layout, cairo_t *cr);

#endif
