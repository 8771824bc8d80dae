/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Limits of the shipped profile over nights, week-ends and the year's end. */
#include "unit/test.h"

#include "domain/deadline.h"

static struct profile *fussa;

static void expect(const char *from, struct limit limit, bool real,
		   const char *until)
{
	char out[MOMENT_SIZE];

	deadline_of(fussa, limit, real, from, out);
	assert_string_equal(out, until);
}

static struct limit days(int n)
{
	return (struct limit){ n, LIMIT_DAYS };
}

static struct limit hours(int n)
{
	return (struct limit){ n, LIMIT_HOURS };
}

static bool works(int year, int month, int day)
{
	return workday(fussa, (struct date){ year, month, day });
}

static void the_city_rests(void **state)
{
	assert_true(works(2026, 11, 20));
	assert_false(works(2026, 11, 22)); /* Sunday */
	assert_false(works(2026, 11, 23)); /* 勤労感謝の日 */
	assert_true(works(2026, 12, 28));
	assert_false(works(2026, 12, 29));
	assert_false(works(2026, 12, 31));
	assert_false(works(2028, 1, 3)); /* a Monday */
	assert_true(works(2028, 1, 4));
}

static void the_city_has_days_of_its_own(void **state)
{
	char july[] = "07-01", once[] = "2027-05-06", name[] = "市制記念日";
	struct named day[] = { { july, name }, { once, name } };
	struct names none = fussa->closed;

	assert_true(works(2026, 7, 1));
	assert_true(works(2027, 5, 6));
	fussa->closed = (struct names){ day, 2 };
	assert_false(works(2026, 7, 1));
	assert_false(works(2027, 7, 1));
	assert_false(works(2027, 5, 6));
	assert_true(works(2026, 5, 7));
	expect("2026-06-30T17:00:00", hours(1), false, "2026-07-02T09:15");
	fussa->closed = none;
}

static void real_hours_know_no_night(void **state)
{
	expect("2026-11-20T17:10:00", hours(2), true, "2026-11-20T19:10");
	expect("2026-11-20T23:30:00", hours(2), true, "2026-11-21T01:30");
	expect("2026-11-20T17:10:00", hours(48), true, "2026-11-22T17:10");
	expect("2026-11-20T17:10:00", days(0), true, "2026-11-20T23:59");
	expect("2026-12-31T09:00:30", hours(48), true, "2027-01-02T09:01");
}

static void working_hours_stop_at_closing(void **state)
{
	/* 17:10 on a Friday before a long week-end: five minutes are left */
	expect("2026-11-20T17:10:00", hours(1), false, "2026-11-24T09:25");
	expect("2026-11-20T17:10:00", days(0), false, "2026-11-20T17:15");
	expect("2026-11-20T17:15:00", days(0), false, "2026-11-24T17:15");
	expect("2026-11-20T09:00:00", days(3), false, "2026-11-26T17:15");
	expect("2026-11-21T12:00:00", days(1), false, "2026-11-25T17:15");
	expect("2026-11-20T06:00:00", hours(1), false, "2026-11-20T09:30");
	expect("2026-12-28T16:00:00", hours(2), false, "2027-01-04T09:15");
}

static void waits(enum urgency urgency, const char *from, const char *receipt,
		  const char *contact, const char *answer)
{
	const char *const until[WAIT_N] = { receipt, contact, answer };
	char out[MOMENT_SIZE];

	for (int wait = 0; wait < WAIT_N; wait++) {
		deadline_of_wait(fussa, urgency, (enum wait)wait, from, out);
		assert_string_equal(out, until[wait]);
	}
}

/* A Friday before a long week-end; the last night of a year; a C sent out
 * before the city closes for the year. */
static void each_wait_has_its_own_limit(void **state)
{
	waits(URGENCY_AA, "2026-11-20T17:10", "2026-11-20T17:25",
	      "2026-11-20T17:40", "2026-11-21T23:59");
	waits(URGENCY_A, "2026-11-20T17:10", "2026-11-20T19:10",
	      "2026-11-20T23:59", "2026-11-22T23:59");
	waits(URGENCY_B, "2026-11-20T17:10", "2026-11-24T17:15",
	      "2026-11-26T17:15", "2026-11-30T17:15");
	waits(URGENCY_AA, "2026-12-31T23:50", "2027-01-01T00:05",
	      "2027-01-01T00:20", "2027-01-01T23:59");
	waits(URGENCY_C, "2026-12-28T16:00", "2027-01-06T17:15",
	      "2027-01-13T17:15", "2027-01-22T17:15");
}

/* "2 hours" end after "0 days" do, late in the evening. */
static void no_step_is_due_before_the_one_in_front(void **state)
{
	char last[MOMENT_SIZE], out[MOMENT_SIZE], from[MOMENT_SIZE];

	waits(URGENCY_A, "2026-12-31T22:30", "2027-01-01T00:30",
	      "2027-01-01T00:30", "2027-01-02T23:59");
	for (int u = 0; u < URGENCY_N; u++)
		for (int minute = 0; minute < 1440 * 21; minute += 41) {
			struct date d = date_from_days(
				date_to_days((struct date){ 2026, 12, 18 }) +
				minute / 1440);

			moment_to_iso((struct moment){ d, minute % 1440 },
				      from);
			strcpy(last, from);
			for (int wait = 0; wait < WAIT_N; wait++) {
				deadline_of_wait(fussa, (enum urgency)u,
						 (enum wait)wait, from, out);
				assert_true(strcmp(out, last) >= 0);
				strcpy(last, out);
			}
		}
}

/* Whatever the start: not before it, and more time is never earlier. */
static void limits_grow(void **state)
{
	for (int minute = 0; minute < 1440 * 30; minute += 37) {
		struct date d = date_from_days(
			date_to_days((struct date){ 2026, 12, 15 }) +
			minute / 1440);
		char from[MOMENT_SIZE], last[MOMENT_SIZE], out[MOMENT_SIZE];

		moment_to_iso((struct moment){ d, minute % 1440 }, from);
		for (int real = 0; real < 2; real++) {
			strcpy(last, from);
			for (int n = 0; n < 60; n += 7) {
				deadline_of(fussa, hours(n), real, from, out);
				assert_true(strcmp(out, last) >= 0);
				strcpy(last, out);
			}
		}
	}
}

static int open_fussa(void **state)
{
	fussa = profile_load("fussa", NULL);
	return fussa ? 0 : -1;
}

static int close_fussa(void **state)
{
	profile_free(fussa);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_city_rests),
		cmocka_unit_test(the_city_has_days_of_its_own),
		cmocka_unit_test(real_hours_know_no_night),
		cmocka_unit_test(working_hours_stop_at_closing),
		cmocka_unit_test(each_wait_has_its_own_limit),
		cmocka_unit_test(no_step_is_due_before_the_one_in_front),
		cmocka_unit_test(limits_grow),
	};

	return cmocka_run_group_tests(tests, open_fussa, close_fussa);
}
