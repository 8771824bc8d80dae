/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a struct store holds. For this room only. */
#ifndef STORE_HANDLE_H
#define STORE_HANDLE_H

#include <sqlite3.h>

#include "store/gate.h"
#include "store/store.h"

struct store {
	sqlite3 *db;
	char *path;
	struct gate gate;
	double patience;
	bool in_transaction;
	/* Prepared at first use, then kept. */
	sqlite3_stmt *begin, *commit, *version, *data_version;
	sqlite3_stmt *stmt[Q_N];
};

/* The sentence for this result code; -1. */
int store_fail(struct store *s, int rc, struct err *err);
/* One or several statements of our own, without rows. */
int store_sql(struct store *s, const char *sql, struct err *err);
/* One statement of our own, kept in *stmt; *out (may be NULL) is the number
 * that it gives. */
int store_kept(struct store *s, sqlite3_stmt **stmt, const char *sql,
	       int64_t *out, struct err *err);
/* The version of the tables; a newer program's is refused. */
int store_schema(struct store *s, int64_t *version, struct err *err);

#endif
