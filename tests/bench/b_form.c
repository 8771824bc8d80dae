/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A form to PDF, warm, against Pango and Cairo alone: the same texts, widths
 * and places, without tables, boxes or qpdf. Once with the same fonts (a
 * variant of a kanji brings its own, and embedding fonts is most of the time),
 * once as plain text.
 */
#include <cairo-pdf.h>
#include <stdbool.h>

#include "base/mem.h"
#include "bench/bench.h"
#include "forms/values.h"
#include "print/layout.h"

#define ROUNDS 30

/* One text where the form has it. */
struct piece {
	char *text;
	const struct font_style *style;
	PangoAttrList *attrs; /* NULL: none */
	double x, y, w;
	size_t page;
};

struct work {
	struct press *press;
	struct paper *paper;
	struct sheet *sheet;
	struct piece *piece;
	size_t pieces_n, alloc;
	bool plain; /* no attributes */
};

static void add_piece(struct work *w, const struct placed *p, double y,
		      size_t page)
{
	PangoLayout *layout = p->para->layout;
	const char *text = pango_layout_get_text(layout);
	const PangoLayoutLine *first, *last;
	int from;

	if (p->n < 1)
		return;
	first = pango_layout_get_line_readonly(layout, p->from);
	last = pango_layout_get_line_readonly(layout, p->from + p->n - 1);
	from = first->start_index;
	ALLOC_GROW(w->piece, w->pieces_n + 1, w->alloc);
	w->piece[w->pieces_n++] = (struct piece){
		.text = xstrndup(text + from, (size_t)(last->start_index +
						       last->length - from)),
		.style = p->para->style,
		.attrs = p->from ? NULL
				 : pango_attr_list_copy(
					   pango_layout_get_attributes(layout)),
		.x = p->x,
		.y = y,
		.w = p->w,
		.page = page,
	};
}

static void add_title(struct work *w, size_t page)
{
	ALLOC_GROW(w->piece, w->pieces_n + 1, w->alloc);
	w->piece[w->pieces_n++] = (struct piece){
		.text = xstrdup(paper_title(w->paper)),
		.style = &w->paper->font[FONT_TITLE],
		.w = layout_width(w->paper),
		.page = page,
	};
}

static void collect(struct work *w)
{
	struct err err = ERR_INIT;
	struct layout layout;

	if (layout_make(&layout, w->press, w->paper, w->sheet, &err))
		die("%s", err.text.buf);
	for (size_t i = 0; i < layout.pages_n; i++) {
		add_title(w, i);
		for (size_t k = 0; k < layout.page[i].items_n; k++) {
			const struct item *item = layout.page[i].item[k];

			for (size_t c = 0; c < item->placed_n; c++)
				add_piece(w, &item->placed[c], item->y, i);
		}
	}
	layout_release(&layout);
}

static cairo_status_t to_str(void *closure, const unsigned char *bytes,
			     unsigned int len)
{
	str_addn(closure, bytes, len);
	return CAIRO_STATUS_SUCCESS;
}

static void pango_alone(void *arg)
{
	struct work *w = arg;
	struct str out = STR_INIT;
	cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(
		to_str, &out, A4_W_MM * MM, A4_H_MM * MM);
	cairo_t *cr = cairo_create(surface);
	size_t page = 0;

	for (size_t i = 0; i < w->pieces_n; i++) {
		const struct piece *p = &w->piece[i];
		PangoLayout *layout = pango_layout_new(w->press->context);
		PangoFontDescription *d = fonts_describe(p->style);

		for (; page < p->page; page++)
			cairo_show_page(cr);
		pango_layout_set_font_description(layout, d);
		pango_layout_set_width(layout, (int)(p->w * PANGO_SCALE));
		if (p->attrs && !w->plain)
			pango_layout_set_attributes(layout, p->attrs);
		pango_layout_set_text(layout, p->text, -1);
		cairo_move_to(cr, p->x, p->y);
		pango_cairo_show_layout(cr, layout);
		pango_font_description_free(d);
		g_object_unref(layout);
	}
	cairo_show_page(cr);
	cairo_destroy(cr);
	cairo_surface_finish(surface);
	cairo_surface_destroy(surface);
	str_release(&out);
}

static void plain_pango(void *arg)
{
	struct work *w = arg;

	w->plain = true;
	pango_alone(w);
	w->plain = false;
}

static void form_to_pdf(void *arg)
{
	struct work *w = arg;
	struct err err = ERR_INIT;
	struct str out = STR_INIT;

	if (press_pdf(w->press, w->paper, w->sheet, &out, NULL, &err))
		die("%s", err.text.buf);
	str_release(&out);
}

static void measure(const char *name, const char *values)
{
	struct work w = { .press = press_new() };
	struct err err = ERR_INIT;
	char *what = xstrfmt("%s to PDF, warm", name);
	char *first = xstrfmt("%s to PDF, first", name);
	struct series cold = SERIES_INIT(first, "us");
	struct series ours = SERIES_INIT(what, "us");
	struct series bare = SERIES_INIT("Pango alone, same fonts", "us");
	struct series plain = SERIES_INIT("Pango alone, plain text", "us");

	w.paper = paper_load(name, &err);
	if (!w.paper)
		die("%s", err.text.buf);
	w.sheet = values_load(values);
	bench_calls(&cold, 1, form_to_pdf, &w);
	collect(&w);
	pango_alone(&w);
	for (int i = 0; i < ROUNDS; i++) {
		bench_calls(&ours, 1, form_to_pdf, &w);
		bench_calls(&bare, 1, pango_alone, &w);
		bench_calls(&plain, 1, plain_pango, &w);
	}
	bench_row(&cold);
	bench_row(&bare);
	bench_row(&plain);
	bench_row_against(&ours, &bare, "<= 1.2");
	bench_row_against(&ours, &plain, NULL);
	for (size_t i = 0; i < w.pieces_n; i++) {
		pango_attr_list_unref(w.piece[i].attrs);
		free(w.piece[i].text);
	}
	free(w.piece);
	series_release(&cold);
	series_release(&ours);
	series_release(&bare);
	series_release(&plain);
	free(what);
	free(first);
	sheet_free(w.sheet);
	paper_free(w.paper);
	press_free(w.press);
	err_release(&err);
}

int main(int argc, char **argv)
{
	if (argc != 2)
		die("b_form FILLED.values");
	bench_title("form to PDF");
	measure("referral", argv[1]);
	measure("intake", argv[1]);
	return 0;
}
