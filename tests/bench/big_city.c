/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench/big_city.h"

#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/secret.h"
#include "base/str.h"
#include "text/date.h"

#define DAYS_BEFORE  7300 /* for so long there have been cases */
#define DAYS_AHEAD   60
#define HISTORY_N    6 /* rows of a case: its records */
#define VIEWING_N    2
#define DECISION_LEN 4200 /* bytes of JSON, as they are on average */

static const char *const sections[] = {
	"shakai-fukushi", "shogai-fukushi", BIG_SECTION,
	"kenko",          "kodomo-seisaku", "kodomo-ikusei",
	"kodomo-katei",   "shakyo",         "jiritsu",
};

enum table {
	STAFF,
	CASEFILE,
	INTAKE,
	MEMBER,
	CONCERN,
	ANSWER,
	REFERRAL,
	JOURNAL,
	HISTORY,
	TRIAGE,
	VIEWING,
	TABLE_N,
};

static const char *const inserts[TABLE_N] = {
	[STAFF] = "INSERT INTO staff (number, name, kana, section, role, "
		  "active) VALUES (?, ?, ?, ?, ?, 1)",
	[CASEFILE] =
		"INSERT INTO casefile (id, revision, number, token, status, "
		"holder, title, kana, urgency, lead, opened_at, closed_at, "
		"last_member, holder_since, bounces, touched_at, contact_on, "
		"safety_due) VALUES (?, 3, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 2, "
		"?, 0, ?, ?, ?)",
	[INTAKE] = "INSERT INTO intake (case_id, received_at, staff, section, "
		   "channel, complaint, hopes, tried) VALUES (?, ?, ?, ?, "
		   "'visit', ?, ?, ?)",
	[MEMBER] = "INSERT INTO member (case_id, id, position, relation, name, "
		   "kana, birth, sex, address, tel) VALUES (?, ?, ?, ?, ?, ?, "
		   "?, 'female', '福生市熊川2丁目12番地', '000-0000-0000')",
	[CONCERN] = "INSERT INTO concern (case_id, box, mark) VALUES (?, ?, ?)",
	[ANSWER] = "INSERT INTO answer (case_id, member, fact, answer) "
		   "VALUES (?, ?, ?, ?)",
	[REFERRAL] =
		"INSERT INTO referral (case_id, id, position, to_body, state, "
		"urgency, reason, request, sent_at, received_at, received_by, "
		"kind, sent_by, sent_from, assigned, received_staff, "
		"returned_at, return_code, return_to, moved_at, queue, person, "
		"rank, due_at, answer) VALUES (?, 'r1', 1, ?, ?, ?, ?, ?, ?, "
		"?, ?, 'work', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	[JOURNAL] = "INSERT INTO journal (case_id, revision, at, staff, act, "
		    "referral, before, after, holder) VALUES (?, ?, ?, ?, ?, "
		    "?, ?, ?, ?)",
	[HISTORY] = "INSERT INTO history (case_id, revision, at, staff, "
		    "record, changes) VALUES (?, ?, ?, ?, ?, ?)",
	[TRIAGE] = "INSERT INTO triage (case_id, revision, at, staff, urgency, "
		   "lead, profile, rules_version, rules_hash, result) VALUES "
		   "(?, 1, ?, ?, ?, ?, 'fussa', '1', 'invented', ?)",
	[VIEWING] = "INSERT INTO viewing (case_id, at, staff, purpose) "
		    "VALUES (?, ?, ?, 'open')",
};

struct filler {
	sqlite3 *db;
	sqlite3_stmt *insert[TABLE_N];
	unsigned seed;
	int today;    /* days since 1970 */
	char *result; /* of a triage */
	char number[BIG_STAFF_N][12];
	bool ledgers;
};

/* One case while it is thought of. */
struct one {
	int64_t id;
	bool open;
	const char *to, *from, *state, *urgency;
	const char *sender, *receiver;
	char opened[CLOCK_SIZE], moved[CLOCK_SIZE];
};

static void must(struct filler *f, int rc, int expected)
{
	if (rc != expected)
		die("filling a city: %s", sqlite3_errmsg(f->db));
}

static void sql(struct filler *f, const char *text)
{
	must(f, sqlite3_exec(f->db, text, NULL, NULL, NULL), SQLITE_OK);
}

/* A row; kinds has a letter a value: s text (may be NULL), i int, n int64_t. */
static void put(struct filler *f, enum table table, const char *kinds, ...)
{
	sqlite3_stmt *stmt = f->insert[table];
	va_list ap;

	va_start(ap, kinds);
	for (int i = 1; *kinds; i++, kinds++)
		if (*kinds == 's')
			sqlite3_bind_text(stmt, i, va_arg(ap, const char *), -1,
					  SQLITE_STATIC);
		else if (*kinds == 'i')
			sqlite3_bind_int(stmt, i, va_arg(ap, int));
		else
			sqlite3_bind_int64(stmt, i, va_arg(ap, int64_t));
	va_end(ap);
	must(f, sqlite3_step(stmt), SQLITE_DONE);
	sqlite3_reset(stmt);
}

/* From 0 to below n. */
static int draw(struct filler *f, int n)
{
	return rand_r(&f->seed) / 16 % n;
}

static bool chance(struct filler *f, int percent)
{
	return draw(f, 100) < percent;
}

/* A moment of so many days from now; minutes only, unless seconds. */
static void moment(struct filler *f, int days, bool seconds,
		   char out[CLOCK_SIZE])
{
	char day[CLOCK_DATE_SIZE];

	date_to_iso(date_from_days(f->today + days), day);
	snprintf(out, CLOCK_SIZE, "%sT%02d:%02d", day, 8 + draw(f, 10),
		 draw(f, 60));
	if (seconds)
		strcat(out, ":00");
}

/* Somebody of this section. */
static const char *somebody(struct filler *f, int section)
{
	int sections_n = (int)ARRAY_SIZE(sections);

	return f->number[draw(f, BIG_STAFF_N / sections_n) * sections_n +
			 section];
}

/* ---- a case ---- */

static const char *think_of_state(struct filler *f)
{
	int percent = draw(f, 100);

	return percent < 5    ? "draft"
	       : percent < 45 ? "sent"
	       : percent < 70 ? "received"
	       : percent < 95 ? "contacted"
			      : "returned";
}

static const char *think_of_urgency(struct filler *f)
{
	int percent = draw(f, 100);

	return percent < 1    ? "AA"
	       : percent < 10 ? "A"
	       : percent < 60 ? "B"
			      : "C";
}

static void think_of(struct filler *f, int64_t id, struct one *c)
{
	int sections_n = (int)ARRAY_SIZE(sections), big = 2, to, from, age;

	c->id = id;
	c->open = id % 5 == 0;
	c->state = c->open ? think_of_state(f) : "answered";
	c->urgency = think_of_urgency(f);
	to = chance(f, 12) ? big : draw(f, sections_n);
	from = draw(f, sections_n);
	c->to = sections[to];
	c->from = sections[from];
	c->sender = somebody(f, from);
	c->receiver = somebody(f, to);
	if (to == big && chance(f, 25))
		c->receiver = BIG_MANY;
	age = 1 + draw(f, c->open ? 300 : DAYS_BEFORE);
	moment(f, -age, true, c->opened);
	moment(f, -draw(f, age), true, c->moved);
}

static bool taken(const struct one *c)
{
	return streq(c->state, "received") || streq(c->state, "contacted");
}

static const char *holder(const struct one *c)
{
	return taken(c) || !c->open ? c->receiver : c->sender;
}

static void put_case(struct filler *f, const struct one *c)
{
	char number[32], token[TOKEN_SIZE], contact[CLOCK_SIZE];
	char safety[CLOCK_SIZE];

	snprintf(number, sizeof(number), "R01-%07lld", (long long)c->id);
	token_make(token);
	moment(f, draw(f, DAYS_AHEAD + 10) - 10, false, contact);
	contact[CLOCK_DATE_SIZE - 1] = '\0';
	moment(f, draw(f, 4) - 1, false, safety);
	put(f, CASEFILE, "nsssssssssssss", c->id, number, token,
	    c->open ? "open" : "closed", holder(c), "山田 花子",
	    "やまだ はなこ", c->urgency, c->to, c->opened,
	    c->open ? NULL : c->moved, c->opened, c->moved,
	    c->open && chance(f, 10) ? contact : NULL,
	    c->open && chance(f, 1) ? safety : NULL);
}

static void put_records(struct filler *f, const struct one *c)
{
	static const char *const facts[] = { "arrears_rent", "no_food",
					     "low_income", "isolated" };

	put(f, INTAKE, "nssssss", c->id, c->opened, c->sender, c->from,
	    "家賃を三か月ためてしまい、大家さんから今月いっぱいと言われた。",
	    "このまま今の部屋に住みたい。", "大家さんに一度電話をした。");
	put(f, MEMBER, "nsissss", c->id, "m1", 1, "client", "山田 花子",
	    "やまだ はなこ", "1974-03-02");
	put(f, MEMBER, "nsissss", c->id, "m2", 2, "子", "山田 春香",
	    "やまだ はるか", "2012-05-11");
	put(f, CONCERN, "nss", c->id, "housing", "main");
	put(f, CONCERN, "nss", c->id, "poverty", "other");
	for (size_t i = 0; i < ARRAY_SIZE(facts); i++)
		put(f, ANSWER, "nsss", c->id, "", facts[i],
		    i ? "unknown" : "yes");
}

static void put_referral(struct filler *f, const struct one *c)
{
	bool draft = streq(c->state, "draft");
	bool returned = streq(c->state, "returned");
	bool sent = streq(c->state, "sent");
	bool assigned = sent && chance(f, 20);
	char due[CLOCK_SIZE];

	moment(f, draw(f, DAYS_AHEAD) - DAYS_AHEAD / 6, false, due);
	put(f, REFERRAL, "nsssssssssssssssssssssss", c->id, c->to, c->state,
	    c->urgency, "家賃の滞納", "住まいの相談をお願いします",
	    draft ? NULL : c->moved, taken(c) ? c->moved : NULL,
	    taken(c) ? "森田 明美" : NULL, draft ? NULL : c->sender,
	    draft ? NULL : c->from, assigned ? c->receiver : NULL,
	    taken(c) ? c->receiver : NULL, returned ? c->moved : NULL,
	    returned ? "nearer" : NULL, returned ? "kenko" : NULL,
	    draft ? NULL : c->moved,
	    !c->open || draft ? NULL
	    : returned        ? c->from
			      : c->to,
	    draft      ? c->sender
	    : assigned ? c->receiver
	    : taken(c) ? c->receiver
		       : NULL,
	    !c->open                  ? NULL
	    : streq(c->urgency, "AA") ? "0"
	    : chance(f, 5)            ? "1"
				      : "2",
	    c->open ? due : NULL, c->open ? NULL : "相談を受け、終わりました");
}

static void put_ledgers(struct filler *f, const struct one *c)
{
	const char *nothing = NULL;

	put(f, JOURNAL, "nisssssss", c->id, 1, c->opened, c->sender, "take",
	    nothing, nothing, nothing, c->sender);
	put(f, JOURNAL, "nisssssss", c->id, 2, c->moved, c->sender, "send",
	    "r1", "draft", "sent", c->sender);
	if (!f->ledgers)
		return;
	for (int i = 0; i < HISTORY_N; i++)
		put(f, HISTORY, "nissss", c->id, 1 + i / 3, c->opened,
		    c->sender, "intake",
		    "{\"complaint\": [null, \"家賃を三か月ためてしまい、"
		    "大家さんから今月いっぱいと言われた。\"], "
		    "\"hopes\": [null, \"今の部屋に住みたい\"]}");
	put(f, TRIAGE, "nsssss", c->id, c->opened, c->sender, c->urgency, c->to,
	    f->result);
	for (int i = 0; i < VIEWING_N; i++)
		put(f, VIEWING, "nss", c->id, c->moved, c->receiver);
}

/* ---- the city ---- */

/* The first of each section arrange, those of two are coordinators. */
static void put_staff(struct filler *f)
{
	int sections_n = (int)ARRAY_SIZE(sections);

	for (int i = 0; i < BIG_STAFF_N; i++) {
		const char *role = "counter";

		if (i < sections_n)
			role = "promoter";
		else if (i < 2 * sections_n && i % sections_n >= 7)
			role = "coordinator";
		put(f, STAFF, "sssss", f->number[i], "森田 明美",
		    "もりた あけみ", sections[i % sections_n], role);
	}
}

/* What would have to be kept up row by row; made again in the end. */
static void put_aside(struct filler *f, struct str *again)
{
	struct str drop = STR_INIT;
	sqlite3_stmt *stmt;

	must(f,
	     sqlite3_prepare_v2(f->db,
				"SELECT type, name, sql FROM sqlite_master "
				"WHERE type IN ('index', 'trigger') "
				"AND sql IS NOT NULL",
				-1, &stmt, NULL),
	     SQLITE_OK);
	while (sqlite3_step(stmt) == SQLITE_ROW) {
		str_addf(&drop, "DROP %s %s;", sqlite3_column_text(stmt, 0),
			 sqlite3_column_text(stmt, 1));
		str_addf(again, "%s;", sqlite3_column_text(stmt, 2));
	}
	sqlite3_finalize(stmt);
	sql(f, drop.buf);
	str_release(&drop);
}

static void fill(struct filler *f, int cases_n)
{
	put_staff(f);
	for (int i = 1; i <= cases_n; i++) {
		struct one c;

		think_of(f, i, &c);
		put_case(f, &c);
		put_records(f, &c);
		put_referral(f, &c);
		put_ledgers(f, &c);
	}
}

void big_city_fill(const char *path, int cases_n, bool ledgers)
{
	struct filler f = { .seed = 20261120, .ledgers = ledgers };
	struct str again = STR_INIT;
	struct date today;

	date_from_iso(BIG_NOW, &today);
	f.today = date_to_days(today);
	for (int i = 0; i < BIG_STAFF_N; i++)
		snprintf(f.number[i], sizeof(f.number[i]), "%d", 2000 + i);
	f.result = xmalloc(DECISION_LEN + 1);
	memset(f.result, ' ', DECISION_LEN);
	f.result[DECISION_LEN] = '\0';
	must(&f, sqlite3_open(path, &f.db), SQLITE_OK);
	sql(&f, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
		"PRAGMA cache_size = -400000; PRAGMA temp_store = MEMORY;"
		"BEGIN");
	put_aside(&f, &again);
	for (int t = 0; t < TABLE_N; t++)
		must(&f,
		     sqlite3_prepare_v2(f.db, inserts[t], -1, &f.insert[t],
					NULL),
		     SQLITE_OK);
	fill(&f, cases_n);
	for (int t = 0; t < TABLE_N; t++)
		sqlite3_finalize(f.insert[t]);
	sql(&f, again.buf);
	sql(&f, "COMMIT; PRAGMA journal_mode = WAL");
	sqlite3_close(f.db);
	str_release(&again);
	free(f.result);
}
