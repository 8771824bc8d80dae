/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who sits on a conference, from when until when they may read the case, and
 * that what is said there stays out of its ordinary papers. */
#include "unit/city.h"

#include "base/jsonout.h"
#include "base/path.h"
#include "domain/access.h"
#include "domain/casejson.h"
#include "domain/casepath.h"
#include "domain/casesheet.h"
#include "domain/casetriage.h"
#include "domain/handover_sheet.h"
#include "domain/loop_lists.h"
#include "domain/loop_place.h"

#define CLERK    "1001" /* of kaigo-fukushi */
#define PROMOTER "2001" /* there */
#define KENKO    "3001" /* a clerk */
#define SHOGAI   "3002" /* a promoter */
#define ADVISER  "4001" /* a coordinator of jiritsu */
#define FIGURES  "9001" /* statistics */

#define WHY "離婚した夫の勤め先が決まらない理由"

static struct loop l;
static int64_t id; /* of the case */
static const char *conference;

static int fresh(void **state)
{
	setenv("MADOGUCHI_NOW", CITY_NOW, 1);
	conference = NULL;
	if (city_fresh(state))
		return -1;
	l = (struct loop){ city.store, city.rules, city.consent, city.laws };
	fine(store_begin(city.store, &city.err));
	city_person(PROMOTER, PROMOTER, "kaigo-fukushi", "promoter");
	city_person(KENKO, KENKO, "kenko", "counter");
	city_person(SHOGAI, SHOGAI, "shogai-fukushi", "promoter");
	city_person(ADVISER, ADVISER, "jiritsu", "coordinator");
	city_person(FIGURES, FIGURES, "jiritsu", "statistics");
	return store_commit(city.store, &city.err);
}

/* ---- a case ---- */

static void put(struct casefile *cf, const char *path, const char *value)
{
	fine(casefile_set(cf, city.facts, path, value, &city.err));
}

static void agree(struct casefile *cf, const char *to, const char *state)
{
	char c[RECORD_ID_SIZE], path[PATH_SIZE];
	const struct {
		const char *leaf, *value;
	} said[] = {
		{ "member", "m1" },
		{ "recipients", to },
		{ "items", "*" },
		{ "state", state },
		{ "given_on", "2026-11-20" },
		{ "explained_by", "窓口 一子" },
	};

	fine(casefile_add(cf, REC_CONSENT, c, &city.err));
	for (size_t i = 0; i < ARRAY_SIZE(said); i++) {
		casepath_join(path, c, said[i].leaf);
		put(cf, path, said[i].value);
	}
}

/* A case of kaigo-fukushi; to, state: what the client said (NULL: nothing). */
static void take_case(const char *to, const char *state)
{
	struct casefile cf = CASEFILE_INIT;

	put(&cf, "intake.section", "kaigo-fukushi");
	put(&cf, "intake.staff", CLERK);
	put(&cf, "intake.received_at", "2026-11-20T09:00");
	put(&cf, "intake.complaint", "夜が眠れない");
	put(&cf, "intake.safety_reason", "電話が切れた");
	put(&cf, "client.age", "70");
	if (to)
		agree(&cf, to, state);
	fine(store_begin(city.store, &city.err));
	fine(casefile_save_triaged(&cf, NULL, city.store, CLERK, city.rules,
				   &city.err));
	fine(store_commit(city.store, &city.err));
	id = cf.id;
	casefile_release(&cf);
}

/* The client says something else. */
static void say(const char *path, const char *value)
{
	struct casefile base = CASEFILE_INIT, cf = CASEFILE_INIT;

	fine(casefile_load(&base, city.store, id, &city.err));
	casefile_copy(&cf, &base);
	put(&cf, path, value);
	fine(store_begin(city.store, &city.err));
	fine(casefile_save(&cf, &base, city.store, CLERK, &city.err));
	fine(store_commit(city.store, &city.err));
	casefile_release(&base);
	casefile_release(&cf);
}

/* ---- steps ---- */

static int take(const char *who, enum loop_act act, const char *member,
		const char *day)
{
	const struct loop_args args = { .why = act == LOOP_SEAT ? NULL : WHY,
					.staff = member,
					.date = day,
					.meeting = conference };
	struct actor actor;
	int r;

	fine(actor_load(&actor, city.store, who, &city.err));
	r = loop_do(&l, &actor, id, NULL, act, &args, &city.err);
	actor_release(&actor);
	return r;
}

static void arranged(enum loop_act act, const char *member, const char *day)
{
	fine(take(PROMOTER, act, member, day));
}

