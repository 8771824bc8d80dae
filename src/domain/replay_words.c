/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a replay found, in words and as JSON. */
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "domain/replay.h"

static const char *dest_name(const struct replay *r, size_t dest)
{
	return r->before->profile->dest[dest].name;
}

static void add_sum(struct str *out, const char *words, long n)
{
	if (n)
		str_addf(out, _("  %s: %ld\n"), words, n);
}

/* "12.5 % → 16.0 %" */
static void add_share(const struct replay *r, struct str *out)
{
	int before = replay_share(r, false), after = replay_share(r, true);
	int limit = r->before->profile->coordinator_warning_percent;

	str_addf(out, _("  cases with a coordinator: %d.%d %% -> %d.%d %%\n"),
		 before / 10, before % 10, after / 10, after % 10);
	if (after > limit * 10)
		str_addf(out,
			 _("  ! above %d %%: not everything belongs to the "
			   "coordinators\n"),
			 limit);
}

static void add_rules(const struct replay *r, struct str *out)
{
	bool any = false;

	for (size_t i = 0; i < r->rule_n; i++) {
		const struct replay_rule *rule = &r->rule[i];

		if (!rule->gained && !rule->lost)
			continue;
		if (!any)
			str_addf(out, "%s\n", _("Rules that apply:"));
		any = true;
		str_addf(out, "  %-20s +%ld -%ld%s\n", rule->id, rule->gained,
			 rule->lost,
			 rule->before < 0  ? _(" (new)")
			 : rule->after < 0 ? _(" (taken out)")
					   : "");
	}
}

static void add_dests(const struct replay *r, struct str *out)
{
	bool any = false;

	for (size_t i = 0; i < r->before->profile->dest_n; i++) {
		if (!r->to_gained[i] && !r->to_lost[i])
			continue;
		if (!any)
			str_addf(out, "%s\n", _("Destinations:"));
		any = true;
		str_addf(out, "  +%ld -%ld %s\n", r->to_gained[i],
			 r->to_lost[i], dest_name(r, i));
	}
}

static void add_sums(const struct replay *r, struct str *out)
{
	str_addf(out, _("Version %s -> %s: %ld cases, %ld of them changed\n"),
		 r->before->version, r->after->version, r->case_n,
		 r->changed_n);
	add_sum(out, _("lose a duty"), r->duty_lost_n);
	add_sum(out, _("have a duty weaker"), r->duty_weaker_n);
	add_sum(out, _("gain a duty"), r->duty_gained_n);
	add_sum(out, _("more urgent"), r->sooner_n);
	add_sum(out, _("less urgent"), r->later_n);
	add_sum(out, _("another lead"), r->lead_n);
	add_sum(out, _("not tried, their beginning is not on record"),
		r->unread_n);
	add_share(r, out);
	add_rules(r, out);
	add_dests(r, out);
}

/* "  duties lost: danger, dv" */
static void add_set(const struct replay *r, const char *words,
		    const struct replay_set *set, struct str *out)
{
	const char *sep = " ";

	if (!replay_any(set))
		return;
	str_addf(out, "  %s", words);
	for (size_t i = 0; i < r->rule_n; i++)
		if (replay_has(set, i)) {
			str_addf(out, "%s%s", sep, r->rule[i].id);
			sep = ", ";
		}
	str_addc(out, '\n');
}

static void add_bits(const struct replay *r, const char *words, uint64_t bits,
		     struct str *out)
{
	const char *sep = " ";

	if (!bits)
		return;
	str_addf(out, "  %s", words);
	for (size_t i = 0; i < r->before->profile->dest_n; i++)
		if (bits & DEST_BIT(i)) {
			str_addf(out, "%s%s", sep, dest_name(r, i));
			sep = ", ";
		}
	str_addc(out, '\n');
}

static void add_change(const struct replay *r, const struct replay_change *c,
		       struct str *out)
{
	str_addf(out, "%s", c->number);
	if (c->urgency_before != c->urgency_after)
		str_addf(out, "  %s -> %s", urgency_code(c->urgency_before),
			 urgency_code(c->urgency_after));
	str_addc(out, '\n');
	add_set(r, _("DUTY LOST:"), &c->duty_lost, out);
	add_set(r, _("DUTY WEAKER:"), &c->duty_weaker, out);
	add_set(r, _("duty gained:"), &c->duty_gained, out);
	add_bits(r, _("goes no more to:"), c->to_lost, out);
	add_bits(r, _("goes also to:"), c->to_gained, out);
	if (c->lead_before != c->lead_after)
		str_addf(out, _("  lead: %s -> %s\n"),
			 dest_name(r, (size_t)c->lead_before),
			 dest_name(r, (size_t)c->lead_after));
	add_set(r, _("rules that apply no more:"), &c->lost, out);
	add_set(r, _("rules that apply now:"), &c->gained, out);
}

