/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The desk at the end of a line that is slow, stopped, noisy or cut, through
 * the bridge. What it costs in bytes, and that nobody waits for the line.
 */
#include "unit/test.h"

#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "tty/picture.h"
#include "tty/tty.h"

#define DESK  "exec \"$top_builddir/madoguchi\" --db \"$DB\" "
#define CP932 "--terminal-charset=cp932 "
#define PAGES 30
#define LOGIN "0121<Enter>madoguchi-demo<Enter>"

static char folder[] = "/tmp/madoguchi-t_slow-XXXXXX";

static struct tty *start(const char *command, const struct tty_options *options)
{
	const char *const argv[] = { "sh", "-c", command, NULL };
	struct tty *tty = tty_spawn(options, argv);

	assert_true(tty_wait_ready(tty));
	return tty;
}

static struct tty *start_cp932(void)
{
	return start(DESK CP932, &(struct tty_options){ .charset = "CP932",
							.wide = true,
							.term = "vt100" });
}

/* One of which nothing is known but that it is slow. */
static struct tty *start_slow(void)
{
	return start(DESK CP932 "--line-speed=9600",
		     &(struct tty_options){ .charset = "CP932",
					    .wide = true,
					    .term = "vt100" });
}

static void press(struct tty *tty, const char *keys)
{
	struct err err = ERR_INIT;

	if (tty_keys(tty, keys, &err) < 0)
		fail_msg("%s", err.text.buf);
}

/* Bytes that the last of these keys costs. */
static void costs(struct tty *tty, const char *keys, size_t most)
{
	size_t bytes;

	press(tty, keys);
	bytes = tty_event_bytes(tty);
	print_message("%s: %zu bytes\n", keys, bytes);
	assert_in_range(bytes, 1, most);
}

static void events_cost_few_bytes(void **state)
{
	struct tty *tty = start_cp932();

	press(tty, LOGIN "1");
	costs(tty, "<Tab>", 30);
	costs(tty, "<Esc>8", 1800);
	press(tty, "初"); /* the field is not missing any more */
	costs(tty, "a", 12);
	costs(tty, "漢", 12);
	costs(tty, "<BS>", 16);
	costs(tty, "<C-l>", 2200);
	/* The first key takes what the list warns of off the last row. */
	press(tty, "<Esc>3<Esc>3n5<Down>");
	costs(tty, "<Down>", 30);
	costs(tty, "<Up>", 30);
	costs(tty, "<C-f>", 1800);
	tty_free(tty);
}

static void turn_pages(struct tty *tty)
{
	for (int i = 0; i < PAGES; i++)
		press(tty, "<Esc>7<Esc>8");
	press(tty, "その先");
}

/* Page after page on 9600 baud: the last one is there when about two of them
 * could have been carried, and what was typed before stands in it. */
static void nobody_waits_for_a_slow_line(void **state)
{
	struct tty *tty = start(DESK CP932 "--line-speed=9600",
				&(struct tty_options){ .charset = "CP932",
						       .wide = true,
						       .term = "vt100",
						       .speed = 9600 });
	double begin;

	press(tty, LOGIN "1<Esc>8食べるものがない");
	begin = clock_seconds();
	turn_pages(tty);
	print_message("%d page turns: the program is ready after %.2f s\n",
		      2 * PAGES, clock_seconds() - begin);
	assert_true(clock_seconds() - begin < 5);
	assert_true(tty_wait_text(tty, "食べるものがないその先", 20000));
	print_message("seen after %.2f s and %zu bytes\n",
		      clock_seconds() - begin, tty_total_bytes(tty));
	assert_in_range(tty_total_bytes(tty), 1, 12000);
	assert_true(tty_wait_text(tty, "Esc0確定", 5000));
	assert_true(tty_has_text(tty, "主訴と相談内容 2/9"));
	tty_free(tty);
}

