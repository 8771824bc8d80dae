/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * May they? Asked at every entry of the domain, of the table in role.h and of
 * the store as it stands by then: what somebody was told at login, or has in a
 * document they are typing in, counts for nothing here. staff is a number.
 * All return 0, or -1 and one sentence with what to do instead.
 */
#ifndef DOMAIN_ACCESS_H
#define DOMAIN_ACCESS_H

#include "domain/casefile.h"
#include "domain/role.h"

/* What is about no case. */
int access_house(struct store *s, const char *staff, enum action action,
		 struct err *err);
/* What counts in their own section only: the draft of a colleague. */
int access_section(struct store *s, const char *staff, enum action action,
		   const char *section, struct err *err);
/* A queue ("kaigo-fukushi", "coordinator:shakyo"). */
int access_queue(struct store *s, const char *staff, const char *queue,
		 struct err *err);
/* A case, and one referral of it (NULL: all of them). */
int access_check(struct store *s, const char *staff, enum action action,
		 int64_t case_id, const char *referral, struct err *err);
/* The same where it was just read from the store. */
int access_case(struct store *s, const char *staff, enum action action,
		const struct casefile *cf, const char *referral,
		struct err *err);

/* Read a case in order to show it: may they, and on record that they looked
 * (個人情報保護). purpose: "open", "command". Not inside a transaction. */
int access_open(struct casefile *cf, struct store *s, const char *staff,
		int64_t case_id, const char *purpose, struct err *err);

#endif
