/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/test.h"

#include "ui/input.h"
#include "ui/op.h"
#include "ui/probe.h"

/* All events of these bytes as one line of text, e.g. "t:あ k:256 p:xyz". */
static void read_all(struct input *in, struct str *out)
{
	struct event ev = { 0 };

	while (input_next(in, &ev) != EVENT_NONE) {
		if (out->len)
			str_addc(out, ' ');
		if (ev.kind == EVENT_TEXT)
			str_addf(out, "t:%s", ev.text);
		else if (ev.kind == EVENT_PASTE)
			str_addf(out, "p:%s", ev.text);
		else
			str_addf(out, "k:%d", (int)ev.key);
	}
}

static void check(const char *bytes, const char *events)
{
	struct str out = STR_INIT;
	struct input in;

	input_init(&in);
	input_feed(&in, bytes, strlen(bytes));
	read_all(&in, &out);
	if (!streq(out.buf, events))
		fail_msg("'%s' gave '%s', not '%s'", bytes, out.buf, events);
	/* The same, byte by byte. */
	str_reset(&out);
	for (const char *p = bytes; *p; p++) {
		input_feed(&in, p, 1);
		read_all(&in, &out);
	}
	if (!streq(out.buf, events))
		fail_msg("bytewise '%s' gave '%s', not '%s'", bytes, out.buf,
			 events);
	str_release(&out);
	input_release(&in);
}

static void characters_come_whole(void **state)
{
	check("a漢𠮷", "t:a t:漢 t:𠮷");
	check("\xe6\xbc", "");
	/* Broken bytes are dropped, what is around them stays. */
	check("a\xff\xe6\xbc"
	      "b\xc0\x80\xed\xa0\x80z",
	      "t:a t:b t:z");
	check("\xc2\x9b"
	      "a",
	      "t:a");
	/* What was broken before it got here; no keyboard has it. */
	check("a\xef\xbf\xbd"
	      "b",
	      "t:a t:b");
}

static void keys_have_many_forms(void **state)
{
	char text[40];

	snprintf(text, sizeof(text), "k:%d k:%d", KEY_CURSOR_UP, KEY_CURSOR_UP);
	check("\033[A\033OA", text);
	snprintf(text, sizeof(text), "k:%d k:%d k:%d k:%d", KEY_F_1, KEY_F_1,
		 KEY_F_1, KEY_F_1);
	check("\033OP\033[11~\033[[A\033"
	      "1",
	      text);
	snprintf(text, sizeof(text), "k:%d", KEY_F_10);
	check("\033"
	      "0",
	      text);
	snprintf(text, sizeof(text), "k:%d k:%d k:%d", KEY_SHIFT_LEFT,
		 KEY_SHIFT_RIGHT, KEY_SHIFT_RIGHT);
	check("\033[1;2D\033[1;2C\033[c", text);
	check("\t\r\x7f\x08\x1c\x1d", "k:9 k:13 k:127 k:8 k:28 k:29");
}

/* On the line it is a NUL. */
static void ctrl_space_is_a_key(void **state)
{
	struct str out = STR_INIT;
	struct input in;
	char want[20];

	input_init(&in);
	input_feed(&in, "a\0b", 3);
	read_all(&in, &out);
	snprintf(want, sizeof(want), "t:a k:%d t:b", KEY_CTRL_SPACE);
	assert_string_equal(out.buf, want);
	str_release(&out);
	input_release(&in);
}

/* The number pad of a VT100 in its application mode gives what is on it. */
static void number_pads_give_numbers(void **state)
{
	check("\033Op\033Oq\033Oy\033On\033Om", "t:0 t:1 t:9 t:. t:-");
}

static void a_burst_with_commands_is_a_paste(const char *bytes,
					     const char *events, int wait_ms)
{
	struct str out = STR_INIT;
	struct event ev;
	struct input in;

	input_init(&in);
	input_feed_idle(&in, bytes, strlen(bytes));
	read_all(&in, &out);
	assert_int_equal(input_wait_ms(&in, 25), wait_ms);
	if (wait_ms >= 0 && input_timeout(&in, &ev) == EVENT_PASTE)
		str_addf(&out, "p:%s", ev.text);
	assert_string_equal(out.buf, events);
	str_release(&out);
	input_release(&in);
}

