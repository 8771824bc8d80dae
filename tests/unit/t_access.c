/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every entry to a case, a queue or a list, called by somebody of every role
 * who has this or that to do with the case: what the table says happens, and
 * who is refused hears what to do instead.
 */
#include "unit/city.h"

#include "base/i18n.h"
#include "domain/access.h"
#include "domain/account.h"
#include "domain/casesheet.h"
#include "domain/casetriage.h"
#include "domain/draft.h"
#include "domain/ledger.h"
#include "domain/loop_lists.h"

#define WHO       "5001" /* who tries */
#define CLERK     "1001" /* of kaigo-fukushi, as 1002 */
#define READER    "3001" /* of kenko */
#define COLLEAGUE "3002" /* of shogai-fukushi */

static int64_t id, sheet, draft; /* of the case, a sheet of it, a new intake */

/* What somebody has to do with the case, and what follows from it. */
static const struct tie {
	const char *name, *section, *holder, *taker;
	unsigned relations;
} ties[] = {
	{ "nothing", "shogai-fukushi", CLERK, CLERK, 0 },
	{ "section", "kaigo-fukushi", CLERK, CLERK, REL_OWN_SECTION },
	{ "holder", "shogai-fukushi", WHO, CLERK,
	  REL_HOLDER | REL_OWN_SECTION },
	{ "sender", "shogai-fukushi", CLERK, WHO, REL_SENDER },
	{ "recipient", "kenko", CLERK, CLERK, REL_RECIPIENT_SECTION },
	{ "member", "shogai-fukushi", CLERK, CLERK, REL_MEMBER },
};

/* A coordinator of another house, who is asked without a name. */
static const struct tie asked = { "asked", "shakyo", CLERK, CLERK, 0 };

static void set(struct casefile *cf, const char *path, const char *value)
{
	fine(casefile_set(cf, city.facts, path, value, &city.err));
}

/* A case of kaigo-fukushi, on its way to kenko; a sheet of it has left. */
static void make_case(const struct tie *tie)
{
	bool question = tie == &asked;
	struct casefile cf = CASEFILE_INIT;
	struct values gone = VALUES_INIT;
	char r1[RECORD_ID_SIZE];

	set(&cf, "intake.section", "kaigo-fukushi");
	set(&cf, "intake.staff", tie->taker);
	set(&cf, "intake.received_at", "2026-11-20T09:00");
	set(&cf, "client.name", "架空 花子");
	fine(casefile_add(&cf, REC_REFERRAL, r1, &city.err));
	set(&cf, "r1.to_body", question ? "coordinator" : "kenko");
	set(&cf, "r1.urgency", "B");
	values_set(&cf.values, "r1.kind", question ? "question" : "work");
	set(&cf, "r1.sent_at", "2026-11-20T09:10");
	set(&cf, "r1.state", "sent");
	values_set(&cf.values, "case.holder", tie->holder);
	fine(store_begin(city.store, &city.err));
	fine(casefile_save_triaged(&cf, NULL, city.store, CLERK, city.rules,
				   &city.err));
	fine(store_commit(city.store, &city.err));
	id = cf.id;
	casefile_release(&cf);
	values_set(&gone, "staff", CLERK);
	values_set(&gone, "form", "referral");
	fine(ledger_disclosure(&gone, "%PDF", 4, city.store, id, &sheet,
			       &city.err));
	values_release(&gone);
}

/* An intake somebody else of shogai-fukushi has begun. */
static void make_draft(void)
{
	struct draft d;

	fine(draft_begin(&d, city.store, city.facts, COLLEAGUE, 0, &city.err));
	draft = d.id;
	fine(draft_leave(&d, city.store, &city.err));
	draft_release(&d);
}

static int arrange(enum loop_act act, const char *why, const char *day)
{
	const struct loop l = { .store = city.store,
				.rules = city.rules,
				.consent_rules = city.consent,
				.laws = city.laws };
	const struct loop_args args = { .why = why, .staff = WHO, .date = day };
	struct actor reader;
	int r = actor_load(&reader, city.store, READER, &city.err);

	if (!r)
		r = loop_do(&l, &reader, id, NULL, act, &args, &city.err);
	actor_release(&reader);
	return r;
}

