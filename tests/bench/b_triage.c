/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Decisions per second on one core: the engine alone, with its reasons, and
 * with the reasons as JSON text. Households as in t_triage_many.
 */
#include "base/mem.h"
#include "bench/bench.h"
#include "domain/triage_explain.h"
#include "domain/triage_json.h"
#include "unit/households.h"

#define SEED       20261120
#define HOUSEHOLDS 2000
#define ROUNDS     15

struct work {
	struct rules *rules;
	struct household *one;
	struct triage_result result;
};

static void decide(void *arg)
{
	struct work *w = arg;

	for (int i = 0; i < HOUSEHOLDS; i++)
		triage_decide(w->rules, &w->one[i].c, &w->result);
}

static void explain(void *arg)
{
	struct work *w = arg;

	for (int i = 0; i < HOUSEHOLDS; i++) {
		struct triage_explanation x = { 0 };

		triage_decide(w->rules, &w->one[i].c, &w->result);
		triage_explain(w->rules, &w->one[i].c, &w->result, &x);
		triage_explain_ask(w->rules, &w->one[i].c, &w->result, &x);
		triage_explain_why_not(w->rules, &w->one[i].c, &w->result, &x);
		triage_explanation_release(&x);
	}
}

static void write_json(void *arg)
{
	struct work *w = arg;
	struct str text = STR_INIT;

	for (int i = 0; i < HOUSEHOLDS; i++) {
		struct jsonout json = { .out = &text, .pretty = true };

		str_reset(&text);
		triage_json(w->rules, &w->one[i].c, &json);
	}
	str_release(&text);
}

static void measure(struct work *w, const char *what, const char *goal,
		    void (*fn)(void *arg))
{
	struct series us = SERIES_INIT(what, "us");
	struct series rate = SERIES_INIT(what, "1/s");

	bench_calls(&us, ROUNDS, fn, w);
	for (size_t i = 0; i < us.n; i++)
		series_add(&rate, HOUSEHOLDS * 1e6 / us.value[i]);
	bench_row_against(&rate, NULL, goal);
	series_release(&us);
	series_release(&rate);
}

int main(void)
{
	struct facts *facts = facts_load(NULL, NULL);
	struct profile *profile = profile_load("fussa", NULL);
	struct work w = { .rules = rules_load(profile, facts, NULL) };
	struct households h = { w.rules, SEED };

	w.one = xcalloc(HOUSEHOLDS, sizeof(*w.one));
	for (int i = 0; i < HOUSEHOLDS; i++) {
		household_next(&h, &w.one[i]);
		w.one[i].c.member = w.one[i].member;
	}
	bench_title("triage: decisions per second on one core, seed 20261120");
	measure(&w, "decide", ">= 50000", decide);
	measure(&w, "decide and explain", NULL, explain);
	measure(&w, "decide, explain, JSON", NULL, write_json);
	triage_result_release(&w.result);
	free(w.one);
	rules_free(w.rules);
	profile_free(profile);
	facts_free(facts);
	return 0;
}
