/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One text set in type: words of the form and values of the sheet, boxes,
 * ruby, lines for the pen, at a line pitch that no fallback font can change.
 */
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "print/ink.h"

#define OBJECT       "\xef\xbf\xbc" /* U+FFFC stands for a mark */
#define OBJECT_LEN   3
#define RUBY_PITCH   1.95
#define BAR_MM       18.0 /* whatever is withheld: its length tells nothing */
#define PEN_MM       25.0 /* room for the pen within a sentence */
#define IS_VS(c)     ((c) >= 0xe0100 && (c) <= 0xe01ef)
#define IS_OLD_VS(c) ((c) >= 0xfe00 && (c) <= 0xfe0d)

/* A cell on its way to a layout. */
struct setting {
	struct press *press;
	const struct font_style *style;
	struct para *para;
	struct str text;
	PangoAttrList *attrs;
	size_t marks_alloc, rubies_alloc;
	double width;
	bool loose; /* lines may break anywhere: a phrase was too long */
	bool pen;   /* values within a sentence leave room for the pen */
};

static void add_attr(struct setting *s, PangoAttribute *attr, size_t from,
		     size_t to)
{
	attr->start_index = (guint)from;
	attr->end_index = (guint)to;
	pango_attr_list_insert(s->attrs, attr);
}

static void keep_together(struct setting *s, size_t from, size_t to)
{
	if (!s->loose && to > from)
		add_attr(s, pango_attr_allow_breaks_new(FALSE), from, to);
}

static void add_mark(struct setting *s, enum part_kind kind, double w,
		     int ticked)
{
	struct para *para = s->para;
	PangoRectangle box;
	struct mark *mark;

	if (w > s->width)
		w = s->width;
	box = (PangoRectangle){
		.y = (int)(-0.8 * s->style->pt * PANGO_SCALE),
		.width = (int)(w * PANGO_SCALE),
		.height = (int)(s->style->pt * PANGO_SCALE),
	};
	ALLOC_GROW(para->mark, para->marks_n + 1, s->marks_alloc);
	mark = &para->mark[para->marks_n++];
	*mark = (struct mark){ kind, (int)s->text.len, w, ticked };
	str_add(&s->text, OBJECT);
	add_attr(s, pango_attr_shape_new(&box, &box), (size_t)mark->at,
		 (size_t)mark->at + OBJECT_LEN);
}

/* Values come as people typed them: even out line ends and tabs. */
static int add_value(struct setting *s, int key, const char *text,
		     struct err *err)
{
	size_t from = s->text.len;

	if (!g_utf8_validate(text, -1, NULL))
		return err_input(err, _("A value to print is not UTF-8."));
	for (const char *p = text; *p; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		if (c == '\r')
			continue;
		if (c == '\t')
			str_addc(&s->text, ' ');
		else if (c != 0xfffc && c != 0xfe0e && c != 0xfe0f)
			str_addn(&s->text, p,
				 (size_t)(g_utf8_next_char(p) - p));
	}
	if (sheet_keys(NULL)[key].whole)
		keep_together(s, from, s->text.len);
	return 0;
}

/* 0: empty, 1: ticked, 2: ticked as the main one */
static int ticked(const struct part *part, const struct sheet_value *value)
{
	if (!value || value->state != SHEET_PRESENT)
		return 0;
	if (part->kind == PART_CIRCLE)
		return streq(value->text, "main") ? 2 : 1;
	return streq(value->text, part->code);
}

/* Boxes in columns: a tab to the next column, or a new line. */
static void next_column(struct setting *s, const struct cell *cell, int *boxes)
{
	while (s->text.len && s->text.buf[s->text.len - 1] == ' ')
		str_setlen(&s->text, s->text.len - 1);
	if (*boxes)
		str_addc(&s->text, *boxes % cell->columns ? '\t' : '\n');
	++*boxes;
}

