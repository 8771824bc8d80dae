/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading profile.yaml, strictly. */
#include <dirent.h>
#include <stdio.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/yamlread.h"
#include "domain/profile.h"

static const char *const units[] = {
	[LIMIT_MINUTES] = "minutes",
	[LIMIT_HOURS] = "hours",
	[LIMIT_DAYS] = "days",
};

static const char *const weekdays[] = { "mon", "tue", "wed", "thu",
					"fri", "sat", "sun" };

/* What every reader here needs. */
struct reader {
	const struct yml_doc *doc;
	struct err *err;
	struct profile *p;
};

/* A text that must be there and not empty, as the caller's own. */
static int need_text(struct reader *r, const struct yml_node *map,
		     const char *key, char **out)
{
	const char *text = NULL;

	if (!yml_need(r->doc, map, key, r->err) ||
	    yml_read_text(r->doc, map, key, &text, r->err))
		return -1;
	if (!*text)
		return yml_err(r->doc, yml_get(map, key), r->err,
			       _("%s is empty"), key);
	*out = xstrdup(text);
	return 0;
}

static int opt_text(struct reader *r, const struct yml_node *map,
		    const char *key, char **out)
{
	const char *text = "";

	if (yml_read_text(r->doc, map, key, &text, r->err))
		return -1;
	*out = xstrdup(text);
	return 0;
}

static int need_int(struct reader *r, const struct yml_node *map,
		    const char *key, int min, int max, int *out)
{
	if (!yml_need(r->doc, map, key, r->err))
		return -1;
	return yml_read_int(r->doc, map, key, min, max, out, r->err);
}

/* The map under key, with no keys but these. */
static const struct yml_node *need_map(struct reader *r,
				       const struct yml_node *map,
				       const char *key, const char *const *keys)
{
	const struct yml_node *node = yml_need(r->doc, map, key, r->err);

	if (!node || yml_only_keys(r->doc, node, keys, r->err))
		return NULL;
	return node;
}

/* A map whose keys are codes of our own choosing, at least one. */
static const struct yml_node *need_codes(struct reader *r, const char *key)
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

static int read_dest(struct reader *r, const struct yml_node *code,
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
	return need_text(r, map, "name", &dest->name) |
	       need_text(r, map, "kana", &dest->kana) |
	       opt_text(r, map, "window", &dest->window) |
	       opt_text(r, map, "tel", &dest->tel) |
	       opt_text(r, map, "after_hours", &dest->after_hours);
}

static int read_dests(struct reader *r, const char *key, enum dest_kind kind)
{
	const struct yml_node *map = need_codes(r, key);
	int rc = 0;

	if (!map)
		return -1;
	for (size_t i = 0; i < map->n; i++)
		rc |= read_dest(r, map->keys[i], map->values[i], kind);
	return rc;
}

