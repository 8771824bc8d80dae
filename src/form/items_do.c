/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What keys do in a field of several entries. Every answer is handed over at
 * once; the arrows move among the entries and at the edge to the next field.
 */
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "form/work.h"
#include "text/kana.h"

static const struct screen_field *here(const struct form *form)
{
	return &form->screen->field[form->current];
}

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
	char *path = items_tick_path(here(form), c);
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

static enum form_result select_item(struct form *form, size_t i)
{
	items_select(form, form->current, i);
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
	struct form_fact fact = items_fact(form, f, w->current);
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
