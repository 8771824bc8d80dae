/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/test.h"

#include "text/kana.h"
#include "text/norm.h"
#include "text/utf8.h"

static void takes(char *got, const char *want)
{
	assert_string_equal(got, want);
	free(got);
}

static void kana_change_their_writing(void **state)
{
	takes(kana_to_hiragana("タナカ ハルコ・ヴェー 田中 ヷ"),
	      "たなか はるこ・ゔぇー 田中 ヷ");
	takes(kana_to_katakana("たなか はるこ ゝゞ a"), "タナカ ハルコ ヽヾ a");
	takes(kana_widen("ﾊﾝｶﾞｸ ﾊﾟﾋﾟｰ ｳﾞ ｱﾞ x"), "ハンガク パピー ヴ ア゛ x");
	takes(kana_widen("｢ｺﾝﾆﾁﾊ｡｣"), "「コンニチハ。」");
	takes(ascii_narrow("Ｔｅｌ　０４２－５５１～"), "Tel 042-551~");
	takes(kana_widen(""), "");
	takes(kana_narrow("ハンガク、パー。「ヴァ」・かな ヮ"),
	      "ﾊﾝｶﾞｸ､ﾊﾟｰ｡｢ｳﾞｧ｣･かな ヮ");
	takes(ascii_widen("Tel 042~かな"), "Ｔｅｌ　０４２～かな");
}

/* Every half-width kana, alone and voiced, against ICU's NFKC. */
static void widening_agrees_with_nfkc(void **state)
{
	static const char *const marks[] = { "", "ﾞ", "ﾟ" };

	for (uint32_t c = 0xFF66; c <= 0xFF9D; c++) {
		for (size_t i = 0; i < ARRAY_SIZE(marks); i++) {
			struct str half = STR_INIT;
			char *wide, *hiragana, *folded;

			utf8_add(&half, c);
			str_add(&half, marks[i]);
			wide = kana_widen(half.buf);
			folded = norm_fold(half.buf);
			hiragana = norm_fold(wide);
			/* a mark that does not fit: ours stands alone */
			if (utf8_count(wide, strlen(wide)) == 1)
				assert_string_equal(hiragana, folded);
			else
				assert_int_equal(
					utf8_count(folded, strlen(folded)), 2);
			str_release(&half);
			free(wide);
			free(hiragana);
			free(folded);
		}
	}
}

static void a_list_is_searched_by_its_first_kana(void **state)
{
	static const char *const same[] = { "か", "カ", "ｶ", "が", "ガ", "ヵ" };

	for (size_t i = 0; i < ARRAY_SIZE(same); i++)
		assert_int_equal(kana_key(same[i]), 0x304B);
	assert_int_equal(kana_key("ゃ"), kana_key("ヤマダ"));
	assert_int_equal(kana_key("っ"), kana_key("ヅ"));
	assert_int_equal(kana_key("パ"), kana_key("は"));
	assert_int_equal(kana_key("ん"), 0x3093);
	assert_int_equal(kana_key("ヴ"), kana_key("う"));
	assert_int_equal(kana_key("Ｚ"), 'z');
	assert_int_not_equal(kana_key("か"), kana_key("き"));
	assert_int_equal(kana_key(""), 0);
}

static void a_kana_field_takes_kana_only(void **state)
{
	assert_true(kana_only("タナカ　ハルコ"));
	assert_true(kana_only("まりあ・ー ｶﾞ"));
	assert_true(kana_only(""));
	assert_false(kana_only("田中"));
	assert_false(kana_only("たなかA"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kana_change_their_writing),
		cmocka_unit_test(widening_agrees_with_nfkc),
		cmocka_unit_test(a_list_is_searched_by_its_first_kana),
		cmocka_unit_test(a_kana_field_takes_kana_only),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
