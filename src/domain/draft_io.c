/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/draft_io.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/str.h"
#include "domain/casepath.h"

struct writing {
	const struct draft *d;
	struct store *s;
	char whole[RECORD_ID_SIZE]; /* already kept along */
	struct err *err;
};

static const char *or_null(const char *text)
{
	return *text ? text : NULL;
}

/* The first base of a path stays; only its value follows. */
static int write_row(struct writing *w, const char *path, const char *value)
{
	const char *base = values_get(&w->d->base.values, path);

	return store_exec(w->s, Q_DRAFT_FIELD_SAVE, NULL, w->err,
			  ARG_INT("draft_id", w->d->id), ARG_TEXT("path", path),
			  ARG_TEXT("base", or_null(base)),
			  ARG_TEXT("value", or_null(value)));
}

/*
 * Who touches one field of a member keeps all of it along: only so can the
 * merge tell that somebody else has taken the member out, and put it back.
 */
static int keep_along(struct writing *w, const char *id)
{
	const struct values *base = &w->d->base.values;
	char from[RECORD_ID_SIZE + 1];

	if (!strcmp(w->whole, id) || !casefile_has(&w->d->base, id))
		return 0;
	snprintf(w->whole, sizeof(w->whole), "%s", id);
	snprintf(from, sizeof(from), "%s.", id);
	for (size_t i = values_lower(base, from);
	     i < base->n && skip_prefix(base->v[i].path, from, NULL); i++)
		if (store_exec(w->s, Q_DRAFT_FIELD_KEEP, NULL, w->err,
			       ARG_INT("draft_id", w->d->id),
			       ARG_TEXT("path", base->v[i].path),
			       ARG_TEXT("base", base->v[i].text)))
			return -1;
	return 0;
}

static int write_change(const char *path, const char *old, const char *new,
			void *data)
{
	struct writing *w = data;
	struct casepath p;

	if (!casepath_parse(&p, path) && *p.id && keep_along(w, p.id))
		return -1;
	return write_row(w, path, new);
}

int draft_write(struct draft *d, struct store *s, const struct casefile *next,
		struct err *err)
{
	struct writing w = { .d = d, .s = s, .err = err };

	return values_diff(&d->doc.values, &next->values, write_change, &w);
}

int draft_changes(struct changes *changes, struct store *s, int64_t draft_id,
		  struct err *err)
{
	struct rows rows = ROWS_INIT;
	int r = store_exec(s, Q_DRAFT_FIELD_LIST, &rows, err,
			   ARG_INT("draft_id", draft_id));

	for (size_t i = 0; !r && i < rows.n; i++)
		changes_add(changes, rows_text(&rows, i, "path"),
			    rows_text(&rows, i, "base"),
			    rows_text(&rows, i, "value"));
	rows_release(&rows);
	return r;
}

/* Renumbered here, so that on screen nobody's members are mixed up. */
static int write_anew(struct draft *d, struct store *s,
		      const struct changes *changes, struct err *err)
{
	int r = store_exec(s, Q_DRAFT_FIELD_CLEAR, NULL, err,
			   ARG_INT("draft_id", d->id));

	for (size_t i = 0; !r && i < changes->n; i++) {
		const struct change *e = &changes->e[i];

		r = store_exec(s, Q_DRAFT_FIELD_SAVE, NULL, err,
			       ARG_INT("draft_id", d->id),
			       ARG_TEXT("path", e->path),
			       ARG_TEXT("base", or_null(e->base)),
			       ARG_TEXT("value", or_null(e->mine)));
	}
	return r;
}

int draft_read(struct draft *d, struct store *s, int64_t case_id,
	       struct err *err)
{
	struct changes changes = CHANGES_INIT;
	int r = case_id ? casefile_load(&d->base, s, case_id, err) : 0;

	if (!r)
		r = draft_changes(&changes, s, d->id, err);
	if (!r && changes_renumber(&changes, &d->base))
		r = write_anew(d, s, &changes, err);
	if (!r)
		casefile_copy(&d->doc, &d->base);
	for (size_t i = 0; !r && i < changes.n; i++)
		if (strcmp(changes.e[i].base, changes.e[i].mine))
			values_set(&d->doc.values, changes.e[i].path,
				   changes.e[i].mine);
	changes_release(&changes);
	return r;
}

int draft_end(const struct draft *d, struct store *s, const char *state,
	      int64_t case_id, struct err *err)
{
	struct arg of = ARG_INT("case_id", case_id);
	char now[CLOCK_SIZE];

	if (!case_id)
		of = ARG_TEXT("case_id", NULL);
	clock_now(now);
	return store_exec(s, Q_DRAFT_END, NULL, err, ARG_INT("id", d->id),
			  ARG_TEXT("state", state), of, ARG_TEXT("at", now),
			  ARG_TEXT("staff", d->staff));
}
