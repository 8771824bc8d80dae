/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes through everything that handles text: cleaning gives valid UTF-8
 * and has nothing left to do the second time; the cursor finds the same places
 * forwards and backwards; clipping and wrapping lose nothing.
 * Wrapping again after a change gives what wrapping anew gives. The first byte
 * chooses a width.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "text/kana.h"
#include "text/norm.h"
#include "text/utf8.h"
#include "text/width.h"
#include "text/wrap.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void expect(bool is_true, const char *what)
{
	if (!is_true)
		BUG("%s", what);
}

static void fuzz_cleaning(struct str *clean, const char *s, size_t len)
{
	struct str again = STR_INIT;
	struct text_cleaned done;

	text_clean(clean, s, len, TEXT_LINES);
	expect(utf8_valid(clean->buf, clean->len), "valid UTF-8");
	expect(strlen(clean->buf) == clean->len, "no NUL");
	done = text_clean(&again, clean->buf, clean->len, TEXT_LINES);
	expect(!done.dropped_n && !done.replaced_n, "nothing left to clean");
	expect(streq(again.buf, clean->buf), "the same text again");
	str_release(&again);
}

static void fuzz_cursor(const char *s, size_t len)
{
	size_t *stops = xcalloc(len + 1, sizeof(*stops)), n = 0, pos;

	for (pos = 0; pos < len; pos = cluster_next(s, len, pos))
		stops[n++] = pos;
	expect(pos == len, "the end is reached");
	while (n) {
		pos = cluster_prev(s, pos);
		expect(pos == stops[--n], "the same stop backwards");
	}
	free(stops);
}

static void fuzz_layout(const struct str *s, int max_cols)
{
	struct wrap w = WRAP_INIT;
	size_t at = 0;
	int cols;

	expect(text_clip(s->buf, s->len, max_cols, &cols) <= s->len &&
		       cols <= max_cols,
	       "clipped");
	wrap_text(&w, s->buf, s->len, max_cols);
	for (size_t i = 0; i < w.n; i++) {
		expect(w.lines[i].pos == at, "no byte lost");
		expect(w.lines[i].cols <= max_cols, "a line that fits");
		expect(wrap_find(&w, at) == i || !w.lines[i].len, "found");
		at += w.lines[i].len;
		if (at < s->len && s->buf[at] == '\n')
			at++;
	}
	expect(at == s->len, "no byte lost at the end");
	wrap_release(&w);
}

static void expect_as_anew(const struct wrap *w, const struct str *s,
			   int max_cols)
{
	struct wrap anew = WRAP_INIT;

	wrap_text(&anew, s->buf, s->len, max_cols);
	expect(w->n == anew.n, "as many lines as anew");
	for (size_t i = 0; i < w->n; i++)
		expect(w->lines[i].pos == anew.lines[i].pos &&
			       w->lines[i].len == anew.lines[i].len &&
			       w->lines[i].cols == anew.lines[i].cols &&
			       w->lines[i].sure == anew.lines[i].sure,
		       "the same lines as anew");
	wrap_release(&anew);
}

/* What stands from a to b comes and goes. */
static void fuzz_change(const struct str *s, int max_cols, size_t a, size_t b)
{
	struct wrap w = WRAP_INIT;
	struct str less = STR_INIT;

	str_addn(&less, s->buf, a);
	str_addn(&less, s->buf + b, s->len - b);
	wrap_text(&w, less.buf, less.len, max_cols);
	wrap_text(&w, s->buf, s->len, max_cols);
	expect_as_anew(&w, s, max_cols);
	wrap_text(&w, less.buf, less.len, max_cols);
	expect_as_anew(&w, &less, max_cols);
	wrap_release(&w);
	str_release(&less);
}

static void fuzz_writings(const char *s)
{
	char *folded = norm_fold(s), *again = norm_fold(folded);
	char *wide = kana_widen(s), *katakana = kana_to_katakana(wide);
	char *narrow = ascii_narrow(katakana);

	expect(streq(folded, again), "folded once and for all");
	expect(kana_only(s) == kana_only(katakana), "kana stay kana");
	expect(utf8_valid(narrow, strlen(narrow)), "valid UTF-8");
	kana_key(s);
	free(folded);
	free(again);
	free(wide);
	free(katakana);
	free(narrow);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str clean = STR_INIT;
	size_t mid;
	int max_cols;

	if (!size)
		return 0;
	max_cols = 2 + data[0] % 80;
	fuzz_cursor((const char *)data + 1, size - 1);
	fuzz_cleaning(&clean, (const char *)data + 1, size - 1);
	fuzz_cursor(clean.buf, clean.len);
	fuzz_layout(&clean, max_cols);
	mid = utf8_limit(clean.buf, clean.len,
			 utf8_count(clean.buf, clean.len) / 2);
	fuzz_change(&clean, max_cols, mid,
		    utf8_next(clean.buf, clean.len, mid));
	fuzz_change(&clean, max_cols, mid, clean.len);
	fuzz_writings(clean.buf);
	str_release(&clean);
	return 0;
}
