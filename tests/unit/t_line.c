/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/test.h"

#include <unistd.h>

#include "line/backlog.h"
#include "line/burst.h"
#include "line/convert.h"
#include "line/line.h"
#include "text/width.h"

/* ---- conversion ---- */

/* Whole, and byte by byte. */
static void converts(enum charset charset, const char *painted,
		     const char *sent)
{
	struct coder *coder = coder_new(charset, NULL);
	struct str whole = STR_INIT, pieces = STR_INIT;
	struct convert cv;

	convert_init(&cv, coder, charset);
	convert_feed(&cv, painted, strlen(painted), &whole);
	assert_true(convert_between(&cv));
	for (const char *p = painted; *p; p++)
		convert_feed(&cv, p, 1, &pieces);
	assert_string_equal(whole.buf, sent);
	assert_string_equal(pieces.buf, sent);
	str_release(&whole);
	str_release(&pieces);
	coder_free(coder);
}

static void sequences_pass_and_characters_change(void **state)
{
	converts(CHARSET_CP932, "\033[1;7m窓口\033[m\r\n",
		 "\033[1;7m\x91\x8b\x8c\xfb\033[m\r\n");
	converts(CHARSET_CP932, "\033]0;x\007\033P+q\033\\漢\033M",
		 "\033]0;x\007\033P+q\033\\\x8a\xbf\033M");
	converts(CHARSET_CP932, "\033[?2004h\033\033[A\033[1\x18漢",
		 "\033[?2004h\033\033[A\033[1\x18\x8a\xbf");
	converts(CHARSET_UTF8, "\033(0qq\033(B漢é", "\033(0qq\033(B漢é");
	/* A broken character is left out, the next one is whole again. */
	converts(CHARSET_CP932,
		 "\xe6\xbc漢\xe6\xbc"
		 "a",
		 "\x8a\xbf"
		 "a");
}

static void kanji_keep_their_sets(void **state)
{
	converts(CHARSET_EUC_JP, "\033(B\033)0漢\033*A\033[m\033(0q\033(B",
		 "\033(B\xb4\xc1\033[m\033(0q\033(B");
	converts(CHARSET_CP932, "\033(B\033)0", "\033(B\033)0");
}

static void half_is_not_between(void **state)
{
	static const char *const halves[] = { "\033", "\033[1", "\033)",
					      "漢\xe6", "\033]0;x" };
	struct coder *coder = coder_new(CHARSET_CP932, NULL);
	struct str out = STR_INIT;

	for (size_t i = 0; i < ARRAY_SIZE(halves); i++) {
		struct convert cv;

		convert_init(&cv, coder, CHARSET_CP932);
		convert_feed(&cv, halves[i], strlen(halves[i]), &out);
		assert_false(convert_between(&cv));
	}
	str_release(&out);
	coder_free(coder);
}

/* ---- backlog ---- */

static size_t send_some(struct backlog *b, size_t most, double now)
{
	const char *bytes;
	size_t len = backlog_ready(b, now, &bytes);

	len = len < most ? len : most;
	backlog_sent(b, len, now);
	return len;
}

static void add(struct backlog *b, size_t len)
{
	char *bytes = xmalloc(len);

	memset(bytes, 'x', len);
	backlog_add(b, bytes, len);
	free(bytes);
}

static void a_fast_line_gets_everything(void **state)
{
	struct backlog b;
	const char *bytes;

	backlog_init(&b, 0, 0);
	assert_int_equal(backlog_wait_ms(&b, 0), -1);
	backlog_add(&b, "abc", 3);
	assert_int_equal(backlog_wait_ms(&b, 0), 0);
	assert_int_equal(send_some(&b, 2, 0), 2);
	backlog_add(&b, "def", 3);
	assert_int_equal(backlog_ready(&b, 0, &bytes), 4);
	assert_memory_equal(bytes, "cdef", 4);
	backlog_release(&b);
}

