/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/triage_words.h"

#include "app/anyone.h"
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
		str_addf(out, "%d歳%s", node->hi + 1, holds ? "未満" : "以上");
	else if (node->hi >= 150)
		str_addf(out, "%d歳%s", node->lo, holds ? "以上" : "未満");
	else
		str_addf(out, "%d歳から%d歳%s", node->lo, node->hi,
			 holds ? "" : "ではない");
}

/* "物の堆積: はい", "65歳以上"; of somebody else than the one it stands under,
 * with the name. What is open is only named. */
static void add_clause(const struct intake *in, const struct proposal *t,
		       const struct clause *clause, int under, struct str *out)
{
	static const char *const answers[] = {
		[TRI_NO] = ": いいえ",
		[TRI_OPEN] = "",
		[TRI_YES] = ": はい",
	};
	const struct facts *facts = in->session->office.facts;
	const char *answer = answers[clause->value];

	if (clause->member != under)
		add_member(in, t, clause->member, out);
	switch (clause->node->kind) {
	case COND_HOUSEHOLD:
	case COND_PERSON:
	case COND_TOGETHER:
		str_addf(out, "%s%s", facts->fact[clause->node->what].label,
			 answer);
		break;
	case COND_AGE:
		if (clause->value == TRI_OPEN)
			str_add(out, "年齢");
		else
			add_age(clause, clause->value == TRI_YES, out);
		break;
	case COND_CLIENT:
		str_addf(out, "本人か%s", answer);
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

/* "子 はると（6歳）、子 りく（2歳）：" */
static void add_members(const struct intake *in, const struct proposal *t,
			const struct triage_ask *ask, size_t n, struct str *out)
{
	if (ask->member < 0)
		return;
	for (size_t i = 0; i < n; i++) {
		str_add(out, i ? "、" : "");
		intake_member_words(in, t->of.ids.id[ask[i].member], out);
	}
	str_add(out, "：");
}

void words_of_ask(const struct intake *in, const struct proposal *t,
		  const struct triage_ask *ask, size_t n, struct str *out)
{
	const struct facts *facts = in->session->office.facts;

	const char *code =
		ask->fact == TRIAGE_ASK_AGE ? "" : facts->fact[ask->fact].code;

	if (anyone_asks(code)) {
		str_add(out, anyone_question(code));
		return;
	}
	add_members(in, t, ask, n, out);
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
			int under, struct str *out)
{
	for (size_t i = 0; i < clauses->n; i++) {
		str_addf(out, "    %s", head);
		add_clause(in, t, &clauses->item[i], under, out);
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

/* "社会福祉課  [survival]" */
static void add_rule(const struct intake *in, const struct proposal *t,
		     int rule, uint64_t to, struct str *out)
{
	str_add(out, "  ");
	words_of_dests(in->session, to, out);
	str_addf(out, "  [%s]\n", t->rules->rule[rule].id);
}

/* Whom a person's rule was tried on, over its reasons. */
static void add_tried(const struct intake *in, const struct proposal *t,
		      int member, struct str *out)
{
	if (member < 0)
		return;
	str_add(out, "   ");
	add_member(in, t, member, out);
	str_addc(out, '\n');
}

/* Why a promoter or a coordinator is in it. */
static void add_joined(const struct proposal *t, struct str *out)
{
	const struct triage_result *r = &t->result;

	if (r->promoter_because)
		str_add(out, "  断らない相談窓口推進員が加わる\n");
	for (int i = 0; i < PROMOTER_REASON_N; i++)
		if (r->promoter_because & (1u << i))
			str_addf(out, "    %s\n", promoter_reason_text(i));
	if (r->coordinator_because)
		str_add(out, "  地域福祉コーディネーターが助言する\n");
	for (int i = 0; i < COORDINATOR_REASON_N; i++)
		if (r->coordinator_because & (1u << i))
			str_addf(out, "    %s\n", coordinator_reason_text(i));
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
		bool next = i && f[-1].rule == f->rule && f[-1].to == f->to;

		if (!next) {
			add_rule(in, t, f->rule, f->to, out);
			if (*rule->basis)
				str_addf(out, "    根拠 %s\n", rule->basis);
		}
		add_tried(in, t, f->member, out);
		add_clauses(in, t, "", &t->why.because[i], f->member, out);
	}
	add_joined(t, out);
}

static void add_why_not(const struct intake *in, const struct proposal *t,
			struct str *out)
{
	str_add(out, "\n■ なぜ、ほかではないのか\n");
	for (size_t i = 0; i < t->why.why_not_n; i++) {
		const struct triage_why_not *w = &t->why.why_not[i];

		if (!i || w[-1].rule != w->rule)
			add_rule(in, t, w->rule,
				 all_of(&t->rules->rule[w->rule]), out);
		add_tried(in, t, w->member, out);
		add_clauses(in, t, "", &w->failed, w->member, out);
		add_clauses(in, t, "まだわからない: ", &w->unknown, w->member,
			    out);
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
