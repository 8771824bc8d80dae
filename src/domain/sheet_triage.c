/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Triage on the record, and what was done: the result as it was stored, in
 * words for paper. */
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "domain/casebind.h"
#include "domain/rules.h"
#include "domain/sheet_parts.h"
#include "domain/triage_explain.h"
#include "text/moment.h"

#define RECORDS_MAX 99 /* referrals, duties, changes of a case */
#define ASK_MAX     8  /* questions still to ask that fit a cell */

/* The codes of the result; paper is Japanese whatever the locale. */
static const char *const reasons[][2] = {
	{ "urgent", "緊急度AAのため" },
	{ "two-counters", "複数の窓口にわたるため" },
	{ "staff-unsure", "担当者に判断がつかないため" },
	{ "nothing-fired", "当てはまる決まりがないため" },
	{ "no-counter", "担当の窓口が決まらないため" },
	{ "returned", "差戻しがあったため" },
	{ "named-by-rule", "決まりで指定されているため" },
	{ "three-counters", "三つ以上の窓口にわたるため" },
	{ "long-form", "長く、多くの手が要るため" },
	{ "returned-twice", "差戻しが重なったため" },
};

/* Is word one of those in out? */
static bool has_word(const struct str *out, const char *word)
{
	static const char mark[] = "、";
	size_t len = strlen(word), mark_len = strlen(mark);

	for (const char *p = out->buf, *end; *p; p = end) {
		end = strstr(p, mark);
		if (!end)
			end = p + strlen(p);
		if ((size_t)(end - p) == len && !memcmp(p, word, len))
			return true;
		if (*end)
			end += mark_len;
	}
	return false;
}

static void add_word(struct str *out, const char *word)
{
	if (!*word || has_word(out, word))
		return;
	if (out->len)
		str_add(out, "、");
	str_add(out, word);
}

static void add_reasons(const struct fill *f, struct str *out, const char *name)
{
	const struct js *list = js_get(f->ask->triage, name);

	for (size_t i = 0; i < js_len(list); i++)
		for (size_t k = 0; k < ARRAY_SIZE(reasons); k++)
			if (streq(js_str(js_at(list, i)), reasons[k][0]))
				add_word(out, reasons[k][1]);
}

static void fill_reasons(struct fill *f, const char *key, const char *name)
{
	struct str out = STR_INIT;

	add_reasons(f, &out, name);
	fill_plain(f, key, out.buf);
	str_release(&out);
}

/* "any: m1 dv_victim = yes" → DV被害; "age 82 >= 65" → 82歳. */
static void add_clause(const struct fill *f, struct str *out,
		       const char *clause)
{
	char code[64] = "", box[64] = "";
	const char *rest;
	int age, i;

	if (skip_prefix(clause, "any: ", &rest))
		clause =
			rest + strcspn(rest, " ") + (strchr(rest, ' ') != NULL);
	if (sscanf(clause, "concern(%63[^)]) = yes", box) == 1) {
		i = concern_from_code(box);
		add_word(out, i < 0 ? "" : concern_label((enum concern)i));
	} else if (sscanf(clause, "age %d ", &age) == 1) {
		snprintf(code, sizeof(code), "%d歳", age);
		add_word(out, code);
	} else if (sscanf(clause, "%63s = ye%1[s]", code, box) == 2) {
		i = facts_find(f->ask->facts, code);
		add_word(out, i < 0 ? "" : f->ask->facts->fact[i].label);
	}
}

/* What was seen that made this rule apply. */
static void add_because(const struct fill *f, struct str *out, const char *rule)
{
	const struct js *fired = js_get(f->ask->triage, "fired");

	for (size_t i = 0; i < js_len(fired); i++) {
		const struct js *one = js_at(fired, i);
		const struct js *because = js_get(one, "because");

		if (!streq(js_str(js_get(one, "rule")), rule))
			continue;
		for (size_t k = 0; k < js_len(because); k++)
			add_clause(f, out, js_str(js_at(because, k)));
	}
}

/* Why somebody joins whom no rule may have named. */
static void add_joins(const struct fill *f, struct str *out, const char *to)
{
	const struct profile *p = f->ask->profile;

	if (streq(to, p->dest[p->promoter].code))
		add_reasons(f, out, "promoter_because");
	if (streq(to, p->dest[p->coordinator].code))
		add_reasons(f, out, "coordinator_because");
}

