/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the .screen of an intake is filled with and where its values go: the
 * draft, through paths. "member.", "consent." and "referral." stand for the
 * record that is open, "concern" for the sixteen boxes together, and a few
 * paths are computed here.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/anyone.h"
#include "app/choices.h"
#include "app/consent_record.h"
#include "app/inputmethod.h"
#include "app/intake.h"
#include "app/item_ticks.h"
#include "app/questions.h"
#include "app/scope_ticks.h"
#include "app/screen_terms.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "text/age.h"
#include "text/date.h"
#include "text/width.h"
#include "ui/formview.h"

void intake_path(const struct intake *in, const char *path, char out[PATH_SIZE])
{
	const struct {
		const char *prefix, *id;
	} alias[] = {
		{ "member.", in->member },
		{ "consent.", in->consent },
		{ "referral.", in->referral },
	};

	for (size_t i = 0; i < ARRAY_SIZE(alias); i++) {
		const char *rest;

		if (skip_prefix(path, alias[i].prefix, &rest)) {
			snprintf(out, PATH_SIZE, "%s.%s", alias[i].id, rest);
			return;
		}
	}
	snprintf(out, PATH_SIZE, "%s", path);
}

const char *intake_get(const struct intake *in, const char *path)
{
	char full[PATH_SIZE];

	intake_path(in, path, full);
	return casefile_get(&in->draft.doc, full);
}

/* Id of the member a computed path is about: "client.age_now" or "member.". */
static const char *member_of(const struct intake *in, const char *path,
			     char id[RECORD_ID_SIZE])
{
	if (skip_prefix(path, "client.", NULL))
		return casefile_client(&in->draft.doc, id);
	return in->member;
}

/* Is what was typed as the birth beside this computed path set aside? Then
 * nothing follows from the one that was there before. */
static bool birth_aside(const struct intake *in, const char *path)
{
	const char *dot = strchr(path, '.');
	char birth[PATH_SIZE], full[PATH_SIZE];

	snprintf(birth, sizeof(birth), "%.*s.birth", (int)(dot - path), path);
	intake_path(in, birth, full);
	return *values_get(&in->draft.aside, full);
}

static void age_now(struct intake *in, const char *path)
{
	char id[RECORD_ID_SIZE];
	const char *member = member_of(in, path, id);
	int age = member && !birth_aside(in, path)
			  ? casefile_age(&in->draft.doc, member)
			  : -1;

	if (age >= 0)
		str_addf(&in->text, "満%d歳", age);
}

static void school_year(struct intake *in, const char *path)
{
	char id[RECORD_ID_SIZE], birth_path[PATH_SIZE];
	const char *member = member_of(in, path, id);
	struct date birth, day;

	if (!member || birth_aside(in, path))
		return;
	snprintf(birth_path, sizeof(birth_path), "%s.birth", member);
	if (!date_from_iso(intake_get(in, birth_path), &birth))
		return;
	if (!date_from_iso(intake_get(in, "intake.received_at"), &day))
		day = date_today();
	str_add(&in->text, school_grade_ja(school_grade(birth, day)));
}

static void staff_name(struct intake *in, const char *path)
{
	char *name =
		session_staff_name(in->session, intake_get(in, "intake.staff"));

	str_add(&in->text, name);
	free(name);
}

static void to_body(struct intake *in, const char *path)
{
	str_add(&in->text,
		session_dest(in->session, intake_get(in, "referral.to_body")));
}

static void basis_said(struct intake *in, const char *path)
{
	const struct basis *basis =
		laws_basis(in->session->laws, intake_get(in, "referral.basis"));

	if (basis)
		str_addf(&in->text, "%s：%s", basis->label,
			 intake_get(in, "referral.basis_reason"));
}

static void basis_passed(struct intake *in, const char *path)
{
	item_ticks_words(in, &in->text);
}

static void recipients_label(struct intake *in, const char *path)
{
	scope_words(intake_get(in, "consent.recipients"),
		    in->session->consent_rules, in->session->office.profile,
		    &in->text);
}

static void recipients_reached(struct intake *in, const char *path)
{
	scope_reaches(intake_get(in, "consent.recipients"),
		      in->session->consent_rules, in->session->office.profile,
		      &in->text);
}

static void who_label(struct intake *in, const char *path)
{
	questions_who(in, &in->text);
}

static void client_line(struct intake *in, const char *path)
{
	char id[RECORD_ID_SIZE];

	if (casefile_client(&in->draft.doc, id))
		intake_member_words(in, id, &in->text);
}

