/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each way of a referral: where it leads, what it needs, what it refuses. */
#include "unit/city.h"

#include <sqlite3.h>

#include "domain/casetriage.h"
#include "domain/draft.h"
#include "domain/loop_lists.h"
#include "domain/loop_place.h"
#include "store/migrate.h"

#define CLERK    "1001" /* of kaigo-fukushi, as 1002 */
#define PROMOTER "2001" /* of kaigo-fukushi */
#define KENKO    "3001" /* promoter there */
#define SHOGAI   "3002" /* promoter there */
#define BUSY     "4001" /* coordinator with a case */
#define FREE     "4002" /* coordinator without */
#define ADMIN    "9001"

static struct loop l;
static int64_t id; /* of the case */
static const struct loop_args none;

static int loop_city(void **state)
{
	setenv("MADOGUCHI_NOW", "2026-11-20T10:00:00", 1);
	if (city_fresh(state))
		return -1;
	l.store = city.store;
	fine(store_begin(city.store, &city.err));
	city_person(PROMOTER, PROMOTER, "kaigo-fukushi", "promoter");
	city_person(KENKO, KENKO, "kenko", "promoter");
	city_person(SHOGAI, SHOGAI, "shogai-fukushi", "promoter");
	city_person(BUSY, BUSY, "jiritsu", "coordinator");
	city_person(FREE, FREE, "shakyo", "coordinator");
	city_person(ADMIN, ADMIN, "jiritsu", "admin");
	return store_commit(city.store, &city.err);
}

static void at(const char *now)
{
	setenv("MADOGUCHI_NOW", now, 1);
}

/* ---- a case ---- */

static void put(struct casefile *cf, const char *path, const char *value)
{
	fine(casefile_set(cf, city.facts, path, value, &city.err));
}

/* A referral "r1", "r2" … to kenko in this state. */
static void refer(struct casefile *cf, const char *to, const char *urgency,
		  const char *state)
{
	char rec[RECORD_ID_SIZE], path[PATH_SIZE];

	fine(casefile_add(cf, REC_REFERRAL, rec, &city.err));
	snprintf(path, sizeof(path), "%s.to_body", rec);
	put(cf, path, to);
	snprintf(path, sizeof(path), "%s.urgency", rec);
	put(cf, path, urgency);
	snprintf(path, sizeof(path), "%s.state", rec);
	put(cf, path, state);
}

static void begin_case(struct casefile *cf)
{
	char rec[RECORD_ID_SIZE];

	casefile_release(cf);
	put(cf, "intake.section", "kaigo-fukushi");
	put(cf, "intake.staff", CLERK);
	put(cf, "intake.received_at", "2026-11-20T09:30");
	put(cf, "intake.complaint", "夜が眠れない");
	put(cf, "intake.safety_reason", "電話が切れた");
	put(cf, "client.age", "70");
	fine(casefile_add(cf, REC_CONSENT, rec, &city.err));
	put(cf, "c1.member", "m1");
	put(cf, "c1.recipients", "*");
	put(cf, "c1.items", "*");
	put(cf, "c1.state", "written");
	put(cf, "c1.given_on", "2026-11-20");
	put(cf, "c1.explained_by", "窓口 一子");
}

static void sign(struct casefile *cf)
{
	fine(store_begin(city.store, &city.err));
	fine(casefile_save_triaged(cf, NULL, city.store, CLERK, city.rules,
				   &city.err));
	fine(store_commit(city.store, &city.err));
	id = cf->id;
	casefile_release(cf);
}

static void simple(const char *urgency)
{
	struct casefile cf = CASEFILE_INIT;

	begin_case(&cf);
	refer(&cf, "kenko", urgency, "sent");
	put(&cf, "r1.sent_at", "2026-11-20T10:00");
	sign(&cf);
}

static void is(const char *path, const char *value)
{
	struct casefile cf = CASEFILE_INIT;

	fine(casefile_load(&cf, city.store, id, &city.err));
	if (strcmp(casefile_get(&cf, path), value))
		fail_msg("%s is \"%s\", not \"%s\"", path,
			 casefile_get(&cf, path), value);
	casefile_release(&cf);
}

static int as(const char *who, const char *ref, enum loop_act act,
	      struct loop_args args)
{
	struct actor actor = { .number = NULL };
	int r;

	if (!args.why)
		args.why = "こうだから";
	fine(actor_load(&actor, city.store, who, &city.err));
	r = loop_do(&l, &actor, id, ref, act, &args, &city.err);
	actor_release(&actor);
	return r;
}

static void does(const char *who, const char *ref, enum loop_act act,
		 struct loop_args args)
{
	fine(as(who, ref, act, args));
	assert_int_equal(loop_check(city.store, NULL, &city.err), 0);
}

static void refused(const char *who, const char *ref, enum loop_act act,
		    struct loop_args args, const char *sentence)
{
	assert_int_equal(as(who, ref, act, args), -1);
	city_says(sentence);
}

/* How many rows the one finds in a queue. */
static size_t queued(enum queue_by by, const char *whose)
{
	struct queue_key key = { 0 };
	struct rows rows = ROWS_INIT;
	char now[CLOCK_SIZE];
	size_t n;

	clock_now(now);
	fine(queue_page(
		city.store,
		&(struct queue_view){ .staff = by == QUEUE_PERSON      ? whose
					       : streq(whose, "kenko") ? KENKO
								       : CLERK,
				      .by = by,
				      .whose = whose,
				      .now = now },
		&key, false, 100, &rows, &city.err));
	n = rows.n;
	rows_release(&rows);
	return n;
}

/* ---- the straight way ---- */

static void what_is_sent_is_received_by_a_human(void **state)
{
	struct rows rows = ROWS_INIT;

	simple("B");
	is("case.holder", CLERK);
	is("r1.sent_by", CLERK);
	is("r1.kind", "work");
	is("r1.queue", "kenko");
	is("r1.due_at", "2026-11-24T17:15"); /* a week-end and a holiday */
	assert_int_equal(queued(QUEUE_OF, "kenko"), 1);
	refused(SHOGAI, "r1", LOOP_RECEIVE, none, "in its section");
	is("r1.state", "sent");
	does(KENKO, "r1", LOOP_RECEIVE, none);
	is("r1.received_staff", KENKO);
	is("r1.received_at", "2026-11-20T10:00");
	is("r1.due_at", "2026-11-26T17:15");
	is("case.holder", KENKO);
	is("case.holder_since", "2026-11-20T10:00:00");
	assert_int_equal(queued(QUEUE_PERSON, KENKO), 1);
	does(KENKO, "r1", LOOP_CONTACT, none);
	is("r1.due_at", "2026-11-30T17:15");
	does(KENKO, "r1", LOOP_ANSWER_KEEP,
	     (struct loop_args){ .why = "続けます" });
	is("r1.answer", "続けます");
	is("r1.outcome", "keep");
	is("r1.queue", "");
	assert_int_equal(queued(QUEUE_OF, "kenko"), 0);
	assert_int_equal(queued(QUEUE_PERSON, KENKO), 0);
	/* The sender sees it. */
	fine(loop_news(city.store, CLERK, "2026-11-20T09:59:59", 10, &rows,
		       &city.err));
	assert_int_equal(rows.n, 1);
	assert_string_equal(rows_text(&rows, 0, "answer"), "続けます");
	/* Who, when, why. */
	fine(loop_journal(city.store, CLERK, id, 0, 100, &rows, &city.err));
	assert_int_equal(rows.n, 5); /* take, send, receive, contact, answer */
	assert_string_equal(rows_text(&rows, 0, "act"), "answer-keep");
	assert_string_equal(rows_text(&rows, 0, "why"), "続けます");
	assert_string_equal(rows_text(&rows, 0, "staff"), KENKO);
	assert_string_equal(rows_text(&rows, 4, "act"), "take");
	assert_string_equal(rows_text(&rows, 4, "holder"), CLERK);
	rows_release(&rows);
}

