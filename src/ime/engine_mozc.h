/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Mozc, where its server is installed: a process beside ours, asked over a
 * socket. It keeps nothing of what is typed. Every conversion has its limit
 * in time, however many calls it takes, and any failure is a sentence that says
 * Anthy stands in.
 */
#ifndef IME_ENGINE_MOZC_H
#define IME_ENGINE_MOZC_H

#include <stdbool.h>

#include "ime/engine.h"

/* Is there a server that could be started? */
bool engine_mozc_installed(void);

/* patient: wait for a server that is only starting, or slow, as long as it
 * takes: nobody sits at a terminal. Nothing is started before the first
 * conversion. End with ops->free. */
struct engine engine_mozc(bool patient);

/* What is asked from here on is one conversion to the person who waits, until
 * this is called again: its time begins. */
void engine_mozc_begin(const struct engine *mozc);

#endif
