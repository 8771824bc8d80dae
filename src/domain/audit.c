/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/audit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "domain/access.h"
#include "domain/audit_fault.h"
#include "store/chain.h"

#define PAGE_N 1000

int audit_list(struct store *s, int64_t case_id, int64_t above, int limit,
	       struct rows *out, struct err *err)
{
	if (case_id)
		return store_exec(s, Q_AUDIT_CASE_PAGE, out, err,
				  ARG_INT("case_id", case_id),
				  ARG_INT("above", above),
				  ARG_INT("limit", limit));
	return store_exec(s, Q_AUDIT_PAGE, out, err, ARG_INT("above", above),
			  ARG_INT("limit", limit));
}

/* ---- the rows there are, to be ticked off ---- */

struct ticks {
	int64_t *id; /* going up */
	bool *linked;
	size_t n, alloc;
};

struct walk {
	struct store *s;
	struct ticks *ticks;   /* one a ledger */
	struct chain_end at;   /* the last link that was right */
	struct chain_end file; /* what the file said before we began */
	enum chain_found file_found;
	int64_t known;
	struct audit_whole *whole;
	struct err *err;
};

static int list_rows(struct walk *w, size_t ledger)
{
	struct ticks *t = &w->ticks[ledger];
	struct rows rows = ROWS_INIT;
	int64_t above = INT64_MIN;
	int r;

	do {
		r = store_exec(w->s, ledgers[ledger].ids, &rows, w->err,
			       ARG_INT("above", above),
			       ARG_INT("limit", PAGE_N));
		for (size_t i = 0; !r && i < rows.n; i++) {
			above = rows_int(&rows, i, "id");
			ALLOC_GROW(t->id, t->n + 1, t->alloc);
			t->id[t->n++] = above;
		}
	} while (!r && rows.n == PAGE_N);
	rows_release(&rows);
	t->linked = xcalloc(t->n + 1, sizeof(*t->linked));
	return r;
}

