/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/mem.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static void (*exit_hook)(void);

void set_exit_hook(void (*hook)(void))
{
	exit_hook = hook;
}

static void run_exit_hook(void)
{
	void (*hook)(void) = exit_hook;

	exit_hook = NULL;
	if (hook)
		hook();
}

void die(const char *fmt, ...)
{
	va_list ap;

	run_exit_hook();
	fputs("madoguchi: ", stderr);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	exit(1);
}

void bug_at(const char *file, int line, const char *fmt, ...)
{
	va_list ap;

	run_exit_hook();
	fprintf(stderr, "madoguchi: BUG at %s:%d: ", file, line);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	abort();
}

static _Noreturn void out_of_memory(void)
{
	die("out of memory");
}

void *xmalloc(size_t size)
{
	void *p = malloc(size ? size : 1);

	if (!p)
		out_of_memory();
	return p;
}

void *xcalloc(size_t n, size_t size)
{
	void *p = calloc(n ? n : 1, size ? size : 1);

	if (!p)
		out_of_memory();
	return p;
}

void *xrealloc(void *p, size_t size)
{
	p = realloc(p, size ? size : 1);
	if (!p)
		out_of_memory();
	return p;
}

void *xgrow(void *p, size_t need_n, size_t *alloc_n, size_t item_size)
{
	size_t n;

	if (need_n <= *alloc_n)
		return p;
	n = *alloc_n + *alloc_n / 2 + 16;
	if (n < need_n)
		n = need_n;
	if (n > SIZE_MAX / item_size)
		out_of_memory();
	*alloc_n = n;
	return xrealloc(p, n * item_size);
}

char *xstrdup(const char *s)
{
	return s ? xstrndup(s, strlen(s)) : NULL;
}

char *xstrndup(const char *s, size_t len)
{
	char *p;

	if (!s)
		return NULL;
	len = strnlen(s, len);
	p = xmalloc(len + 1);
	memcpy(p, s, len);
	p[len] = '\0';
	return p;
}

char *xstrfmt(const char *fmt, ...)
{
	va_list ap;
	char *p;
	int n;

	va_start(ap, fmt);
	n = vasprintf(&p, fmt, ap);
	va_end(ap);
	if (n < 0)
		out_of_memory();
	return p;
}
