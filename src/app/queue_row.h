/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One line of a queue, for somebody who has eleven of them before the morning
 * meeting: how urgent, how far, how long it waits, until when, what it is
 * about, from whom, what is asked.
 */
#ifndef APP_QUEUE_ROW_H
#define APP_QUEUE_ROW_H

#include "app/session.h"
#include "domain/loop_lists.h"

#define QUEUE_HEADER                                                                   \
	"急 いま   待ち   いつまで   主訴                どこから     " \
	"頼まれたこと"

/* rows: those of queue_page(). Appended. */
void queue_row_words(const struct session *s, const struct rows *rows, size_t i,
		     const char *now, struct str *out);
/* AA, or late. */
bool queue_row_presses(const struct rows *rows, size_t i, const char *now);

/* What a list calls its row: "2 2026-11-20T12:15 17 r1"; NULL: above the first
 * one. */
#define QUEUE_KEY_SIZE 64
void queue_key_to_text(const struct queue_key *key, char out[QUEUE_KEY_SIZE]);
void queue_key_from_text(const char *text, struct queue_key *key);
/* A step gives a row another due time: the referral is what counts. */
bool queue_same_referral(const char *key, const char *other);

#endif
