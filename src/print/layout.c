/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From the blocks of a form and the values of a sheet to items with their
 * heights: how much each needs at least, and how much to show everything.
 */
#include "print/layout.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"

#define HEADER_GAP (2.0 * MM)
#define HEADING_H  (5.5 * MM)
#define CUT_H      (5.0 * MM)
#define LINES_MIN  2 /* of a text that runs on, on the first page at least */

double layout_left(const struct paper *paper)
{
	return paper->side_mm * MM;
}

double layout_width(const struct paper *paper)
{
	return (A4_W_MM - 2 * paper->side_mm) * MM;
}

double layout_top(const struct paper *paper)
{
	const struct font_style *title = &paper->font[FONT_TITLE];

	return paper->top_mm * MM + title->pt * title->pitch + HEADER_GAP;
}

double layout_bottom(const struct paper *paper)
{
	return (A4_H_MM - paper->bottom_mm) * MM;
}

struct item *layout_item(struct layout *layout, enum block_kind kind, int line,
			 size_t placed_n)
{
	struct item *item = xcalloc(1, sizeof(*item));

	ALLOC_GROW(layout->item, layout->items_n + 1, layout->items_alloc);
	layout->item[layout->items_n++] = item;
	item->kind = kind;
	item->line = line;
	item->rest = -1;
	item->placed =
		placed_n ? xcalloc(placed_n, sizeof(*item->placed)) : NULL;
	item->placed_n = placed_n;
	return item;
}

int layout_rest(struct layout *layout, char *label /* takes */)
{
	ALLOC_GROW(layout->rest, layout->rests_n + 1, layout->rests_alloc);
	layout->rest[layout->rests_n] = (struct rest){ .label = label };
	return (int)layout->rests_n++;
}

static int place(struct layout *layout, struct placed *placed,
		 const struct cell *cell, size_t row, double x, double w,
		 struct err *err)
{
	placed->cell = cell;
	placed->x = x;
	placed->w = w;
	placed->rest = -1;
	placed->para = para_new(layout->press, layout->paper, cell,
				layout->sheet, row, w - 2 * PAD_X, err);
	if (!placed->para)
		return -1;
	placed->n = placed->para->lines_n;
	return 0;
}

/*
 * A text that may run on gives way down to its !min height. One that has no
 * such mark does so only when it is longer than half a page: nobody meant it
 * to, and nothing is cut.
 */
static void measure(struct item *item, const struct placed *placed,
		    double page_h)
{
	const struct cell *cell = placed->cell;
	double pitch = placed->para->pitch;
	double min = cell->min_mm * MM;
	double all = fmax(para_height(placed->para) + 2 * PAD_Y, min);
	double least = all;

	if ((cell->more || all > page_h / 2) &&
	    placed->para->lines_n > LINES_MIN)
		least = fmin(all,
			     fmax(min, (LINES_MIN + 1) * pitch + 2 * PAD_Y));
	item->min_h = fmax(item->min_h, least);
	item->want_h = fmax(item->want_h, all);
	item->fill = item->fill || cell->fill;
}

struct item *layout_row(struct layout *layout, const struct block *block,
			size_t row, struct err *err)
{
	const struct paper *paper = layout->paper;
	const struct grid *grid = &paper->grid[block->grid];
	struct item *item =
		layout_item(layout, BLOCK_ROW, block->line, block->cells_n);
	double x = layout_left(paper);
	double page_h = layout_bottom(paper) - layout_top(paper);

	item->keep_next = true;
	for (size_t i = 0; i < block->cells_n; i++) {
		const struct cell *cell = &block->cell[i];
		double w = 0;

		for (int c = cell->first; c < cell->first + cell->span; c++)
			w += grid->mm[c] * MM;
		if (place(layout, &item->placed[i], cell, row, x, w, err))
			return NULL;
		measure(item, &item->placed[i], page_h);
		item->keep_next = item->keep_next && cell->label;
		x += w;
	}
	return item;
}

static int add_words(struct layout *layout, const struct block *block,
		     struct err *err)
{
	const struct paper *paper = layout->paper;
	struct item *item = layout_item(layout, block->kind, block->line, 1);
	double page_h = layout_bottom(paper) - layout_top(paper);

