/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From page to page through one intake, and its beginning and end. */
#include "app/intake.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/choices.h"
#include "app/questions.h"
#include "app/screens.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "text/width.h"
#include "ui/dialog.h"
#include "ui/formview.h"

static void intake_release(struct intake *in)
{
	draft_release(&in->draft);
	questions_release(in);
	choices_release(in);
	str_release(&in->text);
}

/* Go where in->path is typed, and remember where we came from. */
static int jump(struct intake *in, int page)
{
	int to = page_of_path(in, in->path);

	if (in->from < 0)
		in->from = page;
	return to;
}

static int back_or_leave(struct intake *in, int page)
{
	int to = in->from;

	in->from = -1;
	if (to < 0 || to == page)
		return -1;
	return to;
}

static int choose_page(struct intake *in, int page)
{
	struct choice choice[16] = { 0 };
	int at[ARRAY_SIZE(choice)], current = 0, n = 0, picked;

	if (pages_n > (int)ARRAY_SIZE(choice))
		BUG("too many pages");
	for (int i = 0; i < pages_n; i++) {
		struct str label = STR_INIT;

		if (!page_shown(in, i))
			continue;
		text_pad(&label, pages[i].label, 16);
		page_mark(in, i, &label);
		if (i == page)
			current = n;
		at[n] = i;
		choice[n++] = (struct choice){ .code = pages[i].code,
					       .label = str_detach(&label) };
	}
	picked = ui_choose(_("Pages"), choice, (size_t)n, (size_t)current);
	for (int i = 0; i < n; i++)
		free((char *)choice[i].label);
	return picked < 0 ? page : at[picked];
}

static int sign_off(struct intake *in, int page)
{
	struct err err = ERR_INIT;
	int rc = intake_sign_off(in, false, &err);

	if (rc < 0)
		ui_message_err(&err);
	err_release(&err);
	if (*in->path)
		return jump(in, page);
	if (rc == 0 && page < page_find("consent"))
		return page_find("consent");
	return page;
}

/* The page after op was pressed on one; -1 leaves the intake. */
static int next_page(struct intake *in, int page, int op)
{
	switch (op) {
	case OP_PAGE_NEXT:
	case OP_PAGE_PREV: /* F3 no longer leads to where one jumped from */
		in->from = -1;
		return page_step(in, page, op == OP_PAGE_NEXT ? 1 : -1);
	case OP_TONIGHT:
		if (!streq(pages[page].code, "tonight"))
			in->from = page;
		return page_find("tonight");
	case OP_PAGES:
		in->from = -1;
		return choose_page(in, page);
	case OP_SAVE:
		return sign_off(in, page);
	case OP_ENTER: /* a page asked to go to in->path */
		return *in->path ? jump(in, page) : page;
	case OP_BACK:
		return back_or_leave(in, page);
	default:
		return page;
	}
}

static int run_pages(struct intake *in, struct err *err)
{
	int page = page_find(in->draft.page);

	if (page < 0)
		page = page_find("reception");
	if (*in->draft.field)
		snprintf(in->path, sizeof(in->path), "%s", in->draft.field);
	in->from = -1;
	while (page >= 0) {
		int op;

		in->page = pages[page].code;
		op = pages[page].run(in, err);
		if (op == FORMVIEW_BROKEN)
			return -1;
		if (op == UI_HANGUP)
			return UI_HANGUP;
		page = next_page(in, page, op);
	}
	return 0;
}

static int found_difference(const char *path, const char *a, const char *b,
			    void *data)
{
	return 1;
}

bool intake_unsaved(const struct intake *in)
{
	return !in->draft.base.id || in->draft.aside.n ||
	       values_diff(&in->draft.base.values, &in->draft.doc.values,
			   found_difference, NULL);
}

/* Leave the draft for later, or throw away one that says nothing. */
static int finish(struct intake *in, struct err *err)
{
	struct store *store = in->session->office.store;

	if (!in->draft.id)
		return 0;
	if (in->draft.base.id ? !intake_unsaved(in) : !in->touched)
		return draft_discard(&in->draft, store, err);
	return draft_leave(&in->draft, store, err);
}

static int run(struct intake *in, struct err *err)
{
	int rc;

	session_refresh(in->session);
	rc = run_pages(in, err);
	if (finish(in, rc < 0 ? NULL : err) && rc == 0)
		rc = -1;
	return rc;
}

