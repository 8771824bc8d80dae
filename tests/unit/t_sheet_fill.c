/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What reaches a sheet. The core is a property: whatever is in a case, who
 * agreed to what and who reads, a withheld value stands nowhere on the sheet.
 * What may pass is decided here once more, in other words and by other means.
 */
#include "unit/test.h"

#include <stdio.h>

#include "base/path.h"
#include "domain/rules.h"
#include "domain/sheet_fill.h"
#include "domain/triage_explain.h"
#include "domain/values.h"

#define TODAY "2026-11-20"
#define NOW   "2026-11-20T10:00:00"
#define CASES 8000

static struct laws *laws;
static struct consent_rules *rules;
static struct profile *profile;
static struct facts *facts;
/* What the next sheet is filled with besides the case; NULL: nothing. */
static const struct js *given_triage;
static struct triage_ask given_open[2];
static size_t given_open_n;
static const struct rules *given_rules;

static int load(void **state)
{
	struct err err = ERR_INIT;
	char *path = path_data("db/profiles/fussa/consent.yaml");

	laws = laws_load(NULL, &err);
	rules = consent_rules_load(path, &err);
	profile = profile_load("fussa", &err);
	facts = facts_load(NULL, &err);
	free(path);
	assert_string_equal(err.text.buf, "");
	return 0;
}

static int unload(void **state)
{
	laws_free(laws);
	consent_rules_free(rules);
	profile_free(profile);
	facts_free(facts);
	return 0;
}

/* ---- a case in memory ---- */

struct world {
	struct values values;
	char member[8][4];
	size_t member_n;
	struct consent row[8];
	size_t row_n;
};

static const char *world_member(const void *of, size_t i)
{
	const struct world *w = of;

	return i < w->member_n ? w->member[i] : NULL;
}

static const char *world_get(const void *of, const char *path)
{
	const struct world *w = of;
	const char *rest, *text = "";

	if (!skip_prefix(path, "client.", &rest))
		return values_get(&w->values, path);
	for (size_t i = 0; i < w->member_n; i++) {
		char *p = xstrfmt("%s.relation", w->member[i]);

		if (streq(values_get(&w->values, p), "client")) {
			char *real = xstrfmt("%s.%s", w->member[i], rest);

			text = values_get(&w->values, real);
			free(real);
		}
		free(p);
	}
	return text;
}

static void put(struct world *w, const char *path, const char *text)
{
	values_set(&w->values, path, text);
}

static void add_member(struct world *w, const char *relation)
{
	char *path;

	snprintf(w->member[w->member_n], 4, "m%zu", w->member_n + 1);
	path = xstrfmt("%s.relation", w->member[w->member_n]);
	put(w, path, relation);
	free(path);
	w->member_n++;
}

static void add_consent(struct world *w, struct consent row)
{
	w->row[w->row_n++] = row;
}

struct result {
	struct case_view view;
	struct consents consents;
	struct sheet_ask ask;
	struct sheet *sheet;
	struct disclosure gone;
	struct err err;
	int rc;
};

static void fill(struct result *r, const struct world *w, enum sheet_form form,
		 const char *to, const struct basis_use *basis, bool asked)
{
	r->view = (struct case_view){ world_get, world_member, w };
	r->consents = (struct consents){ w->row, w->row_n };
	r->ask = (struct sheet_ask){
		.reader = { .form = form,
			    .view = &r->view,
			    .consents = &r->consents,
			    .rules = rules,
			    .basis = basis,
			    .to = to,
			    .today = TODAY },
		.profile = profile,
		.facts = facts,
		.triage = given_triage,
		.open = given_open,
		.open_n = given_open_n,
		.rules = given_rules,
		.laws = laws,
		.referral = "r1",
		.duty = "d1",
		.staff = "窓口 花子",
		.sender = "窓口 花子",
		.section = "jiritsu",
		.now = NOW,
		.asked = asked,
	};
	r->sheet = sheet_new();
	disclosure_init(&r->gone);
	err_init(&r->err);
	r->rc = sheet_fill(r->sheet, &r->ask, &r->gone, &r->err);
}

static void done(struct result *r)
{
	sheet_free(r->sheet);
	disclosure_release(&r->gone);
	err_release(&r->err);
}

static const struct sheet_value *cell(const struct result *r, const char *key,
				      size_t row)
{
	return sheet_get(r->sheet, sheet_key_find(key), row);
}

static const struct sheet_value *value(const struct result *r, const char *key)
{
	return sheet_get(r->sheet, sheet_key_find(key), 0);
}

static const char *text(const struct result *r, const char *key)
{
	return str_or_empty(value(r, key)->text);
}

/* Everything that stands anywhere on the sheet. */
static void all_text(const struct result *r, struct str *out)
{
	size_t n;
	const struct sheet_key *keys = sheet_keys(&n);

	for (size_t k = 0; k < n; k++)
		for (size_t row = 0; row < sheet_rows(r->sheet, keys[k].list);
		     row++) {
			const struct sheet_value *v =
				sheet_get(r->sheet, (int)k, row);

			assert_true(v->state == SHEET_PRESENT || !v->text);
			str_addf(out, "%s\n", str_or_empty(v->text));
		}
}

static void assert_absent(const struct result *r, const char *what)
{
	struct str s = STR_INIT;

	all_text(r, &s);
	if (strstr(s.buf, what))
		fail_msg("%s stands on the sheet", what);
	str_release(&s);
}

/* ---- chance ---- */

static uint64_t seed;

static unsigned chance(unsigned n)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (unsigned)(seed >> 33) % n;
}

#define PICK(a) ((a)[chance((unsigned)ARRAY_SIZE(a))])

/* ---- what may pass, in other words ---- */

/* Every text of a case, and the item a clerk would say it belongs to. */
static const char *const member_texts[][2] = {
	{ "called", "identity" },       { "name", "identity" },
	{ "kana", "identity" },         { "address", "address" },
	{ "tel", "contact" },           { "tel2", "contact" },
	{ "must_not_know", "contact" }, { "language", "contact" },
	{ "handbooks", "benefits" },    { "insurance", "benefits" },
	{ "pension", "benefits" },      { "benefits", "benefits" },
	{ "affiliation", "place" },     { "problems", "complaint" },
	{ "agency", "agencies" },
};
static const char *const intake_texts[][2] = {
	{ "complaint", "complaint" },  { "hopes", "wishes" },
	{ "unwanted", "wishes" },      { "do_not_repeat", "wishes" },
	{ "tried", "done" },           { "agencies", "agencies" },
	{ "place", "address" },        { "district", "address" },
	{ "callback", "contact" },     { "safety_reason", "done" },
	{ "safety_step", "suicide" },  { "interpreter", "contact" },
	{ "proxy", "visitor" },        { "brought_by", "visitor" },
	{ "visitor_name", "visitor" }, { "visitor_kana", "visitor" },
	{ "visitor_tel", "visitor" },  { "visitor_relation", "visitor" },
	{ "remarks", "remarks" },      { "money_home_note", "nowhere" },
};

