/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case in the store: finding, loading, listing, and saving with history. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/jsonout.h"
#include "base/mem.h"
#include "base/secret.h"
#include "domain/access.h"
#include "domain/casepath.h"
#include "domain/casetriage.h"
#include "domain/loop_place.h"
#include "domain/record_io.h"
#include "domain/staff.h"

#define FIRST_REIWA_YEAR 2018 /* 令和1年度 is 2019 */

/* The queries of the records that can stand several times. */
static const struct repeated {
	enum record rec;
	enum query list, save, remove;
} repeated[] = {
	{ REC_MEMBER, Q_MEMBER_LIST, Q_MEMBER_SAVE, Q_MEMBER_REMOVE },
	{ REC_CONSENT, Q_CONSENT_LIST, Q_CONSENT_SAVE, Q_CONSENT_REMOVE },
	{ REC_REFERRAL, Q_REFERRAL_LIST, Q_REFERRAL_SAVE, Q_REFERRAL_REMOVE },
	{ REC_OVERRIDE, Q_OVERRIDE_LIST, Q_OVERRIDE_SAVE, Q_OVERRIDE_REMOVE },
	{ REC_DUTY, Q_DUTY_LIST, Q_DUTY_SAVE, Q_DUTY_REMOVE },
};

static const struct repeated *repeated_of(enum record rec)
{
	for (size_t i = 0; i < ARRAY_SIZE(repeated); i++)
		if (repeated[i].rec == rec)
			return &repeated[i];
	BUG("record %d stands only once", (int)rec);
}

/* ---- finding and loading ---- */

int casefile_find(struct store *s, const char *number, int64_t *id,
		  struct err *err)
{
	struct rows rows = ROWS_INIT;
	bool token = strlen(number) == TOKEN_SIZE - 1;
	int r = token ? store_exec(s, Q_CASE_ID_BY_TOKEN, &rows, err,
				   ARG_TEXT("token", number))
		      : store_exec(s, Q_CASE_ID_BY_NUMBER, &rows, err,
				   ARG_TEXT("number", number));

	if (!r && !rows.n)
		r = err_input(err,
			      _("There is no case %.40s; numbers look like "
				"R08-00001"),
			      number);
	else if (!r)
		*id = rows_int(&rows, 0, "id");
	rows_release(&rows);
	return r;
}

/* Columns of the head that only lists need: made from the rest at each save,
 * see save_head, and no values of the case. */
static const char *const made[] = { "case.title", "case.kana", "case.bounces",
				    "case.touched_at", "case.contact_on" };

static int load_head(struct casefile *cf, struct store *s, int64_t id,
		     struct err *err)
{
	struct rows rows = ROWS_INIT;

	if (store_exec(s, Q_CASE_BY_ID, &rows, err, ARG_INT("id", id)))
		return -1;
	if (!rows.n)
		return err_input(err, _("There is no case with the key %lld"),
				 (long long)id);
	cf->id = id;
	cf->revision = rows_int(&rows, 0, "revision");
	record_from_row(&cf->values, REC_CASE, "case", &rows, 0);
	for (size_t i = 0; i < ARRAY_SIZE(made); i++)
		values_set(&cf->values, made[i], "");
	rows_release(&rows);
	return 0;
}

static int load_records(struct casefile *cf, struct store *s, struct err *err)
{
	struct rows rows = ROWS_INIT;
	int r = store_exec(s, Q_INTAKE_LIST, &rows, err,
			   ARG_INT("case_id", cf->id));

	if (!r && rows.n)
		record_from_row(&cf->values, REC_INTAKE, "intake", &rows, 0);
	for (size_t k = 0; !r && k < ARRAY_SIZE(repeated); k++) {
		r = store_exec(s, repeated[k].list, &rows, err,
			       ARG_INT("case_id", cf->id));
		for (size_t i = 0; !r && i < rows.n; i++)
			record_from_row(&cf->values, repeated[k].rec,
					rows_text(&rows, i, "id"), &rows, i);
	}
	rows_release(&rows);
	return r;
}

