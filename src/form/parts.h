/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of the .screen reader share. For this room only. */
#ifndef FORM_PARTS_H
#define FORM_PARTS_H

#include "base/lines.h"
#include "form/screen.h"

/* One box of the picture, before its field is known. */
struct box {
	char *name;
	char *words; /* left of it on its row: the label unless one is given */
	int line;    /* in the file */
	int row, col, rows_n, width_cols;
	bool used;
};

struct picture {
	struct box *box;
	size_t n, alloc;
};

struct reader {
	struct lines lines;
	struct screen *screen;
	struct picture picture;
	const struct screen_terms *terms; /* or NULL */
	struct err *err;
	int faults_n;
};

/* One fault at the current line; col counts characters from 1, 0: none. */
void fault(struct reader *r, int col, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* picture.c: one row of the drawing; and what only the whole shows. */
void picture_row(struct reader *r, const char *text);
void picture_end(struct reader *r);
void picture_release(struct picture *p);

/* fieldline.c: one line under the drawing. */
void field_line(struct reader *r, const char *text);
void field_release(struct screen_field *field);

/* A name is a-z, then a-z 0-9 and _. Returns its bytes, 0 when none. */
size_t name_len(const char *s);

#endif