static const char *const recipients[] = {
	"kodomo-katei", "kaigo-fukushi", "shakyo",
	"police",       "coordinator",   "promoter",
};
/* Scopes, and by hand whom of the above they reach. */
static const struct {
	const char *scope, *reaches;
} to_scopes[] = {
	{ "*", "kodomo-katei kaigo-fukushi shakyo police coordinator" },
	{ "kodomo-katei", "kodomo-katei" },
	{ "@kodomo shakyo", "kodomo-katei shakyo" },
	{ "@kodomo @chiiki -kodomo-katei", "shakyo coordinator" },
	{ "kaigo-fukushi police", "kaigo-fukushi police" },
};
static const struct {
	const char *scope;
	bool all;          /* everything but what is in words */
	const char *words; /* else: these alone */
	bool tax;          /* named */
} item_scopes[] = {
	{ "*", true, "", false },
	{ "* tax", true, "", true },
	{ "identity household complaint", false, "identity household complaint",
	  false },
	{ "* -health -address", true, "health address", false },
	{ "tax identity", false, "tax identity", true },
};

struct question {
	const struct world *w;
	enum sheet_form form;
	const char *to;
	const char *basis; /* code, NULL */
	bool basis_good;
	int basis_items; /* index in item_scopes */
	int to_scope[8], item_scope[8];
	bool ended[8];
};

static bool in_words(const char *words, const char *word)
{
	const char *at = strstr(words, word);

	return at && (at == words || at[-1] == ' ') &&
	       (!at[strlen(word)] || at[strlen(word)] == ' ');
}

static bool yes(const struct world *w, const char *who, const char *fact)
{
	char *path = xstrfmt("%s%sfact.%s", who, *who ? "." : "", fact);
	bool is = streq(values_get(&w->values, path), "yes");

	free(path);
	return is;
}

static bool anyone(const struct world *w, const char *fact)
{
	bool is = false;

	for (size_t i = 0; i < w->member_n; i++)
		is |= yes(w, w->member[i], fact);
	return is;
}

static const char *client_of(const struct world *w)
{
	for (size_t i = 0; i < w->member_n; i++) {
		char *path = xstrfmt("%s.relation", w->member[i]);
		bool is = streq(values_get(&w->values, path), "client");

		free(path);
		if (is)
			return w->member[i];
	}
	return NULL;
}

static bool violence(const struct world *w)
{
	return anyone(w, "dv_victim") || anyone(w, "dv_past") ||
	       anyone(w, "address_protected") || anyone(w, "abuse_suspected") ||
	       yes(w, "", "in_danger_now") ||
	       *values_get(&w->values, "concern.abuse");
}

static bool items_reach(int scope, const char *item, bool taking_away)
{
	if (streq(item, "tax") && !taking_away)
		return item_scopes[scope].tax;
	if (item_scopes[scope].all)
		return !in_words(item_scopes[scope].words, item);
	return in_words(item_scopes[scope].words, item);
}

static bool allowed_by(const struct question *q, const char *member,
		       const char *item, bool *unasked)
{
	int last = -1;
	bool duty, basis;

	for (size_t i = 0; member && i < q->w->row_n; i++) {
		const struct consent *c = &q->w->row[i];
		bool takes = c->state != CONSENT_WRITTEN &&
			     c->state != CONSENT_ORAL &&
			     c->state != CONSENT_PARTIAL;

		if (streq(c->member, member) &&
		    (in_words(to_scopes[q->to_scope[i]].reaches, q->to) ||
		     streq(c->recipients, "*")) &&
		    items_reach(q->item_scope[i], item, takes))
			last = (int)i;
	}
	*unasked = last < 0 || (q->w->row[last].state == CONSENT_UNASKED &&
				!q->ended[last]);
	basis = q->basis && items_reach(q->basis_items, item, false);
	duty = basis && (strstr(q->basis, "report") || streq(q->basis, "life"));
	if (last < 0)
		return basis;
	if (q->ended[last])
		return duty;
	switch (q->w->row[last].state) {
	case CONSENT_WRITTEN:
	case CONSENT_PARTIAL:
		return true;
	case CONSENT_ORAL:
		return q->w->row[last].write_by || basis;
	case CONSENT_ENDED:
		return duty;
	default:
		return basis;
	}
}

static bool hands_over(const struct question *q)
{
	return q->form == FORM_HANDOVER || q->form == FORM_HANDOVER_CASE;
}

/* It goes to a section that was sent the case, by what was agreed to. */
static bool by_consent(const struct question *q)
{
	return (q->form == FORM_REFERRAL || (hands_over(q) && q->to)) &&
	       !streq(q->to, "promoter");
}

static bool may(const struct question *q, const char *member, const char *item)
{
	const struct world *w = q->w;
	bool statutory = q->form == FORM_REPORT && q->basis_good;
	bool guarded = anyone(w, "address_protected") || anyone(w, "dv_victim");
	bool by_self = streq(values_get(&w->values, "intake.route"), "self") &&
		       !*values_get(&w->values, "intake.visitor_relation");
	bool unasked;

	if (q->form == FORM_QUESTION || streq(item, "nowhere"))
		return false;
	if (streq(item, "remarks"))
		return q->form == FORM_INTAKE;
	if ((streq(item, "address") || streq(item, "place")) && guarded &&
	    !statutory)
		return false;
	if (streq(item, "visitor") && violence(w) && !by_self && !statutory)
		return false;
	if (q->form == FORM_REPORT)
		return statutory && items_reach(q->basis_items, item, false);
	if (!by_consent(q))
		return true;
	if (!member)
		member = client_of(w);
	if (allowed_by(q, member, item, &unasked))
		return true;
	if (!client_of(w) || streq(member, client_of(w)) || !unasked)
		return false;
	return in_words("identity birth household complaint living work family",
			item) &&
	       allowed_by(q, client_of(w), "household", &unasked);
}

/* ---- random cases ---- */

static void mark(struct world *w, const char *record, const char *name)
{
	static const char letters[] = "BCDFGHJKLMNPQRSTVWXZ";
	char word[13] = { 0 };
	char *path = xstrfmt("%s.%s", record, name);

	for (int i = 0; i < 12; i++)
		word[i] = letters[chance(20)];
	put(w, path, word);
	free(path);
}

