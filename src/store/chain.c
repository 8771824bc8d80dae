/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/chain.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/handle.h"

/* Add a line for yours; t_queries fails until you do. */
const struct ledger ledgers[] = {
	{ "history", Q_CHAIN_HISTORY, Q_CHAIN_HISTORY_IDS },
	{ "triage", Q_CHAIN_TRIAGE, Q_CHAIN_TRIAGE_IDS },
	{ "disclosure", Q_CHAIN_DISCLOSURE, Q_CHAIN_DISCLOSURE_IDS },
	{ "viewing", Q_CHAIN_VIEWING, Q_CHAIN_VIEWING_IDS },
	{ "journal", Q_CHAIN_JOURNAL, Q_CHAIN_JOURNAL_IDS },
	{ "event", Q_CHAIN_EVENT, Q_CHAIN_EVENT_IDS },
	{ "rulefile", Q_CHAIN_RULEFILE, Q_CHAIN_RULEFILE_IDS },
	{ "amendment", Q_CHAIN_AMENDMENT, Q_CHAIN_AMENDMENT_IDS },
};

const size_t ledgers_n = ARRAY_SIZE(ledgers);

/* ---- digests and macs ---- */

static void add_text(struct mac *m, const char *text)
{
	mac_add(m, text, text ? strlen(text) : 0);
}

void store_chain_mac(const struct store *s, const struct chain_link *l,
		     const unsigned char before[MAC_SIZE],
		     unsigned char out[MAC_SIZE])
{
	struct mac m;

	mac_begin(&m, s->chain.key);
	mac_add(&m, before, MAC_SIZE);
	mac_add_int(&m, l->id);
	add_text(&m, l->at);
	add_text(&m, l->kind);
	mac_add_int(&m, l->row);
	add_text(&m, l->staff);
	mac_add_int(&m, l->case_id);
	mac_add(&m, l->digest, l->rows_n * MAC_SIZE);
	mac_end(&m, out);
}

static int64_t digest_name(const char *name)
{
	unsigned char out[MAC_SIZE];
	uint64_t first = 0;
	struct mac m;

	mac_begin(&m, NULL);
	add_text(&m, name);
	mac_end(&m, out);
	for (size_t i = 0; i < sizeof(first); i++)
		first = first << 8 | out[i];
	return (int64_t)first;
}

static void name_columns(struct chain_columns *c, sqlite3_stmt *row)
{
	c->n = sqlite3_column_count(row);
	c->name = xrealloc(c->name, (size_t)c->n * sizeof(*c->name));
	c->at = c->staff = c->case_id = -1;
	for (int i = 0; i < c->n; i++) {
		const char *name = sqlite3_column_name(row, i);

		c->name[i] = digest_name(name);
		if (streq(name, "at"))
			c->at = i;
		else if (streq(name, "staff"))
			c->staff = i;
		else if (streq(name, "case_id"))
			c->case_id = i;
	}
}

/* Those of the row on which the statement stands. SQLite makes a statement
 * anew when somebody has changed the tables. */
static const struct chain_columns *columns_of(struct store *s,
					      const struct ledger *l,
					      sqlite3_stmt *row)
{
	struct chain_columns *c = &s->chain.columns[l - ledgers];
	int anew = sqlite3_stmt_status(row, SQLITE_STMTSTATUS_REPREPARE, 0);

	if (!c->n || c->anew != anew) {
		name_columns(c, row);
		c->anew = anew;
	}
	return c;
}

static void add_column(struct mac *m, sqlite3_stmt *row, int i, int type)
{
	const void *p;

	if (type == SQLITE_INTEGER) {
		mac_add_int(m, sizeof(int64_t));
		mac_add_int(m, sqlite3_column_int64(row, i));
		return;
	}
	p = type == SQLITE_BLOB ? sqlite3_column_blob(row, i)
				: (const void *)sqlite3_column_text(row, i);
	mac_add(m, p, (size_t)sqlite3_column_bytes(row, i));
}

/*
 * All columns with their names, but the key, which comes first and stands in
 * the link, and those that are NULL: a column that comes with a later program
 * changes no digest.
 */
