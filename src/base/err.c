/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/err.h"

#include <errno.h>
#include <string.h>

void err_init(struct err *err)
{
	*err = (struct err)ERR_INIT;
}

void err_release(struct err *err)
{
	str_release(&err->text);
	err_init(err);
}

void err_reset(struct err *err)
{
	err->kind = ERR_NONE;
	str_reset(&err->text);
}

static int err_vset(struct err *err, enum err_kind kind, const char *fmt,
		    va_list ap)
{
	if (!err)
		return -1;
	if (err->kind == ERR_NONE)
		err->kind = kind;
	if (err->text.len)
		str_addc(&err->text, '\n');
	str_vaddf(&err->text, fmt, ap);
	return -1;
}

int err_set(struct err *err, enum err_kind kind, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	err_vset(err, kind, fmt, ap);
	va_end(ap);
	return -1;
}

int err_input(struct err *err, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	err_vset(err, ERR_INPUT, fmt, ap);
	va_end(ap);
	return -1;
}

int err_system(struct err *err, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	err_vset(err, ERR_SYSTEM, fmt, ap);
	va_end(ap);
	return -1;
}

int err_errno(struct err *err, const char *fmt, ...)
{
	int saved = errno;
	va_list ap;

	va_start(ap, fmt);
	err_vset(err, ERR_SYSTEM, fmt, ap);
	va_end(ap);
	if (err)
		str_addf(&err->text, ": %s", strerror(saved));
	return -1;
}

int err_status(const struct err *err)
{
	switch (err->kind) {
	case ERR_NONE:
		return 0;
	case ERR_INPUT:
		return 2;
	case ERR_SYSTEM:
	case ERR_BUSY:
	case ERR_STALE:
		return 1;
	}
	return 1;
}
