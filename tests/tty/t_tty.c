/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The harness proves itself on the sample program before it proves others. */
#include "unit/test.h"

#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "tty/picture.h"
#include "tty/tty.h"
#include "tty/walk.h"

static struct tty *start_sample(const char *term)
{
	char *path = xstrfmt("%s/tests/tty/sample", getenv("top_builddir"));
	const char *const argv[] = { path, NULL };
	const struct tty_options options = { .term = term };
	struct tty *tty = tty_spawn(&options, argv);

	free(path);
	assert_true(tty_wait_ready(tty));
	return tty;
}

static void press(struct tty *tty, const char *keys)
{
	struct err err = ERR_INIT;

	if (tty_keys(tty, keys, &err) < 0)
		fail_msg("%s", err.text.buf);
}

static char *temporary_file(const char *text)
{
	char *path = xstrdup("/tmp/madoguchi-t_tty-XXXXXX");
	int fd = mkstemp(path);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	close(fd);
	return path;
}

static const char sample_picture[] = "24x80 cursor 2,6\n"
				     "00|24x80 start\n"
				     "02|    窓口の髙橋\n"
				     "03|    太字  線\n"
				     "02:4-13 reverse\n"
				     "03:4-7 bold, 10-11 underline fg=1\n";

static void picture_shows_cells_cursor_and_attributes(void **state)
{
	struct tty *tty = start_sample(NULL);
	struct str picture = STR_INIT;
	int row, col;

	tty_picture(tty, &picture);
	assert_string_equal(picture.buf, sample_picture);
	str_reset(&picture);
	tty_plain(tty, &picture);
	assert_string_equal(picture.buf,
			    "24x80 start\n\n    窓口の髙橋\n    太字  線\n");
	assert_true(tty_cursor(tty, &row, &col));
	assert_int_equal(row, 2);
	assert_int_equal(col, 6);
	str_release(&picture);
	tty_free(tty);
}

static void keys_arrive_by_name(void **state)
{
	static const struct {
		const char *key, *name;
	} cases[] = {
		{ "<F2>", "KEY_F(2)" },
		{ "<F10>", "KEY_F(10)" },
		{ "<Esc>2", "KEY_F(2)" },
		{ "<PgDn>", "KEY_NPAGE" },
		{ "<Up>", "KEY_UP" },
		{ "<S-Tab>", "KEY_BTAB" },
		{ "<BS>", "KEY_BACKSPACE" },
		{ "<Tab>", "^I" },
		{ "<Enter>", "^M" },
		{ "<C-f>", "^F" },
		{ "<Esc>", "^[" },
		{ "<lt>", "<" },
		{ "あ", "あ" },
		{ "𠮷", "𠮷" },
		{ "abc", "c" },
	};
	struct tty *tty = start_sample(NULL);

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		char *line = xstrfmt("24x80 %s", cases[i].name);

		press(tty, cases[i].key);
		if (!tty_has_text(tty, line))
			fail_msg("%s is not %s", cases[i].key, cases[i].name);
		free(line);
	}
	tty_free(tty);
}

static void wrong_key_names_are_refused(void **state)
{
	static const char *const wrong[] = { "<F13>", "<Nonsense>", "<",
					     "<X-Up>" };
	struct tty *tty = start_sample(NULL);

	for (size_t i = 0; i < ARRAY_SIZE(wrong); i++) {
		struct err err = ERR_INIT;

		assert_int_equal(tty_keys(tty, wrong[i], &err), -1);
		assert_int_equal(err.kind, ERR_INPUT);
		err_release(&err);
	}
	tty_free(tty);
}

static void bytes_are_counted_per_event(void **state)
{
	struct tty *tty = start_sample(NULL);
	size_t first = tty_event_bytes(tty);

	assert_true(first > 50);
	press(tty, "x");
	assert_in_range(tty_event_bytes(tty), 1, first - 1);
	assert_int_equal(tty_total_bytes(tty), first + tty_event_bytes(tty));
	tty_free(tty);
}

static void capture_has_every_byte(void **state)
{
	char *bytes = NULL;
	size_t len = 0;
	FILE *f = open_memstream(&bytes, &len);
	struct tty *tty = start_sample(NULL);

	tty_capture(tty, f);
	press(tty, "xy");
	tty_capture(tty, NULL);
	fclose(f);
	assert_non_null(memchr(bytes, 'x', len));
	assert_non_null(memchr(bytes, 'y', len));
	free(bytes);
	tty_free(tty);
}

static void old_terminals_work_too(void **state)
{
	struct tty *tty = start_sample("vt100");

	press(tty, "<Esc>2");
	assert_true(tty_has_text(tty, "24x80 KEY_F(2)"));
	tty_free(tty);
}

static void size_can_change(void **state)
{
	struct tty *tty = start_sample(NULL);
	struct str picture = STR_INIT;

	tty_resize(tty, 30, 100);
	assert_true(tty_wait_ready(tty));
	assert_true(tty_has_text(tty, "30x100 KEY_RESIZE"));
	tty_picture(tty, &picture);
	assert_true(skip_prefix(picture.buf, "30x100 ", NULL));
	str_release(&picture);
	tty_free(tty);
}

