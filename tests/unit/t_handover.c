/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 申し送り: what stands on the list and in which order, for whom, and that
 * nothing protected ever does. */
#include "unit/city.h"

#include "domain/casetriage.h"
#include "domain/handover_sheet.h"
#include "domain/ledger.h"
#include "text/csv.h"
#include "text/width.h"

#define CLERK   "1001" /* of kaigo-fukushi */
#define OTHER   "1002" /* beside them */
#define KENKO   "3001" /* promoter of kenko */
#define ADMIN   "9001"
#define SECRETS 200 /* random households */

static struct handover_desk desk;
static struct actor actor;

/* One case while it is written. */
static struct casefile cf;
static int64_t id;

static int unload(void **state)
{
	casefile_release(&cf);
	actor_release(&actor);
	return city_drop(state);
}

static int fresh(void **state)
{
	setenv("MADOGUCHI_NOW", CITY_NOW, 1); /* a Friday */
	if (city_fresh(state))
		return -1;
	fine(store_begin(city.store, &city.err));
	city_person(KENKO, "健康 三子", "kenko", "promoter");
	city_person(ADMIN, "管理 九子", "kenko", "admin");
	fine(store_commit(city.store, &city.err));
	desk = (struct handover_desk){ .store = city.store,
				       .rules = city.rules,
				       .laws = city.laws,
				       .consent_rules = city.consent };
	return 0;
}

/* ---- cases ---- */

static void put(const char *path, const char *value)
{
	fine(casefile_set(&cf, city.facts, path, value, &city.err));
}

static void begin(const char *complaint)
{
	casefile_release(&cf);
	put("intake.section", "kaigo-fukushi");
	put("intake.staff", CLERK);
	put("intake.received_at", "2026-11-20T09:00");
	put("intake.safety_reason", "電話が切れた");
	put("intake.complaint", complaint);
	put("client.age", "70");
}

static void refer(const char *to, const char *urgency, const char *sent_at)
{
	char rec[RECORD_ID_SIZE], path[PATH_SIZE];

	fine(casefile_add(&cf, REC_REFERRAL, rec, &city.err));
	snprintf(path, sizeof(path), "%s.to_body", rec);
	put(path, to);
	snprintf(path, sizeof(path), "%s.urgency", rec);
	put(path, urgency);
	snprintf(path, sizeof(path), "%s.state", rec);
	put(path, "sent");
	snprintf(path, sizeof(path), "%s.sent_at", rec);
	put(path, sent_at);
}

static void sign(void)
{
	fine(store_begin(city.store, &city.err));
	fine(casefile_save_triaged(&cf, NULL, city.store, CLERK, city.rules,
				   &city.err));
	fine(store_commit(city.store, &city.err));
	id = cf.id;
}

static void agree(void)
{
	char rec[RECORD_ID_SIZE];

	fine(casefile_add(&cf, REC_CONSENT, rec, &city.err));
	put("c1.member", "m1");
	put("c1.recipients", "*");
	put("c1.items", "*");
	put("c1.state", "written");
	put("c1.given_on", "2026-11-20");
	put("c1.explained_by", "窓口 一子");
}

/* A case with one referral to the section kenko. */
static void send(const char *complaint, const char *urgency, const char *at)
{
	begin(complaint);
	agree();
	refer("kenko", urgency, at);
	sign();
}

static void acts(const char *who, enum loop_act act, struct loop_args args)
{
	const struct loop l = { .store = city.store,
				.rules = city.rules,
				.consent_rules = city.consent,
				.laws = city.laws };
	struct actor one = { .number = NULL };

	fine(actor_load(&one, city.store, who, &city.err));
	fine(loop_do(&l, &one, id, args.name, act,
		     &(struct loop_args){ .why = "こうだから",
					  .to = args.to,
					  .code = args.code,
					  .date = args.date,
					  .staff = args.staff },
		     &city.err));
	actor_release(&one);
}

/* ---- lists ---- */

static struct handover h;
static struct sheet *sheet;