static void add_list(const struct replay *r, const struct replay_list *l,
		     const char *head, struct str *out)
{
	if (!l->n)
		return;
	str_addf(out, "\n%s\n", head);
	for (size_t i = 0; i < l->n; i++)
		add_change(r, &l->item[i], out);
	if (l->n == REPLAY_LISTED)
		str_addf(out, _("(only the first %d are listed)\n"),
			 REPLAY_LISTED);
}

void replay_words(const struct replay *r, struct str *out)
{
	add_sums(r, out);
	add_list(r, &r->loses, _("Cases that lose a duty or have it weaker:"),
		 out);
	add_list(r, &r->other, _("Other cases that change:"), out);
}

/* ---- JSON ---- */

static void json_set(const struct replay *r, const char *key,
		     const struct replay_set *set, struct jsonout *json)
{
	jsonout_array(json, key);
	for (size_t i = 0; i < r->rule_n; i++)
		if (replay_has(set, i))
			jsonout_str(json, NULL, r->rule[i].id);
	jsonout_end_array(json);
}

static void json_bits(const struct replay *r, const char *key, uint64_t bits,
		      struct jsonout *json)
{
	const struct profile *p = r->before->profile;

	jsonout_array(json, key);
	for (size_t i = 0; i < p->dest_n; i++)
		if (bits & DEST_BIT(i))
			jsonout_str(json, NULL, p->dest[i].code);
	jsonout_end_array(json);
}

static void json_pair(struct jsonout *json, const char *key, const char *before,
		      const char *after)
{
	jsonout_array(json, key);
	jsonout_str(json, NULL, before);
	jsonout_str(json, NULL, after);
	jsonout_end_array(json);
}

static void json_change(const struct replay *r, const struct replay_change *c,
			struct jsonout *json)
{
	const struct dest *dest = r->before->profile->dest;

	jsonout_object(json, NULL);
	jsonout_str(json, "number", c->number);
	json_pair(json, "urgency", urgency_code(c->urgency_before),
		  urgency_code(c->urgency_after));
	json_pair(json, "lead", dest[c->lead_before].code,
		  dest[c->lead_after].code);
	json_set(r, "duties_lost", &c->duty_lost, json);
	json_set(r, "duties_weaker", &c->duty_weaker, json);
	json_set(r, "duties_gained", &c->duty_gained, json);
	json_bits(r, "destinations_lost", c->to_lost, json);
	json_bits(r, "destinations_gained", c->to_gained, json);
	json_set(r, "rules_lost", &c->lost, json);
	json_set(r, "rules_gained", &c->gained, json);
	jsonout_end_object(json);
}

static void json_rules(const struct replay *r, struct jsonout *json)
{
	jsonout_array(json, "rules");
	for (size_t i = 0; i < r->rule_n; i++) {
		if (!r->rule[i].gained && !r->rule[i].lost)
			continue;
		jsonout_object(json, NULL);
		jsonout_str(json, "rule", r->rule[i].id);
		jsonout_int(json, "gained", r->rule[i].gained);
		jsonout_int(json, "lost", r->rule[i].lost);
		jsonout_end_object(json);
	}
	jsonout_end_array(json);
}

void replay_json(const struct replay *r, struct jsonout *json)
{
	const struct {
		const char *key;
		long n;
	} sums[] = {
		{ "cases", r->case_n },
		{ "not_tried", r->unread_n },
		{ "changed", r->changed_n },
		{ "lose_duty", r->duty_lost_n },
		{ "weaker_duty", r->duty_weaker_n },
		{ "gain_duty", r->duty_gained_n },
		{ "more_urgent", r->sooner_n },
		{ "less_urgent", r->later_n },
		{ "another_lead", r->lead_n },
		{ "coordinator_before", r->coordinator_before },
		{ "coordinator_after", r->coordinator_after },
	};

	jsonout_object(json, NULL);
	json_pair(json, "version", r->before->version, r->after->version);
	json_pair(json, "hash", r->before->hash, r->after->hash);
	for (size_t i = 0; i < ARRAY_SIZE(sums); i++)
		jsonout_int(json, sums[i].key, sums[i].n);
	json_rules(r, json);
	jsonout_array(json, "changes");
	for (size_t i = 0; i < r->loses.n; i++)
		json_change(r, &r->loses.item[i], json);
	for (size_t i = 0; i < r->other.n; i++)
		json_change(r, &r->other.item[i], json);
	jsonout_end_array(json);
	jsonout_end_object(json);
}
