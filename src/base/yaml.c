/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/yaml.h"

#include <string.h>
#include <yaml.h>

#include "base/i18n.h"
#include "base/mem.h"

#define YML_MAX_BYTES (8u << 20)
#define YML_MAX_DEPTH 64

struct reader {
	yaml_parser_t parser;
	const char *name;
	struct err *err;
	int depth;
};

static int mark_err(struct reader *r, yaml_mark_t at, const char *what)
{
	return err_input(r->err, "%s:%zu:%zu: %s", r->name, at.line + 1,
			 at.column + 1, what);
}

static void node_free(struct yml_node *node)
{
	if (!node)
		return;
	for (size_t i = 0; i < node->n; i++) {
		if (node->keys)
			node_free(node->keys[i]);
		node_free(node->values[i]);
	}
	free(node->keys);
	free(node->values);
	free(node->text);
	free(node);
}

static int next_event(struct reader *r, yaml_event_t *ev)
{
	const char *what;

	if (yaml_parser_parse(&r->parser, ev))
		return 0;
	what = r->parser.problem ? r->parser.problem : _("not YAML");
	if (r->parser.error == YAML_READER_ERROR)
		return err_input(r->err, _("%s: %s (byte %zu)"), r->name, what,
				 r->parser.problem_offset);
	return mark_err(r, r->parser.problem_mark, what);
}

static struct yml_node *new_node(enum yml_kind kind, const yaml_event_t *ev)
{
	struct yml_node *node = xcalloc(1, sizeof(*node));

	node->kind = kind;
	node->line = (int)ev->start_mark.line + 1;
	node->col = (int)ev->start_mark.column + 1;
	return node;
}

static struct yml_node *read_scalar(struct reader *r, const yaml_event_t *ev)
{
	const char *value = (const char *)ev->data.scalar.value;
	struct yml_node *node;

	if (strlen(value) != ev->data.scalar.length) {
		mark_err(r, ev->start_mark, _("a NUL character in the text"));
		return NULL;
	}
	node = new_node(YML_SCALAR, ev);
	node->text = xstrdup(value);
	node->quoted = ev->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
	return node;
}

static struct yml_node *read_node(struct reader *r, yaml_event_t *ev);

static int add_value(struct reader *r, struct yml_node *node,
		     struct yml_node *key, size_t *alloc_n)
{
	struct yml_node *value;
	yaml_event_t ev;
	size_t alloc = *alloc_n;

	if (next_event(r, &ev))
		return -1;
	value = read_node(r, &ev);
	yaml_event_delete(&ev);
	if (!value)
		return -1;
	ALLOC_GROW(node->values, node->n + 1, alloc);
	if (key)
		node->keys = xrealloc(node->keys, alloc * sizeof(*node->keys));
	*alloc_n = alloc;
	node->values[node->n] = value;
	if (key)
		node->keys[node->n] = key;
	node->n++;
	return 0;
}

static struct yml_node *read_list(struct reader *r, const yaml_event_t *start)
{
	struct yml_node *node = new_node(YML_LIST, start);
	size_t alloc = 0;

	for (;;) {
		struct yml_node *value;
		yaml_event_t ev;

		if (next_event(r, &ev))
			goto fail;
		if (ev.type == YAML_SEQUENCE_END_EVENT) {
			yaml_event_delete(&ev);
			return node;
		}
		value = read_node(r, &ev);
		yaml_event_delete(&ev);
		if (!value)
			goto fail;
		ALLOC_GROW(node->values, node->n + 1, alloc);
		node->values[node->n++] = value;
	}
fail:
	node_free(node);
	return NULL;
}

static struct yml_node *read_map(struct reader *r, const yaml_event_t *start)
{
	struct yml_node *node = new_node(YML_MAP, start);
	size_t alloc = 0;

	for (;;) {
		struct yml_node *key;
		yaml_event_t ev;

		if (next_event(r, &ev))
			goto fail;
		if (ev.type == YAML_MAPPING_END_EVENT) {
			yaml_event_delete(&ev);
			return node;
		}
		if (ev.type != YAML_SCALAR_EVENT) {
			mark_err(r, ev.start_mark,
				 _("a key must be a plain word"));
			yaml_event_delete(&ev);
			goto fail;
		}
		key = read_scalar(r, &ev);
		if (key && yml_get(node, key->text)) {
			mark_err(r, ev.start_mark, _("this key is here twice"));
			node_free(key);
			key = NULL;
		}
		yaml_event_delete(&ev);
		if (!key)
			goto fail;
		if (add_value(r, node, key, &alloc)) {
			node_free(key);
			goto fail;
		}
	}
fail:
	node_free(node);
	return NULL;
}

