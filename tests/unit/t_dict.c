/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/test.h"

#include "base/path.h"
#include "ime/dict.h"
#include "ime/names.h"

static struct dict *dict_of(const char *text)
{
	struct err err = ERR_INIT;
	struct dict *dict = dict_from(text, strlen(text), "d", &err);

	assert_string_equal(err.text.buf, "");
	err_release(&err);
	return dict;
}

/* The words with a reading, as "writing:note ". */
static void expect_found(const struct dict *dict, const char *reading,
			 const char *words)
{
	struct str found = STR_INIT;
	size_t first, n = dict_find(dict, reading, strlen(reading), &first);

	for (size_t i = first; i < first + n; i++) {
		struct dict_entry e = dict_at(dict, i);

		str_addn(&found, e.writing, e.writing_len);
		str_addc(&found, ':');
		str_addn(&found, e.note, e.note_len);
		str_addc(&found, ' ');
	}
	assert_string_equal(found.buf, words);
	str_release(&found);
}

static void collect(const struct dict_entry *e, void *data)
{
	str_addn(data, e->reading, e->reading_len);
	str_addc(data, '=');
	str_addn(data, e->writing, e->writing_len);
	str_addc(data, ' ');
}

static void expect_prefixes(const struct dict *dict, const char *reading,
			    size_t n, const char *words)
{
	struct str found = STR_INIT;

	assert_int_equal(
		dict_prefix(dict, reading, strlen(reading), collect, &found),
		n);
	assert_int_equal(
		dict_prefix(dict, reading, strlen(reading), NULL, NULL), n);
	assert_string_equal(found.buf, words);
	str_release(&found);
}

static void expect_reading(struct dict *dict, const char *writing,
			   const char *mark, const char *reading)
{
	char *found = dict_reading(dict, writing, strlen(writing), mark);

	if (reading)
		assert_string_equal(found, reading);
	else
		assert_null(found);
	free(found);
}

static void words_are_found_by_their_reading(void **state)
{
	struct dict *dict = dict_of("# homophones\n"
				    "きゅうしょく\t求職\t仕事を探す\n"
				    "きゅうしょく\t休職\t仕事を休む\n"
				    "\n"
				    "きゅう\t級\r\n"
				    "8050もんだい\t8050問題\n"
				    "き\t木");

	assert_int_equal(dict_count(dict), 5);
	expect_found(dict, "きゅうしょく", "求職:仕事を探す 休職:仕事を休む ");
	expect_found(dict, "きゅう", "級: ");
	expect_found(dict, "き", "木: ");
	expect_found(dict, "8050もんだい", "8050問題: ");
	expect_found(dict, "きゅ", "");
	expect_found(dict, "きゅうしょくちゅう", "");
	expect_found(dict, "ん", "");
	expect_found(dict, "", "");
	dict_free(dict);
	dict_free(NULL);
}

static void every_word_that_begins_a_reading_is_given(void **state)
{
	struct dict *dict = dict_of("せ\t背\n"
				    "せいかつ\t生活\n"
				    "せいかつほご\t生活保護\n"
				    "せいかつほご\t性活保護\n"
				    "せいかつほごほう\t生活保護法\n"
				    "せいぎ\t正義\n");

	expect_prefixes(dict, "せいかつほごを", 4,
			"せ=背 せいかつ=生活 せいかつほご=生活保護 "
			"せいかつほご=性活保護 ");
	expect_prefixes(dict, "せいかつほごほうのだい6じょう", 5,
			"せ=背 せいかつ=生活 せいかつほご=生活保護 "
			"せいかつほご=性活保護 せいかつほごほう=生活保護法 ");
	expect_prefixes(dict, "い", 0, "");
	expect_prefixes(dict, "ん", 0, "");
	expect_prefixes(dict, "", 0, "");
	dict_free(dict);
}

static void a_writing_has_its_usual_reading(void **state)
{
	struct dict *dict = dict_of("かくた\t角田\t姓\n"
				    "かみむら\t神村\t姓\n"
				    "かみむら\t上村\t姓\n"
				    "すみだ\t墨田\t姓\n"
				    "すみだ\t角田\t姓\n"
				    "つのだ\t角田\t姓\t*\n"
				    "うえむら\t上村\t姓\n"
				    "あきら\t明\t名\n"
				    "みょう\t明\t姓\n");

	expect_reading(dict, "角田", NULL, "つのだ");
	expect_reading(dict, "上村", NULL, "うえむら"); /* stands higher */
	expect_reading(dict, "明", NULL, "あきら");     /* stands first */
	expect_reading(dict, "明", "姓", "みょう");
	expect_reading(dict, "墨田", "名", NULL);
	expect_reading(dict, "田", NULL, NULL);
	expect_reading(dict, "", NULL, NULL);
	dict_free(dict);
}

