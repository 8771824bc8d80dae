/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Typing a draft: opening, each left field, giving up. */
#include "domain/draft.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/process.h"
#include "domain/access.h"
#include "domain/draft_claim.h"
#include "domain/draft_io.h"
#include "domain/ledger.h"
#include "domain/loop.h"
#include "domain/record_io.h"
#include "domain/staff.h"

void draft_release(struct draft *d)
{
	casefile_release(&d->base);
	casefile_release(&d->doc);
	values_release(&d->aside);
	free(d->terminal);
	free(d->page);
	free(d->field);
	*d = (struct draft){ .id = 0 };
}

static void draft_init(struct draft *d, const struct facts *facts,
		       const char *staff)
{
	*d = (struct draft){ .facts = facts };
	snprintf(d->staff, sizeof(d->staff), "%s", staff);
	d->terminal = process_mark();
	d->page = xstrdup("");
	d->field = xstrdup("");
}

/* ---- opening ---- */

static int add_draft(struct draft *d, struct store *s, const char *now,
		     struct err *err)
{
	char *title = casefile_title(&d->doc);
	struct arg case_id = ARG_INT("case_id", d->base.id);
	int r;

	if (!d->base.id)
		case_id = ARG_TEXT("case_id", NULL);
	r = store_exec(s, Q_DRAFT_ADD, NULL, err, ARG_TEXT("staff", d->staff),
		       case_id, ARG_INT("case_revision", d->base.revision),
		       ARG_TEXT("title", title),
		       ARG_TEXT("terminal", d->terminal), ARG_TEXT("at", now));
	if (!r)
		d->id = store_last_id(s);
	free(title);
	return r;
}

/* What a new intake knows by itself; all of it can be typed over. */
static int prefill(struct casefile *doc, struct store *s, const char *now,
		   const char *staff, struct err *err)
{
	struct values who = VALUES_INIT;
	char minute[CLOCK_SIZE];

	if (staff_load(&who, s, staff, err))
		return -1;
	snprintf(minute, sizeof(minute), "%.16s", now);
	values_set(&doc->values, "intake.received_at", minute);
	values_set(&doc->values, "intake.staff", staff);
	values_set(&doc->values, "intake.section", values_get(&who, "section"));
	values_release(&who);
	return 0;
}

static int begin_new(struct draft *d, struct store *s, struct err *err)
{
	struct casefile first = CASEFILE_INIT;
	char now[CLOCK_SIZE];
	int r;

	clock_now(now);
	r = prefill(&first, s, now, d->staff, err);
	if (!r)
		r = store_begin(s, err);
	if (!r) {
		r = add_draft(d, s, now, err);
		if (!r)
			r = draft_write(d, s, &first, err);
		if (!r)
			r = store_commit(s, err);
		store_rollback(s);
	}
	if (!r)
		casefile_copy(&d->doc, &first);
	casefile_release(&first);
	return r;
}

static bool reads_only(const struct draft *d, struct store *s)
{
	return d->base.id &&
	       access_case(s, d->staff, ACTION_SAVE, &d->base, NULL, NULL);
}

/* look: it was not on the screen before. */
static int begin_change(struct draft *d, struct store *s, int64_t case_id,
			bool look, struct err *err)
{
	char now[CLOCK_SIZE];
	int r;

	clock_now(now);
	if (casefile_load(&d->base, s, case_id, err) ||
	    access_case(s, d->staff, ACTION_OPEN, &d->base, NULL, err) ||
	    store_begin(s, err))
		return -1;
	d->read_only = reads_only(d, s);
	casefile_copy(&d->doc, &d->base);
	r = look ? ledger_viewing(s, case_id, d->staff, "open", err) : 0;
	if (!r)
		r = add_draft(d, s, now, err);
	if (!r)
		r = store_commit(s, err);
	store_rollback(s);
	return r;
}

int draft_begin(struct draft *d, struct store *s, const struct facts *facts,
		const char *staff, int64_t case_id, struct err *err)
{
	int r;

	draft_init(d, facts, staff);
	if (case_id)
		r = begin_change(d, s, case_id, true, err);
	else
		r = access_house(s, staff, ACTION_TAKE, err) ||
				    begin_new(d, s, err)
			    ? -1
			    : 0;
	if (r)
		draft_release(d);
	return r;
}

int draft_go_on(struct draft *d, struct store *s, const struct facts *facts,
		const char *staff, int64_t case_id, struct err *err)
{
	int r;

	draft_init(d, facts, staff);
	r = begin_change(d, s, case_id, false, err);
	if (r)
		draft_release(d);
	return r;
}

