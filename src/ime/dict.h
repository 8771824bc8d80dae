/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A dictionary: a text file with one word a line,
 *
 *     reading <TAB> writing [<TAB> note [<TAB> *]]
 *
 * The reading is hiragana with ー, ・ and digits; the note is what a candidate
 * list shows beside the writing; the star marks the reading that is proposed
 * for a writing with several. A line that begins with # is a comment. Of words
 * with one reading the more usual stands first.
 *
 * The file is read into one block, not mapped: a city may overwrite it while
 * forty terminals are using it. Beside the block stand four bytes a word.
 */
#ifndef IME_DICT_H
#define IME_DICT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct dict;

/* Borrowed from the dictionary; nothing is NUL-terminated. */
struct dict_entry {
	const char *reading, *writing, *note; /* note "" when there is none */
	size_t reading_len, writing_len, note_len;
	bool usual; /* the starred reading of its writing */
};

/*
 * NULL and a sentence when the file cannot be read. A broken line or a word
 * that is there twice is left out, with a sentence in err that names
 * file:line:column (the first twenty of them); the rest of the file serves.
 */
struct dict *dict_load(const char *path, struct err *err);
struct dict *dict_from(const char *buf, size_t len, const char *name,
		       struct err *err);
void dict_free(struct dict *dict);

size_t dict_count(const struct dict *dict);
struct dict_entry dict_at(const struct dict *dict, size_t i);

/* How many words have exactly this reading; *first is the first of them. */
size_t dict_find(const struct dict *dict, const char *reading, size_t len,
		 size_t *first);

/*
 * Every word whose reading is a prefix of READING, shorter readings first.
 * Returns how many there were; fn may be NULL.
 */
size_t dict_prefix(const struct dict *dict, const char *reading, size_t len,
		   void (*fn)(const struct dict_entry *entry, void *data),
		   void *data);

/*
 * The reading of a writing, as the caller's string; NULL when it is not there.
 * Of several the starred one, else the one in whose list it stands highest.
 * With MARK only words whose note has that text are asked. The first call
 * makes an index of the writings, again four bytes a word.
 */
char *dict_reading(struct dict *dict, const char *writing, size_t len,
		   const char *mark);

#endif
