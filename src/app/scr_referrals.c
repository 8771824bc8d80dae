/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * つなぎ・印刷: the sheets of a case, one line each. Enter shows a sheet as it
 * will be printed; what may not go to its reader is refused with what is
 * possible instead.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/item_ticks.h"
#include "app/preview.h"
#include "app/rowlist.h"
#include "app/screens.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "domain/loop.h"
#include "domain/proposal.h"
#include "text/width.h"
#include "ui/dialog.h"
#include "ui/formview.h"

#define FORM_COLS 22

/* ---- what is seen ---- */

/* How far the referral to this body has come; "" when not even begun. */
static const char *state_of(const struct intake *in, const char *to)
{
	struct case_bind bind;
	char path[PATH_SIZE];
	const char *id;

	case_bind(&bind, &in->draft.doc);
	id = case_bind_referral(&bind, to);
	if (!id)
		return "";
	snprintf(path, sizeof(path), "%s.state", id);
	return casefile_get(&in->draft.doc, path);
}

/* May a sheet with the name go there now? As the gate will say it. */
static bool may_name(const struct intake *in, const char *to)
{
	const struct session *s = in->session;
	struct case_bind bind;
	struct basis_use basis;
	char today[CLOCK_DATE_SIZE];
	struct err err = ERR_INIT;
	bool may;

	clock_today(today);
	case_bind(&bind, &in->draft.doc);
	may = !reader_check(
		&(const struct reader){
			.form = FORM_REFERRAL,
			.view = &bind.view,
			.consents = &bind.consents,
			.rules = s->consent_rules,
			.basis = case_bind_basis(&bind,
						 case_bind_referral(&bind, to),
						 s->laws, s->consent_rules,
						 s->section, &basis)
					 ? &basis
					 : NULL,
			.to = to,
			.today = today,
		},
		&err);
	err_release(&err);
	return may;
}

/* What stands beside a referral sheet: how far it is, and whether a name may
 * go there from now on. */
static void add_note(const struct intake *in, const char *to, struct str *out)
{
	const char *state = state_of(in, to);

	if (*state && !streq(state, "draft"))
		str_addf(out, "%s  ",
			 field_code_label(record_field(REC_REFERRAL, "state"),
					  state));
	if (!may_name(in, to))
		str_add(out, "名前は出せません");
}

static void add_row(struct list_page *page, enum sheet_form form,
		    const char *to)
{
	struct str text = STR_INIT;
	char target[80];

	snprintf(target, sizeof(target), "%s:%s", sheet_form_code(form),
		 str_or_empty(to));
	str_add(&text, "  ");
	text_pad(&text, preview_form_name(form), FORM_COLS);
	if (to)
		text_pad(&text, session_dest(page->in->session, to), 30);
	if (form == FORM_REFERRAL)
		add_note(page->in, to, &text);
	rowlist_add(&page->list, ATTR_ROW, target, "%s", text.buf);
	str_release(&text);
}

/* Is it a duty report under one of the abuse laws? */
static bool reports(const struct session *s, const char *to)
{
	for (size_t i = 0; i < s->laws->basis_n; i++)
		if (s->laws->basis[i].kind == BASIS_DUTY &&
		    basis_is_recipient(&s->laws->basis[i], s->consent_rules,
				       to))
			return true;
	return false;
}

static bool has_report_duty(const struct intake *in)
{
	struct case_bind bind;
	struct guard_in guard;

	case_bind(&bind, &in->draft.doc);
	case_bind_guard(&bind, in->session->office.facts, "", &guard);
	return guard.report_duty;
}

/* Nothing by post where a letter could reach the wrong hands. */
static void add_mail_warning(struct list_page *page)
{
	struct case_bind bind;
	struct err err = ERR_INIT;

	case_bind(&bind, &page->in->draft.doc);
	if (guard_mail(&bind.view, &err))
		rowlist_add(&page->list, ATTR_DUTY, NULL, "  %s", err.text.buf);
	err_release(&err);
}

/* Where the person goes from here: the most urgent body a referral was begun
 * to, of several the last. One asks a role, but nobody goes there. */
static const char *next_place(const struct intake *in)
{
	const struct profile *p = in->session->office.profile;
	const char *place = NULL;
	int best = URGENCY_N;
	struct case_bind bind;

	case_bind(&bind, &in->draft.doc);
	for (size_t i = bind.referral.n; i-- > 0;) {
		const char *id = bind.referral.id[i];
		const char *to = view_get(&bind.view, "%s.to_body", id);
		int dest = profile_dest(p, to);
		int urgency = urgency_from_code(
			view_get(&bind.view, "%s.urgency", id));

		if (dest < 0 || p->dest[dest].kind == DEST_ROLE ||
		    (place && (urgency < 0 || urgency >= best)))
			continue;
		place = to;
		best = urgency < 0 ? URGENCY_N : urgency;
	}
	return place;
}

