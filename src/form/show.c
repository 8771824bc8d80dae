/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a form looks like: rows of fields and the place of the cursor. */
#include <string.h>

#include "form/work.h"
#include "text/width.h"

#define PROPOSED_MARK "（推定）"

/* One row of a text; returns the byte of the whole text it begins with. */
static size_t show_line(const struct form *form, size_t field, int row,
			struct form_show *out)
{
	const struct screen_field *f = &form->screen->field[field];
	const struct form_field *w = &form->field[field];
	const struct str *text = form_text(form, field);
	size_t i = (size_t)(row + w->top), pos = w->scroll;

	if (f->rows_n > 1)
		pos = i < w->wrap.n ? w->wrap.lines[i].pos : text->len;
	if (f->rows_n == 1)
		str_add(&out->text, text->buf + pos);
	else if (i < w->wrap.n)
		str_addn(&out->text, text->buf + pos, w->wrap.lines[i].len);
	if (w->proposed && f->rows_n == 1)
		str_add(&out->text, PROPOSED_MARK);
	return pos;
}

/* The cells of bytes from..to-1, in a row that begins with byte pos. */
static struct form_cells cells_of(const struct str *row, size_t pos,
				  size_t from, size_t to)
{
	struct form_cells cells = { 0 };

	from = from > pos ? from - pos : 0;
	to = to > pos ? to - pos : 0;
	if (to > row->len)
		to = row->len;
	if (from >= to)
		return cells;
	cells.col = text_width(row->buf, from);
	cells.cols = text_width(row->buf + from, to - from);
	return cells;
}

static void show_writing(const struct form *form, size_t pos,
			 struct form_show *out)
{
	const struct edit *e = &form->edit;
	size_t mark = e->pos + e->mark;

	if (!e->writing_len)
		return;
	out->writing =
		cells_of(&out->text, pos, e->pos, e->pos + e->writing_len);
	out->segment = cells_of(&out->text, pos, mark, mark + e->mark_len);
}

void form_show(const struct form *form, size_t field, int row,
	       struct form_show *out)
{
	const struct screen_field *f = &form->screen->field[field];
	const struct form_field *w = &form->field[field];
	size_t pos = 0;

	str_reset(&out->text);
	*out = (struct form_show){ .text = out->text };
	out->bad = w->bad || w->aside;
	out->wanted = f->wanted && !form_text(form, field)->len;
	if (kind_items(f->type))
		items_show(form, field, row, out);
	else
		pos = show_line(form, field, row, out);
	str_setlen(&out->text, text_clip(out->text.buf, out->text.len,
					 f->width_cols, NULL));
	if (field == form->current)
		show_writing(form, pos, out);
}

int form_writing_rows(const struct form *form)
{
	const struct screen_field *f = form_typed(form);
	const struct edit *e = &form->edit;
	const struct wrap *wrap;
	size_t end = e->pos + e->mark + e->mark_len;

	if (!f || f->rows_n == 1 || !e->mark_len)
		return 1;
	wrap = &form->field[form->current].wrap;
	return (int)(wrap_find(wrap, end - 1) -
		     wrap_find(wrap, edit_seen_pos(e))) +
	       1;
}

static int item_cursor(const struct form *form, const struct screen_field *f,
		       const struct form_field *w, int *col)
{
	const struct item *item;

	if (!w->item_n)
		return 0;
	item = &w->item[w->current];
	*col = item->col;
	if (f->type == FIELD_FACTS)
		*col += item->cols - 12; /* into the brackets */
	return item->row - w->top;
}

void form_cursor(const struct form *form, int *row, int *col)
{
	const struct screen_field *f;
	const struct form_field *w;
	size_t from, pos = edit_seen_pos(&form->edit);

	*row = *col = 0;
	if (!form->screen->field_n)
		return;
	f = &form->screen->field[form->current];
	w = &form->field[form->current];
	if (kind_items(f->type)) {
		*row = item_cursor(form, f, w, col);
	} else if (kind_typed(f->type) && !kind_keyed(f->type)) {
		size_t line = 0;

		if (f->rows_n > 1)
			line = wrap_find(&w->wrap, pos);
		from = f->rows_n > 1 ? w->wrap.lines[line].pos : w->scroll;
		*row = f->rows_n > 1 ? (int)line - w->top : 0;
		*col = text_width(form_text(form, form->current)->buf + from,
				  pos - from);
		if (*col > f->width_cols)
			*col = f->width_cols;
	}
	*row += f->row;
	*col += f->col;
	if (*col >= SCREEN_COLS)
		*col = SCREEN_COLS - 1;
}
