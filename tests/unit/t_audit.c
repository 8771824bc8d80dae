/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The record of views and changes: by itself whole, and everything that
 * somebody does to it behind the program's back is found and located.
 */
#include "unit/test.h"

#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>

#include "domain/audit.h"
#include "domain/ledger.h"
#include "store/migrate.h"
#include "unit/city.h"

#define WRITERS 30
#define SAVES   10

static struct casefile cf;
static struct audit_whole whole;

/* A city, a case of it, and some looks: links 1 (the beginning), 2 (two rows of
 * history), 3 to 7, and 8 (a login). */
static int fresh(void **state)
{
	casefile_release(&cf);
	if (city_fresh(state))
		return -1;
	casefile_set(&cf, city.facts, "intake.place", "公園", NULL);
	city_save(&cf, NULL);
	for (int i = 0; i < 5; i++)
		assert_int_equal(ledger_viewing(city.store, cf.id, "1002",
						i % 2 ? "電話対応" : "来所",
						&city.err),
				 0);
	assert_int_equal(ledger_event(city.store, "login", "1001", 0, NULL), 0);
	return 0;
}

static int verify(void)
{
	return audit_verify(city.store, 0, &whole, &city.err);
}

/* What somebody does who has the file and no key. */
static void tamper(const char *sql)
{
	static const char *const tables[] = { "history",    "triage",
					      "disclosure", "viewing",
					      "journal",    "event",
					      "audit" };
	sqlite3 *db;
	char *fault = NULL;

	assert_int_equal(sqlite3_open(city.db, &db), SQLITE_OK);
	for (size_t i = 0; i < ARRAY_SIZE(tables); i++) {
		char *drop = xstrfmt("DROP TRIGGER IF EXISTS %s_no_update;"
				     "DROP TRIGGER IF EXISTS %s_no_delete",
				     tables[i], tables[i]);

		assert_int_equal(sqlite3_exec(db, drop, NULL, NULL, NULL),
				 SQLITE_OK);
		free(drop);
	}
	if (sqlite3_exec(db, sql, NULL, NULL, &fault))
		fail_msg("%s: %s", sql, fault);
	sqlite3_close(db);
}

static void found(const char *part)
{
	assert_int_equal(verify(), -1);
	assert_int_equal(city.err.kind, ERR_SYSTEM);
	/* One sentence. */
	assert_null(strchr(city.err.text.buf, '\n'));
	city_says(part);
}

static void whole_record_is_whole(void **state)
{
	struct rows rows = ROWS_INIT;

	assert_int_equal(verify(), 0);
	assert_int_equal(whole.n, 8);
	assert_int_equal(audit_list(city.store, 0, 0, 99, &rows, NULL), 0);
	assert_int_equal(rows.n, 8);
	assert_string_equal(rows_text(&rows, 0, "what"), "start");
	assert_string_equal(rows_text(&rows, 1, "kind"), "history");
	assert_string_equal(rows_text(&rows, 1, "row"), "1");
	assert_string_equal(rows_text(&rows, 1, "last"), "2");
	assert_string_equal(rows_text(&rows, 1, "number"), "R08-00001");
	assert_string_equal(rows_text(&rows, 5, "staff"), "1002");
	assert_string_equal(rows_text(&rows, 7, "what"), "login");
	assert_int_equal(audit_list(city.store, cf.id, 2, 99, &rows, NULL), 0);
	assert_int_equal(rows.n, 5);
	rows_release(&rows);
}

static void what_is_rolled_back_has_no_link(void **state)
{
	assert_int_equal(store_begin(city.store, NULL), 0);
	assert_int_equal(ledger_event(city.store, "login", "1001", 0, NULL), 0);
	store_rollback(city.store);
	assert_int_equal(verify(), 0);
	assert_int_equal(whole.n, 8);
	assert_int_equal(ledger_event(city.store, "login", "1001", 0, NULL), 0);
	assert_int_equal(verify(), 0);
	assert_int_equal(whole.n, 9);
}

