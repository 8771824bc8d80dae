/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sheets to a PDF in a process of its own. Fonts are large: for one kanji all
 * of Noto is read, and Cairo keeps what it has read. A program that goes on
 * afterwards shall not stay so large, nor fall when a font is broken.
 */
#ifndef PRINT_APART_H
#define PRINT_APART_H

#include "print/press.h"

/* As press_pdfs, with a press that is gone afterwards. */
int apart_pdfs(const struct press_job *job, size_t n, struct str *out,
	       int *pages_n, struct err *err);

#endif
