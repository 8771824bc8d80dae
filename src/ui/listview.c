/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/listview.h"

#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "ui/term.h"

#define MARK_COLS 1

void list_rows_add(struct list_rows *rows, const char *key, const char *text,
		   enum attr attr)
{
	ALLOC_GROW(rows->row, rows->n + 1, rows->alloc);
	rows->row[rows->n++] = (struct list_row){
		.key = xstrdup(key),
		.text = xstrdup(text),
		.attr = attr,
	};
}

static void cut_rows(struct list_rows *rows, size_t n)
{
	while (rows->n > n) {
		rows->n--;
		free(rows->row[rows->n].key);
		free(rows->row[rows->n].text);
	}
}

void list_rows_release(struct list_rows *rows)
{
	cut_rows(rows, 0);
	free(rows->row);
	memset(rows, 0, sizeof(*rows));
}

static int footer_rows(const struct listview *lv)
{
	return !lv->footer ? 0 : strchr(lv->footer, '\n') ? 2 : 1;
}

/* Rows of the list on the screen: the last one says whether it goes on. */
static size_t page_rows(const struct listview *lv)
{
	int rows = ui_body_rows() - 1 - (lv->header ? 1 : 0) - footer_rows(lv);

	return rows > 2 ? (size_t)rows : 2;
}

static int fetch(struct listview *lv, const char *key, bool before, size_t n,
		 struct list_rows *rows)
{
	struct err err = ERR_INIT;
	int rc = lv->fetch(lv->data, key, before, n, rows, &err);

	if (rc)
		ui_message_err(&err);
	err_release(&err);
	return rc;
}

/* Let the page begin so that n rows before key (NULL: the end) are on it. */
static void begin_before(struct listview *lv, const char *key, size_t n)
{
	struct list_rows rows = { 0 };

	free(lv->before);
	lv->before = NULL;
	/* The one still further is where the page begins behind. */
	if (!fetch(lv, key, true, n + 1, &rows) && rows.n > n)
		lv->before = xstrdup(rows.row[n].key);
	list_rows_release(&rows);
}

static void begin_behind(struct listview *lv, const char *key)
{
	char *copy = xstrdup(key);

	free(lv->before);
	lv->before = copy;
}

static void choose_row(struct listview *lv, size_t i)
{
	lv->current = i;
	free(lv->key);
	lv->key = i < lv->rows.n ? xstrdup(lv->rows.row[i].key) : NULL;
}

static bool is_row(const struct listview *lv, const char *key)
{
	return lv->same ? lv->same(key, lv->key) : streq(key, lv->key);
}

static int fetch_page(struct listview *lv, size_t n)
{
	cut_rows(&lv->rows, 0);
	if (fetch(lv, lv->before, false, n + 1, &lv->rows))
		return -1;
	lv->more_after = lv->rows.n > n;
	cut_rows(&lv->rows, n);
	return 0;
}

/* Is the current row on the page, and where? */
static bool find_current(const struct listview *lv, size_t *at)
{
	for (size_t i = 0; lv->key && i < lv->rows.n; i++)
		if (is_row(lv, lv->rows.row[i].key)) {
			*at = i;
			return true;
		}
	return !lv->key;
}

/* The row has gone: back to the page it was on. */
static int stay(struct listview *lv, char *before, size_t n)
{
	free(lv->before);
	lv->before = before;
	return fetch_page(lv, n);
}

/* A row that moved off the page is followed. */
static int follow(struct listview *lv, size_t n, size_t *at)
{
	char *before = lv->before;

	lv->before = NULL;
	begin_before(lv, lv->key, n / 2);
	if (fetch_page(lv, n) || !find_current(lv, at))
		return stay(lv, before, n);
	free(before);
	return 0;
}

void listview_refetch(struct listview *lv)
{
	size_t n = page_rows(lv), current = lv->current;

	if (fetch_page(lv, n) ||
	    (!find_current(lv, &current) && follow(lv, n, &current)))
		return;
	if (current >= lv->rows.n)
		current = lv->rows.n ? lv->rows.n - 1 : 0;
	choose_row(lv, current);
}

