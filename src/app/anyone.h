/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * 「いま、一人で残されている子や介護の要る人はいますか。」: one question about
 * everybody, kept as a fact of each. Whoever is written down after it was
 * answered was part of the answer.
 */
#ifndef APP_ANYONE_H
#define APP_ANYONE_H

#include "app/intake.h"

/* The path under which it is asked. */
#define ANYONE_PATH "anyone.fact.alone_dependant"

/* yes when it is so for anybody; "" when it was not asked of everybody. */
const char *anyone_answer(const struct intake *in);
/* Yes asks who it is; any other answer is everybody's. */
int anyone_set(struct intake *in, const char *value, struct err *err);
/* A member has been added: what was said of everybody is said of them. */
int anyone_joins(struct intake *in, const char *id, struct err *err);
/* "  → 長女（2歳）": who it is; nothing when nobody is. Appended. */
void anyone_words(const struct intake *in, struct str *out);

#endif
