/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The lines of a form file. What stands in a cell is read by cell.c.
 *
 *   # a remark; a line that ends with \ goes on in the next one
 *   @form NAME VERSION           @number 様式第1号      @title つなぐシート
 *   @paper A4 12 10 12           margins: side, top, bottom (mm)
 *   @font NAME 9.5 1.45 FAMILY, FAMILY     size (pt), line pitch (sizes);
 *         body, label and title every form has; "bold" may stand first
 *   @qr {sheet.token}            25 mm, top right
 *   @foot TEXT                   at the bottom of each page
 *   @cols 22 40 22 102           a column grid (mm) for the rows below
 *   | =label | {client.name} | text with [case.urgency=AA]AA a box | < |
 *         "=" shades a label, "<" lengthens the cell to its left
 *   @each member 3 4 5           the next row stands once for each member,
 *         at least 3 times, from the 5th on a continuation page; 5 times on
 *         an empty form (else as often as at least); "all" for the number of
 *         rows: they flow over as many pages as they need, each page with
 *         the row of labels above the list once more
 *   | !with=slip.name | {slip.name} |   a row, heading or paragraph that
 *         stands only where there is this value, or one of several with
 *         commas, and on an empty form; of a list: where the list has a row
 *   @heading TEXT   @gap 2   @cut TEXT
 *   @page                        a new one; "@page blank" on an empty form only
 *   any other line is a paragraph
 */
#include "print/paper.h"

#include <math.h>
#include <string.h>

#include <glib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/nearest.h"
#include "base/path.h"
#include "print/reader.h"

#define FAULTS_MAX     20
#define LINE_BYTES_MAX 20000

const char *const paper_names[] = {
	"referral", "consent",  "question",      "report", "intake",
	"slip",     "handover", "handover-case", NULL,
};

int reader_fault(struct reader *r, const char *at, const char *fmt, ...)
{
	struct lines where = r->lines;
	struct str text = STR_INIT;
	const char *from = r->joined.buf;
	va_list ap;

	if (++r->faults_n > FAULTS_MAX)
		return -1;
	for (int i = 0; i < r->joined_n; i++)
		if (at >= r->joined.buf + r->piece[i].at) {
			where.no = r->piece[i].line;
			from = r->joined.buf + r->piece[i].at;
		}
	va_start(ap, fmt);
	str_vaddf(&text, fmt, ap);
	va_end(ap);
	lines_err(&where, (int)g_utf8_strlen(from, at - from) + 1, r->err, "%s",
		  text.buf);
	str_release(&text);
	return -1;
}

/* Is there none of the values beside which this cell stands? */
static bool stands_alone(const struct cell *cell, const struct sheet *sheet)
{
	for (size_t i = 0; i < cell->with_n; i++)
		if (sheet_get(sheet, cell->with[i], 0)->state != SHEET_BLANK)
			return false;
	return cell->with_n;
}

bool block_stands(const struct block *block, const struct sheet *sheet)
{
	for (size_t i = 0; sheet && i < block->cells_n; i++)
		if (stands_alone(&block->cell[i], sheet))
			return false;
	return true;
}

/* One cell from p up to its bar; lengthens the one before for "<". */
static int read_cell(struct reader *r, struct block *row, const char *p,
		     size_t len, int *column)
{
	struct cell *cell;

	while (len && *p == ' ')
		p++, len--;
	while (len && p[len - 1] == ' ')
		len--;
	if (len == 1 && *p == '<') {
		++*column;
		if (!row->cells_n)
			return reader_fault(r, p,
					    _("no cell to the left of \"<\""));
		row->cell[row->cells_n - 1].span++;
		return 0;
	}
	row->cell =
		xrealloc(row->cell, (row->cells_n + 1) * sizeof(*row->cell));
	cell = &row->cell[row->cells_n++];
	memset(cell, 0, sizeof(*cell));
	cell->first = (*column)++;
	cell->span = 1;
	if (len && *p == '=') {
		cell->label = true;
		cell->font = FONT_LABEL;
		cell->align = ALIGN_CENTER;
		p++, len--;
	}
	return cell_read(r, p, len, cell);
}

static int read_row(struct reader *r, const char *line)
{
	struct paper *paper = r->paper;
	struct block *row = reader_add_block(r, BLOCK_ROW);
	const char *p = line + 1, *bar;
	int column = 0, rc = 0;

	if (!paper->grids_n) {
		paper->blocks_n--;
		return reader_fault(r, line,
				    _("@cols must come before the first row"));
	}
	row->grid = (int)paper->grids_n - 1;
	while ((bar = strchr(p, '|'))) {
		if (read_cell(r, row, p, (size_t)(bar - p), &column))
			rc = -1;
		p = bar + 1;
	}
	if (p[strspn(p, " ")])
		rc = reader_fault(r, p + strspn(p, " "),
				  _("a row ends with \"|\""));
	if (column != paper->grid[row->grid].n)
		rc = reader_fault(
			r, line,
			_("this row has %d columns, the grid of @cols "
			  "has %d"),
			column, paper->grid[row->grid].n);
	return rc;
}

static int read_line(struct reader *r)
{
	const char *line = r->joined.buf + strspn(r->joined.buf, " ");
	int rc;

	if (!*line || *line == '#')
		return 0;
	if (r->each != SHEET_ONCE && *line != '|')
		rc = reader_fault(r, line, _("@each stands before a row"));
	else if (*line == '@')
		return reader_directive(r, line);
	else if (*line == '|')
		rc = read_row(r, line);
	else
		rc = reader_add_words(r, BLOCK_PARA, line, FONT_BODY);
	r->each = SHEET_ONCE;
	return rc;
}

