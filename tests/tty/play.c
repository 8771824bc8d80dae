/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Takes a walk and prints the screen at its end, or at one of its golden
 * pictures, as text: the pictures of the README are made with it.
 *
 *     play [-a] [-g GOLDEN] FILE.walk
 *
 * -a adds the attributes and the cursor.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "config.h"
#include "tty/walk.h"

int main(int argc, char **argv)
{
	struct walk_options options = {
		.top_srcdir = getenv("top_srcdir"),
		.top_builddir = getenv("top_builddir"),
		.print = true,
	};
	struct err err = ERR_INIT;
	int c, status;

	while ((c = getopt(argc, argv, "ag:")) >= 0) {
		if (c == 'a')
			options.attributes = true;
		else if (c == 'g')
			options.stop_at = optarg;
		else
			return 2;
	}
	if (optind != argc - 1) {
		fprintf(stderr, "usage: play [-a] [-g GOLDEN] FILE.walk\n");
		return 2;
	}
	if (!options.top_srcdir)
		options.top_srcdir = MADOGUCHI_SRCDIR;
	if (!options.top_builddir)
		options.top_builddir = MADOGUCHI_BUILDDIR;
	if (walk(argv[optind], &options, &err) < 0)
		fprintf(stderr, "play: %s\n", err.text.buf);
	status = err_status(&err);
	err_release(&err);
	return status;
}
