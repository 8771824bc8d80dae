/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/demo_days.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/yamlread.h"
#include "domain/casetriage.h"
#include "domain/deadline.h"
#include "domain/demo_parts.h"
#include "domain/demo_take.h"
#include "domain/loop_place.h"
#include "domain/proposal.h"
#include "domain/staff.h"
#include "text/date.h"

/* xorshift32 */
uint32_t demo_draw(uint32_t *random, uint32_t below)
{
	*random ^= *random << 13;
	*random ^= *random >> 17;
	*random ^= *random << 5;
	return *random % below;
}

int demo_chance(struct demo_days *d, int below)
{
	return (int)demo_draw(d->random, (uint32_t)below);
}

const char *demo_words(struct demo_days *d, const char *key)
{
	const struct yml_node *all = yml_get(d->doc->root, "days");
	const struct yml_node *list = yml_get(all, key);

	if (!list || list->kind != YML_LIST || !list->n) {
		yml_err(d->doc, all ? all : d->doc->root, d->err,
			_("\"%s\" must be a list"), key);
		return "";
	}
	return str_or_empty(list->values[demo_chance(d, (int)list->n)]->text);
}

/* ---- hours ---- */

static int64_t minutes_of(const char *moment)
{
	int hour = atoi(moment + 11), minute = atoi(moment + 14);
	struct date day;

	if (!date_from_iso(moment, &day))
		BUG("not a moment: %s", moment);
	return (int64_t)date_to_days(day) * DAY + hour * 60 + minute;
}

static void to_moment(int64_t at, char out[CLOCK_SIZE])
{
	unsigned minute = (unsigned)(at % DAY);
	char day[CLOCK_DATE_SIZE];

	date_to_iso(date_from_days((int)(at / DAY)), day);
	snprintf(out, CLOCK_SIZE, "%sT%02u:%02u:00", day, minute / 60 % 24,
		 minute % 60);
}

int64_t demo_later(struct demo_days *d, int64_t at, int days)
{
	const struct profile *p = d->loop.rules->profile;
	int day = (int)(at / DAY);

	at += 10 + demo_chance(d, 50);
	if (!days && at % DAY < CLOSES)
		return at;
	for (int n = days ? days : 1; n; n -= workday(p, date_from_days(day)))
		day++;
	return (int64_t)day * DAY + OPENS +
	       demo_chance(d, days ? CLOSES - OPENS : 60);
}

void demo_plan(struct demo_days *d, enum event_kind what, const char *id,
	       int64_t at)
{
	struct event *e = &d->event[d->event_n++];

	if (d->event_n > EVENTS_MAX)
		BUG("more than %d events of one case", EVENTS_MAX);
	*e = (struct event){ .at = at, .what = what };
	snprintf(e->referral, sizeof(e->referral), "%s", str_or_empty(id));
}

/* ---- day by day ---- */

bool demo_urgent(const struct demo_days *d, const char *id)
{
	return *loop_get(&d->cf, id, "urgency") == 'A';
}

/* One in ten is sent back, and of late one for certain; one in ten is forgotten
 * for a while. Of a referral that was just sent. */
static void expect(struct demo_days *d, const char *id, int64_t at)
{
	int64_t next = demo_later(d, at, 1);
	bool lately = d->now - at < LATELY && next + DAY < d->now;
	int fate = demo_chance(d, 10);

	if (demo_urgent(d, id))
		demo_plan(d, EVENT_RECEIVE, id, at + 3 + demo_chance(d, 9));
	else if (loop_kind_of(&d->cf, id) == LOOP_WORK &&
		 (fate == 0 || (lately && !d->disputed)))
		demo_plan(d, EVENT_RETURN, id, next);
	else if (fate == 1)
		demo_plan(d, EVENT_RECEIVE, id,
			  demo_later(d, at, 6 + demo_chance(d, 6)));
	else
		demo_plan(d, EVENT_RECEIVE, id,
			  demo_later(d, at, demo_chance(d, 2)));
}

/* The case as it stands, and what is new about it. */
static int look(struct demo_days *d, int64_t case_id, int64_t at)
{
	struct record_ids ids;

	casefile_release(&d->cf);
	casefile_init(&d->cf);
	if (casefile_load(&d->cf, d->loop.store, case_id, d->err))
		return -1;
	casefile_ids(&d->cf, REC_REFERRAL, &ids);
	for (; d->seen_n < ids.n; d->seen_n++)
		if (loop_state_of(&d->cf, ids.id[d->seen_n]) == LOOP_SENT)
			expect(d, ids.id[d->seen_n], at);
	return 0;
}

