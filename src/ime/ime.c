/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ime/ime.h"

#include <string.h>

#include "base/mem.h"
#include "ime/choosing.h"
#include "ime/compose.h"
#include "text/kana.h"
#include "text/utf8.h"
#include "text/width.h"

/* So much is written before it is finished by itself. */
#define COMPOSE_MAX 4000

struct ime {
	struct engine engine;
	struct ime_field field;
	enum ime_mode mode;
	enum ime_mode on;  /* what toggling goes back to */
	bool stepped_back; /* the terminal has its own */
	struct compose compose;
	struct choosing choosing; /* no segments: composing, or empty */
	bool list;
	struct str done, done_reading; /* finished, not taken yet */
	struct compose_char *last;     /* what was finished last */
	size_t last_n;
	struct str last_text;
	struct str text; /* of ime_look */
	struct err err;
};

struct ime *ime_new(const struct romaji *romaji, struct engine engine)
{
	struct ime *ime = xcalloc(1, sizeof(*ime));

	ime->engine = engine;
	compose_init(&ime->compose, romaji);
	str_init(&ime->done);
	str_init(&ime->done_reading);
	str_init(&ime->last_text);
	str_init(&ime->text);
	err_init(&ime->err);
	return ime;
}

void ime_free(struct ime *ime)
{
	if (!ime)
		return;
	compose_release(&ime->compose);
	choosing_release(&ime->choosing);
	str_release(&ime->done);
	str_release(&ime->done_reading);
	str_release(&ime->last_text);
	str_release(&ime->text);
	err_release(&ime->err);
	free(ime->last);
	free(ime);
}

/* ---- modes ---- */

enum ime_mode ime_mode(const struct ime *ime)
{
	return ime->mode;
}

const char *ime_mode_letter(enum ime_mode mode)
{
	static const char *const letters[IME_MODE_N] = {
		[IME_DIRECT] = "A",      [IME_HIRAGANA] = "あ",
		[IME_KATAKANA] = "ア",   [IME_HALF_KATAKANA] = "ｱ",
		[IME_FULL_ASCII] = "Ａ", [IME_HALF_ASCII] = "A",
	};

	return letters[mode];
}

static bool plain_letters(const struct ime *ime)
{
	return ime->mode == IME_FULL_ASCII || ime->mode == IME_HALF_ASCII;
}

/* How kana of this mode are written as long as nothing is chosen. */
static enum ime_form form_of(enum ime_mode mode)
{
	return mode == IME_DIRECT ? IME_FORM_HIRAGANA
				  : (enum ime_form)(mode - IME_HIRAGANA);
}

static void forget(struct ime *ime)
{
	ime->last_n = 0;
	str_reset(&ime->last_text);
}

static void clear(struct ime *ime)
{
	compose_clear(&ime->compose);
	choosing_release(&ime->choosing);
	ime->list = false;
}

void ime_enter(struct ime *ime, const struct ime_field *field)
{
	clear(ime);
	forget(ime);
	ime->field = *field;
	ime->on = field->mode == IME_DIRECT ? IME_HIRAGANA : field->mode;
	ime->mode = ime->stepped_back ? IME_DIRECT : field->mode;
}

/* ---- states ---- */

static bool converting(const struct ime *ime)
{
	return ime->choosing.segs.n;
}

static bool empty(const struct ime *ime)
{
	return compose_empty(&ime->compose);
}

/* Keep what is being finished, to convert it once more. */
static void remember(struct ime *ime, const char *text)
{
	struct compose *c = &ime->compose;

	ime->last = xrealloc(ime->last, c->n * sizeof(*c->ch));
	if (c->n)
		memcpy(ime->last, c->ch, c->n * sizeof(*c->ch));
	ime->last_n = c->n;
	str_set(&ime->last_text, text);
}

