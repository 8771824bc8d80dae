/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program's beginning: find the command and hand over. */
#include <fcntl.h>

#include "app/command.h"
#include "base/i18n.h"

/*
 * A closed one of the three would be given to the next file opened, and words
 * meant for a person would be written into the database's side files. In its
 * place comes one that refuses, so that the fault is noticed.
 */
static void hold_standard_files(void)
{
	for (int fd = 0; fd <= 2; fd++)
		if (fcntl(fd, F_GETFD) < 0)
			(void)!open("/dev/null", fd ? O_RDONLY : O_WRONLY);
}

int main(int argc, char **argv)
{
	hold_standard_files();
	i18n_init();
	return cmd_main(argc, argv);
}