static void urgent_clocks_run_at_night(void **state)
{
	simple("A");
	is("r1.due_at", "2026-11-20T12:00");
	does(KENKO, "r1", LOOP_RECEIVE, none);
	is("r1.due_at", "2026-11-20T23:59");
}

/* An urgent one that is received and contacted in time is late at no moment:
 * after each step the next clock counts. */
static void what_was_done_in_time_is_not_late(void **state)
{
	struct queue_view view = { .staff = KENKO,
				   .by = QUEUE_OF,
				   .whose = "kenko" };
	static const struct {
		const char *at, *late;
		enum loop_act act;
	} steps[] = {
		{ "2026-11-20T10:15:00", "2026-11-20T10:30:59", LOOP_RECEIVE },
		{ "2026-11-20T10:30:00", "2026-11-21T23:59:59", LOOP_CONTACT },
	};
	int64_t n, late;

	simple("AA");
	is("r1.rank", "0");
	is("r1.due_at", "2026-11-20T10:15");
	for (size_t i = 0; i < ARRAY_SIZE(steps); i++) {
		at(steps[i].at);
		does(KENKO, "r1", steps[i].act, none);
		view.now = steps[i].late;
		fine(queue_count(city.store, &view, &n, &late, &city.err));
		assert_int_equal(n, 1);
		assert_int_equal(late, 0);
	}
	view.now = "2026-11-22T00:00:00";
	fine(queue_count(city.store, &view, &n, &late, &city.err));
	assert_int_equal(late, 1);
}

/* Who receives late has won no time. */
static void a_late_receipt_moves_no_deadline(void **state)
{
	simple("B");
	is("r1.due_at", "2026-11-24T17:15");
	at("2026-11-26T09:00:00");
	does(KENKO, "r1", LOOP_RECEIVE, none);
	is("r1.due_at", "2026-11-26T17:15");
}

/* A question has no first contact; a request for information no receipt. */
static void what_has_fewer_steps_waits_for_the_next_of_them(void **state)
{
	simple("B");
	does(CLERK, NULL, LOOP_ASK, (struct loop_args){ .to = "promoter" });
	is("r2.due_at", "2026-11-24T17:15");
	does(PROMOTER, "r2", LOOP_RECEIVE, none);
	is("r2.due_at", "2026-11-30T17:15");
	does(CLERK, NULL, LOOP_ASK_INFO,
	     (struct loop_args){ .to = "hokatsu", .date = "2026-12-04" });
	is("r3.due_at", "2026-12-04T23:59");
}

static void outside_a_name_is_asked_for(void **state)
{
	struct casefile cf = CASEFILE_INIT;

	begin_case(&cf);
	refer(&cf, "jiso", "A", "draft");
	sign(&cf);
	is("r1.person", CLERK);
	does(CLERK, "r1", LOOP_SEND, none);
	is("r1.queue", "kaigo-fukushi"); /* the sender watches over it */
	refused(CLERK, "r1", LOOP_RECEIVE, none, "name of the person");
	does(CLERK, "r1", LOOP_RECEIVE,
	     (struct loop_args){ .name = "児相 三郎" });
	is("r1.received_by", "児相 三郎");
	is("case.holder", CLERK);
}

static void it_is_withdrawn_only_before_receipt(void **state)
{
	simple("B");
	refused(CLERK, "r1", LOOP_WITHDRAW, (struct loop_args){ .why = " " },
		"A reason is needed");
	does(CLERK, "r1", LOOP_WITHDRAW, none);
	is("r1.state", "withdrawn");
	simple("B");
	does(KENKO, "r1", LOOP_RECEIVE, none);
	refused(CLERK, "r1", LOOP_WITHDRAW, none, "not possible");
}

/* ---- back ---- */

static const struct loop_args back = { .code = "nearer",
				       .why = "訪問がいる",
				       .to = "shogai-fukushi" };

static void sending_back_needs_a_way_on(void **state)
{
	struct loop_args args = back;

	simple("B");
	args.code = "king";
	refused(KENKO, "r1", LOOP_RETURN, args, "one of the reasons");
	args = back;
	args.why = "対 象 外";
	refused(KENKO, "r1", LOOP_RETURN, args, "is no outcome");
	args = back;
	args.to = NULL;
	refused(KENKO, "r1", LOOP_RETURN, args, "Say to whom");
	args.to = "kenko";
	refused(KENKO, "r1", LOOP_RETURN, args, "there already");
	refused(CLERK, "r1", LOOP_RETURN, back, "A promoter or coordinator");
	does(KENKO, "r1", LOOP_RETURN, back);
	is("r1.state", "returned");
	is("r1.return_to", "shogai-fukushi");
	is("r1.queue", "kaigo-fukushi");
	is("case.holder", CLERK); /* nobody had taken it from them */
}

static void what_a_receiver_returns_goes_to_the_promoter(void **state)
{
	simple("B");
	does(KENKO, "r1", LOOP_RECEIVE, none);
	does(KENKO, "r1", LOOP_RETURN, back);
	is("case.holder", PROMOTER);
	assert_int_equal(queued(QUEUE_OF, "kaigo-fukushi"), 1);
	does(PROMOTER, "r1", LOOP_REDIRECT,
	     (struct loop_args){ .to = "shogai-fukushi" });
	is("r1.state", "redirected");
	is("r2.state", "sent");
	is("r2.follows", "r1");
	is("r2.queue", "shogai-fukushi");
	is("r2.sent_by", PROMOTER);
	does(SHOGAI, "r2", LOOP_RECEIVE, none);
	is("case.holder", SHOGAI);
}

static void twice_back_and_a_coordinator_holds(void **state)
{
	simple("B");
	fine(as(PROMOTER, NULL, LOOP_HAND_OVER,
		(struct loop_args){ .staff = BUSY }));
	simple("B");
	does(KENKO, "r1", LOOP_RETURN, back);
	does(PROMOTER, "r1", LOOP_REDIRECT,
	     (struct loop_args){ .to = "shogai-fukushi" });
	does(SHOGAI, "r2", LOOP_RETURN,
	     (struct loop_args){ .code = "other", .to = "kenko" });
	is("case.holder", FREE); /* who has least to do */
	is("r2.queue", "coordinator");
	is("r2.person", FREE);
	is("case.lead", "coordinator");
	does(FREE, "r2", LOOP_REDIRECT, (struct loop_args){ .to = "kenko" });
	is("r3.queue", "kenko");
	does(KENKO, "r3", LOOP_RECEIVE, none);
	is("case.holder", KENKO); /* handed on by who held it */
}

static void advisers_do_not_hold(void **state)
{
	struct casefile cf = CASEFILE_INIT;

	begin_case(&cf);
	refer(&cf, "coordinator", "B", "sent");
	refer(&cf, "kenko", "B", "sent");
	sign(&cf);
	is("r1.kind", "advice");
	is("r1.queue", "coordinator");
	does(FREE, "r1", LOOP_RECEIVE, none);
	is("case.holder", CLERK);
	does(FREE, "r1", LOOP_ANSWER_DONE, none);
	/* Handed to them it is theirs. */
	does(KENKO, "r2", LOOP_TO_COORDINATOR,
	     (struct loop_args){ .desk = "shakyo" });
	is("r3.queue", "coordinator:shakyo");
	does(FREE, "r3", LOOP_RECEIVE, none);
	is("case.holder", FREE);
}

