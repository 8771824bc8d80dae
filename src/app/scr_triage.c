/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * 振り分け: what the rules propose, with duties on top, and the questions that
 * would change it. The person decides.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/rowlist.h"
#include "app/screens.h"
#include "app/triage_asks.h"
#include "app/triage_words.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "domain/casebind.h"
#include "text/moment.h"
#include "ui/asktext.h"
#include "ui/dialog.h"
#include "ui/pager.h"
#include "ui/term.h"

#define ASKS_SHOWN 12
#define TO_SHEETS  "referral.to_body" /* leads to つなぎ・印刷 */

struct triage_page {
	struct list_page base;
	struct proposal t;
};

static int list_cols(void)
{
	return term_cols() - 2;
}

static void add_head(struct triage_page *page)
{
	const struct proposal *t = &page->t;
	const struct profile *p = page->base.in->session->office.profile;
	const struct urgency_rule *u = &p->urgency[t->urgency];

	rowlist_add(&page->base.list,
		    t->urgency == URGENCY_AA ? ATTR_DUTY : ATTR_LABEL, NULL,
		    " 緊急度 %s %s   主担当の案 %s", urgency_code(t->urgency),
		    u->label, p->dest[t->lead].name);
	rowlist_add(&page->base.list, ATTR_NORMAL, NULL, "   %s", u->meaning);
}

static bool same_duty(const struct triage_firing *a,
		      const struct triage_firing *b)
{
	return a->rule == b->rule && a->urgency == b->urgency && a->to == b->to;
}

/* Whom a duty is about: everybody for whom the same is to be done. */
static void add_whom(const struct triage_page *page, size_t first,
		     struct str *out)
{
	const struct triage_result *r = &page->t.result;
	const struct triage_firing *f = &r->firing[first];
	const char *between = "";

	if (f->member < 0)
		return;
	for (size_t i = first; i < r->firing_n; i++) {
		if (!same_duty(f, &r->firing[i]))
			continue;
		str_add(out, between);
		intake_member_words(page->base.in,
				    page->t.of.ids.id[r->firing[i].member],
				    out);
		between = "、";
	}
	str_add(out, "：");
}

static bool done_before(const struct triage_result *r, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (same_duty(&r->firing[k], &r->firing[i]))
			return true;
	return false;
}

static void add_duty(struct triage_page *page, size_t i)
{
	const struct triage_firing *f = &page->t.result.firing[i];
	struct str text = STR_INIT;

	str_addf(&text, "  %-2s ", urgency_code(f->urgency));
	add_whom(page, i, &text);
	str_addf(&text, "%s → ", page->t.rules->rule[f->rule].now);
	words_of_dests(page->base.in->session, f->to, &text);
	rowlist_add_wrapped(&page->base.list, ATTR_NORMAL, NULL, list_cols(), 5,
			    text.buf);
	str_release(&text);
}

/* The most urgent first; one for several people is said once. */
static void add_duties(struct triage_page *page)
{
	const struct triage_result *r = &page->t.result;
	bool any = false;

	for (int urgency = URGENCY_AA; urgency <= URGENCY_C; urgency++)
		for (size_t i = 0; i < r->firing_n; i++) {
			const struct triage_firing *f = &r->firing[i];

			if ((int)f->urgency != urgency ||
			    !page->t.rules->rule[f->rule].duty ||
			    done_before(r, i))
				continue;
			if (!any)
				rowlist_add(&page->base.list, ATTR_DUTY, NULL,
					    " いま、しなければならないこと");
			any = true;
			add_duty(page, i);
		}
}

static void add_destination(struct triage_page *page, int dest)
{
	const struct proposal *t = &page->t;
	const struct dest *d =
		&page->base.in->session->office.profile->dest[dest];
	struct str text = STR_INIT;

	str_addf(&text, "  %-2s %s", urgency_code(t->dest_urgency[dest]),
		 d->name);
	if (*d->window)
		str_addf(&text, "（%s）", d->window);
	if (dest == t->lead)
		str_add(&text, "  主担当の案");
	if (t->added & DEST_BIT(dest))
		str_add(&text, "  手で加えた");
	if (*d->tel)
		str_addf(&text, "  電話 %s", d->tel);
	if (*d->after_hours && t->dest_urgency[dest] <= URGENCY_A)
		str_addf(&text, "  夜間 %s", d->after_hours);
	rowlist_add(&page->base.list, ATTR_NORMAL, TO_SHEETS, "%s", text.buf);
	str_release(&text);
}

/* Those of the rules in their order, then those added by hand. */
static void add_destinations(struct triage_page *page)
{
	const struct proposal *t = &page->t;
	const struct profile *p = page->base.in->session->office.profile;

	rowlist_add(&page->base.list, ATTR_LABEL, TO_SHEETS, " つなぐ先");
	for (size_t i = 0; i < t->result.dest_n; i++)
		if (t->to & DEST_BIT(t->result.order[i]))
			add_destination(page, t->result.order[i]);
	for (size_t i = 0; i < p->dest_n; i++)
		if ((t->to & DEST_BIT(i)) && !(t->result.to & DEST_BIT(i)))
			add_destination(page, (int)i);
	if (t->dropped) {
		struct str text = STR_INIT;

		str_add(&text, "  手で外した  ");
		words_of_dests(page->base.in->session, t->dropped, &text);
		rowlist_add(&page->base.list, ATTR_QUIET, NULL, "%s", text.buf);
		str_release(&text);
	}
}

