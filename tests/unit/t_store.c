/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The store on real files: opening, the gate, transactions, what it says. */
#include "unit/test.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/migrate.h"
#include "store/store.h"

static char dir[] = "/tmp/t_store.XXXXXX";
static char db[128];
static struct err err;

static void says(const char *part)
{
	if (!strstr(err.text.buf, part))
		fail_msg("\"%s\" is not in \"%s\"", part, err.text.buf);
	err_reset(&err);
}

static int fresh(void **state)
{
	char cmd[128];
	struct store *s;

	snprintf(cmd, sizeof(cmd), "rm -rf %s/*", dir);
	if (system(cmd))
		return -1;
	snprintf(db, sizeof(db), "%s/a.db", dir);
	err_reset(&err);
	s = store_init(db, &err);
	store_close(s);
	return s ? 0 : -1;
}

static struct store *opened(void)
{
	struct store *s = store_open(db, &err);

	if (!s)
		fail_msg("%s", err.text.buf);
	return s;
}

/* Straight at the file, behind the store's back. */
static int raw(const char *sql)
{
	sqlite3 *c;
	int rc;

	assert_int_equal(sqlite3_open(db, &c), SQLITE_OK);
	rc = sqlite3_exec(c, sql, NULL, NULL, NULL);
	sqlite3_close(c);
	return rc;
}

