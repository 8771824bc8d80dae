/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/step.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/step_ask.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "ui/dialog.h"

struct loop session_loop(const struct session *s)
{
	return (struct loop){
		.store = s->office.store,
		.rules = s->office.rules,
		.consent_rules = s->consent_rules,
		.laws = s->laws,
	};
}

const char *step_field(const struct casefile *cf, const char *id,
		       const char *leaf)
{
	char path[PATH_SIZE];

	snprintf(path, sizeof(path), "%s.%s", id, leaf);
	return casefile_get(cf, path);
}

/* The row of the table for this; NULL and a sentence when there is none. */
static const struct loop_step *find_row(const struct casefile *cf,
					const char *referral, enum loop_act act)
{
	int state = LOOP_DRAFT;
	enum loop_kind kind = LOOP_WORK;

	if (referral) {
		const char *code = step_field(cf, referral, "kind");

		state = loop_state_from_code(step_field(cf, referral, "state"));
		for (int i = 0; i < LOOP_KIND_N; i++)
			if (streq(loop_kind_code((enum loop_kind)i), code))
				kind = (enum loop_kind)i;
	}
	return state < 0 ? NULL
			 : loop_step_find(act, (enum loop_state)state, kind);
}

static void say_done(enum loop_act act)
{
	char *done = xstrfmt(_("On record: %s"), loop_act_label(act));

	ui_message(done, false);
	free(done);
}

/* Nobody is asked for reasons first and refused afterwards. */
static int ask_and_do(struct step *step, struct err *err)
{
	const struct loop l = session_loop(step->session);
	const struct actor *actor = &step->session->actor;
	unsigned relations;
	int r = loop_relations(l.store, actor, step->cf, step->referral,
			       &relations, err);

	if (!r)
		r = actor_must(actor, loop_act_right(step->row->act), relations,
			       err);
	if (!r)
		r = step_ask(step);
	if (!r)
		r = loop_do(&l, actor, step->cf->id, step->referral,
			    step->row->act, &step->args, err);
	return r;
}

int step_take(struct session *s, int64_t case_id, const char *referral,
	      enum loop_act act, const struct loop_args *given)
{
	struct casefile cf = CASEFILE_INIT;
	struct step step = { .session = s,
			     .cf = &cf,
			     .referral = referral,
			     .why = STR_INIT,
			     .name = STR_INIT,
			     .desk = STR_INIT };
	struct err err = ERR_INIT;
	int r = casefile_load(&cf, s->office.store, case_id, &err);

	if (given)
		step.args = *given;
	if (!r) {
		step.row = find_row(&cf, referral, act);
		if (!step.row)
			r = err_input(&err, _("That is not possible with this "
					      "line as it stands now."));
		else
			r = ask_and_do(&step, &err);
	}
	if (!r)
		say_done(act);
	if (err.kind)
		ui_message_err(&err);
	err_release(&err);
	step_release(&step);
	casefile_release(&cf);
	return r ? 1 : 0;
}

static bool is_one_of(enum loop_act act, const enum loop_act *acts, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (acts[i] == act)
			return true;
	return !acts;
}

/* Steps with this referral; of all only those that are theirs to take. */
static size_t possible(struct session *s, const struct casefile *cf,
		       const char *referral, const enum loop_act *acts,
		       size_t acts_n, struct choice *choice, struct err *err)
{
	unsigned relations;
	size_t n = 0;

	if (loop_relations(s->office.store, &s->actor, cf, referral, &relations,
			   err))
		return 0;
	for (int act = 0; act < LOOP_ACT_N; act++) {
		const struct loop_step *row =
			find_row(cf, referral, (enum loop_act)act);

		if (row && row->from && is_one_of(row->act, acts, acts_n) &&
		    (acts || roles_may(s->actor.roles, loop_act_right(row->act),
				       relations)))
			choice[n++] = (struct choice){
				.code = loop_act_code(row->act),
				.label = loop_act_label(row->act),
			};
	}
	return n;
}

enum loop_act step_act(const char *code)
{
	for (int act = 0; act < LOOP_ACT_N; act++)
		if (streq(loop_act_code((enum loop_act)act), code))
			return (enum loop_act)act;
	BUG("no act %s", code);
}

int step_choose(struct session *s, int64_t case_id, const char *referral,
		const enum loop_act *acts, size_t acts_n)
{
	struct casefile cf = CASEFILE_INIT;
	struct choice choice[LOOP_ACT_N];
	struct err err = ERR_INIT;
	int picked = -1;
	size_t n = 0;

	if (!casefile_load(&cf, s->office.store, case_id, &err))
		n = possible(s, &cf, referral, acts, acts_n, choice, &err);
	casefile_release(&cf);
	if (err.kind)
		ui_message_err(&err);
	else if (!n)
		ui_message(_("That is not possible with this line as it "
			     "stands now."),
			   true);
	else
		picked = acts && n == 1
				 ? 0
				 : ui_choose("どうしますか", choice, n, 0);
	err_release(&err);
	return picked < 0 ? 1
			  : step_take(s, case_id, referral,
				      step_act(choice[picked].code), NULL);
}