/* They sit on the conference and have pledged secrecy; who could do nothing
 * with that is not even named. */
static void name_member(enum role role)
{
	fine(arrange(LOOP_DISPUTE, "決まらない", "2026-12-03"));
	if (arrange(LOOP_SEAT, NULL, NULL)) {
		assert_false(role_may(role, ACTION_OPEN, REL_MEMBER));
		city_says("does not work with cases");
	} else {
		fine(arrange(LOOP_PLEDGE, NULL, "2026-11-20"));
	}
}

static void make_city(const struct tie *tie, const char *role)
{
	fine(city_fresh(NULL));
	fine(store_begin(city.store, &city.err));
	city_person(READER, READER, "kenko", "promoter");
	city_person(COLLEAGUE, COLLEAGUE, "shogai-fukushi", "counter");
	city_person(WHO, WHO, tie->section, role);
	fine(store_commit(city.store, &city.err));
	make_case(tie);
	make_draft();
	if (tie->relations == REL_MEMBER)
		name_member((enum role)role_from_code(role));
}

/* ---- the entries ---- */

static int list_cases(struct rows *rows)
{
	const struct case_page page = { .list = CASES_ALL,
					.staff = WHO,
					.limit = 9 };

	return casefile_list(city.store, &page, rows, &city.err);
}

static int list_drafts(struct rows *rows)
{
	return draft_list(city.store, WHO, false, 0, false, 9, rows, &city.err);
}

static int list_own_drafts(struct rows *rows)
{
	return draft_list(city.store, WHO, true, 0, false, 9, rows, &city.err);
}

static int take_intake(struct rows *rows)
{
	struct draft d;
	int r = draft_begin(&d, city.store, city.facts, WHO, 0, &city.err);

	draft_release(&d);
	return r;
}

static int take_over(struct rows *rows)
{
	struct draft d;
	int r = draft_resume(&d, city.store, city.facts, WHO, draft, false,
			     &city.err);

	draft_release(&d);
	return r;
}

static int open_pages(struct rows *rows)
{
	struct draft d;
	int r = draft_begin(&d, city.store, city.facts, WHO, id, &city.err);

	draft_release(&d);
	return r;
}

static int open_cover(struct rows *rows)
{
	struct casefile cf = CASEFILE_INIT;
	int r = access_open(&cf, city.store, WHO, id, "open", &city.err);

	assert_int_equal(cf.id, r ? 0 : id);
	casefile_release(&cf);
	return r;
}

static int read_journal(struct rows *rows)
{
	return loop_journal(city.store, WHO, id, 0, 9, rows, &city.err);
}

static int save(struct rows *rows)
{
	struct casefile base = CASEFILE_INIT, cf = CASEFILE_INIT;
	int r;

	fine(casefile_load(&base, city.store, id, &city.err));
	casefile_copy(&cf, &base);
	set(&cf, "intake.complaint", "眠れない");
	fine(store_begin(city.store, &city.err));
	r = casefile_save_triaged(&cf, &base, city.store, WHO, city.rules,
				  &city.err);
	store_rollback(city.store);
	casefile_release(&base);
	casefile_release(&cf);
	return r;
}

static int make_sheet(enum sheet_form form)
{
	struct casefile cf = CASEFILE_INIT;
	struct case_sheet cs;
	const struct case_sheet_ask ask = {
		.store = city.store,
		.rules = city.rules,
		.laws = city.laws,
		.consent_rules = city.consent,
		.cf = &cf,
		.form = form,
		.to = form == FORM_QUESTION ? "coordinator" : NULL,
		.staff = WHO,
	};
	int r;

	fine(casefile_load(&cf, city.store, id, &city.err));
	r = case_sheet_make(&cs, &ask, &city.err);
	case_sheet_release(&cs);
	casefile_release(&cf);
	return r;
}

static int print_intake(struct rows *rows)
{
	return make_sheet(FORM_INTAKE);
}

