/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The referral itself, and the consent that stands on the same sheet. */
#include <string.h>

#include "base/mem.h"
#include "domain/sheet_parts.h"

/* Where violence is in the case, the names alone would tell it. */
bool fill_names_others(const struct fill *f)
{
	if (pass_item(f->reader, NULL, ITEM_AGENCIES) != PASS_YES)
		return false;
	return !guard_abuse(f->view) ||
	       pass_item(f->reader, NULL, ITEM_ABUSE) == PASS_YES;
}

static void fill_others(struct fill *f)
{
	const struct js *list = js_get(f->ask->triage, "destinations");
	struct str out = STR_INIT;

	if (!fill_names_others(f))
		return;
	for (size_t i = 0; i < js_len(list); i++) {
		const char *to = js_str(js_get(js_at(list, i), "to"));

		if (streq(to, f->reader->to) || streq(to, f->ask->section))
			continue;
		str_addf(&out, "%s%s", out.len ? "、" : "", fill_dest(f, to));
	}
	fill_words(f, "referral.others", ONCE, "intake.agencies",
		   str_detach(&out));
}

static void fill_basis(struct fill *f)
{
	const struct basis_use *use = f->reader->basis;
	struct str out = STR_INIT;
	char *reason;

	if (!use)
		return;
	reason = fill_clean(f, use->reason, false);
	str_addf(&out, "%s　", use->basis->label);
	basis_cite(use, f->ask->laws, &out);
	str_addf(&out, "　理由：%s　承認：%s", reason, use->approver);
	fill_plain(f, "referral.basis", out.buf);
	str_release(&out);
	free(reason);
}

void fill_referral(struct fill *f)
{
	const char *r = f->ask->referral, *escort;
	const struct case_view *view = f->view;

	fill_basis(f);
	if (f->ask->triage)
		fill_others(f);
	/* Printing is what sends it. */
	fill_taken(f, "sent_on",
		   words_day(r && view_has(view, "%s.sent_at", r)
				     ? view_get(view, "%s.sent_at", r)
				     : f->ask->now));
	if (!r)
		return;
	fill_taken(f, "referral.reason",
		   fill_clean(f, view_get(view, "%s.reason", r), false));
	fill_taken(f, "referral.request",
		   fill_clean(f, view_get(view, "%s.request", r), false));
	fill_plain(f, "to.staff", view_get(view, "%s.to_person", r));
	if (view_has(view, "%s.phoned_at", r))
		fill_plain(f, "referral.phoned", "yes");
	fill_taken(f, "referral.phoned_at",
		   words_moment(view_get(view, "%s.phoned_at", r)));
	fill_plain(f, "referral.phoned_to", view_get(view, "%s.phoned_to", r));
	escort = view_get(view, "%s.escort", r);
	fill_plain(f, "referral.handover",
		   streq(escort, "sheet") ? "later" : escort);
	fill_taken(f, "referral.handover_at",
		   words_moment(view_get(view, "%s.appointment_at", r)));
	fill_taken(f, "referral.reply_by",
		   words_day(view_get(view, "%s.reply_by", r)));
}

static const char *state_code(const struct consent *row,
			      enum consent_state state)
{
	if (state != CONSENT_ENDED)
		return consent_state_code(state);
	return row->withdrawn_on && *row->withdrawn_on ? "withdrawn"
						       : "expired";
}

/* Yes or no, or nothing: the person has still to say it, or again. */
static const char *said(const struct consent *row, const char *today)
{
	enum consent_state state = consent_on(row, today);

	if (consent_gives(state))
		return "yes";
	return state == CONSENT_REFUSED ||
			       streq(state_code(row, state), "withdrawn")
		       ? "no"
		       : "";
}

/* Who saw it, or why nobody did. */
static void fill_witness(struct fill *f, const struct consent *row)
{
	bool proxy = row->proxy_name && *row->proxy_name;
	bool seen = row->witness && *row->witness;
	char *why;

	if (!proxy || seen || !row->reason || !*row->reason) {
		fill_plain(f, "consent.witness", row->witness);
		return;
	}
	why = fill_clean(f, row->reason, false);
	fill_taken(f, "consent.witness", xstrfmt("なし（%s）", why));
	free(why);
}

static void fill_signature(struct fill *f, const struct consent *row)
{
	bool proxy = row->proxy_name && *row->proxy_name;

	fill_taken(f, "consent.date", words_day(str_or_empty(row->given_on)));
	if (proxy)
		fill_plain(f, "consent.giver", row->proxy_name);
	else
		fill_path(f, "consent.giver", ONCE, "client.name");
	if (row->until && *row->until) {
		char *day = words_day(row->until);

		fill_taken(f, "consent.period", xstrfmt("%sまで", day));
		free(day);
	}
	fill_taken(f, "consent.written_by",
		   words_day(str_or_empty(row->write_by)));
	fill_plain(f, "consent.explained_by", row->explained_by);
	fill_taken(f, "consent.explained_at",
		   words_day(str_or_empty(row->given_on)));
	fill_plain(f, "consent.proxy", row->proxy_name);
	if (proxy)
		fill_taken(f, "consent.proxy_relation",
			   xstrfmt("%s（%s）",
				   str_or_empty(row->proxy_relation),
				   str_or_empty(row->proxy_reason)));
	fill_witness(f, row);
}

