/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/values.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

static struct value make(const char *path, const char *text)
{
	size_t path_size = strlen(path) + 1, text_size = strlen(text) + 1;
	struct value v = { .path = xmalloc(path_size + text_size) };

	v.text = v.path + path_size;
	memcpy(v.path, path, path_size);
	memcpy(v.text, text, text_size);
	return v;
}

/* Of path and text. */
static size_t size_of(const struct value *v)
{
	return (size_t)(v->text - v->path) + strlen(v->text) + 1;
}

static void drop(const struct values *values, struct value v)
{
	if (v.path < values->copied ||
	    v.path >= values->copied + values->copied_len)
		free(v.path);
}

void values_release(struct values *values)
{
	for (size_t i = 0; i < values->n; i++)
		drop(values, values->v[i]);
	free(values->copied);
	free(values->v);
	*values = (struct values)VALUES_INIT;
}

void values_copy(struct values *to, const struct values *from)
{
	struct values copy = { .n = from->n };
	char *at;

	for (size_t i = 0; i < from->n; i++)
		copy.copied_len += size_of(&from->v[i]);
	ALLOC_GROW(copy.v, from->n, copy.alloc);
	at = copy.copied = xmalloc(copy.copied_len);
	for (size_t i = 0; i < from->n; i++) {
		size_t size = size_of(&from->v[i]);

		memcpy(at, from->v[i].path, size);
		copy.v[i].path = at;
		copy.v[i].text = at + (from->v[i].text - from->v[i].path);
		at += size;
	}
	values_release(to);
	*to = copy;
}

size_t values_lower(const struct values *values, const char *path)
{
	size_t lo = 0, hi = values->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (strcmp(values->v[mid].path, path) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

const char *values_get(const struct values *values, const char *path)
{
	size_t i = values_lower(values, path);

	if (i < values->n && !strcmp(values->v[i].path, path))
		return values->v[i].text;
	return "";
}

static void take_out(struct values *values, size_t i)
{
	drop(values, values->v[i]);
	values->n--;
	memmove(&values->v[i], &values->v[i + 1],
		(values->n - i) * sizeof(*values->v));
}

void values_set(struct values *values, const char *path, const char *text)
{
	size_t i = values_lower(values, path);
	bool there = i < values->n && !strcmp(values->v[i].path, path);
	struct value v;

	if (!text || !*text) {
		if (there)
			take_out(values, i);
		return;
	}
	v = make(path, text);
	if (there) {
		drop(values, values->v[i]);
		values->v[i] = v;
		return;
	}
	ALLOC_GROW(values->v, values->n + 1, values->alloc);
	memmove(&values->v[i + 1], &values->v[i],
		(values->n - i) * sizeof(*values->v));
	values->v[i] = v;
	values->n++;
}

int values_diff(const struct values *a, const struct values *b,
		int (*fn)(const char *path, const char *a, const char *b,
			  void *data),
		void *data)
{
	size_t i = 0, k = 0;
	int r = 0;

	while (!r && (i < a->n || k < b->n)) {
		int c = i == a->n   ? 1
			: k == b->n ? -1
				    : strcmp(a->v[i].path, b->v[k].path);

		if (c < 0) {
			r = fn(a->v[i].path, a->v[i].text, "", data);
			i++;
		} else if (c > 0) {
			r = fn(b->v[k].path, "", b->v[k].text, data);
			k++;
		} else {
			if (strcmp(a->v[i].text, b->v[k].text))
				r = fn(a->v[i].path, a->v[i].text, b->v[k].text,
				       data);
			i++;
			k++;
		}
	}
	return r;
}
