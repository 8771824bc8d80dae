/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/test.h"

#include "form/check.h"
#include "form/screen.h"

static struct screen *parse(const char *text, struct err *err)
{
	return screen_parse(text, strlen(text), "s", NULL, err);
}

static void a_picture_gives_boxes_in_cells(void **state)
{
	struct err err = ERR_INIT;
	struct screen *s =
		parse("# a comment\n"
		      "screen person \"本人\"\n"
		      "{\n"
		      " ふりがな [kana    ]   お名前 [name   ]\n"
		      " 年齢     [age] 歳\n"
		      "}\n"
		      "kana  client.kana  kana  limit=20 wanted\n"
		      "name  client.name  kanji reading=kana \"氏名\"\n"
		      "age   client.age   computed\n",
		      &err);
	const struct screen_field *f;

	assert_string_equal(err.text.buf, "");
	assert_non_null(s);
	assert_string_equal(s->name, "person");
	assert_string_equal(s->title, "本人");
	assert_int_equal(s->rows_n, 2);
	assert_int_equal(s->field_n, 3);
	f = &s->field[0];
	assert_string_equal(f->path, "client.kana");
	assert_string_equal(f->label, "ふりがな");
	assert_int_equal(f->row, 0);
	assert_int_equal(f->col, 11);
	assert_int_equal(f->width_cols, 8);
	assert_int_equal(f->limit, 20);
	assert_true(f->wanted);
	f = &s->field[1];
	assert_string_equal(f->label, "氏名");
	assert_int_equal(f->col, 31);
	assert_string_equal(f->reading, "kana");
	assert_int_equal(f->input, INPUT_NAME);
	assert_int_equal(s->field[0].input, INPUT_KANA);
	assert_string_equal(s->row[0].text,
			    " ふりがな [        ]   お名前 [       ]");
	/* What cannot be typed into stands without brackets. */
	assert_string_equal(s->row[1].text, " 年齢           歳");
	assert_int_equal(screen_find(s, "age"), 2);
	assert_int_equal(screen_find(s, "agee"), -1);
	screen_free(s);
	err_release(&err);
}

static void every_field_says_what_is_typed_in_it(void **state)
{
	static const enum field_input want[] = {
		INPUT_KANJI, INPUT_KANJI,    INPUT_DIRECT, INPUT_DIRECT,
		INPUT_PLACE, INPUT_KATAKANA, INPUT_ASCII,  INPUT_NAME,
	};
	struct screen *s = parse("screen p \"p\"\n{\n"
				 " [a    ] [b    ] [c         ] [d    ]\n"
				 " [e    ] [f    ] [g    ] [h    ]\n}\n"
				 "a a kanji\nb b text\nc c date\nd d number\n"
				 "e e text input=place\n"
				 "f f kana input=katakana\n"
				 "g g text input=ascii\n"
				 "h h kanji input=name\n",
				 NULL);

	assert_non_null(s);
	for (size_t i = 0; i < s->field_n; i++)
		assert_int_equal(s->field[i].input, want[i]);
	screen_free(s);
}

static void rows_of_one_name_make_a_rectangle(void **state)
{
	struct err err = ERR_INIT;
	struct screen *s = parse("screen p \"p\"\n{\n [text  ]\n [text  ]\n"
				 " [text  ]\n}\ntext t area \"t\"\n",
				 &err);

	assert_non_null(s);
	assert_int_equal(s->field[0].rows_n, 3);
	screen_free(s);
	err_release(&err);
}

