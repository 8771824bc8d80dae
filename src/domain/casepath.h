/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a path of a case leads to. For this room only. */
#ifndef DOMAIN_CASEPATH_H
#define DOMAIN_CASEPATH_H

#include "domain/casefile.h"

enum path_kind { PATH_FIELD, PATH_CONCERN, PATH_FACT };

struct casepath {
	enum path_kind kind;
	enum record rec;           /* PATH_FIELD */
	const struct field *field; /* PATH_FIELD */
	char id[RECORD_ID_SIZE];   /* "m2"; "" where there is only one */
	char group[PATH_SIZE];     /* what is written together: "m2.fact" */
	const char *leaf;          /* last part of the given path; borrowed */
};

/* -1 when the form is wrong. "client" is not known here. Facts and concerns
 * are taken as they are. */
int casepath_parse(struct casepath *p, const char *path);

/* "m2" and "birth" make "m2.birth". -1 and "" when that is too long. */
int casepath_join(char out[PATH_SIZE], const char *head, const char *leaf);

/* Which record does an id like "m2" belong to? REC_N: none. */
enum record record_of_id(const char *id);

/* The id the next record of this kind gets. */
void casefile_next_id(const struct casefile *cf, enum record rec,
		      char id[RECORD_ID_SIZE]);

#endif
