/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who works here: as actors, with their roles. */
#include "unit/city.h"

#include "domain/actor.h"

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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(who_works_here_can_act, city_fresh),
		cmocka_unit_test_setup(who_left_cannot, city_fresh),
	};

	return cmocka_run_group_tests(tests, city_make, city_drop);
}
