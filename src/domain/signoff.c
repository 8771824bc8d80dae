/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signing off: the draft becomes the case, merged with what others saved. */
#include <string.h>

#include "base/json.h"
#include "base/mem.h"
#include "domain/casepath.h"
#include "domain/casetriage.h"
#include "domain/draft_io.h"
#include "domain/ledger.h"

/* Does this row of the history tell of the conflict's path? */
static bool tells(const struct rows *rows, size_t row, const struct casepath *p,
		  const char *path)
{
	const char *record = rows_text(rows, row, "record");
	const char *text = rows_text(rows, row, "changes");
	struct js *changes;
	bool yes;

	if (!p->leaf) /* a lone id: the record as a whole */
		return !strcmp(record, path);
	if (strcmp(record, p->group))
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
		struct casepath p;

		if (casepath_parse(&p, c->path))
			p.leaf = NULL;
		for (size_t k = rows.n; k-- > 0;) {
			if (!tells(&rows, k, &p, c->path))
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

static int finish(struct draft *d, struct store *s, struct casefile *merged,
		  const struct casefile *theirs, const struct rules *rules,
		  struct err *err)
{
	if (casefile_save_triaged(merged, theirs->id ? theirs : NULL, s,
				  d->staff, rules, err) ||
	    draft_end(d, s, "signed", merged->id, err))
		return -1;
	return store_exec(s, Q_DRAFT_FIELD_CLEAR, NULL, err,
			  ARG_INT("draft_id", d->id));
}

static int sign_off(struct draft *d, struct store *s,
		    struct conflicts *conflicts, struct casefile *merged,
		    struct casefile *theirs, struct changes *changes,
		    const struct rules *rules, struct err *err)
{
	int64_t since = 0;

	if (draft_still_mine(d, s, err) ||
	    (d->base.id && casefile_load(theirs, s, d->base.id, err)) ||
	    draft_changes(changes, s, d->id, err))
		return -1;
	changes_renumber(changes, theirs);
	if (!merge(changes, theirs, merged, conflicts))
		return finish(d, s, merged, theirs, rules, err);
	if (draft_since(d, s, &since, err) ||
	    say_who(conflicts, d, s, since, err))
		return -1;
	return 1;
}

int draft_sign_off(struct draft *d, struct store *s, const struct rules *rules,
		   struct conflicts *conflicts, int64_t *case_id,
		   struct err *err)
{
	struct casefile merged = CASEFILE_INIT, theirs = CASEFILE_INIT;
	struct changes changes = CHANGES_INIT;
	int r;

	if (store_begin(s, err))
		return -1;
	r = sign_off(d, s, conflicts, &merged, &theirs, &changes, rules, err);
	if (!r)
		r = store_commit(s, err);
	store_rollback(s);
	if (!r)
		*case_id = merged.id;
	casefile_release(&merged);
	casefile_release(&theirs);
	changes_release(&changes);
	return r;
}
