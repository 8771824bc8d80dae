/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fields of several entries: ticks, facts, blocks and lists. Where each entry
 * stands, in rows and columns, what is seen of it, and which one is current.
 */
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "form/work.h"
#include "text/utf8.h"
#include "text/width.h"

#define ANSWER_COLS 10
#define HINT_ROWS   8 /* of fewer rows a field has none to spare for a hint */

char *items_tick_path(const struct screen_field *f, const struct choice *c)
{
	return xstrfmt("%s.%s", f->path, c->code);
}

static char tick_mark(const struct form *form, const struct screen_field *f,
		      const struct choice *c)
{
	char *path = items_tick_path(f, c);
	const char *value = form_get(form, path);
	char mark = streq(value, "main") ? 'm' : *value ? 'o' : '\0';

	free(path);
	return mark;
}

static size_t count(const struct form *form, size_t field)
{
	const struct screen_field *f = &form->screen->field[field];

	if (f->type == FIELD_TICKS)
		return form->field[field].choice_n;
	return form->host->row_count(form->data, f->path);
}

struct form_fact items_fact(const struct form *form,
			    const struct screen_field *f, size_t i)
{
	struct form_fact fact = { 0 };

	form->host->fact(form->data, f->path, i, &fact);
	return fact;
}

/* Of the rows of a field, those that show its entries: questions that go on
 * below leave the last row to say so. */
static int seen_rows(const struct screen_field *f, const struct form_field *w)
{
	int all = w->item_n ? w->item[w->item_n - 1].row + 1 : 0;

	return f->type == FIELD_FACTS && f->rows_n >= HINT_ROWS &&
			       w->top + f->rows_n < all
		       ? f->rows_n - 1
		       : f->rows_n;
}

static void scroll_to_current(struct form *form, size_t field)
{
	const struct screen_field *f = &form->screen->field[field];
	struct form_field *w = &form->field[field];
	int row = w->item_n ? w->item[w->current].row : 0;
	size_t first = w->current;

	/* With what stands over it: a long question is a heading. */
	while (first && w->item[first - 1].heading)
		first--;
	if (w->item_n && w->item[first].row < w->top)
		w->top = w->item[first].row;
	if (row >= w->top + seen_rows(f, w))
		w->top = row - seen_rows(f, w) + 1;
}

/* Entries are placed from left to right, headings on rows of their own. */
void items_layout(struct form *form, size_t field)
{
	const struct screen_field *f = &form->screen->field[field];
	struct form_field *w = &form->field[field];
	int columns = f->columns ? f->columns : 1;
	int cols = f->width_cols / columns;
	int row = 0, column = 0;

	w->item_n = count(form, field);
	ALLOC_GROW(w->item, w->item_n, w->item_alloc);
	for (size_t i = 0; i < w->item_n; i++) {
		struct item *item = &w->item[i];

		*item = (struct item){ 0 };
		if (f->type == FIELD_TICKS)
			item->mark = tick_mark(form, f, &w->choice[i]);
		if (f->type == FIELD_FACTS)
			item->heading = items_fact(form, f, i).heading;
		if (column == columns || (item->heading && column)) {
			row++;
			column = 0;
		}
		item->row = row;
		item->col = column * cols;
		item->cols = item->heading ? f->width_cols : cols;
		column = item->heading ? columns : column + 1;
	}
	if (w->current >= w->item_n)
		w->current = w->item_n ? w->item_n - 1 : 0;
	while (w->current + 1 < w->item_n && w->item[w->current].heading)
		w->current++;
	scroll_to_current(form, field);
}

/* ---- what is seen ---- */

static void show_tick(const struct form_field *w, size_t i, struct str *out)
{
	const char *mark = w->item[i].mark == 'm' ? "◎"
			   : w->item[i].mark      ? "○"
						  : "□";

	text_pad(out, mark, 3);
	text_pad(out, w->choice[i].label, w->item[i].cols - 3);
}

static void show_fact(const struct form *form, const struct screen_field *f,
		      const struct item *item, size_t i, struct str *out)
{
	struct form_fact fact = items_fact(form, f, i);

	if (fact.heading) {
		text_pad(out, fact.label, item->cols);
		return;
	}
	text_pad(out, fact.label, item->cols - ANSWER_COLS - 3);
	str_addc(out, '[');
	text_pad(out, answer_shown(form_get(form, fact.path), fact.inverted),
		 ANSWER_COLS);
	str_add(out, "] ");
}

/* How many questions have their answer below this row. */
static size_t below(const struct form_field *w, int row)
{
	size_t n = 0;

	for (size_t i = 0; i < w->item_n; i++)
		n += !w->item[i].heading && w->item[i].row >= row;
	return n;
}

void items_show(const struct form *form, size_t field, int row,
		struct form_show *out)
{
	const struct screen_field *f = &form->screen->field[field];
	const struct form_field *w = &form->field[field];

	if (row >= seen_rows(f, w)) {
		str_addf(&out->text, _("    (%zu more below)"),
			 below(w, row + w->top));
		return;
	}
	if (!w->item_n && f->type == FIELD_BLOCK && !row)
		str_add(&out->text, _("(none yet: + adds one)"));
	for (size_t i = 0; i < w->item_n; i++) {
		const struct item *item = &w->item[i];

		if (item->row != row + w->top)
			continue;
		if (f->type == FIELD_TICKS) {
			show_tick(w, i, &out->text);
		} else if (f->type == FIELD_FACTS) {
			show_fact(form, f, item, i, &out->text);
		} else {
			form->host->row_text(form->data, f->path, i,
					     &out->text);
			if (field == form->current && i == w->current)
				out->mark = true;
		}
	}
}

/* ---- which one is current ---- */

void items_select(struct form *form, size_t field, size_t i)
{
	form->field[field].current = i;
	scroll_to_current(form, field);
	form_touch(form, field);
}

bool items_goto_path(struct form *form, size_t field, const char *path)
{
	const struct screen_field *f = &form->screen->field[field];
	const struct form_field *w = &form->field[field];

	for (size_t i = 0; i < w->item_n; i++) {
		char *tick = NULL;
		bool same = false;

		if (f->type == FIELD_TICKS) {
			tick = items_tick_path(f, &w->choice[i]);
			same = streq(tick, path);
		} else if (f->type == FIELD_FACTS && !w->item[i].heading) {
			same = streq(items_fact(form, f, i).path, path);
		}
		free(tick);
		if (!same)
			continue;
		items_select(form, field, i);
		return true;
	}
	return false;
}
