/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text that has been set (para.c) goes onto the page, mark by mark. */
#include <string.h>

#include "base/mem.h"
#include "print/ink.h"

#define BAR_TEXT "非開示"
#define BASELINE 0.88 /* of the size, below the top of the type */

/* Pango raises a fallback run to its own idea of a baseline: undo that. */
static void show_line(cairo_t *cr, PangoLayoutLine *line, double x, double y)
{
	for (GSList *l = line->runs; l; l = l->next)
		((PangoGlyphItem *)l->data)->y_offset = 0;
	cairo_move_to(cr, x, y);
	pango_cairo_show_layout_line(cr, line);
}

static void draw_box(cairo_t *cr, double x, double y, double pt, bool is_ticked)
{
	double side = pt * 0.84;

	y -= pt * 0.76;
	cairo_set_line_width(cr, 0.7);
	cairo_rectangle(cr, x + 0.4, y, side, side);
	cairo_stroke(cr);
	if (!is_ticked)
		return;
	cairo_set_line_width(cr, pt * 0.16);
	cairo_move_to(cr, x + 0.4 + side * 0.16, y + side * 0.50);
	cairo_line_to(cr, x + 0.4 + side * 0.42, y + side * 0.80);
	cairo_line_to(cr, x + 0.4 + side * 0.94, y - side * 0.06);
	cairo_stroke(cr);
}

/* Not ticked: a thin square, so that the pen knows where to go. */
static void draw_circle(cairo_t *cr, double x, double y, double pt, int ticks)
{
	double r = pt * 0.42, cx = x + pt * 0.5, cy = y - pt * 0.36;

	if (!ticks) {
		cairo_set_line_width(cr, 0.35);
		cairo_rectangle(cr, cx - r, cy - r, 2 * r, 2 * r);
		cairo_stroke(cr);
		return;
	}
	cairo_set_line_width(cr, pt * 0.12);
	cairo_new_sub_path(cr);
	cairo_arc(cr, cx, cy, r, 0, 2 * G_PI);
	cairo_stroke(cr);
	if (ticks > 1) {
		cairo_new_sub_path(cr);
		cairo_arc(cr, cx, cy, r * 0.48, 0, 2 * G_PI);
		cairo_stroke(cr);
	}
}

static void draw_bar(const struct para *para, cairo_t *cr, double x, double y,
		     double w)
{
	PangoLayout *layout =
		pango_layout_new(pango_layout_get_context(para->layout));
	PangoFontDescription *d = fonts_describe(para->style);
	double pt = para->style->pt, size = pt * 0.82;
	int text_w;

	cairo_set_source_rgb(cr, 0.2, 0.2, 0.2);
	cairo_rectangle(cr, x, y - pt * 0.92, w, pt * 1.1);
	cairo_fill(cr);
	cairo_set_source_rgb(cr, 1, 1, 1);
	pango_font_description_set_size(d, (int)(size * PANGO_SCALE));
	pango_font_description_set_weight(d, PANGO_WEIGHT_BOLD);
	pango_layout_set_font_description(layout, d);
	pango_layout_set_text(layout, BAR_TEXT, -1);
	pango_layout_get_size(layout, &text_w, NULL);
	show_line(cr, pango_layout_get_line_readonly(layout, 0),
		  x + (w - (double)text_w / PANGO_SCALE) / 2, y - pt * 0.08);
	cairo_set_source_rgb(cr, 0, 0, 0);
	pango_font_description_free(d);
	g_object_unref(layout);
}

static double x_in_line(PangoLayoutLine *line, int index)
{
	int x;

	pango_layout_line_index_to_x(line, index, FALSE, &x);
	return (double)x / PANGO_SCALE;
}

static bool in_line(const PangoLayoutLine *line, int index)
{
	return index >= line->start_index &&
	       index < line->start_index + line->length;
}

