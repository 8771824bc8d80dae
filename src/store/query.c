/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Running a named query to its end. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "store/handle.h"

/* Copied: SQLite may make the statement anew, and its names with it. */
static void keep_names(struct kept *k)
{
	k->params_n = sqlite3_bind_parameter_count(k->stmt);
	k->param = xcalloc((size_t)k->params_n, sizeof(*k->param));
	for (int i = 0; i < k->params_n; i++)
		k->param[i] = xstrdup(
			sqlite3_bind_parameter_name(k->stmt, i + 1) + 1);
}

void store_kept_release(struct kept *k)
{
	for (int i = 0; i < k->params_n; i++)
		free(k->param[i]);
	free(k->param);
	sqlite3_finalize(k->stmt);
	*k = (struct kept){ .stmt = NULL };
}

int store_prepare(struct store *s, enum query query, struct err *err)
{
	struct kept *k = &s->query[query];

	if (k->stmt)
		return 0;
	if (sqlite3_prepare_v3(s->db, query_sql[query], -1,
			       SQLITE_PREPARE_PERSISTENT, &k->stmt,
			       NULL) == SQLITE_OK) {
		keep_names(k);
		return 0;
	}
	/* Tests prepare every query on whole tables: here some are gone. */
	if (skip_prefix(sqlite3_errmsg(s->db), "no such ", NULL))
		return store_fail(s, SQLITE_CORRUPT, err);
	if (sqlite3_errcode(s->db) == SQLITE_ERROR)
		BUG("query %s: %s", query_name[query], sqlite3_errmsg(s->db));
	return store_fail(s, sqlite3_extended_errcode(s->db), err);
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

/*
 * The number of a parameter, 0 when there is none. By name: SQLite numbers
 * them by first appearance. Most are given in that order, so the search begins
 * behind the last one and comes round.
 */
static int find_parameter(const struct kept *k, const char *name, int last)
{
	for (int i = 0; i < k->params_n; i++) {
		int at = (last + i) % k->params_n;

		if (!strcmp(k->param[at], name))
			return at + 1;
	}
	return 0;
}

static int bind(struct store *s, enum query query, const struct arg *args,
		size_t args_n, struct err *err)
{
	const struct kept *k = &s->query[query];
	int at = 0, rc;

	if ((size_t)k->params_n != args_n)
		BUG("query %s wants %d parameters, not %zu", query_name[query],
		    k->params_n, args_n);
	for (size_t i = 0; i < args_n; i++) {
		at = find_parameter(k, args[i].name, at);
		if (!at)
			BUG("query %s has no :%s", query_name[query],
			    args[i].name);
		rc = bind_one(k->stmt, &args[i], at);
		if (rc != SQLITE_OK)
			return store_fail(s, rc, err);
	}
	return 0;
}

/* Memory that is given back with the rows. */
static char *hold(struct rows *r, size_t size)
{
	ALLOC_GROW(r->held, r->held_n + 1, r->alloc_held);
	return r->held[r->held_n++] = xmalloc(size);
}

static void rows_begin(struct rows *r, sqlite3_stmt *stmt)
{
	size_t size = 0;
	char *at;

	rows_release(r);
	r->cols_n = (size_t)sqlite3_column_count(stmt);
	r->name = xcalloc(r->cols_n, sizeof(*r->name));
	for (size_t i = 0; i < r->cols_n; i++)
		size += strlen(sqlite3_column_name(stmt, (int)i)) + 1;
	at = hold(r, size);
	for (size_t i = 0; i < r->cols_n; i++) {
		r->name[i] = at;
		at = stpcpy(at, sqlite3_column_name(stmt, (int)i)) + 1;
	}
}

/* The cells as SQLite holds them until the next step; how much they take. */
static size_t read_cells(sqlite3_stmt *stmt, size_t n, char **cell, size_t *len)
{
	size_t size = 0;

	for (size_t i = 0; i < n; i++) {
		bool null = sqlite3_column_type(stmt, (int)i) == SQLITE_NULL;
		/* This call leaves text as it is and blobs whole. */
		const void *p = sqlite3_column_blob(stmt, (int)i);

		len[i] = (size_t)sqlite3_column_bytes(stmt, (int)i);
		cell[i] = null ? NULL : (char *)(p ? p : "");
		size += len[i] + 1;
	}
	return size;
}

static void rows_add(struct rows *r, sqlite3_stmt *stmt)
{
	size_t from = r->n++ * r->cols_n, to = from + r->cols_n;
	char *at;

	ALLOC_GROW(r->cell, to, r->alloc);
	ALLOC_GROW(r->len, to, r->alloc_len);
	at = hold(r,
		  read_cells(stmt, r->cols_n, r->cell + from, r->len + from));
	for (size_t i = from; i < to; i++) {
		if (!r->cell[i])
			continue;
		memcpy(at, r->cell[i], r->len[i]);
		at[r->len[i]] = '\0';
		r->cell[i] = at;
		at += r->len[i] + 1;
	}
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
		return store_fail(s, rc, err);
	}
	return 0;
}

int store_run(struct store *s, enum query query, const struct arg *args,
	      size_t args_n, struct rows *out, struct err *err)
{
	sqlite3_stmt *stmt;
	int r;

	if (store_prepare(s, query, err))
		return -1;
	stmt = s->query[query].stmt;
	if (!s->in_transaction && !sqlite3_stmt_readonly(stmt))
		BUG("query %s writes outside a transaction", query_name[query]);
	r = bind(s, query, args, args_n, err);
	if (!r)
		r = step_all(s, stmt, out, err);
	/* What was bound stays until each is bound anew. */
	sqlite3_reset(stmt);
	return r;
}

int64_t store_last_id(const struct store *s)
{
	return sqlite3_last_insert_rowid(s->db);
}
