/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who may do what: one table of role × action × relation to the case. Whoever
 * does something in the domain asks here, screens only to hide what would be
 * refused. Knows neither the database nor a case.
 */
#ifndef DOMAIN_ROLE_H
#define DOMAIN_ROLE_H

#include <stdbool.h>

/* 福生市 重層的支援体制整備事業 実施計画, and whom any city needs besides. */
enum role {
	ROLE_COUNTER,     /* 窓口職員 */
	ROLE_PROMOTER,    /* 断らない相談窓口推進員 */
	ROLE_COORDINATOR, /* 地域福祉コーディネーター */
	ROLE_ACTIVITY,    /* 福祉活動専門員 */
	ROLE_STATISTICS,  /* figures, no names */
	ROLE_ADMIN,       /* sees no case by virtue of being admin */
	ROLE_N,
};

#define ROLE_BIT(role) (1u << (role))

/* What somebody has to do with a case, or with one referral of it. */
enum relation {
	REL_OWN_SECTION = 1 << 0,       /* taken or held in the own section */
	REL_HOLDER = 1 << 1,            /* 主担当 */
	REL_SENDER = 1 << 2,            /* took the intake, or sent it on */
	REL_RECIPIENT_SECTION = 1 << 3, /* it lies in a queue of theirs */
	REL_MEMBER = 1 << 4,            /* of a conference about it */
	REL_ALL = (1 << 5) - 1,
};

enum action {
	/* intake and case */
	ACTION_TAKE,        /* an intake, or go on with an own draft */
	ACTION_TAKE_OVER,   /* a colleague's draft */
	ACTION_LIST,        /* which cases there are */
	ACTION_OPEN,        /* read one */
	ACTION_SAVE,        /* change one */
	ACTION_PRINT,       /* let a sheet leave */
	ACTION_DISCLOSURES, /* what has left, with the printed bytes */
	ACTION_VIEWINGS,    /* who has looked */
	/* referrals */
	ACTION_QUEUE, /* see it; relation: to the queue */
	ACTION_SEND,
	ACTION_RECEIVE,
	ACTION_CONTACT,
	ACTION_ANSWER,
	ACTION_RETURN,
	ACTION_REDIRECT,
	ACTION_WITHDRAW,
	ACTION_TO_COORDINATOR,
	ACTION_ASSIGN, /* one of the queue to a person */
	ACTION_ASK_INFO,
	ACTION_ANSWER_INFO,
	ACTION_DISPUTE, /* 担当が決まらない: onto the next conference */
	ACTION_HAND_OVER, /* the case to another holder */
	ACTION_CLOSE,
	ACTION_REOPEN,
	/* the house; no relation counts */
	ACTION_FIGURES,  /* statistics without names */
	ACTION_STAFF,    /* accounts; hands on what a leaver holds */
	ACTION_SETTINGS, /* sections, limits, holidays, forms, backup */
	ACTION_RULES,    /* replay a file of rules, put it to use */
	ACTION_AUDIT,    /* is the record of views and changes whole */
	ACTION_N,
};

/* relations: bits of enum relation. */
bool role_may(enum role role, enum action action, unsigned relations);
/* With any of several roles (ROLE_BIT). */
bool roles_may(unsigned roles, enum action action, unsigned relations);

const char *role_code(enum role role); /* "counter" */
int role_from_code(const char *code);  /* -1 when there is none */
/* "counter promoter" to bits; 0 when a word is no role. */
unsigned roles_read(const char *text);

const char *action_code(enum action action); /* "take-over" */
/* The sentence for who may not, N_(): what to do instead. */
const char *action_refusal(enum action action);

#endif
