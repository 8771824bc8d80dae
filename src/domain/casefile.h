/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The document of one case: intake, household, facts, concerns, consents,
 * referrals. Everything in it has a path:
 *
 *   case.number  intake.complaint  concern.abuse  fact.no_food
 *   m2.birth     m2.fact.withdrawn c1.state       client.kana
 *
 * "client" stands for the member whose relation is "client"; writing to it
 * makes that member if there is none. A value is UTF-8 text, "" is not given.
 *
 * Saving one is a single transaction that also writes the history: who, when,
 * which record, which fields, old and new.
 */
#ifndef DOMAIN_CASEFILE_H
#define DOMAIN_CASEFILE_H

#include <stdint.h>

#include "base/err.h"
#include "domain/facts.h"
#include "domain/records.h"
#include "domain/values.h"
#include "store/store.h"

#define CASE_MEMBERS_MAX 50
#define RECORD_ID_SIZE   8 /* "m12" with the NUL */
#define PATH_SIZE        64

struct casefile {
	int64_t id;       /* 0: not saved yet */
	int64_t revision; /* 0: not saved yet; one more with each save */
	struct values values;
};

#define CASEFILE_INIT   \
	{               \
		.id = 0 \
	}

void casefile_init(struct casefile *cf);
void casefile_release(struct casefile *cf);
/* to becomes the same case; what it held is released. */
void casefile_copy(struct casefile *to, const struct casefile *from);

/* "" when not given, and for paths that do not exist. Borrowed until the next
 * change. */
const char *casefile_get(const struct casefile *cf, const char *path);
/*
 * Check path and value, and set it. facts says which facts there are. Fields
 * that only the program sets (numbers, tokens) are refused. -1 and one sentence
 * as ERR_INPUT, and nothing is changed.
 */
int casefile_set(struct casefile *cf, const struct facts *facts,
		 const char *path, const char *value, struct err *err);

/* The field a path leads to, NULL for facts, concerns and unknown paths. */
const struct field *casefile_field(const struct casefile *cf, const char *path);

/* Records that can stand several times, in their order: m1, m3, m2. */
struct record_ids {
	size_t n;
	char id[100][RECORD_ID_SIZE];
};
void casefile_ids(const struct casefile *cf, enum record rec,
		  struct record_ids *out);
/* Is there a record of this id ("m2")? */
bool casefile_has(const struct casefile *cf, const char *id);
/* Add one at the end; its id goes to id. -1 when there are too many. */
int casefile_add(struct casefile *cf, enum record rec, char id[RECORD_ID_SIZE],
		 struct err *err);
/* Take one out with everything in it. -1 when there is no such record. */
int casefile_remove(struct casefile *cf, const char *id, struct err *err);
/* Move one so that it is the to-th (from 0) of its kind. */
int casefile_move(struct casefile *cf, const char *id, size_t to,
		  struct err *err);

/* Id of the client among the members; NULL when there is none. Borrowed. */
const char *casefile_client(const struct casefile *cf, char id[RECORD_ID_SIZE]);
/* Full years on the day it was received, or the age given; -1 unknown. */
int casefile_age(const struct casefile *cf, const char *member_id);
/* What to call it in a list: the client, else the place, else the complaint;
 * never empty. The caller's. */
char *casefile_title(const struct casefile *cf);

/* By the number people say, R08-00001, or the token in the QR code. -1 and a
 * sentence when there is none. */
int casefile_find(struct store *s, const char *number, int64_t *id,
		  struct err *err);
/* Fill an empty cf with the case of this id as it is stored. Asks nobody's
 * leave and leaves no trace: to show a case use access_open(). -1 and a
 * sentence when there is none. */
int casefile_load(struct casefile *cf, struct store *s, int64_t id,
		  struct err *err);
/* The revision a case has by now; 0 when there is no such case. */
int casefile_revision(struct store *s, int64_t id, int64_t *revision,
		      struct err *err);

/*
 * Write cf, inside the caller's transaction; staff is the number of who did
 * it, and the caller knows that they work here. base is what was read from the
 * store (NULL for a new case, which gets its number, its token and, unless one
 * is set, staff as holder). ERR_STALE when the case has another revision than
 * base by now. Afterwards cf carries the new revision. Nothing changed: nothing
 * written.
 */
int casefile_save_by(struct casefile *cf, const struct casefile *base,
		     struct store *s, const char *staff, struct err *err);
/* The same, and asks whether they do. */
int casefile_save(struct casefile *cf, const struct casefile *base,
		  struct store *s, const char *staff, struct err *err);

/*
 * One page of the list of cases, newest first: up to limit rows below the id
 * from (0: from the top), or, back, the page above it. Rows: id number title
 * kana status urgency holder holder_name opened_at shielded (支援措置 or DV:
 * who finds it is to be warned). title and kana are NULL where it is hidden
 * from staff.
 */
enum case_list { CASES_OPEN, CASES_ALL, CASES_MINE };
struct case_page {
	enum case_list list;
	const char *staff; /* who asks */
	int64_t from;
	bool back;
	int limit;
};
int casefile_list(struct store *s, const struct case_page *page,
		  struct rows *out, struct err *err);

#endif
