/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far a referral has come, how long it waits and until when the next step
 * is due, in words for a column. */
#ifndef APP_LOOP_WORDS_H
#define APP_LOOP_WORDS_H

#include "base/str.h"

/* 未受領; what was asked of an agency is 照会中 until it answers. */
const char *loop_state_words(const char *state, const char *kind);
/* "15分", "30時間", "16日"; nothing while it was not sent. Appended. */
void loop_waited_words(struct str *out, const char *since, const char *now);
/* "11:30まで", "あす 12:00", "11/25まで", or "遅れ2日". Appended. */
void loop_due_words(struct str *out, const char *due, const char *now);

#endif
