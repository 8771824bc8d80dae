/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One record of consent at the screen: found or begun for a recipient, given
 * orally by one key, or opened as a page; and the days that belong to what the
 * person said. Which records there are is shown by scr_consents.c.
 */
#ifndef APP_CONSENT_RECORD_H
#define APP_CONSENT_RECORD_H

#include "app/intake.h"
#include "domain/casebind.h"

/*
 * The record that in->consent means from now on: the last one that speaks of
 * this recipient and member when it is about that recipient alone, else a new
 * one with what is usual in it.
 */
int consent_record_open(struct intake *in, const char *recipient,
			const char *member, struct err *err);
/* A new one; recipients is a scope, e.g. a group. */
int consent_record_new(struct intake *in, const char *recipients,
		       const char *member, struct err *err);

/* A new one: nothing is to be passed on to anybody. */
int consent_record_refuse_all(struct intake *in, const char *member,
			      struct err *err);

/* What the person said about the open record, today: "oral", "refused" …. Days
 * that are the same in nearly every case are filled in. */
int consent_record_say(struct intake *in, const char *state, struct err *err);
/* The day of withdrawal was typed: then it is withdrawn. */
int consent_record_withdraw(struct intake *in, const char *day,
			    struct err *err);

/*
 * The page of the open record, before it that of its group when begin is set.
 * Afterwards what is incomplete is said, a withdrawal shows what cannot be
 * called back, and a record in which nothing was said is gone. OP_BACK
 * when it goes on with the list of records, else the op of a key that leads
 * elsewhere, or -1 and a sentence.
 */
int consent_record_page(struct intake *in, bool begin, struct err *err);

/* What its state is called on a day: 撤回 and 期限切れ are told apart. */
const char *consent_record_label(const struct consent *row, const char *today);

#endif
