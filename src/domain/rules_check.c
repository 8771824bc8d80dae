/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rules that can never apply. A search for a household in which they do:
 * nothing is known at first; whatever keeps the condition open is tried as
 * yes, no and never to be known, an age at every step the conditions have.
 * What is yes or no stays so whatever else becomes known, so a branch ends
 * there. Only a search that ends without a household is a proof; one that
 * runs out of patience says nothing.
 */
#include "base/i18n.h"
#include "base/mem.h"
#include "domain/triage.h"

#define PATIENCE        200000 /* steps of one search */
#define CONCERNS_MAX    12     /* boxes tried in every combination */
#define AGES_MAX        64
#define AGE_NEVER_KNOWN (-2)

struct search {
	const struct rules *rules;
	int rule;
	const struct cond *also; /* must be true too, or NULL */
	struct triage_case c;
	struct triage_member member[TRIAGE_MEMBERS_MAX];
	struct triage_result result;
	uint32_t concerns; /* mentioned */
	int any_n;
	int ages[AGES_MAX];
	size_t ages_n;
	long patience;
};

/* ---- what the conditions speak of ---- */

static void add_age(struct search *s, int age)
{
	for (size_t i = 0; i < s->ages_n; i++)
		if (s->ages[i] == age)
			return;
	if (age >= 0 && s->ages_n < AGES_MAX)
		s->ages[s->ages_n++] = age;
}

static void mention(struct search *s, const struct cond *cond)
{
	for (int i = 0; cond && i < cond->n; i++) {
		const struct cond_node *node = &cond->node[i];

		s->any_n += node->kind == COND_ANY;
		if (node->kind == COND_CONCERN)
			s->concerns |= CONCERN_BIT(node->what);
		if (node->kind == COND_AGE) {
			add_age(s, node->lo);
			add_age(s, node->hi + 1);
		}
	}
}

static void mention_all(struct search *s)
{
	const struct rule *rule = &s->rules->rule[s->rule];

	add_age(s, 0);
	mention(s, rule->when);
	mention(s, s->also);
	for (size_t i = 0; i < rule->unless_n; i++)
		mention(s, s->rules->rule[rule->unless[i]].when);
}

/* ---- the search ---- */

static int self(const struct search *s)
{
	return s->rules->rule[s->rule].each_member ? 0 : -1;
}

/* Does the rule apply to the household as it stands? */
static bool applies(struct search *s)
{
	triage_decide(s->rules, &s->c, &s->result);
	for (size_t f = 0; f < s->result.firing_n; f++)
		if (s->result.firing[f].rule == s->rule &&
		    s->result.firing[f].member == self(s))
			return true;
	return false;
}

/* Something open that may still be tried: false when there is nothing. */
static bool pick(const struct search *s, const struct cond *cond,
		 struct clause *out)
{
	struct clauses open = { 0 };
	bool found = false;

	cond_explain(cond, &s->c, self(s), &open);
	for (size_t i = 0; i < open.n && !found; i++) {
		const struct clause *x = &open.item[i];

		found = x->node->kind == COND_AGE
				? s->member[x->member].age != AGE_NEVER_KNOWN
				: !clause_refused(x, &s->c);
		if (found)
			*out = *x;
	}
	clauses_release(&open);
	return found;
}

static bool find(struct search *s);

static bool try_ages(struct search *s, int *age)
{
	bool found = false;

	for (size_t i = 0; i < s->ages_n && !found; i++) {
		*age = s->ages[i];
		found = find(s);
	}
	if (!found) {
		*age = AGE_NEVER_KNOWN;
		found = find(s);
	}
	*age = -1;
	return found;
}

static bool try_answers(struct search *s, uint8_t *answer)
{
	static const uint8_t answers[] = { ANSWER_YES, ANSWER_NO,
					   ANSWER_REFUSED };
	bool found = false;

	for (size_t i = 0; i < ARRAY_SIZE(answers) && !found; i++) {
		*answer = answers[i];
		found = find(s);
	}
	*answer = ANSWER_NONE;
	return found;
}