static void bursts_without_brackets_are_pastes(void **state)
{
	static const char long_text[] = "first line of a long text\r\nand a "
					"second one\t\x18 with";

	a_burst_with_commands_is_a_paste(
		long_text,
		"p:first line of a long text\r\nand a second one\t\x18 with",
		50);
	/* As somebody types; what an input method sends; keys after a stop. */
	a_burst_with_commands_is_a_paste("ab\tc\r", "t:a t:b k:9 t:c k:13", -1);
	a_burst_with_commands_is_a_paste("0123456789012345678901234567890\r",
					 "t:0 t:1 t:2 t:3 t:4 t:5 t:6 t:7 t:8 "
					 "t:9 t:0 t:1 t:2 t:3 t:4 t:5 t:6 t:7 "
					 "t:8 t:9 t:0 t:1 t:2 t:3 t:4 t:5 t:6 "
					 "t:7 t:8 t:9 t:0 k:13",
					 -1);
	assert_true(strlen(long_text) > 32);
}

static void keys_after_a_standstill_are_keys(void **state)
{
	struct str out = STR_INIT;
	struct input in;

	input_init(&in);
	for (int i = 0; i < 20; i++)
		str_add(&out, "\033[B");
	input_feed_idle(&in, out.buf, out.len);
	str_reset(&out);
	read_all(&in, &out);
	assert_non_null(strstr(out.buf, "k:"));
	assert_null(strstr(out.buf, "p:"));
	str_release(&out);
	input_release(&in);
}

static void answers_are_taken_out_of_what_was_typed(void **state)
{
	static const struct {
		const char *bytes, *typed;
		int col;
	} cases[] = {
		{ "\033[1;3R", "", 3 },
		{ "ab\033[24;2Rc", "abc", 2 },
		{ "\033[A\033[5;3Rx", "\033[Ax", 3 },
		{ "\033[5;3", "\033[5;3", 0 },
		{ "no", "no", 0 },
	};

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct str bytes = STR_INIT;

		str_set(&bytes, cases[i].bytes);
		assert_int_equal(probe_answer(&bytes), cases[i].col);
		assert_string_equal(bytes.buf, cases[i].typed);
		str_release(&bytes);
	}
	/* One that comes late is no key. */
	check("\033[1;3R", "");
}

static void unknown_sequences_are_swallowed(void **state)
{
	check("\033[1;7Qx", "t:x");
	check("\033[?1;2cx", "t:x");
	check("\033Ozy", "t:y");
	check("\033q", "k:27 t:q");
}

static void a_lone_esc_waits_for_a_digit(void **state)
{
	struct event ev = { 0 };
	struct input in;

	input_init(&in);
	assert_int_equal(input_wait_ms(&in, 25), -1);
	input_feed(&in, "\033", 1);
	assert_int_equal(input_next(&in, &ev), EVENT_NONE);
	assert_true(input_wait_ms(&in, 25) > 100);
	assert_int_equal(input_timeout(&in, &ev), EVENT_KEY);
	assert_int_equal(ev.key, KEY_ESC);
	/* A sequence that never ends is nothing. */
	input_feed(&in, "\033[1", 3);
	assert_int_equal(input_next(&in, &ev), EVENT_NONE);
	assert_int_equal(input_wait_ms(&in, 25), 25);
	assert_int_equal(input_timeout(&in, &ev), EVENT_NONE);
	input_feed(&in, "a", 1);
	assert_int_equal(input_next(&in, &ev), EVENT_TEXT);
	input_release(&in);
}

static void a_paste_is_one_event(void **state)
{
	check("\033[200~あ\033[A\n\tb\033[201~c", "p:あ\033[A\n\tb t:c");
	check("\033[200~\033[201~", "p:");
}

static void a_paste_without_end_is_given_after_a_while(void **state)
{
	struct event ev = { 0 };
	struct input in;

	input_init(&in);
	input_feed(&in, "\033[200~abc", 9);
	assert_int_equal(input_next(&in, &ev), EVENT_NONE);
	assert_true(input_wait_ms(&in, 25) >= 1000);
	assert_int_equal(input_timeout(&in, &ev), EVENT_PASTE);
	assert_string_equal(ev.text, "abc");
	input_release(&in);
}