static void random_facts(struct world *w)
{
	static const char *const answers[] = { "yes",     "yes",     "no",
					       "unknown", "refused", "" };

	for (size_t i = 0; i < facts->n; i++) {
		const struct fact *fact = &facts->fact[i];

		if (fact->level == FACT_HOUSEHOLD) {
			char *path = xstrfmt("fact.%s", fact->code);

			put(w, path, chance(3) ? "" : PICK(answers));
			free(path);
			continue;
		}
		for (size_t m = 0; m < w->member_n; m++) {
			char *path =
				xstrfmt("%s.fact.%s", w->member[m], fact->code);

			put(w, path, chance(6) ? "" : PICK(answers));
			free(path);
		}
	}
}

static void random_world(struct world *w, struct question *q)
{
	static const char *const routes[] = { "self", "family", "community",
					      "specialist", "" };
	static const char *const sexes[] = { "male", "female", "" };
	static const char *const forms[][2] = { { "main", "" },
						{ "other", "" } };

	*w = (struct world){ .member_n = 0 };
	for (unsigned n = chance(5); n > 0; n--)
		add_member(w, w->member_n ? "子" : chance(9) ? "client" : "兄");
	random_facts(w);
	for (size_t m = 0; m < w->member_n; m++) {
		char *path = xstrfmt("%s.sex", w->member[m]);

		put(w, path, PICK(sexes));
		free(path);
		for (size_t i = 0; i < ARRAY_SIZE(member_texts); i++)
			if (chance(8))
				mark(w, w->member[m], member_texts[i][0]);
		path = xstrfmt("%s.age", w->member[m]);
		put(w, path, chance(2) ? "7" : "82");
		free(path);
	}
	for (size_t i = 0; i < ARRAY_SIZE(intake_texts); i++)
		if (chance(8) && !streq(intake_texts[i][0], "visitor_relation"))
			mark(w, "intake", intake_texts[i][0]);
	if (chance(2))
		mark(w, "intake", "visitor_relation");
	put(w, "intake.route", PICK(routes));
	put(w, "intake.received_at", "2026-11-20T09:15");
	put(w, "case.number", "R08-00001");
	put(w, "case.token", "TOKEN");
	if (!chance(4))
		put(w, "concern.abuse", forms[chance(2)][0]);
	if (!chance(3))
		put(w, "concern.tax", "other");
	for (unsigned n = chance(6); n > 0; n--) {
		size_t i = w->row_n;
		enum consent_state s = (enum consent_state)chance(CONSENT_N);

		q->to_scope[i] = (int)chance(ARRAY_SIZE(to_scopes));
		q->item_scope[i] = (int)chance(ARRAY_SIZE(item_scopes));
		q->ended[i] = !chance(6);
		add_consent(
			w,
			(struct consent){
				.id = "c1",
				.member = chance(2)   ? "m1"
					  : chance(2) ? "m2"
						      : "m3",
				.recipients = to_scopes[q->to_scope[i]].scope,
				.items = item_scopes[q->item_scope[i]].scope,
				.state = s,
				.write_by = chance(3) ? "2026-12-04" : NULL,
				.until = q->ended[i] ? "2026-11-19"
						     : "2026-11-20",
			});
	}
	/* Somebody wrote the address, or a name, into the complaint. */
	if (w->member_n && chance(2)) {
		struct str s = STR_INIT;

		str_addf(&s, " 住所は%s、",
			 values_get(&w->values, "m1.address"));
		str_addf(&s, "学校は%s、",
			 values_get(&w->values, "m1.affiliation"));
		str_addf(&s, "%sさん、", values_get(&w->values, "m1.name"));
		str_addf(&s, "教えたのは%s",
			 values_get(&w->values, "intake.visitor_name"));
		put(w, "r1.request", s.buf);
		put(w, "d1.note", s.buf);
		str_splice(&s, 0, 0, values_get(&w->values, "intake.complaint"),
			   strlen(values_get(&w->values, "intake.complaint")));
		put(w, "intake.complaint", s.buf);
		str_release(&s);
	}
}

/* The text as marked: the complaint begins with its own mark. */
static char *mark_of(const struct world *w, const char *path)
{
	const char *value = values_get(&w->values, path);

	return xstrndup(value, strcspn(value, " "));
}

static size_t shown_n, withheld_n, refused_n;

static void check_mark(const struct question *q, const struct str *sheet,
		       const char *record, const char *name, const char *item,
		       unsigned number)
{
	char *path = xstrfmt("%s.%s", record, name);
	char *word = mark_of(q->w, path);
	const char *member = streq(record, "intake") ? NULL : record;
	bool there = *word && strstr(sheet->buf, word);

	if (there && !may(q, member, item))
		fail_msg("case %u, form %d to %s: %s (%s) is on the sheet",
			 number, q->form, str_or_empty(q->to), path, item);
	shown_n += there;
	withheld_n += *word && !there;
	free(path);
	free(word);
}

/* A client's name and telephone that may pass do stand on the referral. */
static void check_shown(const struct question *q, const struct str *sheet,
			unsigned number)
{
	static const char *const texts[][2] = { { "name", "identity" },
						{ "tel", "contact" },
						{ "address", "address" },
						{ "pension", "benefits" } };
	const char *client = client_of(q->w);

	if (q->form != FORM_REFERRAL || !client)
		return;
	for (size_t i = 0; i < ARRAY_SIZE(texts); i++) {
		char *path = xstrfmt("%s.%s", client, texts[i][0]);
		const char *word = values_get(&q->w->values, path);

		if (may(q, client, texts[i][1]) && !strstr(sheet->buf, word))
			fail_msg("case %u: %s is missing", number, path);
		free(path);
	}
}

/* A fact's label may stand there only if somebody's yes may pass. */
static void check_facts(const struct question *q, const struct result *r,
			unsigned number)
{
	static const struct {
		const char *fact, *item;
	} delicate[] = {
		{ "left_prison", "justice" },
		{ "suicidal", "suicide" },
		{ "mental_unwell", "health" },
		{ "dv_past", "abuse" },
		{ "arrears_tax", "tax" },
		{ "debt", "money" },
		{ "withdrawn", "family" },
		{ "hoarding", "living" },
		{ "disability_handbook", "benefits" },
	};
	struct str lists = STR_INIT;

	str_add(&lists, text(r, "facts.yes"));
	for (size_t row = 0; row < sheet_rows(r->sheet, SHEET_MEMBER); row++)
		str_add(&lists,
			str_or_empty(
				sheet_get(r->sheet,
					  sheet_key_find("member.problems"),
					  row)
					->text));
	for (size_t i = 0; i < ARRAY_SIZE(delicate); i++) {
		int f = facts_find(facts, delicate[i].fact);
		bool passes = yes(q->w, "", delicate[i].fact) &&
			      may(q, NULL, delicate[i].item);

		for (size_t m = 0; m < q->w->member_n; m++)
			passes |=
				yes(q->w, q->w->member[m], delicate[i].fact) &&
				may(q, q->w->member[m], delicate[i].item);
		if (strstr(lists.buf, facts->fact[f].label) && !passes)
			fail_msg("case %u: %s is on the sheet", number,
				 delicate[i].fact);
	}
	str_release(&lists);
}