static int let_out(struct rows *rows)
{
	struct disclosure gone;
	struct str bytes = STR_INIT;
	int r;

	disclosure_init(&gone);
	gone.needed = true;
	gone.form = "referral";
	str_set(&bytes, "%PDF");
	r = disclosure_save(&gone, WHO, "print", 1, &bytes, city.store, id,
			    &city.err);
	disclosure_release(&gone);
	str_release(&bytes);
	return r;
}

static int list_sheets(struct rows *rows)
{
	return ledger_disclosures(city.store, WHO, id, 0, 9, rows, &city.err);
}

static int read_sheet(struct rows *rows)
{
	struct str bytes = STR_INIT;
	int r = ledger_bytes(&bytes, city.store, WHO, sheet, &city.err);

	assert_int_equal(bytes.len, r ? 0 : 4);
	str_release(&bytes);
	return r;
}

static int list_viewings(struct rows *rows)
{
	return ledger_viewings(city.store, WHO, id, 0, 9, rows, &city.err);
}

static int add_staff(struct rows *rows)
{
	struct values who = VALUES_INIT;
	int r;

	fine(staff_load(&who, city.store, "1002", &city.err));
	fine(store_begin(city.store, &city.err));
	r = staff_put(&who, city.store, WHO, &city.err);
	store_rollback(city.store);
	values_release(&who);
	return r;
}

static int give_passphrase(struct rows *rows)
{
	return account_give(city.store, WHO, "1002", "kumo-to-sora", &city.err);
}

static int let_leave(struct rows *rows)
{
	return staff_leave(city.store, WHO, "1002", NULL, &city.err);
}

static const struct entry {
	const char *name;
	enum action action;
	int (*enter)(struct rows *rows);
} entries[] = {
	{ "the list of cases", ACTION_LIST, list_cases },
	{ "the list of drafts", ACTION_LIST, list_drafts },
	{ "the own drafts", ACTION_TAKE, list_own_drafts },
	{ "a new intake", ACTION_TAKE, take_intake },
	{ "the pages of a case", ACTION_OPEN, open_pages },
	{ "the case on one page", ACTION_OPEN, open_cover },
	{ "what happened to it", ACTION_OPEN, read_journal },
	{ "a change of it", ACTION_SAVE, save },
	{ "a sheet about it", ACTION_PRINT, print_intake },
	{ "a sheet that leaves", ACTION_PRINT, let_out },
	{ "the sheets that left", ACTION_DISCLOSURES, list_sheets },
	{ "one of them", ACTION_DISCLOSURES, read_sheet },
	{ "who looked", ACTION_VIEWINGS, list_viewings },
	{ "an account", ACTION_STAFF, add_staff },
	{ "a passphrase", ACTION_STAFF, give_passphrase },
	{ "somebody who leaves", ACTION_STAFF, let_leave },
};

/* As the table says, and in its words. */
static void try(const struct entry *e, enum role role, const struct tie *tie,
		unsigned relations)
{
	bool may = role_may(role, e->action, relations);
	struct rows rows = ROWS_INIT;
	bool did = !e->enter(&rows);

	if (did != may)
		fail_msg("%s, %s, %s: %s", role_code(role), tie->name, e->name,
			 may ? city.err.text.buf : "was let in");
	if (!may) {
		assert_int_equal(rows.n, 0);
		assert_string_equal(city.err.text.buf,
				    _(action_refusal(e->action)));
	}
	assert_false(store_in_transaction(city.store));
	err_reset(&city.err);
	rows_release(&rows);
}

static void every_role_at_every_entry(void **state)
{
	for (int r = 0; r < ROLE_N; r++)
		for (size_t t = 0; t < ARRAY_SIZE(ties); t++)
			for (size_t e = 0; e < ARRAY_SIZE(entries); e++) {
				make_city(&ties[t], role_code((enum role)r));
				try(&entries[e], (enum role)r, &ties[t],
				    ties[t].relations);
			}
}

/* ---- what has relations of its own ---- */

