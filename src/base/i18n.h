/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sentences: English in the source, Japanese in locale/ja.po.
 * The full-screen program always speaks Japanese; commands follow the locale.
 */
#ifndef BASE_I18N_H
#define BASE_I18N_H

#include <libintl.h>

#define _(s)  gettext(s)
#define N_(s) (s) /* marks a string in a table; translate where it is shown */

/* Call once at the start of main: UTF-8 locale and the message catalogue. One
 * that is missing or broken is left alone: the sentences are English then. */
void i18n_init(void);
/* The catalogue that should have been there; NULL: it is. */
const char *i18n_missing(void);
/* From now on every sentence is Japanese, whatever the locale says. */
void i18n_japanese(void);

#endif
