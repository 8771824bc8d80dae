/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/test.h"

#include <sys/wait.h>
#include <unistd.h>

#include "base/catalogue.h"
#include "base/clock.h"
#include "base/json.h"
#include "base/jsonout.h"
#include "base/lines.h"
#include "base/nearest.h"
#include "base/process.h"
#include "base/secret.h"
#include "base/yaml.h"

static void str_grows_and_splices(void **state)
{
	struct str s = STR_INIT;

	str_addf(&s, "%s-%d", "a", 7);
	assert_string_equal(s.buf, "a-7");
	str_splice(&s, 1, 1, "+++", 3);
	assert_string_equal(s.buf, "a+++7");
	str_splice(&s, 0, 4, NULL, 0);
	assert_string_equal(s.buf, "7");
	for (int i = 0; i < 10000; i++)
		str_addc(&s, 'x');
	assert_int_equal(s.len, 10001);
	str_set(&s, " \t b \n");
	str_trim(&s);
	assert_string_equal(s.buf, "b");
	str_release(&s);
	assert_string_equal(s.buf, "");
}

static void err_keeps_first_kind_and_all_sentences(void **state)
{
	struct err err = ERR_INIT;

	assert_int_equal(err_status(&err), 0);
	assert_int_equal(err_input(&err, "one %d", 1), -1);
	err_system(&err, "two");
	assert_int_equal(err.kind, ERR_INPUT);
	assert_int_equal(err_status(&err), 2);
	assert_string_equal(err.text.buf, "one 1\ntwo");
	err_release(&err);
}

static void yaml_marks_every_node(void **state)
{
	const char text[] = "a: 1\nb:\n  - x\n  - {k: 'v'}\n";
	struct err err = ERR_INIT;
	struct yml_doc *doc = yml_parse(text, strlen(text), "f", &err);
	const struct yml_node *b;

	assert_non_null(doc);
	assert_string_equal(yml_text(doc->root, "a"), "1");
	b = yml_get(doc->root, "b");
	assert_int_equal(b->n, 2);
	assert_int_equal(b->values[1]->line, 4);
	assert_int_equal(b->values[1]->col, 5);
	assert_true(yml_get(b->values[1], "k")->quoted);
	yml_err(doc, b->values[0], &err, "wrong");
	assert_string_equal(err.text.buf, "f:3:5: wrong");
	yml_free(doc);
	err_release(&err);
}

static void yaml_faults_name_the_place(void **state)
{
	static const struct {
		const char *text, *begins;
	} cases[] = {
		{ "a: [1\nb: 2\n", "f:2:2: " },
		{ "a: 1\na: 2\n", "f:2:1: " },
		{ "a: &x 1\nb: *x\n", "f:2:4: " },
		{ "", "f:1:1: " },
		{ "\xff\xfe\x00", "f: " },
		{ "? [a]\n: 1\n", "f:1:3: " },
	};

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct err err = ERR_INIT;

		assert_null(yml_parse(cases[i].text, strlen(cases[i].text), "f",
				      &err));
		assert_true(skip_prefix(err.text.buf, cases[i].begins, NULL));
		assert_int_equal(err.kind, ERR_INPUT);
		err_release(&err);
	}
}

static void json_round_trip_keeps_order(void **state)
{
	const char text[] = "{\"b\":[1,true,null,\"\u3042\"],\"a\":{}}";
	struct err err = ERR_INIT;
	struct str out = STR_INIT;
	struct js *v = js_parse(text, strlen(text), "f", &err);

	assert_non_null(v);
	assert_int_equal(js_kind(js_get(v, "b")), JS_ARRAY);
	assert_int_equal(js_len(js_get(v, "b")), 4);
	js_write(v, false, &out);
	assert_string_equal(out.buf,
			    "{\"b\": [1, true, null, \"\u3042\"], \"a\": {}}");
	js_free(v);
	assert_null(js_parse("{\"a\":1,\"a\":2}", 13, "f", &err));
	assert_true(skip_prefix(err.text.buf, "f:1:", NULL));
	str_release(&out);
	err_release(&err);
}

