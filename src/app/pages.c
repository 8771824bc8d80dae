/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The pages of an intake in their order, and which page a path is typed on.
 * Pages that are only a .screen are made here; the others have a scr_*.c.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/anyone.h"
#include "app/intake.h"
#include "app/questions.h"
#include "app/screens.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/path.h"
#include "ui/formview.h"

void page_title(void *data, struct ui_title *title)
{
	const struct intake *in = data;
	int page = in->page ? page_find(in->page) : -1;
	const char *number = casefile_get(&in->draft.doc, "case.number");

	session_title(in->session, title);
	if (page >= 0) {
		title->page = in->view ? in->view->form.screen->title
				       : pages[page].label;
		for (int i = 0; i < pages_n; i++) {
			title->pages_n += page_shown(in, i);
			title->page_no += i <= page && page_shown(in, i);
		}
	}
	title->slot = *number ? number : "下書き";
}

/* Keys every page of an intake has. */
static const struct binding page_keys[] = {
	PAGE_KEYS,
	PAGE_KEYS_TURN(NULL),
	PAGE_KEY_SAVE,
	{ OP_NONE, NULL, NULL, NULL },
};

/* in->path as the screen calls it: the client and the member that is open have
 * names of their own there. */
static const char *path_on_screen(const struct intake *in, const char *screen,
				  char out[PATH_SIZE])
{
	char client[RECORD_ID_SIZE] = "";
	const char *rest, *fact = strstr(in->path, ".fact.");

	casefile_client(&in->draft.doc, client);
	snprintf(out, PATH_SIZE, "%s", in->path);
	if (fact && anyone_asks(fact + 1 + strlen("fact."))) {
		snprintf(out, PATH_SIZE, ANYONE_PREFIX "%s", fact + 1);
	} else if (streq(screen, "member")) {
		if (skip_prefix(in->path, in->member, &rest) && *rest == '.')
			snprintf(out, PATH_SIZE, "member%s", rest);
	} else if (!streq(screen, "situation") && *client &&
		   skip_prefix(in->path, client, &rest) && *rest == '.') {
		snprintf(out, PATH_SIZE, "client%s", rest);
	}
	return *out ? out : NULL;
}

int page_form(struct intake *in, const char *screen,
	      const struct binding *bindings, struct err *err)
{
	return page_form_past(in, screen, bindings, OP_PAGE_NEXT, err);
}

int page_form_past(struct intake *in, const char *screen,
		   const struct binding *bindings, enum op past,
		   struct err *err)
{
	char path[PATH_SIZE];
	struct formview fv = {
		.screen = screen,
		.host = &intake_host,
		.data = in,
		.bindings = bindings ? bindings : page_keys,
		.title = page_title,
		.path = path_on_screen(in, screen, path),
		.past = past,
	};
	struct formview *below = in->view;
	int op;

	in->view = &fv;
	op = formview_run(&fv, err);
	in->view = below;
	in->path[0] = '\0';
	return op;
}

unsigned page_over(struct window *win, const char *screen)
{
	struct formview *fv = win->data;
	struct intake *in = fv->data;
	struct err err = ERR_INIT;
	int left = page_form(in, screen, NULL, &err);

	form_refresh(&fv->form);
	if (err.kind)
		ui_message_err(&err);
	err_release(&err);
	if (left < 0 || left == OP_BACK || left == OP_PAGE_NEXT ||
	    left == OP_PAGE_PREV)
		return VIEW_REFRESH;
	return ui_leave(win, left);
}

static void list_page_title(void *data, struct ui_title *out)
{
	const struct list_page *page = data;

	page_title(page->in, out);
}

int list_page_run(struct list_page *page, struct listview *lv)
{
	int op;

	page->in->path[0] = '\0';
	lv->data = page;
	lv->fetch = rowlist_fetch;
	lv->title = list_page_title;
	op = listview_run(lv);
	free(lv->key);
	rowlist_release(&page->list);
	return op;
}

static int run_phone(struct intake *in, struct err *err)
{
	return page_form(in, "phone", NULL, err);
}

static int run_reception(struct intake *in, struct err *err)
{
	return page_form(in, "reception", NULL, err);
}

static int run_complaint(struct intake *in, struct err *err)
{
	return page_form(in, "complaint", NULL, err);
}

/* Who comes back goes on at the first question without an answer. */
static int run_tonight(struct intake *in, struct err *err)
{
	questions_tonight(in);
	if (!*in->path && *intake_get(in, "intake.companion_present"))
		questions_first_open(in, in->path);
	return page_form(in, "tonight", NULL, err);
}

static int run_client(struct intake *in, struct err *err)
{
	return page_form(in, "client", NULL, err);
}

