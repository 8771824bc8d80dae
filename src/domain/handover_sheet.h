/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * 申し送り on paper: a sheet of the list, and one of each case on it, filled
 * for who prints it. What stays with those who work on a case is no
 * disclosure; that they had it on paper is on record as a view.
 */
#ifndef DOMAIN_HANDOVER_SHEET_H
#define DOMAIN_HANDOVER_SHEET_H

#include "domain/casesheet.h"
#include "domain/handover.h"

/* What it takes to fill one. All borrowed. */
struct handover_desk {
	struct store *store;
	const struct rules *rules; /* with the profile and the facts */
	const struct laws *laws;
	const struct consent_rules *consent_rules;
	const struct actor *actor; /* who prints */
};

/*
 * The list as a sheet, to be freed; *h (to be released, also after NULL) is
 * what stands on it: lines about cases that are not theirs to print are gone.
 * NULL and a sentence: the list is not theirs.
 */
struct sheet *handover_sheet(const struct handover_desk *desk,
			     const struct handover_ask *ask, struct handover *h,
			     struct err *err);

/* Does a sheet of its own belong to this line? Once for each case, and never
 * for a question without a name, which is all there is to know. */
bool handover_has_case(const struct handover *h, size_t line);
/* That sheet, to be freed; NULL and a sentence. */
struct sheet *handover_case(const struct handover_desk *desk,
			    const struct handover *h, size_t line,
			    struct err *err);

/* It is about to be seen or printed: each case was, and by whom. */
int handover_record(const struct handover_desk *desk, const struct handover *h,
		    struct err *err);

#endif
