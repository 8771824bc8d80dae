/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The chain: what is written into a ledger (history, triage, …: what is only
 * written on) gets a link in the table audit, in the same transaction and by
 * itself; nobody who writes a ledger has to think of it. Rows that stand one
 * behind another in a ledger, of one moment, person and case, share a link. It
 * holds a digest of each row and a mac with the key over those, over its own
 * columns and over the mac before it. Owns "<db>.key" and "<db>.head". What
 * follows from broken links is for domain/audit.h.
 *
 * Found, by whoever has the key, after somebody without it wrote the database
 * behind our back: a row edited, deleted, put in, moved; the same with links;
 * the end cut off. For the end there are a row (audit_head) and a file beside
 * the database, both sealed with the key. The file may be one commit behind,
 * when a process was killed, but never ahead. Where the two do not fit when
 * something is written next, that is written into the chain as an event
 * "break", so that going on working covers nothing up.
 *
 * Not found: anything by somebody who reads the key, or runs the program as
 * its account and lets it write; database and file both put back to one
 * earlier moment, unless somebody has noted what verify said; tables that are
 * no ledger; who looked at the file without the program.
 */
#ifndef STORE_CHAIN_H
#define STORE_CHAIN_H

#include "base/secret.h"
#include "store/store.h"

#define CHAIN_ROWS_MAX 100 /* of one link */

/* A ledger: any table with a key id and the columns at, staff and, if it is
 * about cases, case_id, whose rows never change. Listed in chain.c. */
struct ledger {
	const char *table;
	enum query row, ids;
};

extern const struct ledger ledgers[];
extern const size_t ledgers_n;

struct chain_link {
	int64_t id; /* 1, 2, 3, … */
	const char *at, *kind;
	int64_t row;                 /* the first of … */
	size_t rows_n;               /* so many, */
	const unsigned char *digest; /* each of MAC_SIZE bytes */
	const char *staff;           /* may be NULL */
	int64_t case_id;             /* 0: none */
	unsigned char mac[MAC_SIZE];
};

/* Where the chain ends. */
struct chain_end {
	int64_t n;                    /* links */
	unsigned char mac[MAC_SIZE];  /* of the last */
	unsigned char seal[MAC_SIZE]; /* over both, with the key */
};

enum chain_found { CHAIN_THERE, CHAIN_MISSING, CHAIN_FALSE };

/* Read the key, once. -1 and a sentence: missing, readable by others, none. */
int store_chain_key(struct store *s, struct err *err);
/* Make one, for a new database; one that is there already is used. */
int store_chain_make_key(struct store *s, struct err *err);
/* The file beside the database with this ending. Caller's. */
char *store_chain_file(const struct store *s, const char *suffix);

/*
 * The key is lost: make another, and link all that is there behind the old
 * links, which stay and can no longer be verified. Inside the caller's
 * transaction; on record as the event "anew". Refused while there is a key.
 */
int store_chain_anew(struct store *s, const char *staff, struct err *err);

/* The mac that a link should have behind another. Needs the key. */
void store_chain_mac(const struct store *s, const struct chain_link *l,
		     const unsigned char before[MAC_SIZE],
		     unsigned char out[MAC_SIZE]);
/* The digest of a row as it is now; *there: is there such a row? */
int store_chain_digest(struct store *s, const struct ledger *l, int64_t row,
		       unsigned char out[MAC_SIZE], bool *there,
		       struct err *err);

/* The end as the database says, and as the file beside it says. */
int store_chain_end(struct store *s, struct chain_end *end,
		    enum chain_found *found, struct err *err);
enum chain_found store_chain_end_file(const struct store *s,
				      struct chain_end *end);

/* An event, inside the caller's transaction. staff and note may be NULL. */
int store_chain_event(struct store *s, const char *what, const char *staff,
		      int64_t case_id, const char *note, struct err *err);

#endif