static void as(const char *who)
{
	actor_release(&actor);
	fine(actor_load(&actor, city.store, who, &city.err));
	desk.actor = &actor;
}

static bool list(const char *who, enum handover_scope scope, const char *whose)
{
	char now[CLOCK_SIZE];
	const struct handover_ask ask = { .scope = scope,
					  .whose = whose,
					  .now = now };

	clock_now(now);
	handover_release(&h);
	sheet_free(sheet);
	as(who);
	sheet = handover_sheet(&desk, &ask, &h, &city.err);
	return sheet;
}

static const struct sheet_value *cell(const char *key, size_t row)
{
	return sheet_get(sheet, sheet_key_find(key), row);
}

static void is(size_t row, const char *key, const char *text)
{
	assert_string_equal(str_or_empty(cell(key, row)->text), text);
}

/* Everything that stands anywhere on a sheet. */
static void all_text(const struct sheet *of, struct str *out)
{
	size_t n;
	const struct sheet_key *keys = sheet_keys(&n);

	for (size_t k = 0; k < n; k++) {
		size_t rows = keys[k].list == SHEET_ONCE
				      ? 1
				      : sheet_rows(of, keys[k].list);

		for (size_t row = 0; row < rows; row++)
			str_addf(
				out, "%s\n",
				str_or_empty(sheet_get(of, (int)k, row)->text));
	}
}

static void lacks(const struct sheet *of, const char *word)
{
	struct str all = STR_INIT;

	all_text(of, &all);
	if (strstr(all.buf, word))
		fail_msg("\"%s\" is on the sheet", word);
	str_release(&all);
}

static void done(void)
{
	handover_release(&h);
	sheet_free(sheet);
	sheet = NULL;
}

/* ---- what and in which order ---- */

static void the_most_pressing_is_first(void **state)
{
	send("C、きょう", "C", "2026-11-20T09:00");
	send("B、遅い", "B", "2026-11-10T09:00");
	begin("わからない");
	agree();
	put("fact.staff_unsure", "yes");
	refer("kenko", "C", "2026-11-20T09:05");
	sign();
	send("AA", "AA", "2026-11-20T09:15");
	assert_true(list(KENKO, HANDOVER_SECTION, "kenko"));
	assert_int_equal(h.n, 4);
	is(0, "handover.complaint", "AA");
	is(0, "handover.why", "いますぐ");
	is(1, "handover.complaint", "B、遅い");
	is(1, "handover.late", "遅れ8日");
	is(2, "handover.complaint", "わからない");
	is(2, "handover.why", "判断つかず");
	is(3, "handover.complaint", "C、きょう");
	is(3, "handover.from", "介護福祉課　窓口 一子");
	is(3, "handover.holder", "窓口 一子");
	is(3, "handover.since", "11月20日から");
	is(3, "handover.state", "未受領");
	is(0, "list.count", "4件");
	is(0, "list.urgent", "1件");
	is(0, "list.late", "1件");
	is(0, "list.of", "健康課");
	done();
}

static void a_person_has_what_they_hold_and_were_given(void **state)
{
	send("受領した", "C", "2026-11-20T09:00");
	acts(KENKO, LOOP_RECEIVE, (struct loop_args){ .name = "r1" });
	begin("動いていない");
	put("intake.next_contact", "2026-11-25");
	sign();
	begin("期日を過ぎた");
	put("intake.next_contact", "2026-11-19");
	sign();
	begin("いますぐ");
	put("client.fact.acute_illness", "yes");
	sign();
	assert_true(list(CLERK, HANDOVER_PERSON, CLERK));
	assert_int_equal(h.n, 3);
	is(0, "handover.complaint", "いますぐ");
	is(0, "handover.next", "次に連絡する日を決める");
	is(0, "list.urgent", "1件");
	is(1, "handover.complaint", "期日を過ぎた");
	is(1, "handover.late", "遅れ9時間");
	is(2, "handover.next", "次に連絡する　11月25日");
	assert_true(list(KENKO, HANDOVER_PERSON, KENKO));
	assert_int_equal(h.n, 1);
	is(0, "handover.next", "初回の連絡　12月2日 17:15");
	is(0, "handover.person", "健康 三子");
	done();
}

