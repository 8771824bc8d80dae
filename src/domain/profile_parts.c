/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/profile_parts.h"

#include "base/i18n.h"
#include "base/mem.h"

int profile_need_text(struct profile_reader *r, const struct yml_node *map,
		      const char *key, char **out)
{
	const char *text = NULL;

	if (!yml_need(r->doc, map, key, r->err) ||
	    yml_read_text(r->doc, map, key, &text, r->err))
		return -1;
	if (!*text)
		return yml_err(r->doc, yml_get(map, key), r->err,
			       _("%s is empty"), key);
	*out = xstrdup(text);
	return 0;
}

int profile_opt_text(struct profile_reader *r, const struct yml_node *map,
		     const char *key, char **out)
{
	const char *text = "";

	if (yml_read_text(r->doc, map, key, &text, r->err))
		return -1;
	*out = xstrdup(text);
	return 0;
}

int profile_need_int(struct profile_reader *r, const struct yml_node *map,
		     const char *key, int min, int max, int *out)
{
	if (!yml_need(r->doc, map, key, r->err))
		return -1;
	return yml_read_int(r->doc, map, key, min, max, out, r->err);
}

const struct yml_node *profile_need_map(struct profile_reader *r,
					const struct yml_node *map,
					const char *key,
					const char *const *keys)
{
	const struct yml_node *node = yml_need(r->doc, map, key, r->err);

	if (!node || yml_only_keys(r->doc, node, keys, r->err))
		return NULL;
	return node;
}
