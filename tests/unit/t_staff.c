/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who works here: as actors with their roles; accounts, and who guesses. */
#include <time.h>

#include "unit/city.h"

#include "base/clock.h"
#include "base/secret.h"
#include "domain/account.h"
#include "domain/attempts.h"

static void who_works_here_can_act(void **state)
{
	struct actor actor;

	assert_int_equal(actor_load(&actor, city.store, "1001", &city.err), 0);
	assert_string_equal(actor.number, "1001");
	assert_string_equal(actor.name, "窓口 一子");
	assert_string_equal(actor.section, "kaigo-fukushi");
	assert_int_equal(actor.roles, ROLE_BIT(ROLE_COUNTER));
	assert_int_equal(
		actor_must(&actor, ACTION_OPEN, REL_OWN_SECTION, &city.err), 0);
	assert_int_equal(actor_must(&actor, ACTION_OPEN, 0, &city.err), -1);
	assert_int_equal(city.err.kind, ERR_INPUT);
	city_says("who work on this case");
	actor_release(&actor);
}

static void who_left_cannot(void **state)
{
	struct actor actor;

	assert_int_equal(actor_load(&actor, city.store, "1009", &city.err), -1);
	city_says("does not work here any more");
	actor_release(&actor);
	assert_int_equal(actor_load(&actor, city.store, "7777", &city.err), -1);
	city_says("nobody with the staff number");
	actor_release(&actor);
}

static void begin(void)
{
	assert_int_equal(store_begin(city.store, &city.err), 0);
}

static void commit(void)
{
	fine(store_commit(city.store, &city.err));
}

static int change_roles(const char *number, const char *role)
{
	struct values who = VALUES_INIT;
	int r = staff_load(&who, city.store, number, &city.err);

	values_set(&who, "role", role);
	if (!r)
		r = staff_save(&who, city.store, &city.err);
	values_release(&who);
	return r;
}

static void somebody_has_several_roles(void **state)
{
	struct actor actor;

	begin();
	assert_int_equal(change_roles("1001", "counter promoter"), 0);
	assert_int_equal(change_roles("1001", "counter king"), -1);
	city_says("\"counter king\" is not a list of roles");
	commit();
	assert_int_equal(actor_load(&actor, city.store, "1001", &city.err), 0);
	assert_int_equal(actor.roles,
			 ROLE_BIT(ROLE_COUNTER) | ROLE_BIT(ROLE_PROMOTER));
	actor_release(&actor);
}

static void the_last_administrator_stays(void **state)
{
	begin();
	assert_null(staff_admin(city.store, &city.err));
	city_says("Nobody is an administrator");
	assert_int_equal(change_roles("1001", "counter admin"), 0);
	assert_int_equal(change_roles("1002", "admin"), 0);
	commit();
	begin();
	assert_int_equal(staff_disable(city.store, "1001", &city.err), 0);
	commit();
	begin();
	assert_int_equal(staff_disable(city.store, "1002", &city.err), -1);
	city_says("Nobody is an administrator");
	store_rollback(city.store);
	assert_int_equal(staff_check(city.store, "1002", &city.err), 0);
	assert_int_equal(staff_check(city.store, "1001", NULL), -1);
}

static void poor_passphrases_are_refused(void **state)
{
	static const struct {
		const char *text, *says;
	} poor[] = {
		{ "", "at least 8" },
		{ "kumo123", "at least 8" },
		{ "あいうえおかき", "at least 8" },
		{ "19700401", "only digits" },
		{ "PassWord1", "first that anybody tries" },
		{ "sakurasakura", "first that anybody tries" },
		{ "kumo-1001-sora", "contain the staff number" },
	};
	char big[PASSPHRASE_MAX + 1];

	for (size_t i = 0; i < ARRAY_SIZE(poor); i++) {
		assert_int_equal(
			passphrase_check(poor[i].text, "1001", &city.err), -1);
		city_says(poor[i].says);
	}
	memset(big, 'x', PASSPHRASE_MAX);
	big[PASSPHRASE_MAX] = '\0';
	assert_int_equal(passphrase_check(big, "1001", &city.err), -1);
	city_says("at most 255 bytes");
	assert_int_equal(passphrase_check("青い雲と白い空", "1001", &city.err),
			 -1);
	city_says("at least 8");
	assert_int_equal(
		passphrase_check("青い雲と白い空と", "1001", &city.err), 0);
	assert_int_equal(passphrase_check("kumo-to-sora", "1001", &city.err),
			 0);
}

#define GOOD "kumo-to-sora"

static int try_at(const char *number, const char *text, const char *terminal,
		  struct login *login)
{
	int r = login_try(login, city.store, number, text, terminal, &city.err);

	if (!r)
		actor_release(&login->actor);
	return r;
}

static void now(const char *at)
{
	setenv("MADOGUCHI_NOW", at, 1);
}

static int fresh_accounts(void **state)
{
	now(CITY_NOW);
	if (city_fresh(state))
		return -1;
	return account_set(city.store, "1001", GOOD, false, &city.err);
}