/* Who keeps a part does not take the case from the lead. */
static void of_several_the_lead_holds(void **state)
{
	struct casefile cf = CASEFILE_INIT;

	begin_case(&cf);
	put(&cf, "intake.section", "jiritsu");
	put(&cf, "client.age", "50");
	put(&cf, "client.fact.mental_unwell", "yes");
	refer(&cf, "shogai-fukushi", "B", "sent");
	refer(&cf, "kenko", "B", "sent");
	sign(&cf);
	is("case.lead", "kenko");
	does(SHOGAI, "r1", LOOP_RECEIVE, none);
	is("case.holder", SHOGAI); /* until the lead receives */
	does(KENKO, "r2", LOOP_RECEIVE, none);
	is("case.holder", KENKO);
	does(SHOGAI, "r1", LOOP_CONTACT, none);
	does(SHOGAI, "r1", LOOP_ANSWER_KEEP, none);
	is("case.holder", KENKO);
	does(KENKO, "r2", LOOP_CONTACT, none);
	does(KENKO, "r2", LOOP_ANSWER_KEEP, none);
	is("case.holder", KENKO);
}

static void taking_back_is_holding_again(void **state)
{
	simple("B");
	does(KENKO, "r1", LOOP_RECEIVE, none);
	does(KENKO, "r1", LOOP_RETURN, back);
	is("case.holder", PROMOTER);
	does(CLERK, "r1", LOOP_TAKE_BACK, none);
	is("r1.state", "withdrawn");
	is("case.holder", CLERK);
}

/* A coordinator who holds for another reason gives advice back: the case was
 * not what came back. */
static void advice_that_comes_back_moves_nobody(void **state)
{
	struct casefile cf = CASEFILE_INIT;

	begin_case(&cf);
	refer(&cf, "coordinator", "B", "sent");
	sign(&cf);
	does(FREE, "r1", LOOP_RECEIVE, none);
	does(CLERK, NULL, LOOP_HAND_OVER, (struct loop_args){ .staff = FREE });
	does(FREE, "r1", LOOP_RETURN,
	     (struct loop_args){ .code = "other", .to = "kenko" });
	is("case.holder", FREE);
}

/* ---- beside the way ---- */

static void without_consent_only_a_question_goes(void **state)
{
	struct casefile cf = CASEFILE_INIT;

	begin_case(&cf);
	put(&cf, "c1.state", "refused");
	refer(&cf, "kenko", "B", "draft");
	sign(&cf);
	refused(CLERK, "r1", LOOP_SEND, none, "has refused consent");
	is("r1.state", "draft");
	refused(CLERK, NULL, LOOP_ASK_INFO,
		(struct loop_args){ .to = "hokenjo", .date = "2026-11-30" },
		"has refused consent");
	refused(CLERK, NULL, LOOP_ASK, (struct loop_args){ .to = "kenko" },
		"goes to a promoter");
	does(CLERK, NULL, LOOP_ASK, (struct loop_args){ .to = "promoter" });
	is("r2.kind", "question");
	is("r2.queue", "kaigo-fukushi");
	does(PROMOTER, "r2", LOOP_RECEIVE, none);
	is("case.holder", CLERK);
	does(PROMOTER, "r2", LOOP_ANSWER_DONE,
	     (struct loop_args){ .why = "保健師に聞いてみて" });
	is("r2.answer", "保健師に聞いてみて");
}

static void an_agency_is_asked_and_answers_on_the_same_record(void **state)
{
	simple("B");
	refused(CLERK, NULL, LOOP_ASK_INFO,
		(struct loop_args){ .to = "hokatsu", .date = "2026-11-19" },
		"is over");
	does(CLERK, NULL, LOOP_ASK_INFO,
	     (struct loop_args){ .to = "hokatsu",
				 .why = "利用中のサービスは",
				 .date = "2026-11-30" });
	is("r2.kind", "info");
	is("r2.request", "利用中のサービスは");
	is("r2.due_at", "2026-11-30T23:59");
	does(CLERK, "r2", LOOP_ANSWER_INFO,
	     (struct loop_args){ .why = "週二回の訪問" });
	is("r2.state", "answered");
	is("r2.answer", "週二回の訪問");
	is("case.holder", CLERK);
}

static void a_dispute_is_settled_on_a_day(void **state)
{
	struct rows rows = ROWS_INIT;

	simple("B");
	refused(PROMOTER, NULL, LOOP_SETTLE,
		(struct loop_args){ .staff = KENKO }, "on no list");
	does(PROMOTER, NULL, LOOP_DISPUTE,
	     (struct loop_args){ .date = "2026-12-03" });
	refused(PROMOTER, NULL, LOOP_DISPUTE,
		(struct loop_args){ .date = "2026-12-10" }, "already");
	fine(loop_agenda(city.store, PROMOTER, "2026-11-20", 10, &rows,
			 &city.err));
	assert_int_equal(rows.n, 1);
	assert_string_equal(rows_text(&rows, 0, "meeting"), "juso");
	assert_string_equal(rows_text(&rows, 0, "meets_on"), "2026-12-03");
	does(PROMOTER, NULL, LOOP_SETTLE, (struct loop_args){ .staff = KENKO });
	is("case.holder", KENKO);
	/* For its members it is there a while longer. */
	fine(loop_agenda(city.store, PROMOTER, "2027-01-02", 10, &rows,
			 &city.err));
	assert_int_equal(rows.n, 1);
	assert_non_null(rows_text(&rows, 0, "settled_at"));
	fine(loop_agenda(city.store, PROMOTER, "2027-01-03", 10, &rows,
			 &city.err));
	assert_int_equal(rows.n, 0);
	rows_release(&rows);
}

/* ---- kept from somebody ---- */

static int leave(const char *who, const char *to);

static unsigned relations_of(const char *who)
{
	struct actor actor = { .number = NULL };
	struct casefile cf = CASEFILE_INIT;
	unsigned relations;

	fine(casefile_load(&cf, city.store, id, &city.err));
	fine(actor_load(&actor, city.store, who, &city.err));
	fine(loop_relations(city.store, &actor, &cf, NULL, &relations,
			    &city.err));
	actor_release(&actor);
	casefile_release(&cf);
	return relations;
}

/* Do the lists say more to them than that there is a case? */
static bool told_in_lists(const char *who)
{
	struct queue_key key = { 0 };
	struct rows rows = ROWS_INIT;
	char now[CLOCK_SIZE];
	bool told;

	clock_now(now);
	fine(casefile_list(city.store,
			   &(struct case_page){ .list = CASES_ALL,
						.staff = who,
						.limit = 1 },
			   &rows, &city.err));
	told = rows_text(&rows, 0, "title");
	if (streq(who, KENKO)) {
		fine(queue_page(city.store,
				&(struct queue_view){ .staff = who,
						      .whose = "kenko",
						      .now = now },
				&key, false, 1, &rows, &city.err));
		assert_int_equal(rows.n, 1);
		assert_null(rows_text(&rows, 0, "complaint"));
		assert_null(rows_text(&rows, 0, "request"));
		assert_null(rows_text(&rows, 0, "title"));
	}
	rows_release(&rows);
	return told;
}