static void json_is_written_as_it_is_read(void **state)
{
	static const struct {
		const char *text, *plain, *pretty;
	} cases[] = {
		{ "{\"a\":[],\"b\":{}}", "{\"a\": [], \"b\": {}}",
		  "{\n  \"a\": [],\n  \"b\": {}\n}" },
		{ "[[1,-2],{\"k\":null}]", "[[1, -2], {\"k\": null}]",
		  "[\n  [\n    1,\n    -2\n  ],\n  {\n    \"k\": null\n"
		  "  }\n]" },
		{ "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0001\\u007f\"",
		  "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\x7f\"", NULL },
		{ "false", "false", "false" },
		{ "2.5", "2.5", "2.5" },
		{ "9223372036854775807", "9223372036854775807", NULL },
	};

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct str out = STR_INIT;
		struct js *v = js_parse(cases[i].text, strlen(cases[i].text),
					"f", NULL);

		assert_non_null(v);
		js_write(v, false, &out);
		assert_string_equal(out.buf, cases[i].plain);
		str_reset(&out);
		js_write(v, true, &out);
		assert_string_equal(out.buf, cases[i].pretty ? cases[i].pretty
							     : cases[i].plain);
		str_release(&out);
		js_free(v);
	}
}

static void write_some_json(struct jsonout *w)
{
	jsonout_object(w, NULL);
	jsonout_str(w, "a\"", "\u3042\n");
	jsonout_array(w, "b");
	jsonout_end_array(w);
	jsonout_array(w, "c");
	jsonout_object(w, NULL);
	jsonout_end_object(w);
	jsonout_int(w, NULL, -7);
	jsonout_bool(w, NULL, true);
	jsonout_end_array(w);
	jsonout_str(w, "d", NULL);
	jsonout_end_object(w);
}

static void json_is_written_piece_by_piece(void **state)
{
	struct str out = STR_INIT;
	struct jsonout plain = { .out = &out };
	struct jsonout pretty = { .out = &out, .pretty = true };

	write_some_json(&plain);
	assert_string_equal(out.buf, "{\"a\\\"\": \"\u3042\\n\", \"b\": [], "
				     "\"c\": [{}, -7, true], \"d\": null}");
	str_reset(&out);
	write_some_json(&pretty);
	assert_string_equal(out.buf, "{\n  \"a\\\"\": \"\u3042\\n\",\n"
				     "  \"b\": [],\n  \"c\": [\n    {},\n"
				     "    -7,\n    true\n  ],\n"
				     "  \"d\": null\n}");
	str_release(&out);
}

static void lines_count_and_cut(void **state)
{
	struct lines l;
	struct err err = ERR_INIT;

	lines_from(&l, "a\r\n\nb", 5, "f");
	assert_string_equal(lines_next(&l), "a");
	assert_string_equal(lines_next(&l), "");
	assert_string_equal(lines_next(&l), "b");
	lines_err(&l, 2, &err, "what");
	assert_string_equal(err.text.buf, "f:3:2: what");
	assert_null(lines_next(&l));
	lines_release(&l);
	err_release(&err);
}

static void hashes_and_tokens(void **state)
{
	char hex[SHA256_HEX_SIZE], a[TOKEN_SIZE], b[TOKEN_SIZE];

	sha256_hex("abc", 3, hex);
	assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223"
				 "b00361a396177a9cb410ff61f20015ad");
	token_make(a);
	token_make(b);
	assert_int_equal(strlen(a), TOKEN_SIZE - 1);
	assert_string_not_equal(a, b);
}

