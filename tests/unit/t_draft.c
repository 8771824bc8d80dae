/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drafts: on disk field by field, taken up anywhere, merged at sign-off. */
#include "unit/test.h"

#include <signal.h>
#include <sys/wait.h>
#include <time.h>

#include "base/clock.h"
#include "domain/draft.h"
#include "unit/city.h"

#define STAFF_A "1001"
#define STAFF_B "1002"

static void begin(struct draft *d, const char *staff, int64_t case_id)
{
	fine(draft_begin(d, city.store, city.facts, staff, case_id, &city.err));
}

static void set(struct draft *d, const char *path, const char *value)
{
	fine(draft_set(d, city.store, path, value, NULL, NULL, &city.err));
}

static void set_aside(struct draft *d, const char *path, const char *typed)
{
	fine(draft_set_aside(d, city.store, path, typed, "household",
			     &city.err));
}

/* A field that is not taken, and why. */
static void refused(struct draft *d, const char *path, const char *value,
		    enum err_kind kind, const char *why)
{
	assert_int_equal(
		draft_set(d, city.store, path, value, NULL, NULL, &city.err),
		-1);
	assert_int_equal(city.err.kind, kind);
	city_says(why);
}

static void add(struct draft *d, enum record rec, const char *as)
{
	char id[RECORD_ID_SIZE];

	assert_int_equal(draft_add(d, city.store, rec, id, NULL), 0);
	assert_string_equal(id, as);
}

static void take_out(struct draft *d, const char *id)
{
	assert_int_equal(draft_remove(d, city.store, id, NULL), 0);
}

static int resume(struct draft *d, const char *staff, int64_t id, bool take)
{
	return draft_resume(d, city.store, city.facts, staff, id, take,
			    &city.err);
}

static int sign(struct draft *d, struct conflicts *c, int64_t *id)
{
	int r = draft_sign_off(d, city.store, city.rules, c, id, &city.err);

	fine(r < 0);
	return r;
}

static void case_has(int64_t id, const char *path, const char *value)
{
	struct casefile cf = CASEFILE_INIT;

	assert_int_equal(casefile_load(&cf, city.store, id, &city.err), 0);
	assert_string_equal(casefile_get(&cf, path), value);
	casefile_release(&cf);
}

/* A case with a client and a child. */
static int64_t small_case(void)
{
	struct conflicts none = CONFLICTS_INIT;
	struct draft d;
	int64_t id;

	begin(&d, STAFF_A, 0);
	set(&d, "intake.complaint", "保育園に入れたい");
	set(&d, "client.name", "山田花子");
	set(&d, "concern.childcare", "main");
	add(&d, REC_MEMBER, "m2");
	set(&d, "m2.name", "山田空");
	set(&d, "m2.age", "3");
	assert_int_equal(sign(&d, &none, &id), 0);
	draft_release(&d);
	return id;
}

static void new_draft_knows_when_and_who(void **state)
{
	struct draft d;

	begin(&d, STAFF_A, 0);
	assert_string_equal(casefile_get(&d.doc, "intake.received_at"),
			    "2026-11-20T09:15");
	assert_string_equal(casefile_get(&d.doc, "intake.staff"), STAFF_A);
	assert_string_equal(casefile_get(&d.doc, "intake.section"),
			    "kaigo-fukushi");
	draft_release(&d);
}

static void draft_is_taken_up_at_its_field(void **state)
{
	struct draft d, again;

	begin(&d, STAFF_A, 0);
	assert_int_equal(draft_set(&d, city.store, "client.kana", "やまだ",
				   "client", "client.birth", &city.err),
			 0);
	assert_int_equal(draft_cursor(&d, city.store, NULL, NULL, true, NULL),
			 0);
	assert_int_equal(draft_leave(&d, city.store, &city.err), 0);
	assert_int_equal(resume(&again, STAFF_B, d.id, false), 0);
	assert_string_equal(again.page, "client");
	assert_string_equal(again.field, "client.birth");
	assert_true(again.phone);
	assert_int_equal(values_diff(&d.doc.values, &again.doc.values,
				     city_differs, NULL),
			 0);
	draft_release(&d);
	draft_release(&again);
}

