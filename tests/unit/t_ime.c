/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/test.h"

#include "base/path.h"
#include "ime/engine_fake.h"
#include "text/kana.h"
#include "text/utf8.h"
#include "unit/ime_keys.h"

static const struct engine_fake_word words[] = {
	{ "そうだん", "相談;総談" },
	{ "せいかつ", "生活" },
	{ "ほご", "保護;反故:old paper" },
	{ "せいかつほご", "生活保護" },
	{ "きゅうしょく", "求職:work;休職:leave;給食" },
	{ "し", "市;氏;死;詩;師;士;史;紙;四;視" },
	{ "に", "二" },
	{ "さとう", "佐藤;佐籐" },
	{ "けいかく", "計画+計劃;警覚" },
	{ NULL, NULL },
};

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

static const struct ime_field kanji = { .mode = IME_HIRAGANA };

/* Keys, then "finished|seen". */
static void check_in(const struct ime_field *field, bool engine,
		     const char *keys, const char *want)
{
	struct engine_fake fake = { .words = words,
				    .broken = "ぬ",
				    .learned = STR_INIT };
	struct engine none = { 0 };
	struct ime *ime = ime_new(table, engine ? engine_fake(&fake) : none);
	struct str got = STR_INIT;

	ime_enter(ime, field);
	ime_press(ime, keys, &got);
	str_addc(&got, '|');
	ime_describe(ime, &got);
	if (!streq(got.buf, want))
		print_message("keys: %s\n", keys);
	assert_string_equal(got.buf, want);
	ime_free(ime);
	str_release(&got);
	str_release(&fake.learned);
}

static void check(const char *keys, const char *want)
{
	check_in(&kanji, true, keys, want);
}

static void kana_are_typed(void **state)
{
	check("", "|");
	check("k", "|k^");
	check("soudan", "|そうだn^");
	check("soudan<Enter>", "そうだん|");
	check("kakiku<Left><Left>n<BS>", "|か^きく");
	check("kakiku<Home><Del><End>ke", "|きくけ^");
	check("ka<BS><BS>a", "<BS>|あ^"); /* the second is the program's */
	check("soudan<Tab>", "そうだん<Tab>|");
	check("ka<Up><PgDn>", "か<PgDn>|");
	check(" ", " |");
	check("<Enter><Esc><Left><F7><Tab>", "<Enter><Esc><Left><F7><Tab>|");
}

static void segments_are_converted(void **state)
{
	check("soudan ", "|[相談]");
	check("soudan<Down>", "|[相談]");
	check("seikatuhogo ", "|[生活保護]");
	check("seikatuhogoni ", "|[生活保護]二");
	check("seikatuhogoni <Enter>", "生活保護二|");
	check("seikatuhogoni <Right>", "|生活保護[二]");
	check("seikatuhogoni <Right><Right><Left>", "|[生活保護]二");
	check("seikatuhogoni <End><Home>", "|[生活保護]二");
	check("soudan ka", "相談|か^");
	check("soudan <BS>", "|そうだん^");
	check("soudan <Tab>", "相談<Tab>|");
	check("soudan 3", "相談|3^");
}

static void candidates_are_chosen(void **state)
{
	check("soudan  ", "|[総談    ] (1 相談 2*総談 3 そうだん 4 ソウダン)");
	check("soudan <Down><Down><Down>",
	      "|[ソウダン] (1 相談 2 総談 3 そうだん 4*ソウダン)");
	check("soudan     ",
	      "|[相談    ] (1*相談 2 総談 3 そうだん 4 ソウダン)");
	check("soudan <Up>",
	      "|[ソウダン] (1 相談 2 総談 3 そうだん 4*ソウダン)");
	check("soudan  1", "|[相談]");
	check("soudan  9", "|[総談    ] (1 相談 2*総談 3 そうだん 4 ソウダン)");
	check("soudan  <Enter>", "総談|");
	check("hogo  ", "|[反故] (1 保護 2*反故:old paper 3 ほご 4 ホゴ)");
	check("kyuusyokusoudan  3", "|給食[相談]");
	check("kyuusyokusoudan  <Right>", "|休職[相談]");
	check("si <Up>", "|[シ] (1 視 2 し 3*シ) 2/2");
	check("si <Up>2", "|[し]");
	check("si  <PgDn>", "|[視] (1*視 2 し 3 シ) 2/2");
	check("si  <PgDn><PgDn>",
	      "|[市] (1*市 2 氏 3 死 4 詩 5 師 6 士 7 史 8 紙 9 四) 1/2");
	check("si  <PgUp>", "|[視] (1*視 2 し 3 シ) 2/2");
}