static int take(struct draft *d, struct store *s, bool take_over,
		struct err *err)
{
	char now[CLOCK_SIZE];
	struct rows row = ROWS_INIT;
	int r;

	clock_now(now);
	if (draft_may_take(d, s, take_over, err) ||
	    store_exec(s, Q_DRAFT_OPEN, NULL, err, ARG_INT("id", d->id),
		       ARG_TEXT("staff", d->staff),
		       ARG_TEXT("terminal", d->terminal),
		       ARG_TEXT("at", now)) ||
	    store_exec(s, Q_DRAFT_BY_ID, &row, err, ARG_INT("id", d->id)))
		return -1;
	free(d->page);
	free(d->field);
	d->page = xstrdup(str_or_empty(rows_text(&row, 0, "page")));
	d->field = xstrdup(str_or_empty(rows_text(&row, 0, "field")));
	d->phone = rows_int(&row, 0, "phone");
	r = draft_read(d, s, rows_int(&row, 0, "case_id"), err);
	if (!r && d->base.id)
		r = ledger_viewing(s, d->base.id, d->staff, "open", err);
	d->read_only = !r && reads_only(d, s);
	rows_release(&row);
	return r;
}

int draft_resume(struct draft *d, struct store *s, const struct facts *facts,
		 const char *staff, int64_t draft_id, bool take_over,
		 struct err *err)
{
	int r;

	draft_init(d, facts, staff);
	d->id = draft_id;
	r = store_begin(s, err);
	if (!r)
		r = take(d, s, take_over, err);
	if (!r)
		r = store_commit(s, err);
	store_rollback(s);
	if (r)
		draft_release(d);
	return r;
}

int draft_leave(struct draft *d, struct store *s, struct err *err)
{
	int r;

	if (store_begin(s, err))
		return -1;
	r = draft_still_mine(d, s, err);
	if (!r)
		r = store_exec(s, Q_DRAFT_LEAVE, NULL, err,
			       ARG_INT("id", d->id));
	if (!r)
		r = store_commit(s, err);
	store_rollback(s);
	return r;
}

/* ---- typing ---- */

/* Where the cursor is, and what the draft is called. */
struct cursor {
	char *page, *field, *title;
	bool phone;
};

static int touch(struct draft *d, struct store *s, const struct cursor *at,
		 struct err *err)
{
	char now[CLOCK_SIZE];

	clock_now(now);
	return store_exec(s, Q_DRAFT_TOUCH, NULL, err, ARG_INT("id", d->id),
			  ARG_TEXT("title", at->title),
			  ARG_TEXT("page", at->page),
			  ARG_TEXT("field", at->field),
			  ARG_INT("phone", at->phone), ARG_TEXT("at", now));
}

static int write_put(struct draft *d, struct store *s,
		     const struct casefile *next, const struct cursor *at,
		     struct err *err)
{
	int r = store_begin(s, err);

	if (!r)
		r = draft_still_mine(d, s, err);
	if (!r)
		r = draft_write(d, s, next, err);
	if (!r)
		r = touch(d, s, at, err);
	if (!r)
		r = store_commit(s, err);
	store_rollback(s);
	return r;
}

static int differs(const char *path, const char *a, const char *b, void *data)
{
	return 1;
}

/*
 * One transaction: what differs between the document on disk and next, and
 * the cursor. Only then does the draft in memory follow, and take next.
 */
static int put(struct draft *d, struct store *s, struct casefile *next,
	       const char *page, const char *field, bool phone, struct err *err)
{
	struct cursor at;
	int r;

	if (d->read_only &&
	    values_diff(&d->doc.values, &next->values, differs, NULL))
		return err_input(err, "%s", _(action_refusal(ACTION_SAVE)));
	at = (struct cursor){ .page = xstrdup(page ? page : d->page),
			      .field = xstrdup(field ? field : d->field),
			      .title = casefile_title(next),
			      .phone = phone };
	r = write_put(d, s, next, &at, err);
	free(at.title);
	if (r) {
		free(at.page);
		free(at.field);
		return -1;
	}
	free(d->page);
	free(d->field);
	d->page = at.page;
	d->field = at.field;
	d->phone = phone;
	if (next != &d->doc) {
		casefile_release(&d->doc);
		d->doc = *next;
		casefile_init(next);
	}
	return 0;
}

int draft_cursor(struct draft *d, struct store *s, const char *page,
		 const char *field, bool phone, struct err *err)
{
	return put(d, s, &d->doc, page, field, phone, err);
}

int draft_set(struct draft *d, struct store *s, const char *path,
	      const char *value, const char *page, const char *field,
	      struct err *err)
{
	struct casefile next = CASEFILE_INIT;
	int r;

