/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An invented city to try the program in: staff for every section of the
 * profile, and cases drawn from the stories of db/demo.yaml. The same n at the
 * same time gives the same cases. From a hundred cases on the city has lived:
 * they were sent on, answered, sent back, closed (demo_days.h).
 */
#ifndef DOMAIN_DEMO_H
#define DOMAIN_DEMO_H

#include "domain/rules.h"
#include "store/store.h"

/* Staff for every section; then n cases (0: none) of the last 300 days.
 * Both inside the caller's transaction; -1 and a sentence. */
int demo_staff(struct store *s, const struct profile *profile, struct err *err);
int demo_cases(struct store *s, const struct rules *rules, int n,
	       struct err *err);

#endif
