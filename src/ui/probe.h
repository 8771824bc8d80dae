/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How wide does this terminal draw an ambiguous character? One is printed at
 * the left edge, the terminal is asked where its cursor is, and the line is
 * erased again. A terminal that does not answer soon is not waited for; an
 * answer that comes later is swallowed by the keyboard (input.h).
 */
#ifndef UI_PROBE_H
#define UI_PROBE_H

#include "base/str.h"

/* 1 or 2 cells, 0 without an answer. Whatever else came meanwhile is appended
 * to typed. Standard input and output are the terminal. */
int probe_width(struct str *typed);
/* Takes the answer Esc [ row ; column R out of bytes. The column, or 0. */
int probe_answer(struct str *bytes);

#endif
