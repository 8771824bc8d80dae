/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A casefile as the rules of consent and protection see it: a view of its
 * values, its consents in the order they were given, its referrals and duties.
 */
#ifndef DOMAIN_CASEBIND_H
#define DOMAIN_CASEBIND_H

#include "domain/basis.h"
#include "domain/casefile.h"
#include "domain/caseview.h"
#include "domain/consent.h"
#include "domain/guard.h"

#define CASE_CONSENTS_MAX 99

struct case_bind {
	const struct casefile *cf;
	struct record_ids member, consent, referral, duty;
	struct consent row[CASE_CONSENTS_MAX];
	struct case_view view;
	struct consents consents;
};

/* Everything is borrowed from cf until it changes; view points into *b, so
 * *b may not be copied. */
void case_bind(struct case_bind *b, const struct casefile *cf);

/* Id of the last referral to this section or body, of the last duty done
 * there; NULL: none. */
const char *case_bind_referral(const struct case_bind *b, const char *to);
const char *case_bind_duty(const struct case_bind *b, const char *to);

/*
 * The basis written beside a referral, as its use by the giving section. False
 * when none is written there. Whether it serves is for basis_check() to say.
 */
bool case_bind_basis(const struct case_bind *b, const char *referral,
		     const struct laws *laws, const struct consent_rules *rules,
		     const char *section, struct basis_use *out);

/* Is the duty on record: to whom, when, by whom, and who took it there? */
bool case_bind_done(const struct case_bind *b, const char *duty);
/* Was this place told, by a duty done or a referral that somebody received
 * there? The record (of a case that view shows), or "". */
const char *case_told(const struct case_view *view, const char *to,
		      char id[RECORD_ID_SIZE]);

/* What a guard wants to know beyond the values: did somebody take it over, is
 * a report due and on record. urgency: "AA" ..., "" before triage. */
void case_bind_guard(const struct case_bind *b, const struct facts *facts,
		     const char *urgency, struct guard_in *out);

#endif
