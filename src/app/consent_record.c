/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/consent_record.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/item_ticks.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "domain/disclosure.h"
#include "domain/guard.h"
#include "domain/items.h"
#include "text/date.h"
#include "ui/formview.h"
#include "ui/pager.h"

static int set(struct intake *in, const char *name, const char *value,
	       struct err *err)
{
	return intake_set_of(in, in->consent, name, value, err);
}

static const char *get(const struct intake *in, const char *name)
{
	char path[PATH_SIZE];

	snprintf(path, sizeof(path), "consent.%s", name);
	return intake_get(in, path);
}

/* The open record as the rules see it. */
static const struct consent *find_row(const struct intake *in,
				      struct case_bind *bind)
{
	case_bind(bind, &in->draft.doc);
	for (size_t i = 0; i < bind->consents.n; i++)
		if (streq(bind->consents.row[i].id, in->consent))
			return &bind->consents.row[i];
	BUG("no consent %s", in->consent);
}

/* ---- begun ---- */

static int begin(struct intake *in, const char *recipients, const char *member,
		 const char *items, struct err *err)
{
	return draft_add(&in->draft, in->session->office.store, REC_CONSENT,
			 in->consent, err) ||
			       set(in, "recipients", recipients, err) ||
			       set(in, "member", member, err) ||
			       set(in, "items", items, err) ||
			       set(in, "explained_by", in->session->name, err)
		       ? -1
		       : 0;
}

int consent_record_new(struct intake *in, const char *recipients,
		       const char *member, struct err *err)
{
	struct str items = STR_INIT;
	struct case_bind bind;
	int rc;

	case_bind(&bind, &in->draft.doc);
	item_ticks_usual(&bind.view, &items);
	rc = begin(in, recipients, member, items.buf, err);
	str_release(&items);
	return rc;
}

int consent_record_refuse_all(struct intake *in, const char *member,
			      struct err *err)
{
	struct str items = STR_INIT;
	int rc;

	for (int i = 0; i < ITEM_N; i++)
		str_addf(&items, "%s%s", i ? " " : "", item_info(i)->code);
	rc = begin(in, CONSENT_EVERYBODY, member, items.buf, err);
	str_release(&items);
	return rc || consent_record_say(in, "refused", err) ? -1 : 0;
}

/* A later record that reaches further speaks for this recipient, too: then a
 * new one has to come after it. */
int consent_record_open(struct intake *in, const char *recipient,
			const char *member, struct err *err)
{
	struct case_bind bind;

	const struct consent *row;

	case_bind(&bind, &in->draft.doc);
	row = consent_last(&bind.consents, in->session->consent_rules, member,
			   recipient);
	if (!row || !streq(row->recipients, recipient))
		return consent_record_new(in, recipient, member, err);
	snprintf(in->consent, sizeof(in->consent), "%s", row->id);
	return 0;
}

/* Are the items other than those it began with? */
static bool items_chosen(const struct intake *in)
{
	struct str usual = STR_INIT;
	struct case_bind bind;
	bool chosen;

	case_bind(&bind, &in->draft.doc);
	item_ticks_usual(&bind.view, &usual);
	chosen = !streq(get(in, "items"), usual.buf);
	str_release(&usual);
	return chosen;
}

/* Nothing was said in it and nothing was typed or chosen (a second group, a
 * body taken out, an item): it need not stay. */
static bool is_empty(const struct intake *in)
{
	static const char *const typed[] = {
		"state",      "given_on",       "write_by",     "until",
		"proxy_name", "proxy_relation", "proxy_reason", "witness",
		"reason",     "withdrawn_on",
	};

	for (size_t i = 0; i < ARRAY_SIZE(typed); i++)
		if (*get(in, typed[i]))
			return false;
	return !strchr(get(in, "recipients"), ' ') && !items_chosen(in);
}

/* ---- what the person said ---- */

const char *consent_record_label(const struct consent *row, const char *today)
{
	enum consent_state state = consent_on(row, today);

	if (state == CONSENT_ENDED && row->state != CONSENT_ENDED &&
	    !*row->withdrawn_on)
		return "期限切れ";
	return field_code_label(record_field(REC_CONSENT, "state"),
				consent_state_code(state));
}

static struct date days_after(struct date day, int days)
{
	return date_from_days(date_to_days(day) + days);
}

/* Until when it holds, and what was said by when it is in writing: of a part,
 * too, which the clerk empties where it was signed. */
static int set_limits(struct intake *in, const char *state, const char *today,
		      struct err *err)
{
	const struct consent_rules *rules = in->session->consent_rules;
	char by[CLOCK_DATE_SIZE], until[CLOCK_DATE_SIZE];

	date_to_iso(days_after(date_today(), rules->write_within_days), by);
	date_to_iso(
		days_after(date_add_months(date_today(), rules->valid_months),
			   -1),
		until);
	if (strcmp(get(in, "until"), today) < 0 && set(in, "until", until, err))
		return -1;
	if (!streq(state, "written") && strcmp(get(in, "write_by"), today) < 0)
		return set(in, "write_by", by, err);
	return 0;
}

