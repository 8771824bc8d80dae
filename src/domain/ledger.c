/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/ledger.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/secret.h"
#include "base/str.h"
#include "domain/access.h"
#include "domain/record_io.h"
#include "store/chain.h"

static int64_t below_or_top(int64_t below)
{
	return below ? below : INT64_MAX;
}

/* The caller's values with what is filled in here. */
static void complete(struct record_args *args, enum record rec,
		     const struct values *values, int64_t case_id,
		     const char *now)
{
	record_args_add(args, rec, values, "");
	record_arg_replace(args, ARG_INT("case_id", case_id));
	record_arg_replace(args, ARG_TEXT("at", now));
}

int ledger_triage(const struct values *values, struct store *s, int64_t case_id,
		  struct err *err)
{
	struct record_args args = { .n = 0 };
	char now[CLOCK_SIZE];

	clock_now(now);
	complete(&args, REC_TRIAGE, values, case_id, now);
	return store_run(s, Q_TRIAGE_ADD, args.arg, args.n, NULL, err);
}

int ledger_last_triage(struct values *values, struct store *s, int64_t case_id,
		       struct err *err)
{
	struct rows rows = ROWS_INIT;

	values_release(values);
	if (store_exec(s, Q_TRIAGE_LAST, &rows, err,
		       ARG_INT("case_id", case_id)))
		return -1;
	if (rows.n)
		record_from_row(values, REC_TRIAGE, "", &rows, 0);
	rows_release(&rows);
	return 0;
}

static int add_disclosure(const struct record_args *args, struct store *s,
			  int64_t *id, struct err *err)
{
	if (store_run(s, Q_DISCLOSURE_ADD, args->arg, args->n, NULL, err))
		return -1;
	if (id)
		*id = store_last_id(s);
	return 0;
}

int ledger_disclosure(const struct values *values, const void *bytes,
		      size_t len, struct store *s, int64_t case_id, int64_t *id,
		      struct err *err)
{
	struct record_args args = { .n = 0 };
	char hash[SHA256_HEX_SIZE], now[CLOCK_SIZE];
	int r;

	clock_now(now);
	sha256_hex(bytes, len, hash);
	complete(&args, REC_DISCLOSURE, values, case_id, now);
	record_arg_replace(&args, ARG_TEXT("sha256", hash));
	record_arg_replace(&args, ARG_BLOB("bytes", bytes, len));
	r = store_begin(s, err);
	if (!r)
		r = add_disclosure(&args, s, id, err);
	if (!r)
		r = store_commit(s, err);
	store_rollback(s);
	return r;
}

int ledger_disclosures(struct store *s, const char *staff, int64_t case_id,
		       int64_t below, int limit, struct rows *out,
		       struct err *err)
{
	if (access_check(s, staff, ACTION_DISCLOSURES, case_id, NULL, err))
		return -1;
	return store_exec(
		s, Q_DISCLOSURE_LIST, out, err, ARG_INT("case_id", case_id),
		ARG_INT("below", below_or_top(below)), ARG_INT("limit", limit));
}

int ledger_bytes(struct str *out, struct store *s, const char *staff,
		 int64_t id, struct err *err)
{
	struct rows rows = ROWS_INIT;
	char hash[SHA256_HEX_SIZE];
	int r = store_exec(s, Q_DISCLOSURE_BYTES, &rows, err,
			   ARG_INT("id", id));

	if (!r && !rows.n) {
		r = err_input(err,
			      _("There is no printed sheet with the key "
				"%lld"),
			      (long long)id);
	} else if (!r) {
		r = access_check(s, staff, ACTION_DISCLOSURES,
				 rows_int(&rows, 0, "case_id"), NULL, err);
	}
	if (!r) {
		size_t at = rows_col(&rows, "bytes");

		sha256_hex(str_or_empty(rows.cell[at]), rows.len[at], hash);
		if (streq(hash, rows_text(&rows, 0, "sha256")))
			str_addn(out, str_or_empty(rows.cell[at]),
				 rows.len[at]);
		else
			r = err_system(err,
				       _("The stored sheet %lld is not what "
					 "was printed; tell the administrator "
					 "and do not use it"),
				       (long long)id);
	}
	rows_release(&rows);
	return r;
}

static int add_viewing(struct store *s, int64_t case_id, const char *staff,
		       const char *purpose, struct err *err)
{
	char now[CLOCK_SIZE];

	clock_now(now);
	return store_exec(s, Q_VIEWING_ADD, NULL, err,
			  ARG_INT("case_id", case_id), ARG_TEXT("at", now),
			  ARG_TEXT("staff", staff),
			  ARG_TEXT("purpose", purpose));
}

int ledger_viewing(struct store *s, int64_t case_id, const char *staff,
		   const char *purpose, struct err *err)
{
	int r;

	if (store_in_transaction(s))
		return add_viewing(s, case_id, staff, purpose, err);
	r = store_begin(s, err);
	if (!r)
		r = add_viewing(s, case_id, staff, purpose, err);
	if (!r)
		r = store_commit(s, err);
	store_rollback(s);
	return r;
}

int ledger_viewings(struct store *s, const char *staff, int64_t case_id,
		    int64_t below, int limit, struct rows *out, struct err *err)
{
	if (access_check(s, staff, ACTION_VIEWINGS, case_id, NULL, err))
		return -1;
	return store_exec(
		s, Q_VIEWING_LIST, out, err, ARG_INT("case_id", case_id),
		ARG_INT("below", below_or_top(below)), ARG_INT("limit", limit));
}

int ledger_event(struct store *s, const char *what, const char *staff,
		 int64_t case_id, struct err *err)
{
	int r;

	if (store_in_transaction(s))
		return store_chain_event(s, what, staff, case_id, NULL, err);
	r = store_begin(s, err);
	if (!r)
		r = store_chain_event(s, what, staff, case_id, NULL, err);
	if (!r)
		r = store_commit(s, err);
	store_rollback(s);
	return r;
}

int ledger_history(struct store *s, int64_t case_id, int64_t after,
		   struct rows *out, struct err *err)
{
	return store_exec(s, Q_HISTORY_LIST, out, err,
			  ARG_INT("case_id", case_id), ARG_INT("after", after));
}
