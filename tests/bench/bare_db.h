/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Bare SQLite, to compare the store with: the rows of one saved intake are
 * read once, and then inserted again and again under new keys, with prepared
 * statements, in one transaction a time, under the same gate, the same pragmas
 * and the same tables: every row of ours, the links of the ledgers with them.
 * Nothing is checked, composed, explained or hashed.
 */
#ifndef TESTS_BENCH_BARE_DB_H
#define TESTS_BENCH_BARE_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct bare_rows;
struct bare_db;

/* All rows of the one case in this database, or all but the ledgers. */
struct bare_rows *bare_rows_read(const char *path, bool ledgers);
void bare_rows_free(struct bare_rows *rows);
size_t bare_rows_n(const struct bare_rows *rows);
size_t bare_rows_bytes(const struct bare_rows *rows);

/* rows is borrowed. */
struct bare_db *bare_db_open(const char *path, const struct bare_rows *rows);
void bare_db_close(struct bare_db *b);

/* All rows of a new case. number, token: texts that are not in use yet. */
void bare_db_save(struct bare_db *b, const char *number, const char *token);
/* The same, and a draft with its fields is closed. */
void bare_db_sign_off(struct bare_db *b, int64_t draft, const char *number,
		      const char *token);
/* n cases R01-0000000 and so on, quickly and unsafely. */
void bare_db_fill(struct bare_db *b, int n);
/* One field of a draft, and its cursor. */
void bare_db_field(struct bare_db *b, int64_t draft, const char *path,
		   const char *value);
/* A look at the first case there is. */
void bare_db_look(struct bare_db *b, const char *staff, const char *purpose);

/* Die unless two databases hold as many rows and bytes in every table. */
void bare_db_must_be_same(const char *ours_path, const char *bare_path,
			  const char *what);

#endif
