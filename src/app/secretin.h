/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A passphrase for a command: asked without echo at a terminal, else the
 * first line of standard input. */
#ifndef APP_SECRETIN_H
#define APP_SECRETIN_H

#include <stddef.h>

#include "base/err.h"

/* A new one: at a terminal typed twice. The caller wipes out, of size bytes. */
int secretin_new(const char *question, char *out, size_t size, struct err *err);

#endif