static void refused_value_leaves_the_draft_as_it_was(void **state)
{
	struct draft d;

	begin(&d, STAFF_A, 0);
	refused(&d, "client.birth", "昭和99年", ERR_INPUT,
		"no day of the calendar");
	assert_string_equal(casefile_get(&d.doc, "client.birth"), "");
	draft_release(&d);
}

/* Another terminal: a process, so that its claim is its own. */
struct terminal {
	pid_t pid;
	int up, down; /* it tells that it has typed; it is told to go on */
};

static int type_elsewhere(int64_t draft, int up, int down)
{
	struct err err = ERR_INIT;
	struct store *s = store_open(city.db, &err);
	struct draft d;
	char c = 'r';

	if (!s || draft_resume(&d, s, city.facts, STAFF_B, draft, true, &err))
		return 1;
	if (draft_set(&d, s, "intake.hopes", "あちらの端末", NULL, NULL, &err))
		return 2;
	if (write(up, &c, 1) != 1 || read(down, &c, 1) != 1)
		return 3;
	/* Meanwhile it was taken over from here. */
	if (draft_set(&d, s, "intake.hopes", "消えてはならない", NULL, NULL,
		      &err) != -1 ||
	    err.kind != ERR_STALE ||
	    !strstr(err.text.buf, "took this draft over"))
		return 4;
	return 0;
}

/* It has taken over the draft and typed a field. */
static struct terminal other_terminal(int64_t draft)
{
	struct terminal t;
	int up[2], down[2];
	char c;

	assert_int_equal(pipe(up), 0);
	assert_int_equal(pipe(down), 0);
	t.pid = fork();
	if (!t.pid)
		_exit(type_elsewhere(draft, up[1], down[0]));
	assert_int_equal(read(up[0], &c, 1), 1);
	t.up = up[0];
	t.down = down[1];
	return t;
}

/* Wait for its end; returns how it ended. */
static int end_of(struct terminal *t)
{
	int status;

	waitpid(t->pid, &status, 0);
	close(t->up);
	close(t->down);
	return status;
}

static void what_cannot_stand_there_is_kept_beside_it(void **state)
{
	struct conflicts none = CONFLICTS_INIT;
	struct draft d, again;
	int64_t id;

	begin(&d, STAFF_A, 0);
	set(&d, "client.name", "山田花子");
	add(&d, REC_MEMBER, "m2");
	set_aside(&d, "m2.birth", "S64.2.30");
	assert_int_equal(draft_leave(&d, city.store, &city.err), 0);
	assert_int_equal(resume(&again, STAFF_A, d.id, false), 0);
	assert_string_equal(again.page, "household");
	assert_string_equal(again.field, "m2.birth");
	assert_string_equal(values_get(&again.aside, "m2.birth"), "S64.2.30");
	assert_string_equal(casefile_get(&again.doc, "m2.birth"), "");
	assert_int_equal(draft_sign_off(&again, city.store, city.rules, &none,
					&id, &city.err),
			 -1);
	assert_int_equal(city.err.kind, ERR_INPUT);
	city_says("S64.2.30");
	/* With its member it is gone, on disk too. */
	take_out(&again, "m2");
	assert_int_equal(again.aside.n, 0);
	draft_release(&d);
	assert_int_equal(resume(&d, STAFF_A, again.id, false), 0);
	assert_int_equal(d.aside.n, 0);
	assert_int_equal(sign(&d, &none, &id), 0);
	draft_release(&d);
	draft_release(&again);
}

