/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The anonymous question, the duty report, the slip to carry home. */
#include <stdio.h>

#include "base/mem.h"
#include "domain/sheet_parts.h"

static void add_sentence(struct str *out, const char *who, const char *age,
			 const char *what)
{
	if (!*what)
		return;
	str_addf(out, "%s%s", out->len ? "\n" : "", who);
	if (*age)
		str_addf(out, "（%s）", age);
	str_addf(out, "：%s", what);
}

/* Made of boxes and facts alone: what somebody wrote could name a person. */
static void fill_situation(struct fill *f)
{
	struct str out = STR_INIT;
	const char *id, *client = view_client(f->view);
	char *text;

	fill_taken(f, "household.shape", words_household(f->view));
	for (int c = 0; c < CONCERN_N; c++) {
		char key[64];

		snprintf(key, sizeof(key), "concern.%s",
			 concern_code((enum concern)c));
		fill_plain(f, key, view_get(f->view, "%s", key));
	}
	text = words_facts(f, NULL, "yes");
	add_sentence(&out, "世帯・本人", "", text);
	free(text);
	for (size_t i = 0; (id = f->view->member(f->view->of, i)); i++) {
		char *age = words_decade(f->view, id);

		text = streq(id, client) ? xstrdup("")
					 : words_facts(f, id, "yes");
		add_sentence(&out, "世帯員", age, text);
		free(text);
		free(age);
	}
	fill_plain(f, "question.situation", out.buf);
	str_release(&out);
}

/* Why there is no name: the last answer of the client that gives nothing; else
 * they were not asked about this yet. */
static const char *why_anonymous(const struct fill *f, const char *client)
{
	const struct consents *all = f->reader->consents;

	for (size_t i = all->n; i-- > 0;) {
		enum consent_state state =
			consent_on(&all->row[i], f->reader->today);

		if (!streq(all->row[i].member, client))
			continue;
		if (state == CONSENT_ENDED)
			state = CONSENT_REFUSED;
		if (!consent_gives(state))
			return consent_state_code(state);
	}
	return consent_state_code(CONSENT_UNASKED);
}

void fill_question(struct fill *f)
{
	const char *client = view_client(f->view);

	fill_situation(f);
	if (client)
		fill_taken(f, "question.age", words_decade(f->view, client));
	fill_plain(f, "question.consent", why_anonymous(f, client));
	if (!f->ask->referral)
		return;
	fill_taken(f, "question.ask",
		   fill_clean(f,
			      view_get(f->view, "%s.request", f->ask->referral),
			      false));
	fill_taken(
		f, "question.reply_by",
		words_day(view_get(f->view, "%s.reply_by", f->ask->referral)));
}

static bool is_minor(const struct case_view *view, const char *id)
{
	char *age = words_age(view, id, false);
	bool minor = *age && atoi(age) < 18;

	free(age);
	return minor;
}

/* Of whom the report speaks: who is abused, with a child's report the first
 * child, else the client. */
static const char *about(const struct fill *f)
{
	static const char *const victims[] = { "abuse_suspected", "dv_victim" };
	const struct case_view *view = f->view;
	bool child = streq(f->reader->basis->basis->code, "child-report");
	const char *id;

	for (size_t v = 0; v < ARRAY_SIZE(victims) - child; v++)
		for (size_t i = 0; (id = view->member(view->of, i)); i++)
			if (view_yes(view, "%s.fact.%s", id, victims[v]))
				return id;
	for (size_t i = 0; child && (id = view->member(view->of, i)); i++)
		if (is_minor(view, id))
			return id;
	return view_client(view);
}

/* A child's address is mostly only written with the client: theirs where they
 * live together, and a guess, said to be one, where nobody asked. */