/* Is there a household, like this one but with more known, to which the rule
 * applies? */
static bool find(struct search *s)
{
	const struct cond *when = s->rules->rule[s->rule].when;
	enum tri value = cond_eval(when, &s->c, self(s));
	enum tri also = s->also ? cond_eval(s->also, &s->c, self(s)) : TRI_YES;
	struct clause x;

	if (s->patience-- <= 0)
		return true;
	if (value == TRI_NO || also == TRI_NO)
		return false;
	if (value == TRI_YES && also == TRI_YES)
		return s->also || applies(s);
	if (!pick(s, value == TRI_OPEN ? when : s->also, &x))
		return false;
	if (x.node->kind == COND_AGE)
		return try_ages(s, &s->member[x.member].age);
	if (x.node->kind == COND_HOUSEHOLD)
		return try_answers(s, &s->c.facts[x.node->what]);
	return try_answers(s, &s->member[x.member].facts[x.node->what]);
}

/* With every combination of the mentioned boxes, with and without a client. */
static bool find_any(struct search *s)
{
	uint32_t boxes = 0;

	if (__builtin_popcount(s->concerns) > CONCERNS_MAX)
		return true;
	do {
		s->c.concerns = boxes;
		for (int client = 0; client < 2; client++) {
			s->member[0].client = client;
			if (find(s))
				return true;
		}
		boxes = (boxes - s->concerns) & s->concerns; /* next subset */
	} while (boxes);
	return false;
}

static bool reachable(const struct rules *rules, int rule,
		      const struct cond *also)
{
	struct search *s = xcalloc(1, sizeof(*s));
	bool found;

	s->rules = rules;
	s->rule = rule;
	s->also = also;
	s->patience = PATIENCE;
	mention_all(s);
	s->c.member = s->member;
	s->c.member_n = (size_t)(s->any_n + 1);
	s->c.taken_at = -1;
	for (size_t m = 0; m < TRIAGE_MEMBERS_MAX; m++) {
		s->member[m].id = "";
		s->member[m].age = -1;
	}
	found = s->c.member_n > TRIAGE_MEMBERS_MAX || find_any(s);
	triage_result_release(&s->result);
	free(s);
	return found;
}

static int __attribute__((format(printf, 4, 5)))
report(const struct rules *rules, const struct rule *rule, struct err *err,
       const char *fmt, ...)
{
	struct str what = STR_INIT;
	va_list ap;

	va_start(ap, fmt);
	str_vaddf(&what, fmt, ap);
	va_end(ap);
	err_input(err, "%s:%d:%d: %s", rules->name, rule->line, rule->col,
		  what.buf);
	str_release(&what);
	return 1;
}

static int check_rule(const struct rules *rules, int i, struct err *err)
{
	const struct rule *rule = &rules->rule[i];
	int n = 0;

	if (!reachable(rules, i, NULL))
		return report(rules, rule, err,
			      rule->unless_n
				      ? _("the rule %s can never apply: its "
					  "condition is never true while no "
					  "rule of its unless applies")
				      : _("the rule %s can never apply: its "
					  "condition is never true"),
			      rule->id);
	for (size_t t = 0; t < rule->to_n; t++)
		if (rule->to[t].when && !reachable(rules, i, rule->to[t].when))
			n += report(
				rules, rule, err,
				_("the rule %s never leads to %s: the when "
				  "of this destination is never true"),
				rule->id,
				rules->profile->dest[rule->to[t].dest].code);
	for (size_t u = 0; rule->urgency[u].when; u++)
		if (!reachable(rules, i, rule->urgency[u].when))
			n += report(rules, rule, err,
				    _("the rule %s never has the urgency %s: "
				      "its when is never true"),
				    rule->id,
				    urgency_code(rule->urgency[u].urgency));
	return n;
}

int rules_unreachable(const struct rules *rules, struct err *err)
{
	int n = 0;

	for (int i = 0; i < (int)rules->n; i++)
		n += check_rule(rules, i, err);
	return n;
}
