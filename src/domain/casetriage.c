/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/casetriage.h"

#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "domain/casepath.h"
#include "domain/ledger.h"
#include "domain/triage_json.h"

static void fill_answer(const struct casefile *cf, const struct facts *facts,
			const struct casepath *p, const char *text,
			struct case_triage *out)
{
	int fact = facts_find(facts, p->leaf), answer = answer_from_code(text);

	if (fact < 0 || answer < 0)
		return;
	if (!*p->id)
		out->c.facts[fact] = (uint8_t)answer;
	for (size_t i = 0; *p->id && i < out->c.member_n; i++)
		if (!strcmp(out->ids.id[i], p->id))
			out->member[i].facts[fact] = (uint8_t)answer;
}

int casefile_returned(const struct casefile *cf)
{
	struct record_ids ids;
	char path[PATH_SIZE];
	int n = 0;

	casefile_ids(cf, REC_REFERRAL, &ids);
	for (size_t i = 0; i < ids.n; i++) {
		snprintf(path, sizeof(path), "%s.state", ids.id[i]);
		n += !strcmp(casefile_get(cf, path), "returned");
	}
	return n;
}

static void fill_members(const struct casefile *cf, struct case_triage *out)
{
	char client[RECORD_ID_SIZE] = "";

	casefile_client(cf, client);
	casefile_ids(cf, REC_MEMBER, &out->ids);
	out->c.member = out->member;
	out->c.member_n = out->ids.n;
	for (size_t i = 0; i < out->ids.n; i++) {
		out->member[i].id = out->ids.id[i];
		out->member[i].client = !strcmp(out->ids.id[i], client);
		out->member[i].age = casefile_age(cf, out->ids.id[i]);
	}
}

void casefile_triage(const struct casefile *cf, const struct rules *rules,
		     struct case_triage *out)
{
	int at = profile_dest(rules->profile,
			      casefile_get(cf, "intake.section"));

	memset(out, 0, sizeof(*out));
	out->c.taken_at = at;
	if (at >= 0 && rules->profile->dest[at].kind != DEST_SECTION)
		out->c.taken_at = -1;
	out->c.returned = casefile_returned(cf);
	fill_members(cf, out);
	for (size_t i = 0; i < cf->values.n; i++) {
		const struct value *v = &cf->values.v[i];
		struct casepath p;

		if (casepath_parse(&p, v->path))
			continue;
		if (p.kind == PATH_FACT)
			fill_answer(cf, rules->facts, &p, v->text, out);
		else if (p.kind == PATH_CONCERN &&
			 concern_from_code(p.leaf) >= 0)
			out->c.concerns |=
				CONCERN_BIT(concern_from_code(p.leaf));
	}
}

/* What the clerk has set against the rules, the last one of its kind. */
static const char *overridden(const struct casefile *cf, const char *action,
			      const char *leaf, const char *otherwise)
{
	struct record_ids ids;
	char path[PATH_SIZE];

	casefile_ids(cf, REC_OVERRIDE, &ids);
	for (size_t i = ids.n; i-- > 0;) {
		const char *text;

		snprintf(path, sizeof(path), "%s.action", ids.id[i]);
		if (strcmp(casefile_get(cf, path), action))
			continue;
		snprintf(path, sizeof(path), "%s.%s", ids.id[i], leaf);
		text = casefile_get(cf, path);
		if (*text)
			return text;
	}
	return otherwise;
}

/* The clerk's urgency, unless a duty asks for more haste. */
static const char *urgency_of(const struct casefile *cf,
			      const struct rules *rules,
			      const struct triage_result *result)
{
	const char *code = overridden(cf, "urgency", "urgency",
				      urgency_code(result->urgency));
	enum urgency duty = triage_duty_urgency(rules, result);

	return (int)duty < urgency_from_code(code) ? urgency_code(duty) : code;
}

static int keep(const struct casefile *cf, const struct rules *rules,
		const struct case_triage *t, const struct triage_result *result,
		struct store *s, const char *staff, struct err *err)
{
	struct js *answer = triage_json_kept(rules, &t->c);
	struct values values = VALUES_INIT;
	struct str text = STR_INIT;
	char revision[24];
	int r;

	snprintf(revision, sizeof(revision), "%lld", (long long)cf->revision);
	js_write(answer, false, &text);
	values_set(&values, "revision", revision);
	values_set(&values, "staff", staff);
	values_set(&values, "urgency", urgency_code(result->urgency));
	values_set(&values, "lead", rules->profile->dest[result->lead].code);
	values_set(&values, "profile", rules->profile->code);
	values_set(&values, "rules_version", rules->version);
	values_set(&values, "rules_hash", rules->hash);
	values_set(&values, "result", text.buf);
	r = ledger_triage(&values, s, cf->id, err);
	values_release(&values);
	str_release(&text);
	js_free(answer);
	return r;
}

int casefile_save_triaged(struct casefile *cf, const struct casefile *base,
			  struct store *s, const char *staff,
			  const struct rules *rules, struct err *err)
{
	struct triage_result result = { 0 };
	struct case_triage t;
	int64_t before = base ? base->revision : 0;
	int r;

	casefile_triage(cf, rules, &t);
	triage_decide(rules, &t.c, &result);
	values_set(&cf->values, "case.urgency", urgency_of(cf, rules, &result));
	values_set(&cf->values, "case.lead",
		   overridden(cf, "lead", "target",
			      rules->profile->dest[result.lead].code));
	r = casefile_save(cf, base, s, staff, err);
	if (!r && cf->revision != before)
		r = keep(cf, rules, &t, &result, s, staff, err);
	triage_result_release(&result);
	return r;
}