static const struct {
	const char *path;
	void (*make)(struct intake *in, const char *path);
} computed[] = {
	{ "client.age_now", age_now },
	{ "member.age_now", age_now },
	{ "client.school_year", school_year },
	{ "member.school_year", school_year },
	{ "intake.staff", staff_name },
	{ "referral.to_body", to_body },
	{ "referral.basis_said", basis_said },
	{ "referral.basis_passed", basis_passed },
	{ "consent.recipients_label", recipients_label },
	{ "consent.reaches", recipients_reached },
	{ "situation.who", who_label },
	{ "household.client", client_line },
};

bool intake_computes(const char *path)
{
	for (size_t i = 0; i < ARRAY_SIZE(computed); i++)
		if (streq(path, computed[i].path))
			return true;
	return false;
}

int intake_set(struct intake *in, const char *path, const char *value,
	       struct err *err)
{
	in->touched = true;
	return draft_set(&in->draft, in->session->office.store, path, value,
			 in->page, path, err);
}

int intake_set_of(struct intake *in, const char *id, const char *name,
		  const char *value, struct err *err)
{
	char path[PATH_SIZE];

	snprintf(path, sizeof(path), "%s.%s", id, name);
	return intake_set(in, path, value, err);
}

static const char *host_get(void *data, const char *path)
{
	struct intake *in = data;
	const char *rest, *tick;

	if (skip_prefix(path, ANYONE_PREFIX "fact.", &rest))
		return anyone_answer(in, rest);
	if (item_ticks_get(in, path, &tick) || scope_ticks_get(in, path, &tick))
		return tick;
	for (size_t i = 0; i < ARRAY_SIZE(computed); i++) {
		if (!streq(path, computed[i].path))
			continue;
		str_reset(&in->text);
		computed[i].make(in, path);
		return in->text.buf;
	}
	return intake_get(in, path);
}

static int leave_path(struct intake *in, const char *path, const char *value,
		      struct err *err)
{
	char full[PATH_SIZE];
	const char *rest;
	int rc = item_ticks_set(in, path, value, err);

	if (rc == 1)
		rc = scope_ticks_set(in, path, value, err);
	if (rc <= 0)
		return rc;
	if (streq(path, "consent.state"))
		return consent_record_say(in, value, err);
	if (streq(path, "referral.basis"))
		return item_ticks_basis(in, value, err);
	if (streq(path, "consent.withdrawn_on"))
		return consent_record_withdraw(in, value, err);
	if (skip_prefix(path, ANYONE_PREFIX "fact.", &rest))
		return anyone_set(in, rest, value, err);
	intake_path(in, path, full);
	return intake_set(in, full, value, err);
}

/* ---- what was typed and cannot stand there ---- */

static int host_set_aside(void *data, const char *path, const char *typed,
			  struct err *err)
{
	struct intake *in = data;
	char full[PATH_SIZE];

	in->touched = true;
	intake_path(in, path, full);
	return draft_set_aside(&in->draft, in->session->office.store, full,
			       typed, in->page, err);
}

static const char *host_aside(void *data, const char *path)
{
	struct intake *in = data;
	char full[PATH_SIZE];

	intake_path(in, path, full);
	return values_get(&in->draft.aside, full);
}

/* ---- */

static void tell_to_ask(void)
{
	char *sentence = ui_name_keys(_("F2: ask about plan, means and "
					"earlier attempts now."));

	ui_message(sentence, true);
	free(sentence);
}

static int host_leave(void *data, const char *path, const char *value,
		      struct err *err)
{
	struct intake *in = data;
	bool alone = *value && questions_alone(in, path);

	if (leave_path(in, path, value, err))
		return -1;
	if (alone && questions_companion(in))
		ui_message(_("Somebody is with them. Ask this again when they "
			     "are alone."),
			   true);
	if (streq(in->page, "phone") && streq(path, "client.fact.suicidal") &&
	    streq(value, "yes"))
		tell_to_ask();
	/* An answer may call for further questions. The path is a row's. */
	if (streq(in->page, "tonight"))
		questions_tonight(in);
	else if (streq(in->page, "situation"))
		questions_situation(in);
	return 0;
}

/* ---- members of the household, as rows ---- */

void intake_member_words(const struct intake *in, const char *id,
			 struct str *out)
{
	const struct casefile *doc = &in->draft.doc;
	char path[PATH_SIZE];
	const char *relation, *called;
	int age = casefile_age(doc, id);

	snprintf(path, sizeof(path), "%s.relation", id);
	relation = casefile_get(doc, path);
	if (streq(relation, "client"))
		relation = "本人";
	snprintf(path, sizeof(path), "%s.called", id);
	called = casefile_get(doc, path);
	if (!*called) {
		snprintf(path, sizeof(path), "%s.name", id);
		called = casefile_get(doc, path);
	}
	str_addf(out, "%s%s%s", *relation ? relation : "世帯員",
		 *called ? " " : "", called);
	if (age >= 0)
		str_addf(out, "（%d歳）", age);
}

