/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/test.h"

#include "form/form.h"

/* ---- a program behind the form: values in memory ---- */

static struct {
	char path[40], value[200];
} store[64];
static size_t store_n, leaves_n, rows_n;
static char last_row[40];

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

	leaves_n++;
	if (streq(value, "full"))
		return err_system(err, "the disk is full");
	while (i < store_n && !streq(store[i].path, path))
		i++;
	if (i == store_n)
		store_n++;
	snprintf(store[i].path, sizeof(store[i].path), "%s", path);
	snprintf(store[i].value, sizeof(store[i].value), "%s", value);
	return 0;
}

static char aside_path[40], aside_text[40];

static int set_aside(void *data, const char *path, const char *typed,
		     struct err *err)
{
	snprintf(aside_path, sizeof(aside_path), "%s", path);
	snprintf(aside_text, sizeof(aside_text), "%s", typed);
	return 0;
}

static const char *aside(void *data, const char *path)
{
	return streq(path, aside_path) ? aside_text : "";
}

static const struct choice boxes[] = {
	{ "health", "病気", "びょうき" },
	{ "housing", "住まい", "すまい" },
	{ "food", "食べるもの", "たべるもの" },
};

static const struct choice *choices(void *data, const char *source, size_t *n)
{
	*n = ARRAY_SIZE(boxes);
	return boxes;
}

static const struct form_fact facts[] = {
	{ .label = "お金", .heading = true },
	{ .label = "家賃滞納", .path = "fact.arrears_rent" },
	{ .label = "食べるものはあるか",
	  .path = "fact.no_food",
	  .inverted = true },
	{ .label = "債務", .path = "fact.debt" },
};

static size_t row_count(void *data, const char *path)
{
	return streq(path, "facts") ? ARRAY_SIZE(facts) : rows_n;
}

static void fact(void *data, const char *path, size_t row,
		 struct form_fact *out)
{
	*out = facts[row];
}

static void row_text(void *data, const char *path, size_t row, struct str *out)
{
	str_addf(out, "row %zu", row);
}

static int row(void *data, const char *path, enum form_row_op op, size_t i,
	       struct err *err)
{
	static const char *const names[] = { "open", "add", "remove", "up",
					     "down" };

	if (op == ROW_REMOVE && i == 0)
		return err_input(err, "the client stays");
	if (op == ROW_ADD)
		rows_n++;
	if (op == ROW_REMOVE)
		rows_n--;
	snprintf(last_row, sizeof(last_row), "%s %zu", names[op], i);
	return 0;
}

static const struct form_host host = {
	.get = get,
	.leave = leave,
	.choices = choices,
	.row_count = row_count,
	.fact = fact,
	.row_text = row_text,
	.row = row,
	.set_aside = set_aside,
	.aside = aside,
};

/* ---- helpers ---- */

static struct form form;

static void begin(const char *text)
{
	struct err err = ERR_INIT;
	struct screen *s = screen_parse(text, strlen(text), "s", NULL, &err);

	if (!s)
		fail_msg("%s", err.text.buf);
	store_n = leaves_n = 0;
	last_row[0] = '\0';
	form_init(&form, s, &host, NULL);
}

static void type(const char *text)
{
	while (*text) {
		size_t n = 1;

		while ((text[n] & 0xc0) == 0x80)
			n++;
		form_type(&form, text, n);
		text += n;
	}
}

static void check_shown(const char *field, int row_n, const char *text)
{
	struct form_show show = { .text = STR_INIT };
	int i = screen_find(form.screen, field);

	form_show(&form, (size_t)i, row_n, &show);
	str_trim(&show.text);
	assert_string_equal(show.text.buf, text);
	str_release(&show.text);
}

static void check_stored(const char *path, const char *value)
{
	assert_string_equal(str_or_empty(get(NULL, path)), value);
}

static void check_cursor(int row_n, int col)
{
	int r, c;

	form_cursor(&form, &r, &c);
	assert_int_equal(r, row_n);
	assert_int_equal(c, col);
}

