/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 申し送り on its way out: as a PDF with its sheets, or as a table. */
#ifndef APP_HANDOVER_OUT_H
#define APP_HANDOVER_OUT_H

#include "domain/handover_sheet.h"
#include "text/charset.h"

/* Append the PDF: the list and, with cases, a sheet of each case on it. */
int handover_pdf(const struct handover_desk *desk, const struct sheet *list,
		 const struct handover *h, bool cases, struct str *out,
		 struct err *err);

/* Append the list as a table for a spreadsheet; *lost_n: how many characters
 * the charset lacks. */
int handover_table(const struct sheet *list, enum charset charset,
		   struct str *out, size_t *lost_n, struct err *err);

#endif
