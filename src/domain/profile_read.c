/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading profile.yaml, strictly. */
#include <dirent.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/nearest.h"
#include "base/path.h"
#include "base/yamlread.h"
#include "domain/guard.h"
#include "domain/profile_parts.h"

/* A map whose keys are codes of our own choosing, at least one. */
static const struct yml_node *need_codes(struct profile_reader *r,
					 const char *key)
{
	const struct yml_node *node =
		yml_need(r->doc, r->doc->root, key, r->err);

	if (!node)
		return NULL;
	if (node->kind == YML_MAP && node->n)
		return node;
	yml_err(r->doc, node, r->err, _("%s must be a map with entries"), key);
	return NULL;
}

static int read_dest(struct profile_reader *r, const struct yml_node *code,
		     const struct yml_node *map, enum dest_kind kind)
{
	static const char *const keys[] = { "name", "kana",        "window",
					    "tel",  "after_hours", NULL };
	struct dest *dest;

	if (r->p->dest_n == DEST_MAX)
		return yml_err(r->doc, code, r->err,
			       _("more than %d destinations"), DEST_MAX);
	if (profile_dest(r->p, code->text) >= 0)
		return yml_err(r->doc, code, r->err,
			       _("the destination %s is here twice"),
			       code->text);
	if (yml_only_keys(r->doc, map, keys, r->err))
		return -1;
	r->p->dest =
		xrealloc(r->p->dest, (r->p->dest_n + 1) * sizeof(*r->p->dest));
	dest = &r->p->dest[r->p->dest_n++];
	*dest = (struct dest){ .kind = kind, .code = xstrdup(code->text) };
	return profile_need_text(r, map, "name", &dest->name) |
	       profile_need_text(r, map, "kana", &dest->kana) |
	       profile_opt_text(r, map, "window", &dest->window) |
	       profile_opt_text(r, map, "tel", &dest->tel) |
	       profile_opt_text(r, map, "after_hours", &dest->after_hours);
}

static int read_dests(struct profile_reader *r, const char *key,
		      enum dest_kind kind)
{
	const struct yml_node *map = need_codes(r, key);
	int rc = 0;

	if (!map)
		return -1;
	for (size_t i = 0; i < map->n; i++)
		rc |= read_dest(r, map->keys[i], map->values[i], kind);
	return rc;
}

static int read_destinations(struct profile_reader *r)
{
	const struct yml_node *roles;
	int rc = read_dests(r, "sections", DEST_SECTION);

	r->p->section_n = r->p->dest_n;
	rc |= read_dests(r, "roles", DEST_ROLE) |
	      read_dests(r, "outside", DEST_OUTSIDE);
	roles = yml_get(r->doc->root, "roles");
	r->p->promoter = profile_dest(r->p, "promoter");
	r->p->coordinator = profile_dest(r->p, "coordinator");
	if (!rc &&
	    (r->p->promoter < 0 || r->p->coordinator < 0 || roles->n != 2))
		rc = yml_err(r->doc, roles, r->err,
			     _("roles are promoter and coordinator"));
	return rc;
}

/* The code of a section under key. */
static int need_section(struct profile_reader *r, const struct yml_node *map,
			const char *key, int *out)
{
	const char *code = NULL;
	int i;

	if (!yml_need(r->doc, map, key, r->err) ||
	    yml_read_text(r->doc, map, key, &code, r->err))
		return -1;
	i = profile_dest(r->p, code);
	if (i < 0 || r->p->dest[i].kind != DEST_SECTION)
		return yml_err_near(r->doc, yml_get(map, key),
				    profile_dest_nearest(r->p, code), r->err,
				    _("no such section: %s"), code);
	*out = i;
	return 0;
}

static int read_slots(struct profile_reader *r)
{
	static const char *const keys[] = { "general", NULL };
	const struct yml_node *map =
		profile_need_map(r, r->doc->root, "slots", keys);

	return map ? need_section(r, map, "general", &r->p->general) : -1;
}

static int read_names(struct profile_reader *r, const char *key,
		      struct names *names)
{
	const struct yml_node *map = need_codes(r, key);