static const char *here(void)
{
	return form.screen->field[form.current].name;
}

#define TWO                                                    \
	"screen p \"p\"\n{\n 名 [a   ] 所 [b         ]\n}\n" \
	"a a text limit=6\nb b text limit=20\n"

/* ---- text ---- */

static void a_left_field_is_handed_over(void **state)
{
	begin(TWO);
	type("山田");
	check_shown("a", 0, "山田");
	assert_int_equal(leaves_n, 0);
	assert_int_equal(form_do(&form, FORM_NEXT), FORM_DONE);
	check_stored("a", "山田");
	assert_string_equal(here(), "b");
	/* Nothing typed: nothing handed over. */
	assert_int_equal(form_do(&form, FORM_PREV), FORM_DONE);
	assert_int_equal(leaves_n, 1);
	assert_int_equal(form_do(&form, FORM_PREV), FORM_PAST_START);
	form_do(&form, FORM_NEXT);
	assert_int_equal(form_do(&form, FORM_ENTER), FORM_PAST_END);
	form_release(&form);
}

static void a_refused_value_keeps_cursor_and_text(void **state)
{
	begin(TWO);
	type("full");
	assert_int_equal(form_do(&form, FORM_NEXT), FORM_REFUSED);
	assert_string_equal(here(), "a");
	check_shown("a", 0, "full");
	assert_string_equal(form.message.buf, "名: the disk is full");
	assert_true(form.message_bad);
	form_do(&form, FORM_BACKSPACE);
	assert_int_equal(form.message.len, 0);
	assert_int_equal(form_do(&form, FORM_NEXT), FORM_DONE);
	check_stored("a", "ful");
	form_release(&form);
}

static void what_is_seen_follows_the_cursor(void **state)
{
	begin(TWO);
	type("あいうえ");
	/* Four cells, and the cursor may stand on the bracket. */
	check_shown("a", 0, "うえ");
	check_cursor(0, 9);
	form_do(&form, FORM_HOME);
	check_shown("a", 0, "あい");
	check_cursor(0, 5);
	form_do(&form, FORM_NEXT);
	check_shown("a", 0, "あい");
	form_release(&form);
}

static void the_limit_counts_characters(void **state)
{
	begin(TWO);
	type("あいうえお");
	assert_int_equal(form_type(&form, "か", 3), FORM_DONE);
	assert_int_equal(form_type(&form, "き", 3), FORM_REFUSED);
	assert_int_equal(form.edit.text_n, 6);
	form_do(&form, FORM_CLEAR);
	form_paste(&form, "12345678\xff", 9, 10);
	assert_string_equal(form.edit.text.buf, "123456");
	assert_non_null(strstr(form.message.buf, "13 characters were left"));
	form_release(&form);
}

static void a_mark_joins_what_stands_before_it(void **state)
{
	begin(TWO);
	type("か");
	form_type(&form, "\xe3\x82\x99", 3);
	assert_string_equal(form.edit.text.buf, "が");
	form_do(&form, FORM_CLEAR);
	type("葛");
	form_type(&form, "\xf3\xa0\x84\x81", 4);
	assert_int_equal(form.edit.text.len, 7);
	form_do(&form, FORM_LEFT);
	assert_int_equal(form.edit.pos, 0);
	form_do(&form, FORM_DELETE);
	assert_int_equal(form.edit.text.len, 0);
	form_release(&form);
}

static void typing_can_be_taken_back(void **state)
{
	begin(TWO);
	type("abc");
	form_do(&form, FORM_NEXT);
	form_do(&form, FORM_PREV);
	type("de");
	assert_string_equal(form.edit.text.buf, "abcde");
	form_do(&form, FORM_UNDO);
	assert_string_equal(form.edit.text.buf, "abc");
	form_do(&form, FORM_UNDO);
	assert_string_equal(form.edit.text.buf, "abcde");
	form_do(&form, FORM_RESTORE);
	assert_string_equal(form.edit.text.buf, "abc");
	form_do(&form, FORM_UNDO);
	assert_string_equal(form.edit.text.buf, "abcde");
	form_do(&form, FORM_HOME);
	form_do(&form, FORM_KILL);
	assert_string_equal(form.edit.text.buf, "");
	form_release(&form);
}

