/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What became of the cases of an invented city: sent on, received, answered,
 * sent back, closed, by its staff, at hours at which people do such things and
 * by the very steps that they take. Nothing happens after now.
 */
#ifndef DOMAIN_DEMO_DAYS_H
#define DOMAIN_DEMO_DAYS_H

#include "base/yaml.h"
#include "domain/casefile.h"
#include "domain/rules.h"

struct demo_days;

/* The same on every machine, from 0 to below - 1. */
uint32_t demo_draw(uint32_t *random, uint32_t below);

/* doc: the texts that are written down; all borrowed. NULL and a sentence. */
struct demo_days *demo_days_new(struct store *s, const struct rules *rules,
				const struct yml_doc *doc, uint32_t *random,
				struct err *err);
void demo_days_free(struct demo_days *d);

/* Sign off a new case as its taker (a number) would: tonight was asked, they
 * agreed, it is sent on. Then its days until now. Inside the caller's
 * transaction. */
int demo_days_live(struct demo_days *d, struct casefile *cf, const char *taker,
		   struct err *err);

#endif