static void finish(struct ime *ime)
{
	struct compose *c = &ime->compose;
	size_t from = ime->done.len;

	if (empty(ime))
		return;
	compose_settle(c);
	for (size_t i = 0; i < ime->choosing.segs.n; i++)
		choosing_write(&ime->choosing, i, c, &ime->done);
	if (converting(ime))
		choosing_learn(&ime->choosing, &ime->engine,
			       ime->field.private);
	else
		compose_write(c, 0, c->n, form_of(ime->mode), &ime->done);
	compose_write(c, 0, c->n, IME_FORM_HIRAGANA, &ime->done_reading);
	remember(ime, ime->done.buf + from);
	clear(ime);
}

static void convert(struct ime *ime)
{
	struct str reading = STR_INIT;
	struct compose *c = &ime->compose;

	compose_settle(c);
	compose_write(c, 0, c->n, IME_FORM_HIRAGANA, &reading);
	choosing_begin(&ime->choosing, &ime->engine, ime->field.kind,
		       reading.buf, &ime->err);
	ime->list = false;
	str_release(&reading);
}

/* The kana as they were before they were converted, the cursor at their end. */
static void back_to_kana(struct ime *ime)
{
	choosing_release(&ime->choosing);
	ime->list = false;
	compose_end(&ime->compose);
}

/* ---- what the operations do; each returns what ime_do returns ---- */

static bool type(struct ime *ime, char c)
{
	if (converting(ime) || ime->compose.n >= COMPOSE_MAX)
		finish(ime);
	forget(ime);
	compose_type(&ime->compose, c, plain_letters(ime));
	return true;
}

static bool space(struct ime *ime)
{
	if (plain_letters(ime) && !converting(ime))
		return type(ime, ' ');
	if (empty(ime))
		return ime_do(ime, IME_OTHER, 0);
	if (ime->field.kana)
		return ime_do(ime, IME_OTHER, 0);
	if (!converting(ime)) {
		convert(ime);
		return true;
	}
	ime->list = true;
	return choosing_turn(&ime->choosing, &ime->engine, 1, &ime->err);
}

static size_t page_first(const struct ime *ime)
{
	const struct choosing_pick *pick =
		&ime->choosing.pick[ime->choosing.current];

	return pick->cand / IME_ROWS_MAX * IME_ROWS_MAX;
}

/* A digit while the list is open: that row, and on to the next segment. */
static bool pick_row(struct ime *ime, char digit)
{
	size_t row = (size_t)(digit - '1');

	if (choosing_pick(&ime->choosing, page_first(ime) + row)) {
		ime->list = false;
		choosing_move(&ime->choosing, 1);
	}
	return true;
}

static bool do_char(struct ime *ime, char c)
{
	if (c == ' ')
		return space(ime);
	if (ime->list && c >= '1' && c <= '9')
		return pick_row(ime, c);
	return type(ime, c);
}

static bool do_enter(struct ime *ime, enum ime_op op)
{
	if (empty(ime))
		return ime_do(ime, IME_OTHER, 0);
	finish(ime);
	return true;
}

static bool do_escape(struct ime *ime, enum ime_op op)
{
	if (empty(ime))
		return ime_do(ime, IME_OTHER, 0);
	if (ime->list)
		ime->list = false;
	else if (converting(ime))
		back_to_kana(ime);
	else
		clear(ime);
	return true;
}

static bool do_turn(struct ime *ime, enum ime_op op)
{
	if (empty(ime) || ime->field.kana)
		return ime_do(ime, IME_OTHER, 0);
	if (!converting(ime)) {
		if (op == IME_DOWN)
			convert(ime);
		return true;
	}
	ime->list = true;
	choosing_turn(&ime->choosing, &ime->engine, op == IME_UP ? -1 : 1,
		      &ime->err);
	return true;
}

static bool do_page(struct ime *ime, enum ime_op op)
{
	struct choosing *c = &ime->choosing;
	size_t first, n;

	if (!ime->list)
		return ime_do(ime, IME_OTHER, 0);
	first = page_first(ime);
	n = c->segs.seg[c->current].n;
	if (op == IME_PAGE_DOWN)
		first = first + IME_ROWS_MAX < n ? first + IME_ROWS_MAX : 0;
	else if (first)
		first -= IME_ROWS_MAX;
	else
		first = (n - 1) / IME_ROWS_MAX * IME_ROWS_MAX;
	choosing_pick(c, first);
	return true;
}

