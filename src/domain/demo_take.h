/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An invented intake as it stands when it is signed off. */
#ifndef DOMAIN_DEMO_TAKE_H
#define DOMAIN_DEMO_TAKE_H

#include "domain/casefile.h"
#include "domain/rules.h"

/*
 * Tonight was asked about, an adult agreed in writing, and what the rules name
 * inside is sent now. request: what is asked there; unasked: why some of
 * tonight could not be.
 */
int demo_take(struct casefile *cf, const struct rules *rules,
	      const char *request, const char *unasked, struct err *err);

#endif
