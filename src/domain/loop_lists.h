/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What waits for whom: the queue of a section, of the coordinators, of one
 * person; what is late, quiet, or to be called again; what became of what one
 * sent. And the count of what may never be.
 *
 * Order of a queue: AA first, then what is late, then where staff is unsure,
 * then by the time the next step is due.
 */
#ifndef DOMAIN_LOOP_LISTS_H
#define DOMAIN_LOOP_LISTS_H

#include "domain/actor.h"
#include "domain/loop.h"
#include "text/moment.h"

#define QUEUE_SIZE PATH_SIZE

enum queue_by { QUEUE_OF, QUEUE_PERSON };

/* What of a list is wanted. Borrowed. */
struct queue_view {
	const char *staff; /* who asks: only what is theirs to see */
	enum queue_by by;
	const char *whose;   /* "kaigo-fukushi", "coordinator:shakyo", "101" */
	const char *now;     /* as from clock_now() */
	const char *urgency; /* only these: a code; NULL: all */
	bool late;           /* only what is late */
	bool unassigned;     /* only what nobody was given */
};

/* Where a row stands, also when it has become late since; zero: above the
 * first one, and below the last. */
struct queue_key {
	int rank;
	char due[MOMENT_SIZE];
	int64_t case_id;
	char id[RECORD_ID_SIZE];
};

/*
 * One page of a list: up to limit rows behind key, or, back, in front of it,
 * the nearest first. Rows: those of the query loop_queue_page; of a case that
 * is hidden from who asks, title, complaint and what is asked are NULL.
 */
int queue_page(struct store *s, const struct queue_view *view,
	       const struct queue_key *key, bool back, int limit,
	       struct rows *out, struct err *err);
/* The key of a row of such a page. */
void queue_key_of(const struct rows *rows, size_t row, struct queue_key *key);
/* How many there are in all, and how many of them are late. */
int queue_count(struct store *s, const struct queue_view *view, int64_t *n,
		int64_t *late, struct err *err);

/* The queues somebody reads: the own section's, a coordinator's own desk
 * first, and those that nobody else reads. Refused to who reads none. */
struct queue_names {
	size_t n;
	char queue[DEST_MAX + 2][QUEUE_SIZE];
};
int queue_names(struct store *s, const struct actor *actor,
		const struct profile *profile, struct queue_names *out,
		struct err *err);

/* So many of one kind are told; more is not read anyway. */
#define LOOP_TOLD 100

/*
 * What somebody is told of, counted. since: they know what came before; safety:
 * a moment up to which checks are told. A referral that is late counts once,
 * be it in their queues or in their own hands.
 */
struct loop_counts {
	int64_t late;
	int64_t safety;   /* 48時間の安全確認 that are to be made */
	int64_t contacts; /* to be called again by today */
	int64_t quiet;    /* cases without an entry for quiet_days[0] */
	int64_t news;     /* what became of what they sent; at most LOOP_TOLD */
};
int loop_count(struct store *s, const struct actor *actor,
	       const struct profile *profile, const char *since,
	       const char *safety, const char *now, struct loop_counts *out,
	       struct err *err);

/* Cases of a holder, the longest waiting first. Rows: id number title and
 * touched_at; contact_on and status; safety_due and urgency. */
int loop_quiet(struct store *s, const char *staff, int days, const char *now,
	       int limit, struct rows *out, struct err *err);
int loop_contacts(struct store *s, const char *staff, const char *today,
		  int limit, struct rows *out, struct err *err);
int loop_safety(struct store *s, const char *staff, const char *now, int limit,
		struct rows *out, struct err *err);

/* What became of what they sent, since a moment: rows of loop_news. */
int loop_news(struct store *s, const char *staff, const char *since, int limit,
	      struct rows *out, struct err *err);

/*
 * The dated lists of the conferences: what waits, by day, and then what was
 * settled and can still be read by its members. Rows: id case_id meeting
 * meets_on number title urgency reason settled_at pledge; of what is not
 * theirs to open number, title, urgency and reason are NULL.
 */
int loop_agenda(struct store *s, const char *staff, const char *today,
		int limit, struct rows *out, struct err *err);
/* Does the case wait on one of them? For who may open it. */
int loop_waits(struct store *s, const char *staff, int64_t case_id, bool *waits,
	       struct err *err);
/* Who sits there about the case: rows staff name section pledged_on (NULL: has
 * not pledged). For who may open the case. */
int loop_seats(struct store *s, const char *staff, int64_t case_id,
	       int64_t agenda, struct rows *out, struct err *err);

/*
 * 丸投げ: of the cases opened in the month of NOW, how many have a coordinator,
 * as holder or asked to advise or take over (a question without a name is
 * neither). Above the profile's coordinator_warning_percent it is too many.
 */
struct loop_share {
	int64_t cases, coordinated;
	int percent;   /* rounded half up; 0 of no cases */
	bool too_many; /* before rounding */
};
int loop_share(struct store *s, const struct profile *profile, const char *now,
	       struct loop_share *out, struct err *err);

/* What may never be, counted over everything that is open. */
struct loop_faults {
	int64_t no_holder; /* an open case whose holder is not there */
	int64_t no_queue;  /* an open referral that stands in no list */
	int64_t misplaced; /* one that does, and should not or elsewhere */
	int64_t no_reader; /* a queue that nobody reads */
	int64_t nobody;    /* one given to somebody who left */
};
/* *n: how many queues with something in them nobody reads. */
int loop_unread(struct store *s, int64_t *n, struct err *err);

/* How many there are in all, in *faults (may be NULL) which; -1 on errors. */
int64_t loop_check(struct store *s, struct loop_faults *faults,
		   struct err *err);

#endif
