/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Case JSON in: every key known, every value possible, or a sentence. */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/nearest.h"
#include "domain/triage_json.h"
#include "text/age.h"

#define AGE_MAX      150
#define RETURNED_MAX 1000
#define FAULTS_MAX   20

const char *const case_json_intake_keys[] = {
	"agencies",        "brought_by",
	"callback",        "companion_present",
	"district",        "do_not_repeat",
	"hopes",           "interpreter",
	"money_home_note", "next_contact",
	"number",          "place",
	"proxy",           "public_assistance_form_at",
	"received_at",     "remarks",
	"safety_reason",   "safety_step",
	"section",         "staff",
	"tried",           "unwanted",
	"visitor_kana",    "visitor_kana_guess",
	"visitor_name",    "visitor_relation",
	"visitor_tel",     NULL,
};

const char *const case_json_member_keys[] = {
	"address",    "affiliation", "agency",        "benefits",
	"called",     "handbooks",   "insurance",     "kana",
	"kana_guess", "language",    "must_not_know", "name",
	"pension",    "problems",    "safe_call",     "safe_message",
	"safe_post",  "tel",         "tel2",          "telephone",
	NULL,
};

static const char *const case_keys[] = {
	"received_on", "taken_at", "channel",  "route",   "chief_complaint",
	"concerns",    "facts",    "returned", "members", NULL,
};

static const char *const member_keys[] = {
	"id", "relation", "age", "birth", "age_range", "sex", "facts", NULL,
};

static const char *const channels[] = { "visit",  "phone",    "home-visit",
					"letter", "district", NULL };
static const char *const routes[] = { "self",      "family",     "acquaintance",
				      "community", "specialist", "government",
				      NULL };
static const char *const sexes[] = { "male", "female", "other", "no-answer",
				     NULL };

struct reader {
	const struct rules *rules;
	struct case_json *out;
	struct date received_on;
	struct str path; /* of the value that is being read */
	int faults;
	struct err *err;
};

/* "path: sentence; did you mean near?" */
static void __attribute__((format(printf, 3, 4)))
fault(struct reader *r, const char *near, const char *fmt, ...)
{
	struct str what = STR_INIT;
	va_list ap;

	if (r->faults++ >= FAULTS_MAX)
		return;
	va_start(ap, fmt);
	str_vaddf(&what, fmt, ap);
	va_end(ap);
	if (near)
		str_addf(&what, _("; did you mean %s?"), near);
	if (r->path.len)
		err_input(r->err, "%s: %s", r->path.buf, what.buf);
	else
		err_input(r->err, "%s", what.buf);
	str_release(&what);
}

/* Lengthen the path by a key; returns what leave() takes. */
static size_t enter(struct reader *r, const char *key)
{
	size_t before = r->path.len;

	if (before && *key != '[')
		str_addc(&r->path, '.');
	str_add(&r->path, key);
	return before;
}

static size_t enter_item(struct reader *r, size_t i)
{
	size_t before = r->path.len;

	str_addf(&r->path, "[%zu]", i);
	return before;
}

static void leave(struct reader *r, size_t before)
{
	str_setlen(&r->path, before);
}

static size_t list_n(const char *const *list)
{
	size_t n = 0;

	while (list[n])
		n++;
	return n;
}

static bool in_list(const char *const *list, const char *word)
{
	for (; *list; list++)
		if (streq(*list, word))
			return true;
	return false;
}

/* Is v an object whose keys all stand in known or in ignored? */
static bool read_object(struct reader *r, const struct js *v,
			const char *const *known, const char *const *ignored)
{
	if (!js_is(v, JS_OBJECT)) {
		fault(r, NULL, _("must be an object"));
		return false;
	}
	for (void *it = js_iter(v); it; it = js_next(v, it)) {
		const char *key = js_iter_key(it);
		struct nearest near;
		size_t before;

		if (in_list(known, key) || (ignored && in_list(ignored, key)))
			continue;
		nearest_init(&near, key);
		for (size_t i = 0; i < list_n(known); i++)
			nearest_offer(&near, known[i]);
		for (size_t i = 0; ignored && i < list_n(ignored); i++)
			nearest_offer(&near, ignored[i]);
		before = enter(r, key);
		fault(r, near.best, _("no such key"));
		leave(r, before);
	}
	return true;
}

/* The text of v, or NULL after a fault; a missing v (NULL) is no fault. */
static const char *read_text(struct reader *r, const struct js *v)
{
	if (v && !js_is(v, JS_STRING))
		fault(r, NULL, _("must be a text"));
	return v ? js_str(v) : NULL;
}

