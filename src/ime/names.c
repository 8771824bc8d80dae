/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ime/names.h"

#include <string.h>

#include "base/mem.h"
#include "text/kana.h"
#include "text/utf8.h"

#define SPACE_WIDE "\u3000"

/* The reading of one part; whatever has MARK in its note goes first. */
static char *part_reading(struct dict *names, const char *part, size_t len,
			  const char *mark)
{
	char *text = xstrndup(part, len), *reading = NULL;

	if (len && kana_only(text))
		reading = kana_to_hiragana(text);
	free(text);
	if (!reading)
		reading = dict_reading(names, part, len, mark);
	return reading ? reading : dict_reading(names, part, len, NULL);
}

static char *both(char *family, char *given)
{
	char *reading =
		family && given ? xstrfmt("%s %s", family, given) : NULL;

	free(family);
	free(given);
	return reading;
}

/* Bytes of the first space in a name and where it is; 0 without one. */
static size_t find_space(const char *name, const char **at)
{
	*at = strchr(name, ' ');
	if (*at)
		return 1;
	*at = strstr(name, SPACE_WIDE);
	return *at ? strlen(SPACE_WIDE) : 0;
}

/* Where nothing parts them: the longest family name before a given name. */
static char *split_reading(struct dict *names, const char *name, size_t len)
{
	char *reading = NULL;

	for (size_t cut = utf8_prev(name, len); cut && !reading;
	     cut = utf8_prev(name, cut))
		reading = both(
			dict_reading(names, name, cut, NAME_FAMILY),
			part_reading(names, name + cut, len - cut, NAME_GIVEN));
	return reading;
}

char *names_reading(struct dict *names, const char *name)
{
	const char *space, *given;
	size_t space_len = find_space(name, &space), len = strlen(name);
	char *reading;

	if (space_len) {
		given = space + space_len;
		return both(
			part_reading(names, name, (size_t)(space - name),
				     NAME_FAMILY),
			part_reading(names, given, strlen(given), NAME_GIVEN));
	}
	reading = part_reading(names, name, len, NAME_FAMILY);
	return reading ? reading : split_reading(names, name, len);
}
