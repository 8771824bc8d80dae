/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/replay.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/mem.h"
#include "domain/casetriage.h"

#define PAGE_N 200

bool replay_has(const struct replay_set *set, size_t rule)
{
	return set->bits[rule / 64] >> (rule % 64) & 1;
}

bool replay_any(const struct replay_set *set)
{
	for (size_t i = 0; i < ARRAY_SIZE(set->bits); i++)
		if (set->bits[i])
			return true;
	return false;
}

static void put(struct replay_set *set, size_t rule)
{
	set->bits[rule / 64] |= UINT64_C(1) << (rule % 64);
}

/* ---- two files ---- */

void replay_init(struct replay *r, const struct rules *before,
		 const struct rules *after)
{
	memset(r, 0, sizeof(*r));
	r->before = before;
	r->after = after;
	for (size_t i = 0; i < before->n; i++)
		r->rule[r->rule_n++] = (struct replay_rule){
			.id = before->rule[i].id,
			.before = (int)i,
			.after = rules_find(after, before->rule[i].id),
		};
	for (size_t i = 0; i < after->n; i++)
		if (rules_find(before, after->rule[i].id) < 0)
			r->rule[r->rule_n++] = (struct replay_rule){
				.id = after->rule[i].id,
				.before = -1,
				.after = (int)i,
			};
}

void replay_release(struct replay *r)
{
	triage_result_release(&r->result[0]);
	triage_result_release(&r->result[1]);
	free(r->loses.item);
	free(r->other.item);
	memset(r, 0, sizeof(*r));
}

/* ---- one household ---- */

/* The firing of this rule for this member; NULL: it does not fire. */
static const struct triage_firing *firing_of(const struct triage_result *result,
					     int rule, int member)
{
	for (size_t i = 0; rule >= 0 && i < result->firing_n; i++)
		if (result->firing[i].rule == rule &&
		    result->firing[i].member == member)
			return &result->firing[i];
	return NULL;
}

static size_t place_of(const struct replay *r, bool after, int rule)
{
	size_t i = 0;

	while ((after ? r->rule[i].after : r->rule[i].before) != rule)
		i++;
	return i;
}

/* What fired before: is it there afterwards, and is a duty as strong? */
static void look_before(struct replay *r, const struct triage_firing *f,
			struct replay_change *c)
{
	size_t i = place_of(r, false, f->rule);
	int rule = r->rule[i].after;
	const struct triage_firing *now =
		firing_of(&r->result[1], rule, f->member);

	if (!now) {
		put(&c->lost, i);
		r->rule[i].lost++;
	}
	if (!r->before->rule[f->rule].duty)
		return;
	if (!now || !r->after->rule[rule].duty)
		put(&c->duty_lost, i);
	else if (now->urgency > f->urgency || (f->to & ~now->to))
		put(&c->duty_weaker, i);
}

static void look_after(struct replay *r, const struct triage_firing *f,
		       struct replay_change *c)
{
	size_t i = place_of(r, true, f->rule);
	int rule = r->rule[i].before;
	const struct triage_firing *then =
		firing_of(&r->result[0], rule, f->member);

	if (!then) {
		put(&c->gained, i);
		r->rule[i].gained++;
	}
	if (r->after->rule[f->rule].duty &&
	    (!then || !r->before->rule[rule].duty))
		put(&c->duty_gained, i);
}

static void count(struct replay *r, const struct replay_change *c)
{
	r->changed_n++;
	r->sooner_n += c->urgency_after < c->urgency_before;
	r->later_n += c->urgency_after > c->urgency_before;
	r->lead_n += c->lead_after != c->lead_before;
	r->duty_lost_n += replay_any(&c->duty_lost);
	r->duty_weaker_n += replay_any(&c->duty_weaker);
	r->duty_gained_n += replay_any(&c->duty_gained);
	for (size_t i = 0; i < r->before->profile->dest_n; i++) {
		r->to_gained[i] += (c->to_gained & DEST_BIT(i)) != 0;
		r->to_lost[i] += (c->to_lost & DEST_BIT(i)) != 0;
	}
}

static void list(struct replay *r, const struct replay_change *c)
{
	bool loses = replay_any(&c->duty_lost) || replay_any(&c->duty_weaker);
	struct replay_list *l = loses ? &r->loses : &r->other;

	if (l->n == REPLAY_LISTED)
		return;
	ALLOC_GROW(l->item, l->n + 1, l->alloc);
	l->item[l->n++] = *c;
}

static bool differs(const struct replay_change *c)
{
	return c->urgency_before != c->urgency_after ||
	       c->lead_before != c->lead_after || c->to_gained || c->to_lost ||
	       replay_any(&c->gained) || replay_any(&c->lost) ||
	       replay_any(&c->duty_gained) || replay_any(&c->duty_lost) ||
	       replay_any(&c->duty_weaker);
}

