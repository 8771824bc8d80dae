/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/store.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/fault.h"
#include "store/gate.h"
#include "store/migrate.h"

#define APPLICATION_ID   0x4d41444f /* "MADO", in the file's header */
#define PATIENCE_SECONDS 10.0

struct store {
	sqlite3 *db;
	char *path;
	struct gate gate;
	double patience;
	bool in_transaction;
	sqlite3_stmt *stmt[Q_N]; /* prepared at first use, then kept */
};

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

static int fault(struct store *s, int rc, struct err *err)
{
	return store_fault(s->db, rc, s->path, err);
}

static int exec(struct store *s, const char *sql, struct err *err)
{
	if (sqlite3_exec(s->db, sql, NULL, NULL, NULL) != SQLITE_OK)
		return fault(s, sqlite3_extended_errcode(s->db), err);
	return 0;
}

static int pragma_int(struct store *s, const char *sql, int64_t *out,
		      struct err *err)
{
	sqlite3_stmt *stmt;
	int rc = sqlite3_prepare_v2(s->db, sql, -1, &stmt, NULL);

	if (rc == SQLITE_OK) {
		rc = sqlite3_step(stmt);
		if (rc == SQLITE_ROW)
			*out = sqlite3_column_int64(stmt, 0);
	}
	sqlite3_finalize(stmt);
	if (rc != SQLITE_ROW)
		return fault(s, sqlite3_extended_errcode(s->db), err);
	return 0;
}

/* ---- opening ---- */

static struct store *store_new(const char *path)
{
	struct store *s = xcalloc(1, sizeof(*s));

	s->path = xstrdup(path);
	s->patience = PATIENCE_SECONDS;
	s->gate.fd = -1;
	return s;
}

void store_close(struct store *s)
{
	if (!s)
		return;
	store_rollback(s);
	for (size_t i = 0; i < Q_N; i++)
		sqlite3_finalize(s->stmt[i]);
	sqlite3_close(s->db);
	store_gate_close(&s->gate);
	free(s->path);
	free(s);
}

/* busy_timeout comes first: the next pragma may already have to wait. */
static const char pragmas[] = "PRAGMA busy_timeout = 10000;"
			      "PRAGMA journal_mode = WAL;"
			      "PRAGMA synchronous = FULL;"
			      "PRAGMA foreign_keys = ON;"
			      "PRAGMA cache_size = -2000;"
			      "PRAGMA journal_size_limit = 67108864;";

/*
 * The gate keeps commit and checkpoint apart, so closing must not checkpoint
 * behind its back. Turning WAL on may write: under the gate as well.
 */