static void add_joins(struct triage_page *page)
{
	const struct triage_result *r = &page->t.result;

	for (int i = 0; i < PROMOTER_REASON_N; i++)
		if (r->promoter_because & (1u << i))
			rowlist_add(&page->base.list, ATTR_NORMAL, NULL,
				    "  推進員が加わる：%s",
				    promoter_reason_text(i));
	for (int i = 0; i < COORDINATOR_REASON_N; i++)
		if (r->coordinator_because & (1u << i))
			rowlist_add(&page->base.list, ATTR_NORMAL, NULL,
				    "  コーディネーターが助言する：%s",
				    coordinator_reason_text(i));
}

static void ask_path(const struct triage_page *page,
		     const struct triage_ask *ask, char path[PATH_SIZE])
{
	const struct proposal *t = &page->t;
	const char *member = ask->member < 0 ? "" : t->of.ids.id[ask->member];

	if (ask->fact == TRIAGE_ASK_AGE)
		snprintf(path, PATH_SIZE, "%s.age", member);
	else
		snprintf(path, PATH_SIZE, "%s%sfact.%s", member,
			 *member ? "." : "",
			 t->rules->facts->fact[ask->fact].code);
}

/* The same question about the next person? Then it is one row, and Enter leads
 * to the first of them. */
static bool goes_on(const struct triage_ask *ask)
{
	return ask[0].fact == ask[-1].fact && ask[0].urgency == ask[-1].urgency;
}

static void add_asks(struct triage_page *page)
{
	struct intake *in = page->base.in;
	struct triage_ask *ask = xcalloc(page->t.why.ask_n + 1, sizeof(*ask));
	size_t n = triage_asks(in, &page->t, ask), shown = 0, last;
	char *heading =
		ui_name_keys(" 聞くと変わること（Enter で移る、F3 で戻る）");
	char first[PATH_SIZE];

	if (n) {
		ask_path(page, &ask[0], first);
		rowlist_add(&page->base.list, ATTR_LABEL, first, "%s", heading);
	}
	free(heading);
	for (size_t i = 0; i < n && shown < ASKS_SHOWN; i = last + 1, shown++) {
		struct str text = STR_INIT;
		char path[PATH_SIZE];

		last = i;
		while (last + 1 < n && goes_on(&ask[last + 1]))
			last++;
		ask_path(page, &ask[i], path);
		str_addf(&text, "  %-2s ", urgency_code(ask[i].urgency));
		words_of_ask(in, &page->t, &ask[i], last - i + 1, &text);
		rowlist_add_wrapped(&page->base.list, ATTR_NORMAL, path,
				    list_cols(), 5, text.buf);
		str_release(&text);
	}
	free(ask);
}

/* What the clerk can say to the citizen, once per rule. */
static void add_says(struct triage_page *page)
{
	const struct proposal *t = &page->t;
	int last = -1;

	if (t->result.firing_n)
		rowlist_add(&page->base.list, ATTR_LABEL, NULL,
			    " 相談に来た人に伝える言葉");
	for (size_t i = 0; i < t->result.firing_n; i++) {
		int rule = t->result.firing[i].rule;
		struct str text = STR_INIT;

		if (rule == last)
			continue;
		last = rule;
		str_addf(&text, "  ・%s", t->rules->rule[rule].say);
		rowlist_add_wrapped(&page->base.list, ATTR_NORMAL, NULL,
				    list_cols(), 4, text.buf);
		str_release(&text);
	}
}

static void build(struct triage_page *page)
{
	proposal_make(&page->t, &page->base.in->draft.doc,
		      page->base.in->session->office.rules);
	rowlist_clear(&page->base.list);
	add_head(page);
	add_duties(page);
	add_destinations(page);
	add_joins(page);
	add_asks(page);
	add_says(page);
}

static struct triage_page *page_of(struct window *win)
{
	struct listview *lv = win->data;

	return lv->data;
}

static unsigned show_why(struct window *win, enum op op)
{
	struct triage_page *page = page_of(win);
	struct str text = STR_INIT;

	words_of_why(page->base.in, &page->t, &text);
	ui_page_text(_("Why here, and why not elsewhere"), text.buf);
	str_release(&text);
	return VIEW_REFRESH;
}

/* ---- changing it by hand ---- */

struct by_hand {
	char *action, *target, *urgency;
	struct str reason;
};

static void change_release(struct by_hand *c)
{
	free(c->action);
	free(c->target);
	free(c->urgency);
	str_release(&c->reason);
}

static char *choose_code(const char *title, const struct code *codes)
{
	struct choice choice[8];
	size_t n = 0;
	int i;

	for (; n < ARRAY_SIZE(choice) && codes[n].code; n++)
		choice[n] =
			(struct choice){ codes[n].code, codes[n].label, NULL };
	i = ui_choose(title, choice, n, 0);
	return i < 0 ? NULL : xstrdup(choice[i].code);
}

