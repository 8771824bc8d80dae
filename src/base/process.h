/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which process is this, and does that one still live? */
#ifndef BASE_PROCESS_H
#define BASE_PROCESS_H

#include <stdbool.h>

/*
 * A mark of this process that no later one bears, even after a restart of the
 * machine: number, start and boot. The caller's.
 */
char *process_mark(void);
/* Does the process with this mark still run on this machine? */
bool process_lives(const char *mark);

#endif