/* What is still to be put in writing was said; also when it was said of a part
 * only. */
static const char *taken_as(const struct consent *row)
{
	if (!consent_gives(row->state))
		return "";
	return row->write_by && *row->write_by ? "oral" : "written";
}

static char *words_except(const char *scope)
{
	char *items = words_items(scope, true);
	char *words = *items ? xstrfmt("除く：%s", items) : xstrdup("");

	free(items);
	return words;
}

static void add_recipient(struct fill *f, const char *to, const char *scope,
			  const char *given)
{
	size_t row = sheet_add_row(f->sheet, SHEET_RECIPIENT);
	char *items = words_items(scope, false);
	char *except = words_except(scope);

	sheet_row_set(f->sheet, "recipient.section", row, to);
	sheet_row_set(f->sheet, "recipient.items", row, items);
	if (*except)
		sheet_row_set(f->sheet, "recipient.except", row, except);
	sheet_row_set(f->sheet, "recipient.given", row, given);
	free(items);
	free(except);
}

static void fill_items(struct fill *f, const char *scope)
{
	fill_taken(f, "consent.items", words_items(scope, false));
	fill_taken(f, "consent.except", words_except(scope));
}

/* On a referral only this recipient is named: where else the person went is
 * not theirs to know. */
static void fill_consent_to(struct fill *f)
{
	const struct reader *r = f->reader;
	const char *client = view_client(f->view);
	const struct consent *row = NULL;
	enum consent_state state = CONSENT_UNASKED;

	if (client)
		state = consent_find(r->consents, r->rules, client, r->to,
				     ITEM_IDENTITY, r->today, &row);
	fill_plain(f, "consent.state",
		   row ? state_code(row, state) : consent_state_code(state));
	fill_plain(f, "consent.recipients", fill_dest(f, r->to));
	if (!row)
		return;
	fill_items(f, str_or_empty(row->items));
	add_recipient(f, fill_dest(f, r->to), str_or_empty(row->items),
		      said(row, r->today));
	fill_signature(f, row);
}

/* Nothing asked yet: where triage points is what the person is asked about.
 * The own section and its promoter receive nothing new. */
static void propose(struct fill *f)
{
	const struct js *list = js_get(f->ask->triage, "destinations");

	for (size_t i = 0; i < js_len(list); i++) {
		const char *to = js_str(js_get(js_at(list, i), "to"));

		if (!streq(to, "promoter") && !streq(to, f->ask->section))
			add_recipient(f, fill_dest(f, to), "", "");
	}
}

static bool speaks_to(const struct fill *f, const struct consent *row,
		      const char *to)
{
	const struct reader *r = f->reader;
	const struct consent *now;

	for (int i = 0; i < ITEM_N; i++) {
		consent_find(r->consents, r->rules, row->member, to,
			     (enum item)i, r->today, &now);
		if (now == row)
			return true;
	}
	return false;
}

/* Is there a recipient and an item of which nothing was said later? */
static bool still_speaks(const struct fill *f, const struct consent *row)
{
	const struct profile *p = f->ask->profile;

	for (size_t i = 0; i < p->dest_n; i++)
		if (speaks_to(f, row, p->dest[i].code))
			return true;
	return speaks_to(f, row, str_or_empty(row->recipients));
}

/* For the person to sign: everything that was said and still counts, the
 * client's last row beside the signature. */
static void fill_consent_all(struct fill *f)
{
	const struct consents *all = f->reader->consents;
	const char *client = view_client(f->view);
	const struct consent *last = NULL;

	for (size_t i = 0; i < all->n; i++) {
		const struct consent *row = &all->row[i];
		char *to;

		if (!streq(row->member, client) || !still_speaks(f, row))
			continue;
		to = words_recipients(f, str_or_empty(row->recipients));
		add_recipient(f, to, str_or_empty(row->items),
			      said(row, f->reader->today));
		free(to);
		last = row;
	}
	if (last) {
		fill_plain(
			f, "consent.state",
			state_code(last, consent_on(last, f->reader->today)));
		fill_plain(f, "consent.taken", taken_as(last));
		fill_signature(f, last);
	} else if (f->ask->triage) {
		propose(f);
	}
}

void fill_consent(struct fill *f)
{
	if (f->reader->form == FORM_REFERRAL)
		fill_consent_to(f);
	else
		fill_consent_all(f);
}
