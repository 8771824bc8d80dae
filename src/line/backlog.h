/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What waits for a slow terminal. A pure machine with the time as an argument.
 *
 * It never holds much more than a screen. When the program has painted more
 * than that, what waits is old news: it is dropped, and so is everything that
 * follows, until the terminal takes bytes again. Then the program is asked to
 * paint the screen as it is now, once. That picture is always sent whole, so
 * that somebody who turns page after page sees one from time to time.
 *
 * Bytes are handed out no faster than the line carries them. A terminal
 * server would take minutes of output, and none of that could be dropped.
 */
#ifndef LINE_BACKLOG_H
#define LINE_BACKLOG_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

enum backlog_state {
	BACKLOG_FLOWING,
	BACKLOG_DROPPING,
	BACKLOG_REDRAWING, /* a new picture is on its way: it is not dropped */
};

struct backlog {
	struct str bytes; /* from sent_len on not sent yet */
	size_t sent_len;
	size_t limit_len;
	int speed;         /* bits a second; 0: no limit */
	bool utf8;         /* a letter that was begun is not dropped */
	double sent_until; /* the line has carried everything by then */
	enum backlog_state state;
	size_t redrawn_len; /* sent since the program was asked */
};

void backlog_init(struct backlog *b, int speed, double now);
void backlog_release(struct backlog *b);
/* More than a screen of this size is old news. */
void backlog_resize(struct backlog *b, int rows, int cols);

void backlog_add(struct backlog *b, const char *bytes, size_t len);
/* Bytes that may be sent now; 0: none. */
size_t backlog_ready(struct backlog *b, double now, const char **bytes);
void backlog_sent(struct backlog *b, size_t len, double now);
/* When to ask backlog_ready again: -1 when nothing waits. Milliseconds. */
int backlog_wait_ms(const struct backlog *b, double now);
bool backlog_empty(const struct backlog *b);

/* Has the program to paint everything anew? Says so once. */
bool backlog_wants_redraw(struct backlog *b);

#endif
