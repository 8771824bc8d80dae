/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signing off: the draft becomes the case, merged with what others saved. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/json.h"
#include "base/mem.h"
#include "domain/casepath.h"
#include "domain/casetriage.h"
#include "domain/draft_claim.h"
#include "domain/draft_io.h"
#include "domain/ledger.h"
#include "domain/loop_place.h"

/* Does this row of the history tell of the conflict's path? Of two main boxes
 * or two clients theirs was set at another path: rival. */
static bool tells(const struct rows *rows, size_t row, const struct casepath *p,
		  const char *path, bool rival)
{
	const char *record = rows_text(rows, row, "record");
	const char *text = rows_text(rows, row, "changes"), *rest;
	struct js *changes;
	bool yes;

	if (!p->leaf) /* a lone id: the record as a whole, "m2.fact" too */
		return skip_prefix(record, path, &rest) &&
		       (!*rest || *rest == '.');
	if (rival && p->kind == PATH_CONCERN)
		return !strcmp(record, p->group);
	if (!rival && strcmp(record, p->group))
		return false;
	changes = js_parse(text, strlen(text), "history", NULL);
	yes = changes && js_get(changes, p->leaf);
	js_free(changes);
	return yes;
}

/* Who saved theirs, and when: the last one since the draft began. */
static int say_who(struct conflicts *conflicts, const struct draft *d,
		   struct store *s, int64_t since, struct err *err)
{
	struct rows rows = ROWS_INIT;

	if (ledger_history(s, d->base.id, since, &rows, err))
		return -1;
	for (size_t i = 0; i < conflicts->n; i++) {
		struct conflict *c = &conflicts->c[i];
		bool rival = !strcmp(c->base, c->theirs);
		struct casepath p;

		if (casepath_parse(&p, c->path))
			p.leaf = NULL;
		for (size_t k = rows.n; k-- > 0;) {
			if (!tells(&rows, k, &p, c->path, rival))
				continue;
			free(c->who);
			free(c->when);
			c->who = xstrdup(rows_text(&rows, k, "staff_name"));
			c->when = xstrdup(rows_text(&rows, k, "at"));
			break;
		}
	}
	rows_release(&rows);
	return 0;
}

static int draft_since(const struct draft *d, struct store *s, int64_t *since,
		       struct err *err)
{
	struct rows row = ROWS_INIT;

	if (store_exec(s, Q_DRAFT_BY_ID, &row, err, ARG_INT("id", d->id)))
		return -1;
	*since = rows_int(&row, 0, "case_revision");
	rows_release(&row);
	return 0;
}

/* What is worked out before the gate is taken. */
struct signing {
	struct casefile theirs; /* the case as it stands */
	struct casefile merged; /* with what was typed */
	struct values answer;   /* of the rules */
};

static void signing_release(struct signing *sg)
{
	casefile_release(&sg->theirs);
	casefile_release(&sg->merged);
	values_release(&sg->answer);
}

/*
 * What was sent in the meantime, or has moved on since, is not sent again:
 * its clock runs from the first time.
 */
static void forget_sent(struct changes *changes, const struct casefile *theirs)
{
	size_t kept = 0;

	for (size_t i = 0; i < changes->n; i++) {
		struct change *e = &changes->e[i];
		struct casepath p;
		const char *leaf = strchr(e->path, '.');
		bool sending =
			(streq(leaf, ".state") || streq(leaf, ".sent_at")) &&
			!casepath_parse(&p, e->path) && p.rec == REC_REFERRAL;

		if (sending && casefile_has(theirs, p.id) &&
		    loop_state_of(theirs, p.id) != LOOP_DRAFT) {
			free(e->base);
			free(e->mine);
			continue;
		}
		changes->e[kept++] = *e;
	}
	changes->n = kept;
}

/* 1: there are conflicts. */
static int prepare(struct signing *sg, const struct draft *d, struct store *s,
		   const struct rules *rules, struct conflicts *conflicts,
		   struct err *err)
{
	struct changes changes = CHANGES_INIT;
	size_t open;

	if ((d->base.id && casefile_load(&sg->theirs, s, d->base.id, err)) ||
	    draft_changes(&changes, s, d->id, err)) {
		changes_release(&changes);
		return -1;
	}
	changes_renumber(&changes, &sg->theirs);
	forget_sent(&changes, &sg->theirs);
	open = merge(&changes, &sg->theirs, &sg->merged, conflicts);
	if (!open)
		casefile_decide_and_tell(&sg->merged, rules, &sg->answer);
	changes_release(&changes);
	return open ? 1 : 0;
}

/* Under the gate. *moved: others have saved the case since it was read, and
 * nothing is written. */
static int write(struct signing *sg, struct draft *d, struct store *s,
		 bool *moved, struct err *err)
{
	struct casefile *theirs = &sg->theirs;
	int64_t revision = 0;

	if (draft_still_mine(d, s, err) ||
	    (theirs->id && casefile_revision(s, theirs->id, &revision, err)))
		return -1;
	*moved = revision != theirs->revision;
	if (*moved)
		return 0;
	if (casefile_save_decided(&sg->merged, theirs->id ? theirs : NULL, s,
				  d->staff, &sg->answer, err) ||
	    draft_end(d, s, "signed", sg->merged.id, err) ||
	    store_exec(s, Q_DRAFT_FIELD_CLEAR, NULL, err,
		       ARG_INT("draft_id", d->id)))
		return -1;
	return store_commit(s, err);
}

static int sign_off(struct signing *sg, struct draft *d, struct store *s,
		    const struct rules *rules, struct conflicts *conflicts,
		    struct err *err)
{
	bool moved = true;
	int r = 0;

	while (!r && moved) {
		r = prepare(sg, d, s, rules, conflicts, err);
		if (!r)
			r = store_begin(s, err);
		if (!r)
			r = write(sg, d, s, &moved, err);
		store_rollback(s);
	}
	return r;
}

int draft_sign_off(struct draft *d, struct store *s, const struct rules *rules,
		   struct conflicts *conflicts, int64_t *case_id,
		   struct err *err)
{
	struct signing sg = { .theirs = CASEFILE_INIT };
	int64_t since = 0;
	int r;

	if (d->aside.n)
		return err_input(err,
				 _("\"%s\" is not right yet where it "
				   "stands; correct it, or empty the "
				   "field"),
				 d->aside.v[0].text);
	r = sign_off(&sg, d, s, rules, conflicts, err);

	if (!r)
		*case_id = sg.merged.id;
	if (r == 1 &&
	    (draft_still_mine(d, s, err) || draft_since(d, s, &since, err) ||
	     say_who(conflicts, d, s, since, err)))
		r = -1;
	signing_release(&sg);
	return r;
}
