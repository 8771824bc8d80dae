/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a step does besides moving the state: one function an act. */
#include <stdio.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "domain/casebind.h"
#include "domain/casepath.h"
#include "domain/casetriage.h"
#include "domain/loop_doing.h"

static const char *ref(const struct doing *d, const char *leaf)
{
	return loop_get(&d->cf, d->id, leaf);
}

static void set(struct doing *d, const char *leaf, const char *text)
{
	loop_set(&d->cf, d->id, leaf, text);
}

static void set_holder(struct doing *d, const char *number)
{
	loop_set(&d->cf, "case", "holder", number);
}

void loop_take_over(struct doing *d, const char *number)
{
	set_holder(d, number);
	loop_set(&d->cf, "case", "taken_by", number);
	loop_set(&d->cf, "case", "taken_at", d->at);
}

/* The one column a query found, into out; unchanged when it found nobody.
 * Nobody is found from whom the case is hidden. */
static int find_somebody(struct doing *d, enum query query, const char *section,
			 struct str *out)
{
	const char *hidden = loop_get(&d->cf, "case", "hidden_from");
	struct rows rows = ROWS_INIT;
	int r = section ? store_exec(d->l->store, query, &rows, d->err,
				     ARG_TEXT("section", section),
				     ARG_TEXT("hidden", hidden))
			: store_exec(d->l->store, query, &rows, d->err,
				     ARG_TEXT("hidden", hidden));

	if (!r && rows.n)
		str_set(out, rows_text(&rows, 0, "number"));
	rows_release(&rows);
	return r;
}

/* ---- sending ---- */

static int sent(struct doing *d, const char *id)
{
	loop_set(&d->cf, id, "state", loop_state_code(LOOP_SENT));
	loop_set(&d->cf, id, "sent_at", d->at);
	loop_set(&d->cf, id, "moved_at", d->now);
	loop_set(&d->cf, id, "sent_by", d->actor->number);
	loop_set(&d->cf, id, "sent_from", d->actor->section);
	return 0;
}

static int do_send(struct doing *d)
{
	if (!*ref(d, "to_body"))
		return err_input(d->err, _("This referral names no "
					   "destination yet"));
	return sent(d, d->id);
}

/* A new referral; what is asked there comes from the one it follows. */
static int begin(struct doing *d, const char *to, const char *request)
{
	static const char *const kept[] = { "urgency", "reason", "request" };
	struct casefile *cf = &d->cf;

	if (casefile_add(cf, REC_REFERRAL, d->begun, d->err))
		return -1;
	for (size_t i = 0; d->id && i < ARRAY_SIZE(kept); i++)
		loop_set(cf, d->begun, kept[i], ref(d, kept[i]));
	if (d->id)
		loop_set(cf, d->begun, "follows", d->id);
	else
		loop_set(cf, d->begun, "urgency",
			 loop_get(cf, "case", "urgency"));
	if (request)
		loop_set(cf, d->begun, "request", request);
	loop_set(cf, d->begun, "to_body", to);
	if (streq(to, "coordinator"))
		loop_set(cf, d->begun, "to_section", d->args->desk);
	loop_set(cf, d->begun, "kind",
		 loop_kind_code((enum loop_kind)d->step->begins));
	sent(d, d->begun);
	return d->step->needs & NEED_CONSENT ? loop_may_tell(d, d->begun) : 0;
}

static int do_redirect(struct doing *d)
{
	return begin(d, d->args->to, NULL);
}

static int do_to_coordinator(struct doing *d)
{
	return begin(d, "coordinator", NULL);
}

static int do_ask(struct doing *d)
{
	return begin(d, d->args->to, d->args->why);
}

static int do_ask_info(struct doing *d)
{
	if (begin(d, d->args->to, d->args->why))
		return -1;
	loop_set(&d->cf, d->begun, "reply_by", d->args->date);
	return 0;
}

static int do_assign(struct doing *d)
{
	set(d, "assigned", d->args->staff);
	return 0;
}

/* ---- at the other end ---- */

/* Has anybody received work of this case before? */
static bool was_received(const struct doing *d)
{
	struct record_ids ids;

	casefile_ids(&d->cf, REC_REFERRAL, &ids);
	for (size_t i = 0; i < ids.n; i++)
		if (!streq(ids.id[i], d->id) &&
		    loop_kind_of(&d->cf, ids.id[i]) == LOOP_WORK &&
		    *loop_get(&d->cf, ids.id[i], "received_staff"))
			return true;
	return false;
}

/* Who becomes holder by receiving or keeping it: loop.h. */
static bool takes_over(const struct doing *d)
{
	const char *holder = loop_get(&d->cf, "case", "holder");
	const char *to = ref(d, "to_body");

	if (loop_kind_of(&d->cf, d->id) != LOOP_WORK)
		return false;
	if (streq(to, "coordinator") || streq(ref(d, "sent_by"), holder))
		return true;
	if (casefile_returned(&d->cf) >= 2)
		return false;
	return !was_received(d) || streq(to, loop_get(&d->cf, "case", "lead"));
}

static int do_receive(struct doing *d)
{
	const struct profile *p = d->l->rules->profile;
	int dest = profile_dest(p, ref(d, "to_body"));

	set(d, "received_at", d->at);
	if (dest < 0 || p->dest[dest].kind == DEST_OUTSIDE) {
		set(d, "received_by", d->args->name);
		return 0;
	}
	set(d, "received_by", d->actor->name);
	set(d, "received_staff", d->actor->number);
	if (takes_over(d))
		set_holder(d, d->actor->number);
	return 0;
}

static int do_contact(struct doing *d)
{
	set(d, "contacted_at", d->at);
	return 0;
}

