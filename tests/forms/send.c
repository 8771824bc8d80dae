/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For t_queue.sh: send QUEUE FILE SECONDS prints a file. */
#include <stdio.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "print/queue.h"

int main(int argc, char **argv)
{
	struct err err = ERR_INIT;
	struct str pdf = STR_INIT;
	int status;

	i18n_init();
	if (argc != 4)
		die("send QUEUE FILE SECONDS");
	if (!str_read_file(&pdf, argv[2], 1u << 24, &err))
		queue_print(argv[1], pdf.buf, pdf.len, atof(argv[3]), &err);
	if (err.text.len)
		fprintf(stderr, "%s\n", err.text.buf);
	status = err_status(&err);
	str_release(&pdf);
	err_release(&err);
	return status;
}
