/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/casebind.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

#define TOLD_MAX 99 /* duties, referrals of a case */

static const char *get_value(const void *of, const char *path)
{
	const struct case_bind *b = of;

	return casefile_get(b->cf, path);
}

static const char *get_member(const void *of, size_t i)
{
	const struct case_bind *b = of;

	return i < b->member.n ? b->member.id[i] : NULL;
}

/* As recorded: c2 before c10, wherever the list on screen shows them. */
static int by_number(const void *a, const void *b)
{
	const char *x = a, *y = b;
	long m = strtol(x + 1, NULL, 10), n = strtol(y + 1, NULL, 10);

	return (m > n) - (m < n);
}

static void ids(const struct casefile *cf, enum record rec,
		struct record_ids *out)
{
	casefile_ids(cf, rec, out);
	qsort(out->id, out->n, sizeof(out->id[0]), by_number);
}

static const char *field(const struct case_bind *b, const char *id,
			 const char *name)
{
	return view_get(&b->view, "%s.%s", id, name);
}

/* A state that nobody knows is taken as not asked. */
static void bind_row(const struct case_bind *b, const char *id,
		     struct consent *row)
{
	int state = consent_state_from_code(field(b, id, "state"));

	*row = (struct consent){
		.id = id,
		.member = field(b, id, "member"),
		.recipients = field(b, id, "recipients"),
		.items = field(b, id, "items"),
		.state =
			state < 0 ? CONSENT_UNASKED : (enum consent_state)state,
		.given_on = field(b, id, "given_on"),
		.write_by = field(b, id, "write_by"),
		.until = field(b, id, "until"),
		.withdrawn_on = field(b, id, "withdrawn_on"),
		.explained_by = field(b, id, "explained_by"),
		.proxy_name = field(b, id, "proxy_name"),
		.proxy_relation = field(b, id, "proxy_relation"),
		.proxy_reason = field(b, id, "proxy_reason"),
		.witness = field(b, id, "witness"),
		.reason = field(b, id, "reason"),
	};
}

void case_bind(struct case_bind *b, const struct casefile *cf)
{
	b->cf = cf;
	b->view = (struct case_view){ get_value, get_member, b };
	casefile_ids(cf, REC_MEMBER, &b->member);
	ids(cf, REC_CONSENT, &b->consent);
	ids(cf, REC_REFERRAL, &b->referral);
	ids(cf, REC_DUTY, &b->duty);
	b->consents = (struct consents){ b->row, b->consent.n };
	if (b->consents.n > CASE_CONSENTS_MAX)
		BUG("%zu consents in a case", b->consents.n);
	for (size_t i = 0; i < b->consent.n; i++)
		bind_row(b, b->consent.id[i], &b->row[i]);
}

/* What the promoter was told at sign-off is no sheet anybody fills in. */
const char *case_bind_referral(const struct case_bind *b, const char *to)
{
	for (size_t i = b->referral.n; to && i-- > 0;) {
		const char *id = b->referral.id[i];
		const char *state = field(b, id, "state");

		if (streq(field(b, id, "to_body"), to) &&
		    (!streq(to, "promoter") || !*state ||
		     streq(state, "draft")))
			return id;
	}
	return NULL;
}

const char *case_bind_duty(const struct case_bind *b, const char *to)
{
	for (size_t i = b->duty.n; to && i-- > 0;)
		if (streq(field(b, b->duty.id[i], "to_body"), to))
			return b->duty.id[i];
	return NULL;
}

bool case_bind_basis(const struct case_bind *b, const char *referral,
		     const struct laws *laws, const struct consent_rules *rules,
		     const char *section, struct basis_use *out)
{
	const struct basis *basis;

	if (!referral)
		return false;
	basis = laws_basis(laws, field(b, referral, "basis"));
	if (!basis)
		return false;
	*out = (struct basis_use){
		.basis = basis,
		.giver = giver_of(rules, section),
		.recipient = field(b, referral, "to_body"),
		.reason = field(b, referral, "basis_reason"),
		.approver = field(b, referral, "basis_approver"),
		.date = field(b, referral, "basis_date"),
		.items = field(b, referral, "basis_items"),
	};
	/* What the law wants to be reported is not picked item by item. */
	if (basis->kind == BASIS_DUTY && !*out->items)
		out->items = "*";
	return true;
}

