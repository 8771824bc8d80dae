/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The gate: writers of one database wait in a row at a lock on "<db>.gate".
 * Without it SQLite's own waiting starves some of them for seconds. The lock
 * is the kernel's, so a killed process leaves it at once.
 */
#ifndef STORE_GATE_H
#define STORE_GATE_H

#include <stdbool.h>

#include "base/err.h"

struct gate {
	int fd; /* -1: not opened */
	bool held;
	char *path;
};

/* Makes the side file when it is missing. */
int store_gate_open(struct gate *g, const char *db_path, struct err *err);
void store_gate_close(struct gate *g);

/* Wait at most this long; then ERR_BUSY names the process that sits there. */
int store_gate_enter(struct gate *g, double seconds, struct err *err);
void store_gate_leave(struct gate *g);

#endif
