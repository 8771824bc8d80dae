/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A passphrase, typed unseen. It is nowhere but in the caller's bytes. */
#ifndef UI_ASKSECRET_H
#define UI_ASKSECRET_H

#include "ui/view.h"

/*
 * 0 and the text in out (size bytes with the NUL; the caller wipes it), -1 when
 * the person went back, or the op of one of the keys in more (may be NULL, fn
 * NULL). Pastes are not taken.
 */
int ui_ask_secret(const char *question, char *out, size_t size,
		  const struct binding *more);

#endif
