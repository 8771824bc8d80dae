/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/wrap.h"

#include <stdint.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

#include "base/mem.h"
#include "text/utf8.h"
#include "text/width.h"

/* New lines while they are made. */
struct wrapper {
	struct wrap *old;
	size_t tail; /* the old line that may be met next */
	bool met;    /* from here on the old lines are right */
	const char *s;
	size_t len;
	int max_cols;
	struct wrap_line line; /* the line under way */
	int words_n;           /* in it */
	bool firm;             /* where its first word ends */
	struct wrap_line *lines;
	size_t n, alloc;
};

void wrap_release(struct wrap *w)
{
	free(w->lines);
	str_release(&w->text);
	*w = (struct wrap)WRAP_INIT;
}

static UBreakIterator *breaker(void)
{
	static UBreakIterator *iterator; /* lives as long as the program */
	UErrorCode code = U_ZERO_ERROR;

	if (!iterator)
		iterator = ubrk_open(UBRK_LINE, "ja@lb=strict", NULL, 0, &code);
	if (U_FAILURE(code))
		die("ICU: line breaking: %s", u_errorName(code));
	return iterator;
}

/* ---- lines that are the same as before ---- */

static size_t line_end(const struct wrap *w, size_t i)
{
	return i + 1 < w->n ? w->lines[i + 1].pos : w->text.len;
}

/* How many bytes at the beginning are the same. */
static size_t same_bytes(const char *a, const char *b, size_t len)
{
	enum { BLOCK = 256 };
	size_t n = 0;

	while (n + BLOCK <= len && !memcmp(a + n, b + n, BLOCK))
		n += BLOCK;
	while (n < len && a[n] == b[n])
		n++;
	return n;
}

/* The first of the lines at the end that have the bytes that they had. */
static size_t same_tail(const struct wrap *w, const char *s, size_t len)
{
	size_t i = w->n;

	while (i) {
		size_t pos = w->lines[i - 1].pos, end = line_end(w, i - 1);
		size_t behind = w->text.len - pos;

		if (behind > len ||
		    memcmp(w->text.buf + pos, s + len - behind, end - pos) != 0)
			break;
		i--;
	}
	return i;
}

/*
 * Where to begin when line i has changed, from byte pos on. Its first word may
 * now fit at the end of the line before, unless it stands firm; where that one
 * begins was decided by what stood before it and by its own first word, which
 * did not change.
 */
static size_t restart_at(const struct wrap *w, size_t i, size_t pos)
{
	const struct wrap_line *line = &w->lines[i];
	bool before = line->sure && line->firm_len &&
		      pos >= line->pos + line->firm_len;

	while (i && w->text.buf[w->lines[i].pos - 1] != '\n') {
		if (w->lines[i].sure && before)
			break;
		before = before || w->lines[i].sure;
		i--;
	}
	return i;
}

/* Does an old line begin where the line under way does? */
static bool meets_old(struct wrapper *wr)
{
	const struct wrap *old = wr->old;
	size_t behind = wr->len - wr->line.pos;

	while (wr->tail < old->n &&
	       old->text.len - old->lines[wr->tail].pos > behind)
		wr->tail++;
	return wr->tail < old->n && old->lines[wr->tail].sure &&
	       old->text.len - old->lines[wr->tail].pos == behind;
}

/* ---- new lines ---- */

/*
 * ICU finds the next place for a break from the last one on, except among
 * letters of Thai and the like, where a dictionary looks at all of them.
 */
static bool is_sure(const char *s, size_t pos)
{
	size_t prev = utf8_prev(s, pos);
	uint32_t c = utf8_decode(s + prev, pos - prev, NULL);

	return u_getIntPropertyValue((UChar32)c, UCHAR_LINE_BREAK) !=
	       U_LB_COMPLEX_CONTEXT;
}

static void begin_line(struct wrapper *wr, size_t pos, bool sure)
{
	wr->line = (struct wrap_line){ .pos = pos, .sure = sure };
	wr->words_n = 0;
	wr->met = sure && meets_old(wr);
}

static void end_line(struct wrapper *wr, size_t end)
{
	struct wrap_line *line = &wr->line;

	line->len = end - line->pos;
	if (line->cols > wr->max_cols)
		line->cols = wr->max_cols;
	ALLOC_GROW(wr->lines, wr->n + 1, wr->alloc);
	wr->lines[wr->n++] = *line;
}

/* Bytes of s without the spaces, ASCII or full-width, at its end. */
static size_t without_spaces(const char *s, size_t len)
{
	for (;;) {
		if (len && s[len - 1] == ' ')
			len--;
		else if (len >= 3 && !memcmp(s + len - 3, "\u3000", 3))
			len -= 3;
		else
			return len;
	}
}

/* A word wider than a line: fill line after line, at least a cluster each. */
static void break_anywhere(struct wrapper *wr, size_t pos, size_t end)
{
	for (;;) {
		int cols;
		size_t fit =
			text_clip(wr->s + pos, end - pos, wr->max_cols, &cols);

		if (!fit) {
			fit = cluster_next(wr->s + pos, end - pos, 0);
			cols = wr->max_cols;
		}
		pos += fit;
		wr->line.cols = cols;
		if (pos == end)
			return;
		end_line(wr, pos);
		begin_line(wr, pos, false);
	}
}

