/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program's beginning: find the command and hand over. */
#include "app/command.h"
#include "base/i18n.h"

int main(int argc, char **argv)
{
	i18n_init();
	return cmd_main(argc, argv);
}
