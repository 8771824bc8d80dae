/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/handover_sheet.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "domain/ledger.h"
#include "domain/loop_place.h"
#include "domain/sheet_parts.h"
#include "domain/staff.h"
#include "text/date.h"

#define JOURNAL_N 8 /* entries on the sheet of a case */

static const char *const whys[HANDOVER_WHY_N] = {
	[HANDOVER_AA] = "いますぐ",
	[HANDOVER_LATE] = "遅れ",
	[HANDOVER_UNSURE] = "判断つかず",
	[HANDOVER_NEW] = "新着",
	[HANDOVER_RETURNED] = "差戻し",
	[HANDOVER_DUE] = "きょう期限",
	[HANDOVER_WAITS] = "",
	[HANDOVER_AGENDA] = "会議",
	[HANDOVER_SAFETY] = "安全確認",
	[HANDOVER_HELD] = "主担当",
	[HANDOVER_QUIET] = "動きなし",
	[HANDOVER_MOVED] = "きょう動いた",
};

static const char *const scopes[HANDOVER_SCOPE_N] = {
	[HANDOVER_SECTION] = "待っているつなぎ",
	[HANDOVER_PERSON] = "受け持っているもの",
	[HANDOVER_TODAY] = "きょう送ったもの・動いたもの・期限のもの",
	[HANDOVER_MORNING] = "朝の打合せ",
};

/* ---- who reads a line ---- */

/* A case, and how who prints may read it. */
struct reading {
	struct casefile cf;
	struct case_sheet_ask ask;
	struct case_sheet cs;
	struct sheet_ask fill;
	bool own; /* it is the section's, or theirs */
};

static void reading_release(struct reading *r)
{
	case_sheet_release(&r->cs);
	casefile_release(&r->cf);
}

/* A section that was sent a case reads what it was sent; what came back is
 * read by who had sent it. */
static const char *reads_as(const struct handover_desk *desk,
			    const struct casefile *cf, const char *id)
{
	if (!*id || loop_state_of(cf, id) == LOOP_RETURNED)
		return desk->actor->section;
	return loop_get(cf, id, "to_body");
}

/* What a section answered or sent back today lies in its hands no more; it
 * still stands on its list of today, as what it was sent. */
static bool was_theirs(const struct handover_desk *desk,
		       const struct casefile *cf,
		       const struct handover_line *line)
{
	return line->why == HANDOVER_MOVED && *line->referral &&
	       streq(loop_get(cf, line->referral, "to_body"),
		     desk->actor->section) &&
	       !case_hidden_from(cf, desk->actor->number);
}

/* 1: it is not theirs to print. release in any case. */
static int reading_begin(struct reading *r, const struct handover_desk *desk,
			 const struct handover_line *line, enum sheet_form form,
			 struct err *err)
{
	const char *id = line->referral;
	unsigned relations;

	memset(r, 0, sizeof(*r));
	casefile_init(&r->cf);
	if (casefile_load(&r->cf, desk->store, line->case_id, err) ||
	    loop_relations(desk->store, desk->actor, &r->cf, *id ? id : NULL,
			   &relations, err))
		return -1;
	if (was_theirs(desk, &r->cf, line))
		relations |= REL_RECIPIENT_SECTION;
	if (!roles_may(desk->actor->roles, ACTION_PRINT, relations))
		return 1;
	r->own = relations & (REL_OWN_SECTION | REL_HOLDER);
	r->ask = (struct case_sheet_ask){
		.store = desk->store,
		.rules = desk->rules,
		.laws = desk->laws,
		.consent_rules = desk->consent_rules,
		.cf = &r->cf,
		.form = line->nameless ? FORM_QUESTION : form,
		.staff = desk->actor->number,
	};
	if (line->nameless || !r->own) {
		r->ask.to = reads_as(desk, &r->cf, id);
		r->ask.giver = *id ? loop_get(&r->cf, id, "sent_from") : NULL;
	}
	return case_sheet_gather(&r->cs, &r->ask, &r->fill, err);
}

/* ---- lines ---- */

/* Somebody's name by number; the caller's, "" for nobody. */
static char *name_of(struct store *s, const char *number)
{
	struct values who = VALUES_INIT;
	char *name;

	if (*number)
		staff_load(&who, s, number, NULL);
	name = xstrdup(values_get(&who, "name"));
	values_release(&who);
	return name;
}

static int days_since(const char *iso, const char *now)
{
	struct date from, to;

	if (!date_from_iso(iso, &from) || !date_from_iso(now, &to))
		return 0;
	return (int)(date_to_days(to) - date_to_days(from));
}

/* What is to be done about a case as such; the caller's, NULL: as the state of
 * its referral says. */
