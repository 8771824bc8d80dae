/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/test.h"

#include "base/path.h"
#include "ime/compose.h"
#include "ime/romaji.h"
#include "text/utf8.h"

static struct romaji *table;

static int load(void **state)
{
	char *path = path_data("locale/ja/romaji.table");

	table = romaji_load(path, NULL);
	free(path);
	return table ? 0 : -1;
}

static int unload(void **state)
{
	romaji_free(table);
	return 0;
}

/* Typed key by key; what stays letters to the end is settled. */
static void type(struct compose *c, const char *keys)
{
	compose_init(c, table);
	for (; *keys; keys++)
		compose_type(c, *keys, false);
}

static void check(const char *keys, const char *want)
{
	struct str got = STR_INIT;
	struct compose c;
	size_t cursor;

	type(&c, keys);
	compose_settle(&c);
	compose_show(&c, IME_FORM_HIRAGANA, &got, &cursor);
	assert_string_equal(got.buf, want);
	assert_int_equal(cursor, got.len);
	compose_release(&c);
	str_release(&got);
}

static void words_become_kana(void **state)
{
	static const struct {
		const char *keys, *kana;
	} cases[] = {
		{ "aiueo", "あいうえお" },
		{ "shinjuku", "しんじゅく" },
		{ "sinzyuku", "しんじゅく" },
		{ "toukyouto", "とうきょうと" },
		{ "kon'yaku", "こんやく" },
		{ "konnyaku", "こんやく" },
		{ "konnnichiha", "こんにちは" },
		{ "hon", "ほん" },
		{ "honn", "ほん" },
		{ "hoxn", "ほん" },
		{ "kantan", "かんたん" },
		{ "shimbun", "しんぶん" },
		{ "gumma", "ぐんま" },
		{ "sampo", "さんぽ" },
		{ "gakkou", "がっこう" },
		{ "zasshi", "ざっし" },
		{ "matcha", "まっちゃ" },
		{ "tyotto", "ちょっと" },
		{ "chotto", "ちょっと" },
		{ "jidousya", "じどうしゃ" },
		{ "zidousha", "じどうしゃ" },
		{ "fukushi", "ふくし" },
		{ "hukusi", "ふくし" },
		{ "tsuuchou", "つうちょう" },
		{ "chizu", "ちず" },
		{ "tiduku", "ちづく" },
		{ "xtu", "っ" },
		{ "ltsu", "っ" },
		{ "xyalyuxyo", "ゃゅょ" },
		{ "xalixulexo", "ぁぃぅぇぉ" },
		{ "xwaxkaxke", "ゎゕゖ" },
		{ "wyiwye", "ゐゑ" },
		{ "wowiwe", "をうぃうぇ" },
		{ "pa-thi-", "ぱーてぃー" },
		{ "dhisuku", "でぃすく" },
		{ "t'yu-ba-", "てゅーばー" },
		{ "d'u-pu", "どぅーぷ" },
		{ "twuxu", "とぅぅ" },
		{ "faififufefo", "ふぁいふぃふふぇふぉ" },
		{ "vaiorin", "ゔぁいおりん" },
		{ "vuxu", "ゔぅ" },
		{ "qaqiqeqo", "くぁくぃくぇくぉ" },
		{ "kwagwa", "くぁぐぁ" },
		{ "tsaitotseche", "つぁいとつぇちぇ" },
		{ "shesyejezye", "しぇしぇじぇじぇ" },
		{ "yeye", "いぇいぇ" },
		{ "cacicuceco", "かしくせこ" },
		{ "ja,ju.jo/", "じゃ、じゅ。じょ・" },
		{ "[ka]~z.z-!?", "「か」〜…〜！？" },
		{ "bb", "っb" },
		{ "kyk", "kyk" },
		{ "nyk", "んyk" },
		{ "", "" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++)
		check(cases[i].keys, cases[i].kana);
}

static void numbers_keep_their_signs(void **state)
{
	check("042-551-1511", "042-551-1511");
	check("35,000enn", "35,000えん");
	check("11/20", "11/20");
	check("3.5", "3.5");
	check("14:05", "14:05");
	check("3-,", "3ー、");
	check("kyou3.", "きょう3。");
	check("a-3", "あー3");
}

static void capitals_are_letters(void **state)
{
	check("DVsoudann", "DVそうだん");
	check("NPO", "NPO");
	check("Word", "Word");
	check("Word3ka", "Word3か");
	check("Agata", "Agata");
	check("A-gata", "Aーがた");
	check("kA", "kA");
}

static void letters_wait_for_their_kana(void **state)
{
	static const char *const seen[] = { "k",     "ky",     "きょ",
					    "きょn", "きょん", "きょんs" };
	const char *keys = "kyonns";
	struct compose c;

	compose_init(&c, table);
	for (size_t i = 0; keys[i]; i++) {
		struct str got = STR_INIT;
		size_t cursor;

		compose_type(&c, keys[i], false);
		compose_show(&c, IME_FORM_HIRAGANA, &got, &cursor);
		assert_string_equal(got.buf, seen[i]);
		str_release(&got);
	}
	compose_release(&c);
}

static void in_form(const struct compose *c, size_t from, size_t to,
		    enum ime_form form, const char *want)
{
	struct str got = STR_INIT;

	compose_write(c, from, to, form, &got);
	assert_string_equal(got.buf, want);
	str_release(&got);
}

static void the_keys_are_not_forgotten(void **state)
{
	struct compose c;

	type(&c, "excelgakkyuu");
	compose_settle(&c);
	in_form(&c, 0, c.n, IME_FORM_HIRAGANA, "えxせlがっきゅう");
	in_form(&c, 0, c.n, IME_FORM_HALF_ASCII, "excelgakkyuu");
	in_form(&c, 0, c.n, IME_FORM_FULL_ASCII, "ｅｘｃｅｌｇａｋｋｙｕｕ");
	in_form(&c, 4, c.n, IME_FORM_HALF_KATAKANA, "ｶﾞｯｷｭｳ");
	in_form(&c, 4, c.n, IME_FORM_KATAKANA, "ガッキュウ");
	/* A syllable that is cut or torn is written back. */
	in_form(&c, 6, 7, IME_FORM_HALF_ASCII, "ki");
	in_form(&c, 7, 9, IME_FORM_HALF_ASCII, "xyuu");
	compose_move(&c, -1);
	compose_backspace(&c);
	in_form(&c, 0, c.n, IME_FORM_HALF_ASCII, "excelgakkiu");
	compose_release(&c);

	type(&c, "kya");
	compose_move(&c, -1);
	compose_type(&c, '3', false);
	in_form(&c, 0, c.n, IME_FORM_HALF_ASCII, "ki3xya");
	compose_release(&c);
}

static void the_cursor_moves(void **state)
{
	struct compose c;

	type(&c, "kakok");
	assert_true(compose_backspace(&c)); /* the letter */
	assert_true(compose_move(&c, -1));
	compose_type(&c, 'n', false);
	assert_true(compose_home(&c)); /* ん is settled */
	assert_false(compose_move(&c, -1));
	assert_true(compose_delete(&c));
	in_form(&c, 0, c.n, IME_FORM_HIRAGANA, "んこ");
	assert_false(compose_backspace(&c));
	assert_true(compose_end(&c));
	assert_false(compose_delete(&c));
	assert_false(compose_move(&c, 1));
	compose_release(&c);
}

/* Each kana that has a line is what its letters give. */
static void what_is_written_back_is_read(void **state)
{
	for (uint32_t k = 0x3041; k <= 0x3094; k++) {
		struct str kana = STR_INIT;
		const char *keys;

		utf8_add(&kana, k);
		keys = romaji_of(table, kana.buf, kana.len);
		if (k == 0x308E) /* ゎ is there, too */
			assert_string_equal(keys, "xwa");
		assert_non_null(keys);
		check(keys, kana.buf);
		str_release(&kana);
	}
	assert_null(romaji_of(table, "漢", 3));
}

static void fails(const char *text, const char *want)
{
	struct err err = ERR_INIT;

	assert_null(romaji_parse(text, strlen(text), "t", &err));
	assert_string_equal(err.text.buf, want);
	err_release(&err);
}

static void faults_have_their_place(void **state)
{
	fails("# nothing\n", "t:1: no romaji is in this file");
	fails("a あ\nka\n", "t:2:1: no kana stands behind 'ka'");
	fails("a あ\n i\tい\n\nKa か",
	      "t:4:1: 'Ka': up to 8 small letters or signs are typed for a "
	      "kana");
	fails("kk っ a", "t:1:6: 'a' is not the end of 'kk'");
	fails("kk っ kk", "t:1:6: 'kk' is not the end of 'kk'");
	fails("kk っ k k", "t:1:8: 'k': a line has at most three words");
	fails("a あ\ni い\na か", "t:3:1: 'a' stands in line 1, too");
	fails("a \xe3\x81", "t:1:3: the kana of 'a' is not UTF-8");
	fails("123456789 あ\nb",
	      "t:1:1: '123456789': up to 8 small letters or signs are typed "
	      "for a kana\nt:2:1: no kana stands behind 'b'");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_become_kana),
		cmocka_unit_test(numbers_keep_their_signs),
		cmocka_unit_test(capitals_are_letters),
		cmocka_unit_test(letters_wait_for_their_kana),
		cmocka_unit_test(the_keys_are_not_forgotten),
		cmocka_unit_test(the_cursor_moves),
		cmocka_unit_test(what_is_written_back_is_read),
		cmocka_unit_test(faults_have_their_place),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
