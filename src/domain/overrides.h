/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was changed by hand after the rules had proposed: for whoever reviews
 * the rules, newest case first. */
#ifndef DOMAIN_OVERRIDES_H
#define DOMAIN_OVERRIDES_H

#include "domain/profile.h"
#include "store/store.h"

struct override {
	int64_t case_id;
	char id[8];       /* o1; with case_id the place in the list */
	char *number;     /* of the case */
	char *at, *staff; /* staff: number */
	char *proposed;   /* what the rules said */
	char *done;       /* what was done instead */
	char *reason;
};

struct overrides {
	struct override *item;
	size_t n;
};

/* Up to limit of them behind this one; case_id 0: from the top. */
int overrides_list(struct overrides *out, struct store *s,
		   const struct profile *profile, int64_t case_id,
		   const char *id, int limit, struct err *err);
void overrides_release(struct overrides *list);

#endif
