/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench/bare_db.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/secret.h"
#include "base/str.h"

#define COLS_MAX 40

/* Tables of one case, parents first. */
static const char *const tables[] = {
	"sequence", "casefile", "intake",  "member",
	"concern",  "answer",   "history", "triage",
};

#define FIRST_LEDGER 6

/* What takes the place of a value that was read. */
enum fill { FILL_SAME, FILL_KEY, FILL_CASE, FILL_NUMBER, FILL_TOKEN };

struct bare_row {
	size_t table, cols_n;
	sqlite3_value *value[COLS_MAX];
	enum fill fill[COLS_MAX];
};

struct bare_rows {
	struct bare_row *row;
	size_t n, alloc, bytes;
};

struct bare_db {
	sqlite3 *db;
	int gate;
	const struct bare_rows *rows;
	sqlite3_stmt *insert[ARRAY_SIZE(tables)];
	sqlite3_stmt *begin, *commit, *end_draft, *clear, *field, *touch, *look;
};

static void must(sqlite3 *db, int rc, int expected)
{
	if (rc != expected)
		die("bare SQLite: %s", sqlite3_errmsg(db));
}

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *stmt;

	must(db, sqlite3_prepare_v2(db, sql, -1, &stmt, NULL), SQLITE_OK);
	return stmt;
}

static void run(struct bare_db *b, sqlite3_stmt *stmt)
{
	must(b->db, sqlite3_step(stmt), SQLITE_DONE);
	sqlite3_reset(stmt);
}

static enum fill fill_of(sqlite3_stmt *stmt, int i)
{
	const char *name = sqlite3_column_name(stmt, i);

	if (streq(name, "case_id"))
		return FILL_CASE;
	if (streq(name, "id") && sqlite3_column_type(stmt, i) == SQLITE_INTEGER)
		return FILL_KEY;
	if (streq(name, "number"))
		return FILL_NUMBER;
	return streq(name, "token") ? FILL_TOKEN : FILL_SAME;
}

/* ---- the rows ---- */

static void keep_row(struct bare_rows *rows, size_t table, sqlite3_stmt *stmt)
{
	struct bare_row *row;

	ALLOC_GROW(rows->row, rows->n + 1, rows->alloc);
	row = &rows->row[rows->n++];
	row->table = table;
	row->cols_n = (size_t)sqlite3_column_count(stmt);
	if (row->cols_n > COLS_MAX)
		BUG("more than %d columns in %s", COLS_MAX, tables[table]);
	for (int i = 0; i < (int)row->cols_n; i++) {
		row->fill[i] = fill_of(stmt, i);
		row->value[i] =
			sqlite3_value_dup(sqlite3_column_value(stmt, i));
		rows->bytes += (size_t)sqlite3_column_bytes(stmt, i);
	}
}

struct bare_rows *bare_rows_read(const char *path, bool ledgers)
{
	struct bare_rows *rows = xcalloc(1, sizeof(*rows));
	sqlite3 *db;

	must(NULL, sqlite3_open(path, &db), SQLITE_OK);
	for (size_t t = 0; t < ARRAY_SIZE(tables); t++) {
		char *sql = xstrfmt("SELECT * FROM %s", tables[t]);
		sqlite3_stmt *stmt = prepare(db, sql);

		while ((ledgers || t < FIRST_LEDGER) &&
		       sqlite3_step(stmt) == SQLITE_ROW)
			keep_row(rows, t, stmt);
		sqlite3_finalize(stmt);
		free(sql);
	}
	sqlite3_close(db);
	return rows;
}

void bare_rows_free(struct bare_rows *rows)
{
	for (size_t i = 0; i < rows->n; i++)
		for (size_t k = 0; k < rows->row[i].cols_n; k++)
			sqlite3_value_free(rows->row[i].value[k]);
	free(rows->row);
	free(rows);
}

size_t bare_rows_n(const struct bare_rows *rows)
{
	return rows->n;
}

size_t bare_rows_bytes(const struct bare_rows *rows)
{
	return rows->bytes;
}

/* ---- the database ---- */

/* INSERT INTO t VALUES (?, ?, …) */
static void prepare_insert(struct bare_db *b, const struct bare_row *row)
{
	struct str sql = STR_INIT;

	str_addf(&sql, "INSERT OR %s INTO %s VALUES (",
		 row->table ? "ABORT" : "REPLACE", tables[row->table]);
	for (size_t i = 0; i < row->cols_n; i++)
		str_add(&sql, i ? ", ?" : "?");
	str_add(&sql, ")");
	b->insert[row->table] = prepare(b->db, sql.buf);
	str_release(&sql);
}

struct bare_db *bare_db_open(const char *path, const struct bare_rows *rows)
{
	struct bare_db *b = xcalloc(1, sizeof(*b));
	char *gate = xstrfmt("%s.gate", path);