/* A child's case of three days ago, which nobody has seen since. */
static void suspect(const char *received_at)
{
	begin("泣き声がする");
	put("client.age", "5");
	put("client.fact.abuse_suspected", "yes");
	put("intake.received_at", received_at);
	sign();
}

static void a_check_that_is_due_is_on_the_list_of_who_holds_it(void **state)
{
	suspect("2026-11-17T09:00");
	suspect("2026-11-19T16:00");
	assert_true(list(CLERK, HANDOVER_PERSON, CLERK));
	assert_int_equal(h.n, 2);
	is(0, "handover.why", "安全確認");
	is(0, "handover.late", "遅れ1日");
	is(0, "handover.next", "子どもの安全を確かめる　11月19日 9:00");
	is(1, "handover.next", "子どもの安全を確かめる　あす 16:00");
	is(0, "list.late", "1件");
	assert_true(list(CLERK, HANDOVER_TODAY, "kaigo-fukushi"));
	assert_int_equal(h.n, 1); /* the other one tomorrow */
	acts(CLERK, LOOP_SAFETY, (struct loop_args){ .name = NULL });
	assert_true(list(CLERK, HANDOVER_PERSON, CLERK));
	is(1, "handover.why", "主担当");
	done();
}

static void what_is_held_goes_by_urgency_and_then_by_day(void **state)
{
	static const char *const held[][3] = {
		{ "B、日なし", "fact.debt", "" },
		{ "B、あさって", "fact.debt", "2026-11-22" },
		{ "A、日なし", "fact.wants_public_assistance", "" },
		{ "A、来週", "fact.wants_public_assistance", "2026-11-27" },
		{ "C", "fact.isolated", "2026-11-21" },
	};
	static const int order[] = { 3, 2, 1, 0, 4 };

	for (size_t i = 0; i < ARRAY_SIZE(held); i++) {
		begin(held[i][0]);
		put("intake.section", "jiritsu");
		put(held[i][1], "yes");
		put("intake.next_contact", held[i][2]);
		sign();
	}
	assert_true(list(CLERK, HANDOVER_PERSON, CLERK));
	assert_int_equal(h.n, ARRAY_SIZE(held));
	for (size_t i = 0; i < ARRAY_SIZE(held); i++)
		is(i, "handover.complaint", held[order[i]][0]);
	done();
}

/* Received, answered, and with who had it before. */
static void answered(const char *complaint)
{
	send(complaint, "C", "2026-11-18T09:00");
	acts(KENKO, LOOP_RECEIVE, (struct loop_args){ .name = "r1" });
	acts(KENKO, LOOP_CONTACT, (struct loop_args){ .name = "r1" });
	acts(KENKO, LOOP_HAND_OVER, (struct loop_args){ .staff = CLERK });
	setenv("MADOGUCHI_NOW", CITY_NOW, 1);
}

static void today_has_what_a_section_has_only_answered(void **state)
{
	setenv("MADOGUCHI_NOW", "2026-11-18T10:00:00", 1);
	answered("まだ");
	setenv("MADOGUCHI_NOW", "2026-11-18T10:00:00", 1);
	send("戻した", "C", "2026-11-18T09:00");
	setenv("MADOGUCHI_NOW", CITY_NOW, 1);
	acts(KENKO, LOOP_RETURN,
	     (struct loop_args){
		     .name = "r1", .code = "unclear", .to = "jiritsu" });
	setenv("MADOGUCHI_NOW", "2026-11-18T10:00:00", 1);
	answered("答えた");
	acts(KENKO, LOOP_ANSWER_DONE, (struct loop_args){ .name = "r1" });
	assert_true(list(KENKO, HANDOVER_TODAY, "kenko"));
	assert_int_equal(h.n, 2);
	is(0, "handover.why", "きょう動いた");
	is(0, "handover.complaint", "戻した");
	is(0, "handover.state", "差戻し");
	is(1, "handover.complaint", "答えた");
	is(1, "handover.state", "回答済");
	/* Not of who must not see it, nor tomorrow. */
	acts(CLERK, LOOP_HIDE, (struct loop_args){ .staff = KENKO });
	assert_true(list(KENKO, HANDOVER_TODAY, "kenko"));
	assert_int_equal(h.n, 1);
	is(0, "handover.complaint", "戻した");
	setenv("MADOGUCHI_NOW", "2026-11-21T09:00:00", 1);
	assert_true(list(KENKO, HANDOVER_TODAY, "kenko"));
	assert_int_equal(h.n, 0);
	done();
}

