/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The conference that settles who takes a case: onto its dated list and off it,
 * who sits there, and who of them may read the case. Source:
 * 社会福祉法106条の6; 福生市 重層的支援体制整備事業 実施計画.
 */
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "domain/casebind.h"
#include "domain/gate.h"
#include "domain/loop_doing.h"
#include "text/date.h"

static void note(struct doing *d)
{
	loop_set(&d->cf, "case", "noted_at", d->now);
}

/* ---- consent ---- */

/* Did the person say something else later about the same recipients? */
static bool said_again(const struct consents *all, size_t i)
{
	for (size_t k = i + 1; k < all->n; k++)
		if (streq(all->row[k].member, all->row[i].member) &&
		    streq(all->row[k].recipients, all->row[i].recipients))
			return true;
	return false;
}

/* Does every answer, as it stands today, let it be told at 重層的支援会議? That
 * it reaches each member is asked when they are named. */
static bool told_openly(const struct casefile *cf,
			const struct consent_rules *rules, struct err *err)
{
	struct gate_ask ask = { .state = CONSENT_UNASKED,
				.act = ACT_MULTI,
				.rules = rules,
				.everyone_in_scope = true };
	char today[CLOCK_DATE_SIZE];
	struct case_bind bind;

	clock_today(today);
	case_bind(&bind, cf);
	for (size_t i = 0; i < bind.consents.n; i++) {
		if (said_again(&bind.consents, i))
			continue;
		ask.state = consent_on(&bind.consents.row[i], today);
		if (gate_open(&ask, err) == GATE_SHUT)
			return false;
	}
	return bind.consents.n || gate_open(&ask, err) != GATE_SHUT;
}

/* What the client said about the counter of a member. The counter they came to
 * is no recipient. */
static int reaches(const struct doing *d, const struct actor *member)
{
	struct gate_ask ask = { .state = CONSENT_UNASKED,
				.act = ACT_MULTI,
				.rules = d->l->consent_rules,
				.everyone_in_scope = true };
	const struct consent *said = NULL;
	char today[CLOCK_DATE_SIZE], id[RECORD_ID_SIZE];
	const char *client = casefile_client(&d->cf, id);
	struct case_bind bind;

	if (streq(member->section, loop_get(&d->cf, "intake", "section")))
		return 0;
	clock_today(today);
	case_bind(&bind, &d->cf);
	if (client)
		said = consent_last(&bind.consents, ask.rules, client,
				    member->section);
	if (client && !said && member->roles & ROLE_BIT(ROLE_COORDINATOR))
		said = consent_last(&bind.consents, ask.rules, client,
				    "coordinator");
	if (said)
		ask.state = consent_on(said, today);
	return gate_open(&ask, d->err) == GATE_SHUT ? -1 : 0;
}

/* ---- the list ---- */

/* The list on which the case waits: no row where it is on none. */
static int waits_for(const struct doing *d, struct rows *agenda)
{
	return store_exec(d->l->store, Q_AGENDA_OF_CASE, agenda, d->err,
			  ARG_INT("case_id", d->cf.id));
}

static int must_wait(const struct doing *d, struct rows *agenda)
{
	if (waits_for(d, agenda))
		return -1;
	return agenda->n ? 0
			 : err_input(d->err,
				     _("It is on no list of a conference"));
}

static const struct meeting *conference(const struct doing *d)
{
	const struct profile *p = d->l->rules->profile;
	const char *code = d->args->meeting;
	int i = told_openly(&d->cf, d->l->consent_rules, NULL)
			? p->dispute_open
			: p->dispute_secret;

	if (code)
		i = profile_meeting(p, code);
	if (i < 0) {
		err_input(d->err, _("%.40s is no conference of this city"),
			  code);
		return NULL;
	}
	if (p->meeting[i].consent &&
	    !told_openly(&d->cf, d->l->consent_rules, d->err))
		return NULL;
	return &p->meeting[i];
}

/* The last day on which its members may read the case. */
static void readable_until(const struct doing *d, char out[CLOCK_DATE_SIZE])
{
	struct date day;

	if (!date_from_iso(d->args->date, &day))
		BUG("not a day: %s", d->args->date);
	date_to_iso(date_from_days(date_to_days(day) +
				   d->l->rules->profile->readable_days),
		    out);
}

static int add(struct doing *d)
{
	const struct meeting *m = conference(d);
	char until[CLOCK_DATE_SIZE];

	if (!m)
		return -1;
	readable_until(d, until);
	note(d);
	return store_exec(
		d->l->store, Q_AGENDA_ADD, NULL, d->err,
		ARG_INT("case_id", d->cf.id), ARG_TEXT("meeting", m->code),
		ARG_TEXT("meets_on", d->args->date), ARG_TEXT("at", d->now),
		ARG_TEXT("staff", d->actor->number),
		ARG_TEXT("reason", d->args->why), ARG_TEXT("until", until),
		ARG_INT("pledge", m->pledge), ARG_INT("consent", m->consent));
}

int loop_dispute(struct doing *d)
{
	struct rows agenda = ROWS_INIT;
	int r = waits_for(d, &agenda);

	if (!r && agenda.n)
		r = err_input(d->err,
			      _("It is on the list for the conference of %s "
				"already"),
			      rows_text(&agenda, 0, "meets_on"));
	rows_release(&agenda);
	return r ? -1 : add(d);
}

