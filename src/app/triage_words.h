/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The reasons of a triage in the words of the counter: labels instead of
 * codes, names instead of member numbers.
 */
#ifndef APP_TRIAGE_WORDS_H
#define APP_TRIAGE_WORDS_H

#include "app/intake.h"
#include "domain/proposal.h"

/* "物の堆積: はい", "母（78歳）: 65歳以上". Appended. */
void words_of_clause(const struct intake *in, const struct proposal *t,
		     const struct clause *clause, struct str *out);
/* "介護福祉課、地域包括支援センター": names of a set of destinations. */
void words_of_dests(const struct session *s, uint64_t to, struct str *out);
/* The question that would be asked, with whom it is about. */
void words_of_ask(const struct intake *in, const struct proposal *t,
		  const struct triage_ask *ask, struct str *out);
/* The whole why and why not, as text for a pager. Appended. */
void words_of_why(const struct intake *in, const struct proposal *t,
		  struct str *out);

#endif
