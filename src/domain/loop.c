/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One step of the loop, from the question whether it may be to its history. */
#include "domain/loop.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "domain/access.h"
#include "domain/casetriage.h"
#include "domain/ledger.h"
#include "domain/loop_doing.h"

/* ---- journal ---- */

int journal_add(const struct casefile *cf, struct store *s, const char *staff,
		const char *now, const struct journal_row *row, struct err *err)
{
	return store_exec(
		s, Q_JOURNAL_ADD, NULL, err, ARG_INT("case_id", cf->id),
		ARG_INT("revision", cf->revision), ARG_TEXT("at", now),
		ARG_TEXT("staff", staff), ARG_TEXT("act", row->act),
		ARG_TEXT("referral", row->referral),
		ARG_TEXT("before", row->before), ARG_TEXT("after", row->after),
		ARG_TEXT("holder", loop_get(cf, "case", "holder")),
		ARG_TEXT("why", row->why));
}

int loop_journal(struct store *s, const char *staff, int64_t case_id,
		 int64_t below, int limit, struct rows *out, struct err *err)
{
	if (access_check(s, staff, ACTION_OPEN, case_id, NULL, err))
		return -1;
	return store_exec(s, Q_JOURNAL_LIST, out, err,
			  ARG_INT("case_id", case_id),
			  ARG_INT("below", below ? below : INT64_MAX),
			  ARG_INT("limit", limit));
}

/* One row for each referral whose state has changed. *rows_n counts. */
static int journal_states(const struct casefile *cf,
			  const struct casefile *base, struct store *s,
			  const char *staff, const char *act, const char *why,
			  int *rows_n, struct err *err)
{
	struct record_ids ids;
	char now[CLOCK_SIZE];
	int r = 0;

	clock_now(now);
	*rows_n = 0;
	casefile_ids(cf, REC_REFERRAL, &ids);
	for (size_t i = 0; !r && i < ids.n; i++) {
		enum loop_state after = loop_state_of(cf, ids.id[i]);
		enum loop_state before =
			base ? loop_state_of(base, ids.id[i]) : LOOP_DRAFT;

		if (before == after)
			continue;
		(*rows_n)++;
		r = journal_add(cf, s, staff, now,
				&(struct journal_row){
					act, ids.id[i], loop_state_code(before),
					loop_state_code(after), why },
				err);
	}
	return r;
}

/* ---- saved by other ways ---- */

/* Only from a draft to sent: everything else has its own act. */
static int check_by_hand(enum loop_state before, enum loop_state after,
			 struct err *err)
{
	if (before == after || (before == LOOP_DRAFT && after == LOOP_SENT))
		return 0;
	return err_input(err,
			 _("A referral that is \"%s\" does not become \"%s\" "
			   "by typing; look at it in its list"),
			 field_code_label(record_field(REC_REFERRAL, "state"),
					  loop_state_code(before)),
			 field_code_label(record_field(REC_REFERRAL, "state"),
					  loop_state_code(after)));
}

int loop_before_save(struct casefile *cf, const struct casefile *base,
		     const char *staff, struct err *err)
{
	struct record_ids ids;
	char now[CLOCK_SIZE];

	clock_now(now);
	casefile_ids(cf, REC_REFERRAL, &ids);
	for (size_t i = 0; i < ids.n; i++) {
		const char *id = ids.id[i];
		enum loop_state after = loop_state_of(cf, id);
		enum loop_state before =
			base ? loop_state_of(base, id) : LOOP_DRAFT;

		if (check_by_hand(before, after, err))
			return -1;
		if (before == after)
			continue;
		loop_set(cf, id, "sent_by", staff);
		loop_set(cf, id, "sent_from",
			 loop_get(cf, "intake", "section"));
		loop_set(cf, id, "moved_at", now);
	}
	return 0;
}

