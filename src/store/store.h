/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The database of one city: opening, the gate, transactions, named queries.
 *
 * Owns everything that is SQLite's: pragmas, error codes, locks, the write-
 * ahead log. Knows nothing of cases or people. Every query is named and lies
 * in db/queries/; a query runs to its end into struct rows before the call
 * returns, so that no read stays open while somebody looks for a key.
 *
 * Every write happens between store_begin and store_commit, under the gate: a
 * lock on the side file "<db>.gate" that makes writers wait in a row. Nothing
 * may wait for a person or a terminal in between.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "store/queries.h" /* enum query, generated from db/queries */
#include "store/rows.h"

struct store;

/*
 * Open an existing database; one of an older program is brought up to date
 * first. NULL and one sentence that names the path and what to do: missing
 * file or folder, no right to write, no database, not ours, a newer program's,
 * damaged.
 */
struct store *store_open(const char *path, struct err *err);
/* Make a new, empty database. An existing file is refused, never touched. */
struct store *store_init(const char *path, struct err *err);
void store_close(struct store *s);
/* Close and take away again what store_init has just made. */
void store_discard(struct store *s);

const char *store_path(const struct store *s);
/* How long store_begin waits for others; 10 seconds unless set. */
void store_set_patience(struct store *s, double seconds);

/* A number that moves when another process has saved something. */
int store_data_version(struct store *s, int64_t *version, struct err *err);

/*
 * A write transaction. store_begin waits for the gate; ERR_BUSY when another
 * process sits on it. A failed store_commit has rolled everything back.
 * store_rollback is harmless without a transaction.
 */
int store_begin(struct store *s, struct err *err);
int store_commit(struct store *s, struct err *err);
void store_rollback(struct store *s);
bool store_in_transaction(const struct store *s);

/* Move the write-ahead log into the database, under the gate. */
int store_checkpoint(struct store *s, struct err *err);

/* One named parameter of a query. Borrowed until the call returns. */
struct arg {
	const char *name; /* without the colon */
	enum { ARG_TEXT, ARG_INT, ARG_BLOB } kind;
	const void *bytes; /* NULL is NULL */
	size_t len;        /* blob only */
	int64_t n;
};

#define ARG_TEXT(name_, text_) \
	((struct arg){ .name = (name_), .kind = ARG_TEXT, .bytes = (text_) })
#define ARG_INT(name_, n_) \
	((struct arg){ .name = (name_), .kind = ARG_INT, .n = (n_) })
#define ARG_BLOB(name_, bytes_, len_)     \
	((struct arg){ .name = (name_),   \
		       .kind = ARG_BLOB,  \
		       .bytes = (bytes_), \
		       .len = (len_) })

/*
 * Run a query to its end. out (may be NULL) is filled anew with its rows. Each
 * parameter of the query must be given, and nothing else: otherwise a BUG. A
 * query that writes needs a transaction: otherwise a BUG.
 */
int store_run(struct store *s, enum query query, const struct arg *args,
	      size_t args_n, struct rows *out, struct err *err);

/* The key of the row that was inserted last. */
int64_t store_last_id(const struct store *s);

/* store_exec(s, Q_X, &rows, err, ARG_INT("id", 7), ...) */
#define store_exec(s, query, out, err, ...)                      \
	store_run(s, query, (const struct arg[]){ __VA_ARGS__ }, \
		  sizeof((const struct arg[]){ __VA_ARGS__ }) /  \
			  sizeof(struct arg),                    \
		  out, err)

#endif
