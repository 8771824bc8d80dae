/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is seen of a case on its one page: who holds it since when, the
 * household, where it was sent and how far that came, what happened last, and
 * what it cannot be closed without. For scr_case.c only.
 */
#ifndef APP_COVER_H
#define APP_COVER_H

#include "app/rowlist.h"
#include "app/session.h"
#include "domain/loop.h"

struct cover {
	struct rowlist list; /* first: rowlist_fetch */
	struct session *session;
	int64_t id;
	struct casefile cf;
	size_t gap; /* the line from which on it says what is missing */
	struct listview lv;
};

/* What a letter does there: leads to a page, or takes a step. */
extern const struct cover_key {
	char letter;
	const char *page; /* or */
	enum loop_act act;
} cover_keys[];
extern const size_t cover_keys_n;

/*
 * Read the case again, and make its lines. Their targets: "page:triage",
 * "path:fact.no_food", "ref:r1", "act:report", "journal", "hand-over".
 */
int cover_read(struct cover *cover, struct err *err);
/* "11月20日 9:15  森田 明美  受領する  介護福祉課  …", of a row of the journal
 */
void cover_entry_words(const struct cover *cover, const struct rows *rows,
		       size_t i, struct str *out);

#endif