	if (place(layout, &item->placed[0], block->cell, 0, layout_left(paper),
		  layout_width(paper), err))
		return -1;
	measure(item, &item->placed[0], page_h);
	item->keep_next = block->kind != BLOCK_PARA;
	if (block->kind == BLOCK_HEADING)
		item->min_h = fmax(item->min_h, HEADING_H);
	else if (block->kind == BLOCK_CUT)
		item->min_h = fmax(item->min_h, CUT_H);
	item->want_h = fmax(item->want_h, item->min_h);
	return 0;
}

/* The row of labels just above a list. */
static const struct block *head_of(const struct paper *paper, size_t b)
{
	const struct block *head = b ? &paper->block[b - 1] : NULL;

	if (!head || head->kind != BLOCK_ROW)
		return NULL;
	for (size_t i = 0; i < head->cells_n; i++)
		if (!head->cell[i].label)
			return NULL;
	return head;
}

/* The rows of a list that stand on the face; the others run over. */
static int add_list(struct layout *layout, size_t b, struct err *err)
{
	const struct block *block = &layout->paper->block[b];
	const struct font_style *small = &layout->paper->font[FONT_LABEL];
	int least = layout->sheet ? block->each_min : block->each_blank;
	size_t have = sheet_rows(layout->sheet, block->each), show = have;
	struct item *item = NULL;
	struct rest *rest;

	if (show < (size_t)least)
		show = (size_t)least;
	if (show > (size_t)block->each_max)
		show = (size_t)block->each_max;
	for (size_t row = 0; row < show; row++) {
		item = layout_row(layout, block, row, err);
		if (!item)
			return -1;
		item->head = head_of(layout->paper, b);
	}
	if (have <= show)
		return 0;
	item->rest = layout_rest(layout, NULL);
	item->rest_n = have - show;
	item->strip_h = small->pt * small->pitch;
	item->min_h += item->strip_h;
	item->want_h += item->strip_h;
	rest = &layout->rest[item->rest];
	rest->list = block;
	rest->head = head_of(layout->paper, b);
	rest->from_row = show;
	return 0;
}

static int add_block(struct layout *layout, size_t b, struct err *err)
{
	const struct block *block = &layout->paper->block[b];
	struct item *gap;

	if (!block_stands(block, layout->sheet))
		return 0;
	switch (block->kind) {
	case BLOCK_ROW:
		if (block->each != SHEET_ONCE)
			return add_list(layout, b, err);
		return layout_row(layout, block, 0, err) ? 0 : -1;
	case BLOCK_PAGE:
		if (!block->for_pen || !layout->sheet)
			layout_item(layout, BLOCK_PAGE, block->line, 0);
		return 0;
	case BLOCK_GAP:
		gap = layout_item(layout, BLOCK_GAP, block->line, 0);
		gap->min_h = gap->want_h = block->mm * MM;
		return 0;
	default:
		return add_words(layout, block, err);
	}
}

int layout_make(struct layout *layout, struct press *press,
		const struct paper *paper, const struct sheet *sheet,
		struct err *err)
{
	memset(layout, 0, sizeof(*layout));
	layout->press = press;
	layout->paper = paper;
	layout->sheet = sheet;
	if (paper->foot.parts_n) {
		layout->foot = para_new(press, paper, &paper->foot, sheet, 0,
					layout_width(paper) - 25 * MM, err);
		if (!layout->foot)
			return -1;
	}
	for (size_t b = 0; b < paper->blocks_n; b++)
		if (add_block(layout, b, err))
			return -1;
	return layout_pages(layout, err);
}

void layout_release(struct layout *layout)
{
	for (size_t i = 0; i < layout->items_n; i++) {
		struct item *item = layout->item[i];

		for (size_t k = 0; k < item->placed_n; k++)
			if (!item->placed[k].borrowed)
				para_free(item->placed[k].para);
		free(item->placed);
		free(item);
	}
	for (size_t i = 0; i < layout->pages_n; i++)
		free(layout->page[i].item);
	for (size_t i = 0; i < layout->rests_n; i++)
		free(layout->rest[i].label);
	para_free(layout->foot);
	free(layout->item);
	free(layout->page);
	free(layout->rest);
	memset(layout, 0, sizeof(*layout));
}
