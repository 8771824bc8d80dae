/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/dialog.h"

#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "form/edit.h"
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

/* ---- a question in a box, wrapped; returns the rows it took ---- */

static int draw_wrapped(int row, int col, int cols, const struct wrap *wrap,
			const char *text)
{
	struct str line = STR_INIT;

	for (size_t i = 0; i < wrap->n; i++) {
		str_reset(&line);
		str_addn(&line, text + wrap->lines[i].pos, wrap->lines[i].len);
		paint_text(row + (int)i, col, cols, ATTR_POPUP, line.buf);
	}
	str_release(&line);
	return (int)wrap->n;
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
	draw_wrapped(ask->row, ask->col, DIALOG_COLS, &ask->wrap,
		     ask->question);
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

/* ---- a line of text ---- */

struct ask_text {
	const char *question;
	struct wrap wrap;
	struct edit edit;
	const char *first; /* what it began with */
	enum field_input input;
	size_t scroll;
	int row, col;
};

/* A part of what an input method is at, as far as it is seen. */
static void draw_writing(const struct ask_text *t, size_t from, size_t len,
			 enum attr attr)
{
	const char *s = edit_seen(&t->edit)->buf;
	size_t begin = t->edit.pos + from, end = begin + len;
	int col, cols = DIALOG_COLS - 2;

	if (begin < t->scroll)
		begin = t->scroll;
	if (end <= begin)
		return;
	col = text_width(s + t->scroll, begin - t->scroll);
	if (text_width(s + begin, end - begin) < cols - col)
		cols = col + text_width(s + begin, end - begin);
	if (col < cols)
		paint_add(t->row, t->col + 1 + col, cols - col, attr,
			  s + begin);
}

static void text_draw(struct window *win, bool all)
{
	struct ask_text *t = win->data;

	if (all) {
		wrap_text(&t->wrap, t->question, strlen(t->question),
			  DIALOG_COLS);
		frame_popup((int)t->wrap.n + 2, DIALOG_COLS, NULL, &t->row,
			    &t->col);
		t->row += draw_wrapped(t->row, t->col, DIALOG_COLS, &t->wrap,
				       t->question) +
			  1;
		paint_add(t->row, t->col, 1, ATTR_POPUP, "[");
		paint_add(t->row, t->col + DIALOG_COLS - 1, 1, ATTR_POPUP, "]");
	}
	t->scroll = edit_scroll(&t->edit, t->scroll, DIALOG_COLS - 2);
	paint_text(t->row, t->col + 1, DIALOG_COLS - 2, ATTR_FIELD,
		   edit_seen(&t->edit)->buf + t->scroll);
	if (t->edit.writing_len) {
		draw_writing(t, 0, t->edit.writing_len, ATTR_WRITING);
		draw_writing(t, t->edit.mark, t->edit.mark_len,
			     ATTR_WRITING_SEGMENT);
	}
}

static void text_cursor(struct window *win, int *row, int *col)
{
	const struct ask_text *t = win->data;

	*row = t->row;
	*col = t->col + 1 +
	       text_width(edit_seen(&t->edit)->buf + t->scroll,
			  edit_seen_pos(&t->edit) - t->scroll);
}

static unsigned text_edit(struct window *win, enum op op)
{
	static bool (*const edits[OP_N])(struct edit *) = {
		[OP_LEFT] = edit_left,           [OP_RIGHT] = edit_right,
		[OP_HOME] = edit_home,           [OP_END] = edit_end,
		[OP_BACKSPACE] = edit_backspace, [OP_DELETE] = edit_delete,
		[OP_KILL] = edit_kill,           [OP_CLEAR] = edit_clear,
		[OP_UNDO] = edit_undo,
	};
	struct ask_text *t = win->data;

	edits[op](&t->edit);
	return VIEW_HANDLED;
}

static unsigned text_take(struct window *win, enum op op)
{
	return ui_leave(win, 0);
}

static unsigned text_back(struct window *win, enum op op)
{
	return ui_leave(win, -1);
}

static unsigned text_insert(struct ask_text *t, const char *utf8, size_t len,
			    size_t lost_n)
{
	struct edit_taken taken = edit_insert(&t->edit, utf8, len);
	char *sentence;

	taken.left_out_n += lost_n;
	if (taken.left_out_n) {
		sentence = xstrfmt(_("%zu characters were left out: there is "
				     "room for %zu."),
				   taken.left_out_n, t->edit.limit_n);
		ui_message(sentence, true);
		free(sentence);
	}
	return VIEW_HANDLED;
}

static unsigned text_key(struct window *win, const struct event *ev, enum op op)
{
	if (ev->kind != EVENT_TEXT && ev->kind != EVENT_PASTE)
		return VIEW_IGNORED;
	return text_insert(win->data, ev->text, ev->text_len, ev->lost_n);
}

/* What was typed here is nowhere else yet. */
static bool text_settle(struct window *win)
{
	const struct ask_text *t = win->data;

	return streq(t->edit.text.buf, t->first);
}

static bool text_place(struct window *win, struct text_place *place)
{
	const struct ask_text *t = win->data;

	/* A question may be about anybody. */
	*place = (struct text_place){ t, t->input, true };
	return true;
}

static void text_write(struct window *win, const char *utf8, size_t len,
		       size_t cursor, size_t mark, size_t mark_len)
{
	struct ask_text *t = win->data;

	edit_write(&t->edit, utf8, len, cursor, mark, mark_len);
}

static int text_rows(struct window *win)
{
	return 1;
}

static unsigned text_finish(struct window *win, const char *utf8,
			    const char *reading)
{
	return text_insert(win->data, utf8, strlen(utf8), 0);
}

static bool text_take_back(struct window *win, const char *utf8)
{
	struct ask_text *t = win->data;

	return edit_take_back(&t->edit, utf8);
}

static const struct view_text text_text = {
	.place = text_place,
	.write = text_write,
	.rows = text_rows,
	.finish = text_finish,
	.take_back = text_take_back,
};

static const struct binding text_bindings[] = {
	{ .op = OP_ENTER, .label = N_("Take"), .fn = text_take },
	{ .op = OP_BACK, .label = N_("Back"), .fn = text_back },
	{ .op = OP_CANCEL, .fn = text_back },
	{ .op = OP_LEFT, .fn = text_edit },
	{ .op = OP_RIGHT, .fn = text_edit },
	{ .op = OP_HOME, .fn = text_edit },
	{ .op = OP_END, .fn = text_edit },
	{ .op = OP_BACKSPACE, .fn = text_edit },
	{ .op = OP_DELETE, .fn = text_edit },
	{ .op = OP_KILL, .fn = text_edit },
	{ .op = OP_CLEAR, .fn = text_edit },
	{ .op = OP_UNDO, .fn = text_edit },
	{ .op = OP_NONE },
};

static const struct view text_view = {
	.name = "ask-text",
	.popup = true,
	.bindings = text_bindings,
	.text = &text_text,
	.settle = text_settle,
	.key = text_key,
	.draw = text_draw,
	.cursor = text_cursor,
};

int ui_ask_text(const char *question, size_t limit_n, enum field_input input,
		struct str *out)
{
	struct ask_text t = { .question = question,
			      .wrap = WRAP_INIT,
			      .first = out->buf,
			      .input = input };
	int rc;

	edit_init(&t.edit);
	edit_set(&t.edit, out->buf);
	t.edit.limit_n = limit_n;
	rc = ui_open(&text_view, &t);
	if (!rc)
		str_set(out, t.edit.text.buf);
	wrap_release(&t.wrap);
	edit_release(&t.edit);
	return rc ? -1 : 0;
}
