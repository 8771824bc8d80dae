/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What stands beside a page in the list of pages: what is still to be done
 * there, or that nothing is. Knows of no page more than that.
 */
#include <stdlib.h>
#include <string.h>

#include "app/intake.h"
#include "app/questions.h"
#include "app/triage_asks.h"
#include "base/mem.h"
#include "base/path.h"
#include "domain/casebind.h"
#include "domain/proposal.h"

/* Wanted fields of its screen that are empty. */
static void add_empty(struct intake *in, const char *name, struct str *out)
{
	char *file = xstrfmt("screens/%s.screen", name);
	char *path = path_data(file);
	struct err err = ERR_INIT;
	struct screen *screen = screen_load(path, intake_host.terms, &err);
	struct form form;

	if (screen) {
		form_init(&form, screen, &intake_host, in);
		form_missing(&form, out);
		form_release(&form);
	}
	free(file);
	free(path);
	err_release(&err);
}

/* The same of each member: "子（2歳）の氏名"; how many there are. */
static size_t add_members(struct intake *in, struct str *out)
{
	char client[RECORD_ID_SIZE] = "";
	struct record_ids ids;
	size_t n = 0;

	casefile_client(&in->draft.doc, client);
	casefile_ids(&in->draft.doc, REC_MEMBER, &ids);
	for (size_t i = 0; i < ids.n; i++) {
		struct str empty = STR_INIT;

		if (streq(ids.id[i], client))
			continue;
		n++;
		memcpy(in->member, ids.id[i], sizeof(in->member));
		add_empty(in, "member", &empty);
		if (empty.len) {
			str_add(out, out->len ? "、" : "");
			intake_member_words(in, ids.id[i], out);
			str_addf(out, "の%s", empty.buf);
		}
		str_release(&empty);
	}
	return n;
}

/* What wanted fields are empty, or that none is. */
static void mark_form(struct intake *in, const char *screen, struct str *out)
{
	struct str empty = STR_INIT;

	add_empty(in, screen, &empty);
	str_addf(out, "%s%s", empty.len ? "まだ: " : "済", empty.buf);
	str_release(&empty);
}

/* Whoever lives alone and whoever was not asked look the same here. */
static void mark_household(struct intake *in, struct str *out)
{
	struct str empty = STR_INIT;
	size_t n = add_members(in, &empty);

	if (empty.len)
		str_addf(out, "まだ: %s", empty.buf);
	else
		str_add(out, n ? "済" : "世帯員の記入なし");
	str_release(&empty);
}

static void mark_tonight(struct intake *in, struct str *out)
{
	size_t open;

	questions_tonight(in);
	open = questions_open(in);
	if (!open)
		str_add(out, "済");
	else if (*intake_get(in, "intake.safety_reason"))
		str_addf(out, "聞けない質問 %zu（理由あり）", open);
	else
		str_addf(out, "まだ: 聞いていない質問 %zu", open);
}

/* Of everybody in turn, what fits the ticked boxes. */
static void mark_situation(struct intake *in, struct str *out)
{
	struct question_count n = questions_count(in);

	if (n.fit_open)
		str_addf(out, "まだ: 相談に合う質問 %zu", n.fit_open);
	else
		str_add(out, n.answered ? "済" : "まだ: 聞いていない");
}

static void mark_triage(struct intake *in, struct str *out)
{
	struct proposal t = { .to = 0 };
	struct triage_ask *ask;
	size_t n;

	proposal_make(&t, &in->draft.doc, in->session->office.rules);
	ask = xcalloc(t.why.ask_n + 1, sizeof(*ask));
	n = triage_asks(in, &t, ask);
	str_addf(out, "緊急度 %s", urgency_code(t.urgency));
	if (n)
		str_addf(out, "  聞くと変わること %zu", n);
	free(ask);
	proposal_release(&t);
}

static bool asked(const struct case_bind *bind, const struct session *s,
		  const char *to)
{
	for (size_t i = 0; i < bind->consents.n; i++)
		if (bind->consents.row[i].state != CONSENT_UNASKED &&
		    scope_has(bind->consents.row[i].recipients, to, false,
			      s->consent_rules))
			return true;
	return false;
}

static bool sent(const struct case_bind *bind, const struct session *s,
		 const char *to)
{
	const char *id = case_bind_referral(bind, to);
	const char *state =
		id ? view_get(&bind->view, "%s.state", id) : "draft";

	return *state && !streq(state, "draft");
}

/* How many of the bodies that are proposed are through with something. */
static void mark_bodies(struct intake *in, struct str *out,
			bool (*done)(const struct case_bind *,
				     const struct session *, const char *to))
{
	const struct profile *p = in->session->office.profile;
	const char *own = casefile_get(&in->draft.doc, "intake.section");
	struct proposal t = { .to = 0 };
	size_t n = 0, done_n = 0;
	struct case_bind bind;

	case_bind(&bind, &in->draft.doc);
	proposal_make(&t, &in->draft.doc, in->session->office.rules);
	for (size_t i = 0; i < p->dest_n; i++) {
		if (!(t.to & DEST_BIT(i)) || (int)i == p->promoter ||
		    streq(p->dest[i].code, own))
			continue;
		n++;
		done_n += done(&bind, in->session, p->dest[i].code);
	}
	proposal_release(&t);
	if (!n)
		str_add(out, "伝える相手なし");
	else if (done_n == n)
		str_add(out, "済");
	else
		str_addf(out, "まだ: %zuか所", n - done_n);
	if (done_n && done_n < n)
		str_addf(out, "（済 %zuか所）", done_n);
}

static void mark_consent(struct intake *in, struct str *out)
{
	mark_bodies(in, out, asked);
}

static void mark_referral(struct intake *in, struct str *out)
{
	struct case_bind bind;
	struct guard_in guard;

	mark_bodies(in, out, sent);
	case_bind(&bind, &in->draft.doc);
	case_bind_guard(&bind, in->session->office.facts, "", &guard);
	if (guard.report_duty && !guard.reported)
		str_add(out, "、通告・通報");
}

void page_mark(struct intake *in, int page, struct str *out)
{
	static const struct {
		const char *page;
		void (*mark)(struct intake *in, struct str *out);
	} marks[] = {
		{ "household", mark_household }, { "tonight", mark_tonight },
		{ "situation", mark_situation }, { "triage", mark_triage },
		{ "consent", mark_consent },     { "referral", mark_referral },
	};

	for (size_t i = 0; i < ARRAY_SIZE(marks); i++)
		if (streq(pages[page].code, marks[i].page)) {
			marks[i].mark(in, out);
			return;
		}
	mark_form(in, pages[page].screen, out);
}
