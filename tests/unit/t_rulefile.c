/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files of rules that are put to use: who may, which are refused, and that
 * each that ever was stays on record. */
#include <sqlite3.h>

#include "unit/test.h"

#include "domain/audit.h"
#include "domain/rulefile.h"
#include "unit/city.h"

static struct rulefile file, in_use;

static int stale(void **state)
{
	rulefile_release(&file);
	rulefile_release(&in_use);
	return 0;
}

/* The shipped file with another version and, perhaps, another sentence. */
static int changed(const char *version, const char *more)
{
	struct rulefile shipped = RULEFILE_INIT;
	struct str text = STR_INIT;
	char *path = xstrfmt("%s/new.yaml", city.dir), *line;
	FILE *f = fopen(path, "w");
	int r;

	assert_non_null(f);
	assert_int_equal(
		rulefile_shipped(&shipped, city.profile, city.facts, &city.err),
		0);
	str_add(&text, shipped.text.buf);
	line = strstr(text.buf, "version: \"1\"");
	assert_non_null(line);
	str_setlen(&text, (size_t)(line - text.buf));
	str_addf(&text, "version: \"%s\"%s%s", version,
		 strstr(shipped.text.buf, "version: \"1\"") +
			 strlen("version: \"1\""),
		 more);
	fputs(text.buf, f);
	fclose(f);
	r = rulefile_read(&file, path, city.profile, city.facts, &city.err);
	rulefile_release(&shipped);
	str_release(&text);
	free(path);
	return r;
}

static int use(const char *why)
{
	return rulefile_use(city.store, "0001", &file, why, &city.err);
}

static void look(void)
{
	fine(rulefile_in_use(&in_use, city.store, city.profile, city.facts,
			     &city.err));
}

static void the_shipped_file_until_another_is_used(void **state)
{
	int64_t id;

	look();
	assert_int_equal(in_use.id, 0);
	assert_true(in_use.shipped);
	assert_string_equal(in_use.at, "");
	assert_string_equal(in_use.rules->hash, city.rules->hash);

	assert_int_equal(changed("2", ""), 0);
	assert_int_equal(use("面前DVを足した"), 0);
	look();
	assert_false(in_use.shipped);
	assert_string_equal(in_use.at, CITY_NOW);
	assert_string_equal(in_use.staff, "0001");
	assert_string_equal(in_use.why, "面前DVを足した");
	assert_string_equal(in_use.rules->version, "2");
	assert_string_equal(in_use.rules->hash, file.rules->hash);
	assert_string_equal(in_use.text.buf, file.text.buf);
	assert_int_equal(
		rulefile_newest(city.store, city.profile, &id, &city.err), 0);
	assert_int_equal(id, in_use.id);

	assert_int_equal(
		rulefile_shipped(&file, city.profile, city.facts, &city.err),
		0);
	assert_int_equal(use(NULL), 0);
	look();
	assert_true(in_use.shipped);
	assert_string_equal(in_use.rules->version, "1");
	assert_string_equal(in_use.staff, "0001");
}

static void what_is_refused(void **state)
{
	assert_int_equal(changed("2", ""), 0);
	assert_int_equal(
		rulefile_use(city.store, "1001", &file, NULL, &city.err), -1);
	city_says("Only an administrator may do that");
	assert_int_equal(use(NULL), 0);
	assert_int_equal(use(NULL), -1);
	city_says("these very rules (version 2) are in use already");

	/* Numbers in a version count as numbers. */
	assert_int_equal(changed("10", ""), 0);
	assert_int_equal(use(NULL), 0);
	assert_int_equal(changed("9", ""), 0);
	assert_int_equal(use(NULL), -1);
	city_says("its version \"9\" must be above \"10\"");
	assert_int_equal(changed("10", "# other words\n"), 0);
	assert_int_equal(use(NULL), -1);
	city_says("its version \"10\" must be above \"10\"");

	/* A version that was another file is not used for a second one. */
	assert_int_equal(
		rulefile_shipped(&file, city.profile, city.facts, &city.err),
		0);
	assert_int_equal(use(NULL), 0);
	assert_int_equal(use(NULL), -1);
	city_says("(version 1) are in use already");
	assert_int_equal(changed("10", "# other words\n"), 0);
	assert_int_equal(use(NULL), -1);
	city_says("version \"10\" was another file, put to use on " CITY_NOW);
	assert_int_equal(changed("10", ""), 0);
	assert_int_equal(use(NULL), 0);

	assert_int_equal(changed("11", "  - id: x\n"), -1);
	city_says("new.yaml:");
}

static void sql(const char *text, const char *says)
{
	char *fault = NULL;
	sqlite3 *db;

	assert_int_equal(sqlite3_open(city.db, &db), SQLITE_OK);
	sqlite3_exec(db, text, NULL, NULL, &fault);
	assert_string_equal(str_or_empty(fault), says);
	sqlite3_free(fault);
	sqlite3_close(db);
}

static void it_stays_on_record(void **state)
{
	struct audit_whole whole;

	assert_int_equal(changed("2", ""), 0);
	assert_int_equal(use(NULL), 0);
	assert_int_equal(audit_verify(city.store, 0, &whole, &city.err), 0);
	sql("DELETE FROM rulefile", "files of rules are append-only");
	sql("UPDATE rulefile SET version = '3'",
	    "files of rules are append-only");
	sql("DROP TRIGGER rulefile_no_update;"
	    "UPDATE rulefile SET bytes = x'61'",
	    "");
	assert_int_equal(rulefile_in_use(&in_use, city.store, city.profile,
					 city.facts, &city.err),
			 -1);
	assert_string_equal(in_use.at, CITY_NOW);
	city_says("The stored rules are not those that were put to use");
	assert_int_equal(audit_verify(city.store, 0, &whole, &city.err), -1);
	err_reset(&city.err);

	/* And the way out of it. */
	assert_int_equal(
		rulefile_shipped(&file, city.profile, city.facts, &city.err),
		0);
	assert_int_equal(use(NULL), 0);
	look();
	assert_true(in_use.shipped);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			the_shipped_file_until_another_is_used,
			city_fresh_sealed, stale),
		cmocka_unit_test_setup_teardown(what_is_refused,
						city_fresh_sealed, stale),
		cmocka_unit_test_setup_teardown(it_stays_on_record,
						city_fresh_sealed, stale),
	};

	return cmocka_run_group_tests(tests, city_make, city_drop);
}
