/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The life of a form: values in, from field to field, values out. */
#include "form/form.h"

#include <stdint.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "form/work.h"

const char *form_get(const struct form *form, const char *path)
{
	return str_or_empty(form->host->get(form->data, path));
}

static const struct screen_field *here(const struct form *form)
{
	return &form->screen->field[form->current];
}

void form_touch_rows(struct form *form, size_t field, size_t from, size_t to)
{
	size_t rows_n = (size_t)form->screen->field[field].rows_n;
	struct form_field *w = &form->field[field];

	if (to > rows_n)
		to = rows_n;
	if (from >= to)
		return;
	w->from = w->to && w->from < from ? w->from : from;
	w->to = w->to > to ? w->to : to;
}

void form_touch(struct form *form, size_t field)
{
	form_touch_rows(form, field, 0, SIZE_MAX);
}

void form_say(struct form *form, bool bad, const char *fmt, ...)
{
	va_list ap;

	str_reset(&form->message);
	va_start(ap, fmt);
	str_vaddf(&form->message, fmt, ap);
	va_end(ap);
	form->message_bad = bad;
}

enum form_result form_refuse(struct form *form, struct err *err)
{
	const char *label = here(form)->label;
	char *end = strchr(err->text.buf, '\n');

	if (end)
		*end = '\0';
	form_say(form, true, "%s: %s", label, err->text.buf);
	err_release(err);
	/* Of rows nothing was typed that could be wrong. */
	form->field[form->current].bad = kind_typed(here(form)->type);
	form_touch(form, form->current);
	return FORM_REFUSED;
}

bool form_editing(const struct form *form, size_t field)
{
	return field == form->current &&
	       kind_typed(form->screen->field[field].type);
}

const struct str *form_text(const struct form *form, size_t field)
{
	return form_editing(form, field) ? edit_seen(&form->edit)
					 : &form->field[field].shown;
}

void form_rewrap(struct form *form, size_t field)
{
	const struct screen_field *f = &form->screen->field[field];
	const struct str *text = form_text(form, field);
	struct form_field *w = &form->field[field];
	size_t top = (size_t)w->top;

	if (f->rows_n == 1 || kind_items(f->type))
		return;
	wrap_text(&w->wrap, text->buf, text->len, f->width_cols);
	form_touch_rows(form, field,
			w->wrap.from > top ? w->wrap.from - top : 0,
			w->wrap.to > top ? w->wrap.to - top : 0);
}

/* Begin to type in the current field. */
static void enter(struct form *form)
{
	const struct screen_field *f = here(form);

	form->fresh = true;
	form->digits = 0;
	form->goal_col = -1;
	if (!kind_typed(f->type))
		return;
	form->edit.limit_n = kind_limit(f);
	form->edit.lines = f->type == FIELD_AREA;
	edit_set(&form->edit, form->field[form->current].shown.buf);
	form_rewrap(form, form->current);
	typing_scroll(form);
}

/* Which boxes there are may hang on what was ticked elsewhere. */
static void ask_choices(struct form *form, size_t field)
{
	const struct screen_field *f = &form->screen->field[field];
	struct form_field *w = &form->field[field];

	if (f->source)
		w->choice = form->host->choices(form->data, f->source,
						&w->choice_n);
}

/* As it is stored, or as it was typed when it could not be. */
static void show_value(struct form *form, size_t field, struct str *out)
{
	const struct form_host *host = form->host;
	const char *path = form->screen->field[field].path;
	const char *typed = host->aside ? host->aside(form->data, path) : "";

	form->field[field].aside = *typed;
	if (*typed)
		str_add(out, typed);
	else
		kind_show(form, field, out);
}

static void refresh_field(struct form *form, size_t field)
{
	struct form_field *w = &form->field[field];
	struct str shown = STR_INIT;
	bool untouched = form_editing(form, field) &&
			 streq(form->edit.text.buf, w->shown.buf);

	if (kind_items(form->screen->field[field].type)) {
		ask_choices(form, field);
		items_layout(form, field);
		form_touch(form, field);
		return;
	}
	reading_look(form, field);
	show_value(form, field, &shown);
	if (streq(shown.buf, w->shown.buf)) {
		str_release(&shown);
		return;
	}
	str_release(&w->shown);
	w->shown = shown;
	form_touch(form, field);
	if (untouched)
		enter(form);
	else
		form_rewrap(form, field);
}

