/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/test.h"

#include "base/clock.h"
#include "text/utf8.h"
#include "text/width.h"
#include "text/wrap.h"

/* The lines of s with '|' between them. */
static char *wrapped(const char *s, int max_cols)
{
	struct wrap w = WRAP_INIT;
	struct str out = STR_INIT;

	wrap_text(&w, s, strlen(s), max_cols);
	for (size_t i = 0; i < w.n; i++) {
		if (i)
			str_addc(&out, '|');
		str_addn(&out, s + w.lines[i].pos, w.lines[i].len);
	}
	wrap_release(&w);
	return str_detach(&out);
}

static void lines_break_where_japanese_allows(void **state)
{
	static const struct {
		const char *s;
		int max_cols;
		const char *lines;
	} cases[] = {
		{ "", 10, "" },
		{ "家賃", 10, "家賃" },
		{ "家賃滞納三か月", 10, "家賃滞納三|か月" },
		{ "家賃滞納、三か月", 8, "家賃滞|納、三か|月" },
		{ "家賃「滞納」三", 6, "家賃|「滞|納」三" },
		{ "しゃっきんが", 6, "しゃっ|きんが" },
		{ "ローン", 4, "ロー|ン" },
		{ "call the office", 9, "call the |office" },
		{ "a b", 2, "a |b" },
		{ "abcdefgh", 3, "abc|def|gh" },
		{ "家abcdefgh", 4, "家|abcd|efgh" },
		{ "a\nb\n", 5, "a|b|" },
		{ "\n\n", 5, "||" },
		{ "一行\n\n三行", 4, "一行||三行" },
		{ "か\u3099き\u3099", 2, "か\u3099|き\u3099" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		char *lines = wrapped(cases[i].s, cases[i].max_cols);

		assert_string_equal(lines, cases[i].lines);
		free(lines);
	}
}

static void the_width_policy_is_honoured(void **state)
{
	char *lines = wrapped("①②③④", 4);

	assert_string_equal(lines, "①②③④");
	free(lines);
	text_set_ambiguous(2);
	lines = wrapped("①②③④", 4);
	text_set_ambiguous(1);
	assert_string_equal(lines, "①②|③④");
	free(lines);
}

static void spaces_hang_over_the_edge(void **state)
{
	const char *s = "abcd     e";
	struct wrap w = WRAP_INIT;

	wrap_text(&w, s, strlen(s), 5);
	assert_int_equal(w.n, 2);
	assert_int_equal(w.lines[0].len, 9);
	assert_int_equal(w.lines[0].cols, 5);
	assert_int_equal(w.lines[1].pos, 9);
	wrap_release(&w);
}

static void a_cursor_finds_its_line(void **state)
{
	const char *s = "家賃が\nabc\n";
	static const struct {
		size_t pos, line;
	} cases[] = {
		{ 0, 0 },  { 3, 0 },  { 6, 1 },  { 9, 1 },
		{ 10, 2 }, { 13, 2 }, { 14, 3 },
	};
	struct wrap w = WRAP_INIT;

	wrap_text(&w, s, strlen(s), 4);
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++)
		assert_int_equal(wrap_find(&w, cases[i].pos), cases[i].line);
	wrap_release(&w);
}

/* What no line may begin with, unless a word had to be broken anywhere. */
static bool may_not_begin(uint32_t c)
{
	static const char *const closing =
		"、。，．」』）】〉》・ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ！？,.)";
	size_t len = strlen(closing), used;

	for (size_t pos = 0; pos < len; pos += used) {
		if (utf8_decode(closing + pos, len - pos, &used) == c)
			return true;
	}
	return false;
}

static void add_words(struct str *s, unsigned *seed, int n)
{
	static const char *const words[] = {
		"家賃",
		"を",
		"三か月",
		"滞納、",
		"「出て行け」と",
		"。",
		"言われ",
		"た",
		"しゃっきん",
		"ローン",
		"100円",
		"a ",
		"DV ",
		"○",
		"髙﨑",
		"葛\U000E0100",
		"か\u3099",
		"\n",
		"　",
		"…",
		"ｶﾞｽ",
		"（夫）",
		"お母さん",
		"！",
	};

	while (n--)
		str_add(s, words[(unsigned)rand_r(seed) % ARRAY_SIZE(words)]);
}

static void check_lines(const struct wrap *w, const struct str *s, int max_cols)
{
	size_t at = 0;

	for (size_t i = 0; i < w->n; i++) {
		const struct wrap_line *l = &w->lines[i];
		size_t pos = l->pos, end = l->pos + l->len;

		assert_int_equal(l->pos, at); /* no byte is lost */
		assert_true(l->cols <= max_cols);
		while (pos < end)
			pos = cluster_next(s->buf, s->len, pos);
		assert_int_equal(pos, end); /* and no cluster is cut */
		at = end;
		if (at < s->len && s->buf[at] == '\n')
			at++;
		else if (i + 1 < w->n)
			assert_false(may_not_begin(
				utf8_decode(s->buf + at, s->len - at, NULL)));
	}
	assert_int_equal(at, s->len);
}

static void wrapping_loses_nothing_and_keeps_kinsoku(void **state)
{
	unsigned seed = 20261120;
	struct wrap w = WRAP_INIT;

	for (int round = 0; round < 3000; round++) {
		struct str s = STR_INIT;

		add_words(&s, &seed, rand_r(&seed) % 60);
		for (int max_cols = 24; max_cols < 80; max_cols += 11) {
			wrap_text(&w, s.buf, s.len, max_cols);
			check_lines(&w, &s, max_cols);
		}
		str_release(&s);
	}
	wrap_release(&w);
}

