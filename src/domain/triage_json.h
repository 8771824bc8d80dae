/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Case JSON, the interchange form of a case, as triage reads it, and the
 * result it writes. Reading is strict: whatever is wrong is a sentence that
 * begins with the path, "members[1].facts.withdrawm: no such fact".
 */
#ifndef DOMAIN_TRIAGE_JSON_H
#define DOMAIN_TRIAGE_JSON_H

#include "base/json.h"
#include "base/jsonout.h"
#include "domain/triage.h"

/*
 * Keys that only `intake import` uses, of a case and of a member: accepted
 * here and not looked at. NULL at the end.
 */
extern const char *const case_json_intake_keys[];
extern const char *const case_json_member_keys[];

/* One case with everything it points to. */
struct case_json {
	struct triage_case c;
	struct triage_member member[TRIAGE_MEMBERS_MAX];
	char id[TRIAGE_MEMBERS_MAX][64];
};

/*
 * prefix is the path of the object itself: "" alone, "[3]" in an array. -1
 * and a sentence for each fault (the first twenty). *out is overwritten.
 */
int case_json_read(const struct js *object, const char *prefix,
		   const struct rules *rules, struct case_json *out,
		   struct err *err);

/* Decide and explain; the answer as an object. */
void triage_json(const struct rules *rules, const struct triage_case *c,
		 struct jsonout *out);

/*
 * The answer as it is kept with a case, in one line: without why_not and ask,
 * by far the greater part of it, which the case and the rules of that hash give
 * again.
 * result is what triage_decide() made of the case.
 */
void triage_json_kept(const struct rules *rules, const struct triage_case *c,
		      const struct triage_result *result, struct str *out);

/* Read one object or an array of them and answer likewise. -1 and sentences
 * when any of them has a fault; what is in out by then is to be thrown away. */
int triage_json_all(const struct rules *rules, const struct js *in,
		    struct jsonout *out, struct err *err);

#endif
