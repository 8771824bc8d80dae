/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/test.h"

#include "text/norm.h"
#include "text/utf8.h"

static void every_code_point_goes_round(void **state)
{
	for (uint32_t c = 0; c < 0x110000; c++) {
		char bytes[UTF8_MAX_LEN];
		size_t len, used;

		if (c >= 0xD800 && c <= 0xDFFF)
			continue;
		len = utf8_encode(c, bytes);
		if (utf8_decode(bytes, len, &used) != c || used != len ||
		    !utf8_valid(bytes, len))
			fail_msg("U+%04X", c);
	}
}

static void broken_bytes_count_by_place(void **state)
{
	static const struct {
		const char *bytes;
		size_t n;
	} cases[] = {
		{ "\x80", 1 },
		{ "\xC0\xAF", 2 }, /* longer than needed */
		{ "\xE3\x81", 1 }, /* cut short */
		{ "\xE3\x81"
		  "a",
		  2 },
		{ "\xED\xA0\x80", 3 },     /* a surrogate */
		{ "\xF4\x90\x80\x80", 4 }, /* beyond U+10FFFF */
		{ "\xF0\x9F\x98\xE3\x81\x82", 2 },
		{ "\xFF\xFE", 2 },
	};

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		const char *s = cases[i].bytes;
		size_t len = strlen(s), back = 0;

		assert_false(utf8_valid(s, len));
		assert_int_equal(utf8_count(s, len), cases[i].n);
		for (size_t pos = len; pos; pos = utf8_prev(s, pos))
			back++;
		assert_int_equal(back, cases[i].n);
	}
	assert_true(utf8_valid("\xEF\xBF\xBD", 3)); /* U+FFFD as written */
}

static void limits_count_code_points(void **state)
{
	const char *s = "aあ😀";

	assert_int_equal(utf8_count(s, strlen(s)), 3);
	assert_int_equal(utf8_limit(s, strlen(s), 2), 4);
	assert_int_equal(utf8_limit(s, strlen(s), 9), strlen(s));
}

static void a_cursor_steps_over_clusters(void **state)
{
	/* one space of source stands between what is one cluster */
	static const char *const clusters[] = {
		"a",
		"髙",
		"葛\U000E0100",
		"か\u3099",
		"e\u0301\u0323",
		"👩\u200D👧\u200D👦",
		"👍\U0001F3FD",
		"☎\uFE0F",
		"🇯🇵",
		"🇺🇸",
		"ᄒ\u1161\u11AB",
		"\n",
		"z",
	};
	struct str s = STR_INIT;
	size_t pos = 0;

	for (size_t i = 0; i < ARRAY_SIZE(clusters); i++)
		str_add(&s, clusters[i]);
	for (size_t i = 0; i < ARRAY_SIZE(clusters); i++) {
		size_t next = cluster_next(s.buf, s.len, pos);

		assert_int_equal(next - pos, strlen(clusters[i]));
		assert_int_equal(cluster_prev(s.buf, next), pos);
		pos = next;
	}
	assert_int_equal(pos, s.len);
	assert_int_equal(cluster_next(s.buf, s.len, s.len), s.len);
	assert_int_equal(cluster_prev(s.buf, 0), 0);
	str_release(&s);
}

static void cleaning_says_what_it_did(void **state)
{
	static const struct {
		const char *in, *lines, *field;
		size_t replaced_n, dropped_n;
	} cases[] = {
		{ "家賃", "家賃", "家賃", 0, 0 },
		{ "a\r\nb\rc\nd", "a\nb\nc\nd", "a b c d", 0, 0 },
		{ "a\xC2\x85"
		  "b\u2028c",
		  "a\nb\nc", "a b c", 0, 0 },
		{ "a\tb", "a b", "a b", 0, 0 },
		{ "\x07赤\x1b", "赤", "赤", 0, 2 },
		{ "\uFEFF先頭", "先頭", "先頭", 0, 1 },
		{ "a\u202Eb\u2066c\u200Bd", "abcd", "abcd", 0, 3 },
		{ "山\u3164田\u00AD", "山田", "山田", 0, 2 },
		{ "\x83\x65x", "\uFFFDex", "\uFFFDex", 1, 0 },
		{ "あ\xE3\x81", "あ\uFFFD", "あ\uFFFD", 1, 0 },
		{ "\uFFFE", "\uFFFD", "\uFFFD", 1, 0 },
		{ "か\u3099", "が", "が", 0, 0 },
		{ "か\u200B\u3099", "が", "が", 0, 1 },
		{ "葛\U000E0100", "葛\U000E0100", "葛\U000E0100", 0, 0 },
		{ "👩\u200D👧", "👩\u200D👧", "👩\u200D👧", 0, 0 },
		{ "x\u0335\u0336\u0337\u0338\u0335\u0336",
		  "x\u0335\u0336\u0337\u0338", "x\u0335\u0336\u0337\u0338", 0,
		  2 },
		{ "髙﨑①㈱～", "髙﨑①㈱～", "髙﨑①㈱～", 0, 0 },
	};

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct str out = STR_INIT;
		struct text_cleaned done;
		size_t len = strlen(cases[i].in);

		done = text_clean(&out, cases[i].in, len, TEXT_LINES);
		assert_string_equal(out.buf, cases[i].lines);
		assert_int_equal(done.replaced_n, cases[i].replaced_n);
		assert_int_equal(done.dropped_n, cases[i].dropped_n);
		str_reset(&out);
		text_clean(&out, cases[i].in, len, 0);
		assert_string_equal(out.buf, cases[i].field);
		str_release(&out);
	}
}