static bool expect_refusal(const struct question *q, bool asked)
{
	const struct world *w = q->w;
	bool unasked, unsafe = violence(w);

	switch (q->form) {
	case FORM_REFERRAL:
		if (streq(q->to, "promoter"))
			return false;
		if (q->basis && !q->basis_good)
			return true;
		return !allowed_by(q, client_of(w), "identity", &unasked);
	case FORM_REPORT:
		return !q->basis_good || !violence(w);
	case FORM_QUESTION:
		return !streq(q->to, "promoter") &&
		       !streq(q->to, "coordinator");
	case FORM_SLIP:
		for (size_t m = 0; m < w->member_n; m++) {
			char *path = xstrfmt("%s.must_not_know", w->member[m]);

			unsafe |= *values_get(&w->values, path) != '\0';
			free(path);
		}
		return unsafe && !asked;
	default:
		return false;
	}
}

/* The bases tried, and by hand which of the recipients may have it so. */
static const struct {
	const char *code, *reaches;
	bool duty;
} tried_bases[] = {
	{ "child-report", "kodomo-katei", true },
	{ "elder-report", "kaigo-fukushi", true },
	{ "dv-report", "police", true },
	{ "life",
	  "kodomo-katei kaigo-fukushi shakyo police coordinator promoter",
	  false },
	{ "council", "kodomo-katei police", false },
	{ "conference", "", false },
};

static void a_withheld_value_is_nowhere_on_any_sheet(void **state)
{
	seed = 20261120;
	for (unsigned number = 0; number < CASES; number++) {
		struct world w;
		struct question q = { .w = &w };
		struct basis_use use = { .giver = GIVER_CITY };
		struct str sheet = STR_INIT;
		struct result r;
		bool asked = chance(2);
		unsigned b = chance(ARRAY_SIZE(tried_bases) * 2);

		random_world(&w, &q);
		q.form = (enum sheet_form)chance(FORM_N + 3);
		if (q.form >= FORM_N)
			q.form = FORM_REFERRAL;
		q.to = PICK(recipients);
		if (q.form == FORM_REPORT)
			b = chance(ARRAY_SIZE(tried_bases));
		if (q.form == FORM_CONSENT || q.form == FORM_INTAKE)
			q.to = NULL;
		if (hands_over(&q) && chance(2))
			q.to = NULL;
		if (b < ARRAY_SIZE(tried_bases) &&
		    (q.form == FORM_REFERRAL || q.form == FORM_REPORT)) {
			bool reason = chance(8);

			q.basis = tried_bases[b].code;
			q.basis_items = (int)chance(ARRAY_SIZE(item_scopes));
			q.basis_good = reason &&
				       in_words(tried_bases[b].reaches, q.to) &&
				       (tried_bases[b].duty ||
					q.form == FORM_REFERRAL);
			use.basis = laws_basis(laws, q.basis);
			use.recipient = q.to;
			use.reason = reason ? "あざ" : "";
			use.approver = "係長";
			use.date = TODAY;
			use.items = item_scopes[q.basis_items].scope;
		}
		fill(&r, &w, q.form, q.to, q.basis ? &use : NULL, asked);
		if ((r.rc != 0) != expect_refusal(&q, asked))
			fail_msg("case %u, form %d to %s: %s", number, q.form,
				 str_or_empty(q.to),
				 r.rc ? r.err.text.buf : "not refused");
		assert_int_equal(r.rc != 0, *r.err.text.buf != '\0');
		refused_n += r.rc != 0;
		all_text(&r, &sheet);
		for (size_t m = 0; m < w.member_n; m++)
			for (size_t i = 0; i < ARRAY_SIZE(member_texts); i++)
				check_mark(&q, &sheet, w.member[m],
					   member_texts[i][0],
					   member_texts[i][1], number);
		for (size_t i = 0; i < ARRAY_SIZE(intake_texts); i++)
			check_mark(&q, &sheet, "intake", intake_texts[i][0],
				   intake_texts[i][1], number);
		if (q.form == FORM_QUESTION)
			assert_null(strstr(sheet.buf, "TOKEN"));
		if (!r.rc) {
			check_shown(&q, &sheet, number);
			check_facts(&q, &r, number);
		}
		values_release(&w.values);
		str_release(&sheet);
		done(&r);
	}
	print_message("# %d cases: %zu marks shown, %zu not, %zu refused\n",
		      CASES, shown_n, withheld_n, refused_n);
	assert_true(shown_n > CASES && withheld_n > CASES);
	assert_true(refused_n > CASES / 10 && refused_n < CASES);
}

/* ---- one family ---- */

static void refuge(struct world *w)
{
	*w = (struct world){ .member_n = 0 };
	add_member(w, "client");
	add_member(w, "子");
	put(w, "case.number", "R08-00001");
	put(w, "case.token", "TOKEN");
	put(w, "case.urgency", "AA");
	put(w, "intake.received_at", "2026-11-20T09:15");
	put(w, "intake.route", "self");
	put(w, "intake.complaint",
	    "夫の暴力から逃げてきた。福生市本町１丁目２の親戚宅にいる。"
	    "子は栄小学校を休ませている。");
	put(w, "concern.abuse", "main");
	put(w, "m1.name", "東海 花子");
	put(w, "m1.age", "34");
	put(w, "m1.tel", "090-1111-2222");
	put(w, "m1.address", "福生市本町1-丁目2");
	put(w, "m1.fact.dv_victim", "yes");
	put(w, "m1.fact.mental_unwell", "yes");
	put(w, "m1.fact.address_protected", "yes");
	put(w, "m2.name", "東海 太郎");
	put(w, "m2.age", "6");
	put(w, "m2.birth", "2020-05-01");
	put(w, "m2.affiliation", "栄小学校");
	put(w, "m2.problems", "夜泣き");
	put(w, "m2.handbooks", "療育手帳");
	put(w, "r1.request", "ごみ屋敷の前の家には戻せない");
	add_consent(w, (struct consent){ .id = "c1",
					 .member = "m1",
					 .recipients =
						 "kodomo-katei shakai-fukushi",
					 .items = "*",
					 .state = CONSENT_ORAL,
					 .given_on = TODAY,
					 .write_by = "2026-12-04",
					 .explained_by = "窓口 花子" });
}