static int do_answer(struct doing *d)
{
	bool keep = d->step->act == LOOP_ANSWER_KEEP;
	const char *receiver = ref(d, "received_staff");

	set(d, "answered_at", d->at);
	set(d, "answer", d->args->why);
	set(d, "outcome", keep ? "keep" : "done");
	if (keep && *receiver && takes_over(d))
		set_holder(d, receiver);
	return 0;
}

/* To the sender's promoter, who arranges; the second time to a coordinator.
 * Advice that came back was nobody's case. */
static int hold_returned(struct doing *d)
{
	const char *holder = loop_get(&d->cf, "case", "holder");
	bool twice = casefile_returned(&d->cf) >= 2;
	bool left = loop_kind_of(&d->cf, d->id) == LOOP_WORK &&
		    streq(holder, ref(d, "received_staff"));
	struct str next = STR_INIT;
	int r = 0;

	if (twice)
		r = find_somebody(d, Q_LOOP_COORDINATOR, NULL, &next);
	if (!r && !next.len && (twice || left))
		r = find_somebody(d, Q_LOOP_PROMOTER, ref(d, "sent_from"),
				  &next);
	if (!r && next.len)
		set_holder(d, next.buf);
	str_release(&next);
	return r;
}

static int do_return(struct doing *d)
{
	set(d, "return_code", d->args->code);
	set(d, "return_reason", d->args->why);
	set(d, "return_to", d->args->to);
	set(d, "returned_at", d->at);
	set(d, "assigned", "");
	return hold_returned(d);
}

/* What a coordinator has to settle by now stays with them. */
static int do_take_back(struct doing *d)
{
	if (loop_kind_of(&d->cf, d->id) == LOOP_WORK &&
	    (casefile_returned(&d->cf) < 2 ||
	     streq(loop_get(&d->cf, "case", "holder"), d->actor->number)))
		loop_take_over(d, d->actor->number);
	return 0;
}

/* ---- the case ---- */

static int do_report(struct doing *d)
{
	const struct profile *p = d->l->rules->profile;
	char id[RECORD_ID_SIZE];

	if (casefile_add(&d->cf, REC_DUTY, id, d->err))
		return -1;
	str_addf(&d->said, "%s %s", p->dest[profile_dest(p, d->args->to)].name,
		 d->args->name);
	loop_set(&d->cf, id, "to_body", d->args->to);
	loop_set(&d->cf, id, "done_by", d->actor->name);
	loop_set(&d->cf, id, "done_at", d->at);
	loop_set(&d->cf, id, "received_by", d->args->name);
	loop_set(&d->cf, id, "note", d->args->why);
	return 0;
}

static int do_safety(struct doing *d)
{
	loop_set(&d->cf, "case", "safety_checked_at", d->at);
	return 0;
}

static int do_note(struct doing *d)
{
	loop_set(&d->cf, "case", "noted_at", d->now);
	return 0;
}

static int do_follow_up(struct doing *d)
{
	loop_set(&d->cf, "intake", "next_contact", d->args->date);
	return do_note(d);
}

static int do_hand_over(struct doing *d)
{
	if (streq(d->args->staff, loop_get(&d->cf, "case", "holder")))
		return err_input(d->err, _("They hold it already"));
	set_holder(d, d->args->staff);
	return 0;
}

static int do_close(struct doing *d)
{
	struct casefile *cf = &d->cf;

	loop_set(cf, "case", "status", "closed");
	loop_set(cf, "case", "closed_at", d->at);
	loop_set(cf, "intake", "next_contact", d->args->date);
	if (d->args->eats)
		loop_set(cf, "case", "eats", d->args->eats);
	if (d->args->sleeps)
		loop_set(cf, "case", "sleeps", d->args->sleeps);
	if (d->args->reach)
		loop_set(cf, "case", "reach", d->args->reach);
	return loop_rise(d, NULL);
}

/* Whoever opens it again holds it. */
static int do_reopen(struct doing *d)
{
	loop_set(&d->cf, "case", "status", "open");
	loop_set(&d->cf, "case", "closed_at", "");
	set_holder(d, d->actor->number);
	return 0;
}

int loop_effect(struct doing *d)
{
	static int (*const effects[LOOP_ACT_N])(struct doing * d) = {
		[LOOP_SEND] = do_send,
		[LOOP_RECEIVE] = do_receive,
		[LOOP_CONTACT] = do_contact,
		[LOOP_ANSWER_KEEP] = do_answer,
		[LOOP_ANSWER_DONE] = do_answer,
		[LOOP_ANSWER_INFO] = do_answer,
		[LOOP_RETURN] = do_return,
		[LOOP_TAKE_BACK] = do_take_back,
		[LOOP_REDIRECT] = do_redirect,
		[LOOP_TO_COORDINATOR] = do_to_coordinator,
		[LOOP_ASSIGN] = do_assign,
		[LOOP_ASK] = do_ask,
		[LOOP_ASK_INFO] = do_ask_info,
		[LOOP_REPORT] = do_report,
		[LOOP_SAFETY] = do_safety,
		[LOOP_NOTE] = do_note,
		[LOOP_FOLLOW_UP] = do_follow_up,
		[LOOP_DISPUTE] = loop_dispute,
		[LOOP_SETTLE] = loop_settle,
		[LOOP_SEAT] = loop_seat,
		[LOOP_UNSEAT] = loop_unseat,
		[LOOP_PLEDGE] = loop_pledge,
		[LOOP_HAND_OVER] = do_hand_over,
		[LOOP_HIDE] = loop_hide,
		[LOOP_UNHIDE] = loop_unhide,
		[LOOP_CLOSE] = do_close,
		[LOOP_REOPEN] = do_reopen,
	};

	return effects[d->step->act] ? effects[d->step->act](d) : 0;
}