/* The engine is asked for more only when somebody looks for another one. */
static void candidates_come_when_wanted(void **state)
{
	check("keikaku ", "|[計画]");
	check("keikaku  ",
	      "|[計劃    ] (1 計画 2*計劃 3 警覚 4 けいかく 5 ケイカク)");
	check("keikaku <Up>",
	      "|[ケイカク] (1 計画 2 計劃 3 警覚 4 けいかく 5*ケイカク)");
	check("soudankeikaku <Right>  ",
	      "|相談[警覚    ] (1 計画 2 計劃 3*警覚 4 けいかく 5 ケイカク)");
	check("keikaku <F7> ",
	      "|[計画    ] (1*計画 2 計劃 3 警覚 4 けいかく 5 ケイカク)");
	check("keikaku <Enter><Again> ",
	      "|[計劃    ] (1 計画 2*計劃 3 警覚 4 けいかく 5 ケイカク)");
}

static void segments_change_their_length(void **state)
{
	check("seikatuhogo <S-Left><S-Left>", "|[生活]保護");
	check("seikatuhogo <S-Left>", "|[せいかつほ]ご");
	check("seikatuhogo <S-Left><S-Left><S-Right><S-Right>", "|[生活保護]");
	check("seikatuhogo <S-Right>", "|[生活保護]");
	check("ni <S-Left>", "|[二]");
	/* What stands before it, and the next sentence, stay as chosen. */
	check("kyuusyokuseikatuhogo.soudan  <End> 1<Home><Right><S-Left>"
	      "<S-Left>",
	      "|休職[生活]保護。相談");
	check("soudan.soudan <Right><Right> 2<Home><S-Left>",
	      "|[そうだ]ん。総談");
}

static void forms_can_be_asked_for(void **state)
{
	check("soudan<F7>", "|[ソウダン]");
	check("soudan<F8><F6>", "|[そうだん]");
	check("soudan<F8>", "|[ｿｳﾀﾞﾝ]");
	check("web<F9>", "|[ｗｅｂ]");
	check("web<F10><Enter>", "web|");
	check("soudan<F7> ", "|[そうだん] (1*そうだん 2 ソウダン)");
	check("seikatuhogoni <Right><F7>", "|生活保護[ニ]");
	check("seikatuhogoni <Right><F10><Enter>", "生活保護ni|");
}

static void escape_goes_back_one_state(void **state)
{
	check("soudan  <Esc>", "|[総談]");
	check("soudan  <Esc><Esc>", "|そうだん^");
	check("soudan  <Esc><Esc><Esc>", "|");
	check("soudan  <Esc><Esc><Esc><Esc>", "<Esc>|");
	check("soudan <Esc>si", "|そうだんし^");
}

static void modes_change(void **state)
{
	static const struct ime_field number = { .mode = IME_DIRECT };
	static const struct ime_field kata = { .mode = IME_KATAKANA };

	check("<F4>soudan", "soudan|");
	check("sou<F4>dan", "そうdan|");
	check("<F4><F4>ka", "|か^");
	check_in(&number, true, "35", "35|");
	check_in(&number, true, "<F4>ka", "|か^");
	check_in(&kata, true, "soudan", "|ソウダn^");
	check_in(&kata, true, "soudan ", "|[相談]");
	check_in(&kata, true, "<F4>a<F4>ka<Enter>", "aカ|");
	check("<Mode>ka", "|カ^");
	check("ka<Mode><Mode>ka<Enter>", "かｶ|");
	check("<Mode><Mode><Mode>ka 1", "|ｋａ　１^");
	check("<Mode><Mode><Mode><Mode>ka 1<Enter>", "ka 1|");
	check("<Mode><Mode><Mode><Mode><Mode>ka", "|か^");
}

static void kana_fields_convert_nothing(void **state)
{
	static const struct ime_field kana = { .mode = IME_HIRAGANA,
					       .kana = true };

	check_in(&kana, true, "satou hana<Tab>", "さとう はな<Tab>|");
	check_in(&kana, true, "satou<Down>", "さとう<Down>|");
	check_in(&kana, true, "satou<Enter><Again>", "|さとう^");
	check_in(&kana, true, "satou<F7><Enter>", "サトウ|");
}