static void read_code(struct reader *r, const struct js *object,
		      const char *key, const char *const *codes)
{
	size_t before = enter(r, key);
	const char *code = read_text(r, js_get(object, key));

	if (code && !in_list(codes, code))
		fault(r, nearest_of(code, codes, list_n(codes)),
		      _("no such code: %s"), code);
	leave(r, before);
}

static int read_int(struct reader *r, const struct js *object, const char *key,
		    int max, int absent)
{
	const struct js *v = js_get(object, key);
	size_t before = enter(r, key);
	int n = absent;

	if (v && js_is(v, JS_INT) && js_int(v) >= 0 && js_int(v) <= max)
		n = (int)js_int(v);
	else if (v)
		fault(r, NULL, _("must be a whole number from 0 to %d"), max);
	leave(r, before);
	return n;
}

static bool read_date(struct reader *r, const struct js *object,
		      const char *key, struct date *out)
{
	size_t before = enter(r, key);
	const char *text = read_text(r, js_get(object, key));
	bool good = text && strlen(text) == 10 && date_from_iso(text, out);

	if (text && !good)
		fault(r, NULL,
		      _("no day of the calendar; dates are written "
			"2026-11-20"));
	leave(r, before);
	return good;
}

static int read_box(struct reader *r, const struct js *v)
{
	const char *code = read_text(r, v);
	int c = code ? concern_from_code(code) : -1;

	if (code && c < 0)
		fault(r, concern_nearest(code), _("no such box: %s"), code);
	return c;
}

static void read_concerns(struct reader *r, const struct js *v)
{
	static const char *const keys[] = { "main", "others", NULL };
	size_t before = enter(r, "concerns"), deeper;
	uint32_t *boxes = &r->out->c.concerns;
	const struct js *others;
	int c;

	if (!v || !read_object(r, v, keys, NULL)) {
		leave(r, before);
		return;
	}
	deeper = enter(r, "main");
	c = read_box(r, js_get(v, "main"));
	*boxes |= c < 0 ? 0 : CONCERN_BIT(c);
	leave(r, deeper);
	deeper = enter(r, "others");
	others = js_get(v, "others");
	if (others && !js_is(others, JS_ARRAY))
		fault(r, NULL, _("must be an array"));
	for (size_t i = 0; js_is(others, JS_ARRAY) && i < js_len(others); i++) {
		size_t item = enter_item(r, i);

		c = read_box(r, js_at(others, i));
		*boxes |= c < 0 ? 0 : CONCERN_BIT(c);
		leave(r, item);
	}
	leave(r, deeper);
	leave(r, before);
}

static void read_fact(struct reader *r, const char *code, const struct js *v,
		      enum fact_level level, uint8_t *answers)
{
	const struct facts *facts = r->rules->facts;
	int i = facts_find(facts, code), answer;
	const char *word;

	if (i < 0) {
		fault(r, facts_nearest(facts, code), _("no such fact"));
		return;
	}
	if (facts->fact[i].level != level) {
		fault(r, NULL,
		      level == FACT_HOUSEHOLD
			      ? _("is of a person: put it into the facts of a "
				  "member")
			      : _("is of the household: put it into the facts "
				  "of the case"));
		return;
	}
	word = read_text(r, v);
	answer = word ? answer_from_code(word) : -1;
	if (answer > ANSWER_NONE)
		answers[i] = (uint8_t)answer;
	else if (word)
		fault(r, NULL,
		      _("an answer is yes, no, unknown or refused, not \"%s\""),
		      word);
}

static void read_facts(struct reader *r, const struct js *object,
		       enum fact_level level, uint8_t *answers)
{
	const struct js *v = js_get(object, "facts");
	size_t before = enter(r, "facts");

	if (v && !js_is(v, JS_OBJECT))
		fault(r, NULL, _("must be an object"));
	if (js_is(v, JS_OBJECT))
		for (void *it = js_iter(v); it; it = js_next(v, it)) {
			size_t deeper = enter(r, js_iter_key(it));

			read_fact(r, js_iter_key(it), js_iter_value(it), level,
				  answers);
			leave(r, deeper);
		}
	leave(r, before);
}

static void read_id(struct reader *r, const struct js *object, size_t m)
{
	char *id = r->out->id[m];
	size_t size = sizeof(r->out->id[m]), before = enter(r, "id");
	const char *text = read_text(r, js_get(object, "id"));

	snprintf(id, size, "m%zu", m + 1);
	if (text && (!*text || strlen(text) >= size))
		fault(r, NULL, _("must have 1 to %zu bytes"), size - 1);
	else if (text)
		snprintf(id, size, "%s", text);
	for (size_t i = 0; i < m; i++)
		if (streq(r->out->id[i], id))
			fault(r, NULL, _("another member is %s already"), id);
	r->out->member[m].id = id;
	leave(r, before);
}

