/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/wrap.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/utf16.h>

#include "base/mem.h"
#include "text/utf8.h"
#include "text/width.h"

/* One paragraph while it is being broken. */
struct wrapper {
	struct wrap *out;
	const char *s;
	int max_cols;
	size_t line_pos; /* the line under way */
	int line_cols;
};

void wrap_release(struct wrap *w)
{
	free(w->lines);
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

static void end_line(struct wrapper *wr, size_t end)
{
	struct wrap *w = wr->out;
	int cols = wr->line_cols;

	ALLOC_GROW(w->lines, w->n + 1, w->alloc);
	w->lines[w->n++] = (struct wrap_line){
		.pos = wr->line_pos,
		.len = end - wr->line_pos,
		.cols = cols < wr->max_cols ? cols : wr->max_cols,
	};
	wr->line_pos = end;
	wr->line_cols = 0;
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
		wr->line_cols = cols;
		if (pos == end)
			return;
		end_line(wr, pos);
	}
}

/* What lies between two places where the line may be broken. */
static void add_segment(struct wrapper *wr, size_t pos, size_t end)
{
	size_t body = without_spaces(wr->s + pos, end - pos);
	int cols = text_width(wr->s + pos, body);

	if (wr->line_cols + cols > wr->max_cols && pos > wr->line_pos)
		end_line(wr, pos);
	if (cols > wr->max_cols) {
		break_anywhere(wr, pos, pos + body);
		cols = 0;
	}
	wr->line_cols +=
		cols + text_width(wr->s + pos + body, end - pos - body);
}

/* UTF-16 of the paragraph, broken bytes as U+FFFD. The caller's. */
static UChar *to_utf16(const char *s, size_t len, int32_t *n)
{
	UChar *u = xmalloc((len + 1) * sizeof(*u));
	size_t used;

	*n = 0;
	for (size_t pos = 0; pos < len; pos += used) {
		uint32_t c = utf8_decode(s + pos, len - pos, &used);

		U16_APPEND_UNSAFE(u, *n, c);
	}
	return u;
}

static void wrap_paragraph(struct wrapper *wr, size_t pos, size_t end)
{
	UErrorCode code = U_ZERO_ERROR;
	UBreakIterator *it = breaker();
	int32_t n, at = 0, to;
	UChar *u = to_utf16(wr->s + pos, end - pos, &n);

	ubrk_setText(it, u, n, &code);
	if (U_FAILURE(code))
		die("ICU: line breaking: %s", u_errorName(code));
	wr->line_pos = pos;
	wr->line_cols = 0;
	while ((to = ubrk_next(it)) != UBRK_DONE) {
		size_t from = pos, used;

		for (; at < to; pos += used) {
			uint32_t c = utf8_decode(wr->s + pos, end - pos, &used);

			at += U16_LENGTH(c);
		}
		add_segment(wr, from, pos);
	}
	end_line(wr, end);
	free(u);
}

void wrap_text(struct wrap *w, const char *s, size_t len, int max_cols)
{
	struct wrapper wr = { .out = w, .s = s, .max_cols = max_cols };
	size_t pos = 0;

	if (max_cols < 2)
		BUG("a line of %d cells cannot hold a character", max_cols);
	w->n = 0;
	for (;;) {
		const char *newline = memchr(s + pos, '\n', len - pos);
		size_t end = newline ? (size_t)(newline - s) : len;

		wrap_paragraph(&wr, pos, end);
		if (!newline)
			break;
		pos = end + 1;
	}
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