static bool do_move(struct ime *ime, enum ime_op op)
{
	int by = op == IME_LEFT ? -1 : 1;

	if (empty(ime))
		return ime_do(ime, IME_OTHER, 0);
	ime->list = false;
	if (converting(ime))
		choosing_move(&ime->choosing, by);
	else
		compose_move(&ime->compose, by);
	return true;
}

static bool do_edge(struct ime *ime, enum ime_op op)
{
	int by = op == IME_HOME ? -1 : 1;

	if (empty(ime))
		return ime_do(ime, IME_OTHER, 0);
	ime->list = false;
	if (converting(ime))
		while (choosing_move(&ime->choosing, by))
			;
	else if (by < 0)
		compose_home(&ime->compose);
	else
		compose_end(&ime->compose);
	return true;
}

static bool do_resize(struct ime *ime, enum ime_op op)
{
	if (empty(ime))
		return ime_do(ime, IME_OTHER, 0);
	ime->list = false;
	if (converting(ime))
		choosing_resize(&ime->choosing, &ime->engine,
				op == IME_LONGER ? 1 : -1, &ime->err);
	return true;
}

static bool do_erase(struct ime *ime, enum ime_op op)
{
	if (empty(ime))
		return ime_do(ime, IME_OTHER, 0);
	if (converting(ime))
		back_to_kana(ime);
	else if (op == IME_BACKSPACE)
		compose_backspace(&ime->compose);
	else
		compose_delete(&ime->compose);
	return true;
}

static bool do_form(struct ime *ime, enum ime_op op)
{
	enum ime_form form = (enum ime_form)(op - IME_TO_HIRAGANA);
	struct choosing *c = &ime->choosing;
	struct str reading = STR_INIT;

	if (empty(ime))
		return ime_do(ime, IME_OTHER, 0);
	ime->list = false;
	if (converting(ime)) {
		c->pick[c->current].formed = true;
		c->pick[c->current].form = form;
		return true;
	}
	compose_settle(&ime->compose);
	compose_write(&ime->compose, 0, ime->compose.n, IME_FORM_HIRAGANA,
		      &reading);
	choosing_begin_form(c, reading.buf, form);
	str_release(&reading);
	return true;
}

static bool do_toggle(struct ime *ime, enum ime_op op)
{
	finish(ime);
	forget(ime);
	ime->stepped_back = false;
	if (ime->mode != IME_DIRECT)
		ime->on = ime->mode;
	ime->mode = ime->mode == IME_DIRECT ? ime->on : IME_DIRECT;
	return true;
}

static bool do_next_mode(struct ime *ime, enum ime_op op)
{
	finish(ime);
	forget(ime);
	ime->stepped_back = false;
	ime->mode = ime->mode == IME_HALF_ASCII ? IME_HIRAGANA : ime->mode + 1;
	return true;
}

static bool do_again(struct ime *ime, enum ime_op op)
{
	struct compose *c = &ime->compose;

	if (!ime->last_n || !empty(ime))
		return !empty(ime);
	ALLOC_GROW(c->ch, ime->last_n, c->alloc);
	memcpy(c->ch, ime->last, ime->last_n * sizeof(*c->ch));
	c->n = c->pos = ime->last_n;
	forget(ime);
	if (!ime->field.kana)
		convert(ime);
	return true;
}

static bool do_other(struct ime *ime, enum ime_op op)
{
	finish(ime);
	forget(ime);
	return false;
}