static void waiting_in_vain_ends(void **state)
{
	struct tty *tty = start_sample(NULL);
	double begin = clock_seconds();

	assert_false(tty_wait_text(tty, "not there", 50));
	assert_true(clock_seconds() - begin >= 0.05);
	assert_true(tty_wait_text(tty, "窓口", 0));
	assert_false(tty_wait_no_text(tty, "窓口", 50));
	assert_int_equal(tty_wait_exit(tty, 10), -1);
	tty_free(tty);
}

static void program_can_end_be_killed_and_cut_off(void **state)
{
	char *noted = xstrfmt("/tmp/madoguchi-t_tty-%d", (int)getpid());
	char *sample = xstrfmt("%s/tests/tty/sample", getenv("top_builddir"));
	const char *const argv[] = { sample, noted, NULL };
	const char *const missing[] = { "/nonexistent", NULL };
	const struct tty_options options = { 0 };
	struct tty *tty = start_sample(NULL);

	press(tty, "q");
	assert_int_equal(tty_wait_exit(tty, TTY_PATIENCE_MS), 4);
	assert_int_equal(tty_keys(tty, "x", NULL), -1);
	tty_free(tty);

	tty = start_sample(NULL);
	tty_kill(tty);
	assert_int_equal(tty_wait_exit(tty, TTY_PATIENCE_MS), 128 + 9);
	tty_free(tty);

	tty = tty_spawn(&options, argv);
	assert_true(tty_wait_ready(tty));
	tty_hangup(tty);
	assert_int_equal(tty_wait_exit(tty, TTY_PATIENCE_MS), 3);
	assert_int_equal(unlink(noted), 0);
	tty_free(tty);

	tty = tty_spawn(&options, missing);
	assert_int_equal(tty_wait_exit(tty, TTY_PATIENCE_MS), 127);
	tty_free(tty);
	free(noted);
	free(sample);
}

static void golden_miss_is_seen_and_shown(void **state)
{
	struct tty *tty = start_sample(NULL);
	char *path = temporary_file(sample_picture);
	struct err err = ERR_INIT;

	unsetenv("MADO_GOLDEN");
	assert_int_equal(tty_golden(tty, path, &err), 0);
	press(tty, "x");
	assert_int_equal(tty_golden(tty, path, &err), -1);
	assert_non_null(strstr(err.text.buf, "=== differs\n"
					     "-00|24x80 start\n"
					     "+00|24x80 x\n"));
	err_reset(&err);

	setenv("MADO_GOLDEN", "write", 1);
	assert_int_equal(tty_golden(tty, path, &err), 0);
	unsetenv("MADO_GOLDEN");
	assert_int_equal(tty_golden(tty, path, &err), 0);
	press(tty, "y");
	assert_int_equal(tty_golden(tty, path, &err), -1);

	err_reset(&err);
	unlink(path);
	assert_int_equal(tty_golden(tty, path, &err), -1);
	assert_non_null(strstr(err.text.buf, "00|24x80 y"));
	err_release(&err);
	free(path);
	tty_free(tty);
}

static int take(const char *text, struct err *err)
{
	const struct walk_options options = {
		.top_srcdir = getenv("top_srcdir"),
		.top_builddir = getenv("top_builddir"),
	};
	char *path = temporary_file(text);
	pid_t pid = fork(); /* a walk changes folder and environment */
	int status;

	assert_true(pid >= 0);
	if (!pid)
		_exit(walk(path, &options, err) < 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	unlink(path);
	free(path);
	return WEXITSTATUS(status);
}

#define START "start $top_builddir/tests/tty/sample\n"

static void walks_that_must_fail_do(void **state)
{
	static const char *const wrong[] = {
		"run false\n",
		"run echo a\nsays b\n",
		"run echo a\nsilent a\n",
		"fails 3 exit 2\n",
		"keys x\n",
		"dance\n",
		"wait\n",
		"hangup now\n",
		START "expect nothing like this\n",
		START "wait 窓口\nabsent 窓口\n",
		START "keys <Nonsense>\n",
		START "keys q\nexit 5\n",
		START "wait 窓口\ngolden no-such-picture\n",
	};

	assert_int_equal(take(START "wait 窓口\nkeys q\nexit 4\n", NULL), 0);
	for (size_t i = 0; i < ARRAY_SIZE(wrong); i++)
		if (!take(wrong[i], NULL))
			fail_msg("passed: %s", wrong[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(picture_shows_cells_cursor_and_attributes),
		cmocka_unit_test(keys_arrive_by_name),
		cmocka_unit_test(wrong_key_names_are_refused),
		cmocka_unit_test(bytes_are_counted_per_event),
		cmocka_unit_test(capture_has_every_byte),
		cmocka_unit_test(old_terminals_work_too),
		cmocka_unit_test(size_can_change),
		cmocka_unit_test(waiting_in_vain_ends),
		cmocka_unit_test(program_can_end_be_killed_and_cut_off),
		cmocka_unit_test(golden_miss_is_seen_and_shown),
		cmocka_unit_test(walks_that_must_fail_do),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