static int load_answers(struct casefile *cf, struct store *s, struct err *err)
{
	struct rows rows = ROWS_INIT;
	char path[PATH_SIZE];
	int r = store_exec(s, Q_CONCERN_LIST, &rows, err,
			   ARG_INT("case_id", cf->id));

	for (size_t i = 0; !r && i < rows.n; i++) {
		snprintf(path, sizeof(path), "concern.%s",
			 rows_text(&rows, i, "box"));
		values_set(&cf->values, path, rows_text(&rows, i, "mark"));
	}
	if (!r)
		r = store_exec(s, Q_ANSWER_LIST, &rows, err,
			       ARG_INT("case_id", cf->id));
	for (size_t i = 0; !r && i < rows.n; i++) {
		const char *member = rows_text(&rows, i, "member");

		snprintf(path, sizeof(path), "%s%sfact.%s", member,
			 *member ? "." : "", rows_text(&rows, i, "fact"));
		values_set(&cf->values, path, rows_text(&rows, i, "answer"));
	}
	rows_release(&rows);
	return r;
}

int casefile_load(struct casefile *cf, struct store *s, int64_t id,
		  struct err *err)
{
	casefile_release(cf);
	if (load_head(cf, s, id, err) || load_records(cf, s, err) ||
	    load_answers(cf, s, err)) {
		casefile_release(cf);
		return -1;
	}
	return 0;
}

/* ---- saving ---- */

/* What changed in one group of values, "m2" or "m2.fact". */
struct change {
	struct casepath path; /* of its first change */
	size_t group_len;
	struct str text;     /* {"birth": [old, new]} */
	struct jsonout json; /* which writes it */
};

struct saving {
	struct store *s;
	const struct casefile *cf;
	struct change *change;
	size_t n, alloc;
	struct err *err;
};

static const char *or_null(const char *text)
{
	return *text ? text : NULL;
}

/* Where the changes of the group are noted in which path stands: all of it
 * but the leaf. */
static struct change *change_of(struct saving *sv, const char *path, size_t len)
{
	struct change *c;

	/* Mostly it is that of the path before. */
	for (size_t i = sv->n; i-- > 0;) {
		c = &sv->change[i];
		if (c->group_len == len && !memcmp(c->path.group, path, len))
			return c;
	}
	ALLOC_GROW(sv->change, sv->n + 1, sv->alloc);
	c = &sv->change[sv->n++];
	*c = (struct change){ .group_len = len, .text = STR_INIT };
	if (casepath_parse(&c->path, path))
		BUG("a case with the path %s", path);
	c->json.out = &c->text;
	jsonout_object(&c->json, NULL);
	return c;
}

static void note(struct change *c, const char *leaf, const char *old,
		 const char *new)
{
	c->json.out = &c->text; /* the array may have moved */
	jsonout_array(&c->json, leaf);
	jsonout_str(&c->json, NULL, or_null(old));
	jsonout_str(&c->json, NULL, or_null(new));
	jsonout_end_array(&c->json);
}

static int save_concern(struct saving *sv, const char *box, const char *mark)
{
	struct arg id = ARG_INT("case_id", sv->cf->id);

	if (!*mark)
		return store_exec(sv->s, Q_CONCERN_REMOVE, NULL, sv->err, id,
				  ARG_TEXT("box", box));
	return store_exec(sv->s, Q_CONCERN_SAVE, NULL, sv->err, id,
			  ARG_TEXT("box", box), ARG_TEXT("mark", mark));
}

static int save_answer(struct saving *sv, const char *member, const char *fact,
		       const char *answer)
{
	struct arg id = ARG_INT("case_id", sv->cf->id);

	if (!*answer)
		return store_exec(sv->s, Q_ANSWER_REMOVE, NULL, sv->err, id,
				  ARG_TEXT("member", member),
				  ARG_TEXT("fact", fact));
	return store_exec(sv->s, Q_ANSWER_SAVE, NULL, sv->err, id,
			  ARG_TEXT("member", member), ARG_TEXT("fact", fact),
			  ARG_TEXT("answer", answer));
}

/* Called for each value that differs: rows of their own are written at once,
 * records are only noted, to be written whole. */
static int note_change(const char *path, const char *old, const char *new,
		       void *data)
{
	struct saving *sv = data;
	const char *dot = strrchr(path, '.');
	struct change *c = change_of(sv, path, (size_t)(dot - path));

	note(c, dot + 1, old, new);
	switch (c->path.kind) {
	case PATH_CONCERN:
		return save_concern(sv, dot + 1, new);
	case PATH_FACT:
		return save_answer(sv, c->path.id, dot + 1, new);
	case PATH_FIELD:
		break;
	}
	return 0;
}