/* Is this a body with which it makes sense? */
static bool fits_action(const struct proposal *t, const char *action, size_t d)
{
	bool there = t->to & DEST_BIT(d);

	if (streq(action, "add"))
		return !there;
	if (streq(action, "drop"))
		return there;
	return t->rules->profile->dest[d].kind != DEST_OUTSIDE &&
	       (int)d != t->lead;
}

static char *choose_dest(const struct proposal *t, const char *action)
{
	struct choice choice[DEST_MAX];
	const struct profile *p = t->rules->profile;
	size_t n = 0;
	int i;

	for (size_t k = 0; k < p->dest_n; k++)
		if (fits_action(t, action, k))
			choice[n++] = (struct choice){ p->dest[k].code,
						       p->dest[k].name,
						       p->dest[k].kana };
	i = ui_choose(_("Which one?"), choice, n, 0);
	return i < 0 ? NULL : xstrdup(choice[i].code);
}

/* Ask what is to be changed, and why; false when the person went back. */
static bool ask_change(struct triage_page *page, struct by_hand *c)
{
	c->action = choose_code(_("What is to be changed?"),
				record_field(REC_OVERRIDE, "action")->codes);
	if (!c->action)
		return false;
	if (!streq(c->action, "urgency")) {
		c->target = choose_dest(&page->t, c->action);
		if (!c->target)
			return false;
	}
	if (streq(c->action, "urgency") || streq(c->action, "add")) {
		c->urgency = choose_code(
			_("How urgent?"),
			record_field(REC_OVERRIDE, "urgency")->codes);
		if (!c->urgency)
			return false;
	}
	return ui_ask_text(_("Why? (kept for the review of the rules)"), 1000,
			   INPUT_KANJI, &c->reason) == 0;
}

/* Some reasons are no grounds to refuse an application (生活保護法7条): said,
 * and kept all the same. */
static void warn_unfounded(const struct triage_page *page, const char *reason,
			   struct err *err)
{
	struct case_bind bind;

	case_bind(&bind, &page->base.in->draft.doc);
	guard_unfounded(&bind.view, reason, err);
}

static int keep_change(struct triage_page *page, const struct by_hand *c,
		       struct err *err)
{
	struct intake *in = page->base.in;
	char id[RECORD_ID_SIZE], now[CLOCK_SIZE];
	const struct {
		const char *name, *value;
	} fields[] = {
		{ "action", c->action },         { "target", c->target },
		{ "urgency", c->urgency },       { "reason", c->reason.buf },
		{ "staff", in->session->staff }, { "at", now },
	};

	clock_now(now);
	now[MOMENT_SIZE - 1] = '\0';
	if (proposal_may(&page->t, c->action, str_or_empty(c->target),
			 str_or_empty(c->urgency), c->reason.buf, err) ||
	    draft_add(&in->draft, in->session->office.store, REC_OVERRIDE, id,
		      err))
		return -1;
	for (size_t i = 0; i < ARRAY_SIZE(fields); i++) {
		char path[PATH_SIZE];

		snprintf(path, sizeof(path), "%s.%s", id, fields[i].name);
		if (fields[i].value &&
		    intake_set(in, path, fields[i].value, err))
			return -1;
	}
	return 0;
}

static unsigned change(struct window *win, enum op op)
{
	struct triage_page *page = page_of(win);
	struct by_hand c = { .reason = STR_INIT };
	struct err err = ERR_INIT;

	if (ask_change(page, &c) && !keep_change(page, &c, &err))
		warn_unfounded(page, c.reason.buf, &err);
	if (err.kind)
		ui_message_err(&err);
	change_release(&c);
	err_release(&err);
	build(page);
	listview_refetch(win->data);
	return VIEW_REFRESH;
}

/* Where this row leads: to its question, to the sheets; all others say why. */
static unsigned jump(struct window *win, enum op op)
{
	struct intake *in = page_of(win)->base.in;
	const char *target =
		rowlist_target(&page_of(win)->base.list, win->data);

	if (!target)
		return show_why(win, op);
	snprintf(in->path, sizeof(in->path), "%s", target);
	return ui_leave(win, OP_ENTER);
}

/* ---- the page ---- */

static const struct binding keys[] = {
	PAGE_KEYS,
	{ OP_F6, N_("Change"), change,
	  N_("change the proposal, with a reason") },
	PAGE_KEYS_TURN(listview_page_or_leave),
	{ OP_WHY, N_("Why"), show_why,
	  N_("why this one, and why not another") },
	PAGE_KEY_SAVE,
	{ OP_ENTER, N_("Open"), jump,
	  N_("where this line leads: its question, the sheets, or why") },
	{ OP_NONE, NULL, NULL, NULL },
};

int scr_triage(struct intake *in, struct err *err)
{
	struct triage_page page = { .base.in = in };
	struct listview lv = {
		.name = "triage",
		.bindings = keys,
	};
	int op;

	session_refresh(in->session);
	build(&page);
	op = list_page_run(&page.base, &lv);
	proposal_release(&page.t);
	return op;
}