	if (!map)
		return -1;
	names->item = xcalloc(map->n, sizeof(*names->item));
	for (size_t i = 0; i < map->n; i++) {
		const struct yml_node *value = map->values[i];

		if (value->kind != YML_SCALAR || !*value->text)
			return yml_err(r->doc, value, r->err,
				       _("%s needs a name"),
				       map->keys[i]->text);
		names->item[i].code = xstrdup(map->keys[i]->text);
		names->item[i].name = xstrdup(value->text);
		names->n++;
	}
	return 0;
}

/* None of them may say that a case does not belong anywhere. */
static int read_returns(struct profile_reader *r)
{
	struct err why = ERR_INIT;
	int rc = read_names(r, "return_reasons", &r->p->returns);

	for (size_t i = 0; !rc && i < r->p->returns.n; i++)
		if (guard_reason(r->p->returns.item[i].name, &why))
			rc = yml_err(r->doc,
				     yml_get(r->doc->root, "return_reasons"),
				     r->err, "%s", why.text.buf);
	err_release(&why);
	return rc;
}

static int read_meeting(struct profile_reader *r, const struct yml_node *code,
			const struct yml_node *map)
{
	static const char *const keys[] = { "name",   "field", "consent",
					    "pledge", "basis", NULL };
	struct meeting *m;

	if (yml_only_keys(r->doc, map, keys, r->err))
		return -1;
	r->p->meeting =
		xrealloc(r->p->meeting, (r->p->meeting_n + 1) * sizeof(*m));
	m = &r->p->meeting[r->p->meeting_n++];
	*m = (struct meeting){ .code = xstrdup(code->text) };
	return profile_need_text(r, map, "name", &m->name) |
	       profile_need_text(r, map, "field", &m->field) |
	       profile_opt_text(r, map, "basis", &m->basis) |
	       (yml_need(r->doc, map, "consent", r->err) ? 0 : -1) |
	       yml_read_bool(r->doc, map, "consent", &m->consent, r->err) |
	       yml_read_bool(r->doc, map, "pledge", &m->pledge, r->err);
}

static int read_meetings(struct profile_reader *r)
{
	const struct yml_node *map = need_codes(r, "meetings");
	int rc = 0;

	if (!map)
		return -1;
	for (size_t i = 0; i < map->n; i++)
		rc |= read_meeting(r, map->keys[i], map->values[i]);
	return rc;
}

/* The code of a meeting under key. */
static int need_meeting(struct profile_reader *r, const struct yml_node *map,
			const char *key, int *out)
{
	struct nearest near;
	const char *code = NULL;

	if (!yml_need(r->doc, map, key, r->err) ||
	    yml_read_text(r->doc, map, key, &code, r->err))
		return -1;
	*out = profile_meeting(r->p, code);
	if (*out >= 0)
		return 0;
	nearest_init(&near, code);
	for (size_t i = 0; i < r->p->meeting_n; i++)
		nearest_offer(&near, r->p->meeting[i].code);
	return yml_err_near(r->doc, yml_get(map, key), near.best, r->err,
			    _("no such meeting: %s"), code);
}

/* What nobody agreed to is spoken of only where all are bound to secrecy
 * (社会福祉法106条の6). */
static int read_disputes(struct profile_reader *r)
{
	static const char *const keys[] = { "with_consent", "without",
					    "readable_days", NULL };
	const struct yml_node *map =
		profile_need_map(r, r->doc->root, "disputes", keys);
	struct profile *p = r->p;
	const struct meeting *open, *secret;

	if (!map || need_meeting(r, map, keys[0], &p->dispute_open) |
			    need_meeting(r, map, keys[1], &p->dispute_secret) |
			    profile_need_int(r, map, keys[2], 0, 365,
					     &p->readable_days))
		return -1;
	open = &p->meeting[p->dispute_open];
	secret = &p->meeting[p->dispute_secret];
	if (!open->consent)
		return yml_err(r->doc, yml_get(map, keys[0]), r->err,
			       _("%s asks for no consent (consent: false)"),
			       open->code);
	if (secret->consent || !secret->pledge)
		return yml_err(r->doc, yml_get(map, keys[1]), r->err,
			       _("%s is no meeting without consent whose "
				 "members pledge secrecy (consent: false, "
				 "pledge: true)"),
			       secret->code);
	return 0;
}

