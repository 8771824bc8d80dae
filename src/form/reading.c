/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The reading that was typed for a name becomes its furigana. Pieces of the
 * name whose reading is known are found again in its text, so that moving,
 * erasing and adding keep the two together. What was pasted, or came finished
 * from the terminal, the program may know; then the reading is only proposed.
 */
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "form/work.h"
#include "text/kana.h"
#include "text/utf8.h"

struct form_reading {
	char *text, *reading;
};

void reading_forget(struct form *form)
{
	for (size_t i = 0; i < form->reading_n; i++) {
		free(form->reading[i].text);
		free(form->reading[i].reading);
	}
	form->reading_n = 0;
}

void reading_add(struct form *form, const char *text, const char *reading)
{
	if (form->reading_of != form->current)
		reading_forget(form);
	form->reading_of = form->current;
	ALLOC_GROW(form->reading, form->reading_n + 1, form->reading_alloc);
	form->reading[form->reading_n++] = (struct form_reading){
		.text = xstrdup(text),
		.reading = xstrdup(reading),
	};
}

/* The field for the reading of the current one, or NULL. */
static struct form_field *kana_field(const struct form *form, size_t *at)
{
	const char *name = form->screen->field[form->current].reading;
	int i = name ? screen_find(form->screen, name) : -1;

	if (i < 0)
		return NULL;
	*at = (size_t)i;
	return &form->field[i];
}

int reading_propose(struct form *form, size_t kana, bool guess, struct err *err)
{
	const char *path = form->screen->field[kana].guess;
	struct form_field *w = &form->field[kana];

	if (w->proposed == guess)
		return 0;
	w->proposed = guess;
	form_touch(form, kana);
	if (!path)
		return 0;
	return form->host->leave(form->data, path, guess ? "yes" : "", err);
}

bool reading_confirm(struct form *form)
{
	struct err err = ERR_INIT;

	if (!reading_propose(form, form->current, false, &err))
		return true;
	form_refuse(form, &err);
	return false;
}

void reading_look(struct form *form, size_t kana)
{
	const char *path = form->screen->field[kana].guess;
	struct form_field *w = &form->field[kana];
	bool guess = path ? streq(form_get(form, path), "yes") : w->proposed;

	if (w->proposed != guess)
		form_touch(form, kana);
	w->proposed = guess;
}

/* Nothing stands there that a person has written. */
static bool may_fill(const struct form *form, size_t kana)
{
	const struct form_field *w = &form->field[kana];
	struct str stored = STR_INIT;
	bool free_to;

	kind_show(form, kana, &stored);
	free_to = !stored.len || w->proposed || streq(stored.buf, w->made.buf);
	str_release(&stored);
	return free_to;
}

/* The longest known piece that s begins with. */
static const struct form_reading *known(const struct form *form, const char *s)
{
	const struct form_reading *best = NULL;

	if (form->reading_of != form->current)
		return NULL;
	for (size_t i = form->reading_n; i-- > 0;) {
		const struct form_reading *r = &form->reading[i];

		if (skip_prefix(s, r->text, NULL) &&
		    (!best || strlen(r->text) > strlen(best->text)))
			best = r;
	}
	return best;
}

/* Kana and blanks are their own reading; returns the bytes of one, or 0. */
static size_t plain_len(const char *s)
{
	size_t len = utf8_next(s, strlen(s), 0);
	char *one = xstrndup(s, len);
	bool plain = kana_only(one);

	free(one);
	return plain ? len : 0;
}

static void add_plain(struct str *out, const char *s, size_t len)
{
	char *one = xstrndup(s, len);
	char *wide = kana_widen(one);
	char *kana = kana_to_hiragana(wide);

	str_add(out, streq(kana, "　") ? " " : kana);
	free(one);
	free(wide);
	free(kana);
}

/* Bytes up to where something is known again. */
static size_t unknown_len(const struct form *form, const char *s)
{
	size_t at = 0, len = strlen(s);

	while (at < len && !known(form, s + at) && !plain_len(s + at))
		at = utf8_next(s, len, at);
	return at;
}

static bool ask(const struct form *form, const char *s, size_t len,
		struct str *out)
{
	struct str found = STR_INIT;
	char *name = xstrndup(s, len);
	bool knows = form->host->reading &&
		     form->host->reading(form->data, name, &found);

	str_add(out, found.buf);
	str_release(&found);
	free(name);
	return knows;
}

/* The reading of the whole name; false when a part of it is not known.
 * proposed NULL: only what was typed counts. */
static bool read_name(const struct form *form, const char *s, struct str *out,
		      bool *proposed)
{
	while (*s) {
		const struct form_reading *r = known(form, s);
		size_t len = r ? strlen(r->text) : plain_len(s);

		if (r) {
			str_add(out, r->reading);
		} else if (len) {
			add_plain(out, s, len);
		} else {
			len = unknown_len(form, s);
			if (!proposed || !ask(form, s, len, out))
				return false;
			*proposed = true;
		}
		s += len;
	}
	return kana_only(out->buf);
}

void reading_show(struct form *form)
{
	size_t kana;
	struct form_field *w = kana_field(form, &kana);
	struct str seen = STR_INIT;

	if (!w || !may_fill(form, kana))
		return;
	if (streq(form->edit.text.buf, form->field[form->current].shown.buf) ||
	    !read_name(form, form->edit.text.buf, &seen, NULL)) {
		str_reset(&seen);
		kind_show(form, kana, &seen);
	}
	if (!streq(seen.buf, w->shown.buf)) {
		str_set(&w->shown, seen.buf);
		form_touch(form, kana);
	}
	str_release(&seen);
}

/* As it was typed; else as somebody who knows the whole name reads it; else
 * with only the rest of it guessed. */
static bool find_reading(const struct form *form, struct str *out,
			 bool *proposed)
{
	const char *name = form->edit.text.buf;

	if (read_name(form, name, out, NULL))
		return true;
	str_reset(out);
	*proposed = true;
	if (ask(form, name, strlen(name), out))
		return true;
	return read_name(form, name, out, proposed);
}

/* Into the field for it, as far as there is room. */
static int put(struct form *form, size_t kana, struct str *reading,
	       struct err *err)
{
	const struct screen_field *f = &form->screen->field[kana];
	struct form_field *w = &form->field[kana];

	str_trim(reading);
	str_setlen(reading,
		   utf8_limit(reading->buf, reading->len, kind_limit(f)));
	form_touch(form, kana);
	str_set(&w->made, reading->buf);
	if (streq(form_get(form, f->path), reading->buf))
		return 0;
	return form->host->leave(form->data, f->path, reading->buf, err);
}

int reading_hand_over(struct form *form, struct err *err)
{
	size_t kana;
	struct form_field *w = kana_field(form, &kana);
	struct str reading = STR_INIT;
	bool proposed = false;
	int rc;

	if (!w || !may_fill(form, kana))
		return 0;
	/* Better none than that of the name that stood there before. */
	if (!find_reading(form, &reading, &proposed)) {
		str_reset(&reading);
		proposed = false;
	}
	rc = put(form, kana, &reading, err);
	if (!rc)
		rc = reading_propose(form, kana, proposed, err);
	if (proposed)
		form_say(form, false,
			 _("%s: \"%s\" is a guess; Enter there confirms it."),
			 form->screen->field[kana].label, reading.buf);
	str_release(&reading);
	return rc;
}
