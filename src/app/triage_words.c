/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/triage_words.h"

#include "base/i18n.h"
#include "base/mem.h"

static void add_member(const struct intake *in, const struct proposal *t,
		       int member, struct str *out)
{
	if (member >= 0) {
		intake_member_words(in, t->of.ids.id[member], out);
		str_add(out, " ");
	}
}

static void add_age(const struct clause *clause, bool holds, struct str *out)
{
	const struct cond_node *node = clause->node;

	if (node->lo <= 0)
		str_addf(out, "%d歳%s", holds ? node->hi : node->hi + 1,
			 holds ? "以下" : "以上");
	else if (node->hi >= 150)
		str_addf(out, "%d歳%s", node->lo, holds ? "以上" : "未満");
	else
		str_addf(out, "%d歳から%d歳%s", node->lo, node->hi,
			 holds ? "" : "ではない");
}

void words_of_clause(const struct intake *in, const struct proposal *t,
		     const struct clause *clause, struct str *out)
{
	static const char *const answers[] = {
		[TRI_NO] = "いいえ",
		[TRI_OPEN] = "わからない",
		[TRI_YES] = "はい",
	};
	const struct facts *facts = in->session->office.facts;
	const char *answer = answers[clause->value];

	add_member(in, t, clause->member, out);
	switch (clause->node->kind) {
	case COND_HOUSEHOLD:
	case COND_PERSON:
	case COND_TOGETHER:
		str_addf(out, "%s: %s", facts->fact[clause->node->what].label,
			 answer);
		break;
	case COND_AGE:
		if (clause->value == TRI_OPEN)
			str_add(out, "年齢: わからない");
		else
			add_age(clause, clause->value == TRI_YES, out);
		break;
	case COND_CLIENT:
		str_addf(out, "本人か: %s", answer);
		break;
	case COND_CONCERN:
		str_addf(out, "相談の種類「%s」: %s",
			 concern_label(clause->node->what),
			 clause->value == TRI_YES ? "丸あり" : "丸なし");
		break;
	case COND_ANY:
		str_add(out, "当てはまる世帯員がいない");
		break;
	case COND_OR:
	case COND_AND:
	case COND_NOT:
		BUG("no clause is of kind %d", clause->node->kind);
	}
}

void words_of_dests(const struct session *s, uint64_t to, struct str *out)
{
	const struct profile *p = s->office.profile;
	const char *between = "";

	for (size_t i = 0; i < p->dest_n; i++) {
		if (!(to & DEST_BIT(i)))
			continue;
		str_addf(out, "%s%s", between, p->dest[i].name);
		between = "、";
	}
}

void words_of_ask(const struct intake *in, const struct proposal *t,
		  const struct triage_ask *ask, struct str *out)
{
	const struct facts *facts = in->session->office.facts;

	add_member(in, t, ask->member, out);
	if (ask->fact == TRIAGE_ASK_AGE)
		str_add(out, "年齢はわかりますか。");
	else if (facts->fact[ask->fact].how == FACT_OBSERVE)
		str_addf(out, "%s（見て気づいたとき）",
			 facts->fact[ask->fact].label);
	else
		str_add(out, facts->fact[ask->fact].question);
}

static void add_clauses(const struct intake *in, const struct proposal *t,
			const char *head, const struct clauses *clauses,
			struct str *out)
{
	for (size_t i = 0; i < clauses->n; i++) {
		str_addf(out, "    %s", head);
		words_of_clause(in, t, &clauses->item[i], out);
		str_addc(out, '\n');
	}
}

static uint64_t all_of(const struct rule *rule)
{
	uint64_t to = 0;

	for (size_t i = 0; i < rule->to_n; i++)
		to |= DEST_BIT(rule->to[i].dest);
	return to;
}

static void add_rule(const struct intake *in, const struct proposal *t,
		     int rule, int member, uint64_t to, struct str *out)
{
	str_add(out, "  ");
	words_of_dests(in->session, to, out);
	str_addf(out, "  [%s]", t->rules->rule[rule].id);
	if (member >= 0) {
		str_add(out, "  ");
		add_member(in, t, member, out);
	}
	str_addc(out, '\n');
}

static void add_fired(const struct intake *in, const struct proposal *t,
		      struct str *out)
{
	str_add(out, "■ なぜ、ここにつなぐのか\n");
	if (!t->result.firing_n)
		str_add(out, "  当てはまる規則がありません。断らずに、推進員に"
			     "相談します。\n");
	for (size_t i = 0; i < t->result.firing_n; i++) {
		const struct triage_firing *f = &t->result.firing[i];
		const struct rule *rule = &t->rules->rule[f->rule];

		add_rule(in, t, f->rule, f->member, f->to, out);
		add_clauses(in, t, "", &t->why.because[i], out);
		if (*rule->basis)
			str_addf(out, "    根拠 %s\n", rule->basis);
	}
}

static void add_why_not(const struct intake *in, const struct proposal *t,
			struct str *out)
{
	str_add(out, "\n■ なぜ、ほかではないのか\n");
	for (size_t i = 0; i < t->why.why_not_n; i++) {
		const struct triage_why_not *w = &t->why.why_not[i];

		add_rule(in, t, w->rule, w->member,
			 all_of(&t->rules->rule[w->rule]), out);
		add_clauses(in, t, "", &w->failed, out);
		add_clauses(in, t, "聞いていない: ", &w->unknown, out);
		for (size_t k = 0; k < w->silenced_n; k++)
			str_addf(out,
				 "    規則 %s が当てはまるので、こちらは"
				 "使わない\n",
				 t->rules->rule[w->silenced_by[k]].id);
	}
}

void words_of_why(const struct intake *in, const struct proposal *t,
		  struct str *out)
{
	add_fired(in, t, out);
	add_why_not(in, t, out);
	str_addf(out, "\n規則の版 %s\n照合値 %s\n", t->rules->version,
		 t->rules->hash);
}
