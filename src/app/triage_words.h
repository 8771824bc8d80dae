/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The reasons of a triage in the words of the counter: labels instead of
 * codes, names instead of member numbers.
 */
#ifndef APP_TRIAGE_WORDS_H
#define APP_TRIAGE_WORDS_H

#include "app/intake.h"
#include "domain/proposal.h"

/* "介護福祉課、地域包括支援センター": names of a set of destinations. Appended.
 */
void words_of_dests(const struct session *s, uint64_t to, struct str *out);
/* A question that would be asked, of the n persons who follow each other in
 * the list. Appended. */
void words_of_ask(const struct intake *in, const struct proposal *t,
		  const struct triage_ask *ask, size_t n, struct str *out);
/* The whole why and why not, as text for a pager. Appended. */
void words_of_why(const struct intake *in, const struct proposal *t,
		  struct str *out);

#endif
