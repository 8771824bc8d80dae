/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fonts, and one text set in type. Only for the files of this room.
 * Lengths here are in points.
 */
#ifndef PRINT_INK_H
#define PRINT_INK_H

#include <stdbool.h>
#include <stddef.h>

#include <pango/pangocairo.h>

#include "base/err.h"
#include "domain/sheet.h"
#include "print/parts.h"
#include "print/press.h"

#define MM (72.0 / 25.4)

#define RUBY_SIZE 0.5 /* of the base */

struct face {
	char *family;
	PangoFont *font;
	struct face *next;
};

struct press {
	PangoFontMap *map;
	PangoContext *context;
	struct face *faces; /* asked for variants so far */
};

/* -1 and a sentence for each family of the form that is not installed. */
int fonts_check(struct press *press, const struct paper *paper,
		struct err *err);
PangoFontDescription *fonts_describe(const struct font_style *style);

/*
 * The family that has this variation sequence: of those of the style first,
 * then of those every machine has. NULL when none has it; "" when the style's
 * first family does, so that nothing need be done.
 */
const char *fonts_for_variant(struct press *press,
			      const struct font_style *style, gunichar base,
			      gunichar selector);

/* Something drawn in a line that is not type. */
struct mark {
	/* PART_BOX, _CIRCLE, _LINE; PART_VALUE: a bar; PART_TEXT: room */
	enum part_kind kind;
	int at; /* byte of the text */
	double w;
	int ticked; /* 1; 2: the main one */
};

struct ruby {
	int from, to; /* bytes of the text */
	char *text;
};

struct para {
	PangoLayout *layout;
	struct mark *mark;
	size_t marks_n;
	struct ruby *ruby;
	size_t rubies_n;
	const struct font_style *style;
	double pitch;
	int lines_n;
};

/*
 * Set the cell's words and the sheet's values (row: of its list) in lines of
 * width. NULL and a sentence when a character cannot be printed.
 */
struct para *para_new(struct press *press, const struct paper *paper,
		      const struct cell *cell, const struct sheet *sheet,
		      size_t row, double width, struct err *err);
void para_free(struct para *para);

/* Of all its lines. */
double para_height(const struct para *para);
/* Lines from..from+n-1, the first one's top at y. */
void para_draw(const struct para *para, cairo_t *cr, double x, double y,
	       int from, int n);

/* A short text of the program's own, in one line; align 0, 0.5 or 1 says
 * which of its points stands at x. */
void ink_text(struct press *press, cairo_t *cr, const struct font_style *style,
	      const char *text, double x, double y, double align);

#endif