/* What can wait at one counter is not said to be urgent there. */
static void urgency_is_that_of_whom_it_goes_to(void **state)
{
	struct world w;
	struct result r;

	refuge(&w);
	fill(&r, &w, FORM_REFERRAL, "kodomo-katei", NULL, false);
	assert_string_equal(text(&r, "case.urgency"), "AA");
	done(&r);
	put(&w, "r1.urgency", "C");
	fill(&r, &w, FORM_REFERRAL, "kodomo-katei", NULL, false);
	assert_string_equal(text(&r, "case.urgency"), "C");
	assert_string_equal(text(&r, "case.urgency_say"),
			    profile->urgency[URGENCY_C].meaning);
	done(&r);
	fill(&r, &w, FORM_INTAKE, NULL, NULL, false);
	assert_string_equal(text(&r, "case.urgency"), "AA");
	done(&r);
	values_release(&w.values);
}

static void protected_addresses_stay_off_the_referral(void **state)
{
	struct world w;
	struct result r;

	refuge(&w);
	fill(&r, &w, FORM_REFERRAL, "kodomo-katei", NULL, false);
	assert_int_equal(r.rc, 0);
	assert_string_equal(text(&r, "client.name"), "東海 花子");
	assert_string_equal(text(&r, "client.tel"), "090-1111-2222");
	assert_int_equal(value(&r, "client.address")->state, SHEET_WITHHELD);
	assert_int_equal(value(&r, "client.affiliation")->state,
			 SHEET_WITHHELD);
	assert_absent(&r, "本町");
	assert_absent(&r, "栄小学校");
	assert_string_not_equal(text(&r, "case.protection"), "");
	assert_string_equal(text(&r, "consent.state"), "oral");
	assert_string_equal(text(&r, "consent.written_by"), "令和8年12月4日");
	/* our words on paper */
	assert_string_equal(text(&r, "referral.request"),
			    "物の堆積の前の家には戻せない");
	/* the child was not asked: what the mother said, marked, and no date
	 * and no handbook that an office holds */
	assert_string_equal(text(&r, "household.hearsay"), "yes");
	assert_string_equal(
		str_or_empty(
			sheet_get(r.sheet, sheet_key_find("member.relation"), 1)
				->text),
		"子（伝聞）");
	assert_absent(&r, "療育手帳");
	assert_absent(&r, "令和2年5月1日");
	assert_true(r.gone.needed);
	assert_string_equal(r.gone.to, "kodomo-katei");
	assert_string_equal(r.gone.consents.buf, "c1");
	assert_string_equal(r.gone.members.buf, "m1 m2");
	assert_non_null(strstr(r.gone.items.buf, "identity"));
	assert_null(strstr(r.gone.items.buf, "address"));
	done(&r);
	values_release(&w.values);
}

static void a_third_recipient_gets_the_question_instead(void **state)
{
	struct world w;
	struct result r;

	refuge(&w);
	fill(&r, &w, FORM_REFERRAL, "jiritsu", NULL, false);
	assert_int_equal(r.rc, -1);
	assert_non_null(strstr(r.err.text.buf, "question"));
	assert_false(r.gone.needed);
	done(&r);
	fill(&r, &w, FORM_QUESTION, "promoter", NULL, false);
	assert_int_equal(r.rc, 0);
	assert_absent(&r, "東海");
	assert_absent(&r, "花子さん");
	assert_absent(&r, "R08-00001");
	assert_absent(&r, "TOKEN");
	assert_absent(&r, "090");
	assert_string_equal(text(&r, "question.age"), "30代");
	assert_string_equal(text(&r, "question.consent"), "unasked");
	assert_non_null(strstr(text(&r, "household.shape"), "2人世帯"));
	assert_false(r.gone.needed);
	done(&r);
	fill(&r, &w, FORM_QUESTION, "kenko", NULL, false);
	assert_int_equal(r.rc, -1);
	done(&r);
	/* It says why it has no name, and withdrawing is a refusal, too. */
	w.row[0].state = CONSENT_REFUSED;
	fill(&r, &w, FORM_QUESTION, "promoter", NULL, false);
	assert_string_equal(text(&r, "question.consent"), "refused");
	done(&r);
	w.row[0].state = CONSENT_WRITTEN;
	w.row[0].withdrawn_on = TODAY;
	fill(&r, &w, FORM_QUESTION, "promoter", NULL, false);
	assert_string_equal(text(&r, "question.consent"), "refused");
	done(&r);
	values_release(&w.values);
}

static void withdrawing_stops_the_next_sheet(void **state)
{
	struct world w;
	struct result r;

	refuge(&w);
	w.row[0].withdrawn_on = TODAY;
	fill(&r, &w, FORM_REFERRAL, "kodomo-katei", NULL, false);
	assert_int_equal(r.rc, -1);
	assert_non_null(strstr(r.err.text.buf, "withdrawn"));
	done(&r);
	values_release(&w.values);
}

static struct basis_use report_use(const char *basis, const char *to,
				   const char *reason)
{
	return (struct basis_use){ .basis = laws_basis(laws, basis),
				   .giver = GIVER_CITY,
				   .recipient = to,
				   .reason = reason,
				   .approver = "係長",
				   .date = TODAY,
				   .items = "*" };
}

