/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An intake or a change of a case while it is being typed. Each field left is
 * on disk before draft_set returns; a killed program, a cut line or another
 * terminal takes the draft up at that field. Signing off turns the draft into
 * the case, merged field by field with what others saved in the meantime.
 */
#ifndef DOMAIN_DRAFT_H
#define DOMAIN_DRAFT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "domain/casefile.h"
#include "domain/merge.h" /* struct conflicts */
#include "domain/rules.h"

struct draft {
	int64_t id;
	struct casefile base; /* as it was read; empty for a new case */
	struct casefile doc;  /* with what has been typed */
	struct values aside;  /* by path: typed, but cannot stand there */
	const struct facts *facts;
	char staff[16];     /* who is typing */
	char *terminal;     /* this terminal's claim on the draft */
	char *page, *field; /* where the cursor was, "" at first */
	bool phone;         /* phone mode */
	bool read_only;     /* a case that is theirs to read, not to change */
};

void draft_release(struct draft *d);

/* Begin one: of a new case (case_id 0) or of a change, which shows the case:
 * that is on record. facts is borrowed. */
int draft_begin(struct draft *d, struct store *s, const struct facts *facts,
		const char *staff, int64_t case_id, struct err *err);

/* The same after signing off, for a case that stays on the screen. */
int draft_go_on(struct draft *d, struct store *s, const struct facts *facts,
		const char *staff, int64_t case_id, struct err *err);

/*
 * Take up a draft, one's own or a colleague's. When another living terminal has
 * it: ERR_BUSY and a sentence that says who and since when, unless take_over;
 * the other is told at its next field. The same for a draft that is signed off
 * or discarded: ERR_STALE.
 */
int draft_resume(struct draft *d, struct store *s, const struct facts *facts,
		 const char *staff, int64_t draft_id, bool take_over,
		 struct err *err);
/* Leave it, so that others may open it without asking. */
int draft_leave(struct draft *d, struct store *s, struct err *err);

/*
 * Put one left field on disk, and where the cursor goes next (page and field
 * may be NULL: unchanged). ERR_INPUT: the value may not stand there. ERR_STALE:
 * another terminal took the draft over; nothing was written.
 */
int draft_set(struct draft *d, struct store *s, const char *path,
	      const char *value, const char *page, const char *field,
	      struct err *err);
/*
 * Keep a text that cannot stand at path beside it, as it was typed, so that
 * the person gets away; "" forgets it. Until then nobody signs the draft off.
 */
int draft_set_aside(struct draft *d, struct store *s, const char *path,
		    const char *text, const char *page, struct err *err);
/* Only the cursor and the phone mode. */
int draft_cursor(struct draft *d, struct store *s, const char *page,
		 const char *field, bool phone, struct err *err);
/* Add, remove, move a member or another record with a letter: on disk too. */
int draft_add(struct draft *d, struct store *s, enum record rec,
	      char id[RECORD_ID_SIZE], struct err *err);
int draft_remove(struct draft *d, struct store *s, const char *id,
		 struct err *err);
int draft_move(struct draft *d, struct store *s, const char *id, size_t to,
	       struct err *err);

/* Give it up; who and when stays recorded. */
int draft_discard(struct draft *d, struct store *s, struct err *err);

/*
 * Open drafts, newest first: up to limit rows below the id from (0: from the
 * top), or, back, the page above. staff asks; mine: only their own. Rows: id
 * title staff staff_name case_id case_number page phone updated_at.
 */
int draft_list(struct store *s, const char *staff, bool mine, int64_t from,
	       bool back, int limit, struct rows *out, struct err *err);

/*
 * Turn the draft into the case, decided anew by the rules. ERR_INPUT: a text
 * was set aside and is not settled. 0: done, *case_id is
 * its id. 1: others changed the same fields; conflicts lists them all, nothing
 * is written: let the person choose, and call again with the same list. A
 * choice counts only for the very texts it was made between; if the case moves
 * again there may be new ones. conflicts starts as CONFLICTS_INIT. -1: a
 * sentence.
 */
int draft_sign_off(struct draft *d, struct store *s, const struct rules *rules,
		   struct conflicts *conflicts, int64_t *case_id,
		   struct err *err);

#endif
