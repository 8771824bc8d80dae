/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/loop_lists.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "domain/access.h"
#include "text/date.h"

#define NEVER "9999" /* after every moment */

/* The order of a queue, part by part: each is one range of the index. */
static const struct part {
	int rank;
	bool late, waiting;
} parts[] = {
	{ 0, true, true },  { 1, true, false }, { 2, true, false },
	{ 1, false, true }, { 2, false, true },
};

/* Both ends of the part: from <= due < until. */
static const char *part_from(const struct part *part, const char *minute)
{
	return part->late ? "" : minute;
}

static const char *part_until(const struct part *part, const char *minute)
{
	return part->waiting ? NEVER : minute;
}

static int part_page(struct store *s, const struct queue_view *view,
		     const struct part *part, const char *minute,
		     const struct queue_key *key, bool back, int limit,
		     struct rows *out, struct err *err)
{
	static const enum query queries[][2] = {
		[QUEUE_OF] = { Q_LOOP_QUEUE_PAGE, Q_LOOP_QUEUE_BACK },
		[QUEUE_PERSON] = { Q_LOOP_PERSON_PAGE, Q_LOOP_PERSON_BACK },
	};
	const char *from = part_from(part, minute);
	const char *until = view->late ? minute : part_until(part, minute);
	const char *due = key->due;

	/* Where the part begins, when no row of it was seen yet. */
	if (!*due)
		due = back ? until : from;
	return store_exec(
		s, queries[view->by][back], out, err,
		ARG_TEXT("queue", view->whose), ARG_INT("rank", part->rank),
		ARG_TEXT("due", due), ARG_INT("case_id", key->case_id),
		ARG_TEXT("id", key->id), ARG_TEXT("from", from),
		ARG_TEXT("until", until), ARG_TEXT("urgency", view->urgency),
		ARG_INT("unassigned", view->unassigned),
		ARG_INT("limit", limit));
}

/* The part in which a page begins. */
static int part_begun(const struct queue_key *key, const char *minute,
		      bool back)
{
	const struct part *part = parts;

	if (!*key->due)
		return back ? (int)ARRAY_SIZE(parts) - 1 : 0;
	while (part->rank != key->rank ||
	       strcmp(key->due, part_from(part, minute)) < 0 ||
	       strcmp(key->due, part_until(part, minute)) >= 0)
		part++;
	return (int)(part - parts);
}

/* A queue they read, or what lies in their own hands. */
static int may_see(struct store *s, const struct queue_view *view,
		   struct err *err)
{
	if (view->by == QUEUE_PERSON && streq(view->whose, view->staff))
		return 0;
	return access_queue(s, view->staff,
			    view->by == QUEUE_OF ? view->whose : "", err);
}

int queue_page(struct store *s, const struct queue_view *view,
	       const struct queue_key *key, bool back, int limit,
	       struct rows *out, struct err *err)
{
	static const char *const told[] = { "title",  "complaint", "request",
					    "reason", "to_person", NULL };
	struct queue_key at = *key;
	char minute[MOMENT_SIZE];
	int n = 0, step = back ? -1 : 1, i;

	if (may_see(s, view, err))
		return -1;

	snprintf(minute, sizeof(minute), "%.16s", view->now);
	rows_release(out);
	i = part_begun(key, minute, back);
	for (; n < limit && i >= 0 && i < (int)ARRAY_SIZE(parts); i += step) {
		struct rows rows = ROWS_INIT;

		if (view->late && !parts[i].late)
			continue;
		if (part_page(s, view, &parts[i], minute, &at, back, limit - n,
			      &rows, err))
			return -1;
		n += (int)rows.n;
		hidden_mask(&rows, view->staff, told);
		rows_append(out, &rows);
		at = (struct queue_key){ 0 };
	}
	return 0;
}

void queue_key_of(const struct rows *rows, size_t row, struct queue_key *key)
{
	*key = (struct queue_key){
		.rank = (int)rows_int(rows, row, "rank"),
		.case_id = rows_int(rows, row, "case_id"),
	};
	snprintf(key->due, sizeof(key->due), "%s",
		 rows_text(rows, row, "due_at"));
	snprintf(key->id, sizeof(key->id), "%s", rows_text(rows, row, "id"));
}

int queue_count(struct store *s, const struct queue_view *view, int64_t *n,
		int64_t *late, struct err *err)
{
	struct rows rows = ROWS_INIT;
	char minute[MOMENT_SIZE];
	int r;

	if (may_see(s, view, err))
		return -1;
	snprintf(minute, sizeof(minute), "%.16s", view->now);
	r = view->by == QUEUE_OF ? store_exec(s, Q_LOOP_QUEUE_SIZE, &rows, err,
					      ARG_TEXT("now", minute),
					      ARG_TEXT("queue", view->whose))
				 : store_exec(s, Q_LOOP_PERSON_COUNT, &rows,
					      err, ARG_TEXT("now", minute),
					      ARG_TEXT("person", view->whose));
	if (!r) {
		*n = rows_int(&rows, 0, "n");
		*late = rows_int(&rows, 0, "late");
	}
	rows_release(&rows);
	return r;
}

