/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A value of a case as people say it, whatever is kept of it on disk. */
#ifndef APP_VALUE_WORDS_H
#define APP_VALUE_WORDS_H

#include "app/intake.h"

/* Append. path as in the document: "m1.birth", "fact.no_food". */
void value_words(const struct intake *in, const char *path, const char *value,
		 struct str *out);

#endif
