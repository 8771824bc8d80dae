/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 申し送り on its way out: as a PDF with its sheets, or as a table. */
#ifndef APP_HANDOVER_OUT_H
#define APP_HANDOVER_OUT_H

#include "domain/handover_sheet.h"
#include "print/paper.h"
#include "text/charset.h"

/* The list and, with cases, a sheet of each case on it. */
struct handover_pile {
	struct paper *list_paper, *paper;
	const struct sheet *list; /* borrowed */
	struct sheet **one;
	size_t n;
};

/* Release it also after -1. */
int handover_pile_make(struct handover_pile *pile,
		       const struct handover_desk *desk,
		       const struct sheet *list, const struct handover *h,
		       bool cases, struct err *err);
void handover_pile_release(struct handover_pile *pile);

/* Append all of it as one PDF; as text for a pager. */
int handover_pdf(const struct handover_pile *pile, struct str *out,
		 struct err *err);
void handover_text(const struct handover_pile *pile, int cols, struct str *out);

/* Append the list as a table for a spreadsheet; into lost (may be NULL) the
 * letters that the charset lacks. */
int handover_table(const struct sheet *list, enum charset charset,
		   struct str *out, struct str *lost, struct err *err);

#endif
