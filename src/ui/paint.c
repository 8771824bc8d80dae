/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/paint.h"

#include <ncurses.h>
#include <string.h>
#include <wchar.h>

#include "form/screen.h"
#include "text/charset.h"
#include "text/utf8.h"
#include "text/width.h"
#include "ui/term.h"

/* How things look with colours and without: a colour never says anything
 * that is not said without it. */
static const struct look {
	attr_t plain;
	short colour; /* foreground with colours, -1: the terminal's own */
} looks[ATTR_N] = {
	[ATTR_NORMAL] = { A_NORMAL, -1 },
	[ATTR_TITLE] = { A_REVERSE, -1 },
	[ATTR_LABEL] = { A_NORMAL, -1 },
	[ATTR_FIELD] = { A_NORMAL, -1 },
	[ATTR_FIELD_MARK] = { A_REVERSE, -1 },
	[ATTR_FIELD_BAD] = { A_REVERSE, COLOR_RED },
	[ATTR_FIELD_WANTED] = { A_UNDERLINE, -1 },
	[ATTR_WRITING] = { A_UNDERLINE, -1 },
	[ATTR_WRITING_SEGMENT] = { A_REVERSE, -1 },
	[ATTR_LIST] = { A_REVERSE, -1 },
	[ATTR_HEADER] = { A_BOLD, -1 },
	[ATTR_ROW] = { A_NORMAL, -1 },
	[ATTR_ROW_MARK] = { A_REVERSE, -1 },
	[ATTR_DUTY] = { A_BOLD, COLOR_RED },
	[ATTR_MESSAGE] = { A_NORMAL, -1 },
	[ATTR_MESSAGE_BAD] = { A_BOLD, COLOR_RED },
	[ATTR_KEYBAR] = { A_NORMAL, -1 },
	[ATTR_KEYBAR_KEY] = { A_REVERSE, -1 },
	[ATTR_POPUP] = { A_NORMAL, -1 },
	[ATTR_QUIET] = { A_NORMAL, -1 },
};

static attr_t attrs[ATTR_N];
static short pairs[ATTR_N];

void paint_start(void)
{
	bool colours = has_colors() && start_color() == OK &&
		       use_default_colors() == OK;
	short pair = 0;

	for (int i = 0; i < ATTR_N; i++) {
		attrs[i] = looks[i].plain;
		pairs[i] = 0;
		if (colours && looks[i].colour >= 0 &&
		    init_pair((short)(pair + 1), looks[i].colour, -1) == OK)
			pairs[i] = ++pair;
	}
}

static void set_look(enum attr attr)
{
	attr_set(attrs[attr], pairs[attr], NULL);
}

/* What is seen through a rectangle that may reach over the edge. */
static int clip_cols(int row, int col, int width_cols)
{
	if (row < 0 || row >= term_rows() || col < 0 || col >= term_cols())
		return 0;
	return width_cols < term_cols() - col ? width_cols : term_cols() - col;
}

static int cell_cols(int row, int col)
{
	wchar_t wide[CCHARW_MAX + 1] = { 0 };
	cchar_t cell;
	attr_t attr;
	short pair;

	if (mvin_wch(row, col, &cell) == ERR ||
	    getcchar(&cell, wide, &attr, &pair, NULL) == ERR)
		return 1;
	return wcwidth(wide[0]) == 2 ? 2 : 1;
}

/* Both halves of a wide character look alike to curses: count from the left. */
static bool wide_begins(int row, int col)
{
	int at = 0;

	if (cell_cols(row, col) != 2)
		return false;
	while (at < col)
		at += cell_cols(row, at);
	return at == col;
}

/*
 * The wide character that begins before col or goes on behind the last cell
 * is about to lose a half: blank it whole, without the look of what comes.
 */
static void free_edges(int row, int col, int cols_n)
{
	int edge[] = { col - 1, col + cols_n - 1 };
	attr_t attr;
	short pair;

	attr_get(&attr, &pair, NULL);
	attr_set(A_NORMAL, 0, NULL);
	for (size_t i = 0; i < 2; i++)
		if (edge[i] >= 0 && edge[i] + 1 < term_cols() &&
		    wide_begins(row, edge[i]))
			mvaddstr(row, edge[i], "  ");
	attr_set(attr, pair, NULL);
}

/* Characters of one clipped piece; controls are shown, not obeyed. */
static void put(const char *utf8, size_t len)
{
	wchar_t wide[SCREEN_COLS * 2];
	int n = 0;
	size_t used;

	for (size_t pos = 0; pos < len; pos += used) {
		uint32_t c = utf8_decode(utf8 + pos, len - pos, &used);

		if (n == (int)(sizeof(wide) / sizeof(*wide))) {
			addnwstr(wide, n);
			n = 0;
		}
		wide[n++] = text_cols_of(c) < 0 ? L'?' : (wchar_t)c;
	}
	addnwstr(wide, n);
}

