/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Keys of the input method as text, for its tests: "soudan<Sp><Enter>", and
 * what is seen as text: "そう[相談]^ (1 相談 2*総談)".
 */
#ifndef TESTS_UNIT_IME_KEYS_H
#define TESTS_UNIT_IME_KEYS_H

#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "ime/ime.h"

static const char *const ime_op_names[IME_OP_N] = {
	[IME_CHAR] = "Sp",          [IME_ENTER] = "Enter",
	[IME_ESCAPE] = "Esc",       [IME_UP] = "Up",
	[IME_DOWN] = "Down",        [IME_PAGE_UP] = "PgUp",
	[IME_PAGE_DOWN] = "PgDn",   [IME_LEFT] = "Left",
	[IME_RIGHT] = "Right",      [IME_HOME] = "Home",
	[IME_END] = "End",          [IME_LONGER] = "S-Right",
	[IME_SHORTER] = "S-Left",   [IME_BACKSPACE] = "BS",
	[IME_DELETE] = "Del",       [IME_TO_HIRAGANA] = "F6",
	[IME_TO_KATAKANA] = "F7",   [IME_TO_HALF_KATAKANA] = "F8",
	[IME_TO_FULL_ASCII] = "F9", [IME_TO_HALF_ASCII] = "F10",
	[IME_TOGGLE] = "F4",        [IME_NEXT_MODE] = "Mode",
	[IME_AGAIN] = "Again",      [IME_OTHER] = "Tab",
};

static inline enum ime_op ime_op_named(const char *name, size_t len)
{
	for (int op = 0; op < IME_OP_N; op++)
		if (strlen(ime_op_names[op]) == len &&
		    !memcmp(ime_op_names[op], name, len))
			return (enum ime_op)op;
	BUG("no operation is called %.*s", (int)len, name);
}

/* Press keys; what is finished, and "x" for a character or "<Name>" for a key
 * that the program shall obey, go to out. */
static inline void ime_press(struct ime *ime, const char *keys, struct str *out)
{
	struct str text = STR_INIT, reading = STR_INIT;

	while (*keys) {
		const char *key = keys, *end = strchr(keys, '>');
		bool named = *keys == '<' && keys[1] != '<' && end;
		enum ime_op op = IME_CHAR;
		char c = *keys;
		bool taken;

		if (named) {
			op = ime_op_named(keys + 1, (size_t)(end - keys) - 1);
			c = ' ';
		}
		keys = named ? end + 1 : keys + 1;
		if (op == IME_AGAIN && ime_last(ime))
			str_setlen(out, out->len - strlen(ime_last(ime)));
		taken = ime_do(ime, op, c);
		if (ime_take(ime, &text, &reading))
			str_add(out, text.buf);
		if (!taken)
			str_addn(out, key, (size_t)(keys - key));
	}
	str_release(&text);
	str_release(&reading);
}

static inline void ime_describe(struct ime *ime, struct str *out)
{
	struct ime_view v;

	ime_look(ime, &v);
	for (size_t i = 0; i <= v.text_len; i++) {
		if (v.mark_len && i == v.mark)
			str_addc(out, '[');
		if (v.mark_len && i == v.mark + v.mark_len)
			str_addc(out, ']');
		if (!v.mark_len && v.text_len && i == v.cursor)
			str_addc(out, '^');
		if (i < v.text_len)
			str_addc(out, v.text[i]);
	}
	for (size_t i = 0; i < v.rows_n; i++)
		str_addf(out, "%s%zu%s%s%s%s%s", i ? " " : " (", i + 1,
			 i == v.row_current ? "*" : " ", v.row[i].text,
			 v.row[i].note ? ":" : "", str_or_empty(v.row[i].note),
			 i + 1 == v.rows_n ? ")" : "");
	if (v.pages_n > 1)
		str_addf(out, " %zu/%zu", v.page + 1, v.pages_n);
}

#endif