int loop_after_save(const struct casefile *cf, const struct casefile *base,
		    struct store *s, const char *staff, struct err *err)
{
	char now[CLOCK_SIZE];
	int rows_n;

	clock_now(now);
	if (!base && journal_add(cf, s, staff, now,
				 &(struct journal_row){ .act = "take" }, err))
		return -1;
	return journal_states(cf, base, s, staff, loop_act_code(LOOP_SEND),
			      NULL, &rows_n, err);
}

/* ---- who ---- */

static int nobody_reads(struct store *s, const char *queue, bool *unread,
			struct err *err)
{
	struct rows rows = ROWS_INIT;
	int r = store_run(s, Q_LOOP_UNREAD_QUEUES, NULL, 0, &rows, err);

	*unread = false;
	for (size_t i = 0; !r && i < rows.n; i++)
		*unread |= streq(rows_text(&rows, i, "queue"), queue);
	rows_release(&rows);
	return r;
}

int loop_reads(struct store *s, const struct actor *actor, const char *queue,
	       bool *reads, struct err *err)
{
	bool coordinator = actor->roles & ROLE_BIT(ROLE_COORDINATOR);

	*reads = *queue && streq(queue, actor->section);
	if (!*queue || *reads || !coordinator)
		return 0;
	*reads = skip_prefix(queue, "coordinator", NULL);
	return *reads ? 0 : nobody_reads(s, queue, reads, err);
}

static int section_of(struct store *s, const char *number, struct str *out,
		      struct err *err)
{
	struct rows rows = ROWS_INIT;
	int r = store_exec(s, Q_STAFF_BY_NUMBER, &rows, err,
			   ARG_TEXT("number", number));

	if (!r && rows.n)
		str_set(out, rows_text(&rows, 0, "section"));
	rows_release(&rows);
	return r;
}

int loop_relations(struct store *s, const struct actor *actor,
		   const struct casefile *cf, const char *referral,
		   unsigned *relations, struct err *err)
{
	const char *holder = loop_get(cf, "case", "holder");
	struct str section = STR_INIT;
	struct record_ids ids;
	unsigned rel = 0;
	bool theirs;

	*relations = 0;
	if (case_hidden_from(cf, actor->number))
		return 0;
	if (section_of(s, holder, &section, err))
		return -1;
	if (streq(actor->section, section.buf) ||
	    streq(actor->section, loop_get(cf, "intake", "section")))
		rel |= REL_OWN_SECTION;
	str_release(&section);
	if (streq(actor->number, holder))
		rel |= REL_HOLDER;
	if (streq(actor->number, loop_get(cf, "intake", "staff")))
		rel |= REL_SENDER;
	casefile_ids(cf, REC_REFERRAL, &ids);
	for (size_t i = 0; i < ids.n; i++) {
		const char *id = ids.id[i];

		if (referral && !streq(referral, id))
			continue;
		if (streq(loop_get(cf, id, "sent_by"), actor->number))
			rel |= REL_SENDER;
		/* Who is asked without a name does not see the case. */
		if (!referral && loop_kind_of(cf, id) == LOOP_QUESTION)
			continue;
		if (loop_reads(s, actor, loop_get(cf, id, "queue"), &theirs,
			       err))
			return -1;
		if (theirs || streq(loop_get(cf, id, "person"), actor->number))
			rel |= REL_RECIPIENT_SECTION;
	}
	if (loop_sits(s, actor, cf, &theirs, err))
		return -1;
	*relations = rel | (theirs ? REL_MEMBER : 0);
	return 0;
}

/* ---- one step ---- */

