/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads what a city decides about consent: db/profiles/<city>/consent.yaml. */
#include "domain/consent.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/yamlread.h"

static void words_free(char **words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		free(words[i]);
	free(words);
}

static int read_words(const struct yml_doc *doc, const struct yml_node *list,
		      char ***out, size_t *n, struct err *err)
{
	if (list->kind != YML_LIST || !list->n)
		return yml_err(doc, list, err,
			       _("a list of sections belongs here"));
	*out = xcalloc(list->n, sizeof(**out));
	for (size_t i = 0; i < list->n; i++) {
		if (list->values[i]->kind != YML_SCALAR)
			return yml_err(doc, list->values[i], err,
				       _("a section belongs here"));
		(*out)[(*n)++] = xstrdup(list->values[i]->text);
	}
	return 0;
}

static int read_group(const struct yml_doc *doc, const char *code,
		      const struct yml_node *map, struct consent_group *group,
		      struct err *err)
{
	static const char *const keys[] = { "label", "sections", NULL };
	const char *label = NULL;

	group->code = xstrdup(code);
	if (yml_only_keys(doc, map, keys, err) ||
	    !yml_need(doc, map, "label", err) ||
	    !yml_need(doc, map, "sections", err) ||
	    yml_read_text(doc, map, "label", &label, err))
		return -1;
	group->label = xstrdup(label);
	return read_words(doc, yml_get(map, "sections"), &group->section,
			  &group->n, err);
}

static int read_groups(const struct yml_doc *doc, struct consent_rules *rules,
		       struct err *err)
{
	const struct yml_node *map = yml_need(doc, doc->root, "groups", err);
	int rc = 0;

	if (!map)
		return -1;
	if (map->kind != YML_MAP)
		return yml_err(doc, map, err, _("%s must be a map"), "groups");
	rules->group = xcalloc(map->n, sizeof(*rules->group));
	for (size_t i = 0; i < map->n; i++)
		rc |= read_group(doc, map->keys[i]->text, map->values[i],
				 &rules->group[rules->group_n++], err);
	return rc;
}

static int read_receives(const struct yml_doc *doc, struct consent_rules *rules,
			 struct err *err)
{
	const struct yml_node *map = yml_need(doc, doc->root, "receives", err);
	int rc = 0;

	if (!map)
		return -1;
	if (map->kind != YML_MAP)
		return yml_err(doc, map, err, _("%s must be a map"),
			       "receives");
	rules->receives = xcalloc(map->n, sizeof(*rules->receives));
	for (size_t i = 0; i < map->n; i++) {
		struct receivers *r = &rules->receives[rules->receives_n++];

		r->basis = xstrdup(map->keys[i]->text);
		rc |= read_words(doc, map->values[i], &r->section, &r->n, err);
	}
	return rc;
}

static int read_rules(const struct yml_doc *doc, struct consent_rules *rules,
		      struct err *err)
{
	static const char *const keys[] = { "groups",
					    "receives",
					    "private",
					    "oral_at_conference",
					    "write_within_days",
					    "valid_months",
					    NULL };
	const struct yml_node *list;

	if (yml_only_keys(doc, doc->root, keys, err) ||
	    read_groups(doc, rules, err) | read_receives(doc, rules, err))
		return -1;
	list = yml_get(doc->root, "private");
	if (list && read_words(doc, list, &rules->private_giver,
			       &rules->private_n, err))
		return -1;
	rules->write_within_days = 14;
	rules->valid_months = 12;
	return yml_read_bool(doc, doc->root, "oral_at_conference",
			     &rules->oral_at_conference, err) |
	       yml_read_int(doc, doc->root, "write_within_days", 1, 90,
			    &rules->write_within_days, err) |
	       yml_read_int(doc, doc->root, "valid_months", 1, 60,
			    &rules->valid_months, err);
}

static struct consent_rules *from_doc(struct yml_doc *doc, struct err *err)
{
	struct consent_rules *rules;

	if (!doc)
		return NULL;
	rules = xcalloc(1, sizeof(*rules));
	if (read_rules(doc, rules, err)) {
		consent_rules_free(rules);
		rules = NULL;
	}
	yml_free(doc);
	return rules;
}

struct consent_rules *consent_rules_parse(const char *buf, size_t len,
					  const char *name, struct err *err)
{
	return from_doc(yml_parse(buf, len, name, err), err);
}

struct consent_rules *consent_rules_load(const char *path, struct err *err)
{
	return from_doc(yml_load(path, err), err);
}

/* ---- what it names has to be there ---- */

static int check_words(const struct yml_doc *doc, const struct yml_node *list,
		       const struct profile *profile, struct err *err)
{
	int rc = 0;

	for (size_t i = 0; list && i < list->n; i++) {
		const char *code = list->values[i]->text;

		if (profile_dest(profile, code) < 0)
			rc = yml_err_near(doc, list->values[i],
					  profile_dest_nearest(profile, code),
					  err, _("no such destination: %s"),
					  code);
	}
	return rc;
}

static int check_names(const struct yml_doc *doc, const struct profile *profile,
		       struct err *err)
{
	const struct yml_node *groups = yml_get(doc->root, "groups");
	const struct yml_node *receives = yml_get(doc->root, "receives");
	int rc = check_words(doc, yml_get(doc->root, "private"), profile, err);

	for (size_t i = 0; i < groups->n; i++)
		rc |= check_words(doc, yml_get(groups->values[i], "sections"),
				  profile, err);
	for (size_t i = 0; i < receives->n; i++)
		rc |= check_words(doc, receives->values[i], profile, err);
	return rc;
}

int consent_rules_check(const char *path, const struct profile *profile,
			struct err *err)
{
	struct consent_rules *rules = consent_rules_load(path, err);
	struct yml_doc *doc = rules ? yml_load(path, err) : NULL;
	int rc = doc ? check_names(doc, profile, err) : -1;

	yml_free(doc);
	consent_rules_free(rules);
	return rc;
}

void consent_rules_free(struct consent_rules *rules)
{
	if (!rules)
		return;
	for (size_t i = 0; i < rules->group_n; i++) {
		free(rules->group[i].code);
		free(rules->group[i].label);
		words_free(rules->group[i].section, rules->group[i].n);
	}
	for (size_t i = 0; i < rules->receives_n; i++) {
		free(rules->receives[i].basis);
		words_free(rules->receives[i].section, rules->receives[i].n);
	}
	words_free(rules->private_giver, rules->private_n);
	free(rules->group);
	free(rules->receives);
	free(rules);
}
