/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The terminal a command sits at: its options, and the way to it. */
#ifndef APP_TERMINAL_H
#define APP_TERMINAL_H

#include <stdio.h>

#include "app/command.h"

/* For the options of a command that opens the full screen. */
#define TERMINAL_OPTIONS                                                    \
	{ .name = "terminal-charset",                                       \
	  .value = "NAME",                                                  \
	  .help = N_("what the terminal speaks: utf-8, cp932, euc-jp, "     \
		     "euc-jp-basic") },                                     \
		{ .name = "ambiguous",                                      \
		  .value = "1|2",                                           \
		  .help = N_("cells of an ambiguous character in UTF-8") }, \
	{                                                                   \
		.name = "line-speed", .value = "BAUD",                      \
		.help = N_("how fast the line is, if it is slow")           \
	}

/* Find out what kind of terminal this is, and go over the bridge if there has
 * to be one (line/bridge.h). Before anything else is opened. */
int terminal_enter(const struct cmd_args *args, struct err *err);

/*
 * Write text of a command to standard output or standard error: as it is, in
 * UTF-8, to a file, a pipe, over the bridge; to a terminal in what that
 * speaks. 0, or -1 with errno.
 */
int terminal_write(FILE *stream, const char *text, size_t len);

/* Append as UTF-8 what was typed at the terminal at standard input. */
void terminal_typed(const char *bytes, size_t len, struct str *out);

#endif
