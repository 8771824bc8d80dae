/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whom the open consent reaches, as ticks on screen and one scope on disk: the
 * groups it names, and who is taken out of them (除く).
 */
#ifndef APP_SCOPE_TICKS_H
#define APP_SCOPE_TICKS_H

#include "app/intake.h"

/* Is this body in one of the groups that are named? Taken out or not. */
bool scope_ticks_covers(const struct intake *in, const char *body);

/* "consent.groups.fukushi", "consent.except.kenko": is it one of these paths?
 * Then *value is the answer of its box. */
bool scope_ticks_get(const struct intake *in, const char *path,
		     const char **value);
/* 1 when it is none of these paths; else as intake_set. Somebody has to be
 * left. */
int scope_ticks_set(struct intake *in, const char *path, const char *value,
		    struct err *err);

#endif