static int unset_limits(struct intake *in, struct err *err)
{
	return set(in, "until", "", err) || set(in, "write_by", "", err) ? -1
									 : 0;
}

/* An answer is of today unless another day was typed, or the same consent is
 * only put in another form. */
static int set_day(struct intake *in, bool gives, const char *today,
		   struct err *err)
{
	struct case_bind bind;
	bool gave = consent_gives(consent_on(find_row(in, &bind), today));

	if (*get(in, "given_on") && (!*get(in, "state") || (gives && gave)))
		return 0;
	return set(in, "given_on", today, err);
}

int consent_record_say(struct intake *in, const char *state, struct err *err)
{
	int code = consent_state_from_code(state);
	bool gives = code >= 0 && consent_gives((enum consent_state)code);
	char today[CLOCK_DATE_SIZE];

	clock_today(today);
	if (code == CONSENT_ENDED)
		return consent_record_withdraw(in, today, err);
	if ((gives || code == CONSENT_REFUSED) &&
	    set_day(in, gives, today, err))
		return -1;
	if (set(in, "state", state, err) || set(in, "withdrawn_on", "", err))
		return -1;
	return gives ? set_limits(in, state, today, err)
		     : unset_limits(in, err);
}

int consent_record_withdraw(struct intake *in, const char *day, struct err *err)
{
	return set(in, "withdrawn_on", day, err) ||
			       (*day && set(in, "state", "withdrawn", err))
		       ? -1
		       : 0;
}

/* ---- what has gone out ---- */

static int show_past(struct intake *in, struct err *err)
{
	const struct session *s = in->session;
	struct str text = STR_INIT;
	const struct consent *row;
	struct case_bind bind;
	size_t n = 0;
	int op;

	row = find_row(in, &bind);
	if (*row->withdrawn_on)
		str_add(&text, "これからは、この相手に伝えません。"
			       "すでに伝えたことは、取り戻せません。\n"
			       "伝えた先を本人に知らせ、相手にも撤回を知らせて"
			       "ください。\n\n");
	if (disclosure_past(s->office.store, s->staff, in->draft.base.id, row,
			    s->consent_rules, s->office.profile, &text, &n,
			    err)) {
		str_release(&text);
		return -1;
	}
	if (!n)
		str_add(&text, "この相手に伝えた記録はありません。\n");
	op = ui_page_text("すでに伝えたこと", text.buf);
	str_release(&text);
	return op == UI_HANGUP ? UI_HANGUP : 0;
}

/* ---- the pages ---- */

/* A record lies over the list of them: the pages around it are that list. */
static int back_to_list(int op)
{
	return op == OP_PAGE_NEXT || op == OP_PAGE_PREV ? OP_BACK : op;
}

static unsigned change_scope(struct window *win, enum op op)
{
	const struct formview *fv = win->data;

	if (strchr(get(fv->data, "recipients"), '@'))
		return page_over(win, "scope");
	ui_message(_("Only a group of recipients can be changed here."), false);
	return VIEW_HANDLED;
}

static unsigned list_past(struct window *win, enum op op)
{
	struct formview *fv = win->data;
	struct err err = ERR_INIT;

	if (show_past(fv->data, &err) < 0 && err.kind)
		ui_message_err(&err);
	err_release(&err);
	return VIEW_REFRESH;
}

static const struct binding keys[] = {
	PAGE_KEYS,
	{ OP_F6, N_("Recipients"), change_scope,
	  N_("who of the group is taken out") },
	PAGE_KEYS_TURN(NULL),
	{ OP_WHY, N_("Passed on"), list_past,
	  N_("what has been passed on to them already") },
	PAGE_KEY_SAVE,
	{ OP_NONE, NULL, NULL, NULL },
};

/* Said, not forced: what the record still lacks. */
static int close_record(struct intake *in, bool was_withdrawn, struct err *err)
{
	char today[CLOCK_DATE_SIZE];
	struct case_bind bind;
	const struct consent *row;

	if (is_empty(in))
		return draft_remove(&in->draft, in->session->office.store,
				    in->consent, err);
	clock_today(today);
	row = find_row(in, &bind);
	if (*row->withdrawn_on && !was_withdrawn && show_past(in, err))
		return -1;
	return consent_check(row, today, err);
}

int consent_record_page(struct intake *in, bool begin, struct err *err)
{
	bool was_withdrawn = *get(in, "withdrawn_on");
	int op = begin ? page_form(in, "scope", NULL, err) : OP_PAGE_NEXT;

	if (op == OP_PAGE_NEXT)
		op = page_form(in, "consent", keys, err);
	if (op < 0)
		return op;
	close_record(in, was_withdrawn, err);
	return back_to_list(op);
}