static void read_birth(struct reader *r, const struct js *object,
		       struct triage_member *member)
{
	size_t before;
	struct date birth;

	if (!read_date(r, object, "birth", &birth))
		return;
	before = enter(r, "birth");
	member->age = age_on(birth, r->received_on);
	if (date_given(r->received_on) && member->age < 0)
		fault(r, NULL, _("after the day of reception"));
	else if (member->age > AGE_MAX)
		fault(r, NULL, _("more than %d years ago"), AGE_MAX);
	if (js_get(object, "age"))
		fault(r, NULL, _("give birth or age, not both"));
	leave(r, before);
}

static void read_member(struct reader *r, const struct js *v, size_t m)
{
	struct triage_member *member = &r->out->member[m];
	size_t before;
	const char *relation;

	if (!read_object(r, v, member_keys, case_json_member_keys))
		return;
	read_id(r, v, m);
	before = enter(r, "relation");
	relation = read_text(r, js_get(v, "relation"));
	member->client = streq(relation, "client");
	leave(r, before);
	before = enter(r, "age_range");
	read_text(r, js_get(v, "age_range"));
	leave(r, before);
	read_code(r, v, "sex", sexes);
	member->age = read_int(r, v, "age", AGE_MAX, -1);
	read_birth(r, v, member);
	read_facts(r, v, FACT_PERSON, member->facts);
}

static void read_members(struct reader *r, const struct js *v)
{
	struct triage_case *c = &r->out->c;
	size_t before = enter(r, "members");

	c->member = r->out->member;
	if (v && !js_is(v, JS_ARRAY)) {
		fault(r, NULL, _("must be an array"));
	} else if (v && js_len(v) > TRIAGE_MEMBERS_MAX) {
		fault(r, NULL, _("a household has at most %d members"),
		      TRIAGE_MEMBERS_MAX);
	} else if (v) {
		c->member_n = js_len(v);
		for (size_t m = 0; m < c->member_n; m++) {
			size_t item = enter_item(r, m);

			read_member(r, js_at(v, m), m);
			leave(r, item);
		}
	}
	leave(r, before);
}

static void read_taken_at(struct reader *r, const struct js *v)
{
	const struct profile *p = r->rules->profile;
	size_t before = enter(r, "taken_at");
	const char *code = read_text(r, v);

	r->out->c.taken_at = code ? profile_dest(p, code) : -1;
	if (code && (r->out->c.taken_at < 0 ||
		     p->dest[r->out->c.taken_at].kind != DEST_SECTION)) {
		struct nearest near;

		nearest_init(&near, code);
		for (size_t i = 0; i < p->section_n; i++)
			nearest_offer(&near, p->dest[i].code);
		fault(r, near.best, _("no such section: %s"), code);
	}
	leave(r, before);
}

static void read_case(struct reader *r, const struct js *v)
{
	size_t before;

	if (!read_object(r, v, case_keys, case_json_intake_keys))
		return;
	if (!js_get(v, "received_on")) {
		before = enter(r, "received_on");
		fault(r, NULL, _("is missing"));
		leave(r, before);
	}
	if (!read_date(r, v, "received_on", &r->received_on))
		r->received_on = (struct date){ 0 };
	read_taken_at(r, js_get(v, "taken_at"));
	read_code(r, v, "channel", channels);
	read_code(r, v, "route", routes);
	before = enter(r, "chief_complaint");
	read_text(r, js_get(v, "chief_complaint"));
	leave(r, before);
	r->out->c.returned = read_int(r, v, "returned", RETURNED_MAX, 0);
	read_concerns(r, js_get(v, "concerns"));
	read_facts(r, v, FACT_HOUSEHOLD, r->out->c.facts);
	read_members(r, js_get(v, "members"));
}

int case_json_read(const struct js *object, const char *prefix,
		   const struct rules *rules, struct case_json *out,
		   struct err *err)
{
	struct reader r = {
		.rules = rules,
		.out = out,
		.path = STR_INIT,
		.err = err,
	};

	memset(out, 0, sizeof(*out));
	str_add(&r.path, prefix);
	read_case(&r, object);
	str_release(&r.path);
	if (r.faults > FAULTS_MAX)
		err_input(err, _("and %d more faults"), r.faults - FAULTS_MAX);
	return r.faults ? -1 : 0;
}
