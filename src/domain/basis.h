/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The legal bases that may stand in for consent (db/laws.yaml), and one use
 * of a basis. Which article carries it depends on who gives: an office of the
 * city, or a private body such as the council of social welfare.
 */
#ifndef DOMAIN_BASIS_H
#define DOMAIN_BASIS_H

#include "domain/consent.h"

enum giver { GIVER_CITY, GIVER_PRIVATE };

/* What a basis is for; decides for which act it serves. */
enum basis_kind {
	BASIS_DUTY,       /* 通告・通報: to its statutory recipients */
	BASIS_LIFE,       /* danger to life and body: to whoever can help */
	BASIS_CONFERENCE, /* 社会福祉法106条の6: inside 支援会議 only */
	BASIS_COUNCIL, /* 要保護児童対策地域協議会: inside the council */
	BASIS_OFFICE, /* the remaining items of the data protection act */
};

struct law {
	char *code;
	char *law;     /* 児童虐待の防止等に関する法律 */
	char *article; /* 6条 */
	char *gist;    /* what it says, in our words */
};

struct basis {
	char *code;
	char *label;
	enum basis_kind kind;
	char **law; /* codes of what commands or allows it */
	size_t law_n;
	char *article[2];     /* by giver: code of a law, NULL: not for them */
	int min_age, max_age; /* it is about somebody of this age */
};

struct laws {
	char *version; /* the day up to which the texts were read */
	struct law *law;
	size_t law_n;
	struct basis *basis;
	size_t basis_n;
};

/* NULL reads the shipped db/laws.yaml; name is how sentences call buf. The
 * caller's, or NULL and sentences on a fault. */
struct laws *laws_load(const char *path, struct err *err);
struct laws *laws_parse(const char *buf, size_t len, const char *name,
			struct err *err);
void laws_free(struct laws *laws);
/* By code; NULL when there is none. */
const struct law *laws_find(const struct laws *laws, const char *code);
const struct basis *laws_basis(const struct laws *laws, const char *code);

/* Of which kind of body is this section? */
enum giver giver_of(const struct consent_rules *rules, const char *section);

/* May it be about somebody of this age (-1: unknown)? */
bool basis_is_about(const struct basis *basis, int age);

struct basis_use {
	const struct basis *basis;
	enum giver giver;
	const char *recipient; /* section code */
	const char *reason;
	const char *approver;
	const char *date;  /* ISO */
	const char *items; /* scope, see domain/consent.h */
};

/* Is it the recipient the law names (always for a basis that names none)? */
bool basis_is_recipient(const struct basis *basis,
			const struct consent_rules *rules,
			const char *recipient);

/*
 * Is this use complete, open to this giver, and to the right recipient?
 * -1 and one sentence for each fault.
 */
int basis_check(const struct basis_use *use, const struct consent_rules *rules,
		const char *today, struct err *err);

/* Append
 * "個人情報の保護に関する法律69条1項（児童虐待の防止等に関する法律6条）". */
void basis_cite(const struct basis_use *use, const struct laws *laws,
		struct str *out);

#endif
