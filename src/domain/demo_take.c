/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/demo_take.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "domain/casefile.h"
#include "domain/loop_place.h"
#include "domain/proposal.h"

#define ADULT    18
#define SENT_MAX 2 /* places a case is sent to at once */

struct taking {
	struct casefile *cf;
	const struct rules *rules;
	char at[CLOCK_SIZE]; /* without seconds */
	struct err *err;
};

static int set(struct taking *t, const char *path, const char *value)
{
	return casefile_set(t->cf, t->rules->facts, path, value, t->err);
}

static int set_in(struct taking *t, const char *id, const char *leaf,
		  const char *value)
{
	char path[PATH_SIZE];

	snprintf(path, sizeof(path), "%s.%s", id, leaf);
	return set(t, path, value);
}

/* What nobody said is "no"; of what could not be told there is the reason. */
static int ask_tonight(struct taking *t, const char *unasked)
{
	const struct facts *facts = t->rules->facts;
	bool all = true;

	for (size_t i = 0; i < facts->n; i++) {
		const struct fact *fact = &facts->fact[i];
		bool house = fact->level == FACT_HOUSEHOLD;
		char path[PATH_SIZE];
		const char *answer;

		if (!fact->tonight || skip_prefix(fact->code, "suicide_", NULL))
			continue;
		snprintf(path, sizeof(path), "%sfact.%s",
			 house ? "" : "client.", fact->code);
		answer = casefile_get(t->cf, path);
		all = all && !streq(answer, answer_code(ANSWER_UNKNOWN));
		if (!*answer && (house || casefile_has(t->cf, "m1")) &&
		    set(t, path, answer_code(ANSWER_NO)))
			return -1;
	}
	if (!all && set(t, "intake.safety_reason", unasked))
		return -1;
	if (streq(casefile_get(t->cf, "fact.wants_public_assistance"),
		  answer_code(ANSWER_YES)))
		return set(t, "intake.public_assistance_form_at", t->at);
	return 0;
}

static int agree(struct taking *t)
{
	static const char *const values[][2] = {
		{ "member", "m1" },
		{ "recipients", "*" },
		{ "items", "*" },
		{ "state", "written" },
		{ "explained_by", "窓口の職員" },
	};
	char id[RECORD_ID_SIZE], today[CLOCK_DATE_SIZE];

	if (casefile_add(t->cf, REC_CONSENT, id, t->err))
		return -1;
	for (size_t i = 0; i < ARRAY_SIZE(values); i++)
		if (set_in(t, id, values[i][0], values[i][1]))
			return -1;
	snprintf(today, sizeof(today), "%.10s", t->at);
	return set_in(t, id, "given_on", today);
}

static int send(struct taking *t, const char *to, const char *urgency,
		const char *request)
{
	char id[RECORD_ID_SIZE];

	return casefile_add(t->cf, REC_REFERRAL, id, t->err) ||
			       set_in(t, id, "to_body", to) ||
			       set_in(t, id, "urgency", urgency) ||
			       set_in(t, id, "request", request) ||
			       set_in(t, id, "state",
				      loop_state_code(LOOP_SENT)) ||
			       set_in(t, id, "sent_at", t->at)
		       ? -1
		       : 0;
}

/* To the other counters that the rules name. */
static int send_on(struct taking *t, const char *request)
{
	const struct profile *p = t->rules->profile;
	const char *own = casefile_get(t->cf, "intake.section");
	struct proposal wanted = { .to = 0 };
	int sent = 0, r = 0;

	proposal_decide(&wanted, t->cf, t->rules);
	for (size_t i = 0; !r && i < p->section_n && sent < SENT_MAX; i++)
		if (wanted.to & DEST_BIT(i) && !streq(p->dest[i].code, own)) {
			r = send(t, p->dest[i].code,
				 urgency_code(wanted.dest_urgency[i]), request);
			sent++;
		}
	proposal_release(&wanted);
	return r;
}

int demo_take(struct casefile *cf, const struct rules *rules,
	      const char *request, const char *unasked, struct err *err)
{
	struct taking t = { .cf = cf, .rules = rules, .err = err };
	bool adult = casefile_has(cf, "m1") && casefile_age(cf, "m1") >= ADULT;

	clock_now(t.at);
	t.at[strlen("2026-11-20T09:15")] = '\0';
	if (ask_tonight(&t, unasked))
		return -1;
	if (!adult)
		return 0;
	return agree(&t) || send_on(&t, request) ? -1 : 0;
}
