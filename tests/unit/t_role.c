/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every role, action and relation against the picture in roles.txt. */
#include "unit/test.h"

#include "domain/role.h"

#define COLUMNS 6 /* alone, then a bit of enum relation each */

static bool drawn[ROLE_N][ACTION_N][COLUMNS];
static bool seen[ROLE_N][ACTION_N];

static int find_action(const char *code)
{
	for (int a = 0; a < ACTION_N; a++)
		if (streq(action_code((enum action)a), code))
			return a;
	fail_msg("roles.txt: no action is called %s", code);
	return -1;
}

/* "  open    .  x  x  x  x  x" */
static void read_line(int role, char *line)
{
	char *place, *word = strtok_r(line, " \n", &place);
	int action = find_action(word);

	assert_false(seen[role][action]);
	seen[role][action] = true;
	for (int c = 0; c < COLUMNS; c++) {
		word = strtok_r(NULL, " \n", &place);
		assert_non_null(word);
		assert_true(streq(word, "x") || streq(word, "."));
		drawn[role][action][c] = *word == 'x';
	}
	assert_null(strtok_r(NULL, " \n", &place));
}

static int read_picture(void **state)
{
	char *path = xstrfmt("%s/tests/unit/roles.txt", getenv("top_srcdir"));
	FILE *f = fopen(path, "r");
	char line[128], word[32];
	int role = -1;

	free(path);
	if (!f)
		return -1;
	while (fgets(line, sizeof(line), f)) {
		if (*line == '\n')
			role = -1;
		else if (role >= 0)
			read_line(role, line);
		else if (strstr(line, " alone  section ") &&
			 sscanf(line, "%31s", word) == 1)
			role = role_from_code(word);
	}
	fclose(f);
	return 0;
}

static void everything_is_drawn(void **state)
{
	for (int r = 0; r < ROLE_N; r++)
		for (int a = 0; a < ACTION_N; a++)
			if (!seen[r][a])
				fail_msg("roles.txt has no line %s, %s",
					 role_code((enum role)r),
					 action_code((enum action)a));
}

/* With several relations, the best of them counts. */
static bool drawn_for(int role, int action, unsigned relations)
{
	bool may = drawn[role][action][0];

	for (int c = 1; c < COLUMNS; c++)
		if (relations & 1u << (c - 1))
			may |= drawn[role][action][c];
	return may;
}

static void every_combination(void **state)
{
	for (int r = 0; r < ROLE_N; r++)
		for (int a = 0; a < ACTION_N; a++)
			for (unsigned rel = 0; rel <= REL_ALL; rel++)
				if (role_may((enum role)r, (enum action)a,
					     rel) != drawn_for(r, a, rel))
					fail_msg("%s, %s, relations %#x",
						 role_code((enum role)r),
						 action_code((enum action)a),
						 rel);
}

/* Several roles may what one of them may, and nothing else. */
static void every_set_of_roles(void **state)
{
	for (unsigned set = 0; set < ROLE_BIT(ROLE_N); set++)
		for (int a = 0; a < ACTION_N; a++)
			for (unsigned rel = 0; rel <= REL_ALL; rel++) {
				bool may = false;

				for (int r = 0; r < ROLE_N; r++)
					if (set & ROLE_BIT(r))
						may |= drawn_for(r, a, rel);
				assert_int_equal(
					roles_may(set, (enum action)a, rel),
					may);
			}
}

static void only_known_relations_count(void **state)
{
	assert_false(role_may(ROLE_COUNTER, ACTION_OPEN, ~(unsigned)REL_ALL));
	assert_false(role_may(ROLE_ADMIN, ACTION_OPEN, ~0u));
}

static void nobody_is_refused_without_a_word(void **state)
{
	for (int a = 0; a < ACTION_N; a++)
		assert_true(strlen(action_refusal((enum action)a)) > 20);
}

static void roles_are_words(void **state)
{
	assert_int_equal(roles_read("counter"), ROLE_BIT(ROLE_COUNTER));
	assert_int_equal(roles_read("promoter  coordinator"),
			 ROLE_BIT(ROLE_PROMOTER) | ROLE_BIT(ROLE_COORDINATOR));
	assert_int_equal(roles_read("counter king"), 0);
	assert_int_equal(roles_read(""), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(everything_is_drawn),
		cmocka_unit_test(every_combination),
		cmocka_unit_test(every_set_of_roles),
		cmocka_unit_test(only_known_relations_count),
		cmocka_unit_test(nobody_is_refused_without_a_word),
		cmocka_unit_test(roles_are_words),
	};

	return cmocka_run_group_tests(tests, read_picture, NULL);
}
