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

#define COLS_MAX 64
#define NOW      "2026-11-20T09:15:00"

/* Tables of one case, parents first, and the column that says whose they are.
 * The links of the ledgers stand behind them. */
static const struct table {
	const char *name, *whose;
	bool ledger;
} tables[] = {
	{ "casefile", "id", false },    { "intake", "case_id", false },
	{ "member", "case_id", false }, { "concern", "case_id", false },
	{ "answer", "case_id", false }, { "referral", "case_id", false },
	{ "history", "case_id", true }, { "journal", "case_id", true },
	{ "triage", "case_id", true },  { "audit", "case_id", true },
};

/* What takes the place of a value that was read. */
enum fill {
	FILL_SAME,
	FILL_KEY,
	FILL_CASE,
	FILL_NUMBER,
	FILL_TOKEN,
	FILL_ROW, /* of a link: the key of the row it is about */
};

struct bare_row {
	size_t table, cols_n;
	sqlite3_value *value[COLS_MAX];
	enum fill fill[COLS_MAX];
	size_t about; /* FILL_ROW: the number of that row here */
};

struct bare_rows {
	struct bare_row *row;
	size_t n, alloc, bytes;
	char *sequence; /* that gives the case its number */
};

struct bare_db {
	sqlite3 *db;
	int gate;
	const struct bare_rows *rows;
	int64_t *key; /* of each row when it was inserted last */
	sqlite3_stmt *insert[ARRAY_SIZE(tables)];
	sqlite3_stmt *begin, *commit, *count, *head;
	sqlite3_stmt *end_draft, *clear, *field, *touch, *look, *look_link;
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

/* ---- the rows ---- */

static enum fill fill_of(sqlite3_stmt *stmt, int i, const char *table)
{
	const char *name = sqlite3_column_name(stmt, i);

	if (streq(name, "case_id"))
		return FILL_CASE;
	if (streq(name, "id") && sqlite3_column_type(stmt, i) == SQLITE_INTEGER)
		return FILL_KEY;
	if (streq(table, "audit") && streq(name, "row"))
		return FILL_ROW;
	if (streq(name, "number"))
		return FILL_NUMBER;
	return streq(name, "token") ? FILL_TOKEN : FILL_SAME;
}

/* The row that a link is about: kind is its table, row its key. */
static size_t find_row(const struct bare_rows *rows, sqlite3_stmt *link)
{
	const char *kind = (const char *)sqlite3_column_text(link, 2);
	sqlite3_int64 key = sqlite3_column_int64(link, 3);

	for (size_t i = 0; i < rows->n; i++)
		if (streq(tables[rows->row[i].table].name, kind) &&
		    sqlite3_value_int64(rows->row[i].value[0]) == key)
			return i;
	die("a link about no row of the case: %s", kind);
}

static void keep_row(struct bare_rows *rows, size_t table, sqlite3_stmt *stmt)
{
	struct bare_row row = { .table = table };

	row.cols_n = (size_t)sqlite3_column_count(stmt);
	if (row.cols_n > COLS_MAX)
		BUG("more than %d columns in %s", COLS_MAX, tables[table].name);
	for (int i = 0; i < (int)row.cols_n; i++) {
		row.fill[i] = fill_of(stmt, i, tables[table].name);
		if (row.fill[i] == FILL_ROW)
			row.about = find_row(rows, stmt);
		row.value[i] = sqlite3_value_dup(sqlite3_column_value(stmt, i));
		rows->bytes += (size_t)sqlite3_column_bytes(stmt, i);
	}
	ALLOC_GROW(rows->row, rows->n + 1, rows->alloc);
	rows->row[rows->n++] = row;
}

static char *read_sequence(sqlite3 *db)
{
	sqlite3_stmt *stmt = prepare(db, "SELECT name FROM sequence");
	char *name;

	must(db, sqlite3_step(stmt), SQLITE_ROW);
	name = xstrdup((const char *)sqlite3_column_text(stmt, 0));
	sqlite3_finalize(stmt);
	return name;
}

struct bare_rows *bare_rows_read(const char *path, bool ledgers)
{
	struct bare_rows *rows = xcalloc(1, sizeof(*rows));
	sqlite3 *db;

