/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/loop_place.h"

#include <stdio.h>
#include <string.h>

#include "domain/casepath.h"
#include "domain/casetriage.h"
#include "domain/deadline.h"

#define ADULT 18 /* 児童虐待防止法2条 */

const char *loop_get(const struct casefile *cf, const char *id,
		     const char *leaf)
{
	char path[PATH_SIZE];

	casepath_join(path, id, leaf);
	return values_get(&cf->values, path);
}

void loop_set(struct casefile *cf, const char *id, const char *leaf,
	      const char *text)
{
	char path[PATH_SIZE];

	casepath_join(path, id, leaf);
	values_set(&cf->values, path, text);
}

/* What an older program may have written is a draft. */
enum loop_state loop_state_of(const struct casefile *cf, const char *id)
{
	int state = loop_state_from_code(loop_get(cf, id, "state"));

	return state < 0 ? LOOP_DRAFT : (enum loop_state)state;
}

/* Who is named by the rules to arrange or advise does not take it over. */
enum loop_kind loop_kind_of(const struct casefile *cf, const char *id)
{
	const char *code = loop_get(cf, id, "kind");
	const char *to = loop_get(cf, id, "to_body");

	for (int k = 0; k < LOOP_KIND_N; k++)
		if (streq(loop_kind_code((enum loop_kind)k), code))
			return (enum loop_kind)k;
	return streq(to, "promoter") || streq(to, "coordinator") ? LOOP_ADVICE
								 : LOOP_WORK;
}

const char *loop_any(const struct casefile *cf, unsigned states,
		     char id[RECORD_ID_SIZE])
{
	struct record_ids ids;

	casefile_ids(cf, REC_REFERRAL, &ids);
	for (size_t i = 0; i < ids.n; i++)
		if (states & LOOP_BIT(loop_state_of(cf, ids.id[i]))) {
			snprintf(id, RECORD_ID_SIZE, "%s", ids.id[i]);
			return id;
		}
	return "";
}

static const char *given(const char *text, const char *otherwise)
{
	return *text ? text : otherwise;
}

/* Does the destination sit in this house, so that its people see a queue? */
static bool inside(const struct profile *p, const char *to)
{
	int dest = profile_dest(p, to);

	return dest >= 0 && p->dest[dest].kind != DEST_OUTSIDE;
}

static const char *sender(const struct casefile *cf, const struct profile *p,
			  const char *id)
{
	return given(loop_get(cf, id, "sent_from"),
		     given(loop_get(cf, "intake", "section"),
			   p->dest[p->general].code));
}

/* What goes outside is watched over by who sent it. */
static const char *queue_of(const struct casefile *cf, const struct profile *p,
			    const char *id, char buf[PATH_SIZE])
{
	const char *to = loop_get(cf, id, "to_body");
	const char *desk = loop_get(cf, id, "to_section");
	bool returned = loop_state_of(cf, id) == LOOP_RETURNED;

	if (returned ? casefile_returned(cf) >= 2 : streq(to, "coordinator")) {
		if (returned || !*desk || streq(desk, p->dest[p->general].code))
			return "coordinator";
		snprintf(buf, PATH_SIZE, "coordinator:%s", desk);
		return buf;
	}
	if (returned || streq(to, "promoter") || !inside(p, to))
		return sender(cf, p, id);
	return to;
}

static const char *person_of(const struct casefile *cf, const char *id)
{
	const char *holder = loop_get(cf, "case", "holder");

	switch (loop_state_of(cf, id)) {
	case LOOP_DRAFT:
		return holder;
	case LOOP_SENT:
		return loop_get(cf, id, "assigned");
	case LOOP_RECEIVED:
	case LOOP_CONTACTED:
		return given(loop_get(cf, id, "received_staff"), holder);
	case LOOP_RETURNED:
		return casefile_returned(cf) >= 2
			       ? holder
			       : loop_get(cf, id, "assigned");
	default:
		return "";
	}
}

void loop_place_people(struct casefile *cf)
{
	struct record_ids ids;

	casefile_ids(cf, REC_REFERRAL, &ids);
	for (size_t i = 0; i < ids.n; i++)
		loop_set(cf, ids.id[i], "person", person_of(cf, ids.id[i]));
}

static enum urgency read_urgency(const char *code)
{
	int urgency = urgency_from_code(code);

	return urgency < 0 ? URGENCY_B : (enum urgency)urgency;
}

