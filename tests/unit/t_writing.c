/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an input method writes into a form, and readings that become furigana.
 */
#include "unit/test.h"

#include "form/form.h"

static struct {
	char path[20], value[200];
} store[8];
static size_t store_n;

static const char *get(void *data, const char *path)
{
	for (size_t i = 0; i < store_n; i++)
		if (streq(store[i].path, path))
			return store[i].value;
	return NULL;
}

static int leave(void *data, const char *path, const char *value,
		 struct err *err)
{
	size_t i = 0;

	while (i < store_n && !streq(store[i].path, path))
		i++;
	if (streq(value, "いっぱい"))
		return err_system(err, "the disk is full");
	if (i == store_n)
		store_n++;
	snprintf(store[i].path, sizeof(store[i].path), "%s", path);
	snprintf(store[i].value, sizeof(store[i].value), "%s", value);
	return 0;
}

static bool reading(void *data, const char *name, struct str *out)
{
	if (streq(name, "佐藤"))
		str_add(out, "さとう");
	if (streq(name, "東 東"))
		str_add(out, "ひがし あずま");
	return out->len;
}

static const struct form_host host = {
	.get = get,
	.leave = leave,
	.reading = reading,
};

static struct form form;

static int begin(void **state)
{
	static const char text[] = "screen s \"t\"\n{\n"
				   " かな [kana                  ]\n"
				   " 氏名 [name      ]\n"
				   " 主訴 [area      ]\n"
				   "      [area      ]\n"
				   "      [area      ]\n"
				   " 電話 [tel       ]\n"
				   "}\n"
				   "kana kana kana limit=8\n"
				   "name name kanji reading=kana wanted\n"
				   "area area area\n"
				   "tel tel tel\n";
	struct screen *s = screen_parse(text, strlen(text), "s", NULL, NULL);

	if (!s)
		return -1;
	store_n = 0;
	form_init(&form, s, &host, NULL);
	form_goto(&form, "name");
	return 0;
}

static int end(void **state)
{
	form_release(&form);
	return 0;
}

static struct form_show seen(const char *field, int row, const char *text)
{
	static struct form_show show = { .text = STR_INIT };
	int i = screen_find(form.screen, field);

	form_show(&form, (size_t)i, row, &show);
	assert_string_equal(show.text.buf, text);
	return show;
}

static void check_cursor(int row, int col)
{
	int at_row, at_col;

	form_cursor(&form, &at_row, &at_col);
	assert_int_equal(at_row, row);
	assert_int_equal(at_col, col);
}

/* Are rows from..to-1 of the current field to be painted? */
static void check_dirty(int from, int to)
{
	int at_from, at_to;

	assert_int_equal(form_take_dirty(&form, form.current, &at_from, &at_to),
			 from < to);
	if (from < to) {
		assert_int_equal(at_from, from);
		assert_int_equal(at_to, to);
	}
}

static void type(const char *utf8)
{
	form_type(&form, utf8, strlen(utf8));
}

static void writing_is_seen_at_the_cursor(void **state)
{
	struct form_show show;

	type("鈴木");
	form_do(&form, FORM_LEFT);
	form_write(&form, "あいう", 9, 3, 3, 3);
	show = seen("name", 0, "鈴あいう木");
	assert_int_equal(show.writing.col, 2);
	assert_int_equal(show.writing.cols, 6);
	assert_int_equal(show.segment.col, 4);
	assert_int_equal(show.segment.cols, 2);
	assert_int_equal(form_writing_rows(&form), 1);
	check_cursor(1, 11);
	/* It is not the text: leaving hands over what was finished. */
	form_write(&form, "", 0, 0, 0, 0);
	show = seen("name", 0, "鈴木");
	assert_int_equal(show.writing.cols, 0);
	assert_int_equal(form_leave(&form), 0);
	assert_string_equal(get(NULL, "name"), "鈴木");
}

static void a_box_follows_what_is_written(void **state)
{
	form_write(&form, "かきくけこさ", 18, 18, 0, 0);
	seen("name", 0, "きくけこさ");
	check_cursor(1, 17);
	form_write(&form, "かきくけこさ", 18, 0, 0, 0);
	seen("name", 0, "かきくけこ");
	check_cursor(1, 7);
}

static void only_rows_that_change_are_painted(void **state)
{
	struct form_show show;

	form_goto(&form, "area");
	type("一行目一二行目");
	check_dirty(0, 3);
	form_write(&form, "あ", 3, 3, 0, 0);
	check_dirty(1, 2);
	form_write(&form, "ああああ", 12, 0, 0, 12);
	check_dirty(1, 3);
	show = seen("area", 1, "行目あああ");
	assert_int_equal(show.segment.col, 4);
	assert_int_equal(show.segment.cols, 6);
	show = seen("area", 2, "あ");
	assert_int_equal(show.segment.cols, 2);
	assert_int_equal(form_writing_rows(&form), 2);
	check_cursor(3, 11);
	/* Only the mark moves. */
	form_write(&form, "ああああ", 12, 9, 9, 3);
	check_dirty(1, 3);
	assert_int_equal(form_writing_rows(&form), 1);
}

static void nothing_is_missing_that_is_being_written(void **state)
{
	assert_true(seen("name", 0, "").wanted);
	form_write(&form, "あ", 3, 3, 0, 0);
	check_dirty(0, 1);
	assert_false(seen("name", 0, "あ").wanted);
	form_write(&form, "", 0, 0, 0, 0);
	assert_true(seen("name", 0, "").wanted);
}

