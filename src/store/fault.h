/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What SQLite complains of, as a sentence for the person at the counter. */
#ifndef STORE_FAULT_H
#define STORE_FAULT_H

#include <sqlite3.h>

#include "base/err.h"

/* rc is the extended result code; db may be NULL. Returns -1. */
int store_fault(sqlite3 *db, int rc, const char *path, struct err *err);

#endif
