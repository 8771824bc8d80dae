/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/test.h"

#include "ime/numbers.h"

/* Of all numbers at the head the longest: its forms by spaces. */
static void longest(void *data, const struct number_forms *forms)
{
	struct number_forms *best = data;

	if (forms->len <= best->len)
		return;
	number_forms_release(best);
	best->len = forms->len;
	for (size_t i = 0; i < forms->n; i++)
		best->form[best->n++] = xstrdup(forms->form[i]);
}

static void check(const char *reading, const char *want)
{
	struct number_forms best = { 0 };
	struct str got = STR_INIT;

	numbers_at(reading, strlen(reading), longest, &best);
	for (size_t i = 0; i < best.n; i++)
		str_addf(&got, "%s%s", i ? " " : "", best.form[i]);
	if (best.n)
		str_addf(&got, "|%s", reading + best.len);
	assert_string_equal(got.buf, want);
	number_forms_release(&best);
	str_release(&got);
}

static void spoken(void **state)
{
	check("さんびゃくえん", "300円 ３００円 三百円|");
	check("はっせんえんだった", "8000円 ８０００円 八千円|だった");
	check("ろっぴゃくごじゅうえん", "650円 ６５０円 六百五十円|");
	check("さんまんごせんえん", "35000円 ３５０００円 三万五千円|");
	check("せんえん", "1000円 １０００円 千円|");
	check("じゅうまんえん", "10万円 １０万円 十万円|");
	check("にじゅうにち", "20日 ２０日 二十日|");
	check("にじゅうににち", "22日 ２２日 二十二日|");
	check("はちじゅうだいの", "80代 ８０代 八十代|の");
	check("よじから", "4時 ４時 四時|から");
	check("しがつ", "4月 ４月 四月|");
	check("くがつ", "9月 ９月 九月|");
	check("さんかげつ", "3か月 ３か月 三か月|");
	check("いっかいめ", "1回目 １回目 一回目|");
	check("ろっかい", "6回 ６回 六回|");
	check("じゅっさい", "10歳 １０歳 十歳|");
	check("みっか", "3日 ３日 三日|");
	check("はつかまで", "20日 ２０日 二十日|まで");
	check("ふたりで", "2人 ２人 二人|で");
	check("しゅうにかいの", "週2回 週２回 週二回|の");
	check("つきいちど", "月1度 月１度 月一度|");
	check("つきさんまんえん", "月3万円 月３万円 月三万円|");
	check("しゅうかん", "");
}

static void typed(void **state)
{
	check("35000えん", "35000円 ３５０００円 三万五千円|");
	check("3まんえん", "3万円 ３万円 三万円|");
	check("15にち", "15日 １５日 十五日|");
	check("8050もんだい", "");
}

static void dates(void **state)
{
	check("れいわ8ねん4がつついたち",
	      "令和8年4月1日 令和８年４月１日 令和八年四月一日|");
	check("れいわがんねん", "令和元年|");
	check("しょうわごじゅうにねんうまれ",
	      "昭和52年 昭和５２年 昭和五十二年|うまれ");
	check("にがつじゅうよっかの", "2月14日 ２月１４日 二月十四日|の");
	check("ごじさんじゅっぷん", "5時30分 ５時３０分 五時三十分|");
}

/* Words that only begin like a number. */
static void no_numbers(void **state)
{
	check("しえん", "");
	check("ごご", "");
	check("ぜんにん", "");
	check("にもつ", "");
	check("", "");
	check("99999999999999999999えん", "");
}

static void plain(const char *reading, const char *want)
{
	struct number_forms forms;
	struct str got = STR_INIT;

	numbers_plain(reading, &forms);
	for (size_t i = 0; i < forms.n; i++)
		str_addf(&got, "%s%s", i ? " " : "", forms.form[i]);
	assert_string_equal(got.buf, want);
	number_forms_release(&forms);
	str_release(&got);
}

static void telephones(void **state)
{
	plain("0425511511", "0425511511 042-551-1511 ０４２５５１１５１１");
	plain("09012345678",
	      "09012345678 090-1234-5678 ０９０１２３４５６７８");
	plain("0312345678", "0312345678 03-1234-5678 ０３１２３４５６７８");
	plain("0120123456", "0120123456 0120-123-456 ０１２０１２３４５６");
	plain("042-551-1511", "042-551-1511 ０４２-５５１-１５１１");
	plain("35000", "35000 35,000 ３５０００");
	plain("7", "7 ７");
	plain("7かい", "");
	plain("", "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(spoken),     cmocka_unit_test(typed),
		cmocka_unit_test(dates),      cmocka_unit_test(no_numbers),
		cmocka_unit_test(telephones),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