static void a_slow_line_gets_what_it_carries(void **state)
{
	struct backlog b;
	size_t sent = 0;

	backlog_init(&b, 9600, 0);
	add(&b, 2000);
	for (int ms = 0; ms < 1000; ms += 10)
		sent += send_some(&b, 4096, ms / 1e3);
	/* A second at 960 bytes, and what goes ahead. */
	assert_in_range(sent, 960, 960 + 200);
	assert_in_range(backlog_wait_ms(&b, 1), 0, 200);
	for (int second = 10; !backlog_empty(&b); second++)
		send_some(&b, 4096, second);
	/* A quiet line does not save its seconds up. */
	add(&b, 2000);
	assert_in_range(send_some(&b, 4096, 100), 1, 200);
	backlog_release(&b);
}

static void old_news_is_dropped_and_painted_anew(void **state)
{
	struct backlog b;
	const char *bytes;

	backlog_init(&b, 0, 0);
	backlog_resize(&b, 24, 80);
	add(&b, 2000);
	assert_false(backlog_wants_redraw(&b));
	add(&b, 3000);
	add(&b, 1000000);
	/* Nothing but the end of whatever was cut in two. */
	assert_in_range(backlog_ready(&b, 0, &bytes), 1, 16);
	assert_int_equal(bytes[0], 0x18);
	assert_false(backlog_wants_redraw(&b));
	send_some(&b, 100, 0);
	assert_true(backlog_wants_redraw(&b));
	assert_false(backlog_wants_redraw(&b));
	/* The new picture is sent, whatever comes behind it. */
	add(&b, 4000);
	add(&b, 10000);
	assert_in_range(backlog_ready(&b, 0, &bytes), 4001, 4016);
	assert_false(backlog_wants_redraw(&b));
	send_some(&b, 4016, 0);
	assert_true(backlog_wants_redraw(&b));
	add(&b, 4000);
	send_some(&b, 4000, 0);
	/* After that things are as before. */
	add(&b, 5000);
	assert_in_range(backlog_ready(&b, 0, &bytes), 1, 16);
	backlog_release(&b);
}

static void a_begun_letter_is_not_dropped(void **state)
{
	struct backlog b;
	const char *bytes;

	backlog_init(&b, 0, 0);
	b.utf8 = true;
	backlog_add(&b, "受付", strlen("受付"));
	assert_int_equal(send_some(&b, 1, 0), 1);
	add(&b, 1000000);
	assert_in_range(backlog_ready(&b, 0, &bytes), 3, 18);
	assert_memory_equal(bytes, "受" + 1, 2);
	assert_int_equal(bytes[2], 0x18);
	backlog_release(&b);
}

static void a_large_screen_may_wait_whole(void **state)
{
	struct backlog b;
	const char *bytes;

	backlog_init(&b, 0, 0);
	backlog_resize(&b, 43, 132);
	add(&b, 3 * 43 * 132 / 2);
	assert_int_equal(backlog_ready(&b, 0, &bytes), 3 * 43 * 132 / 2);
	backlog_release(&b);
}

/* ---- settings ---- */

static char folder[] = "/tmp/madoguchi-t_line-XXXXXX";
static char *file;

