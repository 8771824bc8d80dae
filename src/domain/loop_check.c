/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The invariants, counted: every number has to be 0, always. */
#include "base/mem.h"
#include "domain/loop_lists.h"

static int count(struct store *s, enum query query, int64_t *n, struct err *err)
{
	struct rows rows = ROWS_INIT;
	int r = store_run(s, query, NULL, 0, &rows, err);

	if (!r)
		*n += rows_int(&rows, 0, "n");
	rows_release(&rows);
	return r;
}

/* Coordinators read what nobody else reads: without any, that is lost. */
int loop_unread(struct store *s, int64_t *n, struct err *err)
{
	struct rows rows = ROWS_INIT;
	int r = store_exec(s, Q_LOOP_COORDINATOR, &rows, err,
			   ARG_TEXT("hidden", NULL));
	bool none = !r && !rows.n;

	if (none)
		r = store_run(s, Q_LOOP_UNREAD_QUEUES, NULL, 0, &rows, err);
	if (none && !r) {
		*n += (int64_t)rows.n;
		r = store_exec(s, Q_LOOP_QUEUE_SIZE, &rows, err,
			       ARG_TEXT("now", ""),
			       ARG_TEXT("queue", "coordinator"));
		if (!r)
			*n += rows_int(&rows, 0, "n") > 0;
	}
	rows_release(&rows);
	return r;
}

int64_t loop_check(struct store *s, struct loop_faults *faults, struct err *err)
{
	struct loop_faults f = { 0 };

	if (count(s, Q_CHECK_HOLDERS, &f.no_holder, err) ||
	    count(s, Q_CHECK_LOST, &f.no_queue, err) ||
	    count(s, Q_CHECK_UNSENT_LOST, &f.no_queue, err) ||
	    count(s, Q_CHECK_UNLISTED, &f.misplaced, err) ||
	    count(s, Q_CHECK_IDLE, &f.nobody, err) ||
	    loop_unread(s, &f.no_reader, err))
		return -1;
	if (faults)
		*faults = f;
	return f.no_holder + f.no_queue + f.misplaced + f.no_reader + f.nobody;
}
