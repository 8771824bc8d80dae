/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/asksecret.h"

#include <string.h>

#include "base/i18n.h"
#include "base/secret.h"
#include "text/utf8.h"
#include "text/width.h"
#include "ui/frame.h"
#include "ui/term.h"

#define BOX_COLS 60
#define DOT      "・"
#define DOT_COLS 2
#define DOTS_MAX ((BOX_COLS - 2) / DOT_COLS - 1)

struct secret {
	const char *question;
	char *text;
	size_t len, size;
	int row, col;
};

/* So many dots as characters were typed, as far as there is room. */
static int dots_n(const struct secret *s)
{
	size_t n = utf8_count(s->text, s->len);

	return n < DOTS_MAX ? (int)n : DOTS_MAX;
}

static void draw(struct window *win, bool all)
{
	struct secret *s = win->data;
	struct str dots = STR_INIT;

	if (all) {
		frame_popup(2, BOX_COLS, NULL, &s->row, &s->col);
		paint_text(s->row, s->col, BOX_COLS, ATTR_POPUP, s->question);
		s->row++;
		paint_add(s->row, s->col, 1, ATTR_POPUP, "[");
		paint_add(s->row, s->col + BOX_COLS - 1, 1, ATTR_POPUP, "]");
	}
	for (int i = 0; i < dots_n(s); i++)
		str_add(&dots, DOT);
	paint_text(s->row, s->col + 1, BOX_COLS - 2, ATTR_FIELD, dots.buf);
	str_release(&dots);
}

static void cursor(struct window *win, int *row, int *col)
{
	const struct secret *s = win->data;

	*row = s->row;
	*col = s->col + 1 + dots_n(s) * DOT_COLS;
}

static unsigned key(struct window *win, const struct event *ev, enum op op)
{
	struct secret *s = win->data;

	if (ev->kind != EVENT_TEXT)
		return VIEW_IGNORED;
	if (s->len + ev->text_len < s->size) {
		memcpy(s->text + s->len, ev->text, ev->text_len);
		s->len += ev->text_len;
		s->text[s->len] = '\0';
	}
	return VIEW_HANDLED;
}

static unsigned backspace(struct window *win, enum op op)
{
	struct secret *s = win->data;

	s->len = utf8_prev(s->text, s->len);
	secret_wipe(s->text + s->len, s->size - s->len);
	return VIEW_HANDLED;
}

static unsigned clear(struct window *win, enum op op)
{
	struct secret *s = win->data;

	s->len = 0;
	secret_wipe(s->text, s->size);
	return VIEW_HANDLED;
}

static unsigned take(struct window *win, enum op op)
{
	return ui_leave(win, 0);
}

static unsigned back(struct window *win, enum op op)
{
	return ui_leave(win, -1);
}

static const struct binding bindings[] = {
	{ .op = OP_ENTER, .label = N_("Take"), .fn = take },
	{ .op = OP_BACK, .label = N_("Back"), .fn = back },
	{ .op = OP_CANCEL, .fn = back },
	{ .op = OP_BACKSPACE, .fn = backspace },
	{ .op = OP_CLEAR, .fn = clear },
	{ .op = OP_NONE },
};

static const struct view view = {
	.name = "ask-secret",
	.popup = true,
	.bindings = bindings,
	.key = key,
	.draw = draw,
	.cursor = cursor,
};

int ui_ask_secret(const char *question, char *out, size_t size,
		  const struct binding *more)
{
	struct secret s = { .question = question, .text = out, .size = size };
	int rc;

	secret_wipe(out, size);
	rc = ui_open_with(&view, &s, more, NULL);
	term_forget();
	return rc;
}
