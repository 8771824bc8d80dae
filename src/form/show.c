/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a form looks like: rows of fields and the place of the cursor. */
#include <string.h>

#include "form/work.h"
#include "text/width.h"

static void show_line(const struct form *form, size_t field, int row,
		      struct form_show *out)
{
	const struct screen_field *f = &form->screen->field[field];
	const struct form_field *w = &form->field[field];
	const struct str *text = form_text(form, field);
	size_t i = (size_t)(row + w->top);

	if (f->rows_n == 1)
		str_add(&out->text, text->buf + w->scroll);
	else if (i < w->wrap.n)
		str_addn(&out->text, text->buf + w->wrap.lines[i].pos,
			 w->wrap.lines[i].len);
}

void form_show(const struct form *form, size_t field, int row,
	       struct form_show *out)
{
	const struct screen_field *f = &form->screen->field[field];
	const struct form_field *w = &form->field[field];

	str_reset(&out->text);
	out->mark = false;
	out->bad = w->bad;
	out->wanted = f->wanted && !form_text(form, field)->len;
	if (kind_items(f->type))
		items_show(form, field, row, out);
	else
		show_line(form, field, row, out);
	str_setlen(&out->text, text_clip(out->text.buf, out->text.len,
					 f->width_cols, NULL));
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
	size_t from;

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
			line = wrap_find(&w->wrap, form->edit.pos);
		from = f->rows_n > 1 ? w->wrap.lines[line].pos : w->scroll;
		*row = f->rows_n > 1 ? (int)line - w->top : 0;
		*col = text_width(form->edit.text.buf + from,
				  form->edit.pos - from);
		if (*col > f->width_cols)
			*col = f->width_cols;
	}
	*row += f->row;
	*col += f->col;
	if (*col >= SCREEN_COLS)
		*col = SCREEN_COLS - 1;
}
