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

static struct js *clauses_js(const struct writer *w,
			     const struct clauses *clauses)
{
	struct js *array = js_new_array();
	struct str text = STR_INIT;

	for (size_t i = 0; i < clauses->n; i++) {
		/* Nobody was there to observe anything of. */
		if (clauses->item[i].node->kind == COND_ANY)
			continue;
		str_reset(&text);
		clause_text(&clauses->item[i], w->c, w->rules->facts, &text);
		js_add_str(array, text.buf);
	}
	str_release(&text);
	return array;
}

static struct js *rules_js(const struct writer *w, const int *rule, size_t n)
{
	struct js *array = js_new_array();

	for (size_t i = 0; i < n; i++)
		js_add_str(array, rule_id(w, rule[i]));
	return array;
}

/* The rules that name a destination, each once. */
static struct js *naming_rules_js(const struct writer *w, int dest)
{
	const struct triage_result *result = w->result;
	struct js *array = js_new_array();
	int last = -1;

	for (size_t f = 0; f < result->firing_n; f++) {
		if (!(result->firing[f].to & DEST_BIT(dest)) ||
		    result->firing[f].rule == last)
			continue;
		last = result->firing[f].rule;
		js_add_str(array, rule_id(w, last));
	}
	return array;
}

static struct js *destinations_js(const struct writer *w)
{
	struct js *array = js_new_array();

	for (size_t i = 0; i < w->result->dest_n; i++) {
		int dest = w->result->order[i];
		struct js *entry = js_new_object();

		js_set_str(entry, "to", dest_code(w, dest));
		js_set_str(entry, "urgency",
			   urgency_code(w->result->dest_urgency[dest]));
		js_set(entry, "rules", naming_rules_js(w, dest));
		js_add(array, entry);
	}
	return array;
}

static struct js *duty_js(const struct writer *w,
			  const struct triage_firing *firing)
{
	const struct rule *rule = &w->rules->rule[firing->rule];
	struct js *entry = js_new_object(), *to = js_new_array();

	for (size_t i = 0; i < rule->to_n; i++)
		if (firing->to & DEST_BIT(rule->to[i].dest))
			js_add_str(to, dest_code(w, rule->to[i].dest));
	js_set_str(entry, "rule", rule->id);
	js_set_str(entry, "member", member_id(w, firing->member));
	js_set(entry, "to", to);
	js_set_str(entry, "urgency", urgency_code(firing->urgency));
	js_set_str(entry, "basis", rule->basis);
	return entry;
}

static struct js *duties_js(const struct writer *w)
{
	struct js *array = js_new_array();

	for (size_t f = 0; f < w->result->firing_n; f++)
		if (w->rules->rule[w->result->firing[f].rule].duty)
			js_add(array, duty_js(w, &w->result->firing[f]));
	return array;
}

static struct js *fired_js(const struct writer *w,
			   const struct triage_explanation *x)
{
	struct js *array = js_new_array();

	for (size_t f = 0; f < w->result->firing_n; f++) {
		const struct triage_firing *firing = &w->result->firing[f];
		struct js *entry = js_new_object();

		js_set_str(entry, "rule", rule_id(w, firing->rule));
		js_set_str(entry, "member", member_id(w, firing->member));
		js_set(entry, "because", clauses_js(w, &x->because[f]));
		js_add(array, entry);
	}
	return array;
}

static struct js *why_not_js(const struct writer *w,
			     const struct triage_explanation *x)
{
	struct js *array = js_new_array();

	for (size_t i = 0; i < x->why_not_n; i++) {
		const struct triage_why_not *y = &x->why_not[i];
		struct js *entry = js_new_object();

		js_set_str(entry, "rule", rule_id(w, y->rule));
		js_set_str(entry, "member", member_id(w, y->member));
		js_set(entry, "failed", clauses_js(w, &y->failed));
		js_set(entry, "unknown", clauses_js(w, &y->unknown));
		js_set(entry, "silenced_by",
		       rules_js(w, y->silenced_by, y->silenced_n));
		js_add(array, entry);
	}
	return array;
}

