/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Anthy inside this process: always there, small and quick. Owns libanthy.
 * Nothing of what is typed is kept: its personality is anonymous, its home is
 * the folder we name, and need not exist.
 */
#ifndef IME_ENGINE_ANTHY_H
#define IME_ENGINE_ANTHY_H

#include "ime/engine.h"

/* Takes nothing and cannot fail: libanthy is opened by the first conversion,
 * so that a desk where nobody types Japanese does not pay for it. */
struct engine engine_anthy(void);

#endif
