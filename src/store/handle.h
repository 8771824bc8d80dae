/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a struct store holds. For this room only. */
#ifndef STORE_HANDLE_H
#define STORE_HANDLE_H

#include <sqlite3.h>

#include "store/chain.h"
#include "store/gate.h"
#include "store/store.h"

#define CHAIN_KEY      ".key"
#define CHAIN_HEAD     ".head"
#define CHAIN_HEAD_LEN (10 + 20 + 1 + 64 + 1 + 64 + 1)

struct chain_row {
	const struct ledger *ledger;
	int64_t row;
};

/* What the columns of a ledger are called: of each name a digest, and which
 * (-1: none) say whose a row is. */
struct chain_columns {
	int n, anew; /* how often SQLite had made the query anew */
	int64_t *name;
	int at, staff, case_id;
};

struct chain {
	bool keyed;
	unsigned char key[SECRET_KEY_SIZE];
	struct chain_row *fresh; /* written in this transaction */
	size_t fresh_n, fresh_alloc;
	struct chain_columns *columns; /* of each ledger */
	struct chain_end end; /* to be written beside after the commit */
	bool moved;           /* is there anything to write? */
	int file;             /* where; -1: it is not open */
};

/* A named query, prepared at first use and then kept. */
struct kept {
	sqlite3_stmt *stmt;
	char **param; /* the names of its parameters, without the colon */
	int params_n;
};

struct store {
	sqlite3 *db;
	char *path;
	struct gate gate;
	struct chain chain;
	double patience;
	bool in_transaction;
	struct kept query[Q_N];
	/* Those of our own, kept likewise. */
	sqlite3_stmt *begin, *commit, *version, *data_version;
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
/* Prepare s->query[query], unless it is. */
int store_prepare(struct store *s, enum query query, struct err *err);
void store_kept_release(struct kept *k);

/* Look at what is written from now on. */
void store_chain_watch(struct store *s);
void store_chain_close(struct store *s);
/* Link all that is there, at the end of the migrations; once. */
int store_chain_begin(struct store *s, struct err *err);
/* Link what this transaction has written, before its commit … */
int store_chain_seal(struct store *s, struct err *err);
/* … and tell the file, before the gate is left; or forget it all. */
void store_chain_publish(struct store *s);
void store_chain_forget(struct store *s);

/* Parts of these. A row to be linked; linking those, behind this end. */
void store_chain_note(struct chain *c, const struct ledger *l, int64_t row);
int store_chain_link(struct store *s, struct chain_end *end, struct err *err);
/* The last link there is, when the row about the end cannot be believed. */
int store_chain_last(struct store *s, struct chain_end *end, struct err *err);
/* The end to go on from; doubt: what is wrong with it, "" for nothing. */
int store_chain_go_on(struct store *s, struct chain_end *end,
		      const char **doubt, struct err *err);
/* -1 and a sentence when there is a key, whatever it is good for. */
int store_chain_key_lost(struct store *s, struct err *err);
/* Seal it and put it into its row; into the file after the commit. */
int store_chain_move_end(struct store *s, const struct chain_end *end,
			 struct err *err);

#endif