static void end_ruby(struct setting *s, size_t base, size_t ruby)
{
	struct para *para = s->para;
	char *text = xstrdup(s->text.buf + ruby);

	str_setlen(&s->text, ruby);
	if (!*text || ruby == base) {
		free(text);
		return;
	}
	ALLOC_GROW(para->ruby, para->rubies_n + 1, s->rubies_alloc);
	para->ruby[para->rubies_n++] =
		(struct ruby){ (int)base, (int)ruby, text };
	keep_together(s, base, ruby);
}

static int add_parts(struct setting *s, const struct cell *cell,
		     const struct sheet *sheet, size_t row, struct err *err)
{
	size_t base = 0, ruby = 0, bold = 0, box = 0;
	bool is_bold = false, in_box = false;
	int boxes = 0;

	for (size_t i = 0; i < cell->parts_n; i++) {
		const struct part *part = &cell->part[i];
		const struct sheet_value *value =
			part->key < 0 ? NULL : sheet_get(sheet, part->key, row);

		switch (part->kind) {
		case PART_TEXT:
			if (part_idle(part, &s->text, 0))
				break;
			str_add(&s->text, part->text);
			/* a box and its first word stay on one line */
			if (in_box)
				keep_together(
					s, box,
					box + strcspn(s->text.buf + box, " "));
			in_box = false;
			break;
		case PART_VALUE:
			if (value->state == SHEET_WITHHELD)
				add_mark(s, PART_VALUE, BAR_MM * MM, 0);
			else if (value->state == SHEET_PRESENT &&
				 add_value(s, part->key, value->text, err))
				return -1;
			else if (s->pen)
				add_mark(s, PART_TEXT, PEN_MM * MM, 0);
			break;
		case PART_BOX:
		case PART_CIRCLE:
			if (cell->columns)
				next_column(s, cell, &boxes);
			box = s->text.len;
			in_box = true;
			add_mark(s, part->kind, s->style->pt * 1.15,
				 ticked(part, value));
			break;
		case PART_LINE:
			add_mark(s, PART_LINE, part->mm * MM, 0);
			break;
		case PART_BREAK:
			str_addc(&s->text, '\n');
			break;
		case PART_BOLD:
			if (is_bold)
				add_attr(s,
					 pango_attr_weight_new(
						 PANGO_WEIGHT_BOLD),
					 bold, s->text.len);
			is_bold = !is_bold;
			bold = s->text.len;
			break;
		case PART_RUBY_BASE:
			base = s->text.len;
			break;
		case PART_RUBY_TEXT:
			ruby = s->text.len;
			break;
		case PART_RUBY_END:
			end_ruby(s, base, ruby);
			break;
		}
	}
	return 0;
}

/* Does the form itself say something in this cell? */
static bool has_words(const struct cell *cell)
{
	for (size_t i = 0; i < cell->parts_n; i++)
		if (cell->part[i].kind == PART_TEXT &&
		    strcmp(cell->part[i].text, "　") != 0)
			return true;
	return false;
}

/* Has the sheet something to say in it, or a box to tick? */
static bool has_values(const struct cell *cell, const struct sheet *sheet,
		       size_t row)
{
	for (size_t i = 0; i < cell->parts_n; i++) {
		int key = cell->part[i].key;

		if (key >= 0 &&
		    sheet_get(sheet, key, row)->state != SHEET_BLANK)
			return true;
	}
	return false;
}

static int no_glyph(struct err *err, const char *at, size_t len, gunichar c)
{
	char *shown = g_unichar_iscntrl(c) ? xstrdup("") : xstrndup(at, len);

	err_system(err,
		   _("No installed font can print the character \"%s\" "
		     "(U+%04X): write it another way."),
		   shown, (unsigned)c);
	free(shown);
	return -1;
}

