/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of a draft, inside the caller's transaction. For this room only. */
#ifndef DOMAIN_DRAFT_IO_H
#define DOMAIN_DRAFT_IO_H

#include "domain/draft.h"

/* What differs between d->doc and next. */
int draft_write(struct draft *d, struct store *s, const struct casefile *next,
		struct err *err);
/* The text set aside at a path; "" forgets it. */
int draft_write_aside(const struct draft *d, struct store *s, const char *path,
		      const char *text, struct err *err);
/* All touched fields, without what was set aside. */
int draft_changes(struct changes *changes, struct store *s, int64_t draft_id,
		  struct err *err);
/* Fill d->base and d->doc: the case as it is now, and the changes over it; and
 * d->aside. */
int draft_read(struct draft *d, struct store *s, int64_t case_id,
	       struct err *err);
/* state is "signed" or "discarded". */
int draft_end(const struct draft *d, struct store *s, const char *state,
	      int64_t case_id, struct err *err);

#endif