static void second_terminal_is_told_and_may_take_over(void **state)
{
	struct draft d, mine;
	struct terminal other;

	begin(&d, STAFF_A, 0);
	other = other_terminal(d.id);
	/* Ours was taken over: the next field says so and is not written. */
	refused(&d, "intake.tried", "x", ERR_STALE,
		"窓口 二郎 took this draft over");
	assert_int_equal(draft_leave(&d, city.store, NULL), -1);
	assert_int_equal(resume(&mine, STAFF_A, d.id, false), -1);
	assert_int_equal(city.err.kind, ERR_BUSY);
	city_says("窓口 二郎 has this draft open since");
	assert_int_equal(resume(&mine, STAFF_A, d.id, true), 0);
	assert_string_equal(casefile_get(&mine.doc, "intake.hopes"),
			    "あちらの端末");
	assert_int_equal(write(other.down, "g", 1), 1);
	assert_int_equal(end_of(&other), 0);
	draft_release(&d);
	draft_release(&mine);
}

static void dead_terminal_asks_nobody(void **state)
{
	struct draft d, again;
	struct terminal other;

	begin(&d, STAFF_A, 0);
	other = other_terminal(d.id);
	kill(other.pid, SIGKILL);
	assert_true(WIFSIGNALED(end_of(&other)));
	assert_int_equal(resume(&again, STAFF_A, d.id, false), 0);
	assert_string_equal(casefile_get(&again.doc, "intake.hopes"),
			    "あちらの端末");
	draft_release(&d);
	draft_release(&again);
}

static void sign_off_ends_a_draft_once(void **state)
{
	struct conflicts none = CONFLICTS_INIT;
	struct draft d, again;
	int64_t id;

	begin(&d, STAFF_A, 0);
	set(&d, "intake.place", "駅前のベンチ");
	assert_int_equal(sign(&d, &none, &id), 0);
	case_has(id, "intake.place", "駅前のベンチ");
	case_has(id, "case.holder", STAFF_A);
	assert_int_equal(draft_sign_off(&d, city.store, city.rules, &none, &id,
					&city.err),
			 -1);
	assert_int_equal(city.err.kind, ERR_STALE);
	city_says("was signed off at");
	assert_int_equal(resume(&again, STAFF_A, d.id, true), -1);
	city_says("was signed off at");
	draft_release(&d);
}

static void discarding_is_recorded(void **state)
{
	struct rows rows = ROWS_INIT;
	struct draft d;

	begin(&d, STAFF_A, 0);
	set(&d, "intake.place", "駅前のベンチ");
	assert_int_equal(draft_discard(&d, city.store, &city.err), 0);
	refused(&d, "intake.place", "x", ERR_STALE, "was discarded at");
	assert_int_equal(store_exec(city.store, Q_DRAFT_BY_ID, &rows, NULL,
				    ARG_INT("id", d.id)),
			 0);
	assert_string_equal(rows_text(&rows, 0, "ended_by"), STAFF_A);
	assert_string_equal(rows_text(&rows, 0, "ended_at"), CITY_NOW);
	assert_int_equal(draft_list(city.store, STAFF_A, false, 0, false, 9,
				    &rows, NULL),
			 0);
	assert_int_equal(rows.n, 0);
	rows_release(&rows);
	draft_release(&d);
}

/* How many drafts the list shows, staff NULL: of everybody. */
static size_t listed(struct rows *rows, const char *staff, int64_t from,
		     bool above, int limit)
{
	assert_int_equal(draft_list(city.store, staff ? staff : STAFF_B,
				    staff != NULL, from, above, limit, rows,
				    NULL),
			 0);
	return rows->n;
}

static void drafts_are_listed(void **state)
{
	struct rows rows = ROWS_INIT;
	int64_t of = small_case();

	for (int i = 0; i < 5; i++) {
		struct draft d;

		begin(&d, i % 2 ? STAFF_A : STAFF_B, i ? 0 : of);
		if (i)
			set(&d, "client.called", "はな");
		draft_release(&d);
	}
	assert_int_equal(listed(&rows, NULL, 0, false, 3), 3);
	assert_string_equal(rows_text(&rows, 0, "title"), "はな");
	assert_string_equal(rows_text(&rows, 0, "staff_name"), "窓口 二郎");
	assert_int_equal(
		listed(&rows, NULL, rows_int(&rows, 2, "id"), false, 3), 2);
	assert_string_equal(rows_text(&rows, 1, "case_number"), "R08-00001");
	assert_string_equal(rows_text(&rows, 1, "title"), "山田花子");
	assert_int_equal(listed(&rows, NULL, rows_int(&rows, 0, "id"), true, 9),
			 3);
	assert_int_equal(listed(&rows, STAFF_A, 0, false, 9), 2);
	assert_int_equal(
		listed(&rows, STAFF_A, rows_int(&rows, 1, "id"), true, 9), 1);
	rows_release(&rows);
}

