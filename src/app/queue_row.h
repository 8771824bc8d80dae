/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One line of a queue, for somebody who has eleven of them before the morning
 * meeting: how urgent, how far, how long it waits, until when, what it is
 * about, from whom, what is asked.
 */
#ifndef APP_QUEUE_ROW_H
#define APP_QUEUE_ROW_H

#include "app/session.h"

#define QUEUE_HEADER                                                                   \
	"急 いま   待ち   いつまで   主訴                どこから     " \
	"頼まれたこと"

/* rows: those of queue_page(). Appended. */
void queue_row_words(const struct session *s, const struct rows *rows, size_t i,
		     const char *now, struct str *out);
/* AA, or late. */
bool queue_row_presses(const struct rows *rows, size_t i, const char *now);

#endif
