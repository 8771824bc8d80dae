/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a database remembers of its city: the profile it was made with. */
#ifndef DOMAIN_CITY_H
#define DOMAIN_CITY_H

#include "base/err.h"
#include "store/store.h"

/* Inside the caller's transaction. */
int city_set_profile(struct store *s, const char *profile, struct err *err);
/* Name of the profile, the caller's; NULL and a sentence when there is none. */
char *city_profile(struct store *s, struct err *err);

/* An invented city, where everybody has the same passphrase (account.h). */
int city_set_demo(struct store *s, struct err *err);
int city_is_demo(struct store *s, bool *demo, struct err *err);

#endif
