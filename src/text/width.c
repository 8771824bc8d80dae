/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/width.h"

#include <string.h>

#include "base/mem.h"
#include "text/props.h"
#include "text/utf8.h"

static int ambiguous_cols = 1;

void text_set_ambiguous(int cols)
{
	if (cols != 1 && cols != 2)
		BUG("an ambiguous character has 1 or 2 cells, not %d", cols);
	ambiguous_cols = cols;
}

int text_ambiguous(void)
{
	return ambiguous_cols;
}

bool text_is_ambiguous(uint32_t c)
{
	return (props_of(c) & PROP_WIDTH) == PROP_AMBIGUOUS;
}

int text_cols_of(uint32_t c)
{
	switch (props_of(c) & PROP_WIDTH) {
	case PROP_ZERO:
		return 0;
	case PROP_NARROW:
		return 1;
	case PROP_WIDE:
		return 2;
	case PROP_AMBIGUOUS:
		return ambiguous_cols;
	default:
		return -1;
	}
}

int wcwidth(wchar_t wc)
{
	return wc ? text_cols_of((uint32_t)wc) : 0;
}

int wcswidth(const wchar_t *s, size_t n)
{
	int cols = 0;

	for (; n && *s; n--, s++) {
		int one = text_cols_of((uint32_t)*s);

		if (one < 0)
			return -1;
		cols += one;
	}
	return cols;
}

int text_width(const char *s, size_t len)
{
	size_t used;
	int cols = 0;

	for (size_t pos = 0; pos < len; pos += used) {
		int one = text_cols_of(utf8_decode(s + pos, len - pos, &used));

		cols += one < 0 ? 1 : one;
	}
	return cols;
}

size_t text_clip(const char *s, size_t len, int max_cols, int *used_cols)
{
	size_t pos = 0;
	int cols = 0;

	while (pos < len) {
		size_t next = cluster_next(s, len, pos);
		int one = text_width(s + pos, next - pos);

		if (one > max_cols - cols)
			break;
		cols += one;
		pos = next;
	}
	if (used_cols)
		*used_cols = cols;
	return pos;
}

void text_pad(struct str *out, const char *s, int cols)
{
	int used;

	str_addn(out, s, text_clip(s, strlen(s), cols, &used));
	for (; used < cols; used++)
		str_addc(out, ' ');
}