/* DV: whoever handles the perpetrator has nothing to do with the case. */
static void a_case_is_kept_from_who_handles_the_other(void **state)
{
	const struct loop_args kenko = { .staff = KENKO };

	simple("B");
	assert_int_equal(relations_of(KENKO), REL_RECIPIENT_SECTION);
	refused(CLERK, NULL, LOOP_HIDE, (struct loop_args){ .staff = CLERK },
		"hand it and its referrals");
	refused(CLERK, NULL, LOOP_UNHIDE, kenko, "may see it already");
	does(CLERK, NULL, LOOP_HIDE, kenko);
	refused(CLERK, NULL, LOOP_HIDE, kenko, "do not see it already");
	assert_int_equal(relations_of(KENKO), 0);
	refused(KENKO, "r1", LOOP_RECEIVE, none, "A queue is for");
	refused(KENKO, NULL, LOOP_NOTE, none, "Only those who work");
	refused(KENKO, NULL, LOOP_UNHIDE, kenko, "Only those who work");
	refused(CLERK, NULL, LOOP_HAND_OVER, kenko, "kept from them");
	assert_false(told_in_lists(KENKO));
	assert_true(told_in_lists(PROMOTER));
	/* One of two. */
	does(CLERK, NULL, LOOP_HIDE, (struct loop_args){ .staff = SHOGAI });
	is("case.hidden_from", KENKO " " SHOGAI);
	does(CLERK, NULL, LOOP_UNHIDE, kenko);
	is("case.hidden_from", SHOGAI);
	does(CLERK, NULL, LOOP_UNHIDE, (struct loop_args){ .staff = SHOGAI });
	is("case.hidden_from", "");
	does(KENKO, "r1", LOOP_RECEIVE, none);
	refused(CLERK, NULL, LOOP_HIDE, kenko, "hand it and its referrals");
}

/* Nor does it fall to them when it comes back, or when somebody leaves. */
static void nothing_hidden_falls_to_them(void **state)
{
	simple("B");
	does(CLERK, NULL, LOOP_HIDE, (struct loop_args){ .staff = FREE });
	does(CLERK, NULL, LOOP_HIDE, (struct loop_args){ .staff = "1002" });
	does(KENKO, "r1", LOOP_RETURN, back);
	does(PROMOTER, "r1", LOOP_REDIRECT,
	     (struct loop_args){ .to = "shogai-fukushi" });
	assert_int_equal(leave(CLERK, "1002"), -1);
	city_says("is kept from them");
	does(SHOGAI, "r2", LOOP_RETURN,
	     (struct loop_args){ .code = "other", .to = "kenko" });
	is("case.holder", BUSY);
}

static void a_list_of_numbers_is_searched_by_whole_words(void **state)
{
	assert_true(hidden_from("101 1011", "1011"));
	assert_true(hidden_from("101 1011", "101"));
	assert_false(hidden_from("101 1011", "11"));
	assert_false(hidden_from("", "101"));
	assert_false(hidden_from(NULL, "101"));
}

/* 重層的支援会議 needs consent; who refused is spoken of where all are bound to
 * secrecy. */
static void a_refusal_goes_to_the_confidential_conference(void **state)
{
	struct casefile cf = CASEFILE_INIT;
	struct rows rows = ROWS_INIT;

	begin_case(&cf);
	put(&cf, "c1.state", "refused");
	sign(&cf);
	does(PROMOTER, NULL, LOOP_DISPUTE,
	     (struct loop_args){ .date = "2026-12-03" });
	fine(loop_agenda(city.store, PROMOTER, "2026-11-20", 10, &rows,
			 &city.err));
	assert_int_equal(rows.n, 1);
	assert_string_equal(rows_text(&rows, 0, "meeting"), "shien-106");
	rows_release(&rows);
	does(PROMOTER, NULL, LOOP_SETTLE, (struct loop_args){ .staff = KENKO });
	is("case.taken_by", KENKO);
}

/* ---- lists ---- */

static void a_queue_has_its_order(void **state)
{
	static const char *const order[] = { "AA", "late", "unsure", "soon",
					     "later" };
	struct queue_view view = { .staff = KENKO,
				   .by = QUEUE_OF,
				   .whose = "kenko",
				   .now = "2026-11-20T10:00:00" };
	struct queue_key key = { 0 };
	int64_t n, late;
	struct casefile cf = CASEFILE_INIT;
	struct rows rows = ROWS_INIT;

	for (int i = ARRAY_SIZE(order) - 1; i >= 0; i--) {
		begin_case(&cf);
		refer(&cf, "kenko", i == 0 ? "AA" : i == 4 ? "C" : "B", "sent");
		put(&cf, "r1.request", order[i]);
		put(&cf, "r1.sent_at",
		    i == 1 ? "2026-11-02T10:00" : "2026-11-20T10:00");
		if (i == 2)
			put(&cf, "fact.staff_unsure", "yes");
		sign(&cf);
	}
	for (size_t i = 0; i < ARRAY_SIZE(order); i++) {
		fine(queue_page(city.store, &view, &key, false, 1, &rows,
				&city.err));
		assert_int_equal(rows.n, 1);
		assert_string_equal(rows_text(&rows, 0, "request"), order[i]);
		queue_key_of(&rows, 0, &key);
	}
	fine(queue_page(city.store, &view, &key, false, 1, &rows, &city.err));
	assert_int_equal(rows.n, 0);
	/* And back, from the end and from the last. */
	key = (struct queue_key){ 0 };
	for (size_t i = ARRAY_SIZE(order); i--;) {
		fine(queue_page(city.store, &view, &key, true, 1, &rows,
				&city.err));
		assert_int_equal(rows.n, 1);
		assert_string_equal(rows_text(&rows, 0, "request"), order[i]);
		queue_key_of(&rows, 0, &key);
	}
	fine(queue_page(city.store, &view, &key, true, 1, &rows, &city.err));
	assert_int_equal(rows.n, 0);
	fine(queue_count(city.store, &view, &n, &late, &city.err));
	assert_int_equal(n, 5);
	assert_int_equal(late, 1);
	/* Only some of them. */
	key = (struct queue_key){ 0 };
	view.late = true;
	fine(queue_page(city.store, &view, &key, false, 9, &rows, &city.err));
	assert_int_equal(rows.n, 1);
	assert_string_equal(rows_text(&rows, 0, "request"), "late");
	view.late = false;
	view.urgency = "C";
	fine(queue_page(city.store, &view, &key, false, 9, &rows, &city.err));
	assert_int_equal(rows.n, 1);
	assert_string_equal(rows_text(&rows, 0, "request"), "later");
	view.urgency = NULL;
	view.unassigned = true;
	fine(queue_page(city.store, &view, &key, true, 9, &rows, &city.err));
	assert_int_equal(rows.n, 5);
	rows_release(&rows);
}

/* What somebody is told of at a moment, counted. */
static struct loop_counts told(const char *staff, const char *now)
{
	struct actor actor = { .number = NULL };
	struct loop_counts n;

	fine(actor_load(&actor, city.store, staff, &city.err));
	fine(loop_count(city.store, &actor, city.profile, "2026-11-20T10:00:00",
			now, now, &n, &city.err));
	actor_release(&actor);
	return n;
}

static size_t quiet_for(int days)
{
	struct rows rows = ROWS_INIT;
	size_t n;

	fine(loop_quiet(city.store, KENKO, days, "2027-02-18T00:00:00", 9,
			&rows, &city.err));
	n = rows.n;
	rows_release(&rows);
	return n;
}

