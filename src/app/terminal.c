/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/terminal.h"

#include "line/bridge.h"
#include "text/width.h"
#include "ui/term.h"

int terminal_enter(const struct cmd_args *args, struct err *err)
{
	static struct coder *coder; /* for the rest of the program */
	const struct line_options options = {
		.charset = cmd_value(args, "terminal-charset"),
		.ambiguous = cmd_value(args, "ambiguous"),
		.speed = cmd_value(args, "line-speed"),
	};
	struct line line;

	if (line_choose(&line, &options, err))
		return -1;
	if (line.ambiguous_cols)
		text_set_ambiguous(line.ambiguous_cols);
	term_set_line(line.speed, !line.ambiguous_cols);
	if (!line_needs_bridge(&line))
		return 0;
	coder = coder_new(line.charset, err);
	if (!coder || bridge_enter(&line, coder, err))
		return -1;
	text_set_terminal(coder);
	return 0;
}