static int read_city(struct profile_reader *r)
{
	static const char *const keys[] = { "name", "kana", NULL };
	const struct yml_node *map =
		profile_need_map(r, r->doc->root, "city", keys);

	if (!map)
		return -1;
	return profile_need_text(r, map, "name", &r->p->city) |
	       profile_need_text(r, map, "kana", &r->p->city_kana);
}

/* Before anything else: nothing in a newer file can be judged. */
static int check_format(struct profile_reader *r)
{
	int format = 0;

	if (r->doc->root->kind != YML_MAP)
		return yml_err(r->doc, r->doc->root, r->err,
			       _("a map (key: value) belongs here"));
	if (profile_need_int(r, r->doc->root, "format", 1, 9999, &format))
		return -1;
	if (format > PROFILE_FORMAT)
		return yml_err(r->doc, yml_get(r->doc->root, "format"), r->err,
			       _("this profile is of the newer format %d and "
				 "this program knows %d: update the program"),
			       format, PROFILE_FORMAT);
	return 0;
}

static int read_profile(struct profile_reader *r)
{
	static const char *const keys[] = {
		"format",    "city",           "sections",      "roles",
		"outside",   "return_reasons", "slots",         "staff",
		"districts", "form_heads",     "meetings",      "disputes",
		"urgency",   "limits",         "working_hours", NULL,
	};

	if (check_format(r) ||
	    yml_only_keys(r->doc, r->doc->root, keys, r->err))
		return -1;
	if (read_city(r) | read_destinations(r))
		return -1;
	return read_slots(r) | read_names(r, "staff", &r->p->roles) |
	       read_names(r, "districts", &r->p->district) |
	       read_names(r, "form_heads", &r->p->heads) | read_returns(r) |
	       (read_meetings(r) || read_disputes(r) ? -1 : 0) |
	       profile_read_times(r);
}

static struct profile *from_doc(const struct yml_doc *doc, const char *code,
				struct err *err)
{
	struct profile_reader r = { .doc = doc, .err = err };

	if (!doc)
		return NULL;
	r.p = xcalloc(1, sizeof(*r.p));
	r.p->code = xstrdup(code);
	if (!read_profile(&r))
		return r.p;
	profile_free(r.p);
	return NULL;
}

struct profile *profile_parse(const char *buf, size_t len, const char *file,
			      const char *code, struct err *err)
{
	struct yml_doc *doc = yml_parse(buf, len, file, err);
	struct profile *p = from_doc(doc, code, err);

	yml_free(doc);
	return p;
}

/* Is there such a folder? Says which there are when not. */
static int check_name(const char *name, struct err *err)
{
	char *dir = path_data("db/profiles");
	struct str known = STR_INIT;
	struct dirent *entry;
	bool found = false;
	DIR *d = opendir(dir);

	if (!d) {
		err_errno(err, _("%s: cannot be opened"), dir);
		free(dir);
		return -1;
	}
	while ((entry = readdir(d)) != NULL) {
		if (entry->d_name[0] == '.')
			continue;
		found = found || streq(entry->d_name, name);
		str_addf(&known, "%s%s", known.len ? ", " : "", entry->d_name);
	}
	closedir(d);
	free(dir);
	if (!found)
		err_input(err, _("%s: no such profile; there is: %s"), name,
			  known.buf);
	str_release(&known);
	return found ? 0 : -1;
}

struct profile *profile_load(const char *name, struct err *err)
{
	struct yml_doc *doc;
	struct profile *p;
	char *path;

	if (check_name(name, err))
		return NULL;
	path = profile_path(name, "profile.yaml");
	doc = yml_load(path, err);
	p = from_doc(doc, name, err);
	yml_free(doc);
	free(path);
	return p;
}
