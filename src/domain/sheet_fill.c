/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The gate to the paper: which parts a form has, and every value through it. */
#include "domain/sheet_fill.h"

#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "domain/sheet_parts.h"

static void set(struct fill *f, const char *key, size_t row, const char *text)
{
	if (row == ONCE)
		sheet_set(f->sheet, key, text);
	else
		sheet_row_set(f->sheet, key, row, text);
}

/* A bar where the form has one; elsewhere nothing. It does not depend on
 * whether there is a value: a bar tells nothing. */
static void withhold(struct fill *f, const char *key, size_t row)
{
	if (!sheet_keys(NULL)[sheet_key_find(key)].sensitive)
		return;
	if (row == ONCE)
		sheet_withhold(f->sheet, key);
	else
		sheet_row_withhold(f->sheet, key, row);
}

void fill_note(struct fill *f, const char *path)
{
	int item = item_of_path(path);
	const char *id;

	if (item < 0)
		return;
	f->given_items |= UINT64_C(1) << item;
	for (size_t i = 0; (id = f->view->member(f->view->of, i)); i++) {
		size_t len = strlen(id);

		if (!strncmp(path, id, len) && path[len] == '.')
			f->given_members |= UINT64_C(1) << i;
	}
}

void fill_words(struct fill *f, const char *key, size_t row, const char *path,
		char *text)
{
	if (pass_path(f->reader, path) == PASS_NO) {
		withhold(f, key, row);
	} else if (*text) {
		set(f, key, row, text);
		fill_note(f, path);
	}
	free(text);
}

void fill_path(struct fill *f, const char *key, size_t row, const char *path)
{
	fill_words(f, key, row, path, xstrdup(view_get(f->view, "%s", path)));
}

void fill_kana(struct fill *f, const char *key, size_t row, const char *path)
{
	const char *guess = view_get(f->view, "%s_guess", path);
	const char *mark = streq(guess, "yes") ? "（推定）" : "";

	fill_words(f, key, row, path,
		   xstrfmt("%s%s", view_get(f->view, "%s", path), mark));
}

char *fill_clean(const struct fill *f, const char *text, bool own_words)
{
	struct str s = STR_INIT;

	str_set(&s, text);
	scrub(&s, &f->secrets);
	if (!own_words)
		guard_paper_words(&s);
	return str_detach(&s);
}

void fill_free(struct fill *f, const char *key, size_t row, const char *path,
	       bool own_words)
{
	fill_words(f, key, row, path,
		   fill_clean(f, view_get(f->view, "%s", path), own_words));
}

void fill_plain(struct fill *f, const char *key, const char *text)
{
	sheet_set(f->sheet, key, text);
}

void fill_taken(struct fill *f, const char *key, char *text)
{
	fill_plain(f, key, text);
	free(text);
}

const char *fill_dest(const struct fill *f, const char *code)
{
	int i = profile_dest(f->ask->profile, code);

	return i < 0 ? code : f->ask->profile->dest[i].name;
}

const char *fill_dest_tel(const struct fill *f, const char *code)
{
	int i = profile_dest(f->ask->profile, code);

	return i < 0 ? "" : f->ask->profile->dest[i].tel;
}

/* How urgent it is: for whom the sheet is sent to as it was said of them, else
 * the case. */
static void fill_urgency(struct fill *f)
{
	enum sheet_form form = f->reader->form;
	bool sent = form == FORM_REFERRAL || form == FORM_REPORT ||
		    form == FORM_QUESTION;
	const char *r = sent ? f->ask->referral : NULL;
	const char *code = r ? view_get(f->view, "%s.urgency", r) : "";
	int u;

	if (!*code)
		code = view_get(f->view, "case.urgency");
	u = urgency_from_code(code);
	fill_plain(f, "case.urgency", code);
	fill_plain(f, "case.urgency_say",
		   u < 0 ? "" : f->ask->profile->urgency[u].meaning);
}

