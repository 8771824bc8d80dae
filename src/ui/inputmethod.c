/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/inputmethod.h"

#include <string.h>

#include "text/width.h"
#include "ui/frame.h"
#include "ui/term.h"

static const struct input_method *method;
static void *method_self;

/* Where typing goes, as it was told to the method. */
static struct {
	const struct window *win;
	const void *id;
	bool here, writing;
	bool hidden; /* behind a lock */
} at;

static struct input_seen seen;
static const struct input_key *paused_keys; /* shown since the last pause */

/* The list as it was painted; rows_n 0: it was not. */
static struct list {
	int row, col, rows_n, cols;
	size_t page;
} painted;

void ui_set_input_method(const struct input_method *m, void *self)
{
	method = m;
	method_self = self;
	at.win = NULL;
	at.here = at.writing = false;
	seen = (struct input_seen){ 0 };
}

bool inputmethod_there(void)
{
	return method;
}

bool inputmethod_writing(void)
{
	return at.writing;
}

void inputmethod_hide(bool hide)
{
	at.hidden = hide;
}

void inputmethod_follow(struct window *win)
{
	struct text_place place = { 0 };
	const struct view_text *text = win->view->text;
	bool here;

	if (at.hidden)
		return;
	here = method && text && text->place(win, &place);
	if (here == at.here && (!here || (win == at.win && place.id == at.id)))
		return;
	at.win = win;
	at.id = place.id;
	at.here = here;
	at.writing = false;
	seen = (struct input_seen){ 0 };
	paused_keys = NULL;
	if (!here)
		return;
	method->enter(method_self, place.input, place.private);
	method->look(method_self, &seen);
}

/* Finished text goes where it was written. */
static unsigned take(struct window *win)
{
	const struct view_text *view = win->view->text;
	struct str text = STR_INIT, reading = STR_INIT;
	unsigned flags = VIEW_IGNORED;

	while (method->take(method_self, &text, &reading)) {
		view->write(win, "", 0, 0, 0, 0);
		at.writing = false;
		flags |= view->finish(win, text.buf, reading.buf);
	}
	str_release(&text);
	str_release(&reading);
	return flags;
}

static void show(struct window *win)
{
	method->look(method_self, &seen);
	if (seen.len || at.writing)
		win->view->text->write(win, seen.text, seen.len, seen.cursor,
				       seen.mark, seen.mark_len);
	at.writing = seen.len;
}

bool inputmethod_event(struct window *win, const struct event *ev,
		       unsigned *flags)
{
	const char *again, *complaint;
	bool taken;

	inputmethod_follow(win);
	if (!at.here || at.hidden)
		return false;
	again = method->again(method_self, ev);
	if (again && !win->view->text->take_back(win, again))
		return true;
	taken = method->event(method_self, ev);
	*flags |= take(win);
	show(win);
	complaint = method->complaint(method_self);
	if (complaint)
		ui_message(complaint, true);
	if (taken)
		*flags |= VIEW_HANDLED;
	return taken;
}

void inputmethod_idle(void)
{
	if (at.here)
		method->idle(method_self);
	paused_keys = seen.keys;
}

const char *inputmethod_letter(void)
{
	return at.here && !at.hidden ? seen.letter : NULL;
}

const struct input_key *inputmethod_keys(void)
{
	if (!at.here || at.hidden)
		return NULL;
	return seen.converting ? seen.keys : paused_keys;
}

bool inputmethod_converting(void)
{
	return at.here && !at.hidden && seen.converting;
}

/* ---- the list ---- */

#define NUMBER_COLS 3 /* ">1 " in front of a candidate */

static int row_cols(const struct input_row *row)
{
	int cols = NUMBER_COLS + text_width(row->text, strlen(row->text));

	if (row->note)
		cols += 2 + text_width(row->note, strlen(row->note));
	return cols + 1;
}

static void place_text(struct str *out)
{
	if (seen.pages_n > 1)
		str_addf(out, " %zu/%zu ", seen.page + 1, seen.pages_n);
}

/* Beside what is being written: below it, or above where there is no room. */
static void lay_out(struct window *win, struct list *list)
{
	struct str place = STR_INIT;
	int row = 0, col = 0, below;

	*list = (struct list){ .rows_n = (int)seen.rows_n, .page = seen.page };
	if (!list->rows_n)
		return;
	place_text(&place);
	win->view->cursor(win, &row, &col);
	for (size_t i = 0; i < seen.rows_n; i++) {
		int cols = row_cols(&seen.row[i]);

		if (i + 1 == seen.rows_n)
			cols += (int)place.len;
		list->cols = cols > list->cols ? cols : list->cols;
	}
	if (list->cols > term_cols())
		list->cols = term_cols();
	/* The candidates stand under what they are for. */
	list->col = col > NUMBER_COLS ? col - NUMBER_COLS : 0;
	if (list->col + list->cols > term_cols())
		list->col = term_cols() - list->cols;
	below = row + win->view->text->rows(win);
	list->row = below + list->rows_n <= term_rows() - 2
			    ? below
			    : row - list->rows_n;
	if (list->row < 0)
		list->row = 0;
	str_release(&place);
}

bool inputmethod_bared(void)
{
	struct list now = { 0 };

	if (!painted.rows_n)
		return false;
	if (at.here && !at.hidden && seen.rows_n)
		lay_out((struct window *)at.win, &now);
	return now.rows_n != painted.rows_n || now.cols != painted.cols ||
	       now.row != painted.row || now.col != painted.col;
}

static void draw_row(const struct list *list, size_t i)
{
	const struct input_row *row = &seen.row[i];
	struct str text = STR_INIT, place = STR_INIT;

	/* The mark stands outside what is reversed: moving it costs least. */
	paint_text(list->row + (int)i, list->col, 1, ATTR_NORMAL,
		   i == seen.row_current ? ">" : " ");
	str_addf(&text, "%zu %s", i + 1, row->text);
	if (row->note)
		str_addf(&text, "  %s", row->note);
	paint_text(list->row + (int)i, list->col + 1, list->cols - 1, ATTR_LIST,
		   text.buf);
	if (i + 1 == seen.rows_n)
		place_text(&place);
	paint_add(list->row + (int)i, list->col + list->cols - (int)place.len,
		  (int)place.len, ATTR_LIST, place.buf);
	str_release(&text);
	str_release(&place);
}

void inputmethod_draw(struct window *win)
{
	if (at.hidden) {
		painted.rows_n = 0;
		return;
	}
	lay_out(win, &painted);
	for (size_t i = 0; i < seen.rows_n; i++)
		draw_row(&painted, i);
}