void form_refresh(struct form *form)
{
	for (size_t i = 0; i < form->screen->field_n; i++)
		refresh_field(form, i);
}

static bool enterable(const struct form *form, size_t field)
{
	const struct screen_field *f = &form->screen->field[field];

	if (f->type == FIELD_COMPUTED)
		return false;
	return f->type == FIELD_BLOCK || !kind_items(f->type) ||
	       form->field[field].item_n > 0;
}

void form_init(struct form *form, struct screen *screen,
	       const struct form_host *host, void *data)
{
	*form = (struct form){
		.screen = screen,
		.host = host,
		.data = data,
		.message = STR_INIT,
		.goal_col = -1,
	};
	edit_init(&form->edit);
	form->field = xcalloc(screen->field_n + 1, sizeof(*form->field));
	for (size_t i = 0; i < screen->field_n; i++) {
		struct form_field *w = &form->field[i];

		str_init(&w->shown);
		w->wrap = (struct wrap)WRAP_INIT;
		str_init(&w->made);
		w->choice = screen->field[i].choice;
		w->choice_n = screen->field[i].choice_n;
		ask_choices(form, i);
		form_touch(form, i);
	}
	form->current = screen->field_n;
	form_refresh(form);
	form->current = 0;
	while (form->current + 1 < screen->field_n &&
	       !enterable(form, form->current))
		form->current++;
	if (screen->field_n)
		enter(form);
}

void form_release(struct form *form)
{
	for (size_t i = 0; form->screen && i < form->screen->field_n; i++) {
		str_release(&form->field[i].shown);
		str_release(&form->field[i].made);
		wrap_release(&form->field[i].wrap);
		free(form->field[i].item);
	}
	free(form->field);
	reading_forget(form);
	free(form->reading);
	edit_release(&form->edit);
	str_release(&form->message);
	screen_free(form->screen);
	memset(form, 0, sizeof(*form));
}

/* Hand the value over; what else the field could hold is emptied first. */
static int hand_over(struct form *form, const struct form_value *value,
		     struct err *err)
{
	const struct screen_field *f = here(form);
	const char *others[] = { f->path, f->age, f->decade };

	for (size_t i = 0; i < ARRAY_SIZE(others); i++) {
		if (!others[i] || streq(others[i], value->path))
			continue;
		if (*form_get(form, others[i]) &&
		    form->host->leave(form->data, others[i], "", err))
			return -1;
	}
	if (form->host->leave(form->data, value->path, value->text.buf, err))
		return -1;
	return form->field[form->current].aside
		       ? form->host->set_aside(form->data, f->path, "", err)
		       : 0;
}

/* Put what is typed in the current field on disk; -1: err says why not. */
/* From here on the field shows what was stored. */
static void show_stored(struct form *form)
{
	edit_set(&form->edit, form->field[form->current].shown.buf);
	form_touch(form, form->current);
	form_refresh(form);
	form_rewrap(form, form->current);
	typing_scroll(form);
}

static int leave(struct form *form, struct err *err)
{
	struct form_value value = { .text = STR_INIT };
	struct form_field *w;
	int rc;

	if (!form->screen->field_n || !kind_typed(here(form)->type))
		return 0;
	w = &form->field[form->current];
	if (w->bad)
		form_touch(form, form->current);
	w->bad = false;
	if (streq(form->edit.text.buf, w->shown.buf))
		return 0;
	rc = kind_read(form, form->current, form->edit.text.buf, &value, err);
	if (!rc)
		rc = hand_over(form, &value, err);
	str_release(&value.text);
	if (!rc)
		rc = reading_propose(form, form->current, false, err);
	if (!rc)
		rc = reading_hand_over(form, err);
	if (rc)
		return -1;
	show_stored(form);
	return 0;
}

int form_leave(struct form *form)
{
	struct err err = ERR_INIT;

	if (!leave(form, &err))
		return 0;
	form_refuse(form, &err);
	return -1;
}

/* Keep what is typed beside the value that it cannot be. */
static int set_aside(struct form *form, struct err *err)
{
	const char *typed = form->edit.text.buf;

	if (form->host->set_aside(form->data, here(form)->path, typed, err))
		return -1;
	refresh_field(form, form->current);
	str_add(&form->message, _(" (kept as it was typed)"));
	return 0;
}

