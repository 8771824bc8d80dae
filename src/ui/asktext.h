/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A question that is answered by one line of text. */
#ifndef UI_ASKTEXT_H
#define UI_ASKTEXT_H

#include <stddef.h>

#include "base/str.h"
#include "form/screen.h"

/*
 * Ask over the current view, e.g. for a reason. 0 and the text in out (which
 * holds the first suggestion), or -1 when the person went back; out is then as
 * it was. limit_n: characters. input: what an input method gives there; what
 * is typed is private.
 */
int ui_ask_text(const char *question, size_t limit_n, enum field_input input,
		struct str *out);

#endif
