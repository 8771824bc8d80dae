/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What stands between the line and libvterm when the terminal is not a plain
 * UTF-8 one: a legacy charset is decoded first, and on a terminal that draws
 * East Asian Ambiguous characters two cells wide a Hangul syllable, which is
 * as wide, stands in for each of them. By iconv and ICU alone: the program's
 * own conversion is what is tested.
 */
#ifndef TESTS_TTY_GLASS_H
#define TESTS_TTY_GLASS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct glass;

/* iconv's name of the charset, or NULL for UTF-8. Dies of an unknown one. */
struct glass *glass_new(const char *charset, bool wide);
void glass_free(struct glass *glass);

/* Append what libvterm is given for these bytes. What means nothing is shown
 * as U+FFFD; half a character waits for the rest. */
void glass_show(struct glass *glass, const char *bytes, size_t len,
		struct str *out);
/* The character for which c stands in; mostly c itself. */
uint32_t glass_original(const struct glass *glass, uint32_t c);
/* Append what this terminal sends for UTF-8 keys and pastes. */
void glass_type(struct glass *glass, const char *utf8, size_t len,
		struct str *out);

#endif