static char *next_words(const struct handover_desk *desk,
			const struct handover_line *line, const char *now)
{
	struct date day = { 0 };

	switch (line->why) {
	case HANDOVER_AGENDA:
		date_from_iso(line->due, &day);
		return xstrfmt("会議（%d月%d日）で担当を決める", day.month,
			       day.day);
	case HANDOVER_SAFETY:
		return xstrdup("子どもの安全を確かめる");
	case HANDOVER_QUIET:
		return xstrfmt("様子を確かめる（%d日 記録なし）",
			       days_since(line->due, now));
	case HANDOVER_HELD:
		return xstrdup(*line->due ? "次に連絡する"
					  : "次に連絡する日を決める");
	default:
		return NULL;
	}
}

static void put_line(struct sheet *sheet, const struct handover_desk *desk,
		     const struct reading *r, const struct handover_line *line)
{
	bool is_limit =
		line->why != HANDOVER_AGENDA && line->why != HANDOVER_QUIET;
	const char *id = line->referral;
	char *sender = name_of(desk->store,
			       *id ? loop_get(&r->cf, id, "sent_by") : "");
	char *person =
		name_of(desk->store, *id ? loop_get(&r->cf, id, "person") : "");
	char *next = next_words(desk, line, r->fill.now);

	sheet_fill_line(sheet, &r->fill,
			&(struct sheet_line){
				.why = whys[line->why],
				.referral = *id ? id : NULL,
				.sender = sender,
				.person = person,
				.next = next,
				.due = is_limit ? line->due : "",
				.late = is_limit && line->late,
			});
	free(sender);
	free(person);
	free(next);
}

/* ---- the list ---- */

static void set_taken(struct sheet *sheet, const char *key, char *text)
{
	sheet_set(sheet, key, text);
	free(text);
}

/* 介護福祉課; コーディネーター（福生市社会福祉協議会）; 森田 明美 */
static char *whose_words(const struct handover_desk *desk,
			 const struct handover_ask *ask)
{
	const struct profile *p = desk->rules->profile;
	const char *code = ask->whose;
	bool at_desk;

	if (ask->scope == HANDOVER_PERSON)
		return name_of(desk->store, ask->whose);
	at_desk = skip_prefix(ask->whose, "coordinator:", &code);
	return xstrfmt("%s%s%s", at_desk ? p->dest[p->coordinator].name : "",
		       at_desk ? "　" : "",
		       p->dest[profile_dest(p, code)].name);
}

static void put_head(struct sheet *sheet, const struct handover_desk *desk,
		     const struct handover_ask *ask)
{
	const struct profile *p = desk->rules->profile;
	int section = profile_dest(p, desk->actor->section);

	sheet_set(sheet, "sheet.city", p->city);
	sheet_set(sheet, "sheet.printed_by", desk->actor->name);
	set_taken(sheet, "sheet.printed_at", words_moment(ask->now));
	sheet_set(sheet, "from.section",
		  section < 0 ? "" : p->dest[section].name);
	set_taken(sheet, "list.of", whose_words(desk, ask));
	sheet_set(sheet, "list.scope", scopes[ask->scope]);
}

static void put_counts(struct sheet *sheet, const struct handover *h,
		       size_t hidden_n)
{
	size_t urgent = 0, late = 0;
	struct str more = STR_INIT;

	for (size_t i = 0; i < h->n; i++) {
		urgent += h->line[i].urgent;
		late += h->line[i].late;
	}
	set_taken(sheet, "list.count", xstrfmt("%zu件", h->n));
	set_taken(sheet, "list.urgent", xstrfmt("%zu件", urgent));
	set_taken(sheet, "list.late", xstrfmt("%zu件", late));
	if (h->more_n)
		str_addf(&more, "このほかに%zu件あり、この紙には載っていない。",
			 h->more_n);
	if (hidden_n)
		str_addf(&more, "印刷できる人が限られるもの%zu件は除いた。",
			 hidden_n);
	sheet_set(sheet, "list.more", str_or_empty(more.buf));
	str_release(&more);
}

/* Fill the lines, and forget those that are not theirs. How many; -1. */
static int put_lines(struct sheet *sheet, const struct handover_desk *desk,
		     struct handover *h, struct err *err)
{
	size_t kept = 0;
	int hidden = 0;

	for (size_t i = 0; i < h->n; i++) {
		struct reading r;
		int rc = reading_begin(&r, desk, &h->line[i], FORM_HANDOVER,
				       err);

		if (!rc) {
			put_line(sheet, desk, &r, &h->line[i]);
			h->line[kept++] = h->line[i];
		}
		reading_release(&r);
		if (rc < 0)
			return -1;
		hidden += rc;
	}
	h->n = kept;
	return hidden;
}

struct sheet *handover_sheet(const struct handover_desk *desk,
			     const struct handover_ask *ask, struct handover *h,
			     struct err *err)
{
	const struct profile *profile = desk->rules->profile;
	struct sheet *sheet = sheet_new();
	int hidden = -1;

