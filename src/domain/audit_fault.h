/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sentences about a broken chain, and finding out what was done to it. For
 * audit.c only. */
#ifndef DOMAIN_AUDIT_FAULT_H
#define DOMAIN_AUDIT_FAULT_H

#include "domain/audit.h"
#include "store/chain.h"

/* A link of a page; texts are borrowed from the rows. */
void audit_link(struct chain_link *l, const struct rows *rows, size_t i);

/* All return -1 with one sentence, or with one about the disk. */

/* The links from first to last are not there. */
int audit_fault_gap(int64_t first, int64_t last, struct err *err);
/* The mac of link i of the page does not follow the mac before it. */
int audit_fault_link(struct store *s, const struct rows *rows, size_t i,
		     const unsigned char before[MAC_SIZE], struct err *err);
/* The link is right, a row of it is not: digest is what it holds, NULL: gone.
 */
int audit_fault_row(struct store *s, const struct rows *rows, size_t i,
		    int64_t row, const unsigned char *digest, struct err *err);

#endif