static void write_file(const char *text)
{
	FILE *f = fopen(file, "w");

	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

static void chosen(const struct line_options *options, enum charset charset,
		   int ambiguous_cols, int speed)
{
	struct err err = ERR_INIT;
	struct line line;

	if (line_choose(&line, options, &err))
		fail_msg("%s", err.text.buf);
	assert_int_equal(line.charset, charset);
	assert_int_equal(line.ambiguous_cols, ambiguous_cols);
	assert_int_equal(line.speed, speed);
	err_release(&err);
}

static void options_go_before_file_before_locale(void **state)
{
	const struct line_options none = { NULL };
	const struct line_options cp932 = { .charset = "sjis" };
	const struct line_options fast = { .charset = "utf-8",
					   .ambiguous = "2",
					   .speed = "115200" };

	write_file("# nothing\n");
	chosen(&none, CHARSET_UTF8, 0, 0);
	setenv("LC_ALL", "ja_JP.eucJP", 1);
	chosen(&none, CHARSET_EUC_JP, 2, 0);
	write_file("term  vt2*  charset=euc-jp-basic speed=1200\n"
		   "term  vt100 charset=cp932  speed=9600 \n"
		   "term  vt100 charset=utf-8\n");
	chosen(&none, CHARSET_CP932, 2, 9600);
	chosen(&fast, CHARSET_UTF8, 2, 115200);
	setenv("TERM", "vt220", 1);
	chosen(&none, CHARSET_EUC_JP_BASIC, 2, 1200);
	chosen(&cp932, CHARSET_CP932, 2, 1200);
	/* Setting by setting: this file says nothing of the charset. */
	write_file("tty * speed=300\nterm * ambiguous=1\n");
	chosen(&none, CHARSET_EUC_JP, 2, 300);
	setenv("LC_ALL", "ja_JP.UTF-8@x", 1);
	write_file("term vt220 ambiguous=1\n");
	chosen(&none, CHARSET_UTF8, 1, 0);
}

static void locales_name_their_charset(void **state)
{
	const struct line_options none = { NULL };

	write_file("");
	setenv("LC_ALL", "", 1);
	setenv("LANG", "ja_JP.SJIS", 1);
	chosen(&none, CHARSET_CP932, 2, 0);
	setenv("LC_CTYPE", "ja_JP.ujis@x", 1);
	chosen(&none, CHARSET_EUC_JP, 2, 0);
	assert_int_equal(line_charset(STDIN_FILENO), CHARSET_EUC_JP);
	write_file("term vt* charset=cp932\n");
	assert_int_equal(line_charset(STDIN_FILENO), CHARSET_CP932);
	write_file("term vt* charset=cp931\n");
	assert_int_equal(line_charset(STDIN_FILENO), CHARSET_EUC_JP);
	write_file("");
	setenv("LC_ALL", "C", 1);
	chosen(&none, CHARSET_UTF8, 0, 0);
	setenv("LC_ALL", "de_DE.ISO-8859-1", 1);
	chosen(&none, CHARSET_UTF8, 0, 0);
	unsetenv("LC_CTYPE");
}

static void refused(const char *text, const char *sentence)
{
	struct err err = ERR_INIT;

	write_file(text);
	assert_int_equal(line_check(file, &err), -1);
	if (!strstr(err.text.buf, sentence))
		fail_msg("'%s' is not in '%s'", sentence, err.text.buf);
	err_release(&err);
}

static void faults_have_their_place(void **state)
{
	struct err err = ERR_INIT;

	refused("term vt100 charset=latin-1\n",
		":1:20: charset cannot be 'latin-1'");
	refused("# x\n\ntty ttyS0 sped=9600\n",
		":3:11: there is no setting sped; did you mean speed?");
	refused("tty ttyS0 colour=1\n", "write charset, ambiguous or speed");
	refused("tty ttyS0 cp932\n", ":1:11: a setting is written NAME=VALUE");
	refused("tty ttyS0 speed=fast\n", ":1:17: speed cannot be 'fast'");
	refused("tty ttyS0 speed=9600x\n", "speed cannot be");
	refused("tty ttyS0 ambiguous=3\n", ":1:21: ambiguous cannot be '3'");
	refused("tty ttyS0 charset=cp932 ambiguous=1\n",
		":1: ambiguous=1 is for UTF-8");
	refused("ttyS0 charset=cp932\n",
		":1:1: a line begins with tty or term");
	refused("tty ttyS0\n", ":1: write which terminal");
	refused("tty\n", ":1: write which terminal");
	/* All of them, not only the first. */
	refused("tty a speed=1\ntty b speed=2\n", ":2:13: speed cannot be");
	assert_int_equal(line_check("/no/such/file", &err), -1);
	err_release(&err);
}

static void options_are_checked(void **state)
{
	static const struct {
		struct line_options options;
		const char *sentence;
	} cases[] = {
		{ { .charset = "latin-1" }, "--terminal-charset cannot be" },
		{ { .ambiguous = "0" }, "--ambiguous cannot be '0'" },
		{ { .speed = "0" }, "--line-speed cannot be '0'" },
		{ { .charset = "cp932", .ambiguous = "1" },
		  "ambiguous=1 is for UTF-8" },
	};

	write_file("");
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct err err = ERR_INIT;
		struct line line;

		assert_int_equal(line_choose(&line, &cases[i].options, &err),
				 -1);
		assert_non_null(strstr(err.text.buf, cases[i].sentence));
		err_release(&err);
	}
	unlink(file);
	assert_int_equal(line_check(NULL, NULL), -1);
}