/* ---- what is seen ---- */

static void draw_row(const struct listview *lv, size_t i, int at)
{
	const struct list_row *row = &lv->rows.row[i];
	bool current = i == lv->current;

	/* A whole row in reverse would cost some 80 bytes at each move. */
	paint_text(at, 0, MARK_COLS, current ? ATTR_ROW_MARK : ATTR_NORMAL,
		   current ? ">" : "");
	paint_text(at, 2, term_cols() - 2, row->attr, row->text);
}

/* With a key that this terminal has. */
static void draw_more(int row)
{
	struct str text = STR_INIT;

	str_addf(&text, _("(there is more: %s)"),
		 term_f_keys() ? "PgDn" : op_key(OP_PAGE_NEXT, false));
	paint_text(row, 2, term_cols() - 2, ATTR_QUIET, text.buf);
	str_release(&text);
}

/* Header or footer, with the keys in it as this terminal has them. */
static void draw_words(int row, enum attr attr, const char *words)
{
	struct str text = STR_INIT;

	op_name_keys(words, term_f_keys(), &text);
	paint_text(row, 2, term_cols() - 2, attr, text.buf);
	str_release(&text);
}

static void draw_footer(const struct listview *lv)
{
	const char *line = lv->footer;
	int row = UI_BODY_ROW + ui_body_rows() - footer_rows(lv);

	while (*line) {
		size_t len = strcspn(line, "\n");
		char *text = xstrndup(line, len);

		draw_words(row++, ATTR_QUIET, text);
		free(text);
		line += len + (line[len] == '\n');
	}
}

static void draw(struct window *win, bool all)
{
	const struct listview *lv = win->data;
	struct ui_title title = { 0 };
	int at = UI_BODY_ROW;

	if (!all)
		return;
	if (lv->title)
		lv->title(lv->data, &title);
	ui_draw_title(&title);
	if (lv->header)
		draw_words(at++, ATTR_HEADER, lv->header);
	if (!lv->rows.n)
		paint_text(at + 1, 2, term_cols() - 2, ATTR_NORMAL,
			   str_or_empty(lv->empty));
	for (size_t i = 0; i < lv->rows.n; i++)
		draw_row(lv, i, at++);
	if (lv->more_after)
		draw_more(at);
	if (lv->footer)
		draw_footer(lv);
}

static void cursor(struct window *win, int *row, int *col)
{
	const struct listview *lv = win->data;

	*row = UI_BODY_ROW + (lv->header ? 1 : 0) + (int)lv->current;
	*col = MARK_COLS; /* seen beside the mark, and there already */
}

/* ---- what is done ---- */

static unsigned page_down(struct window *win, enum op op)
{
	struct listview *lv = win->data;

	if (!lv->more_after) {
		choose_row(lv, lv->rows.n ? lv->rows.n - 1 : 0);
		return VIEW_REFRESH;
	}
	/* The last row becomes the first, so that nobody loses the place. */
	begin_behind(lv, lv->rows.row[lv->rows.n - 2].key);
	choose_row(lv, lv->rows.n - 1);
	listview_refetch(lv);
	if (op == OP_DOWN && lv->rows.n > 1)
		choose_row(lv, 1);
	return VIEW_REFRESH;
}

static unsigned page_up(struct window *win, enum op op)
{
	struct listview *lv = win->data;

	if (!lv->before) {
		choose_row(lv, 0);
		return VIEW_REFRESH;
	}
	choose_row(lv, 0);
	begin_before(lv, lv->key, page_rows(lv) - 1);
	listview_refetch(lv);
	if (op == OP_UP && lv->current)
		choose_row(lv, lv->current - 1);
	return VIEW_REFRESH;
}

