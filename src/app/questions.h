/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The questions of 今夜の安全 and 状況, in the order in which they are shown:
 * those that fit the ticked boxes first (DOMAIN: listen, then ask what fits).
 */
#ifndef APP_QUESTIONS_H
#define APP_QUESTIONS_H

#include "app/intake.h"

/* Path of the one question that is about everybody in the household. */
#define QUESTION_ANYONE "anyone.fact.alone_dependant"

/* Fill in->fact_row. */
void questions_tonight(struct intake *in);
void questions_situation(struct intake *in);
void questions_release(struct intake *in);
/* How many of them have no answer yet. */
size_t questions_open(const struct intake *in);

/* Page 状況: whom the questions are about and who comes next, in words. It
 * begins with whom the ticked boxes are about; after the last person comes the
 * household. */
void questions_who(const struct intake *in, struct str *out);
void questions_first_who(struct intake *in);
void questions_next_who(struct intake *in);

/* Is somebody beside the client? And is this a fact to ask of the client alone
 * (violence, abuse, the wish to die)? */
bool questions_companion(const struct intake *in);
bool questions_alone(const struct intake *in, const char *path);

/* The answer to QUESTION_ANYONE: yes when it is so for anybody. Set to yes it
 * asks who it is; any other answer is everybody's. */
const char *questions_anyone(const struct intake *in);
int questions_set_anyone(struct intake *in, const char *value, struct err *err);

#endif
