/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The questions of 今夜の安全 and 状況, in the order in which they are shown:
 * those that fit the ticked boxes first (DOMAIN: listen, then ask what fits).
 */
#ifndef APP_QUESTIONS_H
#define APP_QUESTIONS_H

#include "app/intake.h"

/* Fill in->fact_row. */
void questions_tonight(struct intake *in);
void questions_situation(struct intake *in);
void questions_release(struct intake *in);
/* Does the screen ask this of its owner ("" the household, "client" or a
 * member's id)? Not what cannot be at their age, nor what another answer has to
 * call for; what was answered stays in sight. */
bool questions_offer(const struct intake *in, const struct fact *f,
		     const char *owner);
/* Can it be, of somebody of their age and sex? Whatever was answered. */
bool questions_can_be(const struct intake *in, const struct fact *f,
		      const char *owner);
/* How many of them have no answer yet, and the path of the first of these
 * (path is left alone when there is none). */
size_t questions_open(const struct intake *in);
void questions_first_open(const struct intake *in, char path[PATH_SIZE]);

/* Page 状況, everybody's together. */
struct question_count {
	size_t fit_open; /* fit the ticked boxes and have no answer */
	size_t answered;
};
struct question_count questions_count(struct intake *in);

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

#endif
