/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/casesheet.h"

#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "domain/access.h"
#include "domain/ledger.h"
#include "domain/loop_place.h"
#include "domain/staff.h"

/* Somebody by number; nobody when none is given. */
static int load_staff(struct values *who, struct store *s, const char *number,
		      struct err *err)
{
	return *number ? staff_load(who, s, number, err) : 0;
}

/* What to ask is not kept: the case gives it again. */
static void ask_again(struct case_sheet *cs, const struct case_sheet_ask *ask)
{
	struct proposal *p = &cs->open;

	proposal_decide(p, ask->cf, ask->rules);
	triage_explain_ask(ask->rules, &p->of.c, &p->result, &p->why);
}

static int load_triage(struct case_sheet *cs, const struct case_sheet_ask *ask,
		       struct err *err)
{
	struct values last = VALUES_INIT;
	const char *text;
	int rc = ledger_last_triage(&last, ask->store, ask->cf->id, err);

	text = values_get(&last, "result");
	if (!rc && *text) {
		cs->triage = js_parse(text, strlen(text), "triage", err);
		rc = cs->triage ? 0 : -1;
		ask_again(cs, ask);
	}
	values_release(&last);
	return rc;
}

/* The basis of the command line, else the one beside the referral. */
static int find_basis(struct case_sheet *cs, const struct case_sheet_ask *ask,
		      const char *section, const char *referral,
		      struct err *err)
{
	const struct basis *basis;

	if (!ask->basis)
		return case_bind_basis(&cs->bind, referral, ask->laws,
				       ask->consent_rules, section, &cs->basis)
			       ? 0
			       : 1;
	basis = laws_basis(ask->laws, ask->basis);
	if (!basis) {
		struct str known = STR_INIT;

		for (size_t i = 0; i < ask->laws->basis_n; i++)
			str_addf(&known, "%s%s", i ? ", " : "",
				 ask->laws->basis[i].code);
		err_input(err, _("There is no basis %s; there are %s"),
			  ask->basis, known.buf);
		str_release(&known);
		return -1;
	}
	cs->basis = (struct basis_use){
		.basis = basis,
		.giver = giver_of(ask->consent_rules, section),
		.recipient = ask->to,
		.reason = ask->reason,
		.approver = ask->approver,
		.date = cs->today,
		.items = "*",
	};
	return 0;
}

/* Which referral the sheet is about, NULL: none. What was asked without a name
 * is one of its own. */
static const char *find_referral(const struct case_sheet *cs,
				 const struct case_sheet_ask *ask)
{
	const struct record_ids *ids = &cs->bind.referral;

	if (ask->referral)
		return ask->referral;
	for (size_t i = ids->n; ask->form == FORM_QUESTION && i-- > 0;)
		if (loop_kind_of(ask->cf, ids->id[i]) == LOOP_QUESTION &&
		    streq(loop_get(ask->cf, ids->id[i], "to_body"), ask->to))
			return ids->id[i];
	return case_bind_referral(&cs->bind, ask->to);
}

/* Whom the reader answers: who sent it, whoever prints it by now. Of what was
 * not sent yet, and of sheets of another kind, who prints. */
static int find_sender(struct case_sheet *cs, const struct case_sheet_ask *ask,
		       const char *referral, struct err *err)
{
	const char *number = "";

	if (referral &&
	    (ask->form == FORM_REFERRAL || ask->form == FORM_QUESTION))
		number = loop_get(ask->cf, referral, "sent_by");
	return staff_load(&cs->sender, ask->store,
			  *number ? number : ask->staff, err);
}

static int check_recipient(const struct case_sheet_ask *ask, struct err *err)
{
	const struct profile *profile = ask->rules->profile;
	const char *near;

	if (!ask->to || !*ask->to || profile_dest(profile, ask->to) >= 0)
		return 0;
	near = profile_dest_nearest(profile, ask->to);
	if (near)
		return err_input(err,
				 _("There is no section or body %s; did you "
				   "mean %s?"),
				 ask->to, near);
	return err_input(err, _("There is no section or body %s"), ask->to);
}

int case_sheet_gather(struct case_sheet *cs, const struct case_sheet_ask *ask,
		      struct sheet_ask *fill, struct err *err)
{
	const struct casefile *cf = ask->cf;
	const char *section, *referral;
	int basis;

	memset(cs, 0, sizeof(*cs));
	disclosure_init(&cs->gone);
	clock_now(cs->now);
	clock_today(cs->today);
	case_bind(&cs->bind, cf);
	if (check_recipient(ask, err) ||
	    staff_load(&cs->staff, ask->store, ask->staff, err) ||
	    load_staff(&cs->taker, ask->store, casefile_get(cf, "intake.staff"),
		       err) ||
	    load_staff(&cs->holder, ask->store, casefile_get(cf, "case.holder"),
		       err) ||
	    load_triage(cs, ask, err))
		return -1;
	section = values_get(&cs->staff, "section");
	referral = find_referral(cs, ask);
	basis = find_basis(cs, ask, ask->giver ? ask->giver : section, referral,
			   err);
	if (basis < 0 || find_sender(cs, ask, referral, err))
		return -1;
	*fill = (struct sheet_ask){
		.reader = { .form = ask->form,
			    .view = &cs->bind.view,
			    .consents = &cs->bind.consents,
			    .rules = ask->consent_rules,
			    .basis = basis ? NULL : &cs->basis,
			    .to = ask->to,
			    .today = cs->today },
		.profile = ask->rules->profile,
		.facts = ask->rules->facts,
		.laws = ask->laws,
		.triage = cs->triage,
		.open = cs->open.why.ask,
		.open_n = cs->open.why.ask_n,
		.rules = ask->rules,
		.referral = referral,
		.duty = case_bind_duty(&cs->bind, ask->to),
		.staff = values_get(&cs->staff, "name"),
		.sender = values_get(&cs->sender, "name"),
		.section = values_get(&cs->sender, "section"),
		.taker = values_get(&cs->taker, "name"),
		.holder = values_get(&cs->holder, "name"),
		.now = cs->now,
		.asked = ask->asked,
	};
	if (*values_get(&cs->holder, "section"))
		fill->holder_section = values_get(&cs->holder, "section");
	return 0;
}

/* Of an intake that is no case yet: whoever takes it. A question without a
 * name: who is asked, too. */
static int may_print(const struct case_sheet_ask *ask, const char *referral,
		     struct err *err)
{
	if (!ask->cf->id)
		return access_house(ask->store, ask->staff, ACTION_TAKE, err);
	return access_check(ask->store, ask->staff, ACTION_PRINT, ask->cf->id,
			    ask->form == FORM_QUESTION ? referral : NULL, err);
}

int case_sheet_make(struct case_sheet *cs, const struct case_sheet_ask *ask,
		    struct err *err)
{
	struct sheet_ask fill;

	if (case_sheet_gather(cs, ask, &fill, err) ||
	    may_print(ask, fill.referral, err))
		return -1;
	cs->sheet = sheet_new();
	return sheet_fill(cs->sheet, &fill, &cs->gone, err);
}

void case_sheet_release(struct case_sheet *cs)
{
	sheet_free(cs->sheet);
	disclosure_release(&cs->gone);
	js_free(cs->triage);
	proposal_release(&cs->open);
	values_release(&cs->staff);
	values_release(&cs->sender);
	values_release(&cs->taker);
	values_release(&cs->holder);
}
