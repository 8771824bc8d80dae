/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which lists and places for values the program has, so that a slip of the pen
 * in a drawn screen is found when it is read. Screens the program does not know
 * may name anything.
 */
#ifndef APP_SCREEN_TERMS_H
#define APP_SCREEN_TERMS_H

#include "form/screen.h"

/* For the hosts of pages: names of facts are not looked at, leaving such a
 * field does that. With facts as data (struct facts *) they are. */
extern const struct screen_terms screen_terms;

#endif