static void fill_about_address(struct fill *f, const char *id)
{
	const char *client = view_client(f->view), *whose = id, *address;
	const char *together = view_get(f->view, "%s.fact.lives_together", id);
	bool surely = streq(together, "yes");
	char path[64];

	if (client && !view_has(f->view, "%s.address", id) &&
	    (surely || (is_minor(f->view, id) && !streq(together, "no"))))
		whose = client;
	snprintf(path, sizeof(path), "%s.address", whose);
	address = view_get(f->view, "%s", path);
	if (!*address)
		address = "未確認";
	else if (!surely && !streq(whose, id))
		address = NULL;
	fill_words(f, "report.about_address", ONCE, path,
		   address ? xstrdup(address)
			   : xstrfmt("%s（世帯の住所。同居は未確認）",
				     view_get(f->view, "%s", path)));
}

static void fill_about(struct fill *f, const char *id)
{
	static const struct {
		const char *code, *label;
	} sexes[] = { { "male", "男" },
		      { "female", "女" },
		      { "other", "その他" } };
	char path[64], *day, *age;

	fill_name(f, "report.about_name", ONCE, id);
	fill_about_address(f, id);
	snprintf(path, sizeof(path), "%s.kana", id);
	fill_kana(f, "report.about_kana", ONCE, path);
	snprintf(path, sizeof(path), "%s.affiliation", id);
	fill_path(f, "report.about_affiliation", ONCE, path);
	snprintf(path, sizeof(path), "%s.sex", id);
	for (size_t i = 0; i < ARRAY_SIZE(sexes); i++)
		if (streq(view_get(f->view, "%s", path), sexes[i].code))
			fill_words(f, "report.about_sex", ONCE, path,
				   xstrdup(sexes[i].label));
	snprintf(path, sizeof(path), "%s.birth", id);
	day = words_day(view_get(f->view, "%s", path));
	age = words_age(f->view, id, true);
	fill_words(f, "report.about_birth", ONCE, path,
		   xstrfmt("%s%s%s", day, *day && *age ? "　" : "", age));
	free(day);
	free(age);
}