/* ---- two terminals, one case ---- */

struct pair {
	struct draft a, b;
	struct conflicts none, c;
	int64_t id;
};

static void open_both(struct pair *p)
{
	*p = (struct pair){ .id = small_case() };
	begin(&p->a, STAFF_A, p->id);
	begin(&p->b, STAFF_B, p->id);
}

static void release_both(struct pair *p)
{
	draft_release(&p->a);
	draft_release(&p->b);
	conflicts_release(&p->c);
	conflicts_release(&p->none);
}

/* First A, then B, whose changes all merge by themselves. */
static void sign_both(struct pair *p)
{
	assert_int_equal(sign(&p->a, &p->none, &p->id), 0);
	assert_int_equal(sign(&p->b, &p->c, &p->id), 0);
}

/* First A, then B, who is asked about n things. */
static void sign_and_ask(struct pair *p, size_t n)
{
	assert_int_equal(sign(&p->a, &p->none, &p->id), 0);
	assert_int_equal(sign(&p->b, &p->c, &p->id), 1);
	assert_int_equal(p->c.n, n);
}

static void check_asked(const struct pair *p, const char *path,
			const char *theirs, const char *mine)
{
	const struct conflict *c = &p->c.c[0];

	assert_string_equal(c->path, path);
	assert_string_equal(c->theirs, theirs);
	assert_string_equal(c->mine, mine);
}

/* B answers each question alike, and signs. */
static void sign_chosen(struct pair *p, bool mine)
{
	for (size_t i = 0; i < p->c.n; i++)
		p->c.c[i].choice = mine ? CHOOSE_MINE : CHOOSE_THEIRS;
	assert_int_equal(sign(&p->b, &p->c, &p->id), 0);
}

static void different_fields_merge_by_themselves(void **state)
{
	struct pair p;

	open_both(&p);
	set(&p.a, "intake.hopes", "働きたい");
	set(&p.a, "fact.low_income", "yes");
	set(&p.a, "m2.kana", "やまだ そら");
	set(&p.b, "intake.tried", "市役所に電話した");
	set(&p.b, "fact.debt", "no");
	set(&p.b, "m2.age", "4");
	sign_both(&p);
	case_has(p.id, "intake.hopes", "働きたい");
	case_has(p.id, "intake.tried", "市役所に電話した");
	case_has(p.id, "fact.low_income", "yes");
	case_has(p.id, "fact.debt", "no");
	case_has(p.id, "m2.kana", "やまだ そら");
	case_has(p.id, "m2.age", "4");
	case_has(p.id, "m2.name", "山田空");
	release_both(&p);
}

static void same_change_twice_is_no_conflict(void **state)
{
	struct pair p;

	open_both(&p);
	set(&p.a, "client.tel", "042-000-0000");
	set(&p.b, "client.tel", "042-000-0000");
	sign_both(&p);
	release_both(&p);
}

static void same_field_is_asked_about(void **state)
{
	for (int mine = 0; mine < 2; mine++) {
		struct pair p;

		open_both(&p);
		set(&p.a, "intake.complaint", "さき");
		set(&p.b, "intake.complaint", "あと");
		set(&p.b, "intake.hopes", "ひとりで変えた");
		sign_and_ask(&p, 1);
		/* Nothing was written, nothing silently chosen. */
		case_has(p.id, "intake.complaint", "さき");
		case_has(p.id, "intake.hopes", "");
		check_asked(&p, "intake.complaint", "さき", "あと");
		assert_string_equal(p.c.c[0].who, "窓口 一子");
		assert_string_equal(p.c.c[0].base, "保育園に入れたい");
		assert_string_equal(p.c.c[0].when, CITY_NOW);
		assert_int_equal(sign(&p.b, &p.c, &p.id), 1);
		sign_chosen(&p, mine);
		case_has(p.id, "intake.complaint", mine ? "あと" : "さき");
		case_has(p.id, "intake.hopes", "ひとりで変えた");
		release_both(&p);
	}
}