static void what_is_late_is_shown_to_who_can_act(void **state)
{
	simple("B");
	assert_int_equal(told(KENKO, "2026-11-24T17:15:00").late, 0);
	assert_int_equal(told(KENKO, "2026-11-24T17:16:00").late, 1);
	does(KENKO, "r1", LOOP_RECEIVE, none);
	/* In the queue and in their hands: once. */
	assert_int_equal(told(KENKO, "2026-12-20T00:00:00").late, 1);
	assert_int_equal(told(KENKO, "2026-12-20T00:00:00").quiet, 1);
	assert_int_equal(told(KENKO, "2026-12-19T23:59:00").quiet, 0);
	assert_int_equal(quiet_for(90), 1);
	assert_int_equal(quiet_for(91), 0);
}

static void what_became_of_it_is_told_to_who_sent_it(void **state)
{
	simple("B");
	assert_int_equal(told(CLERK, "2026-11-20T10:00:00").news, 0);
	at("2026-11-20T10:30:00");
	does(KENKO, "r1", LOOP_RECEIVE, none);
	assert_int_equal(told(CLERK, "2026-11-20T11:00:00").news, 1);
	assert_int_equal(told(KENKO, "2026-11-20T11:00:00").news, 0);
}

static void a_section_without_people_is_read_by_coordinators(void **state)
{
	struct casefile cf = CASEFILE_INIT;
	struct actor actor = { .number = NULL };
	struct queue_names names;

	begin_case(&cf);
	refer(&cf, "kodomo-katei", "B", "sent");
	sign(&cf);
	assert_int_equal(loop_check(city.store, NULL, &city.err), 0);
	fine(actor_load(&actor, city.store, FREE, &city.err));
	fine(queue_names(city.store, &actor, city.profile, &names, &city.err));
	assert_int_equal(names.n, 4);
	assert_string_equal(names.queue[0], "coordinator:shakyo");
	assert_string_equal(names.queue[3], "kodomo-katei");
	actor_release(&actor);
	does(FREE, "r1", LOOP_RECEIVE, none);
}

/* 15 %: three of twenty are not above it, four are. */
static void the_share_of_coordinators_is_counted(void **state)
{
	struct loop_share share;
	struct casefile cf = CASEFILE_INIT;

	fine(loop_share(city.store, city.profile, "2026-11-20T10:00:00", &share,
			&city.err));
	assert_int_equal(share.percent, 0);
	assert_false(share.too_many);
	at("2026-10-31T23:59:00"); /* another month's */
	simple("B");
	does(CLERK, NULL, LOOP_HAND_OVER, (struct loop_args){ .staff = FREE });
	at("2026-11-20T10:00:00");
	for (int i = 0; i < 17; i++)
		simple("B");
	/* Neither a question nor what was withdrawn. */
	does(CLERK, NULL, LOOP_ASK, (struct loop_args){ .to = "coordinator" });
	does(KENKO, "r1", LOOP_TO_COORDINATOR, none);
	does(KENKO, "r3", LOOP_WITHDRAW, none);
	/* Held; asked; both at once counts once. */
	simple("B");
	does(CLERK, NULL, LOOP_HAND_OVER, (struct loop_args){ .staff = FREE });
	for (int i = 0; i < 2; i++) {
		begin_case(&cf);
		refer(&cf, "coordinator", "B", "sent");
		sign(&cf);
	}
	does(CLERK, NULL, LOOP_HAND_OVER, (struct loop_args){ .staff = BUSY });
	fine(loop_share(city.store, city.profile, "2026-11-30T23:59:00", &share,
			&city.err));
	assert_int_equal(share.cases, 20);
	assert_int_equal(share.coordinated, 3);
	assert_int_equal(share.percent, 15);
	assert_false(share.too_many);
	simple("B");
	does(KENKO, "r1", LOOP_TO_COORDINATOR, none);
	fine(loop_share(city.store, city.profile, "2026-11-30T23:59:00", &share,
			&city.err));
	assert_int_equal(share.percent, 19);
	assert_true(share.too_many);
	fine(loop_share(city.store, city.profile, "2026-12-01T00:00:00", &share,
			&city.err));
	assert_int_equal(share.cases, 0);
}

/* The cursor's row is found again when it has become late since. */
static void a_key_outlives_its_minute(void **state)
{
	struct queue_view view = { .staff = KENKO,
				   .by = QUEUE_OF,
				   .whose = "kenko",
				   .now = "2026-11-20T10:15:00" };
	struct queue_key key = { 0 };
	struct casefile cf = CASEFILE_INIT;
	struct rows rows = ROWS_INIT;

	begin_case(&cf);
	put(&cf, "fact.staff_unsure", "yes");
	refer(&cf, "kenko", "C", "sent");
	refer(&cf, "kenko", "A", "sent");
	sign(&cf);
	fine(queue_page(city.store, &view, &key, false, 1, &rows, &city.err));
	assert_string_equal(rows_text(&rows, 0, "id"), "r2");
	queue_key_of(&rows, 0, &key);
	for (int i = 0; i < 2; i++) {
		fine(queue_page(city.store, &view, &key, false, 9, &rows,
				&city.err));
		assert_int_equal(rows.n, 1);
		assert_string_equal(rows_text(&rows, 0, "id"), "r1");
		view.now = "2026-11-20T12:01:00";
	}
	rows_release(&rows);
}

/* ---- leaving ---- */

static int leave(const char *who, const char *to)
{
	struct actor admin = { .number = NULL };
	struct values values = VALUES_INIT;
	int r;

	fine(actor_load(&admin, city.store, ADMIN, &city.err));
	fine(staff_load(&values, city.store, who, &city.err));
	values_set(&values, "active", "0");
	fine(store_begin(city.store, &city.err));
	r = loop_hand_on_all(city.store, &admin, who, to, &city.err);
	if (!r)
		r = staff_save(&values, city.store, &city.err);
	if (!r)
		r = store_commit(city.store, &city.err);
	store_rollback(city.store);
	values_release(&values);
	actor_release(&admin);
	return r;
}

/* Another role, and they stay. */
static int become(const char *who, const char *roles)
{
	struct values values = VALUES_INIT;
	int r;

	fine(staff_load(&values, city.store, who, &city.err));
	values_set(&values, "role", roles);
	fine(store_begin(city.store, &city.err));
	r = staff_change(&values, city.store, ADMIN, &city.err);
	if (!r)
		r = store_commit(city.store, &city.err);
	store_rollback(city.store);
	values_release(&values);
	return r;
}

static void who_leaves_hands_everything_on(void **state)
{
	simple("B");
	does(KENKO, "r1", LOOP_RECEIVE, none);
	assert_int_equal(become(KENKO, "statistics"), -1);
	city_says("say who takes them over");
	fine(become(KENKO, "counter promoter"));
	assert_int_equal(become(ADMIN, "counter"), -1);
	err_reset(&city.err);
	assert_int_equal(leave(KENKO, NULL), -1);
	city_says("say who takes them over");
	assert_int_equal(leave(KENKO, "1009"), -1);
	city_says("does not work here any more");
	assert_int_equal(leave(KENKO, ADMIN), -1);
	city_says("does not work with cases");
	fine(leave(KENKO, SHOGAI));
	is("case.holder", SHOGAI);
	is("r1.person", SHOGAI);
	assert_int_equal(queued(QUEUE_PERSON, SHOGAI), 1);
	assert_int_equal(loop_check(city.store, NULL, &city.err), 0);
	fine(leave(BUSY, SHOGAI));
	assert_int_equal(leave(FREE, SHOGAI), -1);
	city_says("The last coordinator cannot leave");
	assert_int_equal(become(FREE, "counter"), -1);
	city_says("The last coordinator cannot leave");
	fine(become(FREE, "counter coordinator"));
}