static void only_the_statutory_recipient_learns_where_and_who(void **state)
{
	struct basis_use good =
		report_use("child-report", "kodomo-katei", "面前の暴力");
	struct basis_use mute = report_use("child-report", "kodomo-katei", "");
	struct basis_use wrong = report_use("child-report", "shakyo", "あざ");
	struct basis_use life = report_use("life", "kodomo-katei", "あざ");
	struct world w;
	struct result r;

	refuge(&w);
	put(&w, "intake.route", "community");
	put(&w, "intake.visitor_name", "隣野 人子");
	put(&w, "intake.visitor_relation", "隣人");
	put(&w, "m2.address", "福生市本町1-丁目2");
	fill(&r, &w, FORM_REPORT, "kodomo-katei", &good, false);
	assert_int_equal(r.rc, 0);
	assert_string_equal(text(&r, "report.about_name"), "東海 太郎");
	assert_string_equal(text(&r, "report.about_address"),
			    "福生市本町1-丁目2");
	assert_string_equal(text(&r, "report.about_affiliation"), "栄小学校");
	assert_string_equal(text(&r, "report.found_by"), "隣野 人子（隣人）");
	assert_string_equal(text(&r, "report.kind"), "child");
	assert_non_null(strstr(text(&r, "report.law"), "69条1項"));
	assert_true(r.gone.needed);
	assert_string_equal(r.gone.basis, "child-report");
	assert_string_equal(r.gone.reason, "面前の暴力");
	done(&r);
	fill(&r, &w, FORM_REPORT, "kodomo-katei", &mute, false);
	assert_int_equal(r.rc, -1);
	done(&r);
	fill(&r, &w, FORM_REPORT, "shakyo", &wrong, false);
	assert_int_equal(r.rc, -1);
	done(&r);
	fill(&r, &w, FORM_REPORT, "jiso", &good, false); /* another's */
	assert_int_equal(r.rc, -1);
	done(&r);
	fill(&r, &w, FORM_REPORT, "kodomo-katei", &life, false);
	assert_int_equal(r.rc, -1);
	done(&r);
	fill(&r, &w, FORM_REPORT, "kodomo-katei", NULL, false);
	assert_int_equal(r.rc, -1);
	done(&r);
	/* the same basis on another form opens no address, names no neighbour
	 */
	fill(&r, &w, FORM_REFERRAL, "kodomo-katei", &good, false);
	assert_int_equal(r.rc, 0);
	assert_absent(&r, "本町");
	assert_absent(&r, "隣野");
	assert_absent(&r, "隣人");
	done(&r);
	/* nor does our own record or promoter's copy */
	fill(&r, &w, FORM_INTAKE, NULL, NULL, false);
	assert_int_equal(r.rc, 0);
	assert_absent(&r, "本町");
	assert_absent(&r, "隣野");
	assert_false(r.gone.needed);
	done(&r);
	fill(&r, &w, FORM_REFERRAL, "promoter", NULL, false);
	assert_int_equal(r.rc, 0);
	assert_absent(&r, "本町");
	assert_false(r.gone.needed);
	done(&r);
	values_release(&w.values);
}

/* A caller without an address: where they are and how to call back. */
static void a_referral_says_how_to_reach_them(void **state)
{
	struct world w;
	struct result r;

	refuge(&w);
	put(&w, "m1.address", "");
	put(&w, "m1.tel", "");
	put(&w, "intake.place", "福生駅のホーム");
	put(&w, "intake.callback", "090-3333-4444");
	fill(&r, &w, FORM_REFERRAL, "kodomo-katei", NULL, false);
	assert_string_equal(text(&r, "client.tel"), "090-3333-4444");
	assert_int_equal(value(&r, "client.address")->state, SHEET_WITHHELD);
	done(&r);
	put(&w, "m1.fact.dv_victim", "");
	put(&w, "m1.fact.address_protected", "");
	put(&w, "concern.abuse", "");
	fill(&r, &w, FORM_REFERRAL, "kodomo-katei", NULL, false);
	assert_string_equal(text(&r, "client.address"), "福生駅のホーム");
	done(&r);
	values_release(&w.values);
}

/* Where a child of the household lives, when only the client's is written. */
static void a_report_says_whose_address_it_is(void **state)
{
	struct basis_use good =
		report_use("child-report", "kodomo-katei", "面前の暴力");
	struct world w;
	struct result r;

	refuge(&w);
	put(&w, "m2.fact.lives_together", "");
	fill(&r, &w, FORM_REPORT, "kodomo-katei", &good, false);
	assert_string_equal(text(&r, "report.about_address"),
			    "福生市本町1-丁目2（世帯の住所。同居は未確認）");
	done(&r);
	put(&w, "m2.fact.lives_together", "yes");
	fill(&r, &w, FORM_REPORT, "kodomo-katei", &good, false);
	assert_string_equal(text(&r, "report.about_address"),
			    "福生市本町1-丁目2");
	done(&r);
	put(&w, "m2.fact.lives_together", "no");
	fill(&r, &w, FORM_REPORT, "kodomo-katei", &good, false);
	assert_string_equal(text(&r, "report.about_address"), "未確認");
	done(&r);
	values_release(&w.values);
}

/* Who gave only what they are called by has no empty box for a name, and what
 * was written for the reader stands on the report before it is on record. */
static void a_report_says_what_was_written(void **state)
{
	struct basis_use good =
		report_use("child-report", "kodomo-katei", "面前の暴力");
	struct world w;
	struct result r;

	refuge(&w);
	put(&w, "m2.name", "");
	put(&w, "m2.called", "はると");
	put(&w, "r1.to_body", "kodomo-katei");
	put(&w, "r1.reason", "四歳の子の腕にあざ。");
	fill(&r, &w, FORM_REPORT, "kodomo-katei", &good, false);
	assert_string_equal(text(&r, "report.about_name"), "はると");
	assert_string_equal(cell(&r, "member.name", 1)->text, "はると");
	assert_string_equal(text(&r, "report.seen"), "四歳の子の腕にあざ。");
	done(&r);
	values_release(&w.values);
}

static void a_report_needs_something_to_report(void **state)
{
	struct basis_use good =
		report_use("elder-report", "kaigo-fukushi", "住所が知りたい");
	struct world w = { .member_n = 0 };
	struct result r;

	add_member(&w, "client");
	put(&w, "m1.address", "福生市本町1");
	fill(&r, &w, FORM_REPORT, "kaigo-fukushi", &good, false);
	assert_int_equal(r.rc, -1);
	assert_absent(&r, "本町");
	done(&r);
	values_release(&w.values);
}

static void slips_are_neutral_or_not_at_all(void **state)
{
	struct world w;
	struct result r;

	refuge(&w);
	put(&w, "case.lead", "kodomo-katei");
	put(&w, "r1.appointment_at", "2026-11-21T10:00");
	fill(&r, &w, FORM_SLIP, "dv-center", NULL, false);
	assert_int_equal(r.rc, -1);
	done(&r);
	fill(&r, &w, FORM_SLIP, "dv-center", NULL, true);
	assert_int_equal(r.rc, 0);
	assert_string_equal(text(&r, "slip.at"), "令和8年11月21日 10時00分");
	assert_string_equal(text(&r, "slip.place"), "");
	assert_absent(&r, "暴力");
	assert_absent(&r, "東海");
	assert_absent(&r, "困窮");
	assert_absent(&r, "R08-00001");
	done(&r);
	values_release(&w.values);
	w = (struct world){ .member_n = 0 };
	add_member(&w, "client");
	put(&w, "m1.called", "花ちゃん");
	fill(&r, &w, FORM_SLIP, "kodomo-ikusei", NULL, false);
	assert_int_equal(r.rc, 0);
	assert_string_equal(text(&r, "slip.name"), "花ちゃん");
	assert_string_equal(text(&r, "slip.place"), "子ども育成課");
	done(&r);
	/* Nothing begun yet: to the counter that leads, which a role is not. */
	put(&w, "case.lead", "kenko");
	fill(&r, &w, FORM_SLIP, NULL, NULL, false);
	assert_string_equal(text(&r, "slip.place"), "保健センター");
	assert_string_equal(text(&r, "slip.body"), "健康課");
	done(&r);
	put(&w, "case.lead", "promoter");
	fill(&r, &w, FORM_SLIP, NULL, NULL, false);
	assert_string_equal(text(&r, "slip.place"), "");
	done(&r);
	values_release(&w.values);
}

