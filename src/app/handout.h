/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A sheet leaves: first it is on record, then in the hand. What could not be
 * written down is not handed out.
 */
#ifndef APP_HANDOUT_H
#define APP_HANDOUT_H

#include "domain/casesheet.h"

struct handout {
	const struct case_sheet *sheet;
	const char *staff;     /* number of who prints */
	const struct str *pdf; /* as laid out */
	int pages;
	struct store *store;
};

/* "…/referral-20261120-0915.pdf" in the home of who sits here: nothing
 * personal in the name, and no file that is there already. */
void handout_propose(const char *form, const char *ending, struct str *out);

/* Bytes into a file that only its owner may read; whole or not at all. */
int handout_write(const char *path, const struct str *bytes, struct err *err);

/* The sheet into such a file, once it is on record. */
int handout_file(const struct handout *h, const char *path, struct err *err);
/* To a print queue; "" is the default one. */
int handout_print(const struct handout *h, const char *queue, struct err *err);

#endif
