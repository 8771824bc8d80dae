/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/chain.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/handle.h"

#define PAGE_N 1000

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

static void seal_end(const struct store *s, const struct chain_end *end,
		     unsigned char out[MAC_SIZE])
{
	struct mac m;

	mac_begin(&m, s->chain.key);
	add_text(&m, "the end of the chain");
	mac_add_int(&m, end->n);
	mac_add(&m, end->mac, MAC_SIZE);
	mac_end(&m, out);
}

/*
 * All columns by name, but the key, which stands in the link, and those that
 * are NULL: a column that comes with a later program changes no digest.
 */
static void digest_columns(sqlite3_stmt *row, unsigned char out[MAC_SIZE])
{
	struct mac m;

	mac_begin(&m, NULL);
	for (int i = 0; i < sqlite3_column_count(row); i++) {
		const char *name = sqlite3_column_name(row, i);
		int type = sqlite3_column_type(row, i);
		const void *p;

		if (type == SQLITE_NULL || streq(name, "id"))
			continue;
		p = type == SQLITE_BLOB
			    ? sqlite3_column_blob(row, i)
			    : (const void *)sqlite3_column_text(row, i);
		add_text(&m, name);
		mac_add(&m, p, (size_t)sqlite3_column_bytes(row, i));
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
		digest_columns(stmt, out);
	sqlite3_reset(stmt);
	return 0;
}

/* ---- the end ---- */

static enum chain_found check_end(const struct store *s,
				  const struct chain_end *end,
				  const unsigned char seal[MAC_SIZE])
{
	unsigned char right[MAC_SIZE];

	seal_end(s, end, right);
	return mac_same(right, seal) ? CHAIN_THERE : CHAIN_FALSE;
}

/* A cell of MAC_SIZE bytes; whatever else it is, is none. */
static void take_mac(const struct rows *rows, const char *column,
		     unsigned char out[MAC_SIZE])
{
	size_t at = rows_col(rows, column);

	memset(out, 0, MAC_SIZE);
	if (rows->len[at] == MAC_SIZE)
		memcpy(out, rows->cell[at], MAC_SIZE);
}

int store_chain_end(struct store *s, struct chain_end *end,
		    enum chain_found *found, struct err *err)
{
	struct rows rows = ROWS_INIT;
	unsigned char seal[MAC_SIZE];

	*end = (struct chain_end){ .n = 0 };
	*found = CHAIN_MISSING;
	if (store_run(s, Q_AUDIT_HEAD, NULL, 0, &rows, err))
		return -1;
	if (rows.n) {
		end->n = rows_int(&rows, 0, "n");
		take_mac(&rows, "mac", end->mac);
		take_mac(&rows, "seal", seal);
		*found = check_end(s, end, seal);
	}
	rows_release(&rows);
	return 0;
}

/* "madoguchi 00000000000000000123 MAC SEAL\n", always as long. */
#define HEAD_FORMAT "madoguchi %020lld %64s %64s\n"
#define HEAD_LEN    (10 + 20 + 1 + 64 + 1 + 64 + 1)

enum chain_found store_chain_end_file(const struct store *s,
				      struct chain_end *end)
{
	char *file = store_chain_file(s, CHAIN_HEAD), text[HEAD_LEN + 2] = "";
	int fd = open(file, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	ssize_t len = fd < 0 ? 0 : pread(fd, text, HEAD_LEN + 1, 0);
	bool missing = fd < 0 && errno == ENOENT;
	unsigned char seal[MAC_SIZE];

	if (fd >= 0)
		close(fd);
	free(file);
	*end = (struct chain_end){ .n = 0 };
	if (missing)
		return CHAIN_MISSING;
	if (len != HEAD_LEN || !skip_prefix(text, "madoguchi ", NULL) ||
	    secret_from_hex(end->mac, text + 31, 64) ||
	    secret_from_hex(seal, text + 96, 64))
		return CHAIN_FALSE;
	end->n = strtoll(text + 10, NULL, 10);
	return check_end(s, end, seal);
}

/*
 * Under the gate, after the commit. When it cannot be written it stays behind,
 * which is allowed; a save that succeeded does not fail for it.
 */
void store_chain_publish(struct store *s)
{
	char mac[SECRET_HEX_SIZE], seal[SECRET_HEX_SIZE], text[HEAD_LEN + 1];
	unsigned char bytes[MAC_SIZE];
	struct stat st;
	char *file;
	int fd;

	if (!s->chain.moved)
		return;
	s->chain.moved = false;
	file = store_chain_file(s, CHAIN_HEAD);
	seal_end(s, &s->chain.end, bytes);
	secret_hex(s->chain.end.mac, mac);
	secret_hex(bytes, seal);
	snprintf(text, sizeof(text), HEAD_FORMAT, (long long)s->chain.end.n,
		 mac, seal);
	fd = open(file, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd >= 0) {
		if (pwrite(fd, text, HEAD_LEN, 0) == HEAD_LEN &&
		    !fstat(fd, &st) && st.st_size > HEAD_LEN)
			(void)!ftruncate(fd, HEAD_LEN);
		close(fd);
	}
	free(file);
}

/* ---- links ---- */

void store_chain_forget(struct store *s)
{
	s->chain.fresh_n = 0;
	s->chain.moved = false;
}

static void note_row(struct chain *c, const struct ledger *l, int64_t row)
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
		if (!strcmp(ledgers[i].table, table))
			note_row(c, &ledgers[i], row);
}

void store_chain_watch(struct store *s)
{
	sqlite3_update_hook(s->db, on_change, &s->chain);
}

void store_chain_close(struct store *s)
{
	free(s->chain.fresh);
	secret_wipe(s->chain.key, sizeof(s->chain.key));
}

/* A link while its rows are read; they do not stay in memory. */
struct run {
	struct chain_link link;
	struct str at, staff;
	unsigned char digest[CHAIN_ROWS_MAX * MAC_SIZE];
};

/* Is it of the run's moment, person and case? The first row says which. */
static bool belongs(struct run *run, sqlite3_stmt *row)
{
	struct chain_link l = { .at = NULL };

	for (int i = 0; i < sqlite3_column_count(row); i++) {
		const char *name = sqlite3_column_name(row, i);

		if (streq(name, "at"))
			l.at = (const char *)sqlite3_column_text(row, i);
		else if (streq(name, "staff"))
			l.staff = (const char *)sqlite3_column_text(row, i);
		else if (streq(name, "case_id"))
			l.case_id = sqlite3_column_int64(row, i);
	}
	if (run->link.rows_n)
		return streq(l.at, run->link.at) &&
		       streq(l.staff, run->link.staff) &&
		       l.case_id == run->link.case_id;
	str_add(&run->at, str_or_empty(l.at));
	str_add(&run->staff, str_or_empty(l.staff));
	run->link.at = l.at ? run->at.buf : NULL;
	run->link.staff = l.staff ? run->staff.buf : NULL;
	run->link.case_id = l.case_id;
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
	sqlite3_stmt *stmt;
	bool there;
	int r = 0;

	if (stand_on(s, fresh->ledger, fresh->row, &stmt, &there, err))
		return -1;
	while (!r && there && belongs(run, stmt)) {
		digest_columns(stmt, run->digest + l->rows_n++ * MAC_SIZE);
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
	struct run run = { .link = { .id = end->n + 1,
				     .kind = fresh->ledger->table,
				     .row = fresh->row },
			   .at = STR_INIT,
			   .staff = STR_INIT };
	int r;

	run.link.digest = run.digest;
	r = read_run(s, &run, fresh, n, err);
	if (!r && run.link.rows_n)
		r = add_link(s, end, &run.link, err);
	*done = run.link.rows_n ? run.link.rows_n : 1;
	str_release(&run.at);
	str_release(&run.staff);
	return r;
}

/* What was noted, behind what there is. */
static int link_fresh(struct store *s, struct chain_end *end, struct err *err)
{
	struct chain *c = &s->chain;
	size_t done;

	for (size_t i = 0; i < c->fresh_n; i += done)
		if (link_run(s, end, &c->fresh[i], c->fresh_n - i, &done, err))
			return -1;
	c->fresh_n = 0;
	return 0;
}

static int save_end(struct store *s, const struct chain_end *end,
		    struct err *err)
{
	unsigned char seal[MAC_SIZE];

	seal_end(s, end, seal);
	s->chain.end = *end;
	s->chain.moved = true;
	return store_exec(s, Q_AUDIT_HEAD_SAVE, NULL, err, ARG_INT("n", end->n),
			  ARG_BLOB("mac", end->mac, MAC_SIZE),
			  ARG_BLOB("seal", seal, MAC_SIZE));
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

/* Is this link, of an earlier end, in the database as it was? */
static int link_is(struct store *s, const struct chain_end *end, bool *same,
		   struct err *err)
{
	struct rows rows = ROWS_INIT;
	unsigned char mac[MAC_SIZE];

	if (store_exec(s, Q_AUDIT_MAC, &rows, err, ARG_INT("id", end->n)))
		return -1;
	*same = rows.n > 0;
	if (rows.n) {
		take_mac(&rows, "mac", mac);
		*same = mac_same(mac, end->mac);
	}
	rows_release(&rows);
	return 0;
}

/* What is wrong with the file, "" for nothing. */
static int doubt_file(struct store *s, const struct chain_end *end,
		      const char **doubt, struct err *err)
{
	struct chain_end file;
	enum chain_found found = store_chain_end_file(s, &file);
	bool same = false;

	*doubt = "file missing";
	if (found == CHAIN_MISSING)
		return 0;
	if (found == CHAIN_THERE && file.n == end->n)
		same = mac_same(file.mac, end->mac);
	else if (found == CHAIN_THERE && file.n < end->n &&
		 link_is(s, &file, &same, err))
		return -1;
	*doubt = same ? "" : "file does not fit";
	return 0;
}

/* What there is when the row about the end cannot be believed. */
static int last_link(struct store *s, struct chain_end *end, struct err *err)
{
	struct rows rows = ROWS_INIT;

	*end = (struct chain_end){ .n = 0 };
	if (store_run(s, Q_AUDIT_LAST, NULL, 0, &rows, err))
		return -1;
	if (rows.n) {
		end->n = rows_int(&rows, 0, "n");
		take_mac(&rows, "mac", end->mac);
	}
	rows_release(&rows);
	return 0;
}

int store_chain_seal(struct store *s, struct err *err)
{
	enum chain_found found;
	const char *doubt = "row does not fit";
	struct chain_end end;

	if (!s->chain.fresh_n)
		return 0;
	if (store_chain_key(s, err) || store_chain_end(s, &end, &found, err))
		return -1;
	if (found == CHAIN_THERE ? doubt_file(s, &end, &doubt, err)
				 : last_link(s, &end, err))
		return -1;
	if (*doubt && store_chain_event(s, "break", NULL, 0, doubt, err))
		return -1;
	return link_fresh(s, &end, err) || save_end(s, &end, err) ? -1 : 0;
}

/* ---- the beginning ---- */

static int link_ledger(struct store *s, struct chain_end *end,
		       const struct ledger *l, struct err *err)
{
	struct rows rows = ROWS_INIT;
	int64_t above = INT64_MIN;
	int r;

	do {
		r = store_exec(s, l->ids, &rows, err, ARG_INT("above", above),
			       ARG_INT("limit", PAGE_N));
		for (size_t i = 0; !r && i < rows.n; i++) {
			above = rows_int(&rows, i, "id");
			note_row(&s->chain, l, above);
		}
		if (!r)
			r = link_fresh(s, end, err);
	} while (!r && rows.n == PAGE_N);
	rows_release(&rows);
	return r;
}

int store_chain_begin(struct store *s, struct err *err)
{
	struct chain_end end = { .n = 0 }, file;
	struct rows rows = ROWS_INIT;
	char before[32];
	bool begun;

	if (store_run(s, Q_AUDIT_HEAD, NULL, 0, &rows, err))
		return -1;
	begun = rows.n > 0;
	rows_release(&rows);
	if (begun)
		return store_chain_seal(s, err);
	if (store_chain_make_key(s, err))
		return -1;
	s->chain.fresh_n = 0;
	for (size_t i = 0; i < ledgers_n; i++)
		if (link_ledger(s, &end, &ledgers[i], err))
			return -1;
	snprintf(before, sizeof(before), "%lld before", (long long)end.n);
	if (store_chain_event(s, "start", NULL, 0, before, err))
		return -1;
	if (store_chain_end_file(s, &file) != CHAIN_MISSING &&
	    store_chain_event(s, "break", NULL, 0, "file was there", err))
		return -1;
	return link_fresh(s, &end, err) || save_end(s, &end, err) ? -1 : 0;
}
