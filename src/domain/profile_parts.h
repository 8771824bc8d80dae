/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the readers of profile.yaml share. */
#ifndef DOMAIN_PROFILE_PARTS_H
#define DOMAIN_PROFILE_PARTS_H

#include "base/yamlread.h"
#include "domain/profile.h"

struct profile_reader {
	const struct yml_doc *doc;
	struct err *err;
	struct profile *p;
};

/* All of these: -1 (NULL) and a sentence on a fault. */

/* A text that must be there and not empty, as the caller's own. */
int profile_need_text(struct profile_reader *r, const struct yml_node *map,
		      const char *key, char **out);
/* "" when it is not there. */
int profile_opt_text(struct profile_reader *r, const struct yml_node *map,
		     const char *key, char **out);
int profile_need_int(struct profile_reader *r, const struct yml_node *map,
		     const char *key, int min, int max, int *out);
/* The map under key, with no keys but these. */
const struct yml_node *profile_need_map(struct profile_reader *r,
					const struct yml_node *map,
					const char *key,
					const char *const *keys);

/* Urgencies with their clocks, limits, working hours. */
int profile_read_times(struct profile_reader *r);

#endif
