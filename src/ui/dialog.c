/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/dialog.h"

#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "text/kana.h"
#include "text/width.h"
#include "text/wrap.h"
#include "ui/frame.h"
#include "ui/term.h"

#define DIALOG_COLS 60

static int width_of(const char *s)
{
	return text_width(s, strlen(s));
}

/* ---- yes or no ---- */

struct ask {
	const char *question;
	struct wrap wrap;
	int row, col;
};

static void ask_draw(struct window *win, bool all)
{
	struct ask *ask = win->data;
	int rows;

	if (!all)
		return;
	wrap_text(&ask->wrap, ask->question, strlen(ask->question),
		  DIALOG_COLS);
	rows = (int)ask->wrap.n + 2;
	frame_popup(rows, DIALOG_COLS, NULL, &ask->row, &ask->col);
	frame_lines(ask->row, ask->col, DIALOG_COLS, ATTR_POPUP, ask->question,
		    &ask->wrap, ask->wrap.n);
	ask->row += rows - 1;
	paint_text(ask->row, ask->col, DIALOG_COLS, ATTR_POPUP,
		   _("y: yes   n: no"));
}

static void ask_cursor(struct window *win, int *row, int *col)
{
	const struct ask *ask = win->data;

	*row = ask->row;
	*col = ask->col;
}

static unsigned ask_key(struct window *win, const struct event *ev, enum op op)
{
	char *plain;
	unsigned flags = VIEW_IGNORED;

	if (ev->kind != EVENT_TEXT)
		return VIEW_IGNORED;
	plain = ascii_narrow(ev->text);
	if (*plain == 'y' || *plain == 'Y')
		flags = ui_leave(win, ASK_YES);
	else if (*plain == 'n' || *plain == 'N')
		flags = ui_leave(win, ASK_NO);
	free(plain);
	return flags;
}

static unsigned refuse(struct window *win, enum op op)
{
	return ui_leave(win, ASK_NO);
}

static const struct binding ask_bindings[] = {
	{ .op = OP_BACK, .label = N_("No"), .fn = refuse },
	{ .op = OP_CANCEL, .fn = refuse },
	{ .op = OP_NONE },
};

static const struct view ask_view = {
	.name = "ask",
	.popup = true,
	.bindings = ask_bindings,
	.key = ask_key,
	.draw = ask_draw,
	.cursor = ask_cursor,
};

int ui_ask(const char *question)
{
	struct ask ask = { .question = question, .wrap = WRAP_INIT };
	int answer = ui_open(&ask_view, &ask);

	wrap_release(&ask.wrap);
	return answer == ASK_YES ? ASK_YES : ASK_NO;
}

/* ---- one of a list ---- */

struct choose {
	const char *title;
	const struct choice *choice;
	size_t n, current, top, seen;
	unsigned digits;
	int row, col;
};

static int choose_cols(const struct choose *c)
{
	int cols = width_of(c->title);

	for (size_t i = 0; i < c->n; i++) {
		int one = width_of(c->choice[i].label) + 4;

		if (one > cols)
			cols = one;
	}
	return cols < TERM_COLS - 8 ? cols : TERM_COLS - 8;
}

/* In the frame below: which of how many are seen. */
static void draw_place(const struct choose *c, int cols)
{
	char *place =
		xstrfmt(" %zu-%zu / %zu ", c->top + 1, c->top + c->seen, c->n);
	int len = (int)strlen(place);

	if (len < cols)
		paint_add(c->row + (int)c->seen, c->col + cols - len, len,
			  ATTR_HEADER, place);
	free(place);
}