static void digest_columns(const struct chain_columns *c, sqlite3_stmt *row,
			   unsigned char out[MAC_SIZE])
{
	struct mac m;

	mac_begin(&m, NULL);
	for (int i = 1; i < c->n; i++) {
		int type = sqlite3_column_type(row, i);

		if (type == SQLITE_NULL)
			continue;
		mac_add_int(&m, c->name[i]);
		add_column(&m, row, i, type);
	}
	mac_end(&m, out);
}

/* On to the next row; *there: is it this one? */
static int step_to(struct store *s, sqlite3_stmt *stmt, int64_t row,
		   bool *there, struct err *err)
{
	int rc = sqlite3_step(stmt);

	*there = rc == SQLITE_ROW && sqlite3_column_int64(stmt, 0) == row;
	return rc == SQLITE_ROW || rc == SQLITE_DONE ? 0
						     : store_fail(s, rc, err);
}

/* The row, with the statement standing on it; it is to be reset. */
static int stand_on(struct store *s, const struct ledger *l, int64_t row,
		    sqlite3_stmt **stmt, bool *there, struct err *err)
{
	if (store_prepare(s, l->row, err))
		return -1;
	*stmt = s->query[l->row].stmt;
	sqlite3_bind_int64(*stmt, 1, row);
	if (!step_to(s, *stmt, row, there, err))
		return 0;
	sqlite3_reset(*stmt);
	return -1;
}

int store_chain_digest(struct store *s, const struct ledger *l, int64_t row,
		       unsigned char out[MAC_SIZE], bool *there,
		       struct err *err)
{
	sqlite3_stmt *stmt;

	if (stand_on(s, l, row, &stmt, there, err))
		return -1;
	if (*there)
		digest_columns(columns_of(s, l, stmt), stmt, out);
	sqlite3_reset(stmt);
	return 0;
}

/* ---- links ---- */

void store_chain_note(struct chain *c, const struct ledger *l, int64_t row)
{
	ALLOC_GROW(c->fresh, c->fresh_n + 1, c->fresh_alloc);
	c->fresh[c->fresh_n++] = (struct chain_row){ l, row };
}

/* SQLite calls this for every row that is written. */
static void on_change(void *data, int op, const char *db, const char *table,
		      sqlite3_int64 row)
{
	struct chain *c = data;

	if (op != SQLITE_INSERT)
		return;
	for (size_t i = 0; i < ledgers_n; i++)
		if (*ledgers[i].table == *table &&
		    !strcmp(ledgers[i].table, table))
			store_chain_note(c, &ledgers[i], row);
}

void store_chain_watch(struct store *s)
{
	s->chain.columns = xcalloc(ledgers_n, sizeof(*s->chain.columns));
	sqlite3_update_hook(s->db, on_change, &s->chain);
}

void store_chain_close(struct store *s)
{
	struct chain *c = &s->chain;

	for (size_t i = 0; c->columns && i < ledgers_n; i++)
		free(c->columns[i].name);
	free(c->columns);
	free(c->fresh);
	secret_wipe(c->key, sizeof(c->key));
}

/* A link while its rows are read; they do not stay in memory. */
struct run {
	struct chain_link link;
	struct str at, staff;
	unsigned char digest[CHAIN_ROWS_MAX * MAC_SIZE];
};

static const char *text_at(sqlite3_stmt *row, int column)
{
	return column < 0 ? NULL
			  : (const char *)sqlite3_column_text(row, column);
}

/* Is it of the run's moment, person and case? The first row says which. */
static bool belongs(struct run *run, const struct chain_columns *c,
		    sqlite3_stmt *row)
{
	const char *at = text_at(row, c->at), *staff = text_at(row, c->staff);
	int64_t case_id =
		c->case_id < 0 ? 0 : sqlite3_column_int64(row, c->case_id);

	if (run->link.rows_n)
		return streq(at, run->link.at) &&
		       streq(staff, run->link.staff) &&
		       case_id == run->link.case_id;
	str_add(&run->at, str_or_empty(at));
	str_add(&run->staff, str_or_empty(staff));
	run->link.at = at ? run->at.buf : NULL;
	run->link.staff = staff ? run->staff.buf : NULL;
	run->link.case_id = case_id;
	return true;
}