	b->gate = open(gate, O_RDWR | O_CLOEXEC);
	must(NULL, sqlite3_open(path, &b->db), SQLITE_OK);
	must(b->db,
	     sqlite3_exec(b->db,
			  "PRAGMA busy_timeout = 10000;"
			  "PRAGMA journal_mode = WAL;"
			  "PRAGMA synchronous = FULL;"
			  "PRAGMA foreign_keys = ON;"
			  "PRAGMA cache_size = -2000;"
			  "PRAGMA journal_size_limit = 67108864;",
			  NULL, NULL, NULL),
	     SQLITE_OK);
	sqlite3_db_config(b->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	b->begin = prepare(b->db, "BEGIN IMMEDIATE");
	b->commit = prepare(b->db, "COMMIT");
	b->end_draft = prepare(
		b->db,
		"UPDATE draft SET state = 'signed', case_id = ?, "
		"terminal = NULL, ended_at = updated_at, ended_by = staff "
		"WHERE id = ?");
	b->clear = prepare(b->db, "DELETE FROM draft_field WHERE draft_id = ?");
	b->field = prepare(b->db,
			   "INSERT INTO draft_field VALUES (?, ?, NULL, ?) "
			   "ON CONFLICT DO UPDATE SET value = excluded.value");
	b->touch = prepare(b->db, "UPDATE draft SET title = ?, field = ?, "
				  "updated_at = ? WHERE id = ?");
	b->look = prepare(b->db,
			  "INSERT INTO viewing (case_id, at, staff, purpose) "
			  "VALUES (1, '2026-11-20T09:15:00', ?, ?)");
	b->rows = rows;
	for (size_t i = 0; i < rows->n; i++)
		if (!b->insert[rows->row[i].table])
			prepare_insert(b, &rows->row[i]);
	free(gate);
	return b;
}

void bare_db_close(struct bare_db *b)
{
	sqlite3_stmt *const stmts[] = { b->begin, b->commit, b->end_draft,
					b->clear, b->field,  b->touch,
					b->look };

	for (size_t i = 0; i < ARRAY_SIZE(stmts); i++)
		sqlite3_finalize(stmts[i]);
	for (size_t i = 0; i < ARRAY_SIZE(tables); i++)
		sqlite3_finalize(b->insert[i]);
	sqlite3_close(b->db);
	close(b->gate);
	free(b);
}

static void begin(struct bare_db *b)
{
	if (flock(b->gate, LOCK_EX))
		die("no gate");
	run(b, b->begin);
}

static void commit(struct bare_db *b)
{
	run(b, b->commit);
	flock(b->gate, LOCK_UN);
}

static int64_t insert(struct bare_db *b, const char *number, const char *token)
{
	int64_t id = 0;

	for (size_t i = 0; i < b->rows->n; i++) {
		const struct bare_row *row = &b->rows->row[i];
		sqlite3_stmt *stmt = b->insert[row->table];

		for (int k = 0; k < (int)row->cols_n; k++) {
			if (row->fill[k] == FILL_KEY)
				sqlite3_bind_null(stmt, k + 1);
			else if (row->fill[k] == FILL_CASE)
				sqlite3_bind_int64(stmt, k + 1, id);
			else if (row->fill[k] == FILL_NUMBER)
				sqlite3_bind_text(stmt, k + 1, number, -1,
						  SQLITE_STATIC);
			else if (row->fill[k] == FILL_TOKEN)
				sqlite3_bind_text(stmt, k + 1, token, -1,
						  SQLITE_STATIC);
			else
				sqlite3_bind_value(stmt, k + 1, row->value[k]);
		}
		run(b, stmt);
		if (streq(tables[row->table], "casefile"))
			id = sqlite3_last_insert_rowid(b->db);
	}
	return id;
}

void bare_db_fill(struct bare_db *b, int n)
{
	char number[32], token[TOKEN_SIZE];

	sqlite3_exec(b->db,
		     "PRAGMA synchronous = OFF; PRAGMA cache_size = -400000;",
		     NULL, NULL, NULL);
	begin(b);
	for (int i = 0; i < n; i++) {
		snprintf(number, sizeof(number), "R01-%07d", i);
		token_make(token);
		insert(b, number, token);
	}
	commit(b);
	sqlite3_exec(b->db, "PRAGMA wal_checkpoint(TRUNCATE)", NULL, NULL,
		     NULL);
}

void bare_db_save(struct bare_db *b, const char *number, const char *token)
{
	begin(b);
	insert(b, number, token);
	commit(b);
}

void bare_db_sign_off(struct bare_db *b, int64_t draft, const char *number,
		      const char *token)
{
	begin(b);
	sqlite3_bind_int64(b->end_draft, 1, insert(b, number, token));
	sqlite3_bind_int64(b->end_draft, 2, draft);
	run(b, b->end_draft);
	sqlite3_bind_int64(b->clear, 1, draft);
	run(b, b->clear);
	commit(b);
}

void bare_db_field(struct bare_db *b, int64_t draft, const char *path,
		   const char *value)
{
	begin(b);
	sqlite3_bind_int64(b->field, 1, draft);
	sqlite3_bind_text(b->field, 2, path, -1, SQLITE_STATIC);
	sqlite3_bind_text(b->field, 3, value, -1, SQLITE_STATIC);
	run(b, b->field);
	sqlite3_bind_text(b->touch, 1, "山田花子", -1, SQLITE_STATIC);
	sqlite3_bind_text(b->touch, 2, path, -1, SQLITE_STATIC);
	sqlite3_bind_text(b->touch, 3, "2026-11-20T09:15:00", -1,
			  SQLITE_STATIC);
	sqlite3_bind_int64(b->touch, 4, draft);
	run(b, b->touch);
	commit(b);
}

void bare_db_look(struct bare_db *b, const char *staff, const char *purpose)
{
	begin(b);
	sqlite3_bind_text(b->look, 1, staff, -1, SQLITE_STATIC);
	sqlite3_bind_text(b->look, 2, purpose, -1, SQLITE_STATIC);
	run(b, b->look);
	commit(b);
}
