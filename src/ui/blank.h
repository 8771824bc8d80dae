/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nothing but the clock and a word: のぞき見防止. */
#ifndef UI_BLANK_H
#define UI_BLANK_H

#include "ui/view.h"

/* Hide everything. Any key calls unlock, which may ask for a passphrase; true
 * ends it. UI_HANGUP on hangup, else 0. */
int ui_blank(const char *word, bool (*unlock)(void *data), void *data);

#endif