int loop_settle(struct doing *d)
{
	struct rows agenda = ROWS_INIT;
	int r = must_wait(d, &agenda);

	rows_release(&agenda);
	if (r)
		return -1;
	loop_take_over(d, d->args->staff);
	note(d);
	return store_exec(d->l->store, Q_AGENDA_SETTLE, NULL, d->err,
			  ARG_INT("case_id", d->cf.id), ARG_TEXT("at", d->now),
			  ARG_TEXT("staff", d->actor->number),
			  ARG_TEXT("outcome", d->args->why));
}

/* ---- its members ---- */

/* Whom it is about, for the journal; the caller releases them. */
static int colleague(struct doing *d, struct actor *member)
{
	if (actor_load(member, d->l->store, d->args->staff, d->err))
		return -1;
	str_addf(&d->said, "%s（%s）", member->name, member->number);
	note(d);
	return 0;
}

static int seat_of(const struct doing *d, struct rows *seat)
{
	return store_exec(d->l->store, Q_SEAT_OF, seat, d->err,
			  ARG_INT("case_id", d->cf.id),
			  ARG_TEXT("member", d->args->staff));
}

static int must_sit(const struct doing *d, struct rows *seat)
{
	if (seat_of(d, seat))
		return -1;
	return seat->n ? 0
		       : err_input(d->err,
				   _("They are no member of a conference "
				     "about this case; name them first"));
}

static int take_seat(struct doing *d, const struct rows *agenda,
		     const struct actor *member)
{
	int64_t id = rows_int(agenda, 0, "id");
	struct rows seat = ROWS_INIT;
	int r = seat_of(d, &seat);

	if (!r && seat.n && rows_int(&seat, 0, "agenda") == id)
		r = err_input(d->err, _("They are a member already"));
	rows_release(&seat);
	if (!r && rows_int(agenda, 0, "consent"))
		r = reaches(d, member);
	if (r)
		return -1;
	return store_exec(d->l->store, Q_SEAT_ADD, NULL, d->err,
			  ARG_INT("agenda", id), ARG_INT("case_id", d->cf.id),
			  ARG_TEXT("member", member->number),
			  ARG_TEXT("at", d->now),
			  ARG_TEXT("staff", d->actor->number));
}

int loop_seat(struct doing *d)
{
	struct actor member = { .number = NULL };
	struct rows agenda = ROWS_INIT;
	int r = must_wait(d, &agenda);

	if (!r)
		r = colleague(d, &member);
	if (!r)
		r = take_seat(d, &agenda, &member);
	rows_release(&agenda);
	actor_release(&member);
	return r;
}

int loop_rise(struct doing *d, const char *member)
{
	return store_exec(d->l->store, Q_SEAT_LEAVE, NULL, d->err,
			  ARG_INT("case_id", d->cf.id),
			  ARG_TEXT("member", member), ARG_TEXT("at", d->now),
			  ARG_TEXT("staff", d->actor->number));
}

int loop_unseat(struct doing *d)
{
	struct actor member = { .number = NULL };
	struct rows seat = ROWS_INIT;
	int r = must_sit(d, &seat);

	if (!r)
		r = colleague(d, &member);
	if (!r)
		r = loop_rise(d, member.number);
	rows_release(&seat);
	actor_release(&member);
	return r;
}

int loop_pledge(struct doing *d)
{
	struct actor member = { .number = NULL };
	struct rows seat = ROWS_INIT;
	int r = must_sit(d, &seat);

	if (!r && !rows_int(&seat, 0, "pledge"))
		r = err_input(d->err,
			      _("Members of this conference pledge nothing"));
	if (!r)
		r = colleague(d, &member);
	if (!r) {
		str_addf(&d->said, " %s", d->args->date);
		r = store_exec(
			d->l->store, Q_PLEDGE_SAVE, NULL, d->err,
			ARG_TEXT("meeting", rows_text(&seat, 0, "meeting")),
			ARG_TEXT("member", member.number),
			ARG_TEXT("day", d->args->date), ARG_TEXT("at", d->now),
			ARG_TEXT("staff", d->actor->number));
	}
	rows_release(&seat);
	actor_release(&member);
	return r;
}

/* Whether 口頭 is enough was asked when it came onto the list. */
static const struct consent_rules oral_too = { .oral_at_conference = true };

int loop_sits(struct store *s, const struct actor *actor,
	      const struct casefile *cf, bool *sits, struct err *err)
{
	struct rows rows = ROWS_INIT;
	char today[CLOCK_DATE_SIZE];
	int r;

	*sits = false;
	if (!streq(loop_get(cf, "case", "status"), "open"))
		return 0;
	clock_today(today);
	r = store_exec(s, Q_SEAT_READS, &rows, err, ARG_INT("case_id", cf->id),
		       ARG_TEXT("member", actor->number),
		       ARG_TEXT("today", today));
	*sits = !r && rows.n &&
		(!rows_int(&rows, 0, "consent") ||
		 told_openly(cf, &oral_too, NULL));
	rows_release(&rows);
	return r;
}