/* A word has ended in the line. Where the first one ends is decided by it and
 * the second. */
static void note_word(struct wrapper *wr, size_t end)
{
	wr->words_n++;
	if (wr->words_n == 1)
		wr->firm = is_sure(wr->s, end);
	else if (wr->words_n == 2 && wr->firm)
		wr->line.firm_len = end - wr->line.pos;
}

/* What lies between two places where the line may be broken. */
static void add_segment(struct wrapper *wr, size_t pos, size_t end)
{
	size_t body = without_spaces(wr->s + pos, end - pos);
	int cols = text_width(wr->s + pos, body);

	if (wr->line.cols + cols > wr->max_cols && pos > wr->line.pos) {
		end_line(wr, pos);
		begin_line(wr, pos, is_sure(wr->s, pos));
		if (wr->met)
			return;
	}
	if (cols > wr->max_cols) {
		break_anywhere(wr, pos, pos + body);
		cols = 0;
	}
	wr->line.cols +=
		cols + text_width(wr->s + pos + body, end - pos - body);
	note_word(wr, end);
}

/* A paragraph, or the rest of one from a sure line on. */
static void wrap_paragraph(struct wrapper *wr, size_t pos, size_t end)
{
	UErrorCode code = U_ZERO_ERROR;
	UText text = UTEXT_INITIALIZER;
	UBreakIterator *it = breaker();
	int32_t from = 0, to;

	begin_line(wr, pos, true);
	if (wr->met)
		return;
	utext_openUTF8(&text, wr->s + pos, (int64_t)(end - pos), &code);
	ubrk_setUText(it, &text, &code);
	if (U_FAILURE(code))
		die("ICU: line breaking: %s", u_errorName(code));
	while (!wr->met && (to = ubrk_next(it)) != UBRK_DONE) {
		add_segment(wr, pos + (size_t)from, pos + (size_t)to);
		from = to;
	}
	utext_close(&text);
	if (!wr->met)
		end_line(wr, end);
}

static void wrap_from(struct wrapper *wr, size_t pos)
{
	for (;;) {
		const char *newline = memchr(wr->s + pos, '\n', wr->len - pos);
		size_t end = newline ? (size_t)(newline - wr->s) : wr->len;

		wrap_paragraph(wr, pos, end);
		if (!newline || wr->met)
			return;
		pos = end + 1;
	}
}

/* ---- the two put together ---- */

/* Which lines differ, when the new ones stand from line first on. */
static void note_change(struct wrap *w, const struct wrapper *wr, size_t first,
			size_t same, size_t new_n)
{
	size_t i = 0;

	while (i < wr->n && first + i < same &&
	       w->lines[first + i].len == wr->lines[i].len)
		i++;
	w->from = first + i;
	w->to = w->n == new_n ? first + wr->n : SIZE_MAX;
}

/* New lines instead of the old ones from first to where they were met. */
static void splice(struct wrap *w, const struct wrapper *wr, size_t first,
		   size_t same)
{
	size_t kept_n = wr->met ? w->n - wr->tail : 0;
	size_t new_n = first + wr->n + kept_n;

	note_change(w, wr, first, same, new_n);
	ALLOC_GROW(w->lines, new_n, w->alloc);
	if (kept_n)
		memmove(w->lines + first + wr->n, w->lines + wr->tail,
			kept_n * sizeof(*w->lines));
	if (wr->n)
		memcpy(w->lines + first, wr->lines, wr->n * sizeof(*w->lines));
	for (size_t i = first + wr->n; i < new_n; i++)
		w->lines[i].pos += wr->len - w->text.len;
	w->n = new_n;
}

void wrap_text(struct wrap *w, const char *s, size_t len, int max_cols)
{
	struct wrapper wr = {
		.old = w, .s = s, .len = len, .max_cols = max_cols
	};
	size_t same, changed, first;

	if (max_cols < 2)
		BUG("a line of %d cells cannot hold a character", max_cols);
	if (w->max_cols != max_cols)
		w->n = 0;
	changed = same_bytes(w->text.buf, s,
			     len < w->text.len ? len : w->text.len);
	if (w->n && changed == len && changed == w->text.len) {
		w->from = w->to = 0;
		return;
	}
	same = wrap_find(w, changed);
	first = w->n ? restart_at(w, same, changed) : 0;
	wr.tail = same_tail(w, s, len);
	wrap_from(&wr, first ? w->lines[first].pos : 0);
	splice(w, &wr, first, same);
	str_reset(&w->text);
	str_addn(&w->text, s, len);
	w->max_cols = max_cols;
	free(wr.lines);
}

size_t wrap_find(const struct wrap *w, size_t pos)
{
	size_t low = 0, high = w->n;

	while (high - low > 1) {
		size_t mid = low + (high - low) / 2;

		if (w->lines[mid].pos <= pos)
			low = mid;
		else
			high = mid;
	}
	return low;
}