bool ime_do(struct ime *ime, enum ime_op op, char c)
{
	static bool (*const fns[IME_OP_N])(struct ime *, enum ime_op) = {
		[IME_ENTER] = do_enter,
		[IME_ESCAPE] = do_escape,
		[IME_UP] = do_turn,
		[IME_DOWN] = do_turn,
		[IME_PAGE_UP] = do_page,
		[IME_PAGE_DOWN] = do_page,
		[IME_LEFT] = do_move,
		[IME_RIGHT] = do_move,
		[IME_HOME] = do_edge,
		[IME_END] = do_edge,
		[IME_LONGER] = do_resize,
		[IME_SHORTER] = do_resize,
		[IME_BACKSPACE] = do_erase,
		[IME_DELETE] = do_erase,
		[IME_TO_HIRAGANA] = do_form,
		[IME_TO_KATAKANA] = do_form,
		[IME_TO_HALF_KATAKANA] = do_form,
		[IME_TO_FULL_ASCII] = do_form,
		[IME_TO_HALF_ASCII] = do_form,
		[IME_TOGGLE] = do_toggle,
		[IME_NEXT_MODE] = do_next_mode,
		[IME_AGAIN] = do_again,
		[IME_OTHER] = do_other,
	};

	if (op != IME_CHAR)
		return fns[op](ime, op);
	if (ime->mode == IME_DIRECT)
		return do_other(ime, op);
	return do_char(ime, c);
}

/* ---- what comes out ---- */

bool ime_take(struct ime *ime, struct str *text, struct str *reading)
{
	if (!ime->done.len)
		return false;
	str_set(text, ime->done.buf);
	str_set(reading, ime->done_reading.buf);
	str_reset(&ime->done);
	str_reset(&ime->done_reading);
	return true;
}

const char *ime_last(const struct ime *ime)
{
	return ime->last_n && empty(ime) ? ime->last_text.buf : NULL;
}

void ime_step_back(struct ime *ime)
{
	finish(ime);
	forget(ime);
	ime->stepped_back = true;
	ime->mode = IME_DIRECT;
}

static void look_at_list(struct ime *ime, struct ime_view *view)
{
	const struct choosing *c = &ime->choosing;
	const struct ime_seg *seg = &c->segs.seg[c->current];
	size_t first = page_first(ime), left = seg->n - first;

	view->row = seg->cand + first;
	view->rows_n = left < IME_ROWS_MAX ? left : IME_ROWS_MAX;
	view->row_current = c->pick[c->current].cand - first;
	view->page = first / IME_ROWS_MAX;
	view->pages_n = (seg->n + IME_ROWS_MAX - 1) / IME_ROWS_MAX;
}

/* The widest row of the list, in cells. */
static int widest(const struct ime_view *view)
{
	int cols = 0;

	for (size_t i = 0; i < view->rows_n; i++) {
		const char *text = view->row[i].text;
		int row_cols = text_width(text, strlen(text));

		cols = row_cols > cols ? row_cols : cols;
	}
	return cols;
}

/* While one of the list is chosen the segment is as wide as the widest, so that
 * what stands behind it need not be painted anew at every step. */
static void look_at_current(struct ime *ime, struct ime_view *view)
{
	const struct choosing *c = &ime->choosing;
	struct str *text = &ime->text;
	int cols;

	view->mark = view->cursor = text->len;
	choosing_write(c, c->current, &ime->compose, text);
	cols = text_width(text->buf + view->mark, text->len - view->mark);
	for (int wide = widest(view); cols < wide; cols++)
		str_addc(text, ' ');
	view->mark_len = text->len - view->mark;
}

void ime_look(struct ime *ime, struct ime_view *view)
{
	const struct choosing *c = &ime->choosing;

	*view = (struct ime_view){ .converting = converting(ime) };
	str_reset(&ime->text);
	if (ime->list)
		look_at_list(ime, view);
	for (size_t i = 0; i < c->segs.n; i++) {
		if (i == c->current)
			look_at_current(ime, view);
		else
			choosing_write(c, i, &ime->compose, &ime->text);
	}
	if (!converting(ime))
		compose_show(&ime->compose, form_of(ime->mode), &ime->text,
			     &view->cursor);
	view->text = ime->text.buf;
	view->text_len = ime->text.len;
}

const char *ime_complaint(struct ime *ime, struct str *text)
{
	if (!ime->err.text.len)
		return NULL;
	str_set(text, ime->err.text.buf);
	err_reset(&ime->err);
	return text->buf;
}
