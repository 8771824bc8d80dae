/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The columns are: a named referral, an anonymous question, 重層的支援会議,
 * 支援会議. Source: 福生市 重層的支援体制整備事業 実施計画 (the two conferences
 * and what they ask for), 社会福祉法106条の6, 個人情報保護法27条, 69条.
 */
#include "domain/gate.h"

#include "base/i18n.h"

enum gate_rule {
	GATE_YES,
	GATE_NO,       /* not without consent, whatever the basis */
	GATE_BASIS,    /* not without a basis */
	GATE_DUTY,     /* only a duty report or danger to life */
	GATE_WRITE,    /* yes, with a day by which it is put in writing */
	GATE_SWITCH,   /* the profile says whether oral is enough */
	GATE_SCOPE,    /* those named, the rest masked */
	GATE_EVERYONE, /* only if every attendee is in the scope */
	GATE_REASON,   /* yes, with a reason */
};

/* clang-format off */
static const enum gate_rule table[CONSENT_N][ACT_N] = {
	[CONSENT_UNASKED] = { GATE_BASIS, GATE_YES, GATE_NO,       GATE_YES },
	[CONSENT_WRITTEN] = { GATE_SCOPE, GATE_YES, GATE_YES,      GATE_YES },
	[CONSENT_ORAL]    = { GATE_WRITE, GATE_YES, GATE_SWITCH,   GATE_YES },
	[CONSENT_PARTIAL] = { GATE_SCOPE, GATE_YES, GATE_EVERYONE, GATE_YES },
	[CONSENT_PENDING] = { GATE_BASIS, GATE_YES, GATE_NO,       GATE_YES },
	[CONSENT_REFUSED] = { GATE_BASIS, GATE_YES, GATE_NO,       GATE_REASON },
	[CONSENT_UNABLE]  = { GATE_BASIS, GATE_YES, GATE_NO,       GATE_YES },
	[CONSENT_ENDED]   = { GATE_DUTY,  GATE_YES, GATE_NO,       GATE_YES },
};
/* clang-format on */

/* A conference's own basis serves inside the conference only. */
static bool basis_serves(const struct basis_use *use, enum gate_rule rule)
{
	enum basis_kind kind;

	if (!use)
		return false;
	kind = use->basis->kind;
	if (rule == GATE_DUTY)
		return kind == BASIS_DUTY || kind == BASIS_LIFE;
	return kind != BASIS_CONFERENCE;
}

static const char *const why_shut[CONSENT_N] = {
	[CONSENT_UNASKED] = N_("The person has not been asked for consent yet: "
			       "ask first"),
	[CONSENT_WRITTEN] = N_("The written consent does not reach that far"),
	[CONSENT_ORAL] = N_("The oral consent has to be put in writing first"),
	[CONSENT_PARTIAL] = N_("The partial consent does not reach that far"),
	[CONSENT_PENDING] = N_("Consent is still being sought"),
	[CONSENT_REFUSED] = N_("The person has refused consent"),
	[CONSENT_UNABLE] = N_("Consent cannot be had from the person"),
	[CONSENT_ENDED] = N_("The consent was withdrawn or has run out"),
};

static const char *const instead[ACT_N] = {
	[ACT_REFERRAL] =
		N_("What is possible: an anonymous question to a promoter or a "
		   "coordinator (the form \"question\"), or the conference "
		   "under Social Welfare Act 106-6; a duty report never waits "
		   "for consent"),
	[ACT_QUESTION] = N_("What is possible: ask without a name"),
	[ACT_MULTI] = N_("What is possible: the conference under Social "
			 "Welfare Act 106-6, whose members are bound to "
			 "secrecy, or an anonymous question"),
	[ACT_CONFERENCE] = N_("Say why the conference has to know in spite of "
			      "the refusal"),
};

static enum gate_answer shut(const struct gate_ask *ask, struct err *err)
{
	err_input(err, "%s", _(why_shut[ask->state]));
	err_input(err, "%s", _(instead[ask->act]));
	return GATE_SHUT;
}

enum gate_answer gate_open(const struct gate_ask *ask, struct err *err)
{
	enum gate_rule rule = table[ask->state][ask->act];
	bool open = false;

	switch (rule) {
	case GATE_YES:
	case GATE_SCOPE: /* that the scope reaches is how the state was found */
		open = true;
		break;
	case GATE_NO:
		break;
	case GATE_BASIS:
	case GATE_DUTY:
		if (basis_serves(ask->basis, rule))
			return GATE_BY_BASIS;
		break;
	case GATE_WRITE:
		if (ask->write_by && *ask->write_by)
			return GATE_OPEN;
		if (basis_serves(ask->basis, GATE_BASIS))
			return GATE_BY_BASIS;
		err_input(err, _("Oral consent needs the day by which it is "
				 "put in writing"));
		return GATE_SHUT;
	case GATE_SWITCH:
		open = ask->rules && ask->rules->oral_at_conference;
		break;
	case GATE_EVERYONE:
		open = ask->everyone_in_scope;
		break;
	case GATE_REASON:
		open = ask->reason && *ask->reason;
		break;
	}
	return open ? GATE_OPEN : shut(ask, err);
}