static int set_variants(struct setting *s, struct err *err)
{
	const char *text = s->text.buf, *p = text;

	while (*p) {
		const char *next = g_utf8_next_char(p), *end;
		gunichar base = g_utf8_get_char(p);
		gunichar vs = g_utf8_get_char(next);
		const char *family;

		if (!IS_VS(vs) && !IS_OLD_VS(vs)) {
			p = next;
			continue;
		}
		end = g_utf8_next_char(next);
		family = fonts_for_variant(s->press, s->style, base, vs);
		if (!family) {
			char *shown = xstrndup(p, (size_t)(end - p));

			err_system(err,
				   _("No installed font has this variant of "
				     "\"%s\" (U+%04X U+%04X): it would print "
				     "in another shape."),
				   shown, (unsigned)base, (unsigned)vs);
			free(shown);
			return -1;
		}
		if (*family)
			add_attr(s, pango_attr_family_new(family),
				 (size_t)(p - text), (size_t)(end - text));
		p = end;
	}
	return 0;
}

/* The first character that came out as a box with its number in it. */
static int check_glyphs(PangoLayout *layout, struct err *err)
{
	const char *text = pango_layout_get_text(layout);

	if (!pango_layout_get_unknown_glyphs_count(layout))
		return 0;
	for (GSList *l = pango_layout_get_lines_readonly(layout); l;
	     l = l->next)
		for (GSList *r = ((PangoLayoutLine *)l->data)->runs; r;
		     r = r->next) {
			PangoGlyphItem *run = r->data;

			for (int i = 0; i < run->glyphs->num_glyphs; i++) {
				const char *at = text + run->item->offset +
						 run->glyphs->log_clusters[i];

				if (run->glyphs->glyphs[i].glyph &
				    PANGO_GLYPH_UNKNOWN_FLAG)
					return no_glyph(
						err, at,
						(size_t)(g_utf8_next_char(at) -
							 at),
						g_utf8_get_char(at));
			}
		}
	BUG("a glyph is unknown and not to be found");
}

static bool is_han(gunichar c)
{
	return g_unichar_get_script(c) == G_UNICODE_SCRIPT_HAN;
}

/* How far a reading may stand out over what surrounds its base: a quarter of
 * the size on each side, but not over kanji (JIS X 4051). */
static double overhang(const struct setting *s, const struct ruby *ruby)
{
	const char *text = s->text.buf, *from = text + ruby->from;
	double side = s->style->pt / 4, sum = 0;

	if (from > text && !is_han(g_utf8_get_char(g_utf8_prev_char(from))))
		sum += side;
	if (!is_han(g_utf8_get_char(text + ruby->to)))
		sum += side;
	return sum;
}

/* Spread the base where its reading is wider. */
static int spread_ruby(struct setting *s, PangoLayout *layout, struct err *err)
{
	PangoFontDescription *small = fonts_describe(s->style);
	PangoLayout *l = pango_layout_new(s->press->context);
	int rc = 0;

	pango_font_description_set_size(
		small, (int)(s->style->pt * RUBY_SIZE * PANGO_SCALE));
	for (size_t i = 0; !rc && i < s->para->rubies_n; i++) {
		const struct ruby *ruby = &s->para->ruby[i];
		const char *base = s->text.buf + ruby->from;
		int len = ruby->to - ruby->from, base_w, ruby_w;

		pango_layout_set_font_description(
			l, pango_layout_get_font_description(layout));
		pango_layout_set_text(l, base, len);
		pango_layout_get_size(l, &base_w, NULL);
		pango_layout_set_font_description(l, small);
		pango_layout_set_text(l, ruby->text, -1);
		pango_layout_get_size(l, &ruby_w, NULL);
		rc = check_glyphs(l, err);
		ruby_w -= (int)(overhang(s, ruby) * PANGO_SCALE);
		if (ruby_w > base_w)
			add_attr(s,
				 pango_attr_letter_spacing_new(
					 (ruby_w - base_w) /
					 (int)g_utf8_strlen(base, len)),
				 (size_t)ruby->from, (size_t)ruby->to);
	}
	g_object_unref(l);
	pango_font_description_free(small);
	return rc;
}

