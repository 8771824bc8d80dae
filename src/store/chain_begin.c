/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first links: of all that a database held before it had a chain, or before
 * the key of the one it had was lost. */
#include "store/chain.h"

#include <stdio.h>
#include <string.h>

#include "store/handle.h"

#define PAGE_N 1000

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
			store_chain_note(&s->chain, l, above);
		}
		if (!r)
			r = store_chain_link(s, end, err);
	} while (!r && rows.n == PAGE_N);
	rows_release(&rows);
	return r;
}

static int link_all(struct store *s, struct chain_end *end, struct err *err)
{
	s->chain.fresh_n = 0;
	for (size_t i = 0; i < ledgers_n; i++)
		if (link_ledger(s, end, &ledgers[i], err))
			return -1;
	return 0;
}

static int begun(struct store *s, bool *yes, struct err *err)
{
	struct rows rows = ROWS_INIT;
	int r = store_run(s, Q_AUDIT_HEAD, NULL, 0, &rows, err);

	*yes = !r && rows.n > 0;
	rows_release(&rows);
	return r;
}

int store_chain_begin(struct store *s, struct err *err)
{
	struct chain_end end = { .n = 0 }, file;
	char before[32];
	bool done;

	if (begun(s, &done, err))
		return -1;
	if (done)
		return store_chain_seal(s, err);
	if (store_chain_make_key(s, err) || link_all(s, &end, err))
		return -1;
	snprintf(before, sizeof(before), "%lld before", (long long)end.n);
	if (store_chain_event(s, "start", NULL, 0, before, err))
		return -1;
	if (store_chain_end_file(s, &file) != CHAIN_MISSING &&
	    store_chain_event(s, "break", NULL, 0, "file was there", err))
		return -1;
	if (store_chain_link(s, &end, err))
		return -1;
	return store_chain_move_end(s, &end, err);
}

int store_chain_anew(struct store *s, const char *staff, struct err *err)
{
	struct chain_end end;
	char before[32];
	int64_t first;

	if (store_chain_key_lost(s, err) || store_chain_last(s, &end, err) ||
	    store_chain_make_key(s, err))
		return -1;
	first = end.n + 1;
	memset(end.mac, 0, sizeof(end.mac));
	snprintf(before, sizeof(before), "%lld before", (long long)end.n);
	if (link_all(s, &end, err) ||
	    store_chain_event(s, "anew", staff, 0, before, err) ||
	    store_chain_link(s, &end, err) ||
	    store_chain_move_end(s, &end, err))
		return -1;
	return store_exec(s, Q_AUDIT_FIRST_SAVE, NULL, err,
			  ARG_INT("first", first));
}
