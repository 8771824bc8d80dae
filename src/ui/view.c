/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stack of views and the one loop that runs them. */
#include "ui/view.h"

#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "ui/frame.h"
#include "ui/inputmethod.h"
#include "ui/pager.h"
#include "ui/term.h"

static struct window *top;
static bool (*watch)(void *data);
static void *watch_data;
static bool away; /* somebody else takes the terminal */

static struct {
	void (*fn)(void *data);
	void (*back)(void *data);
	void *data;
	int idle_s, seconds; /* without a key: allowed, passed */
	bool on;
} lock;

int ui_start(struct err *err)
{
	if (term_start(err))
		return -1;
	i18n_japanese();
	paint_start();
	return 0;
}

void ui_stop(void)
{
	term_stop();
	frame_release();
}

void ui_set_watch(bool (*changed)(void *data), void *data)
{
	watch = changed;
	watch_data = data;
}

char *ui_name_keys(const char *text)
{
	struct str named = STR_INIT;

	op_name_keys(text, term_f_keys(), &named);
	return str_detach(&named);
}

void ui_set_lock(void (*fn)(void *data), void (*back)(void *data), void *data,
		 int idle_s)
{
	lock.fn = fn;
	lock.back = back;
	lock.data = data;
	lock.idle_s = idle_s;
	lock.seconds = 0;
}

bool ui_walk_away(void)
{
	away = !inputmethod_writing();
	for (struct window *win = top; away && win; win = win->below)
		if (win->view->settle && !win->view->settle(win))
			away = false;
	if (away)
		frame_message_clear(); /* it was said to who goes */
	return away;
}

bool ui_come_back(void)
{
	bool was = away && !term_hung_up();

	away = false;
	return was;
}

/* Every view is to be left, with what is typed in it on disk. */
static bool leaving(void)
{
	return term_hung_up() || away;
}

unsigned ui_leave(struct window *win, int result)
{
	win->result = result;
	return VIEW_LEAVE;
}

/* ---- painting ---- */

static void paint_too_small(void)
{
	struct str text = STR_INIT;
	int row = term_rows() / 2;

	str_addf(&text, _("The window has %dx%d cells; %dx%d are needed."),
		 term_cols(), term_rows(), TERM_COLS, TERM_ROWS);
	paint_erase();
	frame_centre(row > 0 ? row - 1 : 0, text.buf);
	frame_centre(row > 0 ? row : 1,
		     _("Make it larger to go on; nothing is lost."));
	paint_cursor(term_rows() - 1, 0);
	str_release(&text);
}

static void paint_from(struct window *win)
{
	if (win->view->popup && win->below)
		paint_from(win->below);
	if (win->view->draw)
		win->view->draw(win, true);
	win->dirty = false;
}

/* Is there a page below a popup? */
static bool over_page(const struct window *win)
{
	while (win && win->view->popup)
		win = win->below;
	return win;
}

static bool any_dirty(void)
{
	for (struct window *win = top; win; win = win->below) {
		if (win->dirty)
			return true;
		if (!win->view->popup)
			break;
	}
	return false;
}

static void paint_cursor_of(struct window *win)
{
	int row = term_rows() - 1, col = 0;

	if (win->view->cursor)
		win->view->cursor(win, &row, &col);
	paint_cursor(row, col);
}

/* Also in a small window: what is hidden stays hidden. */
static void paint_bare(void)
{
	paint_erase();
	top->view->draw(top, true);
	paint_cursor_of(top);
}

static void paint_all(void)
{
	if (!top)
		return;
	if (top->view->bare) {
		paint_bare();
		return;
	}
	if (term_small()) {
		paint_too_small();
		top->dirty = true;
		return;
	}
	inputmethod_follow(top);
	if (frame_message_shrank() || inputmethod_bared())
		top->dirty = true;
	if (any_dirty()) {
		/* A question between two pages stands over the last one. */
		if (!top->view->popup || over_page(top))
			paint_erase();
		else
			frame_message_wipe();
		paint_from(top);
		frame_draw(top, true);
	} else {
		if (top->view->draw)
			top->view->draw(top, false);
		frame_draw(top, false);
	}
	inputmethod_draw(top);
	paint_cursor_of(top);
}

/* ---- events ---- */

static const struct binding *find_binding(const struct binding *b, enum op op)
{
	for (; b && b->op != OP_NONE; b++)
		if (b->op == op)
			return b;
	return NULL;
}

static bool settled(struct window *win)
{
	return !win->view->settle || win->view->settle(win);
}

static unsigned obey(struct window *win, const struct binding *b, enum op op)
{
	return b->fn ? b->fn(win, op) : ui_leave(win, (int)op);
}

