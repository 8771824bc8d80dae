/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a step cannot do without, checked before anything is changed. */
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "domain/casebind.h"
#include "domain/loop_doing.h"
#include "domain/pass.h"

static const struct profile *profile_of(const struct doing *d)
{
	return d->l->rules->profile;
}

static const char *current(const struct doing *d)
{
	return d->id ? loop_get(&d->cf, d->id, "to_body") : "";
}

/* Only who works with cases can be given one. */
int loop_colleague(struct store *s, const char *number, struct err *err)
{
	struct actor colleague = { .number = NULL };
	int r;

	if (!number || !*number)
		return err_input(err, _("Say which colleague"));
	r = actor_load(&colleague, s, number, err);
	if (!r && !roles_may(colleague.roles, ACTION_CLOSE, REL_HOLDER))
		r = err_input(err,
			      _("%s does not work with cases; choose somebody "
				"who does"),
			      colleague.name);
	actor_release(&colleague);
	return r;
}

static int check_why(const struct doing *d)
{
	struct case_bind bind;

	if (guard_reason(d->args->why, d->err))
		return -1;
	if (!(d->step->needs & NEED_CODE))
		return 0;
	case_bind(&bind, &d->cf);
	return guard_unfounded(&bind.view, d->args->why, d->err) ? -1 : 0;
}

static int check_to(const struct doing *d)
{
	const char *to = str_or_empty(d->args->to);

	if (profile_dest(profile_of(d), to) < 0)
		return err_input(d->err,
				 _("Say to whom; \"%.40s\" is no "
				   "destination"),
				 to);
	if (d->step->act == LOOP_ASK && !streq(to, "promoter") &&
	    !streq(to, "coordinator"))
		return err_input(d->err, _("A question without a name goes to "
					   "a promoter or a coordinator"));
	if (streq(to, current(d)))
		return err_input(d->err, _("It is there already; name another "
					   "destination"));
	return 0;
}

static int check_code(const struct doing *d)
{
	const char *code = str_or_empty(d->args->code);

	return names_find(&profile_of(d)->returns, code)
		       ? 0
		       : err_input(d->err,
				   _("Sending back needs one of the reasons of "
				     "the profile, not \"%.40s\""),
				   code);
}

static int check_name(const struct doing *d)
{
	const char *to = d->id ? current(d) : str_or_empty(d->args->to);
	int dest = profile_dest(profile_of(d), to);

	if (d->id && dest >= 0 &&
	    profile_of(d)->dest[dest].kind != DEST_OUTSIDE)
		return 0;
	if (*str_or_empty(d->args->name))
		return 0;
	return err_input(d->err, _("Write the name of the person who took it"));
}

static int check_day(const struct doing *d)
{
	const char *date = str_or_empty(d->args->date);
	struct date day;

	if (!date_from_iso(date, &day) || date[strlen("2026-11-20")])
		return err_input(d->err, _("A day is needed, such as "
					   "2026-11-20"));
	return 0;
}

static int check_past(const struct doing *d)
{
	const char *date = d->args->date;

	if (check_day(d))
		return -1;
	if (strncmp(date, d->at, strlen("2026-11-20")) > 0)
		return err_input(d->err, _("%s is still to come"), date);
	return 0;
}

static int check_date(const struct doing *d)
{
	const char *date = d->args->date;

	if (check_day(d))
		return -1;
	if (strncmp(date, d->at, strlen("2026-11-20")) < 0)
		return err_input(d->err, _("%s is over; name a day to come"),
				 date);
	return 0;
}

/* The case as it stands; what a step begins is asked once it is there. */
static int check_consent(const struct doing *d)
{
	if (d->step->begins >= 0)
		return 0;
	return loop_may_tell(d, d->id);
}

static int check_guards(const struct doing *d)
{
	struct loop_gaps gaps = { .n = 0 };
	int r = loop_missing(d->l, &d->cf, d->args, &gaps, d->err);

	for (size_t i = 0; !r && i < gaps.n; i++)
		err_input(d->err, "%s", gaps.gap[i].sentence);
	if (gaps.n)
		r = -1;
	loop_gaps_release(&gaps);
	return r;
}

static int check_staff(const struct doing *d)
{
	bool about_them =
		d->step->act == LOOP_HIDE || d->step->act == LOOP_UNHIDE;

	if (loop_colleague(d->l->store, d->args->staff, d->err))
		return -1;
	if (!about_them && case_hidden_from(&d->cf, d->args->staff))
		return err_input(d->err, _("This case is kept from them; "
					   "choose somebody else"));
	return 0;
}

int loop_needs(const struct doing *d)
{
	static const struct {
		enum loop_need need;
		int (*check)(const struct doing *d);
	} checks[] = {
		{ NEED_CODE, check_code },     { NEED_WHY, check_why },
		{ NEED_TO, check_to },         { NEED_ALTERNATIVE, check_to },
		{ NEED_NAME, check_name },     { NEED_DATE, check_date },
		{ NEED_PAST, check_past },     { NEED_CONSENT, check_consent },
		{ NEED_GUARDS, check_guards },
	};

	for (size_t i = 0; i < ARRAY_SIZE(checks); i++)
		if (d->step->needs & checks[i].need && checks[i].check(d))
			return -1;
	if (d->step->act == LOOP_FOLLOW_UP && *str_or_empty(d->args->date) &&
	    check_date(d))
		return -1;
	return d->step->needs & NEED_STAFF ? check_staff(d) : 0;
}

/* The clerk's own promoter is no recipient. */
int loop_consent(const struct loop *l, const struct actor *actor,
		 const struct casefile *cf, const char *to,
		 const char *referral, struct err *err)
{
	struct case_bind bind;
	struct basis_use basis;
	struct reader reader = { .form = FORM_REFERRAL, .to = to };
	char today[CLOCK_DATE_SIZE];

	if (streq(to, "promoter") ||
	    streq(to, loop_get(cf, "intake", "section")))
		return 0;
	clock_today(today);
	case_bind(&bind, cf);
	reader.view = &bind.view;
	reader.consents = &bind.consents;
	reader.rules = l->consent_rules;
	reader.today = today;
	if (case_bind_basis(&bind, referral, l->laws, l->consent_rules,
			    actor->section, &basis))
		reader.basis = &basis;
	return reader_check(&reader, err);
}

/* A question has no name in it. */
int loop_may_tell(const struct doing *d, const char *referral)
{
	if (loop_kind_of(&d->cf, referral) == LOOP_QUESTION)
		return 0;
	return loop_consent(d->l, d->actor, &d->cf,
			    loop_get(&d->cf, referral, "to_body"), referral,
			    d->err);
}
