/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A terminal for tests: a program on a pseudo terminal, and libvterm to see
 * what a person would see.
 *
 * Nothing sleeps. The program gets MADOGUCHI_READY_FD=n and writes one 'r'
 * there each time before it blocks for a key: the screen is painted, no input
 * is waiting, and it is not in the middle of a key (after Esc it first finds
 * out whether a digit follows). What a test looks at is never half done.
 *
 * Over a slow line 'ready' only tells about the program: what it has sent is
 * still on its way, at the speed of the line.
 *
 * Must not know what is tested: keys go in, a picture comes out.
 */
#ifndef TESTS_TTY_TTY_H
#define TESTS_TTY_TTY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/types.h>

#include "base/err.h"
#include "base/str.h"

#define TTY_PATIENCE_MS 20000 /* for what must come */
#define TTY_GRACE_MS    1000  /* for what should be there already */

struct tty_options {
	int rows, cols;         /* 0: 24 and 80 */
	const char *term;       /* NULL: xterm-256color */
	const char *charset;    /* iconv's name; NULL: UTF-8 */
	bool wide;              /* draws ambiguous characters two cells wide */
	bool mute;              /* answers no question about itself */
	int speed;              /* bits a second; 0: as fast as can be */
	const char *const *env; /* "NAME=VALUE" …, NULL; may be NULL */
};

struct tty;

/* Start argv on a terminal of its own. Never NULL: a program that cannot be
 * started ends with status 127. */
struct tty *tty_spawn(const struct tty_options *options,
		      const char *const *argv);
/* Hang up if it still runs, and wait until it is gone. NULL-safe. */
void tty_free(struct tty *tty);

/* Has the program asked for a key, and is its picture complete? False when it
 * ended or did not ask within TTY_PATIENCE_MS. */
bool tty_wait_ready(struct tty *tty);
/* Only look, for so many milliseconds; false when the program has ended. */
bool tty_look(struct tty *tty, int ms);

/*
 * Press keys one after the other, each when the program is ready for it, and
 * wait until it is ready again. Text stands for itself, the rest in brackets:
 * <Enter> <Tab> <S-Tab> <BS> <Esc> <Up> <Down> <Left> <Right> <Home> <End>
 * <PgUp> <PgDn> <Ins> <Del> <F1>…<F12> <Space> <C-a>…<C-z> <lt>. <Esc>
 * with a digit behind it is one key. S- and C- go before arrows and the like.
 * -1 and a sentence when a name is wrong or the program did not answer; a
 * program that ended at the last key is no fault.
 */
int tty_keys(struct tty *tty, const char *keys, struct err *err);

/* Bytes as they are, while reading what comes back. -1 when not taken. */
int tty_send(struct tty *tty, const void *bytes, size_t len);
/* As a terminal pastes: bracketed if the program asked for that. Then waits
 * until ready. */
int tty_paste(struct tty *tty, const char *bytes, size_t len, struct err *err);

/* How long to wait for what should be there already, in milliseconds. */
int tty_grace_ms(const struct tty *tty);
/* Does text stand in one row, now or within so many milliseconds? */
bool tty_has_text(struct tty *tty, const char *utf8);
bool tty_wait_text(struct tty *tty, const char *utf8, int timeout_ms);
bool tty_wait_no_text(struct tty *tty, const char *utf8, int timeout_ms);

/* One row as UTF-8 without blanks at its end, appended. */
void tty_row(struct tty *tty, int row, struct str *out);
/* Is this cell bold and red, as what must not be overlooked? */
bool tty_is_red(struct tty *tty, int row, int col);

void tty_resize(struct tty *tty, int rows, int cols);
/* The line is cut: SIGHUP to the program, no reading any more. */
void tty_hangup(struct tty *tty);
/* kill -9. */
void tty_kill(struct tty *tty);
/* Exit status, 128 + signal, or -1 when it still runs after timeout_ms. */
int tty_wait_exit(struct tty *tty, int timeout_ms);

pid_t tty_pid(const struct tty *tty);
void tty_size(const struct tty *tty, int *rows, int *cols);
/* Where the cursor rests; false when it is hidden. */
bool tty_cursor(const struct tty *tty, int *row, int *col);
/* Bytes the program has sent: since the last key, paste or resize; in all. */
size_t tty_event_bytes(const struct tty *tty);
size_t tty_total_bytes(const struct tty *tty);
/* From now on what the program sends is also written to f (not taken). */
void tty_capture(struct tty *tty, FILE *f);

#endif
