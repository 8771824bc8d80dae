/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/edit.h"

#include <string.h>

#include "base/mem.h"
#include "text/utf8.h"
#include "text/width.h"

void edit_init(struct edit *e)
{
	*e = (struct edit){ .text = STR_INIT,
			    .undo = STR_INIT,
			    .seen = STR_INIT };
}

void edit_release(struct edit *e)
{
	str_release(&e->text);
	str_release(&e->undo);
	str_release(&e->seen);
	edit_init(e);
}

void edit_set(struct edit *e, const char *utf8)
{
	str_set(&e->text, utf8);
	str_set(&e->undo, utf8);
	e->text_n = e->undo_n = utf8_count(utf8, e->text.len);
	e->pos = e->undo_pos = e->text.len;
	e->run = EDIT_NO_RUN;
	e->writing_len = 0;
}

/* Keep the text for undo, once for a run of the same kind of change. */
static void remember(struct edit *e, enum edit_run run)
{
	if (e->run != run || run == EDIT_NO_RUN) {
		str_set(&e->undo, e->text.buf);
		e->undo_n = e->text_n;
		e->undo_pos = e->pos;
	}
	e->run = run;
}

/* Other bytes between from and to, the cursor behind them. */
static void put(struct edit *e, size_t from, size_t to, const char *bytes,
		size_t len)
{
	e->text_n += utf8_count(bytes, len);
	e->text_n -= utf8_count(e->text.buf + from, to - from);
	str_splice(&e->text, from, to - from, bytes, len);
	e->pos = from + len;
}

static bool cut(struct edit *e, size_t from, size_t to, enum edit_run run)
{
	if (from == to)
		return false;
	remember(e, run);
	put(e, from, to, "", 0);
	return true;
}

static bool move(struct edit *e, size_t pos)
{
	bool moved = pos != e->pos;

	e->pos = pos;
	e->run = EDIT_NO_RUN;
	return moved;
}

/*
 * The character before the cursor is cleaned together with what comes, so
 * that a mark typed behind its kana becomes one character with it.
 */
struct edit_taken edit_insert(struct edit *e, const char *utf8, size_t len)
{
	size_t from = cluster_prev(e->text.buf, e->pos);
	struct str raw = STR_INIT, clean = STR_INIT;
	struct edit_taken taken = { 0 };
	struct text_cleaned cleaned;
	size_t fit;

	str_addn(&raw, e->text.buf + from, e->pos - from);
	str_addn(&raw, utf8, len);
	cleaned =
		text_clean(&clean, raw.buf, raw.len, e->lines ? TEXT_LINES : 0);
	taken.dropped_n = cleaned.dropped_n + cleaned.replaced_n;
	fit = clean.len;
	if (e->limit_n) {
		size_t kept_n = e->text_n -
				utf8_count(e->text.buf + from, e->pos - from);
		size_t room_n = e->limit_n > kept_n ? e->limit_n - kept_n : 0;

		fit = utf8_limit(clean.buf, clean.len, room_n);
		if (fit < e->pos - from && clean.len >= e->pos - from)
			fit = e->pos - from; /* was too long before */
		taken.left_out_n = utf8_count(clean.buf + fit, clean.len - fit);
	}
	if (fit != e->pos - from ||
	    memcmp(clean.buf, e->text.buf + from, fit) != 0) {
		remember(e, EDIT_TYPING);
		put(e, from, e->pos, clean.buf, fit);
	}
	str_release(&raw);
	str_release(&clean);
	return taken;
}

bool edit_left(struct edit *e)
{
	return move(e, cluster_prev(e->text.buf, e->pos));
}

bool edit_right(struct edit *e)
{
	return move(e, cluster_next(e->text.buf, e->text.len, e->pos));
}

/* Words are what stands between blanks, 、 and 。 */
static bool is_gap(const char *s)
{
	return *s == ' ' || *s == '\n' || skip_prefix(s, "　", NULL) ||
	       skip_prefix(s, "、", NULL) || skip_prefix(s, "。", NULL);
}

