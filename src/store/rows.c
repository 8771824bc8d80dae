/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/rows.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

void rows_release(struct rows *r)
{
	for (size_t i = 0; i < r->held_n; i++)
		free(r->held[i]);
	free(r->held);
	free(r->cell);
	free(r->len);
	free(r->name);
	*r = (struct rows)ROWS_INIT;
}

size_t rows_col(const struct rows *r, const char *column)
{
	for (size_t i = 0; i < r->cols_n; i++)
		if (!strcmp(r->name[i], column))
			return i;
	BUG("a query gives no column \"%s\"", column);
}

const char *rows_text(const struct rows *r, size_t row, const char *column)
{
	if (row >= r->n)
		BUG("row %zu of %zu", row, r->n);
	return r->cell[row * r->cols_n + rows_col(r, column)];
}

int64_t rows_int(const struct rows *r, size_t row, const char *column)
{
	const char *text = rows_text(r, row, column);

	return text ? strtoll(text, NULL, 10) : 0;
}

void rows_append(struct rows *to, struct rows *from)
{
	size_t had = to->n * to->cols_n, more = from->n * from->cols_n;

	if (!to->cols_n) {
		rows_release(to);
		*to = *from;
		*from = (struct rows)ROWS_INIT;
		return;
	}
	if (to->cols_n != from->cols_n)
		BUG("rows of %zu columns behind those of %zu", from->cols_n,
		    to->cols_n);
	ALLOC_GROW(to->cell, had + more, to->alloc);
	ALLOC_GROW(to->len, had + more, to->alloc_len);
	for (size_t i = 0; i < more; i++) {
		to->cell[had + i] = from->cell[i];
		to->len[had + i] = from->len[i];
	}
	ALLOC_GROW(to->held, to->held_n + from->held_n, to->alloc_held);
	for (size_t i = 0; i < from->held_n; i++)
		to->held[to->held_n++] = from->held[i];
	to->n += from->n;
	from->held_n = 0;
	rows_release(from);
}

void rows_blank(struct rows *r, size_t row, const char *column)
{
	size_t i = row * r->cols_n + rows_col(r, column);

	r->cell[i] = NULL;
	r->len[i] = 0;
}

static void swap_rows(struct rows *r, size_t a, size_t b)
{
	for (size_t i = 0; i < r->cols_n; i++) {
		size_t x = a * r->cols_n + i, y = b * r->cols_n + i;
		char *cell = r->cell[x];
		size_t len = r->len[x];

		r->cell[x] = r->cell[y];
		r->len[x] = r->len[y];
		r->cell[y] = cell;
		r->len[y] = len;
	}
}

void rows_reverse(struct rows *r)
{
	for (size_t i = 0; i < r->n / 2; i++)
		swap_rows(r, i, r->n - 1 - i);
}
