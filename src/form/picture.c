/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The drawing: finds boxes, turns - | + into lines, refuses what would not
 * stand the same on every terminal. Columns are display cells.
 */
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "form/parts.h"
#include "text/utf8.h"
#include "text/width.h"

/* The words that end at the end of s: behind the last box or double space. */
static char *words_before(const struct str *s)
{
	size_t end = s->len, start;

	while (end && s->buf[end - 1] == ' ')
		end--;
	start = end;
	while (start && s->buf[start - 1] != ']' &&
	       !(s->buf[start - 1] == ' ' && start > 1 &&
		 s->buf[start - 2] == ' '))
		start--;
	while (start < end && s->buf[start] == ' ')
		start++;
	return xstrndup(s->buf + start, end - start);
}

static struct box *find_box(struct picture *p, const char *name, size_t len)
{
	for (size_t i = 0; i < p->n; i++)
		if (strlen(p->box[i].name) == len &&
		    !memcmp(p->box[i].name, name, len))
			return &p->box[i];
	return NULL;
}

/* A box at s ("[name   ]"); its bytes, or 0 after a fault. */
static size_t read_box(struct reader *r, const char *s, int col, int at,
		       const struct str *before)
{
	int row = r->screen->rows_n;
	size_t n = name_len(s + 1);
	size_t blanks = strspn(s + 1 + n, " ");
	int width = (int)(n + blanks);
	struct picture *p = &r->picture;
	struct box *box;

	if (!n || s[1 + n + blanks] != ']') {
		fault(r, at,
		      _("a box is [name   ]: a name of a-z, 0-9 and _, blanks, "
			"and ]"));
		return 0;
	}
	box = find_box(p, s + 1, n);
	if (box && box->row + box->rows_n == row && box->col == col + 1 &&
	    box->width_cols == width) {
		box->rows_n++;
	} else if (box) {
		fault(r, at,
		      _("[%s] is also on line %d; the rows of one box stand "
			"directly under each other, equally wide"),
		      box->name, box->line);
	} else {
		ALLOC_GROW(p->box, p->n + 1, p->alloc);
		p->box[p->n++] = (struct box){
			.name = xstrndup(s + 1, n),
			.words = words_before(before),
			.line = r->lines.no,
			.row = row,
			.col = col + 1,
			.rows_n = 1,
			.width_cols = width,
		};
	}
	return n + blanks + 2;
}

/* Why may this character not stand in a picture? NULL when it may. */
static const char *refusal(uint32_t c)
{
	char utf8[UTF8_MAX_LEN];
	size_t len = utf8_encode(c, utf8);

	if (c == '\t')
		return _("a tab; columns are drawn with spaces");
	if (c < ' ' || (c >= 0x7f && c < 0xa0))
		return _("a control character");
	if (text_is_ambiguous(c))
		return _(
			"this character is one cell wide on some terminals and "
			"two on others; draw with - | + and plain kanji or "
			"kana");
	if (text_width(utf8, len) == 0)
		return _("a character without a width");
	return NULL;
}

void picture_row(struct reader *r, const char *text)
{
	struct str drawn = STR_INIT, words = STR_INIT;
	size_t len = strlen(text), pos = 0;
	int col = 0, at = 1; /* at: characters, for faults */
	bool ok = true;

	if (!utf8_valid(text, len)) {
		fault(r, 0, _("this line is not UTF-8"));
		return;
	}
	if (r->screen->rows_n == SCREEN_ROWS) {
		fault(r, 0,
		      _("a picture has at most %d rows: the terminal's 24 less "
			"title, message and key bar"),
		      SCREEN_ROWS);
		return;
	}
	while (pos < len && ok) {
		size_t n;
		uint32_t c = utf8_decode(text + pos, len - pos, &n);
		const char *why = refusal(c);

		if (why) {
			fault(r, at, "%s", why);
			ok = false;
		} else if (c == '[') {
			n = read_box(r, text + pos, col, at, &words);
			str_addn(&drawn, text + pos, n ? 1 : 0);
			for (size_t i = 2; i < n; i++)
				str_addc(&drawn, ' ');
			str_add(&drawn, n ? "]" : "");
			ok = n > 0;
			col += (int)n;
			at += (int)n;
		} else {
			str_addn(&drawn, text + pos, n);
			col += text_width(text + pos, n);
			at++;
		}
		str_addn(&words, text + pos, n);
		pos += n;
	}
	if (ok && col > SCREEN_COLS)
		fault(r, SCREEN_COLS + 1,
		      _("this row is %d cells wide; a screen has %d"), col,
		      SCREEN_COLS);
	while (drawn.len && drawn.buf[drawn.len - 1] == ' ')
		str_setlen(&drawn, drawn.len - 1);
	r->screen->row[r->screen->rows_n++].text = str_detach(&drawn);
	str_release(&words);
}

/* The drawing as one byte a cell; wide characters fill two. */
static void grid_of(const struct screen *s, char grid[][SCREEN_COLS])
{
	memset(grid, ' ', SCREEN_ROWS * SCREEN_COLS);
	for (int row = 0; row < s->rows_n; row++) {
		const char *t = s->row[row].text;
		size_t len = strlen(t), pos = 0, next;
		int col = 0;

		for (; pos < len && col < SCREEN_COLS; pos = next) {
			next = utf8_next(t, len, pos);
			grid[row][col] = next - pos == 1 ? t[pos] : ' ';
			col += text_width(t + pos, next - pos);
		}
	}
}

static bool flat(char c)
{
	return c == '-' || c == '+';
}

static bool upright(char c)
{
	return c == '|' || c == '+';
}

static uint8_t joins(char grid[][SCREEN_COLS], int row, int col)
{
	char c = grid[row][col];
	uint8_t bits = 0;

	if (flat(c) && col > 0 && flat(grid[row][col - 1]))
		bits |= LINE_LEFT;
	if (flat(c) && col + 1 < SCREEN_COLS && flat(grid[row][col + 1]))
		bits |= LINE_RIGHT;
	if (upright(c) && row > 0 && upright(grid[row - 1][col]))
		bits |= LINE_UP;
	if (upright(c) && row + 1 < SCREEN_ROWS && upright(grid[row + 1][col]))
		bits |= LINE_DOWN;
	/* The end of a run goes through its own cell. */
	if (bits && c == '-')
		bits = LINE_LEFT | LINE_RIGHT;
	if (bits && c == '|')
		bits = LINE_UP | LINE_DOWN;
	return bits;
}

static void blank_lines(struct screen_row *row)
{
	size_t len = strlen(row->text), pos = 0, next;
	int col = 0;

	for (; pos < len && col < SCREEN_COLS; pos = next) {
		next = utf8_next(row->text, len, pos);
		if (next - pos == 1 && row->line[col])
			row->text[pos] = ' ';
		col += text_width(row->text + pos, next - pos);
	}
	while (len && row->text[len - 1] == ' ')
		row->text[--len] = '\0';
}

void picture_end(struct reader *r)
{
	char grid[SCREEN_ROWS][SCREEN_COLS];
	struct screen *s = r->screen;

	grid_of(s, grid);
	for (int row = 0; row < s->rows_n; row++)
		for (int col = 0; col < SCREEN_COLS; col++)
			s->row[row].line[col] = joins(grid, row, col);
	for (int row = 0; row < s->rows_n; row++)
		blank_lines(&s->row[row]);
}

void picture_release(struct picture *p)
{
	for (size_t i = 0; i < p->n; i++) {
		free(p->box[i].name);
		free(p->box[i].words);
	}
	free(p->box);
}
