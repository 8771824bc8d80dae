/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/terminal.h"

#include <unistd.h>

#include "base/str.h"
#include "line/bridge.h"
#include "line/convert.h"
#include "text/width.h"
#include "ui/term.h"

/* Has it been settled what the terminal speaks, so that UTF-8 reaches it? */
static bool entered;

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
	if (line_needs_bridge(&line)) {
		coder = coder_new(line.charset, err);
		if (!coder || bridge_enter(&line, coder, err))
			return -1;
		text_set_terminal(coder);
	}
	entered = true;
	return 0;
}

/* NULL: what is there speaks UTF-8. */
static struct coder *coder_of(int fd)
{
	enum charset charset = CHARSET_UTF8;

	if (!entered && isatty(fd))
		charset = line_charset(fd);
	return charset == CHARSET_UTF8 ? NULL : coder_new(charset, NULL);
}

int terminal_write(FILE *stream, const char *text, size_t len)
{
	struct coder *coder = coder_of(fileno(stream));
	struct str out = STR_INIT;
	struct convert cv;
	int rc = 0;

	if (coder) {
		text_set_ambiguous(2);
		convert_init(&cv, coder, CHARSET_UTF8);
		convert_feed(&cv, text, len, &out);
		text = out.buf;
		len = out.len;
		coder_free(coder);
	}
	if (fwrite(text, 1, len, stream) != len || fflush(stream))
		rc = -1;
	str_release(&out);
	return rc;
}

void terminal_typed(const char *bytes, size_t len, struct str *out)
{
	struct coder *coder = coder_of(STDIN_FILENO);

	if (!coder) {
		str_addn(out, bytes, len);
		return;
	}
	coder_decode(coder, bytes, len, out);
	coder_decode_end(coder, out);
	coder_free(coder);
}
