/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every fault of every screen, for `madoguchi screens check`. */
#ifndef FORM_CHECK_H
#define FORM_CHECK_H

#include "base/err.h"
#include "base/str.h"
#include "form/screen.h"

/* Read all *.screen of a folder, in which those of needed (NULL-terminated, or
 * NULL) have to be. terms: as for screen_load. 0 when all are in order, else
 * -1 with one sentence a fault. *screens_n (may be NULL): how many there are.
 */
int screens_check(const char *folder, const char *const *needed,
		  const struct screen_terms *terms, size_t *screens_n,
		  struct err *err);

/* What a folder is not complete without: the needed screens that are not drawn
 * there, and those drawn without a text for F1. Names, with commas between. */
void screens_lack(const char *folder, const char *const *needed,
		  struct str *screens, struct str *help);

#endif