static void refused(enum loop_act act, const char *member, const char *day,
		    const char *says)
{
	assert_int_equal(take(PROMOTER, act, member, day), -1);
	city_says(says);
}

static bool sits(const char *who)
{
	struct actor actor;
	struct casefile cf = CASEFILE_INIT;
	unsigned relations;

	fine(actor_load(&actor, city.store, who, &city.err));
	fine(casefile_load(&cf, city.store, id, &city.err));
	fine(loop_relations(city.store, &actor, &cf, NULL, &relations,
			    &city.err));
	actor_release(&actor);
	casefile_release(&cf);
	return relations & REL_MEMBER;
}

static void at(const char *now)
{
	setenv("MADOGUCHI_NOW", now, 1);
}

/* ---- */

/* 支援会議: nobody agreed, so all have to be bound to secrecy. */
static void without_a_pledge_nobody_reads(void **state)
{
	struct rows seats = ROWS_INIT;
	struct rows lists = ROWS_INIT;

	take_case(NULL, NULL);
	refused(LOOP_SEAT, KENKO, NULL, "on no list of a conference");
	arranged(LOOP_DISPUTE, NULL, "2026-12-03");
	assert_int_equal(take(CLERK, LOOP_SEAT, KENKO, NULL), -1);
	city_says("A promoter or coordinator");
	refused(LOOP_SEAT, FIGURES, NULL, "does not work with cases");
	refused(LOOP_PLEDGE, KENKO, "2026-11-20", "name them first");
	refused(LOOP_UNSEAT, KENKO, NULL, "name them first");
	arranged(LOOP_SEAT, KENKO, NULL);
	refused(LOOP_SEAT, KENKO, NULL, "a member already");
	assert_false(sits(KENKO));
	refused(LOOP_PLEDGE, KENKO, "2026-11-21", "still to come");
	refused(LOOP_PLEDGE, KENKO, "", "A day is needed");
	arranged(LOOP_PLEDGE, KENKO, "2026-11-19");
	assert_true(sits(KENKO));
	assert_false(sits(SHOGAI));

	fine(loop_agenda(city.store, KENKO, CITY_NOW, 9, &lists, &city.err));
	assert_int_equal(lists.n, 1);
	assert_string_equal(rows_text(&lists, 0, "reason"), WHY);
	fine(loop_seats(city.store, PROMOTER, id, rows_int(&lists, 0, "id"),
			&seats, &city.err));
	assert_int_equal(seats.n, 1);
	assert_string_equal(rows_text(&seats, 0, "staff"), KENKO);
	assert_string_equal(rows_text(&seats, 0, "pledged_on"), "2026-11-19");
	rows_release(&seats);
	/* Who has nothing to do with it learns that something is discussed. */
	fine(loop_agenda(city.store, SHOGAI, CITY_NOW, 9, &lists, &city.err));
	assert_int_equal(lists.n, 1);
	assert_null(rows_text(&lists, 0, "number"));
	assert_null(rows_text(&lists, 0, "title"));
	assert_null(rows_text(&lists, 0, "reason"));
	assert_int_equal(loop_seats(city.store, SHOGAI, id,
				    rows_int(&lists, 0, "id"), &seats,
				    &city.err),
			 -1);
	city_says("Only those who work on this case");
	assert_int_equal(loop_agenda(city.store, FIGURES, CITY_NOW, 9, &lists,
				     &city.err),
			 -1);
	city_says("do not take consultations");
	rows_release(&lists);
}

/* Once for the conference, for whatever is discussed there. */
static void a_pledge_is_given_once(void **state)
{
	take_case(NULL, NULL);
	arranged(LOOP_DISPUTE, NULL, "2026-12-03");
	arranged(LOOP_SEAT, KENKO, NULL);
	arranged(LOOP_PLEDGE, KENKO, "2026-11-20");
	take_case(NULL, NULL);
	assert_false(sits(KENKO));
	arranged(LOOP_DISPUTE, NULL, "2026-12-10");
	assert_false(sits(KENKO));
	arranged(LOOP_SEAT, KENKO, NULL);
	assert_true(sits(KENKO));
}

