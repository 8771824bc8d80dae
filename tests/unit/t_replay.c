/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a changed file of rules changes for past cases: nothing by itself, the
 * firings of a rule that was taken out, duties that are lost or weaker. */
#include "unit/test.h"

#include "domain/casetriage.h"
#include "domain/replay.h"
#include "unit/city.h"
#include "unit/households.h"

#define SEED  20261120
#define CASES 3000

static struct str text; /* of the shipped rules */

static int set_up(void **state)
{
	char *path;

	if (city_make(state))
		return -1;
	path = profile_path("fussa", "triage.yaml");
	str_init(&text);
	if (str_read_file(&text, path, RULES_FILE_MAX, &city.err))
		return -1;
	free(path);
	return 0;
}

static int tear_down(void **state)
{
	str_release(&text);
	return city_drop(state);
}

static struct rules *parse(const struct str *file)
{
	struct rules *rules = rules_parse(file->buf, file->len, "changed.yaml",
					  city.profile, city.facts, &city.err);

	fine(!rules);
	return rules;
}

/* Put to in the place of from, which must be there. */
static void swap(struct str *file, const char *from, const char *to)
{
	char *at = strstr(file->buf, from);

	if (!at)
		fail_msg("\"%s\" is not in the rules", from);
	str_splice(file, (size_t)(at - file->buf), strlen(from), to,
		   strlen(to));
}

/* The rule from "  - id: it" to the next one, or to the end. */
static void cut_rule(struct str *file, const char *id)
{
	char *head = xstrfmt("  - id: %s\n", id);
	char *from = strstr(file->buf, head), *to;

	assert_non_null(from);
	to = strstr(from + 1, "\n  - id: ");
	str_splice(file, (size_t)(from - file->buf),
		   to ? (size_t)(to + 1 - from)
		      : file->len - (size_t)(from - file->buf),
		   "", 0);
	free(head);
}

/* Out of the lists behind unless, which may go over two lines. */
static void cut_mentions(struct str *file, const char *id)
{
	const size_t head_len = strlen("unless: [");
	char *at = file->buf;

	while ((at = strstr(at, "unless: [")) != NULL) {
		size_t from = (size_t)(at - file->buf) + head_len;
		size_t len = strcspn(at + head_len, "]");
		char *list = xstrndup(at + head_len, len), *rest = list, *word;
		struct str kept = STR_INIT;

		while ((word = strsep(&rest, ", \n")) != NULL)
			if (*word && strcmp(word, id))
				str_addf(&kept, "%s%s", kept.len ? ", " : "",
					 word);
		str_splice(file, from, len, kept.buf, kept.len);
		str_release(&kept);
		free(list);
		at = file->buf + from;
	}
}

/* Try many households; counts how often a rule fires with the old file. */
static long try_many(struct replay *r, const struct rules *after, int rule,
		     long n)
{
	struct households h = { city.rules, SEED };
	struct household one;
	long fired = 0;

	replay_init(r, city.rules, after);
	for (long i = 0; i < n; i++) {
		household_next(&h, &one);
		replay_one(r, &one.c, "R08-00001", i + 1, NULL);
		for (size_t f = 0; f < r->result[0].firing_n; f++)
			fired += r->result[0].firing[f].rule == rule;
	}
	return fired;
}

static void the_same_file_changes_nothing(void **state)
{
	struct rules *same = parse(&text);
	struct replay r;

	try_many(&r, same, 0, 10 * CASES);
	assert_int_equal(r.case_n, 10 * CASES);
	assert_int_equal(r.changed_n, 0);
	assert_int_equal(r.loses.n + r.other.n, 0);
	assert_int_equal(r.coordinator_before, r.coordinator_after);
	for (size_t i = 0; i < r.rule_n; i++)
		assert_int_equal(r.rule[i].gained + r.rule[i].lost, 0);
	replay_release(&r);
	rules_free(same);
}

/* Each rule in turn: what it said is lost, nothing else is; only what it had
 * silenced may come up. */
static void a_rule_taken_out_loses_its_firings(void **state)
{
	for (size_t out = 0; out < city.rules->n; out++) {
		const char *id = city.rules->rule[out].id;
		struct str file = STR_INIT;
		struct rules *less;
		struct replay r;
		long fired;

		str_add(&file, text.buf);
		cut_rule(&file, id);
		cut_mentions(&file, id);
		less = parse(&file);
		assert_int_equal(less->n, city.rules->n - 1);
		fired = try_many(&r, less, (int)out, CASES);
		assert_true(fired > 0);
		for (size_t i = 0; i < r.rule_n; i++) {
			assert_int_equal(r.rule[i].lost, i == out ? fired : 0);
			if (r.rule[i].gained)
				assert_true(city.rules->rule[i].unless_n);
		}
		if (city.rules->rule[out].duty)
			assert_true(r.duty_lost_n > 0);
		replay_release(&r);
		rules_free(less);
		str_release(&file);
	}
}

static void a_new_rule_is_gained(void **state)
{
	struct str file = STR_INIT;
	struct rules *more;
	struct replay r;

	str_add(&file, text.buf);
	str_add(&file, "\n  - id: pets\n    each: household\n"
		       "    when: isolated\n    to: [kenko]\n    urgency: B\n"
		       "    say: いっしょに考えます。\n");
	more = parse(&file);
	try_many(&r, more, 0, CASES);
	assert_string_equal(r.rule[r.rule_n - 1].id, "pets");
	assert_true(r.rule[r.rule_n - 1].gained > 0);
	assert_int_equal(r.rule[r.rule_n - 1].gained, r.changed_n);
	assert_true(r.to_gained[profile_dest(city.profile, "kenko")] > 0);
	assert_int_equal(r.duty_lost_n + r.duty_gained_n, 0);
	replay_release(&r);
	rules_free(more);
	str_release(&file);
}

