/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The result of a triage as JSON, and arrays of cases. */
#include "domain/triage_json.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "domain/triage_explain.h"

struct writer {
	const struct rules *rules;
	const struct triage_case *c;
	const struct triage_result *result;
	struct jsonout *json;
};

static const char *dest_code(const struct writer *w, int dest)
{
	return w->rules->profile->dest[dest].code;
}

static const char *rule_id(const struct writer *w, int rule)
{
	return w->rules->rule[rule].id;
}

/* The id, or null for the household. */
static const char *member_id(const struct writer *w, int member)
{
	return member < 0 ? NULL : w->c->member[member].id;
}

static void put_clauses(struct writer *w, const char *key,
			const struct clauses *clauses)
{
	struct str text = STR_INIT;

	jsonout_array(w->json, key);
	for (size_t i = 0; i < clauses->n; i++) {
		/* Nobody was there to observe anything of. */
		if (clauses->item[i].node->kind == COND_ANY)
			continue;
		str_reset(&text);
		clause_text(&clauses->item[i], w->c, w->rules->facts, &text);
		jsonout_str(w->json, NULL, text.buf);
	}
	jsonout_end_array(w->json);
	str_release(&text);
}

static void put_rules(struct writer *w, const char *key, const int *rule,
		      size_t n)
{
	jsonout_array(w->json, key);
	for (size_t i = 0; i < n; i++)
		jsonout_str(w->json, NULL, rule_id(w, rule[i]));
	jsonout_end_array(w->json);
}

/* The rules that name a destination, each once. */
static void put_naming_rules(struct writer *w, int dest)
{
	const struct triage_result *result = w->result;
	int last = -1;

	jsonout_array(w->json, "rules");
	for (size_t f = 0; f < result->firing_n; f++) {
		if (!(result->firing[f].to & DEST_BIT(dest)) ||
		    result->firing[f].rule == last)
			continue;
		last = result->firing[f].rule;
		jsonout_str(w->json, NULL, rule_id(w, last));
	}
	jsonout_end_array(w->json);
}

static void put_destinations(struct writer *w)
{
	jsonout_array(w->json, "destinations");
	for (size_t i = 0; i < w->result->dest_n; i++) {
		int dest = w->result->order[i];

		jsonout_object(w->json, NULL);
		jsonout_str(w->json, "to", dest_code(w, dest));
		jsonout_str(w->json, "urgency",
			    urgency_code(w->result->dest_urgency[dest]));
		put_naming_rules(w, dest);
		jsonout_end_object(w->json);
	}
	jsonout_end_array(w->json);
}

static void put_duty(struct writer *w, const struct triage_firing *firing)
{
	const struct rule *rule = &w->rules->rule[firing->rule];

	jsonout_object(w->json, NULL);
	jsonout_str(w->json, "rule", rule->id);
	jsonout_str(w->json, "member", member_id(w, firing->member));
	jsonout_array(w->json, "to");
	for (size_t i = 0; i < rule->to_n; i++)
		if (firing->to & DEST_BIT(rule->to[i].dest))
			jsonout_str(w->json, NULL,
				    dest_code(w, rule->to[i].dest));
	jsonout_end_array(w->json);
	jsonout_str(w->json, "urgency", urgency_code(firing->urgency));
	jsonout_str(w->json, "basis", rule->basis);
	jsonout_end_object(w->json);
}

static void put_duties(struct writer *w)
{
	jsonout_array(w->json, "duties");
	for (size_t f = 0; f < w->result->firing_n; f++)
		if (w->rules->rule[w->result->firing[f].rule].duty)
			put_duty(w, &w->result->firing[f]);
	jsonout_end_array(w->json);
}

static void put_fired(struct writer *w, const struct triage_explanation *x)
{
	jsonout_array(w->json, "fired");
	for (size_t f = 0; f < w->result->firing_n; f++) {
		const struct triage_firing *firing = &w->result->firing[f];

		jsonout_object(w->json, NULL);
		jsonout_str(w->json, "rule", rule_id(w, firing->rule));
		jsonout_str(w->json, "member", member_id(w, firing->member));
		put_clauses(w, "because", &x->because[f]);
		jsonout_end_object(w->json);
	}
	jsonout_end_array(w->json);
}