static void it_ends(void **state)
{
	take_case(NULL, NULL);
	arranged(LOOP_DISPUTE, NULL, "2026-12-03");
	arranged(LOOP_SEAT, KENKO, NULL);
	arranged(LOOP_SEAT, SHOGAI, NULL);
	arranged(LOOP_SEAT, ADVISER, NULL);
	arranged(LOOP_PLEDGE, KENKO, "2026-11-20");
	arranged(LOOP_PLEDGE, SHOGAI, "2026-11-20");
	arranged(LOOP_PLEDGE, ADVISER, "2026-11-20");
	/* Taken off the list, */
	arranged(LOOP_UNSEAT, ADVISER, NULL);
	assert_false(sits(ADVISER));
	/* or kept from the case: for good. */
	arranged(LOOP_HIDE, SHOGAI, NULL);
	assert_false(sits(SHOGAI));
	refused(LOOP_SEAT, SHOGAI, NULL, "kept from them");
	arranged(LOOP_UNHIDE, SHOGAI, NULL);
	assert_false(sits(SHOGAI));
	/* Some days longer than the conference, whatever came of it. */
	at("2026-12-03T16:00:00");
	arranged(LOOP_SETTLE, CLERK, NULL);
	assert_true(sits(KENKO));
	at("2027-01-02T23:59:00");
	assert_true(sits(KENKO));
	at("2027-01-03T00:00:00");
	assert_false(sits(KENKO));
}

/* Closed, nobody sits there any more, not even when it is opened again. */
static void it_ends_with_the_case(void **state)
{
	const struct loop_args args = { .why = "落ち着いた",
					.date = "2027-02-01",
					.eats = "ある",
					.sleeps = "自宅",
					.reach = "電話" };
	struct casefile cf = CASEFILE_INIT;
	struct record_ids ids;
	struct actor actor;

	take_case(NULL, NULL);
	arranged(LOOP_DISPUTE, NULL, "2026-12-03");
	arranged(LOOP_SEAT, KENKO, NULL);
	arranged(LOOP_PLEDGE, KENKO, "2026-11-20");
	arranged(LOOP_SETTLE, PROMOTER, NULL);
	fine(actor_load(&actor, city.store, PROMOTER, &city.err));
	fine(casefile_load(&cf, city.store, id, &city.err));
	casefile_ids(&cf, REC_REFERRAL, &ids);
	for (size_t i = 0; i < ids.n; i++)
		if (!loop_ended(loop_state_of(&cf, ids.id[i])))
			fine(loop_do(&l, &actor, id, ids.id[i], LOOP_WITHDRAW,
				     &args, &city.err));
	fine(loop_do(&l, &actor, id, NULL, LOOP_CLOSE, &args, &city.err));
	assert_false(sits(KENKO));
	fine(loop_do(&l, &actor, id, NULL, LOOP_REOPEN, &args, &city.err));
	assert_false(sits(KENKO));
	casefile_release(&cf);
	actor_release(&actor);
}

/* 重層的支援会議: the table of the gate, and as far as consent reaches. */
static void consent_is_asked_for(void **state)
{
	static const struct {
		const char *state, *meeting;
	} cells[] = {
		{ NULL, "shien-106" },        { "written", "juso" },
		{ "oral", "shien-106" }, /* fussa: after writing */
		{ "partial", "juso" },        { "pending", "shien-106" },
		{ "refused", "shien-106" },   { "unable", "shien-106" },
		{ "withdrawn", "shien-106" },
	};
	struct rows rows = ROWS_INIT;

	for (size_t i = 0; i < ARRAY_SIZE(cells); i++) {
		bool open = streq(cells[i].meeting, "juso");

		fine(fresh(NULL));
		take_case(cells[i].state ? "kenko" : NULL, cells[i].state);
		conference = "juso";
		if (!open)
			refused(LOOP_DISPUTE, NULL, "2026-12-03",
				"What is possible: the conference under");
		conference = NULL;
		arranged(LOOP_DISPUTE, NULL, "2026-12-03");
		fine(loop_agenda(city.store, PROMOTER, CITY_NOW, 9, &rows,
				 &city.err));
		assert_string_equal(rows_text(&rows, 0, "meeting"),
				    cells[i].meeting);
		assert_int_equal(rows_int(&rows, 0, "pledge"), !open);
	}
	rows_release(&rows);
}

static void a_member_is_within_its_scope(void **state)
{
	take_case("kenko", "partial");
	arranged(LOOP_DISPUTE, NULL, "2026-12-03");
	refused(LOOP_SEAT, SHOGAI, NULL, "has not been asked for consent");
	arranged(LOOP_SEAT, KENKO, NULL);
	assert_true(sits(KENKO)); /* nobody pledges there */
	refused(LOOP_PLEDGE, KENKO, "2026-11-20", "pledge nothing");
	/* Their own counter is no recipient. */
	arranged(LOOP_SEAT, "1002", NULL);
	assert_true(sits("1002"));
	say("c1.withdrawn_on", "2026-11-20");
	assert_false(sits(KENKO));
	assert_false(sits("1002"));
	refused(LOOP_SEAT, SHOGAI, NULL, "has not been asked for consent");
}

