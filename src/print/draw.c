/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Laid out pages onto a Cairo surface. Decides nothing about their layout. */
#include <math.h>
#include <string.h>

#include <qrencode.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "print/layout.h"

#define SHADE      0.92 /* of a label's cell: it survives a fax as white */
#define LINE_INNER 0.5
#define LINE_OUTER 1.1
#define FOOT_GAP   (1.5 * MM)

static void set_black(cairo_t *cr)
{
	cairo_set_source_rgb(cr, 0, 0, 0);
}

static void draw_qr(cairo_t *cr, const char *token, double x, double y)
{
	QRcode *code = QRcode_encodeString8bit(token, 0, QR_ECLEVEL_M);
	double unit;

	if (!code)
		die(_("out of memory"));
	unit = QR_MM * MM / code->width;
	cairo_save(cr);
	cairo_set_antialias(cr, CAIRO_ANTIALIAS_NONE);
	for (int row = 0; row < code->width; row++)
		for (int i = 0, n; i < code->width; i += n ? n : 1) {
			const unsigned char *dot =
				code->data + row * code->width + i;

			/* one rectangle for each run of dark ones */
			for (n = 0; i + n < code->width && dot[n] & 1; n++)
				;
			if (n)
				cairo_rectangle(cr, x + i * unit,
						y + row * unit, n * unit, unit);
		}
	cairo_fill(cr);
	cairo_restore(cr);
	QRcode_free(code);
}

/* 「ほかに3件　つづきは2頁」, right-aligned, its last line at bottom. */
static void draw_note(const struct layout *layout, cairo_t *cr, int rest,
		      size_t more_n, double right, double bottom)
{
	const struct font_style *small = &layout->paper->font[FONT_LABEL];
	int page = layout->rest[rest].page;
	char *text =
		more_n ? xstrfmt("ほかに%zu件　▼ つづきは%d頁", more_n, page)
		       : xstrfmt("▼ つづきは%d頁", page);

	ink_text(layout->press, cr, small, text, right,
		 bottom - small->pt * 1.2, 1);
	free(text);
}

static void draw_words(const struct layout *layout, cairo_t *cr,
		       const struct placed *placed, double y, double h)
{
	const struct cell *cell = placed->cell;
	double text_h = placed->n * placed->para->pitch;
	bool top = placed->rest >= 0 || !cell || cell->top || cell->more;
	double at = top ? y + PAD_Y : y + (h - text_h) / 2;

	para_draw(placed->para, cr, placed->x + PAD_X, at, placed->from,
		  placed->n);
	if (placed->rest >= 0)
		draw_note(layout, cr, placed->rest, 0,
			  placed->x + placed->w - PAD_X, y + h - PAD_Y);
}

static void draw_row(const struct layout *layout, cairo_t *cr,
		     const struct item *item)
{
	const struct placed *first = &item->placed[0];
	const struct placed *last = &item->placed[item->placed_n - 1];
	double h = item->h, right = last->x + last->w - PAD_X;

	if (item->rest >= 0) { /* a strip below the row for the note */
		h -= item->strip_h;
		cairo_set_line_width(cr, LINE_INNER);
		cairo_rectangle(cr, first->x, item->y + h,
				last->x + last->w - first->x, item->h - h);
		cairo_stroke(cr);
		draw_note(layout, cr, item->rest, item->rest_n, right,
			  item->y + item->h);
	}
	for (size_t i = 0; i < item->placed_n; i++) {
		const struct placed *p = &item->placed[i];

		if (p->cell && p->cell->label) {
			cairo_set_source_rgb(cr, SHADE, SHADE, SHADE);
			cairo_rectangle(cr, p->x, item->y, p->w, h);
			cairo_fill(cr);
			set_black(cr);
		}
		cairo_set_line_width(cr, LINE_INNER);
		cairo_rectangle(cr, p->x, item->y, p->w, h);
		cairo_stroke(cr);
	}
	for (size_t i = 0; i < item->placed_n; i++)
		draw_words(layout, cr, &item->placed[i], item->y, h);
}

static void draw_heading(const struct layout *layout, cairo_t *cr,
			 const struct item *item)
{
	const struct placed *p = &item->placed[0];
	double h = p->para->pitch, y = item->y + item->h - h - 0.8 * MM;

	cairo_rectangle(cr, p->x, y + h * 0.12, 1.2 * MM, h * 0.76);
	cairo_fill(cr);
	para_draw(p->para, cr, p->x + 2.2 * MM, y, p->from, p->n);
}

