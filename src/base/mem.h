/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Memory that is always there, and the two ways to stop.
 *
 * Out of memory and programmer's mistakes end the program: both first run
 * the hook that gives the terminal back, then say one sentence.
 */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>
#include <stdlib.h>

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))

/* Grow array x so that it holds at least n items; alloc is its capacity. */
#define ALLOC_GROW(x, n, alloc) ((x) = xgrow((x), (n), &(alloc), sizeof(*(x))))

/* As in the C library, but never NULL. Bytes; xgrow: items (ALLOC_GROW). */
void *xmalloc(size_t size);
void *xcalloc(size_t n, size_t size);
void *xrealloc(void *p, size_t size);
void *xgrow(void *p, size_t need_n, size_t *alloc_n, size_t item_size);

/* NULL gives NULL; the result is the caller's. */
char *xstrdup(const char *s);
char *xstrndup(const char *s, size_t len);
char *xstrfmt(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* Called once before die() or BUG() print: set by ui while curses runs. */
void set_exit_hook(void (*hook)(void));

/* Print "madoguchi: <sentence>" on stderr and exit with status 1. */
_Noreturn void die(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* A programmer's mistake: print where, and abort. */
#define BUG(...) bug_at(__FILE__, __LINE__, __VA_ARGS__)
_Noreturn void bug_at(const char *file, int line, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

#endif
