/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The record of each disclosure: who gave what to whom, on which consent or
 * basis, with the bytes as printed. Withdrawing a consent stops what is to
 * come; what went out before is listed from here.
 */
#ifndef DOMAIN_DISCLOSURE_H
#define DOMAIN_DISCLOSURE_H

#include "domain/consent.h"
#include "domain/profile.h"
#include "domain/values.h"
#include "store/store.h"

/* What went out, for the record of disclosures. Lists have single blanks. */
struct disclosure {
	bool needed; /* false: nobody outside has read anything */
	const char *form, *to, *to_person;
	struct str members;                          /* "m1 m3" */
	struct str items;                            /* "identity complaint" */
	struct str consents;                         /* "c1" */
	const char *basis;                           /* code, "" */
	struct str basis_text;                       /* the articles */
	const char *reason, *approver, *approved_on; /* "" without a basis */
};

void disclosure_init(struct disclosure *d);
void disclosure_release(struct disclosure *d);

/*
 * Write it down with the bytes of the sheet, before the sheet is handed out.
 * staff is the number of who prints; medium how it leaves ("file", "print").
 * Nothing is written when it is no disclosure.
 */
int disclosure_save(const struct disclosure *d, const char *staff,
		    const char *medium, int pages, const struct str *bytes,
		    struct store *s, int64_t case_id, struct err *err);

/*
 * What can no longer be called back when a consent is withdrawn: all that went
 * out on it, or to its recipients on whatever ground. Newest first, one line
 * each: the day, to whom, which items. Appended to out; *n (may be NULL) is
 * how many.
 */
int disclosure_past(struct store *s, const char *staff, int64_t case_id,
		    const struct consent *consent,
		    const struct consent_rules *rules,
		    const struct profile *profile, struct str *out, size_t *n,
		    struct err *err);

#endif
