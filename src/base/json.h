/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * JSON that was read. Owns jansson. Objects keep the order of their keys.
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct js; /* one JSON value */

enum js_kind {
	JS_NULL,
	JS_BOOL,
	JS_INT,
	JS_REAL,
	JS_STRING,
	JS_ARRAY,
	JS_OBJECT,
};

/* Parse one text; any value may stand at the top. Doubled keys, NUL and
 * broken UTF-8 are faults: NULL and one sentence "name:line:col: ...". */
struct js *js_parse(const char *buf, size_t len, const char *name,
		    struct err *err);
void js_free(struct js *v);

/* What kind of value it is; js_is takes NULL, too, which is none. */
enum js_kind js_kind(const struct js *v);
bool js_is(const struct js *v, enum js_kind kind);
int64_t js_int(const struct js *v);     /* 0 when not an int */
bool js_true(const struct js *v);       /* false when not a bool */
const char *js_str(const struct js *v); /* NULL when not a string */
size_t js_len(const struct js *v);      /* entries of array or object */
struct js *js_at(const struct js *array, size_t i);          /* borrowed */
struct js *js_get(const struct js *object, const char *key); /* borrowed */

/* Walk an object: for (it = js_iter(o); it; it = js_next(o, it)) */
void *js_iter(const struct js *object);
void *js_next(const struct js *object, void *it);
const char *js_iter_key(void *it);
struct js *js_iter_value(void *it); /* borrowed */

/* Append as text: one line, or indented by two spaces. To write what was never
 * read, see jsonout.h. */
void js_write(const struct js *v, bool pretty, struct str *out);

#endif
