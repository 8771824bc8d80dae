/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Items onto pages. What may run on gives way first: it keeps what the page
 * leaves it and goes on on a continuation page (続紙). Nothing is ever cut.
 */
#include <math.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "print/layout.h"

#define QR_QUIET  (2.0 * MM)
#define HEADING_H (6.5 * MM) /* or more, in large type */
#define REST_GAP  (3.0 * MM)
#define EPSILON   0.01

static struct page *add_page(struct layout *layout)
{
	ALLOC_GROW(layout->page, layout->pages_n + 1, layout->pages_alloc);
	memset(&layout->page[layout->pages_n], 0, sizeof(*layout->page));
	return &layout->page[layout->pages_n++];
}

static void put(struct page *page, struct item *item, double *y)
{
	ALLOC_GROW(page->item, page->items_n + 1, page->alloc);
	page->item[page->items_n++] = item;
	item->y = *y;
	*y += item->h;
}

/* How many of n items stand on one page: as many as fit at their least
 * height, but at least one. */
static size_t fit(struct item *const *item, size_t n, double room)
{
	double used = 0;
	size_t i;

	for (i = 0; i < n; i++) {
		used += item[i]->min_h;
		if (used > room + EPSILON)
			break;
		if (i && item[i]->kind == BLOCK_PAGE)
			return i;
	}
	if (i == n)
		return n;
	while (i > 1 && item[i - 1]->keep_next)
		i--;
	return i ? i : 1;
}

/* Give the room of a page first to texts that want more, evenly, and then to
 * what is marked to fill it. */
static void share_room(struct item **item, size_t n, double room)
{
	size_t fills = 0, wants;

	for (size_t i = 0; i < n; i++) {
		item[i]->h = item[i]->min_h;
		room -= item[i]->h;
		fills += item[i]->fill;
	}
	do {
		double share;

		wants = 0;
		for (size_t i = 0; i < n; i++)
			wants += item[i]->want_h > item[i]->h + EPSILON;
		share = wants ? room / (double)wants : 0;
		for (size_t i = 0; i < n && share > EPSILON; i++) {
			double more = fmin(share, item[i]->want_h - item[i]->h);

			item[i]->h += more;
			room -= more;
		}
		wants = share > EPSILON ? wants : 0;
	} while (wants && room > EPSILON);
	for (size_t i = 0; room > 0 && i < n; i++)
		if (item[i]->fill)
			item[i]->h += room / (double)fills;
}

/* The words of a label, in one line. The caller's. */
static char *words_of(const struct placed *placed)
{
	struct str words = STR_INIT;

	for (const char *p = pango_layout_get_text(placed->para->layout); *p;
	     p++)
		if (*p != '\n')
			str_addc(&words, *p);
	return str_detach(&words);
}

/* What a cell is called: by the label to its left, else the one above it in
 * its column, else the nearest heading. The caller's. */
static char *label_of(const struct layout *layout, size_t i, size_t k)
{
	const struct item *item = layout->item[i];
	double x = item->placed[k].x;

	while (k-- > 0)
		if (item->placed[k].cell->label)
			return words_of(&item->placed[k]);
	while (i-- > 0) {
		item = layout->item[i];
		for (k = 0; k < item->placed_n; k++)
			if (item->kind == BLOCK_HEADING ||
			    (item->placed[k].cell &&
			     item->placed[k].cell->label &&
			     fabs(item->placed[k].x - x) < EPSILON))
				return words_of(&item->placed[k]);
	}
	return xstrdup(layout->paper->title);
}

/* The texts that an item cannot hold at its height go on elsewhere. */
static void run_over(struct layout *layout, size_t i)
{
	struct item *item = layout->item[i];

	for (size_t k = 0; k < item->placed_n; k++) {
		struct placed *placed = &item->placed[k];
		double room = item->h - item->strip_h - 2 * PAD_Y;
		struct rest *rest;

		if (para_height(placed->para) <= room + EPSILON)
			continue;
		/* one line is the note's that says where it goes on */
		placed->n = (int)((room + EPSILON) / placed->para->pitch) - 1;
		if (placed->n < 1)
			placed->n = 1;
		placed->rest = layout_rest(layout, label_of(layout, i, k));
		rest = &layout->rest[placed->rest];
		rest->para = placed->para;
		rest->w = placed->w;
		rest->from = placed->n;
	}
}

static int clear_of_qr(const struct layout *layout, const struct item *item,
		       struct err *err)
{
	const struct paper *paper = layout->paper;
	double qr_left = layout_left(paper) + layout_width(paper) - QR_MM * MM -
			 QR_QUIET;
	double qr_bottom = (paper->top_mm + QR_MM) * MM + QR_QUIET;

	if (!paper->qr.parts_n || layout->pages_n > 1 || item->y >= qr_bottom)
		return 0;
	for (size_t i = 0; i < item->placed_n; i++)
		if (item->kind == BLOCK_ROW &&
		    item->placed[i].x + item->placed[i].w > qr_left + EPSILON)
			return err_input(err,
					 _("%s:%d: this row runs into the code "
					   "at the top right: make it "
					   "narrower"),
					 paper->file, item->line);
	return 0;
}