static void build(struct list_page *page)
{
	struct intake *in = page->in;
	const struct profile *p = in->session->office.profile;
	const char *own = casefile_get(&in->draft.doc, "intake.section");
	struct proposal t = { .to = 0 };
	bool duty = has_report_duty(in);

	proposal_make(&t, &in->draft.doc, in->session->office.rules);
	rowlist_clear(&page->list);
	for (size_t i = 0; i < p->dest_n; i++) {
		const char *to = p->dest[i].code;
		bool named = t.to & DEST_BIT(i);

		if (duty && named && reports(in->session, to))
			add_row(page, FORM_REPORT, to);
		if ((int)i == p->promoter || streq(to, own))
			continue;
		if (named || *state_of(in, to))
			add_row(page, FORM_REFERRAL, to);
	}
	proposal_release(&t);
	add_mail_warning(page);
	add_row(page, FORM_QUESTION, p->dest[p->promoter].code);
	add_row(page, FORM_QUESTION, p->dest[p->coordinator].code);
	add_row(page, FORM_CONSENT, NULL);
	add_row(page, FORM_INTAKE, NULL);
	add_row(page, FORM_SLIP, next_place(in));
}

/* ---- what is done ---- */

/* Which form the row is, and to whom (NULL: nobody). */
static bool read_target(const char *target, enum sheet_form *form,
			const char **to)
{
	char code[32];
	size_t len = target ? strcspn(target, ":") : 0;
	int found;

	if (!len || len >= sizeof(code))
		return false;
	snprintf(code, sizeof(code), "%.*s", (int)len, target);
	found = sheet_form_from_code(code);
	*form = (enum sheet_form)(found < 0 ? 0 : found);
	*to = target[len] && target[len + 1] ? target + len + 1 : NULL;
	return found >= 0;
}

/* How urgent it is for this body, as proposed; "" for one not proposed. */
static const char *urgency_for(const struct intake *in, const char *to)
{
	int dest = profile_dest(in->session->office.profile, to);
	struct proposal t = { .to = 0 };
	const char *code = "";

	proposal_make(&t, &in->draft.doc, in->session->office.rules);
	if (dest >= 0 && (t.to & DEST_BIT(dest)))
		code = urgency_code(t.dest_urgency[dest]);
	proposal_release(&t);
	return code;
}

/* The record of the referral to this body; a new one when there is none, or
 * the last one has come to its end. */
static int open_record(struct intake *in, const char *to, struct err *err)
{
	struct case_bind bind;
	const char *id;

	case_bind(&bind, &in->draft.doc);
	id = case_bind_referral(&bind, to);
	if (id && !loop_ended(loop_state_from_code(state_of(in, to)))) {
		snprintf(in->referral, sizeof(in->referral), "%s", id);
		return 0;
	}
	if (draft_add(&in->draft, in->session->office.store, REC_REFERRAL,
		      in->referral, err))
		return -1;
	return intake_set_of(in, in->referral, "to_body", to, err) ||
	       intake_set_of(in, in->referral, "urgency", urgency_for(in, to),
			     err) ||
	       intake_set_of(in, in->referral, "state", "draft", err);
}

static unsigned pick_items(struct window *win, enum op op)
{
	const struct formview *fv = win->data;

	if (item_ticks_picked(fv->data))
		return page_over(win, "basis");
	ui_message(_("Choose a legal basis first; a duty to report takes along "
		     "all that is needed."),
		   false);
	return VIEW_HANDLED;
}

static const struct binding form_keys[] = {
	PAGE_KEYS,
	{ OP_F6, N_("Items"), pick_items,
	  N_("what goes on the legal basis, without consent") },
	PAGE_KEYS_TURN(NULL),
	PAGE_KEY_SAVE,
	{ OP_NONE, NULL, NULL, NULL },
};

static int edit(struct intake *in, const char *to, struct err *err)
{
	int op;

	if (open_record(in, to, err))
		return OP_NONE;
	op = page_form(in, "referral", form_keys, err);
	return op == OP_BACK || op == OP_PAGE_NEXT || op == OP_PAGE_PREV
		       ? OP_NONE
		       : op;
}

/* What was printed is a referral on its way: sent, and when. */
static int mark_sent(struct intake *in, const char *to, struct err *err)
{
	char now[CLOCK_SIZE];

	clock_now(now);
	now[strlen("2026-11-20T09:15")] = '\0';
	if (open_record(in, to, err))
		return -1;
	/* What is printed once more was sent the first time. */
	if (loop_state_from_code(state_of(in, to)) == LOOP_DRAFT &&
	    (intake_set_of(in, in->referral, "state", "sent", err) ||
	     intake_set_of(in, in->referral, "sent_at", now, err)))
		return -1;
	return intake_commit(in, err);
}