static unsigned obey_key(struct window *win, const struct event *ev)
{
	enum op op = ev->kind == EVENT_KEY ? op_of_key(ev->key) : OP_NONE;
	const struct binding *b;

	if (op != OP_NONE) {
		b = find_binding(win->more, op);
		if (b)
			return settled(win) ? obey(win, b, op) : VIEW_HANDLED;
		b = find_binding(win->view->bindings, op);
		if (b)
			return obey(win, b, op);
	}
	switch (op) {
	case OP_HELP:
		ui_help(win);
		return VIEW_REFRESH;
	case OP_REDRAW:
		term_redraw();
		return VIEW_REFRESH;
	case OP_BACK:
		return settled(win) ? ui_leave(win, OP_BACK) : VIEW_HANDLED;
	default:
		return win->view->key ? win->view->key(win, ev, op)
				      : VIEW_IGNORED;
	}
}

/* Pages have keys that a question in their midst has not. */
static void say_unanswered(const struct window *win, const struct event *ev)
{
	struct str text = STR_INIT;

	if (!win->view->popup || ev->kind != EVENT_KEY || ev->key < KEY_F_1 ||
	    ev->key > KEY_F_10)
		return;
	str_addf(&text, _("Answer this first, or go back with %s."),
		 op_key(OP_BACK, term_f_keys()));
	ui_message(text.buf, false);
	str_release(&text);
}

static unsigned lock_now(void)
{
	if (!lock.fn || lock.on)
		return VIEW_IGNORED;
	lock.on = true;
	frame_message_clear();
	inputmethod_hide(true);
	lock.fn(lock.data);
	lock.on = false;
	lock.seconds = 0;
	if (lock.back && !leaving())
		lock.back(lock.data);
	inputmethod_hide(false);
	return VIEW_REFRESH;
}

static unsigned handle_key(struct window *win, const struct event *ev)
{
	unsigned flags = VIEW_IGNORED;

	lock.seconds = 0;
	if (ev->kind == EVENT_KEY && op_of_key(ev->key) == OP_LOCK)
		return lock_now();
	frame_message_clear();
	if (inputmethod_event(win, ev, &flags))
		return flags;
	flags |= obey_key(win, ev);
	if (flags == VIEW_IGNORED)
		say_unanswered(win, ev);
	return flags;
}

static unsigned handle_tick(struct window *win)
{
	unsigned flags = VIEW_IGNORED;

	inputmethod_idle();
	if (lock.idle_s && ++lock.seconds >= lock.idle_s && !lock.on)
		return lock_now();
	if (win->view->second)
		flags = win->view->second(win);
	/* What nobody looks at now is asked for again later. */
	if (win->view->tick && watch && watch(watch_data))
		flags |= win->view->tick(win);
	return flags;
}

static unsigned handle_resize(struct window *win)
{
	for (struct window *w = win; w; w = w->below)
		if (w->view->resize && !term_small())
			w->view->resize(w);
	return VIEW_REFRESH;
}

static unsigned handle(struct window *win, const struct event *ev)
{
	switch (ev->kind) {
	case EVENT_HANGUP:
		if (win->view->save)
			win->view->save(win);
		return ui_leave(win, UI_HANGUP);
	case EVENT_RESIZE:
		return handle_resize(win);
	case EVENT_TICK:
		return handle_tick(win);
	case EVENT_KEY:
	case EVENT_TEXT:
	case EVENT_PASTE:
		/* Nobody should have to answer what they cannot see. */
		if (term_small() && !win->view->bare)
			return VIEW_IGNORED;
		return handle_key(win, ev);
	case EVENT_NONE:
		break;
	}
	return VIEW_IGNORED;
}

static void run(struct window *win)
{
	unsigned flags = VIEW_REFRESH;

	while (!(flags & VIEW_LEAVE)) {
		struct event ev;

		if (flags & VIEW_REFRESH)
			win->dirty = true;
		/* While segments are shown Esc is what the key bar says. */
		term_esc_alone(inputmethod_converting());
		term_event(&ev, paint_all);
		flags = handle(win, &ev);
		if (leaving() && !(flags & VIEW_LEAVE)) {
			ev.kind = EVENT_HANGUP;
			flags = handle(win, &ev);
		}
	}
}

int ui_open_with(const struct view *view, void *data,
		 const struct binding *more, const char *help)
{
	struct window win = {
		.view = view,
		.data = data,
		.more = more,
		.help = help,
		.below = top,
	};

	if (leaving())
		return UI_HANGUP;
	top = &win;
	if (view->open)
		view->open(&win);
	run(&win);
	if (view->close)
		view->close(&win);
	top = win.below;
	if (top)
		top->dirty = true;
	return win.result;
}

int ui_open(const struct view *view, void *data)
{
	return ui_open_with(view, data, NULL, NULL);
}

int ui_body_rows(void)
{
	return term_rows() - 3;
}