/* Ctrl-S: the program goes on, and after Ctrl-Q there is one new picture. */
static void a_stopped_line_stops_nobody(void **state)
{
	struct tty *tty = start_cp932();
	size_t before;

	press(tty, LOGIN "1<Esc>8食べるものがない");
	assert_int_equal(tty_send(tty, "\x13", 1), 0);
	before = tty_total_bytes(tty);
	turn_pages(tty);
	assert_in_range(tty_total_bytes(tty) - before, 0, 100);
	assert_int_equal(tty_send(tty, "\x11", 1), 0);
	assert_true(tty_wait_text(tty, "食べるものがないその先", 20000));
	assert_true(tty_wait_text(tty, "Esc0確定", 5000));
	print_message("%zu bytes after Ctrl-Q\n",
		      tty_total_bytes(tty) - before);
	assert_in_range(tty_total_bytes(tty) - before, 500, 4000);
	tty_free(tty);
}

/* A letter in two pieces, half a letter before Esc, bytes that are none. */
static void noise_harms_nothing(void **state)
{
	struct tty *tty = start_cp932();

	press(tty, LOGIN "1<Esc>8");
	assert_int_equal(tty_send(tty, "\x8a", 1), 0);
	assert_int_equal(tty_send(tty, "\xbf", 1), 0);
	assert_true(tty_wait_text(tty, "[漢 ", TTY_PATIENCE_MS));
	assert_int_equal(tty_send(tty, "\xff\xfd\x80\x81", 4), 0);
	assert_int_equal(tty_send(tty, "\033[D", 3), 0);
	assert_int_equal(tty_send(tty, "x", 1), 0);
	assert_true(tty_wait_text(tty, "[x漢 ", TTY_PATIENCE_MS));
	tty_free(tty);
}

static bool draft_has(const char *text)
{
	char *command = xstrfmt("sqlite3 \"$DB\" .dump | grep -q '%s'", text);
	int status = system(command);

	free(command);
	return status == 0;
}

/*
 * A terminal that does not bracket what it pastes: the end of a line in it is
 * not Enter, neither in a text, nor where Enter leaves, nor where it signs off.
 * (t_line has it byte by byte.)
 */
static void a_paste_need_not_be_marked(void **state)
{
	static const char paste[] = "123 4567\r890 1234\r";
	struct tty *tty = start_slow();

	press(tty, LOGIN "1<Esc>8");
	assert_int_equal(tty_send(tty, paste, strlen(paste)), 0);
	assert_true(tty_wait_text(tty, "[123 4567 ", TTY_PATIENCE_MS));
	assert_true(tty_wait_text(tty, "[890 1234 ", TTY_PATIENCE_MS));
	press(tty, "<Esc>0");
	assert_int_equal(tty_send(tty, paste, strlen(paste)), 0);
	press(tty, "<C-l>");
	assert_true(draft_has("890 1234"));
	tty_free(tty);
}

/* きょうの相談, the last letter deleted and typed again, each a key; what a
 * terminal's own input method sends ends them. */
#define TYPED                                                                \
	"1", "\0338", "k", "y", "o", "u", "n", "o", "s", "o", "u", "d", "a", \
		"n", " ", " ", "\033[B", "\033[A", "\r", "\033[D", "\033[C", \
		"\177", "s", "a", "\r"
static const char *const in_cp932[] = { TYPED, "\x91\x8a", "\x92\x6b", NULL };
static const char *const in_utf8[] = { TYPED, "相", "談", NULL };

/* Bytes one by one at 9600 baud, keys as fast as somebody types. */
static void trickle(struct tty *tty, const char *const *keys)
{
	for (; *keys; keys++) {
		for (const char *byte = *keys; *byte; byte++) {
			assert_int_equal(tty_send(tty, byte, 1), 0);
			assert_true(tty_look(tty, 1));
		}
		assert_true(tty_wait_ready(tty));
		assert_true(tty_look(tty, 40));
	}
}

static void at_once(struct tty *tty, const char *const *keys)
{
	for (; *keys; keys++) {
		assert_int_equal(tty_send(tty, *keys, strlen(*keys)), 0);
		assert_true(tty_wait_ready(tty));
		assert_true(tty_look(tty, 40));
	}
}

