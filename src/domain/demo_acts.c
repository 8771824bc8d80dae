/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each thing that may happen to a case of an invented city: who does it, what
 * they write down, and what is likely to come next. */
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "domain/demo_parts.h"
#include "text/date.h"

static void day_of(int64_t at, char out[CLOCK_DATE_SIZE])
{
	date_to_iso(date_from_days((int)(at / DAY)), out);
}

/* ---- people ---- */

/* Somebody of the section in this role; "" and a sentence. */
static const char *somebody(struct demo_days *d, const char *section,
			    enum role role)
{
	const char *found = "";
	int seen = 0;

	for (size_t i = 0; i < d->staff.n; i++)
		if (streq(rows_text(&d->staff, i, "section"), section) &&
		    roles_read(rows_text(&d->staff, i, "role")) &
			    ROLE_BIT(role) &&
		    !demo_chance(d, ++seen))
			found = rows_text(&d->staff, i, "number");
	if (!*found)
		err_input(d->err, _("nobody works at the counter \"%s\""),
			  section);
	return found;
}

/* Who works with the referral in its queue: arranging takes a promoter. */
static const char *reader(struct demo_days *d, const char *id, bool arranges)
{
	const struct profile *p = d->loop.rules->profile;
	const char *queue = loop_get(&d->cf, id, "queue"), *desk;
	bool promoter =
		arranges || streq(loop_get(&d->cf, id, "to_body"), "promoter");

	if (skip_prefix(queue, "coordinator", &desk))
		return somebody(d, *desk ? desk + 1 : p->dest[p->general].code,
				ROLE_COORDINATOR);
	return somebody(d, queue, promoter ? ROLE_PROMOTER : ROLE_COUNTER);
}

static int act(struct demo_days *d, const char *who, const char *id,
	       enum loop_act act, const struct loop_args *args)
{
	struct actor actor = { .number = NULL };
	int r = d->err->kind ? -1
			     : actor_load(&actor, d->loop.store, who, d->err);

	if (!r)
		r = loop_do(&d->loop, &actor, d->cf.id, *id ? id : NULL, act,
			    args, d->err);
	actor_release(&actor);
	return r;
}

static const char *holder(const struct demo_days *d)
{
	return loop_get(&d->cf, "case", "holder");
}

/* ---- what happens ---- */

static int report(struct demo_days *d, const struct event *e)
{
	return act(d, d->taker, "", LOOP_REPORT,
		   &(struct loop_args){ .to = e->to,
					.name = demo_words(d, "outside") });
}

static int check_safety(struct demo_days *d, const struct event *e)
{
	return act(d, holder(d), "", LOOP_SAFETY,
		   &(struct loop_args){ .why = demo_words(d, "seen") });
}

static int ask(struct demo_days *d, const struct event *e)
{
	return act(d, d->taker, "", LOOP_ASK,
		   &(struct loop_args){ .to = "coordinator",
					.why = demo_words(d, "questions") });
}

static int receive(struct demo_days *d, const struct event *e)
{
	bool question = loop_kind_of(&d->cf, e->referral) == LOOP_QUESTION;
	bool advice = loop_kind_of(&d->cf, e->referral) == LOOP_ADVICE;

	if (question)
		demo_plan(d, EVENT_ANSWER, e->referral,
			  demo_later(d, e->at, 1));
	else if (advice && casefile_has(&d->cf, "c1") && !demo_chance(d, 5))
		demo_plan(d, EVENT_TO_COORDINATOR, e->referral,
			  demo_later(d, e->at, 1));
	else if (demo_urgent(d, e->referral))
		demo_plan(d, EVENT_CONTACT, e->referral,
			  e->at + 5 + demo_chance(d, 10));
	else
		demo_plan(d, EVENT_CONTACT, e->referral,
			  demo_later(d, e->at, 1 + demo_chance(d, 2)));
	return act(d, reader(d, e->referral, false), e->referral, LOOP_RECEIVE,
		   &(struct loop_args){ .name = demo_words(d, "outside") });
}

static const char *receiver(const struct demo_days *d, const struct event *e)
{
	return loop_get(&d->cf, e->referral, "received_staff");
}

static int contact(struct demo_days *d, const struct event *e)
{
	demo_plan(d, EVENT_ANSWER, e->referral,
		  demo_later(d, e->at,
			     demo_urgent(d, e->referral)
				     ? 1
				     : 2 + demo_chance(d, 4)));
	return act(d, receiver(d, e), e->referral, LOOP_CONTACT,
		   &(struct loop_args){ .why = NULL });
}

