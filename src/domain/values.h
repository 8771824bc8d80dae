/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Values by name: an ordered map from a name or path to a text. Not given and
 * empty are the same thing: such a value is not in the map.
 */
#ifndef DOMAIN_VALUES_H
#define DOMAIN_VALUES_H

#include <stddef.h>

struct value {
	char *path; /* and behind it, in the same memory, */
	char *text; /* never NULL, never "" */
};

struct values {
	struct value *v; /* sorted by path, bytewise */
	size_t n, alloc;
	char *copied; /* what a copy began with stands in one piece */
	size_t copied_len;
};

#define VALUES_INIT    \
	{              \
		.n = 0 \
	}

void values_release(struct values *values);
void values_copy(struct values *to, const struct values *from);

/* Borrowed until the next change; "" when not given. */
const char *values_get(const struct values *values, const char *path);
/* NULL or "" takes the value out. Both are copied. */
void values_set(struct values *values, const char *path, const char *text);
/* Index of the first path that is not below path: where a prefix begins. */
size_t values_lower(const struct values *values, const char *path);

/*
 * Call fn for each path whose text differs between a and b, in order of path;
 * stop with its result when that is not 0.
 */
int values_diff(const struct values *a, const struct values *b,
		int (*fn)(const char *path, const char *a, const char *b,
			  void *data),
		void *data);

#endif