/* ---- types ---- */

#define TYPES                                                                             \
	"screen p \"p\"\n{\n"                                                             \
	" かな [kana  ] 電話 [tel         ] 数 [n  ]\n"                              \
	" 生年 [birth                 ] 短 [short    ] 時 [at              ]\n"       \
	" 続柄 [rel  ] 安全 [safe      ]\n}\n"                                        \
	"kana k kana\ntel t tel\nn n number min=1 max=9\n"                                \
	"birth birth date past age=age decade=range\n"                                    \
	"short short date\nat at datetime\n"                                              \
	"rel rel choice values=self:本人:ほんにん,child:子:こ,parent:親:おや," \
	"mate:配偶者:はいぐうしゃ,other:その他:ほか\n"                      \
	"safe fact.in_danger_now fact inverted\n"

static void enter(const char *field, const char *text)
{
	assert_int_equal(form_goto(&form, field), 0);
	type(text);
}

static void kana_becomes_hiragana(void **state)
{
	begin(TYPES);
	type("ﾀﾅｶ");
	assert_int_equal(form_do(&form, FORM_NEXT), FORM_DONE);
	check_stored("k", "たなか");
	check_shown("kana", 0, "たなか");
	form_do(&form, FORM_PREV);
	type("田");
	assert_int_equal(form_do(&form, FORM_NEXT), FORM_REFUSED);
	form_release(&form);
}

static void numbers_and_telephones_are_checked(void **state)
{
	begin(TYPES);
	enter("tel", "０４２-５５１");
	assert_int_equal(form_do(&form, FORM_NEXT), FORM_DONE);
	check_stored("t", "042-551");
	type("10");
	assert_int_equal(form_do(&form, FORM_NEXT), FORM_REFUSED);
	form_do(&form, FORM_CLEAR);
	type("７");
	assert_int_equal(form_do(&form, FORM_NEXT), FORM_DONE);
	check_stored("n", "7");
	enter("tel", "abc");
	assert_int_equal(form_do(&form, FORM_NEXT), FORM_REFUSED);
	form_release(&form);
}

static void a_date_is_kept_as_typed_until_left(void **state)
{
	begin(TYPES);
	enter("birth", "s45.3.12");
	check_shown("birth", 0, "s45.3.12");
	assert_int_equal(form_do(&form, FORM_NEXT), FORM_DONE);
	check_stored("birth", "1970-03-12");
	check_shown("birth", 0, "昭和45年3月12日(1970)");
	type("1970-03-12");
	form_do(&form, FORM_NEXT);
	check_shown("short", 0, "S45.3.12");
	enter("birth", "昭和64年1月8日");
	assert_int_equal(form_do(&form, FORM_NEXT), FORM_REFUSED);
	check_shown("birth", 0, "昭和64年1月8日");
	assert_true(form.message.len > 0);
	form_release(&form);
}

static void an_era_may_come_behind(void **state)
{
	begin(TYPES);
	enter("birth", "45 3 12");
	assert_int_equal(form_do(&form, FORM_NEXT), FORM_REFUSED);
	type("s");
	assert_int_equal(form_do(&form, FORM_NEXT), FORM_DONE);
	check_stored("birth", "1970-03-12");
	enter("birth", "１１．３．１２Ｈ");
	assert_int_equal(form_do(&form, FORM_NEXT), FORM_DONE);
	check_stored("birth", "1999-03-12");
	form_release(&form);
}

static void a_moment_needs_its_time(void **state)
{
	begin(TYPES);
	enter("at", "2026-11-19");
	assert_int_equal(form_do(&form, FORM_NEXT), FORM_REFUSED);
	type(" 14:05");
	assert_int_equal(form_do(&form, FORM_NEXT), FORM_DONE);
	check_stored("at", "2026-11-19T14:05");
	form_release(&form);
}

