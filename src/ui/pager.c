/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pager.h"

#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/path.h"
#include "text/wrap.h"
#include "ui/inputmethod.h"
#include "ui/term.h"

#define HELP_MAX_BYTES (256u << 10)

static size_t body(void)
{
	return (size_t)ui_body_rows();
}

static void release_lines(struct pager *p)
{
	for (size_t i = 0; i < p->line_n; i++)
		free(p->line[i]);
	free(p->line);
	p->line = NULL;
	p->line_n = 0;
}

static size_t last_top(const struct pager *p)
{
	return p->line_n > body() ? p->line_n - body() : 0;
}

static void rewrap(struct window *win)
{
	struct pager *p = win->data;
	struct wrap wrap = WRAP_INIT;

	release_lines(p);
	wrap_text(&wrap, p->text, strlen(p->text), term_cols() - 2);
	p->line = xcalloc(wrap.n, sizeof(*p->line));
	p->line_n = wrap.n;
	for (size_t i = 0; i < wrap.n; i++)
		p->line[i] = xstrndup(p->text + wrap.lines[i].pos,
				      wrap.lines[i].len);
	wrap_release(&wrap);
	if (p->top > last_top(p))
		p->top = last_top(p);
}

static void draw(struct window *win, bool all)
{
	const struct pager *p = win->data;
	struct ui_title title = { .page = p->title };

	if (!all)
		return;
	ui_draw_title(&title);
	for (size_t i = 0; i < body() && p->top + i < p->line_n; i++)
		paint_add(UI_BODY_ROW + (int)i, 1, term_cols() - 1, ATTR_NORMAL,
			  p->line[p->top + i]);
}

static unsigned scroll(struct window *win, enum op op)
{
	struct pager *p = win->data;
	size_t page = body() - 1, step = 1;
	size_t top = p->top;

	if (op == OP_PAGE_NEXT || op == OP_PAGE_PREV)
		step = page;
	if (op == OP_HOME || op == OP_END || op == OP_TOP || op == OP_BOTTOM)
		step = p->line_n;
	if (op == OP_UP || op == OP_PREV || op == OP_PAGE_PREV ||
	    op == OP_HOME || op == OP_TOP)
		p->top = top > step ? top - step : 0;
	else
		p->top = top + step < last_top(p) ? top + step : last_top(p);
	return p->top == top ? VIEW_HANDLED : VIEW_REFRESH;
}

static unsigned key(struct window *win, const struct event *ev, enum op op)
{
	if (ev->kind == EVENT_TEXT && *ev->text == ' ')
		return scroll(win, OP_PAGE_NEXT);
	return VIEW_IGNORED;
}

static unsigned back(struct window *win, enum op op)
{
	return ui_leave(win, OP_BACK);
}

static const struct binding bindings[] = {
	{ .op = OP_PAGE_NEXT, .label = N_("On"), .fn = scroll },
	{ .op = OP_PAGE_PREV, .label = N_("Back a page"), .fn = scroll },
	{ .op = OP_UP, .fn = scroll },
	{ .op = OP_DOWN, .fn = scroll },
	{ .op = OP_PREV, .fn = scroll },
	{ .op = OP_NEXT, .fn = scroll },
	{ .op = OP_ENTER, .fn = scroll },
	{ .op = OP_HOME, .fn = scroll },
	{ .op = OP_END, .fn = scroll },
	{ .op = OP_TOP, .fn = scroll },
	{ .op = OP_BOTTOM, .fn = scroll },
	{ .op = OP_BACK, .label = N_("Back"), .fn = back },
	{ .op = OP_CANCEL, .fn = back },
	{ .op = OP_NONE },
};

static void pager_close(struct window *win)
{
	release_lines(win->data);
}

static const struct view pager_view = {
	.name = "pager",
	.bindings = bindings,
	.open = rewrap,
	.key = key,
	.draw = draw,
	.resize = rewrap,
	.close = pager_close,
};

int ui_page(struct pager *pager)
{
	return ui_open_with(&pager_view, pager, pager->bindings, pager->help);
}

int ui_page_text(const char *title, const char *text)
{
	struct pager pager = { .title = title, .text = text };

	return ui_page(&pager);
}

/* ---- help ---- */

static void add_bindings(const struct binding *b, struct str *out)
{
	struct str keys = STR_INIT;

	for (; b && b->op != OP_NONE; b++) {
		const char *words = b->words   ? _(b->words)
				    : b->label ? _(b->label)
					       : op_words(b->op);

		str_reset(&keys);
		op_keys(b->op, term_f_keys(), &keys);
		if (keys.len && *words)
			str_addf(out, "  %-24s %s\n", keys.buf, words);
	}
	str_release(&keys);
}

/* The words of a help page, if there are some. */
static void add_file(const char *name, struct str *out)
{
	char *relative = xstrfmt("screens/help/%s.ja.txt", name);
	char *path = path_data(relative);
	struct str text = STR_INIT;

	/* Without its words the page still has its keys. */
	if (!str_read_file(&text, path, HELP_MAX_BYTES, NULL) && text.len) {
		op_name_keys(text.buf, term_f_keys(), out);
		str_addc(out, '\n');
	}
	str_release(&text);
	free(relative);
	free(path);
}

void ui_help(const struct window *win)
{
	static const struct binding always[] = {
		{ .op = OP_HELP },
		{ .op = OP_REDRAW },
		{ .op = OP_NONE },
	};
	static const struct binding toggle[] = {
		{ .op = OP_INPUT_METHOD },
		{ .op = OP_NONE },
	};
	struct str text = STR_INIT;

	if (win->view->name == pager_view.name && !win->help)
		return;
	add_file(win->help ? win->help : win->view->name, &text);
	str_addf(&text, "%s\n\n", _("Keys on this page"));
	add_bindings(win->more, &text);
	add_bindings(win->view->bindings, &text);
	if (win->view->text && inputmethod_there())
		add_bindings(toggle, &text);
	add_bindings(always, &text);
	if (win->view->text && inputmethod_there()) {
		str_addc(&text, '\n');
		add_file("input", &text);
	}
	ui_page_text(_("Help"), text.buf);
	str_release(&text);
}