static char *names_of(const struct fill *f, const struct js *list)
{
	struct str out = STR_INIT;

	for (size_t i = 0; i < js_len(list); i++)
		add_word(&out, fill_dest(f, js_str(js_at(list, i))));
	return str_detach(&out);
}

/* "電話一報 令和8年11月20日 10時00分 丙山", "" when nobody was called. */
static char *called(const struct fill *f, const char *id, const char *when,
		    const char *who)
{
	char *moment = words_moment(view_get(f->view, "%s.%s", id, when));
	const char *name = view_get(f->view, "%s.%s", id, who);
	char *words = *moment || *name ? xstrfmt("電話一報 %s %s", moment, name)
				       : xstrdup("");

	free(moment);
	return words;
}

static void fill_destinations(struct fill *f)
{
	const struct js *list = js_get(f->ask->triage, "destinations");

	for (size_t i = 0; i < js_len(list); i++) {
		const struct js *d = js_at(list, i), *rules;
		const char *to = js_str(js_get(d, "to"));
		size_t row = sheet_add_row(f->sheet, SHEET_DESTINATION);
		struct str why = STR_INIT;
		char id[8], *done = xstrdup("");

		rules = js_get(d, "rules");
		for (size_t k = 0; k < js_len(rules); k++)
			add_because(f, &why, js_str(js_at(rules, k)));
		add_joins(f, &why, to);
		for (int n = 1; n <= RECORDS_MAX && !*done; n++) {
			snprintf(id, sizeof(id), "r%d", n);
			if (!streq(view_get(f->view, "%s.to_body", id), to))
				continue;
			free(done);
			done = called(f, id, "phoned_at", "phoned_to");
		}
		sheet_row_set(f->sheet, "destination.to", row,
			      fill_dest(f, to));
		sheet_row_set(f->sheet, "destination.urgency", row,
			      js_str(js_get(d, "urgency")));
		sheet_row_set(f->sheet, "destination.because", row, why.buf);
		sheet_row_set(f->sheet, "destination.done", row, done);
		str_release(&why);
		free(done);
	}
}

bool fill_told(const struct fill *f, const char *to, struct str *words)
{
	char buf[RECORD_ID_SIZE];
	const char *id = case_told(f->view, to, buf);

	if (!*id)
		return streq(to, view_get(f->view, "intake.section"));
	if (words) {
		moment_short(words,
			     view_get(f->view, "%s.%s", id,
				      *id == 'd' ? "done_at" : "received_at"));
		str_addf(words, " %s", view_get(f->view, "%s.received_by", id));
	}
	return true;
}

/* "こども家庭センター課：11月20日 10:00 丙山", or まだ; a line each. */
static char *told_words(const struct fill *f, const struct js *to)
{
	struct str out = STR_INIT;

	for (size_t i = 0; i < js_len(to); i++) {
		const char *code = js_str(js_at(to, i));
		struct str told = STR_INIT;
		bool is = fill_told(f, code, &told);

		str_addf(&out, "%s%s：%s", out.len ? "\n" : "",
			 fill_dest(f, code),
			 told.len ? told.buf
			 : is     ? "ここで受けている"
				  : "まだ");
		str_release(&told);
	}
	return str_detach(&out);
}

static const char *what_to_do(const struct fill *f, const char *id)
{
	int i = f->ask->rules ? rules_find(f->ask->rules, id) : -1;

	if (i < 0)
		return "";
	return *f->ask->rules->rule[i].now ? f->ask->rules->rule[i].now
					   : f->ask->rules->rule[i].say;
}

static void add_duty(struct fill *f, const struct js *d)
{
	size_t row = sheet_add_row(f->sheet, SHEET_DUTY);
	char *to = names_of(f, js_get(d, "to"));
	char *done = told_words(f, js_get(d, "to"));

	sheet_row_set(f->sheet, "duty.say", row,
		      what_to_do(f, js_str(js_get(d, "rule"))));
	sheet_row_set(f->sheet, "duty.to", row, to);
	sheet_row_set(f->sheet, "duty.urgency", row,
		      js_str(js_get(d, "urgency")));
	sheet_row_set(f->sheet, "duty.basis", row, js_str(js_get(d, "basis")));
	sheet_row_set(f->sheet, "duty.done", row, done);
	free(to);
	free(done);
}

