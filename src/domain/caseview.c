/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/caseview.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/mem.h"
#include "base/str.h"

static const char *get(const struct case_view *view, const char *fmt,
		       va_list ap)
{
	char path[160];
	int len = vsnprintf(path, sizeof(path), fmt, ap);

	if (len < 0 || (size_t)len >= sizeof(path))
		BUG("path too long: %s", fmt);
	return str_or_empty(view->get(view->of, path));
}

const char *view_get(const struct case_view *view, const char *fmt, ...)
{
	const char *text;
	va_list ap;

	va_start(ap, fmt);
	text = get(view, fmt, ap);
	va_end(ap);
	return text;
}

bool view_has(const struct case_view *view, const char *fmt, ...)
{
	bool has;
	va_list ap;

	va_start(ap, fmt);
	has = *get(view, fmt, ap);
	va_end(ap);
	return has;
}

bool view_yes(const struct case_view *view, const char *fmt, ...)
{
	bool yes;
	va_list ap;

	va_start(ap, fmt);
	yes = streq(get(view, fmt, ap), "yes");
	va_end(ap);
	return yes;
}

bool view_any_yes(const struct case_view *view, const char *rest)
{
	const char *id;

	for (size_t i = 0; (id = view->member(view->of, i)); i++)
		if (view_yes(view, "%s.%s", id, rest))
			return true;
	return false;
}

const char *view_client(const struct case_view *view)
{
	const char *id;

	for (size_t i = 0; (id = view->member(view->of, i)); i++)
		if (streq(view_get(view, "%s.relation", id), "client"))
			return id;
	return NULL;
}
