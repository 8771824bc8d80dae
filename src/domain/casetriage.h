/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case before the rules: what triage looks at, and keeping its answer. */
#ifndef DOMAIN_CASETRIAGE_H
#define DOMAIN_CASETRIAGE_H

#include "domain/casefile.h"
#include "domain/triage.h"

/* A triage_case with everything it points to. Does not move: c points into
 * it. */
struct case_triage {
	struct triage_case c;
	struct triage_member member[TRIAGE_MEMBERS_MAX];
	struct record_ids ids;
};

/* How often the case was sent back. */
int casefile_returned(const struct casefile *cf);
void casefile_triage(const struct casefile *cf, const struct rules *rules,
		     struct case_triage *out);

/*
 * Let the rules decide. The case gets its urgency and proposed lead (a clerk's
 * override goes before), its referrals their place; answer becomes what is kept
 * of it (REC_TRIAGE): the result with its reasons, version and hash of the
 * rules. Needs no database, so it belongs before store_begin().
 */
void casefile_decide(struct casefile *cf, const struct rules *rules,
		     struct values *answer);
/* The same for what is signed off or taken in: where the rules want a promoter
 * and none is in it yet, it is sent to the queue of the taking section's. No
 * consent is needed, they are no recipient (個人情報保護法69条1項). */
void casefile_decide_and_tell(struct casefile *cf, const struct rules *rules,
			      struct values *answer);
/* Put the answer beside the case as it was saved. It gets who and which
 * revision. */
int casefile_keep_answer(const struct casefile *cf, struct store *s,
			 const char *staff, struct values *answer,
			 struct err *err);
/* As casefile_save, and the answer is kept with the case, unless nothing has
 * changed. It gets who and which revision. */
int casefile_save_decided(struct casefile *cf, const struct casefile *base,
			  struct store *s, const char *staff,
			  struct values *answer, struct err *err);
/* Both at once, where one transaction holds many cases. */
int casefile_save_triaged(struct casefile *cf, const struct casefile *base,
			  struct store *s, const char *staff,
			  const struct rules *rules, struct err *err);

#endif
