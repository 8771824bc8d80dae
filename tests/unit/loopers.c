/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/loopers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "domain/casetriage.h"
#include "domain/city.h"
#include "domain/loop_place.h"
#include "domain/staff.h"

static char admin_number[] = "900";

/* xorshift32 */
static uint32_t draw(struct loopers *p, uint32_t below)
{
	p->random ^= p->random << 13;
	p->random ^= p->random >> 17;
	p->random ^= p->random << 5;
	return p->random % below;
}

static bool chance(struct loopers *p, uint32_t percent)
{
	return draw(p, 100) < percent;
}

/* ---- people ---- */

int loopers_load(struct loopers *p, uint32_t seed, struct err *err)
{
	char *path = profile_path("fussa", "consent.yaml");

	*p = (struct loopers){ .random = seed * 2654435761u + 1 };
	p->profile = profile_load("fussa", err);
	p->facts = facts_load(NULL, err);
	p->rules = rules_load(p->profile, p->facts, err);
	p->consent_rules = consent_rules_load(path, err);
	p->laws = laws_load(NULL, err);
	p->l = (struct loop){ .rules = p->rules,
			      .consent_rules = p->consent_rules,
			      .laws = p->laws };
	free(path);
	return err->kind ? -1 : 0;
}

static void release_people(struct loopers *p)
{
	for (int i = 0; i < LOOPERS_N; i++) {
		actor_release(&p->actor[i]);
		p->left[i] = false;
	}
	store_close(p->l.store);
	p->l.store = NULL;
}

void loopers_free(struct loopers *p)
{
	release_people(p);
	laws_free(p->laws);
	consent_rules_free(p->consent_rules);
	rules_free(p->rules);
	facts_free(p->facts);
	profile_free(p->profile);
}

static int save_staff(struct loopers *p, const char *number,
		      const char *section, const char *role, bool active,
		      struct err *err)
{
	struct values who = VALUES_INIT;
	int r;

	values_set(&who, "number", number);
	values_set(&who, "name", "職員");
	values_set(&who, "section", section);
	values_set(&who, "role", role);
	values_set(&who, "active", active ? "1" : "0");
	r = staff_save(&who, p->l.store, err);
	values_release(&who);
	return r;
}

/* In each section a promoter and two clerks; two coordinators in the general
 * one, one elsewhere. 社協 has a clerk less, 健康課 nobody but clerks. */
static const char *role_of(const struct loopers *p, int i, const char **section)
{
	int sections = (int)p->profile->section_n;

	if (i < 2 || i == LOOPERS_N - 1) {
		*section = i < 2 ? p->profile->dest[p->profile->general].code
				 : "shakyo";
		return "coordinator";
	}
	*section = p->profile->dest[(i - 2) % sections].code;
	if (i - 2 >= sections || streq(*section, "kenko"))
		return "counter";
	return "promoter";
}

static int number_of(int i, char out[8])
{
	return snprintf(out, 8, "%d", 101 + i % 800);
}

static int add_people(struct loopers *p, struct err *err)
{
	if (store_begin(p->l.store, err) ||
	    city_set_profile(p->l.store, "fussa", err) ||
	    save_staff(p, admin_number, "jiritsu", "admin", true, err))
		return -1;
	for (int i = 0; i < LOOPERS_N; i++) {
		const char *section, *role = role_of(p, i, &section);
		char number[8];

		number_of(i, number);
		if (save_staff(p, number, section, role, true, err))
			return -1;
	}
	return store_commit(p->l.store, err);
}

static int load_people(struct loopers *p, struct err *err)
{
	for (int i = 0; i < LOOPERS_N; i++) {
		struct err gone = ERR_INIT;
		char number[8];

		number_of(i, number);
		p->left[i] = staff_check(p->l.store, number, &gone);
		err_release(&gone);
		if (!p->left[i] &&
		    actor_load(&p->actor[i], p->l.store, number, err))
			return -1;
	}
	return 0;
}

int loopers_init(struct loopers *p, const char *db, struct err *err)
{
	release_people(p);
	p->l.store = store_init(db, err);
	return p->l.store && !add_people(p, err) ? load_people(p, err) : -1;
}

