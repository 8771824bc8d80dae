/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/frame.h"

#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "text/width.h"
#include "ui/inputmethod.h"
#include "ui/pager.h"
#include "ui/term.h"

#define MESSAGE_ROWS_MAX 3
#define LETTER_COLS      4 /* [あ], at the end of the message row */

static struct {
	struct str text;
	bool bad, dirty;
	int rows_n; /* painted last, 0: none */
} message = { .text = STR_INIT };

static const char *letter;                   /* of the mode, as painted */
static const struct input_key *keybar_input; /* as painted */

void frame_release(void)
{
	str_release(&message.text);
}

void frame_centre(int row, const char *utf8)
{
	int cols = text_width(utf8, strlen(utf8));
	int col = cols < term_cols() ? (term_cols() - cols) / 2 : 0;

	paint_text(row, col, term_cols() - col, ATTR_NORMAL, utf8);
}

void frame_lines(int row, int col, int cols, enum attr attr, const char *text,
		 const struct wrap *wrap, size_t lines_n)
{
	struct str line = STR_INIT;

	for (size_t i = 0; i < lines_n; i++) {
		str_reset(&line);
		str_addn(&line, text + wrap->lines[i].pos, wrap->lines[i].len);
		paint_text(row + (int)i, col, cols, attr, line.buf);
	}
	str_release(&line);
}

/* ---- message row ---- */

void ui_message(const char *sentence, bool bad)
{
	const char *text = str_or_empty(sentence);

	if (streq(text, message.text.buf) && message.bad == bad)
		return;
	str_set(&message.text, text);
	message.bad = bad;
	message.dirty = true;
}

void ui_hint(const char *sentence)
{
	if (!message.text.len)
		ui_message(sentence, false);
}

void frame_message_clear(void)
{
	ui_message(NULL, false);
}

static int message_cols(void)
{
	return term_cols() - 1 - (inputmethod_there() ? LETTER_COLS + 1 : 0);
}

static int message_rows(struct wrap *wrap)
{
	if (!message.text.len)
		return 0;
	wrap_text(wrap, message.text.buf, message.text.len, message_cols());
	return wrap->n < MESSAGE_ROWS_MAX ? (int)wrap->n : MESSAGE_ROWS_MAX;
}

bool frame_message_shrank(void)
{
	struct wrap wrap = WRAP_INIT;
	bool shrank = message.dirty && message.rows_n > 1 &&
		      message_rows(&wrap) < message.rows_n;

	wrap_release(&wrap);
	return shrank;
}

void frame_message_wipe(void)
{
	for (int i = 0; i < message.rows_n; i++)
		paint_text(term_rows() - 1 - message.rows_n + i, 0, term_cols(),
			   ATTR_NORMAL, "");
}

static void draw_message(void)
{
	enum attr attr = message.bad ? ATTR_MESSAGE_BAD : ATTR_MESSAGE;
	struct wrap wrap = WRAP_INIT;
	int n = message_rows(&wrap);

	if (!n)
		paint_text(term_rows() - 2, 0, term_cols(), ATTR_NORMAL, "");
	frame_lines(term_rows() - 1 - n, 0, term_cols(), attr, message.text.buf,
		    &wrap, (size_t)n);
	message.rows_n = n;
	message.dirty = false;
	wrap_release(&wrap);
}

void ui_working(const char *sentence)
{
	ui_message(sentence, false);
	draw_message();
	term_show();
}

void ui_message_err(struct err *err)
{
	if (strchr(err->text.buf, '\n'))
		ui_page_text(_("What went wrong"), err->text.buf);
	else
		ui_message(err->text.buf, true);
	err_reset(err);
}

static void draw_letter(void)
{
	struct str text = STR_INIT;

	letter = inputmethod_letter();
	if (letter) {
		str_addc(&text, '[');
		text_pad(&text, letter, LETTER_COLS - 2);
		str_addc(&text, ']');
		paint_text(term_rows() - 2, term_cols() - LETTER_COLS,
			   LETTER_COLS, ATTR_NORMAL, text.buf);
	}
	str_release(&text);
}

/* ---- key bar ---- */

/* Everything in the key bar, from left to right. */
struct keybar {
	const struct binding *of[2]; /* this window's, then its view's */
	bool help;
	int gap_cols; /* between two keys */
};

static int key_cols(const struct keybar *bar, enum op op, const char *label)
{
	return (int)strlen(op_key(op, term_f_keys())) +
	       text_width(label, strlen(label)) + bar->gap_cols;
}

/* One key and its words, if there is room; returns the next column. */
static int draw_key(const struct keybar *bar, int col, enum op op,
		    const char *label)
{
	const char *key = op_key(op, term_f_keys());
	int name_cols = (int)strlen(key), cols = key_cols(bar, op, label);
	int row = term_rows() - 1;

	if (col + cols > term_cols() + bar->gap_cols)
		return col;
	paint_add(row, col, name_cols, ATTR_KEYBAR_KEY, key);
	paint_add(row, col + name_cols, cols - name_cols, ATTR_KEYBAR, label);
	return col + cols;
}

