/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/draft_io.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/str.h"
#include "domain/casepath.h"

/*
 * What was set aside at a path is a row of its own, with a sign behind the
 * path that no path has: it is numbered anew and cleared along with the rest.
 */
#define ASIDE_SIGN '?'

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

int draft_write_aside(const struct draft *d, struct store *s, const char *path,
		      const char *text, struct err *err)
{
	struct str row = STR_INIT;
	int r;

	str_addf(&row, "%s%c", path, ASIDE_SIGN);
	r = store_exec(s, Q_DRAFT_FIELD_SAVE, NULL, err,
		       ARG_INT("draft_id", d->id), ARG_TEXT("path", row.buf),
		       ARG_TEXT("base", NULL),
		       ARG_TEXT("value", or_null(text)));
	str_release(&row);
	return r;
}

/* Is it the row of a text set aside? */
static bool is_aside(const char *path)
{
	return *path && path[strlen(path) - 1] == ASIDE_SIGN;
}

static int read_rows(struct changes *changes, struct store *s, int64_t draft_id,
		     struct err *err)
{
	struct rows rows = ROWS_INIT;
	size_t path, base, value;

	if (store_exec(s, Q_DRAFT_FIELD_LIST, &rows, err,
		       ARG_INT("draft_id", draft_id)))
		return -1;
	path = rows_col(&rows, "path");
	base = rows_col(&rows, "base");
	value = rows_col(&rows, "value");
	for (size_t i = 0; i < rows.n; i++) {
		size_t at = i * rows.cols_n;

		changes_add(changes, rows.cell[at + path], rows.cell[at + base],
			    rows.cell[at + value]);
	}
	rows_release(&rows);
	return 0;
}

/* The texts set aside go from changes to aside. */
static void take_asides(struct changes *changes, struct values *aside)
{
	size_t kept = 0;

	for (size_t i = 0; i < changes->n; i++) {
		struct change *e = &changes->e[i];

		if (!is_aside(e->path)) {
			changes->e[kept++] = *e;
			continue;
		}
		e->path[strlen(e->path) - 1] = '\0';
		values_set(aside, e->path, e->mine);
		free(e->base);
		free(e->mine);
	}
	changes->n = kept;
}

int draft_changes(struct changes *changes, struct store *s, int64_t draft_id,
		  struct err *err)
{
	struct values aside = VALUES_INIT;
	int r = read_rows(changes, s, draft_id, err);

	take_asides(changes, &aside);
	values_release(&aside);
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
		r = read_rows(&changes, s, d->id, err);
	if (!r && changes_renumber(&changes, &d->base))
		r = write_anew(d, s, &changes, err);
	take_asides(&changes, &d->aside);
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