static void runs_become_lines(void **state)
{
	struct err err = ERR_INIT;
	struct screen *s = parse("screen p \"p\"\n{\n"
				 "+--+ 03-1234 a|b\n"
				 "|漢|\n"
				 "+--+--\n"
				 "}\n",
				 &err);

	assert_non_null(s);
	assert_string_equal(s->row[0].text, "     03-1234 a|b");
	assert_int_equal(s->row[0].line[0], LINE_DOWN | LINE_RIGHT);
	assert_int_equal(s->row[0].line[1], LINE_LEFT | LINE_RIGHT);
	assert_int_equal(s->row[0].line[3], LINE_DOWN | LINE_LEFT);
	assert_int_equal(s->row[0].line[7], 0);
	assert_string_equal(s->row[1].text, " 漢");
	assert_int_equal(s->row[1].line[3], LINE_UP | LINE_DOWN);
	assert_int_equal(s->row[2].line[3], LINE_UP | LINE_LEFT | LINE_RIGHT);
	screen_free(s);
	err_release(&err);
}

static void choices_stand_in_the_file(void **state)
{
	struct err err = ERR_INIT;
	struct screen *s = parse("screen p \"p\"\n{\n 続柄 [r   ]\n}\n"
				 "r r choice values=self:本人:ほんにん,x:他\n",
				 &err);

	assert_non_null(s);
	assert_int_equal(s->field[0].choice_n, 2);
	assert_string_equal(s->field[0].choice[0].code, "self");
	assert_string_equal(s->field[0].choice[0].label, "本人");
	assert_string_equal(s->field[0].choice[0].reading, "ほんにん");
	assert_null(s->field[0].choice[1].reading);
	screen_free(s);
	err_release(&err);
}

#define HEAD "screen p \"p\"\n{\n"
#define WIDE "0123456789012345678901234567890123456789"