static void what_was_finished_comes_back(void **state)
{
	check("soudan <Enter><Again>", "|[相談]");
	check("soudan<Enter><Again>", "|[相談]");
	check("seikatuhogo <Enter><Again><S-Left><S-Left>", "|[生活]保護");
	check("soudan <Enter><Tab><Again>", "相談<Tab><Again>|");
	check("soudan ka<Again>", "相談|か^");
	check("<Again>", "<Again>|");
}

static void without_an_engine_kana_are_left(void **state)
{
	check_in(&kanji, false, "soudan ", "|[そうだん]");
	check_in(&kanji, false, "soudan  ",
		 "|[ソウダン] (1 そうだん 2*ソウダン)");
	check_in(&kanji, false, "soudan <S-Left>", "|[そうだ]ん");
	/* It fails in one sentence, not in the other. */
	check("inu.soudan ", "|[いぬ。]相談");
}

static void complaints_are_made_once(void **state)
{
	struct engine_fake fake = { .words = words,
				    .broken = "ぬ",
				    .learned = STR_INIT };
	struct ime *ime = ime_new(table, engine_fake(&fake));
	struct str out = STR_INIT;

	ime_enter(ime, &kanji);
	ime_press(ime, "soudan ", &out);
	assert_null(ime_complaint(ime, &out));
	ime_press(ime, "<Enter>inu ", &out);
	assert_string_equal(ime_complaint(ime, &out),
			    "the fake engine is told to fail");
	assert_null(ime_complaint(ime, &out));
	ime_free(ime);
	str_release(&fake.learned);
	str_release(&out);
}

static void choices_are_learned(void **state)
{
	struct ime_field field = kanji;
	struct engine_fake fake = { .words = words, .learned = STR_INIT };
	struct ime *ime = ime_new(table, engine_fake(&fake));
	struct str out = STR_INIT;

	ime_enter(ime, &field);
	ime_press(ime, "kyuusyokusoudan  <Right><F7><Enter>", &out);
	ime_press(ime, "soudan<Enter>", &out);
	assert_string_equal(fake.learned.buf, "きゅうしょく=休職 そうだん= ;");
	field.private = true;
	ime_enter(ime, &field);
	ime_press(ime, "satou <Tab>", &out);
	assert_string_equal(fake.learned.buf,
			    "きゅうしょく=休職 そうだん= ;(private);");
	assert_string_equal(out.buf, "休職ソウダンそうだん佐藤<Tab>");
	ime_free(ime);
	str_release(&out);
	str_release(&fake.learned);
}

static void the_reading_comes_along(void **state)
{
	struct engine_fake fake = { .words = words, .learned = STR_INIT };
	struct ime *ime = ime_new(table, engine_fake(&fake));
	struct str text = STR_INIT, reading = STR_INIT;

	ime_enter(ime, &kanji);
	for (const char *p = "satou  "; *p; p++)
		assert_true(ime_do(ime, IME_CHAR, *p));
	assert_false(ime_take(ime, &text, &reading));
	ime_do(ime, IME_ENTER, 0);
	assert_true(ime_take(ime, &text, &reading));
	assert_string_equal(text.buf, "佐籐");
	assert_string_equal(reading.buf, "さとう");
	assert_false(ime_take(ime, &text, &reading));
	ime_free(ime);
	str_release(&fake.learned);
	str_release(&text);
	str_release(&reading);
}

static void it_steps_back_for_the_terminals_own(void **state)
{
	struct ime *ime = ime_new(table, (struct engine){ 0 });
	struct str out = STR_INIT;

	ime_enter(ime, &kanji);
	ime_press(ime, "ka", &out);
	ime_step_back(ime);
	ime_press(ime, "x", &out);
	ime_enter(ime, &kanji);
	assert_int_equal(ime_mode(ime), IME_DIRECT);
	ime_press(ime, "y<F4>ka<Enter>", &out);
	ime_enter(ime, &kanji);
	assert_int_equal(ime_mode(ime), IME_HIRAGANA);
	assert_string_equal(out.buf, "かxyか");
	assert_string_equal(ime_mode_letter(IME_HALF_KATAKANA), "ｱ");
	ime_free(ime);
	str_release(&out);
}