static int64_t raw_int(const char *sql)
{
	sqlite3 *c;
	sqlite3_stmt *q;
	int64_t n;

	assert_int_equal(sqlite3_open(db, &c), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(c, sql, -1, &q, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(q), SQLITE_ROW);
	n = sqlite3_column_int64(q, 0);
	sqlite3_finalize(q);
	sqlite3_close(c);
	return n;
}

static int64_t next(struct store *s, const char *name)
{
	struct rows rows = ROWS_INIT;
	int64_t n = -1;

	if (!store_exec(s, Q_SEQUENCE_NEXT, NULL, &err,
			ARG_TEXT("name", name)) &&
	    !store_exec(s, Q_SEQUENCE_LAST, &rows, &err,
			ARG_TEXT("name", name)))
		n = rows_int(&rows, 0, "n");
	rows_release(&rows);
	return n;
}

static void commit_stays_and_rollback_goes(void **state)
{
	struct store *s = opened();

	assert_int_equal(store_begin(s, &err), 0);
	assert_int_equal(next(s, "x"), 1);
	assert_int_equal(store_commit(s, &err), 0);
	assert_int_equal(store_begin(s, &err), 0);
	assert_int_equal(next(s, "x"), 2);
	store_rollback(s);
	assert_false(store_in_transaction(s));
	store_close(s);
	assert_int_equal(raw_int("SELECT n FROM sequence WHERE name = 'x'"), 1);
}

static void pragmas_are_the_chosen_ones(void **state)
{
	struct store *s = opened();
	struct stat st;
	char wal[160];

	assert_int_equal(store_begin(s, &err), 0);
	next(s, "x");
	assert_int_equal(store_commit(s, &err), 0);
	store_close(s);
	/* Closing did not checkpoint: that is the gate's business. */
	snprintf(wal, sizeof(wal), "%s-wal", db);
	assert_int_equal(stat(wal, &st), 0);
	assert_true(st.st_size > 0);
	s = opened();
	assert_int_equal(store_checkpoint(s, &err), 0);
	store_close(s);
	assert_int_equal(raw_int("PRAGMA user_version"), migrations_n);
}

static void data_version_moves_with_others(void **state)
{
	struct store *a = opened(), *b = opened();
	int64_t one, two, three;

	assert_int_equal(store_data_version(a, &one, &err), 0);
	assert_int_equal(store_data_version(a, &two, &err), 0);
	assert_int_equal(one, two);
	assert_int_equal(store_begin(b, &err), 0);
	next(b, "x");
	assert_int_equal(store_commit(b, &err), 0);
	assert_int_equal(store_data_version(a, &three, &err), 0);
	assert_int_not_equal(two, three);
	store_close(a);
	store_close(b);
}

static void frozen_holder_is_named_and_nothing_lost(void **state)
{
	struct store *s = opened();
	char gate[160], holder[40];
	int fd;

	snprintf(gate, sizeof(gate), "%s.gate", db);
	fd = open(gate, O_RDWR);
	assert_true(fd >= 0);
	assert_int_equal(flock(fd, LOCK_EX), 0);
	store_set_patience(s, 0.2);
	assert_int_equal(store_begin(s, &err), -1);
	assert_int_equal(err.kind, ERR_BUSY);
	snprintf(holder, sizeof(holder), "(process %ld)", (long)getpid());
	says(holder);
	close(fd);
	assert_int_equal(store_begin(s, &err), 0);
	assert_int_equal(next(s, "x"), 1);
	assert_int_equal(store_commit(s, &err), 0);
	store_close(s);
}

static void eight_writers_lose_nothing(void **state)
{
	enum { WRITERS = 8, EACH = 50 };

	for (int i = 0; i < WRITERS; i++) {
		if (fork())
			continue;
		struct store *s = store_open(db, &err);
		int bad = !s;

		for (int k = 0; k < EACH && !bad; k++)
			bad = store_begin(s, &err) || next(s, "x") < 1 ||
			      store_commit(s, &err);
		store_close(s);
		_exit(bad);
	}
	for (int i = 0; i < WRITERS; i++) {
		int status;

		assert_true(wait(&status) > 0);
		assert_int_equal(status, 0);
	}
	assert_int_equal(raw_int("SELECT n FROM sequence WHERE name = 'x'"),
			 WRITERS * EACH);
	assert_int_equal(raw("PRAGMA integrity_check"), SQLITE_OK);
}

static void older_schema_is_migrated(void **state)
{
	struct store *s;
	char set[160];

	snprintf(set, sizeof(set), "rm %s*", db);
	assert_int_equal(system(set), 0);
	assert_int_equal(raw(migrations[0].sql), SQLITE_OK);
	assert_int_equal(raw("INSERT INTO sequence VALUES ('x', 41);"
			     "PRAGMA application_id = 0x4d41444f;"
			     "PRAGMA user_version = 1"),
			 SQLITE_OK);
	s = opened();
	assert_int_equal(store_begin(s, &err), 0);
	assert_int_equal(next(s, "x"), 42);
	assert_int_equal(store_commit(s, &err), 0);
	store_close(s);
	assert_int_equal(raw_int("PRAGMA user_version"), migrations_n);
	assert_int_equal(raw_int("SELECT count(*) FROM draft"), 0);
}

static void newer_schema_is_refused(void **state)
{
	struct store *s;

	assert_int_equal(raw("PRAGMA user_version = 9999"), SQLITE_OK);
	assert_null(store_open(db, &err));
	says("newer madoguchi");
	assert_int_equal(raw_int("PRAGMA user_version"), 9999);
	/* Also when it comes while this program is running. */
	fresh(NULL);
	s = opened();
	assert_int_equal(raw("PRAGMA user_version = 9999"), SQLITE_OK);
	assert_int_equal(store_begin(s, &err), -1);
	says("newer madoguchi");
	assert_false(store_in_transaction(s));
	store_close(s);
}

static void write_file(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

static void what_is_no_database_is_said(void **state)
{
	char path[160];

	snprintf(path, sizeof(path), "%s/none.db", dir);
	assert_null(store_open(path, &err));
	says("There is no database at");
	snprintf(path, sizeof(path), "%s/no/such/x.db", dir);
	assert_null(store_open(path, &err));
	says("There is no folder");
	assert_null(store_init(path, &err));
	says("There is no folder");
	assert_null(store_open(dir, &err));
	says("is not a file");
	snprintf(path, sizeof(path), "%s/text.db", dir);
	write_file(path, "This is a letter to the mayor, not a database.\n");
	assert_null(store_open(path, &err));
	says("not a madoguchi database");
	snprintf(path, sizeof(path), "%s/empty.db", dir);
	write_file(path, "");
	assert_null(store_open(path, &err));
	says("not a madoguchi database");
	assert_null(store_init(db, &err));
	says("already there");
	/* A database of another program stays as it was. */
	snprintf(db, sizeof(db), "%s/other.db", dir);
	assert_int_equal(raw("CREATE TABLE t (x)"), SQLITE_OK);
	assert_null(store_open(db, &err));
	says("not a madoguchi database");
	snprintf(path, sizeof(path), "%s-wal", db);
	assert_int_equal(access(path, F_OK), -1);
}

/* What stands in it concerns nobody else who has an account here. */
static void owner_alone_may_read(void **state)
{
	static const char *const suffixes[] = { "",      "-wal", "-shm",
						".gate", ".key", ".head" };
	struct store *s = opened();

	assert_int_equal(store_begin(s, &err), 0);
	assert_int_equal(store_commit(s, &err), 0);
	for (size_t i = 0; i < ARRAY_SIZE(suffixes); i++) {
		char path[200];
		struct stat st;

		snprintf(path, sizeof(path), "%s%s", db, suffixes[i]);
		assert_int_equal(stat(path, &st), 0);
		assert_int_equal(st.st_mode & 0777, 0600);
	}
	store_close(s);
}

static void damage_is_said(void **state)
{
	struct store *s = opened();
	char junk[4096];
	int fd;

	assert_int_equal(store_checkpoint(s, &err), 0);
	store_close(s);
	snprintf(junk, 160, "%s-wal", db);
	assert_int_equal(unlink(junk), 0);
	memset(junk, 0x5a, sizeof(junk));
	fd = open(db, O_RDWR);
	for (off_t at = 4096; at < lseek(fd, 0, SEEK_END); at += 4096)
		assert_int_equal(pwrite(fd, junk, 4096, at), 4096);
	close(fd);
	s = store_open(db, &err);
	if (s) {
		struct rows rows = ROWS_INIT;

		assert_int_equal(store_exec(s, Q_STAFF_BY_NUMBER, &rows, &err,
					    ARG_TEXT("number", "1")),
				 -1);
		store_close(s);
	}
	assert_int_equal(err.kind, ERR_SYSTEM);
	says("is damaged");
}

static void read_only_is_said(void **state)
{
	pid_t pid;
	int status;

	assert_int_equal(chmod(dir, 0755), 0);
	assert_int_equal(chmod(db, 0444), 0);
	pid = fork();
	if (!pid) {
		/* Modes do not bind root. */
		if (!geteuid() && setuid(65534))
			_exit(2);
		_exit(store_open(db, &err) ||
		      !(strstr(err.text.buf, "may not write to the folder") ||
			strstr(err.text.buf, "may only be read")));
	}
	waitpid(pid, &status, 0);
	assert_int_equal(status, 0);
	assert_int_equal(chmod(dir, 0777), 0);
	pid = fork();
	if (!pid) {
		if (!geteuid() && setuid(65534))
			_exit(2);
		_exit(store_open(db, &err) ||
		      !strstr(err.text.buf, "may only be read"));
	}
	waitpid(pid, &status, 0);
	assert_int_equal(status, 0);
	assert_int_equal(chmod(dir, 0700), 0);
}

static void full_disk_is_said(void **state)
{
	char small[96], big[4001];
	struct store *s;
	struct stat st;
	bool full = false;

	snprintf(small, sizeof(small), "%s/small", dir);
	assert_int_equal(mkdir(small, 0700), 0);
	if (mount("tmpfs", small, "tmpfs", 0, "size=1m")) {
		print_message("no right to mount a small tmpfs here\n");
		skip();
	}
	snprintf(db, sizeof(db), "%s/a.db", small);
	s = store_init(db, &err);
	assert_non_null(s);
	memset(big, 'x', sizeof(big) - 1);
	big[sizeof(big) - 1] = '\0';
	for (int i = 0; i < 1000 && !full; i++) {
		snprintf(big, 8, "%06d", i);
		big[6] = '_';
		assert_int_equal(store_begin(s, &err), 0);
		if (next(s, big) < 0 || store_commit(s, &err)) {
			full = true;
			store_rollback(s);
		}
	}
	assert_true(full);
	says("The disk is full");
	/* What was saved before is still there and whole. */
	store_close(s);
	assert_true(raw_int("SELECT count(*) FROM sequence") > 10);
	assert_int_equal(raw("PRAGMA integrity_check"), SQLITE_OK);
	assert_int_equal(stat(db, &st), 0);
	assert_int_equal(umount2(small, MNT_DETACH), 0);
}

static void ledgers_are_append_only(void **state)
{
	static const char *const tables[] = { "history", "triage", "disclosure",
					      "viewing" };
	static const char *const rows[] = {
		"INSERT INTO history VALUES (1, 1, 1, '', '1', 'case', '{}')",
		"INSERT INTO triage (case_id, revision, at, staff, result)"
		" VALUES (1, 1, '', '1', '{}')",
		"INSERT INTO disclosure (case_id, at, staff, form, sha256,"
		" bytes) VALUES (1, '', '1', 'referral', '', x'00')",
		"INSERT INTO viewing (case_id, at, staff) VALUES (1, '', '1')",
	};
	char sql[128];

	assert_int_equal(
		raw("INSERT INTO staff (number, name, section, role, active)"
		    " VALUES ('1', 'a', 's', 'counter', 1);"
		    "INSERT INTO casefile (id, revision, number, token, status,"
		    " holder, title, opened_at)"
		    " VALUES (1, 1, 'n', 't', 'open', '1', 'x', '')"),
		SQLITE_OK);
	for (size_t i = 0; i < ARRAY_SIZE(tables); i++) {
		assert_int_equal(raw(rows[i]), SQLITE_OK);
		snprintf(sql, sizeof(sql), "UPDATE %s SET staff = '1'",
			 tables[i]);
		assert_int_equal(raw(sql), SQLITE_CONSTRAINT);
		snprintf(sql, sizeof(sql), "DELETE FROM %s", tables[i]);
		assert_int_equal(raw(sql), SQLITE_CONSTRAINT);
	}
	assert_int_equal(raw("DELETE FROM casefile"), SQLITE_CONSTRAINT);
	/* Strict tables: a text is no number. */
	assert_int_equal(raw("UPDATE casefile SET revision = 'x'"),
			 SQLITE_CONSTRAINT);
}

static void open_case_keeps_an_active_holder(void **state)
{
	ledgers_are_append_only(state);
	assert_int_equal(raw("UPDATE staff SET active = 0"), SQLITE_CONSTRAINT);
	assert_int_equal(raw("UPDATE casefile SET holder = NULL"),
			 SQLITE_CONSTRAINT);
	assert_int_equal(
		raw("INSERT INTO staff (number, name, section, role, active)"
		    " VALUES ('2', 'b', 's', 'counter', 0);"
		    "UPDATE casefile SET holder = '2'"),
		SQLITE_CONSTRAINT);
	assert_int_equal(raw("UPDATE casefile SET status = 'closed'"),
			 SQLITE_OK);
	assert_int_equal(raw("UPDATE staff SET active = 0"), SQLITE_OK);
	assert_int_equal(raw("UPDATE casefile SET status = 'open'"),
			 SQLITE_CONSTRAINT);
}

static int make_dir(void **state)
{
	err_init(&err);
	return mkdtemp(dir) ? 0 : -1;
}

static int drop_dir(void **state)
{
	char cmd[64];

	err_release(&err);
	snprintf(cmd, sizeof(cmd), "rm -rf %s", dir);
	return system(cmd);
}

#define FRESH(fn) cmocka_unit_test_setup(fn, fresh)

int main(void)
{
	const struct CMUnitTest tests[] = {
		FRESH(commit_stays_and_rollback_goes),
		FRESH(pragmas_are_the_chosen_ones),
		FRESH(data_version_moves_with_others),
		FRESH(frozen_holder_is_named_and_nothing_lost),
		FRESH(eight_writers_lose_nothing),
		FRESH(older_schema_is_migrated),
		FRESH(newer_schema_is_refused),
		FRESH(what_is_no_database_is_said),
		FRESH(owner_alone_may_read),
		FRESH(damage_is_said),
		FRESH(read_only_is_said),
		FRESH(full_disk_is_said),
		FRESH(ledgers_are_append_only),
		FRESH(open_case_keeps_an_active_holder),
	};

	return cmocka_run_group_tests(tests, make_dir, drop_dir);
}
