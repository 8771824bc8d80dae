/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Takes what is withheld out of free text too: an address that somebody also
 * wrote into the complaint must not reach the paper by that way. Blanks,
 * dashes, full-width forms and the two kana do not hide a value. It finds
 * what was recorded; it cannot know what was never written in a field.
 */
#ifndef DOMAIN_SCRUB_H
#define DOMAIN_SCRUB_H

#include "base/str.h"

enum scrub_kind {
	SCRUB_WHOLE, /* the value itself: a telephone, a school */
	SCRUB_NAME,  /* also family or given name alone, set off by a blank */
	SCRUB_PLACE, /* also any four or more characters in a row of it */
};

struct secret {
	enum scrub_kind kind;
	char *text;
};

struct secrets {
	struct secret *item;
	size_t n, alloc;
};

void secrets_release(struct secrets *secrets);
/* Copies text; NULL and "" are nothing to hide. */
void secrets_add(struct secrets *secrets, enum scrub_kind kind,
		 const char *text);

/* Put 「（非開示）」 wherever text (UTF-8) holds a secret. How many places. */
size_t scrub(struct str *text, const struct secrets *secrets);

#endif