static bool has_op(const struct binding *b, enum op op)
{
	for (; b && b->op != OP_NONE; b++)
		if (b->op == op)
			return true;
	return false;
}

/* Hand every key of the bar to fn; returns the column behind the last. */
static int each_key(const struct keybar *bar,
		    int (*fn)(const struct keybar *bar, int col, enum op op,
			      const char *label))
{
	int col = bar->help ? fn(bar, 0, OP_HELP, _("Help")) : 0;

	for (size_t i = 0; i < ARRAY_SIZE(bar->of); i++)
		for (const struct binding *b = bar->of[i];
		     b && b->op != OP_NONE; b++)
			if (b->label && (!i || !has_op(bar->of[0], b->op)))
				col = fn(bar, col, b->op, _(b->label));
	return col;
}

static int measure_key(const struct keybar *bar, int col, enum op op,
		       const char *label)
{
	return col + key_cols(bar, op, label);
}

/* What an input method takes while it converts. */
static void draw_input_keys(const struct input_key *keys)
{
	int row = term_rows() - 1, col = 0;

	for (; keys->key; keys++) {
		const char *key = term_f_keys() ? keys->key : keys->plain;

		col += paint_add(row, col, term_cols() - col, ATTR_KEYBAR_KEY,
				 key);
		col += paint_add(row, col, term_cols() - col, ATTR_KEYBAR,
				 _(keys->label)) +
		       1;
	}
}

static void draw_keybar(const struct window *win)
{
	struct keybar bar = {
		.of = { win->more, win->view->bindings },
		.help = !win->view->popup,
		.gap_cols = 2,
	};

	paint_text(term_rows() - 1, 0, term_cols(), ATTR_KEYBAR, "");
	keybar_input = inputmethod_keys();
	if (keybar_input) {
		draw_input_keys(keybar_input);
		return;
	}
	if (each_key(&bar, measure_key) > term_cols() + bar.gap_cols)
		bar.gap_cols = 1;
	each_key(&bar, draw_key);
}

void frame_draw(const struct window *win, bool all)
{
	if (all || keybar_input != inputmethod_keys())
		draw_keybar(win);
	if (all || message.dirty || letter != inputmethod_letter()) {
		draw_message();
		draw_letter();
	}
}

/* ---- title row ---- */

/* The name of a section can be long: it gives way to the person and the date.
 */
static void add_right(const struct ui_title *title, int room, struct str *out)
{
	static const char cut[] = "…";
	const char *section = str_or_empty(title->section);
	size_t len = strlen(section);
	struct str rest = STR_INIT;

	str_addf(&rest, "%s%s%s ", str_or_empty(title->who),
		 title->who && title->date ? "  " : "",
		 str_or_empty(title->date));
	room -= text_width(rest.buf, rest.len) + 1;
	if (text_width(section, len) > room) {
		room -= text_width(cut, strlen(cut));
		len = text_clip(section, len, room > 0 ? room : 0, NULL);
	}
	if (len) {
		str_addn(out, section, len);
		str_addf(out, "%s ", section[len] ? cut : "");
	}
	str_add(out, rest.buf);
	str_release(&rest);
}

void ui_draw_title(const struct ui_title *title)
{
	struct str left = STR_INIT, right = STR_INIT;
	int cols, room;

	str_addf(&left, " %s", str_or_empty(title->page));
	if (title->page_no)
		str_addf(&left, " %d/%d", title->page_no, title->pages_n);
	if (title->slot)
		str_addf(&left, "  %s", title->slot);
	room = term_cols() - text_width(left.buf, left.len) - 1;
	add_right(title, room, &right);
	if (text_width(right.buf, right.len) > room && title->who) {
		str_reset(&right);
		str_addf(&right, "%s ", title->who);
	}
	paint_text(0, 0, term_cols(), ATTR_TITLE, left.buf);
	cols = text_width(right.buf, right.len);
	if (cols <= room)
		paint_text(0, term_cols() - cols, cols, ATTR_TITLE, right.buf);
	str_release(&left);
	str_release(&right);
}

/* ---- boxes ---- */

void frame_popup(int rows_n, int cols_n, const char *title, int *row, int *col)
{
	*row = (term_rows() - rows_n) / 2;
	*col = (term_cols() - cols_n) / 2;
	paint_fill(*row - 1, *col - 2, rows_n + 2, cols_n + 4, ATTR_POPUP);
	paint_box(*row - 1, *col - 2, rows_n + 2, cols_n + 4, ATTR_POPUP);
	if (title)
		paint_add(*row - 1, *col, cols_n, ATTR_HEADER, title);
}