static void the_record_stays_in_the_section(void **state)
{
	struct world w;
	struct result r;

	refuge(&w);
	fill(&r, &w, FORM_INTAKE, "shakyo", NULL, false);
	assert_int_equal(r.rc, -1);
	done(&r);
	fill(&r, &w, FORM_REFERRAL, NULL, NULL, false);
	assert_int_equal(r.rc, -1);
	done(&r);
	values_release(&w.values);
}

/* Nobody shall take the program's guess for what somebody was asked. */
static void a_guessed_reading_says_so(void **state)
{
	struct world w;
	struct result r;

	refuge(&w);
	put(&w, "m1.kana", "やまだ はな");
	put(&w, "intake.visitor_kana", "やまだ ひろし");
	put(&w, "intake.visitor_kana_guess", "yes");
	fill(&r, &w, FORM_INTAKE, NULL, NULL, false);
	assert_string_equal(text(&r, "client.kana"), "やまだ はな");
	assert_string_equal(text(&r, "visitor.kana"), "やまだ ひろし（推定）");
	done(&r);
	put(&w, "m1.kana_guess", "yes");
	fill(&r, &w, FORM_INTAKE, NULL, NULL, false);
	assert_string_equal(text(&r, "client.kana"), "やまだ はな（推定）");
	done(&r);
	values_release(&w.values);
}

static void the_consent_form_lists_what_was_said(void **state)
{
	struct world w;
	struct result r;

	refuge(&w);
	w.row[0].recipients = "@kodomo -kodomo-ikusei";
	w.row[0].items = "* tax -suicide";
	w.row[0].proxy_name = "東海 母";
	w.row[0].proxy_relation = "母";
	w.row[0].proxy_reason = "手のけが";
	w.row[0].witness = "丙川";
	fill(&r, &w, FORM_CONSENT, NULL, NULL, false);
	assert_int_equal(r.rc, 0);
	assert_string_equal(cell(&r, "recipient.section", 0)->text,
			    "市の子どもの窓口（子ども育成課を除く）");
	assert_string_equal(cell(&r, "recipient.items", 0)->text,
			    "税・公共料金のほかすべて、税・公共料金");
	assert_string_equal(cell(&r, "recipient.except", 0)->text,
			    "除く：死にたい気持ち");
	assert_string_equal(cell(&r, "recipient.given", 0)->text, "yes");
	assert_string_equal(text(&r, "consent.giver"), "東海 母");
	assert_string_equal(text(&r, "consent.proxy_relation"),
			    "母（手のけが）");
	assert_string_equal(text(&r, "consent.witness"), "丙川");
	assert_string_equal(text(&r, "consent.taken"), "oral");
	assert_int_equal(sheet_rows(r.sheet, SHEET_RECIPIENT), 1);
	done(&r);
	/* Nobody saw it: why. Of a part, and signed at once. */
	w.row[0].state = CONSENT_PARTIAL;
	w.row[0].write_by = "";
	w.row[0].witness = "";
	w.row[0].reason = "一人暮らしの訪問先";
	fill(&r, &w, FORM_CONSENT, NULL, NULL, false);
	assert_string_equal(text(&r, "consent.witness"),
			    "なし（一人暮らしの訪問先）");
	assert_string_equal(text(&r, "consent.taken"), "written");
	done(&r);
	/* Neither box is ticked for somebody who has still to answer. */
	w.row[0].state = CONSENT_PENDING;
	fill(&r, &w, FORM_CONSENT, NULL, NULL, false);
	assert_int_equal(cell(&r, "recipient.given", 0)->state, SHEET_BLANK);
	done(&r);
	w.row[0].state = CONSENT_WRITTEN;
	w.row[0].withdrawn_on = TODAY;
	fill(&r, &w, FORM_CONSENT, NULL, NULL, false);
	assert_string_equal(cell(&r, "recipient.given", 0)->text, "no");
	assert_string_equal(text(&r, "consent.state"), "withdrawn");
	done(&r);
	/* What has run out is asked again. */
	w.row[0].withdrawn_on = NULL;
	w.row[0].until = "2026-11-19";
	fill(&r, &w, FORM_CONSENT, NULL, NULL, false);
	assert_int_equal(cell(&r, "recipient.given", 0)->state, SHEET_BLANK);
	assert_string_equal(text(&r, "consent.state"), "expired");
	done(&r);
	/* What a later word has overtaken is not signed again; of what it left
	 * open the earlier one still speaks. */
	w.row[w.row_n] = w.row[0];
	w.row[0].state = CONSENT_REFUSED;
	w.row[0].until = w.row[1].until = "2027-11-19";
	w.row[1].id = "c2";
	w.row[1].recipients = "@kodomo @fukushi";
	w.row_n++;
	fill(&r, &w, FORM_CONSENT, NULL, NULL, false);
	assert_int_equal(sheet_rows(r.sheet, SHEET_RECIPIENT), 1);
	assert_string_equal(cell(&r, "recipient.given", 0)->text, "yes");
	done(&r);
	w.row[1].items = "identity";
	fill(&r, &w, FORM_CONSENT, NULL, NULL, false);
	assert_int_equal(sheet_rows(r.sheet, SHEET_RECIPIENT), 2);
	done(&r);
	values_release(&w.values);
}