static int compare_ids(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* Rows that came after they were listed are not among them. */
static void tick_off(struct ticks *t, int64_t id)
{
	int64_t *at = t->n ? bsearch(&id, t->id, t->n, sizeof(id), compare_ids)
			   : NULL;

	if (at)
		t->linked[at - t->id] = true;
}

/* A row is in its table before it is in the chain, in one transaction: what
 * was listed before the walk must have been met in it. */
static int check_ticks(const struct walk *w)
{
	for (size_t k = 0; k < ledgers_n; k++)
		for (size_t i = 0; i < w->ticks[k].n; i++)
			if (!w->ticks[k].linked[i])
				return err_system(
					w->err,
					_("Row %lld of the table %s has no "
					  "entry in the record: it was put in "
					  "by somebody else"),
					(long long)w->ticks[k].id[i],
					ledgers[k].table);
	return 0;
}

/* ---- one link ---- */

static int ledger_of(const char *kind)
{
	for (size_t i = 0; i < ledgers_n; i++)
		if (streq(ledgers[i].table, kind))
			return (int)i;
	return -1;
}

static int check_row(struct walk *w, const struct rows *rows, size_t i,
		     const struct chain_link *l, int ledger, size_t k)
{
	int64_t row = l->row + (int64_t)k;
	unsigned char digest[MAC_SIZE];
	bool there;

	if (store_chain_digest(w->s, &ledgers[ledger], row, digest, &there,
			       w->err))
		return -1;
	if (!there || !mac_same(digest, l->digest + k * MAC_SIZE))
		return audit_fault_row(w->s, rows, i, row,
				       there ? digest : NULL, w->err);
	tick_off(&w->ticks[ledger], row);
	return 0;
}

static int check_rows(struct walk *w, const struct rows *rows, size_t i,
		      const struct chain_link *l)
{
	int ledger = ledger_of(l->kind);

	if (ledger < 0)
		return err_system(w->err,
				  _("Entry %lld of the record is about the "
				    "table %s, which this program does not "
				    "know"),
				  (long long)l->id, l->kind);
	for (size_t k = 0; k < l->rows_n; k++)
		if (check_row(w, rows, i, l, ledger, k))
			return -1;
	return 0;
}

/* Whoever wrote next has noted that the end was not where it had been. That was
 * so in the old chain where it was begun anew since. */
static int check_break(struct walk *w, const struct rows *rows, size_t i,
		       const struct chain_link *l)
{
	const char *what = rows_text(rows, i, "what");

	if (l->id <= w->known || !what || !streq(what, "break") ||
	    strcmp(l->at, w->whole->since) < 0)
		return 0;
	return err_system(w->err,
			  _("Before entry %lld of the record (%.10s) its end "
			    "was cut off or put back to an earlier state; if "
			    "that was a backup, say --known %lld from now on"),
			  (long long)l->id, l->at, (long long)l->id);
}

static int cut_off(const struct walk *w, int64_t last)
{
	return err_system(w->err,
			  _("The end of the record was cut off: it stops at "
			    "entry %lld, and there were %lld"),
			  (long long)w->at.n, (long long)last);
}

/* Was the file beside the database written when the chain ended here? */
static int check_file_here(const struct walk *w)
{
	if (w->file_found != CHAIN_THERE || w->file.n != w->at.n ||
	    mac_same(w->file.mac, w->at.mac))
		return 0;
	return err_system(w->err,
			  _("Entry %lld of the record is not the one that the "
			    "file %s.head knows: the record was put back and "
			    "written on"),
			  (long long)w->at.n, store_path(w->s));
}

static int check_link(struct walk *w, const struct rows *rows, size_t i)
{
	unsigned char mac[MAC_SIZE];
	struct chain_link l;

	audit_link(&l, rows, i);
	if (l.id != w->at.n + 1)
		return audit_fault_gap(w->at.n + 1, l.id - 1, w->err);
	store_chain_mac(w->s, &l, w->at.mac, mac);
	if (!mac_same(mac, l.mac))
		return audit_fault_link(w->s, rows, i, w->at.mac, w->err);
	if (check_rows(w, rows, i, &l) || check_break(w, rows, i, &l))
		return -1;
	w->at.n = l.id;
	memcpy(w->at.mac, l.mac, MAC_SIZE);
	return check_file_here(w);
}

/* ---- the end ---- */

/* end was read before it turned out that no link follows. */
static int check_end(const struct walk *w, const struct chain_end *end,
		     enum chain_found found)
{
	if (found != CHAIN_THERE)
		return err_system(w->err,
				  _("What the database says about the end of "
				    "the record, entry %lld, is not what was "
				    "written"),
				  (long long)end->n);
	if (end->n > w->at.n)
		return cut_off(w, end->n);
	if (end->n < w->at.n || !mac_same(end->mac, w->at.mac))
		return err_system(w->err,
				  _("Entry %lld of the record was put in "
				    "behind its end by somebody else"),
				  (long long)w->at.n);
	return 0;
}

static int check_file(const struct walk *w)
{
	if (w->file_found == CHAIN_MISSING)
		return err_system(w->err,
				  _("The file %s.head, which says where the "
				    "record ends, is missing; the next save "
				    "makes it anew and notes that"),
				  store_path(w->s));
	if (w->file_found == CHAIN_FALSE)
		return err_system(w->err,
				  _("The file %s.head, which says where the "
				    "record ends, is not what was written"),
				  store_path(w->s));
	return w->file.n > w->at.n ? cut_off(w, w->file.n) : 0;
}

static int walk_page(struct walk *w, struct rows *rows)
{
	if (audit_list(w->s, 0, w->at.n, PAGE_N, rows, w->err))
		return -1;
	for (size_t i = 0; i < rows->n; i++)
		if (check_link(w, rows, i))
			return -1;
	return 0;
}

/* Links of id 0 or below: nothing of ours is there. */
static int check_below(struct walk *w, struct rows *rows)
{
	if (audit_list(w->s, 0, INT64_MIN, 1, rows, w->err))
		return -1;
	if (!rows->n || rows_int(rows, 0, "id") >= 1)
		return 0;
	return err_system(w->err,
			  _("Entry %lld of the record was put in by somebody "
			    "else"),
			  (long long)rows_int(rows, 0, "id"));
}

/* Where the chain begins that our key is for. That nobody has moved it shows at
 * once: only the first link has none before it. */
static int find_first(struct walk *w, struct rows *rows)
{
	struct audit_whole *whole = w->whole;

	*whole = (struct audit_whole){ .first = 1 };
	if (store_run(w->s, Q_AUDIT_FIRST, NULL, 0, rows, w->err))
		return -1;
	if (rows->n && rows_int(rows, 0, "first") > 1) {
		whole->first = rows_int(rows, 0, "first");
		snprintf(whole->since, sizeof(whole->since), "%s",
			 str_or_empty(rows_text(rows, 0, "since")));
	}
	w->at.n = whole->first - 1;
	return 0;
}

static int walk(struct walk *w)
{
	struct rows rows = ROWS_INIT;
	enum chain_found found = CHAIN_MISSING;
	struct chain_end end = { .n = 0 };
	int r = find_first(w, &rows) || check_below(w, &rows) ? -1 : 0;

	do {
		if (!r)
			r = store_chain_end(w->s, &end, &found, w->err);
		if (!r)
			r = walk_page(w, &rows);
	} while (!r && rows.n);
	rows_release(&rows);
	return r ? r : check_end(w, &end, found);
}

int audit_verify(struct store *s, int64_t known, struct audit_whole *whole,
		 struct err *err)
{
	struct walk w = { .s = s, .known = known, .whole = whole, .err = err };
	int r = store_chain_key(s, err);

	if (r)
		return -1;
	w.ticks = xcalloc(ledgers_n, sizeof(*w.ticks));
	w.file_found = store_chain_end_file(s, &w.file);
	for (size_t i = 0; !r && i < ledgers_n; i++)
		r = list_rows(&w, i);
	if (!r)
		r = walk(&w) || check_ticks(&w) || check_file(&w) ? -1 : 0;
	for (size_t i = 0; i < ledgers_n; i++) {
		free(w.ticks[i].id);
		free(w.ticks[i].linked);
	}
	free(w.ticks);
	whole->n = w.at.n;
	secret_hex(w.at.mac, whole->mac);
	return r;
}

int audit_anew(struct store *s, const char *staff, struct err *err)
{
	int r = store_begin(s, err);

	if (!r)
		r = access_house(s, staff, ACTION_AUDIT, err);
	if (!r)
		r = store_chain_anew(s, staff, err);
	if (!r)
		r = store_commit(s, err);
	store_rollback(s);
	return r;
}