int loopers_open(struct loopers *p, const char *db, struct err *err)
{
	release_people(p);
	p->l.store = store_open(db, err);
	return p->l.store ? load_people(p, err) : -1;
}

static int anybody(struct loopers *p)
{
	int i;

	do
		i = (int)draw(p, LOOPERS_N);
	while (p->left[i]);
	return i;
}

static int by_number(const struct loopers *p, const char *number)
{
	for (int i = 0; i < LOOPERS_N; i++)
		if (!p->left[i] && streq(p->actor[i].number, number))
			return i;
	return -1;
}

/* ---- a case ---- */

struct told {
	const char *path, *value;
	uint32_t percent;
};

static const struct told stories[] = {
	{ "m1.fact.care_need", "yes", 50 },
	{ "m2.fact.withdrawn", "yes", 30 },
	{ "fact.hoarding", "yes", 20 },
	{ "m1.fact.acute_illness", "yes", 10 },
	{ "m2.fact.abuse_suspected", "yes", 10 },
	{ "fact.low_income", "yes", 20 },
	{ "fact.wants_public_assistance", "no", 90 },
	{ "fact.staff_unsure", "yes", 20 },
	{ "concern.childcare", "main", 30 },
	{ "intake.safety_reason", "電話が切れた", 95 },
	{ "intake.complaint", "困っている", 100 },
};

static int set(struct loopers *p, struct casefile *cf, const char *path,
	       const char *value, struct err *err)
{
	return casefile_set(cf, p->facts, path, value, err);
}

static int tell(struct loopers *p, struct casefile *cf, struct err *err)
{
	char id[RECORD_ID_SIZE];

	if (casefile_add(cf, REC_MEMBER, id, err) ||
	    casefile_add(cf, REC_MEMBER, id, err) ||
	    set(p, cf, "m1.relation", "client", err) ||
	    set(p, cf, "m1.age", "82", err) ||
	    set(p, cf, "m2.age", chance(p, 50) ? "9" : "50", err))
		return -1;
	for (size_t i = 0; i < ARRAY_SIZE(stories); i++)
		if (chance(p, stories[i].percent) &&
		    set(p, cf, stories[i].path, stories[i].value, err))
			return -1;
	if (chance(p, 10))
		return 0;
	return casefile_add(cf, REC_CONSENT, id, err) ||
	       set(p, cf, "c1.member", "m1", err) ||
	       set(p, cf, "c1.recipients", "*", err) ||
	       set(p, cf, "c1.items", "*", err) ||
	       set(p, cf, "c1.state", "written", err) ||
	       set(p, cf, "c1.given_on", "2026-11-20", err) ||
	       set(p, cf, "c1.explained_by", "職員", err);
}

static const char *anywhere(struct loopers *p)
{
	return p->profile->dest[draw(p, (uint32_t)p->profile->dest_n)].code;
}

static int refer(struct loopers *p, struct casefile *cf, struct err *err)
{
	static const char *const urgencies[] = { "AA", "A", "B", "C", "" };
	const char *urgency = urgencies[draw(p, ARRAY_SIZE(urgencies))];
	char id[RECORD_ID_SIZE], path[PATH_SIZE];

	if (casefile_add(cf, REC_REFERRAL, id, err))
		return -1;
	snprintf(path, sizeof(path), "%s.to_body", id);
	if (set(p, cf, path, chance(p, 15) ? "coordinator" : anywhere(p), err))
		return -1;
	snprintf(path, sizeof(path), "%s.urgency", id);
	if (set(p, cf, path, urgency, err))
		return -1;
	snprintf(path, sizeof(path), "%s.state", id);
	return set(p, cf, path, chance(p, 50) ? "sent" : "draft", err);
}