static void an_age_may_stand_for_a_birth_date(void **state)
{
	begin(TYPES);
	enter("birth", "52歳");
	assert_int_equal(form_do(&form, FORM_NEXT), FORM_DONE);
	check_stored("age", "52");
	check_shown("birth", 0, "52歳");
	enter("birth", "50代");
	form_do(&form, FORM_NEXT);
	check_stored("age", "");
	check_stored("range", "50s");
	check_shown("birth", 0, "50代");
	enter("birth", "S45.3.12");
	form_do(&form, FORM_NEXT);
	check_stored("range", "");
	check_stored("birth", "1970-03-12");
	form_release(&form);
}

static void what_is_not_right_is_set_aside_and_found_again(void **state)
{
	struct form_show show = { .text = STR_INIT };
	struct str labels = STR_INIT;

	begin(TYPES);
	enter("birth", "昭和64年2月30日");
	assert_int_equal(form_leave(&form), -1);
	assert_string_equal(aside_text, "");
	assert_int_equal(form_part(&form), 0);
	assert_non_null(strstr(form.message.buf, "64"));
	assert_non_null(strstr(form.message.buf, "kept as it was typed"));
	assert_string_equal(aside_text, "昭和64年2月30日");
	assert_int_equal(leaves_n, 0);
	form_release(&form);

	/* The page again: it begins there, and says what it lacks. */
	begin(TYPES);
	check_shown("birth", 0, "昭和64年2月30日");
	form_show(&form, 3, 0, &show);
	assert_true(show.bad);
	str_release(&show.text);
	form_tell_aside(&form);
	assert_non_null(strstr(form.message.buf, "64"));
	assert_int_equal(form_missing(&form, &labels), 1);
	str_release(&labels);
	assert_int_equal(form_goto_missing(&form), 0);
	assert_string_equal(here(), "birth");
	/* Untouched it holds nobody up; put right it is forgotten. */
	assert_int_equal(form_do(&form, FORM_NEXT), FORM_DONE);
	assert_string_equal(aside_text, "昭和64年2月30日");
	enter("birth", "昭和45年3月12日");
	assert_int_equal(form_leave(&form), 0);
	check_stored("birth", "1970-03-12");
	assert_string_equal(aside_text, "");
	check_shown("birth", 0, "昭和45年3月12日(1970)");
	form_release(&form);
}

static void a_moment_is_shown_in_the_era(void **state)
{
	setenv("MADOGUCHI_NOW", "2026-11-20T09:15:00", 1);
	begin(TYPES);
	enter("at", "11/19 14:05");
	assert_int_equal(form_do(&form, FORM_NEXT), FORM_DONE);
	check_stored("at", "2026-11-19T14:05");
	check_shown("at", 0, "R8.11.19 14:05");
	form_release(&form);
}

static void a_choice_is_a_number_or_a_first_kana(void **state)
{
	begin(TYPES);
	enter("rel", "2");
	check_stored("rel", "child");
	assert_string_equal(here(), "safe");
	/* One begins with お: taken. Two begin with ほ: one after another. */
	enter("rel", "お");
	check_stored("rel", "parent");
	enter("rel", "ほ");
	check_shown("rel", 0, "その");
	assert_string_equal(here(), "rel");
	type("ﾎ");
	check_shown("rel", 0, "本人");
	type("ほ");
	assert_int_equal(form_do(&form, FORM_NEXT), FORM_DONE);
	check_stored("rel", "other");
	enter("rel", "9");
	assert_true(form.message_bad);
	assert_int_equal(form_type(&form, " ", 1), FORM_WANT_LIST);
	assert_int_equal(form_pick(&form, 0), FORM_DONE);
	check_stored("rel", "self");
	form_goto(&form, "rel");
	form_do(&form, FORM_BACKSPACE);
	form_do(&form, FORM_NEXT);
	check_stored("rel", "");
	form_release(&form);
}

