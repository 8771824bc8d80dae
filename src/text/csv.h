/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tables for spreadsheets, by RFC 4180: cells with commas between them, lines
 * with CR LF behind them, every cell in quotes.
 */
#ifndef TEXT_CSV_H
#define TEXT_CSV_H

#include "base/err.h"
#include "base/str.h"
#include "text/charset.h"

/*
 * Append one cell; first: of its line. What begins as a formula does in a
 * spreadsheet (= + - @, a tab or a line end, in full width too) gets an
 * apostrophe in front: it stays text, and nobody's words are executed.
 */
void csv_cell(struct str *out, const char *text, bool first);
void csv_line_end(struct str *out);

/*
 * Append the table in the charset its reader expects: UTF-8 with a byte order
 * mark, or CP932, with 〓 for what that lacks, and into lost (may be NULL) each
 * letter that it lacks, once.
 */
int csv_encode(const struct str *table, enum charset charset, struct str *out,
	       struct str *lost, struct err *err);

#endif
