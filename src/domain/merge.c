/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/merge.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "domain/casepath.h"

void changes_release(struct changes *changes)
{
	for (size_t i = 0; i < changes->n; i++) {
		free(changes->e[i].base);
		free(changes->e[i].mine);
	}
	free(changes->e);
	*changes = (struct changes)CHANGES_INIT;
}

void changes_add(struct changes *changes, const char *path, const char *base,
		 const char *mine)
{
	struct change *e;

	ALLOC_GROW(changes->e, changes->n + 1, changes->alloc);
	e = &changes->e[changes->n++];
	e->path[0] = '\0';
	strncat(e->path, path, sizeof(e->path) - 1);
	e->base = xstrdup(str_or_empty(base));
	e->mine = xstrdup(str_or_empty(mine));
}

void conflicts_release(struct conflicts *conflicts)
{
	for (size_t i = 0; i < conflicts->n; i++) {
		struct conflict *c = &conflicts->c[i];

		free(c->base);
		free(c->theirs);
		free(c->mine);
		free(c->who);
		free(c->when);
	}
	free(conflicts->c);
	*conflicts = (struct conflicts)CONFLICTS_INIT;
}

/* "m2" of "m2.fact.withdrawn"; "" where there is only one. */
static void id_of(const char *path, char id[RECORD_ID_SIZE])
{
	/* A letter and a number, which most paths do not begin with. */
	bool numbered = path[0] && path[1] >= '1' && path[1] <= '9';
	size_t len = numbered ? strcspn(path, ".") : 0;

	if (len >= RECORD_ID_SIZE)
		len = 0;
	memcpy(id, path, len);
	id[len] = '\0';
	if (len && record_of_id(id) == REC_N)
		id[0] = '\0';
}

static bool below(const char *path, const char *id)
{
	const char *rest;

	return skip_prefix(path, id, &rest) && *rest == '.';
}

static const struct change *find(const struct changes *changes, const char *id,
				 const char *leaf)
{
	for (size_t i = 0; i < changes->n; i++)
		if (below(changes->e[i].path, id) &&
		    !strcmp(changes->e[i].path + strlen(id) + 1, leaf))
			return &changes->e[i];
	return NULL;
}

/* ---- new numbers ---- */

static void next_free(const struct changes *changes,
		      const struct casefile *theirs, const char *id,
		      char out[RECORD_ID_SIZE])
{
	long n;

	casefile_next_id(theirs, record_of_id(id), out);
	n = strtol(out + 1, NULL, 10);
	for (size_t i = 0; i < changes->n; i++) {
		const char *path = changes->e[i].path;
		long used = path[0] == id[0] ? strtol(path + 1, NULL, 10) : 0;

		if (used >= n)
			n = used + 1;
	}
	snprintf(out, RECORD_ID_SIZE, "%c%ld", id[0], n % 10000);
}

static void rename_id(struct changes *changes, const char *old, const char *new)
{
	for (size_t i = 0; i < changes->n; i++) {
		struct change *e = &changes->e[i];
		const char *leaf = strrchr(e->path, '.');

		if (below(e->path, old)) {
			char *path =
				xstrfmt("%s%s", new, e->path + strlen(old));

			snprintf(e->path, sizeof(e->path), "%s", path);
			free(path);
		} else if (leaf && !strcmp(leaf, ".member") &&
			   !strcmp(e->mine, old)) {
			free(e->mine);
			e->mine = xstrdup(new);
		} else if (!strcmp(e->path, "case.last_member") &&
			   *new == 'm' &&
			   atol(e->mine) < strtol(new + 1, NULL, 10)) {
			free(e->mine);
			e->mine = xstrdup(new + 1);
		}
	}
}

bool changes_renumber(struct changes *changes, const struct casefile *theirs)
{
	char id[RECORD_ID_SIZE], fresh[RECORD_ID_SIZE];
	bool any = false;

	for (size_t i = 0; i < changes->n; i++) {
		const struct change *e = &changes->e[i];

		id_of(e->path, id);
		if (!*id || *e->base || !*e->mine ||
		    strcmp(e->path + strlen(id), ".position") ||
		    !casefile_has(theirs, id))
			continue;
		next_free(changes, theirs, id, fresh);
		rename_id(changes, id, fresh);
		any = true;
	}
	return any;
}