static void a_fact_has_four_answers(void **state)
{
	begin(TYPES);
	enter("safe", "y");
	check_stored("fact.in_danger_now", "no");
	check_shown("safe", 0, "Yes");
	enter("safe", "ｎ");
	form_leave(&form);
	check_stored("fact.in_danger_now", "yes");
	enter("safe", "?");
	form_leave(&form);
	check_stored("fact.in_danger_now", "unknown");
	enter("safe", "-");
	form_leave(&form);
	check_stored("fact.in_danger_now", "refused");
	form_do(&form, FORM_DELETE);
	form_leave(&form);
	check_stored("fact.in_danger_now", "");
	assert_int_equal(form_type(&form, "x", 1), FORM_REFUSED);
	form_release(&form);
}

/* ---- regions ---- */

#define REGIONS                                                      \
	"screen p \"p\"\n{\n"                                        \
	" [boxes                   ]\n [boxes                   ]\n" \
	" [facts                             ]\n"                    \
	" [facts                             ]\n"                    \
	" [rows          ]\n [rows          ]\n"                     \
	" [text    ]\n [text    ]\n}\n"                              \
	"boxes concern ticks source=x columns=2 main\n"              \
	"facts facts facts\nrows rows block\ntext text area limit=30\n"

static void ticks_have_one_main(void **state)
{
	begin(REGIONS);
	type(" ");
	check_stored("concern.health", "other");
	form_do(&form, FORM_RIGHT);
	type("m");
	check_stored("concern.housing", "main");
	form_do(&form, FORM_DOWN);
	assert_int_equal(form_do(&form, FORM_ENTER), FORM_DONE);
	check_stored("concern.food", "main");
	check_stored("concern.housing", "other");
	check_shown("boxes", 0, "○  病気     ○  住まい");
	check_shown("boxes", 1, "◎  食べるも");
	type("す ");
	check_stored("concern.housing", "");
	form_do(&form, FORM_UP);
	assert_string_equal(here(), "boxes");
	form_do(&form, FORM_DOWN);
	form_do(&form, FORM_DOWN);
	assert_string_equal(here(), "facts");
	form_release(&form);
}

static void facts_go_on_by_themselves(void **state)
{
	begin(REGIONS);
	form_goto(&form, "facts");
	check_shown("facts", 0, "お金");
	check_cursor(3, 1 + 35 - 12);
	type("y");
	check_stored("fact.arrears_rent", "yes");
	type("y");
	check_stored("fact.no_food", "no");
	form_do(&form, FORM_UP);
	form_do(&form, FORM_BACKSPACE);
	check_stored("fact.no_food", "");
	form_do(&form, FORM_DOWN);
	type("-");
	check_stored("fact.debt", "refused");
	assert_string_equal(here(), "rows");
	assert_int_equal(form_goto_path(&form, "fact.no_food"), 0);
	assert_string_equal(here(), "facts");
	type("n");
	check_stored("fact.no_food", "yes");
	form_release(&form);
}

static void rows_of_a_block_come_and_go(void **state)
{
	rows_n = 0;
	begin(REGIONS);
	form_goto(&form, "rows");
	assert_int_equal(form_do(&form, FORM_REMOVE), FORM_IGNORED);
	type("+");
	assert_string_equal(last_row, "add 0");
	form_do(&form, FORM_ADD);
	assert_string_equal(last_row, "add 1");
	type(">");
	assert_string_equal(last_row, "add 1");
	type("<");
	assert_string_equal(last_row, "up 1");
	form_do(&form, FORM_ENTER);
	assert_string_equal(last_row, "open 0");
	assert_int_equal(form_do(&form, FORM_REMOVE), FORM_REFUSED);
	assert_true(form.message_bad);
	form_do(&form, FORM_DOWN);
	form_do(&form, FORM_REMOVE);
	assert_string_equal(last_row, "remove 1");
	check_shown("rows", 0, "row 0");
	rows_n = 0;
	form_release(&form);
}

