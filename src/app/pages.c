/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The pages of an intake in their order, and which page a path is typed on.
 * Pages that are only a .screen are made here; the others have a scr_*.c.
 */
#include <string.h>

#include "app/intake.h"
#include "app/questions.h"
#include "app/screens.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "ui/formview.h"

void page_title(void *data, struct ui_title *title)
{
	const struct intake *in = data;
	int page = in->page ? page_find(in->page) : -1;
	const char *number = casefile_get(&in->draft.doc, "case.number");

	session_title(in->session, title);
	if (page >= 0) {
		title->page = pages[page].label;
		title->page_no = page + 1;
		title->pages_n = pages_n;
	}
	title->slot = *number ? number : "下書き";
}

/* Keys every page of an intake has. */
static const struct binding page_keys[] = {
	{ OP_TONIGHT, N_("Tonight"), NULL, N_("the page on safety tonight") },
	{ OP_BACK, N_("Back"), NULL, N_("back; what was typed is kept") },
	{ OP_PAGES, N_("Pages"), NULL, N_("go to another page") },
	{ OP_PAGE_PREV, N_("Previous"), NULL, N_("the page before") },
	{ OP_PAGE_NEXT, N_("Next"), NULL, N_("the page after") },
	{ OP_SAVE, N_("Sign off"), NULL, N_("sign the intake off") },
	{ OP_NONE, NULL, NULL, NULL },
};

int page_form(struct intake *in, const char *screen,
	      const struct binding *bindings, struct err *err)
{
	struct formview fv = {
		.screen = screen,
		.host = &intake_host,
		.data = in,
		.bindings = bindings ? bindings : page_keys,
		.title = page_title,
		.path = *in->path ? in->path : NULL,
		.past = OP_PAGE_NEXT,
	};
	struct formview *below = in->view;
	int op;

	in->view = &fv;
	op = formview_run(&fv, err);
	in->view = below;
	in->path[0] = '\0';
	return op;
}

static int run_reception(struct intake *in, struct err *err)
{
	return page_form(in, in->draft.phone ? "phone" : "reception", NULL,
			 err);
}

static int run_complaint(struct intake *in, struct err *err)
{
	return page_form(in, "complaint", NULL, err);
}

static int run_tonight(struct intake *in, struct err *err)
{
	questions_tonight(in);
	return page_form(in, "tonight", NULL, err);
}

static int run_client(struct intake *in, struct err *err)
{
	return page_form(in, "client", NULL, err);
}

static int run_household(struct intake *in, struct err *err)
{
	return page_form(in, "household", NULL, err);
}

const struct page pages[] = {
	{ "reception", "受付", run_reception },
	{ "complaint", "主訴と相談内容", run_complaint },
	{ "tonight", "今夜の安全", run_tonight },
	{ "client", "本人", run_client },
	{ "household", "世帯", run_household },
	{ "situation", "状況", scr_situation },
	{ "triage", "振り分け", scr_triage },
	{ "consent", "同意", scr_consents },
	{ "referral", "つなぎ・印刷", scr_referrals },
};
const int pages_n = ARRAY_SIZE(pages);

int page_find(const char *code)
{
	for (int i = 0; i < pages_n; i++)
		if (streq(pages[i].code, code))
			return i;
	return -1;
}

static int page_of_fact(const struct intake *in, const char *fact)
{
	int i = facts_find(in->session->office.facts, fact);

	return page_find(i >= 0 && in->session->office.facts->fact[i].tonight
				 ? "tonight"
				 : "situation");
}

static int page_of_intake(const char *field)
{
	static const struct {
		const char *field, *page;
	} other[] = {
		{ "complaint", "complaint" },
		{ "hopes", "complaint" },
		{ "tried", "complaint" },
		{ "agencies", "complaint" },
		{ "companion_present", "tonight" },
		{ "safety_reason", "tonight" },
		{ "safety_step", "tonight" },
		{ "public_assistance_form_at", "tonight" },
		{ "money_home_note", "household" },
		{ "do_not_repeat", "referral" },
		{ "unwanted", "referral" },
		{ "next_contact", "referral" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(other); i++)
		if (streq(field, other[i].field))
			return page_find(other[i].page);
	return page_find("reception");
}

int page_of_path(const struct intake *in, const char *path)
{
	char client[RECORD_ID_SIZE] = "";
	const char *rest, *fact = strstr(path, "fact.");

	if (fact && (fact == path || fact[-1] == '.'))
		return page_of_fact(in, fact + strlen("fact."));
	if (skip_prefix(path, "concern", NULL))
		return page_find("complaint");
	if (skip_prefix(path, "intake.", &rest))
		return page_of_intake(rest);
	if (path[0] == 'c' && path[1] >= '0' && path[1] <= '9')
		return page_find("consent");
	if (path[0] == 'r' && path[1] >= '0' && path[1] <= '9')
		return page_find("referral");
	if (path[0] == 'o' && path[1] >= '0' && path[1] <= '9')
		return page_find("triage");
	casefile_client(&in->draft.doc, client);
	if (skip_prefix(path, "client.", NULL) ||
	    (*client && skip_prefix(path, client, &rest) && *rest == '.'))
		return page_find("client");
	return page_find("household");
}
