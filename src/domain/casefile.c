/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The document in memory: its repeated records, and what it is called. */
#include "domain/casefile.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "domain/casepath.h"
#include "text/age.h"
#include "text/utf8.h"

#define TITLE_CHARS 20

void casefile_init(struct casefile *cf)
{
	*cf = (struct casefile)CASEFILE_INIT;
}

void casefile_release(struct casefile *cf)
{
	values_release(&cf->values);
	casefile_init(cf);
}

void casefile_copy(struct casefile *to, const struct casefile *from)
{
	to->id = from->id;
	to->revision = from->revision;
	values_copy(&to->values, &from->values);
}

static const char *get(const struct casefile *cf, const char *id,
		       const char *leaf)
{
	char path[PATH_SIZE];

	casepath_join(path, id, leaf);
	return values_get(&cf->values, path);
}

static void set_number(struct casefile *cf, const char *id, const char *leaf,
		       long n)
{
	char path[PATH_SIZE], text[24];

	casepath_join(path, id, leaf);
	snprintf(text, sizeof(text), "%ld", n);
	values_set(&cf->values, path, text);
}

/* ---- members, consents, referrals … ---- */

bool casefile_has(const struct casefile *cf, const char *id)
{
	return *get(cf, id, "position");
}

struct place {
	long position;
	long number;
	const char *path; /* "m2.position" */
};

static int by_position(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	if (x->position != y->position)
		return x->position < y->position ? -1 : 1;
	return (x->number > y->number) - (x->number < y->number);
}

void casefile_ids(const struct casefile *cf, enum record rec,
		  struct record_ids *out)
{
	struct place place[ARRAY_SIZE(out->id)] = { { 0 } };
	char first[2] = { record_desc(rec)->letter, '\0' };

	out->n = 0;
	for (size_t i = values_lower(&cf->values, first);
	     i < cf->values.n && cf->values.v[i].path[0] == *first; i++) {
		const char *path = cf->values.v[i].path;
		struct casepath p;

		/* Each of them has one, and few other paths end so. */
		if (!streq(strchr(path, '.'), ".position") ||
		    casepath_parse(&p, path) || p.rec != rec ||
		    out->n == ARRAY_SIZE(place))
			continue;
		place[out->n].position = atol(cf->values.v[i].text);
		place[out->n].number = atol(path + 1);
		place[out->n++].path = path;
	}
	qsort(place, out->n, sizeof(*place), by_position);
	for (size_t i = 0; i < out->n; i++) {
		size_t len = strcspn(place[i].path, ".");

		memcpy(out->id[i], place[i].path, len);
		out->id[i][len] = '\0';
	}
}

/* A number is given out once in a case, so that m2 never means two people. */
void casefile_next_id(const struct casefile *cf, enum record rec,
		      char id[RECORD_ID_SIZE])
{
	struct record_ids ids;
	long last = 0;

	casefile_ids(cf, rec, &ids);
	for (size_t i = 0; i < ids.n; i++)
		if (atol(ids.id[i] + 1) > last)
			last = atol(ids.id[i] + 1);
	if (rec == REC_MEMBER) {
		long used = atol(get(cf, "case", "last_member"));

		last = used > last ? used : last;
	}
	snprintf(id, RECORD_ID_SIZE, "%c%ld", record_desc(rec)->letter,
		 (last + 1) % 1000);
}

int casefile_add(struct casefile *cf, enum record rec, char id[RECORD_ID_SIZE],
		 struct err *err)
{
	const struct record_desc *d = record_desc(rec);
	struct record_ids ids;
	long last = 0;

	casefile_ids(cf, rec, &ids);
	casefile_next_id(cf, rec, id);
	if (ids.n >= (size_t)d->max || !strcmp(id + 1, "0"))
		return err_input(err,
				 _("%s: a case has room for %d, and they are "
				   "all taken"),
				 d->label, d->max);
	if (ids.n)
		last = atol(get(cf, ids.id[ids.n - 1], "position"));
	set_number(cf, id, "position", last + 1);
	if (rec == REC_MEMBER)
		set_number(cf, "case", "last_member", atol(id + 1));
	return 0;
}

static int no_record(const char *id, struct err *err)
{
	return err_input(err, _("%.8s: this case has no such entry"), id);
}

int casefile_remove(struct casefile *cf, const char *id, struct err *err)
{
	char below[RECORD_ID_SIZE + 1];
	size_t i;

	if (record_of_id(id) == REC_N || !casefile_has(cf, id))
		return no_record(id, err);
	snprintf(below, sizeof(below), "%s.", id);
	i = values_lower(&cf->values, below);
	while (i < cf->values.n &&
	       skip_prefix(cf->values.v[i].path, below, NULL)) {
		char path[PATH_SIZE];

		snprintf(path, sizeof(path), "%s", cf->values.v[i].path);
		values_set(&cf->values, path, "");
	}
	return 0;
}

int casefile_move(struct casefile *cf, const char *id, size_t to,
		  struct err *err)
{
	enum record rec = record_of_id(id);
	struct record_ids ids;
	long position = 1;
	size_t at = 0;

	if (rec == REC_N || !casefile_has(cf, id))
		return no_record(id, err);
	casefile_ids(cf, rec, &ids);
	for (size_t i = 0; i < ids.n; i++) {
		if (!strcmp(ids.id[i], id))
			continue;
		if (at++ == to)
			set_number(cf, id, "position", position++);
		set_number(cf, ids.id[i], "position", position++);
	}
	if (to >= at)
		set_number(cf, id, "position", position);
	return 0;
}

/* ---- what is read off it ---- */

const char *casefile_client(const struct casefile *cf, char id[RECORD_ID_SIZE])
{
	struct record_ids ids;

	casefile_ids(cf, REC_MEMBER, &ids);
	for (size_t i = 0; i < ids.n; i++) {
		if (strcmp(get(cf, ids.id[i], "relation"), "client"))
			continue;
		snprintf(id, RECORD_ID_SIZE, "%s", ids.id[i]);
		return id;
	}
	return NULL;
}

int casefile_age(const struct casefile *cf, const char *member_id)
{
	const char *age = get(cf, member_id, "age");
	struct date birth, day;

	if (date_from_iso(get(cf, member_id, "birth"), &birth)) {
		if (!date_from_iso(get(cf, "intake", "received_at"), &day))
			day = date_today();
		return age_on(birth, day);
	}
	return *age ? atoi(age) : -1;
}

/* The first line, cut to what a list has room for. */
static char *shortened(const char *text)
{
	size_t len = strcspn(text, "\n");
	size_t cut = utf8_limit(text, len, TITLE_CHARS);

	return cut < len ? xstrfmt("%.*s…", (int)cut, text)
			 : xstrndup(text, len);
}

char *casefile_title(const struct casefile *cf)
{
	static const char *const paths[] = {
		"client.called", "client.name",      "client.kana",
		"intake.place",  "intake.complaint",
	};

	for (size_t i = 0; i < ARRAY_SIZE(paths); i++) {
		const char *text = casefile_get(cf, paths[i]);

		if (*text && *text != '\n')
			return shortened(text);
	}
	return xstrdup("（名前なし）");
}
