/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Invented households for triage, the same for the same seed. Most is not
 * known, some is said, a few things come together, as at a counter: half of
 * them begin with a rule of the table and what it looks for.
 */
#ifndef TESTS_UNIT_HOUSEHOLDS_H
#define TESTS_UNIT_HOUSEHOLDS_H

#include "domain/rules.h"

struct household {
	struct triage_case c;
	struct triage_member member[TRIAGE_MEMBERS_MAX];
};

struct households {
	const struct rules *rules; /* borrowed */
	uint64_t state;            /* begins as the seed */
};

/* The next one; it stays valid until out is used again. */
void household_next(struct households *h, struct household *out);

#endif