static void type(const char *command, const char *charset, int speed,
		 void (*how)(struct tty *tty, const char *const *keys),
		 const char *const *keys, struct str *seen)
{
	struct tty *tty =
		start(command, &(struct tty_options){ .charset = charset,
						      .wide = !!charset,
						      .term = "vt100",
						      .speed = speed });

	press(tty, LOGIN);
	how(tty, keys);
	assert_true(tty_wait_text(tty, "さ相談", TTY_PATIENCE_MS));
	assert_true(tty_wait_text(tty, "Esc0確定", TTY_PATIENCE_MS));
	tty_plain(tty, seen);
	tty_free(tty);
}

/* Escape sequences and letters that arrive in pieces are what they are. */
static void keys_may_trickle(void **state)
{
	static const struct {
		const char *command, *charset;
		const char *const *keys;
	} lines[] = {
		{ DESK CP932 "--line-speed=9600", "CP932", in_cp932 },
		{ DESK "--line-speed=9600", NULL, in_utf8 },
	};

	for (size_t i = 0; i < ARRAY_SIZE(lines); i++) {
		struct str slow = STR_INIT, quick = STR_INIT;

		type(lines[i].command, lines[i].charset, 9600, trickle,
		     lines[i].keys, &slow);
		type(lines[i].command, lines[i].charset, 0, at_once,
		     lines[i].keys, &quick);
		assert_string_equal(slow.buf, quick.buf);
		str_release(&slow);
		str_release(&quick);
	}
}

static void what_was_left_is_saved_when_the_line_is_cut(void **state)
{
	struct tty *tty = start_cp932();

	press(tty, LOGIN "1<Esc>8切れる前の主訴");
	tty_hangup(tty);
	assert_int_not_equal(tty_wait_exit(tty, TTY_PATIENCE_MS), -1);
	assert_true(draft_has("切れる前の主訴"));
	tty_free(tty);
	/* The same when the bridge alone is killed, and when it is asked. */
	tty = start_cp932();
	press(tty, LOGIN "4<Esc>3");
	press(tty, "1<Esc>8橋が落ちる前");
	tty_kill(tty);
	assert_int_equal(tty_wait_exit(tty, TTY_PATIENCE_MS), 137);
	for (double end = clock_seconds() + 10;
	     !draft_has("橋が落ちる前") && clock_seconds() < end;)
		usleep(20000);
	assert_true(draft_has("橋が落ちる前"));
	tty_free(tty);
	tty = start_cp932();
	press(tty, LOGIN "1<Esc>8終わる前");
	kill(tty_pid(tty), SIGTERM);
	assert_int_not_equal(tty_wait_exit(tty, TTY_PATIENCE_MS), -1);
	assert_true(draft_has("終わる前"));
	tty_free(tty);
}

/* A terminal that does not answer is waited for a moment, and what is typed
 * in that moment is there. */
static void no_answer_is_no_harm(void **state)
{
	const char *const argv[] = { "sh", "-c", DESK, NULL };
	const char *typed = "0121\rmadoguchi-demo\r1";
	struct tty *tty =
		tty_spawn(&(struct tty_options){ .mute = true }, argv);

	assert_int_equal(tty_send(tty, typed, strlen(typed)), 0);
	assert_true(tty_wait_text(tty, "受付 1/9", TTY_PATIENCE_MS));
	tty_free(tty);
}

static int begin(void **state)
{
	char *db;

	if (!mkdtemp(folder))
		return -1;
	db = xstrfmt("%s/case.db", folder);
	setenv("DB", db, 1);
	setenv("MADOGUCHI_NOW", "2026-11-20T09:15:00", 1);
	unsetenv("MADOGUCHI_TERMINALS");
	free(db);
	return system("\"$top_builddir/madoguchi\" init --db \"$DB\" "
		      "--profile fussa --demo 60 >/dev/null");
}

static int end(void **state)
{
	char *command = xstrfmt("rm -r '%s'", folder);
	int status = system(command);

	free(command);
	return status;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(events_cost_few_bytes),
		cmocka_unit_test(nobody_waits_for_a_slow_line),
		cmocka_unit_test(a_stopped_line_stops_nobody),
		cmocka_unit_test(noise_harms_nothing),
		cmocka_unit_test(a_paste_need_not_be_marked),
		cmocka_unit_test(keys_may_trickle),
		cmocka_unit_test(what_was_left_is_saved_when_the_line_is_cut),
		cmocka_unit_test(no_answer_is_no_harm),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
