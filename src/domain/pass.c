/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/pass.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "domain/guard.h"

static const char *const forms[FORM_N] = {
	[FORM_REFERRAL] = "referral", [FORM_CONSENT] = "consent",
	[FORM_QUESTION] = "question", [FORM_REPORT] = "report",
	[FORM_INTAKE] = "intake",     [FORM_SLIP] = "slip",
	[FORM_HANDOVER] = "handover", [FORM_HANDOVER_CASE] = "handover-case",
};

/* What hands over within the house: to who holds it all of it, to a section it
 * was sent to what that may know. */
static bool hands_over(const struct reader *reader)
{
	return reader->form == FORM_HANDOVER ||
	       reader->form == FORM_HANDOVER_CASE;
}

const char *sheet_form_code(enum sheet_form form)
{
	return forms[form];
}

int sheet_form_from_code(const char *code)
{
	for (int i = 0; i < FORM_N; i++)
		if (streq(forms[i], code))
			return i;
	return -1;
}

bool reader_is_own(const struct reader *reader)
{
	if (reader->form == FORM_INTAKE ||
	    (hands_over(reader) && !*str_or_empty(reader->to)))
		return true;
	return (reader->form == FORM_REFERRAL || hands_over(reader)) &&
	       streq(reader->to, "promoter");
}

/* A duty report with a reason to a recipient the law names: the one paper on
 * which a protected address and the reporter may stand. */
static bool is_statutory(const struct reader *reader)
{
	const struct basis_use *use = reader->basis;

	return reader->form == FORM_REPORT && use && reader->to &&
	       use->basis->kind == BASIS_DUTY &&
	       !basis_check(use, reader->rules, reader->today, NULL) &&
	       streq(use->recipient, reader->to);
}

/* What the person's consent, or the basis, says of one item. */
static enum gate_answer ask_gate(const struct reader *reader,
				 const char *member, enum item item,
				 enum consent_state *state, struct err *err)
{
	const struct item_info *info = item_info(item);
	const struct consent *row = NULL;
	struct gate_ask ask = { .act = ACT_REFERRAL, .rules = reader->rules };

	*state = CONSENT_UNASKED;
	if (member)
		*state = consent_find(reader->consents, reader->rules, member,
				      reader->to, item, reader->today, &row);
	ask.state = *state;
	ask.write_by = row ? row->write_by : NULL;
	if (reader->basis && scope_has(reader->basis->items, info->code,
				       info->law, reader->rules))
		ask.basis = reader->basis;
	return gate_open(&ask, err);
}

static int check_to(const struct reader *reader, struct err *err)
{
	bool given = reader->to && *reader->to;

	switch (reader->form) {
	case FORM_REFERRAL:
	case FORM_REPORT:
		if (!given)
			return err_input(err, _("Say to whom the sheet goes"));
		return 0;
	case FORM_QUESTION:
		if (given && !streq(reader->to, "promoter") &&
		    !streq(reader->to, "coordinator"))
			return err_input(err, _("An anonymous question goes to "
						"a promoter or a coordinator"));
		return 0;
	case FORM_SLIP: /* names the next place */
	case FORM_HANDOVER:
	case FORM_HANDOVER_CASE:
		return 0;
	default:
		if (given)
			return err_input(err,
					 _("The form \"%s\" goes to no other "
					   "section; to pass something on use "
					   "the form \"referral\""),
					 forms[reader->form]);
		return 0;
	}
}

static int check_report(const struct reader *reader, struct err *err)
{
	if (!reader->basis)
		return err_input(err, _("A duty report needs its legal basis "
					"and a reason"));
	if (basis_check(reader->basis, reader->rules, reader->today, err))
		return -1;
	if (reader->basis->basis->kind != BASIS_DUTY)
		return err_input(err,
				 _("%s is no duty to report; use the form "
				   "\"referral\""),
				 reader->basis->basis->label);
	if (!streq(reader->basis->recipient, reader->to))
		return err_input(err, _("The basis names another recipient "
					"than the sheet"));
	if (!guard_abuse(reader->view))
		return err_input(err, _("Nothing in the case speaks of "
					"violence or abuse; write it down "
					"before reporting it"));
	return 0;
}

static int check_referral(const struct reader *reader, struct err *err)
{
	enum consent_state state;

	if (reader->basis &&
	    (basis_check(reader->basis, reader->rules, reader->today, err) ||
	     !streq(reader->basis->recipient, reader->to)))
		return err_input(err, _("The basis does not serve this sheet"));
	if (ask_gate(reader, view_client(reader->view), ITEM_IDENTITY, &state,
		     err) != GATE_SHUT)
		return 0;
	return -1;
}