/* Join the current line with those it goes on in. 0 at the end of the file. */
static int join_lines(struct reader *r)
{
	str_reset(&r->joined);
	r->joined_n = 0;
	for (;;) {
		const char *line = lines_next(&r->lines);
		size_t len;

		if (!line)
			return r->joined_n > 0;
		if (r->joined_n) /* a line that goes on may be set in */
			line += strspn(line, " \t");
		len = strlen(line);
		r->piece[r->joined_n].at = r->joined.len;
		r->piece[r->joined_n++].line = r->lines.no;
		if (!len || line[len - 1] != '\\' ||
		    r->joined_n == (int)ARRAY_SIZE(r->piece)) {
			str_addn(&r->joined, line, len);
			break;
		}
		str_addn(&r->joined, line, len - 1);
	}
	for (char *p = r->joined.buf; *p; p++)
		if (*p == '\t')
			*p = ' ';
	while (r->joined.len && r->joined.buf[r->joined.len - 1] == ' ')
		str_setlen(&r->joined, r->joined.len - 1);
	return 1;
}

static void defaults(struct paper *paper)
{
	static const struct {
		const char *name;
		double pt, pitch;
		bool bold;
	} fixed[FONTS_FIXED] = {
		[FONT_BODY] = { "body", 9.5, 1.45, false },
		[FONT_LABEL] = { "label", 8, 1.3, false },
		[FONT_TITLE] = { "title", 16, 1.3, true },
	};

	paper->side_mm = paper->top_mm = paper->bottom_mm = 12;
	for (int i = 0; i < FONTS_FIXED; i++) {
		struct font_style *font = reader_font(paper, fixed[i].name);

		font->families = xstrdup("BIZ UDPGothic");
		font->pt = fixed[i].pt;
		font->pitch = fixed[i].pitch;
		font->bold = fixed[i].bold;
	}
}

static void check_whole(struct reader *r)
{
	struct paper *paper = r->paper;

	if (!paper->name)
		lines_err(&r->lines, 0, r->err, _("@form is missing"));
	else if (!paper->title)
		lines_err(&r->lines, 0, r->err, _("@title is missing"));
	else if (r->each != SHEET_ONCE)
		lines_err(&r->lines, 0, r->err, _("@each stands before a row"));
	else if (!paper->blocks_n)
		lines_err(&r->lines, 0, r->err, _("the form is empty"));
	else
		return;
	r->faults_n++;
}

static struct paper *read_all(struct reader *r)
{
	struct paper *paper = xcalloc(1, sizeof(*paper));
	const char *bad;

	r->paper = paper;
	paper->file = xstrdup(r->lines.name);
	defaults(paper);
	str_init(&r->joined);
	while (r->faults_n < FAULTS_MAX && join_lines(r)) {
		if (!g_utf8_validate(r->joined.buf, -1, &bad))
			reader_fault(r, bad, _("this is not UTF-8"));
		else if (r->joined.len > LINE_BYTES_MAX)
			reader_fault(r, r->joined.buf,
				     _("the line is too long"));
		else
			read_line(r);
	}
	if (!r->faults_n)
		check_whole(r);
	str_release(&r->joined);
	lines_release(&r->lines);
	if (r->faults_n) {
		paper_free(paper);
		return NULL;
	}
	return paper;
}

struct paper *paper_parse(const char *buf, size_t len, const char *name,
			  struct err *err)
{
	struct reader r = { .err = err };

	lines_from(&r.lines, buf, len, name);
	return read_all(&r);
}

struct paper *paper_load_file(const char *path, struct err *err)
{
	struct reader r = { .err = err };

	if (lines_open(&r.lines, path, err))
		return NULL;
	return read_all(&r);
}

static void no_form(const char *name, struct err *err)
{
	struct str names = STR_INIT;

	for (size_t i = 0; paper_names[i]; i++)
		str_addf(&names, "%s%s", i ? ", " : "", paper_names[i]);
	err_input(err, _("There is no form \"%s\"; there are %s"), name,
		  names.buf);
	str_release(&names);
}

struct paper *paper_load(const char *name, struct err *err)
{
	struct paper *paper;
	struct nearest near;
	char *relative, *path;
	int i;

	nearest_init(&near, name);
	for (i = 0; paper_names[i] && strcmp(paper_names[i], name) != 0; i++)
		nearest_offer(&near, paper_names[i]);
	if (!paper_names[i]) {
		if (near.best)
			err_input(err,
				  _("There is no form \"%s\"; did you mean "
				    "\"%s\"?"),
				  name, near.best);
		else
			no_form(name, err);
		return NULL;
	}
	relative = xstrfmt("locale/ja/%s.form", name);
	path = path_data(relative);
	paper = paper_load_file(path, err);
	free(path);
	free(relative);
	return paper;
}

void paper_free(struct paper *paper)
{
	if (!paper)
		return;
	for (size_t i = 0; i < paper->blocks_n; i++) {
		for (size_t k = 0; k < paper->block[i].cells_n; k++)
			cell_release(&paper->block[i].cell[k]);
		free(paper->block[i].cell);
	}
	for (size_t i = 0; i < paper->fonts_n; i++) {
		free(paper->font[i].name);
		free(paper->font[i].families);
	}
	cell_release(&paper->foot);
	cell_release(&paper->qr);
	free(paper->block);
	free(paper->font);
	free(paper->grid);
	free(paper->name);
	free(paper->version);
	free(paper->number);
	free(paper->title);
	free(paper->file);
	free(paper);
}

const char *paper_title(const struct paper *paper)
{
	return paper->title;
}