/* One row of what was done, and where it has to be found. */
static const struct deed {
	const char *sql, *says;
} deeds[] = {
	/* rows */
	{ "UPDATE viewing SET purpose = 'x' WHERE id = 3",
	  "Entry 5 (viewing 3, R08-00001, 2026-11-20) of the record: its row "
	  "was edited" },
	{ "UPDATE viewing SET purpose = NULL WHERE id = 3",
	  "Entry 5 (viewing 3, R08-00001, 2026-11-20) of the record: its row "
	  "was edited" },
	{ "UPDATE viewing SET staff = '1001' WHERE id = 1",
	  "Entry 3 (viewing 1, R08-00001, 2026-11-20) of the record: its row "
	  "was edited" },
	{ "UPDATE history SET changes = '{}'",
	  "Entry 2 (history 1, R08-00001, 2026-11-20) of the record: its row "
	  "was edited" },
	{ "UPDATE event SET staff = NULL WHERE what = 'login'",
	  "Entry 8 (event 2, 2026-11-20) of the record: its row was edited" },
	{ "DELETE FROM viewing WHERE id = 2",
	  "Entry 4 (viewing 2, R08-00001, 2026-11-20) of the record: its row "
	  "is missing" },
	{ "INSERT INTO viewing SELECT 99, case_id, at, staff, purpose "
	  "FROM viewing WHERE id = 1",
	  "Row 99 of the table viewing has no entry" },
	{ "INSERT INTO viewing SELECT -9, case_id, at, staff, purpose "
	  "FROM viewing WHERE id = 1",
	  "Row -9 of the table viewing has no entry" },
	{ "UPDATE viewing SET purpose = "
	  "CASE id WHEN 1 THEN '電話対応' ELSE '来所' END "
	  "WHERE id IN (1, 2)",
	  "Entry 3 (viewing 1, R08-00001, 2026-11-20) of the record: its row "
	  "was swapped, it holds what belongs to entry 4 (viewing 2" },
	{ "ALTER TABLE viewing RENAME COLUMN purpose TO other;"
	  "ALTER TABLE viewing RENAME COLUMN staff TO purpose;"
	  "ALTER TABLE viewing RENAME COLUMN other TO staff",
	  "Entry 3 (viewing 1, R08-00001, 2026-11-20) of the record: its row "
	  "was edited" },
	/* of two rows in one link */
	{ "UPDATE history SET staff = '1002' WHERE id = 2",
	  "Entry 2 (history 2, R08-00001, 2026-11-20) of the record: its row "
	  "was edited" },
	{ "DELETE FROM history WHERE id = 2",
	  "Entry 2 (history 2, R08-00001, 2026-11-20) of the record: its row "
	  "is missing" },
	{ "UPDATE history SET id = 99 WHERE id = 1;"
	  "UPDATE history SET id = 1 WHERE id = 2;"
	  "UPDATE history SET id = 2 WHERE id = 99",
	  "Entry 2 (history 1, R08-00001, 2026-11-20) of the record: its row "
	  "was swapped, it holds what belongs to entry 2 (history 2" },
	{ "DELETE FROM history WHERE id = 2;"
	  "UPDATE audit SET digest = substr(digest, 1, 32) WHERE id = 2",
	  "Entry 2 (history 1, R08-00001, 2026-11-20) of the record was edited "
	  "in the chain itself" },
	{ "UPDATE audit SET digest = CAST(substr(digest, 33) || "
	  "substr(digest, 1, 32) AS BLOB) WHERE id = 2",
	  "Entry 2 (history 1-2, R08-00001, 2026-11-20) of the record was "
	  "edited in the chain itself" },
	{ "UPDATE audit SET row = 2 WHERE id = 2",
	  "Entry 2 (history 2-3, R08-00001, 2026-11-20) of the record was "
	  "edited in the chain itself" },
	/* links */
	{ "UPDATE audit SET at = '2026-11-19T00:00:00' WHERE id = 4",
	  "Entry 4 (viewing 2, R08-00001, 2026-11-19) of the record was "
	  "edited in the chain itself" },
	{ "UPDATE audit SET digest = zeroblob(32) WHERE id = 4",
	  "Entry 4 (viewing 2, R08-00001, 2026-11-20) of the record was "
	  "edited in the chain itself" },
	{ "UPDATE audit SET mac = zeroblob(32) WHERE id = 4",
	  "Entry 4 (viewing 2, R08-00001, 2026-11-20) of the record does not "
	  "follow" },
	{ "UPDATE audit SET mac = x'00' WHERE id = 4",
	  "Entry 4 (viewing 2, R08-00001, 2026-11-20) of the record does not "
	  "follow" },
	{ "UPDATE audit SET kind = 'nothing' WHERE id = 4",
	  "Entry 4 (nothing 2, R08-00001, 2026-11-20) of the record was "
	  "edited" },
	{ "DELETE FROM audit WHERE id = 5",
	  "Entry 5 of the record is missing" },
	{ "DELETE FROM audit WHERE id IN (1, 2)",
	  "Entries 1 to 2 of the record are missing" },
	{ "DELETE FROM viewing WHERE id = 3; DELETE FROM audit WHERE id = 5",
	  "Entry 5 of the record is missing" },
	{ "DELETE FROM viewing WHERE id = 3; DELETE FROM audit WHERE id = 5;"
	  "UPDATE audit SET id = id - 1 WHERE id > 5",
	  "Entry 5 (viewing 4, R08-00001, 2026-11-20) of the record does not "
	  "follow the one before" },
	{ "UPDATE audit SET id = 99 WHERE id = 4;"
	  "UPDATE audit SET id = 4 WHERE id = 6;"
	  "UPDATE audit SET id = 6 WHERE id = 99",
	  "Entry 4 (viewing 4, R08-00001, 2026-11-20) of the record was "
	  "swapped with entry 6 (viewing 2, R08-00001, 2026-11-20)" },
	{ "UPDATE audit SET id = 99 WHERE id = 4;"
	  "UPDATE audit SET id = 4 WHERE id = 5;"
	  "UPDATE audit SET id = 5 WHERE id = 99",
	  "Entry 4 (viewing 3, R08-00001, 2026-11-20) of the record was "
	  "swapped with entry 5 (viewing 2, R08-00001, 2026-11-20)" },
	{ "UPDATE audit SET id = -id WHERE id > 4;"
	  "INSERT INTO audit SELECT 5, at, kind, row, staff, case_id, digest, "
	  "mac FROM audit WHERE id = 3;"
	  "UPDATE audit SET id = 1 - id WHERE id < 0",
	  "Entry 5 (viewing 1, R08-00001, 2026-11-20) of the record was put in "
	  "by somebody else; what belongs there is now entry 6 (viewing 3" },
	{ "INSERT INTO audit SELECT 9, at, kind, row, staff, case_id, digest, "
	  "mac FROM audit WHERE id = 8",
	  "Entry 9 (event 2, 2026-11-20) of the record does not follow" },
	{ "INSERT INTO audit SELECT -1, at, kind, row, staff, case_id, digest, "
	  "mac FROM audit WHERE id = 8",
	  "Entry -1 of the record was put in" },
	/* the end */
	{ "DELETE FROM event WHERE id = 2; DELETE FROM audit WHERE id = 8",
	  "cut off: it stops at entry 7, and there were 8" },
	{ "DELETE FROM audit WHERE id > 0", "stops at entry 0" },
	{ "DELETE FROM event WHERE id = 2; DELETE FROM audit WHERE id = 8;"
	  "UPDATE audit_head SET n = 7, mac = (SELECT mac FROM audit "
	  "WHERE id = 7)",
	  "the end of the record, entry 7, is not what was written" },
	{ "DELETE FROM audit_head", "the end of the record" },
};

