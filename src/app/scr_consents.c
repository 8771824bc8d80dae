/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * 同意: for each body the case may be sent to, what the client said; then what
 * other members said, and what was said of groups of bodies. One key records
 * oral consent with what is usual; Enter opens the whole record.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/choices.h"
#include "app/consent_record.h"
#include "app/item_ticks.h"
#include "app/rowlist.h"
#include "app/screens.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "domain/casebind.h"
#include "domain/proposal.h"
#include "text/date.h"
#include "text/era.h"
#include "text/width.h"
#include "ui/dialog.h"
#include "ui/term.h"

#define NAME_COLS  30
#define STATE_COLS 10
#define GROUPS_MAX 20 /* offered to choose from */

struct consents_page {
	struct list_page base;
	struct case_bind bind; /* as the rows were made */
	char client[RECORD_ID_SIZE];
	char today[CLOCK_DATE_SIZE];
	uint64_t to; /* recipients: those proposed, and those with a record */
};

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

/* When it was said, and how long it holds: that of a group on its own line. */
static void add_days(struct str *out, const struct consent *row,
		     const char *today, bool of_group)
{
	enum consent_state state = consent_on(row, today);

	if (*row->withdrawn_on) {
		add_day(out, "", row->withdrawn_on, "");
		return;
	}
	add_day(out, "", row->given_on, "");
	if (of_group)
		str_add(out, "まとまりの同意");
	else if (state == CONSENT_ORAL)
		add_day(out, "書面は ", row->write_by, " まで");
	else
		add_day(out, "期限 ", row->until, "");
}

static void add_row(struct consents_page *page, const char *target,
		    const char *name, const struct consent *row, bool of_group)
{
	struct str text = STR_INIT;

	str_add(&text, "  ");
	text_pad(&text, name, NAME_COLS);
	text_pad(&text, row ? consent_record_label(row, page->today) : "未確認",
		 STATE_COLS);
	if (row)
		add_days(&text, row, page->today, of_group);
	rowlist_add(&page->base.list, row ? ATTR_ROW : ATTR_QUIET, target, "%s",
		    text.buf);
	str_release(&text);
}

/* What the client said last of this body, alone or in a group. */
static void add_body(struct consents_page *page, const struct dest *dest)
{
	const struct consent *row = consent_last(
		&page->bind.consents, page->base.in->session->consent_rules,
		page->client, dest->code);

	add_row(page, dest->code, dest->name, row,
		row && !streq(row->recipients, dest->code));
}

/* A record that no line of a body opens: of another member, of a group. */
static void add_record(struct consents_page *page, const struct consent *row)
{
	const struct session *s = page->base.in->session;
	struct str name = STR_INIT;
	char target[RECORD_ID_SIZE + 1];

	snprintf(target, sizeof(target), "=%s", row->id);
	if (!streq(row->member, page->client) && *row->member) {
		intake_member_words(page->base.in, row->member, &name);
		str_add(&name, "→");
	}
	scope_words(row->recipients, s->consent_rules, s->office.profile,
		    &name);
	/* A long name has a line of its own. */
	if (text_width(name.buf, name.len) >= NAME_COLS) {
		str_splice(&name, 0, 0, "  ", 2);
		rowlist_add_wrapped(&page->base.list, ATTR_ROW, target,
				    term_cols() - 2, 4, name.buf);
		str_reset(&name);
	}
	add_row(page, target, name.buf, row, false);
	str_release(&name);
}

/* Does somebody receive there who is no part of the taking section? */
static bool is_recipient(const struct consents_page *page, size_t i)
{
	const struct profile *p = page->base.in->session->office.profile;

	return (int)i != p->promoter &&
	       !streq(p->dest[i].code, casefile_get(&page->base.in->draft.doc,
						    "intake.section"));
}

/* Is it the line of a body that shows this record? */
static bool is_own(const struct consents_page *page, const struct consent *row)
{
	const struct profile *p = page->base.in->session->office.profile;
	int dest = profile_dest(p, row->recipients);

	return dest >= 0 && is_recipient(page, (size_t)dest) &&
	       streq(row->member, page->client);
}

static void add_hints(struct consents_page *page)
{
	static const char *const hints[] = {
		"",
		" F6     きょう口頭で同意をもらった（書面にする日も入ります）",
		" Enter  書面の同意、断られたとき、代理人、撤回などをくわしく書く",
		" F9     ほかの相手、まとまり（除く相手を選べます）、ほかの世帯員",
		"",
		" 同意がなくても、名前のない問い合わせ票で推進員に相談できます。",
		" 通告・通報も止まりません。断られても、支援は続けます。",
	};

	for (size_t i = 0; i < ARRAY_SIZE(hints); i++) {
		char *hint = ui_name_keys(hints[i]);

		rowlist_add(&page->base.list, ATTR_QUIET, NULL, "%s", hint);
		free(hint);
	}
}

