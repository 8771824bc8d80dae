/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * JSON as text, written from front to back with no tree in between:
 *
 *	struct jsonout w = { .out = &text };
 *
 *	jsonout_object(&w, NULL);
 *	jsonout_str(&w, "lead", "kaigo-fukushi");
 *	jsonout_array(&w, "because");
 *	jsonout_str(&w, NULL, "returned");
 *	jsonout_end_array(&w);
 *	jsonout_end_object(&w);
 *
 * key is NULL in an array and for the outermost value. Texts are UTF-8.
 */
#ifndef BASE_JSONOUT_H
#define BASE_JSONOUT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

struct jsonout {
	struct str *out; /* appended to */
	bool pretty;     /* indented by two spaces; else one line */
	int depth;       /* of open arrays and objects */
	bool filled;     /* the innermost of them has a member */
};

/* Open or close an object or an array; what is written between is in it. */
void jsonout_object(struct jsonout *w, const char *key);
void jsonout_end_object(struct jsonout *w);
void jsonout_array(struct jsonout *w, const char *key);
void jsonout_end_array(struct jsonout *w);

/* NULL is written as null. */
void jsonout_str(struct jsonout *w, const char *key, const char *utf8);
void jsonout_int(struct jsonout *w, const char *key, int64_t n);
void jsonout_bool(struct jsonout *w, const char *key, bool b);
/* What is JSON already: a number. */
void jsonout_raw(struct jsonout *w, const char *key, const char *json);

#endif
