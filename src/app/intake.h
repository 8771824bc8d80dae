/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One intake, or one change of a case, at the screen: the draft behind the
 * pages, and the way from page to page. What a page looks like is in
 * screens/, what it holds in the draft; this ties them together.
 */
#ifndef APP_INTAKE_H
#define APP_INTAKE_H

#include <stdbool.h>

#include "app/rowlist.h"
#include "app/session.h"
#include "domain/draft.h"
#include "form/form.h"
#include "ui/op.h"

struct formview;

#define CHOICE_LISTS 16

struct intake {
	struct session *session;
	struct draft draft;
	bool touched;         /* something was typed in this sitting */
	const char *page;     /* code of the page on screen */
	char path[PATH_SIZE]; /* the next page begins in this field */
	/* Which record "member.", "consent." and "referral." mean now. */
	char member[RECORD_ID_SIZE];
	char consent[RECORD_ID_SIZE];
	char referral[RECORD_ID_SIZE];
	char who[RECORD_ID_SIZE]; /* page 状況: "" the household, or a member */
	struct form_fact *fact_row; /* rows of the facts on screen */
	size_t fact_n, fact_alloc;
	struct choice_list { /* of choices.c */
		struct choice *choice;
		size_t n, alloc;
	} list[CHOICE_LISTS];
	struct str text;       /* what host.get made last */
	int from;              /* page to return to after a jump, or -1 */
	struct formview *view; /* the form on screen */
};

/* The pages in their order. */
struct page {
	const char *code;
	const char *label;  /* Japanese, as in the title row */
	const char *screen; /* its .screen with wanted fields, or NULL */
	/* Show it until it is left; returns the op. */
	int (*run)(struct intake *in, struct err *err);
};
extern const struct page pages[];
extern const int pages_n;
/* Every .screen that a page, or what is opened on one, is drawn in. */
extern const char *const page_screens[];
int page_find(const char *code); /* or -1 */
/* Only a call has the page with the five essentials. */
bool page_shown(const struct intake *in, int page);
/* The next one that is shown in direction 1 or -1; page itself at the end. */
int page_step(const struct intake *in, int page, int direction);
/* What is still to be done on it, in words, or that nothing is. Appended. */
void page_mark(struct intake *in, int page, struct str *out);
/* The page of in->member over that of the household; an op that leads to
 * another page, or OP_BACK. */
int page_member(struct intake *in, struct err *err);
/* One more member, who is in->member then. */
int intake_add_member(struct intake *in, struct err *err);
/* The page on which a path is typed. */
int page_of_path(const struct intake *in, const char *path);

/* Begin a new intake; phone: at the page with the five essentials. */
int intake_new(struct session *s, bool phone, struct err *err);
/* Take up a draft; asks when another terminal has it. */
int intake_resume(struct session *s, int64_t draft_id, struct err *err);
/* Throw a draft away, after asking. */
int intake_discard(struct session *s, int64_t draft_id, struct err *err);
/* Open a case: its pages, to look and to change. */
int intake_open(struct session *s, int64_t case_id, struct err *err);
/* The same at the page of this code, or at the field of this path; "": the
 * other says. */
int intake_open_at(struct session *s, int64_t case_id, const char *page,
		   const char *path, struct err *err);

/* ---- for the pages ---- */

/* clang-format off */
/* Keys of every page, in front of its own and behind them. */
#define PAGE_KEYS \
	{ OP_TONIGHT, N_("Tonight"), NULL, N_("the page on safety tonight") }, \
	{ OP_BACK, N_("Back"), NULL, N_("back; what was typed is kept") }, \
	{ OP_PAGES, N_("Pages"), NULL, N_("go to another page") }
#define PAGE_KEY_SAVE \
	{ OP_SAVE, N_("Sign off"), NULL, N_("sign the intake off") }
/* F7 and F8 lead to another page; a list is turned by fn first. */
#define PAGE_KEYS_TURN(fn) \
	{ OP_PAGE_PREV, N_("Previous"), fn, N_("the page before") }, \
	{ OP_PAGE_NEXT, N_("Next"), fn, N_("the page after") }
/* clang-format on */

/* What the forms of an intake take and give. data is the intake. */
extern const struct form_host intake_host;

/* A page that is nothing but its .screen. */
int page_form(struct intake *in, const char *screen,
	      const struct binding *bindings, struct err *err);
/* The same; Tab past its last field leaves it with past. */
int page_form_past(struct intake *in, const char *screen,
		   const struct binding *bindings, enum op past,
		   struct err *err);
/* The binding of a key that lays such a page over the form in win, whose
 * values are shown anew behind it. */
unsigned page_over(struct window *win, const char *screen);
void page_title(void *data, struct ui_title *title);
/* What a page that is a list begins with: the data of its listview. */
struct list_page {
	struct rowlist list; /* first: rowlist_fetch */
	struct intake *in;
};

/* Run it until it is left. data, fetch and title are set here; in->path is
 * forgotten, and list and key are released. */
int list_page_run(struct list_page *page, struct listview *lv);

/* The full path behind one with "member." and the like. */
void intake_path(const struct intake *in, const char *path,
		 char out[PATH_SIZE]);
const char *intake_get(const struct intake *in, const char *path);
/* Is the path one whose value is made up when it is shown? */
bool intake_computes(const char *path);
/* Put a value on disk. */
int intake_set(struct intake *in, const char *path, const char *value,
	       struct err *err);
/* The same for a field of one record: "r1", "reason". */
int intake_set_of(struct intake *in, const char *id, const char *name,
		  const char *value, struct err *err);
/* "長男 ひろし（6歳）": how a member is called on screen. Appended. */
void intake_member_words(const struct intake *in, const char *id,
			 struct str *out);

/* Is something in the draft that is not in the case? */
bool intake_unsaved(const struct intake *in);
/* Ends the input: guards, merge, save. 0 done, 1 not yet, -1 a sentence (or
 * UI_HANGUP without one). again: of a case that was signed off before only
 * what is forced is shown; the rest was seen then, and a sheet is wanted. */
int intake_sign_off(struct intake *in, bool again, struct err *err);
/* The same without asking the guards: for what the program itself noted. */
int intake_commit(struct intake *in, struct err *err);

#endif
