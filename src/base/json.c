/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"

#include <jansson.h>

#include "base/jsonout.h"
#include "base/mem.h"

static json_t *J(const struct js *v)
{
	return (json_t *)v;
}

static struct js *V(json_t *j)
{
	return (struct js *)j;
}

struct js *js_parse(const char *buf, size_t len, const char *name,
		    struct err *err)
{
	json_error_t e;
	json_t *j = json_loadb(buf, len,
			       JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &e);

	if (!j)
		err_input(err, "%s:%d:%d: %s", name, e.line < 1 ? 1 : e.line,
			  e.column < 1 ? 1 : e.column, e.text);
	return V(j);
}

void js_free(struct js *v)
{
	json_decref(J(v));
}

enum js_kind js_kind(const struct js *v)
{
	switch (json_typeof(J(v))) {
	case JSON_OBJECT:
		return JS_OBJECT;
	case JSON_ARRAY:
		return JS_ARRAY;
	case JSON_STRING:
		return JS_STRING;
	case JSON_INTEGER:
		return JS_INT;
	case JSON_REAL:
		return JS_REAL;
	case JSON_TRUE:
	case JSON_FALSE:
		return JS_BOOL;
	case JSON_NULL:
		return JS_NULL;
	}
	BUG("unknown JSON type");
}

bool js_is(const struct js *v, enum js_kind kind)
{
	return v && js_kind(v) == kind;
}

int64_t js_int(const struct js *v)
{
	return json_integer_value(J(v));
}

bool js_true(const struct js *v)
{
	return json_is_true(J(v));
}

const char *js_str(const struct js *v)
{
	return json_string_value(J(v));
}

size_t js_len(const struct js *v)
{
	return json_is_array(J(v)) ? json_array_size(J(v))
				   : json_object_size(J(v));
}

struct js *js_at(const struct js *array, size_t i)
{
	return V(json_array_get(J(array), i));
}

struct js *js_get(const struct js *object, const char *key)
{
	return V(json_object_get(J(object), key));
}

void *js_iter(const struct js *object)
{
	return json_object_iter(J(object));
}

void *js_next(const struct js *object, void *it)
{
	return json_object_iter_next(J(object), it);
}

const char *js_iter_key(void *it)
{
	return json_object_iter_key(it);
}

struct js *js_iter_value(void *it)
{
	return V(json_object_iter_value(it));
}

static void write_value(struct jsonout *w, const char *key, const struct js *v);

static void write_array(struct jsonout *w, const char *key, const struct js *v)
{
	size_t n = js_len(v);

	jsonout_array(w, key);
	for (size_t i = 0; i < n; i++)
		write_value(w, NULL, js_at(v, i));
	jsonout_end_array(w);
}

static void write_object(struct jsonout *w, const char *key, const struct js *v)
{
	jsonout_object(w, key);
	for (void *it = js_iter(v); it; it = js_next(v, it))
		write_value(w, js_iter_key(it), js_iter_value(it));
	jsonout_end_object(w);
}

static void write_real(struct jsonout *w, const char *key, const struct js *v)
{
	char *text = json_dumps(J(v), JSON_ENCODE_ANY);

	if (!text)
		BUG("cannot write JSON");
	jsonout_raw(w, key, text);
	free(text);
}

static void write_value(struct jsonout *w, const char *key, const struct js *v)
{
	switch (js_kind(v)) {
	case JS_OBJECT:
		write_object(w, key, v);
		break;
	case JS_ARRAY:
		write_array(w, key, v);
		break;
	case JS_STRING:
	case JS_NULL:
		jsonout_str(w, key, js_str(v));
		break;
	case JS_INT:
		jsonout_int(w, key, js_int(v));
		break;
	case JS_REAL:
		write_real(w, key, v);
		break;
	case JS_BOOL:
		jsonout_bool(w, key, js_true(v));
		break;
	}
}

void js_write(const struct js *v, bool pretty, struct str *out)
{
	struct jsonout w = { .out = out, .pretty = pretty };

	write_value(&w, NULL, v);
}