static void every_deed_is_located(void **state)
{
	for (size_t i = 0; i < ARRAY_SIZE(deeds); i++) {
		assert_int_equal(fresh(state), 0);
		assert_int_equal(verify(), 0);
		tamper(deeds[i].sql);
		found(deeds[i].says);
	}
}

/* The database as it was some time ago, for the evil and for backups. */
static void keep(const char *name)
{
	char *sql = xstrfmt("VACUUM INTO '%s/%s'", city.dir, name);
	sqlite3 *db;

	assert_int_equal(sqlite3_open(city.db, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
	free(sql);
}

static void put_back(const char *name)
{
	char *cmd = xstrfmt("rm -f %s-wal %s-shm && mv %s/%s %s", city.db,
			    city.db, city.dir, name, city.db);

	store_close(city.store);
	assert_int_equal(system(cmd), 0);
	free(cmd);
	city.store = store_open(city.db, &city.err);
	assert_non_null(city.store);
}

static void earlier_database_is_noticed(void **state)
{
	keep("old.db");
	assert_int_equal(ledger_event(city.store, "login", "1001", 0, NULL), 0);
	put_back("old.db");
	found("stops at entry 8, and there were 9");
	/* Going on working covers nothing up. */
	for (int i = 0; i < 3; i++)
		assert_int_equal(
			ledger_event(city.store, "login", "1002", 0, NULL), 0);
	found("Before entry 10 of the record (2026-11-20) its end was cut");
	/* It was a backup: then it is known. */
	assert_int_equal(audit_verify(city.store, 10, &whole, &city.err), 0);
	assert_int_equal(whole.n, 12);
}

static void cut_end_is_noticed_by_the_next_save(void **state)
{
	tamper("DELETE FROM event WHERE id = 2; DELETE FROM audit WHERE id = 8;"
	       "DELETE FROM audit_head");
	assert_int_equal(ledger_event(city.store, "login", "1001", 0, NULL), 0);
	found("Before entry 9 of the record");
}

static void missing_file_is_noticed(void **state)
{
	char *file = xstrfmt("%s.head", city.db);
	int fd;

	assert_int_equal(unlink(file), 0);
	found("is missing; the next save makes it anew");
	fd = open(file, O_WRONLY | O_CREAT, 0600);
	assert_int_equal(write(fd, "nonsense", 8), 8);
	close(fd);
	found("is not what was written");
	assert_int_equal(ledger_event(city.store, "login", "1001", 0, NULL), 0);
	found("Before entry 10 of the record");
	assert_int_equal(audit_verify(city.store, 10, &whole, &city.err), 0);
	free(file);
}

/* ---- a lost key ---- */

#define ADMIN "9001"

static void make_admin(void)
{
	struct values who = VALUES_INIT;

	values_set(&who, "number", ADMIN);
	values_set(&who, "name", "管理 九子");
	values_set(&who, "section", "jiritsu");
	values_set(&who, "role", "admin");
	values_set(&who, "active", "1");
	assert_int_equal(store_begin(city.store, NULL), 0);
	assert_int_equal(staff_save(&who, city.store, &city.err), 0);
	assert_int_equal(store_commit(city.store, NULL), 0);
	values_release(&who);
}

static void lose_key(void)
{
	char *key = xstrfmt("%s.key", city.db);

	store_close(city.store);
	assert_int_equal(unlink(key), 0);
	city.store = store_open(city.db, &city.err);
	assert_non_null(city.store);
	free(key);
}

static void begin_anew(void)
{
	if (audit_anew(city.store, ADMIN, &city.err))
		fail_msg("%s", city.err.text.buf);
}

/* What there is, is linked again; of the old links only that they are there. */
static void lost_key_begins_it_anew(void **state)
{
	struct rows rows = ROWS_INIT;

	make_admin();
	assert_int_equal(audit_anew(city.store, ADMIN, &city.err), -1);
	city_says("There is a key");
	lose_key();
	assert_int_equal(
		ledger_event(city.store, "login", "1001", 0, &city.err), -1);
	city_says("is missing");
	assert_int_equal(audit_anew(city.store, "1001", &city.err), -1);
	city_says("Only an administrator");
	begin_anew();
	assert_int_equal(verify(), 0);
	assert_int_equal(whole.first, 9);
	assert_string_equal(whole.since, CITY_NOW);
	assert_int_equal(audit_list(city.store, 0, 0, 99, &rows, NULL), 0);
	assert_int_equal(rows.n, whole.n);
	assert_string_equal(rows_text(&rows, rows.n - 1, "what"), "anew");
	assert_string_equal(rows_text(&rows, rows.n - 1, "staff"), ADMIN);
	rows_release(&rows);
	assert_int_equal(audit_anew(city.store, ADMIN, &city.err), -1);
	city_says("There is a key");
	/* It is a whole record: rows of before are looked after again. */
	tamper("UPDATE viewing SET purpose = 'x' WHERE id = 3");
	found("its row was edited");
}

/* Nobody without the key can begin it elsewhere, to cover something up. */
static void where_it_begins_is_not_moved(void **state)
{
	make_admin();
	tamper("UPDATE viewing SET purpose = 'x' WHERE id = 1;"
	       "UPDATE audit_head SET first = 5");
	found("Entry 5 (");
	tamper("UPDATE audit_head SET first = 99");
	found("behind its end");
	tamper("UPDATE audit_head SET first = 1;"
	       "UPDATE viewing SET purpose = '来所' WHERE id = 1");
	lose_key();
	begin_anew();
	tamper("UPDATE audit_head SET first = first + 1");
	found("of the record was edited in the chain itself");
	tamper("UPDATE audit_head SET first = 1");
	found("Entry 1 ");
}

/* Somebody at work elsewhere still has the old key in memory. */
static void others_go_on_with_the_new_key(void **state)
{
	struct store *desk = store_open(city.db, &city.err);

	make_admin();
	assert_int_equal(ledger_event(desk, "login", "1001", 0, NULL), 0);
	lose_key();
	begin_anew();
	assert_int_equal(ledger_event(desk, "login", "1002", 0, &city.err), 0);
	assert_int_equal(ledger_event(city.store, "login", "1001", 0, NULL), 0);
	assert_int_equal(verify(), 0);
	assert_int_equal(whole.first, 10);
	store_close(desk);
}

/* A break that was noted in the old chain says nothing of the new one. */
static void old_breaks_stay_old(void **state)
{
	char *file = xstrfmt("%s.head", city.db);

	make_admin();
	assert_int_equal(unlink(file), 0);
	assert_int_equal(ledger_event(city.store, "login", "1001", 0, NULL), 0);
	found("Before entry 10 of the record");
	setenv("MADOGUCHI_NOW", "2026-11-21T09:00:00", 1);
	lose_key();
	begin_anew();
	assert_int_equal(verify(), 0);
	assert_string_equal(whole.since, "2026-11-21T09:00:00");
	assert_int_equal(unlink(file), 0);
	assert_int_equal(ledger_event(city.store, "login", "1001", 0, NULL), 0);
	found("of the record (2026-11-21) its end was cut off");
	setenv("MADOGUCHI_NOW", CITY_NOW, 1);
	free(file);
}

/* A process that was killed between commit and file leaves it behind. */
static void file_may_be_behind(void **state)
{
	char *copy = xstrfmt("cp %s.head %s/head", city.db, city.dir);
	char *back = xstrfmt("cp %s/head %s.head", city.dir, city.db);

	assert_int_equal(system(copy), 0);
	assert_int_equal(ledger_event(city.store, "login", "1001", 0, NULL), 0);
	assert_int_equal(system(back), 0);
	assert_int_equal(verify(), 0);
	assert_int_equal(ledger_event(city.store, "login", "1001", 0, NULL), 0);
	assert_int_equal(verify(), 0);
	assert_int_equal(whole.n, 10);
	free(copy);
	free(back);
}

static void key_must_be_there_and_ours(void **state)
{
	char *key = xstrfmt("%s.key", city.db), *away;

	store_close(city.store);
	assert_int_equal(chmod(key, 0640), 0);
	city.store = store_open(city.db, &city.err);
	found("Others may read the key");
	assert_int_equal(
		ledger_event(city.store, "login", "1001", 0, &city.err), -1);
	city_says("chmod 600");
	assert_int_equal(chmod(key, 0600), 0);
	away = xstrfmt("%s.away", key);
	assert_int_equal(rename(key, away), 0);
	found("is missing");
	assert_int_equal(truncate(away, 20), 0);
	assert_int_equal(rename(away, key), 0);
	found("no whole key");
	/* Another key fits nowhere. */
	assert_int_equal(unlink(key), 0);
	{
		FILE *f = fopen(key, "w");

		for (int i = 0; i < 64; i++)
			fputc('a', f);
		fclose(f);
	}
	assert_int_equal(chmod(key, 0600), 0);
	found("Entry 1 (event 1, 2026-11-20) of the record does not follow");
	free(key);
	free(away);
}

/* ---- from before there was a chain ---- */

static void make_old(const char *path)
{
	sqlite3 *db;
	int n = 0;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	for (; strcmp(migrations[n].name, "0006_audit.sql"); n++)
		assert_int_equal(
			sqlite3_exec(db, migrations[n].sql, NULL, NULL, NULL),
			SQLITE_OK);
	{
		char *set = xstrfmt(
			"PRAGMA application_id = 0x4d41444f;"
			"PRAGMA user_version = %d;"
			"INSERT INTO staff VALUES ('1001', '窓口 一子', NULL, "
			"'kaigo-fukushi', 'counter', 1);"
			"INSERT INTO casefile (id, revision, number, token, "
			"status, holder, title, opened_at) VALUES (1, 1, "
			"'R08-00001', 'T', 'open', '1001', 'x', '2026-01-01');"
			"WITH RECURSIVE i(n) AS (SELECT 1 UNION ALL SELECT "
			"n + 1 FROM i WHERE n < 2500) INSERT INTO viewing "
			"SELECT n, 1, '2026-01-01', '1001', 'x' FROM i",
			n);

		assert_int_equal(sqlite3_exec(db, set, NULL, NULL, NULL),
				 SQLITE_OK);
		free(set);
	}
	sqlite3_close(db);
}

static void older_database_gets_its_chain(void **state)
{
	struct rows rows = ROWS_INIT;

	store_close(city.store);
	city.store = NULL;
	snprintf(city.db, sizeof(city.db), "%s/old.db", city.dir);
	make_old(city.db);
	city.store = store_open(city.db, &city.err);
	assert_non_null(city.store);
	assert_int_equal(verify(), 0);
	/* A hundred of them in a link. */
	assert_int_equal(whole.n, 26);
	assert_int_equal(store_exec(city.store, Q_CHAIN_EVENT, &rows, NULL,
				    ARG_INT("id", 1)),
			 0);
	assert_string_equal(rows_text(&rows, 0, "note"), "25 before");
	rows_release(&rows);
	tamper("UPDATE viewing SET purpose = 'y' WHERE id = 2222");
	found("Entry 23 (viewing 2222");
}

/* ---- many, and killed ---- */

/* ready: gets a byte after the first row; -1: nobody waits for it. */
static void write_on(int n, int ready)
{
	struct err err = ERR_INIT;
	struct store *s = store_open(city.db, &err);

	if (!s)
		_exit(1);
	store_set_patience(s, 60);
	for (int i = 0; i < n; i++) {
		if (ledger_viewing(s, cf.id, "1001", "x", &err))
			_exit(1);
		if (!i && ready >= 0 && write(ready, "r", 1) != 1)
			_exit(1);
	}
	store_close(s);
	_exit(0);
}

static void thirty_write_one_chain(void **state)
{
	int status, failed = 0;

	for (int i = 0; i < WRITERS; i++)
		if (!fork())
			write_on(SAVES, -1);
	/* Reading among writers sees nothing wrong. */
	for (int i = 0; i < 20; i++)
		fine(verify());
	while (wait(&status) > 0)
		failed += status != 0;
	assert_int_equal(failed, 0);
	assert_int_equal(verify(), 0);
	assert_int_equal(whole.n, 8 + WRITERS * SAVES);
}

static void killed_writers_leave_it_whole(void **state)
{
	for (int i = 0; i < 40; i++) {
		struct timespec pause = { .tv_nsec = i * 400000 };
		int ready[2];
		pid_t pid;
		char c;

		assert_int_equal(pipe(ready), 0);
		pid = fork();
		if (!pid)
			write_on(100000, ready[1]);
		assert_int_equal(read(ready[0], &c, 1), 1);
		close(ready[0]);
		close(ready[1]);
		nanosleep(&pause, NULL);
		kill(pid, SIGKILL);
		waitpid(pid, NULL, 0);
		fine(verify());
	}
	assert_true(whole.n >= 8 + 40);
}

#define FRESH(fn) cmocka_unit_test_setup(fn, fresh)

int main(void)
{
	const struct CMUnitTest tests[] = {
		FRESH(whole_record_is_whole),
		FRESH(what_is_rolled_back_has_no_link),
		cmocka_unit_test(every_deed_is_located),
		FRESH(earlier_database_is_noticed),
		FRESH(cut_end_is_noticed_by_the_next_save),
		FRESH(missing_file_is_noticed),
		FRESH(file_may_be_behind),
		FRESH(key_must_be_there_and_ours),
		FRESH(lost_key_begins_it_anew),
		FRESH(where_it_begins_is_not_moved),
		FRESH(others_go_on_with_the_new_key),
		FRESH(old_breaks_stay_old),
		FRESH(older_database_gets_its_chain),
		FRESH(thirty_write_one_chain),
		FRESH(killed_writers_leave_it_whole),
	};
	int failed = cmocka_run_group_tests(tests, city_make, city_drop);

	casefile_release(&cf);
	return failed;
}
