/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/casepath.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"

enum record record_of_id(const char *id)
{
	size_t digits = id[0] ? strspn(id + 1, "0123456789") : 0;

	if (!digits || digits > 3 || id[1 + digits] || id[1] == '0')
		return REC_N;
	for (int rec = 0; rec < REC_N; rec++)
		if (record_desc(rec)->letter == id[0])
			return rec;
	return REC_N;
}

int casepath_join(char out[PATH_SIZE], const char *head, const char *leaf)
{
	size_t head_len = strlen(head), leaf_len = strlen(leaf);

	*out = '\0';
	if (head_len + 1 + leaf_len >= PATH_SIZE)
		return -1;
	memcpy(out, head, head_len);
	out[head_len] = '.';
	memcpy(out + head_len + 1, leaf, leaf_len + 1);
	return 0;
}

static int parse_field(struct casepath *p, const char *rest)
{
	p->kind = PATH_FIELD;
	p->leaf = rest;
	p->field = record_field(p->rec, rest);
	return p->field ? 0 : -1;
}

int casepath_parse(struct casepath *p, const char *path)
{
	const char *dot = strchr(path, '.'), *rest;
	size_t head_len = dot ? (size_t)(dot - path) : 0;

	*p = (struct casepath){ .rec = REC_N };
	if (!head_len || head_len >= RECORD_ID_SIZE || !dot[1] ||
	    strlen(path) >= PATH_SIZE)
		return -1;
	memcpy(p->group, path, head_len); /* and NULs behind it */
	rest = dot + 1;
	if (!strcmp(p->group, "concern") || !strcmp(p->group, "fact")) {
		p->kind = *path == 'c' ? PATH_CONCERN : PATH_FACT;
		p->leaf = rest;
		return 0;
	}
	if (!strcmp(p->group, "case") || !strcmp(p->group, "intake")) {
		p->rec = *path == 'c' ? REC_CASE : REC_INTAKE;
		return parse_field(p, rest);
	}
	p->rec = record_of_id(p->group);
	if (p->rec == REC_N)
		return -1;
	memcpy(p->id, p->group, head_len + 1);
	if (p->rec == REC_MEMBER && skip_prefix(rest, "fact.", &rest)) {
		p->kind = PATH_FACT;
		p->leaf = rest;
		casepath_join(p->group, p->id, "fact");
		return *rest ? 0 : -1;
	}
	return parse_field(p, rest);
}

/* ---- the path as a person wrote it ---- */

/* "client.kana" → "m1.kana"; what has no alias is copied. */
static int resolve(const struct casefile *cf, const char *path,
		   char out[PATH_SIZE])
{
	const char *rest;
	char id[RECORD_ID_SIZE];

	if (strlen(path) >= PATH_SIZE)
		return -1;
	if (!skip_prefix(path, "client.", &rest)) {
		strcpy(out, path);
		return 0;
	}
	if (!casefile_client(cf, id))
		casefile_next_id(cf, REC_MEMBER, id);
	return casepath_join(out, id, rest);
}

static int no_path(const char *path, struct err *err)
{
	return err_input(err, _("%.60s: a case has no such field"), path);
}

static int check_fact(const struct casepath *p, const struct facts *facts,
		      const char *path, const char *value, struct err *err)
{
	int i = facts_find(facts, p->leaf);
	const char *near;

	if (i < 0) {
		near = facts_nearest(facts, p->leaf);
		if (near)
			return err_input(err,
					 _("%s: no such fact; did you mean "
					   "%s?"),
					 path, near);
		return err_input(err, _("%s: no such fact"), path);
	}
	if (facts->fact[i].level == FACT_PERSON && !*p->id)
		return err_input(err,
				 _("%s: this is a fact of a person, not of the "
				   "household"),
				 path);
	if (facts->fact[i].level == FACT_HOUSEHOLD && *p->id)
		return err_input(err,
				 _("%s: this is a fact of the household, not "
				   "of a person"),
				 path);
	if (answer_from_code(value) < 0)
		return err_input(err,
				 _("%s: \"%.40s\" is no answer; write yes, no, "
				   "unknown or refused"),
				 path, value);
	return 0;
}

static int check_concern(const struct casepath *p, const char *path,
			 const char *value, struct err *err)
{
	if (concern_from_code(p->leaf) < 0)
		return err_input(err, _("%s: there is no such box"), path);
	if (*value && strcmp(value, "main") && strcmp(value, "other"))
		return err_input(err,
				 _("%s: \"%.40s\" is no mark; write main or "
				   "other"),
				 path, value);
	return 0;
}

static int check_relation(const struct casefile *cf, const struct casepath *p,
			  const char *value, struct err *err)
{
	char id[RECORD_ID_SIZE];

	if (p->rec != REC_MEMBER || strcmp(p->leaf, "relation") ||
	    strcmp(value, "client") || !casefile_client(cf, id) ||
	    !strcmp(id, p->id))
		return 0;
	return err_input(err,
			 _("%s: only one member can be the client, and that is "
			   "%s; change that one first"),
			 p->id, id);
}

/* May value stand at path? out: the path without its alias, client.kana becomes
 * m1.kana (the member need not exist yet). */
static int check(const struct casefile *cf, const struct facts *facts,
		 const char *path, const char *value, char out[PATH_SIZE],
		 struct err *err)
{
	struct casepath p;

	if (resolve(cf, path, out) || casepath_parse(&p, out))
		return no_path(path, err);
	if (p.kind == PATH_FACT)
		return check_fact(&p, facts, path, value, err);
	if (p.kind == PATH_CONCERN)
		return check_concern(&p, path, value, err);
	if (p.field->type == VALUE_ID)
		return err_input(err, _("%s: only the program sets this"),
				 p.field->label);
	if (field_check(p.field, value, err))
		return -1;
	return check_relation(cf, &p, value, err);
}

const char *casefile_get(const struct casefile *cf, const char *path)
{
	char full[PATH_SIZE];

	if (resolve(cf, path, full))
		return "";
	return values_get(&cf->values, full);
}

const struct field *casefile_field(const struct casefile *cf, const char *path)
{
	char full[PATH_SIZE];
	struct casepath p;

	if (resolve(cf, path, full) || casepath_parse(&p, full))
		return NULL;
	return p.field;
}

/* There is one main box; the one before becomes an ordinary one. */
static void unset_main(struct casefile *cf)
{
	char path[PATH_SIZE];

	for (int c = 0; c < CONCERN_N; c++) {
		casepath_join(path, "concern", concern_code(c));
		if (!strcmp(values_get(&cf->values, path), "main"))
			values_set(&cf->values, path, "other");
	}
}

int casefile_set(struct casefile *cf, const struct facts *facts,
		 const char *path, const char *value, struct err *err)
{
	char full[PATH_SIZE];
	struct casepath p;

	if (check(cf, facts, path, value, full, err))
		return -1;
	casepath_parse(&p, full);
	if (*p.id && !casefile_has(cf, p.id)) {
		if (!skip_prefix(path, "client.", NULL))
			return err_input(err,
					 _("%s: there is no %s in this case; "
					   "add it first"),
					 path, p.id);
		if (!*value)
			return 0;
		if (casefile_add(cf, REC_MEMBER, p.id, err))
			return -1;
		snprintf(full, sizeof(full), "%s.relation", p.id);
		values_set(&cf->values, full, "client");
		snprintf(full, sizeof(full), "%s.%s", p.id,
			 strchr(path, '.') + 1);
	}
	if (p.kind == PATH_CONCERN && !strcmp(value, "main"))
		unset_main(cf);
	values_set(&cf->values, full, value);
	return 0;
}
