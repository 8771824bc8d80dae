/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between the files that make up the days of an invented city; for them only.
 */
#ifndef DOMAIN_DEMO_PARTS_H
#define DOMAIN_DEMO_PARTS_H

#include "domain/demo_days.h"
#include "domain/loop_place.h"

#define DAY        (24 * 60) /* minutes */
#define OPENS      (9 * 60)
#define CLOSES     (17 * 60)
#define LATELY     (12 * DAY)
#define EVENTS_MAX 40 /* of one case that lie ahead */

/* What may happen to a case. */
enum event_kind {
	EVENT_REPORT,
	EVENT_SAFETY,
	EVENT_ASK,
	EVENT_RECEIVE,
	EVENT_CONTACT,
	EVENT_ANSWER,
	EVENT_RETURN,
	EVENT_TAKE_BACK,
	EVENT_REDIRECT,
	EVENT_TO_COORDINATOR,
	EVENT_DISPUTE,
	EVENT_END,   /* or, while something is missing, a note */
	EVENT_AFTER, /* asked again when it was closed */
};

struct event {
	int64_t at; /* minutes since 1970 */
	enum event_kind what;
	char referral[RECORD_ID_SIZE];
	const char *to; /* of a report */
};

struct demo_days {
	struct loop loop;
	struct laws *laws;
	struct consent_rules *consent;
	const struct yml_doc *doc;
	uint32_t *random;
	struct rows staff;
	int64_t now;

	/* The case that lives. */
	struct casefile cf;
	const char *taker;
	struct event event[EVENTS_MAX];
	size_t event_n;
	size_t seen_n; /* its referrals that were thought of */
	bool disputed; /* is one on the list of a conference? */
	struct err *err;
};

int demo_chance(struct demo_days *d, int below);
/* One of the texts under this key of the file. */
const char *demo_words(struct demo_days *d, const char *key);
/* So many working days later, at some hour; 0: within the hour, or in the next
 * morning. Minutes since 1970. */
int64_t demo_later(struct demo_days *d, int64_t at, int days);
/* The referral may be NULL. */
void demo_plan(struct demo_days *d, enum event_kind what, const char *referral,
	       int64_t at);
/* How urgent the referral is: AA or A. */
bool demo_urgent(const struct demo_days *d, const char *referral);

/* ---- demo_acts.c ---- */

/* It happens, and what follows from it is planned. */
int demo_act(struct demo_days *d, const struct event *e);

#endif