static int connect_db(struct store *s, int flags, struct err *err)
{
	int rc = sqlite3_open_v2(
		s->path, &s->db,
		flags | SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE, NULL);
	int r;

	if (rc != SQLITE_OK)
		return fault(s, rc, err);
	sqlite3_db_config(s->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	sqlite3_db_config(s->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	if (store_gate_open(&s->gate, s->path, err) ||
	    store_gate_enter(&s->gate, s->patience, err))
		return -1;
	r = exec(s, pragmas, err);
	store_gate_leave(&s->gate);
	return r;
}

static int schema_version(struct store *s, int64_t *version, struct err *err)
{
	if (pragma_int(s, "PRAGMA user_version", version, err))
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

/* Inside a transaction: whoever came first has done it, and we see that. */
static int migrate_steps(struct store *s, struct err *err)
{
	int64_t version;
	char set[64];

	if (schema_version(s, &version, err))
		return -1;
	for (; version < migrations_n; version++)
		if (exec(s, migrations[version].sql, err))
			return -1;
	snprintf(set, sizeof(set), "PRAGMA user_version = %d", migrations_n);
	return exec(s, set, err);
}

static int migrate(struct store *s, struct err *err)
{
	int r = -1;

	if (store_gate_enter(&s->gate, s->patience, err))
		return -1;
	if (!exec(s, "BEGIN IMMEDIATE", err)) {
		r = migrate_steps(s, err);
		if (!r)
			r = exec(s, "COMMIT", err);
		if (!sqlite3_get_autocommit(s->db))
			sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
	}
	store_gate_leave(&s->gate);
	return r;
}

static bool is_folder(const char *path)
{
	struct stat st;

	return !stat(path, &st) && S_ISDIR(st.st_mode);
}

/* The reasons SQLite would only call "unable to open", told one by one. */
static int check_folder(const char *path, struct err *err)
{
	char *copy = xstrdup(path);
	const char *folder = dirname(copy);
	int r = 0;

	if (!is_folder(folder))
		r = err_system(err,
			       _("There is no folder %s for the database %s; "
				 "make it first, or name another place with "
				 "--db"),
			       folder, path);
	else if (access(folder, W_OK))
		r = err_system(err,
			       _("You may not write to the folder %s, where "
				 "the database keeps its side files; ask the "
				 "administrator for that right"),
			       folder);
	free(copy);
	return r;
}

static int check_file(const char *path, struct err *err)
{
	struct stat st;

	if (stat(path, &st)) {
		if (errno == ENOENT || errno == ENOTDIR)
			return err_system(err,
					  _("There is no database at %s; make "
					    "one with madoguchi init, or name "
					    "another with --db"),
					  path);
		return err_errno(err, _("Cannot look at %s"), path);
	}
	if (!S_ISREG(st.st_mode))
		return err_system(err,
				  _("%s is not a file; name the database "
				    "with --db"),
				  path);
	if (st.st_size == 0)
		return store_fault(NULL, SQLITE_NOTADB, path, err);
	if (access(path, R_OK | W_OK))
		return store_fault(NULL, SQLITE_READONLY, path, err);
	return 0;
}

static int check_ours(struct store *s, struct err *err)
{
	int64_t id;

	if (pragma_int(s, "PRAGMA application_id", &id, err))
		return -1;
	if (id != APPLICATION_ID)
		return fault(s, SQLITE_NOTADB, err);
	return 0;
}

static int open_existing(struct store *s, struct err *err)
{
	int64_t version;

	if (check_folder(s->path, err) || check_file(s->path, err))
		return -1;
	/* Another program's database must not be turned into WAL mode. */
	if (sqlite3_open_v2(s->path, &s->db,
			    SQLITE_OPEN_READONLY | SQLITE_OPEN_EXRESCODE,
			    NULL) != SQLITE_OK)
		return fault(s, sqlite3_extended_errcode(s->db), err);
	sqlite3_busy_timeout(s->db, 10000);
	if (check_ours(s, err))
		return -1;
	sqlite3_close(s->db);
	s->db = NULL;
	if (connect_db(s, 0, err) || schema_version(s, &version, err))
		return -1;
	return version < migrations_n ? migrate(s, err) : 0;
}

struct store *store_open(const char *path, struct err *err)
{
	struct store *s = store_new(path);

	if (!open_existing(s, err))
		return s;
	store_close(s);
	return NULL;
}

static int make_new(struct store *s, struct err *err)
{
	char set[64];

	snprintf(set, sizeof(set), "PRAGMA application_id = %d",
		 APPLICATION_ID);
	if (connect_db(s, SQLITE_OPEN_CREATE, err) || exec(s, set, err))
		return -1;
	return migrate(s, err);
}

/* An empty file for the owner alone; side files get the same mode. */
static int make_file(const char *path, struct err *err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	if (fd < 0 && errno == EEXIST)
		return err_system(err,
				  _("%s is already there and was not touched; "
				    "name another file with --db"),
				  path);
	if (fd < 0)
		return err_errno(err, _("%s cannot be made"), path);
	close(fd);
	return 0;
}

struct store *store_init(const char *path, struct err *err)
{
	struct store *s;

	if (check_folder(path, err) || make_file(path, err))
		return NULL;
	s = store_new(path);
	if (!make_new(s, err))
		return s;
	store_discard(s);
	return NULL;
}

void store_discard(struct store *s)
{
	static const char *const suffixes[] = { "", "-wal", "-shm", ".gate" };
	char *path = xstrdup(s->path);

	store_close(s);
	for (size_t i = 0; i < ARRAY_SIZE(suffixes); i++) {
		char *file = xstrfmt("%s%s", path, suffixes[i]);

		unlink(file);
		free(file);
	}
	free(path);
}

/* ---- transactions ---- */

int store_data_version(struct store *s, int64_t *version, struct err *err)
{
	return pragma_int(s, "PRAGMA data_version", version, err);
}

int store_begin(struct store *s, struct err *err)
{
	int64_t version;

	if (store_gate_enter(&s->gate, s->patience, err))
		return -1;
	if (exec(s, "BEGIN IMMEDIATE", err)) {
		store_gate_leave(&s->gate);
		return -1;
	}
	s->in_transaction = true;
	/* A newer program may have come while this one was running. */
	if (schema_version(s, &version, err)) {
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
	store_gate_leave(&s->gate);
}

int store_commit(struct store *s, struct err *err)
{
	if (!s->in_transaction)
		BUG("commit without a transaction");
	if (exec(s, "COMMIT", err)) {
		store_rollback(s);
		return -1;
	}
	s->in_transaction = false;
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
	return rc == SQLITE_OK ? 0 : fault(s, rc, err);
}

/* ---- queries ---- */

static int prepare(struct store *s, enum query query, struct err *err)
{
	if (s->stmt[query])
		return 0;
	if (sqlite3_prepare_v3(s->db, query_sql[query], -1,
			       SQLITE_PREPARE_PERSISTENT, &s->stmt[query],
			       NULL) == SQLITE_OK)
		return 0;
	/* Tests prepare every query on whole tables: here some are gone. */
	if (skip_prefix(sqlite3_errmsg(s->db), "no such ", NULL))
		return fault(s, SQLITE_CORRUPT, err);
	if (sqlite3_errcode(s->db) == SQLITE_ERROR)
		BUG("query %s: %s", query_name[query], sqlite3_errmsg(s->db));
	return fault(s, sqlite3_extended_errcode(s->db), err);
}

static int bind_one(sqlite3_stmt *stmt, const struct arg *arg, int i)
{
	if (arg->kind == ARG_INT)
		return sqlite3_bind_int64(stmt, i, arg->n);
	if (!arg->bytes)
		return sqlite3_bind_null(stmt, i);
	if (arg->kind == ARG_TEXT)
		return sqlite3_bind_text(stmt, i, arg->bytes, -1,
					 SQLITE_STATIC);
	return sqlite3_bind_blob64(stmt, i, arg->bytes, arg->len,
				   SQLITE_STATIC);
}

/* By name, never by number: SQLite numbers them by first appearance. */
static int bind(struct store *s, enum query query, const struct arg *args,
		size_t args_n, struct err *err)
{
	sqlite3_stmt *stmt = s->stmt[query];
	char name[64];

	if ((size_t)sqlite3_bind_parameter_count(stmt) != args_n)
		BUG("query %s wants %d parameters, not %zu", query_name[query],
		    sqlite3_bind_parameter_count(stmt), args_n);
	for (size_t i = 0; i < args_n; i++) {
		int at, rc;

		snprintf(name, sizeof(name), ":%s", args[i].name);
		at = sqlite3_bind_parameter_index(stmt, name);
		if (!at)
			BUG("query %s has no %s", query_name[query], name);
		rc = bind_one(stmt, &args[i], at);
		if (rc != SQLITE_OK)
			return fault(s, rc, err);
	}
	return 0;
}

static void rows_begin(struct rows *r, sqlite3_stmt *stmt)
{
	rows_release(r);
	r->cols_n = (size_t)sqlite3_column_count(stmt);
	r->name = xcalloc(r->cols_n, sizeof(*r->name));
	for (size_t i = 0; i < r->cols_n; i++)
		r->name[i] = xstrdup(sqlite3_column_name(stmt, (int)i));
}

static void rows_add(struct rows *r, sqlite3_stmt *stmt)
{
	size_t at = r->n * r->cols_n;

	ALLOC_GROW(r->cell, at + r->cols_n, r->alloc);
	ALLOC_GROW(r->len, at + r->cols_n, r->alloc_len);
	for (size_t i = 0; i < r->cols_n; i++, at++) {
		/* The blob call leaves text as it is and blobs whole. */
		const void *p = sqlite3_column_blob(stmt, (int)i);
		size_t len = (size_t)sqlite3_column_bytes(stmt, (int)i);
		bool null = sqlite3_column_type(stmt, (int)i) == SQLITE_NULL;

		r->cell[at] = NULL;
		r->len[at] = len;
		if (null)
			continue;
		r->cell[at] = xmalloc(len + 1);
		if (len)
			memcpy(r->cell[at], p, len);
		r->cell[at][len] = '\0';
	}
	r->n++;
}

static int step_all(struct store *s, sqlite3_stmt *stmt, struct rows *out,
		    struct err *err)
{
	int rc = sqlite3_step(stmt);

	/* Only now: the first step may have prepared the query anew. */
	if (out)
		rows_begin(out, stmt);
	for (; rc == SQLITE_ROW; rc = sqlite3_step(stmt))
		if (out)
			rows_add(out, stmt);
	if (rc != SQLITE_DONE) {
		if (out)
			rows_release(out);
		return fault(s, rc, err);
	}
	return 0;
}

int store_run(struct store *s, enum query query, const struct arg *args,
	      size_t args_n, struct rows *out, struct err *err)
{
	sqlite3_stmt *stmt;
	int r;

	if (prepare(s, query, err))
		return -1;
	stmt = s->stmt[query];
	if (!s->in_transaction && !sqlite3_stmt_readonly(stmt))
		BUG("query %s writes outside a transaction", query_name[query]);
	r = bind(s, query, args, args_n, err);
	if (!r)
		r = step_all(s, stmt, out, err);
	sqlite3_reset(stmt);
	sqlite3_clear_bindings(stmt);
	return r;
}