static void the_first_key_begins_anew(void **state)
{
	form_goto(&form, "tel");
	type("0425511511");
	form_goto(&form, "name");
	form_goto(&form, "tel");
	form_write(&form, "あ", 3, 3, 0, 0);
	seen("tel", 0, "あ");
}

static void finished_text_can_be_taken_back(void **state)
{
	form_finish(&form, "佐藤", "さとう");
	assert_false(form_take_back(&form, "加藤"));
	assert_false(form_take_back(&form, "佐佐藤"));
	assert_true(form_take_back(&form, "佐藤"));
	seen("name", 0, "");
	seen("kana", 0, "");
}

static void the_reading_arrives(void **state)
{
	form_finish(&form, "山田", "やまだ");
	seen("kana", 0, "やまだ");
	assert_null(get(NULL, "kana"));
	type(" ");
	form_finish(&form, "花", "はな");
	seen("kana", 0, "やまだ はな");
	assert_int_equal(form_leave(&form), 0);
	assert_string_equal(get(NULL, "kana"), "やまだ はな");
	/* Corrected later, it follows: it came by itself. */
	form_goto(&form, "tel");
	form_goto(&form, "name");
	form_do(&form, FORM_BACKSPACE);
	form_finish(&form, "華子", "はなこ");
	form_do(&form, FORM_NEXT);
	assert_string_equal(get(NULL, "name"), "山田 華子");
	assert_string_equal(get(NULL, "kana"), "やまだ はなこ");
	assert_false(form.message.len);
}

static void what_was_written_by_hand_stays(void **state)
{
	form_goto(&form, "kana");
	type("やまた");
	form_goto(&form, "name");
	form_finish(&form, "山田", "やまだ");
	seen("kana", 0, "やまた");
	assert_int_equal(form_leave(&form), 0);
	assert_string_equal(get(NULL, "kana"), "やまた");
}

static void a_corrected_reading_stays(void **state)
{
	form_finish(&form, "山田", "やまだ");
	form_goto(&form, "kana");
	form_do(&form, FORM_CLEAR);
	type("やまた");
	form_goto(&form, "name");
	form_finish(&form, "花", "はな");
	form_leave(&form);
	assert_string_equal(get(NULL, "kana"), "やまた");
}

static void a_pasted_name_has_a_reading_proposed(void **state)
{
	form_paste(&form, "佐藤 ハナ", strlen("佐藤 ハナ"), 0);
	seen("kana", 0, "");
	assert_int_equal(form_do(&form, FORM_PREV), FORM_DONE);
	assert_string_equal(get(NULL, "kana"), "さとう はな");
	seen("kana", 0, "さとう はな（推定）");
	assert_string_equal(form.message.buf,
			    "かな: \"さとう はな\" is a guess; Enter there "
			    "confirms it.");
	assert_false(form.message_bad);
	/* Who only passes may not have looked. */
	form_do(&form, FORM_NEXT);
	seen("kana", 0, "さとう はな（推定）");
	form_do(&form, FORM_PREV);
	assert_int_equal(form_do(&form, FORM_ENTER), FORM_DONE);
	seen("kana", 0, "さとう はな");
}

static void a_name_is_guessed_as_a_whole_first(void **state)
{
	form_paste(&form, "東 東", strlen("東 東"), 0);
	form_leave(&form);
	assert_string_equal(get(NULL, "kana"), "ひがし あずま");
	form_do(&form, FORM_CLEAR);
	form_paste(&form, "佐藤", strlen("佐藤"), 0);
	form_finish(&form, "花子", "はなこ");
	form_leave(&form);
	assert_string_equal(get(NULL, "kana"), "さとうはなこ");
	seen("kana", 0, "さとうはなこ（推定）");
}

static void an_unknown_name_has_none(void **state)
{
	form_finish(&form, "山田", "やまだ");
	form_leave(&form);
	form_do(&form, FORM_CLEAR);
	form_paste(&form, "獅子王", strlen("獅子王"), 0);
	assert_int_equal(form_leave(&form), 0);
	/* The one of the name before would be wrong. */
	assert_string_equal(get(NULL, "kana"), "");
	assert_false(form.message.len);
}

static void nothing_is_done_for_a_name_left_alone(void **state)
{
	leave(NULL, "name", "みどり", NULL);
	form_refresh(&form);
	form_do(&form, FORM_HOME);
	seen("kana", 0, "");
	form_leave(&form);
	assert_null(get(NULL, "kana"));
}

static void a_reading_is_cut_and_may_be_refused(void **state)
{
	form_finish(&form, "長曽我部 ", "ちょうそかべちょうそかべ");
	form_leave(&form);
	assert_string_equal(get(NULL, "kana"), "ちょうそかべちょ");
	form_do(&form, FORM_CLEAR);
	form_finish(&form, "満杯", "いっぱい");
	assert_int_equal(form_leave(&form), -1);
	assert_string_equal(form.message.buf, "氏名: the disk is full");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
		TEST(writing_is_seen_at_the_cursor),
		TEST(a_box_follows_what_is_written),
		TEST(only_rows_that_change_are_painted),
		TEST(nothing_is_missing_that_is_being_written),
		TEST(the_first_key_begins_anew),
		TEST(finished_text_can_be_taken_back),
		TEST(the_reading_arrives),
		TEST(what_was_written_by_hand_stays),
		TEST(a_corrected_reading_stays),
		TEST(a_pasted_name_has_a_reading_proposed),
		TEST(a_name_is_guessed_as_a_whole_first),
		TEST(an_unknown_name_has_none),
		TEST(nothing_is_done_for_a_name_left_alone),
		TEST(a_reading_is_cut_and_may_be_refused),
#undef TEST
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