/* ---- merging ---- */

struct merging {
	const struct changes *changes;
	const struct casefile *theirs;
	struct casefile *out;
	const struct conflicts *before; /* with choices */
	struct conflicts now;
};

static enum conflict_choice conflict(struct merging *m, const char *path,
				     const char *base, const char *theirs,
				     const char *mine)
{
	struct conflict *c;

	ALLOC_GROW(m->now.c, m->now.n + 1, m->now.alloc);
	c = &m->now.c[m->now.n++];
	*c = (struct conflict){ .base = xstrdup(base),
				.theirs = xstrdup(theirs),
				.mine = xstrdup(mine),
				.who = xstrdup(""),
				.when = xstrdup("") };
	snprintf(c->path, sizeof(c->path), "%s", path);
	for (size_t i = 0; i < m->before->n; i++) {
		const struct conflict *old = &m->before->c[i];

		if (!strcmp(old->path, path) && !strcmp(old->theirs, theirs) &&
		    !strcmp(old->mine, mine))
			c->choice = old->choice;
	}
	return c->choice;
}

static bool touched(const struct changes *changes, const char *id)
{
	for (size_t i = 0; i < changes->n; i++)
		if (below(changes->e[i].path, id) &&
		    strcmp(changes->e[i].base, changes->e[i].mine))
			return true;
	return false;
}

/* Did they change anything in the record that is taken out here? */
static bool touched_by_them(const struct merging *m, const char *id)
{
	char from[RECORD_ID_SIZE + 1];
	size_t i;

	for (i = 0; i < m->changes->n; i++)
		if (below(m->changes->e[i].path, id) &&
		    strcmp(m->changes->e[i].base,
			   values_get(&m->theirs->values,
				      m->changes->e[i].path)))
			return true;
	snprintf(from, sizeof(from), "%s.", id);
	for (i = values_lower(&m->theirs->values, from);
	     i < m->theirs->values.n && below(m->theirs->values.v[i].path, id);
	     i++)
		if (!find(m->changes, id,
			  m->theirs->values.v[i].path + strlen(from)))
			return true;
	return false;
}

/* What a record is called in the question whether it stays. */
static const char *summary(const struct merging *m, const char *id, bool mine)
{
	static const char *const leaves[] = { "called",     "name",
					      "kana",       "relation",
					      "recipients", "to_body",
					      "target",     "rule" };
	char path[PATH_SIZE];

	for (size_t i = 0; i < ARRAY_SIZE(leaves); i++) {
		const struct change *e = find(m->changes, id, leaves[i]);
		const char *text;

		snprintf(path, sizeof(path), "%s.%s", id, leaves[i]);
		text = mine ? e ? e->mine : ""
			    : values_get(&m->theirs->values, path);
		if (*text)
			return text;
	}
	return id;
}

static void take_out(struct merging *m, const char *id)
{
	casefile_remove(m->out, id, NULL);
}

static void put_back(struct merging *m, const char *id)
{
	for (size_t i = 0; i < m->changes->n; i++)
		if (below(m->changes->e[i].path, id))
			values_set(&m->out->values, m->changes->e[i].path,
				   m->changes->e[i].mine);
}

/* Was a record that once was there taken out, here or there? */
static bool taken_out(const struct merging *m, const char *id)
{
	const struct change *position = find(m->changes, id, "position");

	return position && *position->base &&
	       (!*position->mine || !casefile_has(m->theirs, id));
}

/* Then it is settled as a whole: does it stay or go? */
static void settle_record(struct merging *m, const char *id)
{
	bool gone_here = !*find(m->changes, id, "position")->mine;
	bool gone_there = !casefile_has(m->theirs, id);

	if (gone_here && gone_there)
		return;
	if (gone_there) {
		if (touched(m->changes, id) &&
		    conflict(m, id, id, "", summary(m, id, true)) ==
			    CHOOSE_MINE)
			put_back(m, id);
	} else if (!touched_by_them(m, id) ||
		   conflict(m, id, id, summary(m, id, false), "") ==
			   CHOOSE_MINE) {
		take_out(m, id);
	}
}

