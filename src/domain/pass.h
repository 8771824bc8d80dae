/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who reads a sheet, and what of whom may stand on it: consent, basis and
 * protection brought together. Every value that goes onto paper asks here.
 */
#ifndef DOMAIN_PASS_H
#define DOMAIN_PASS_H

#include "domain/caseview.h"
#include "domain/gate.h"
#include "domain/scrub.h"

enum sheet_form {
	FORM_REFERRAL,      /* to another section or body */
	FORM_CONSENT,       /* for the person to sign */
	FORM_QUESTION,      /* anonymous, to a promoter or coordinator */
	FORM_REPORT,        /* duty report to its statutory recipient */
	FORM_INTAKE,        /* the record, for the own section */
	FORM_SLIP,          /* for the person to carry home */
	FORM_HANDOVER,      /* a line of the list, for who works on */
	FORM_HANDOVER_CASE, /* one case of it */
	FORM_N,
};

const char *sheet_form_code(enum sheet_form form); /* "referral" */
int sheet_form_from_code(const char *code);        /* -1: there is none */

struct reader {
	enum sheet_form form;
	const struct case_view *view;
	const struct consents *consents;
	const struct consent_rules *rules;
	const struct basis_use *basis; /* NULL: none */
	const char *to;    /* section code; NULL for the own section */
	const char *today; /* ISO */
};

/* The clerk's own promoter is no recipient: full view, no disclosure. */
bool reader_is_own(const struct reader *reader);

/* May this form go to this reader at all? -1 and sentences that say why not
 * and what is possible instead. */
int reader_check(const struct reader *reader, struct err *err);

enum pass {
	PASS_NO,      /* withheld */
	PASS_HEARSAY, /* as told by the visitor: marked 伝聞 */
	PASS_YES,
};

/* member NULL: of the household; the client speaks for it. */
enum pass pass_item(const struct reader *reader, const char *member,
		    enum item item);
/* The same by path; what belongs to no item passes, except on a question. */
enum pass pass_path(const struct reader *reader, const char *path);

/* Everything that says who and where, and is withheld from this reader. */
void pass_secrets(const struct reader *reader, struct secrets *out);

#endif