	must(NULL, sqlite3_open(path, &db), SQLITE_OK);
	for (size_t t = 0; t < ARRAY_SIZE(tables); t++) {
		char *sql = xstrfmt("SELECT * FROM %s WHERE %s = 1",
				    tables[t].name, tables[t].whose);
		sqlite3_stmt *stmt = prepare(db, sql);

		while ((ledgers || !tables[t].ledger) &&
		       sqlite3_step(stmt) == SQLITE_ROW)
			keep_row(rows, t, stmt);
		sqlite3_finalize(stmt);
		free(sql);
	}
	rows->sequence = read_sequence(db);
	sqlite3_close(db);
	return rows;
}

void bare_rows_free(struct bare_rows *rows)
{
	for (size_t i = 0; i < rows->n; i++)
		for (size_t k = 0; k < rows->row[i].cols_n; k++)
			sqlite3_value_free(rows->row[i].value[k]);
	free(rows->sequence);
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

	str_addf(&sql, "INSERT INTO %s VALUES (", tables[row->table].name);
	for (size_t i = 0; i < row->cols_n; i++)
		str_add(&sql, i ? ", ?" : "?");
	str_add(&sql, ")");
	b->insert[row->table] = prepare(b->db, sql.buf);
	str_release(&sql);
}

/* Those that are not a plain INSERT of a row that was read. */
static void prepare_others(struct bare_db *b)
{
	b->begin = prepare(b->db, "BEGIN IMMEDIATE");
	b->commit = prepare(b->db, "COMMIT");
	b->count = prepare(b->db, "INSERT INTO sequence VALUES (?, 1) "
				  "ON CONFLICT DO UPDATE SET n = n + 1");
	b->head = prepare(b->db, "UPDATE audit_head SET n = ?, "
				 "mac = zeroblob(32), seal = zeroblob(32)");
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
			  "VALUES (1, '" NOW "', ?, ?)");
	b->look_link = prepare(
		b->db, "INSERT INTO audit (at, kind, row, staff, case_id, "
		       "digest, mac) VALUES ('" NOW "', 'viewing', ?, ?, 1, "
		       "zeroblob(32), zeroblob(32))");
}

struct bare_db *bare_db_open(const char *path, const struct bare_rows *rows)
{
	struct bare_db *b = xcalloc(1, sizeof(*b));
	char *gate = xstrfmt("%s.gate", path);

	b->gate = open(gate, O_RDWR | O_CLOEXEC);
	must(NULL,
	     sqlite3_open_v2(path, &b->db,
			     SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL),
	     SQLITE_OK);
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
	prepare_others(b);
	b->rows = rows;
	b->key = xcalloc(rows->n, sizeof(*b->key));
	for (size_t i = 0; i < rows->n; i++)
		if (!b->insert[rows->row[i].table])
			prepare_insert(b, &rows->row[i]);
	free(gate);
	return b;
}

