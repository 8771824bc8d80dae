/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes as YAML: a tree in which every node knows its place, or a
 * sentence that says where it went wrong.
 */
#include "fuzz.h"

#include "base/mem.h"
#include "base/yaml.h"

static void check_node(const struct yml_node *node)
{
	if (node->line < 1 || node->col < 1)
		BUG("a node without its place");
	if ((node->kind == YML_SCALAR) != (node->text != NULL))
		BUG("only a scalar has a text");
	for (size_t i = 0; i < node->n; i++) {
		if (node->kind == YML_MAP) {
			check_node(node->keys[i]);
			if (yml_get(node, node->keys[i]->text) !=
			    node->values[i])
				BUG("a key does not lead to its value");
		}
		check_node(node->values[i]);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct err err = ERR_INIT;
	struct yml_doc *doc = yml_parse((const char *)data, size, "f", &err);

	if (doc)
		check_node(doc->root);
	else if (err.kind != ERR_INPUT ||
		 !skip_prefix(err.text.buf, "f:", NULL))
		BUG("no sentence with its place: %s", err.text.buf);
	yml_free(doc);
	err_release(&err);
	return 0;
}
