/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The schema's steps, from db/migrations: numbered, only ever appended to. */
#ifndef STORE_MIGRATE_H
#define STORE_MIGRATE_H

struct migration {
	const char *name; /* 0001_cases.sql */
	const char *sql;
};

/* Step i brings a database of version i to version i + 1. */
extern const struct migration migrations[];
extern const int migrations_n;

#endif
