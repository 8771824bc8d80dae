/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What went wrong, as a whole sentence for a person.
 *
 * A function that can fail for an outside cause takes a struct err last and
 * returns -1. errno and library codes do not leave the room they arose in.
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include "base/str.h"

enum err_kind {
	ERR_NONE = 0,
	ERR_SYSTEM, /* disk, lock, printer, terminal: exit status 1 */
	ERR_INPUT,  /* arguments or data: exit status 2 */
	ERR_BUSY,   /* someone else holds it; try again: exit status 1 */
	ERR_STALE,  /* the record changed since it was read: exit status 1 */
};

struct err {
	enum err_kind kind; /* the first one set stays */
	struct str text;    /* one sentence a line */
};

#define ERR_INIT                 \
	{                        \
		.text = STR_INIT \
	}

void err_init(struct err *err);
void err_release(struct err *err);
/* As if nothing had gone wrong; ready for the next one. */
void err_reset(struct err *err);

/*
 * Append one sentence (already translated) and return -1, so that
 * `return err_input(err, _("..."), ...)` reads well. err may be NULL.
 */
int err_set(struct err *err, enum err_kind kind, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
int err_input(struct err *err, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
int err_system(struct err *err, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
/* As err_system, with ": " and the text of errno behind it. */
int err_errno(struct err *err, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/* Exit status of a command that ended with this err: 0, 1 or 2. */
int err_status(const struct err *err);

#endif