unsigned listview_page_or_leave(struct window *win, enum op op)
{
	struct listview *lv = win->data;

	if (op == OP_PAGE_NEXT ? lv->more_after : lv->before != NULL)
		return op == OP_PAGE_NEXT ? page_down(win, op)
					  : page_up(win, op);
	return ui_leave(win, (int)op);
}

static unsigned down(struct window *win, enum op op)
{
	struct listview *lv = win->data;

	if (lv->current + 1 >= lv->rows.n)
		return lv->more_after ? page_down(win, OP_DOWN) : VIEW_HANDLED;
	choose_row(lv, lv->current + 1);
	return VIEW_REFRESH;
}

static unsigned up(struct window *win, enum op op)
{
	struct listview *lv = win->data;

	if (!lv->current)
		return lv->before ? page_up(win, OP_UP) : VIEW_HANDLED;
	choose_row(lv, lv->current - 1);
	return VIEW_REFRESH;
}

static unsigned to_top(struct window *win, enum op op)
{
	struct listview *lv = win->data;

	free(lv->before);
	lv->before = NULL;
	choose_row(lv, lv->rows.n);
	lv->current = 0;
	listview_refetch(lv);
	return VIEW_REFRESH;
}

static unsigned to_bottom(struct window *win, enum op op)
{
	struct listview *lv = win->data;

	begin_before(lv, NULL, page_rows(lv));
	choose_row(lv, lv->rows.n);
	lv->current = page_rows(lv);
	listview_refetch(lv);
	return VIEW_REFRESH;
}

static unsigned pick(struct window *win, enum op op)
{
	struct listview *lv = win->data;

	return lv->key ? ui_leave(win, OP_ENTER) : VIEW_HANDLED;
}

static const struct binding bindings[] = {
	{ .op = OP_ENTER, .label = N_("Open"), .fn = pick },
	{ .op = OP_UP, .fn = up },
	{ .op = OP_PREV, .fn = up, .words = N_("up") },
	{ .op = OP_DOWN, .fn = down },
	{ .op = OP_NEXT, .fn = down, .words = N_("down") },
	{ .op = OP_PAGE_PREV, .fn = page_up },
	{ .op = OP_PAGE_NEXT, .fn = page_down },
	{ .op = OP_HOME, .fn = to_top, .words = N_("to the top") },
	{ .op = OP_TOP, .fn = to_top },
	{ .op = OP_END, .fn = to_bottom, .words = N_("to the bottom") },
	{ .op = OP_BOTTOM, .fn = to_bottom },
	{ .op = OP_BACK, .label = N_("Back") },
	{ .op = OP_NONE },
};

static void list_open(struct window *win)
{
	struct listview *lv = win->data;

	if (lv->key)
		begin_before(lv, lv->key, page_rows(lv) / 2);
	listview_refetch(lv);
}

static unsigned key(struct window *win, const struct event *ev, enum op op)
{
	struct listview *lv = win->data;

	if (ev->kind == EVENT_TEXT && lv->type)
		return lv->type(lv->data, ev->text, ev->text_len);
	return VIEW_IGNORED;
}

static unsigned tick(struct window *win)
{
	listview_refetch(win->data);
	return VIEW_REFRESH;
}

static unsigned second(struct window *win)
{
	const struct listview *lv = win->data;

	return lv->outdated && lv->outdated(lv->data) ? tick(win)
						      : VIEW_IGNORED;
}

static void resize(struct window *win)
{
	listview_refetch(win->data);
}

static void list_close(struct window *win)
{
	struct listview *lv = win->data;

	list_rows_release(&lv->rows);
	free(lv->before);
	lv->before = NULL;
}

static const struct view listview = {
	.name = "list",
	.bindings = bindings,
	.open = list_open,
	.key = key,
	.draw = draw,
	.cursor = cursor,
	.tick = tick,
	.second = second,
	.resize = resize,
	.close = list_close,
};

int listview_run(struct listview *lv)
{
	return ui_open_with(&listview, lv, lv->bindings, lv->name);
}