bool edit_word_left(struct edit *e)
{
	const char *s = e->text.buf;
	size_t pos = e->pos, prev;

	while (pos && is_gap(s + (prev = cluster_prev(s, pos))))
		pos = prev;
	while (pos && !is_gap(s + (prev = cluster_prev(s, pos))))
		pos = prev;
	return move(e, pos);
}

bool edit_word_right(struct edit *e)
{
	const char *s = e->text.buf;
	size_t pos = e->pos;

	while (pos < e->text.len && !is_gap(s + pos))
		pos = cluster_next(s, e->text.len, pos);
	while (pos < e->text.len && is_gap(s + pos))
		pos = cluster_next(s, e->text.len, pos);
	return move(e, pos);
}

static size_t line_start(const struct edit *e)
{
	size_t pos = e->pos;

	while (pos && e->text.buf[pos - 1] != '\n')
		pos--;
	return pos;
}

static size_t line_end(const struct edit *e)
{
	return e->pos + strcspn(e->text.buf + e->pos, "\n");
}

bool edit_home(struct edit *e)
{
	return move(e, line_start(e));
}

bool edit_end(struct edit *e)
{
	return move(e, line_end(e));
}

bool edit_to(struct edit *e, size_t pos)
{
	if (pos > e->text.len)
		BUG("cursor behind the text");
	return move(e, pos);
}

bool edit_backspace(struct edit *e)
{
	return cut(e, cluster_prev(e->text.buf, e->pos), e->pos, EDIT_ERASING);
}

bool edit_delete(struct edit *e)
{
	return cut(e, e->pos, cluster_next(e->text.buf, e->text.len, e->pos),
		   EDIT_ERASING);
}

bool edit_kill(struct edit *e)
{
	size_t end = line_end(e);

	/* At the end of a line its end itself is taken. */
	if (end == e->pos && end < e->text.len)
		end++;
	return cut(e, e->pos, end, EDIT_NO_RUN);
}

bool edit_clear(struct edit *e)
{
	return cut(e, 0, e->text.len, EDIT_NO_RUN);
}

bool edit_undo(struct edit *e)
{
	struct str text = e->text;
	size_t n = e->text_n, pos = e->pos;

	if (streq(e->text.buf, e->undo.buf))
		return false;
	e->text = e->undo;
	e->text_n = e->undo_n;
	e->pos = e->undo_pos;
	e->undo = text;
	e->undo_n = n;
	e->undo_pos = pos;
	e->run = EDIT_NO_RUN;
	return true;
}

void edit_restore(struct edit *e, const char *utf8)
{
	remember(e, EDIT_NO_RUN);
	put(e, 0, e->text.len, utf8, strlen(utf8));
}

void edit_write(struct edit *e, const char *utf8, size_t len, size_t cursor,
		size_t mark, size_t mark_len)
{
	e->writing_len = len;
	e->writing_cursor = cursor;
	e->mark = mark;
	e->mark_len = mark_len;
	str_reset(&e->seen);
	if (!len)
		return;
	str_addn(&e->seen, e->text.buf, e->pos);
	str_addn(&e->seen, utf8, len);
	str_add(&e->seen, e->text.buf + e->pos);
}

const struct str *edit_seen(const struct edit *e)
{
	return e->writing_len ? &e->seen : &e->text;
}

size_t edit_seen_pos(const struct edit *e)
{
	return e->pos + (e->writing_len ? e->writing_cursor : 0);
}

bool edit_take_back(struct edit *e, const char *utf8)
{
	size_t len = strlen(utf8);

	if (len > e->pos || memcmp(e->text.buf + e->pos - len, utf8, len) != 0)
		return false;
	return cut(e, e->pos - len, e->pos, EDIT_NO_RUN);
}

size_t edit_scroll(const struct edit *e, size_t from_pos, int width_cols)
{
	const struct str *seen = edit_seen(e);
	const char *s = seen->buf;
	size_t pos = edit_seen_pos(e);

	if (from_pos > pos)
		from_pos = pos;
	while (text_width(s + from_pos, pos - from_pos) > width_cols)
		from_pos = cluster_next(s, seen->len, from_pos);
	return from_pos;
}
