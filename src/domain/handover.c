/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/handover.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "domain/access.h"
#include "domain/deadline.h"
#include "domain/staff.h"
#include "text/date.h"

#define READ_MAX 20000     /* lines of one kind that are looked at */
#define PARTS    URGENCY_N /* of those with one why, in their order */

/* A list while it is made. */
struct making {
	struct handover *h;
	struct store *store;
	const struct profile *profile;
	const struct handover_ask *ask;
	char today[CLOCK_DATE_SIZE], tomorrow[CLOCK_DATE_SIZE];
	char minute[MOMENT_SIZE];    /* now */
	char since[CLOCK_DATE_SIZE]; /* the last working day before today */
	struct err *err;
};

static void day_from(char out[CLOCK_DATE_SIZE], struct date day, int days)
{
	date_to_iso(date_from_days(date_to_days(day) + days), out);
}

static void set_days(struct making *m)
{
	struct date day;
	int back = 1;

	if (!date_from_iso(m->ask->now, &day))
		BUG("not a moment: %s", m->ask->now);
	snprintf(m->minute, sizeof(m->minute), "%.16s", m->ask->now);
	day_from(m->today, day, 0);
	day_from(m->tomorrow, day, 1);
	while (!workday(m->profile, date_from_days(date_to_days(day) - back)))
		back++;
	day_from(m->since, day, -back);
}

/* ---- may they ---- */

static int must_section(struct store *s, const struct actor *actor,
			const struct profile *profile, const char *queue,
			struct err *err)
{
	const char *desk = queue;

	skip_prefix(queue, "coordinator:", &desk);
	if (profile_dest(profile, desk) < 0)
		return err_input(err, _("There is no section or body %s"),
				 queue);
	return access_queue(s, actor->number, queue, err);
}

static int must_person(struct store *s, const struct actor *actor,
		       const char *number, struct err *err)
{
	struct values who = VALUES_INIT;
	int r;

	if (streq(actor->number, number))
		return actor_must(actor, ACTION_PRINT, REL_HOLDER, err);
	r = staff_load(&who, s, number, err);
	if (!r)
		r = actor_must(
			actor, ACTION_QUEUE,
			streq(values_get(&who, "section"), actor->section)
				? REL_OWN_SECTION
				: 0,
			err);
	values_release(&who);
	return r;
}

int handover_must(struct store *s, const struct actor *actor,
		  const struct profile *profile, const struct handover_ask *ask,
		  struct err *err)
{
	return ask->scope == HANDOVER_PERSON
		       ? must_person(s, actor, ask->whose, err)
		       : must_section(s, actor, profile, ask->whose, err);
}

/* ---- lines ---- */

static bool listed(const struct handover *h, int64_t case_id, const char *id)
{
	for (size_t i = 0; i < h->n; i++)
		if (h->line[i].case_id == case_id &&
		    (!id || streq(h->line[i].referral, id)))
			return true;
	return false;
}

static struct handover_line *add_line(struct making *m, enum handover_why why,
				      const struct rows *rows, size_t row)
{
	struct handover *h = m->h;
	struct handover_line *line;
	const char *due = str_or_empty(rows_text(rows, row, "due_at"));

	ALLOC_GROW(h->line, h->n + 1, h->alloc);
	line = &h->line[h->n++];
	*line = (struct handover_line){
		.why = why,
		.case_id = rows_int(rows, row, "case_id"),
		.order = (int)why * PARTS,
	};
	snprintf(line->due, sizeof(line->due), "%s", due);
	return line;
}

/* Why it waits; HANDOVER_WHY_N where a list of this scope has no place for
 * it. The order of a queue: AA, late, unsure, the rest (loop_lists.h). */
