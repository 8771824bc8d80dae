/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/households.h"

#include <string.h>

#include "base/mem.h"

/* splitmix64 */
static uint64_t next(struct households *h)
{
	uint64_t z = h->state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

static int below(struct households *h, int n)
{
	return (int)(next(h) % (uint64_t)n);
}

static bool chance(struct households *h, int percent)
{
	return below(h, 100) < percent;
}

/* How much is known differs from one household to the next. */
static uint8_t answer(struct households *h, int yes, int no)
{
	int p = below(h, 100);

	if (p < yes)
		return ANSWER_YES;
	if (p < yes + no)
		return ANSWER_NO;
	p = below(h, 10);
	return p < 6 ? ANSWER_NONE : p < 9 ? ANSWER_UNKNOWN : ANSWER_REFUSED;
}

static int age(struct households *h)
{
	static const int edges[] = {
		0, 1, 5, 6, 17, 18, 39, 40, 64, 65, 74, 75
	};

	if (chance(h, 15))
		return -1;
	if (chance(h, 20))
		return edges[below(h, (int)ARRAY_SIZE(edges))];
	return chance(h, 30) ? below(h, 18) : 18 + below(h, 80);
}

static void fill(struct households *h, struct household *out, int yes, int no)
{
	static const char *const ids[] = { "m1", "m2", "m3", "m4",
					   "m5", "m6", "m7" };
	const struct facts *facts = h->rules->facts;

	for (size_t i = 0; i < facts->n; i++) {
		bool person = facts->fact[i].level == FACT_PERSON;

		if (!person)
			out->c.facts[i] = answer(h, yes, no);
		for (size_t m = 0; person && m < out->c.member_n; m++)
			out->member[m].facts[i] = answer(h, yes, no);
	}
	for (size_t m = 0; m < out->c.member_n; m++) {
		out->member[m].id = ids[m];
		out->member[m].client = !m && chance(h, 80);
		out->member[m].age = age(h);
	}
	for (int c = 0; c < CONCERN_N; c++)
		if (chance(h, yes))
			out->c.concerns |= CONCERN_BIT(c);
}

/* Say yes to most of what a rule looks for; what one any(...) looks for is
 * given to one member. */
static void follow(struct households *h, struct household *out,
		   const struct rule *rule)
{
	int n = (int)out->c.member_n, m = n ? below(h, n) : 0;

	for (int i = 0; i < rule->when->n; i++) {
		const struct cond_node *node = &rule->when->node[i];
		struct triage_member *member = &out->member[m];

		if (node->kind == COND_ANY && n)
			m = (m + 1) % n;
		if (chance(h, 20))
			continue;
		if (node->kind == COND_CONCERN)
			out->c.concerns |= CONCERN_BIT(node->what);
		else if (node->kind == COND_HOUSEHOLD)
			out->c.facts[node->what] = ANSWER_YES;
		else if (node->kind == COND_PERSON ||
			 node->kind == COND_TOGETHER)
			member->facts[node->what] = ANSWER_YES;
		else if (node->kind == COND_AGE && node->hi <= 100)
			member->age =
				node->lo + below(h, node->hi - node->lo + 1);
		else if (node->kind == COND_AGE)
			member->age = node->lo + below(h, 20);
	}
}

void household_next(struct households *h, struct household *out)
{
	static const int members[] = { 0, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 7 };
	const struct rules *rules = h->rules;

	memset(out, 0, sizeof(*out));
	out->c.member = out->member;
	out->c.member_n = (size_t)members[below(h, (int)ARRAY_SIZE(members))];
	fill(h, out, 1 + below(h, 12), below(h, 90));
	if (chance(h, 50))
		follow(h, out, &rules->rule[below(h, (int)rules->n)]);
	out->c.taken_at =
		chance(h, 90) ? below(h, (int)rules->profile->section_n) : -1;
	out->c.returned = chance(h, 90) ? 0 : 1 + below(h, 3);
}
