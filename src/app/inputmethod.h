/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Japanese input at the desk: the machine of src/ime between the keys of
 * src/ui and a converter that knows the city. MADOGUCHI_INPUT=off leaves it
 * out.
 */
#ifndef APP_INPUTMETHOD_H
#define APP_INPUTMETHOD_H

#include <stdbool.h>

#include "base/err.h"

/* Hand it to the screen. profile: whose places are known. -1 and sentences:
 * the table cannot be read, and keys stay what they are. */
int inputmethod_start(const char *profile, struct err *err);
void inputmethod_stop(void);

/* How a name that was pasted is probably read; false: nobody knows. Needs no
 * start: the names are read for it and forgotten, so rarely is it asked. */
bool inputmethod_reading(const char *name, struct str *out);

#endif
