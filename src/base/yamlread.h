/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading a map of a YAML file strictly: a missing, misspelt or wrongly typed
 * key is a sentence with file:line:column. Every function returns -1 on such
 * a fault and leaves *out as it was; texts are borrowed from the document.
 */
#ifndef BASE_YAMLREAD_H
#define BASE_YAMLREAD_H

#include "base/yaml.h"

/* Is node a map that has no keys but these (NULL-terminated)? One sentence
 * for each key too many. */
int yml_only_keys(const struct yml_doc *doc, const struct yml_node *node,
		  const char *const *keys, struct err *err);

/* The value under key; -1 and a sentence when it is not there. */
const struct yml_node *yml_need(const struct yml_doc *doc,
				const struct yml_node *map, const char *key,
				struct err *err);

/* Optional values: an absent key is no fault. "" counts as given. */
int yml_read_text(const struct yml_doc *doc, const struct yml_node *map,
		  const char *key, const char **out, struct err *err);
int yml_read_bool(const struct yml_doc *doc, const struct yml_node *map,
		  const char *key, bool *out, struct err *err);
int yml_read_int(const struct yml_doc *doc, const struct yml_node *map,
		 const char *key, int min, int max, int *out, struct err *err);

/* As yml_err, with "; did you mean X?" behind it when near is not NULL. */
int yml_err_near(const struct yml_doc *doc, const struct yml_node *at,
		 const char *near, struct err *err, const char *fmt, ...)
	__attribute__((format(printf, 5, 6)));

#endif