/* Its code. */
static const char *urgency_of(const struct casefile *cf, const char *id)
{
	return given(loop_get(cf, id, "urgency"),
		     loop_get(cf, "case", "urgency"));
}

/* A question is answered at once, and who was asked for information is no
 * receiver: there is no contact to wait for. */
static enum wait wait_of(const struct loop_due *of)
{
	switch (of->state) {
	case LOOP_RECEIVED:
		return of->kind == LOOP_QUESTION ? WAIT_ANSWER : WAIT_CONTACT;
	case LOOP_CONTACTED:
		return WAIT_ANSWER;
	default:
		return of->kind == LOOP_INFO ? WAIT_ANSWER : WAIT_RECEIPT;
	}
}

/* From the sending on; what came back begins anew, what is a draft began with
 * the case. */
void loop_due(const struct loop_due *of, const struct profile *p,
	      char out[MOMENT_SIZE])
{
	const char *from = given(of->sent_at, of->opened_at);
	char now[CLOCK_SIZE];

	if (of->state == LOOP_RETURNED)
		from = given(of->returned_at, from);
	if (!*from) {
		clock_now(now);
		from = now;
	}
	if (of->kind == LOOP_INFO && *of->reply_by)
		snprintf(out, MOMENT_SIZE, "%.10sT23:59", of->reply_by);
	else
		deadline_of_wait(p, read_urgency(of->urgency), wait_of(of),
				 from, out);
}

static const char *rank_of(const struct casefile *cf, const char *id)
{
	if (read_urgency(urgency_of(cf, id)) == URGENCY_AA)
		return "0";
	return streq(loop_get(cf, "fact", "staff_unsure"), "yes") ? "1" : "2";
}

static void place(struct casefile *cf, const struct profile *p, const char *id)
{
	unsigned state = LOOP_BIT(loop_state_of(cf, id));
	bool listed = state & (LOOP_OPEN | LOOP_BIT(LOOP_DRAFT));
	char buf[PATH_SIZE], until[MOMENT_SIZE] = "";

	loop_set(cf, id, "kind", loop_kind_code(loop_kind_of(cf, id)));
	loop_set(cf, id, "queue",
		 state & LOOP_OPEN ? queue_of(cf, p, id, buf) : "");
	loop_set(cf, id, "rank", listed ? rank_of(cf, id) : "");
	if (listed)
		loop_due(
			&(struct loop_due){
				.urgency = urgency_of(cf, id),
				.kind = loop_kind_of(cf, id),
				.state = loop_state_of(cf, id),
				.opened_at = given(
					loop_get(cf, "case", "opened_at"),
					loop_get(cf, "intake", "received_at")),
				.sent_at = loop_get(cf, id, "sent_at"),
				.returned_at = loop_get(cf, id, "returned_at"),
				.reply_by = loop_get(cf, id, "reply_by") },
			p, until);
	loop_set(cf, id, "due_at", until);
}

static bool yes(const struct casefile *cf, const char *member, const char *fact)
{
	return streq(loop_get(cf, member, fact), "yes");
}

/* 児童の安全確認: from the first hearing on, by day and night; also of the
 * child before whose eyes it happens (児童虐待防止法2条4号, 面前DV). */
static void place_safety(struct casefile *cf, const struct profile *p)
{
	struct limit limit = { p->safety_check_hours, LIMIT_HOURS };
	const char *from = given(loop_get(cf, "intake", "received_at"),
				 loop_get(cf, "case", "opened_at"));
	char until[MOMENT_SIZE];
	struct record_ids ids;
	bool violence = false;

	if (*loop_get(cf, "case", "safety_due") || !*from)
		return;
	casefile_ids(cf, REC_MEMBER, &ids);
	for (size_t i = 0; i < ids.n; i++)
		violence = violence || yes(cf, ids.id[i], "fact.dv_victim");
	for (size_t i = 0; i < ids.n; i++) {
		int age = casefile_age(cf, ids.id[i]);

		if (age < 0 || age >= ADULT ||
		    (!violence && !yes(cf, ids.id[i], "fact.abuse_suspected")))
			continue;
		deadline_of(p, limit, true, from, until);
		loop_set(cf, "case", "safety_due", until);
		return;
	}
}

void loop_place(struct casefile *cf, const struct profile *p)
{
	struct record_ids ids;

	casefile_ids(cf, REC_REFERRAL, &ids);
	for (size_t i = 0; i < ids.n; i++)
		place(cf, p, ids.id[i]);
	loop_place_people(cf);
	place_safety(cf, p);
}
