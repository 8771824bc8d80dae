/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/triage_explain.h"

#include <string.h>

#include "base/mem.h"

/* A condition whose open facts would change the result. */
struct question {
	enum urgency urgency; /* what the rule gives on what is known */
	int rule, member;
	const struct cond *cond;
};

struct questions {
	struct question *item;
	size_t n, alloc_n;
};

struct explainer {
	const struct rules *rules;
	const struct triage_case *c;
	const struct triage_result *result;
	struct triage_explanation *out;
	struct questions q;
	struct triage_result scratch; /* of "what if" */
};

static bool fired(const struct triage_result *result, int rule, int member)
{
	for (size_t f = 0; f < result->firing_n; f++)
		if (result->firing[f].rule == rule &&
		    result->firing[f].member == member)
			return true;
	return false;
}

/* ---- why, and why not ---- */

static void explain_firings(struct explainer *e)
{
	const struct triage_result *result = e->result;

	e->out->because = xcalloc(result->firing_n, sizeof(struct clauses));
	e->out->because_n = result->firing_n;
	for (size_t f = 0; f < result->firing_n; f++)
		cond_explain(e->rules->rule[result->firing[f].rule].when, e->c,
			     result->firing[f].member, &e->out->because[f]);
}

static void add_why_not(struct explainer *e, int rule, int member)
{
	const struct rule *r = &e->rules->rule[rule];
	enum tri value = cond_eval(r->when, e->c, member);
	struct triage_why_not *w;

	ALLOC_GROW(e->out->why_not, e->out->why_not_n + 1,
		   e->out->why_not_alloc_n);
	w = &e->out->why_not[e->out->why_not_n++];
	*w = (struct triage_why_not){ .rule = rule, .member = member };
	if (value != TRI_YES)
		cond_explain(r->when, e->c, member,
			     value == TRI_NO ? &w->failed : &w->unknown);
	w->silenced_by = xcalloc(r->unless_n + 1, sizeof(int));
	for (size_t i = 0; i < r->unless_n; i++)
		if (triage_silences(e->result, e->c->member_n, r->unless[i],
				    member))
			w->silenced_by[w->silenced_n++] = r->unless[i];
}

/* ---- what to ask ---- */

static void result_copy(struct triage_result *to,
			const struct triage_result *from)
{
	struct triage_firing *firing = to->firing;
	size_t alloc_n = to->firing_alloc_n;

	/* One more than there are: the one that is supposed. */
	ALLOC_GROW(firing, from->firing_n + 1, alloc_n);
	if (from->firing_n)
		memcpy(firing, from->firing, from->firing_n * sizeof(*firing));
	*to = *from;
	to->firing = firing;
	to->firing_alloc_n = alloc_n;
}

static size_t next_duty(const struct rules *rules,
			const struct triage_result *result, size_t f)
{
	while (f < result->firing_n &&
	       !rules->rule[result->firing[f].rule].duty)
		f++;
	return f;
}

static bool same_duties(const struct rules *rules,
			const struct triage_result *a,
			const struct triage_result *b)
{
	size_t i = next_duty(rules, a, 0), j = next_duty(rules, b, 0);

	while (i < a->firing_n && j < b->firing_n) {
		const struct triage_firing *x = &a->firing[i];
		const struct triage_firing *y = &b->firing[j];

		if (x->rule != y->rule || x->member != y->member ||
		    x->urgency != y->urgency || x->to != y->to)
			return false;
		i = next_duty(rules, a, i + 1);
		j = next_duty(rules, b, j + 1);
	}
	return i == a->firing_n && j == b->firing_n;
}

/* Are urgency, destinations and duties the same? */
static bool same_result(const struct rules *rules,
			const struct triage_result *a,
			const struct triage_result *b)
{
	if (a->urgency != b->urgency || a->to != b->to)
		return false;
	for (uint64_t left = a->to; left; left &= left - 1) {
		int d = __builtin_ctzll(left);

		if (a->dest_urgency[d] != b->dest_urgency[d])
			return false;
	}
	return same_duties(rules, a, b);
}

