/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/triage.h"

#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"

/* Different sets of counters in one case: nine counters have no more. */
#define CHOICES_MAX 511

static const struct {
	const char *code, *text;
} promoter_reasons[PROMOTER_REASON_N] = {
	[PROMOTER_URGENT] = { "urgent", N_("it cannot wait") },
	[PROMOTER_TWO_COUNTERS] = { "two-counters",
				    N_("several counters must be arranged") },
	[PROMOTER_STAFF_UNSURE] = { "staff-unsure",
				    N_("the clerk is not sure") },
	[PROMOTER_NOTHING_FIRED] = { "nothing-fired",
				     N_("no rule knows where it belongs") },
	[PROMOTER_NO_COUNTER] = { "no-counter",
				  N_("no counter of the circle is named") },
	[PROMOTER_RETURNED] = { "returned", N_("it was sent back") },
	[PROMOTER_NAMED_BY_RULE] = { "named-by-rule", N_("a rule says so") },
}, coordinator_reasons[COORDINATOR_REASON_N] = {
	[COORDINATOR_THREE_COUNTERS] = { "three-counters",
					 N_("many counters are concerned") },
	[COORDINATOR_LONG_FORM] = { "long-form",
				    N_("it will take long and many hands") },
	[COORDINATOR_NAMED_BY_RULE] = { "named-by-rule",
					N_("a rule says so") },
	[COORDINATOR_RETURNED_TWICE] = { "returned-twice",
					 N_("it was sent back twice") },
};

const char *promoter_reason_code(enum promoter_reason reason)
{
	return promoter_reasons[reason].code;
}

const char *coordinator_reason_code(enum coordinator_reason reason)
{
	return coordinator_reasons[reason].code;
}

const char *promoter_reason_text(enum promoter_reason reason)
{
	return _(promoter_reasons[reason].text);
}

const char *coordinator_reason_text(enum coordinator_reason reason)
{
	return _(coordinator_reasons[reason].text);
}

/* ---- which rules apply ---- */

static void set_add(struct rule_set *set, int rule)
{
	set->bits[rule / 64] |= UINT64_C(1) << (rule % 64);
}

static bool set_has(const struct rule_set *set, int rule)
{
	return set->bits[rule / 64] >> (rule % 64) & 1;
}

struct triage_firing triage_fire(const struct rules *rules, int rule,
				 const struct triage_case *c, int member)
{
	const struct rule *r = &rules->rule[rule];
	struct triage_firing f = { .rule = rule, .member = member };
	size_t u = 0;

	for (size_t i = 0; i < r->to_n; i++)
		if (!r->to[i].when ||
		    cond_eval(r->to[i].when, c, member) == TRI_YES)
			f.to |= DEST_BIT(r->to[i].dest);
	while (r->urgency[u].when &&
	       cond_eval(r->urgency[u].when, c, member) != TRI_YES)
		u++;
	f.urgency = r->urgency[u].urgency;
	return f;
}

/* Did it apply to anyone? */
static bool applied(const struct triage_result *result, size_t member_n,
		    int rule)
{
	for (size_t m = 0; m < member_n; m++)
		if (set_has(&result->of_member[m], rule))
			return true;
	return set_has(&result->of_household, rule);
}

/*
 * A rule for a member is silenced by what applied to the same member or to
 * the household, a rule for the household by what applied to anyone.
 */
bool triage_silences(const struct triage_result *result, size_t member_n,
		     int silencer, int member)
{
	if (member < 0)
		return applied(result, member_n, silencer);
	return set_has(&result->of_member[member], silencer) ||
	       set_has(&result->of_household, silencer);
}

bool triage_silenced(const struct rules *rules, int rule,
		     const struct triage_result *result, size_t member_n,
		     int member)
{
	const struct rule *r = &rules->rule[rule];

	for (size_t i = 0; i < r->unless_n; i++)
		if (triage_silences(result, member_n, r->unless[i], member))
			return true;
	return false;
}

/* Try a rule on one member, or on the household. */
static void try_rule(const struct rules *rules, int rule,
		     const struct triage_case *c, int member,
		     struct triage_result *result)
{
	if (cond_eval(rules->rule[rule].when, c, member) != TRI_YES ||
	    triage_silenced(rules, rule, result, c->member_n, member))
		return;
	set_add(member < 0 ? &result->of_household : &result->of_member[member],
		rule);
}

static void try_rules(const struct rules *rules, const struct triage_case *c,
		      bool with_unless, struct triage_result *result)
{
	for (int i = 0; i < (int)rules->n; i++) {
		if ((rules->rule[i].unless_n > 0) != with_unless)
			continue;
		if (!rules->rule[i].each_member)
			try_rule(rules, i, c, -1, result);
		else
			for (int m = 0; m < (int)c->member_n; m++)
				try_rule(rules, i, c, m, result);
	}
}