int reader_check(const struct reader *reader, struct err *err)
{
	if (check_to(reader, err))
		return -1;
	if (reader->form == FORM_REPORT)
		return check_report(reader, err);
	if (reader->form == FORM_REFERRAL && !reader_is_own(reader))
		return check_referral(reader, err);
	return 0;
}

/* Protection is stronger than consent: it guards others than the reader. */
static bool is_protected(const struct reader *reader, enum item item)
{
	if (is_statutory(reader))
		return false;
	if (item == ITEM_ADDRESS || item == ITEM_PLACE)
		return guard_protected(reader->view);
	if (item == ITEM_VISITOR)
		return guard_reporter(reader->view);
	return false;
}

static enum pass by_consent(const struct reader *reader, const char *member,
			    enum item item)
{
	const char *client = view_client(reader->view);
	enum consent_state state;

	if (!member)
		member = client;
	if (ask_gate(reader, member, item, &state, NULL) != GATE_SHUT)
		return PASS_YES;
	if (!client || streq(member, client) || state != CONSENT_UNASKED ||
	    !item_info(item)->hearsay)
		return PASS_NO;
	return by_consent(reader, client, ITEM_HOUSEHOLD) == PASS_YES
		       ? PASS_HEARSAY
		       : PASS_NO;
}

enum pass pass_item(const struct reader *reader, const char *member,
		    enum item item)
{
	if (is_protected(reader, item))
		return PASS_NO;
	switch (reader->form) {
	case FORM_QUESTION:
		return PASS_NO; /* it is made of what names nobody */
	case FORM_REFERRAL:
	case FORM_HANDOVER:
	case FORM_HANDOVER_CASE:
		if (!reader_is_own(reader))
			return by_consent(reader, member, item);
		return PASS_YES;
	case FORM_REPORT:
		return is_statutory(reader) && scope_has(reader->basis->items,
							 item_info(item)->code,
							 item_info(item)->law,
							 reader->rules)
			       ? PASS_YES
			       : PASS_NO;
	default:
		return PASS_YES;
	}
}

enum pass pass_path(const struct reader *reader, const char *path)
{
	int item = item_of_path(path);
	const char *dot = strchr(path, '.');
	char member[16];

	if (item < 0)
		return reader->form == FORM_QUESTION ? PASS_NO : PASS_YES;
	if (skip_prefix(path, "intake.", NULL) ||
	    skip_prefix(path, "fact.", NULL) ||
	    skip_prefix(path, "concern.", NULL))
		return pass_item(reader, NULL, (enum item)item);
	if (skip_prefix(path, "client.", NULL))
		return pass_item(reader, view_client(reader->view),
				 (enum item)item);
	snprintf(member, sizeof(member), "%.*s", (int)(dot - path), path);
	return pass_item(reader, member, (enum item)item);
}

/* What identifies a person, and how it is written into running text. */
static const struct {
	const char *name;
	enum scrub_kind kind;
} member_secrets[] = {
	{ "name", SCRUB_NAME },     { "called", SCRUB_NAME },
	{ "kana", SCRUB_NAME },     { "birth", SCRUB_WHOLE },
	{ "address", SCRUB_PLACE }, { "tel", SCRUB_WHOLE },
	{ "tel2", SCRUB_WHOLE },    { "affiliation", SCRUB_PLACE },
}, intake_secrets[] = {
	{ "visitor_name", SCRUB_NAME }, { "visitor_kana", SCRUB_NAME },
	{ "visitor_tel", SCRUB_WHOLE }, { "brought_by", SCRUB_WHOLE },
	{ "place", SCRUB_PLACE },       { "callback", SCRUB_WHOLE },
	{ "proxy", SCRUB_NAME },
};

static void add_secret(const struct reader *reader, const char *record,
		       const char *name, enum scrub_kind kind,
		       struct secrets *out)
{
	char path[64];

	snprintf(path, sizeof(path), "%s.%s", record, name);
	if (pass_path(reader, path) == PASS_NO)
		secrets_add(out, kind, view_get(reader->view, "%s", path));
}

void pass_secrets(const struct reader *reader, struct secrets *out)
{
	const struct case_view *view = reader->view;
	const char *id;

	for (size_t m = 0; (id = view->member(view->of, m)); m++)
		for (size_t i = 0; i < ARRAY_SIZE(member_secrets); i++)
			add_secret(reader, id, member_secrets[i].name,
				   member_secrets[i].kind, out);
	for (size_t i = 0; i < ARRAY_SIZE(intake_secrets); i++)
		add_secret(reader, "intake", intake_secrets[i].name,
			   intake_secrets[i].kind, out);
}