static void keep_phrases(struct setting *s)
{
	size_t from = 0;

	for (size_t i = 0; i <= s->text.len; i++)
		if (!s->text.buf[i] || s->text.buf[i] == ' ' ||
		    s->text.buf[i] == '\n') {
			keep_together(s, from, i);
			from = i + 1;
		}
}

static void set_columns(PangoLayout *layout, const struct cell *cell,
			double width)
{
	PangoTabArray *tabs = pango_tab_array_new(cell->columns, FALSE);

	for (int i = 0; i < cell->columns; i++)
		pango_tab_array_set_tab(
			tabs, i, PANGO_TAB_LEFT,
			(int)(width * (i + 1) / cell->columns * PANGO_SCALE));
	pango_layout_set_tabs(layout, tabs);
	pango_tab_array_free(tabs);
}

static bool too_wide(PangoLayout *layout, double width)
{
	PangoRectangle extents;

	pango_layout_get_extents(layout, NULL, &extents);
	return extents.width > (width + 0.5) * PANGO_SCALE;
}

static struct para *set_once(struct press *press, const struct paper *paper,
			     const struct cell *cell, const struct sheet *sheet,
			     size_t row, double width, bool loose,
			     struct err *err)
{
	static const PangoAlignment aligns[] = {
		[ALIGN_LEFT] = PANGO_ALIGN_LEFT,
		[ALIGN_CENTER] = PANGO_ALIGN_CENTER,
		[ALIGN_RIGHT] = PANGO_ALIGN_RIGHT,
	};
	struct setting s = {
		.press = press,
		.style = &paper->font[cell->font],
		.para = xcalloc(1, sizeof(struct para)),
		.text = STR_INIT,
		.attrs = pango_attr_list_new(),
		.width = width,
		.loose = loose,
		.pen = has_words(cell) && !has_values(cell, sheet, row),
	};
	PangoLayout *layout = pango_layout_new(press->context);
	PangoFontDescription *description = fonts_describe(s.style);
	struct para *para = s.para;
	int rc;

	para->layout = layout;
	para->style = s.style;
	pango_layout_set_font_description(layout, description);
	pango_font_description_free(description);
	pango_layout_set_width(layout, (int)(width * PANGO_SCALE));
	pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
	pango_layout_set_alignment(layout, aligns[cell->align]);
	rc = add_parts(&s, cell, sheet, row, err) || set_variants(&s, err);
	if (!rc && para->rubies_n)
		rc = spread_ruby(&s, layout, err);
	if (!rc) {
		if (cell->phrases)
			keep_phrases(&s);
		if (cell->columns)
			set_columns(layout, cell, width);
		pango_layout_set_attributes(layout, s.attrs);
		pango_layout_set_text(layout, s.text.buf, (int)s.text.len);
		rc = check_glyphs(layout, err);
	}
	pango_attr_list_unref(s.attrs);
	str_release(&s.text);
	if (rc) {
		para_free(para);
		return NULL;
	}
	para->pitch =
		s.style->pt * (para->rubies_n ? RUBY_PITCH : s.style->pitch);
	para->lines_n = pango_layout_get_line_count(layout);
	return para;
}

struct para *para_new(struct press *press, const struct paper *paper,
		      const struct cell *cell, const struct sheet *sheet,
		      size_t row, double width, struct err *err)
{
	struct para *para =
		set_once(press, paper, cell, sheet, row, width, false, err);

	/* What was to stay together does not fit: nothing is ever cut. */
	if (para && too_wide(para->layout, width)) {
		para_free(para);
		para = set_once(press, paper, cell, sheet, row, width, true,
				err);
	}
	return para;
}

void para_free(struct para *para)
{
	if (!para)
		return;
	for (size_t i = 0; i < para->rubies_n; i++)
		free(para->ruby[i].text);
	free(para->ruby);
	free(para->mark);
	g_object_unref(para->layout);
	free(para);
}

double para_height(const struct para *para)
{
	return para->lines_n * para->pitch;
}
