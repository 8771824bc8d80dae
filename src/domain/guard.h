/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The guards: what the laws and a person's safety force, warn of and forbid
 * at the counter, whatever a rule or a hurry says. They look at values by
 * path, so that a draft on screen and a saved case are guarded alike. They
 * know nothing of screens; each refusal is a whole sentence for the clerk.
 */
#ifndef DOMAIN_GUARD_H
#define DOMAIN_GUARD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "domain/caseview.h"
#include "domain/consent.h"
#include "domain/facts.h"

/* ---- what is missing ---- */

enum guard_level {
	GUARD_SHOW,  /* shown as missing; sign-off is possible */
	GUARD_FORCE, /* no sign-off before it is there */
};

struct missing {
	const char *page; /* code of the page: "tonight" */
	char *path;       /* of the field to jump to */
	char *sentence;
	enum guard_level level;
};

struct missing_list {
	struct missing *item;
	size_t n, alloc;
};

void missing_release(struct missing_list *list);
/* How many of them force. */
size_t missing_forced(const struct missing_list *list);

/* What a guard cannot see in the values of the intake. */
struct guard_in {
	const struct facts *facts;
	const char *urgency;     /* "AA", "A", "B", "C", "" before triage */
	bool report_duty;        /* an abuse law asks for a report */
	const char *received_by; /* who took an AA or A case over, NULL */
	const char *received_at; /* and when, NULL */
	bool reported;           /* the report is on record */
	bool closing;            /* the case is to be closed, not signed off */
};

/*
 * Everything that is still missing, in the order of the pages:
 * tonight answered or the reason why not; suicide: plan, means, attempt, the
 * safety step; 生活保護法7条: the intention asked where money, home, food or
 * safety is at stake, and the form handed over; AA and A: who took over, when;
 * 通告・通報 on record; and, only shown, the complaint and how to reach them.
 */
void guard_missing(const struct case_view *view, const struct guard_in *in,
		   struct missing_list *out);

/* The same of each consent that is in use and not complete. */
void guard_consents(const struct consents *consents, const char *today,
		    struct missing_list *out);

/* Is money, home, food or safety at stake? */
bool guard_at_stake(const struct case_view *view);

/* ---- protection ---- */

/* 支援措置 or DV: the address, school and workplace of the whole household
 * stay off every sheet but a report to its statutory recipient. */
bool guard_protected(const struct case_view *view);

/* Is violence or abuse in the case (ticked, suspected, past or present)? */
bool guard_abuse(const struct case_view *view);

/* Did the visitor bring someone else's abuse? Then the visitor is a reporter,
 * who is named nowhere but to the statutory recipient (児童虐待防止法7条). */
bool guard_reporter(const struct case_view *view);

enum guard_slip {
	SLIP_NO,
	SLIP_NEUTRAL, /* nothing that tells what it is about */
	SLIP_FULL,
};
/* May a slip be carried home? asked: the person wants one in spite of danger.
 * err gets a sentence with SLIP_NO. */
enum guard_slip guard_slip(const struct case_view *view, bool asked,
			   struct err *err);

/* May anything be sent by post? -1 and a sentence when not. */
int guard_mail(const struct case_view *view, struct err *err);

/* ---- words ---- */

/*
 * A reason for overriding the rules, breaking a guard or sending a case back:
 * not empty, and never 「対象外」, in whatever spelling.
 */
int guard_reason(const char *reason, struct err *err);

/* Being young, having family, having no address are no grounds to turn away
 * who wants to apply for public assistance: a warning for such a reason. */
bool guard_unfounded(const struct case_view *view, const char *reason,
		     struct err *err);

/* Our own words on paper: ごみ屋敷 becomes 物の堆積. */
void guard_paper_words(struct str *text);

#endif
