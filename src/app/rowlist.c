/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/rowlist.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "text/wrap.h"

#define KEY_LEN 6

void rowlist_clear(struct rowlist *list)
{
	for (size_t i = 0; i < list->n; i++) {
		free(list->line[i].text);
		free(list->line[i].target);
	}
	list->n = 0;
}

void rowlist_release(struct rowlist *list)
{
	rowlist_clear(list);
	free(list->line);
	memset(list, 0, sizeof(*list));
}

static void add(struct rowlist *list, enum attr attr, const char *target,
		char *text /* takes */)
{
	ALLOC_GROW(list->line, list->n + 1, list->alloc);
	list->line[list->n++] = (struct rowline){
		.text = text,
		.target = xstrdup(target),
		.attr = attr,
	};
}

void rowlist_add(struct rowlist *list, enum attr attr, const char *target,
		 const char *fmt, ...)
{
	struct str text = STR_INIT;
	va_list ap;

	va_start(ap, fmt);
	str_vaddf(&text, fmt, ap);
	va_end(ap);
	add(list, attr, target, str_detach(&text));
}

void rowlist_add_wrapped(struct rowlist *list, enum attr attr,
			 const char *target, int cols, int indent_cols,
			 const char *text)
{
	struct wrap wrap = WRAP_INIT;

	wrap_text(&wrap, text, strlen(text), cols);
	rowlist_add(list, attr, target, "%.*s", (int)wrap.lines[0].len, text);
	if (wrap.n > 1) {
		text += wrap.lines[1].pos;
		wrap_text(&wrap, text, strlen(text), cols - indent_cols);
		for (size_t i = 0; i < wrap.n; i++)
			rowlist_add(list, attr, target, "%*s%.*s", indent_cols,
				    "", (int)wrap.lines[i].len,
				    text + wrap.lines[i].pos);
	}
	wrap_release(&wrap);
}

static size_t index_of(const char *key)
{
	return strtoul(key, NULL, 10);
}

static void give(const struct rowlist *list, size_t i, struct list_rows *rows)
{
	char key[KEY_LEN + 1];

	snprintf(key, sizeof(key), "%0*u", KEY_LEN, (unsigned)(i % 1000000));
	list_rows_add(rows, key, list->line[i].text, list->line[i].attr);
}

int rowlist_fetch(void *data, const char *key, bool before, size_t n,
		  struct list_rows *rows, struct err *err)
{
	const struct rowlist *list = data;
	size_t i;

	if (before) {
		i = key ? index_of(key) : list->n;
		while (n-- && i)
			give(list, --i, rows);
	} else {
		i = key ? index_of(key) + 1 : 0;
		for (; n-- && i < list->n; i++)
			give(list, i, rows);
	}
	return 0;
}

const char *rowlist_target(const struct rowlist *list,
			   const struct listview *lv)
{
	size_t i = lv->key ? index_of(lv->key) : list->n;

	return i < list->n ? list->line[i].target : NULL;
}

void rowlist_start(const struct rowlist *list, struct listview *lv,
		   const char *target)
{
	size_t first = list->n;

	for (size_t i = 0; i < list->n; i++) {
		if (target && streq(list->line[i].target, target)) {
			first = i;
			break;
		}
		if (list->line[i].target && first == list->n)
			first = i;
	}
	free(lv->key);
	lv->key = first < list->n ? xstrfmt("%0*zu", KEY_LEN, first) : NULL;
}
