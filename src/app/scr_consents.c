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
#include "base/i18n.h"
#include "base/mem.h"
#include "domain/items.h"
#include "domain/proposal.h"
#include "text/date.h"
#include "text/era.h"
#include "text/width.h"
#include "ui/dialog.h"
#include "ui/formview.h"

#define NAME_COLS  30
#define STATE_COLS 12

struct consents_page {
	struct rowlist list; /* first: rowlist_fetch */
	struct intake *in;
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

static void add_day(struct str *out, const char *words, const char *iso)
{
	struct date day;

	if (!date_from_iso(iso, &day))
		return;
	str_addf(out, "  %s ", words);
	era_short(out, day);
}

static void add_row(struct consents_page *page, const struct dest *dest)
{
	struct intake *in = page->in;
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
		add_day(&text, "同意", value_of(in, id, "given_on"));
		if (streq(state, "oral"))
			add_day(&text, "書面にする日",
				value_of(in, id, "write_by"));
		add_day(&text, "期限", value_of(in, id, "until"));
	}
	rowlist_add(&page->list, there ? ATTR_ROW : ATTR_QUIET, dest->code,
		    "%s", text.buf);
	str_release(&text);
}

/* Does somebody receive there who is no part of the taking section? */
static bool is_recipient(const struct consents_page *page, size_t i)
{
	const struct profile *p = page->in->session->office.profile;

	return (int)i != p->promoter &&
	       !streq(p->dest[i].code,
		      casefile_get(&page->in->draft.doc, "intake.section"));
}

static void build(struct consents_page *page)
{
	const struct profile *p = page->in->session->office.profile;
	struct proposal t = { .to = 0 };
	char id[RECORD_ID_SIZE];

	proposal_make(&t, &page->in->draft.doc,
		      page->in->session->office.rules);
	page->to |= t.to;
	proposal_release(&t);
	rowlist_clear(&page->list);
	for (size_t i = 0; i < p->dest_n; i++) {
		bool wanted = page->to & DEST_BIT(i);

		if (is_recipient(page, i) &&
		    (wanted || find_record(page->in, p->dest[i].code, id)))
			add_row(page, &p->dest[i]);
	}
}

static void title(void *data, struct ui_title *out)
{
	const struct consents_page *page = data;

	page_title(page->in, out);
}

/* ---- what is done ---- */

/* What is passed on unless the person says otherwise: nothing sensitive. */
static void usual_items(struct str *out)
{
	for (int i = 0; i < ITEM_N; i++)
		if (!item_info(i)->sensitive && !item_info(i)->law)
			str_addf(out, "%s%s", out->len ? " " : "",
				 item_info(i)->code);
}

/* The record for a recipient; a new one has what is usual in it. */
static int open_record(struct intake *in, const char *recipient,
		       struct err *err)
{
	char client[RECORD_ID_SIZE] = "";
	struct str items = STR_INIT;
	int rc;

	if (find_record(in, recipient, in->consent))
		return 0;
	if (draft_add(&in->draft, in->session->office.store, REC_CONSENT,
		      in->consent, err))
		return -1;
	casefile_client(&in->draft.doc, client);
	usual_items(&items);
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

/* A recipient that triage did not propose. */
static void add_recipient(struct consents_page *page)
{
	const struct profile *p = page->in->session->office.profile;
	struct choice choice[DEST_MAX];
	int i;

	for (size_t k = 0; k < p->dest_n; k++)
		choice[k] = (struct choice){ p->dest[k].code, p->dest[k].name,
					     p->dest[k].kana };
	i = ui_choose(_("Which one?"), choice, p->dest_n, 0);
	if (i >= 0)
		page->to |= DEST_BIT(i);
}

/* Returns the op to leave the page with, or OP_NONE to stay. */
static int act(struct consents_page *page, int op, const char *recipient)
{
	struct intake *in = page->in;
	struct err err = ERR_INIT;
	int left = OP_NONE;

	if (op == OP_F6 && recipient) {
		set_oral(in, recipient, &err);
	} else if (op == OP_ADD) {
		add_recipient(page);
	} else if (op == OP_ENTER && recipient) {
		if (!open_record(in, recipient, &err))
			left = page_form(in, "consent", NULL, &err);
		if (left == OP_BACK || left == OP_PAGE_NEXT ||
		    left == OP_PAGE_PREV)
			left = OP_NONE;
	}
	if (err.kind)
		ui_message_err(&err);
	err_release(&err);
	return left;
}

static const struct binding keys[] = {
	{ OP_TONIGHT, N_("Tonight"), NULL, N_("the page on safety tonight") },
	{ OP_BACK, N_("Back"), NULL, N_("back; what was typed is kept") },
	{ OP_PAGES, N_("Pages"), NULL, N_("go to another page") },
	{ OP_F6, N_("Oral consent"), NULL, N_("oral consent was given today") },
	{ OP_PAGE_PREV, N_("Previous"), NULL, N_("the page before") },
	{ OP_PAGE_NEXT, N_("Next"), NULL, N_("the page after") },
	{ OP_WHY, N_("Other body"), NULL, N_("add another body") },
	{ OP_SAVE, N_("Sign off"), NULL, N_("sign the intake off") },
	{ OP_NONE, NULL, NULL, NULL },
};

int scr_consents(struct intake *in, struct err *err)
{
	struct consents_page page = { .in = in };
	struct listview lv = {
		.name = "consents",
		.header = "  伝える相手                    本人の同意",
		.empty = "伝える相手はまだありません。",
		.data = &page,
		.fetch = rowlist_fetch,
		.bindings = keys,
		.title = title,
	};
	int op;

	in->path[0] = '\0';
	build(&page);
	for (;;) {
		op = listview_run(&lv);
		if (op == OP_WHY)
			op = OP_ADD;
		if (op == OP_F6 || op == OP_ADD || op == OP_ENTER) {
			op = act(&page, op, rowlist_target(&page.list, &lv));
			build(&page);
		}
		if (op != OP_NONE)
			break;
	}
	free(lv.key);
	rowlist_release(&page.list);
	return op;
}
