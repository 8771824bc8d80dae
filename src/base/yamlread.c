/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/yamlread.h"

#include <errno.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/nearest.h"

int yml_err_near(const struct yml_doc *doc, const struct yml_node *at,
		 const char *near, struct err *err, const char *fmt, ...)
{
	struct str what = STR_INIT;
	va_list ap;

	va_start(ap, fmt);
	str_vaddf(&what, fmt, ap);
	va_end(ap);
	if (near)
		str_addf(&what, _("; did you mean %s?"), near);
	yml_err(doc, at, err, "%s", what.buf);
	str_release(&what);
	return -1;
}

int yml_only_keys(const struct yml_doc *doc, const struct yml_node *node,
		  const char *const *keys, struct err *err)
{
	int rc = 0;

	if (node->kind != YML_MAP)
		return yml_err(doc, node, err,
			       _("a map (key: value) belongs "
				 "here"));
	for (size_t i = 0; i < node->n; i++) {
		const char *key = node->keys[i]->text;
		size_t n = 0;

		while (keys[n] && !streq(keys[n], key))
			n++;
		if (!keys[n])
			rc = yml_err_near(doc, node->keys[i],
					  nearest_of(key, keys, n), err,
					  _("no such key: %s"), key);
	}
	return rc;
}

const struct yml_node *yml_need(const struct yml_doc *doc,
				const struct yml_node *map, const char *key,
				struct err *err)
{
	const struct yml_node *node = yml_get(map, key);

	if (!node)
		yml_err(doc, map, err, _("the key %s is missing"), key);
	return node;
}

int yml_read_text(const struct yml_doc *doc, const struct yml_node *map,
		  const char *key, const char **out, struct err *err)
{
	const struct yml_node *node = yml_get(map, key);

	if (!node)
		return 0;
	if (node->kind != YML_SCALAR)
		return yml_err(doc, node, err, _("%s must be a text"), key);
	*out = node->text;
	return 0;
}

int yml_read_bool(const struct yml_doc *doc, const struct yml_node *map,
		  const char *key, bool *out, struct err *err)
{
	const struct yml_node *node = yml_get(map, key);

	if (!node)
		return 0;
	if (node->kind != YML_SCALAR ||
	    (!streq(node->text, "true") && !streq(node->text, "false")))
		return yml_err(doc, node, err, _("%s must be true or false"),
			       key);
	*out = streq(node->text, "true");
	return 0;
}

int yml_read_int(const struct yml_doc *doc, const struct yml_node *map,
		 const char *key, int min, int max, int *out, struct err *err)
{
	const struct yml_node *node = yml_get(map, key);
	char *end;
	long n;

	if (!node)
		return 0;
	errno = 0;
	n = node->kind == YML_SCALAR ? strtol(node->text, &end, 10) : 0;
	if (node->kind != YML_SCALAR || end == node->text || *end || errno ||
	    n < min || n > max)
		return yml_err(doc, node, err,
			       _("%s must be a number from %d to %d"), key, min,
			       max);
	*out = (int)n;
	return 0;
}