static void choose_draw(struct window *win, bool all)
{
	struct choose *c = win->data;
	int cols = choose_cols(c);
	size_t room = (size_t)ui_body_rows() - 2;

	c->seen = c->n < room ? c->n : room;
	if (c->current < c->top)
		c->top = c->current;
	if (c->current >= c->top + c->seen)
		c->top = c->current - c->seen + 1;
	if (all)
		frame_popup((int)c->seen, cols, c->title, &c->row, &c->col);
	if (c->seen < c->n)
		draw_place(c, cols);
	for (size_t i = c->top; i < c->top + c->seen; i++) {
		char *text = xstrfmt("%2zu  %s", i + 1, c->choice[i].label);
		int row = c->row + (int)(i - c->top);
		bool current = i == c->current;

		paint_text(row, c->col - 1, 1,
			   current ? ATTR_ROW_MARK : ATTR_POPUP,
			   current ? ">" : "");
		paint_text(row, c->col, cols, ATTR_POPUP, text);
		free(text);
	}
}

static void choose_cursor(struct window *win, int *row, int *col)
{
	const struct choose *c = win->data;

	*row = c->row + (int)(c->current - c->top);
	*col = c->col;
}

static unsigned choose_move(struct window *win, enum op op)
{
	struct choose *c = win->data;
	bool up = op == OP_UP || op == OP_PREV;

	c->digits = 0;
	if (c->n)
		c->current = (c->current + (up ? c->n - 1 : 1)) % c->n;
	return VIEW_HANDLED;
}

static unsigned choose_take(struct window *win, enum op op)
{
	struct choose *c = win->data;

	return c->n ? ui_leave(win, (int)c->current) : VIEW_HANDLED;
}

static unsigned choose_back(struct window *win, enum op op)
{
	return ui_leave(win, -1);
}

static unsigned choose_number(struct window *win, unsigned digit)
{
	struct choose *c = win->data;
	unsigned n = c->digits * 10 + digit;

	c->digits = 0;
	if (n < 1 || n > c->n)
		return VIEW_HANDLED;
	c->current = n - 1;
	if (n * 10 > c->n)
		return ui_leave(win, (int)c->current);
	c->digits = n;
	return VIEW_HANDLED;
}

static unsigned choose_kana(struct window *win, const char *text)
{
	struct choose *c = win->data;

	c->digits = 0;
	for (size_t k = 1; k <= c->n; k++) {
		size_t i = (c->current + k) % c->n;
		const struct choice *one = &c->choice[i];

		if (kana_key(one->reading ? one->reading : one->label) ==
		    kana_key(text)) {
			c->current = i;
			break;
		}
	}
	return VIEW_HANDLED;
}

static unsigned choose_key(struct window *win, const struct event *ev,
			   enum op op)
{
	char *plain;
	unsigned flags;

	if (ev->kind != EVENT_TEXT)
		return VIEW_IGNORED;
	plain = ascii_narrow(ev->text);
	if (*plain >= '0' && *plain <= '9')
		flags = choose_number(win, (unsigned)(*plain - '0'));
	else if (*plain == ' ')
		flags = choose_take(win, op);
	else
		flags = choose_kana(win, plain);
	free(plain);
	return flags;
}

static const struct binding choose_bindings[] = {
	{ .op = OP_ENTER, .label = N_("Take"), .fn = choose_take },
	{ .op = OP_UP, .fn = choose_move },
	{ .op = OP_DOWN, .fn = choose_move },
	{ .op = OP_PREV, .fn = choose_move },
	{ .op = OP_NEXT, .fn = choose_move },
	{ .op = OP_BACK, .label = N_("Back"), .fn = choose_back },
	{ .op = OP_CANCEL, .fn = choose_back },
	{ .op = OP_NONE },
};

static const struct view choose_view = {
	.name = "choose",
	.popup = true,
	.bindings = choose_bindings,
	.key = choose_key,
	.draw = choose_draw,
	.cursor = choose_cursor,
};

int ui_choose(const char *title, const struct choice *choice, size_t n,
	      size_t current)
{
	struct choose c = { .title = title,
			    .choice = choice,
			    .n = n,
			    .current = current < n ? current : 0 };

	return ui_open(&choose_view, &c);
}
