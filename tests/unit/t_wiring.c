/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a field says of itself reaches the engine: the desk's own input method
 * between a screen and a converter that are stood in for here. */
#include "unit/test.h"

#include "app/inputmethod.h"
#include "ime/converter.h"
#include "ui/inputmethod.h"

static const struct input_method *method;
static struct {
	enum ime_kind converted, learned;
	bool private;
	int learned_n;
} got;

void ui_set_input_method(const struct input_method *m, void *self)
{
	method = m;
}

static int convert(void *self, enum ime_kind kind, const char *reading,
		   const size_t *lens, size_t lens_n, struct ime_segs *out,
		   struct err *err)
{
	got.converted = kind;
	ime_seg_add(ime_segs_add(out, reading, strlen(reading)), "字", NULL);
	return 0;
}

static void learn(void *self, enum ime_kind kind, const struct ime_segs *segs,
		  const size_t *chosen, bool private)
{
	got.learned = kind;
	got.private = private;
	got.learned_n++;
}

struct engine converter_open(const struct converter_options *options)
{
	static const struct engine_ops ops = { .name = "watched",
					       .convert = convert,
					       .learn = learn };

	assert_string_equal(options->profile, "fussa");
	return (struct engine){ .ops = &ops };
}

char *converter_notice(const struct engine *converter)
{
	return NULL;
}

static void press(const char *keys)
{
	for (; *keys; keys++) {
		bool enter = *keys == '\r';
		const struct event ev = {
			.kind = enter ? EVENT_KEY : EVENT_TEXT,
			.key = enter ? KEY_RETURN : 0,
			.text = keys,
			.text_len = 1,
		};

		assert_true(method->event(NULL, &ev));
	}
}

static void fields_tell_the_engine_what_they_are(void **state)
{
	static const struct {
		enum field_input input;
		enum ime_kind kind;
	} fields[] = {
		{ INPUT_KANJI, IME_KANJI },
		{ INPUT_NAME, IME_NAME },
		{ INPUT_PLACE, IME_PLACE },
	};

	for (size_t i = 0; i < 2 * ARRAY_SIZE(fields); i++) {
		bool private = i % 2;
		struct str text = STR_INIT, reading = STR_INIT;

		method->enter(NULL, fields[i / 2].input, private);
		memset(&got, 0xff, sizeof(got));
		got.learned_n = 0;
		press("yama \r");
		assert_int_equal(got.converted, fields[i / 2].kind);
		assert_int_equal(got.learned, fields[i / 2].kind);
		assert_int_equal(got.private, private);
		assert_int_equal(got.learned_n, 1);
		assert_true(method->take(NULL, &text, &reading));
		assert_string_equal(text.buf, "字");
		assert_string_equal(reading.buf, "やま");
		str_release(&text);
		str_release(&reading);
	}
}

/* Typing on, a key of the program and another field all finish, too. */
static void what_was_private_stays_so_to_its_end(void **state)
{
	const struct event tab = { .kind = EVENT_KEY, .key = KEY_TABULATOR };

	method->enter(NULL, INPUT_KANJI, true);
	memset(&got, 0, sizeof(got));
	press("yama k");
	assert_true(got.private);
	press("a ");
	got.private = false;
	assert_false(method->event(NULL, &tab));
	assert_true(got.private);
	assert_int_equal(got.learned_n, 2);
	/* What is dropped teaches nothing. */
	press("yama ");
	method->enter(NULL, INPUT_KANJI, false);
	assert_int_equal(got.learned_n, 2);
}

static int start(void **state)
{
	return inputmethod_start("fussa", NULL);
}

static int stop(void **state)
{
	inputmethod_stop();
	assert_null(method);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fields_tell_the_engine_what_they_are),
		cmocka_unit_test(what_was_private_stays_so_to_its_end),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