static struct yml_node *read_node(struct reader *r, yaml_event_t *ev)
{
	struct yml_node *node = NULL;

	if (++r->depth > YML_MAX_DEPTH)
		mark_err(r, ev->start_mark, _("nested too deeply"));
	else if (ev->type == YAML_SCALAR_EVENT)
		node = read_scalar(r, ev);
	else if (ev->type == YAML_SEQUENCE_START_EVENT)
		node = read_list(r, ev);
	else if (ev->type == YAML_MAPPING_START_EVENT)
		node = read_map(r, ev);
	else
		mark_err(r, ev->start_mark,
			 _("anchors and aliases are not used here"));
	r->depth--;
	return node;
}

static struct yml_node *read_document(struct reader *r)
{
	struct yml_node *root = NULL;
	yaml_event_t ev;

	for (;;) {
		yaml_event_type_t type;

		if (next_event(r, &ev))
			goto fail;
		type = ev.type;
		if (type == YAML_STREAM_END_EVENT) {
			if (!root)
				mark_err(r, ev.start_mark,
					 _("the file is empty"));
			yaml_event_delete(&ev);
			return root;
		}
		if (type == YAML_DOCUMENT_START_EVENT && root) {
			mark_err(r, ev.start_mark,
				 _("only one document in a file"));
			yaml_event_delete(&ev);
			goto fail;
		}
		if (type != YAML_STREAM_START_EVENT &&
		    type != YAML_DOCUMENT_START_EVENT &&
		    type != YAML_DOCUMENT_END_EVENT) {
			root = read_node(r, &ev);
			if (!root) {
				yaml_event_delete(&ev);
				return NULL;
			}
		}
		yaml_event_delete(&ev);
	}
fail:
	node_free(root);
	return NULL;
}

struct yml_doc *yml_parse(const char *buf, size_t len, const char *name,
			  struct err *err)
{
	struct reader r = { .name = name, .err = err };
	struct yml_doc *doc = NULL;
	struct yml_node *root;

	if (!yaml_parser_initialize(&r.parser))
		die("out of memory");
	yaml_parser_set_input_string(&r.parser, (const unsigned char *)buf,
				     len);
	yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
	root = read_document(&r);
	yaml_parser_delete(&r.parser);
	if (root) {
		doc = xcalloc(1, sizeof(*doc));
		doc->name = xstrdup(name);
		doc->root = root;
	}
	return doc;
}

struct yml_doc *yml_load(const char *path, struct err *err)
{
	struct str text = STR_INIT;
	struct yml_doc *doc = NULL;

	if (!str_read_file(&text, path, YML_MAX_BYTES, err))
		doc = yml_parse(text.buf, text.len, path, err);
	str_release(&text);
	return doc;
}

void yml_free(struct yml_doc *doc)
{
	if (!doc)
		return;
	node_free(doc->root);
	free(doc->name);
	free(doc);
}

const struct yml_node *yml_get(const struct yml_node *map, const char *key)
{
	if (!map || map->kind != YML_MAP)
		return NULL;
	for (size_t i = 0; i < map->n; i++)
		if (streq(map->keys[i]->text, key))
			return map->values[i];
	return NULL;
}

const char *yml_text(const struct yml_node *map, const char *key)
{
	const struct yml_node *node = yml_get(map, key);

	return node && node->kind == YML_SCALAR ? node->text : NULL;
}

int yml_err(const struct yml_doc *doc, const struct yml_node *at,
	    struct err *err, const char *fmt, ...)
{
	struct str what = STR_INIT;
	va_list ap;

	va_start(ap, fmt);
	str_vaddf(&what, fmt, ap);
	va_end(ap);
	err_input(err, "%s:%d:%d: %s", doc->name, at ? at->line : 1,
		  at ? at->col : 1, what.buf);
	str_release(&what);
	return -1;
}