static int see(const char *queue, struct rows *rows)
{
	const struct queue_view view = {
		.staff = WHO, .by = QUEUE_OF, .whose = queue, .now = CITY_NOW
	};
	const struct queue_key key = { 0 };
	int64_t n, late;
	int r = queue_page(city.store, &view, &key, false, 9, rows, &city.err);
	struct err again = ERR_INIT;

	assert_int_equal(queue_count(city.store, &view, &n, &late, &again), r);
	err_release(&again);
	return r;
}

static int see_queue(struct rows *rows)
{
	return see("kenko", rows);
}

static void queues_and_drafts_are_a_section_s(void **state)
{
	static const struct entry queue = { "the queue of kenko", ACTION_QUEUE,
					    see_queue };
	static const struct entry theirs = { "a colleague's draft",
					     ACTION_TAKE_OVER, take_over };

	for (int r = 0; r < ROLE_N; r++)
		for (size_t t = 0; t < ARRAY_SIZE(ties); t++) {
			const char *section = ties[t].section;

			make_city(&ties[t], role_code((enum role)r));
			try(&queue, (enum role)r, &ties[t],
			    streq(section, "kenko") ? REL_OWN_SECTION : 0);
			try(&theirs, (enum role)r, &ties[t],
			    streq(section, "shogai-fukushi") ? REL_OWN_SECTION
							     : 0);
		}
}

static void nobody_reads_a_colleague_s_list(void **state)
{
	const struct queue_view view = { .staff = WHO,
					 .by = QUEUE_PERSON,
					 .whose = COLLEAGUE,
					 .now = CITY_NOW };
	const struct queue_key key = { 0 };
	struct rows rows = ROWS_INIT;

	make_city(&ties[0], "promoter");
	assert_int_equal(
		queue_page(city.store, &view, &key, false, 9, &rows, &city.err),
		-1);
	city_says("in its section");
	rows_release(&rows);
}

/* Asked without a name: they print the question, and see no case. */
static void a_question_opens_no_case(void **state)
{
	struct rows rows = ROWS_INIT;

	make_city(&asked, "coordinator");
	fine(see("coordinator", &rows));
	assert_int_equal(rows.n, 1);
	fine(make_sheet(FORM_QUESTION));
	assert_int_equal(open_cover(NULL), -1);
	city_says("Only those who work on this case");
	assert_int_equal(open_pages(NULL), -1);
	city_says("Only those who work on this case");
	assert_int_equal(make_sheet(FORM_INTAKE), -1);
	city_says("Only those who work on this case");
	rows_release(&rows);
}

/* Who may only read types nothing that would be refused an hour later. */
static void who_reads_only_types_nothing(void **state)
{
	struct draft d;

	make_city(&ties[3], "counter");
	fine(draft_begin(&d, city.store, city.facts, WHO, id, &city.err));
	assert_int_equal(draft_set(&d, city.store, "client.called", "はな",
				   NULL, NULL, &city.err),
			 -1);
	city_says("Only those who work on this case");
	fine(draft_set(&d, city.store, "client.name", "架空 花子", "client", "",
		       &city.err));
	assert_string_equal(d.page, "client");
	draft_release(&d);
}

/* Somebody disabled, or with another role, since they logged in. */
static void what_was_true_at_login_counts_for_nothing(void **state)
{
	struct values who = VALUES_INIT;
	struct rows rows = ROWS_INIT;
	struct draft d;
	int64_t signed_off;
	struct conflicts none = CONFLICTS_INIT;

	make_city(&ties[1], "counter");
	fine(draft_begin(&d, city.store, city.facts, WHO, id, &city.err));
	fine(draft_set(&d, city.store, "client.called", "はな", NULL, NULL,
		       &city.err));
	fine(store_begin(city.store, &city.err));
	city_person(WHO, WHO, "kaigo-fukushi", "statistics");
	fine(store_commit(city.store, &city.err));
	assert_int_equal(draft_sign_off(&d, city.store, city.rules, &none,
					&signed_off, &city.err),
			 -1);
	city_says("Only those who work on this case");
	fine(store_begin(city.store, &city.err));
	fine(staff_load(&who, city.store, WHO, &city.err));
	values_set(&who, "active", "0");
	fine(staff_save(&who, city.store, &city.err));
	fine(store_commit(city.store, &city.err));
	assert_int_equal(list_cases(&rows), -1);
	city_says("does not work here any more");
	draft_release(&d);
	values_release(&who);
	rows_release(&rows);
}

