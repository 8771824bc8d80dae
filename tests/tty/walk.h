/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A walk: what a person does at the terminal and what they see, as a text
 * file. One directive a line, # begins a comment line.
 *
 *     run CMD          sh runs CMD, which must end with status 0
 *     fails N CMD      … which must end with status N
 *     says TEXT        the last run or fails said TEXT (stdout or stderr)
 *     silent TEXT      … and did not say TEXT
 *     env NAME=VALUE   for what is run or started from now on
 *     clock MOMENT     it is that time from now on (2026-11-20T09:21:00); for
 *                      what runs already if there was one before its start
 *     term NAME        terminal type of what is started (xterm-256color)
 *     size ROWS COLS   its size (24 80)
 *     charset NAME     the charset it speaks (UTF-8), as iconv calls it; a
 *                      legacy one draws ambiguous characters wide
 *     ambiguous 1|2    how many cells it gives to those
 *     speed BAUD       how fast its line is (no limit)
 *     on NAME          from now on at the terminal of this name
 *     start CMD        start CMD on the terminal
 *     login NUMBER     log in to an invented city, and past お知らせ
 *     keys KEYS        press keys, as in tty.h: <F2>, <Tab>, <Esc>2 …
 *     choose WORD …    convert what was typed: Space until the segment is the
 *                      word, on to the next segment, Enter after the last
 *     send FILE        what the line brings, byte for byte
 *     paste FILE       paste the contents of a file
 *     wait TEXT        wait until TEXT stands in one row
 *     expect TEXT      TEXT is there, or at once
 *     absent TEXT      TEXT is not there
 *     within N         the last key brought at most N bytes
 *     golden NAME      the screen is as in tests/tty/golden/NAME.txt
 *     resize ROWS COLS change the size, wait until the program is ready
 *     hangup           cut the line
 *     kill             kill -9
 *     exit [N]         the program ends, with status N (else: any)
 *
 * A walk has a folder of its own, empty at first, where commands run: $TMP.
 * $DB and MADOGUCHI_DB name a database there, HOME is there, the clock stands
 * at 2026-11-20 09:15, `madoguchi` is the one just built, $top_srcdir is the
 * source tree. Nothing else of the caller's environment gets in.
 */
#ifndef TESTS_TTY_WALK_H
#define TESTS_TTY_WALK_H

#include "base/err.h"

struct walk_options {
	const char *top_srcdir, *top_builddir; /* absolute */
	/* Stop at `golden NAME`, do not compare, and print that screen. */
	const char *stop_at;
	bool print;      /* print the last screen on stdout */
	bool attributes; /* with attributes and cursor */
};

/* Walk it. -1 and sentences with file:line at the first fault. */
int walk(const char *path, const struct walk_options *options, struct err *err);

#endif