static void add_firing(const struct rules *rules, int rule,
		       const struct triage_case *c, int member,
		       struct triage_result *result)
{
	ALLOC_GROW(result->firing, result->firing_n + 1,
		   result->firing_alloc_n);
	result->firing[result->firing_n++] =
		triage_fire(rules, rule, c, member);
}

static void collect_firings(const struct rules *rules,
			    const struct triage_case *c,
			    struct triage_result *result)
{
	result->firing_n = 0;
	for (int i = 0; i < (int)rules->n; i++) {
		if (set_has(&result->of_household, i))
			add_firing(rules, i, c, -1, result);
		for (int m = 0; m < (int)c->member_n; m++)
			if (set_has(&result->of_member[m], i))
				add_firing(rules, i, c, m, result);
	}
}

/* ---- what follows from them ---- */

static uint64_t sections(const struct rules *rules)
{
	return DEST_BIT(rules->profile->section_n) - 1;
}

/* Can so many more counters serve every choice that chosen does not? */
static bool serve(const uint64_t *choice, size_t n, uint64_t chosen, int more)
{
	size_t i = 0;

	while (i < n && choice[i] & chosen)
		i++;
	if (i == n)
		return true;
	if (!more)
		return false;
	for (uint64_t left = choice[i]; left; left &= left - 1)
		if (serve(choice + i, n - i, chosen | (left & -left), more - 1))
			return true;
	return false;
}

/* The fewest counters of the circle that serve every firing of B or higher;
 * one that names two is served by either. */
static int fewest_counters(const struct rules *rules,
			   const struct triage_result *result)
{
	uint64_t choice[CHOICES_MAX], circle = sections(rules);
	size_t n = 0;
	int k = 0;

	for (size_t f = 0; f < result->firing_n; f++) {
		uint64_t to = result->firing[f].to & circle;
		size_t same = 0;

		if (!to || result->firing[f].urgency > URGENCY_B)
			continue;
		while (same < n && choice[same] != to)
			same++;
		if (same == n && n < CHOICES_MAX)
			choice[n++] = to;
	}
	while (!serve(choice, n, 0, k))
		k++;
	return k;
}

/* Two members, each with a matter of B or higher, and not one and the same
 * single rule? */
static bool two_members_press(const struct triage_result *result,
			      size_t member_n)
{
	bool pressed[TRIAGE_MEMBERS_MAX] = { false };
	int members = 0, first_rule = -1;
	bool several_rules = false;

	for (size_t f = 0; f < result->firing_n; f++) {
		const struct triage_firing *x = &result->firing[f];

		if (x->member < 0 || x->urgency > URGENCY_B)
			continue;
		members += !pressed[x->member];
		pressed[x->member] = true;
		if (first_rule < 0)
			first_rule = x->rule;
		several_rules |= x->rule != first_rule;
	}
	return members >= 2 && several_rules;
}

static bool long_form(const struct rules *rules, const struct triage_case *c,
		      const struct triage_result *result)
{
	for (size_t f = 0; f < result->firing_n; f++)
		if (rules->rule[result->firing[f].rule].long_form)
			return result->counters >=
				       rules->profile->promoter_at ||
			       two_members_press(result, c->member_n);
	return false;
}

/* Union of the destinations, each with its highest urgency. */
static void unite(struct triage_result *result)
{
	result->urgency = result->firing_n ? URGENCY_C : URGENCY_B;
	result->to = 0;
	for (int d = 0; d < DEST_MAX; d++)
		result->dest_urgency[d] = URGENCY_C;
	for (size_t f = 0; f < result->firing_n; f++) {
		const struct triage_firing *x = &result->firing[f];

		result->to |= x->to;
		if (x->urgency < result->urgency)
			result->urgency = x->urgency;
		for (uint64_t left = x->to; left; left &= left - 1) {
			int d = __builtin_ctzll(left);

			if (x->urgency < result->dest_urgency[d])
				result->dest_urgency[d] = x->urgency;
		}
	}
}

static unsigned flag(bool holds, int reason)
{
	return holds ? 1u << reason : 0;
}

/* Who joins, and why; to is what the rules name. */
static void join(const struct rules *rules, const struct triage_case *c,
		 struct triage_result *result)
{
	const struct profile *p = rules->profile;
	uint64_t to = result->to;
	int unsure = rules->staff_unsure;
	bool fired = result->firing_n > 0;

	result->promoter_because =
		flag(result->urgency == URGENCY_AA, PROMOTER_URGENT) |
		flag(result->counters >= p->promoter_at,
		     PROMOTER_TWO_COUNTERS) |
		flag(unsure >= 0 && c->facts[unsure] == ANSWER_YES,
		     PROMOTER_STAFF_UNSURE) |
		flag(!fired, PROMOTER_NOTHING_FIRED) |
		flag(fired && !(to & sections(rules)), PROMOTER_NO_COUNTER) |
		flag(c->returned >= 1, PROMOTER_RETURNED) |
		flag(to & DEST_BIT(p->promoter), PROMOTER_NAMED_BY_RULE);
	result->coordinator_because =
		flag(result->counters >= p->coordinator_at,
		     COORDINATOR_THREE_COUNTERS) |
		flag(long_form(rules, c, result), COORDINATOR_LONG_FORM) |
		flag(to & DEST_BIT(p->coordinator), COORDINATOR_NAMED_BY_RULE) |
		flag(c->returned >= 2, COORDINATOR_RETURNED_TWICE);
}

