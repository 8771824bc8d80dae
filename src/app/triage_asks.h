/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Of the questions that would change a triage, those a clerk is to ask. The
 * engine asks whatever it does not know; here stands whom one would ask it.
 */
#ifndef APP_TRIAGE_ASKS_H
#define APP_TRIAGE_ASKS_H

#include "app/intake.h"
#include "domain/proposal.h"

/* In the order of t. out has room for t->why.ask_n; how many there are. */
size_t triage_asks(const struct intake *in, const struct proposal *t,
		   struct triage_ask *out);

#endif