	*h = (struct handover){ .n = 0 };
	if (!handover_must(desk->store, desk->actor, profile, ask, err) &&
	    !handover_list(h, desk->store, profile, ask, err)) {
		put_head(sheet, desk, ask);
		hidden = put_lines(sheet, desk, h, err);
	}
	if (hidden < 0) {
		sheet_free(sheet);
		return NULL;
	}
	put_counts(sheet, h, (size_t)hidden);
	return sheet;
}

/* ---- one case ---- */

bool handover_has_case(const struct handover *h, size_t line)
{
	for (size_t i = 0; i < line; i++)
		if (h->line[i].case_id == h->line[line].case_id &&
		    !h->line[i].nameless)
			return false;
	return !h->line[line].nameless;
}

/* What is said to and by a conference stays with its papers (社会福祉法106条の
 * 6): that there was one is enough. */
static bool is_conference(const char *act)
{
	static const enum loop_act acts[] = { LOOP_DISPUTE, LOOP_SETTLE,
					      LOOP_SEAT, LOOP_UNSEAT,
					      LOOP_PLEDGE };

	for (size_t i = 0; i < ARRAY_SIZE(acts); i++)
		if (streq(act, loop_act_code(acts[i])))
			return true;
	return false;
}

/* "11月20日 9:15　森田 明美　受領する　介護福祉課　…", newest first. */
static int journal_words(const struct handover_desk *desk,
			 const struct casefile *cf, struct str *out,
			 struct err *err)
{
	const struct profile *p = desk->rules->profile;
	struct rows rows = ROWS_INIT;
	int r = loop_journal(desk->store, desk->actor->number, cf->id, 0,
			     JOURNAL_N, &rows, err);

	for (size_t i = 0; !r && i < rows.n; i++) {
		const char *id = rows_text(&rows, i, "referral");
		const char *act = rows_text(&rows, i, "act");
		const char *why = rows_text(&rows, i, "why");
		int to = id ? profile_dest(p, loop_get(cf, id, "to_body")) : -1;

		if (i)
			str_addc(out, '\n');
		moment_short(out, rows_text(&rows, i, "at"));
		str_addf(out, "　%s　%s", rows_text(&rows, i, "staff_name"),
			 loop_act_words(act));
		if (to >= 0)
			str_addf(out, "　%s", p->dest[to].name);
		if (why && *why && !is_conference(act))
			str_addf(out, "　%s", why);
	}
	rows_release(&rows);
	return r;
}

/* The referrals of the case that are under way; to who is not of its section
 * only the one in their queue. */
static void put_referrals(struct sheet *sheet, const struct handover_desk *desk,
			  const struct reading *r,
			  const struct handover_line *line)
{
	struct record_ids ids;

	casefile_ids(&r->cf, REC_REFERRAL, &ids);
	for (size_t i = 0; i < ids.n; i++) {
		unsigned state = LOOP_BIT(loop_state_of(&r->cf, ids.id[i]));
		const char *due = loop_get(&r->cf, ids.id[i], "due_at");
		struct handover_line one = { .why = HANDOVER_WAITS };

		if (r->own ? !(state & (LOOP_OPEN | LOOP_BIT(LOOP_DRAFT)))
			   : !streq(ids.id[i], line->referral))
			continue;
		snprintf(one.referral, sizeof(one.referral), "%s", ids.id[i]);
		snprintf(one.due, sizeof(one.due), "%s", due);
		one.late = *due && strncmp(due, r->fill.now, 16) < 0;
		put_line(sheet, desk, r, &one);
	}
}

struct sheet *handover_case(const struct handover_desk *desk,
			    const struct handover *h, size_t line,
			    struct err *err)
{
	const struct handover_line *of = &h->line[line];
	struct sheet *sheet = NULL;
	struct str journal = STR_INIT;
	struct reading r;
	int rc = reading_begin(&r, desk, of, FORM_HANDOVER_CASE, err);

	if (!rc)
		rc = journal_words(desk, &r.cf, &journal, err);
	if (!rc) {
		r.fill.journal = str_or_empty(journal.buf);
		sheet = sheet_new();
		rc = sheet_fill(sheet, &r.fill, &r.cs.gone, err);
	}
	if (!rc) {
		put_referrals(sheet, desk, &r, of);
	} else {
		sheet_free(sheet);
		sheet = NULL;
	}
	reading_release(&r);
	str_release(&journal);
	return sheet;
}

int handover_record(const struct handover_desk *desk, const struct handover *h,
		    struct err *err)
{
	const char *staff = desk->actor->number;
	int r = store_begin(desk->store, err);

	for (size_t i = 0; !r && i < h->n; i++)
		if (handover_has_case(h, i))
			r = ledger_viewing(desk->store, h->line[i].case_id,
					   staff, "handover", err);
	if (!r)
		r = ledger_event(desk->store, "handover", staff, 0, err);
	if (!r)
		r = store_commit(desk->store, err);
	store_rollback(desk->store);
	return r;
}
