/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fields with text that is typed, and fields that one key answers. */
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "form/work.h"
#include "text/kana.h"
#include "text/utf8.h"
#include "text/width.h"

static const struct screen_field *here(const struct form *form)
{
	return &form->screen->field[form->current];
}

static struct form_field *work(struct form *form)
{
	return &form->field[form->current];
}

static int cols_before(const struct form *form, size_t from)
{
	return text_width(form->edit.text.buf + from, form->edit.pos - from);
}

/* Move what is seen so that the cursor is inside the box. */
void typing_scroll(struct form *form)
{
	const struct screen_field *f = here(form);
	struct form_field *w = work(form);
	size_t scroll;

	if (kind_keyed(f->type))
		return;
	if (f->rows_n > 1) {
		int line = (int)wrap_find(&w->wrap, edit_seen_pos(&form->edit));
		int top = w->top;

		if (line < top)
			top = line;
		if (line >= top + f->rows_n)
			top = line - f->rows_n + 1;
		if (top != w->top)
			form_touch(form, form->current);
		w->top = top;
		return;
	}
	scroll = edit_scroll(&form->edit, w->scroll, f->width_cols);
	if (scroll != w->scroll)
		form_touch(form, form->current);
	w->scroll = scroll;
}

/* One line up or down in an area; at its edge to the next field. */
static enum form_result vertical(struct form *form, int direction)
{
	const struct wrap *wrap = &work(form)->wrap;
	const char *s = form->edit.text.buf;
	const struct wrap_line *line;
	size_t i, fit;

	if (here(form)->type != FIELD_AREA)
		return form_step(form, direction);
	i = wrap_find(wrap, form->edit.pos);
	if (form->goal_col < 0)
		form->goal_col = cols_before(form, wrap->lines[i].pos);
	if (direction < 0 ? i == 0 : i + 1 >= wrap->n)
		return form_step(form, direction);
	i += direction < 0 ? (size_t)-1 : 1;
	line = &wrap->lines[i];
	fit = text_clip(s + line->pos, line->len, form->goal_col, NULL);
	/* The end of a wrapped line is the beginning of the next one. */
	if (fit && line->pos + fit < form->edit.text.len &&
	    wrap_find(wrap, line->pos + fit) != i)
		fit = cluster_prev(s + line->pos, fit);
	edit_to(&form->edit, line->pos + fit);
	return FORM_DONE;
}

/* Of several lines those that changed are found when they are wrapped. */
static void touch_line(struct form *form)
{
	if (here(form)->rows_n == 1)
		form_touch(form, form->current);
}

static bool (*const edits[FORM_OP_N])(struct edit *) = {
	[FORM_LEFT] = edit_left,           [FORM_RIGHT] = edit_right,
	[FORM_WORD_LEFT] = edit_word_left, [FORM_WORD_RIGHT] = edit_word_right,
	[FORM_HOME] = edit_home,           [FORM_END] = edit_end,
	[FORM_BACKSPACE] = edit_backspace, [FORM_DELETE] = edit_delete,
	[FORM_KILL] = edit_kill,           [FORM_CLEAR] = edit_clear,
	[FORM_UNDO] = edit_undo,
};

/* Esc: as the field was when it was entered; undo brings the typing back. */
static enum form_result restore(struct form *form)
{
	struct form_field *w = work(form);

	if (streq(form->edit.text.buf, w->shown.buf))
		return FORM_IGNORED;
	edit_restore(&form->edit, w->shown.buf);
	form->fresh = true;
	w->bad = false;
	form_touch(form, form->current);
	return FORM_DONE;
}

enum form_result typing_do(struct form *form, enum form_op op)
{
	if (op == FORM_UP || op == FORM_DOWN)
		return vertical(form, op == FORM_UP ? -1 : 1);
	form->goal_col = -1;
	if (op == FORM_RESTORE)
		return restore(form);
	if (op == FORM_ENTER && here(form)->type == FIELD_AREA)
		return typing_text(form, "\n", 1);
	if (op == FORM_ENTER)
		return reading_confirm(form) ? form_step(form, 1)
					     : FORM_REFUSED;
	if (!edits[op])
		return FORM_IGNORED;
	form->fresh = false;
	if (!edits[op](&form->edit))
		return FORM_IGNORED;
	touch_line(form);
	return FORM_DONE;
}

enum form_result typing_text(struct form *form, const char *utf8, size_t len)
{
	struct edit_taken taken;

	if (form->fresh && kind_replaced(here(form)->type))
		edit_clear(&form->edit);
	form->fresh = false;
	form->goal_col = -1;
	taken = edit_insert(&form->edit, utf8, len);
	touch_line(form);
	if (!taken.left_out_n)
		return FORM_DONE;
	form_say(form, true, _("%s: there is room for %zu characters."),
		 here(form)->label, form->edit.limit_n);
	return FORM_REFUSED;
}