/* Looking is on record, also through a draft that was left; going on after a
 * save is no second look. */
static size_t looks(void)
{
	struct rows rows = ROWS_INIT;
	size_t n;

	fine(ledger_viewings(city.store, CLERK, id, 0, 99, &rows, &city.err));
	n = rows.n;
	rows_release(&rows);
	return n;
}

static void every_look_is_on_record(void **state)
{
	struct draft d;
	int64_t change;

	make_city(&ties[1], "counter");
	assert_int_equal(looks(), 0);
	fine(open_cover(NULL));
	assert_int_equal(looks(), 1);
	fine(draft_begin(&d, city.store, city.facts, WHO, id, &city.err));
	assert_int_equal(looks(), 2);
	change = d.id;
	fine(draft_leave(&d, city.store, &city.err));
	draft_release(&d);
	fine(draft_resume(&d, city.store, city.facts, WHO, change, false,
			  &city.err));
	assert_int_equal(looks(), 3);
	draft_release(&d);
	fine(draft_go_on(&d, city.store, city.facts, WHO, id, &city.err));
	assert_int_equal(looks(), 3);
	draft_release(&d);
}

static void a_member_s_look_is_too(void **state)
{
	make_city(&ties[5], "counter");
	fine(open_cover(NULL));
	assert_int_equal(looks(), 1);
	fine(arrange(LOOP_UNSEAT, NULL, NULL));
	assert_int_equal(open_cover(NULL), -1);
	city_says("Only those who work on this case");
	assert_int_equal(looks(), 1);
}

/* ---- leaving ---- */

static int64_t count(const char *what)
{
	struct rows rows = ROWS_INIT;
	int64_t n;

	fine(store_exec(city.store, Q_STAFF_LEAVES_BEHIND, &rows, &city.err,
			ARG_TEXT("staff", what)));
	n = rows_int(&rows, 0, "cases") + rows_int(&rows, 0, "referrals") +
	    rows_int(&rows, 0, "drafts");
	rows_release(&rows);
	return n;
}

static void who_leaves_hands_on_all(void **state)
{
	make_city(&ties[0], "admin");
	assert_int_equal(staff_leave(city.store, WHO, CLERK, NULL, &city.err),
			 -1);
	city_says("1001 still has open cases (1), referrals (0) and drafts");
	assert_int_equal(staff_leave(city.store, WHO, CLERK, WHO, &city.err),
			 -1);
	city_says("does not work with cases");
	assert_int_equal(staff_leave(city.store, WHO, CLERK, CLERK, &city.err),
			 -1);
	city_says("somebody else");
	fine(staff_check(city.store, CLERK, &city.err));
	fine(staff_leave(city.store, WHO, CLERK, "1002", &city.err));
	assert_int_equal(count(CLERK), 0);
	assert_int_equal(count("1002"), 1);
	assert_int_equal(staff_check(city.store, CLERK, &city.err), -1);
	city_says("does not work here any more");
	assert_int_equal(loop_check(city.store, NULL, &city.err), 0);
	/* Their drafts go the same way. */
	fine(staff_leave(city.store, WHO, COLLEAGUE, "1002", &city.err));
	assert_int_equal(count("1002"), 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_role_at_every_entry),
		cmocka_unit_test(queues_and_drafts_are_a_section_s),
		cmocka_unit_test(nobody_reads_a_colleague_s_list),
		cmocka_unit_test(a_question_opens_no_case),
		cmocka_unit_test(who_reads_only_types_nothing),
		cmocka_unit_test(what_was_true_at_login_counts_for_nothing),
		cmocka_unit_test(every_look_is_on_record),
		cmocka_unit_test(a_member_s_look_is_too),
		cmocka_unit_test(who_leaves_hands_on_all),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, city_make, city_drop);
}
