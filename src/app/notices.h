/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * お知らせ, gathered as lines for who sits here: what is late and theirs to act
 * on (AA first), safety checks, people to be called again, what became of what
 * they sent, cases that nobody has touched for long.
 */
#ifndef APP_NOTICES_H
#define APP_NOTICES_H

#include "app/rowlist.h"
#include "app/session.h"

/* Target of a line: "17 late r1", the case and what it is about. Of a question
 * without a name "0 …": there is no case to be seen. */
int notices_gather(const struct session *s, struct rowlist *out,
		   struct err *err);

/* How many there are: as many as lines, but that of each kind only the first
 * hundred become lines. Asked for often, so nothing is gathered for it. */
int64_t notices_n(const struct session *s);

#endif
