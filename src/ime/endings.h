/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How words go on: the particles behind a noun, the forms of a verb. Reads
 * locale/ja/endings.txt, whose head says how it is written, and finds every
 * phrase that begins at a place in a reading. Knows no engine.
 */
#ifndef IME_ENDINGS_H
#define IME_ENDINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct endings;
struct dict_entry;

/* NULL and the first fault as file:line. */
struct endings *endings_load(const char *path, struct err *err);
struct endings *endings_from(const char *buf, size_t len, const char *name,
			     struct err *err);
void endings_free(struct endings *endings);

/* A word as it stands in a dictionary, borrowed. */
struct ending_word {
	const char *writing;
	size_t reading_len, writing_len;
	const char *classes; /* "n,sfx"; not NUL-terminated */
	size_t classes_len;
	int rank; /* 0: the most usual of its reading */
};

/* The dictionaries: call found for each word at the head of s. */
struct ending_words {
	void (*each)(void *data, const char *s, size_t len,
		     void (*found)(void *walk, const struct ending_word *word),
		     void *walk);
	void *data;
};

/* A phrase: so many bytes of the reading, how it is written, what it costs. */
struct ending_phrase {
	size_t len;
	const char *text; /* until the callback returns */
	size_t stem_len;  /* of text: the word itself */
	int cost;
	bool bound;    /* stands only before a noun (この) */
	bool genitive; /* ends with の */
};

/* Every phrase at the head of s. */
void endings_phrases(const struct endings *endings,
		     const struct ending_words *words, const char *s,
		     size_t len,
		     void (*fn)(void *data, const struct ending_phrase *phrase),
		     void *data);

/* The endings of a noun behind a text that is ours already (a number); also
 * none, with len 0. */
void endings_after_noun(
	const struct endings *endings, const struct ending_words *words,
	const char *s, size_t len, const char *text,
	void (*fn)(void *data, const struct ending_phrase *phrase), void *data);

#endif