static void put_firing(struct triage_result *result, struct triage_firing x)
{
	size_t at = 0;

	while (at < result->firing_n &&
	       (result->firing[at].rule < x.rule ||
		(result->firing[at].rule == x.rule &&
		 result->firing[at].member < x.member)))
		at++;
	memmove(&result->firing[at + 1], &result->firing[at],
		(result->firing_n - at) * sizeof(x));
	result->firing[at] = x;
	result->firing_n++;
}

/* Does firing x silence firing y? */
static bool silences(const struct rules *rules, const struct triage_firing *x,
		     const struct triage_firing *y)
{
	const struct rule *r = &rules->rule[y->rule];

	if (x->member >= 0 && y->member >= 0 && x->member != y->member)
		return false;
	for (size_t i = 0; i < r->unless_n; i++)
		if (r->unless[i] == x->rule)
			return true;
	return false;
}

/* Take out what the new firing silences. */
static void silence(const struct rules *rules, struct triage_result *result,
		    const struct triage_firing *by)
{
	size_t kept = 0;

	for (size_t f = 0; f < result->firing_n; f++) {
		const struct triage_firing x = result->firing[f];

		if (!silences(rules, by, &x))
			result->firing[kept++] = x;
	}
	result->firing_n = kept;
}

/* Would the result be another one if this open rule applied? */
static bool firing_matters(struct explainer *e, struct triage_firing x)
{
	struct triage_result *scratch = &e->scratch;

	result_copy(scratch, e->result);
	silence(e->rules, scratch, &x);
	put_firing(scratch, x);
	triage_compose(e->rules, e->c, scratch);
	return !same_result(e->rules, e->result, scratch);
}

/* Would it be another one if firing f were x? */
static bool change_matters(struct explainer *e, size_t f,
			   struct triage_firing x)
{
	struct triage_result *scratch = &e->scratch;

	result_copy(scratch, e->result);
	scratch->firing[f] = x;
	triage_compose(e->rules, e->c, scratch);
	return !same_result(e->rules, e->result, scratch);
}

static void add_question(struct explainer *e, enum urgency urgency, int rule,
			 int member, const struct cond *cond)
{
	struct questions *q = &e->q;

	ALLOC_GROW(q->item, q->n + 1, q->alloc_n);
	q->item[q->n++] = (struct question){ urgency, rule, member, cond };
}

/* (a) An open rule, not silenced, whose firing would change something. */
static void ask_of_open(struct explainer *e, int rule, int member)
{
	const struct rule *r = &e->rules->rule[rule];
	struct triage_firing x;

	if (cond_eval(r->when, e->c, member) != TRI_OPEN ||
	    triage_silenced(e->rules, rule, e->result, e->c->member_n, member))
		return;
	x = triage_fire(e->rules, rule, e->c, member);
	if (firing_matters(e, x))
		add_question(e, x.urgency, rule, member, r->when);
}

/* (b) A firing with an open condition of its urgency or of a destination,
 * which would change something. */
static void ask_of_fired(struct explainer *e, size_t f)
{
	const struct triage_firing x = e->result->firing[f];
	const struct rule *r = &e->rules->rule[x.rule];

	for (size_t i = 0; r->urgency[i].when; i++) {
		enum tri value = cond_eval(r->urgency[i].when, e->c, x.member);
		struct triage_firing y = x;

		if (value == TRI_YES)
			break; /* what comes after it is not looked at */
		y.urgency = r->urgency[i].urgency;
		if (value == TRI_OPEN && change_matters(e, f, y))
			add_question(e, x.urgency, x.rule, x.member,
				     r->urgency[i].when);
	}
	for (size_t i = 0; i < r->to_n; i++) {
		struct triage_firing y = x;

		y.to |= DEST_BIT(r->to[i].dest);
		if (r->to[i].when &&
		    cond_eval(r->to[i].when, e->c, x.member) == TRI_OPEN &&
		    change_matters(e, f, y))
			add_question(e, x.urgency, x.rule, x.member,
				     r->to[i].when);
	}
}

static int compare_questions(const struct question *x, const struct question *y)
{
	if (x->urgency != y->urgency)
		return x->urgency < y->urgency ? -1 : 1;
	if (x->rule != y->rule)
		return x->rule < y->rule ? -1 : 1;
	return x->member - y->member;
}