/* As much as a text area holds, in one go. */
static void long_texts_are_converted(void **state)
{
	struct engine_fake fake = { .words = words, .learned = STR_INIT };
	struct ime *ime = ime_new(table, engine_fake(&fake));
	struct str keys = STR_INIT, out = STR_INIT, want = STR_INIT;
	struct ime_view view;

	for (int i = 0; i < 996; i++)
		str_add(&keys, "soudan");
	str_add(&keys, ".kyu.");
	for (int i = 0; i < 996; i++)
		str_add(&want, "相談");
	str_add(&want, "。きゅ。");
	ime_enter(ime, &kanji);
	ime_press(ime, keys.buf, &out);
	assert_int_equal(out.len, 0);
	ime_press(ime, " <S-Left><S-Right>", &out);
	ime_look(ime, &view);
	assert_true(view.converting);
	assert_string_equal(view.text, want.buf);
	ime_press(ime, "<Enter>", &out);
	assert_string_equal(out.buf, want.buf);
	/* More than that goes into the field by itself. */
	str_reset(&out);
	for (int i = 0; i < 5000; i++)
		ime_press(ime, "a", &out);
	assert_int_equal(out.len, 4000 * 3);
	ime_free(ime);
	str_release(&fake.learned);
	str_release(&keys);
	str_release(&want);
	str_release(&out);
}

static unsigned next_random(unsigned *seed)
{
	*seed = *seed * 1103515245U + 12345U;
	return *seed >> 16;
}

/* Any keys at all: what comes out is text, and Esc leads out in three. */
static void any_keys_are_borne(void **state)
{
	struct engine_fake fake = { .words = words,
				    .broken = "ぬ",
				    .learned = STR_INIT };
	struct str text = STR_INIT, reading = STR_INIT;
	struct ime_view view;

	for (unsigned round = 0; round < 400; round++) {
		struct ime *ime = ime_new(table, engine_fake(&fake));
		struct ime_field field = { .mode = round % IME_MODE_N,
					   .kana = round % 7 == 0 };
		unsigned seed = round;

		ime_enter(ime, &field);
		for (int i = 0; i < 200; i++) {
			static const char likely[] = "aiueoknshtdm  .-3ZyxA";
			unsigned n = next_random(&seed) % 80;
			bool is_char = n >= IME_OP_N || n == IME_CHAR;

			ime_do(ime, is_char ? IME_CHAR : (enum ime_op)n,
			       likely[n % (sizeof(likely) - 1)]);
			if (ime_take(ime, &text, &reading)) {
				assert_true(utf8_valid(text.buf, text.len));
				assert_true(
					utf8_valid(reading.buf, reading.len));
			}
			ime_look(ime, &view);
			assert_true(utf8_valid(view.text, view.text_len));
			assert_true(view.cursor <= view.text_len);
			assert_true(view.mark + view.mark_len <= view.text_len);
			assert_true(view.rows_n <= IME_ROWS_MAX);
			assert_true(!view.rows_n ||
				    view.row_current < view.rows_n);
		}
		for (int i = 0; i < 3; i++)
			ime_do(ime, IME_ESCAPE, 0);
		ime_look(ime, &view);
		assert_int_equal(view.text_len, 0);
		assert_false(ime_do(ime, IME_ESCAPE, 0));
		ime_free(ime);
	}
	str_release(&fake.learned);
	str_release(&text);
	str_release(&reading);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kana_are_typed),
		cmocka_unit_test(segments_are_converted),
		cmocka_unit_test(candidates_are_chosen),
		cmocka_unit_test(candidates_come_when_wanted),
		cmocka_unit_test(segments_change_their_length),
		cmocka_unit_test(forms_can_be_asked_for),
		cmocka_unit_test(escape_goes_back_one_state),
		cmocka_unit_test(modes_change),
		cmocka_unit_test(kana_fields_convert_nothing),
		cmocka_unit_test(what_was_finished_comes_back),
		cmocka_unit_test(without_an_engine_kana_are_left),
		cmocka_unit_test(complaints_are_made_once),
		cmocka_unit_test(choices_are_learned),
		cmocka_unit_test(the_reading_comes_along),
		cmocka_unit_test(it_steps_back_for_the_terminals_own),
		cmocka_unit_test(long_texts_are_converted),
		cmocka_unit_test(any_keys_are_borne),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