void bare_db_close(struct bare_db *b)
{
	sqlite3_stmt *const stmts[] = { b->begin,     b->commit, b->count,
					b->head,      b->clear,  b->field,
					b->end_draft, b->touch,  b->look,
					b->look_link };

	for (size_t i = 0; i < ARRAY_SIZE(stmts); i++)
		sqlite3_finalize(stmts[i]);
	for (size_t i = 0; i < ARRAY_SIZE(tables); i++)
		sqlite3_finalize(b->insert[i]);
	sqlite3_close(b->db);
	close(b->gate);
	free(b->key);
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

static void bind(struct bare_db *b, const struct bare_row *row, int64_t id,
		 const char *number, const char *token)
{
	sqlite3_stmt *stmt = b->insert[row->table];

	for (int k = 0; k < (int)row->cols_n; k++)
		switch (row->fill[k]) {
		case FILL_SAME:
			sqlite3_bind_value(stmt, k + 1, row->value[k]);
			break;
		case FILL_KEY:
			sqlite3_bind_null(stmt, k + 1);
			break;
		case FILL_CASE:
			sqlite3_bind_int64(stmt, k + 1, id);
			break;
		case FILL_ROW:
			sqlite3_bind_int64(stmt, k + 1, b->key[row->about]);
			break;
		case FILL_NUMBER:
			sqlite3_bind_text(stmt, k + 1, number, -1,
					  SQLITE_STATIC);
			break;
		case FILL_TOKEN:
			sqlite3_bind_text(stmt, k + 1, token, -1,
					  SQLITE_STATIC);
			break;
		}
}

/* The key of the new case, which is the first of its rows. */
static int64_t insert(struct bare_db *b, const char *number, const char *token)
{
	for (size_t i = 0; i < b->rows->n; i++) {
		const struct bare_row *row = &b->rows->row[i];

		bind(b, row, b->key[0], number, token);
		run(b, b->insert[row->table]);
		b->key[i] = sqlite3_last_insert_rowid(b->db);
	}
	return b->key[0];
}

/* The last row that was inserted is the last link. */
static void move_head(struct bare_db *b)
{
	sqlite3_bind_int64(b->head, 1, sqlite3_last_insert_rowid(b->db));
	run(b, b->head);
}

static int64_t insert_case(struct bare_db *b, const char *number,
			   const char *token)
{
	int64_t id;

	sqlite3_bind_text(b->count, 1, b->rows->sequence, -1, SQLITE_STATIC);
	run(b, b->count);
	id = insert(b, number, token);
	move_head(b);
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
	insert_case(b, number, token);
	commit(b);
}

void bare_db_sign_off(struct bare_db *b, int64_t draft, const char *number,
		      const char *token)
{
	begin(b);
	sqlite3_bind_int64(b->end_draft, 1, insert_case(b, number, token));
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
	sqlite3_bind_text(b->touch, 1, "山田さん", -1, SQLITE_STATIC);
	sqlite3_bind_text(b->touch, 2, path, -1, SQLITE_STATIC);
	sqlite3_bind_text(b->touch, 3, NOW, -1, SQLITE_STATIC);
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
	sqlite3_bind_int64(b->look_link, 1, sqlite3_last_insert_rowid(b->db));
	sqlite3_bind_text(b->look_link, 2, staff, -1, SQLITE_STATIC);
	run(b, b->look_link);
	move_head(b);
	commit(b);
}

/* ---- are they the same rows? ---- */

/* "12 rows, 3456 bytes": of all the values of a table. */
static char *size_of(sqlite3 *db, const char *table)
{
	char *columns =
		xstrfmt("SELECT name FROM pragma_table_info('%s')", table);
	sqlite3_stmt *stmt = prepare(db, columns);
	struct str sql = STR_INIT;
	char *size;

	str_add(&sql, "SELECT count(*) || ' rows, ' || coalesce(sum(0");
	while (sqlite3_step(stmt) == SQLITE_ROW)
		str_addf(&sql, "+ ifnull(length(CAST(\"%s\" AS BLOB)), 0)",
			 sqlite3_column_text(stmt, 0));
	sqlite3_finalize(stmt);
	str_addf(&sql, "), 0) || ' bytes' FROM %s", table);
	stmt = prepare(db, sql.buf);
	must(db, sqlite3_step(stmt), SQLITE_ROW);
	size = xstrdup((const char *)sqlite3_column_text(stmt, 0));
	sqlite3_finalize(stmt);
	str_release(&sql);
	free(columns);
	return size;
}

static void same_table(sqlite3 *ours, sqlite3 *bare, const char *table,
		       const char *what)
{
	char *a = size_of(ours, table), *b = size_of(bare, table);

	if (!streq(a, b))
		die("%s: the table %s is not the same: ours %s, bare %s", what,
		    table, a, b);
	free(a);
	free(b);
}

void bare_db_must_be_same(const char *ours_path, const char *bare_path,
			  const char *what)
{
	sqlite3 *ours, *bare;
	sqlite3_stmt *names;

	must(NULL, sqlite3_open(ours_path, &ours), SQLITE_OK);
	must(NULL, sqlite3_open(bare_path, &bare), SQLITE_OK);
	names = prepare(ours, "SELECT name FROM sqlite_schema "
			      "WHERE type = 'table' AND name NOT LIKE "
			      "'sqlite_%'");
	while (sqlite3_step(names) == SQLITE_ROW)
		same_table(ours, bare,
			   (const char *)sqlite3_column_text(names, 0), what);
	sqlite3_finalize(names);
	sqlite3_close(ours);
	sqlite3_close(bare);
}
