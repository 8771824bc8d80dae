/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/lines.h"

#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"

#define LINES_MAX_BYTES (4u << 20)

int lines_open(struct lines *l, const char *path, struct err *err)
{
	struct str text = STR_INIT;

	memset(l, 0, sizeof(*l));
	if (str_read_file(&text, path, LINES_MAX_BYTES, err)) {
		str_release(&text);
		return -1;
	}
	lines_from(l, text.buf, text.len, path);
	str_release(&text);
	return 0;
}

void lines_from(struct lines *l, const char *buf, size_t len, const char *name)
{
	memset(l, 0, sizeof(*l));
	l->name = xstrdup(name);
	l->text = xmalloc(len + 1);
	memcpy(l->text, buf, len);
	l->text[len] = '\0';
	/* A NUL would hide the rest of its line: show it as a fault there. */
	for (size_t i = 0; i < len; i++)
		if (!l->text[i])
			l->text[i] = '\x7f';
	l->next = len ? l->text : NULL;
}

void lines_release(struct lines *l)
{
	free(l->name);
	free(l->text);
	memset(l, 0, sizeof(*l));
}

char *lines_next(struct lines *l)
{
	char *end;

	l->line = l->next;
	if (!l->line)
		return NULL;
	l->no++;
	end = strchr(l->line, '\n');
	if (end) {
		*end = '\0';
		l->next = end[1] ? end + 1 : NULL;
		if (end > l->line && end[-1] == '\r')
			end[-1] = '\0';
	} else {
		l->next = NULL;
	}
	return l->line;
}

int lines_err(const struct lines *l, int col, struct err *err, const char *fmt,
	      ...)
{
	struct str what = STR_INIT;
	va_list ap;

	va_start(ap, fmt);
	str_vaddf(&what, fmt, ap);
	va_end(ap);
	if (col > 0)
		err_input(err, "%s:%d:%d: %s", l->name, l->no ? l->no : 1, col,
			  what.buf);
	else
		err_input(err, "%s:%d: %s", l->name, l->no ? l->no : 1,
			  what.buf);
	str_release(&what);
	return -1;
}
