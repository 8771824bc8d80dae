/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The gate: may it be told, given the state of consent and the act? One table
 * (states down, acts across), one function that reads it, and sentences that
 * say what is possible instead.
 */
#ifndef DOMAIN_GATE_H
#define DOMAIN_GATE_H

#include "domain/basis.h"
#include "domain/consent.h"

enum gate_act {
	ACT_REFERRAL,   /* a named referral */
	ACT_QUESTION,   /* an anonymous question to promoter or coordinator */
	ACT_MULTI,      /* 重層的支援会議 */
	ACT_CONFERENCE, /* 支援会議, 社会福祉法106条の6 */
	ACT_N,
};

struct gate_ask {
	enum consent_state state;
	enum gate_act act;
	bool everyone_in_scope;        /* ACT_MULTI */
	const char *write_by;          /* of the oral consent */
	const char *reason;            /* why in spite of a refusal */
	const struct basis_use *basis; /* NULL: none; has been checked */
	const struct consent_rules *rules;
};

enum gate_answer {
	GATE_OPEN,     /* by consent, or because no consent is needed */
	GATE_BY_BASIS, /* open, and the basis is what opens it */
	GATE_SHUT,
};

/* err (may be NULL) gets what is missing and what is possible instead. */
enum gate_answer gate_open(const struct gate_ask *ask, struct err *err);

#endif
