/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/formview.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/path.h"
#include "text/charset.h"
#include "ui/dialog.h"
#include "ui/term.h"

#define WANTED_COLS 8

/* ---- what is seen ---- */

static void draw_lines(const struct screen_row *row, int at)
{
	for (int col = 0; col < SCREEN_COLS; col++)
		if (row->line[col])
			paint_line(at, col, ATTR_LABEL, row->line[col]);
}

static void draw_picture(const struct screen *screen)
{
	struct str text = STR_INIT;

	for (int i = 0; i < screen->rows_n; i++) {
		str_reset(&text);
		op_name_keys(screen->row[i].text, term_f_keys(), &text);
		paint_add(UI_BODY_ROW + i, 0, SCREEN_COLS, ATTR_LABEL,
			  text.buf);
		draw_lines(&screen->row[i], UI_BODY_ROW + i);
	}
	str_release(&text);
}

static enum attr look_of(const struct form_show *show)
{
	if (show->bad)
		return ATTR_FIELD_BAD;
	return show->mark ? ATTR_FIELD_MARK : ATTR_FIELD;
}

/* Where something is missing a few cells say so: the first letter takes them
 * back, and a VT100 cannot erase less than a line but by writing blanks. */
static void draw_wanted(const struct screen_field *f)
{
	int cols = f->width_cols < WANTED_COLS ? f->width_cols : WANTED_COLS;

	paint_text(UI_BODY_ROW + f->row, f->col, cols, ATTR_FIELD_WANTED, "");
}

/* Some cells of a row in another look. */
static void look_at(const struct screen_field *f, int row,
		    struct form_cells cells, enum attr attr)
{
	paint_look(UI_BODY_ROW + f->row + row, f->col + cells.col, cells.cols,
		   attr);
}

static void draw_field(const struct form *form, size_t field, int from, int to)
{
	const struct screen_field *f = &form->screen->field[field];
	struct form_show show = { .text = STR_INIT };

	for (int row = from; row < to; row++) {
		form_show(form, field, row, &show);
		paint_text(UI_BODY_ROW + f->row + row, f->col, f->width_cols,
			   look_of(&show), show.text.buf);
		if (show.wanted && !show.bad && !row)
			draw_wanted(f);
		look_at(f, row, show.writing, ATTR_WRITING);
		look_at(f, row, show.segment, ATTR_WRITING_SEGMENT);
	}
	str_release(&show.text);
}

static void draw_title(const struct formview *fv)
{
	struct ui_title title = { .page = fv->form.screen->title };

	if (fv->title)
		fv->title(fv->data, &title);
	ui_draw_title(&title);
}

/* What this terminal has no letters for is kept all the same: say so. */
static void tell_unshown(const struct form *form)
{
	const struct str *typed = &form->edit.text;

	if (form_typed(form) && !text_shown(typed->buf, typed->len))
		ui_hint(_("This terminal cannot show some of these "
			  "characters (the text itself stays as it is)."));
}

static void draw(struct window *win, bool all)
{
	struct formview *fv = win->data;
	struct form *form = &fv->form;

	if (all) {
		draw_title(fv);
		draw_picture(form->screen);
	}
	for (size_t i = 0; i < form->screen->field_n; i++) {
		int from, to;
		bool dirty = form_take_dirty(form, i, &from, &to);

		if (all)
			draw_field(form, i, 0, form->screen->field[i].rows_n);
		else if (dirty)
			draw_field(form, i, from, to);
	}
	tell_unshown(form);
}

static void cursor(struct window *win, int *row, int *col)
{
	struct formview *fv = win->data;

	form_cursor(&fv->form, row, col);
	*row += UI_BODY_ROW;
}

/* ---- what is done ---- */

static unsigned answer(struct window *win, enum form_result result);

static unsigned offer_list(struct window *win)
{
	struct formview *fv = win->data;
	struct form *form = &fv->form;
	const struct choice *choice;
	size_t n, current = 0;
	int picked;

	choice = form_choices(form, form->current, &n);
	for (size_t i = 0; i < n; i++)
		if (streq(choice[i].label, form->edit.text.buf))
			current = i;
	picked = ui_choose(form->screen->field[form->current].label, choice, n,
			   current);
	if (picked < 0)
		return VIEW_HANDLED;
	return answer(win, form_pick(form, (size_t)picked));
}

static unsigned answer(struct window *win, enum form_result result)
{
	struct formview *fv = win->data;
	struct form *form = &fv->form;

	if (form->message.len)
		ui_message(form->message.buf, form->message_bad);
	if (fv->leave != OP_NONE)
		return ui_leave(win, (int)fv->leave);
	switch (result) {
	case FORM_IGNORED:
		return VIEW_IGNORED;
	case FORM_WANT_LIST:
		return offer_list(win);
	case FORM_PAST_END:
		if (fv->past != OP_NONE)
			return ui_leave(win, (int)fv->past);
		form_first(form);
		return VIEW_HANDLED;
	case FORM_PAST_START:
	case FORM_DONE:
	case FORM_REFUSED:
		break;
	}
	return VIEW_HANDLED;
}