/* ---- answered by one key ---- */

static void set_text(struct form *form, const char *label)
{
	edit_clear(&form->edit);
	edit_insert(&form->edit, label, strlen(label));
	form_touch(form, form->current);
}

/* Which choice is shown now; choice_n when none. */
static size_t shown_choice(const struct form *form)
{
	const struct form_field *w = &form->field[form->current];
	size_t i = 0;

	while (i < w->choice_n &&
	       !streq(w->choice[i].label, form->edit.text.buf))
		i++;
	return i;
}

static enum form_result turn(struct form *form, int direction)
{
	const struct form_field *w = work(form);
	size_t i = shown_choice(form), n = w->choice_n;

	if (here(form)->type != FIELD_CHOICE || !n)
		return FORM_IGNORED;
	if (i == n)
		i = direction > 0 ? 0 : n - 1;
	else
		i = (i + (direction > 0 ? 1 : n - 1)) % n;
	set_text(form, w->choice[i].label);
	return FORM_DONE;
}

enum form_result keyed_do(struct form *form, enum form_op op)
{
	form->digits = 0;
	switch (op) {
	case FORM_UP:
		return form_step(form, -1);
	case FORM_DOWN:
	case FORM_ENTER:
		return form_step(form, 1);
	case FORM_LEFT:
	case FORM_RIGHT:
		return turn(form, op == FORM_LEFT ? -1 : 1);
	case FORM_CHOOSE:
		return here(form)->type == FIELD_CHOICE ? FORM_WANT_LIST
							: FORM_IGNORED;
	case FORM_BACKSPACE:
	case FORM_DELETE:
	case FORM_KILL:
	case FORM_CLEAR:
		if (!edit_clear(&form->edit))
			return FORM_IGNORED;
		form_touch(form, form->current);
		return FORM_DONE;
	case FORM_RESTORE:
	case FORM_UNDO:
		return restore(form);
	default:
		return FORM_IGNORED;
	}
}

/* By number: taken at once when no longer number can follow. */
static enum form_result choose_digit(struct form *form, unsigned digit)
{
	const struct form_field *w = work(form);
	unsigned n = form->digits * 10 + digit;

	if (n < 1 || n > w->choice_n) {
		form->digits = 0;
		form_say(form, true, _("%s: the numbers are 1 to %zu."),
			 here(form)->label, w->choice_n);
		return FORM_REFUSED;
	}
	if (n * 10 > w->choice_n)
		return form_pick(form, n - 1);
	set_text(form, w->choice[n - 1].label);
	form->digits = n;
	return FORM_DONE;
}

static uint32_t choice_key(const struct choice *c)
{
	return kana_key(c->reading ? c->reading : c->label);
}

/* By its first kana: the next one that begins so; taken when it is alone. */
static enum form_result choose_kana(struct form *form, const char *text)
{
	const struct form_field *w = work(form);
	uint32_t key = kana_key(text);
	size_t n = w->choice_n, from = shown_choice(form), hits = 0;
	size_t hit = n;

	for (size_t k = 1; k <= n; k++) {
		size_t i = (from == n ? k - 1 : from + k) % n;

		if (choice_key(&w->choice[i]) != key)
			continue;
		if (!hits++)
			hit = i;
	}
	if (!hits) {
		form_say(form, true,
			 _("%s: none begins so; Space shows the list."),
			 here(form)->label);
		return FORM_REFUSED;
	}
	if (hits == 1)
		return form_pick(form, hit);
	set_text(form, w->choice[hit].label);
	return FORM_DONE;
}

static enum form_result answer_fact(struct form *form, const char *plain)
{
	const char *code = answer_stored(*plain, false);

	if (!code) {
		form_say(form, true, _("y yes, n no, ? unknown, - refused"));
		return FORM_REFUSED;
	}
	set_text(form, answer_shown(code, false));
	return form_step(form, 1);
}

enum form_result keyed_char(struct form *form, const char *utf8, size_t len)
{
	char *text = xstrndup(utf8, len);
	char *plain = ascii_narrow(text);
	enum form_result result;

	if (*plain == ' ')
		result = keyed_do(form, FORM_CHOOSE);
	else if (here(form)->type == FIELD_FACT)
		result = answer_fact(form, streq(plain, "ー") ? "-" : plain);
	else if (*plain >= '0' && *plain <= '9')
		result = choose_digit(form, (unsigned)(*plain - '0'));
	else
		result = choose_kana(form, plain);
	free(text);
	free(plain);
	return result;
}
