/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The screens that are more than a .screen, each in its scr_*.c. */
#ifndef APP_SCREENS_H
#define APP_SCREENS_H

#include "app/intake.h"
#include "domain/account.h"
#include "domain/handover.h"

/* Pages of an intake: shown until left; the op, or -2 and a sentence. */
int scr_situation(struct intake *in, struct err *err);
int scr_triage(struct intake *in, struct err *err);
int scr_consents(struct intake *in, struct err *err);
int scr_referrals(struct intake *in, struct err *err);

/* What is missing before sign-off; with only_forced it shows nothing unless
 * something is forced. 0: nothing that is forced; 1: the person wants to go to
 * in->path; UI_HANGUP. */
int scr_missing(struct intake *in, bool only_forced, struct err *err);
/* Let the person choose in each conflict. 0 all chosen, 1 not yet, or
 * UI_HANGUP. */
int scr_conflict(struct intake *in, struct conflicts *conflicts);

/* Around the intakes: UI_HANGUP, or 0 to go back to the menu. */
int scr_menu(struct session *s);
/* Until somebody has logged in: 0; less when the program is to end. */
int scr_login(struct session *s);
/* Another passphrase for who sits here. */
int scr_passphrase(struct session *s);
/* What is late, and what came back; only_new: only when something is there
 * that was not on the screen before. */
int scr_notices(struct session *s, bool only_new);
/* From now on the screen can hide (nobody sits here: it cannot). */
void session_lock(struct session *s);
/* Ask for the passphrase of a number, and try it: 0 right (the caller releases
 * login->actor), 1 wrong and said so, -1 or the op of a key: not given. */
int session_ask(struct session *s, const char *number, const char *question,
		const struct binding *more, struct login *login);
/* 設定, for administrators. */
int scr_admin(struct session *s);
int scr_drafts(struct session *s);
/* What waits for the section, the coordinators, or oneself. */
int scr_queue(struct session *s);
/* How many those are, and how many of them are late. */
int scr_queue_waiting(struct session *s, int64_t *n, int64_t *late);
/* 申し送り: asks which list; or a list that is known. */
int scr_handover(const struct session *s, struct err *err);
void scr_handover_list(const struct session *s, enum handover_scope scope,
		       const char *whose);
/* One case on a page; what lies behind it is a key away. */
int scr_case(struct session *s, int64_t case_id);
/* again: Enter shows what was printed instead of opening the case. */
int scr_cases(struct session *s, bool again);
/* 会議: the dated lists, from this case on (0: from the top). */
int scr_conference(struct session *s, int64_t case_id);
/* Who has looked at a case. */
int scr_viewings(struct session *s, int64_t case_id);
/* What was printed of a case, to print it again. */
int scr_again(struct session *s, int64_t case_id);

#endif