static enum handover_why why_of(const struct making *m, const struct rows *rows,
				size_t row)
{
	enum handover_scope scope = m->ask->scope;
	const char *due = str_or_empty(rows_text(rows, row, "due_at"));
	const char *sent = str_or_empty(rows_text(rows, row, "sent_at"));
	const char *moved = str_or_empty(rows_text(rows, row, "moved_at"));
	int rank = (int)rows_int(rows, row, "rank");
	bool returned = streq(rows_text(rows, row, "state"),
			      loop_state_code(LOOP_RETURNED));

	if (rank == 0)
		return HANDOVER_AA;
	if (strcmp(due, m->minute) < 0)
		return HANDOVER_LATE;
	if (scope == HANDOVER_MORNING)
		return returned                      ? HANDOVER_RETURNED
		       : strcmp(sent, m->since) >= 0 ? HANDOVER_NEW
						     : HANDOVER_WHY_N;
	if (scope == HANDOVER_TODAY && strcmp(due, m->tomorrow) < 0)
		return HANDOVER_DUE;
	if (scope == HANDOVER_TODAY)
		return strcmp(moved, m->today) >= 0 ? HANDOVER_MOVED
						    : HANDOVER_WHY_N;
	if (rank == 1)
		return HANDOVER_UNSURE;
	return returned ? HANDOVER_RETURNED : HANDOVER_WAITS;
}

static void add_referral(struct making *m, enum handover_why why,
			 const struct rows *rows, size_t row)
{
	const char *id = rows_text(rows, row, "id");
	struct handover_line *line;

	/* Only these look at the same ones several times. */
	if (why == HANDOVER_WHY_N ||
	    (m->ask->scope == HANDOVER_TODAY &&
	     listed(m->h, rows_int(rows, row, "case_id"), id)))
		return;
	line = add_line(m, why, rows, row);
	snprintf(line->referral, sizeof(line->referral), "%s", id);
	line->nameless = streq(rows_text(rows, row, "kind"),
			       loop_kind_code(LOOP_QUESTION));
	line->late = *line->due && strcmp(line->due, m->minute) < 0;
	line->urgent = why == HANDOVER_AA;
	/* In a queue what came back waits as the rest does; among the late
	 * ones those go first of which staff was unsure. */
	if (m->ask->scope != HANDOVER_MORNING && why == HANDOVER_RETURNED)
		line->order = HANDOVER_WAITS * PARTS;
	if (why == HANDOVER_LATE && rows_int(rows, row, "rank") != 1)
		line->order++;
}

/* The rows of a query; name and text: one parameter more, or NULL. */
static int read_rows(struct making *m, enum query query, const char *name,
		     const char *text, struct rows *out)
{
	const struct arg args[] = { ARG_TEXT("whose", m->ask->whose),
				    ARG_INT("limit", READ_MAX),
				    ARG_TEXT(name, text) };

	return store_run(m->store, query, args, name ? 3 : 2, out, m->err);
}

/* One query about referrals; those that are still under way say why. since:
 * a day, or NULL. */
static int add_referrals(struct making *m, enum query query, const char *since)
{
	struct rows rows = ROWS_INIT;
	int r = read_rows(m, query, since ? "since" : NULL, since, &rows);

	for (size_t i = 0; !r && i < rows.n; i++)
		add_referral(m,
			     rows_text(&rows, i, "due_at") ? why_of(m, &rows, i)
							   : HANDOVER_MOVED,
			     &rows, i);
	rows_release(&rows);
	return r;
}

/* Nothing is under way: how urgent the case is says who comes first. */
static int held_part(const char *code)
{
	int urgency = urgency_from_code(str_or_empty(code));

	return urgency < 0 ? URGENCY_B : urgency;
}

static void set_order(const struct making *m, struct handover_line *line,
		      const char *urgency)
{
	line->late = line->why != HANDOVER_QUIET && *line->due &&
		     strncmp(line->due, m->minute, strlen(line->due)) < 0;
	line->urgent = streq(urgency, urgency_code(URGENCY_AA));
	if (line->urgent)
		line->order = HANDOVER_AA * PARTS + 1;
	else if (line->late)
		line->order = HANDOVER_LATE * PARTS + 1;
	else if (line->why == HANDOVER_HELD)
		line->order += held_part(urgency);
}

