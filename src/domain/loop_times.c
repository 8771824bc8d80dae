/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/loop_times.h"

#include <stdio.h>

#include "domain/loop_place.h"

#define PAGE_N 500

/* Where a page begins: behind this row of the index. */
struct place {
	char list[PATH_SIZE];
	int64_t rank, case_id;
	char due[MOMENT_SIZE], id[RECORD_ID_SIZE];
};

static void to_place(struct place *at, const struct rows *rows, size_t i)
{
	at->rank = rows_int(rows, i, "rank");
	at->case_id = rows_int(rows, i, "case_id");
	snprintf(at->list, sizeof(at->list), "%s", rows_text(rows, i, "list"));
	snprintf(at->due, sizeof(at->due), "%s", rows_text(rows, i, "due_at"));
	snprintf(at->id, sizeof(at->id), "%s", rows_text(rows, i, "id"));
}

static const char *text(const struct rows *rows, size_t i, const char *column)
{
	return str_or_empty(rows_text(rows, i, column));
}

static enum loop_kind kind_of(const char *code)
{
	int kind = LOOP_KIND_N - 1;

	while (kind && !streq(loop_kind_code((enum loop_kind)kind), code))
		kind--;
	return (enum loop_kind)kind;
}

static int anew(struct store *s, const struct profile *p,
		const struct rows *rows, size_t i, struct err *err)
{
	int state = loop_state_from_code(text(rows, i, "state"));
	const struct loop_due of = {
		.urgency = text(rows, i, "urgency"),
		.kind = kind_of(text(rows, i, "kind")),
		.state = state < 0 ? LOOP_DRAFT : (enum loop_state)state,
		.opened_at = text(rows, i, "opened_at"),
		.sent_at = text(rows, i, "sent_at"),
		.returned_at = text(rows, i, "returned_at"),
		.reply_by = text(rows, i, "reply_by"),
	};
	char due[MOMENT_SIZE];

	loop_due(&of, p, due);
	if (streq(due, text(rows, i, "due_at")))
		return 0;
	return store_exec(s, Q_LOOP_TIMES_SET, NULL, err, ARG_TEXT("due", due),
			  ARG_INT("case_id", rows_int(rows, i, "case_id")),
			  ARG_TEXT("id", text(rows, i, "id")));
}

/* All of one index. A row that moves down in it is met once more, and stays
 * where it is then. */
static int each(struct store *s, const struct profile *p, enum query query,
		struct err *err)
{
	struct rows rows = ROWS_INIT;
	struct place at = { .rank = -1 };
	int r = 0;

	do {
		r = store_exec(s, query, &rows, err, ARG_TEXT("list", at.list),
			       ARG_INT("rank", at.rank),
			       ARG_TEXT("due", at.due),
			       ARG_INT("case_id", at.case_id),
			       ARG_TEXT("id", at.id), ARG_INT("limit", PAGE_N));
		for (size_t i = 0; !r && i < rows.n; i++)
			r = anew(s, p, &rows, i, err);
		if (!r && rows.n)
			to_place(&at, &rows, rows.n - 1);
	} while (!r && rows.n == PAGE_N);
	rows_release(&rows);
	return r;
}

int loop_times_anew(struct store *s, const struct profile *profile,
		    struct err *err)
{
	return each(s, profile, Q_LOOP_TIMES_QUEUES, err) ||
			       each(s, profile, Q_LOOP_TIMES_DRAFTS, err)
		       ? -1
		       : 0;
}