/* One change of the text, on a household with one fact. */
static void change_one(const char *from, const char *to, const char *fact,
		       struct replay *r, struct replay_change *out)
{
	struct triage_case c = { .taken_at = -1 };
	struct str file = STR_INIT;
	struct rules *changed;

	c.facts[facts_find(city.facts, fact)] = ANSWER_YES;
	str_add(&file, text.buf);
	swap(&file, from, to);
	changed = parse(&file);
	replay_init(r, city.rules, changed);
	assert_true(replay_one(r, &c, "R08-00001", 1, out));
	rules_free(changed);
	str_release(&file);
}

static void a_duty_is_not_lost_unseen(void **state)
{
	struct replay_change c;
	struct replay r;

	change_one("- id: danger\n    duty: true", "- id: danger",
		   "in_danger_now", &r, &c);
	assert_int_equal(r.duty_lost_n, 1);
	assert_true(replay_has(&c.duty_lost, 0));
	assert_false(replay_any(&c.lost)); /* it still applies */
	assert_int_equal(r.loses.n, 1);
	replay_release(&r);

	change_one("to: [promoter, police]\n    urgency: AA",
		   "to: [promoter, police]\n    urgency: A", "in_danger_now",
		   &r, &c);
	assert_true(replay_has(&c.duty_weaker, 0));
	assert_int_equal(c.urgency_before, URGENCY_AA);
	assert_int_equal(c.urgency_after, URGENCY_A);
	assert_int_equal(r.later_n, 1);
	assert_int_equal(r.loses.n, 1);
	replay_release(&r);

	change_one("to: [promoter, police]", "to: [promoter]", "in_danger_now",
		   &r, &c);
	assert_true(replay_has(&c.duty_weaker, 0));
	assert_int_equal(c.to_lost,
			 DEST_BIT(profile_dest(city.profile, "police")));
	replay_release(&r);

	change_one("- id: isolated\n",
		   "- id: isolated\n    duty: true\n    now: 訪ねる。\n",
		   "isolated", &r, &c);
	assert_int_equal(r.duty_gained_n, 1);
	assert_int_equal(r.loses.n, 0);
	assert_int_equal(r.other.n, 1);
	replay_release(&r);
}

/* ---- stored cases ---- */

static void save(struct casefile *cf, const struct casefile *base)
{
	fine(store_begin(city.store, &city.err) ||
	     casefile_save_triaged(cf, base, city.store, "1001", city.rules,
				   &city.err) ||
	     store_commit(city.store, &city.err));
}

static void store_case(struct casefile *cf, const char *fact, const char *day)
{
	char *at = xstrfmt("%sT09:00", day);

	casefile_init(cf);
	assert_int_equal(casefile_set(cf, city.facts, "intake.received_at", at,
				      &city.err),
			 0);
	assert_int_equal(casefile_set(cf, city.facts, "intake.section", "kenko",
				      &city.err),
			 0);
	assert_int_equal(
		casefile_set(cf, city.facts, "client.age", "70", &city.err), 0);
	assert_int_equal(casefile_set(cf, city.facts, fact, "yes", &city.err),
			 0);
	values_set(&cf->values, "case.opened_at", at);
	save(cf, NULL);
	free(at);
}

static bool stop_at_once(void *data, long case_n)
{
	(*(long *)data)++;
	return false;
}

static void stored_cases_as_they_were_signed_off(void **state)
{
	struct casefile cf, now = CASEFILE_INIT;
	struct str file = STR_INIT;
	struct rules *less;
	struct replay r;
	long asked = 0;

	store_case(&cf, "client.fact.care_need", "2026-09-01");
	/* What was found out later is not what the counter went by. */
	casefile_copy(&now, &cf);
	assert_int_equal(casefile_set(&now, city.facts, "fact.isolated", "yes",
				      &city.err),
			 0);
	save(&now, &cf);
	casefile_release(&now);
	casefile_release(&cf);
	store_case(&cf, "fact.isolated", "2026-10-01");
	casefile_release(&cf);

	str_add(&file, text.buf);
	cut_rule(&file, "isolated");
	cut_mentions(&file, "isolated");
	less = parse(&file);
	replay_init(&r, city.rules, less);
	assert_int_equal(replay_cases(&r, city.store, "", stop_at_once, &asked,
				      &city.err),
			 0);
	assert_int_equal(asked, 0); /* one page holds them all */
	assert_int_equal(r.case_n, 2);
	assert_int_equal(r.changed_n, 1);
	assert_string_equal(r.other.item[0].number, "R08-00002");
	replay_release(&r);

	replay_init(&r, city.rules, less);
	assert_int_equal(replay_cases(&r, city.store, "2026-10-02", NULL, NULL,
				      &city.err),
			 0);
	assert_int_equal(r.case_n, 0);
	assert_int_equal(replay_share(&r, true), 0);
	replay_release(&r);

	cut_rule(&file, "care");
	cut_mentions(&file, "care");
	rules_free(less);
	less = parse(&file);
	replay_init(&r, city.rules, less);
	assert_int_equal(replay_cases(&r, city.store, "2026-09-01", NULL, NULL,
				      &city.err),
			 0);
	assert_int_equal(r.changed_n, 2);
	replay_release(&r);
	rules_free(less);
	str_release(&file);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_same_file_changes_nothing),
		cmocka_unit_test(a_rule_taken_out_loses_its_firings),
		cmocka_unit_test(a_new_rule_is_gained),
		cmocka_unit_test(a_duty_is_not_lost_unseen),
		cmocka_unit_test_setup(stored_cases_as_they_were_signed_off,
				       city_fresh),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