static void choice_does_not_outlive_its_texts(void **state)
{
	struct draft third;
	struct pair p;

	open_both(&p);
	set(&p.a, "intake.complaint", "さき");
	set(&p.b, "intake.complaint", "あと");
	sign_and_ask(&p, 1);
	p.c.c[0].choice = CHOOSE_MINE;
	begin(&third, STAFF_A, p.id);
	set(&third, "intake.complaint", "さらにさき");
	assert_int_equal(sign(&third, &p.none, &p.id), 0);
	assert_int_equal(sign(&p.b, &p.c, &p.id), 1);
	assert_string_equal(p.c.c[0].theirs, "さらにさき");
	assert_int_equal(p.c.c[0].choice, CHOOSE_NONE);
	draft_release(&third);
	release_both(&p);
}

static void members_added_on_both_sides_both_stay(void **state)
{
	struct record_ids ids;
	struct casefile cf = CASEFILE_INIT;
	struct pair p;

	open_both(&p);
	add(&p.a, REC_MEMBER, "m3");
	set(&p.a, "m3.name", "山田さき");
	add(&p.b, REC_MEMBER, "m3");
	set(&p.b, "m3.name", "山田あと");
	set(&p.b, "m3.fact.withdrawn", "yes");
	add(&p.b, REC_CONSENT, "c1");
	set(&p.b, "c1.member", "m3");
	sign_both(&p);
	case_has(p.id, "m3.name", "山田さき");
	case_has(p.id, "m3.fact.withdrawn", "");
	case_has(p.id, "m4.name", "山田あと");
	case_has(p.id, "m4.fact.withdrawn", "yes");
	case_has(p.id, "c1.member", "m4");
	assert_int_equal(casefile_load(&cf, city.store, p.id, NULL), 0);
	casefile_ids(&cf, REC_MEMBER, &ids);
	assert_int_equal(ids.n, 4);
	assert_string_equal(casefile_get(&cf, "case.last_member"), "4");
	casefile_release(&cf);
	release_both(&p);
}

static void resumed_draft_does_not_mix_members(void **state)
{
	struct draft again;
	struct pair p;

	open_both(&p);
	add(&p.a, REC_MEMBER, "m3");
	set(&p.a, "m3.name", "山田さき");
	add(&p.b, REC_MEMBER, "m3");
	set(&p.b, "m3.kana", "あと");
	set_aside(&p.b, "m3.birth", "S99");
	assert_int_equal(sign(&p.a, &p.none, &p.id), 0);
	assert_int_equal(resume(&again, STAFF_B, p.b.id, false), 0);
	assert_string_equal(values_get(&again.aside, "m3.birth"), "");
	assert_string_equal(values_get(&again.aside, "m4.birth"), "S99");
	set_aside(&again, "m4.birth", "");
	assert_string_equal(casefile_get(&again.doc, "m3.name"), "山田さき");
	assert_string_equal(casefile_get(&again.doc, "m3.kana"), "");
	assert_string_equal(casefile_get(&again.doc, "m4.kana"), "あと");
	set(&again, "m4.name", "山田あと");
	assert_int_equal(sign(&again, &p.c, &p.id), 0);
	case_has(p.id, "m3.kana", "");
	case_has(p.id, "m4.name", "山田あと");
	draft_release(&again);
	release_both(&p);
}

static void member_taken_out_there_and_changed_here(void **state)
{
	for (int mine = 0; mine < 2; mine++) {
		struct pair p;

		open_both(&p);
		take_out(&p.a, "m2");
		set(&p.b, "m2.kana", "やまだ そら");
		sign_and_ask(&p, 1);
		case_has(p.id, "m2.name", "");
		check_asked(&p, "m2", "", "山田空");
		assert_string_equal(p.c.c[0].who, "窓口 一子");
		sign_chosen(&p, mine);
		/* Whole again, or wholly gone. */
		case_has(p.id, "m2.name", mine ? "山田空" : "");
		case_has(p.id, "m2.age", mine ? "3" : "");
		case_has(p.id, "m2.kana", mine ? "やまだ そら" : "");
		release_both(&p);
	}
}