static int save_record(struct saving *sv, const struct casepath *p)
{
	struct record_args args = { .n = 0 };
	const struct repeated *r;

	if (p->kind != PATH_FIELD || p->rec == REC_CASE)
		return 0;
	record_arg(&args, ARG_INT("case_id", sv->cf->id));
	if (p->rec == REC_INTAKE) {
		record_args_add(&args, p->rec, &sv->cf->values, "intake");
		return store_run(sv->s, Q_INTAKE_SAVE, args.arg, args.n, NULL,
				 sv->err);
	}
	r = repeated_of(p->rec);
	record_arg(&args, ARG_TEXT("id", p->id));
	if (!casefile_has(sv->cf, p->id))
		return store_run(sv->s, r->remove, args.arg, args.n, NULL,
				 sv->err);
	record_args_add(&args, p->rec, &sv->cf->values, p->id);
	return store_run(sv->s, r->save, args.arg, args.n, NULL, sv->err);
}

static int add_history(struct saving *sv, struct change *c, const char *now,
		       const char *staff)
{
	c->json.out = &c->text;
	jsonout_end_object(&c->json);
	return store_exec(sv->s, Q_HISTORY_ADD, NULL, sv->err,
			  ARG_INT("case_id", sv->cf->id),
			  ARG_INT("revision", sv->cf->revision),
			  ARG_TEXT("at", now), ARG_TEXT("staff", staff),
			  ARG_TEXT("record", c->path.group),
			  ARG_TEXT("changes", c->text.buf));
}

/* R08-00001: the fiscal year in 令和, and the place in it. */
static int make_number(struct casefile *cf, struct store *s, struct err *err)
{
	struct rows rows = ROWS_INIT;
	const char *opened = values_get(&cf->values, "case.opened_at");
	int year = atoi(opened), month = atoi(opened + 5);
	char name[32], number[32];

	if (month < 4)
		year--;
	snprintf(name, sizeof(name), "case-%d", year);
	/* RETURNING would make a table of its own for the one number. */
	if (store_exec(s, Q_SEQUENCE_NEXT, NULL, err, ARG_TEXT("name", name)) ||
	    store_exec(s, Q_SEQUENCE_LAST, &rows, err, ARG_TEXT("name", name)))
		return -1;
	snprintf(number, sizeof(number), "R%02d-%05lld",
		 year - FIRST_REIWA_YEAR, (long long)rows_int(&rows, 0, "n"));
	rows_release(&rows);
	values_set(&cf->values, "case.number", number);
	return 0;
}

static int make_new(struct casefile *cf, struct store *s, const char *now,
		    const char *staff, struct err *err)
{
	char token[TOKEN_SIZE];

	token_make(token);
	values_set(&cf->values, "case.token", token);
	/* A case brought from elsewhere may be older than its entry here. */
	if (!*values_get(&cf->values, "case.opened_at"))
		values_set(&cf->values, "case.opened_at", now);
	values_set(&cf->values, "case.status", "open");
	if (!*values_get(&cf->values, "case.holder"))
		values_set(&cf->values, "case.holder", staff);
	return make_number(cf, s, err);
}

static int save_head(struct casefile *cf, struct store *s, struct err *err)
{
	struct record_args args = { .n = 0 };
	char *title = casefile_title(cf), now[CLOCK_SIZE];
	int r;

	clock_now(now);

	record_arg(&args, ARG_INT("revision", cf->revision));
	record_args_add(&args, REC_CASE, &cf->values, "case");
	record_arg_replace(&args, ARG_TEXT("title", title));
	record_arg_replace(
		&args,
		ARG_TEXT("kana", or_null(casefile_get(cf, "client.kana"))));
	record_arg_replace(&args, ARG_INT("bounces", casefile_returned(cf)));
	record_arg_replace(&args, ARG_TEXT("touched_at", now));
	record_arg_replace(
		&args,
		ARG_TEXT("contact_on",
			 or_null(casefile_get(cf, "intake.next_contact"))));
	if (cf->id) {
		record_arg(&args, ARG_INT("id", cf->id));
		r = store_run(s, Q_CASE_SAVE, args.arg, args.n, NULL, err);
	} else {
		r = store_run(s, Q_CASE_ADD, args.arg, args.n, NULL, err);
		if (!r)
			cf->id = store_last_id(s);
	}
	free(title);
	return r;
}

int casefile_revision(struct store *s, int64_t id, int64_t *revision,
		      struct err *err)
{
	struct rows rows = ROWS_INIT;

	if (store_exec(s, Q_CASE_REVISION, &rows, err, ARG_INT("id", id)))
		return -1;
	*revision = rows.n ? rows_int(&rows, 0, "revision") : 0;
	rows_release(&rows);
	return 0;
}

static int check_revision(const struct casefile *base, struct store *s,
			  struct err *err)
{
	int64_t now;

