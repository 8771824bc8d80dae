/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lines of a form file that begin with @: one table, a function each. */
#include <math.h>
#include <string.h>

#include <glib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/nearest.h"
#include "print/paper.h"
#include "print/reader.h"

#define COLUMN_MM_MIN 3.0

/* The next word (ended by a blank) of *p, which moves behind it. Caller's. */
static char *next_word(const char **p)
{
	const char *from;
	size_t len;

	*p += strspn(*p, " ");
	from = *p;
	len = strcspn(from, " ");
	*p += len;
	return xstrndup(from, len);
}

/* A number between the two bounds, or NAN after a fault. */
static double next_number(struct reader *r, const char **p, double min,
			  double max)
{
	const char *at = *p + strspn(*p, " ");
	char *word = next_word(p), *rest;
	double n = g_ascii_strtod(word, &rest);

	if (rest == word || *rest || !(n >= min && n <= max)) {
		reader_fault(r, at, _("\"%s\" is no number from %g to %g"),
			     word, min, max);
		n = NAN;
	}
	free(word);
	return n;
}

static int no_more(struct reader *r, const char *p)
{
	p += strspn(p, " ");
	if (*p)
		return reader_fault(r, p, _("nothing may follow here"));
	return 0;
}

static int rest_of_line(struct reader *r, const char *p, char **out)
{
	p += strspn(p, " ");
	if (!*p)
		return reader_fault(r, p, _("some text is missing here"));
	free(*out);
	*out = xstrdup(p);
	return 0;
}

static int read_form(struct reader *r, const char *p)
{
	free(r->paper->name);
	free(r->paper->version);
	r->paper->name = next_word(&p);
	r->paper->version = next_word(&p);
	if (!*r->paper->name || !*r->paper->version)
		return reader_fault(r, p,
				    _("write @form NAME VERSION, as in "
				      "@form referral 1"));
	return no_more(r, p);
}

static int read_number(struct reader *r, const char *p)
{
	return rest_of_line(r, p, &r->paper->number);
}

static int read_title(struct reader *r, const char *p)
{
	return rest_of_line(r, p, &r->paper->title);
}

static int read_paper(struct reader *r, const char *p)
{
	const char *at = p + strspn(p, " ");
	char *size = next_word(&p);
	bool a4 = streq(size, "A4");
	double side, top, bottom;

	free(size);
	if (!a4)
		return reader_fault(r, at, _("only A4 paper is known"));
	side = next_number(r, &p, 5, 40);
	top = next_number(r, &p, 5, 60);
	bottom = next_number(r, &p, 5, 60);
	if (isnan(side + top + bottom))
		return -1;
	r->paper->side_mm = side;
	r->paper->top_mm = top;
	r->paper->bottom_mm = bottom;
	return no_more(r, p);
}

struct font_style *reader_font(struct paper *paper, const char *name)
{
	struct font_style *font;

	for (size_t i = 0; i < paper->fonts_n; i++)
		if (!strcmp(paper->font[i].name, name))
			return &paper->font[i];
	ALLOC_GROW(paper->font, paper->fonts_n + 1, paper->fonts_alloc);
	font = &paper->font[paper->fonts_n++];
	memset(font, 0, sizeof(*font));
	font->name = xstrdup(name);
	return font;
}

static int read_font(struct reader *r, const char *p)
{
	char *name = next_word(&p);
	struct font_style *font = reader_font(r->paper, name);
	const char *rest;

	free(name);
	font->pt = next_number(r, &p, 5, 40);
	font->pitch = next_number(r, &p, 1, 3);
	if (isnan(font->pt + font->pitch)) {
		font->pt = 10;
		font->pitch = 1.5;
		return -1;
	}
	p += strspn(p, " ");
	font->bold = skip_prefix(p, "bold ", &rest);
	return rest_of_line(r, font->bold ? rest : p, &font->families);
}

static int read_qr(struct reader *r, const char *p)
{
	cell_release(&r->paper->qr);
	if (cell_read(r, p, strlen(p), &r->paper->qr))
		return -1;
	if (r->paper->qr.parts_n != 1 ||
	    r->paper->qr.part[0].kind != PART_VALUE ||
	    r->paper->qr.part[0].key != sheet_key_find("sheet.token"))
		return reader_fault(r, p,
				    _("the code holds {sheet.token} and "
				      "nothing else: it must not tell whom the "
				      "sheet is about"));
	return 0;
}

static int read_foot(struct reader *r, const char *p)
{
	cell_release(&r->paper->foot);
	r->paper->foot.font = FONT_LABEL;
	return cell_read(r, p, strlen(p), &r->paper->foot);
}

