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
struct triage_ask;

struct sheet_ask {
	struct reader reader;
	const struct profile *profile;
	const struct facts *facts;
	const struct laws *laws;
	const struct js *triage; /* as stored, DOMAIN "Case JSON"; NULL: none */
	const struct triage_ask *open; /* what it would still ask */
	size_t open_n;
	const struct rules *rules; /* for words on duties; NULL: none */
	const char *referral;      /* "r1": to this recipient; NULL: none */
	const char *duty;          /* "d1": how it was telephoned; NULL: none */
	const char *staff;         /* name of who prints */
	const char *sender;        /* name of who sent it, or else prints */
	const char *section;       /* code of the sender's section */
	const char *taker;         /* name of who took the intake; NULL */
	const char *holder;        /* name; NULL: nobody yet */
	const char *holder_section; /* code */
	const char *now;            /* as from clock_now() */
	const char *journal; /* FORM_HANDOVER_CASE: what happened last; NULL */
	bool asked;          /* slip: the person wants one in spite of danger */
};

/*
 * Fill the (new) sheet and say in *out what passes with it. -1 and sentences
 * when this form may not go to this reader: why not, and what is possible
 * instead; the sheet is to be thrown away then. *out borrows from ask.
 */
int sheet_fill(struct sheet *sheet, const struct sheet_ask *ask,
	       struct disclosure *out, struct err *err);

/* One line of a list that hands over. All borrowed, none NULL but as said. */
struct sheet_line {
	const char *why;      /* it stands there, in words */
	const char *referral; /* "r1"; NULL: it is about the case */
	const char *sender;   /* name of who sent it */
	const char *person;   /* name of who has to act */
	const char *next;     /* what is to be done; NULL: as the state says */
	const char *due;      /* until when; "" open */
	bool late;
};

/* One row more in a list; the reader's form is FORM_HANDOVER, or FORM_QUESTION
 * for what has no name. */
void sheet_fill_line(struct sheet *sheet, const struct sheet_ask *ask,
		     const struct sheet_line *line);

#endif