static void build(struct consents_page *page)
{
	struct intake *in = page->base.in;
	const struct profile *p = in->session->office.profile;
	struct proposal t = { .to = 0 };
	const struct consents *all = &page->bind.consents;

	case_bind(&page->bind, &in->draft.doc);
	*page->client = '\0';
	casefile_client(&in->draft.doc, page->client);
	clock_today(page->today);
	proposal_make(&t, &in->draft.doc, in->session->office.rules);
	page->to |= t.to;
	proposal_release(&t);
	for (size_t i = 0; i < all->n; i++)
		if (is_own(page, &all->row[i]))
			page->to |= DEST_BIT(
				profile_dest(p, all->row[i].recipients));
	rowlist_clear(&page->base.list);
	for (size_t i = 0; i < p->dest_n; i++)
		if (is_recipient(page, i) && page->to & DEST_BIT(i))
			add_body(page, &p->dest[i]);
	for (size_t i = 0; i < all->n; i++)
		if (!is_own(page, &all->row[i]))
			add_record(page, &all->row[i]);
	if (!page->base.list.n)
		rowlist_add(&page->base.list, ATTR_NORMAL, NULL,
			    "  この課で受けるので、伝える相手はいません");
	add_hints(page);
}

/* ---- what is done ---- */

/* After a change: the rows again, the cursor on this line. */
static unsigned rebuilt(struct window *win, const char *target)
{
	struct listview *lv = win->data;
	struct consents_page *page = lv->data;

	build(page);
	rowlist_start(&page->base.list, lv, target);
	listview_refetch(lv);
	return VIEW_REFRESH;
}

/* After a record was open: the rows again, and on to where a key leads. */
static unsigned back(struct window *win, const char *target, int left,
		     struct err *err)
{
	unsigned flags = rebuilt(win, target);

	if (err->kind)
		ui_message_err(err);
	err_release(err);
	return left < 0 || left == OP_BACK ? flags : ui_leave(win, left);
}

/* Whose consent? The client's, unless there are others to choose from. */
static bool choose_member(const struct consents_page *page,
			  char member[RECORD_ID_SIZE])
{
	const struct choice *choice;
	size_t n;
	int i = 0;

	choice = choices_make(page->base.in, "member", &n);
	if (n > 1)
		i = ui_choose(_("Whose consent?"), choice, n, 0);
	if (i < 0)
		return false;
	snprintf(member, RECORD_ID_SIZE, "%s", n ? choice[i].code : "");
	return true;
}

static unsigned add_group(struct window *win, const char *code)
{
	struct listview *lv = win->data;
	struct consents_page *page = lv->data;
	struct intake *in = page->base.in;
	struct err err = ERR_INIT;
	char scope[80], target[RECORD_ID_SIZE + 1];
	int left = OP_BACK;

	snprintf(scope, sizeof(scope), "@%s", code);
	if (!consent_record_new(in, scope, page->client, &err))
		left = consent_record_page(in, true, &err);
	snprintf(target, sizeof(target), "=%s", in->consent);
	return back(win, target, left, &err);
}

/* Nothing to anybody, whoever they may be later. */
static unsigned refuse_all(struct window *win)
{
	struct listview *lv = win->data;
	struct consents_page *page = lv->data;
	struct intake *in = page->base.in;
	char target[RECORD_ID_SIZE + 1];
	struct err err = ERR_INIT;
	int left = OP_BACK;

	if (!consent_record_refuse_all(in, page->client, &err))
		left = consent_record_page(in, false, &err);
	snprintf(target, sizeof(target), "=%s", in->consent);
	return back(win, target, left, &err);
}

/* A body with a line already: another member may have spoken of it. */
static unsigned add_member(struct window *win, const char *recipient)
{
	struct listview *lv = win->data;
	struct consents_page *page = lv->data;
	struct intake *in = page->base.in;
	char member[RECORD_ID_SIZE];
	struct err err = ERR_INIT;
	int left = OP_BACK;

	if (!choose_member(page, member))
		return VIEW_REFRESH;
	if (!consent_record_open(in, recipient, member, &err))
		left = consent_record_page(in, false, &err);
	return back(win, recipient, left, &err);
}

/* Groups first, then each body that may receive something, and a refusal to
 * all of them. */