static int read_cols(struct reader *r, const char *p)
{
	struct paper *paper = r->paper;
	double width = A4_W_MM - 2 * paper->side_mm, sum = 0;
	const char *at = p;
	struct grid *grid;

	ALLOC_GROW(paper->grid, paper->grids_n + 1, paper->grids_alloc);
	grid = &paper->grid[paper->grids_n++];
	memset(grid, 0, sizeof(*grid));
	while (*(p += strspn(p, " "))) {
		double mm;

		if (grid->n == GRID_MAX)
			return reader_fault(r, p, _("at most %d columns"),
					    GRID_MAX);
		mm = next_number(r, &p, COLUMN_MM_MIN, A4_W_MM);
		if (isnan(mm))
			return -1;
		grid->mm[grid->n++] = mm;
		sum += mm;
	}
	if (sum > width + 0.01)
		return reader_fault(r, at + strspn(at, " "),
				    _("the columns are %g mm wide together; "
				      "between the margins are %g mm"),
				    sum, width);
	return 0;
}

/* So many rows on the face, or "all". */
static double next_most(struct reader *r, const char **p)
{
	const char *word = *p + strspn(*p, " ");

	if (!skip_prefix(word, "all", p) || (**p && **p != ' ')) {
		*p = word;
		return next_number(r, p, 1, 40);
	}
	return EACH_ALL;
}

static int read_each(struct reader *r, const char *p)
{
	const char *at = p + strspn(p, " ");
	char *name = next_word(&p);
	int list = sheet_list_find(name);
	double min, max, blank;

	if (list < 0) {
		reader_fault(r, at, _("there is no list \"%s\""), name);
		free(name);
		return -1;
	}
	free(name);
	min = next_number(r, &p, 0, 40);
	max = next_most(r, &p);
	blank = p[strspn(p, " ")] ? next_number(r, &p, 1, 40) : min;
	if (isnan(min + max + blank))
		return -1;
	r->each_min = (int)min;
	r->each_max = (int)(max < min ? min : max);
	r->each_blank = (int)blank;
	r->each = (enum sheet_list)list;
	return no_more(r, p);
}

struct block *reader_add_block(struct reader *r, enum block_kind kind)
{
	struct paper *paper = r->paper;
	struct block *block;

	ALLOC_GROW(paper->block, paper->blocks_n + 1, paper->blocks_alloc);
	block = &paper->block[paper->blocks_n++];
	memset(block, 0, sizeof(*block));
	block->kind = kind;
	block->each = r->each;
	block->each_min = r->each_min;
	block->each_max = r->each_max;
	block->each_blank = r->each_blank;
	block->line = r->piece[0].line;
	return block;
}

int reader_add_words(struct reader *r, enum block_kind kind, const char *p,
		     int font)
{
	struct block *block = reader_add_block(r, kind);

	block->cell = xcalloc(1, sizeof(*block->cell));
	block->cells_n = 1;
	block->cell->font = font;
	return cell_read(r, p, strlen(p), block->cell);
}

static int read_heading(struct reader *r, const char *p)
{
	return reader_add_words(r, BLOCK_HEADING, p, FONT_BODY);
}

static int read_cut(struct reader *r, const char *p)
{
	return reader_add_words(r, BLOCK_CUT, p, FONT_LABEL);
}

static int read_gap(struct reader *r, const char *p)
{
	double mm = next_number(r, &p, 0, 100);

	if (isnan(mm))
		return -1;
	reader_add_block(r, BLOCK_GAP)->mm = mm;
	return no_more(r, p);
}

static int read_page(struct reader *r, const char *p)
{
	struct block *block = reader_add_block(r, BLOCK_PAGE);
	const char *rest;

	block->for_pen = skip_prefix(p + strspn(p, " "), "blank", &rest);
	return no_more(r, block->for_pen ? rest : p);
}

static const struct directive {
	const char *word;
	int (*read)(struct reader *r, const char *rest);
} directives[] = {
	{ "@form", read_form },   { "@number", read_number },
	{ "@title", read_title }, { "@paper", read_paper },
	{ "@font", read_font },   { "@qr", read_qr },
	{ "@foot", read_foot },   { "@cols", read_cols },
	{ "@each", read_each },   { "@heading", read_heading },
	{ "@cut", read_cut },     { "@gap", read_gap },
	{ "@page", read_page },
};

int reader_directive(struct reader *r, const char *line)
{
	const char *p = line;
	char *word = next_word(&p);
	struct nearest near;

	nearest_init(&near, word);
	for (size_t i = 0; i < ARRAY_SIZE(directives); i++) {
		if (!strcmp(directives[i].word, word)) {
			free(word);
			return directives[i].read(r, p);
		}
		nearest_offer(&near, directives[i].word);
	}
	if (near.best)
		reader_fault(r, line,
			     _("there is no \"%s\"; did you mean \"%s\"?"),
			     word, near.best);
	else
		reader_fault(r, line, _("there is no \"%s\""), word);
	free(word);
	return -1;
}
