/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One sheet about a stored case: gathers what sheet_fill() wants to know and
 * keeps it together with the sheet until that is printed and on record.
 */
#ifndef DOMAIN_CASESHEET_H
#define DOMAIN_CASESHEET_H

#include "base/clock.h"
#include "domain/casebind.h"
#include "domain/proposal.h"
#include "domain/sheet_fill.h"

struct case_sheet_ask {
	struct store *store;
	const struct rules *rules; /* with the profile and the facts */
	const struct laws *laws;
	const struct consent_rules *consent_rules;
	const struct casefile *cf;
	enum sheet_form form;
	const char *to;       /* NULL or "": nobody else */
	const char *referral; /* "r1"; NULL: the last one to them */
	const char *staff;    /* number of who prints */
	const char *giver;    /* section that passes it on; NULL: who prints */
	/* Instead of the basis beside the referral: its code, or NULL. */
	const char *basis, *reason, *approver;
	bool asked; /* slip: the person wants one in spite of danger */
};

struct case_sheet {
	struct sheet *sheet;
	struct disclosure gone; /* what passes with it */
	/* What the sheet and the disclosure borrow from. */
	struct case_bind bind;
	struct basis_use basis;
	struct js *triage;
	struct proposal open; /* what it would still ask */
	struct values staff, sender, taker, holder;
	char now[CLOCK_SIZE], today[CLOCK_DATE_SIZE];
};

/* -1 and sentences when it may not be printed for this reader; release it all
 * the same. Does not move. */
int case_sheet_make(struct case_sheet *cs, const struct case_sheet_ask *ask,
		    struct err *err);
/* Only what sheet_fill() wants to know, borrowed from *cs and ask; there is no
 * sheet yet, and whether they may was asked before. Release it all the same. */
int case_sheet_gather(struct case_sheet *cs, const struct case_sheet_ask *ask,
		      struct sheet_ask *fill, struct err *err);
void case_sheet_release(struct case_sheet *cs);

#endif