static int find_step(struct doing *d, enum loop_act act)
{
	const char *status = loop_get(&d->cf, "case", "status");
	bool closed = streq(status, "closed");
	enum loop_state state = LOOP_DRAFT;
	enum loop_kind kind = LOOP_WORK;

	if (d->id && !casefile_has(&d->cf, d->id))
		return err_input(d->err, _("%.8s: this case has no such entry"),
				 d->id);
	if (d->id) {
		state = loop_state_of(&d->cf, d->id);
		kind = loop_kind_of(&d->cf, d->id);
	}
	d->step = loop_step_find(act, state, kind);
	if (!d->step || !d->step->from != !d->id)
		return err_input(
			d->err,
			_("\"%s\" is not possible with a referral "
			  "that is \"%s\"; somebody may have moved it "
			  "in the meantime"),
			loop_act_label(act),
			field_code_label(record_field(REC_REFERRAL, "state"),
					 loop_state_code(state)));
	if (closed && !d->step->closed)
		return err_input(d->err, _("This case is closed; reopen it "
					   "first"));
	if (!closed && !d->step->open)
		return err_input(d->err, _("This case is not closed"));
	return 0;
}

static int may(struct doing *d)
{
	return access_case(d->l->store, d->actor->number,
			   loop_act_right(d->step->act), &d->cf, d->id, d->err);
}

static void move(struct doing *d)
{
	if (d->step->to == LOOP_STAYS || !d->id)
		return;
	loop_set(&d->cf, d->id, "state",
		 loop_state_code((enum loop_state)d->step->to));
	loop_set(&d->cf, d->id, "moved_at", d->now);
}

/* A case that came back is proposed anew: promoter, then coordinator. */
static int save(struct doing *d, const struct casefile *theirs)
{
	struct values answer = VALUES_INIT;
	const char *staff = d->actor->number;
	bool decide = d->step->act == LOOP_RETURN;
	int r;

	if (decide)
		casefile_decide(&d->cf, d->l->rules, &answer);
	else
		loop_place(&d->cf, d->l->rules->profile);
	r = casefile_save(&d->cf, theirs, d->l->store, staff, d->err);
	if (!r && decide)
		r = casefile_keep_answer(&d->cf, d->l->store, staff, &answer,
					 d->err);
	values_release(&answer);
	return r;
}

static int note(struct doing *d, const struct casefile *theirs)
{
	const char *act = loop_act_code(d->step->act);
	const char *staff = d->actor->number;
	const char *why = d->said.len ? d->said.buf : d->args->why;
	int rows_n;

	if (journal_states(&d->cf, theirs, d->l->store, staff, act, why,
			   &rows_n, d->err))
		return -1;
	if (rows_n)
		return 0;
	return journal_add(&d->cf, d->l->store, staff, d->now,
			   &(struct journal_row){
				   .act = act, .referral = d->id, .why = why },
			   d->err);
}

static int take_step(struct doing *d, int64_t case_id, enum loop_act act)
{
	struct casefile theirs = CASEFILE_INIT;
	int r = casefile_load(&theirs, d->l->store, case_id, d->err);

	if (!r) {
		casefile_copy(&d->cf, &theirs);
		r = find_step(d, act) || may(d) || loop_needs(d) ? -1 : 0;
	}
	if (!r) {
		move(d);
		r = loop_effect(d) || save(d, &theirs) || note(d, &theirs) ? -1
									   : 0;
	}
	casefile_release(&theirs);
	return r;
}

int loop_do(const struct loop *l, const struct actor *actor, int64_t case_id,
	    const char *referral, enum loop_act act,
	    const struct loop_args *args, struct err *err)
{
	struct doing d = { .l = l,
			   .actor = actor,
			   .args = args,
			   .id = referral,
			   .cf = CASEFILE_INIT,
			   .said = STR_INIT,
			   .err = err };
	bool within = store_in_transaction(l->store);
	int r = within ? 0 : store_begin(l->store, err);

	clock_now(d.now);
	snprintf(d.at, sizeof(d.at), "%.16s", d.now);
	if (!r)
		r = take_step(&d, case_id, act);
	if (!r && !within)
		r = store_commit(l->store, err);
	if (!within)
		store_rollback(l->store);
	casefile_release(&d.cf);
	str_release(&d.said);
	return r;
}