static const enum form_op form_ops[OP_N] = {
	[OP_NEXT] = FORM_NEXT,
	[OP_PREV] = FORM_PREV,
	[OP_ENTER] = FORM_ENTER,
	[OP_UP] = FORM_UP,
	[OP_DOWN] = FORM_DOWN,
	[OP_LEFT] = FORM_LEFT,
	[OP_RIGHT] = FORM_RIGHT,
	[OP_WORD_LEFT] = FORM_WORD_LEFT,
	[OP_WORD_RIGHT] = FORM_WORD_RIGHT,
	[OP_HOME] = FORM_HOME,
	[OP_END] = FORM_END,
	[OP_BACKSPACE] = FORM_BACKSPACE,
	[OP_DELETE] = FORM_DELETE,
	[OP_KILL] = FORM_KILL,
	[OP_CLEAR] = FORM_CLEAR,
	[OP_UNDO] = FORM_UNDO,
	[OP_CANCEL] = FORM_RESTORE,
	[OP_ADD] = FORM_ADD,
	[OP_REMOVE] = FORM_REMOVE,
	[OP_ROW_UP] = FORM_ROW_UP,
	[OP_ROW_DOWN] = FORM_ROW_DOWN,
};

static unsigned edit(struct window *win, enum op op)
{
	struct formview *fv = win->data;

	return answer(win, form_do(&fv->form, form_ops[op]));
}

static const struct binding bindings[] = {
	{ .op = OP_NEXT, .fn = edit },       { .op = OP_PREV, .fn = edit },
	{ .op = OP_ENTER, .fn = edit },      { .op = OP_UP, .fn = edit },
	{ .op = OP_DOWN, .fn = edit },       { .op = OP_LEFT, .fn = edit },
	{ .op = OP_RIGHT, .fn = edit },      { .op = OP_WORD_LEFT, .fn = edit },
	{ .op = OP_WORD_RIGHT, .fn = edit }, { .op = OP_HOME, .fn = edit },
	{ .op = OP_END, .fn = edit },        { .op = OP_BACKSPACE, .fn = edit },
	{ .op = OP_DELETE, .fn = edit },     { .op = OP_KILL, .fn = edit },
	{ .op = OP_CLEAR, .fn = edit },      { .op = OP_UNDO, .fn = edit },
	{ .op = OP_CANCEL, .fn = edit },     { .op = OP_ADD, .fn = edit },
	{ .op = OP_REMOVE, .fn = edit },     { .op = OP_ROW_UP, .fn = edit },
	{ .op = OP_ROW_DOWN, .fn = edit },   { .op = OP_NONE },
};

static unsigned key(struct window *win, const struct event *ev, enum op op)
{
	struct formview *fv = win->data;

	if (ev->kind == EVENT_TEXT)
		return answer(win,
			      form_type(&fv->form, ev->text, ev->text_len));
	if (ev->kind == EVENT_PASTE)
		return answer(win, form_paste(&fv->form, ev->text, ev->text_len,
					      ev->lost_n));
	return VIEW_IGNORED;
}

static bool settle(struct window *win)
{
	struct form *form = &((struct formview *)win->data)->form;
	int rc;

	str_reset(&form->message);
	rc = form_part(form);
	if (form->message.len)
		ui_message(form->message.buf, form->message_bad);
	return !rc;
}

/* ---- an input method ---- */

static bool place(struct window *win, struct text_place *out)
{
	const struct form *form = &((struct formview *)win->data)->form;
	const struct screen_field *f = form_typed(form);

	if (!f)
		return false;
	*out = (struct text_place){
		.id = f,
		.input = f->input,
		.private = f->private ||
			   (form->host->private &&
			    form->host->private(form->data, f->path)),
	};
	return true;
}

static void write_text(struct window *win, const char *utf8, size_t len,
		       size_t cursor, size_t mark, size_t mark_len)
{
	struct formview *fv = win->data;

	form_write(&fv->form, utf8, len, cursor, mark, mark_len);
}

static int writing_rows(struct window *win)
{
	struct formview *fv = win->data;

	return form_writing_rows(&fv->form);
}

static unsigned finish(struct window *win, const char *utf8,
		       const char *reading)
{
	struct formview *fv = win->data;

	return answer(win, form_finish(&fv->form, utf8, reading));
}

static bool take_back(struct window *win, const char *utf8)
{
	struct formview *fv = win->data;

	return form_take_back(&fv->form, utf8);
}

static const struct view_text text = {
	.place = place,
	.write = write_text,
	.rows = writing_rows,
	.finish = finish,
	.take_back = take_back,
};

static void save(struct window *win)
{
	struct formview *fv = win->data;

	form_part(&fv->form);
}

static const struct view formview = {
	.name = "form",
	.bindings = bindings,
	.text = &text,
	.settle = settle,
	.key = key,
	.draw = draw,
	.cursor = cursor,
	.save = save,
};

/* What somebody could not settle is said to whoever comes back to it. */
static void tell_aside(struct form *form)
{
	form_tell_aside(form);
	if (form->message.len)
		ui_message(form->message.buf, true);
}

int formview_run(struct formview *fv, struct err *err)
{
	char *name = xstrfmt("screens/%s.screen", fv->screen);
	char *path = path_data(name);
	struct screen *screen = screen_load(path, fv->host->terms, err);
	int result;

	free(name);
	free(path);
	if (!screen)
		return FORMVIEW_BROKEN;
	form_init(&fv->form, screen, fv->host, fv->data);
	if (fv->field)
		form_goto(&fv->form, fv->field);
	else if (!fv->path || form_goto_path(&fv->form, fv->path))
		form_goto_missing(&fv->form);
	tell_aside(&fv->form);
	result = ui_open_with(&formview, fv, fv->bindings, fv->screen);
	form_release(&fv->form);
	return result;
}
