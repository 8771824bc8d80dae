/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A sheet as plain text, for a pager on the screen: what the paper will say,
 * in the same order, label and value below each other's row. No type here.
 */
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "print/parts.h"
#include "print/press.h"
#include "text/width.h"
#include "text/wrap.h"

#define WITHHELD "[非開示]"
#define INDENT   2

static void add_box(struct str *out, const struct part *part,
		    const struct sheet_value *value)
{
	bool here = value && value->state == SHEET_PRESENT;

	if (part->kind == PART_CIRCLE)
		str_add(out, !here                        ? "□"
			     : streq(value->text, "main") ? "◎"
							  : "○");
	else
		str_add(out,
			here && streq(value->text, part->code) ? "■" : "□");
}

/* The words of a cell, as they stand. */
static void add_words(struct str *out, const struct cell *cell,
		      const struct sheet *sheet, size_t row)
{
	bool in_ruby = false;
	size_t ruby = 0, from = out->len;

	for (size_t i = 0; i < cell->parts_n; i++) {
		const struct part *part = &cell->part[i];
		const struct sheet_value *value =
			part->key < 0 ? NULL : sheet_get(sheet, part->key, row);

		switch (part->kind) {
		case PART_TEXT:
			if (!part_idle(part, out, from))
				str_add(out, part->text);
			break;
		case PART_VALUE:
			if (value->state == SHEET_WITHHELD)
				str_add(out, in_ruby ? "" : WITHHELD);
			else if (value->state == SHEET_PRESENT)
				str_add(out, value->text);
			break;
		case PART_BOX:
		case PART_CIRCLE:
			add_box(out, part, value);
			break;
		case PART_LINE:
			str_add(out, "＿＿＿＿");
			break;
		case PART_BREAK:
			str_addc(out, '\n');
			break;
		case PART_RUBY_TEXT:
			in_ruby = true;
			ruby = out->len;
			break;
		case PART_RUBY_END:
			/* a reading stands behind its base */
			in_ruby = false;
			if (out->len > ruby) {
				str_splice(out, ruby, 0, "（", strlen("（"));
				str_add(out, "）");
			}
			break;
		case PART_RUBY_BASE:
		case PART_BOLD:
			break;
		}
	}
}

static void trim_end(struct str *out)
{
	static const char wide[] = "　";
	size_t n = strlen(wide);

	for (;;) {
		if (out->len && out->buf[out->len - 1] == ' ')
			str_setlen(out, out->len - 1);
		else if (out->len >= n &&
			 !memcmp(out->buf + out->len - n, wide, n))
			str_setlen(out, out->len - n);
		else
			return;
	}
}

/* text in lines of at most cols, each set in by indent blanks. */
static void add_lines(struct str *out, const struct str *text, int cols,
		      int indent)
{
	struct wrap wrap = WRAP_INIT;

	wrap_text(&wrap, text->buf, text->len, cols - indent);
	for (size_t i = 0; i < wrap.n; i++) {
		if (wrap.lines[i].len)
			str_addf(out, "%*s", indent, "");
		str_addn(out, text->buf + wrap.lines[i].pos, wrap.lines[i].len);
		trim_end(out);
		str_addc(out, '\n');
	}
	wrap_release(&wrap);
}

/* A label's words in one line. */
static void add_label(struct str *out, const struct cell *cell)
{
	struct str words = STR_INIT;

	add_words(&words, cell, NULL, 0);
	for (const char *p = words.buf; *p; p++)
		if (*p != '\n')
			str_addc(out, *p);
	str_release(&words);
}

static void end_line(struct str *out, struct str *line, int cols)
{
	if (line->len)
		add_lines(out, line, cols, 0);
	str_reset(line);
}

/* A row of a list goes on in its line. */
static void join_lines(struct str *words)
{
	static const char blank[] = "　";

	for (size_t i = 0; i < words->len; i++)
		if (words->buf[i] == '\n')
			str_splice(words, i, 1, blank, strlen(blank));
}

/* Cells side by side as long as they fit into a line. */
static void show_row(struct str *out, const struct block *block,
		     const struct sheet *sheet, size_t row, int cols)
{
	struct str line = STR_INIT, cell = STR_INIT;

	for (size_t i = 0; i < block->cells_n; i++) {
		const struct cell *c = &block->cell[i];
		bool labelled = i && block->cell[i - 1].label;

		if (c->label) {
			str_add(&cell, "【");
			add_label(&cell, c);
			str_add(&cell, "】");
			/* its value comes with it */
			if (i + 1 < block->cells_n && !block->cell[i + 1].label)
				continue;
		} else {
			if (line.len && !labelled)
				str_add(&cell, "｜");
			add_words(&cell, c, sheet, row);
			if (block->each != SHEET_ONCE)
				join_lines(&cell);
			trim_end(&cell);
		}
		if (text_width(line.buf, line.len) + 2 +
			    text_width(cell.buf, cell.len) >
		    cols)
			end_line(out, &line, cols);
		else if (line.len && labelled && !c->label)
			str_add(&line, "　");
		str_add(&line, cell.buf);
		str_reset(&cell);
	}
	end_line(out, &line, cols);
	str_release(&line);
	str_release(&cell);
}

static void show_words(struct str *out, const struct block *block,
		       const struct sheet *sheet, int cols)
{
	struct str words = STR_INIT;

	if (block->kind == BLOCK_HEADING)
		str_add(&words, "■ ");
	else if (block->kind == BLOCK_CUT)
		str_add(&words, "- - - ");
	add_words(&words, block->cell, sheet, 0);
	if (block->kind != BLOCK_PARA)
		str_addc(out, '\n');
	add_lines(out, &words, cols, block->kind == BLOCK_PARA ? INDENT : 0);
	str_release(&words);
}

static size_t rows_of(const struct block *block, const struct sheet *sheet)
{
	size_t n = sheet_rows(sheet, block->each);

	if (block->each == SHEET_ONCE)
		return 1;
	return sheet ? n : (size_t)block->each_blank;
}

void press_preview(const struct paper *paper, const struct sheet *sheet,
		   int cols, struct str *out)
{
	struct str title = STR_INIT;

	str_addf(&title, "%s%s%s", str_or_empty(paper->number),
		 paper->number ? "　" : "", paper->title);
	add_lines(out, &title, cols, 0);
	str_addc(out, '\n');
	for (size_t b = 0; b < paper->blocks_n; b++) {
		const struct block *block = &paper->block[b];
		size_t n = block->kind == BLOCK_ROW ? rows_of(block, sheet) : 0;

		if (!block_stands(block, sheet))
			continue;
		for (size_t row = 0; row < n; row++)
			show_row(out, block, sheet, row, cols);
		if (block->cells_n && block->kind != BLOCK_ROW)
			show_words(out, block, sheet, cols);
	}
	if (paper->foot.parts_n) {
		str_reset(&title);
		str_addc(out, '\n');
		add_words(&title, &paper->foot, sheet, 0);
		add_lines(out, &title, cols, 0);
	}
	str_release(&title);
}
