/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which of several words with one reading is meant, by the words around it:
 * 意思 beside 尊重, 医師 beside 診断. Reads locale/ja/context.txt.
 */
#ifndef IME_CONTEXT_H
#define IME_CONTEXT_H

#include "base/err.h"
#include "ime/segs.h"

struct context;

/* NULL and the first fault as file:line. */
struct context *context_load(const char *path, struct err *err);
void context_free(struct context *context);

/* Move the candidates that belong to their surroundings to the front. */
void context_apply(const struct context *context, struct ime_segs *segs);

#endif