/* A page that begins within a list begins with its labels once more. */
static int put_labels(struct layout *layout, size_t i, struct page *page,
		      double *y, struct err *err)
{
	const struct block *head = layout->item[i]->head;
	struct item *labels;

	if (!head || layout->item[i - 1]->line == head->line)
		return 0;
	labels = layout_row(layout, head, 0, err);
	if (!labels)
		return -1;
	labels->h = labels->want_h;
	put(page, labels, y);
	return 0;
}

static int fill_faces(struct layout *layout, struct err *err)
{
	const struct paper *paper = layout->paper;
	size_t all = layout->items_n, n; /* further ones are labels */

	for (size_t i = 0; i < all; i += n) {
		struct page *page = add_page(layout);
		double y = layout_top(paper), room;

		if (put_labels(layout, i, page, &y, err))
			return -1;
		room = layout_bottom(paper) - y;
		n = fit(layout->item + i, all - i, room);
		share_room(layout->item + i, n, room);
		for (size_t k = i; k < i + n; k++) {
			run_over(layout, k);
			put(page, layout->item[k], &y);
			if (clear_of_qr(layout, layout->item[k], err))
				return -1;
		}
	}
	layout->faces_n = layout->pages_n;
	return 0;
}

/* Where the writing of continuation pages stands. */
struct cursor {
	struct layout *layout;
	struct page *page;
	double y, end;
};

static void next_page(struct cursor *c)
{
	c->page = add_page(c->layout);
	c->y = layout_top(c->layout->paper);
	c->end = layout_bottom(c->layout->paper);
}

static double heading_h(const struct paper *paper)
{
	const struct font_style *body = &paper->font[FONT_BODY];

	return fmax(HEADING_H, body->pt * body->pitch);
}

static int put_heading(struct cursor *c, const char *label, struct err *err)
{
	struct layout *layout = c->layout;
	struct part part = { .kind = PART_TEXT, .key = -1 };
	const struct cell cell = { .part = &part, .parts_n = 1 };
	struct item *item = layout_item(layout, BLOCK_HEADING, 0, 1);
	struct placed *placed = &item->placed[0];

	part.text = xstrfmt("%s（つづき）", label);
	placed->x = layout_left(layout->paper);
	placed->w = layout_width(layout->paper);
	placed->rest = -1;
	placed->para = para_new(layout->press, layout->paper, &cell, NULL, 0,
				placed->w, err);
	free(part.text);
	if (!placed->para)
		return -1;
	placed->n = placed->para->lines_n;
	item->h = heading_h(layout->paper);
	put(c->page, item, &c->y);
	return 0;
}

/* A text from a line on, in a frame, over as many pages as it takes. */
static int put_text(struct cursor *c, const struct rest *rest, struct err *err)
{
	const struct paper *paper = c->layout->paper;
	struct para *para = rest->para;
	int from = rest->from;

	while (from < para->lines_n) {
		double room = c->end - c->y - heading_h(paper) - 2 * PAD_Y;
		int n = (int)((room + EPSILON) / para->pitch);
		struct item *item;

		if (n < 2 && para->lines_n - from > n) {
			next_page(c);
			continue;
		}
		if (n > para->lines_n - from)
			n = para->lines_n - from;
		if (put_heading(c, rest->label, err))
			return -1;
		item = layout_item(c->layout, BLOCK_ROW, 0, 1);
		item->placed[0] = (struct placed){
			.para = para,
			.borrowed = true,
			.x = layout_left(paper),
			.w = rest->w,
			.from = from,
			.n = n,
			.rest = -1,
		};
		item->h = n * para->pitch + 2 * PAD_Y;
		put(c->page, item, &c->y);
		from += n;
		if (from < para->lines_n)
			next_page(c);
	}
	return 0;
}

static int put_list(struct cursor *c, const struct rest *rest, struct err *err)
{
	const struct block *list = rest->list, *head = rest->head;
	struct layout *layout = c->layout;
	size_t n = sheet_rows(layout->sheet, list->each);
	bool begin = true;

	for (size_t row = rest->from_row; row < n; row++) {
		struct item *item, *labels = NULL;
		double labels_h = 0;

		if (begin && head) {
			labels = layout_row(layout, head, 0, err);
			if (!labels)
				return -1;
			labels->h = labels_h = labels->want_h;
		}
		item = layout_row(layout, list, row, err);
		if (!item)
			return -1;
		item->h = item->want_h;
		if (c->y + labels_h + item->h > c->end && !begin) {
			next_page(c);
			begin = true;
			row--; /* again, below its labels */
			continue;
		}
		if (labels)
			put(c->page, labels, &c->y);
		begin = false;
		item->h = fmin(item->h, c->end - c->y);
		run_over(layout, layout->items_n - 1);
		put(c->page, item, &c->y);
	}
	return 0;
}

int layout_pages(struct layout *layout, struct err *err)
{
	struct cursor c = { .layout = layout };

	if (fill_faces(layout, err))
		return -1;
	for (size_t i = 0; i < layout->rests_n; i++) {
		/* laying out may move the array */
		struct rest rest = layout->rest[i];

		if (!c.page || c.y + 4 * heading_h(layout->paper) > c.end)
			next_page(&c);
		layout->rest[i].page = (int)layout->pages_n;
		if (rest.list ? put_list(&c, &rest, err)
			      : put_text(&c, &rest, err))
			return -1;
		c.y += REST_GAP;
	}
	return 0;
}