/* Id of the member, other than the client, whom in->path is about. */
static bool member_of_path(const struct intake *in, char id[RECORD_ID_SIZE])
{
	struct record_ids ids;
	const char *rest;

	casefile_ids(&in->draft.doc, REC_MEMBER, &ids);
	for (size_t i = 0; i < ids.n; i++) {
		if (!skip_prefix(in->path, ids.id[i], &rest) || *rest != '.')
			continue;
		memcpy(id, ids.id[i], RECORD_ID_SIZE);
		return true;
	}
	return false;
}

static const struct binding member_keys[] = {
	{ OP_TONIGHT, N_("Tonight"), NULL, N_("the page on safety tonight") },
	{ OP_BACK, N_("Back"), NULL, N_("back to the household") },
	{ OP_PAGES, N_("Pages"), NULL, N_("go to another page") },
	{ OP_F6, N_("One more"), NULL, N_("one more member") },
	{ OP_PAGE_PREV, N_("Previous"), NULL, N_("back to the household") },
	{ OP_PAGE_NEXT, N_("Next"), NULL, N_("the page after") },
	PAGE_KEY_SAVE,
	{ OP_NONE, NULL, NULL, NULL },
};

int page_member(struct intake *in, struct err *err)
{
	int op;

	do {
		op = page_form_past(in, "member", member_keys, OP_BACK, err);
	} while (op == OP_F6 && !intake_add_member(in, err));
	if (op == OP_F6) { /* refused: shown, and the household's list */
		ui_message_err(err);
		err_reset(err);
	}
	return op == OP_PAGE_PREV || op == OP_F6 ? OP_BACK : op;
}

static int run_household(struct intake *in, struct err *err)
{
	if (member_of_path(in, in->member)) {
		int op = page_member(in, err);

		if (op != OP_BACK)
			return op;
	}
	return page_form(in, "household", NULL, err);
}

const struct page pages[] = {
	{ "phone", "電話受付", "phone", run_phone },
	{ "reception", "受付", "reception", run_reception },
	{ "complaint", "主訴と相談内容", "complaint", run_complaint },
	{ "tonight", "今夜の安全", "tonight", run_tonight },
	{ "client", "本人", "client", run_client },
	{ "household", "世帯", "household", run_household },
	{ "situation", "状況", NULL, scr_situation },
	{ "triage", "振り分け", NULL, scr_triage },
	{ "consent", "同意", NULL, scr_consents },
	{ "referral", "つなぎ・印刷", NULL, scr_referrals },
};
const int pages_n = ARRAY_SIZE(pages);

const char *const page_screens[] = {
	"phone",  "reception", "complaint", "tonight", "client",   "household",
	"member", "situation", "consent",   "scope",   "referral", "basis",
	"login",  "contact",   "limits",    "staffer", NULL,
};

bool page_shown(const struct intake *in, int page)
{
	return in->draft.phone || !streq(pages[page].code, "phone");
}

int page_step(const struct intake *in, int page, int direction)
{
	int to = page + direction;

	while (to >= 0 && to < pages_n && !page_shown(in, to))
		to += direction;
	return to >= 0 && to < pages_n ? to : page;
}

int page_find(const char *code)
{
	for (int i = 0; i < pages_n; i++)
		if (streq(pages[i].code, code))
			return i;
	return -1;
}

static bool about_client(const struct intake *in, const char *path)
{
	char client[RECORD_ID_SIZE] = "";
	const char *rest;

	casefile_client(&in->draft.doc, client);
	return skip_prefix(path, "client.", NULL) ||
	       (*client && skip_prefix(path, client, &rest) && *rest == '.');
}

static int page_of_person(const struct intake *in, const char *path)
{
	return page_find(about_client(in, path) ? "client" : "household");
}

static int page_of_fact(const struct intake *in, const char *path,
			const char *code)
{
	const struct facts *facts = in->session->office.facts;
	int i = facts_find(facts, code);

	if (streq(code, "lives_together") || streq(code, "address_protected"))
		return page_of_person(in, path);
	if (i >= 0 && facts->fact[i].tonight &&
	    (facts->fact[i].level == FACT_HOUSEHOLD || about_client(in, path) ||
	     anyone_asks(code)))
		return page_find("tonight");
	return page_find("situation");
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
	const char *rest, *fact = strstr(path, "fact.");

	if (fact && (fact == path || fact[-1] == '.'))
		return page_of_fact(in, path, fact + strlen("fact."));
	if (skip_prefix(path, "concern", NULL))
		return page_find("complaint");
	if (skip_prefix(path, "intake.", &rest))
		return page_of_intake(rest);
	if (skip_prefix(path, "referral.", NULL))
		return page_find("referral");
	if (path[0] == 'c' && path[1] >= '0' && path[1] <= '9')
		return page_find("consent");
	if (path[0] == 'r' && path[1] >= '0' && path[1] <= '9')
		return page_find("referral");
	if (path[0] == 'o' && path[1] >= '0' && path[1] <= '9')
		return page_find("triage");
	return page_of_person(in, path);
}