static void the_right_one_logs_in(void **state)
{
	struct login login;

	assert_int_equal(
		login_try(&login, city.store, "1001", GOOD, "t1", &city.err),
		0);
	assert_string_equal(login.actor.name, "窓口 一子");
	assert_false(login.must_change);
	actor_release(&login.actor);
	account_set(city.store, "1001", GOOD "!", true, &city.err);
	assert_int_equal(try_at("1001", GOOD, "t1", &login), -1);
	city_says("is not right");
	assert_int_equal(try_at("1001", GOOD "!", "t1", &login), 0);
	assert_true(login.must_change);
}

/* Since when there is news: each arrival tells of the one before. */
static void each_arrival_tells_of_the_last(void **state)
{
	char since[CLOCK_SIZE];

	assert_int_equal(account_arrive(city.store, "1001", since, &city.err),
			 0);
	assert_string_equal(since, "");
	now("2026-11-20T13:00:00");
	assert_int_equal(account_arrive(city.store, "1001", since, &city.err),
			 0);
	assert_string_equal(since, CITY_NOW);
	/* Another passphrase, or a lock that was opened, is no arrival. */
	assert_int_equal(
		account_set(city.store, "1001", GOOD "!", false, &city.err), 0);
	now("2026-11-21T08:30:00");
	assert_int_equal(account_arrive(city.store, "1001", since, &city.err),
			 0);
	assert_string_equal(since, "2026-11-20T13:00:00");
	assert_int_equal(account_arrive(city.store, "4711", since, &city.err),
			 0);
	assert_string_equal(since, "");
}

/* No word tells a wrong passphrase from a number nobody has, from somebody
 * without an account, from somebody who has left. */
static void who_is_not_let_in_learns_nothing(void **state)
{
	static const char *const numbers[] = { "1001", "1002", "1009",
					       "4711", "",     "' OR 1=1 --" };
	struct login login;
	char *said = NULL;

	for (size_t i = 0; i < ARRAY_SIZE(numbers); i++) {
		assert_int_equal(
			try_at(numbers[i], "wrong-wrong", "t1", &login), -1);
		if (said)
			assert_string_equal(city.err.text.buf, said);
		else
			said = xstrdup(city.err.text.buf);
		city_says("is not right");
	}
	free(said);
}

/* The dummy hash costs what a real one costs: its parameters are the same. In
 * processor time, which does not count who else is at work. */
static void nobodys_hash_costs_the_same(void **state)
{
	char hash[PASSPHRASE_HASH_SIZE];
	clock_t t[2][5];

	assert_int_equal(passphrase_hash(GOOD, hash), 0);
	assert_true(passphrase_right(hash, GOOD));
	assert_false(passphrase_right(hash, GOOD "!"));
	assert_false(passphrase_right(NULL, GOOD));
	assert_true(skip_prefix(hash, "$argon2id$v=19$m=65536,t=2,p=1$", NULL));
	for (int i = 0; i < 5; i++)
		for (int k = 0; k < 2; k++) {
			clock_t begun = clock();

			passphrase_right(k ? hash : NULL, "wrong");
			t[k][i] = clock() - begun;
		}
	for (int k = 0; k < 2; k++)
		for (int i = 1; i < 5; i++)
			if (t[k][i] < t[k][0])
				t[k][0] = t[k][i];
	assert_true(t[0][0] > t[1][0] / 2 && t[1][0] > t[0][0] / 2);
}

static void guessing_takes_longer_and_longer(void **state)
{
	struct login login;

	for (int i = 0; i < 3; i++) {
		assert_int_equal(try_at("1001", "wrong-wrong", "t1", &login),
				 -1);
		city_says("is not right");
		assert_int_equal(login.wait_s, 0);
	}
	/* Even the right one has to wait, at any terminal. */
	assert_int_equal(try_at("1001", GOOD, "t2", &login), -1);
	city_says("wait 10 seconds");
	assert_int_equal(login.wait_s, 10);
	now("2026-11-20T09:15:04");
	assert_int_equal(try_at("1001", GOOD, "t1", &login), -1);
	city_says("wait 6 seconds");
	now("2026-11-20T09:15:10");
	assert_int_equal(try_at("1001", "wrong-wrong", "t1", &login), -1);
	city_says("is not right");
	assert_int_equal(try_at("1001", GOOD, "t1", &login), -1);
	city_says("wait 20 seconds");
	now("2026-11-20T09:15:30");
	assert_int_equal(try_at("1001", GOOD, "t1", &login), 0);
	/* Then everything is as at first. */
	assert_int_equal(try_at("1001", "wrong-wrong", "t1", &login), -1);
	assert_int_equal(try_at("1001", GOOD, "t1", &login), 0);
	err_reset(&city.err);
}

