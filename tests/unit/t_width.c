/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/test.h"

#include <curses.h>
#include <locale.h>

#include "text/utf8.h"
#include "text/width.h"

static int back_to_default(void **state)
{
	text_set_ambiguous(1);
	return 0;
}

static void one_character_has_its_cells(void **state)
{
	static const struct {
		wchar_t c;
		int cols;
	} cases[] = {
		{ L'\0', 0 },
		{ L'a', 1 },
		{ L'あ', 2 },
		{ L'ｱ', 1 },
		{ L'Ａ', 2 },
		{ L'髙', 2 },
		{ 0x20BB7 /* 𠮷 */, 2 },
		{ 0x1F600, 2 },
		{ 0x3099, 0 },
		{ 0x0301, 0 },
		{ 0xFE00, 0 },
		{ 0xE0100, 0 },
		{ 0x200D, 0 },
		{ L'\n', -1 },
		{ 0x7F, -1 },
		{ 0x9B, -1 },
		{ 0x110000, -1 },
		{ -1, -1 },
		{ L'○', 1 },
		{ L'─', 1 },
		{ L'①', 1 },
		{ 0xE000 /* 外字 */, 1 },
	};

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		if (wcwidth(cases[i].c) != cases[i].cols)
			fail_msg("U+%04X has %d cells", (unsigned)cases[i].c,
				 wcwidth(cases[i].c));
	}
	assert_int_equal(wcswidth(L"家賃a", 9), 5);
	assert_int_equal(wcswidth(L"家賃a", 1), 2);
	assert_int_equal(wcswidth(L"a\n", 2), -1);
}

static void ambiguous_characters_follow_the_policy(void **state)
{
	const char *s = "○─①a家";

	assert_int_equal(text_width(s, strlen(s)), 6);
	text_set_ambiguous(2);
	assert_int_equal(text_width(s, strlen(s)), 9);
	assert_int_equal(wcwidth(L'○'), 2);
	assert_int_equal(wcwidth(L'a'), 1);
}

/* The definition in this program must go before libc's inside ncurses. */
static void curses_counts_as_we_do(void **state)
{
	for (int policy = 1; policy <= 2; policy++) {
		FILE *null = fopen("/dev/null", "r+");
		SCREEN *screen;
		int y, x;

		assert_non_null(null);
		assert_non_null(setlocale(LC_CTYPE, "C.UTF-8"));
		text_set_ambiguous(policy);
		screen = newterm("vt100", null, null);
		assert_non_null(screen);
		mvaddwstr(0, 0, L"①あ");
		getyx(stdscr, y, x);
		endwin();
		delscreen(screen);
		fclose(null);
		assert_int_equal(y, 0);
		assert_int_equal(x, policy + 2);
	}
}

static void clipping_keeps_clusters_whole(void **state)
{
	static const struct {
		const char *s;
		int max_cols;
		const char *clipped;
		int cols;
	} cases[] = {
		{ "家賃が", 6, "家賃が", 6 },
		{ "家賃が", 5, "家賃", 4 },
		{ "a家", 2, "a", 1 },
		{ "葛\U000E0100飾", 2, "葛\U000E0100", 2 },
		{ "か\u3099き", 3, "か\u3099", 2 },
		{ "👩\u200D👧x", 3, "", 0 },
		{ "a\x1b"
		  "b",
		  2, "a\x1b", 2 },
		{ "abc", 0, "", 0 },
		{ "", 9, "", 0 },
	};

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		int cols = -1;
		size_t len = text_clip(cases[i].s, strlen(cases[i].s),
				       cases[i].max_cols, &cols);

		assert_int_equal(len, strlen(cases[i].clipped));
		assert_int_equal(cols, cases[i].cols);
	}
}

/* Random strings of what is hard, clipped at every width. */
static void clipping_any_text_cuts_at_a_cluster(void **state)
{
	static const char *const bits[] = {
		"a",      "家",         "ｶ",      "○",      "\u3099",
		"\u0301", "\U000E0100", "\u200D", "👩",      "\U0001F3FD",
		"🇯",      "\xE3\x81",   "\xFF",   "\u1161", "ᄒ",
	};
	unsigned seed = 20261120;

	for (int round = 0; round < 5000; round++) {
		struct str s = STR_INIT;
		int n = rand_r(&seed) % 20;

		while (n--)
			str_add(&s, bits[(unsigned)rand_r(&seed) %
					 ARRAY_SIZE(bits)]);
		for (int max = 0; max < 12; max++) {
			int cols;
			size_t pos = 0,
			       len = text_clip(s.buf, s.len, max, &cols);

			assert_true(cols <= max);
			assert_int_equal(cols, text_width(s.buf, len));
			while (pos < len)
				pos = cluster_next(s.buf, s.len, pos);
			assert_int_equal(pos, len);
			if (len < s.len) {
				pos = cluster_next(s.buf, s.len, len);
				assert_true(text_width(s.buf, pos) > max);
			}
		}
		str_release(&s);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_character_has_its_cells),
		cmocka_unit_test_teardown(
			ambiguous_characters_follow_the_policy,
			back_to_default),
		cmocka_unit_test_teardown(curses_counts_as_we_do,
					  back_to_default),
		cmocka_unit_test(clipping_keeps_clusters_whole),
		cmocka_unit_test(clipping_any_text_cuts_at_a_cluster),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
