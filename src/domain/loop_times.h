/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Due times, where what they are made from has changed for all of them. */
#ifndef DOMAIN_LOOP_TIMES_H
#define DOMAIN_LOOP_TIMES_H

#include "domain/profile.h"
#include "store/store.h"

/*
 * Every referral that is open or not sent yet is due when the limits and closed
 * days of the profile say. Inside the caller's transaction. Nobody has touched
 * the cases: what changed, by whom, is on record with the setting.
 */
int loop_times_anew(struct store *s, const struct profile *profile,
		    struct err *err);

#endif
