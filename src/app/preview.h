/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sheet as text on the screen, and from there to a printer or a file. */
#ifndef APP_PREVIEW_H
#define APP_PREVIEW_H

#include "app/session.h"
#include "domain/casesheet.h"

enum preview_end {
	PREVIEW_BACK,    /* looked at, nothing printed; or the line hung up */
	PREVIEW_OUT,     /* printed, or in a file, and on record */
	PREVIEW_REFUSED, /* may not go to this reader: sentences in err */
	PREVIEW_FAILED,  /* its form cannot be read: sentences in err */
};

/* "つなぐシート": how the sheet is called on screen. */
const char *preview_form_name(enum sheet_form form);

struct preview_ask {
	enum sheet_form form;
	const char *to;       /* NULL: nobody else */
	const char *referral; /* "r1"; NULL: the last one to them */
	bool asked;           /* a slip in spite of danger */
};

/* The case as it is saved. */
enum preview_end preview_sheet(const struct session *s,
			       const struct casefile *cf,
			       const struct preview_ask *what, struct err *err);
/* The empty form, for the pen. */
enum preview_end preview_blank(enum sheet_form form, struct err *err);
/* Pages that are no disclosure, and their text; form: for the name of a file.
 */
enum preview_end preview_pages(const char *form, const char *title,
			       const char *text, const struct str *pdf);
/* Bytes that were printed before, once more. */
enum preview_end preview_again(const struct str *pdf);

#endif