/* A stable sort; there are a few dozen. */
static void sort_questions(struct questions *q)
{
	for (size_t i = 1; i < q->n; i++) {
		struct question x = q->item[i];
		size_t at = i;

		for (; at && compare_questions(&q->item[at - 1], &x) > 0; at--)
			q->item[at] = q->item[at - 1];
		q->item[at] = x;
	}
}

static struct triage_ask *find_ask(struct triage_explanation *out, int fact,
				   int member, enum urgency urgency)
{
	struct triage_ask *ask;

	for (size_t i = 0; i < out->ask_n; i++)
		if (out->ask[i].fact == fact && out->ask[i].member == member)
			return &out->ask[i];
	ALLOC_GROW(out->ask, out->ask_n + 1, out->ask_alloc_n);
	ask = &out->ask[out->ask_n++];
	*ask = (struct triage_ask){
		.fact = fact,
		.member = member,
		.urgency = urgency,
	};
	return ask;
}

static void add_ask(struct explainer *e, const struct question *q,
		    const struct clause *clause)
{
	bool age = clause->node->kind == COND_AGE;
	int fact = age ? TRIAGE_ASK_AGE : clause->node->what;
	struct triage_ask *ask;

	if (clause_refused(clause, e->c) ||
	    (!age && fact == e->rules->staff_unsure))
		return;
	ask = find_ask(e->out, fact, clause->member, q->urgency);
	for (size_t i = 0; i < ask->would_add_n; i++)
		if (ask->would_add[i] == q->rule)
			return;
	ask->would_add =
		xrealloc(ask->would_add, (ask->would_add_n + 1) * sizeof(int));
	ask->would_add[ask->would_add_n++] = q->rule;
}

static void list_questions(struct explainer *e)
{
	struct clauses open = { 0 };

	for (size_t i = 0; i < e->q.n; i++) {
		const struct question *q = &e->q.item[i];

		open.n = 0;
		cond_explain(q->cond, e->c, q->member, &open);
		for (size_t j = 0; j < open.n; j++)
			add_ask(e, q, &open.item[j]);
	}
	clauses_release(&open);
}

/* Call fn for each member, or the household, where a rule does not apply. */
static void each_silent(struct explainer *e,
			void (*fn)(struct explainer *e, int rule, int member))
{
	for (int i = 0; i < (int)e->rules->n; i++) {
		bool each = e->rules->rule[i].each_member;
		int last = each ? (int)e->c->member_n - 1 : -1;

		for (int m = each ? 0 : -1; m <= last; m++)
			if (!fired(e->result, i, m))
				fn(e, i, m);
	}
}

void triage_explain(const struct rules *rules, const struct triage_case *c,
		    const struct triage_result *result,
		    struct triage_explanation *out)
{
	struct explainer e = { rules, c, result, out };

	explain_firings(&e);
}

void triage_explain_ask(const struct rules *rules, const struct triage_case *c,
			const struct triage_result *result,
			struct triage_explanation *out)
{
	struct explainer e = { rules, c, result, out };

	each_silent(&e, ask_of_open);
	for (size_t f = 0; f < result->firing_n; f++)
		ask_of_fired(&e, f);
	sort_questions(&e.q);
	list_questions(&e);
	free(e.q.item);
	triage_result_release(&e.scratch);
}

void triage_explain_why_not(const struct rules *rules,
			    const struct triage_case *c,
			    const struct triage_result *result,
			    struct triage_explanation *out)
{
	struct explainer e = { rules, c, result, out };

	each_silent(&e, add_why_not);
}

void triage_explanation_release(struct triage_explanation *x)
{
	for (size_t i = 0; i < x->because_n; i++)
		clauses_release(&x->because[i]);
	for (size_t i = 0; i < x->why_not_n; i++) {
		clauses_release(&x->why_not[i].failed);
		clauses_release(&x->why_not[i].unknown);
		free(x->why_not[i].silenced_by);
	}
	for (size_t i = 0; i < x->ask_n; i++)
		free(x->ask[i].would_add);
	free(x->because);
	free(x->why_not);
	free(x->ask);
	*x = (struct triage_explanation){ 0 };
}