/* A report has gone out: who made it, when, to whom, and who took it there if
 * it was telephoned first (児童虐待防止法6条 and the like: on record). */
static int mark_reported(struct intake *in, const char *to, struct err *err)
{
	char id[RECORD_ID_SIZE], now[CLOCK_SIZE];

	if (open_record(in, to, err) ||
	    draft_add(&in->draft, in->session->office.store, REC_DUTY, id, err))
		return -1;
	clock_now(now);
	now[strlen("2026-11-20T09:15")] = '\0';
	if (intake_set_of(in, id, "to_body", to, err) ||
	    intake_set_of(in, id, "done_by", in->session->name, err) ||
	    intake_set_of(in, id, "done_at", now, err) ||
	    intake_set_of(in, id, "received_by",
			  intake_get(in, "referral.phoned_to"), err))
		return -1;
	return mark_sent(in, to, err);
}

/* Refused: say why, how it may go all the same, and offer the question without
 * a name. */
static enum preview_end offer_question(struct intake *in, struct err *err)
{
	const struct profile *p = in->session->office.profile;
	char *basis = ui_name_keys(_("Danger to life or another legal basis: "
				     "F6, and it goes with the name."));
	int yes;

	str_addf(&err->text, "\n%s", basis);
	free(basis);
	str_addf(&err->text, "\n%s",
		 _("Show the question sheet without a name?"));
	yes = ui_ask(err->text.buf);
	err_reset(err);
	if (yes != ASK_YES)
		return PREVIEW_BACK;
	return preview_sheet(
		in->session, &in->draft.base,
		&(struct preview_ask){ .form = FORM_QUESTION,
				       .to = p->dest[p->promoter].code },
		err);
}

static int show(struct intake *in, enum sheet_form form, const char *to,
		struct err *err)
{
	struct preview_ask what = { .form = form, .to = to };
	enum preview_end end;

	if (intake_unsaved(in)) {
		int rc = intake_sign_off(in, true, err);

		if (rc)
			return *in->path ? OP_ENTER : OP_NONE;
	}
	end = preview_sheet(in->session, &in->draft.base, &what, err);
	if (end == PREVIEW_REFUSED && form == FORM_REFERRAL) {
		end = offer_question(in, err);
		form = FORM_QUESTION;
	} else if (end == PREVIEW_REFUSED && form == FORM_SLIP) {
		str_addf(&err->text, "\n%s",
			 _("Does the person want a neutral one all the same?"));
		what.asked = ui_ask(err->text.buf) == ASK_YES;
		err_reset(err);
		if (what.asked)
			end = preview_sheet(in->session, &in->draft.base, &what,
					    err);
	}
	if (end == PREVIEW_OUT && form == FORM_REFERRAL)
		mark_sent(in, to, err);
	if (end == PREVIEW_OUT && form == FORM_REPORT)
		mark_reported(in, to, err);
	return OP_NONE;
}

static unsigned act(struct window *win, enum op op)
{
	struct listview *lv = win->data;
	struct list_page *page = lv->data;
	char *target = xstrdup(rowlist_target(&page->list, lv));
	struct err err = ERR_INIT;
	enum sheet_form form;
	const char *to;
	int left = OP_NONE;

	if (!read_target(target, &form, &to)) {
		free(target);
		return VIEW_HANDLED;
	}
	if (op == OP_F6 && to && form != FORM_SLIP)
		left = edit(page->in, to, &err);
	else if (op == OP_F6)
		ui_message(_("There is nothing to fill in here."), false);
	else if (op == OP_WHY)
		preview_blank(form, &err);
	else
		left = show(page->in, form, to, &err);
	if (err.kind)
		ui_message_err(&err);
	err_release(&err);
	build(page);
	rowlist_start(&page->list, lv, target);
	listview_refetch(lv);
	free(target);
	return left == OP_NONE ? VIEW_REFRESH : ui_leave(win, left);
}

static const struct binding keys[] = {
	PAGE_KEYS,
	{ OP_F6, N_("Fill in"), act,
	  N_("why it is sent, what is asked for, the basis") },
	{ OP_PAGE_PREV, N_("Previous"), NULL, N_("the page before") },
	{ OP_WHY, N_("Blank"), act,
	  N_("the form of this line empty, for the pen") },
	PAGE_KEY_SAVE,
	{ OP_ENTER, N_("Look"), act,
	  N_("the sheet of this line, to look at and to print") },
	{ OP_NONE, NULL, NULL, NULL },
};

int scr_referrals(struct intake *in, struct err *err)
{
	struct list_page page = { .in = in };
	struct listview lv = {
		.name = "referrals",
		.header =
			"  紙                    あて先                        いま",
		.bindings = keys,
	};

	build(&page);
	rowlist_start(&page.list, &lv, NULL);
	return list_page_run(&page, &lv);
}
