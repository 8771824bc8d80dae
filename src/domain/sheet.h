/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What goes onto a printed form: a value under each key, and nothing else.
 *
 * Whoever fills a sheet decides what may stand on it (consent, protection);
 * whoever prints it sees only what is in here. A withheld value is forgotten
 * at once: its text cannot reach the paper because it is not in the sheet.
 *
 * Texts are UTF-8, ready to be read ("令和8年11月20日", "82歳"). Coded values
 * ("AA", "yes", "main") serve the boxes that a form ticks.
 */
#ifndef DOMAIN_SHEET_H
#define DOMAIN_SHEET_H

#include <stdbool.h>
#include <stddef.h>

enum sheet_state {
	SHEET_BLANK,   /* nothing known: room for the pen */
	SHEET_PRESENT, /* text holds it */
	SHEET_WITHHELD, /* not for this reader: printed as a bar 「非開示」 */
};

/* Keys of a list have one value a row; all others one a sheet. */
enum sheet_list {
	SHEET_ONCE,
	SHEET_MEMBER,      /* household members, the client among them */
	SHEET_RECIPIENT,   /* to whom the consent reaches */
	SHEET_DESTINATION, /* where triage points */
	SHEET_DUTY,        /* what has to be done now */
	SHEET_HANDOVER,    /* what is handed over: a referral or case a row */
	SHEET_LISTS
};

enum sheet_kind {
	SHEET_TEXT,
	SHEET_CODE, /* one of the words in codes */
};

struct sheet_key {
	const char *key; /* "client.name"; a list's begin with its name */
	enum sheet_list list;
	enum sheet_kind kind;
	bool sensitive;      /* may be withheld: its cell must be marked so */
	const char *codes;   /* SHEET_CODE: the words, with blanks between */
	const char *meaning; /* in Japanese, for whoever edits a form */
	bool whole;          /* a name, a telephone: on one line if it can be */
};

struct sheet_value {
	enum sheet_state state;
	char *text; /* SHEET_PRESENT: not empty; else NULL */
};

struct sheet;

struct sheet *sheet_new(void);
void sheet_free(struct sheet *sheet);

/* The key table, and a place in it; -1 when there is no such key. */
const struct sheet_key *sheet_keys(size_t *n);
int sheet_key_find(const char *key);
/* "member" → SHEET_MEMBER; -1 when there is no such list. */
int sheet_list_find(const char *name);

/*
 * Set a value of a key that is not in a list. NULL and "" mean blank. What has
 * been withheld stays withheld. An unknown key is a programmer's mistake, and
 * so is a code that the key does not know.
 */
void sheet_set(struct sheet *sheet, const char *key, const char *text);
void sheet_withhold(struct sheet *sheet, const char *key);

/* A new row at the end of a list; the result is its number, from 0. */
size_t sheet_add_row(struct sheet *sheet, enum sheet_list list);
size_t sheet_rows(const struct sheet *sheet, enum sheet_list list);
void sheet_row_set(struct sheet *sheet, const char *key, size_t row,
		   const char *text);
void sheet_row_withhold(struct sheet *sheet, const char *key, size_t row);

/*
 * The value under the key with this number. row is ignored for a key outside
 * lists; a row beyond the end is blank. sheet may be NULL: all is blank.
 */
const struct sheet_value *sheet_get(const struct sheet *sheet, int key,
				    size_t row);

#endif
