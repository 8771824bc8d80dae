/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/audit_fault.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"

#define PAGE_N 1000

static void take_mac(const struct rows *rows, size_t i, const char *column,
		     unsigned char out[MAC_SIZE])
{
	size_t at = i * rows->cols_n + rows_col(rows, column);

	memset(out, 0, MAC_SIZE);
	if (rows->len[at] == MAC_SIZE)
		memcpy(out, rows->cell[at], MAC_SIZE);
}

void audit_link(struct chain_link *l, const struct rows *rows, size_t i)
{
	size_t digest = i * rows->cols_n + rows_col(rows, "digest");

	*l = (struct chain_link){
		.id = rows_int(rows, i, "id"),
		.at = rows_text(rows, i, "at"),
		.kind = rows_text(rows, i, "kind"),
		.row = rows_int(rows, i, "row"),
		.staff = rows_text(rows, i, "staff"),
		.case_id = rows_int(rows, i, "case_id"),
		.digest = (const unsigned char *)rows->cell[digest],
		.rows_n = rows->len[digest] / MAC_SIZE,
	};
	take_mac(rows, i, "mac", l->mac);
}

/* A link of a page as it is called in a sentence: "17 (history 23-27,
 * R08-00001, 2026-11-20)", or one of its rows: "17 (history 24, …". The
 * caller's. */
static char *name_of(const struct rows *rows, size_t i, int64_t row,
		     int64_t last)
{
	const char *number = rows_text(rows, i, "number");
	const char *at = rows_text(rows, i, "at");
	struct str out = STR_INIT;

	str_addf(&out, "%s (%.20s %lld", rows_text(rows, i, "id"),
		 rows_text(rows, i, "kind"), (long long)row);
	if (last > row)
		str_addf(&out, "-%lld", (long long)last);
	if (number)
		str_addf(&out, ", %.20s", number);
	str_addf(&out, ", %.10s)", at);
	return str_detach(&out);
}

static char *link_name(const struct rows *rows, size_t i)
{
	return name_of(rows, i, rows_int(rows, i, "row"),
		       rows_int(rows, i, "last"));
}

static char *row_name(const struct rows *rows, size_t i, int64_t row)
{
	return name_of(rows, i, row, row);
}

int audit_fault_gap(int64_t first, int64_t last, struct err *err)
{
	if (first == last)
		return err_system(err, _("Entry %lld of the record is missing"),
				  (long long)first);
	return err_system(err,
			  _("Entries %lld to %lld of the record are missing"),
			  (long long)first, (long long)last);
}

/* ---- a search among the links behind ---- */

struct search {
	struct chain_link broken;
	const unsigned char *before; /* the mac in front of it */
	const unsigned char *digest; /* instead: a row like this … */
	int64_t row;                 /* … but this one; then: the one found */
	struct rows rows;            /* the page where it was found … */
	size_t at;                   /* … and where in it */
	unsigned char last[MAC_SIZE]; /* the mac of the link in front */
	bool found;
};

static bool fits(const struct store *s, struct chain_link l, int64_t id,
		 const unsigned char before[MAC_SIZE])
{
	unsigned char mac[MAC_SIZE];

	l.id = id;
	store_chain_mac(s, &l, before, mac);
	return mac_same(mac, l.mac);
}

/* Is among the rows of this link one like the one searched for? */
static bool has_row(struct search *q, const struct chain_link *l)
{
	if (!streq(l->kind, q->broken.kind))
		return false;
	for (size_t k = 0; k < l->rows_n; k++) {
		int64_t row = l->row + (int64_t)k;

		if (row == q->row ||
		    !mac_same(l->digest + k * MAC_SIZE, q->digest))
			continue;
		q->row = row;
		return true;
	}
	return false;
}

/* Is it the one that should stand where the broken one stands? */
static bool is_wanted(struct search *q, const struct store *s,
		      const struct chain_link *l)
{
	if (q->digest)
		return has_row(q, l);
	return l->id != q->broken.id && fits(s, *l, q->broken.id, q->before);
}