/* A dashed line across the whole sheet, its words in the middle. */
static void draw_cut(const struct layout *layout, cairo_t *cr,
		     const struct item *item)
{
	static const double dashes[] = { 3, 2.4 };
	const struct placed *p = &item->placed[0];
	double middle = item->y + item->h / 2, half, x = A4_W_MM * MM / 2;
	int w;

	pango_layout_get_pixel_size(p->para->layout, &w, NULL);
	half = w / 2.0 + 2 * MM;
	cairo_save(cr);
	cairo_set_line_width(cr, 0.7);
	cairo_set_dash(cr, dashes, 2, 0);
	cairo_move_to(cr, layout_left(layout->paper), middle);
	cairo_line_to(cr, x - half, middle);
	cairo_move_to(cr, x + half, middle);
	cairo_line_to(cr,
		      layout_left(layout->paper) + layout_width(layout->paper),
		      middle);
	cairo_stroke(cr);
	cairo_restore(cr);
	para_draw(p->para, cr, x - w / 2.0, middle - p->para->pitch / 2, 0,
		  p->n);
}

/* A stronger frame around rows that stand together. */
static void draw_frames(cairo_t *cr, const struct page *page)
{
	for (size_t i = 0, n; i < page->items_n; i += n) {
		const struct item *first = page->item[i], *last;
		double x, right;

		n = 1;
		if (first->kind != BLOCK_ROW)
			continue;
		last = first;
		x = first->placed[0].x;
		right = first->placed[first->placed_n - 1].x +
			first->placed[first->placed_n - 1].w;
		while (i + n < page->items_n) {
			const struct item *next = page->item[i + n];
			const struct placed *end;

			if (next->kind != BLOCK_ROW)
				break;
			end = &next->placed[next->placed_n - 1];
			if (fabs(end->x + end->w - right) > 0.1)
				break;
			last = next;
			n++;
		}
		cairo_set_line_width(cr, LINE_OUTER);
		cairo_rectangle(cr, x, first->y, right - x,
				last->y + last->h - first->y);
		cairo_stroke(cr);
	}
}

static void draw_head(const struct layout *layout, cairo_t *cr, size_t page)
{
	const struct paper *paper = layout->paper;
	const struct font_style *font = &paper->font[FONT_TITLE];
	const struct font_style *small = &paper->font[FONT_LABEL];
	double x = layout_left(paper), w = layout_width(paper);
	double y = paper->top_mm * MM;
	const struct sheet_value *token =
		sheet_get(layout->sheet, sheet_key_find("sheet.token"), 0);
	char *title = page < layout->faces_n
			      ? xstrdup(paper->title)
			      : xstrfmt("%s　続紙", paper->title);

	if (paper->number)
		ink_text(layout->press, cr, small, paper->number, x, y, 0);
	if (paper->qr.parts_n && page == 0) {
		w -= QR_MM * MM;
		if (token->state == SHEET_PRESENT)
			draw_qr(cr, token->text, x + w, y);
	}
	ink_text(layout->press, cr, font, title, x + w / 2,
		 y + font->pt * (font->pitch - 1) / 2, 0.5);
	free(title);
}

static void draw_foot(const struct layout *layout, cairo_t *cr, size_t page)
{
	const struct paper *paper = layout->paper;
	const struct font_style *small = &paper->font[FONT_LABEL];
	double x = layout_left(paper), y = layout_bottom(paper) + FOOT_GAP;
	char *number = xstrfmt("%zu／%zu頁", page + 1, layout->pages_n);

	if (layout->foot)
		para_draw(layout->foot, cr, x, y, 0, layout->foot->lines_n);
	if (layout->foot || layout->pages_n > 1)
		ink_text(layout->press, cr, small, number,
			 x + layout_width(paper),
			 y + small->pt * (small->pitch - 1) / 2, 1);
	free(number);
}

void layout_draw(const struct layout *layout, cairo_t *cr)
{
	for (size_t i = 0; i < layout->pages_n; i++) {
		const struct page *page = &layout->page[i];

		set_black(cr);
		draw_head(layout, cr, i);
		for (size_t k = 0; k < page->items_n; k++) {
			const struct item *item = page->item[k];

			switch (item->kind) {
			case BLOCK_ROW:
				draw_row(layout, cr, item);
				break;
			case BLOCK_PARA:
				draw_words(layout, cr, &item->placed[0],
					   item->y, item->h);
				break;
			case BLOCK_HEADING:
				draw_heading(layout, cr, item);
				break;
			case BLOCK_CUT:
				draw_cut(layout, cr, item);
				break;
			case BLOCK_GAP:
			case BLOCK_PAGE:
				break;
			}
		}
		draw_frames(cr, page);
		draw_foot(layout, cr, i);
		cairo_show_page(cr);
	}
}