static int answer(struct demo_days *d, const struct event *e)
{
	bool keep = loop_kind_of(&d->cf, e->referral) == LOOP_WORK &&
		    demo_chance(d, 3);

	return act(d, receiver(d, e), e->referral,
		   keep ? LOOP_ANSWER_KEEP : LOOP_ANSWER_DONE,
		   &(struct loop_args){
			   .why = demo_words(d, keep ? "kept" : "done") });
}

/* It comes back to the promoter of who sent it. Of late nothing follows yet,
 * but that one goes to a conference. */
static int send_back(struct demo_days *d, const struct event *e)
{
	const struct profile *p = d->loop.rules->profile;
	const char *at = loop_get(&d->cf, e->referral, "to_body"), *other = at;
	struct loop_args args = {
		.code = p->returns.item[demo_chance(d, (int)p->returns.n)].code,
		.why = demo_words(d, "returned"),
	};

	while (streq(other, at))
		other = p->dest[demo_chance(d, (int)p->section_n)].code;
	args.to = other;
	if (d->now - e->at > LATELY)
		demo_plan(d,
			  demo_chance(d, 2) ? EVENT_TAKE_BACK : EVENT_REDIRECT,
			  e->referral, demo_later(d, e->at, 1));
	else if (!d->disputed)
		demo_plan(d, EVENT_DISPUTE, e->referral, e->at + 30);
	d->disputed = d->disputed || d->now - e->at <= LATELY;
	return act(d, reader(d, e->referral, true), e->referral, LOOP_RETURN,
		   &args);
}

static int take_back(struct demo_days *d, const struct event *e)
{
	return act(d, reader(d, e->referral, true), e->referral, LOOP_TAKE_BACK,
		   &(struct loop_args){ .why = demo_words(d, "kept") });
}

static int redirect(struct demo_days *d, const struct event *e)
{
	return act(d, reader(d, e->referral, true), e->referral, LOOP_REDIRECT,
		   &(struct loop_args){
			   .to = loop_get(&d->cf, e->referral, "return_to"),
			   .why = demo_words(d, "requests") });
}

static int to_coordinator(struct demo_days *d, const struct event *e)
{
	return act(d, reader(d, e->referral, true), e->referral,
		   LOOP_TO_COORDINATOR,
		   &(struct loop_args){ .why = demo_words(d, "questions") });
}

static int dispute(struct demo_days *d, const struct event *e)
{
	char day[CLOCK_DATE_SIZE];

	day_of(demo_later(d, e->at, 8), day);
	return act(d, reader(d, e->referral, true), "", LOOP_DISPUTE,
		   &(struct loop_args){ .why = demo_words(d, "disputed"),
					.date = day });
}

/* Is nothing missing any more? */
static bool may_close(struct demo_days *d, const struct loop_args *args)
{
	struct loop_gaps gaps = { .n = 0 };
	bool may =
		!loop_missing(&d->loop, &d->cf, args, &gaps, d->err) && !gaps.n;

	loop_gaps_release(&gaps);
	return may;
}

/* Closed, with a day to ask again; else somebody goes on. One in ten of those
 * days is forgotten. */
static int end(struct demo_days *d, const struct event *e)
{
	struct loop_args args = { .eats = demo_words(d, "eats"),
				  .sleeps = demo_words(d, "sleeps"),
				  .reach = demo_words(d, "reach") };
	bool closes = may_close(d, &args);
	int64_t again =
		demo_later(d, e->at, closes ? 60 : 8 + demo_chance(d, 10));
	char day[CLOCK_DATE_SIZE];

	if (demo_chance(d, 10))
		demo_plan(d, closes ? EVENT_AFTER : EVENT_END, NULL, again);
	day_of(again, day);
	args.date = day;
	args.why = demo_words(d, closes ? "closed" : "notes");
	return act(d, holder(d), "", closes ? LOOP_CLOSE : LOOP_FOLLOW_UP,
		   &args);
}

static int ask_again(struct demo_days *d, const struct event *e)
{
	return act(d, holder(d), "", LOOP_FOLLOW_UP,
		   &(struct loop_args){ .why = demo_words(d, "after") });
}

int demo_act(struct demo_days *d, const struct event *e)
{
	static int (*const what[])(struct demo_days * d,
				   const struct event *e) = {
		[EVENT_REPORT] = report,
		[EVENT_SAFETY] = check_safety,
		[EVENT_ASK] = ask,
		[EVENT_RECEIVE] = receive,
		[EVENT_CONTACT] = contact,
		[EVENT_ANSWER] = answer,
		[EVENT_RETURN] = send_back,
		[EVENT_TAKE_BACK] = take_back,
		[EVENT_REDIRECT] = redirect,
		[EVENT_TO_COORDINATOR] = to_coordinator,
		[EVENT_DISPUTE] = dispute,
		[EVENT_END] = end,
		[EVENT_AFTER] = ask_again,
	};

	return what[e->what](d, e);
}