	if (casefile_revision(s, base->id, &now, err))
		return -1;
	if (now != base->revision)
		return err_set(err, ERR_STALE,
			       _("Case %s was changed by somebody else in the "
				 "meantime; look at it again before saving"),
			       values_get(&base->values, "case.number"));
	return 0;
}

static int save_changes(struct saving *sv, const struct casefile *base,
			const char *now, const char *staff)
{
	int r = values_diff(&base->values, &sv->cf->values, note_change, sv);

	for (size_t i = 0; !r && i < sv->n; i++) {
		r = save_record(sv, &sv->change[i].path);
		if (!r)
			r = add_history(sv, &sv->change[i], now, staff);
	}
	for (size_t i = 0; i < sv->n; i++)
		str_release(&sv->change[i].text);
	free(sv->change);
	return r;
}

static int differs(const char *path, const char *a, const char *b, void *data)
{
	return 1;
}

/* Who holds an open case works here; of a closed one nothing is on its way. */
static int check_loop(const struct casefile *cf, struct store *s,
		      const char *staff, struct err *err)
{
	const char *holder = values_get(&cf->values, "case.holder");
	char id[RECORD_ID_SIZE];

	if (!strcmp(values_get(&cf->values, "case.status"), "open"))
		return strcmp(holder, staff) ? staff_check(s, holder, err) : 0;
	if (!*loop_any(cf, LOOP_OPEN, id))
		return 0;
	return err_input(err, _("This case is closed; reopen it first"));
}

static int save(struct casefile *cf, const struct casefile *base,
		struct store *s, const char *staff, struct err *err)
{
	struct saving sv = { .s = s, .cf = cf, .err = err };
	char now[CLOCK_SIZE];

	clock_now(now);
	if (!base->id && make_new(cf, s, now, staff, err))
		return -1;
	if (strcmp(values_get(&cf->values, "case.holder"),
		   values_get(&base->values, "case.holder"))) {
		values_set(&cf->values, "case.holder_since", now);
		loop_place_people(cf);
	}
	if (check_loop(cf, s, staff, err))
		return -1;
	cf->revision = base->revision + 1;
	return save_head(cf, s, err) || save_changes(&sv, base, now, staff) ? -1
									    : 0;
}

int casefile_save_by(struct casefile *cf, const struct casefile *base,
		     struct store *s, const char *staff, struct err *err)
{
	static const struct casefile nothing = CASEFILE_INIT;
	struct casefile next = CASEFILE_INIT;

	if (!base)
		base = &nothing;
	if (base->id) {
		if (check_revision(base, s, err))
			return -1;
		if (!values_diff(&base->values, &cf->values, differs, NULL))
			return 0;
	}
	/* cf takes the outcome only when all of it is written. */
	casefile_copy(&next, cf);
	next.id = base->id;
	if (save(&next, base, s, staff, err)) {
		casefile_release(&next);
		return -1;
	}
	casefile_release(cf);
	*cf = next;
	return 0;
}

int casefile_save(struct casefile *cf, const struct casefile *base,
		  struct store *s, const char *staff, struct err *err)
{
	return staff_check(s, staff, err) ||
			       casefile_save_by(cf, base, s, staff, err)
		       ? -1
		       : 0;
}

/* ---- the list ---- */

int casefile_list(struct store *s, const struct case_page *page,
		  struct rows *out, struct err *err)
{
	static const enum query queries[][2] = {
		[CASES_OPEN] = { Q_CASES_OPEN_DOWN, Q_CASES_OPEN_UP },
		[CASES_ALL] = { Q_CASES_ALL_DOWN, Q_CASES_ALL_UP },
		[CASES_MINE] = { Q_CASES_MINE_DOWN, Q_CASES_MINE_UP },
	};
	static const char *const told[] = { "title", "kana", NULL };
	struct record_args args = { .n = 0 };

	if (access_house(s, page->staff, ACTION_LIST, err))
		return -1;
	record_arg(&args, ARG_INT("limit", page->limit));
	if (page->back)
		record_arg(&args, ARG_INT("above", page->from));
	else
		record_arg(&args, ARG_INT("below",
					  page->from ? page->from : INT64_MAX));
	if (page->list == CASES_MINE)
		record_arg(&args, ARG_TEXT("staff", page->staff));
	if (store_run(s, queries[page->list][page->back], args.arg, args.n, out,
		      err))
		return -1;
	hidden_mask(out, page->staff, told);
	if (page->back)
		rows_reverse(out);
	return 0;
}
