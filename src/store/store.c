/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Transactions, and the few statements that are the store's own. */
#include "store/store.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "store/fault.h"
#include "store/handle.h"
#include "store/migrate.h"

const char *store_path(const struct store *s)
{
	return s->path;
}

void store_set_patience(struct store *s, double seconds)
{
	s->patience = seconds;
}

bool store_in_transaction(const struct store *s)
{
	return s->in_transaction;
}

int store_fail(struct store *s, int rc, struct err *err)
{
	return store_fault(s->db, rc, s->path, err);
}

int store_sql(struct store *s, const char *sql, struct err *err)
{
	if (sqlite3_exec(s->db, sql, NULL, NULL, NULL) != SQLITE_OK)
		return store_fail(s, sqlite3_extended_errcode(s->db), err);
	return 0;
}

int store_kept(struct store *s, sqlite3_stmt **stmt, const char *sql,
	       int64_t *out, struct err *err)
{
	int rc = SQLITE_OK, expected = out ? SQLITE_ROW : SQLITE_DONE;

	if (!*stmt)
		rc = sqlite3_prepare_v3(s->db, sql, -1,
					SQLITE_PREPARE_PERSISTENT, stmt, NULL);
	if (rc == SQLITE_OK)
		rc = sqlite3_step(*stmt);
	if (rc == SQLITE_ROW && out)
		*out = sqlite3_column_int64(*stmt, 0);
	sqlite3_reset(*stmt);
	return rc == expected ? 0 : store_fail(s, rc, err);
}

int store_schema(struct store *s, int64_t *version, struct err *err)
{
	if (store_kept(s, &s->version, "PRAGMA user_version", version, err))
		return -1;
	if (*version > migrations_n)
		return err_system(err,
				  _("This database was made by a newer "
				    "madoguchi (version %d of its tables, this "
				    "program knows %d): %s; install the newer "
				    "program"),
				  (int)*version, migrations_n, s->path);
	return 0;
}

int store_data_version(struct store *s, int64_t *version, struct err *err)
{
	return store_kept(s, &s->data_version, "PRAGMA data_version", version,
			  err);
}

int store_begin(struct store *s, struct err *err)
{
	int64_t version;

	if (store_gate_enter(&s->gate, s->patience, err))
		return -1;
	if (store_kept(s, &s->begin, "BEGIN IMMEDIATE", NULL, err)) {
		store_gate_leave(&s->gate);
		return -1;
	}
	s->in_transaction = true;
	/* A newer program may have come while this one was running. */
	if (store_schema(s, &version, err)) {
		store_rollback(s);
		return -1;
	}
	return 0;
}

void store_rollback(struct store *s)
{
	if (!s->in_transaction)
		return;
	/* A full disk may have rolled back already. */
	if (!sqlite3_get_autocommit(s->db))
		sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
	s->in_transaction = false;
	store_chain_forget(s);
	store_gate_leave(&s->gate);
}

int store_commit(struct store *s, struct err *err)
{
	if (!s->in_transaction)
		BUG("commit without a transaction");
	if (store_chain_seal(s, err) ||
	    store_kept(s, &s->commit, "COMMIT", NULL, err)) {
		store_rollback(s);
		return -1;
	}
	s->in_transaction = false;
	store_chain_publish(s);
	store_gate_leave(&s->gate);
	return 0;
}

int store_checkpoint(struct store *s, struct err *err)
{
	int rc;

	if (store_gate_enter(&s->gate, s->patience, err))
		return -1;
	rc = sqlite3_wal_checkpoint_v2(s->db, NULL, SQLITE_CHECKPOINT_PASSIVE,
				       NULL, NULL);
	store_gate_leave(&s->gate);
	return rc == SQLITE_OK ? 0 : store_fail(s, rc, err);
}