static void the_nearest_word_is_offered(void **state)
{
	static const char *const words[] = { "number", "name", "housing",
					     "household" };
	static const struct {
		const char *typed, *nearest;
	} cases[] = {
		{ "name", "name" },
		{ "nmae", "name" },
		{ "naem", "name" },
		{ "n", NULL },
		{ "hausing", "housing" },
		{ "houseing", "housing" },
		{ "houshold", "household" },
		{ "huosehlod", "household" },
		{ "households_of", "household" },
		{ "umber", "number" },
		{ "xyz", NULL },
		{ "", NULL },
	};

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		const char *near =
			nearest_of(cases[i].typed, words, ARRAY_SIZE(words));

		if (!streq(near, cases[i].nearest))
			fail_msg("%s: %s", cases[i].typed, str_or_empty(near));
	}
}

static void clock_can_be_stopped(void **state)
{
	char now[CLOCK_SIZE], today[CLOCK_DATE_SIZE];

	setenv("MADOGUCHI_NOW", "2026-11-20T09:15:00", 1);
	clock_now(now);
	clock_today(today);
	assert_string_equal(now, "2026-11-20T09:15:00");
	assert_string_equal(today, "2026-11-20");
	unsetenv("MADOGUCHI_NOW");
	clock_now(now);
	assert_int_equal(strlen(now), CLOCK_SIZE - 1);
	assert_int_equal(now[10], 'T');
}

static void a_process_that_ended_does_not_live(void **state)
{
	char mark[256] = "";
	siginfo_t info;
	int fd[2];
	pid_t pid;

	assert_int_equal(pipe(fd), 0);
	pid = fork();
	if (!pid) {
		char *mine = process_mark();
		ssize_t n = write(fd[1], mine, strlen(mine));

		_exit(n < 0 || !process_lives(mine));
	}
	close(fd[1]);
	assert_true(read(fd[0], mark, sizeof(mark) - 1) > 0);
	close(fd[0]);
	/* Nobody has fetched its exit status yet. */
	assert_int_equal(waitid(P_PID, (id_t)pid, &info, WEXITED | WNOWAIT), 0);
	assert_int_equal(info.si_status, 0);
	assert_false(process_lives(mark));
	waitpid(pid, NULL, 0);
	assert_false(process_lives(mark));
}

/* One sentence and its translation, as msgfmt would write them. */
static void a_catalogue_is_read_only_when_whole(void **state)
{
	static const struct {
		uint32_t number[11];
		char text[8];
	} mo = { { 0x950412de, 0, 1, 28, 36, 0, 44, 2, 44, 3, 47 }, "a.\0b!?" };
	const char *bytes = (const char *)&mo;
	size_t len = 44 + 7;
	char bad[sizeof(mo)];

	assert_true(catalogue_check(bytes, len));
	for (size_t n = 0; n < len; n++)
		assert_false(catalogue_check(bytes, n));
	/* No number may lead out of it, whatever it is. */
	for (size_t i = 0; i < 44; i += sizeof(uint32_t)) {
		memcpy(bad, bytes, sizeof(bad));
		memset(bad + i, 0xff, sizeof(uint32_t));
		assert_false(catalogue_check(bad, len));
	}
	assert_false(catalogue_whole("/nowhere/madoguchi.mo"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(str_grows_and_splices),
		cmocka_unit_test(err_keeps_first_kind_and_all_sentences),
		cmocka_unit_test(yaml_marks_every_node),
		cmocka_unit_test(yaml_faults_name_the_place),
		cmocka_unit_test(json_round_trip_keeps_order),
		cmocka_unit_test(json_is_written_as_it_is_read),
		cmocka_unit_test(json_is_written_piece_by_piece),
		cmocka_unit_test(lines_count_and_cut),
		cmocka_unit_test(hashes_and_tokens),
		cmocka_unit_test(the_nearest_word_is_offered),
		cmocka_unit_test(clock_can_be_stopped),
		cmocka_unit_test(a_process_that_ended_does_not_live),
		cmocka_unit_test(a_catalogue_is_read_only_when_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