static void today_has_what_was_sent_and_what_is_due(void **state)
{
	send("まだ先", "C", "2026-11-18T09:00");
	send("きょう送った", "C", "2026-11-20T09:00");
	send("きょう期限", "A", "2026-11-20T08:00");
	setenv("MADOGUCHI_NOW", "2026-11-24T10:00:00", 1);
	assert_true(list(KENKO, HANDOVER_TODAY, "kenko"));
	is(0, "handover.why", "遅れ");
	for (size_t i = 0; i < h.n; i++)
		assert_string_not_equal(cell("handover.complaint", i)->text,
					"きょう送った");
	setenv("MADOGUCHI_NOW", CITY_NOW, 1);
	assert_true(list(CLERK, HANDOVER_TODAY, "kaigo-fukushi"));
	assert_int_equal(h.n, 3); /* all were signed off today */
	assert_true(list(KENKO, HANDOVER_TODAY, "kenko"));
	assert_int_equal(h.n, 3);
	is(0, "handover.why", "きょう期限");
	done();
}

static void the_morning_has_all_that_needs_a_word(void **state)
{
	begin("だれも引き受けない");
	sign();
	acts(CLERK, LOOP_NOTE, (struct loop_args){ .why = "" });
	fine(store_begin(city.store, &city.err));
	fine(store_exec(city.store, Q_AGENDA_ADD, NULL, &city.err,
			ARG_INT("case_id", id), ARG_TEXT("meeting", "juso"),
			ARG_TEXT("meets_on", "2026-12-03"),
			ARG_TEXT("at", CITY_NOW), ARG_TEXT("staff", CLERK),
			ARG_TEXT("reason", "決まらない"),
			ARG_TEXT("until", "2027-01-02"), ARG_INT("pledge", 0),
			ARG_INT("consent", 1)));
	fine(store_commit(city.store, &city.err));
	begin("泣き声がする");
	put("client.age", "5");
	put("client.fact.abuse_suspected", "yes");
	sign();
	setenv("MADOGUCHI_NOW", "2026-10-01T10:00:00", 1);
	begin("静かなケース");
	sign();
	setenv("MADOGUCHI_NOW", CITY_NOW, 1);
	assert_true(list(CLERK, HANDOVER_MORNING, "kaigo-fukushi"));
	assert_int_equal(h.n, 3);
	is(0, "handover.why", "安全確認"); /* AA */
	is(1, "handover.why", "会議");
	is(1, "handover.next", "会議（12月3日）で担当を決める");
	is(2, "handover.next", "様子を確かめる（50日 記録なし）");
	/* What came in since the last working day, Thursday. */
	send("水曜", "C", "2026-11-18T16:00");
	send("木曜", "C", "2026-11-19T09:00");
	assert_true(list(KENKO, HANDOVER_MORNING, "kenko"));
	assert_int_equal(h.n, 1);
	is(0, "handover.complaint", "木曜");
	is(0, "handover.why", "新着");
	done();
}