static void fill_head(struct fill *f)
{
	const struct sheet_ask *ask = f->ask;
	bool anonymous = f->reader->form == FORM_QUESTION;
	bool carried = f->reader->form == FORM_SLIP;

	fill_plain(f, "sheet.city", ask->profile->city);
	fill_taken(f, "sheet.printed_at", words_moment(ask->now));
	fill_plain(f, "from.section", fill_dest(f, ask->section));
	fill_plain(f, "from.staff", ask->sender);
	fill_plain(f, "from.tel", fill_dest_tel(f, ask->section));
	if (f->reader->to && *f->reader->to && !carried) {
		fill_plain(f, "to.section", fill_dest(f, f->reader->to));
		fill_plain(f, "to.tel", fill_dest_tel(f, f->reader->to));
	}
	if (carried)
		return;
	if (!anonymous) /* whom to answer is enough */
		fill_plain(f, "sheet.printed_by", ask->staff);
	fill_urgency(f);
	if (anonymous) /* a number or token leads to the name */
		return;
	fill_plain(f, "sheet.number", view_get(f->view, "case.number"));
	fill_plain(f, "case.number", view_get(f->view, "case.number"));
	fill_plain(f, "sheet.token", view_get(f->view, "case.token"));
	fill_plain(f, "holder.name", ask->holder);
	fill_plain(f, "holder.section",
		   ask->holder_section ? fill_dest(f, ask->holder_section)
				       : "");
	if (guard_protected(f->view) && f->reader->form != FORM_CONSENT)
		fill_plain(f, "case.protection",
			   "住所等の取扱注意（支援措置等）。郵送しないこと");
}

static void add_code(struct str *list, const char *code)
{
	if (list->len)
		str_addc(list, ' ');
	str_add(list, code);
}

static bool has_code(const struct str *list, const char *code)
{
	return scope_has(list->buf, code, false, NULL);
}

/* The rows on which a given item rests. */
static void note_consent(const struct fill *f, enum item item, const char *id,
			 struct disclosure *out)
{
	const struct reader *r = f->reader;
	const struct consent *row;

	consent_find(r->consents, r->rules, id, r->to, item, r->today, &row);
	if (row && row->id && !has_code(&out->consents, row->id))
		add_code(&out->consents, row->id);
}

static void note_disclosure(const struct fill *f, struct disclosure *out)
{
	const struct reader *r = f->reader;
	const struct case_view *view = f->view;
	const char *id, *client = view_client(view);

	out->form = sheet_form_code(r->form);
	out->to = str_or_empty(r->to);
	if (f->ask->referral)
		out->to_person =
			view_get(view, "%s.to_person", f->ask->referral);
	out->needed = r->form == FORM_REPORT ||
		      (r->form == FORM_REFERRAL && !reader_is_own(r));
	for (size_t i = 0; (id = view->member(view->of, i)); i++)
		if (f->given_members & UINT64_C(1) << i)
			add_code(&out->members, id);
	for (int item = 0; item < ITEM_N; item++) {
		if (!(f->given_items & UINT64_C(1) << item))
			continue;
		add_code(&out->items, item_info((enum item)item)->code);
		if (out->needed && client)
			note_consent(f, (enum item)item, client, out);
	}
	if (!out->needed || !r->basis)
		return;
	out->basis = r->basis->basis->code;
	out->reason = r->basis->reason;
	out->approver = r->basis->approver;
	out->approved_on = r->basis->date;
	basis_cite(r->basis, f->ask->laws, &out->basis_text);
}

int sheet_fill(struct sheet *sheet, const struct sheet_ask *ask,
	       struct disclosure *out, struct err *err)
{
	struct fill f = { .sheet = sheet,
			  .ask = ask,
			  .reader = &ask->reader,
			  .view = ask->reader.view };
	enum sheet_form form = ask->reader.form;
	enum guard_slip slip = SLIP_FULL;

	if (reader_check(f.reader, err))
		return -1;
	if (form == FORM_SLIP) {
		slip = guard_slip(f.view, ask->asked, err);
		if (slip == SLIP_NO)
			return -1;
	}
	pass_secrets(f.reader, &f.secrets);
	fill_head(&f);
	switch (form) {
	case FORM_QUESTION:
		fill_question(&f);
		break;
	case FORM_SLIP:
		fill_slip(&f, slip);
		break;
	case FORM_CONSENT:
		fill_people(&f);
		fill_consent(&f);
		break;
	case FORM_REPORT:
		fill_report(&f);
		break;
	case FORM_HANDOVER:
		fill_line(&f, &(struct sheet_line){ .why = "",
						    .referral = ask->referral,
						    .sender = "",
						    .person = "",
						    .due = "" });
		break;
	case FORM_HANDOVER_CASE:
		fill_handover(&f);
		fill_intake(&f);
		fill_people(&f);
		break;
	case FORM_INTAKE:
		fill_triage(&f);
		/* fall through */
	default:
		fill_intake(&f);
		fill_done(&f);
		fill_people(&f);
		fill_referral(&f);
		fill_consent(&f);
		break;
	}
	note_disclosure(&f, out);
	secrets_release(&f.secrets);
	return 0;
}
