/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fills a sheet from a case for one reader. Everything that consent or
 * protection withholds is marked so here, before any page is laid out; who
 * prints never sees it. Knows nothing of fonts, files and the database.
 */
#ifndef DOMAIN_SHEET_FILL_H
#define DOMAIN_SHEET_FILL_H

#include "base/json.h"
#include "domain/disclosure.h"
#include "domain/facts.h"
#include "domain/pass.h"
#include "domain/profile.h"
#include "domain/sheet.h"

struct rules; /* domain/rules.h */

struct sheet_ask {
	struct reader reader;
	const struct profile *profile;
	const struct facts *facts;
	const struct laws *laws;
	const struct js *triage; /* as stored, DOMAIN "Case JSON"; NULL: none */
	const struct rules *rules; /* for words on duties; NULL: none */
	const char *referral;      /* "r1": to this recipient; NULL: none */
	const char *duty;          /* "d1": how it was telephoned; NULL: none */
	const char *staff;         /* name of who prints */
	const char *section;       /* code of their section */
	const char *taker;         /* name of who took the intake; NULL */
	const char *holder;        /* name; NULL: nobody yet */
	const char *holder_section; /* code */
	const char *now;            /* as from clock_now() */
	bool asked; /* slip: the person wants one in spite of danger */
};

/*
 * Fill the (new) sheet and say in *out what passes with it. -1 and sentences
 * when this form may not go to this reader: why not, and what is possible
 * instead; the sheet is to be thrown away then. *out borrows from ask.
 */
int sheet_fill(struct sheet *sheet, const struct sheet_ask *ask,
	       struct disclosure *out, struct err *err);

#endif