static void numbers_nobody_has_wait_too(void **state)
{
	struct login login;

	for (int i = 0; i < 3; i++)
		try_at("4711", "wrong-wrong", "t1", &login);
	err_reset(&city.err);
	assert_int_equal(try_at("4711", "wrong-wrong", "t1", &login), -1);
	city_says("wait 10 seconds");
	assert_int_equal(try_at("1001", GOOD, "t1", &login), 0);
}

static void a_terminal_that_tries_many_numbers_waits(void **state)
{
	struct login login;
	char number[8];

	for (int i = 0; i < 10; i++) {
		snprintf(number, sizeof(number), "%d", 2000 + i);
		assert_int_equal(try_at(number, "wrong-wrong", "t1", &login),
				 -1);
		assert_int_equal(login.wait_s, 0);
	}
	err_reset(&city.err);
	assert_int_equal(try_at("2999", "wrong-wrong", "t1", &login), -1);
	city_says("wait 10 seconds");
	assert_int_equal(try_at("1001", GOOD, "t2", &login), 0);
}

static void waits_end(void **state)
{
	struct login login;

	assert_int_equal(attempts_wait_s(2, 3), 0);
	assert_int_equal(attempts_wait_s(3, 3), 10);
	assert_int_equal(attempts_wait_s(9, 3), 640);
	assert_int_equal(attempts_wait_s(10, 3), ATTEMPTS_WAIT_MAX_S);
	assert_int_equal(attempts_wait_s(1000000, 3), ATTEMPTS_WAIT_MAX_S);
	for (int i = 0; i < 3; i++)
		try_at("1001", "wrong-wrong", "t1", &login);
	/* A clock that was set back asks for one wait, not for a year. */
	now("2025-11-20T09:15:00");
	assert_int_equal(try_at("1001", GOOD, "t1", &login), -1);
	assert_int_equal(login.wait_s, 10);
	now("2026-11-21T09:16:00");
	for (int i = 0; i < 3; i++)
		assert_int_equal(try_at("1001", "wrong-wrong", "t1", &login),
				 -1);
	assert_int_equal(login.wait_s, 0);
	/* A new passphrase ends it at once. */
	account_set(city.store, "1001", GOOD, false, &city.err);
	assert_int_equal(try_at("1001", GOOD, "t1", &login), 0);
	err_reset(&city.err);
}

/* What is typed into the wrong box is not kept. */
static void unknown_numbers_are_not_kept(void **state)
{
	char *wal = xstrfmt("%s-wal", city.db);
	struct str all = STR_INIT;
	struct login login;

	try_at("my-secret-words", "wrong-wrong", "t1", &login);
	err_reset(&city.err);
	assert_int_equal(str_read_file(&all, city.db, 1 << 24, &city.err), 0);
	assert_int_equal(str_read_file(&all, wal, 1 << 24, &city.err), 0);
	assert_non_null(memmem(all.buf, all.len, "terminal t1", 11));
	assert_null(memmem(all.buf, all.len, "my-secret-words", 15));
	assert_null(memmem(all.buf, all.len, "wrong-wrong", 11));
	str_release(&all);
	free(wal);
}

static void first_passphrases_can_be_read_out(void **state)
{
	char one[PASSPHRASE_MADE_SIZE], two[PASSPHRASE_MADE_SIZE];

	passphrase_make(one);
	passphrase_make(two);
	assert_int_equal(strlen(one), 14);
	assert_true(one[4] == '-' && one[9] == '-');
	assert_string_not_equal(one, two);
	assert_int_equal(passphrase_check(one, "0001", &city.err), 0);
	secret_wipe(one, sizeof(one));
	assert_int_equal(one[0] | one[13], 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(who_works_here_can_act, city_fresh),
		cmocka_unit_test_setup(who_left_cannot, city_fresh),
		cmocka_unit_test_setup(somebody_has_several_roles, city_fresh),
		cmocka_unit_test_setup(the_last_administrator_stays,
				       city_fresh),
		cmocka_unit_test_setup(poor_passphrases_are_refused,
				       city_fresh),
		cmocka_unit_test_setup(the_right_one_logs_in, fresh_accounts),
		cmocka_unit_test_setup(who_is_not_let_in_learns_nothing,
				       fresh_accounts),
		cmocka_unit_test_setup(guessing_takes_longer_and_longer,
				       fresh_accounts),
		cmocka_unit_test_setup(numbers_nobody_has_wait_too,
				       fresh_accounts),
		cmocka_unit_test_setup(a_terminal_that_tries_many_numbers_waits,
				       fresh_accounts),
		cmocka_unit_test_setup(each_arrival_tells_of_the_last,
				       fresh_accounts),
		cmocka_unit_test_setup(waits_end, fresh_accounts),
		cmocka_unit_test_setup(unknown_numbers_are_not_kept,
				       fresh_accounts),
		cmocka_unit_test(nobodys_hash_costs_the_same),
		cmocka_unit_test(first_passphrases_can_be_read_out),
	};

	return cmocka_run_group_tests(tests, city_make, city_drop);
}