static void put_why_not(struct writer *w, const struct triage_explanation *x)
{
	jsonout_array(w->json, "why_not");
	for (size_t i = 0; i < x->why_not_n; i++) {
		const struct triage_why_not *y = &x->why_not[i];

		jsonout_object(w->json, NULL);
		jsonout_str(w->json, "rule", rule_id(w, y->rule));
		jsonout_str(w->json, "member", member_id(w, y->member));
		put_clauses(w, "failed", &y->failed);
		put_clauses(w, "unknown", &y->unknown);
		put_rules(w, "silenced_by", y->silenced_by, y->silenced_n);
		jsonout_end_object(w->json);
	}
	jsonout_end_array(w->json);
}

static void put_ask(struct writer *w, const struct triage_explanation *x)
{
	jsonout_array(w->json, "ask");
	for (size_t i = 0; i < x->ask_n; i++) {
		const struct triage_ask *ask = &x->ask[i];

		jsonout_object(w->json, NULL);
		jsonout_str(w->json, "fact",
			    ask->fact == TRIAGE_ASK_AGE
				    ? "age"
				    : w->rules->facts->fact[ask->fact].code);
		jsonout_str(w->json, "member", member_id(w, ask->member));
		put_rules(w, "would_add", ask->would_add, ask->would_add_n);
		jsonout_end_object(w->json);
	}
	jsonout_end_array(w->json);
}

/* The codes of the reasons that are set. */
static void put_reasons(struct writer *w, const char *key, unsigned set, int n,
			const char *(*code)(int))
{
	jsonout_array(w->json, key);
	for (int i = 0; i < n; i++)
		if (set & 1u << i)
			jsonout_str(w->json, NULL, code(i));
	jsonout_end_array(w->json);
}

static const char *promoter_code(int reason)
{
	return promoter_reason_code((enum promoter_reason)reason);
}

static const char *coordinator_code(int reason)
{
	return coordinator_reason_code((enum coordinator_reason)reason);
}

static void put_answer(struct writer *w, const struct triage_explanation *x,
		       bool whole)
{
	const struct triage_result *result = w->result;
	struct jsonout *json = w->json;

	jsonout_object(json, NULL);
	jsonout_str(json, "urgency", urgency_code(result->urgency));
	jsonout_str(json, "lead", dest_code(w, result->lead));
	jsonout_bool(json, "promoter", result->promoter_because);
	put_reasons(w, "promoter_because", result->promoter_because,
		    PROMOTER_REASON_N, promoter_code);
	jsonout_bool(json, "coordinator", result->coordinator_because);
	put_reasons(w, "coordinator_because", result->coordinator_because,
		    COORDINATOR_REASON_N, coordinator_code);
	put_destinations(w);
	put_duties(w);
	put_fired(w, x);
	if (whole) {
		put_why_not(w, x);
		put_ask(w, x);
	}
	jsonout_str(json, "rules_version", w->rules->version);
	jsonout_str(json, "rules_hash", w->rules->hash);
	jsonout_end_object(json);
}

void triage_json(const struct rules *rules, const struct triage_case *c,
		 struct jsonout *out)
{
	struct triage_explanation x = { 0 };
	struct triage_result result = { 0 };
	struct writer w = { rules, c, &result, out };

	triage_decide(rules, c, &result);
	triage_explain(rules, c, &result, &x);
	triage_explain_why_not(rules, c, &result, &x);
	triage_explain_ask(rules, c, &result, &x);
	put_answer(&w, &x, true);
	triage_explanation_release(&x);
	triage_result_release(&result);
}

void triage_json_kept(const struct rules *rules, const struct triage_case *c,
		      const struct triage_result *result, struct str *out)
{
	struct triage_explanation x = { 0 };
	struct jsonout json = { .out = out };
	struct writer w = { rules, c, result, &json };

	triage_explain(rules, c, result, &x);
	put_answer(&w, &x, false);
	triage_explanation_release(&x);
}

int triage_json_all(const struct rules *rules, const struct js *in,
		    struct jsonout *out, struct err *err)
{
	struct case_json *one = xcalloc(1, sizeof(*one));
	int r = 0;

	if (js_is(in, JS_ARRAY)) {
		jsonout_array(out, NULL);
		for (size_t i = 0; i < js_len(in) && !r; i++) {
			char *prefix = xstrfmt("[%zu]", i);

			r = case_json_read(js_at(in, i), prefix, rules, one,
					   err);
			if (!r)
				triage_json(rules, &one->c, out);
			free(prefix);
		}
		jsonout_end_array(out);
	} else {
		r = case_json_read(in, "", rules, one, err);
		if (!r)
			triage_json(rules, &one->c, out);
	}
	free(one);
	return r;
}