/* Whole ones go, each as one; of anything else only ESC and controls do. */
static void escape_sequences_are_dropped(void **state)
{
	static const struct {
		const char *in, *out;
		size_t dropped_n;
	} cases[] = {
		{ "\033[31m赤\033[0m", "赤", 2 },
		{ "\033[m\033[2J\033[?25h\033[>4;2mx", "x", 4 },
		{ "\033[38:2::255:0:0m赤", "赤", 1 },
		{ "\033[1 qx", "x", 1 }, /* with an intermediate byte */
		{ "\033]0;題名\007x", "x", 1 },
		{ "\033]8;;http://x/\033\\字\033]8;;\033\\", "字", 2 },
		{ "\033P1$r0m\033\\x\033_a\033\\y\033^b\033\\z", "xyz", 3 },
		{ "\033", "", 1 },
		{ "a\033bc", "abc", 1 },
		{ "\033「食べていない」", "「食べていない」", 1 },
		{ "\033[", "[", 1 },
		{ "\033[31", "[31", 1 },
		{ "\033[赤]", "[赤]", 1 },
		{ "\033[31\n赤", "[31\n赤", 1 },
		{ "\033[3\033[1m赤", "[3赤", 2 },
		{ "\033]ここから\n終わりがない", "]ここから\n終わりがない", 1 },
		{ "\033]a\033[31m赤\007", "]a赤", 3 },
		{ "\033Pa\007b", "Pab", 2 },
		{ "\033Pa\033", "Pa", 2 },
		{ "\302\23331m", "31m", 1 }, /* U+009B may be a lost quote */
	};

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct str out = STR_INIT;
		struct text_cleaned done = text_clean(
			&out, cases[i].in, strlen(cases[i].in), TEXT_LINES);

		assert_string_equal(out.buf, cases[i].out);
		assert_int_equal(done.dropped_n, cases[i].dropped_n);
		assert_int_equal(done.replaced_n, 0);
		str_release(&out);
	}
}

static void a_nul_is_dropped_like_any_control(void **state)
{
	struct str out = STR_INIT;

	str_set(&out, "x");
	assert_int_equal(text_clean(&out, "a\0b", 3, 0).dropped_n, 1);
	assert_string_equal(out.buf, "xab");
	str_release(&out);
}

/* The letters of names as the register has them (CP932 has all of these). */
static void names_keep_their_letters(void **state)
{
	const char *names = "神\uFA19 塚\uFA10 都\uFA26 福\uFA1B 朗\uF929 髙﨑";
	struct str out = STR_INIT;
	char *a, *b;

	text_clean(&out, names, strlen(names), 0);
	assert_string_equal(out.buf, names);
	a = norm_fold("\uFA19");
	b = norm_fold("\u795E");
	assert_string_equal(a, b);
	free(a);
	free(b);
	str_release(&out);
}

static void folding_makes_writings_equal(void **state)
{
	static const struct {
		const char *text, *folded;
	} cases[] = {
		{ "ﾀﾅｶ ﾊﾙﾌﾞ", "たなか はるぶ" },
		{ "タナカ", "たなか" },
		{ "ＡＢＣ１２３", "abc123" },
		{ "①㈱㍻", "1(株)平成" },
		{ "田\u200B中", "田中" },
		{ "ヴァー", "ゔぁー" },
		{ "", "" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		char *folded = norm_fold(cases[i].text);

		assert_string_equal(folded, cases[i].folded);
		free(folded);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_code_point_goes_round),
		cmocka_unit_test(broken_bytes_count_by_place),
		cmocka_unit_test(limits_count_code_points),
		cmocka_unit_test(a_cursor_steps_over_clusters),
		cmocka_unit_test(cleaning_says_what_it_did),
		cmocka_unit_test(escape_sequences_are_dropped),
		cmocka_unit_test(a_nul_is_dropped_like_any_control),
		cmocka_unit_test(names_keep_their_letters),
		cmocka_unit_test(folding_makes_writings_equal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