int form_part(struct form *form)
{
	struct err err = ERR_INIT;
	bool input;
	int rc = leave(form, &err);

	if (!rc)
		return 0;
	input = err.kind == ERR_INPUT;
	form_refuse(form, &err);
	if (input && form->host->set_aside)
		rc = set_aside(form, &err);
	if (rc && err.kind)
		form_refuse(form, &err);
	return rc;
}

void form_tell_aside(struct form *form)
{
	for (size_t i = 0; i < form->screen->field_n; i++) {
		struct form_value value = { .text = STR_INIT };
		struct err err = ERR_INIT;
		const char *why = _("not right yet");

		if (!form->field[i].aside)
			continue;
		if (kind_read(form, i, form->field[i].shown.buf, &value, &err))
			why = err.text.buf;
		form_say(form, true, "%s: %s", form->screen->field[i].label,
			 why);
		str_release(&value.text);
		err_release(&err);
		return;
	}
}

static enum form_result go(struct form *form, size_t field)
{
	struct form_field *w = &form->field[form->current];

	if (form_leave(form))
		return FORM_REFUSED;
	if (w->scroll || kind_rows(here(form)->type))
		form_touch(form, form->current);
	w->scroll = 0;
	form->current = field;
	form_rewrap(form, form->current);
	enter(form);
	if (kind_rows(here(form)->type))
		form_touch(form, form->current);
	return FORM_DONE;
}

enum form_result form_step(struct form *form, int direction)
{
	size_t n = form->screen->field_n, i = form->current;

	if (form_leave(form))
		return FORM_REFUSED;
	for (;;) {
		if (direction > 0 ? i + 1 >= n : i == 0)
			return direction > 0 ? FORM_PAST_END : FORM_PAST_START;
		i += direction > 0 ? 1 : (size_t)-1;
		if (enterable(form, i))
			return go(form, i);
	}
}

int form_goto(struct form *form, const char *field_name)
{
	int i = screen_find(form->screen, field_name);

	if (i < 0 || !enterable(form, (size_t)i))
		return -1;
	if ((size_t)i == form->current)
		return 0;
	return go(form, (size_t)i) == FORM_DONE ? 0 : -1;
}

int form_first(struct form *form)
{
	for (size_t i = 0; i < form->screen->field_n; i++)
		if (enterable(form, i))
			return form_goto(form, form->screen->field[i].name);
	return -1;
}

int form_goto_path(struct form *form, const char *path)
{
	for (size_t i = 0; i < form->screen->field_n; i++) {
		const struct screen_field *f = &form->screen->field[i];
		bool items = kind_items(f->type);

		if (!enterable(form, i))
			continue;
		if (streq(f->path, path) || streq(f->age, path))
			return form_goto(form, f->name);
		if (items && items_goto_path(form, i, path))
			return form_goto(form, f->name);
	}
	return -1;
}

static bool missing(const struct form *form, size_t field)
{
	const struct form_field *w = &form->field[field];

	return w->aside || (form->screen->field[field].wanted && !w->shown.len);
}

int form_goto_missing(struct form *form)
{
	for (size_t i = 0; i < form->screen->field_n; i++)
		if (form->field[i].aside)
			return form_goto(form, form->screen->field[i].name);
	for (size_t i = 0; i < form->screen->field_n; i++)
		if (missing(form, i) && enterable(form, i))
			return form_goto(form, form->screen->field[i].name);
	return -1;
}

const struct choice *form_choices(const struct form *form, size_t field,
				  size_t *n)
{
	*n = form->field[field].choice_n;
	return form->field[field].choice;
}

enum form_result form_pick(struct form *form, size_t i)
{
	const struct form_field *w = &form->field[form->current];

	if (here(form)->type != FIELD_CHOICE || i >= w->choice_n)
		return FORM_IGNORED;
	edit_set(&form->edit, w->choice[i].label);
	form_touch(form, form->current);
	return form_step(form, 1);
}

size_t form_missing(const struct form *form, struct str *labels)
{
	size_t n = 0;

	for (size_t i = 0; i < form->screen->field_n; i++) {
		if (!missing(form, i))
			continue;
		str_addf(labels, "%s%s", n ? "、" : "",
			 form->screen->field[i].label);
		n++;
	}
	return n;
}

bool form_take_dirty(struct form *form, size_t field, int *from, int *to)
{
	struct form_field *w = &form->field[field];

	*from = (int)w->from;
	*to = (int)w->to;
	w->from = w->to = 0;
	return *to > 0;
}
