/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The questions of 今夜の安全 and 状況, in the order in which they are shown:
 * those that fit the ticked boxes first (DOMAIN: listen, then ask what fits).
 */
#ifndef APP_QUESTIONS_H
#define APP_QUESTIONS_H

#include "app/intake.h"

/* "new.fact.X": the answer yes makes a member and says X of it. */
#define QUESTION_NEW_MEMBER "new."

/* Fill in->fact_row. */
void questions_tonight(struct intake *in);
void questions_situation(struct intake *in);
void questions_release(struct intake *in);

/* Page 状況: whom the questions are about, in words; and the next one. Returns
 * false when the turn comes round to the household again. */
void questions_who(const struct intake *in, struct str *out);
bool questions_next_who(struct intake *in);

/* An answer under QUESTION_NEW_MEMBER; rest is "fact.alone_dependant". */
int questions_new_member(struct intake *in, const char *rest, const char *value,
			 struct err *err);

#endif