static void an_empty_file_is_a_dictionary(void **state)
{
	struct dict *dict = dict_of("");

	assert_int_equal(dict_count(dict), 0);
	expect_found(dict, "あ", "");
	expect_prefixes(dict, "あ", 0, "");
	expect_reading(dict, "亜", NULL, NULL);
	dict_free(dict);
}

static void expect_fault(const char *text, const char *sentence)
{
	struct err err = ERR_INIT;
	struct dict *dict = dict_from(text, strlen(text), "d", &err);

	assert_string_equal(err.text.buf, sentence);
	assert_int_equal(err_status(&err), 2);
	expect_found(dict, "い", "胃: ");
	assert_int_equal(dict_count(dict), 1);
	dict_free(dict);
	err_release(&err);
}

static void a_broken_line_is_named_and_the_rest_serves(void **state)
{
	expect_fault("い\t胃\nあ 亜\n",
		     "d:2:4: a word is its reading, a tab and its writing");
	expect_fault("い\t胃\n\t亜\n", "d:2:1: the reading is missing");
	expect_fault("い\t胃\nああ\t\n", "d:2:4: the writing is missing");
	expect_fault("い\t胃\nああ\t\t注\n", "d:2:4: the writing is missing");
	expect_fault("い\t胃\nあア\t亜\n",
		     "d:2:2: a reading has only hiragana and digits");
	expect_fault("い\t胃\nあ\xff\t亜\n", "d:2:1: this line is not UTF-8");
	expect_fault("い\t胃\nあ\t亜\x1b[m\n",
		     "d:2:4: a control character cannot stand here");
	expect_fault("い\t胃\nあ\t亜\t注\tx\n",
		     "d:2:7: the fourth column can only be *");
	expect_fault("い\t胃\nあ\t亜\t注\t\n",
		     "d:2:7: the fourth column can only be *");
	expect_fault("い\t胃\nあ\t亜\t注\t**\n",
		     "d:2:8: the fourth column can only be *");
	expect_fault("い\t胃\nあ\t亜\t注\t*\t\n",
		     "d:2:9: a word has at most four columns: reading, "
		     "writing, note, *");
	expect_fault("い\t胃\n# あ\nい\t胃\t注\n",
		     "d:3:1: this word is there twice");
}

static void a_file_of_faults_is_told_in_twenty_sentences(void **state)
{
	struct err err = ERR_INIT;
	struct str text = STR_INIT;
	struct dict *dict;
	int lines = 0;

	for (int i = 0; i < 1000; i++)
		str_add(&text, "A\n");
	dict = dict_from(text.buf, text.len, "d", &err);
	for (const char *s = err.text.buf; *s; s++)
		lines += *s == '\n';
	assert_int_equal(lines, 20 - 1);
	assert_int_equal(dict_count(dict), 0);
	dict_free(dict);
	str_release(&text);
	err_release(&err);
}

/* Many words twice must not take the time of each with each. */
static void doubles_are_dropped_and_the_order_stays(void **state)
{
	struct str text = STR_INIT;
	struct dict *dict;

	for (int i = 0; i < 200000; i++)
		str_addf(&text, "あ\t%d\n", i % 3 ? 7 : 8);
	dict = dict_from(text.buf, text.len, "d", NULL);
	expect_found(dict, "あ", "8: 7: ");
	dict_free(dict);
	str_release(&text);
}

static void a_missing_file_is_a_sentence(void **state)
{
	struct err err = ERR_INIT;

	assert_null(dict_load("/nonexistent/x.dict", &err));
	assert_non_null(strstr(err.text.buf, "/nonexistent/x.dict"));
	assert_int_equal(err_status(&err), 1);
	err_release(&err);
}

static struct dict *shipped(const char *relative)
{
	struct err err = ERR_INIT;
	char *path = path_data(relative);
	struct dict *dict = dict_load(path, &err);

	assert_string_equal(err.text.buf, "");
	assert_non_null(dict);
	err_release(&err);
	free(path);
	return dict;
}

static void the_counter_finds_its_words(void **state)
{
	struct dict *dict = shipped("locale/ja/welfare.dict");

	assert_true(dict_count(dict) >= 600);
	expect_found(dict, "じゅうそうてきしえんかいぎ",
		     "重層的支援会議:本人同意が要る ");
	expect_found(dict, "きゅうしょくちゅう",
		     "求職中:仕事を探している 休職中:仕事を休んでいる ");
	expect_found(dict, "8050もんだい", "8050問題: 八〇五〇問題: ");
	dict_free(dict);
}

static void every_shipped_dictionary_can_be_read(void **state)
{
	static const char *const files[] = {
		"names",        "places/fussa",    "places/himi",
		"places/japan", "places/kanazawa", "places/tokai",
	};

	for (size_t i = 0; i < ARRAY_SIZE(files); i++) {
		char *path = xstrfmt("locale/ja/%s.dict", files[i]);
		struct dict *dict = shipped(path);

		assert_true(dict_count(dict) > 100);
		dict_free(dict);
		free(path);
	}
}

