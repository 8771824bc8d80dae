/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who works here. */
#ifndef DOMAIN_STAFF_H
#define DOMAIN_STAFF_H

#include "base/err.h"
#include "domain/values.h"
#include "store/store.h"

/* All, by section. Rows: the fields of REC_STAFF. */
int staff_list(struct store *s, struct rows *out, struct err *err);
/* One of them into values ("name", "section" …). */
int staff_load(struct values *values, struct store *s, const char *number,
	       struct err *err);
/*
 * Add or change one, inside the caller's transaction. Who still holds open
 * cases cannot be made inactive: ERR_INPUT.
 */
int staff_save(const struct values *values, struct store *s, struct err *err);
/*
 * Somebody leaves, inside the caller's transaction: no account any more. Who
 * still holds open cases stays, and so does the last administrator.
 */
int staff_disable(struct store *s, const char *number, struct err *err);
/* The same by an administrator, on record. Inside the caller's transaction. */
int staff_put(const struct values *values, struct store *s, const char *by,
	      struct err *err);
/*
 * Name, section or roles of somebody who works here, by an administrator. Where
 * nobody else is an administrator, or, with referrals on their way, a
 * coordinator, they stay one; who has cases stays in a role that may open
 * them: ERR_INPUT. Inside the caller's transaction.
 */
int staff_change(const struct values *values, struct store *s, const char *by,
		 struct err *err);
/*
 * Somebody leaves, by an administrator: all that they hold or were given goes
 * to a colleague, and their account is gone, in one transaction. to NULL:
 * ERR_INPUT and how much that is, unless there is nothing.
 */
int staff_leave(struct store *s, const char *by, const char *number,
		const char *to, struct err *err);
/* The first active administrator; ERR_INPUT when there is none. The caller's.
 */
char *staff_admin(struct store *s, struct err *err);
/* Is this somebody active? -1 and a sentence when not. */
int staff_check(struct store *s, const char *number, struct err *err);
/* The same, and their row. */
int staff_active(struct store *s, const char *number, struct rows *row,
		 struct err *err);

#endif