/* Is there another box marked main that the person here has not seen? */
static const char *other_main(const struct merging *m, const char *path)
{
	const struct values *v = &m->theirs->values;

	for (size_t i = values_lower(v, "concern.");
	     i < v->n && below(v->v[i].path, "concern"); i++) {
		const struct change *e =
			find(m->changes, "concern", v->v[i].path + 8);

		if (!strcmp(v->v[i].text, "main") &&
		    strcmp(v->v[i].path, path) &&
		    (!e || strcmp(e->base, "main")))
			return v->v[i].path;
	}
	return NULL;
}

/* Two main boxes, or two clients, made on either side. */
static bool settle_pair(struct merging *m, const struct change *e)
{
	const char *theirs = values_get(&m->theirs->values, e->path);
	const char *rival = NULL;
	char client[PATH_SIZE], id[RECORD_ID_SIZE];
	bool box = below(e->path, "concern");

	id_of(e->path, id);
	if (box && !strcmp(e->mine, "main")) {
		rival = other_main(m, e->path);
	} else if (*id && !strcmp(e->path + strlen(id), ".relation") &&
		   !strcmp(e->mine, "client") &&
		   casefile_client(m->theirs, id) && !below(e->path, id)) {
		const struct change *left = find(m->changes, id, "relation");

		snprintf(client, sizeof(client), "%s.relation", id);
		/* Who was the client before may have been changed here. */
		if (!left || strcmp(left->base, "client"))
			rival = client;
	}
	if (!rival)
		return false;
	switch (conflict(m, e->path, e->base, theirs, e->mine)) {
	case CHOOSE_MINE:
		values_set(&m->out->values, rival, box ? "other" : "");
		values_set(&m->out->values, e->path, e->mine);
		break;
	case CHOOSE_THEIRS:
		if (box)
			values_set(&m->out->values, e->path, "other");
		break;
	case CHOOSE_NONE:
		break;
	}
	return true;
}

static void merge_field(struct merging *m, const struct change *e)
{
	const char *theirs = values_get(&m->theirs->values, e->path);
	const char *leaf = strrchr(e->path, '.') + 1;

	if (!strcmp(e->base, e->mine) || !strcmp(theirs, e->mine) ||
	    settle_pair(m, e))
		return;
	if (!strcmp(e->path, "case.last_member")) {
		if (atol(theirs) < atol(e->mine))
			values_set(&m->out->values, e->path, e->mine);
		return;
	}
	/* The order of a list is not worth a question. */
	if (!strcmp(theirs, e->base) || !strcmp(leaf, "position") ||
	    conflict(m, e->path, e->base, theirs, e->mine) == CHOOSE_MINE)
		values_set(&m->out->values, e->path, e->mine);
}

size_t merge(const struct changes *changes, const struct casefile *theirs,
	     struct casefile *out, struct conflicts *conflicts)
{
	struct merging m = { .changes = changes,
			     .theirs = theirs,
			     .out = out,
			     .before = conflicts };
	char id[RECORD_ID_SIZE], last[RECORD_ID_SIZE] = "";
	size_t open = 0;
	bool gone = false;

	casefile_copy(out, theirs);
	for (size_t i = 0; i < changes->n; i++) {
		id_of(changes->e[i].path, id);
		/* Those of a record stand together. */
		if (*id && strcmp(id, last)) {
			strcpy(last, id);
			gone = taken_out(&m, id);
			if (gone)
				settle_record(&m, id);
		}
		if (!*id || !gone)
			merge_field(&m, &changes->e[i]);
	}
	for (size_t i = 0; i < m.now.n; i++)
		open += m.now.c[i].choice == CHOOSE_NONE;
	conflicts_release(conflicts);
	*conflicts = m.now;
	return open;
}