/* ---- whose ---- */

static void add_queue(struct queue_names *out, const char *queue)
{
	for (size_t i = 0; i < out->n; i++)
		if (streq(out->queue[i], queue))
			return;
	if (out->n < ARRAY_SIZE(out->queue))
		snprintf(out->queue[out->n++], QUEUE_SIZE, "%s", queue);
}

int queue_names(struct store *s, const struct actor *actor,
		const struct profile *profile, struct queue_names *out,
		struct err *err)
{
	bool coordinator = actor->roles & ROLE_BIT(ROLE_COORDINATOR);
	struct rows rows = ROWS_INIT;
	char desk[QUEUE_SIZE];
	int r;

	out->n = 0;
	if (actor_must(actor, ACTION_QUEUE, REL_OWN_SECTION, err))
		return -1;
	if (coordinator &&
	    !streq(actor->section, profile->dest[profile->general].code)) {
		snprintf(desk, sizeof(desk), "coordinator:%.40s",
			 actor->section);
		add_queue(out, desk);
	}
	if (coordinator)
		add_queue(out, "coordinator");
	add_queue(out, actor->section);
	if (!coordinator)
		return 0;
	r = store_run(s, Q_LOOP_UNREAD_QUEUES, NULL, 0, &rows, err);
	for (size_t i = 0; !r && i < rows.n; i++)
		add_queue(out, rows_text(&rows, i, "queue"));
	rows_release(&rows);
	return r;
}

/* ---- counts ---- */

/* The first day on which an entry would not yet be so many days old. */
static void quiet_before(const char *now, int days, char out[CLOCK_DATE_SIZE])
{
	struct date day;

	if (!date_from_iso(now, &day))
		BUG("not a moment: %s", now);
	date_to_iso(date_from_days(date_to_days(day) - days + 1), out);
}

static int count_late(struct store *s, const struct actor *actor,
		      const struct profile *profile, const char *minute,
		      int64_t *n, struct err *err)
{
	struct queue_names names;
	struct rows rows = ROWS_INIT;
	int r;

	if (!roles_may(actor->roles, ACTION_QUEUE, REL_OWN_SECTION))
		return 0;
	r = queue_names(s, actor, profile, &names, err);
	for (size_t i = 0; !r && i < names.n; i++) {
		r = store_exec(s, Q_LOOP_QUEUE_LATE, &rows, err,
			       ARG_TEXT("queue", names.queue[i]),
			       ARG_TEXT("now", minute),
			       ARG_TEXT("staff", actor->number));
		*n += r ? 0 : rows_int(&rows, 0, "n");
	}
	rows_release(&rows);
	return r;
}

int loop_count(struct store *s, const struct actor *actor,
	       const struct profile *profile, const char *since,
	       const char *safety, const char *now, struct loop_counts *out,
	       struct err *err)
{
	char minute[MOMENT_SIZE], until[MOMENT_SIZE];
	char today[CLOCK_DATE_SIZE], quiet[CLOCK_DATE_SIZE];
	struct rows rows = ROWS_INIT;
	int r;

	*out = (struct loop_counts){ 0 };
	snprintf(minute, sizeof(minute), "%.16s", now);
	snprintf(until, sizeof(until), "%.16s", safety);
	snprintf(today, sizeof(today), "%.10s", now);
	quiet_before(now, profile->quiet_days[0], quiet);
	r = store_exec(s, Q_LOOP_COUNTS, &rows, err,
		       ARG_TEXT("staff", actor->number),
		       ARG_TEXT("now", minute), ARG_TEXT("safety", until),
		       ARG_TEXT("today", today), ARG_TEXT("quiet", quiet),
		       ARG_TEXT("since", since), ARG_INT("limit", LOOP_TOLD));
	if (!r)
		*out = (struct loop_counts){
			.late = rows_int(&rows, 0, "late"),
			.safety = rows_int(&rows, 0, "safety"),
			.contacts = rows_int(&rows, 0, "contacts"),
			.quiet = rows_int(&rows, 0, "quiet"),
			.news = rows_int(&rows, 0, "news"),
		};
	rows_release(&rows);
	return r ? r : count_late(s, actor, profile, minute, &out->late, err);
}

int loop_share(struct store *s, const struct profile *profile, const char *now,
	       struct loop_share *out, struct err *err)
{
	struct rows rows = ROWS_INIT;
	char from[CLOCK_DATE_SIZE];
	int r;