static bool search_page(struct search *q, const struct store *s, int64_t *above)
{
	for (size_t i = 0; i < q->rows.n; i++) {
		struct chain_link l;

		audit_link(&l, &q->rows, i);
		*above = l.id;
		if (is_wanted(q, s, &l)) {
			q->at = i;
			return true;
		}
		memcpy(q->last, l.mac, MAC_SIZE);
	}
	return false;
}

static int search_behind(struct search *q, struct store *s, int64_t above,
			 struct err *err)
{
	memcpy(q->last, q->broken.mac, MAC_SIZE);
	do {
		if (store_exec(s, Q_AUDIT_PAGE, &q->rows, err,
			       ARG_INT("above", above),
			       ARG_INT("limit", PAGE_N)))
			return -1;
		q->found = search_page(q, s, &above);
	} while (!q->found && q->rows.n == PAGE_N);
	return 0;
}

/* ---- a link ---- */

/* The right one stands elsewhere: put in before it, or changed places? */
static int moved(const struct search *q, const struct store *s,
		 const char *name, struct err *err)
{
	char *other = link_name(&q->rows, q->at);
	struct chain_link right;
	int64_t there;
	bool swapped;

	audit_link(&right, &q->rows, q->at);
	there = right.id;
	swapped = fits(s, q->broken, there,
		       there == q->broken.id + 1 ? right.mac : q->last);
	if (swapped)
		err_system(err,
			   _("Entry %s of the record was swapped with entry "
			     "%s"),
			   name, other);
	else
		err_system(err,
			   _("Entry %s of the record was put in by somebody "
			     "else; what belongs there is now entry %s"),
			   name, other);
	free(other);
	return -1;
}

/* Does the chain go on behind it as if nothing were wrong? */
static int goes_on(struct store *s, const struct chain_link *l, bool *on,
		   struct err *err)
{
	struct rows rows = ROWS_INIT;
	struct chain_link next;

	*on = false;
	if (store_exec(s, Q_AUDIT_PAGE, &rows, err, ARG_INT("above", l->id),
		       ARG_INT("limit", 1)))
		return -1;
	if (rows.n) {
		audit_link(&next, &rows, 0);
		*on = fits(s, next, l->id + 1, l->mac);
	}
	rows_release(&rows);
	return 0;
}

static int lost(struct store *s, const struct chain_link *l, const char *name,
		struct err *err)
{
	bool on;

	if (goes_on(s, l, &on, err))
		return -1;
	if (on)
		return err_system(err,
				  _("Entry %s of the record was edited in the "
				    "chain itself"),
				  name);
	return err_system(err,
			  _("Entry %s of the record does not follow the one "
			    "before: it was replaced, or others before it are "
			    "missing"),
			  name);
}

int audit_fault_link(struct store *s, const struct rows *rows, size_t i,
		     const unsigned char before[MAC_SIZE], struct err *err)
{
	struct search q = { .before = before, .rows = ROWS_INIT };
	char *name = link_name(rows, i);

	audit_link(&q.broken, rows, i);
	if (!search_behind(&q, s, q.broken.id, err)) {
		if (q.found)
			moved(&q, s, name, err);
		else
			lost(s, &q.broken, name, err);
	}
	rows_release(&q.rows);
	free(name);
	return -1;
}

/* ---- a row ---- */

static int edited(const struct search *q, const char *name, struct err *err)
{
	char *other;

	if (!q->found)
		return err_system(
			err,
			_("Entry %s of the record: its row was edited "
			  "after it was written"),
			name);
	other = row_name(&q->rows, q->at, q->row);
	err_system(err,
		   _("Entry %s of the record: its row was swapped, it holds "
		     "what belongs to entry %s"),
		   name, other);
	free(other);
	return -1;
}

int audit_fault_row(struct store *s, const struct rows *rows, size_t i,
		    int64_t row, const unsigned char *digest, struct err *err)
{
	struct search q = { .digest = digest, .row = row, .rows = ROWS_INIT };
	char *name = row_name(rows, i, row);

	audit_link(&q.broken, rows, i);
	if (!digest)
		err_system(err,
			   _("Entry %s of the record: its row is missing, it "
			     "was deleted after it was written"),
			   name);
	else if (!search_behind(&q, s, 0, err))
		edited(&q, name, err);
	rows_release(&q.rows);
	free(name);
	return -1;
}
