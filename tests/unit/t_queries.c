/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What lies in db/ against what the program believes: every query's plan,
 * and every record's description against the columns of its table.
 */
#include "unit/test.h"

#include <sqlite3.h>

#include "domain/records.h"
#include "store/chain.h"
#include "store/migrate.h"
#include "store/queries.h"

static sqlite3 *db;

/* Few rows for ever: the only tables a query may read from end to end ("each"
 * are the queues there are, "page" is one of a list). */
static const char *const small[] = { "setting", "staff", "sequence", "each",
				     "page" };

static int make(void **state)
{
	if (sqlite3_open(":memory:", &db) != SQLITE_OK)
		return -1;
	for (int i = 0; i < migrations_n; i++)
		if (sqlite3_exec(db, migrations[i].sql, NULL, NULL, NULL))
			return -1;
	return 0;
}

static int drop(void **state)
{
	return sqlite3_close(db);
}

static bool is_small(const char *name, size_t len)
{
	for (size_t i = 0; i < ARRAY_SIZE(small); i++)
		if (strlen(small[i]) == len && !memcmp(small[i], name, len))
			return true;
	return false;
}

/*
 * -1 when a line of the plan reads a growing table from end to end. A search
 * by nothing is for the least or greatest id: rows are passed over until the
 * first one fits.
 */
static int plan_line(const char *name, const char *line)
{
	const char *table;
	bool search = skip_prefix(line, "SEARCH ", &table);

	if (skip_prefix(line, "SCAN CONSTANT ROW", NULL) ||
	    (!search && !skip_prefix(line, "SCAN ", &table)) ||
	    (search && strstr(line, " USING ")))
		return 0;
	if (is_small(table, strcspn(table, " ")))
		return 0;
	print_error("query %s: %s\n", name, line);
	return -1;
}

static int explain(const char *name, const char *sql)
{
	char *text = xstrfmt("EXPLAIN QUERY PLAN %s", sql);
	sqlite3_stmt *q;
	int r = 0;

	if (sqlite3_prepare_v2(db, text, -1, &q, NULL) != SQLITE_OK) {
		print_error("query %s: %s\n", name, sqlite3_errmsg(db));
		r = -1;
	}
	while (!r && sqlite3_step(q) == SQLITE_ROW)
		r = plan_line(name, (const char *)sqlite3_column_text(q, 3));
	sqlite3_finalize(q);
	free(text);
	return r;
}

static void no_query_reads_a_growing_table_whole(void **state)
{
	int bad = 0;

	for (size_t i = 0; i < Q_N; i++)
		bad += explain(query_name[i], query_sql[i]) != 0;
	assert_int_equal(bad, 0);
}

/* The test above would notice. */
static void a_scan_is_noticed(void **state)
{
	assert_int_equal(explain("(bad, on purpose)",
				 "SELECT title FROM casefile WHERE kana = 'a'"),
			 -1);
	assert_int_equal(explain("(bad, on purpose)",
				 "SELECT id FROM history AS h ORDER BY at"),
			 -1);
	assert_int_equal(explain("(bad, on purpose)",
				 "SELECT min(id) FROM casefile "
				 "WHERE opened_at >= '2026-11-01'"),
			 -1);
	assert_int_equal(explain("(good)", "SELECT name FROM staff"), 0);
}

static bool has_column(const char *table, const char *column)
{
	return sqlite3_table_column_metadata(db, NULL, table, column, NULL,
					     NULL, NULL, NULL,
					     NULL) == SQLITE_OK;
}

/* Columns that only the store itself knows. */
static bool is_key(const char *table, const char *column)
{
	static const char *const keys[] = { "id", "case_id" };

	for (size_t i = 0; i < ARRAY_SIZE(keys); i++)
		if (!strcmp(column, keys[i]))
			return true;
	return !strcmp(table, "casefile") && !strcmp(column, "revision");
}

static void records_are_the_tables(void **state)
{
	sqlite3_stmt *q;

	for (int rec = 0; rec < REC_N; rec++) {
		const struct record_desc *d = record_desc(rec);

		for (size_t i = 0; i < d->fields_n; i++)
			if (!has_column(d->table, d->field[i].name))
				fail_msg("%s has no column %s", d->table,
					 d->field[i].name);
		assert_int_equal(
			sqlite3_prepare_v2(
				db, "SELECT name FROM pragma_table_info(?)", -1,
				&q, NULL),
			SQLITE_OK);
		sqlite3_bind_text(q, 1, d->table, -1, SQLITE_STATIC);
		while (sqlite3_step(q) == SQLITE_ROW) {
			const char *column =
				(const char *)sqlite3_column_text(q, 0);

			if (!record_field(rec, column) &&
			    !is_key(d->table, column))
				fail_msg("%s.%s is described nowhere", d->table,
					 column);
		}
		sqlite3_finalize(q);
	}
}

static void tables_are_strict(void **state)
{
	sqlite3_stmt *q;

	assert_int_equal(
		sqlite3_prepare_v2(db,
				   "SELECT name FROM pragma_table_list "
				   "WHERE schema = 'main' AND NOT strict "
				   "AND type = 'table' "
				   "AND name NOT LIKE 'sqlite_%'",
				   -1, &q, NULL),
		SQLITE_OK);
	assert_int_equal(sqlite3_step(q), SQLITE_DONE);
	sqlite3_finalize(q);
}

/* A table that calls itself append-only is in the chain of the record. */
static void ledgers_are_chained(void **state)
{
	sqlite3_stmt *q;
	size_t n = 0;

	assert_int_equal(
		sqlite3_prepare_v2(db,
				   "SELECT tbl_name FROM sqlite_master "
				   "WHERE type = 'trigger' "
				   "AND name LIKE '%_no_delete' "
				   "AND tbl_name <> 'audit'",
				   -1, &q, NULL),
		SQLITE_OK);
	while (sqlite3_step(q) == SQLITE_ROW) {
		const char *table = (const char *)sqlite3_column_text(q, 0);
		size_t i = 0;

		while (i < ledgers_n && strcmp(ledgers[i].table, table))
			i++;
		if (i == ledgers_n)
			fail_msg("%s is missing among the ledgers of "
				 "store/chain.c",
				 table);
		n++;
	}
	sqlite3_finalize(q);
	assert_int_equal(n, ledgers_n);
}

static void labels_and_codes_are_whole(void **state)
{
	for (int rec = 0; rec < REC_N; rec++) {
		const struct record_desc *d = record_desc(rec);

		assert_true(*d->label);
		for (size_t i = 0; i < d->fields_n; i++) {
			const struct field *f = &d->field[i];

			assert_true(*f->label);
			assert_int_equal(f->type == VALUE_CODE, !!f->codes);
			for (const struct code *c = f->codes; c && c->code;
			     c++) {
				assert_int_equal(field_check(f, c->code, NULL),
						 0);
				assert_string_equal(
					field_code_label(f, c->code), c->label);
			}
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_query_reads_a_growing_table_whole),
		cmocka_unit_test(a_scan_is_noticed),
		cmocka_unit_test(records_are_the_tables),
		cmocka_unit_test(tables_are_strict),
		cmocka_unit_test(ledgers_are_chained),
		cmocka_unit_test(labels_and_codes_are_whole),
	};

	return cmocka_run_group_tests(tests, make, drop);
}