static void consent_that_ran_out_is_none(void **state)
{
	take_case("*", "written");
	say("c1.until", "2026-11-25");
	arranged(LOOP_DISPUTE, NULL, "2026-12-03");
	arranged(LOOP_SEAT, KENKO, NULL);
	arranged(LOOP_SEAT, ADVISER, NULL);
	assert_true(sits(KENKO));
	at("2026-11-26T09:00:00");
	assert_false(sits(KENKO));
	refused(LOOP_SEAT, SHOGAI, NULL, "was withdrawn or has run out");
}

/* ---- papers ---- */

static void silent(const char *where, const char *text)
{
	static const char *const secrets[] = { WHY, "健康 証人", "支援会議" };

	for (size_t i = 0; i < ARRAY_SIZE(secrets); i++)
		if (strstr(text, secrets[i]))
			fail_msg("%s tells %s", where, secrets[i]);
}

static void read_values(const struct sheet *sheet)
{
	size_t keys_n;

	sheet_keys(&keys_n);
	for (size_t k = 0; k < keys_n; k++)
		for (size_t row = 0; row < 9; row++)
			silent("a sheet",
			       str_or_empty(
				       sheet_get(sheet, (int)k, row)->text));
}

static void read_sheet(enum sheet_form form, const struct casefile *cf)
{
	static const char *const to[FORM_N] = {
		[FORM_QUESTION] = "coordinator", [FORM_REFERRAL] = "kenko"
	};
	const struct case_sheet_ask ask = {
		.store = city.store,
		.rules = city.rules,
		.laws = city.laws,
		.consent_rules = city.consent,
		.cf = cf,
		.form = form,
		.to = to[form],
		.staff = CLERK,
	};
	struct case_sheet cs;

	fine(case_sheet_make(&cs, &ask, &city.err));
	read_values(cs.sheet);
	case_sheet_release(&cs);
}

static void read_handover(void)
{
	struct actor actor;
	const struct handover_desk desk = { city.store, city.rules, city.laws,
					    city.consent, &actor };
	const struct handover_ask ask = { HANDOVER_PERSON, CLERK, CITY_NOW };
	struct handover h;
	struct sheet *list, *one;

	fine(actor_load(&actor, city.store, CLERK, &city.err));
	list = handover_sheet(&desk, &ask, &h, &city.err);
	assert_int_equal(h.n, 1);
	one = handover_case(&desk, &h, 0, &city.err);
	assert_non_null(one);
	read_values(list);
	read_values(one);
	sheet_free(list);
	sheet_free(one);
	handover_release(&h);
	actor_release(&actor);
}

/* What it is about, who sits there, what they pledged: on none of the papers
 * of the case, nor in its JSON. */
static void its_papers_stay_there(void **state)
{
	static const enum sheet_form forms[] = { FORM_REFERRAL, FORM_CONSENT,
						 FORM_QUESTION, FORM_INTAKE,
						 FORM_SLIP };
	struct casefile cf = CASEFILE_INIT;
	struct str text = STR_INIT;
	struct jsonout json = { .out = &text };
	struct values who = VALUES_INIT;

	take_case("kenko", "written");
	conference = "shien-106";
	fine(staff_load(&who, city.store, KENKO, &city.err));
	values_set(&who, "name", "健康 証人");
	fine(store_begin(city.store, &city.err));
	fine(staff_save(&who, city.store, &city.err));
	fine(store_commit(city.store, &city.err));
	arranged(LOOP_DISPUTE, NULL, "2026-12-03");
	arranged(LOOP_SEAT, KENKO, NULL);
	arranged(LOOP_PLEDGE, KENKO, "2026-11-20");
	arranged(LOOP_SETTLE, CLERK, NULL);
	fine(casefile_load(&cf, city.store, id, &city.err));
	for (size_t i = 0; i < ARRAY_SIZE(forms); i++)
		read_sheet(forms[i], &cf);
	read_handover();
	casefile_to_json(&cf, &json);
	silent("Case JSON", text.buf);
	values_release(&who);
	casefile_release(&cf);
	str_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(without_a_pledge_nobody_reads, fresh),
		cmocka_unit_test_setup(a_pledge_is_given_once, fresh),
		cmocka_unit_test_setup(it_ends, fresh),
		cmocka_unit_test_setup(it_ends_with_the_case, fresh),
		cmocka_unit_test_setup(consent_is_asked_for, fresh),
		cmocka_unit_test_setup(a_member_is_within_its_scope, fresh),
		cmocka_unit_test_setup(consent_that_ran_out_is_none, fresh),
		cmocka_unit_test_setup(its_papers_stay_there, fresh),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, city_make, city_drop);
}
