/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Triage of a case as it stands in its document, with what the clerk changed
 * by hand on top. The rules propose, a person decides; a duty stays a duty.
 */
#ifndef DOMAIN_PROPOSAL_H
#define DOMAIN_PROPOSAL_H

#include "domain/casetriage.h"
#include "domain/triage_explain.h"

struct proposal {
	const struct rules *rules;   /* borrowed */
	struct case_triage of;       /* what triage looked at */
	struct triage_result result; /* what the rules say */
	struct triage_explanation why;
	/* After the changes by hand: */
	uint64_t to;
	enum urgency urgency;
	enum urgency dest_urgency[DEST_MAX]; /* promoter and coordinator
						carry that of the case */
	int lead;
	uint64_t added, dropped; /* by hand */
	uint64_t raising;        /* those added since the urgency of the case
				    was last set by hand: it is at least theirs */
};

/* Zero *p before the first run; it can be run again. */
void proposal_decide(struct proposal *p, const struct casefile *cf,
		     const struct rules *rules);
/* The same, with the reasons. */
void proposal_make(struct proposal *p, const struct casefile *cf,
		   const struct rules *rules);
void proposal_release(struct proposal *p);

/*
 * May this change be made by hand? action, target and urgency as in record
 * override; the reason is checked too. -1 and one sentence.
 */
int proposal_may(const struct proposal *p, const char *action,
		 const char *target, const char *urgency, const char *reason,
		 struct err *err);

#endif
