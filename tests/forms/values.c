/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "forms/values.h"

#include <string.h>

#include "base/lines.h"
#include "base/mem.h"

static void unescape(char *s)
{
	char *to = s;

	for (; *s; s++) {
		if (s[0] == '\\' && s[1] == 'n') {
			*to++ = '\n';
			s++;
		} else {
			*to++ = *s;
		}
	}
	*to = '\0';
}

static void read_line(struct sheet *sheet, char *line)
{
	size_t len = strlen(line);
	char *value = strchr(line, '='), *row;
	bool withhold = !value && len && line[len - 1] == '!';

	if (withhold)
		line[len - 1] = '\0';
	if (value)
		*value++ = '\0';
	row = strchr(line, ':');
	if (row)
		*row++ = '\0';
	if (value)
		unescape(value);
	if (withhold && row)
		sheet_row_withhold(sheet, line, (size_t)atoi(row));
	else if (withhold)
		sheet_withhold(sheet, line);
	else if (value && row)
		sheet_row_set(sheet, line, (size_t)atoi(row), value);
	else if (value)
		sheet_set(sheet, line, value);
	else if (sheet_list_find(line) > 0)
		sheet_add_row(sheet, (enum sheet_list)sheet_list_find(line));
	else
		die("%s is no list", line);
}

struct sheet *values_load(const char *path)
{
	struct sheet *sheet = sheet_new();
	struct err err = ERR_INIT;
	struct lines lines;
	char *line;

	if (lines_open(&lines, path, &err))
		die("%s", err.text.buf);
	while ((line = lines_next(&lines)))
		if (*line && *line != '#')
			read_line(sheet, line);
	lines_release(&lines);
	return sheet;
}
