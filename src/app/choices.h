/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lists behind source=NAME in the screens of an intake. */
#ifndef APP_CHOICES_H
#define APP_CHOICES_H

#include "app/intake.h"

/* Is there such a list? */
bool choices_has(const char *source);

/* Source is one of them. Borrowed; lives until the list of the same source is
 * made again. */
const struct choice *choices_make(struct intake *in, const char *source,
				  size_t *n);
void choices_release(struct intake *in);

#endif