static void an_area_wraps_and_scrolls(void **state)
{
	begin(REGIONS);
	form_goto(&form, "text");
	type("あいうえお。かき");
	/* No line begins with 。 */
	check_shown("text", 0, "あいうえ");
	check_shown("text", 1, "お。かき");
	form_do(&form, FORM_ENTER);
	check_shown("text", 1, "");
	check_cursor(7, 2);
	form_do(&form, FORM_UP);
	form_do(&form, FORM_UP);
	assert_string_equal(here(), "text");
	check_shown("text", 0, "あいうえ");
	form_do(&form, FORM_RIGHT);
	form_do(&form, FORM_DOWN);
	type("x");
	check_shown("text", 1, "おx。か");
	assert_int_equal(form_leave(&form), 0);
	check_stored("text", "あいうえおx。かき");
	form_release(&form);
}

/* ---- painting ---- */

/* What stands on a screen where only the rows that were asked for again are
 * painted again. */
static struct form_show painted[8][4];

static void paint_all(void)
{
	for (size_t i = 0; i < form.screen->field_n; i++)
		for (int k = 0; k < form.screen->field[i].rows_n; k++) {
			str_init(&painted[i][k].text);
			form_show(&form, i, k, &painted[i][k]);
		}
}

static void forget_painted(void)
{
	for (size_t i = 0; i < form.screen->field_n; i++)
		for (int k = 0; k < form.screen->field[i].rows_n; k++)
			str_release(&painted[i][k].text);
}

/* How many rows had to be. */
static size_t paint_dirty(void)
{
	size_t rows = 0;

	for (size_t i = 0; i < form.screen->field_n; i++) {
		int row_n, to;

		form_take_dirty(&form, i, &row_n, &to);
		for (; row_n < to; row_n++, rows++)
			form_show(&form, i, row_n, &painted[i][row_n]);
	}
	return rows;
}

static void check_painted(void)
{
	struct form_show show = { .text = STR_INIT };

	for (size_t i = 0; i < form.screen->field_n; i++) {
		for (int k = 0; k < form.screen->field[i].rows_n; k++) {
			const struct form_show *seen = &painted[i][k];

			form_show(&form, i, k, &show);
			assert_string_equal(seen->text.buf, show.text.buf);
			assert_int_equal(seen->mark, show.mark);
			assert_int_equal(seen->bad, show.bad);
			assert_int_equal(seen->wanted, show.wanted);
		}
	}
	str_release(&show.text);
}

#define PAGE                                                         \
	"screen p \"p\"\n{\n"                                        \
	" [story       ] [name ]\n [story       ] [n ]\n"            \
	" [story       ] [pick   ]\n [story       ]\n"               \
	" [boxes                   ]\n [boxes                   ]\n" \
	" [rows          ]\n [rows          ]\n}\n"                  \
	"story story area limit=200 wanted\nname name text wanted\n" \
	"n n number min=1 max=9\npick pick choice source=x wanted\n" \
	"boxes concern ticks source=x columns=2 main\nrows rows block\n"

/* Any keys at all; mostly in the area, where they mean most. */
static void press_any_key(unsigned *seed)
{
	static const char *const keys[] = {
		"あ", "、", "\u3099", "a", " ", "9", "full", "し", "m", "+",
	};
	unsigned r = (unsigned)rand_r(seed) % 200;

	if (r < 90) {
		const char *s = keys[r % ARRAY_SIZE(keys)];

		form_type(&form, s, strlen(s));
	} else if (r < 180) {
		form_do(&form, (enum form_op)(r % FORM_OP_N));
	} else if (r < 185) {
		form_paste(&form, "何も\n食べていない。", 28, r % 2);
	} else {
		form_goto(&form, "story");
	}
}

