/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The values of a sheet. Withheld text is overwritten before it is given
 * back to the heap. The key table is in sheet_keys.c.
 */
#include "domain/sheet.h"

#include <string.h>

#include "base/mem.h"
#include "base/str.h"

struct list {
	struct sheet_value *value; /* rows of one value for each key */
	size_t rows_n, alloc_n;    /* alloc_n counts values */
};

struct sheet {
	struct list list[SHEET_LISTS];
};

static size_t keys_n(void)
{
	size_t n;

	sheet_keys(&n);
	return n;
}

struct sheet *sheet_new(void)
{
	struct sheet *sheet = xcalloc(1, sizeof(*sheet));

	sheet_add_row(sheet, SHEET_ONCE);
	return sheet;
}

static void forget(struct sheet_value *value)
{
	if (value->text)
		explicit_bzero(value->text, strlen(value->text));
	free(value->text);
	value->text = NULL;
	value->state = SHEET_BLANK;
}

void sheet_free(struct sheet *sheet)
{
	if (!sheet)
		return;
	for (int l = 0; l < SHEET_LISTS; l++) {
		struct list *list = &sheet->list[l];

		for (size_t i = 0; i < list->rows_n * keys_n(); i++)
			forget(&list->value[i]);
		free(list->value);
	}
	free(sheet);
}

size_t sheet_add_row(struct sheet *sheet, enum sheet_list l)
{
	struct list *list = &sheet->list[l];
	size_t n = keys_n();

	ALLOC_GROW(list->value, (list->rows_n + 1) * n, list->alloc_n);
	memset(&list->value[list->rows_n * n], 0, n * sizeof(*list->value));
	return list->rows_n++;
}

size_t sheet_rows(const struct sheet *sheet, enum sheet_list list)
{
	return sheet ? sheet->list[list].rows_n : 0;
}

static struct sheet_value *slot(struct sheet *sheet, const char *name,
				size_t row, bool in_list)
{
	int key = sheet_key_find(name);
	enum sheet_list l;

	if (key < 0)
		BUG("no sheet key %s", name);
	l = sheet_keys(NULL)[key].list;
	if ((l != SHEET_ONCE) != in_list)
		BUG("sheet key %s is %sin a list", name, in_list ? "not " : "");
	if (row >= sheet->list[l].rows_n)
		BUG("sheet key %s has no row %zu", name, row);
	return &sheet->list[l].value[row * keys_n() + (size_t)key];
}

/* Is word one of the blank-separated words? */
static bool among(const char *words, const char *word)
{
	size_t len = strlen(word);

	for (const char *p = words; *p; p += strspn(p, " ")) {
		size_t n = strcspn(p, " ");

		if (n == len && !memcmp(p, word, len))
			return true;
		p += n;
	}
	return false;
}

static void put(struct sheet_value *value, const char *name, const char *text)
{
	const struct sheet_key *key = &sheet_keys(NULL)[sheet_key_find(name)];

	if (value->state == SHEET_WITHHELD)
		return;
	forget(value);
	if (!text || !*text)
		return;
	if (key->kind == SHEET_CODE && !among(key->codes, text))
		BUG("sheet key %s knows no code %s", name, text);
	value->text = xstrdup(text);
	value->state = SHEET_PRESENT;
}

void sheet_set(struct sheet *sheet, const char *key, const char *text)
{
	put(slot(sheet, key, 0, false), key, text);
}

void sheet_row_set(struct sheet *sheet, const char *key, size_t row,
		   const char *text)
{
	put(slot(sheet, key, row, true), key, text);
}

void sheet_withhold(struct sheet *sheet, const char *key)
{
	struct sheet_value *value = slot(sheet, key, 0, false);

	forget(value);
	value->state = SHEET_WITHHELD;
}

void sheet_row_withhold(struct sheet *sheet, const char *key, size_t row)
{
	struct sheet_value *value = slot(sheet, key, row, true);

	forget(value);
	value->state = SHEET_WITHHELD;
}

const struct sheet_value *sheet_get(const struct sheet *sheet, int key,
				    size_t row)
{
	static const struct sheet_value blank;
	const struct list *list;
	enum sheet_list l = sheet_keys(NULL)[key].list;

	if (!sheet)
		return &blank;
	list = &sheet->list[l];
	if (l == SHEET_ONCE)
		row = 0;
	if (row >= list->rows_n)
		return &blank;
	return &list->value[row * keys_n() + (size_t)key];
}