static void blank(int cols_n)
{
	cchar_t cell;
	attr_t attr;
	short pair;

	if (cols_n <= 0)
		return;
	attr_get(&attr, &pair, NULL);
	setcchar(&cell, L" ", attr, pair, NULL);
	hline_set(&cell, cols_n);
}

int paint_add(int row, int col, int width_cols, enum attr attr,
	      const char *utf8)
{
	int cols;
	size_t fit;

	width_cols = clip_cols(row, col, width_cols);
	fit = text_clip(utf8, strlen(utf8), width_cols, &cols);
	if (!fit)
		return 0;
	set_look(attr);
	free_edges(row, col, cols);
	move(row, col);
	put(utf8, fit);
	return cols;
}

void paint_text(int row, int col, int width_cols, enum attr attr,
		const char *utf8)
{
	int cols;
	size_t fit;

	width_cols = clip_cols(row, col, width_cols);
	if (width_cols <= 0)
		return;
	fit = text_clip(utf8, strlen(utf8), width_cols, &cols);
	set_look(attr);
	free_edges(row, col, width_cols);
	move(row, col);
	put(utf8, fit);
	blank(width_cols - cols);
}

void paint_look(int row, int col, int cols_n, enum attr attr)
{
	cols_n = clip_cols(row, col, cols_n);
	if (cols_n > 0)
		mvchgat(row, col, cols_n, attrs[attr], pairs[attr], NULL);
}

void paint_fill(int row, int col, int rows_n, int cols_n, enum attr attr)
{
	for (int i = 0; i < rows_n; i++)
		paint_text(row + i, col, cols_n, attr, "");
}

/* Where a line character would be two cells wide, or would take the place of
 * the kanji (convert.h), lines are drawn with what every terminal has. */
static void draw_ascii_line(int row, int col, uint8_t directions)
{
	bool upright = directions & (LINE_UP | LINE_DOWN);
	bool level = directions & (LINE_LEFT | LINE_RIGHT);

	mvaddch(row, col, upright && level ? '+' : upright ? '|' : '-');
}

void paint_line(int row, int col, enum attr attr, uint8_t directions)
{
	const cchar_t *cell;

	if (clip_cols(row, col, 1) < 1)
		return;
	switch (directions) {
	case LINE_UP | LINE_DOWN:
		cell = WACS_VLINE;
		break;
	case LINE_DOWN | LINE_RIGHT:
		cell = WACS_ULCORNER;
		break;
	case LINE_DOWN | LINE_LEFT:
		cell = WACS_URCORNER;
		break;
	case LINE_UP | LINE_RIGHT:
		cell = WACS_LLCORNER;
		break;
	case LINE_UP | LINE_LEFT:
		cell = WACS_LRCORNER;
		break;
	case LINE_UP | LINE_DOWN | LINE_RIGHT:
		cell = WACS_LTEE;
		break;
	case LINE_UP | LINE_DOWN | LINE_LEFT:
		cell = WACS_RTEE;
		break;
	case LINE_DOWN | LINE_LEFT | LINE_RIGHT:
		cell = WACS_TTEE;
		break;
	case LINE_UP | LINE_LEFT | LINE_RIGHT:
		cell = WACS_BTEE;
		break;
	case LINE_UP | LINE_DOWN | LINE_LEFT | LINE_RIGHT:
		cell = WACS_PLUS;
		break;
	default:
		cell = WACS_HLINE;
		break;
	}
	set_look(attr);
	free_edges(row, col, 1);
	if (text_utf8_terminal())
		mvadd_wch(row, col, cell);
	else
		draw_ascii_line(row, col, directions);
}

void paint_box(int row, int col, int rows_n, int cols_n, enum attr attr)
{
	int last_row = row + rows_n - 1, last_col = col + cols_n - 1;

	paint_line(row, col, attr, LINE_DOWN | LINE_RIGHT);
	paint_line(row, last_col, attr, LINE_DOWN | LINE_LEFT);
	paint_line(last_row, col, attr, LINE_UP | LINE_RIGHT);
	paint_line(last_row, last_col, attr, LINE_UP | LINE_LEFT);
	for (int i = col + 1; i < last_col; i++) {
		paint_line(row, i, attr, LINE_LEFT | LINE_RIGHT);
		paint_line(last_row, i, attr, LINE_LEFT | LINE_RIGHT);
	}
	for (int i = row + 1; i < last_row; i++) {
		paint_line(i, col, attr, LINE_UP | LINE_DOWN);
		paint_line(i, last_col, attr, LINE_UP | LINE_DOWN);
	}
}

void paint_erase(void)
{
	erase();
}

void paint_cursor(int row, int col)
{
	move(row, col);
}