static void the_record_tells_what_triage_said(void **state)
{
	static const char stored[] =
		"{\"urgency\":\"AA\",\"lead\":\"shakai-fukushi\","
		"\"promoter_because\":[\"urgent\",\"two-counters\"],"
		"\"coordinator_because\":[],\"rules_version\":\"1\","
		"\"destinations\":[{\"to\":\"shakai-fukushi\","
		"\"urgency\":\"AA\",\"rules\":[\"dv\",\"care\"]},"
		"{\"to\":\"kodomo-katei\",\"urgency\":\"A\","
		"\"rules\":[\"child-abuse\"]},{\"to\":\"promoter\","
		"\"urgency\":\"AA\",\"rules\":[]}],"
		"\"duties\":[{\"rule\":\"dv\",\"member\":\"m1\","
		"\"to\":[\"shakai-fukushi\",\"dv-center\"],"
		"\"urgency\":\"A\",\"basis\":\"DV防止法6条\"}],"
		"\"fired\":[{\"rule\":\"dv\",\"member\":\"m1\","
		"\"because\":[\"dv_victim = yes\"]},"
		"{\"rule\":\"care\",\"member\":\"m1\",\"because\":"
		"[\"age 82 >= 65\",\"concern(care) = yes\"]},"
		"{\"rule\":\"child-abuse\",\"member\":\"m2\",\"because\":"
		"[\"age 6 < 18\",\"any: m1 dv_victim = yes\"]}]}";
	struct err err = ERR_INIT;
	struct rules *triage_rules = rules_load(profile, facts, &err);
	struct js *triage = js_parse(stored, strlen(stored), "t", &err);
	struct world w;
	struct result r;

	assert_non_null(triage);
	assert_non_null(triage_rules);
	refuge(&w);
	put(&w, "o1.target", "shakyo");
	put(&w, "o1.reason", "本人が望む");
	put(&w, "r2.to_body", "kodomo-katei");
	put(&w, "r2.phoned_at", "2026-11-20T10:00");
	put(&w, "r2.phoned_to", "丙山");
	given_triage = triage;
	given_open[0].fact = facts_find(facts, "no_food");
	given_open[1].fact = TRIAGE_ASK_AGE;
	given_open_n = 2;
	given_rules = triage_rules;
	fill(&r, &w, FORM_INTAKE, NULL, NULL, false);
	assert_int_equal(r.rc, 0);
	assert_string_equal(text(&r, "triage.lead"), "社会福祉課");
	assert_string_equal(text(&r, "triage.promoter"),
			    "緊急度AAのため、複数の窓口にわたるため");
	assert_string_equal(text(&r, "triage.coordinator"), "");
	assert_string_equal(text(&r, "triage.ask"),
			    "今夜食べるものがない、年齢");
	assert_string_equal(text(&r, "triage.override"),
			    "福生市社会福祉協議会：本人が望む");
	assert_string_equal(cell(&r, "destination.because", 0)->text,
			    "DV被害、82歳、介護");
	assert_string_equal(cell(&r, "destination.because", 1)->text,
			    "6歳、DV被害");
	assert_string_equal(cell(&r, "destination.because", 2)->text,
			    "緊急度AAのため、複数の窓口にわたるため");
	assert_string_equal(cell(&r, "destination.done", 1)->text,
			    "電話一報 令和8年11月20日 10時00分 丙山");
	assert_string_equal(cell(&r, "duty.to", 0)->text,
			    "社会福祉課、配偶者暴力相談支援センター");
	assert_non_null(strstr(cell(&r, "duty.say", 0)->text, "一人"));
	done(&r);
	/* Another place is not told of the centre for victims of violence. */
	w.row[0].items = "* -abuse";
	fill(&r, &w, FORM_REFERRAL, "shakai-fukushi", NULL, false);
	assert_int_equal(r.rc, 0);
	assert_string_equal(text(&r, "referral.others"), "");
	assert_absent(&r, "丙山");
	assert_absent(&r, "DV");
	done(&r);
	w.row[0].items = "*";
	fill(&r, &w, FORM_REFERRAL, "shakai-fukushi", NULL, false);
	assert_string_equal(text(&r, "referral.others"),
			    "こども家庭センター課、断らない相談窓口推進員");
	assert_non_null(strstr(text(&r, "intake.done"), "丙山"));
	done(&r);
	given_triage = NULL;
	given_open_n = 0;
	given_rules = NULL;
	values_release(&w.values);
	js_free(triage);
	rules_free(triage_rules);
	err_release(&err);
}

/* ---- free text ---- */

static void free_text_does_not_tell_either(void **state)
{
	static const struct {
		enum scrub_kind kind;
		const char *secret, *text;
		bool found;
	} cases[] = {
		{ SCRUB_WHOLE, "042-551-1511", "電話は０４２５５１１５１１です",
		  true },
		{ SCRUB_WHOLE, "042-551-1511", "電話は042です", false },
		{ SCRUB_NAME, "山田 花子", "花子が泣く", true },
		{ SCRUB_NAME, "山田　花子", "山田花子さん", true },
		{ SCRUB_NAME, "ヤマダ ハナコ", "はなこと呼ぶ", true },
		{ SCRUB_NAME, "林 花子", "林の中", false },
		{ SCRUB_NAME, "林 花子", "林さんの家", true },
		{ SCRUB_PLACE, "福生市本町1丁目2-3", "本町１丁目に住む", true },
		{ SCRUB_PLACE, "福生市本町1丁目2-3", "福生市に住む", false },
		{ SCRUB_PLACE, "栄小学校", "栄　小学校まで", true },
		{ SCRUB_WHOLE, "", "なにもない", false },
		{ SCRUB_WHOLE, " -", "なにも-ない", false },
	};

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct secrets secrets = { 0 };
		struct str s = STR_INIT;

		str_set(&s, cases[i].text);
		secrets_add(&secrets, cases[i].kind, cases[i].secret);
		if ((scrub(&s, &secrets) > 0) != cases[i].found)
			fail_msg("\"%s\" in \"%s\"", cases[i].secret,
				 cases[i].text);
		assert_int_equal(strstr(s.buf, "非開示") != NULL,
				 cases[i].found);
		str_release(&s);
		secrets_release(&secrets);
	}
}

static void scrubbing_leaves_the_rest(void **state)
{
	struct secrets secrets = { 0 };
	struct str s = STR_INIT;

	str_set(&s, "夫の太郎と、太 郎の母。");
	secrets_add(&secrets, SCRUB_NAME, "山田 太郎");
	assert_int_equal(scrub(&s, &secrets), 2);
	assert_string_equal(s.buf, "夫の（非開示）と、（非開示）の母。");
	str_release(&s);
	secrets_release(&secrets);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_withheld_value_is_nowhere_on_any_sheet),
		cmocka_unit_test(urgency_is_that_of_whom_it_goes_to),
		cmocka_unit_test(protected_addresses_stay_off_the_referral),
		cmocka_unit_test(a_third_recipient_gets_the_question_instead),
		cmocka_unit_test(withdrawing_stops_the_next_sheet),
		cmocka_unit_test(
			only_the_statutory_recipient_learns_where_and_who),
		cmocka_unit_test(a_referral_says_how_to_reach_them),
		cmocka_unit_test(a_report_says_whose_address_it_is),
		cmocka_unit_test(a_report_says_what_was_written),
		cmocka_unit_test(a_report_needs_something_to_report),
		cmocka_unit_test(slips_are_neutral_or_not_at_all),
		cmocka_unit_test(the_record_stays_in_the_section),
		cmocka_unit_test(a_guessed_reading_says_so),
		cmocka_unit_test(the_consent_form_lists_what_was_said),
		cmocka_unit_test(the_record_tells_what_triage_said),
		cmocka_unit_test(free_text_does_not_tell_either),
		cmocka_unit_test(scrubbing_leaves_the_rest),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