static bool choose_recipient(const struct consents_page *page,
			     const char **code)
{
	const struct session *s = page->base.in->session;
	const struct consent_rules *rules = s->consent_rules;
	const struct profile *p = s->office.profile;
	struct choice choice[GROUPS_MAX + DEST_MAX + 1] = { 0 };
	size_t n = 0, groups_n;
	int i;

	for (; n < rules->group_n && n < GROUPS_MAX; n++)
		choice[n] = (struct choice){
			.code = rules->group[n].code,
			.label = xstrfmt("%s（まとまり）",
					 rules->group[n].label),
		};
	groups_n = n;
	for (size_t k = 0; k < p->dest_n; k++)
		if (is_recipient(page, k))
			choice[n++] = (struct choice){ p->dest[k].code,
						       p->dest[k].name,
						       p->dest[k].kana };
	choice[n++] = (struct choice){ .code = CONSENT_EVERYBODY,
				       .label = "だれにも伝えない（拒否）",
				       .reading = "だれにもつたえない" };
	i = ui_choose(_("Which one?"), choice, n, 0);
	for (size_t k = 0; k < groups_n; k++)
		free((char *)choice[k].label);
	*code = i < 0 ? NULL : choice[i].code;
	return i >= 0 && (size_t)i < groups_n;
}

/* A group, a recipient that triage did not propose, or another member. */
static unsigned add(struct window *win, enum op op)
{
	struct listview *lv = win->data;
	struct consents_page *page = lv->data;
	const struct profile *p = page->base.in->session->office.profile;
	const char *code;
	bool group = choose_recipient(page, &code);
	int dest;

	if (!code)
		return VIEW_REFRESH;
	if (group)
		return add_group(win, code);
	if (streq(code, CONSENT_EVERYBODY))
		return refuse_all(win);
	dest = profile_dest(p, code);
	if (page->to & DEST_BIT(dest))
		return add_member(win, code);
	page->to |= DEST_BIT(dest);
	return rebuilt(win, code);
}

/* Make the record of a line the open one. */
static int open_line(struct consents_page *page, const char *target,
		     struct err *err)
{
	struct intake *in = page->base.in;

	if (*target != '=')
		return consent_record_open(in, target, page->client, err);
	snprintf(in->consent, sizeof(in->consent), "%s", target + 1);
	return 0;
}

/* Who is asked for help may need just what is not passed on unasked. */
static void tell_left_out(const struct intake *in)
{
	struct str items = STR_INIT;

	item_ticks_left_out(in, &items);
	if (items.len) {
		char *sentence = xstrfmt(
			_("Not included: %s. To add it, open the line."),
			items.buf);

		ui_message(sentence, false);
		free(sentence);
	}
	str_release(&items);
}

/* Oral consent, or the whole record, for the body of this row. */
static unsigned act(struct window *win, enum op op)
{
	struct listview *lv = win->data;
	struct consents_page *page = lv->data;
	struct intake *in = page->base.in;
	const char *there = rowlist_target(&page->base.list, lv);
	char *target;
	struct err err = ERR_INIT;
	unsigned flags;
	int left = OP_BACK;

	if (!there)
		return VIEW_HANDLED;
	target = xstrdup(there); /* the row goes when rebuilt */
	if (!open_line(page, target, &err)) {
		if (op != OP_F6)
			left = consent_record_page(in, false, &err);
		else if (!consent_record_say(in, "oral", &err))
			tell_left_out(in);
	}
	flags = back(win, target, left, &err);
	free(target);
	return flags;
}

static const struct binding keys[] = {
	PAGE_KEYS,
	{ OP_F6, N_("Oral consent"), act, N_("oral consent was given today") },
	PAGE_KEYS_TURN(listview_page_or_leave),
	{ OP_WHY, N_("Other body"), add,
	  N_("add another body, a group, or another member") },
	PAGE_KEY_SAVE,
	{ OP_ENTER, N_("Open"), act, N_("the whole record of this line") },
	{ OP_NONE, NULL, NULL, NULL },
};

/* Begin at the record of in->path, if somebody asked for one. */
static void start(struct consents_page *page, struct listview *lv)
{
	struct intake *in = page->base.in;
	char target[RECORD_ID_SIZE + 1] = "";
	const char *at = NULL;

	for (size_t i = 0; i < page->bind.consents.n; i++) {
		const struct consent *row = &page->bind.consents.row[i];
		const char *rest;

		if (!skip_prefix(in->path, row->id, &rest) || *rest != '.')
			continue;
		snprintf(target, sizeof(target), "=%s", row->id);
		at = is_own(page, row) ? row->recipients : target;
	}
	rowlist_start(&page->base.list, lv, at);
}

int scr_consents(struct intake *in, struct err *err)
{
	struct consents_page page = { .base.in = in };
	struct listview lv = {
		.name = "consents",
		.header = "  伝える相手                    同意      いつ",
		.empty = "伝える相手はまだありません。",
		.bindings = keys,
	};

	build(&page);
	start(&page, &lv);
	return list_page_run(&page.base, &lv);
}
