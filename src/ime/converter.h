/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the desk types with: one engine that asks the best engine there is and
 * adds what we know ourselves: the vocabulary of the counter, places, names,
 * numbers, and what was chosen before on this host.
 */
#ifndef IME_CONVERTER_H
#define IME_CONVERTER_H

#include "ime/engine.h"

enum converter_choice {
	CONVERTER_BEST,  /* Mozc where it is installed, else Anthy */
	CONVERTER_ANTHY, /* Anthy, and nothing else */
	CONVERTER_MOZC,  /* Mozc; Anthy only when a call fails */
};

struct converter_options {
	enum converter_choice choice;
	const char *profile; /* whose places are known; NULL: nobody's */
	bool plain;          /* the engine alone, without our additions */
};

/* Never fails: nothing is opened or read before the first conversion. End with
 * ops->free. */
struct engine converter_open(const struct converter_options *options);

/*
 * A sentence about the last conversions that the person should see, once each:
 * Mozc did not answer, a dictionary is broken. NULL when there is none. The
 * caller's. CONVERTER must come from converter_open.
 */
char *converter_notice(const struct engine *converter);

#endif