/* Places no other source has, or has wrong. */
static void a_city_knows_its_own_places(void **state)
{
	static const char *const places[][3] = {
		{ "fussa", "ふっさ", "福生: " },
		{ "fussa", "うしはま", "牛浜: " },
		{ "fussa", "はむら", "羽村: " },
		{ "himi", "めら", "女良: " },
		{ "himi", "はやかわ", "速川: " },
		{ "himi", "なだうら", "灘浦: " },
		{ "himi", "あさひがおか", "朝日丘: 旭ケ丘:高岡市 " },
		{ "tokai", "おしのべ", "押延: " },
		{ "tokai", "てるぬま", "照沼: " },
		{ "kanazawa", "かずえまち", "主計町: " },
		{ "kanazawa", "しもしんちょう", "下新町: " },
		{ "japan", "ふちゅうし", "府中市:広島県、東京都 " },
	};

	for (size_t i = 0; i < ARRAY_SIZE(places); i++) {
		char *path = xstrfmt("locale/ja/places/%s.dict", places[i][0]);
		struct dict *dict = shipped(path);

		expect_found(dict, places[i][1], places[i][2]);
		dict_free(dict);
		free(path);
	}
}

static size_t place_of(const struct dict *names, const char *reading,
		       const char *writing)
{
	size_t first, n = dict_find(names, reading, strlen(reading), &first);

	for (size_t i = 0; i < n; i++) {
		struct dict_entry e = dict_at(names, first + i);

		if (e.writing_len == strlen(writing) &&
		    !memcmp(e.writing, writing, e.writing_len))
			return i;
	}
	return SIZE_MAX;
}

/* Of every generation, and as the register writes them. */
static void usual_names_stand_first(void **state)
{
	static const char *const names[][2] = {
		{ "さとう", "佐藤" },   { "たかはし", "髙橋" },
		{ "さいとう", "齋藤" }, { "わたなべ", "渡邉" },
		{ "さきやま", "﨑山" }, { "よしだ", "𠮷田" },
		{ "きよ", "キヨ" },     { "とめ", "トメ" },
		{ "はる", "ハル" },     { "まさお", "正雄" },
		{ "けいこ", "恵子" },   { "しょうた", "翔太" },
		{ "ひな", "陽菜" },     { "れん", "蓮" },
		{ "ゆい", "結衣" },     { "あおい", "葵" },
	};
	struct dict *dict = shipped("locale/ja/names.dict");

	for (size_t i = 0; i < ARRAY_SIZE(names); i++)
		assert_true(place_of(dict, names[i][0], names[i][1]) < 5);
	dict_free(dict);
}

static void expect_name(struct dict *names, const char *name,
			const char *reading)
{
	char *found = names_reading(names, name);

	if (reading)
		assert_string_equal(found, reading);
	else
		assert_null(found);
	free(found);
}

static void a_pasted_name_is_read(void **state)
{
	struct dict *names = shipped("locale/ja/names.dict");

	expect_name(names, "佐藤 健太", "さとう けんた");
	expect_name(names, "佐藤　健太", "さとう けんた");
	expect_name(names, "佐々木誠", "ささき まこと");
	expect_name(names, "小川キヨ", "おがわ きよ");
	expect_name(names, "角田 裕子", "つのだ ゆうこ");
	expect_name(names, "髙橋", "たかはし");
	expect_name(names, "長谷川光", "はせがわ ひかる");
	expect_name(names, "アンナ", "あんな");
	expect_name(names, "佐藤 ☃", NULL);
	expect_name(names, "佐藤☃", NULL);
	expect_name(names, "Smith", NULL);
	expect_name(names, " ", NULL);
	expect_name(names, "", NULL);
	dict_free(names);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_found_by_their_reading),
		cmocka_unit_test(every_word_that_begins_a_reading_is_given),
		cmocka_unit_test(a_writing_has_its_usual_reading),
		cmocka_unit_test(an_empty_file_is_a_dictionary),
		cmocka_unit_test(a_broken_line_is_named_and_the_rest_serves),
		cmocka_unit_test(a_file_of_faults_is_told_in_twenty_sentences),
		cmocka_unit_test(doubles_are_dropped_and_the_order_stays),
		cmocka_unit_test(a_missing_file_is_a_sentence),
		cmocka_unit_test(the_counter_finds_its_words),
		cmocka_unit_test(every_shipped_dictionary_can_be_read),
		cmocka_unit_test(a_city_knows_its_own_places),
		cmocka_unit_test(usual_names_stand_first),
		cmocka_unit_test(a_pasted_name_is_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
