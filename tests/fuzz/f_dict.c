/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes as a dictionary. Every word that was kept is found by its reading,
 * begins that reading, and its writing has a reading that leads back to it.
 */
#include <stdint.h>
#include <string.h>

#include "base/mem.h"
#include "ime/dict.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define WORDS_MAX 200 /* looked at in one dictionary */

static void expect(bool is_true, const char *what)
{
	if (!is_true)
		BUG("%s", what);
}

static void check_word(struct dict *dict, size_t i)
{
	struct dict_entry e = dict_at(dict, i), back;
	size_t first, n = dict_find(dict, e.reading, e.reading_len, &first);
	char *reading;

	expect(e.reading_len && e.writing_len, "a whole word");
	expect(i >= first && i < first + n, "found by its reading");
	expect(dict_prefix(dict, e.reading, e.reading_len, NULL, NULL) >= n,
	       "it begins its own reading");
	reading = dict_reading(dict, e.writing, e.writing_len, NULL);
	expect(reading != NULL, "its writing has a reading");
	n = dict_find(dict, reading, strlen(reading), &first);
	for (; n; n--, first++) {
		back = dict_at(dict, first);
		if (back.writing_len == e.writing_len &&
		    !memcmp(back.writing, e.writing, e.writing_len))
			break;
	}
	expect(n > 0, "that reading has the writing");
	free(reading);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct err err = ERR_INIT;
	struct dict *dict = dict_from((const char *)data, size, "fuzz", &err);

	for (size_t i = 0; i < dict_count(dict) && i < WORDS_MAX; i++)
		check_word(dict, i);
	dict_free(dict);
	err_release(&err);
	return 0;
}