bool replay_one(struct replay *r, const struct triage_case *c,
		const char *number, int64_t case_id, struct replay_change *out)
{
	const struct triage_result *before = &r->result[0];
	const struct triage_result *after = &r->result[1];
	struct replay_change change = { .case_id = case_id };

	triage_decide(r->before, c, &r->result[0]);
	triage_decide(r->after, c, &r->result[1]);
	r->case_n++;
	r->coordinator_before += before->coordinator_because != 0;
	r->coordinator_after += after->coordinator_because != 0;
	snprintf(change.number, sizeof(change.number), "%s", number);
	change.urgency_before = before->urgency;
	change.urgency_after = after->urgency;
	change.lead_before = before->lead;
	change.lead_after = after->lead;
	change.to_gained = after->to & ~before->to;
	change.to_lost = before->to & ~after->to;
	for (size_t i = 0; i < before->firing_n; i++)
		look_before(r, &before->firing[i], &change);
	for (size_t i = 0; i < after->firing_n; i++)
		look_after(r, &after->firing[i], &change);
	if (out)
		*out = change;
	if (!differs(&change))
		return false;
	count(r, &change);
	list(r, &change);
	return true;
}

/* ---- all cases ---- */

/* What triage looks at; the rest of a case is not even taken into memory. */
static bool wanted(const char *record)
{
	return streq(record, "intake") || streq(record, "concern") ||
	       streq(record, "fact") || *record == 'm';
}

/* {"birth": [null, "1950-01-01"], …} */
static int take_changes(struct casefile *cf, const char *record,
			const char *changes, struct err *err)
{
	struct js *js = js_parse(changes, strlen(changes), "history", err);
	char path[PATH_SIZE];

	if (!js)
		return -1;
	for (void *it = js_iter(js); it; it = js_next(js, it)) {
		snprintf(path, sizeof(path), "%s.%s", record, js_iter_key(it));
		values_set(&cf->values, path,
			   js_str(js_at(js_iter_value(it), 1)));
	}
	js_free(js);
	return 0;
}

/* The case as it was signed off; *there: is that on record? */
static int load_first(struct casefile *cf, struct store *s, int64_t id,
		      bool *there, struct err *err)
{
	struct rows rows = ROWS_INIT;
	int r = store_exec(s, Q_REPLAY_FIRST, &rows, err,
			   ARG_INT("case_id", id));

	casefile_release(cf);
	*there = rows.n > 0;
	for (size_t i = 0; !r && i < rows.n; i++) {
		const char *record = rows_text(&rows, i, "record");

		if (wanted(record))
			r = take_changes(cf, record,
					 rows_text(&rows, i, "changes"), err);
	}
	rows_release(&rows);
	return r;
}

struct walk {
	struct replay *r;
	struct store *s;
	const char *since;
	struct casefile cf;
	struct case_triage *at;
	int64_t above;
};

static int try_case(struct walk *w, int64_t id, const char *number,
		    struct err *err)
{
	bool there;

	if (load_first(&w->cf, w->s, id, &there, err))
		return -1;
	if (!there) {
		w->r->unread_n++;
		return 0;
	}
	casefile_triage(&w->cf, w->r->before, w->at);
	replay_one(w->r, &w->at->c, number, id, NULL);
	return 0;
}

/* 1 there may be more, 0 that was the last, -1. */
static int walk_page(struct walk *w, struct err *err)
{
	struct rows rows = ROWS_INIT;
	int r = store_exec(w->s, Q_REPLAY_PAGE, &rows, err,
			   ARG_INT("above", w->above),
			   ARG_INT("limit", PAGE_N));

	for (size_t i = 0; !r && i < rows.n; i++) {
		w->above = rows_int(&rows, i, "id");
		if (strcmp(rows_text(&rows, i, "opened_at"), w->since) >= 0)
			r = try_case(w, w->above, rows_text(&rows, i, "number"),
				     err);
	}
	if (!r)
		r = rows.n == PAGE_N;
	rows_release(&rows);
	return r;
}

int replay_cases(struct replay *r, struct store *s, const char *since,
		 bool (*on)(void *data, long case_n), void *data,
		 struct err *err)
{
	struct walk w = { .r = r, .s = s, .since = since };
	int rc;

	casefile_init(&w.cf);
	w.at = xcalloc(1, sizeof(*w.at));
	do {
		rc = walk_page(&w, err);
	} while (rc == 1 && (!on || on(data, r->case_n)));
	casefile_release(&w.cf);
	free(w.at);
	return rc < 0 ? -1 : 0;
}

int replay_share(const struct replay *r, bool after)
{
	long n = after ? r->coordinator_after : r->coordinator_before;

	return r->case_n ? (int)((n * 2000 + r->case_n) / (2 * r->case_n)) : 0;
}