static void member_changed_there_and_taken_out_here(void **state)
{
	for (int mine = 0; mine < 2; mine++) {
		struct pair p;

		open_both(&p);
		set(&p.a, "m2.fact.needs_nursery", "yes");
		take_out(&p.b, "m2");
		sign_and_ask(&p, 1);
		check_asked(&p, "m2", "山田空", "");
		assert_string_equal(p.c.c[0].who, "窓口 一子");
		assert_string_equal(p.c.c[0].when, CITY_NOW);
		sign_chosen(&p, mine);
		case_has(p.id, "m2.name", mine ? "" : "山田空");
		case_has(p.id, "m2.fact.needs_nursery", mine ? "" : "yes");
		release_both(&p);
	}
}

static void member_taken_out_here_alone_is_out(void **state)
{
	struct pair p;

	open_both(&p);
	take_out(&p.b, "m2");
	set(&p.a, "intake.hopes", "x");
	sign_both(&p);
	case_has(p.id, "m2.name", "");
	case_has(p.id, "m2.position", "");
	release_both(&p);
}

static void two_main_boxes_are_asked_about(void **state)
{
	for (int mine = 0; mine < 2; mine++) {
		struct pair p;

		open_both(&p);
		set(&p.a, "concern.housing", "main");
		set(&p.b, "concern.abuse", "main");
		sign_and_ask(&p, 1);
		assert_string_equal(p.c.c[0].path, "concern.abuse");
		assert_string_equal(p.c.c[0].who, "窓口 一子");
		sign_chosen(&p, mine);
		case_has(p.id, "concern.abuse", mine ? "main" : "other");
		case_has(p.id, "concern.housing", mine ? "other" : "main");
		case_has(p.id, "concern.childcare", "other");
		release_both(&p);
	}
}

static void two_clients_are_asked_about(void **state)
{
	for (int mine = 0; mine < 2; mine++) {
		struct pair p;

		open_both(&p);
		set(&p.a, "m1.relation", "");
		set(&p.a, "m2.relation", "client");
		set(&p.b, "m1.relation", "母");
		set(&p.b, "client.name", "山田祖母");
		sign_and_ask(&p, 2);
		assert_string_equal(p.c.c[0].who, "窓口 一子");
		assert_string_equal(p.c.c[1].who, "窓口 一子");
		sign_chosen(&p, mine);
		case_has(p.id, "client.name", mine ? "山田祖母" : "山田空");
		case_has(p.id, "m1.relation", mine ? "母" : "");
		release_both(&p);
	}
}

/* ---- bad days ---- */

/* Eight processes change fields of their own in one case; all must be there. */
static void eight_terminals_lose_no_field(void **state)
{
	enum { TERMINALS = 8, EACH = 6 };
	static const char *const fields[TERMINALS] = {
		"hopes",       "tried",    "agencies", "remarks",
		"safety_step", "unwanted", "place",    "do_not_repeat",
	};
	int64_t id = small_case(), revision;

	for (int i = 0; i < TERMINALS; i++) {
		struct err err = ERR_INIT;
		struct conflicts c = CONFLICTS_INIT;
		struct store *s;
		char path[64], value[16];
		int bad = 0;

		if (fork())
			continue;
		snprintf(path, sizeof(path), "intake.%s", fields[i]);
		s = store_open(city.db, &err);
		for (int k = 0; k < EACH && !bad; k++) {
			struct draft d;

			snprintf(value, sizeof(value), "%d", k);
			bad = !s ||
			      draft_begin(&d, s, city.facts, STAFF_A, id,
					  &err) ||
			      draft_set(&d, s, path, value, NULL, NULL, &err) ||
			      draft_sign_off(&d, s, city.rules, &c, &id, &err);
			draft_release(&d);
		}
		_exit(bad);
	}
	for (int i = 0; i < TERMINALS; i++) {
		int status;

		assert_true(wait(&status) > 0);
		assert_int_equal(status, 0);
	}
	for (int i = 0; i < TERMINALS; i++) {
		char path[64];

		snprintf(path, sizeof(path), "intake.%s", fields[i]);
		case_has(id, path, "5");
	}
	case_has(id, "case.number", "R08-00001");
	assert_int_equal(casefile_revision(city.store, id, &revision, NULL), 0);
	assert_int_equal(revision, 1 + TERMINALS * EACH);
}