static struct js *ask_js(const struct writer *w,
			 const struct triage_explanation *x)
{
	struct js *array = js_new_array();

	for (size_t i = 0; i < x->ask_n; i++) {
		const struct triage_ask *ask = &x->ask[i];
		struct js *entry = js_new_object();

		js_set_str(entry, "fact",
			   ask->fact == TRIAGE_ASK_AGE
				   ? "age"
				   : w->rules->facts->fact[ask->fact].code);
		js_set_str(entry, "member", member_id(w, ask->member));
		js_set(entry, "would_add",
		       rules_js(w, ask->would_add, ask->would_add_n));
		js_add(array, entry);
	}
	return array;
}

/* The codes of the reasons that are set. */
static struct js *reasons_js(unsigned set, int n, const char *(*code)(int))
{
	struct js *array = js_new_array();

	for (int i = 0; i < n; i++)
		if (set & 1u << i)
			js_add_str(array, code(i));
	return array;
}

static const char *promoter_code(int reason)
{
	return promoter_reason_code((enum promoter_reason)reason);
}

static const char *coordinator_code(int reason)
{
	return coordinator_reason_code((enum coordinator_reason)reason);
}

static struct js *answer_js(const struct rules *rules,
			    const struct triage_case *c, bool why_not)
{
	struct triage_explanation x = { 0 };
	struct triage_result result = { 0 };
	struct writer w = { rules, c, &result };
	struct js *out = js_new_object();

	triage_decide(rules, c, &result);
	triage_explain(rules, c, &result, &x);
	js_set_str(out, "urgency", urgency_code(result.urgency));
	js_set_str(out, "lead", dest_code(&w, result.lead));
	js_set(out, "promoter", js_new_bool(result.promoter_because));
	js_set(out, "promoter_because",
	       reasons_js(result.promoter_because, PROMOTER_REASON_N,
			  promoter_code));
	js_set(out, "coordinator", js_new_bool(result.coordinator_because));
	js_set(out, "coordinator_because",
	       reasons_js(result.coordinator_because, COORDINATOR_REASON_N,
			  coordinator_code));
	js_set(out, "destinations", destinations_js(&w));
	js_set(out, "duties", duties_js(&w));
	js_set(out, "fired", fired_js(&w, &x));
	if (why_not)
		js_set(out, "why_not", why_not_js(&w, &x));
	js_set(out, "ask", ask_js(&w, &x));
	js_set_str(out, "rules_version", rules->version);
	js_set_str(out, "rules_hash", rules->hash);
	triage_explanation_release(&x);
	triage_result_release(&result);
	return out;
}

struct js *triage_json(const struct rules *rules, const struct triage_case *c)
{
	return answer_js(rules, c, true);
}

struct js *triage_json_kept(const struct rules *rules,
			    const struct triage_case *c)
{
	return answer_js(rules, c, false);
}

struct js *triage_json_all(const struct rules *rules, const struct js *in,
			   struct err *err)
{
	struct case_json *one = xcalloc(1, sizeof(*one));
	struct js *out = NULL;
	bool failed = false;

	if (!js_is(in, JS_ARRAY)) {
		if (!case_json_read(in, "", rules, one, err))
			out = triage_json(rules, &one->c);
		free(one);
		return out;
	}
	out = js_new_array();
	for (size_t i = 0; i < js_len(in) && !failed; i++) {
		char *prefix = xstrfmt("[%zu]", i);

		failed = case_json_read(js_at(in, i), prefix, rules, one, err);
		if (!failed)
			js_add(out, triage_json(rules, &one->c));
		free(prefix);
	}
	free(one);
	if (!failed)
		return out;
	js_free(out);
	return NULL;
}