/* What was given to somebody counts as well as what they hold. */
static void nobody_leaves_with_a_referral(void **state)
{
	struct casefile cf = CASEFILE_INIT;
	struct values who = VALUES_INIT;

	begin_case(&cf);
	refer(&cf, "coordinator", "B", "sent");
	sign(&cf);
	does(BUSY, "r1", LOOP_RECEIVE, none);
	is("case.holder", CLERK);
	fine(staff_load(&who, city.store, BUSY, &city.err));
	values_set(&who, "active", "0");
	fine(store_begin(city.store, &city.err));
	assert_int_equal(staff_save(&who, city.store, &city.err), -1);
	city_says("give them to somebody else first");
	store_rollback(city.store);
	values_release(&who);
	fine(leave(BUSY, FREE));
	is("r1.person", FREE);
}

/* ---- closing ---- */

static const struct loop_args closing = { .why = "落ち着いた",
					  .date = "2027-01-15" };

static void a_simple_case_closes(void **state)
{
	simple("B");
	refused(CLERK, NULL, LOOP_CLOSE, closing, "The referral to");
	does(CLERK, "r1", LOOP_WITHDRAW, none);
	refused(CLERK, NULL, LOOP_CLOSE, none, "A day is needed");
	refused(KENKO, NULL, LOOP_CLOSE, closing, "Only those who work");
	does(CLERK, NULL, LOOP_CLOSE, closing);
	is("case.status", "closed");
	is("case.closed_at", "2026-11-20T10:00");
	refused(CLERK, NULL, LOOP_ASK, (struct loop_args){ .to = "promoter" },
		"closed; reopen it");
	/* Closed is not forgotten. */
	assert_int_equal(told(CLERK, "2027-01-15T09:00:00").contacts, 1);
	refused(CLERK, NULL, LOOP_FOLLOW_UP,
		(struct loop_args){ .date = "2026-11-19" }, "is over");
	does(CLERK, NULL, LOOP_FOLLOW_UP, none);
	assert_int_equal(told(CLERK, "2027-01-15T09:00:00").contacts, 0);
	does(PROMOTER, NULL, LOOP_REOPEN, none);
	is("case.status", "open");
	is("case.holder", PROMOTER);
	refused(PROMOTER, NULL, LOOP_REOPEN, none, "is not closed");
}

static void says_all(const char *const *parts, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!strstr(city.err.text.buf, parts[i]))
			fail_msg("\"%s\" is not in \"%s\"", parts[i],
				 city.err.text.buf);
	err_reset(&city.err);
}

/* Change a saved case as an intake would. */
static void change(const char *path, const char *value)
{
	struct casefile cf = CASEFILE_INIT, base = CASEFILE_INIT;

	fine(store_begin(city.store, &city.err));
	fine(casefile_load(&cf, city.store, id, &city.err));
	casefile_copy(&base, &cf);
	put(&cf, path, value);
	fine(casefile_save(&cf, &base, city.store, CLERK, &city.err));
	fine(store_commit(city.store, &city.err));
	casefile_release(&base);
	casefile_release(&cf);
}

/* A child, a Friday at 17:10, before a long week-end. */
static void nothing_closes_over_an_open_duty(void **state)
{
	static const char *const missing[] = {
		"report under the abuse laws is not on record",
		"telephone now",
		"こども家庭センター課",
		"public assistance",
		"eat tonight",
		"where will they sleep",
		"how do we reach them",
		"that the child is safe",
	};
	struct casefile cf = CASEFILE_INIT;
	struct loop_args args = closing;
	struct rows rows = ROWS_INIT;
	char rec[RECORD_ID_SIZE];

	at("2026-11-20T17:10:00");
	begin_case(&cf);
	put(&cf, "intake.received_at", "2026-11-20T17:10");
	fine(casefile_add(&cf, REC_MEMBER, rec, &city.err));
	put(&cf, "m2.age", "7");
	put(&cf, "m2.fact.abuse_suspected", "yes");
	sign(&cf);
	is("case.safety_due", "2026-11-22T17:10");
	assert_int_equal(as(CLERK, NULL, LOOP_CLOSE, closing), -1);
	says_all(missing, ARRAY_SIZE(missing));
	/* It is Sunday evening, and shown as late. */
	fine(loop_safety(city.store, CLERK, "2026-11-22T17:11:00", 9, &rows,
			 &city.err));
	assert_int_equal(rows.n, 1);
	rows_release(&rows);
	assert_int_equal(told(CLERK, "2026-11-22T17:11:00").safety, 1);
	assert_int_equal(told(CLERK, "2026-11-22T17:10:00").safety, 0);
	refused(CLERK, NULL, LOOP_REPORT,
		(struct loop_args){ .to = "kodomo-katei" }, "name of the");
	does(CLERK, NULL, LOOP_REPORT,
	     (struct loop_args){ .to = "kodomo-katei", .name = "受付 四郎" });
	is("d1.received_by", "受付 四郎");
	is("d1.done_by", "窓口 一子");
	does(CLERK, NULL, LOOP_SAFETY, none);
	args.eats = "弁当を渡した";
	args.sleeps = "自宅";
	args.reach = "学校を通して";
	refused(CLERK, NULL, LOOP_CLOSE, args, "public assistance");
	args.sleeps = " ";
	change("fact.wants_public_assistance", "unknown");
	refused(CLERK, NULL, LOOP_CLOSE, args, "public assistance");
	change("fact.wants_public_assistance", "no");
	refused(CLERK, NULL, LOOP_CLOSE, args, "where will they sleep");
	args.sleeps = "自宅";
	does(CLERK, NULL, LOOP_CLOSE, args);
	is("case.sleeps", "自宅");
}

/* 生活保護法24条: asked for is handled, with the time of the form. */
static void an_application_is_not_forgotten(void **state)
{
	struct casefile cf = CASEFILE_INIT;
	struct loop_args args = closing;

	args.eats = args.sleeps = args.reach = "聞いた";
	begin_case(&cf);
	put(&cf, "fact.wants_public_assistance", "yes");
	put(&cf, "intake.money_home_note", "家賃は払えている");
	refer(&cf, "shakai-fukushi", "A", "sent");
	sign(&cf);
	fine(store_begin(city.store, &city.err));
	city_person("5001", "5001", "shakai-fukushi", "counter");
	fine(store_commit(city.store, &city.err));
	does("5001", "r1", LOOP_RECEIVE, none);
	does("5001", "r1", LOOP_CONTACT, none);
	does("5001", "r1", LOOP_ANSWER_KEEP, none);
	refused("5001", NULL, LOOP_CLOSE, args,
		"when the form was handed over");
	change("intake.public_assistance_form_at", "2026-11-20T10:00");
	does("5001", NULL, LOOP_CLOSE, args);
}

/* What the taking counter answers for itself needs no telephone. */
static void the_own_counter_has_it_already(void **state)
{
	struct casefile cf = CASEFILE_INIT;
	struct loop_args args = closing;

	args.eats = args.sleeps = args.reach = "聞いた";
	begin_case(&cf);
	put(&cf, "fact.eviction_notice", "yes");
	put(&cf, "fact.wants_public_assistance", "no");
	put(&cf, "intake.section", "jiritsu");
	sign(&cf);
	is("case.urgency", "A");
	is("case.lead", "jiritsu");
	does(CLERK, NULL, LOOP_CLOSE, args);
}

/* Somebody who wants to die: a human with a name took over, not the part that
 * can wait, not an anonymous question. */
