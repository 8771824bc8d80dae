/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Numbers with their counters as they are spoken or typed: さんびゃくえん,
 * 35000えん, れいわ8ねん4がつついたち, and telephone numbers. Without any
 * engine: 三百 is 300 whatever was typed before.
 */
#ifndef IME_NUMBERS_H
#define IME_NUMBERS_H

#include "base/str.h"

#define NUMBER_FORMS_MAX 5

struct number_forms {
	size_t len; /* bytes of the reading */
	char *form[NUMBER_FORMS_MAX];
	size_t n; /* 300円, ３００円, 三百円; the usual one first */
};

/* Every number with a counter at the head of s; several, since にじゅうにち may
 * also go on. forms live until fn returns. */
void numbers_at(const char *s, size_t len,
		void (*fn)(void *data, const struct number_forms *forms),
		void *data);

/* Writings of a reading that is nothing but digits (and - + ( )): as it stands,
 * full-width, with separators, as a telephone number where it can be one.
 * forms->n is 0 where it is none; else end with number_forms_release. */
void numbers_plain(const char *reading, struct number_forms *forms);
void number_forms_release(struct number_forms *forms);

/* Append, the digits in full width. */
void numbers_full_width(const char *digits, struct str *out);

#endif
