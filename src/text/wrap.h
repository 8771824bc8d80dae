/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Lines of a text area. Owns ICU's line breaking (Japanese, strict: no line
 * begins with 、。」ゃー or ends with 「). A text that is wrapped again after
 * a change is only wrapped around the change.
 */
#ifndef TEXT_WRAP_H
#define TEXT_WRAP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct wrap_line {
	size_t pos; /* first byte in the text */
	size_t len; /* bytes, without the newline */
	int cols;
	bool sure; /* could be wrapped from here, whatever stands before */
	/* Bytes of its first two words: what changes behind them leaves the
	 * line beginning where it does. 0: not known. */
	size_t firm_len;
};

struct wrap {
	struct wrap_line *lines;
	size_t n; /* at least 1 after wrap_text */
	size_t alloc;
	/* Only lines from..to-1 may differ from what they were before the last
	 * call; to is SIZE_MAX when there are more or fewer of them now. */
	size_t from, to;
	/* private: what was wrapped, and to which width */
	struct str text;
	int max_cols;
};

#define WRAP_INIT                 \
	{                         \
		.text = STR_INIT, \
	}

void wrap_release(struct wrap *w);

/*
 * Break clean text into lines of at most max_cols cells (at least 2). Each
 * byte but the newlines is in exactly one line; a newline at the very end
 * opens an empty last line. Spaces at the end of a full line hang over the
 * edge and are not counted in cols. A word wider than a line breaks anywhere.
 */
void wrap_text(struct wrap *w, const char *s, size_t len, int max_cols);

/* The line on which a cursor at byte pos stands. */
size_t wrap_find(const struct wrap *w, size_t pos);

#endif