/* Type without end, and say on the pipe what has been acknowledged. */
static void type_until_killed(int out)
{
	struct err err = ERR_INIT;
	struct store *s = store_open(city.db, &err);
	struct draft d;

	if (!s || draft_begin(&d, s, city.facts, STAFF_A, 0, &err))
		_exit(1);
	for (int n = 1;; n++) {
		int64_t word[2] = { d.id, n };
		char value[16];

		snprintf(value, sizeof(value), "%d", n);
		if (draft_set(&d, s, n % 2 ? "intake.hopes" : "intake.tried",
			      value, "complaint", "hopes", &err))
			_exit(1);
		if (write(out, word, sizeof(word)) != sizeof(word))
			_exit(1);
	}
}

static int64_t number(const struct draft *d, const char *path)
{
	return atoll(casefile_get(&d->doc, path));
}

static void killed_program_loses_no_field_left(void **state)
{
	enum { KILLS = 40 };

	srand(4711);
	for (int i = 0; i < KILLS; i++) {
		struct timespec nap = { 0, rand() % 25000000 };
		int64_t word[2], one, two;
		struct draft d;
		int fd[2], status;
		pid_t pid;

		assert_int_equal(pipe(fd), 0);
		pid = fork();
		if (!pid)
			type_until_killed(fd[1]);
		close(fd[1]);
		assert_int_equal(read(fd[0], word, sizeof(word)), sizeof(word));
		nanosleep(&nap, NULL);
		kill(pid, SIGKILL);
		waitpid(pid, &status, 0);
		assert_true(WIFSIGNALED(status));
		while (read(fd[0], word, sizeof(word)) == sizeof(word))
			;
		close(fd[0]);
		assert_int_equal(resume(&d, STAFF_A, word[0], false), 0);
		one = number(&d, "intake.hopes");
		two = number(&d, "intake.tried");
		/* The last one acknowledged is there; one more may be. */
		assert_in_range(one > two ? one : two, word[1], word[1] + 1);
		assert_int_equal(one > two ? one - two : two - one, 1);
		draft_release(&d);
	}
}

#define FRESH(fn) cmocka_unit_test_setup(fn, city_fresh)

int main(void)
{
	const struct CMUnitTest tests[] = {
		FRESH(new_draft_knows_when_and_who),
		FRESH(draft_is_taken_up_at_its_field),
		FRESH(refused_value_leaves_the_draft_as_it_was),
		FRESH(what_cannot_stand_there_is_kept_beside_it),
		FRESH(second_terminal_is_told_and_may_take_over),
		FRESH(dead_terminal_asks_nobody),
		FRESH(sign_off_ends_a_draft_once),
		FRESH(discarding_is_recorded),
		FRESH(drafts_are_listed),
		FRESH(different_fields_merge_by_themselves),
		FRESH(same_change_twice_is_no_conflict),
		FRESH(same_field_is_asked_about),
		FRESH(choice_does_not_outlive_its_texts),
		FRESH(members_added_on_both_sides_both_stay),
		FRESH(resumed_draft_does_not_mix_members),
		FRESH(member_taken_out_there_and_changed_here),
		FRESH(member_changed_there_and_taken_out_here),
		FRESH(member_taken_out_here_alone_is_out),
		FRESH(two_main_boxes_are_asked_about),
		FRESH(two_clients_are_asked_about),
		FRESH(eight_terminals_lose_no_field),
		FRESH(killed_program_loses_no_field_left),
	};

	return cmocka_run_group_tests(tests, city_make, city_drop);
}
