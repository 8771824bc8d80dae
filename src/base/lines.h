/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Our own small text files (.screen, .form, .sql), line by line.
 * A line is NUL-terminated UTF-8 without its end; CRLF is accepted.
 */
#ifndef BASE_LINES_H
#define BASE_LINES_H

#include "base/err.h"

struct lines {
	char *name; /* as in sentences */
	char *text; /* whole file, cut into lines */
	char *next; /* where the next line begins, NULL at the end */
	char *line; /* the current line */
	int no;     /* its number, from 1 */
};

/* -1 when unreadable. A NUL byte is read as DEL, so that it shows as a fault.
 */
int lines_open(struct lines *l, const char *path, struct err *err);
void lines_from(struct lines *l, const char *buf, size_t len, const char *name);
void lines_release(struct lines *l);

/* Next line, or NULL. The pointer lives until lines_release. */
char *lines_next(struct lines *l);

/* "name:line:col: <sentence>" as ERR_INPUT; col from 1, 0 leaves it out. */
int lines_err(const struct lines *l, int col, struct err *err, const char *fmt,
	      ...) __attribute__((format(printf, 4, 5)));

#endif
