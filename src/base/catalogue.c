/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The format is that of GNU gettext ("The Format of GNU MO Files"): seven
 * numbers, two tables of length and place, a hash table, and the strings, each
 * with a NUL behind it. msgfmt writes the numbers as the machine has them.
 */
#include "base/catalogue.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"

#define MAGIC 0x950412deU

enum { AT_MAGIC, AT_REVISION, AT_N, AT_KEYS, AT_TEXTS, AT_HASHES_N, AT_HASHES };

static uint32_t number(const char *bytes, size_t i)
{
	uint32_t n;

	memcpy(&n, bytes + i * sizeof(n), sizeof(n));
	return n;
}

static bool fits(size_t len, uint64_t from, uint64_t n, size_t each)
{
	return from <= len && n <= (len - from) / each;
}

static bool table_whole(const char *bytes, size_t len, uint32_t from,
			uint32_t n)
{
	if (!fits(len, from, n, 2 * sizeof(n)))
		return false;
	for (size_t i = 0; i < n; i++) {
		uint64_t text_len = number(bytes + from, 2 * i);
		uint64_t at = number(bytes + from, 2 * i + 1);

		if (!fits(len, at, text_len + 1, 1) || bytes[at + text_len])
			return false;
	}
	return true;
}

bool catalogue_check(const char *bytes, size_t len)
{
	uint32_t n;

	if (!fits(len, 0, AT_HASHES + 1, sizeof(n)) ||
	    number(bytes, AT_MAGIC) != MAGIC || number(bytes, AT_REVISION))
		return false;
	n = number(bytes, AT_N);
	return table_whole(bytes, len, number(bytes, AT_KEYS), n) &&
	       table_whole(bytes, len, number(bytes, AT_TEXTS), n) &&
	       fits(len, number(bytes, AT_HASHES), number(bytes, AT_HASHES_N),
		    sizeof(n));
}

bool catalogue_whole(const char *path)
{
	FILE *f = fopen(path, "rb");
	struct str bytes = STR_INIT;
	char part[16384];
	size_t n;
	bool whole;

	if (!f)
		return false;
	while ((n = fread(part, 1, sizeof(part), f)) > 0)
		str_addn(&bytes, part, n);
	whole = !ferror(f) && catalogue_check(bytes.buf, bytes.len);
	fclose(f);
	str_release(&bytes);
	return whole;
}
