/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * 同意: for each body the case may be sent to, what the client said. One key
 * records oral consent with what is usual; Enter opens the whole record.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/rowlist.h"
#include "app/screens.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "domain/casebind.h"
#include "domain/guard.h"
#include "domain/items.h"
#include "domain/proposal.h"
#include "text/date.h"
#include "text/era.h"
#include "text/width.h"
#include "ui/dialog.h"
#include "ui/formview.h"

#define NAME_COLS  30
#define STATE_COLS 10

struct consents_page {
	struct list_page base;
	uint64_t to; /* recipients: those proposed, and those with a record */
};

static const char *value_of(const struct intake *in, const char *id,
			    const char *name)
{
	char path[PATH_SIZE];

	snprintf(path, sizeof(path), "%s.%s", id, name);
	return casefile_get(&in->draft.doc, path);
}

/* The last record that speaks of this recipient; false when there is none. */
static bool find_record(const struct intake *in, const char *recipient,
			char id[RECORD_ID_SIZE])
{
	struct record_ids ids;

	casefile_ids(&in->draft.doc, REC_CONSENT, &ids);
	for (size_t i = ids.n; i-- > 0;) {
		if (!scope_has(value_of(in, ids.id[i], "recipients"), recipient,
			       false, in->session->consent_rules))
			continue;
		memcpy(id, ids.id[i], RECORD_ID_SIZE);
		return true;
	}
	return false;
}

/* ---- what is seen ---- */

static void add_day(struct str *out, const char *before, const char *iso,
		    const char *behind)
{
	struct date day;

	if (!date_from_iso(iso, &day))
		return;
	str_add(out, before);
	era_short(out, day);
	str_addf(out, "%s  ", behind);
}

static void add_row(struct consents_page *page, const struct dest *dest)
{
	struct intake *in = page->base.in;
	struct str text = STR_INIT;
	char id[RECORD_ID_SIZE];
	bool there = find_record(in, dest->code, id);
	const char *state = there ? value_of(in, id, "state") : "unasked";

	str_add(&text, "  ");
	text_pad(&text, dest->name, NAME_COLS);
	text_pad(&text,
		 field_code_label(record_field(REC_CONSENT, "state"),
				  *state ? state : "unasked"),
		 STATE_COLS);
	if (there) {
		add_day(&text, "", value_of(in, id, "given_on"), "");
		if (streq(state, "oral"))
			add_day(&text, "書面は ", value_of(in, id, "write_by"),
				" まで");
		add_day(&text, "期限 ", value_of(in, id, "until"), "");
	}
	rowlist_add(&page->base.list, there ? ATTR_ROW : ATTR_QUIET, dest->code,
		    "%s", text.buf);
	str_release(&text);
}

/* Does somebody receive there who is no part of the taking section? */
static bool is_recipient(const struct consents_page *page, size_t i)
{
	const struct profile *p = page->base.in->session->office.profile;

	return (int)i != p->promoter &&
	       !streq(p->dest[i].code, casefile_get(&page->base.in->draft.doc,
						    "intake.section"));
}

static void add_hints(struct consents_page *page)
{
	static const char *const hints[] = {
		"",
		" F6     きょう口頭で同意をもらった（書面にする日も入ります）",
		" Enter  書面の同意、断られたとき、代理人、撤回などをくわしく書く",
		"",
		" 同意がなくても、名前のない問い合わせ票で推進員に相談できます。",
		" 通告・通報も止まりません。断られても、支援は続けます。",
	};

	for (size_t i = 0; i < ARRAY_SIZE(hints); i++)
		rowlist_add(&page->base.list, ATTR_QUIET, NULL, "%s", hints[i]);
}

static void build(struct consents_page *page)
{
	const struct profile *p = page->base.in->session->office.profile;
	struct proposal t = { .to = 0 };
	char id[RECORD_ID_SIZE];

	proposal_make(&t, &page->base.in->draft.doc,
		      page->base.in->session->office.rules);
	page->to |= t.to;
	proposal_release(&t);
	rowlist_clear(&page->base.list);
	for (size_t i = 0; i < p->dest_n; i++) {
		bool wanted = page->to & DEST_BIT(i);

		if (is_recipient(page, i) &&
		    (wanted || find_record(page->base.in, p->dest[i].code, id)))
			add_row(page, &p->dest[i]);
	}
	add_hints(page);
}

static void title(void *data, struct ui_title *out)
{
	const struct consents_page *page = data;

	page_title(page->base.in, out);
}

/* ---- what is done ---- */

/* What is passed on unless the person says otherwise: nothing sensitive, and
 * of somebody in danger neither where they are nor who brought them. */
static void usual_items(const struct case_view *view, struct str *out)
{
	for (int i = 0; i < ITEM_N; i++) {
		bool where = i == ITEM_ADDRESS || i == ITEM_PLACE ||
			     i == ITEM_VISITOR;

		if (item_info(i)->sensitive || item_info(i)->law ||
		    (where && guard_protected(view)))
			continue;
		str_addf(out, "%s%s", out->len ? " " : "", item_info(i)->code);
	}
}

/* The record for a recipient; a new one has what is usual in it. */
static int open_record(struct intake *in, const char *recipient,
		       struct err *err)
{
	char client[RECORD_ID_SIZE] = "";
	struct str items = STR_INIT;
	struct case_bind bind;
	int rc;

