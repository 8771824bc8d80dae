/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What arrives at the current field: operations, characters, pastes, and what
 * an input method writes. What kind of field it is decides who takes it;
 * afterwards what is seen follows. Where fields lead is form.c's.
 */
#include <string.h>

#include "base/i18n.h"
#include "form/work.h"

static const struct screen_field *here(const struct form *form)
{
	return &form->screen->field[form->current];
}

/* After a key: what it did to the text that is seen. */
static void follow_seen(struct form *form, bool was_empty)
{
	if (!form_editing(form, form->current))
		return;
	if (was_empty != !edit_seen(&form->edit)->len) /* no longer missing */
		form_touch(form, form->current);
	form_rewrap(form, form->current);
	typing_scroll(form);
}

/* The same, where the text itself may be another. */
static void follow(struct form *form, bool was_empty)
{
	follow_seen(form, was_empty);
	if (form_editing(form, form->current))
		reading_show(form);
}

enum form_result form_do(struct form *form, enum form_op op)
{
	bool was_empty = !form->edit.text.len;
	enum form_result result;

	if (!form->screen->field_n)
		return FORM_IGNORED;
	str_reset(&form->message);
	if (op == FORM_NEXT || op == FORM_PREV)
		return form_step(form, op == FORM_NEXT ? 1 : -1);
	if (kind_items(here(form)->type))
		result = items_do(form, op);
	else if (kind_keyed(here(form)->type))
		result = keyed_do(form, op);
	else
		result = typing_do(form, op);
	follow(form, was_empty);
	return result;
}

/* One character in whatever field is the current one by now. */
static enum form_result type_char(struct form *form, const char *utf8,
				  size_t len)
{
	if (kind_items(here(form)->type))
		return items_char(form, utf8, len);
	if (kind_keyed(here(form)->type))
		return keyed_char(form, utf8, len);
	return typing_text(form, utf8, len);
}

enum form_result form_type(struct form *form, const char *utf8, size_t len)
{
	bool was_empty = !form->edit.text.len;
	enum form_result result;

	if (!form->screen->field_n)
		return FORM_IGNORED;
	str_reset(&form->message);
	result = type_char(form, utf8, len);
	follow(form, was_empty);
	return result;
}

/* What a paste did not bring, in one sentence. */
static void say_taken(struct form *form, struct edit_taken taken)
{
	struct str what = STR_INIT;

	if (taken.left_out_n) {
		str_addf(&what,
			 _("%zu characters were left out: there is room for "
			   "%zu."),
			 taken.left_out_n, form->edit.limit_n);
		str_addc(&what, ' ');
	}
	if (taken.dropped_n)
		str_addf(&what, _("%zu characters could not be read."),
			 taken.dropped_n);
	str_trim(&what);
	if (what.len)
		form_say(form, taken.left_out_n > 0, "%s: %s",
			 here(form)->label, what.buf);
	str_release(&what);
}

enum form_result form_paste(struct form *form, const char *utf8, size_t len,
			    size_t lost_n)
{
	struct edit_taken taken;

	if (!form->screen->field_n)
		return FORM_IGNORED;
	str_reset(&form->message);
	if (!kind_typed(here(form)->type) || kind_keyed(here(form)->type)) {
		form_say(form, true, _("%s: nothing can be pasted here."),
			 here(form)->label);
		return FORM_REFUSED;
	}
	if (form->fresh && kind_replaced(here(form)->type))
		edit_clear(&form->edit);
	form->fresh = false;
	taken = edit_insert(&form->edit, utf8, len);
	taken.left_out_n += lost_n;
	say_taken(form, taken);
	form_touch(form, form->current);
	form_rewrap(form, form->current);
	typing_scroll(form);
	reading_show(form);
	return FORM_DONE;
}

/* ---- an input method ---- */

const struct screen_field *form_typed(const struct form *form)
{
	bool typed = form->screen->field_n && kind_typed(here(form)->type) &&
		     !kind_keyed(here(form)->type);

	return typed ? here(form) : NULL;
}

/* The rows of what is being written have to be painted. */
static void touch_writing(struct form *form)
{
	const struct form_field *w = &form->field[form->current];
	size_t from = 0, to = 1, top = (size_t)w->top, pos = form->edit.pos;

	if (here(form)->rows_n > 1) {
		from = wrap_find(&w->wrap, pos);
		to = wrap_find(&w->wrap, pos + form->edit.writing_len) + 1;
	}
	form_touch_rows(form, form->current, from > top ? from - top : 0,
			to > top ? to - top : 0);
}

void form_write(struct form *form, const char *utf8, size_t len, size_t cursor,
		size_t mark, size_t mark_len)
{
	bool was_empty = !edit_seen(&form->edit)->len;

	if (!form_typed(form))
		return;
	if (form->fresh && len && kind_replaced(here(form)->type))
		edit_clear(&form->edit);
	form->fresh = form->fresh && !len;
	touch_writing(form);
	edit_write(&form->edit, utf8, len, cursor, mark, mark_len);
	follow_seen(form, was_empty);
	touch_writing(form);
}

enum form_result form_finish(struct form *form, const char *utf8,
			     const char *reading)
{
	if (form_typed(form))
		reading_add(form, utf8, reading);
	return form_type(form, utf8, strlen(utf8));
}

bool form_take_back(struct form *form, const char *utf8)
{
	if (!form_typed(form) || !edit_take_back(&form->edit, utf8))
		return false;
	follow(form, false);
	return true;
}
