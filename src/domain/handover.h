/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * 申し送り: what the next one at this desk has to know. Which open referrals
 * and cases stand on the sheet, in which order and why; what of each may be
 * read is decided when the sheet is filled (handover_sheet.h).
 */
#ifndef DOMAIN_HANDOVER_H
#define DOMAIN_HANDOVER_H

#include "domain/actor.h"
#include "domain/loop.h"
#include "text/moment.h"

#define HANDOVER_MAX 500 /* lines of one list; how many more is said on it */

enum handover_scope {
	HANDOVER_SECTION, /* what waits in a queue */
	HANDOVER_PERSON,  /* what somebody holds or was given */
	HANDOVER_TODAY,   /* of a section: sent, moved, done or due today */
	HANDOVER_MORNING, /* of a section: for the morning meeting */
	HANDOVER_SCOPE_N,
};

/* Why a line stands there; in the order of the list. */
enum handover_why {
	HANDOVER_AA,
	HANDOVER_LATE,
	HANDOVER_UNSURE, /* staff could not tell */
	HANDOVER_NEW,    /* came in since the last working day */
	HANDOVER_RETURNED,
	HANDOVER_DUE,    /* today */
	HANDOVER_SAFETY, /* 48時間の安全確認 */
	HANDOVER_WAITS,
	HANDOVER_AGENDA, /* of the next conference: nobody takes it */
	HANDOVER_HELD,   /* nothing under way */
	HANDOVER_QUIET,  /* no entry for a while */
	HANDOVER_MOVED,  /* today */
	HANDOVER_WHY_N,
};

struct handover_line {
	enum handover_why why;
	int64_t case_id;
	char referral[RECORD_ID_SIZE]; /* "": about the case */
	int order; /* among all; the same: by due, those without one last */
	char due[MOMENT_SIZE]; /* until when; HANDOVER_QUIET: since when */
	bool nameless;         /* a question without a name */
	bool late, urgent;     /* AA */
};

struct handover {
	struct handover_line *line;
	size_t n, alloc;
	size_t more_n; /* that found no room */
};

struct handover_ask {
	enum handover_scope scope;
	const char *whose; /* a queue or section; a number of staff */
	const char *now;   /* as from clock_now() */
};

/* May they have this list? -1 and a sentence when not. */
int handover_must(struct store *s, const struct actor *actor,
		  const struct profile *profile, const struct handover_ask *ask,
		  struct err *err);
/* The lines, the most pressing first. Release it also after -1. */
int handover_list(struct handover *h, struct store *s,
		  const struct profile *profile, const struct handover_ask *ask,
		  struct err *err);
void handover_release(struct handover *h);

#endif