/* Id of the row-th member who is not the client; false when there is none. */
static bool other_member(const struct intake *in, size_t row,
			 char id[RECORD_ID_SIZE])
{
	char client[RECORD_ID_SIZE] = "";
	struct record_ids ids;

	casefile_client(&in->draft.doc, client);
	casefile_ids(&in->draft.doc, REC_MEMBER, &ids);
	for (size_t i = 0; i < ids.n; i++) {
		if (streq(ids.id[i], client))
			continue;
		if (!row--) {
			memcpy(id, ids.id[i], RECORD_ID_SIZE);
			return true;
		}
	}
	return false;
}

static size_t host_row_count(void *data, const char *path)
{
	struct intake *in = data;
	char id[RECORD_ID_SIZE];
	size_t n = 0;

	if (!streq(path, "members"))
		return in->fact_n;
	while (other_member(in, n, id))
		n++;
	return n;
}

static void host_row_text(void *data, const char *path, size_t row,
			  struct str *out)
{
	struct intake *in = data;
	char age[32] = "";
	int years;

	if (!other_member(in, row, in->member))
		BUG("no member in row %zu", row);
	years = casefile_age(&in->draft.doc, in->member);
	if (years >= 0)
		snprintf(age, sizeof(age), "%d歳 %s", years,
			 host_get(in, "member.school_year"));
	else if (atoi(intake_get(in, "member.age_range")) > 0)
		snprintf(age, sizeof(age), "%d代",
			 atoi(intake_get(in, "member.age_range")));
	text_pad(out,
		 *intake_get(in, "member.relation")
			 ? intake_get(in, "member.relation")
			 : "（未記入）",
		 12);
	text_pad(out,
		 intake_get(in, *intake_get(in, "member.called")
					? "member.called"
					: "member.name"),
		 22);
	text_pad(out, age, 16);
	str_add(out, intake_get(in, "member.affiliation"));
}

/* The page of one member, over that of the household. A key that leads to
 * another page leaves both. */
static int open_member(struct intake *in, struct err *err)
{
	struct formview *household = in->view;
	int op = page_member(in, err);

	if (op == FORMVIEW_BROKEN)
		return -1;
	if (op != OP_BACK)
		household->leave = op;
	return 0;
}

int intake_add_member(struct intake *in, struct err *err)
{
	in->touched = true;
	if (draft_add(&in->draft, in->session->office.store, REC_MEMBER,
		      in->member, err))
		return -1;
	return anyone_joins(in, in->member, err);
}

static int host_row(void *data, const char *path, enum form_row_op op,
		    size_t row, struct err *err)
{
	struct intake *in = data;
	char id[RECORD_ID_SIZE] = "";

	in->touched = true;
	if (op == ROW_ADD)
		return intake_add_member(in, err) ? -1 : open_member(in, err);
	if (!other_member(in, row, id))
		return 0;
	switch (op) {
	case ROW_REMOVE:
		return draft_remove(&in->draft, in->session->office.store, id,
				    err);
	case ROW_UP:
	case ROW_DOWN: {
		struct record_ids ids;
		size_t at = 0;

		casefile_ids(&in->draft.doc, REC_MEMBER, &ids);
		while (!streq(ids.id[at], id))
			at++;
		if (op == ROW_UP ? at == 0 : at + 1 == ids.n)
			return 0;
		return draft_move(&in->draft, in->session->office.store, id,
				  op == ROW_UP ? at - 1 : at + 1, err);
	}
	case ROW_OPEN:
	case ROW_ADD:
		break;
	}
	memcpy(in->member, id, sizeof(in->member));
	return open_member(in, err);
}

static void host_fact(void *data, const char *path, size_t row,
		      struct form_fact *out)
{
	const struct intake *in = data;

	*out = in->fact_row[row];
}

static const struct choice *host_choices(void *data, const char *source,
					 size_t *n)
{
	return choices_make(data, source, n);
}

/* What says who it is, where they live, how they are or who told of it. */
static bool host_private(void *data, const char *path)
{
	static const unsigned personal =
		SENSE_PERSON | SENSE_WHERE | SENSE_DELICATE | SENSE_SOURCE;
	const struct intake *in = data;
	char full[PATH_SIZE];
	const struct field *field;

	intake_path(in, path, full);
	field = casefile_field(&in->draft.doc, full);
	return field && (field->sense & personal);
}

static bool host_reading(void *data, const char *name, struct str *out)
{
	return inputmethod_reading(name, out);
}

const struct form_host intake_host = {
	.terms = &screen_terms,
	.get = host_get,
	.leave = host_leave,
	.set_aside = host_set_aside,
	.aside = host_aside,
	.choices = host_choices,
	.row_count = host_row_count,
	.fact = host_fact,
	.row_text = host_row_text,
	.row = host_row,
	.private = host_private,
	.reading = host_reading,
};