/* Does taking this one mean to take over what is urgent? Neither does who
 * answers a question, nor who gets the part that can wait. */
static bool is_urgent(const struct case_bind *b, const char *id)
{
	const char *urgency = field(b, id, "urgency");
	const char *kind = field(b, id, "kind");

	return !streq(urgency, "B") && !streq(urgency, "C") &&
	       !streq(kind, "question") && !streq(kind, "info");
}

/* Somebody took the case over when a name and a time stand together. */
static void find_taken(const struct case_bind *b, const struct record_ids *list,
		       const char *who, const char *when, struct guard_in *out)
{
	for (size_t i = 0; i < list->n; i++) {
		const char *name = field(b, list->id[i], who);
		const char *time = field(b, list->id[i], when);

		if (!*name || (out->received_at && *out->received_at) ||
		    !is_urgent(b, list->id[i]))
			continue;
		out->received_by = name;
		out->received_at = time;
	}
}

/* Whoever a conference named, or who took back what was sent; what the taking
 * counter itself answers for is with its taker, unless it cannot wait. */
static void find_holder(const struct case_bind *b, const char *urgency,
			struct guard_in *out)
{
	const char *taken = field(b, "case", "taken_at");
	const char *lead = field(b, "case", "lead");

	if (*taken) {
		out->received_by = field(b, "case", "taken_by");
		out->received_at = taken;
	} else if (streq(urgency, "A") && *lead &&
		   streq(lead, field(b, "intake", "section"))) {
		out->received_by = field(b, "intake", "staff");
		out->received_at = field(b, "intake", "received_at");
	}
}

static bool filled(const struct case_view *view, const char *id,
		   const char *leaf)
{
	return *view_get(view, "%s.%s", id, leaf);
}

static bool done(const struct case_view *view, const char *id)
{
	return filled(view, id, "to_body") && filled(view, id, "done_at") &&
	       filled(view, id, "done_by") && filled(view, id, "received_by");
}

bool case_bind_done(const struct case_bind *b, const char *duty)
{
	return done(&b->view, duty);
}

/* Who was asked, with a name or without, has taken nothing over. */
static bool received(const struct case_view *view, const char *id)
{
	const char *kind = view_get(view, "%s.kind", id);

	return !streq(kind, "question") && !streq(kind, "info") &&
	       filled(view, id, "received_at") &&
	       filled(view, id, "received_by");
}

const char *case_told(const struct case_view *view, const char *to,
		      char id[RECORD_ID_SIZE])
{
	for (int n = 1; n <= TOLD_MAX; n++) {
		snprintf(id, RECORD_ID_SIZE, "d%d", n);
		if (streq(view_get(view, "%s.to_body", id), to) &&
		    done(view, id))
			return id;
		snprintf(id, RECORD_ID_SIZE, "r%d", n);
		if (streq(view_get(view, "%s.to_body", id), to) &&
		    received(view, id))
			return id;
	}
	return "";
}

void case_bind_guard(const struct case_bind *b, const struct facts *facts,
		     const char *urgency, struct guard_in *out)
{
	*out = (struct guard_in){ .facts = facts, .urgency = urgency };
	find_holder(b, urgency, out);
	find_taken(b, &b->referral, "received_by", "received_at", out);
	find_taken(b, &b->referral, "phoned_to", "phoned_at", out);
	find_taken(b, &b->duty, "received_by", "done_at", out);
	out->report_duty = view_any_yes(&b->view, "fact.abuse_suspected") ||
			   view_any_yes(&b->view, "fact.dv_victim");
	for (size_t i = 0; i < b->duty.n; i++)
		out->reported =
			out->reported || case_bind_done(b, b->duty.id[i]);
}
