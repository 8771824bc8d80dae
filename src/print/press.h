/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A sheet on a form: as PDF, or as plain text for the screen. Owns Pango,
 * Cairo, HarfBuzz, fontconfig, libqrencode and libqpdf (with the other files
 * of this room). Keeps the fonts open between calls.
 */
#ifndef PRINT_PRESS_H
#define PRINT_PRESS_H

#include <stddef.h>

#include "base/err.h"
#include "domain/sheet.h"
#include "print/paper.h"

/* Fonts, open as long as it lives, and in memory as long as the program does:
 * one that goes on for long asks apart.h instead. */
struct press;
struct press *press_new(void);
void press_free(struct press *press);

/*
 * Lay the sheet out and append the whole PDF to out. sheet NULL prints the
 * form empty for the pen. Fails with one sentence when a font is missing, a
 * character has no glyph, or a variant no font. pages_n (may be NULL) gets the
 * page count.
 */
int press_pdf(struct press *press, const struct paper *paper,
	      const struct sheet *sheet, struct str *out, int *pages_n,
	      struct err *err);

/* The same for several sheets, one behind the other in one PDF, each with pages
 * of its own number. */
struct press_job {
	const struct paper *paper;
	const struct sheet *sheet;
};
int press_pdfs(struct press *press, const struct press_job *job, size_t n,
	       struct str *out, int *pages_n, struct err *err);

/* As press_pdf, into a file that only its owner may read. The file appears
 * whole or not at all; one that was there is replaced. */
int press_file(struct press *press, const struct paper *paper,
	       const struct sheet *sheet, const char *path, struct err *err);

/* The same sheet as plain text, lines of at most cols cells, for a pager. */
void press_preview(const struct paper *paper, const struct sheet *sheet,
		   int cols, struct str *out);

#endif