/* Letters that lines are broken by, whole or in parts of clusters. */
static const char *const pieces[] = {
	"あ",     "、",         "」", "「",     "ー",
	"ゃ",     "…",          "a",  "b ",     " ",
	"\u3000", "\n",         "1",  ",",      "$",
	"(",      ")",          "-",  "%",      "\"",
	"/",      "\u3099",     "○",  "\u0323", "葛",
	"\uFE0F", "\U000E0100", "👩",  "\u200D", "ｶ",
	"ﾞ",      "🇯",          "ก",  "เ",      "abcdefghijkl",
	"ไทย",
};

/* Somewhere in s some pieces come, some bytes go. */
static void edit(struct str *s, unsigned *seed)
{
	size_t from = (size_t)rand_r(seed) % (s->len + 1), to = from;
	struct str in = STR_INIT;

	while (from && (s->buf[from] & 0xc0) == 0x80)
		from--;
	if (rand_r(seed) % 2)
		to += (size_t)rand_r(seed) % (rand_r(seed) % 8 ? 4 : 200);
	if (to > s->len)
		to = s->len;
	while (to < s->len && (s->buf[to] & 0xc0) == 0x80)
		to++;
	for (int n = rand_r(seed) % (rand_r(seed) % 8 ? 3 : 40); n; n--)
		str_add(&in, pieces[(size_t)rand_r(seed) % ARRAY_SIZE(pieces)]);
	str_splice(s, from, to - from, in.buf, in.len);
	str_release(&in);
}

static bool same_line(const struct wrap *a, const struct wrap *b, size_t i)
{
	const struct wrap_line *x = &a->lines[i], *y = &b->lines[i];

	return x->len == y->len && x->cols == y->cols &&
	       !memcmp(a->text.buf + x->pos, b->text.buf + y->pos, x->len);
}

/* The same lines as from a fresh start, and the changed ones are named. */
static void check_again(const struct wrap *w, const struct wrap *before,
			const struct str *s, int max_cols)
{
	struct wrap fresh = WRAP_INIT;

	wrap_text(&fresh, s->buf, s->len, max_cols);
	assert_int_equal(w->n, fresh.n);
	for (size_t i = 0; i < w->n; i++) {
		assert_int_equal(w->lines[i].pos, fresh.lines[i].pos);
		assert_int_equal(w->lines[i].sure, fresh.lines[i].sure);
		assert_true(same_line(w, &fresh, i));
		if (i < w->from || i >= w->to)
			assert_true(i < before->n && same_line(w, before, i));
	}
	assert_true(w->n == before->n || w->to == SIZE_MAX);
	wrap_release(&fresh);
}

static void wrapping_again_is_wrapping_anew(void **state)
{
	unsigned seed = 20261122;

	for (int round = 0; round < 400; round++) {
		int max_cols = 2 + rand_r(&seed) % (round % 2 ? 8 : 78);
		struct wrap w = WRAP_INIT, before = WRAP_INIT;
		struct str s = STR_INIT;

		add_words(&s, &seed, rand_r(&seed) % 60);
		wrap_text(&w, s.buf, s.len, max_cols);
		for (int i = 0; i < 100; i++) {
			wrap_text(&before, s.buf, s.len, max_cols);
			edit(&s, &seed);
			wrap_text(&w, s.buf, s.len, max_cols);
			check_again(&w, &before, &s, max_cols);
		}
		wrap_release(&w);
		wrap_release(&before);
		str_release(&s);
	}
}

static double seconds_to_wrap(struct wrap *w, const struct str *s)
{
	double start = clock_seconds();

	wrap_text(w, s->buf, s->len, 74);
	return clock_seconds() - start;
}

/* At each key a text area of 4,000 characters is wrapped again. */
static void wrapping_keeps_up_with_typing(void **state)
{
	unsigned seed = 7;
	struct wrap w = WRAP_INIT;
	struct str s = STR_INIT;
	double whole = 1, key = 1;

	while (utf8_count(s.buf, s.len) < 4000)
		add_words(&s, &seed, 10);
	for (int i = 0; i < 40; i++) {
		double took;

		wrap_release(&w);
		took = seconds_to_wrap(&w, &s);
		whole = took < whole ? took : whole;
		str_splice(&s, strcspn(s.buf + s.len / 2, "。") + s.len / 2, 0,
			   "a", 1);
		took = seconds_to_wrap(&w, &s);
		key = took < key ? took : key;
	}
	print_message("# 4,000 characters wrapped in %.0f us, one more in "
		      "%.1f us\n",
		      whole * 1e6, key * 1e6);
	assert_true(whole < 0.010); /* ten times what a plain build needs */
	assert_true(key < whole / 4);
	str_release(&s);
	wrap_release(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_break_where_japanese_allows),
		cmocka_unit_test(the_width_policy_is_honoured),
		cmocka_unit_test(spaces_hang_over_the_edge),
		cmocka_unit_test(a_cursor_finds_its_line),
		cmocka_unit_test(wrapping_loses_nothing_and_keeps_kinsoku),
		cmocka_unit_test(wrapping_again_is_wrapping_anew),
		cmocka_unit_test(wrapping_keeps_up_with_typing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
