/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The program on a terminal of its own, which speaks UTF-8 and never blocks,
 * and beside it a process that stands between that and the real terminal:
 * converts both ways, passes on size, hangup and exit status, and keeps a
 * slow line from falling behind.
 */
#ifndef LINE_BRIDGE_H
#define LINE_BRIDGE_H

#include "line/line.h"

/*
 * Go over the bridge: returns 0 in the process that is the program from now
 * on, with the new terminal as its standard input and output. The other one
 * stays in here until that has ended, and exits with its status. -1 and a
 * sentence when there is no bridge. Before anything is opened, please.
 */
int bridge_enter(const struct line *line, struct coder *coder, struct err *err);

#endif
