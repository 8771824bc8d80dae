/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/cond.h"

#include <stdio.h>

#include "base/mem.h"

static const enum tri answer_value[] = {
	[ANSWER_NONE] = TRI_OPEN,    [ANSWER_YES] = TRI_YES,
	[ANSWER_NO] = TRI_NO,        [ANSWER_UNKNOWN] = TRI_OPEN,
	[ANSWER_REFUSED] = TRI_OPEN,
};

static enum tri of_bool(bool b)
{
	return b ? TRI_YES : TRI_NO;
}

static enum tri eval(const struct cond_node *nodes, int at,
		     const struct triage_case *c, int self);

static enum tri eval_any(const struct cond_node *nodes, int inner,
			 const struct triage_case *c)
{
	enum tri best = TRI_NO;

	for (size_t m = 0; m < c->member_n && best != TRI_YES; m++) {
		enum tri v = eval(nodes, inner, c, (int)m);

		if (v > best)
			best = v;
	}
	return best;
}

static enum tri eval_age(const struct cond_node *node, int age)
{
	if (age < 0)
		return TRI_OPEN;
	return of_bool(age >= node->lo && age <= node->hi);
}

static enum tri eval(const struct cond_node *nodes, int at,
		     const struct triage_case *c, int self)
{
	const struct cond_node *node = &nodes[at];
	enum tri a, b;

	switch (node->kind) {
	case COND_OR:
		a = eval(nodes, node->a, c, self);
		if (a == TRI_YES)
			return a;
		b = eval(nodes, node->b, c, self);
		return a > b ? a : b;
	case COND_AND:
		a = eval(nodes, node->a, c, self);
		if (a == TRI_NO)
			return a;
		b = eval(nodes, node->b, c, self);
		return a < b ? a : b;
	case COND_NOT:
		return TRI_YES - eval(nodes, node->a, c, self);
	case COND_ANY:
		return eval_any(nodes, node->a, c);
	case COND_HOUSEHOLD:
		return answer_value[c->facts[node->what]];
	case COND_PERSON:
		return answer_value[c->member[self].facts[node->what]];
	case COND_TOGETHER:
		if (c->member[self].client)
			return TRI_YES;
		return answer_value[c->member[self].facts[node->what]];
	case COND_AGE:
		return eval_age(node, c->member[self].age);
	case COND_CLIENT:
		return of_bool(c->member[self].client);
	case COND_CONCERN:
		return of_bool(c->concerns & CONCERN_BIT(node->what));
	}
	BUG("condition node %d", node->kind);
}

enum tri cond_eval(const struct cond *cond, const struct triage_case *c,
		   int self)
{
	return eval(cond->node, cond->root, c, self);
}

void cond_free(struct cond *cond)
{
	if (!cond)
		return;
	free(cond->node);
	free(cond);
}

void clauses_release(struct clauses *list)
{
	free(list->item);
	*list = (struct clauses){ 0 };
}

/* Do two clauses read the same? */
static bool same_clause(const struct clause *x, const struct clause *y)
{
	if (x->member != y->member || x->any != y->any ||
	    x->value != y->value || x->node->kind != y->node->kind)
		return false;
	if (x->node->kind != COND_AGE)
		return x->node->what == y->node->what;
	return x->value == TRI_OPEN ||
	       (x->node->lo == y->node->lo && x->node->hi == y->node->hi);
}

static void add_clause(struct clauses *out, const struct clause *clause)
{
	for (size_t i = 0; i < out->n; i++)
		if (same_clause(&out->item[i], clause))
			return;
	ALLOC_GROW(out->item, out->n + 1, out->alloc_n);
	out->item[out->n++] = *clause;
}

struct explainer {
	const struct cond_node *nodes;
	const struct triage_case *c;
	struct clauses *out;
};

static void explain(const struct explainer *e, int at, int self, bool any);

/* An operand speaks for the whole when it has the value of the whole. */
static void explain_if(const struct explainer *e, int at, int self, bool any,
		       enum tri value)
{
	if (eval(e->nodes, at, e->c, self) == value)
		explain(e, at, self, any);
}

static void explain(const struct explainer *e, int at, int self, bool any)
{
	const struct cond_node *node = &e->nodes[at];
	enum tri value = eval(e->nodes, at, e->c, self);
	bool of_member = node->kind == COND_PERSON || node->kind == COND_AGE ||
			 node->kind == COND_TOGETHER ||
			 node->kind == COND_CLIENT;
	struct clause clause = { node, of_member ? self : -1, any, value };

	switch (node->kind) {
	case COND_OR:
	case COND_AND:
		explain_if(e, node->a, self, any, value);
		explain_if(e, node->b, self, any, value);
		return;
	case COND_NOT:
		explain(e, node->a, self, any);
		return;
	case COND_ANY:
		if (!e->c->member_n)
			add_clause(e->out, &clause);
		for (size_t m = 0; m < e->c->member_n; m++)
			explain_if(e, node->a, (int)m, true, value);
		return;
	default:
		add_clause(e->out, &clause);
	}
}

void cond_explain(const struct cond *cond, const struct triage_case *c,
		  int self, struct clauses *out)
{
	struct explainer e = { cond->node, c, out };

	explain(&e, cond->root, self, false);
}

static void add_age(const struct clause *clause, int age, struct str *out)
{
	str_add(out, "age");
	if (clause->value != TRI_OPEN)
		str_addf(out, " %d %s", age,
			 clause->value == TRI_YES ? clause->node->yes_text
						  : clause->node->no_text);
}

void clause_text(const struct clause *clause, const struct triage_case *c,
		 const struct facts *facts, struct str *out)
{
	const struct cond_node *node = clause->node;

	if (node->kind == COND_ANY) {
		str_add(out, "any: no members");
		return;
	}
	if (clause->any && clause->member >= 0)
		str_addf(out, "any: %s ", c->member[clause->member].id);
	if (node->kind == COND_AGE) {
		add_age(clause, c->member[clause->member].age, out);
		return;
	}
	if (node->kind == COND_CONCERN)
		str_addf(out, "concern(%s)",
			 concern_code((enum concern)node->what));
	else if (node->kind == COND_CLIENT)
		str_add(out, "client");
	else
		str_add(out, facts->fact[node->what].code);
	if (clause->value != TRI_OPEN)
		str_add(out, clause->value == TRI_YES ? " = yes" : " = no");
}

bool clause_refused(const struct clause *clause, const struct triage_case *c)
{
	const struct cond_node *node = clause->node;

	if (node->kind == COND_HOUSEHOLD)
		return c->facts[node->what] == ANSWER_REFUSED;
	if (node->kind == COND_PERSON || node->kind == COND_TOGETHER)
		return c->member[clause->member].facts[node->what] ==
		       ANSWER_REFUSED;
	return false;
}
