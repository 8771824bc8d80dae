/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program's beginning: find the command and hand over. */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "config.h"

int main(int argc, char **argv)
{
	i18n_init();
	if (argc == 2 && !strcmp(argv[1], "version")) {
		printf("madoguchi %s\n", PACKAGE_VERSION);
		return 0;
	}
	fprintf(stderr, _("madoguchi: no such command\n"));
	return 2;
}