/* A new intake begins with what the program knows. */
static int set_defaults(struct intake *in, bool phone, struct err *err)
{
	struct session *s = in->session;
	char now[CLOCK_SIZE];
	const struct {
		const char *path, *value;
	} known[] = {
		{ "intake.received_at", now },
		{ "intake.staff", s->staff },
		{ "intake.section", s->section },
		{ "intake.channel", phone ? "phone" : "visit" },
	};

	clock_now(now);
	now[strlen("2026-11-20T09:15")] = '\0';
	for (size_t i = 0; i < ARRAY_SIZE(known); i++)
		if (draft_set(&in->draft, s->office.store, known[i].path,
			      known[i].value, NULL, NULL, err))
			return -1;
	return draft_cursor(&in->draft, s->office.store,
			    phone ? "phone" : "reception", "", phone, err);
}

int intake_new(struct session *s, bool phone, struct err *err)
{
	struct intake in = { .session = s, .text = STR_INIT };
	int rc = draft_begin(&in.draft, s->office.store, s->office.facts,
			     s->staff, 0, err);

	if (!rc)
		rc = set_defaults(&in, phone, err);
	if (!rc)
		rc = run(&in, err);
	intake_release(&in);
	return rc;
}

/* 0 it is ours, 1 the person left it to the other terminal, -1. */
static int take_up(struct intake *in, int64_t draft_id, struct err *err)
{
	struct session *s = in->session;
	bool over = false;
	int rc;

	for (;;) {
		rc = draft_resume(&in->draft, s->office.store, s->office.facts,
				  s->staff, draft_id, over, err);
		if (!rc || err->kind != ERR_BUSY)
			return rc;
		str_addf(&err->text, "\n%s", _("Take it over?"));
		over = ui_ask(err->text.buf) == ASK_YES;
		err_reset(err);
		if (!over)
			return 1;
	}
}

int intake_resume(struct session *s, int64_t draft_id, struct err *err)
{
	struct intake in = { .session = s, .text = STR_INIT, .touched = true };
	int rc = take_up(&in, draft_id, err);

	if (!rc)
		rc = run(&in, err);
	intake_release(&in);
	return rc == 1 ? 0 : rc;
}

int intake_discard(struct session *s, int64_t draft_id, struct err *err)
{
	struct intake in = { .session = s, .text = STR_INIT };
	int rc = 0;

	if (ui_ask(_("Throw this draft away? Who did it and when stays on "
		     "record.")) == ASK_YES)
		rc = take_up(&in, draft_id, err);
	if (!rc && in.draft.id)
		rc = draft_discard(&in.draft, s->office.store, err);
	intake_release(&in);
	return rc == 1 ? 0 : rc;
}

int intake_open_at(struct session *s, int64_t case_id, const char *page,
		   const char *path, struct err *err)
{
	struct intake in = { .session = s, .text = STR_INIT };
	int rc = draft_begin(&in.draft, s->office.store, s->office.facts,
			     s->staff, case_id, err);

	if (!rc) {
		int at = *path ? page_of_path(&in, path) : page_find(page);

		if (at >= 0)
			rc = draft_cursor(&in.draft, s->office.store,
					  pages[at].code, path, false, err);
	}
	if (!rc)
		rc = run(&in, err);
	intake_release(&in);
	return rc;
}

int intake_open(struct session *s, int64_t case_id, struct err *err)
{
	return intake_open_at(s, case_id, "", "", err);
}

/* After a save the same case stays open, as a new change of it. */
static int go_on(struct intake *in, int64_t case_id, struct err *err)
{
	struct session *s = in->session;

	draft_release(&in->draft);
	in->touched = false;
	return draft_go_on(&in->draft, s->office.store, s->office.facts,
			   s->staff, case_id, err);
}

int intake_commit(struct intake *in, struct err *err)
{
	struct session *s = in->session;
	struct conflicts conflicts = CONFLICTS_INIT;
	int64_t case_id = 0;
	int rc;

	do {
		rc = draft_sign_off(&in->draft, s->office.store,
				    s->office.rules, &conflicts, &case_id, err);
	} while (rc == 1 && (rc = scr_conflict(in, &conflicts)) == 0);
	conflicts_release(&conflicts);
	return rc ? rc : go_on(in, case_id, err);
}

int intake_sign_off(struct intake *in, bool again, struct err *err)
{
	int rc = scr_missing(in, again && in->draft.base.id, err);

	if (!rc)
		rc = intake_commit(in, err);
	if (!rc) {
		char *done =
			xstrfmt(_("Saved as %s."),
				casefile_get(&in->draft.doc, "case.number"));

		ui_message(done, false);
		free(done);
	}
	return rc;
}
