/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What can be known about a household: the facts (db/facts.yaml) and the
 * sixteen boxes of the national intake form. A fact is the same thing in a
 * question on screen, in a rule and in Case JSON: its code ties them together.
 */
#ifndef DOMAIN_FACTS_H
#define DOMAIN_FACTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

#define FACTS_MAX    128 /* more than this in the file is refused */
#define FACT_AGE_MAX 150 /* years; nobody is older */

/* Unknown is never no. */
enum answer {
	ANSWER_NONE = 0, /* not asked yet */
	ANSWER_YES,
	ANSWER_NO,
	ANSWER_UNKNOWN,
	ANSWER_REFUSED,
};

const char *answer_code(enum answer answer); /* "", "yes", "no", ... */
int answer_from_code(const char *code);      /* -1 when there is none */

enum fact_level { FACT_HOUSEHOLD, FACT_PERSON };

enum fact_how {
	FACT_ASK,
	FACT_OBSERVE,
	FACT_TOLD, /* recorded only when volunteered, never asked */
};

struct fact {
	char *code;     /* no_food */
	char *label;    /* 今夜食べるものがない */
	char *question; /* spoken by the clerk; "" for FACT_TOLD */
	enum fact_level level;
	enum fact_how how;
	bool inverted;        /* yes to the question is no to the fact */
	bool alone;           /* ask without companion */
	bool tonight;         /* on the page on safety tonight */
	uint32_t boxes;       /* CONCERN_BIT of the boxes it fits */
	int age_from, age_to; /* years of those the screen asks it of */
	char *sex;            /* male, female; NULL asks everybody */
};

struct facts {
	struct fact *fact; /* in file order */
	size_t n;
};

/* NULL reads the shipped db/facts.yaml. NULL and sentences on a fault. */
struct facts *facts_load(const char *path, struct err *err);
struct facts *facts_parse(const char *buf, size_t len, const char *name,
			  struct err *err);
void facts_free(struct facts *facts);

int facts_find(const struct facts *facts, const char *code); /* or -1 */
/* The closest code to a mistyped one, or NULL. */
const char *facts_nearest(const struct facts *facts, const char *code);

/* Is it asked of somebody whose age lies there (both included)? */
bool fact_of_ages(const struct fact *fact, int from, int to);

/* Is it asked of somebody of this sex? Of male and female alone it is known
 * whom it cannot concern. */
bool fact_of_sex(const struct fact *fact, const char *sex);

/* The boxes of the national intake form, in its order. */
enum concern {
	CONCERN_HEALTH,
	CONCERN_HOUSING,
	CONCERN_INCOME,
	CONCERN_RENT,
	CONCERN_TAX,
	CONCERN_DEBT,
	CONCERN_JOB,
	CONCERN_WORK,
	CONCERN_COMMUNITY,
	CONCERN_FAMILY,
	CONCERN_CHILDCARE,
	CONCERN_CARE,
	CONCERN_HIKIKOMORI,
	CONCERN_ABUSE,
	CONCERN_FOOD,
	CONCERN_OTHER,
	CONCERN_N,
};

#define CONCERN_BIT(c) (UINT32_C(1) << (c))

const char *concern_code(enum concern concern);
const char *concern_label(enum concern concern);
int concern_from_code(const char *code); /* -1 when there is none */
const char *concern_nearest(const char *code);

#endif
