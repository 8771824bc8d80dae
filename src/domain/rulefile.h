/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which rules of triage a city goes by: the shipped triage.yaml until another
 * file was put to use. Each that ever was is on a ledger with its bytes, so
 * that every stored result can be traced to its rules. What a new file would
 * change is replay.h.
 */
#ifndef DOMAIN_RULEFILE_H
#define DOMAIN_RULEFILE_H

#include <stdint.h>

#include "domain/rules.h"
#include "store/store.h"

struct rulefile {
	int64_t id;      /* 0: nobody ever chose, it is the shipped one */
	bool shipped;    /* the shipped file, by choice or without one */
	char *at;        /* since when; "" with id 0 */
	char *staff;     /* who did it: number, "" with id 0 */
	char *why;       /* may be "" */
	struct str text; /* the file's bytes */
	struct rules *rules;
};

#define RULEFILE_INIT             \
	{                         \
		.text = STR_INIT, \
	}

/* The file in use. -1 and sentences when it cannot be read (any more); then
 * all but rules may be filled in. profile and facts must outlive it. */
int rulefile_in_use(struct rulefile *f, struct store *s,
		    const struct profile *profile, const struct facts *facts,
		    struct err *err);
/* The shipped file, whatever is in use. */
int rulefile_shipped(struct rulefile *f, const struct profile *profile,
		     const struct facts *facts, struct err *err);
/* A file that somebody would like to use, with all checks of `profile check`:
 * -1 and a sentence for each fault, with file:line:column. */
int rulefile_read(struct rulefile *f, const char *path,
		  const struct profile *profile, const struct facts *facts,
		  struct err *err);
void rulefile_release(struct rulefile *f);

/* The key of the newest entry; 0: none. It moves when another file is used. */
int rulefile_newest(struct store *s, const struct profile *profile, int64_t *id,
		    struct err *err);

/*
 * From now on the city goes by f; by is a staff number. In a transaction of its
 * own. -1 and a sentence: not theirs to do; the very file in use; its version
 * is not above the one in use, or was that of another file. Back to the shipped
 * file leads a lower version, too.
 */
int rulefile_use(struct store *s, const char *by, const struct rulefile *f,
		 const char *why, struct err *err);

#endif
