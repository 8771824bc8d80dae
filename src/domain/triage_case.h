/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What triage looks at: the facts, boxes and ages of one household on the day
 * it was received. No names, no database: whoever has a case fills one.
 */
#ifndef DOMAIN_TRIAGE_CASE_H
#define DOMAIN_TRIAGE_CASE_H

#include "domain/facts.h"

#define TRIAGE_MEMBERS_MAX 50

struct triage_member {
	const char *id;           /* borrowed: "m1" */
	bool client;              /* relation is client */
	int age;                  /* full years, -1 unknown */
	uint8_t facts[FACTS_MAX]; /* enum answer, by index in struct facts */
};

struct triage_case {
	uint8_t facts[FACTS_MAX]; /* those of the household */
	uint32_t concerns;        /* CONCERN_BIT of the ticked boxes */
	const struct triage_member *member; /* borrowed */
	size_t member_n;
	int taken_at; /* section, index in the profile's dest; -1 unknown */
	int returned; /* how often it was sent back */
};

#endif
