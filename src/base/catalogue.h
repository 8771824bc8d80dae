/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Is a compiled catalogue of sentences (.mo) whole? gettext trusts the places
 * written in one: it reads behind the end of a file that was cut off.
 */
#ifndef BASE_CATALOGUE_H
#define BASE_CATALOGUE_H

#include <stdbool.h>
#include <stddef.h>

/* Of the file at path; false also when it cannot be read. */
bool catalogue_whole(const char *path);
/* Of its bytes. */
bool catalogue_check(const char *bytes, size_t len);

#endif