int loopers_take(struct loopers *p, int64_t *case_id, struct err *err)
{
	const struct actor *taker = &p->actor[anybody(p)];
	struct casefile cf = CASEFILE_INIT;
	int r = set(p, &cf, "intake.section", taker->section, err) ||
		set(p, &cf, "intake.staff", taker->number, err) ||
		set(p, &cf, "intake.received_at", "2026-11-20T09:00", err) ||
		tell(p, &cf, err);

	for (uint32_t n = 1 + draw(p, 3); !r && n; n--)
		r = refer(p, &cf, err);
	if (!r)
		r = store_begin(p->l.store, err) ||
		    casefile_save_triaged(&cf, NULL, p->l.store, taker->number,
					  p->rules, err) ||
		    store_commit(p->l.store, err);
	store_rollback(p->l.store);
	*case_id = cf.id;
	p->arranger = -1;
	casefile_release(&cf);
	return r ? -1 : 0;
}

/* ---- a step ---- */

/* Leaves, with everything handed on in the same step; or comes back. */
static int come_or_go(struct loopers *p, struct err *err)
{
	static struct actor admin = { .number = admin_number,
				      .roles = ROLE_BIT(ROLE_ADMIN) };
	int i = (int)draw(p, LOOPERS_N);
	const char *section, *role = role_of(p, i, &section);
	const char *to = p->actor[anybody(p)].number;
	char number[8];
	int r = store_begin(p->l.store, err);

	number_of(i, number);
	if (!r && !p->left[i])
		r = loop_hand_on_all(p->l.store, &admin, number, to, err);
	if (!r)
		r = save_staff(p, number, section, role, p->left[i], err);
	if (!r)
		r = store_commit(p->l.store, err);
	store_rollback(p->l.store);
	if (r)
		return -1;
	p->left[i] = !p->left[i];
	actor_release(&p->actor[i]);
	p->left_n++;
	return p->left[i] ? 0
			  : actor_load(&p->actor[i], p->l.store, number, err);
}

/* Could this one have the right at all? */
static bool able(struct loopers *p, int i, enum loop_act act)
{
	return i >= 0 && !p->left[i] &&
	       (roles_may(p->actor[i].roles, loop_act_right(act), REL_ALL) ||
		chance(p, 3));
}

/* Mostly somebody whose business it is. */
static int who(struct loopers *p, const struct casefile *cf, const char *id,
	       enum loop_act act)
{
	const char *number = loop_get(cf, "case", "holder"), *queue = "";
	int first = (int)draw(p, LOOPERS_N), found;

	if (id && *loop_get(cf, id, "queue") && chance(p, 85)) {
		number = loop_get(cf, id, "person");
		queue = loop_get(cf, id, "queue");
	}
	found = by_number(p, number);
	if (p->arranger >= 0 && loop_act_right(act) == ACTION_DISPUTE)
		found = p->arranger;
	if (able(p, found, act) && chance(p, 70))
		return found;
	if (skip_prefix(queue, "coordinator", NULL))
		queue = p->actor[0].section ? p->actor[0].section : "shakyo";
	for (int k = 0; k < LOOPERS_N && *queue; k++) {
		int i = (first + k) % LOOPERS_N;

		if (able(p, i, act) && streq(p->actor[i].section, queue))
			return i;
	}
	return anybody(p);
}

/* What is done about a conference once it is to meet. */
static enum loop_act of_conference(struct loopers *p)
{
	static const enum loop_act acts[] = { LOOP_SEAT,   LOOP_SEAT,
					      LOOP_SEAT,   LOOP_PLEDGE,
					      LOOP_PLEDGE, LOOP_UNSEAT,
					      LOOP_SETTLE };

	return acts[draw(p, ARRAY_SIZE(acts))];
}

static int which_act(struct loopers *p, const struct casefile *cf,
		     const char *id)
{
	bool closed = streq(loop_get(cf, "case", "status"), "closed");
	int act, tries = 0;

	if (closed && chance(p, 70))
		return LOOP_REOPEN;
	if (!id && p->arranger >= 0 && chance(p, 70))
		return of_conference(p);
	if (id && loop_state_of(cf, id) == LOOP_SENT && chance(p, 25))
		return LOOP_RECEIVE;
	if (id && loop_state_of(cf, id) == LOOP_RECEIVED && chance(p, 40))
		return LOOP_CONTACT;
	if (id && loop_state_of(cf, id) == LOOP_CONTACTED && chance(p, 30))
		return LOOP_ANSWER_DONE;
	do {
		const struct loop_step *step =
			&loop_steps[draw(p, (uint32_t)loop_steps_n)];

		act = (int)step->act;
		if (!step->from != !id)
			continue;
		if (!id || loop_step_find(step->act, loop_state_of(cf, id),
					  loop_kind_of(cf, id)))
			return act;
	} while (tries++ < 40);
	return act;
}

