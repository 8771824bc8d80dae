/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/casetriage.h"

#include <stdio.h>
#include <string.h>

#include "domain/access.h"
#include "domain/casepath.h"
#include "domain/ledger.h"
#include "domain/loop_place.h"
#include "domain/proposal.h"
#include "domain/triage_json.h"

/* The answers whose paths begin with "fact." or "m2.fact.". */
static void fill_answers(const struct casefile *cf, const struct facts *facts,
			 const char *prefix, uint8_t *out)
{
	const struct values *v = &cf->values;
	const char *code;

	for (size_t i = values_lower(v, prefix);
	     i < v->n && skip_prefix(v->v[i].path, prefix, &code); i++) {
		int fact = facts_find(facts, code);
		int answer = answer_from_code(v->v[i].text);

		if (fact >= 0 && answer >= 0)
			out[fact] = (uint8_t)answer;
	}
}

static void fill_concerns(const struct casefile *cf, struct triage_case *out)
{
	const struct values *v = &cf->values;
	const char *code;

	for (size_t i = values_lower(v, "concern.");
	     i < v->n && skip_prefix(v->v[i].path, "concern.", &code); i++)
		if (concern_from_code(code) >= 0)
			out->concerns |= CONCERN_BIT(concern_from_code(code));
}

int casefile_returned(const struct casefile *cf)
{
	struct record_ids ids;
	int n = 0;

	casefile_ids(cf, REC_REFERRAL, &ids);
	for (size_t i = 0; i < ids.n; i++)
		n += loop_state_of(cf, ids.id[i]) == LOOP_RETURNED ||
		     *loop_get(cf, ids.id[i], "returned_at");
	return n;
}

static void fill_members(const struct casefile *cf, const struct facts *facts,
			 struct case_triage *out)
{
	char client[RECORD_ID_SIZE] = "", path[PATH_SIZE];

	casefile_client(cf, client);
	casefile_ids(cf, REC_MEMBER, &out->ids);
	out->c.member = out->member;
	out->c.member_n = out->ids.n;
	for (size_t i = 0; i < out->ids.n; i++) {
		out->member[i].id = out->ids.id[i];
		out->member[i].client = !strcmp(out->ids.id[i], client);
		out->member[i].age = casefile_age(cf, out->ids.id[i]);
		casepath_join(path, out->ids.id[i], "fact.");
		fill_answers(cf, facts, path, out->member[i].facts);
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
	fill_members(cf, rules->facts, out);
	fill_answers(cf, rules->facts, "fact.", out->c.facts);
	fill_concerns(cf, &out->c);
}

/* Is the promoter in it with this urgency, or was it more pressing then? */
static bool promoter_knows(const struct casefile *cf, enum urgency urgency)
{
	struct record_ids ids;

	casefile_ids(cf, REC_REFERRAL, &ids);
	for (size_t i = 0; i < ids.n; i++) {
		int then =
			urgency_from_code(loop_get(cf, ids.id[i], "urgency"));

		if (streq(loop_get(cf, ids.id[i], "to_body"), "promoter") &&
		    loop_kind_of(cf, ids.id[i]) == LOOP_ADVICE &&
		    (!loop_ended((int)loop_state_of(cf, ids.id[i])) ||
		     (then >= 0 && then <= (int)urgency)))
			return true;
	}
	return false;
}

/* "調整：待てないため、…" */
static void add_reasons(unsigned because, struct str *out)
{
	for (int i = 0; i < PROMOTER_REASON_N; i++)
		if (because & (1u << i))
			str_addf(out, "%s%s", out->len ? "、" : "調整：",
				 promoter_reason_text(i));
}

static void tell_promoter(struct casefile *cf, const struct proposal *p)
{
	char id[RECORD_ID_SIZE], now[CLOCK_SIZE];
	struct str why = STR_INIT;

	if (!(p->to & DEST_BIT(p->rules->profile->promoter)) ||
	    !*loop_get(cf, "intake", "section") ||
	    promoter_knows(cf, p->urgency) ||
	    casefile_add(cf, REC_REFERRAL, id, NULL))
		return;
	clock_now(now);
	now[strlen("2026-11-20T09:15")] = '\0';
	add_reasons(p->result.promoter_because, &why);
	loop_set(cf, id, "to_body", "promoter");
	loop_set(cf, id, "kind", loop_kind_code(LOOP_ADVICE));
	loop_set(cf, id, "urgency", urgency_code(p->urgency));
	loop_set(cf, id, "request", why.buf);
	loop_set(cf, id, "state", loop_state_code(LOOP_SENT));
	loop_set(cf, id, "sent_at", now);
	str_release(&why);
}

static void decide(struct casefile *cf, const struct rules *rules,
		   struct values *answer, bool tell)
{
	const struct dest *dest = rules->profile->dest;
	struct proposal p = { .rules = rules };
	struct str text = STR_INIT;

	proposal_decide(&p, cf, rules);
	triage_json_kept(rules, &p.of.c, &p.result, &text);
	values_release(answer);
	values_set(answer, "urgency", urgency_code(p.result.urgency));
	values_set(answer, "lead", dest[p.result.lead].code);
	values_set(answer, "profile", rules->profile->code);
	values_set(answer, "rules_version", rules->version);
	values_set(answer, "rules_hash", rules->hash);
	values_set(answer, "result", text.buf);
	values_set(&cf->values, "case.urgency", urgency_code(p.urgency));
	values_set(&cf->values, "case.lead", dest[p.lead].code);
	if (tell)
		tell_promoter(cf, &p);
	loop_place(cf, rules->profile);
	str_release(&text);
	proposal_release(&p);
}

void casefile_decide(struct casefile *cf, const struct rules *rules,
		     struct values *answer)
{
	decide(cf, rules, answer, false);
}

void casefile_decide_and_tell(struct casefile *cf, const struct rules *rules,
			      struct values *answer)
{
	decide(cf, rules, answer, true);
}

int casefile_keep_answer(const struct casefile *cf, struct store *s,
			 const char *staff, struct values *answer,
			 struct err *err)
{
	char revision[24];

	snprintf(revision, sizeof(revision), "%lld", (long long)cf->revision);
	values_set(answer, "revision", revision);
	values_set(answer, "staff", staff);
	return ledger_triage(answer, s, cf->id, err);
}

int casefile_save_decided(struct casefile *cf, const struct casefile *base,
			  struct store *s, const char *staff,
			  struct values *answer, struct err *err)
{
	int64_t before = base ? base->revision : 0;
	int may = base ? access_case(s, staff, ACTION_SAVE, base, NULL, err)
		       : access_house(s, staff, ACTION_TAKE, err);

	if (may || loop_before_save(cf, base, staff, err) ||
	    casefile_save_by(cf, base, s, staff, err))
		return -1;
	if (cf->revision == before)
		return 0;
	return loop_after_save(cf, base, s, staff, err) ||
			       casefile_keep_answer(cf, s, staff, answer, err)
		       ? -1
		       : 0;
}

int casefile_save_triaged(struct casefile *cf, const struct casefile *base,
			  struct store *s, const char *staff,
			  const struct rules *rules, struct err *err)
{
	struct values answer = VALUES_INIT;
	int r;

	casefile_decide(cf, rules, &answer);
	r = casefile_save_decided(cf, base, s, staff, &answer, err);
	values_release(&answer);
	return r;
}