/* They carry the case's urgency. */
static void seat(struct triage_result *result, int dest)
{
	result->to |= DEST_BIT(dest);
	result->dest_urgency[dest] = result->urgency;
}

/* The first counter of the circle in the order of the rule's to. */
static int first_counter(const struct rules *rules,
			 const struct triage_firing *firing)
{
	const struct rule *r = &rules->rule[firing->rule];

	for (size_t i = 0; i < r->to_n; i++)
		if (firing->to & sections(rules) & DEST_BIT(r->to[i].dest))
			return r->to[i].dest;
	BUG("%s names no counter", r->id);
}

/* Does firing x lead rather than y (NULL: none yet)? The order decides ties. */
static bool leads(const struct rules *rules, const struct triage_firing *x,
		  const struct triage_firing *y)
{
	if (!y || x->urgency != y->urgency)
		return !y || x->urgency < y->urgency;
	return rules->rule[x->rule].duty && !rules->rule[y->rule].duty;
}

static int propose_lead(const struct rules *rules, const struct triage_case *c,
			const struct triage_result *result)
{
	const struct profile *p = rules->profile;
	const struct triage_firing *first = NULL;

	if (c->returned >= 2)
		return p->coordinator;
	for (size_t f = 0; f < result->firing_n; f++)
		if (result->firing[f].to & sections(rules) &&
		    leads(rules, &result->firing[f], first))
			first = &result->firing[f];
	if (!first)
		return p->promoter;
	for (size_t f = 0; f < result->firing_n && c->taken_at >= 0; f++)
		if (result->firing[f].to & DEST_BIT(c->taken_at) &&
		    !leads(rules, first, &result->firing[f]))
			return c->taken_at;
	return first_counter(rules, first);
}

/* Where a destination stands: its urgency, the roles after all others, then
 * the first rule that gives it that urgency and the place in its to. */
static int rank(const struct rules *rules, const struct triage_result *result,
		int dest)
{
	enum urgency urgency = result->dest_urgency[dest];
	int at = (int)urgency << 16;

	if (rules->profile->dest[dest].kind == DEST_ROLE)
		return at + 0xff00 + (dest == rules->profile->coordinator);
	for (size_t f = 0; f < result->firing_n; f++) {
		const struct triage_firing *x = &result->firing[f];
		const struct rule *r = &rules->rule[x->rule];
		int place = 0;

		if (x->urgency != urgency || !(x->to & DEST_BIT(dest)))
			continue;
		while (r->to[place].dest != dest)
			place++;
		return at + x->rule * DEST_MAX + place;
	}
	return at;
}

static void sort_destinations(const struct rules *rules,
			      struct triage_result *result)
{
	int ranks[DEST_MAX];

	result->dest_n = 0;
	for (uint64_t left = result->to; left; left &= left - 1) {
		int dest = __builtin_ctzll(left);
		int own = rank(rules, result, dest);
		size_t i = result->dest_n++;

		for (; i && ranks[i - 1] > own; i--) {
			ranks[i] = ranks[i - 1];
			result->order[i] = result->order[i - 1];
		}
		ranks[i] = own;
		result->order[i] = dest;
	}
}

void triage_compose(const struct rules *rules, const struct triage_case *c,
		    struct triage_result *result)
{
	const struct profile *p = rules->profile;

	unite(result);
	result->counters = fewest_counters(rules, result);
	join(rules, c, result);
	if (!result->firing_n)
		seat(result, p->general);
	if (result->promoter_because)
		seat(result, p->promoter);
	if (result->coordinator_because)
		seat(result, p->coordinator);
}

void triage_decide(const struct rules *rules, const struct triage_case *c,
		   struct triage_result *result)
{
	if (c->member_n > TRIAGE_MEMBERS_MAX)
		BUG("%zu members", c->member_n);
	memset(&result->of_household, 0, sizeof(result->of_household));
	memset(result->of_member, 0, c->member_n * sizeof(*result->of_member));
	try_rules(rules, c, false, result);
	try_rules(rules, c, true, result);
	collect_firings(rules, c, result);
	triage_compose(rules, c, result);
	result->lead = propose_lead(rules, c, result);
	sort_destinations(rules, result);
}

void triage_result_release(struct triage_result *result)
{
	free(result->firing);
	*result = (struct triage_result){ 0 };
}

enum urgency triage_duty_urgency(const struct rules *rules,
				 const struct triage_result *result)
{
	enum urgency most = URGENCY_N;

	for (size_t f = 0; f < result->firing_n; f++) {
		const struct triage_firing *x = &result->firing[f];

		if (rules->rule[x->rule].duty && x->urgency < most)
			most = x->urgency;
	}
	return most;
}
