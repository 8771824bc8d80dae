/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Starting Mozc's server, in a folder of its own, for all our terminals. */
#ifndef IME_MOZC_SERVER_H
#define IME_MOZC_SERVER_H

#include "base/err.h"

/* MADOGUCHI_MOZC, else where Debian puts it; NULL when it is not installed. */
const char *mozc_server_path(void);

/*
 * Start one; where one runs already, the new one ends by itself. *folder
 * becomes where .session.ipc lies (the caller's; what was there is freed).
 * -1 and a sentence: not installed, root, a folder that cannot be written.
 */
int mozc_server_start(char **folder, struct err *err);

#endif
