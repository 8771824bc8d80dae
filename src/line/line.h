/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What kind of terminal is this? Decided, setting by setting, by the options
 * of the command line, then by the file of terminals, then by the locale and
 * what the line itself says.
 *
 * The file, /etc/madoguchi/terminals or $MADOGUCHI_TERMINALS, is read line by
 * line, and the first that fits counts:
 *
 *     # who            what
 *     tty  ttyS*       charset=cp932 speed=9600
 *     tty  pts/7       ambiguous=2
 *     term kterm       charset=euc-jp
 */
#ifndef LINE_LINE_H
#define LINE_LINE_H

#include "base/err.h"
#include "text/charset.h"

#define LINE_SLOW_BELOW 38400 /* what a pseudo terminal says it is */

struct line {
	enum charset charset;
	int ambiguous_cols; /* 0: nobody said */
	int speed;          /* bits a second; 0: not slow */
};

/* As given on the command line; NULL: not given. */
struct line_options {
	const char *charset, *ambiguous, *speed;
};

/* What holds for the terminal at standard input. -1 and a sentence with
 * option or file:line:column for a fault. */
int line_choose(struct line *line, const struct line_options *options,
		struct err *err);
/* What the terminal at fd speaks, as far as file and locale tell: of a file
 * with a fault nothing counts, and nothing is said. */
enum charset line_charset(int fd);
/* Every fault of a file of terminals; NULL: the one in use. */
int line_check(const char *path, struct err *err);
/* The file in use. The caller's. */
char *line_file(void);

/* Does it need the bridge, for its charset or because it is slow? */
bool line_needs_bridge(const struct line *line);

#endif