static void what_came_back_says_why_and_where_else(void **state)
{
	send("ちがう窓口", "C", "2026-11-20T09:00");
	acts(KENKO, LOOP_RETURN,
	     (struct loop_args){
		     .name = "r1", .code = "unclear", .to = "jiritsu" });
	assert_true(list(CLERK, HANDOVER_MORNING, "kaigo-fukushi"));
	assert_int_equal(h.n, 1);
	is(0, "handover.why", "差戻し");
	is(0, "handover.from", "健康課から差戻し");
	is(0, "handover.next", "行き先を決める　11月26日 17:15");
	is(0, "handover.request",
	   "→ 生活困窮者自立相談支援機関：聞き取りが足りず、動けない。…");
	done();
}

static void a_closed_case_is_on_no_list(void **state)
{
	begin("終わったこと");
	sign();
	acts(CLERK, LOOP_CLOSE, (struct loop_args){ .date = "2026-12-20" });
	for (int s = 0; s < HANDOVER_SCOPE_N; s++) {
		assert_true(
			list(CLERK, (enum handover_scope)s,
			     s == HANDOVER_PERSON ? CLERK : "kaigo-fukushi"));
		assert_int_equal(h.n, 0);
		assert_int_equal(sheet_rows(sheet, SHEET_HANDOVER), 0);
	}
	done();
}

/* ---- for whom ---- */

static void a_list_is_for_those_who_work_on_it(void **state)
{
	assert_false(list(CLERK, HANDOVER_SECTION, "kenko"));
	city_says("in its section");
	assert_false(list(KENKO, HANDOVER_PERSON, CLERK));
	city_says("in its section");
	assert_false(list(ADMIN, HANDOVER_SECTION, "kenko"));
	city_says("in its section");
	assert_false(list(ADMIN, HANDOVER_PERSON, ADMIN));
	city_says("Only those who work on this case");
	assert_false(list(CLERK, HANDOVER_SECTION, "nowhere"));
	city_says("There is no section or body nowhere");
	assert_true(list(CLERK, HANDOVER_PERSON, OTHER));
	done();
}

static void a_section_reads_what_it_may_know(void **state)
{
	begin("夜が眠れない");
	refer("kenko", "B", "2026-11-20T09:00");
	sign();
	assert_true(list(KENKO, HANDOVER_SECTION, "kenko"));
	assert_int_equal(cell("handover.complaint", 0)->state, SHEET_WITHHELD);
	assert_true(list(CLERK, HANDOVER_TODAY, "kaigo-fukushi"));
	is(0, "handover.complaint", "夜が眠れない");
	done();
}

static void a_question_shows_no_name(void **state)
{
	begin("架空 花子です。眠れない");
	put("client.name", "架空 花子");
	sign();
	acts(CLERK, LOOP_ASK, (struct loop_args){ .to = "promoter" });
	assert_true(list(OTHER, HANDOVER_SECTION, "kaigo-fukushi"));
	assert_int_equal(h.n, 1);
	is(0, "handover.complaint", "（名前を出さない相談）");
	is(0, "handover.number", "匿名");
	is(0, "handover.holder", "");
	assert_false(handover_has_case(&h, 0));
	lacks(sheet, "花子");
	lacks(sheet, casefile_get(&cf, "case.number"));
	done();
}

static void a_duty_is_open_until_somebody_was_told(void **state)
{
	char second[RECORD_ID_SIZE];
	struct sheet *one;

	begin("泣き声がする");
	put("client.age", "5");
	put("client.fact.abuse_suspected", "yes");
	fine(casefile_add(&cf, REC_MEMBER, second, &city.err));
	put("m2.relation", "子");
	put("m2.age", "4");
	put("m2.fact.abuse_suspected", "yes");
	put("intake.visitor_name", "通報 太郎");
	put("intake.visitor_relation", "隣の人");
	put("client.must_not_know", "父");
	put("client.safe_call", "no");
	sign();
	assert_true(list(CLERK, HANDOVER_PERSON, CLERK));
	is(0, "handover.duties", "連絡まだ：こども家庭センター課、児童相談所");
	is(0, "handover.care", "電話しない、知られてはならない人あり");
	one = handover_case(&desk, &h, 0, &city.err);
	assert_non_null(one);
	assert_non_null(
		strstr(sheet_get(one, sheet_key_find("duty.done"), 0)->text,
		       "児童相談所：まだ"));
	/* One call for both children. */
	assert_int_equal(sheet_rows(one, SHEET_DUTY), 1);
	lacks(one, "通報 太郎");
	lacks(sheet, "通報 太郎");
	sheet_free(one);
	done();
}

