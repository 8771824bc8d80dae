/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The terminal: begin and end curses, wait for events, notice size and
 * hangup. On a slow line, or with $MADOGUCHI_LINE=serial, the parts of a key
 * are waited for longer.
 * If MADOGUCHI_READY_FD is set, one byte 'r' goes there whenever the program
 * is about to wait for a person.
 */
#ifndef UI_TERM_H
#define UI_TERM_H

#include <stdbool.h>

#include "base/err.h"
#include "ui/input.h"

#define TERM_ROWS 24
#define TERM_COLS 80

/*
 * What is known of the line, before term_start: bits a second (0: fast), and
 * whether the terminal has to be asked how wide it draws ambiguous characters.
 */
void term_set_line(int speed, bool ask_width);
int term_start(struct err *err);
void term_stop(void);

int term_rows(void);
int term_cols(void);
bool term_small(void); /* less than 80x24 */

/* Wait for the next event. Before it blocks, paint() is called and what it
 * painted is shown; while more input is there already, it is not. */
void term_event(struct event *ev, void (*paint)(void));
/* What was painted is seen now, though nobody waits for a key. */
void term_show(void);
/* Has it F-keys? Without them Esc and a digit stand in. */
bool term_f_keys(void);
/* Does Esc go back at once, so that a digit behind it is a digit, not half of
 * an F-key? Until it is said otherwise. */
void term_esc_alone(bool alone);
/* The line is gone or SIGTERM came: save and leave. */
bool term_hung_up(void);
/* What was typed and understood is wiped. */
void term_forget(void);
/* Paint everything anew at the next update (Ctrl-L). */
void term_redraw(void);

#endif
