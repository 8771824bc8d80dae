/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Until when something has to be done, by the limits of the profile. AA, A
 * and the 48-hour check run in real hours, nights and week-ends included; B and
 * C while the city works: its hours, without holidays and the year's end.
 */
#ifndef DOMAIN_DEADLINE_H
#define DOMAIN_DEADLINE_H

#include "domain/profile.h"
#include "text/moment.h"

/* Does the city work on this day? */
bool workday(const struct profile *profile, struct date day);

/*
 * The moment at which LIMIT runs out for what began at FROM (as from
 * clock_now(); with or without seconds). Minutes and hours are counted; days
 * end with the day: "0 days" is the day it began on, on the working clock at
 * the hour of closing. What begins after closing begins when the doors open
 * again.
 */
void deadline_of(const struct profile *profile, struct limit limit, bool real,
		 const char *from, char out[MOMENT_SIZE]);

/* What a referral waits for next. */
enum wait { WAIT_RECEIPT, WAIT_CONTACT, WAIT_ANSWER, WAIT_N };

/*
 * Until when that has to be there, for what was sent at FROM. Each of the three
 * has its own limit, and all of them run from the sending: the person waits
 * from then on, and whoever receives late has won no time ("B within three
 * working days"). But no step is due before the one in front of it, whatever
 * the limits are: what was done in time is not late the minute after.
 */
void deadline_of_wait(const struct profile *profile, enum urgency urgency,
		      enum wait wait, const char *from, char out[MOMENT_SIZE]);

#endif
