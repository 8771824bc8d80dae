/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Questions about everybody at once: 「いま、一人で残されている子や介護の要る
 * 人はいますか。」, 「いま急に具合が悪くなっている人はいますか。」. The answer
 * is kept as a fact of each. Whoever is written down after it was given was
 * part of it.
 */
#ifndef APP_ANYONE_H
#define APP_ANYONE_H

#include "app/intake.h"

/* "anyone.fact.acute_illness" is the path under which such a fact is asked. */
#define ANYONE_PREFIX "anyone."

/* Is this fact asked of everybody at once? */
bool anyone_asks(const char *code);
/* What the clerk says. The code is one that anyone_asks(). */
const char *anyone_question(const char *code);
/* yes when it is so for anybody; "" when it was not asked of everybody. */
const char *anyone_answer(const struct intake *in, const char *code);
/*
 * Yes is somebody's: of an illness at first the client's, without a question;
 * yes once more asks whose. Any other answer is everybody's.
 */
int anyone_set(struct intake *in, const char *code, const char *value,
	       struct err *err);
/* A member has been added: what was said of everybody is said of them. */
int anyone_joins(struct intake *in, const char *id, struct err *err);
/* "  → 長女（2歳）": who it is; nothing when nobody is. Appended. */
void anyone_words(const struct intake *in, const char *code, struct str *out);

#endif
