/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/asktext.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "form/edit.h"
#include "text/width.h"
#include "text/wrap.h"
#include "ui/frame.h"
#include "ui/view.h"

#define BOX_COLS 60

struct asktext {
	const char *question;
	struct wrap wrap;
	struct edit edit;
	const char *first; /* what it began with */
	enum field_input input;
	size_t scroll;
	int row, col;
};

/* A part of what an input method is at, as far as it is seen. */
static void draw_writing(const struct asktext *t, size_t from, size_t len,
			 enum attr attr)
{
	const char *s = edit_seen(&t->edit)->buf;
	size_t begin = t->edit.pos + from, end = begin + len;
	int col, cols = BOX_COLS - 2;

	if (begin < t->scroll)
		begin = t->scroll;
	if (end <= begin)
		return;
	col = text_width(s + t->scroll, begin - t->scroll);
	if (text_width(s + begin, end - begin) < cols - col)
		cols = col + text_width(s + begin, end - begin);
	if (col < cols)
		paint_look(t->row, t->col + 1 + col, cols - col, attr);
}

static void draw(struct window *win, bool all)
{
	struct asktext *t = win->data;

	if (all) {
		wrap_text(&t->wrap, t->question, strlen(t->question), BOX_COLS);
		frame_popup((int)t->wrap.n + 2, BOX_COLS, NULL, &t->row,
			    &t->col);
		frame_lines(t->row, t->col, BOX_COLS, ATTR_POPUP, t->question,
			    &t->wrap, t->wrap.n);
		t->row += (int)t->wrap.n + 1;
		paint_add(t->row, t->col, 1, ATTR_POPUP, "[");
		paint_add(t->row, t->col + BOX_COLS - 1, 1, ATTR_POPUP, "]");
	}
	t->scroll = edit_scroll(&t->edit, t->scroll, BOX_COLS - 2);
	paint_text(t->row, t->col + 1, BOX_COLS - 2, ATTR_FIELD,
		   edit_seen(&t->edit)->buf + t->scroll);
	if (t->edit.writing_len) {
		draw_writing(t, 0, t->edit.writing_len, ATTR_WRITING);
		draw_writing(t, t->edit.mark, t->edit.mark_len,
			     ATTR_WRITING_SEGMENT);
	}
}

static void cursor(struct window *win, int *row, int *col)
{
	const struct asktext *t = win->data;

	*row = t->row;
	*col = t->col + 1 +
	       text_width(edit_seen(&t->edit)->buf + t->scroll,
			  edit_seen_pos(&t->edit) - t->scroll);
}

static unsigned edit_line(struct window *win, enum op op)
{
	static bool (*const edits[OP_N])(struct edit *) = {
		[OP_LEFT] = edit_left,           [OP_RIGHT] = edit_right,
		[OP_HOME] = edit_home,           [OP_END] = edit_end,
		[OP_BACKSPACE] = edit_backspace, [OP_DELETE] = edit_delete,
		[OP_KILL] = edit_kill,           [OP_CLEAR] = edit_clear,
		[OP_UNDO] = edit_undo,
	};
	struct asktext *t = win->data;

	edits[op](&t->edit);
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

static unsigned insert(struct asktext *t, const char *utf8, size_t len,
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

static unsigned key(struct window *win, const struct event *ev, enum op op)
{
	if (ev->kind != EVENT_TEXT && ev->kind != EVENT_PASTE)
		return VIEW_IGNORED;
	return insert(win->data, ev->text, ev->text_len, ev->lost_n);
}

/* What was typed here is nowhere else yet. */
static bool settle(struct window *win)
{
	const struct asktext *t = win->data;

	return streq(t->edit.text.buf, t->first);
}

static bool place_of(struct window *win, struct text_place *place)
{
	const struct asktext *t = win->data;

	/* A question may be about anybody. */
	*place = (struct text_place){ t, t->input, true };
	return true;
}

static void show_writing(struct window *win, const char *utf8, size_t len,
			 size_t cursor, size_t mark, size_t mark_len)
{
	struct asktext *t = win->data;

	edit_write(&t->edit, utf8, len, cursor, mark, mark_len);
}

static int writing_rows(struct window *win)
{
	return 1;
}

static unsigned finish(struct window *win, const char *utf8,
		       const char *reading)
{
	return insert(win->data, utf8, strlen(utf8), 0);
}

static bool take_back(struct window *win, const char *utf8)
{
	struct asktext *t = win->data;

	return edit_take_back(&t->edit, utf8);
}

static const struct view_text writing = {
	.place = place_of,
	.write = show_writing,
	.rows = writing_rows,
	.finish = finish,
	.take_back = take_back,
};

static const struct binding bindings[] = {
	{ .op = OP_ENTER, .label = N_("Take"), .fn = take },
	{ .op = OP_BACK, .label = N_("Back"), .fn = back },
	{ .op = OP_CANCEL, .fn = back },
	{ .op = OP_LEFT, .fn = edit_line },
	{ .op = OP_RIGHT, .fn = edit_line },
	{ .op = OP_HOME, .fn = edit_line },
	{ .op = OP_END, .fn = edit_line },
	{ .op = OP_BACKSPACE, .fn = edit_line },
	{ .op = OP_DELETE, .fn = edit_line },
	{ .op = OP_KILL, .fn = edit_line },
	{ .op = OP_CLEAR, .fn = edit_line },
	{ .op = OP_UNDO, .fn = edit_line },
	{ .op = OP_NONE },
};

static const struct view view = {
	.name = "ask-text",
	.popup = true,
	.bindings = bindings,
	.text = &writing,
	.settle = settle,
	.key = key,
	.draw = draw,
	.cursor = cursor,
};

int ui_ask_text(const char *question, size_t limit_n, enum field_input input,
		struct str *out)
{
	struct asktext t = { .question = question,
			     .wrap = WRAP_INIT,
			     .first = out->buf,
			     .input = input };
	int rc;

	edit_init(&t.edit);
	edit_set(&t.edit, out->buf);
	t.edit.limit_n = limit_n;
	rc = ui_open(&view, &t);
	if (!rc)
		str_set(out, t.edit.text.buf);
	wrap_release(&t.wrap);
	edit_release(&t.edit);
	return rc ? -1 : 0;
}
