/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is only ever written on: results of triage, disclosures with their
 * printed bytes, viewings, events, history. The store links each row into the
 * chain of the record by itself (store/chain.h). Values carry the names of the
 * record's fields (domain/records.h); at and sha256 are filled in here. The
 * database refuses to change or delete any of it.
 */
#ifndef DOMAIN_LEDGER_H
#define DOMAIN_LEDGER_H

#include <stdint.h>

#include "base/err.h"
#include "domain/values.h"
#include "store/store.h"

/* The result of a triage (REC_TRIAGE), inside the caller's transaction. */
int ledger_triage(const struct values *values, struct store *s, int64_t case_id,
		  struct err *err);
/* The last one of a case; values is empty when there is none. */
int ledger_last_triage(struct values *values, struct store *s, int64_t case_id,
		       struct err *err);

/*
 * A sheet that leaves (REC_DISCLOSURE), with its bytes, in a transaction of its
 * own: write it down first, hand the sheet out afterwards. *id (may be NULL)
 * is its key.
 */
int ledger_disclosure(const struct values *values, const void *bytes,
		      size_t len, struct store *s, int64_t case_id, int64_t *id,
		      struct err *err);
/* Newest first, below the id (0: from the top), for staff who may know. Rows:
 * id, the fields but bytes. */
int ledger_disclosures(struct store *s, const char *staff, int64_t case_id,
		       int64_t below, int limit, struct rows *out,
		       struct err *err);
/* Append the bytes as printed. -1 when they are not what was written. */
int ledger_bytes(struct str *out, struct store *s, const char *staff,
		 int64_t id, struct err *err);

/* Somebody looks at a case (個人情報保護: every view is recorded). Inside the
 * caller's transaction, or in one of its own. */
int ledger_viewing(struct store *s, int64_t case_id, const char *staff,
		   const char *purpose, struct err *err);
/* Newest first, for staff who may know. Rows: id, the fields, staff_name. */
int ledger_viewings(struct store *s, const char *staff, int64_t case_id,
		    int64_t below, int limit, struct rows *out,
		    struct err *err);

/*
 * What happened without changing a case: "login", "locked", …, a code of small
 * letters and dashes. Nothing personal: staff is a number or NULL, never what
 * somebody typed. case_id 0: about none. Inside the caller's transaction, or
 * in one of its own.
 */
int ledger_event(struct store *s, const char *what, const char *staff,
		 int64_t case_id, struct err *err);

/*
 * What was changed after a revision (0: all), oldest first. Rows: id revision
 * at staff staff_name record changes; changes is {"field": [old, new], …}.
 */
int ledger_history(struct store *s, int64_t case_id, int64_t after,
		   struct rows *out, struct err *err);

#endif