/* The same duty towards another member is done in the same call. */
static bool said_before(const struct js *list, size_t i)
{
	const struct js *d = js_at(list, i);

	for (size_t k = 0; k < i; k++) {
		const struct js *before = js_at(list, k);

		if (streq(js_str(js_get(before, "rule")),
			  js_str(js_get(d, "rule"))) &&
		    streq(js_str(js_get(before, "urgency")),
			  js_str(js_get(d, "urgency"))))
			return true;
	}
	return false;
}

/* What cannot wait first, as on the screen. */
static void fill_duties(struct fill *f)
{
	const struct js *list = js_get(f->ask->triage, "duties");

	for (int u = URGENCY_AA; u < URGENCY_N; u++)
		for (size_t i = 0; i < js_len(list); i++)
			if (streq(js_str(js_get(js_at(list, i), "urgency")),
				  urgency_code((enum urgency)u)) &&
			    !said_before(list, i))
				add_duty(f, js_at(list, i));
}

static void fill_ask(struct fill *f)
{
	const struct triage_ask *open = f->ask->open;
	struct str out = STR_INIT;

	for (size_t i = 0; i < f->ask->open_n && i < ASK_MAX; i++)
		add_word(&out,
			 open[i].fact == TRIAGE_ASK_AGE
				 ? "年齢"
				 : f->ask->facts->fact[open[i].fact].label);
	fill_plain(f, "triage.ask", out.buf);
	str_release(&out);
}

static void fill_overrides(struct fill *f)
{
	struct str out = STR_INIT;

	for (int n = 1; n <= RECORDS_MAX; n++) {
		const char *target = view_get(f->view, "o%d.target", n);
		const char *reason = view_get(f->view, "o%d.reason", n);
		char *clean;

		if (!*reason)
			continue;
		clean = fill_clean(f, reason, false);
		str_addf(&out, "%s%s：%s", out.len ? "\n" : "",
			 *target ? fill_dest(f, target) : "緊急度", clean);
		free(clean);
	}
	fill_plain(f, "triage.override", out.buf);
	str_release(&out);
}

void fill_triage(struct fill *f)
{
	const struct js *triage = f->ask->triage;
	const char *lead = js_str(js_get(triage, "lead"));

	fill_overrides(f);
	if (!triage)
		return;
	fill_plain(f, "triage.lead", lead ? fill_dest(f, lead) : "");
	fill_reasons(f, "triage.promoter", "promoter_because");
	fill_reasons(f, "triage.coordinator", "coordinator_because");
	fill_plain(f, "triage.rules", js_str(js_get(triage, "rules_version")));
	fill_ask(f);
	fill_duties(f);
	fill_destinations(f);
}

/* One line of what was done: whom we called, and for a duty what was said. */
static void add_done(struct fill *f, struct str *out, const char *id,
		     const char *when, const char *who)
{
	const char *to = view_get(f->view, "%s.to_body", id);
	char *call, *note;

	if (!*to || (!streq(to, f->reader->to) && !fill_names_others(f)))
		return;
	call = called(f, id, when, who);
	note = fill_clean(f, view_get(f->view, "%s.note", id), false);
	if (*call || *note)
		str_addf(out, "%s%s：%s%s%s", out->len ? "\n" : "",
			 fill_dest(f, to), call, *note ? " " : "", note);
	free(call);
	free(note);
}

void fill_done(struct fill *f)
{
	struct str out = STR_INIT;
	char id[8];

	for (int n = 1; n <= RECORDS_MAX; n++) {
		snprintf(id, sizeof(id), "d%d", n);
		add_done(f, &out, id, "done_at", "received_by");
	}
	for (int n = 1; n <= RECORDS_MAX; n++) {
		snprintf(id, sizeof(id), "r%d", n);
		add_done(f, &out, id, "phoned_at", "phoned_to");
	}
	fill_words(f, "intake.done", ONCE, "intake.tried", str_detach(&out));
}