static void a_named_human_took_over_what_is_urgent(void **state)
{
	static const char *const wishes[] = { "suicidal", "suicide_plan",
					      "suicide_means",
					      "suicide_attempt" };
	struct casefile cf = CASEFILE_INIT;
	char path[PATH_SIZE];

	begin_case(&cf);
	for (size_t i = 0; i < ARRAY_SIZE(wishes); i++) {
		snprintf(path, sizeof(path), "client.fact.%s", wishes[i]);
		put(&cf, path, "yes");
	}
	put(&cf, "intake.safety_step", "家族がそばにいる");
	refer(&cf, "kenko", "C", "sent");
	sign(&cf);
	is("case.urgency", "AA");
	does(KENKO, "r1", LOOP_RECEIVE, none);
	does(KENKO, NULL, LOOP_ASK, (struct loop_args){ .to = "coordinator" });
	does(FREE, "r2", LOOP_RECEIVE, none);
	refused(KENKO, NULL, LOOP_CLOSE, closing, "telephone now");
	does(KENKO, NULL, LOOP_REPORT,
	     (struct loop_args){ .to = "hokenjo", .name = "当直 六郎" });
	assert_int_equal(as(KENKO, NULL, LOOP_CLOSE, closing), -1);
	assert_null(strstr(city.err.text.buf, "telephone now"));
	err_reset(&city.err);
}

/* 面前DV is abuse of the child, who is looked after within 48 hours too. */
static void a_child_who_sees_violence_is_looked_after(void **state)
{
	struct casefile cf = CASEFILE_INIT;
	char rec[RECORD_ID_SIZE];

	begin_case(&cf);
	fine(casefile_add(&cf, REC_MEMBER, rec, &city.err));
	put(&cf, "m2.age", "7");
	put(&cf, "client.fact.dv_victim", "yes");
	sign(&cf);
	is("case.safety_due", "2026-11-22T09:30");
}

/* What is missing says where it is mended. */
static void each_gap_names_its_step(void **state)
{
	struct casefile cf = CASEFILE_INIT;
	struct loop_gaps gaps = { .n = 0 };
	bool step[LOOP_ACT_N + 1] = { false };

	begin_case(&cf);
	put(&cf, "intake.safety_reason", "");
	put(&cf, "client.age", "7");
	put(&cf, "client.fact.abuse_suspected", "yes");
	refer(&cf, "kenko", "B", "sent");
	sign(&cf);
	does(PROMOTER, NULL, LOOP_DISPUTE,
	     (struct loop_args){ .date = "2026-12-03" });
	fine(casefile_load(&cf, city.store, id, &city.err));
	fine(loop_missing(&l, &cf, &none, &gaps, &city.err));
	for (size_t i = 0; i < gaps.n; i++) {
		step[gaps.gap[i].act] = true;
		assert_true(gaps.gap[i].act < LOOP_ACT_N || *gaps.gap[i].path);
		assert_true(*gaps.gap[i].sentence);
	}
	assert_true(step[LOOP_REPORT]);
	assert_true(step[LOOP_SAFETY]);
	assert_true(step[LOOP_SETTLE]);
	assert_true(step[LOOP_CLOSE]); /* the three questions */
	assert_true(step[LOOP_ACT_N]); /* a field, a referral */
	loop_gaps_release(&gaps);
	casefile_release(&cf);
}

/* ---- others who write ---- */

static void typing_neither_moves_nor_resends(void **state)
{
	struct conflicts conflicts = CONFLICTS_INIT;
	struct draft d = { .id = 0 };
	char rec[RECORD_ID_SIZE], path[PATH_SIZE];
	int64_t same;

	simple("B");
	fine(draft_begin(&d, city.store, city.facts, CLERK, id, &city.err));
	fine(draft_set(&d, city.store, "r1.sent_at", "2026-11-20T11:00", NULL,
		       NULL, &city.err));
	does(KENKO, "r1", LOOP_RECEIVE, none);
	fine(draft_sign_off(&d, city.store, city.rules, &conflicts, &same,
			    &city.err));
	is("r1.state", "received");
	is("r1.sent_at", "2026-11-20T10:00");
	draft_release(&d);
	fine(draft_begin(&d, city.store, city.facts, CLERK, id, &city.err));
	fine(draft_add(&d, city.store, REC_REFERRAL, rec, &city.err));
	snprintf(path, sizeof(path), "%s.to_body", rec);
	fine(draft_set(&d, city.store, path, "shakyo", NULL, NULL, &city.err));
	snprintf(path, sizeof(path), "%s.state", rec);
	fine(draft_set(&d, city.store, path, "answered", NULL, NULL,
		       &city.err));
	assert_int_equal(draft_sign_off(&d, city.store, city.rules, &conflicts,
					&same, &city.err),
			 -1);
	city_says("by typing");
	draft_release(&d);
	conflicts_release(&conflicts);
}

static void signs_again(const char *field, const char *value)
{
	struct conflicts conflicts = CONFLICTS_INIT;
	struct draft d = { .id = 0 };
	int64_t same;

	fine(draft_begin(&d, city.store, city.facts, CLERK, id, &city.err));
	fine(draft_set(&d, city.store, field, value, NULL, NULL, &city.err));
	fine(draft_sign_off(&d, city.store, city.rules, &conflicts, &same,
			    &city.err));
	draft_release(&d);
	conflicts_release(&conflicts);
}

/* The promoter of the taking section sees at sign-off what the rules want one
 * for, once, and again when it has become more pressing. */
static void the_promoter_is_told(void **state)
{
	struct casefile cf = CASEFILE_INIT;

	begin_case(&cf);
	put(&cf, "client.fact.untreated_illness", "yes");
	sign(&cf);
	is("r1.to_body", "");
	signs_again("intake.complaint", "からだがだるい");
	is("r1.to_body", "");
	signs_again("fact.staff_unsure", "yes");
	is("r1.to_body", "promoter");
	is("r1.kind", "advice");
	is("r1.state", "sent");
	is("r1.queue", "kaigo-fukushi");
	is("r1.rank", "1");
	is("r1.sent_by", CLERK);
	assert_int_equal(queued(QUEUE_OF, "kaigo-fukushi"), 1);
	signs_again("intake.complaint", "夜も眠れない");
	is("r2.to_body", "");
	does(PROMOTER, "r1", LOOP_RECEIVE, none);
	is("case.holder", CLERK);
	does(PROMOTER, "r1", LOOP_ANSWER_DONE, none);
	signs_again("intake.complaint", "朝も起きられない");
	is("r2.to_body", "");
	signs_again("fact.in_danger_now", "yes");
	is("r2.to_body", "promoter");
	is("r2.urgency", "AA");
}

static sqlite3 *raw_open(const char *path)
{
	sqlite3 *raw;

	assert_int_equal(sqlite3_open(path, &raw), SQLITE_OK);
	return raw;
}

static void the_database_refuses(sqlite3 *raw, const char *sql, const char *why)
{
	char *said = NULL;

	assert_int_not_equal(sqlite3_exec(raw, sql, NULL, NULL, &said),
			     SQLITE_OK);
	if (!strstr(said, why))
		fail_msg("%s: %s", sql, said);
	sqlite3_free(said);
}

