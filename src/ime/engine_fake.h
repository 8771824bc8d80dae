/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An engine for tests: what it knows is a table, what it was told to learn is
 * written down.
 */
#ifndef IME_ENGINE_FAKE_H
#define IME_ENGINE_FAKE_H

#include "ime/engine.h"

/* {"そうだん", "相談;そうだん:kana"}: candidates by ';', a note behind ':',
 * those behind '+' only when more are asked for. The table ends with a NULL
 * reading. */
struct engine_fake_word {
	const char *reading;
	const char *candidates;
};

struct engine_fake {
	const struct engine_fake_word *words;
	const char *broken; /* a reading with this in it fails; may be NULL */
	struct str learned; /* "reading=text " a segment, ";" a call */
};

/* fake must outlive the engine. */
struct engine engine_fake(struct engine_fake *fake);

#endif
