/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows a query gave: a plain table in memory, independent of the store. */
#ifndef STORE_ROWS_H
#define STORE_ROWS_H

#include <stddef.h>
#include <stdint.h>

struct rows {
	size_t n;      /* rows */
	size_t cols_n; /* columns */
	char **name;   /* of the columns */
	char **cell;   /* n * cols_n, NULL for NULL; NUL-terminated */
	size_t *len;   /* bytes of each cell */
	size_t alloc, alloc_len;
	char **held; /* the pieces of memory in which the cells stand */
	size_t held_n, alloc_held;
};

#define ROWS_INIT      \
	{              \
		.n = 0 \
	}

void rows_release(struct rows *r);

/* Column number of a name; an unknown one is a BUG. */
size_t rows_col(const struct rows *r, const char *column);
/* Borrowed, NULL for NULL. */
const char *rows_text(const struct rows *r, size_t row, const char *column);
/* 0 for NULL. */
int64_t rows_int(const struct rows *r, size_t row, const char *column);

/* This cell becomes NULL. */
void rows_blank(struct rows *r, size_t row, const char *column);

/* The rows of another behind these; it is empty afterwards. */
void rows_append(struct rows *to, struct rows *from);

/* The last row first. */
void rows_reverse(struct rows *r);

#endif