	casefile_copy(&next, &d->doc);
	r = casefile_set(&next, d->facts, path, value, err);
	if (!r)
		r = put(d, s, &next, page, field, d->phone, err);
	casefile_release(&next);
	return r;
}

static int write_aside(struct draft *d, struct store *s, const char *path,
		       const char *text, const char *page, struct err *err)
{
	char *title = casefile_title(&d->doc);
	struct cursor at = { .page = (char *)page,
			     .field = (char *)path,
			     .title = title,
			     .phone = d->phone };
	int r = store_begin(s, err);

	if (!r)
		r = draft_still_mine(d, s, err);
	if (!r)
		r = draft_write_aside(d, s, path, text, err);
	if (!r)
		r = touch(d, s, &at, err);
	if (!r)
		r = store_commit(s, err);
	store_rollback(s);
	free(title);
	return r;
}

int draft_set_aside(struct draft *d, struct store *s, const char *path,
		    const char *text, const char *page, struct err *err)
{
	if (d->read_only)
		return err_input(err, "%s", _(action_refusal(ACTION_SAVE)));
	if (write_aside(d, s, path, text, page, err))
		return -1;
	values_set(&d->aside, path, text);
	return 0;
}

int draft_add(struct draft *d, struct store *s, enum record rec,
	      char id[RECORD_ID_SIZE], struct err *err)
{
	struct casefile next = CASEFILE_INIT;
	int r;

	casefile_copy(&next, &d->doc);
	r = casefile_add(&next, rec, id, err);
	if (!r)
		r = put(d, s, &next, NULL, NULL, d->phone, err);
	casefile_release(&next);
	return r;
}

/* Nobody asks any more for what was set aside in a record that is gone. */
static int forget_asides(struct draft *d, struct store *s, const char *id,
			 struct err *err)
{
	char from[RECORD_ID_SIZE + 1], path[PATH_SIZE];
	size_t i;

	snprintf(from, sizeof(from), "%s.", id);
	while ((i = values_lower(&d->aside, from)) < d->aside.n &&
	       skip_prefix(d->aside.v[i].path, from, NULL)) {
		snprintf(path, sizeof(path), "%s", d->aside.v[i].path);
		if (draft_set_aside(d, s, path, "", d->page, err))
			return -1;
	}
	return 0;
}

int draft_remove(struct draft *d, struct store *s, const char *id,
		 struct err *err)
{
	struct casefile next = CASEFILE_INIT;
	int r;

	casefile_copy(&next, &d->doc);
	r = casefile_remove(&next, id, err);
	if (!r)
		r = put(d, s, &next, NULL, NULL, d->phone, err);
	if (!r)
		r = forget_asides(d, s, id, err);
	casefile_release(&next);
	return r;
}

int draft_move(struct draft *d, struct store *s, const char *id, size_t to,
	       struct err *err)
{
	struct casefile next = CASEFILE_INIT;
	int r;

	casefile_copy(&next, &d->doc);
	r = casefile_move(&next, id, to, err);
	if (!r)
		r = put(d, s, &next, NULL, NULL, d->phone, err);
	casefile_release(&next);
	return r;
}

int draft_discard(struct draft *d, struct store *s, struct err *err)
{
	int r;

	if (store_begin(s, err))
		return -1;
	r = draft_still_mine(d, s, err);
	if (!r)
		r = draft_end(d, s, "discarded", d->base.id, err);
	if (!r)
		r = store_commit(s, err);
	store_rollback(s);
	return r;
}

int draft_list(struct store *s, const char *staff, bool mine, int64_t from,
	       bool back, int limit, struct rows *out, struct err *err)
{
	static const char *const told[] = { "title", NULL };
	struct record_args args = { .n = 0 };
	enum query query = mine   ? back ? Q_DRAFTS_MINE_UP : Q_DRAFTS_MINE_DOWN
			   : back ? Q_DRAFTS_ALL_UP
				  : Q_DRAFTS_ALL_DOWN;

	if (access_house(s, staff, mine ? ACTION_TAKE : ACTION_LIST, err))
		return -1;
	record_arg(&args, ARG_INT("limit", limit));
	if (back)
		record_arg(&args, ARG_INT("above", from));
	else
		record_arg(&args, ARG_INT("below", from ? from : INT64_MAX));
	if (mine)
		record_arg(&args, ARG_TEXT("staff", staff));
	if (store_run(s, query, args.arg, args.n, out, err))
		return -1;
	hidden_mask(out, staff, told);
	if (back)
		rows_reverse(out);
	return 0;
}
