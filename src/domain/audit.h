/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Is the record of views and changes whole? Walks the chain of the store
 * (store/chain.h, which says what is found and what is not) from its first
 * link, and names the first place where it is not what was written.
 */
#ifndef DOMAIN_AUDIT_H
#define DOMAIN_AUDIT_H

#include "base/clock.h"
#include "base/secret.h"
#include "store/store.h"

/* What a whole record is; worth noting down elsewhere. */
struct audit_whole {
	int64_t n; /* links */
	char mac[SECRET_HEX_SIZE];
	/* Begun anew after its key was lost: with this link, at this moment;
	 * what stands before it cannot be verified. Else 1 and "". */
	int64_t first;
	char since[CLOCK_SIZE];
};

/*
 * Others may go on writing meanwhile. known: breaks that were noted in the
 * chain up to this link are known and pass (0: none is). -1 and one sentence
 * with the first fault.
 */
int audit_verify(struct store *s, int64_t known, struct audit_whole *whole,
		 struct err *err);

/*
 * Begin it anew after its key was lost for good: as an administrator, in one
 * transaction, and on record. -1 and a sentence, also while there is a key.
 */
int audit_anew(struct store *s, const char *staff, struct err *err);

/*
 * Links above an id, in order; case_id 0: of all. Rows: id, at, kind (a
 * table), row and last (of that table), staff, case_id, what (of an event),
 * number (of the case).
 */
int audit_list(struct store *s, int64_t case_id, int64_t above, int limit,
	       struct rows *out, struct err *err);

#endif
