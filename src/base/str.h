/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A growable byte string, always NUL-terminated, never NULL in buf.
 * Start with STR_INIT (or str_init), end with str_release or str_detach.
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

struct str {
	size_t alloc; /* 0: buf is the shared empty string */
	size_t len;   /* bytes, without the NUL */
	char *buf;
};

extern char str_empty[];
#define STR_INIT                 \
	{                        \
		.buf = str_empty \
	}

void str_init(struct str *s);
void str_release(struct str *s);

/* The bytes as the caller's own; s is empty afterwards. */
char *str_detach(struct str *s);

/* Empty it, or cut it to its first len bytes; what was allocated stays. */
void str_reset(struct str *s);
void str_setlen(struct str *s, size_t len);
void str_enlarge(struct str *s, size_t extra_len);
/* Make room for extra_len more bytes, which the caller writes behind s->len,
 * and a NUL. */
static inline void str_grow(struct str *s, size_t extra_len)
{
	if (s->len + extra_len >= s->alloc)
		str_enlarge(s, extra_len);
}
/* text instead of what was there; the others append. */
void str_set(struct str *s, const char *text);
void str_add(struct str *s, const char *text);
void str_addn(struct str *s, const void *bytes, size_t len);
void str_addc(struct str *s, char c);
void str_addf(struct str *s, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
void str_vaddf(struct str *s, const char *fmt, va_list ap)
	__attribute__((format(printf, 2, 0)));

/* Replace del_len bytes at pos with len bytes. */
void str_splice(struct str *s, size_t pos, size_t del_len, const void *bytes,
		size_t len);

/* Take white space (ASCII) off both ends. */
void str_trim(struct str *s);

/* Append a whole file, or all that fd gives; name is how sentences call it. -1
 * and a sentence when it cannot be read, or is larger than max_len bytes. */
struct err;
int str_read_file(struct str *s, const char *path, size_t max_len,
		  struct err *err);
int str_read_fd(struct str *s, int fd, const char *name, size_t max_len,
		struct err *err);

/* NULL-safe equality: NULL equals only NULL. */
bool streq(const char *a, const char *b);
/* Does s begin with prefix? Then *rest (may be NULL) is what follows. */
bool skip_prefix(const char *s, const char *prefix, const char **rest);
/* NULL becomes "". */
const char *str_or_empty(const char *s);

#endif
