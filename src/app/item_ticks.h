/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is passed on, as ticks on screen and one list of codes on disk: the
 * items of a consent, and those that go on a legal basis instead. Knows of the
 * two only where they are kept.
 */
#ifndef APP_ITEM_TICKS_H
#define APP_ITEM_TICKS_H

#include "app/intake.h"
#include "domain/caseview.h"

/* What is passed on unless somebody says otherwise: nothing sensitive, and of
 * somebody in danger neither where they are nor who brought them. */
void item_ticks_usual(const struct case_view *view, struct str *out);

/* "consent.items.health", "referral.basis_items.health": is it one of these
 * paths? Then *value is the answer of its box. */
bool item_ticks_get(const struct intake *in, const char *path,
		    const char **value);
/* 1 when it is none of these paths; else as intake_set. */
int item_ticks_set(struct intake *in, const char *path, const char *value,
		   struct err *err);

/* What the case tells that needs care and the open consent leaves out, in
 * words: "自死、健康・障害・介護". Appended. */
void item_ticks_left_out(const struct intake *in, struct str *out);

/* A basis was chosen for the open referral. It begins with what has to be said
 * for it, of today; without one nothing goes. A duty takes everything along. */
int item_ticks_basis(struct intake *in, const char *basis, struct err *err);
/* What goes on that basis: "4項目 氏名・性別、…". */
void item_ticks_words(const struct intake *in, struct str *out);
/* Are they picked one by one? Not for a duty, nor without a basis. */
bool item_ticks_picked(const struct intake *in);

#endif