/* ---- on record ---- */

static void printing_is_a_view_of_each_case(void **state)
{
	struct rows rows = ROWS_INIT;

	begin("二つのつなぎ");
	agree();
	refer("kenko", "B", "2026-11-20T09:00");
	refer("kenko", "C", "2026-11-20T09:00");
	sign();
	assert_true(list(KENKO, HANDOVER_SECTION, "kenko"));
	assert_int_equal(h.n, 2);
	fine(handover_record(&desk, &h, &city.err));
	fine(ledger_viewings(city.store, CLERK, id, 0, 10, &rows, &city.err));
	assert_int_equal(rows.n, 1);
	assert_string_equal(rows_text(&rows, 0, "purpose"), "handover");
	assert_string_equal(rows_text(&rows, 0, "staff"), KENKO);
	rows_release(&rows);
	done();
}

/* ---- whoever they are ---- */

static unsigned seed = 20261120;

static bool chance(unsigned n)
{
	return rand_r((unsigned *)&seed) % n == 0;
}

static void random_household(void)
{
	static const char *const answers[] = { "yes", "no", "unknown" };
	static const char *const facts[] = { "dv_victim", "address_protected",
					     "abuse_suspected", "dv_past" };

	begin("住所は架空町九丁目8の7、学校は架空小学校、"
	      "勤め先は架空工業です。");
	put("client.address", "福生市架空町9丁目8-7");
	put("client.affiliation", "架空工業");
	put("intake.place", "架空町９丁目８－７");
	put("client.fact.dv_victim", "yes");
	for (size_t i = chance(2); i < ARRAY_SIZE(facts); i++) {
		char path[64];

		snprintf(path, sizeof(path), "client.fact.%s", facts[i]);
		put(path, answers[rand_r(&seed) % 3]);
	}
	if (!chance(3))
		put("client.fact.address_protected", "yes");
	if (chance(2)) {
		char rec[RECORD_ID_SIZE], path[PATH_SIZE];

		fine(casefile_add(&cf, REC_MEMBER, rec, &city.err));
		snprintf(path, sizeof(path), "%s.relation", rec);
		put(path, "子");
		snprintf(path, sizeof(path), "%s.affiliation", rec);
		put(path, "架空小学校");
	} else {
		put("client.affiliation", "架空小学校");
		put("client.address", "福生市架空町9丁目8-7 架空工業の寮");
	}
	if (chance(2))
		agree();
	refer(chance(2) ? "kenko" : "promoter", chance(3) ? "AA" : "B",
	      "2026-11-20T09:00");
	put("r1.request", "架空町9-8-7を訪ねて。架空小学校にも");
}

static bool is_protected(void)
{
	return streq(casefile_get(&cf, "client.fact.dv_victim"), "yes") ||
	       streq(casefile_get(&cf, "client.fact.address_protected"), "yes");
}

static void check_secrets(const struct sheet *of)
{
	lacks(of, "9丁目8");
	lacks(of, "９丁目８");
	lacks(of, "架空工業");
	lacks(of, "架空小学校");
}

