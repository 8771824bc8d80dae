/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"

#include <jansson.h>
#include <string.h>

#include "base/mem.h"

static json_t *J(const struct js *v)
{
	return (json_t *)v;
}

static struct js *V(json_t *j)
{
	return (struct js *)j;
}

static struct js *must(json_t *j)
{
	if (!j)
		die("out of memory");
	return V(j);
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

struct js *js_new_object(void)
{
	return must(json_object());
}

struct js *js_new_array(void)
{
	return must(json_array());
}

struct js *js_new_string(const char *utf8)
{
	json_t *j;

	if (!utf8)
		return js_new_null();
	j = json_string(utf8);
	if (!j)
		BUG("not UTF-8 on its way into JSON");
	return V(j);
}

struct js *js_new_int(int64_t n)
{
	return must(json_integer(n));
}

struct js *js_new_bool(bool b)
{
	return must(json_boolean(b));
}

struct js *js_new_null(void)
{
	return must(json_null());
}

void js_set(struct js *object, const char *key, struct js *value)
{
	if (json_object_set_new(J(object), key, J(value)))
		BUG("cannot set \"%s\" in a JSON object", key);
}

void js_set_str(struct js *object, const char *key, const char *utf8)
{
	js_set(object, key, js_new_string(utf8));
}

void js_add(struct js *array, struct js *value)
{
	if (json_array_append_new(J(array), J(value)))
		BUG("cannot append to a JSON array");
}

void js_add_str(struct js *array, const char *utf8)
{
	js_add(array, js_new_string(utf8));
}

/*
 * Writing is our own: jansson guards against trees that contain themselves,
 * which ours cannot, and that takes most of its time.
 */
struct writer {
	struct str *out;
	bool pretty;
	int depth;
};

static void write_value(struct writer *w, const struct js *v);

static void write_string(struct str *out, const char *text)
{
	static const char shorts[] = "\"\\\b\f\n\r\t", names[] = "\"\\bfnrt";
	const char *from = text;

	str_addc(out, '"');
	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;
		const char *at;

		if (c >= 0x20 && c != '"' && c != '\\')
			continue;
		str_addn(out, from, (size_t)(text - from));
		from = text + 1;
		at = strchr(shorts, c);
		if (at)
			str_addf(out, "\\%c", names[at - shorts]);
		else
			str_addf(out, "\\u%04X", c);
	}
	str_addn(out, from, (size_t)(text - from));
	str_addc(out, '"');
}

static void new_line(struct writer *w)
{
	static const char blanks[] = "                ";

	str_addc(w->out, '\n');
	for (int left = w->depth * 2; left > 0; left -= 16)
		str_addn(w->out, blanks, left < 16 ? (size_t)left : 16);
}

/* Before the nth member of an array or object. */
static void separate(struct writer *w, size_t nth)
{
	if (nth)
		str_addn(w->out, w->pretty ? "," : ", ", w->pretty ? 1 : 2);
	if (w->pretty)
		new_line(w);
}

static void close_with(struct writer *w, char bracket)
{
	w->depth--;
	if (w->pretty)
		new_line(w);
	str_addc(w->out, bracket);
}

static void write_array(struct writer *w, const struct js *v)
{
	size_t n = js_len(v);

	str_addc(w->out, '[');
	w->depth++;
	for (size_t i = 0; i < n; i++) {
		separate(w, i);
		write_value(w, js_at(v, i));
	}
	close_with(w, ']');
}

static void write_object(struct writer *w, const struct js *v)
{
	size_t n = 0;

	str_addc(w->out, '{');
	w->depth++;
	for (void *it = js_iter(v); it; it = js_next(v, it)) {
		separate(w, n++);
		write_string(w->out, js_iter_key(it));
		str_addn(w->out, ": ", 2);
		write_value(w, js_iter_value(it));
	}
	close_with(w, '}');
}

static void write_real(struct str *out, const struct js *v)
{
	char *text = json_dumps(J(v), JSON_ENCODE_ANY);

	if (!text)
		BUG("cannot write JSON");
	str_add(out, text);
	free(text);
}

static void write_value(struct writer *w, const struct js *v)
{
	switch (js_kind(v)) {
	case JS_OBJECT:
		if (js_len(v))
			write_object(w, v);
		else
			str_addn(w->out, "{}", 2);
		break;
	case JS_ARRAY:
		if (js_len(v))
			write_array(w, v);
		else
			str_addn(w->out, "[]", 2);
		break;
	case JS_STRING:
		write_string(w->out, js_str(v));
		break;
	case JS_INT:
		str_addf(w->out, "%lld", (long long)js_int(v));
		break;
	case JS_REAL:
		write_real(w->out, v);
		break;
	case JS_BOOL:
		str_add(w->out, js_true(v) ? "true" : "false");
		break;
	case JS_NULL:
		str_addn(w->out, "null", 4);
		break;
	}
}

void js_write(const struct js *v, bool pretty, struct str *out)
{
	struct writer w = { .out = out, .pretty = pretty };

	write_value(&w, v);
}
