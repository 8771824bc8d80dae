/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A PDF to a named print queue. Owns libcups. The queue sees an opaque job
 * title: what a form is called, or whom it is about, is nobody's business in
 * a log of print jobs.
 */
#ifndef PRINT_QUEUE_H
#define PRINT_QUEUE_H

#include <stddef.h>

#include "base/err.h"

/*
 * Send and wait until it is printed, for at most limit_seconds; then the job
 * is taken back and the printer's own message is in the sentence. queue NULL
 * or "" is the default queue.
 */
int queue_print(const char *queue, const void *pdf, size_t len,
		double limit_seconds, struct err *err);

#endif