static int note_done(struct loopers *p, const struct casefile *cf,
		     const char *id, enum loop_act act)
{
	enum loop_state state = id ? loop_state_of(cf, id) : LOOP_DRAFT;
	enum loop_kind kind = id ? loop_kind_of(cf, id) : LOOP_WORK;
	const struct loop_step *step = loop_step_find(act, state, kind);

	p->did[step - loop_steps][state]++;
	return 0;
}

static int do_one(struct loopers *p, const struct casefile *cf, struct err *err)
{
	static const char *const codes[] = { "nearer", "other", "unclear",
					     "king" };
	static const char *const reasons[] = { "聞いたこと", "理由", "",
					       "対象外" };
	static const char *const days[] = { "2026-12-01", "2027-01-10",
					    "2026-11-19" };
	const char *hidden = loop_get(cf, "case", "hidden_from");
	char number[8];
	struct record_ids ids;
	const char *id = NULL;
	const char *extra = chance(p, 90) ? "だいじょうぶ" : NULL;
	struct loop_args args = {
		.why = reasons[chance(p, 90) ? 0 : draw(p, 4)],
		.to = chance(p, 95) ? anywhere(p) : "moon",
		.desk = chance(p, 30) ? "shakyo" : NULL,
		.code = codes[chance(p, 90) ? 0 : draw(p, 4)],
		.staff = p->actor[anybody(p)].number,
		.name = extra,
		.date = days[chance(p, 90) ? 0 : draw(p, 3)],
		.meeting = chance(p, 40) ? "shien-106" : NULL,
		.eats = extra,
		.sleeps = extra,
		.reach = extra,
	};
	struct actor *actor;
	int act, r;

	casefile_ids(cf, REC_REFERRAL, &ids);
	if (ids.n && chance(p, ids.n > 40 ? 50 : 75))
		id = ids.id[draw(p, (uint32_t)ids.n)];
	act = which_act(p, cf, id);
	if (act == LOOP_ASK && chance(p, 80))
		args.to = chance(p, 50) ? "promoter" : "coordinator";
	if (act == LOOP_UNHIDE && *hidden && chance(p, 80)) {
		snprintf(number, sizeof(number), "%.*s",
			 (int)strcspn(hidden, " "), hidden);
		args.staff = number;
	}
	if ((act == LOOP_UNSEAT || act == LOOP_PLEDGE) && chance(p, 80))
		args.staff = p->member;
	if (act == LOOP_PLEDGE && chance(p, 90))
		args.date = "2026-11-19";
	if (act == LOOP_REPORT && chance(p, 60))
		args.to = chance(p, 50) ? "kodomo-katei" : "jiso";
	actor = &p->actor[who(p, cf, id, (enum loop_act)act)];
	if (!actor->number)
		return 0;
	r = loop_do(&p->l, actor, cf->id, id, (enum loop_act)act, &args, err);
	if (!r && act == LOOP_SEAT)
		snprintf(p->member, sizeof(p->member), "%s", args.staff);
	if (!r && act == LOOP_DISPUTE)
		p->arranger = (int)(actor - p->actor);
	if (!r && act == LOOP_SETTLE)
		p->arranger = -1;
	return r ? -1 : note_done(p, cf, id, (enum loop_act)act);
}

/* A sentence for a person is no failure. */
static int settle(struct loopers *p, int r, struct err *err)
{
	if (r && (err->kind == ERR_INPUT || err->kind == ERR_STALE)) {
		p->refused_n++;
		err_reset(err);
		return 0;
	}
	return r;
}