static const char *report_kind(const char *basis)
{
	static const char *const kinds[][2] = {
		{ "child-report", "child" },
		{ "elder-report", "elder" },
		{ "disabled-report", "disabled" },
		{ "dv-report", "dv" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(kinds); i++)
		if (streq(kinds[i][0], basis))
			return kinds[i][1];
	return "other";
}

static void fill_found(struct fill *f)
{
	const char *name = view_get(f->view, "intake.visitor_name");
	const char *relation = view_get(f->view, "intake.visitor_relation");

	fill_words(f, "report.found_by", ONCE, "intake.visitor_name",
		   *relation ? xstrfmt("%s（%s）", name, relation)
			     : xstrdup(name));
	fill_path(f, "report.found_how", ONCE, "intake.brought_by");
}

/* A text of ours about no one path. */
static void fill_clean_text(struct fill *f, const char *key, const char *text)
{
	if (*text)
		fill_taken(f, key, fill_clean(f, text, false));
}

/* What was written for this body, and whom we telephoned. */
static void fill_said(struct fill *f, const char *referral)
{
	const struct case_view *view = f->view;

	fill_clean_text(f, "report.seen",
			view_get(view, "%s.reason", referral));
	fill_clean_text(f, "report.request",
			view_get(view, "%s.request", referral));
	fill_taken(f, "report.phoned_at",
		   words_moment(view_get(view, "%s.phoned_at", referral)));
	fill_plain(f, "report.phoned_to",
		   view_get(view, "%s.phoned_to", referral));
}

/* The report on record says it better than what stands beside the referral. */
static void fill_reported(struct fill *f, const char *duty)
{
	const struct case_view *view = f->view;

	fill_taken(f, "report.phoned_at",
		   words_moment(view_get(view, "%s.done_at", duty)));
	fill_plain(f, "report.phoned_to",
		   view_get(view, "%s.received_by", duty));
	fill_clean_text(f, "report.seen", view_get(view, "%s.note", duty));
}

void fill_report(struct fill *f)
{
	const struct basis_use *use = f->reader->basis;
	const struct case_view *view = f->view;
	const char *id = about(f), *danger;
	struct str law = STR_INIT;

	basis_cite(use, f->ask->laws, &law);
	fill_plain(f, "report.kind", report_kind(use->basis->code));
	fill_plain(f, "report.law", law.buf);
	str_release(&law);
	if (id)
		fill_about(f, id);
	fill_people(f);
	fill_path(f, "report.about_where", ONCE, "intake.place");
	fill_found(f);
	fill_free(f, "report.heard", ONCE, "intake.complaint", true);
	fill_free(f, "report.done", ONCE, "intake.safety_step", false);
	danger = view_get(view, "fact.in_danger_now");
	fill_words(f, "report.now_safe", ONCE, "fact.in_danger_now",
		   xstrdup(streq(danger, "yes")  ? "no"
			   : streq(danger, "no") ? "yes"
						 : danger));
	fill_taken(f, "report.reason",
		   xstrfmt("%s（承認：%s）", use->reason, use->approver));
	fill_plain(f, "report.answer_to", fill_dest(f, f->ask->section));
	fill_taken(f, "intake.received_at",
		   words_moment(view_get(view, "intake.received_at")));
	if (f->ask->referral)
		fill_said(f, f->ask->referral);
	if (f->ask->duty)
		fill_reported(f, f->ask->duty);
}

/* What was passed on, to where: the person's own to know. */
static char *passed_words(const struct fill *f)
{
	const struct consents *all = f->reader->consents;
	struct str out = STR_INIT;

	for (size_t i = 0; i < all->n; i++) {
		const struct consent *row = &all->row[i];
		char *to, *items;

		if (!streq(row->member, view_client(f->view)) ||
		    !consent_gives(consent_on(row, f->reader->today)))
			continue;
		to = words_recipients(f, str_or_empty(row->recipients));
		items = words_items(str_or_empty(row->items), false);
		str_addf(&out, "%s%s：%s", out.len ? "\n" : "", to, items);
		free(to);
		free(items);
	}
	return str_detach(&out);
}

/* Where the person goes next: where a referral leads, else to the counter that
 * leads the case. A role is no place; NULL when there is none. */
static const char *next_place(const struct fill *f)
{
	const char *to = f->reader->to;
	const struct profile *p = f->ask->profile;
	int lead;

	if (to && *to)
		return to;
	lead = profile_dest(p, view_get(f->view, "case.lead"));
	return lead >= 0 && p->dest[lead].kind == DEST_SECTION
		       ? p->dest[lead].code
		       : NULL;
}

/* What is written over its window. */
static const char *window_of(const struct fill *f, const char *code)
{
	int i = profile_dest(f->ask->profile, code);

	return i < 0 ? "" : f->ask->profile->dest[i].window;
}

/* Who goes there looks for the name over the window. */
static const char *sign_of(const struct fill *f, const char *code)
{
	const char *window = window_of(f, code);

	return *window ? window : fill_dest(f, code);
}

/* Neutral: when, and a telephone of the city; not where, nor about what. */
void fill_slip(struct fill *f, enum guard_slip slip)
{
	const struct case_view *view = f->view;
	const char *r = f->ask->referral, *to = next_place(f);
	bool neutral = slip == SLIP_NEUTRAL;

	if (r)
		fill_taken(
			f, "slip.at",
			words_moment(view_get(view, "%s.appointment_at", r)));
	fill_plain(f, "slip.desk_tel", fill_dest_tel(f, f->ask->section));
	if (neutral) {
		fill_plain(f, "from.section", f->ask->profile->city);
		fill_plain(f, "slip.desk", f->ask->profile->city);
		return;
	}
	fill_plain(f, "slip.name",
		   view_has(view, "client.called")
			   ? view_get(view, "client.called")
			   : view_get(view, "client.name"));
	fill_plain(f, "slip.desk", sign_of(f, f->ask->section));
	fill_taken(f, "slip.passed", passed_words(f));
	if (to) {
		fill_plain(f, "slip.place", sign_of(f, to));
		if (*window_of(f, to))
			fill_plain(f, "slip.body", fill_dest(f, to));
		fill_plain(f, "slip.tel", fill_dest_tel(f, to));
	}
	if (r)
		fill_plain(f, "slip.person", view_get(view, "%s.to_person", r));
}