static void only_what_changed_is_painted(void **state)
{
	unsigned seed = 20261122;

	for (int round = 0; round < 100; round++) {
		rows_n = 2;
		begin(PAGE);
		paint_all();
		for (int i = 0; i < 300; i++) {
			press_any_key(&seed);
			paint_dirty();
			check_painted();
		}
		forget_painted();
		form_release(&form);
	}
	rows_n = 0;
}

static void a_key_in_an_area_paints_one_row(void **state)
{
	rows_n = 0;
	begin(PAGE);
	paint_all();
	paint_dirty();
	type("あ"); /* no longer missing: all of it */
	assert_int_equal(paint_dirty(), 4);
	type("い");
	assert_int_equal(paint_dirty(), 1);
	form_do(&form, FORM_LEFT);
	assert_int_equal(paint_dirty(), 0);
	form_do(&form, FORM_CLEAR);
	assert_int_equal(paint_dirty(), 4);
	forget_painted();
	form_release(&form);
}

/* Blanks are nothing: the field is as it was, and so is its cursor. */
static void blanks_alone_are_taken_away(void **state)
{
	begin(REGIONS);
	form_goto(&form, "text");
	type("   ");
	form_do(&form, FORM_ENTER);
	form_do(&form, FORM_ENTER);
	assert_int_equal(form_leave(&form), 0);
	assert_int_equal(form.edit.text.len, 0);
	check_cursor(6, 2);
	form_release(&form);
}

static void what_is_missing_is_named(void **state)
{
	struct str labels = STR_INIT;

	begin("screen p \"p\"\n{\n 名 [a   ]\n 所 [b  ]\n}\n"
	      "a a text wanted\nb b text wanted\n");
	assert_int_equal(form_missing(&form, &labels), 2);
	assert_string_equal(labels.buf, "名、所");
	type("x");
	form_leave(&form);
	str_reset(&labels);
	assert_int_equal(form_missing(&form, &labels), 1);
	str_release(&labels);
	form_release(&form);
}

static void a_megabyte_is_survived(void **state)
{
	struct str big = STR_INIT;

	begin(REGIONS);
	form_goto(&form, "text");
	while (big.len < 4u << 20)
		str_add(&big, "漢字\033[31mabc\n");
	form_paste(&form, big.buf, big.len, 0);
	assert_int_equal(form.edit.text_n, 30);
	assert_true(form.message_bad);
	form_release(&form);
	str_release(&big);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_left_field_is_handed_over),
		cmocka_unit_test(a_refused_value_keeps_cursor_and_text),
		cmocka_unit_test(what_is_seen_follows_the_cursor),
		cmocka_unit_test(the_limit_counts_characters),
		cmocka_unit_test(a_mark_joins_what_stands_before_it),
		cmocka_unit_test(typing_can_be_taken_back),
		cmocka_unit_test(kana_becomes_hiragana),
		cmocka_unit_test(numbers_and_telephones_are_checked),
		cmocka_unit_test(a_date_is_kept_as_typed_until_left),
		cmocka_unit_test(an_era_may_come_behind),
		cmocka_unit_test(a_moment_needs_its_time),
		cmocka_unit_test(an_age_may_stand_for_a_birth_date),
		cmocka_unit_test(
			what_is_not_right_is_set_aside_and_found_again),
		cmocka_unit_test(a_moment_is_shown_in_the_era),
		cmocka_unit_test(a_choice_is_a_number_or_a_first_kana),
		cmocka_unit_test(a_fact_has_four_answers),
		cmocka_unit_test(ticks_have_one_main),
		cmocka_unit_test(facts_go_on_by_themselves),
		cmocka_unit_test(rows_of_a_block_come_and_go),
		cmocka_unit_test(an_area_wraps_and_scrolls),
		cmocka_unit_test(only_what_changed_is_painted),
		cmocka_unit_test(a_key_in_an_area_paints_one_row),
		cmocka_unit_test(blanks_alone_are_taken_away),
		cmocka_unit_test(what_is_missing_is_named),
		cmocka_unit_test(a_megabyte_is_survived),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