/* Has this line a place on a list of this scope? */
static bool wanted(const struct making *m, enum handover_why why,
		   const struct rows *rows, size_t row)
{
	if (why == HANDOVER_QUIET)
		return !listed(m->h, rows_int(rows, row, "case_id"), NULL);
	return m->ask->scope != HANDOVER_TODAY ||
	       strcmp(rows_text(rows, row, "due_at"), m->tomorrow) < 0;
}

static int add_cases(struct making *m, enum query query, enum handover_why why,
		     const char *name, const char *text)
{
	struct rows rows = ROWS_INIT;
	int r = read_rows(m, query, name, text, &rows);

	for (size_t i = 0; !r && i < rows.n; i++)
		if (wanted(m, why, &rows, i))
			set_order(m, add_line(m, why, &rows, i),
				  rows_text(&rows, i, "urgency"));
	rows_release(&rows);
	return r;
}

static int add_safety(struct making *m)
{
	return add_cases(m, Q_HANDOVER_SAFETY, HANDOVER_SAFETY, NULL, NULL);
}

static int add_person(struct making *m)
{
	return add_referrals(m, Q_HANDOVER_PERSON, NULL) || add_safety(m) ||
			       add_cases(m, Q_HANDOVER_HELD, HANDOVER_HELD,
					 NULL, NULL)
		       ? -1
		       : 0;
}

static int add_today(struct making *m)
{
	return add_referrals(m, Q_HANDOVER_SENT, m->today) ||
			       add_referrals(m, Q_HANDOVER_MOVED, m->today) ||
			       add_referrals(m, Q_HANDOVER_LEFT, m->today) ||
			       add_safety(m)
		       ? -1
		       : 0;
}

static int add_morning(struct making *m)
{
	const struct profile *p = m->profile;
	const char *open = p->meeting[p->dispute_open].code;
	const char *secret = p->meeting[p->dispute_secret].code;
	char before[CLOCK_DATE_SIZE];
	struct date day;

	date_from_iso(m->today, &day);
	day_from(before, day, 1 - m->profile->quiet_days[0]);
	return add_cases(m, Q_HANDOVER_AGENDA, HANDOVER_AGENDA, "meeting",
			 open) ||
			       add_cases(m, Q_HANDOVER_AGENDA, HANDOVER_AGENDA,
					 "meeting", secret) ||
			       add_safety(m) ||
			       add_cases(m, Q_HANDOVER_QUIET, HANDOVER_QUIET,
					 "before", before)
		       ? -1
		       : 0;
}

static int by_order(const void *a, const void *b)
{
	const struct handover_line *x = a, *y = b;
	int due = strcmp(x->due, y->due);

	if (x->order != y->order)
		return x->order - y->order;
	if (!*x->due != !*y->due)
		return *x->due ? -1 : 1;
	if (due)
		return due;
	if (x->case_id != y->case_id)
		return x->case_id < y->case_id ? -1 : 1;
	return strcmp(x->referral, y->referral);
}

int handover_list(struct handover *h, struct store *s,
		  const struct profile *profile, const struct handover_ask *ask,
		  struct err *err)
{
	struct making m = {
		.h = h, .store = s, .profile = profile, .ask = ask, .err = err
	};
	int r;

	*h = (struct handover){ .n = 0 };
	set_days(&m);
	r = ask->scope == HANDOVER_PERSON
		    ? add_person(&m)
		    : add_referrals(&m, Q_HANDOVER_QUEUE, NULL);
	if (!r && ask->scope == HANDOVER_TODAY)
		r = add_today(&m);
	if (!r && ask->scope == HANDOVER_MORNING)
		r = add_morning(&m);
	if (h->n)
		qsort(h->line, h->n, sizeof(*h->line), by_order);
	if (h->n > HANDOVER_MAX) {
		h->more_n = h->n - HANDOVER_MAX;
		h->n = HANDOVER_MAX;
	}
	return r;
}

void handover_release(struct handover *h)
{
	free(h->line);
	*h = (struct handover){ .n = 0 };
}