	*out = (struct loop_share){ .cases = 0 };
	snprintf(from, sizeof(from), "%.8s01", now);
	r = store_exec(s, Q_LOOP_SHARE, &rows, err, ARG_TEXT("from", from));
	if (!r) {
		out->cases = rows_int(&rows, 0, "n");
		out->coordinated = rows_int(&rows, 0, "coordinated");
		out->too_many =
			out->coordinated * 100 >
			out->cases * profile->coordinator_warning_percent;
	}
	if (out->cases)
		out->percent = (int)((out->coordinated * 200 + out->cases) /
				     (out->cases * 2));
	rows_release(&rows);
	return r;
}

/* ---- cases ---- */

int loop_quiet(struct store *s, const char *staff, int days, const char *now,
	       int limit, struct rows *out, struct err *err)
{
	char before[CLOCK_DATE_SIZE];

	quiet_before(now, days, before);
	return store_exec(s, Q_LOOP_QUIET, out, err, ARG_TEXT("staff", staff),
			  ARG_TEXT("before", before), ARG_INT("limit", limit));
}

int loop_contacts(struct store *s, const char *staff, const char *today,
		  int limit, struct rows *out, struct err *err)
{
	char day[CLOCK_DATE_SIZE];

	snprintf(day, sizeof(day), "%.10s", today);
	return store_exec(s, Q_LOOP_CONTACTS_DUE, out, err,
			  ARG_TEXT("staff", staff), ARG_TEXT("today", day),
			  ARG_INT("limit", limit));
}

int loop_safety(struct store *s, const char *staff, const char *now, int limit,
		struct rows *out, struct err *err)
{
	char minute[MOMENT_SIZE];

	snprintf(minute, sizeof(minute), "%.16s", now);
	return store_exec(s, Q_LOOP_SAFETY_LATE, out, err,
			  ARG_TEXT("staff", staff), ARG_TEXT("now", minute),
			  ARG_INT("limit", limit));
}

int loop_news(struct store *s, const char *staff, const char *since, int limit,
	      struct rows *out, struct err *err)
{
	return store_exec(s, Q_LOOP_NEWS, out, err, ARG_TEXT("staff", staff),
			  ARG_TEXT("since", since), ARG_INT("limit", limit));
}

/* Of a case that is not theirs they know only that there is one. */
static int mask_others(struct store *s, const char *staff, struct rows *rows,
		       struct err *err)
{
	static const char *const told[] = { "number", "title", "urgency",
					    "reason" };

	for (size_t i = 0; i < rows->n; i++) {
		struct casefile cf = CASEFILE_INIT;
		struct err refused = ERR_INIT;
		bool sees;
		int r = casefile_load(&cf, s, rows_int(rows, i, "case_id"),
				      err);

		sees = !r &&
		       !access_case(s, staff, ACTION_OPEN, &cf, NULL, &refused);
		for (size_t k = 0; !sees && k < ARRAY_SIZE(told); k++)
			rows_blank(rows, i, told[k]);
		casefile_release(&cf);
		err_release(&refused);
		if (r)
			return -1;
	}
	return 0;
}

int loop_agenda(struct store *s, const char *staff, const char *today,
		int limit, struct rows *out, struct err *err)
{
	struct rows settled = ROWS_INIT;
	char day[CLOCK_DATE_SIZE];
	int r = access_house(s, staff, ACTION_LIST, err);

	snprintf(day, sizeof(day), "%.10s", today);
	if (!r)
		r = store_exec(s, Q_AGENDA_WAITING, out, err,
			       ARG_INT("limit", limit));
	if (!r)
		r = store_exec(s, Q_AGENDA_SETTLED, &settled, err,
			       ARG_TEXT("today", day), ARG_INT("limit", limit));
	if (!r) {
		rows_append(out, &settled);
		r = mask_others(s, staff, out, err);
	}
	rows_release(&settled);
	return r;
}

int loop_waits(struct store *s, const char *staff, int64_t case_id, bool *waits,
	       struct err *err)
{
	struct rows rows = ROWS_INIT;
	int r = access_check(s, staff, ACTION_OPEN, case_id, NULL, err);

	if (!r)
		r = store_exec(s, Q_AGENDA_OF_CASE, &rows, err,
			       ARG_INT("case_id", case_id));
	*waits = !r && rows.n;
	rows_release(&rows);
	return r;
}

int loop_seats(struct store *s, const char *staff, int64_t case_id,
	       int64_t agenda, struct rows *out, struct err *err)
{
	if (access_check(s, staff, ACTION_OPEN, case_id, NULL, err))
		return -1;
	return store_exec(s, Q_SEAT_LIST, out, err, ARG_INT("agenda", agenda));
}