static void the_database_holds_it_too(void **state)
{
	sqlite3 *raw;

	simple("B");
	raw = raw_open(city.db);
	the_database_refuses(raw, "UPDATE casefile SET holder = '1009'",
			     "must be active staff");
	the_database_refuses(raw,
			     "UPDATE staff SET active = 0 WHERE "
			     "number = '1001'",
			     "still holds open cases");
	the_database_refuses(raw,
			     "UPDATE referral SET person = '2001';"
			     "UPDATE staff SET active = 0 WHERE "
			     "number = '2001'",
			     "still has referrals");
	the_database_refuses(raw, "UPDATE referral SET queue = NULL",
			     "must stand in a list");
	the_database_refuses(raw, "UPDATE referral SET due_at = NULL",
			     "must stand in a list");
	the_database_refuses(raw, "UPDATE referral SET state = 'contacted'",
			     "does not go that way");
	the_database_refuses(raw, "DELETE FROM referral", "stays");
	the_database_refuses(raw, "UPDATE casefile SET status = 'closed'",
			     "no open referral");
	the_database_refuses(raw, "DELETE FROM journal", "append-only");
	the_database_refuses(raw, "UPDATE journal SET why = ''", "append-only");
	the_database_refuses(raw, "DELETE FROM staff", "stay");
	the_database_refuses(raw,
			     "INSERT INTO referral (case_id, id, state) "
			     "VALUES (1, 'r2', 'received')",
			     "begins as");
	the_database_refuses(raw,
			     "INSERT INTO referral (case_id, id, state) "
			     "VALUES (1, 'r2', 'sent')",
			     "must stand in a list");
	sqlite3_close(raw);
	assert_int_equal(loop_check(city.store, NULL, &city.err), 0);
}

/* The pairs in the database are those of the table. */
static void both_tables_are_one(void **state)
{
	sqlite3 *raw = raw_open(city.db);
	sqlite3_stmt *stmt;
	bool pair[LOOP_STATE_N][LOOP_STATE_N] = { { false } };

	for (size_t i = 0; i < loop_steps_n; i++)
		for (int from = 0; from < LOOP_STATE_N; from++)
			if (loop_steps[i].from & LOOP_BIT(from) &&
			    loop_steps[i].to != LOOP_STAYS)
				pair[from][loop_steps[i].to] = true;
	assert_int_equal(sqlite3_prepare_v2(raw,
					    "SELECT before, after FROM "
					    "loop_step",
					    -1, &stmt, NULL),
			 SQLITE_OK);
	while (sqlite3_step(stmt) == SQLITE_ROW) {
		int from = loop_state_from_code(
			(const char *)sqlite3_column_text(stmt, 0));
		int to = loop_state_from_code(
			(const char *)sqlite3_column_text(stmt, 1));

		assert_true(pair[from][to]);
		pair[from][to] = false;
	}
	for (int from = 0; from < LOOP_STATE_N; from++)
		for (int to = 0; to < LOOP_STATE_N; to++)
			assert_false(pair[from][to]);
	sqlite3_finalize(stmt);
	sqlite3_close(raw);
}

/* A database of the program before, with referrals on their way. */
static void older_referrals_find_their_queue(void **state)
{
	char *db = xstrfmt("%s/old.db", city.dir);
	sqlite3 *raw = raw_open(db);
	struct store *s;

	for (int i = 0; i < 3; i++)
		assert_int_equal(
			sqlite3_exec(raw, migrations[i].sql, NULL, NULL, NULL),
			SQLITE_OK);
	assert_int_equal(
		sqlite3_exec(
			raw,
			"INSERT INTO staff VALUES ('1', 'a', NULL, 'kenko', "
			"'counter', 1), ('2', 'b', NULL, 'jiritsu', "
			"'coordinator', 1);"
			"INSERT INTO casefile (id, revision, number, token, "
			"status, holder, title, opened_at) VALUES (1, 1, "
			"'R08-00001', 't', 'open', '1', 'x', "
			"'2026-11-01T09:00:00');"
			"INSERT INTO intake (case_id, staff, section) VALUES "
			"(1, '1', 'kenko');"
			"INSERT INTO referral (case_id, id, to_body, state, "
			"sent_at) VALUES (1, 'r1', 'shakyo', 'sent', "
			"'2026-11-02T09:00'), (1, 'r2', 'coordinator', "
			"'received', NULL), (1, 'r3', 'jiso', 'draft', NULL), "
			"(1, 'r4', 'shakyo', 'returned', NULL), "
			"(1, 'r5', 'kenko', NULL, NULL), "
			"(1, 'r6', 'promoter', 'contacted', NULL), "
			"(1, 'r7', 'kenko', 'withdrawn', NULL);"
			"PRAGMA application_id = 0x4d41444f;"
			"PRAGMA user_version = 3",
			NULL, NULL, NULL),
		SQLITE_OK);
	sqlite3_close(raw);
	s = store_open(db, &city.err);
	fine(!s);
	assert_int_equal(loop_check(s, NULL, &city.err), 0);
	store_close(s);
	free(db);
}

static int load_rules(void **state)
{
	char *path;

	if (city_make(state))
		return -1;
	path = profile_path("fussa", "consent.yaml");
	l = (struct loop){
		.rules = city.rules,
		.consent_rules = consent_rules_load(path, &city.err),
		.laws = laws_load(NULL, &city.err),
	};
	free(path);
	return l.laws && l.consent_rules ? 0 : -1;
}

static int drop_rules(void **state)
{
	laws_free((struct laws *)l.laws);
	consent_rules_free((struct consent_rules *)l.consent_rules);
	return city_drop(state);
}

#define IN_CITY(test) cmocka_unit_test_setup(test, loop_city)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_CITY(what_is_sent_is_received_by_a_human),
		IN_CITY(urgent_clocks_run_at_night),
		IN_CITY(what_was_done_in_time_is_not_late),
		IN_CITY(a_late_receipt_moves_no_deadline),
		IN_CITY(what_has_fewer_steps_waits_for_the_next_of_them),
		IN_CITY(outside_a_name_is_asked_for),
		IN_CITY(it_is_withdrawn_only_before_receipt),
		IN_CITY(sending_back_needs_a_way_on),
		IN_CITY(what_a_receiver_returns_goes_to_the_promoter),
		IN_CITY(twice_back_and_a_coordinator_holds),
		IN_CITY(advisers_do_not_hold),
		IN_CITY(of_several_the_lead_holds),
		IN_CITY(taking_back_is_holding_again),
		IN_CITY(advice_that_comes_back_moves_nobody),
		IN_CITY(without_consent_only_a_question_goes),
		IN_CITY(an_agency_is_asked_and_answers_on_the_same_record),
		IN_CITY(a_dispute_is_settled_on_a_day),
		IN_CITY(a_case_is_kept_from_who_handles_the_other),
		IN_CITY(nothing_hidden_falls_to_them),
		cmocka_unit_test(a_list_of_numbers_is_searched_by_whole_words),
		IN_CITY(a_refusal_goes_to_the_confidential_conference),
		IN_CITY(a_queue_has_its_order),
		IN_CITY(the_share_of_coordinators_is_counted),
		IN_CITY(a_key_outlives_its_minute),
		IN_CITY(what_is_late_is_shown_to_who_can_act),
		IN_CITY(what_became_of_it_is_told_to_who_sent_it),
		IN_CITY(a_section_without_people_is_read_by_coordinators),
		IN_CITY(who_leaves_hands_everything_on),
		IN_CITY(nobody_leaves_with_a_referral),
		IN_CITY(a_simple_case_closes),
		IN_CITY(nothing_closes_over_an_open_duty),
		IN_CITY(an_application_is_not_forgotten),
		IN_CITY(a_named_human_took_over_what_is_urgent),
		IN_CITY(a_child_who_sees_violence_is_looked_after),
		IN_CITY(each_gap_names_its_step),
		IN_CITY(typing_neither_moves_nor_resends),
		IN_CITY(the_promoter_is_told),
		IN_CITY(the_own_counter_has_it_already),
		IN_CITY(the_database_holds_it_too),
		IN_CITY(both_tables_are_one),
		IN_CITY(older_referrals_find_their_queue),
	};

	return cmocka_run_group_tests(tests, load_rules, drop_rules);
}
