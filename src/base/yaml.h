/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * YAML files as a tree in which every node knows its line and column, so that
 * a sentence about any of them can say file:line:column. Owns libyaml.
 * Anchors and aliases are refused: a city's files do not need them. The prefix
 * is yml_ because libyaml exports its own yaml_free.
 */
#ifndef BASE_YAML_H
#define BASE_YAML_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

enum yml_kind { YML_SCALAR, YML_LIST, YML_MAP };

struct yml_node {
	enum yml_kind kind;
	int line, col;            /* 1-based; col counts characters */
	char *text;               /* scalar: NUL-terminated UTF-8 */
	bool quoted;              /* scalar: written in quotes or as a block */
	size_t n;                 /* list, map: number of entries */
	struct yml_node **keys;   /* map only: scalars */
	struct yml_node **values; /* list and map */
};

struct yml_doc {
	char *name; /* as in messages */
	struct yml_node *root;
};

/* Parse one document. name is used in sentences. The result is the caller's;
 * NULL and one sentence with name:line:column on a fault. */
struct yml_doc *yml_parse(const char *buf, size_t len, const char *name,
			  struct err *err);
struct yml_doc *yml_load(const char *path, struct err *err);
void yml_free(struct yml_doc *doc);

/* Value of a key in a map, or NULL. */
const struct yml_node *yml_get(const struct yml_node *map, const char *key);
/* Text of a scalar under key, or NULL when absent or not a scalar. */
const char *yml_text(const struct yml_node *map, const char *key);

/* "name:line:col: <sentence>" as ERR_INPUT; returns -1. */
int yml_err(const struct yml_doc *doc, const struct yml_node *at,
	    struct err *err, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));

#endif
