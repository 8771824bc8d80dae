/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What must hold whatever anybody does: random staff take random steps with
 * random cases, and after each one nothing may be lost. The figures count
 * every step of the table. t_loop_many [SEQUENCES [SEED]]
 */
#include "unit/test.h"

#include <unistd.h>

#include "base/clock.h"
#include "unit/loopers.h"

#define STEPS     60  /* a sequence */
#define SEQUENCES 300 /* make soak takes more */
#define PER_CITY  25  /* sequences in one database */
#define ENOUGH    100 /* of each step, in 5,000 sequences */

static int sequences_n = SEQUENCES;
static uint32_t seed = 2026;
static struct loopers people;

/* In memory where there is such a place: this is not about the disk. */
static void new_city(char dir[64], struct err *err)
{
	char db[80];

	strcpy(dir, access("/dev/shm", W_OK) ? "/tmp/loop.XXXXXX"
					     : "/dev/shm/loop.XXXXXX");
	assert_non_null(mkdtemp(dir));
	snprintf(db, sizeof(db), "%s/city.db", dir);
	if (loopers_init(&people, db, err))
		fail_msg("%s", err->text.buf);
}

static void drop_city(const char *dir)
{
	char *cmd = xstrfmt("rm -rf %s", dir);

	assert_int_equal(system(cmd), 0);
	free(cmd);
}

static void one_sequence(int n, struct err *err)
{
	int64_t id;

	if (loopers_take(&people, &id, err))
		fail_msg("sequence %d: %s", n, err->text.buf);
	for (int step = 0; step < STEPS; step++)
		if (loopers_step(&people, id, err) ||
		    loopers_check(&people, err))
			fail_msg("sequence %d, step %d: %s", n, step,
				 err->text.buf);
	if (loopers_check_lists(&people, id, err))
		fail_msg("sequence %d: %s", n, err->text.buf);
}

static void nothing_is_ever_lost(void **state)
{
	struct err err = ERR_INIT;
	char dir[64] = "";
	double start;
	long least;

	setenv("MADOGUCHI_NOW", "2026-11-20T10:00:00", 1);
	if (loopers_load(&people, seed, &err))
		fail_msg("%s", err.text.buf);
	start = clock_seconds();
	for (int n = 0; n < sequences_n; n++) {
		if (n % PER_CITY == 0) {
			if (*dir)
				drop_city(dir);
			new_city(dir, &err);
		}
		one_sequence(n, &err);
	}
	print_message("# %d sequences, %.0f a second; %ld steps, %ld refused, "
		      "%ld times somebody came or went\n",
		      sequences_n, sequences_n / (clock_seconds() - start),
		      people.step_n, people.refused_n, people.left_n);
	least = loopers_table(&people, true);
	/* A short run by hand may miss some of them. */
	assert_true(least >= ENOUGH * sequences_n / 5000);
	assert_true(least >= 1 || sequences_n < SEQUENCES);
	drop_city(dir);
	loopers_free(&people);
	err_release(&err);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_ever_lost),
	};

	if (argc > 1)
		sequences_n = atoi(argv[1]);
	if (argc > 2)
		seed = (uint32_t)atoi(argv[2]);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
