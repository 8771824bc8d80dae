/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/str.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"

char str_empty[1];

void str_init(struct str *s)
{
	*s = (struct str)STR_INIT;
}

void str_release(struct str *s)
{
	if (s->alloc)
		free(s->buf);
	str_init(s);
}

char *str_detach(struct str *s)
{
	char *p = s->alloc ? s->buf : xstrdup("");

	str_init(s);
	return p;
}

void str_setlen(struct str *s, size_t len)
{
	if (len > s->len)
		BUG("str_setlen past the end");
	s->len = len;
	if (s->alloc)
		s->buf[len] = '\0';
}

void str_reset(struct str *s)
{
	str_setlen(s, 0);
}

void str_enlarge(struct str *s, size_t extra_len)
{
	bool fresh = !s->alloc;

	if (fresh)
		s->buf = NULL;
	s->buf = xgrow(s->buf, s->len + extra_len + 1, &s->alloc, 1);
	if (fresh)
		s->buf[0] = '\0';
}

void str_addn(struct str *s, const void *bytes, size_t len)
{
	if (!len)
		return;
	str_grow(s, len);
	memcpy(s->buf + s->len, bytes, len);
	s->len += len;
	s->buf[s->len] = '\0';
}

void str_add(struct str *s, const char *text)
{
	str_addn(s, text, strlen(text));
}

void str_addc(struct str *s, char c)
{
	str_grow(s, 1);
	s->buf[s->len++] = c;
	s->buf[s->len] = '\0';
}

void str_set(struct str *s, const char *text)
{
	str_reset(s);
	str_add(s, text);
}

void str_vaddf(struct str *s, const char *fmt, va_list ap)
{
	va_list again;
	size_t room;
	int n;

	str_grow(s, 60); /* mostly that is enough */
	room = s->alloc - s->len;
	va_copy(again, ap);
	n = vsnprintf(s->buf + s->len, room, fmt, ap);
	if (n < 0)
		BUG("bad format '%s'", fmt);
	if ((size_t)n >= room) {
		str_grow(s, (size_t)n);
		vsnprintf(s->buf + s->len, (size_t)n + 1, fmt, again);
	}
	va_end(again);
	s->len += (size_t)n;
}

void str_addf(struct str *s, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	str_vaddf(s, fmt, ap);
	va_end(ap);
}

void str_splice(struct str *s, size_t pos, size_t del_len, const void *bytes,
		size_t len)
{
	if (pos > s->len || del_len > s->len - pos)
		BUG("str_splice outside the string");
	str_grow(s, len);
	memmove(s->buf + pos + len, s->buf + pos + del_len,
		s->len - pos - del_len + 1);
	if (len)
		memcpy(s->buf + pos, bytes, len);
	s->len = s->len - del_len + len;
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

void str_trim(struct str *s)
{
	size_t lead = 0;

	while (s->len && is_space(s->buf[s->len - 1]))
		str_setlen(s, s->len - 1);
	while (lead < s->len && is_space(s->buf[lead]))
		lead++;
	if (lead)
		str_splice(s, 0, lead, NULL, 0);
}

int str_read_fd(struct str *s, int fd, const char *name, size_t max_len,
		struct err *err)
{
	for (;;) {
		ssize_t n;

		str_grow(s, 65536);
		n = read(fd, s->buf + s->len, 65536);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return err_errno(err, _("%s: cannot be read"), name);
		s->buf[s->len + (size_t)n] = '\0';
		s->len += (size_t)n;
		if (!n)
			return 0;
		if (s->len > max_len)
			return err_input(err, _("%s: larger than %zu bytes"),
					 name, max_len);
	}
}

int str_read_file(struct str *s, const char *path, size_t max_len,
		  struct err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	int rc;

	if (fd < 0)
		return err_errno(err, _("%s: cannot be opened"), path);
	rc = str_read_fd(s, fd, path, max_len, err);
	close(fd);
	return rc;
}

bool streq(const char *a, const char *b)
{
	return a == b || (a && b && !strcmp(a, b));
}

bool skip_prefix(const char *s, const char *prefix, const char **rest)
{
	size_t n = strlen(prefix);

	if (strncmp(s, prefix, n) != 0)
		return false;
	if (rest)
		*rest = s + n;
	return true;
}

const char *str_or_empty(const char *s)
{
	return s ? s : "";
}
