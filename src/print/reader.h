/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where the reading of a form file stands. Shared by paper.c (lines),
 * directive.c (those that begin with @) and cell.c (what stands between two
 * bars).
 */
#ifndef PRINT_READER_H
#define PRINT_READER_H

#include "base/err.h"
#include "base/lines.h"
#include "print/parts.h"

struct reader {
	struct lines lines;
	struct paper *paper;
	struct err *err;
	int faults_n;
	enum sheet_list each; /* the list whose row is being read */
	int each_min, each_max, each_blank;
	/* A line that goes on in the next ones, joined. */
	struct str joined;
	int joined_n;
	struct {
		size_t at; /* byte of joined where a line begins */
		int line;
	} piece[64];
};

/* "file:line:column: sentence", at being a place in the current line.
 * Always returns -1; reading goes on to find the next fault. */
int reader_fault(struct reader *r, const char *at, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* A new block at the end of the paper. */
struct block *reader_add_block(struct reader *r, enum block_kind kind);
/* A block that holds the words at p, in the font of this number. */
int reader_add_words(struct reader *r, enum block_kind kind, const char *p,
		     int font);
/* The font of this name, made when there is none. */
struct font_style *reader_font(struct paper *paper, const char *name);
/* Read a line that begins with @ (directive.c). */
int reader_directive(struct reader *r, const char *line);

/*
 * Read the len bytes at text, which lie in the current line, into the cell:
 * marks at the beginning, then text, values and boxes.
 */
int cell_read(struct reader *r, const char *text, size_t len,
	      struct cell *cell);
void cell_release(struct cell *cell);

#endif