static void a_huge_paste_is_cut_and_counted(void **state)
{
	struct str bytes = STR_INIT;
	struct event ev = { 0 };
	struct input in;

	input_init(&in);
	str_add(&bytes, "\033[200~x");
	for (int i = 0; i < 1400000; i++)
		str_add(&bytes, "漢");
	str_add(&bytes, "\033[201~");
	for (size_t pos = 0; pos < bytes.len; pos += 4096) {
		size_t n = bytes.len - pos < 4096 ? bytes.len - pos : 4096;

		input_feed(&in, bytes.buf + pos, n);
		if (input_next(&in, &ev) != EVENT_NONE)
			break;
	}
	assert_int_equal(ev.kind, EVENT_PASTE);
	assert_true(ev.text_len <= INPUT_PASTE_MAX);
	assert_true(ev.text_len > INPUT_PASTE_MAX - 4);
	assert_int_equal((ev.text_len - 1) % 3, 0);
	assert_int_equal(ev.lost_n + (ev.text_len - 1) / 3, 1400000);
	str_release(&bytes);
	input_release(&in);
}

static void every_operation_on_a_bar_has_a_plain_binding(void **state)
{
	struct str keys = STR_INIT;

	assert_int_equal(op_of_key(KEY_F_1), OP_HELP);
	assert_int_equal(op_of_key(KEY_PAGE_DOWN), OP_PAGE_NEXT);
	assert_int_equal(op_of_key(KEY_CTRL('F')), OP_PAGE_NEXT);
	assert_int_equal(op_of_key(KEY_CTRL('C')), OP_NONE);
	op_keys(OP_SAVE, true, &keys);
	assert_string_equal(keys.buf, "F10 / Esc 0");
	str_reset(&keys);
	op_keys(OP_PAGE_NEXT, false, &keys);
	assert_string_equal(keys.buf, "Esc8 / Ctrl-F");
	assert_string_equal(op_key(OP_PAGE_NEXT, true), "F8");
	assert_string_equal(op_key(OP_PAGE_NEXT, false), "Esc8");
	assert_string_equal(op_key(OP_SAVE, false), "Esc0");
	assert_string_equal(op_key(OP_NEXT, false), "Tab");
	for (int op = OP_NONE + 1; op < OP_N; op++)
		if (*op_words((enum op)op))
			assert_true(*op_key((enum op)op, true) &&
				    *op_key((enum op)op, false));
	str_release(&keys);
}

static void esc_can_be_a_key_by_itself(void **state)
{
	struct str out = STR_INIT;
	struct event ev;
	struct input in;

	input_init(&in);
	in.esc_alone = true;
	input_feed(&in, "\0338\033[B\033", 6);
	read_all(&in, &out);
	assert_int_equal(input_wait_ms(&in, 25), 25);
	assert_int_equal(input_timeout(&in, &ev), EVENT_KEY);
	assert_int_equal(ev.key, KEY_ESC);
	assert_non_null(strstr(out.buf, "k:27 t:8 k:"));
	str_release(&out);
	input_release(&in);
}

/* Words on a screen name the keys as the key bar does. */
static void words_name_the_keys_there_are(void **state)
{
	static const struct {
		const char *words, *plain;
	} cases[] = {
		{ "次は F8、終わりは（F10）。",
		  "次は Esc8、終わりは（Esc0）。" },
		{ "  F6 / Ctrl-U     かな\n  F1",
		  "  Esc6 / Ctrl-U   かな\n  Esc1" },
		{ "  F6 で。  F12 PDF1 F100", "  Esc6 で。 F12 PDF1 F100" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct str out = STR_INIT;

		op_name_keys(cases[i].words, true, &out);
		assert_string_equal(out.buf, cases[i].words);
		str_reset(&out);
		op_name_keys(cases[i].words, false, &out);
		assert_string_equal(out.buf, cases[i].plain);
		str_release(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(characters_come_whole),
		cmocka_unit_test(keys_have_many_forms),
		cmocka_unit_test(ctrl_space_is_a_key),
		cmocka_unit_test(esc_can_be_a_key_by_itself),
		cmocka_unit_test(unknown_sequences_are_swallowed),
		cmocka_unit_test(number_pads_give_numbers),
		cmocka_unit_test(bursts_without_brackets_are_pastes),
		cmocka_unit_test(keys_after_a_standstill_are_keys),
		cmocka_unit_test(answers_are_taken_out_of_what_was_typed),
		cmocka_unit_test(a_lone_esc_waits_for_a_digit),
		cmocka_unit_test(a_paste_is_one_event),
		cmocka_unit_test(a_paste_without_end_is_given_after_a_while),
		cmocka_unit_test(a_huge_paste_is_cut_and_counted),
		cmocka_unit_test(every_operation_on_a_bar_has_a_plain_binding),
		cmocka_unit_test(words_name_the_keys_there_are),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