static void slow_or_foreign_lines_need_a_bridge(void **state)
{
	assert_false(line_needs_bridge(&(struct line){ .speed = 0 }));
	assert_false(line_needs_bridge(&(struct line){ .speed = 115200 }));
	assert_true(line_needs_bridge(&(struct line){ .speed = 9600 }));
	assert_true(
		line_needs_bridge(&(struct line){ .charset = CHARSET_CP932 }));
}

static int begin(void **state)
{
	text_set_ambiguous(2);
	if (!mkdtemp(folder))
		return -1;
	file = xstrfmt("%s/terminals", folder);
	setenv("MADOGUCHI_TERMINALS", file, 1);
	setenv("TERM", "vt100", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	return 0;
}

static int end(void **state)
{
	free(file);
	return rmdir(folder);
}

/* ---- burst ---- */

/* Bytes that come one by one, so many milliseconds apart; what goes on. */
static void burst_gives(const char *bytes, double gap_ms, const char *want)
{
	struct burst b;
	struct str out = STR_INIT;
	double now = 100;

	burst_init(&b, true);
	for (const char *s = bytes; *s; s++, now += gap_ms / 1000)
		burst_feed(&b, s, 1, now, &out);
	assert_in_range(burst_wait_ms(&b, now), 0, 16);
	burst_tick(&b, now + 1, &out);
	assert_int_equal(burst_wait_ms(&b, now + 1), -1);
	assert_string_equal(out.buf, want);
	burst_release(&b);
	str_release(&out);
}

static void what_nobody_types_so_fast_is_a_paste(void **state)
{
	burst_gives("1234 5678\r90123456\r", 1,
		    "\033[200~1234 5678\r90123456\r\033[201~");
	burst_gives("お金が\rない。\r", 5,
		    "\033[200~お金が\rない。\r\033[201~");
	burst_gives("abcdefghijklmnopqrst", 1,
		    "\033[200~abcdefghijklmnopqrst\033[201~");
	/* Typed, sent by one key, by an input method of the terminal, or
	 * marked already. */
	burst_gives("1234 5678\r90123456\r", 20, "1234 5678\r90123456\r");
	burst_gives("kyou\r", 1, "kyou\r");
	burst_gives("生活保護を申請したい", 1, "生活保護を申請したい");
	burst_gives("\033[B\033[B\033[B\033[B\033[B\033[B\r", 1,
		    "\033[B\033[B\033[B\033[B\033[B\033[B\r");
	burst_gives("\033[200~1234567890123456\r\033[201~", 1,
		    "\033[200~1234567890123456\r\033[201~");
}

static void long_bursts_are_one_paste(void **state)
{
	struct str text = STR_INIT, want = STR_INIT;

	while (text.len < 3000)
		str_add(&text, "0123456789\r");
	str_addf(&want, "\033[200~%s\033[201~", text.buf);
	burst_gives(text.buf, 1, want.buf);
	str_release(&text);
	str_release(&want);
}

static void a_fast_line_holds_nothing_back(void **state)
{
	struct burst b;
	struct str out = STR_INIT;

	burst_init(&b, false);
	burst_feed(&b, "1234567890\r1234567890\r", 22, 100, &out);
	assert_int_equal(out.len, 22);
	assert_int_equal(burst_wait_ms(&b, 100), -1);
	burst_release(&b);
	str_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_nobody_types_so_fast_is_a_paste),
		cmocka_unit_test(long_bursts_are_one_paste),
		cmocka_unit_test(a_fast_line_holds_nothing_back),
		cmocka_unit_test(sequences_pass_and_characters_change),
		cmocka_unit_test(kanji_keep_their_sets),
		cmocka_unit_test(half_is_not_between),
		cmocka_unit_test(a_fast_line_gets_everything),
		cmocka_unit_test(a_slow_line_gets_what_it_carries),
		cmocka_unit_test(old_news_is_dropped_and_painted_anew),
		cmocka_unit_test(a_begun_letter_is_not_dropped),
		cmocka_unit_test(a_large_screen_may_wait_whole),
		cmocka_unit_test(options_go_before_file_before_locale),
		cmocka_unit_test(locales_name_their_charset),
		cmocka_unit_test(faults_have_their_place),
		cmocka_unit_test(options_are_checked),
		cmocka_unit_test(slow_or_foreign_lines_need_a_bridge),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