	if (find_record(in, recipient, in->consent))
		return 0;
	if (draft_add(&in->draft, in->session->office.store, REC_CONSENT,
		      in->consent, err))
		return -1;
	casefile_client(&in->draft.doc, client);
	case_bind(&bind, &in->draft.doc);
	usual_items(&bind.view, &items);
	rc = intake_set_of(in, in->consent, "recipients", recipient, err) ||
	     intake_set_of(in, in->consent, "member", client, err) ||
	     intake_set_of(in, in->consent, "items", items.buf, err) ||
	     intake_set_of(in, in->consent, "explained_by", in->session->name,
			   err);
	str_release(&items);
	return rc ? -1 : 0;
}

static int set_oral(struct intake *in, const char *recipient, struct err *err)
{
	struct date today = date_today();
	char now[CLOCK_DATE_SIZE], by[CLOCK_DATE_SIZE];
	int days = in->session->consent_rules->write_within_days;

	date_to_iso(today, now);
	date_to_iso(date_from_days(date_to_days(today) + days), by);
	if (open_record(in, recipient, err) ||
	    intake_set_of(in, in->consent, "state", "oral", err) ||
	    intake_set_of(in, in->consent, "given_on", now, err) ||
	    intake_set_of(in, in->consent, "write_by", by, err))
		return -1;
	return 0;
}

/* After a change: the rows again, the cursor on this body. */
static unsigned rebuilt(struct window *win, const char *recipient)
{
	struct listview *lv = win->data;
	struct consents_page *page = lv->data;

	build(page);
	rowlist_start(&page->base.list, lv, recipient);
	listview_refetch(lv);
	return VIEW_REFRESH;
}

/* A recipient that triage did not propose. */
static unsigned add_recipient(struct window *win, enum op op)
{
	struct listview *lv = win->data;
	struct consents_page *page = lv->data;
	const struct profile *p = page->base.in->session->office.profile;
	struct choice choice[DEST_MAX];
	size_t dest[DEST_MAX], n = 0;
	int i;

	for (size_t k = 0; k < p->dest_n; k++) {
		if (!is_recipient(page, k))
			continue;
		dest[n] = k;
		choice[n++] = (struct choice){ p->dest[k].code, p->dest[k].name,
					       p->dest[k].kana };
	}
	i = ui_choose(_("Which one?"), choice, n, 0);
	if (i < 0)
		return VIEW_REFRESH;
	page->to |= DEST_BIT(dest[i]);
	return rebuilt(win, choice[i].code);
}

/* What the record that was open still lacks: said, not forced. */
static void check_record(const struct intake *in, struct err *err)
{
	struct case_bind bind;
	char today[CLOCK_DATE_SIZE];

	clock_today(today);
	case_bind(&bind, &in->draft.doc);
	for (size_t i = 0; i < bind.consents.n; i++)
		if (streq(bind.consents.row[i].id, in->consent))
			consent_check(&bind.consents.row[i], today, err);
}

/* Oral consent, or the whole record, for the body of this row. */
static unsigned act(struct window *win, enum op op)
{
	struct listview *lv = win->data;
	struct consents_page *page = lv->data;
	struct intake *in = page->base.in;
	const char *target = rowlist_target(&page->base.list, lv);
	char *recipient;
	struct err err = ERR_INIT;
	unsigned flags;
	int left = OP_BACK;

	if (!target)
		return VIEW_HANDLED;
	recipient = xstrdup(target); /* the row goes when rebuilt */
	if (op == OP_F6)
		set_oral(in, recipient, &err);
	else if (!open_record(in, recipient, &err))
		left = page_form(in, "consent", NULL, &err);
	if (!err.kind && left == OP_BACK)
		check_record(in, &err);
	flags = rebuilt(win, recipient);
	free(recipient);
	if (err.kind)
		ui_message_err(&err);
	err_release(&err);
	if (left == OP_BACK || left == OP_PAGE_NEXT || left == OP_PAGE_PREV)
		return flags;
	return ui_leave(win, left);
}

static const struct binding keys[] = {
	{ OP_TONIGHT, N_("Tonight"), NULL, N_("the page on safety tonight") },
	{ OP_BACK, N_("Back"), NULL, N_("back; what was typed is kept") },
	{ OP_PAGES, N_("Pages"), NULL, N_("go to another page") },
	{ OP_F6, N_("Oral consent"), act, N_("oral consent was given today") },
	{ OP_PAGE_PREV, N_("Previous"), listview_page_or_leave,
	  N_("the page before") },
	{ OP_PAGE_NEXT, N_("Next"), listview_page_or_leave,
	  N_("the page after") },
	{ OP_WHY, N_("Other body"), add_recipient, N_("add another body") },
	{ OP_SAVE, N_("Sign off"), NULL, N_("sign the intake off") },
	{ OP_ENTER, N_("Open"), act, N_("the whole record of this line") },
	{ OP_NONE, NULL, NULL, NULL },
};

int scr_consents(struct intake *in, struct err *err)
{
	struct consents_page page = { .base.in = in };
	struct listview lv = {
		.name = "consents",
		.header = "  伝える相手                    同意      いつ",
		.empty = "伝える相手はまだありません。",
		.data = &page,
		.fetch = rowlist_fetch,
		.bindings = keys,
		.title = title,
	};
	int op;

	in->path[0] = '\0';
	build(&page);
	rowlist_start(&page.base.list, &lv, NULL);
	op = listview_run(&lv);
	free(lv.key);
	rowlist_release(&page.base.list);
	return op;
}