/* The earliest of what lies ahead; false: nothing. */
static bool next(struct demo_days *d, struct event *out)
{
	size_t first = 0;

	for (size_t i = 1; i < d->event_n; i++)
		if (d->event[i].at < d->event[first].at)
			first = i;
	if (!d->event_n)
		return false;
	*out = d->event[first];
	d->event[first] = d->event[--d->event_n];
	return true;
}

static int happen(struct demo_days *d, const struct event *e)
{
	char moment[CLOCK_SIZE], id[RECORD_ID_SIZE];
	int r;

	to_moment(e->at, moment);
	clock_pretend(moment);
	r = demo_act(d, e) || look(d, d->cf.id, e->at) ? -1 : 0;
	if (!r && !d->event_n && e->what < EVENT_END &&
	    !*loop_any(&d->cf, LOOP_OPEN, id))
		demo_plan(d, EVENT_END, NULL,
			  demo_later(d, e->at, 5 + demo_chance(d, 15)));
	return r;
}

/* What follows from the case itself. */
static void foresee(struct demo_days *d, int64_t at)
{
	const struct rules *rules = d->loop.rules;
	const char *due = loop_get(&d->cf, "case", "safety_due");
	const char *own = loop_get(&d->cf, "intake", "section");
	struct proposal p = { .to = 0 };
	uint64_t told = 0;

	proposal_decide(&p, &d->cf, rules);
	for (size_t i = 0; i < p.result.firing_n; i++)
		if (rules->rule[p.result.firing[i].rule].duty)
			told |= p.result.firing[i].to;
	for (size_t i = 0; i < rules->profile->dest_n; i++)
		if (told & DEST_BIT(i) &&
		    !streq(rules->profile->dest[i].code, own)) {
			demo_plan(d, EVENT_REPORT, NULL,
				  at + 5 + demo_chance(d, 20));
			d->event[d->event_n - 1].to =
				rules->profile->dest[i].code;
		}
	if (*due)
		demo_plan(d, EVENT_SAFETY, NULL,
			  demo_later(d, at, demo_chance(d, 4) ? 0 : 3));
	if (!casefile_has(&d->cf, "c1") && demo_chance(d, 2))
		demo_plan(d, EVENT_ASK, NULL, demo_later(d, at, 0));
	if (!d->event_n)
		demo_plan(d, EVENT_END, NULL,
			  demo_later(d, at, 3 + demo_chance(d, 15)));
	proposal_release(&p);
}

static int sign_off(struct demo_days *d, struct casefile *cf, int64_t at)
{
	struct values answer = VALUES_INIT;
	char moment[CLOCK_SIZE];
	int r;

	to_moment(at, moment);
	clock_pretend(moment);
	r = demo_take(cf, d->loop.rules, demo_words(d, "requests"),
		      demo_words(d, "unasked"), d->err);
	if (!r) {
		casefile_decide_and_tell(cf, d->loop.rules, &answer);
		r = casefile_save_decided(cf, NULL, d->loop.store, d->taker,
					  &answer, d->err);
	}
	values_release(&answer);
	return r;
}

int demo_days_live(struct demo_days *d, struct casefile *cf, const char *taker,
		   struct err *err)
{
	int64_t at = minutes_of(loop_get(cf, "intake", "received_at")) + 15;
	struct event e;
	int r;

	d->taker = taker;
	d->err = err;
	d->event_n = d->seen_n = 0;
	r = sign_off(d, cf, at) || look(d, cf->id, at) ? -1 : 0;
	if (!r)
		foresee(d, at);
	while (!r && next(d, &e) && e.at < d->now)
		r = happen(d, &e);
	clock_pretend(NULL);
	return r;
}

/* ---- beginning and end ---- */

struct demo_days *demo_days_new(struct store *s, const struct rules *rules,
				const struct yml_doc *doc, uint32_t *random,
				struct err *err)
{
	char *path = profile_path(rules->profile->code, "consent.yaml");
	struct demo_days *d = xcalloc(1, sizeof(*d));
	char now[CLOCK_SIZE];

	clock_now(now);
	d->doc = doc;
	d->random = random;
	d->now = minutes_of(now);
	d->laws = laws_load(NULL, err);
	d->consent = consent_rules_load(path, err);
	d->loop = (struct loop){ .store = s,
				 .rules = rules,
				 .consent_rules = d->consent,
				 .laws = d->laws };
	free(path);
	if (d->laws && d->consent && !staff_list(s, &d->staff, err))
		return d;
	demo_days_free(d);
	return NULL;
}

void demo_days_free(struct demo_days *d)
{
	if (!d)
		return;
	casefile_release(&d->cf);
	rows_release(&d->staff);
	consent_rules_free(d->consent);
	laws_free(d->laws);
	free(d);
}
