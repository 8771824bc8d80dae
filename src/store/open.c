/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding out whether a file is our database, making one, bringing it up. */
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "store/fault.h"
#include "store/handle.h"
#include "store/migrate.h"

#define APPLICATION_ID   0x4d41444f /* "MADO", in the file's header */
#define PATIENCE_SECONDS 10.0

static struct store *store_new(const char *path)
{
	struct store *s = xcalloc(1, sizeof(*s));

	/*
	 * What a statement could undo is a few pages. Keep it in memory piece
	 * by piece; SQLite would take 64 kB from the system and give it back
	 * for each. Only the first store of a process can set this.
	 */
	sqlite3_config(SQLITE_CONFIG_STMTJRNL_SPILL, -1);
	/* Nor does anybody ask how much memory there was when. */
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	s->path = xstrdup(path);
	s->patience = PATIENCE_SECONDS;
	s->gate.fd = -1;
	s->chain.file = -1;
	return s;
}

void store_close(struct store *s)
{
	if (!s)
		return;
	store_rollback(s);
	sqlite3_finalize(s->begin);
	sqlite3_finalize(s->commit);
	sqlite3_finalize(s->version);
	sqlite3_finalize(s->data_version);
	for (size_t i = 0; i < Q_N; i++)
		store_kept_release(&s->query[i]);
	sqlite3_close(s->db);
	store_gate_close(&s->gate);
	store_chain_close(s);
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
		flags | SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE |
			SQLITE_OPEN_NOMUTEX, /* we have one thread */
		NULL);
	int r;

	if (rc != SQLITE_OK)
		return store_fail(s, rc, err);
	sqlite3_db_config(s->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	sqlite3_db_config(s->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	if (store_gate_open(&s->gate, s->path, err) ||
	    store_gate_enter(&s->gate, s->patience, err))
		return -1;
	store_chain_watch(s);
	r = store_sql(s, pragmas, err);
	store_gate_leave(&s->gate);
	return r;
}

/* Inside a transaction: whoever came first has done it, and we see that. */
static int migrate_steps(struct store *s, struct err *err)
{
	int64_t version;
	char set[64];

	if (store_schema(s, &version, err))
		return -1;
	for (; version < migrations_n; version++)
		if (store_sql(s, migrations[version].sql, err))
			return -1;
	snprintf(set, sizeof(set), "PRAGMA user_version = %d", migrations_n);
	return store_sql(s, set, err);
}

static int migrate(struct store *s, struct err *err)
{
	if (store_gate_enter(&s->gate, s->patience, err))
		return -1;
	if (store_sql(s, "BEGIN IMMEDIATE", err)) {
		store_gate_leave(&s->gate);
		return -1;
	}
	s->in_transaction = true;
	if (!migrate_steps(s, err) && !store_chain_begin(s, err))
		return store_commit(s, err);
	store_rollback(s);
	return -1;
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
	sqlite3_stmt *stmt = NULL;
	int64_t id;
	int r = store_kept(s, &stmt, "PRAGMA application_id", &id, err);

	sqlite3_finalize(stmt);
	if (r)
		return -1;
	if (id != APPLICATION_ID)
		return store_fail(s, SQLITE_NOTADB, err);
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
		return store_fail(s, sqlite3_extended_errcode(s->db), err);
	sqlite3_busy_timeout(s->db, 10000);
	if (check_ours(s, err))
		return -1;
	sqlite3_close(s->db);
	s->db = NULL;
	if (connect_db(s, 0, err) || store_schema(s, &version, err))
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
	if (connect_db(s, SQLITE_OPEN_CREATE, err) || store_sql(s, set, err))
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

/* They may be all that is left to prove something with. */
static int check_leavings(const char *path, struct err *err)
{
	static const char *const suffixes[] = { CHAIN_KEY, CHAIN_HEAD };
	int r = 0;

	for (size_t i = 0; !r && i < ARRAY_SIZE(suffixes); i++) {
		char *file = xstrfmt("%s%s", path, suffixes[i]);

		if (!access(file, F_OK))
			r = err_system(err,
				       _("%s belongs to a database that was "
					 "here before; move it away first"),
				       file);
		free(file);
	}
	return r;
}

struct store *store_init(const char *path, struct err *err)
{
	struct store *s;

	if (check_folder(path, err) || make_file(path, err))
		return NULL;
	if (check_leavings(path, err)) {
		unlink(path);
		return NULL;
	}
	s = store_new(path);
	if (!make_new(s, err))
		return s;
	store_discard(s);
	return NULL;
}

void store_discard(struct store *s)
{
	static const char *const suffixes[] = {
		"", "-wal", "-shm", ".gate", CHAIN_KEY, CHAIN_HEAD
	};
	char *path = xstrdup(s->path);

	store_close(s);
	for (size_t i = 0; i < ARRAY_SIZE(suffixes); i++) {
		char *file = xstrfmt("%s%s", path, suffixes[i]);

		unlink(file);
		free(file);
	}
	free(path);
}
