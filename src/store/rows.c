/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/rows.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

void rows_release(struct rows *r)
{
	for (size_t i = 0; i < r->n * r->cols_n; i++)
		free(r->cell[i]);
	for (size_t i = 0; i < r->cols_n; i++)
		free(r->name[i]);
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
