/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between the files that fill a sheet; for this room only. */
#ifndef DOMAIN_SHEET_PARTS_H
#define DOMAIN_SHEET_PARTS_H

#include "domain/guard.h"
#include "domain/sheet_fill.h"

#define ONCE ((size_t)-1) /* the row of a key that is in no list */

struct fill {
	struct sheet *sheet;
	const struct sheet_ask *ask;
	const struct reader *reader;
	const struct case_view *view;
	struct secrets secrets;
	uint64_t given_items;   /* bit per enum item: stands on the sheet */
	uint64_t given_members; /* bit per place among the members */
};

/* ---- sheet_fill.c ---- */

/* A value by its path, as it is or in words; withheld when it may not pass. */
void fill_path(struct fill *f, const char *key, size_t row, const char *path);
/* A reading; one that is a guess says so. */
void fill_kana(struct fill *f, const char *key, size_t row, const char *path);
/* Words made from the value of a path; text is taken. */
void fill_words(struct fill *f, const char *key, size_t row, const char *path,
		char *text);
/* Free text: secrets are taken out, and unless they are the person's own
 * words, ours are put in. */
void fill_free(struct fill *f, const char *key, size_t row, const char *path,
	       bool own_words);
/* What is about no person: numbers, offices, times. */
void fill_plain(struct fill *f, const char *key, const char *text);
/* The same, taken. */
void fill_taken(struct fill *f, const char *key, char *text);
/* This path stands on the sheet, in whatever words. */
void fill_note(struct fill *f, const char *path);
/* Text of any origin without secrets; the caller's. */
char *fill_clean(const struct fill *f, const char *text, bool own_words);
/* Name of a section, role or body; the code when the profile has none. */
const char *fill_dest(const struct fill *f, const char *code);
const char *fill_dest_tel(const struct fill *f, const char *code);

/* ---- sheet_words.c ---- */

char *words_day(const char *iso);    /* 令和8年11月20日 */
char *words_moment(const char *iso); /* 令和8年11月20日 9時15分 */
/* 82歳, 小1 behind it when the birth is known and precise; 70代 */
char *words_age(const struct case_view *view, const char *member, bool precise);
/* 70代 at most; "" unknown. */
char *words_decade(const struct case_view *view, const char *member);
/* きょう 17:15, あす 12:00, 11月25日; "" without a moment. */
char *words_by(const char *due, const char *now);
char *words_late(const char *due, const char *now); /* 遅れ 2日; "" not late */
char *words_household(const struct case_view *view); /* 80代と50代の2人世帯 */
/* A scope in words: 市の子どもの窓口（子ども育成課を除く） */
char *words_recipients(const struct fill *f, const char *scope);
/* Items in words: those given, or with except those taken out. */
char *words_items(const char *scope, bool except);
/* Facts with this answer whose item passes: of the household and the client
 * (member NULL), or of another member. */
char *words_facts(struct fill *f, const char *member, const char *answer);

/* ---- one part of the sheet each ---- */

void fill_intake(struct fill *f);
void fill_people(struct fill *f);
/* The name of a member (id, or "client"); of who only gave a name to be called
 * by, that one. */
void fill_name(struct fill *f, const char *key, size_t row, const char *id);
void fill_referral(struct fill *f);
void fill_consent(struct fill *f);
/* May the other places of the case be named to this reader? */
bool fill_names_others(const struct fill *f);
void fill_triage(struct fill *f);
void fill_done(struct fill *f);
void fill_question(struct fill *f);
void fill_line(struct fill *f, const struct sheet_line *line);
void fill_handover(struct fill *f);
/* Was this place told, by a duty done or a referral received? In words (may be
 * NULL): when, and by whom it was taken. */
bool fill_told(const struct fill *f, const char *to, struct str *words);
void fill_report(struct fill *f);
void fill_slip(struct fill *f, enum guard_slip slip);

#endif
