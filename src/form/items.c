/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fields of several entries: ticks, facts, blocks and lists. Every answer is
 * handed over at once. Entries stand in rows and columns; the arrows move
 * among them and at the edge to the next field.
 */
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "form/work.h"
#include "text/kana.h"
#include "text/utf8.h"
#include "text/width.h"

#define ANSWER_COLS 10
#define HINT_ROWS   8 /* of fewer rows a field has none to spare for a hint */

static const struct screen_field *here(const struct form *form)
{
	return &form->screen->field[form->current];
}

static char *tick_path(const struct screen_field *f, const struct choice *c)
{
	return xstrfmt("%s.%s", f->path, c->code);
}

static char tick_mark(const struct form *form, const struct screen_field *f,
		      const struct choice *c)
{
	char *path = tick_path(f, c);
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

static struct form_fact fact_at(const struct form *form,
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
			item->heading = fact_at(form, f, i).heading;
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
	struct form_fact fact = fact_at(form, f, i);

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

/* ---- what is done ---- */

static enum form_result refuse_or_done(struct form *form, int rc,
				       struct err *err)
{
	if (rc)
		return form_refuse(form, err);
	err_release(err);
	form_refresh(form);
	return FORM_DONE;
}

static int set_tick(struct form *form, size_t i, const char *value,
		    struct err *err)
{
	const struct choice *c = &form->field[form->current].choice[i];
	char *path = tick_path(here(form), c);
	int rc = form->host->leave(form->data, path, value, err);

	free(path);
	return rc;
}

static enum form_result tick(struct form *form)
{
	struct form_field *w = &form->field[form->current];
	struct err err = ERR_INIT;
	const char *value = w->item[w->current].mark ? "" : "other";

	return refuse_or_done(form, set_tick(form, w->current, value, &err),
			      &err);
}

/* There is one main concern: the old one becomes another one. */
static enum form_result tick_main(struct form *form)
{
	struct form_field *w = &form->field[form->current];
	struct err err = ERR_INIT;
	int rc = 0;

	if (!here(form)->main_mark)
		return tick(form);
	for (size_t i = 0; i < w->item_n && !rc; i++)
		if (w->item[i].mark == 'm' && i != w->current)
			rc = set_tick(form, i, "other", &err);
	if (!rc)
		rc = set_tick(form, w->current,
			      w->item[w->current].mark == 'm' ? "other"
							      : "main",
			      &err);
	return refuse_or_done(form, rc, &err);
}

/* On to entry i, or in that direction past the edge. */
static enum form_result select_item(struct form *form, size_t i)
{
	struct form_field *w = &form->field[form->current];

	w->current = i;
	scroll_to_current(form, form->current);
	form_touch(form, form->current);
	return FORM_DONE;
}

static enum form_result sideways(struct form *form, int direction)
{
	const struct form_field *w = &form->field[form->current];
	size_t i = w->current;

	for (;;) {
		if (direction > 0 ? i + 1 >= w->item_n : i == 0)
			return form_step(form, direction);
		i += direction > 0 ? 1 : (size_t)-1;
		if (!w->item[i].heading)
			return select_item(form, i);
	}
}

/* The nearest entry of the nearest row above or below. */
static enum form_result vertical(struct form *form, int direction)
{
	const struct form_field *w = &form->field[form->current];
	const struct item *from = &w->item[w->current];
	size_t best = w->item_n;

	for (size_t i = 0; i < w->item_n; i++) {
		const struct item *to = &w->item[i];
		int rows = (to->row - from->row) * direction;

		if (rows <= 0 || to->heading)
			continue;
		if (best < w->item_n) {
			int best_rows =
				(w->item[best].row - from->row) * direction;

			if (rows > best_rows ||
			    (rows == best_rows &&
			     abs(to->col - from->col) >=
				     abs(w->item[best].col - from->col)))
				continue;
		}
		best = i;
	}
	if (best == w->item_n)
		return form_step(form, direction);
	return select_item(form, best);
}

static enum form_result answer(struct form *form, const char *value)
{
	const struct screen_field *f = here(form);
	struct form_field *w = &form->field[form->current];
	struct form_fact fact = fact_at(form, f, w->current);
	struct err err = ERR_INIT;
	enum form_result result;

	if (fact.inverted && streq(value, "yes"))
		value = "no";
	else if (fact.inverted && streq(value, "no"))
		value = "yes";
	result = refuse_or_done(
		form, form->host->leave(form->data, fact.path, value, &err),
		&err);
	if (result != FORM_DONE || !*value)
		return result;
	return sideways(form, 1);
}

static enum form_result row_op(struct form *form, enum form_row_op op)
{
	struct form_field *w = &form->field[form->current];
	struct err err = ERR_INIT;
	size_t row = op == ROW_ADD ? w->item_n : w->current;
	enum form_result result;

	if (op != ROW_ADD && !w->item_n)
		return FORM_IGNORED;
	if (op != ROW_OPEN && here(form)->type != FIELD_BLOCK)
		return FORM_IGNORED;
	if ((op == ROW_UP && !row) || (op == ROW_DOWN && row + 1 >= w->item_n))
		return FORM_IGNORED;
	result = refuse_or_done(
		form,
		form->host->row(form->data, here(form)->path, op, row, &err),
		&err);
	if (result != FORM_DONE)
		return result;
	if (op == ROW_UP)
		return select_item(form, row - 1);
	if ((op == ROW_DOWN || op == ROW_ADD) && w->item_n)
		return select_item(form,
				   op == ROW_ADD ? w->item_n - 1 : row + 1);
	return FORM_DONE;
}

static enum form_result enter_item(struct form *form)
{
	switch (here(form)->type) {
	case FIELD_TICKS:
		return tick_main(form);
	case FIELD_FACTS:
		return sideways(form, 1);
	case FIELD_BLOCK:
	case FIELD_LIST:
		if (!form->field[form->current].item_n)
			return form_step(form, 1);
		return row_op(form, ROW_OPEN);
	default:
		return FORM_IGNORED;
	}
}

static enum form_result erase_item(struct form *form)
{
	if (here(form)->type == FIELD_FACTS)
		return answer(form, "");
	if (here(form)->type == FIELD_BLOCK)
		return row_op(form, ROW_REMOVE);
	return FORM_IGNORED;
}

enum form_result items_do(struct form *form, enum form_op op)
{
	const struct form_field *w = &form->field[form->current];

	if (!w->item_n && op != FORM_ADD && op != FORM_ENTER)
		return op == FORM_UP || op == FORM_DOWN
			       ? form_step(form, op == FORM_UP ? -1 : 1)
			       : FORM_IGNORED;
	switch (op) {
	case FORM_UP:
	case FORM_DOWN:
		return vertical(form, op == FORM_UP ? -1 : 1);
	case FORM_LEFT:
	case FORM_RIGHT:
		return sideways(form, op == FORM_LEFT ? -1 : 1);
	case FORM_ENTER:
		return enter_item(form);
	case FORM_BACKSPACE:
	case FORM_DELETE:
	case FORM_CLEAR:
		return erase_item(form);
	case FORM_ADD:
		return row_op(form, ROW_ADD);
	case FORM_REMOVE:
		return row_op(form, ROW_REMOVE);
	case FORM_ROW_UP:
		return row_op(form, ROW_UP);
	case FORM_ROW_DOWN:
		return row_op(form, ROW_DOWN);
	default:
		return FORM_IGNORED;
	}
}

static enum form_result tick_char(struct form *form, const char *plain)
{
	struct form_field *w = &form->field[form->current];
	uint32_t key = kana_key(plain);

	if (*plain == ' ')
		return tick(form);
	if (*plain == 'm' || *plain == 'M')
		return tick_main(form);
	/* Just come in, the cursor may already stand on it. */
	for (size_t k = form->fresh ? 0 : 1; key && k <= w->item_n; k++) {
		size_t i = (w->current + k) % w->item_n;
		const struct choice *c = &w->choice[i];

		if (kana_key(c->reading ? c->reading : c->label) == key) {
			form->fresh = false;
			return select_item(form, i);
		}
	}
	form_say(form, true,
		 _("Space ticks, m marks the main one, arrows move"));
	return FORM_REFUSED;
}

static enum form_result fact_char(struct form *form, const char *plain)
{
	const char *code = answer_stored(*plain, false);

	if (streq(plain, "ー"))
		code = "refused";
	if (code)
		return answer(form, code);
	form_say(form, true, _("y yes, n no, ? unknown, - refused"));
	return FORM_REFUSED;
}

static enum form_result row_char(struct form *form, const char *plain)
{
	static const struct {
		char key;
		enum form_row_op op;
	} ops[] = { { '+', ROW_ADD },
		    { '-', ROW_REMOVE },
		    { '<', ROW_UP },
		    { '>', ROW_DOWN },
		    { ' ', ROW_OPEN } };

	for (size_t i = 0; i < ARRAY_SIZE(ops); i++)
		if (*plain == ops[i].key)
			return row_op(form, ops[i].op);
	return FORM_IGNORED;
}

enum form_result items_char(struct form *form, const char *utf8, size_t len)
{
	char *text = xstrndup(utf8, len);
	char *plain = ascii_narrow(text);
	enum form_result result;

	if (here(form)->type == FIELD_TICKS)
		result = tick_char(form, plain);
	else if (here(form)->type == FIELD_FACTS)
		result = fact_char(form, plain);
	else
		result = row_char(form, plain);
	free(text);
	free(plain);
	return result;
}

bool items_goto_path(struct form *form, size_t field, const char *path)
{
	const struct screen_field *f = &form->screen->field[field];
	struct form_field *w = &form->field[field];

	for (size_t i = 0; i < w->item_n; i++) {
		char *tick = NULL;
		bool same = false;

		if (f->type == FIELD_TICKS) {
			tick = tick_path(f, &w->choice[i]);
			same = streq(tick, path);
		} else if (f->type == FIELD_FACTS && !w->item[i].heading) {
			same = streq(fact_at(form, f, i).path, path);
		}
		free(tick);
		if (!same)
			continue;
		w->current = i;
		scroll_to_current(form, field);
		form_touch(form, field);
		return true;
	}
	return false;
}