static int add_link(struct store *s, struct chain_end *end,
		    struct chain_link *l, struct err *err)
{
	store_chain_mac(s, l, end->mac, l->mac);
	end->n = l->id;
	memcpy(end->mac, l->mac, MAC_SIZE);
	return store_exec(s, Q_AUDIT_ADD, NULL, err, ARG_INT("id", l->id),
			  ARG_TEXT("at", l->at), ARG_TEXT("kind", l->kind),
			  ARG_INT("row", l->row), ARG_TEXT("staff", l->staff),
			  ARG_INT("case_id", l->case_id),
			  ARG_BLOB("digest", l->digest, l->rows_n * MAC_SIZE),
			  ARG_BLOB("mac", l->mac, MAC_SIZE));
}

/* Does row i of these stand behind the first, with none missing? */
static bool follows(const struct chain_row *fresh, size_t i)
{
	return fresh[i].ledger == fresh->ledger &&
	       fresh[i].row == fresh->row + (int64_t)i;
}

/* The rows of a run, from the first of these on. */
static int read_run(struct store *s, struct run *run,
		    const struct chain_row *fresh, size_t n, struct err *err)
{
	struct chain_link *l = &run->link;
	const struct chain_columns *c;
	sqlite3_stmt *stmt;
	bool there;
	int r = 0;

	if (stand_on(s, fresh->ledger, fresh->row, &stmt, &there, err))
		return -1;
	c = columns_of(s, fresh->ledger, stmt);
	while (!r && there && belongs(run, c, stmt)) {
		digest_columns(c, stmt, run->digest + l->rows_n++ * MAC_SIZE);
		if (l->rows_n == n || l->rows_n == CHAIN_ROWS_MAX ||
		    !follows(fresh, l->rows_n))
			break;
		r = step_to(s, stmt, fresh[l->rows_n].row, &there, err);
	}
	sqlite3_reset(stmt);
	return r;
}

/* A row that is not there was taken back with the statement that wrote it.
 * *done: of how many it is settled. */
static int link_run(struct store *s, struct chain_end *end,
		    const struct chain_row *fresh, size_t n, size_t *done,
		    struct err *err)
{
	struct run run;
	int r;

	run.at = run.staff = (struct str)STR_INIT;
	run.link = (struct chain_link){ .id = end->n + 1,
					.kind = fresh->ledger->table,
					.row = fresh->row,
					.digest = run.digest };
	r = read_run(s, &run, fresh, n, err);
	if (!r && run.link.rows_n)
		r = add_link(s, end, &run.link, err);
	*done = run.link.rows_n ? run.link.rows_n : 1;
	str_release(&run.at);
	str_release(&run.staff);
	return r;
}

int store_chain_link(struct store *s, struct chain_end *end, struct err *err)
{
	struct chain *c = &s->chain;
	size_t done;

	for (size_t i = 0; i < c->fresh_n; i += done)
		if (link_run(s, end, &c->fresh[i], c->fresh_n - i, &done, err))
			return -1;
	c->fresh_n = 0;
	return 0;
}

int store_chain_event(struct store *s, const char *what, const char *staff,
		      int64_t case_id, const char *note, struct err *err)
{
	char now[CLOCK_SIZE];

	clock_now(now);
	return store_exec(s, Q_EVENT_ADD, NULL, err, ARG_TEXT("at", now),
			  ARG_TEXT("staff", staff), ARG_TEXT("what", what),
			  ARG_INT("case_id", case_id), ARG_TEXT("note", note));
}

int store_chain_seal(struct store *s, struct err *err)
{
	const char *doubt;
	struct chain_end end;

	if (!s->chain.fresh_n)
		return 0;
	if (store_chain_key(s, err) ||
	    store_chain_go_on(s, &end, &doubt, err) ||
	    (*doubt && store_chain_event(s, "break", NULL, 0, doubt, err)) ||
	    store_chain_link(s, &end, err))
		return -1;
	return store_chain_move_end(s, &end, err);
}