static int read_destinations(struct reader *r)
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
static int need_section(struct reader *r, const struct yml_node *map,
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

static int read_slots(struct reader *r)
{
	static const char *const keys[] = { "general", "women_support", NULL };
	const struct yml_node *map = need_map(r, r->doc->root, "slots", keys);

	if (!map)
		return -1;
	return need_section(r, map, "general", &r->p->general) |
	       need_section(r, map, "women_support", &r->p->women);
}

static int read_names(struct reader *r, const char *key, struct names *names)
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

static int read_meeting(struct reader *r, const struct yml_node *code,
			const struct yml_node *map)
{
	static const char *const keys[] = { "name", "field", "consent", "basis",
					    NULL };
	struct meeting *m;

	if (yml_only_keys(r->doc, map, keys, r->err))
		return -1;
	r->p->meeting =
		xrealloc(r->p->meeting, (r->p->meeting_n + 1) * sizeof(*m));
	m = &r->p->meeting[r->p->meeting_n++];
	*m = (struct meeting){ .code = xstrdup(code->text) };
	return need_text(r, map, "name", &m->name) |
	       need_text(r, map, "field", &m->field) |
	       opt_text(r, map, "basis", &m->basis) |
	       (yml_need(r->doc, map, "consent", r->err) ? 0 : -1) |
	       yml_read_bool(r->doc, map, "consent", &m->consent, r->err);
}

static int read_meetings(struct reader *r)
{
	const struct yml_node *map = need_codes(r, "meetings");
	int rc = 0;

	if (!map)
		return -1;
	for (size_t i = 0; i < map->n; i++)
		rc |= read_meeting(r, map->keys[i], map->values[i]);
	return rc;
}

/* "30 minutes", "3 days". */
static int need_limit(struct reader *r, const struct yml_node *map,
		      const char *key, struct limit *out)
{
	const struct yml_node *node = yml_need(r->doc, map, key, r->err);
	char unit[16];
	int n, end = 0;

	if (!node)
		return -1;
	if (node->kind == YML_SCALAR &&
	    sscanf(node->text, "%4d %15s%n", &n, unit, &end) == 2 && n >= 0 &&
	    !node->text[end])
		for (size_t u = 0; u < ARRAY_SIZE(units); u++)
			if (streq(units[u], unit)) {
				*out = (struct limit){ n, (enum limit_unit)u };
				return 0;
			}
	return yml_err(r->doc, node, r->err,
		       _("%s must be a time such as 30 minutes, 2 hours or "
			 "3 days"),
		       key);
}

static int read_urgency(struct reader *r, const struct yml_node *map,
			enum urgency u)
{
	static const char *const keys[] = { "label",   "meaning", "clock",
					    "receive", "contact", "answer",
					    NULL };
	struct urgency_rule *rule = &r->p->urgency[u];
	const char *clock = "";

	map = need_map(r, map, urgency_code(u), keys);
	if (!map)
		return -1;
	if (need_text(r, map, "label", &rule->label) |
	    need_text(r, map, "meaning", &rule->meaning) |
	    need_limit(r, map, "receive", &rule->receive) |
	    need_limit(r, map, "contact", &rule->contact) |
	    need_limit(r, map, "answer", &rule->answer) |
	    (yml_need(r->doc, map, "clock", r->err) ? 0 : -1) |
	    yml_read_text(r->doc, map, "clock", &clock, r->err))
		return -1;
	rule->real = streq(clock, "real");
	if (!rule->real && !streq(clock, "working"))
		return yml_err(r->doc, yml_get(map, "clock"), r->err,
			       _("clock must be real or working"));
	return 0;
}

static int read_urgencies(struct reader *r)
{
	static const char *const keys[] = { "AA", "A", "B", "C", NULL };
	const struct yml_node *map = need_map(r, r->doc->root, "urgency", keys);
	int rc = 0;

	if (!map)
		return -1;
	for (int u = 0; u < URGENCY_N; u++)
		rc |= read_urgency(r, map, (enum urgency)u);
	return rc;
}

static int read_thresholds(struct reader *r)
{
	static const char *const keys[] = { "promoter_at_counters",
					    "coordinator_at_counters",
					    "coordinator_warning_percent",
					    "safety_check_hours",
					    "retention_years",
					    NULL };
	const struct yml_node *map = need_map(r, r->doc->root, "limits", keys);
	struct profile *p = r->p;

	if (!map)
		return -1;
	return need_int(r, map, keys[0], 1, 9, &p->promoter_at) |
	       need_int(r, map, keys[1], 1, 9, &p->coordinator_at) |
	       need_int(r, map, keys[2], 0, 100,
			&p->coordinator_warning_percent) |
	       need_int(r, map, keys[3], 1, 240, &p->safety_check_hours) |
	       need_int(r, map, keys[4], 1, 100, &p->retention_years);
}

/* Two numbers around a sign: "08:30", "12-29". */
static int need_pair(struct reader *r, const struct yml_node *map,
		     const char *key, char sign, int max_first, int max_second,
		     int base, int *out)
{
	const struct yml_node *node = yml_need(r->doc, map, key, r->err);
	int a, b, end = 0;
	char c;

	if (!node)
		return -1;
	if (node->kind == YML_SCALAR &&
	    sscanf(node->text, "%2d%c%2d%n", &a, &c, &b, &end) == 3 &&
	    c == sign && !node->text[end] && a >= 0 && b >= 0 &&
	    a <= max_first && b <= max_second) {
		*out = a * base + b;
		return 0;
	}
	return yml_err(r->doc, node, r->err,
		       sign == ':' ? _("%s must be a time such as 08:30")
				   : _("%s must be a day such as 12-29"),
		       key);
}

static int read_days(struct reader *r, const struct yml_node *map)
{
	const struct yml_node *list = yml_need(r->doc, map, "days", r->err);
	int rc = 0;

	if (!list)
		return -1;
	if (list->kind != YML_LIST || !list->n)
		return yml_err(r->doc, list, r->err,
			       _("days must be a list such as [mon, tue]"));
	for (size_t i = 0; i < list->n; i++) {
		size_t d = 0;

		while (d < 7 && !streq(weekdays[d], list->values[i]->text))
			d++;
		if (d == 7)
			rc = yml_err(r->doc, list->values[i], r->err,
				     _("a day is one of mon, tue, wed, thu, "
				       "fri, sat, sun"));
		else
			r->p->open_days |= 1u << d;
	}
	return rc;
}

static int read_hours(struct reader *r)
{
	static const char *const keys[] = { "open",        "close",
					    "days",        "year_end_from",
					    "year_end_to", NULL };
	const struct yml_node *map =
		need_map(r, r->doc->root, "working_hours", keys);
	struct profile *p = r->p;

	if (!map)
		return -1;
	if (need_pair(r, map, "open", ':', 23, 59, 60, &p->open_minute) |
	    need_pair(r, map, "close", ':', 23, 59, 60, &p->close_minute) |
	    read_days(r, map) |
	    need_pair(r, map, "year_end_from", '-', 12, 31, 100,
		      &p->year_end_from) |
	    need_pair(r, map, "year_end_to", '-', 12, 31, 100, &p->year_end_to))
		return -1;
	if (p->open_minute >= p->close_minute)
		return yml_err(r->doc, map, r->err,
			       _("the counters close before they open"));
	return 0;
}

static int read_city(struct reader *r)
{
	static const char *const keys[] = { "name", "kana", NULL };
	const struct yml_node *map = need_map(r, r->doc->root, "city", keys);

	if (!map)
		return -1;
	return need_text(r, map, "name", &r->p->city) |
	       need_text(r, map, "kana", &r->p->city_kana);
}

/* Before anything else: nothing in a newer file can be judged. */
static int check_format(struct reader *r)
{
	int format = 0;

	if (r->doc->root->kind != YML_MAP)
		return yml_err(r->doc, r->doc->root, r->err,
			       _("a map (key: value) belongs here"));
	if (need_int(r, r->doc->root, "format", 1, 9999, &format))
		return -1;
	if (format > PROFILE_FORMAT)
		return yml_err(r->doc, yml_get(r->doc->root, "format"), r->err,
			       _("this profile is of the newer format %d and "
				 "this program knows %d: update the program"),
			       format, PROFILE_FORMAT);
	return 0;
}

static int read_profile(struct reader *r)
{
	static const char *const keys[] = {
		"format",  "city",   "sections",      "roles",      "outside",
		"slots",   "staff",  "districts",     "form_heads", "meetings",
		"urgency", "limits", "working_hours", NULL,
	};

	if (check_format(r) ||
	    yml_only_keys(r->doc, r->doc->root, keys, r->err))
		return -1;
	if (read_city(r) | read_destinations(r))
		return -1;
	return read_slots(r) | read_names(r, "staff", &r->p->roles) |
	       read_names(r, "districts", &r->p->district) |
	       read_names(r, "form_heads", &r->p->heads) | read_meetings(r) |
	       read_urgencies(r) | read_thresholds(r) | read_hours(r);
}

static struct profile *from_doc(const struct yml_doc *doc, const char *code,
				struct err *err)
{
	struct reader r = { .doc = doc, .err = err };

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
