/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes one walk as a test: take_walk FILE.walk, TAP on stdout. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tty/walk.h"

static void print_diagnostics(const char *text)
{
	while (*text) {
		int len = strcspn(text, "\n");

		printf("# %.*s\n", len, text);
		text += len + (text[len] == '\n');
	}
}

int main(int argc, char **argv)
{
	struct walk_options options = {
		.top_srcdir = getenv("top_srcdir"),
		.top_builddir = getenv("top_builddir"),
	};
	struct err err = ERR_INIT;
	int rc;

	if (argc != 2 || !options.top_srcdir || !options.top_builddir) {
		fprintf(stderr, "usage: top_srcdir=… top_builddir=… "
				"take_walk FILE.walk\n");
		return 2;
	}
	puts("1..1");
	fflush(stdout);
	rc = walk(argv[1], &options, &err);
	print_diagnostics(err.text.buf);
	printf("%sok 1 - %s\n", rc ? "not " : "", argv[1]);
	err_release(&err);
	return 0;
}