int loopers_step(struct loopers *p, int64_t case_id, struct err *err)
{
	struct casefile cf = CASEFILE_INIT;
	int r;

	p->step_n++;
	if (chance(p, 1))
		return settle(p, come_or_go(p, err), err);
	r = casefile_load(&cf, p->l.store, case_id, err);
	if (!r)
		r = settle(p, do_one(p, &cf, err), err);
	casefile_release(&cf);
	return r;
}

/* ---- what must hold ---- */

int loopers_check(struct loopers *p, struct err *err)
{
	struct loop_faults f;
	int64_t n = loop_check(p->l.store, &f, err);

	if (!n)
		return 0;
	return err_system(err,
			  "no holder %d, no queue %d, misplaced %d, no reader "
			  "%d, nobody %d",
			  (int)f.no_holder, (int)f.no_queue, (int)f.misplaced,
			  (int)f.no_reader, (int)f.nobody);
}

static bool in_page(struct loopers *p, const struct actor *actor,
		    enum queue_by by, const char *whose, int64_t case_id,
		    const char *id, struct err *err)
{
	struct rows rows = ROWS_INIT;
	struct queue_key key = { 0 };
	char now[CLOCK_SIZE];
	const struct queue_view view = {
		.staff = actor->number, .by = by, .whose = whose, .now = now
	};
	bool found = false;

	clock_now(now);
	do {
		if (queue_page(p->l.store, &view, &key, false, 7, &rows, err))
			return false;
		if (rows.n)
			queue_key_of(&rows, rows.n - 1, &key);
		for (size_t i = 0; i < rows.n; i++)
			found = found ||
				(rows_int(&rows, i, "case_id") == case_id &&
				 streq(rows_text(&rows, i, "id"), id));
	} while (!found && rows.n == 7);
	rows_release(&rows);
	return found;
}

static bool seen_by(struct loopers *p, const struct actor *actor,
		    int64_t case_id, const char *id, struct err *err)
{
	struct queue_names names;

	if (in_page(p, actor, QUEUE_PERSON, actor->number, case_id, id, err))
		return true;
	if (!roles_may(actor->roles, ACTION_QUEUE, REL_OWN_SECTION) ||
	    queue_names(p->l.store, actor, p->profile, &names, err))
		return false;
	for (size_t i = 0; i < names.n; i++)
		if (in_page(p, actor, QUEUE_OF, names.queue[i], case_id, id,
			    err))
			return true;
	return false;
}

int loopers_check_lists(struct loopers *p, int64_t case_id, struct err *err)
{
	struct casefile cf = CASEFILE_INIT;
	struct record_ids ids;
	int r = casefile_load(&cf, p->l.store, case_id, err);

	casefile_ids(&cf, REC_REFERRAL, &ids);
	for (size_t i = 0; !r && i < ids.n; i++) {
		unsigned state = LOOP_BIT(loop_state_of(&cf, ids.id[i]));
		bool seen = !(state & (LOOP_OPEN | LOOP_BIT(LOOP_DRAFT)));

		for (int k = 0; !seen && k < LOOPERS_N; k++)
			seen = !p->left[k] && seen_by(p, &p->actor[k], case_id,
						      ids.id[i], err);
		if (!seen)
			r = err_system(err, "case %d: nobody sees %s",
				       (int)case_id, ids.id[i]);
	}
	casefile_release(&cf);
	return r;
}

long loopers_table(const struct loopers *p, bool print)
{
	long least = -1;

	for (size_t i = 0; i < loop_steps_n; i++)
		for (int state = 0; state < LOOP_STATE_N; state++) {
			bool from = loop_steps[i].from & LOOP_BIT(state);
			long n = p->did[i][state];

			if (!from && (loop_steps[i].from || state))
				continue;
			if (least < 0 || n < least)
				least = n;
			if (print)
				printf("# %8ld %-15s %s\n", n,
				       loop_act_code(loop_steps[i].act),
				       loop_steps[i].from
					       ? loop_state_code(
							 (enum loop_state)state)
					       : "(case)");
		}
	return least;
}
