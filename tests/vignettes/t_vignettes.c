/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Households of which people have said where they belong, through the command
 * line: vignettes.json, and one answer compared word for word (example.json;
 * "…" in an array says that more may stand between and behind).
 */
#include "unit/test.h"

#include <unistd.h>

#include "base/json.h"

static struct js *load(const char *name)
{
	char *path =
		xstrfmt("%s/tests/vignettes/%s", getenv("top_srcdir"), name);
	struct str text = STR_INIT;
	struct err err = ERR_INIT;
	struct js *v;

	assert_int_equal(str_read_file(&text, path, 1 << 20, &err), 0);
	v = js_parse(text.buf, text.len, path, &err);
	assert_non_null(v);
	str_release(&text);
	err_release(&err);
	free(path);
	return v;
}

/* What `madoguchi triage` answers to the case. */
static struct js *triage(const struct js *one)
{
	char file[] = "/tmp/vignetteXXXXXX";
	int fd = mkstemp(file);
	struct str text = STR_INIT;
	struct err err = ERR_INIT;
	struct js *answer;
	char *command;
	FILE *pipe;

	js_write(one, false, &text);
	assert_int_equal(write(fd, text.buf, text.len), text.len);
	close(fd);
	command = xstrfmt("%s/madoguchi triage --profile fussa %s",
			  getenv("top_builddir"), file);
	pipe = popen(command, "r");
	str_reset(&text);
	assert_int_equal(
		str_read_fd(&text, fileno(pipe), "pipe", 1 << 22, &err), 0);
	assert_int_equal(pclose(pipe), 0);
	answer = js_parse(text.buf, text.len, "answer", &err);
	assert_non_null(answer);
	unlink(file);
	free(command);
	str_release(&text);
	err_release(&err);
	return answer;
}

static bool has_destination(const struct js *answer, const char *code)
{
	const struct js *list = js_get(answer, "destinations");

	for (size_t i = 0; i < js_len(list); i++)
		if (streq(js_str(js_get(js_at(list, i), "to")), code))
			return true;
	return false;
}

static void check_vignette(const struct js *vignette)
{
	const char *name = js_str(js_get(vignette, "name"));
	const struct js *expect = js_get(vignette, "expect");
	const struct js *must = js_get(expect, "must");
	const struct js *must_not = js_get(expect, "must_not");
	struct js *answer = triage(js_get(vignette, "case"));

	print_message("# %s\n", name);
	for (size_t i = 0; i < js_len(must); i++)
		if (!has_destination(answer, js_str(js_at(must, i))))
			fail_msg("%s: %s is missing", name,
				 js_str(js_at(must, i)));
	for (size_t i = 0; i < js_len(must_not); i++)
		if (has_destination(answer, js_str(js_at(must_not, i))))
			fail_msg("%s: %s is too much", name,
				 js_str(js_at(must_not, i)));
	assert_string_equal(js_str(js_get(answer, "urgency")),
			    js_str(js_get(expect, "urgency")));
	assert_string_equal(js_str(js_get(answer, "lead")),
			    js_str(js_get(expect, "lead")));
	assert_int_equal(js_true(js_get(answer, "promoter")),
			 js_true(js_get(expect, "promoter")));
	assert_int_equal(js_true(js_get(answer, "coordinator")),
			 js_true(js_get(expect, "coordinator")));
	js_free(answer);
}

static void every_vignette_goes_where_it_belongs(void **state)
{
	struct js *all = load("vignettes.json");

	assert_int_equal(js_len(all), 12);
	for (size_t i = 0; i < js_len(all); i++)
		check_vignette(js_at(all, i));
	js_free(all);
}

static bool matches(const struct js *want, const struct js *got);

static bool array_matches(const struct js *want, const struct js *got)
{
	size_t n = js_len(want), at = 0;
	bool cut = n && streq(js_str(js_at(want, n - 1)), "…");

	if (!cut && n != js_len(got))
		return false;
	for (size_t i = 0; i < n - cut; i++, at++) {
		while (cut && at < js_len(got) &&
		       !matches(js_at(want, i), js_at(got, at)))
			at++;
		if (at >= js_len(got) ||
		    !matches(js_at(want, i), js_at(got, at)))
			return false;
	}
	return true;
}

static bool matches(const struct js *want, const struct js *got)
{
	if (!got || js_kind(want) != js_kind(got))
		return false;
	if (js_is(want, JS_ARRAY))
		return array_matches(want, got);
	if (!js_is(want, JS_OBJECT))
		return streq(js_str(want), js_str(got)) &&
		       js_true(want) == js_true(got) &&
		       js_int(want) == js_int(got);
	for (void *it = js_iter(want); it; it = js_next(want, it))
		if (!matches(js_iter_value(it), js_get(got, js_iter_key(it))))
			return false;
	return true;
}

static void the_example_is_answered_word_for_word(void **state)
{
	static const char *const keys[] = {
		"urgency",          "lead",        "promoter",
		"promoter_because", "coordinator", "coordinator_because",
		"destinations",     "duties",      "fired",
		"why_not",          "ask",         "rules_version",
		"rules_hash",
	};
	struct js *example = load("example.json");
	const struct js *want = js_get(example, "answer");
	struct js *got = triage(js_get(example, "case"));
	size_t n = 0;

	for (void *it = js_iter(want); it; it = js_next(want, it))
		if (!matches(js_iter_value(it), js_get(got, js_iter_key(it))))
			fail_msg("%s differs", js_iter_key(it));
	for (void *it = js_iter(got); it; it = js_next(got, it))
		assert_string_equal(js_iter_key(it), keys[n++]);
	assert_int_equal(n, ARRAY_SIZE(keys));
	assert_int_equal(strlen(js_str(js_get(got, "rules_hash"))), 64);
	js_free(got);
	js_free(example);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_vignette_goes_where_it_belongs),
		cmocka_unit_test(the_example_is_answered_word_for_word),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
