/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Before sign-off: what is missing. Only what a guard forces holds it up. */
#include <stdio.h>
#include <stdlib.h>

#include "app/rowlist.h"
#include "app/screens.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "domain/casebind.h"
#include "domain/guard.h"
#include "domain/proposal.h"
#include "ui/term.h"

static void find_missing(struct intake *in, struct missing_list *missing)
{
	struct proposal t = { .to = 0 };
	struct guard_in guard;
	struct case_bind bind;
	char today[CLOCK_DATE_SIZE];

	proposal_make(&t, &in->draft.doc, in->session->office.rules);
	case_bind(&bind, &in->draft.doc);
	case_bind_guard(&bind, in->session->office.facts,
			urgency_code(t.urgency), &guard);
	guard_missing(&bind.view, &guard, missing);
	clock_today(today);
	guard_consents(&bind.consents, today, missing);
	proposal_release(&t);
}

static void add_line(struct list_page *page, bool forced, const char *path,
		     const char *sentence)
{
	char *text = xstrfmt(" %s %s", forced ? "必ず" : "    ", sentence);

	rowlist_add_wrapped(&page->list, forced ? ATTR_DUTY : ATTR_NORMAL, path,
			    term_cols() - 2, 6, text);
	free(text);
}

/* What was typed and cannot stand where it does. */
static void add_asides(struct list_page *page)
{
	const struct draft *draft = &page->in->draft;

	for (size_t i = 0; i < draft->aside.n; i++) {
		const struct value *v = &draft->aside.v[i];
		const struct field *field =
			casefile_field(&draft->doc, v->path);
		char *sentence = xstrfmt(
			_("%s: \"%s\" is not right yet; correct it, or empty "
			  "the field"),
			field ? field->label : v->path, v->text);

		add_line(page, true, v->path, sentence);
		free(sentence);
	}
}

static void build(struct list_page *page, const struct missing_list *missing)
{
	add_asides(page);
	for (size_t i = 0; i < missing->n; i++) {
		const struct missing *m = &missing->item[i];

		add_line(page, m->level == GUARD_FORCE, m->path, m->sentence);
	}
}

/* Does something hold the sign-off up? */
static bool forced(const struct intake *in, const struct missing_list *missing)
{
	return in->draft.aside.n || missing_forced(missing);
}

static void title(void *data, struct ui_title *out)
{
	const struct list_page *page = data;

	page_title(page->in, out);
	out->page = "確定の前に";
	out->page_no = 0;
}

/* Show the list; OP_SAVE when the person wants to go on all the same. */
static int show(struct intake *in, const struct missing_list *missing)
{
	static const struct binding keys[] = {
		{ OP_SAVE, N_("Sign off"), NULL, N_("sign the intake off") },
		{ OP_NONE, NULL, NULL, NULL },
	};
	struct list_page page = { .in = in };
	struct listview lv = {
		.name = "missing",
		.header = forced(in, missing)
				  ? "「必ず」の欄を書くと確定できます（Enter "
				    "でその欄へ）"
				  : "このままでも F10 で確定できます（Enter で"
				    "その欄へ）",
		.data = &page,
		.fetch = rowlist_fetch,
		.bindings = keys,
		.title = title,
	};
	int op;

	build(&page, missing);
	rowlist_start(&page.list, &lv, NULL);
	for (;;) {
		op = listview_run(&lv);
		if (op == OP_SAVE && forced(in, missing)) {
			ui_message(_("What is marked must be there first."),
				   true);
			continue;
		}
		break;
	}
	if (op == OP_ENTER && rowlist_target(&page.list, &lv))
		snprintf(in->path, sizeof(in->path), "%s",
			 rowlist_target(&page.list, &lv));
	free(lv.key);
	rowlist_release(&page.list);
	return op;
}

int scr_missing(struct intake *in, bool only_forced, struct err *err)
{
	struct missing_list missing = { .n = 0 };
	int op = OP_SAVE;

	in->path[0] = '\0';
	find_missing(in, &missing);
	if (forced(in, &missing) || (!only_forced && missing.n))
		op = show(in, &missing);
	missing_release(&missing);
	if (op == UI_HANGUP)
		return UI_HANGUP;
	return op == OP_SAVE ? 0 : 1;
}