static void draw_marks(const struct para *para, cairo_t *cr,
		       PangoLayoutLine *line, double x, double y)
{
	for (size_t i = 0; i < para->marks_n; i++) {
		const struct mark *mark = &para->mark[i];
		double at;

		if (!in_line(line, mark->at))
			continue;
		at = x + x_in_line(line, mark->at);
		if (mark->kind == PART_BOX)
			draw_box(cr, at, y, para->style->pt, mark->ticked);
		else if (mark->kind == PART_CIRCLE)
			draw_circle(cr, at, y, para->style->pt, mark->ticked);
		else if (mark->kind == PART_VALUE)
			draw_bar(para, cr, at, y, mark->w);
		else if (mark->kind == PART_LINE) {
			cairo_set_line_width(cr, 0.6);
			cairo_move_to(cr, at, y + para->style->pt * 0.2);
			cairo_rel_line_to(cr, mark->w, 0);
			cairo_stroke(cr);
		}
	}
}

static void draw_ruby(const struct para *para, cairo_t *cr,
		      PangoLayoutLine *line, double x, double y)
{
	PangoLayout *layout =
		pango_layout_new(pango_layout_get_context(para->layout));
	PangoFontDescription *d = fonts_describe(para->style);
	int w;

	pango_font_description_set_size(
		d, (int)(para->style->pt * RUBY_SIZE * PANGO_SCALE));
	pango_layout_set_font_description(layout, d);
	for (size_t i = 0; i < para->rubies_n; i++) {
		const struct ruby *ruby = &para->ruby[i];
		double middle;

		if (!in_line(line, ruby->from))
			continue;
		middle = (x_in_line(line, ruby->from) +
			  x_in_line(line, ruby->to)) /
			 2;
		pango_layout_set_text(layout, ruby->text, -1);
		pango_layout_get_size(layout, &w, NULL);
		show_line(cr, pango_layout_get_line_readonly(layout, 0),
			  x + middle - (double)w / PANGO_SCALE / 2,
			  y - para->style->pt * 0.96);
	}
	pango_font_description_free(d);
	g_object_unref(layout);
}

void para_draw(const struct para *para, cairo_t *cr, double x, double y,
	       int from, int n)
{
	double pt = para->style->pt;
	double to_baseline = para->rubies_n
				     ? para->pitch - pt * 0.3
				     : (para->pitch - pt) / 2 + pt * BASELINE;
	double width =
		(double)pango_layout_get_width(para->layout) / PANGO_SCALE;

	for (int i = 0; i < n; i++) {
		PangoLayoutLine *line =
			pango_layout_get_line_readonly(para->layout, from + i);
		double base = y + i * para->pitch + to_baseline, left = x;
		PangoRectangle extents;

		if (pango_layout_get_alignment(para->layout) !=
		    PANGO_ALIGN_LEFT) {
			double room;

			pango_layout_line_get_extents(line, NULL, &extents);
			room = width - (double)extents.width / PANGO_SCALE;
			left += pango_layout_get_alignment(para->layout) ==
						PANGO_ALIGN_CENTER
					? room / 2
					: room;
		}
		show_line(cr, line, left, base);
		draw_marks(para, cr, line, left, base);
		if (para->rubies_n)
			draw_ruby(para, cr, line, left, base);
	}
}

void ink_text(struct press *press, cairo_t *cr, const struct font_style *style,
	      const char *text, double x, double y, double align)
{
	PangoLayout *layout = pango_layout_new(press->context);
	PangoFontDescription *d = fonts_describe(style);
	int w;

	pango_layout_set_font_description(layout, d);
	pango_layout_set_text(layout, text, -1);
	pango_layout_get_size(layout, &w, NULL);
	show_line(cr, pango_layout_get_line_readonly(layout, 0),
		  x - align * w / PANGO_SCALE, y + style->pt * BASELINE);
	pango_font_description_free(d);
	g_object_unref(layout);
}