static void every_fault_names_its_place(void **state)
{
	static const struct {
		const char *text, *begins;
	} cases[] = {
		{ "", "s:1:1: " },
		{ "screan p \"p\"\n", "s:1:1: " },
		{ "screen P \"p\"\n", "s:1:8: " },
		{ "screen p p\n", "s:1:10: " },
		{ "screen p \"p\"\n x\n", "s:2:1: " },
		{ HEAD " x\n", "s:3: " },
		{ HEAD " 字○\n}\n", "s:3:3: " },
		{ HEAD "\tx\n}\n", "s:3:1: " },
		{ HEAD " a\xff\n}\n", "s:3: " },
		{ HEAD WIDE WIDE "x\n}\n", "s:3:81: " },
		{ HEAD " [Kana]\n}\n", "s:3:2: " },
		{ HEAD " 字[kana\n}\n", "s:3:3: " },
		{ HEAD " [kana ]\n}\n", "s:3:2: [kana] has no line" },
		{ HEAD " [kana]\n\n [kana]\n}\nkana k kana\n", "s:5:2: " },
		{ HEAD "}\nkana k kana\n", "s:4:1: there is no box [kana]" },
		{ HEAD " [kana  ]\n}\nkane k kana\n",
		  "s:5:1: there is no box [kane] in the picture; did you mean "
		  "[kana]?" },
		{ HEAD " [kana  ]\n}\nkana k kanna\n",
		  "s:5: the type 'kanna' is not known; did you mean" },
		{ HEAD " [kana  ]\n}\nkana k kana limt=3\n",
		  "s:5: the option 'limt' is not known; did you mean 'limit'" },
		{ HEAD " [kana  ]\n}\nkana k kana past\n",
		  "s:5: a kana field takes no 'past'" },
		{ HEAD " [kana  ]\n}\nkana k kana limit=x\n", "s:5: limit=" },
		{ HEAD " [kana  ]\n}\nkana k kana limit=0\n", "s:5: limit=" },
		{ HEAD " [kana  ]\n}\nkana k kana wanted=1\n",
		  "s:5: 'wanted'" },
		{ HEAD " [kana  ]\n}\nkana k\n", "s:5: a field is" },
		{ HEAD " [kana  ]\n}\nkana k kana \"x\n", "s:5: the label" },
		{ HEAD " [kana  ]\n}\nkana k kana\nkana k kana\n",
		  "s:6:1: the field 'kana' is listed twice" },
		{ HEAD " [a]\n}\na k fact\n", "s:5: a fact field needs" },
		{ HEAD " [a    ]\n [a    ]\n}\na k kana\n",
		  "s:6: a kana field has one row" },
		{ HEAD " [a    ]\n}\na k choice\n", "s:5: a choice field" },
		{ HEAD " [a    ]\n}\na k choice values=x\n", "s:5: values=" },
		{ HEAD " [a    ]\n}\na k number min=3 max=2\n", "s:5: min" },
		{ HEAD " [a    ]\n}\na k text input=plaec\n",
		  "s:5: the input 'plaec' is not known; did you mean 'place'" },
		{ HEAD " [a    ]\n}\na k text input\n", "s:5: 'input' needs" },
		{ HEAD " [a    ]\n}\na k kanji reading=b\n",
		  "s:5: reading=b: there is no such field" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct err err = ERR_INIT;
		struct screen *s = parse(cases[i].text, &err);

		if (s || !skip_prefix(err.text.buf, cases[i].begins, NULL))
			fail_msg("case %zu: '%s', not '%s'", i, err.text.buf,
				 cases[i].begins);
		assert_int_equal(err_status(&err), 2);
		err_release(&err);
	}
}

static void all_faults_come_at_once(void **state)
{
	struct err err = ERR_INIT;
	size_t n = 1;

	assert_null(
		parse(HEAD " [a ] ①\n [b  ]\n}\nb k kanna\nc k kana\n", &err));
	for (const char *p = err.text.buf; *p; p++)
		n += *p == '\n';
	assert_int_equal(n, 4);
	err_release(&err);
}

static void too_many_rows_are_refused(void **state)
{
	struct err err = ERR_INIT;
	struct str text = STR_INIT;

	str_add(&text, HEAD);
	for (int i = 0; i < SCREEN_ROWS; i++)
		str_add(&text, "x\n");
	str_add(&text, "}\n");
	screen_free(parse(text.buf, &err));
	assert_string_equal(err.text.buf, "");
	str_splice(&text, strlen(HEAD), 0, "x\n", 2);
	assert_null(parse(text.buf, &err));
	assert_true(skip_prefix(err.text.buf, "s:24: ", NULL));
	str_release(&text);
	err_release(&err);
}

static void write_file(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

static void a_folder_of_screens_is_checked(void **state)
{
	char folder[] = "/tmp/madoguchi-screens-XXXXXX";
	struct err err = ERR_INIT;
	size_t n = 0;
	char *good, *bad;

	assert_non_null(mkdtemp(folder));
	good = xstrfmt("%s/p.screen", folder);
	bad = xstrfmt("%s/q.screen", folder);
	write_file(good, HEAD "}\n");
	assert_int_equal(screens_check(folder, NULL, NULL, &n, &err), 0);
	assert_int_equal(n, 1);
	write_file(bad, HEAD "}\n");
	assert_int_equal(screens_check(folder, NULL, NULL, &n, &err), -1);
	assert_int_equal(n, 2);
	assert_non_null(strstr(err.text.buf, "q.screen: the screen calls"));
	remove(good);
	remove(bad);
	remove(folder);
	err_reset(&err);
	assert_int_equal(screens_check(folder, NULL, NULL, &n, &err), -1);
	free(good);
	free(bad);
	err_release(&err);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_picture_gives_boxes_in_cells),
		cmocka_unit_test(every_field_says_what_is_typed_in_it),
		cmocka_unit_test(rows_of_one_name_make_a_rectangle),
		cmocka_unit_test(runs_become_lines),
		cmocka_unit_test(choices_stand_in_the_file),
		cmocka_unit_test(every_fault_names_its_place),
		cmocka_unit_test(all_faults_come_at_once),
		cmocka_unit_test(too_many_rows_are_refused),
		cmocka_unit_test(a_folder_of_screens_is_checked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