static void what_is_protected_is_nowhere(void **state)
{
	size_t protected_n = 0;

	for (int i = 0; i < SECRETS; i++) {
		bool kenko;

		fresh(state);
		random_household();
		if (!is_protected())
			continue;
		protected_n++;
		sign();
		kenko = streq(casefile_get(&cf, "r1.to_body"), "kenko");
		assert_true(list(CLERK, HANDOVER_TODAY, "kaigo-fukushi"));
		for (int both = 0; both < 1 + kenko; both++) {
			struct sheet *one;

			assert_int_equal(h.n, 1);
			one = handover_case(&desk, &h, 0, &city.err);
			assert_non_null(one);
			check_secrets(sheet);
			check_secrets(one);
			assert_non_null(strstr(cell("handover.care", 0)->text,
					       "住所等注意"));
			sheet_free(one);
			if (kenko)
				assert_true(
					list(KENKO, HANDOVER_SECTION, "kenko"));
		}
	}
	assert_true(protected_n > SECRETS / 2);
	done();
}

/* ---- tables ---- */

static void no_cell_is_a_formula(void **state)
{
	static const char *const cells[][2] = {
		{ "plain", "\"plain\"" },
		{ "", "\"\"" },
		{ "a \"b\", c", "\"a \"\"b\"\", c\"" },
		{ "two\nlines", "\"two\nlines\"" },
		{ "=1+1", "\"'=1+1\"" },
		{ "+81", "\"'+81\"" },
		{ "-", "\"'-\"" },
		{ "@x", "\"'@x\"" },
		{ "\tx", "\"'\tx\"" },
		{ "＝HYPERLINK()", "\"'＝HYPERLINK()\"" },
		{ "a=b", "\"a=b\"" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(cells); i++) {
		struct str out = STR_INIT;

		csv_cell(&out, cells[i][0], true);
		assert_string_equal(out.buf, cells[i][1]);
		str_release(&out);
	}
}

static void what_a_charset_lacks_is_named(void **state)
{
	struct str table = STR_INIT, out = STR_INIT, lost = STR_INIT;

	str_add(&table, "髙①〜𠮷邉󠄂𠮷");
	fine(csv_encode(&table, CHARSET_UTF8, &out, &lost, &city.err));
	assert_string_equal(out.buf, "\xef\xbb\xbf髙①〜𠮷邉󠄂𠮷");
	assert_int_equal(lost.len, 0);
	str_reset(&out);
	fine(csv_encode(&table, CHARSET_CP932, &out, &lost, &city.err));
	assert_string_equal(out.buf, "\xfb\xfc\x87\x40\x81\x60\x81\xac"
				     "\xe7\xb3\x81\xac");
	assert_string_equal(lost.buf, "𠮷邉󠄂");
	assert_int_equal(text_ambiguous(), 1); /* the screen is as it was */
	str_release(&table);
	str_release(&lost);
	str_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(the_most_pressing_is_first, fresh),
		cmocka_unit_test_setup(
			a_person_has_what_they_hold_and_were_given, fresh),
		cmocka_unit_test_setup(today_has_what_was_sent_and_what_is_due,
				       fresh),
		cmocka_unit_test_setup(
			a_check_that_is_due_is_on_the_list_of_who_holds_it,
			fresh),
		cmocka_unit_test_setup(
			what_is_held_goes_by_urgency_and_then_by_day, fresh),
		cmocka_unit_test_setup(
			today_has_what_a_section_has_only_answered, fresh),
		cmocka_unit_test_setup(the_morning_has_all_that_needs_a_word,
				       fresh),
		cmocka_unit_test_setup(what_came_back_says_why_and_where_else,
				       fresh),
		cmocka_unit_test_setup(a_closed_case_is_on_no_list, fresh),
		cmocka_unit_test_setup(a_list_is_for_those_who_work_on_it,
				       fresh),
		cmocka_unit_test_setup(a_section_reads_what_it_may_know, fresh),
		cmocka_unit_test_setup(a_question_shows_no_name, fresh),
		cmocka_unit_test_setup(a_duty_is_open_until_somebody_was_told,
				       fresh),
		cmocka_unit_test_setup(printing_is_a_view_of_each_case, fresh),
		cmocka_unit_test_setup(what_is_protected_is_nowhere, fresh),
		cmocka_unit_test(no_cell_is_a_formula),
		cmocka_unit_test(what_a_charset_lacks_is_named),
	};

	return cmocka_run_group_tests(tests, city_make, unload);
}
