/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads db/laws.yaml: the laws by name, and the bases that lean on them. */
#include "domain/basis.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/yamlread.h"
#include "domain/facts.h"

static const char *const kinds[] = {
	[BASIS_DUTY] = "duty",
	[BASIS_LIFE] = "life",
	[BASIS_CONFERENCE] = "conference",
	[BASIS_COUNCIL] = "council",
	[BASIS_OFFICE] = "office",
};

static int read_law(const struct yml_doc *doc, const char *code,
		    const struct yml_node *map, struct law *law,
		    struct err *err)
{
	static const char *const keys[] = { "law", "article", "gist", NULL };
	const char *text[3] = { NULL };

	if (yml_only_keys(doc, map, keys, err))
		return -1;
	for (size_t i = 0; i < ARRAY_SIZE(text); i++)
		if (!yml_need(doc, map, keys[i], err) ||
		    yml_read_text(doc, map, keys[i], &text[i], err))
			return -1;
	law->code = xstrdup(code);
	law->law = xstrdup(text[0]);
	law->article = xstrdup(text[1]);
	law->gist = xstrdup(text[2]);
	return 0;
}

const struct law *laws_find(const struct laws *laws, const char *code)
{
	for (size_t i = 0; i < laws->law_n; i++)
		if (streq(laws->law[i].code, code))
			return &laws->law[i];
	return NULL;
}

const struct basis *laws_basis(const struct laws *laws, const char *code)
{
	for (size_t i = 0; i < laws->basis_n; i++)
		if (streq(laws->basis[i].code, code))
			return &laws->basis[i];
	return NULL;
}

/* A reference to a law that has to be there. */
static char *law_ref(const struct yml_doc *doc, const struct yml_node *at,
		     const struct laws *laws, struct err *err)
{
	if (at->kind == YML_SCALAR && laws_find(laws, at->text))
		return xstrdup(at->text);
	yml_err(doc, at, err, _("no such law: %s"), str_or_empty(at->text));
	return NULL;
}

static int read_kind(const struct yml_doc *doc, const struct yml_node *map,
		     enum basis_kind *kind, struct err *err)
{
	const char *word = NULL;

	if (!yml_need(doc, map, "kind", err) ||
	    yml_read_text(doc, map, "kind", &word, err))
		return -1;
	for (size_t i = 0; i < ARRAY_SIZE(kinds); i++)
		if (streq(kinds[i], word)) {
			*kind = (enum basis_kind)i;
			return 0;
		}
	return yml_err(doc, yml_get(map, "kind"), err, _("no such kind: %s"),
		       word);
}

static int read_basis(const struct yml_doc *doc, const char *code,
		      const struct yml_node *map, const struct laws *laws,
		      struct basis *basis, struct err *err)
{
	static const char *const keys[] = { "label",   "kind",    "law",
					    "city",    "private", "min_age",
					    "max_age", NULL };
	static const char *const givers[] = {
		[GIVER_CITY] = "city",
		[GIVER_PRIVATE] = "private",
	};
	const struct yml_node *list, *at;
	const char *label = NULL;

	if (yml_only_keys(doc, map, keys, err) ||
	    !yml_need(doc, map, "label", err) ||
	    yml_read_text(doc, map, "label", &label, err) ||
	    read_kind(doc, map, &basis->kind, err) ||
	    yml_read_int(doc, map, "min_age", 0, FACT_AGE_MAX, &basis->min_age,
			 err) ||
	    yml_read_int(doc, map, "max_age", 0, FACT_AGE_MAX, &basis->max_age,
			 err))
		return -1;
	if (!yml_get(map, "max_age"))
		basis->max_age = FACT_AGE_MAX;
	basis->code = xstrdup(code);
	basis->label = xstrdup(label);
	list = yml_get(map, "law");
	if (list && list->kind != YML_LIST)
		return yml_err(doc, list, err, _("law must be a list"));
	if (list)
		basis->law = xcalloc(list->n, sizeof(*basis->law));
	for (size_t i = 0; list && i < list->n; i++) {
		basis->law[i] = law_ref(doc, list->values[i], laws, err);
		if (!basis->law[i])
			return -1;
		basis->law_n++;
	}
	for (size_t i = 0; i < ARRAY_SIZE(givers); i++) {
		at = yml_get(map, givers[i]);
		if (!at)
			continue;
		basis->article[i] = law_ref(doc, at, laws, err);
		if (!basis->article[i])
			return -1;
	}
	if (!basis->article[GIVER_CITY] && !basis->article[GIVER_PRIVATE])
		return yml_err(doc, map, err,
			       _("%s serves neither city nor private"), code);
	return 0;
}

static const struct yml_node *need_map(const struct yml_doc *doc,
				       const char *key, struct err *err)
{
	const struct yml_node *map = yml_need(doc, doc->root, key, err);

	if (map && map->kind != YML_MAP) {
		yml_err(doc, map, err, _("%s must be a map"), key);
		return NULL;
	}
	return map;
}

static int read_laws(const struct yml_doc *doc, struct laws *laws,
		     struct err *err)
{
	static const char *const keys[] = { "version", "laws", "bases", NULL };
	const struct yml_node *law_map, *basis_map;
	const char *version = NULL;
	int rc = 0;

	if (yml_only_keys(doc, doc->root, keys, err) ||
	    !yml_need(doc, doc->root, "version", err) ||
	    yml_read_text(doc, doc->root, "version", &version, err))
		return -1;
	law_map = need_map(doc, "laws", err);
	basis_map = need_map(doc, "bases", err);
	if (!law_map || !basis_map)
		return -1;
	laws->version = xstrdup(version);
	laws->law = xcalloc(law_map->n, sizeof(*laws->law));
	for (size_t i = 0; i < law_map->n; i++)
		if (read_law(doc, law_map->keys[i]->text, law_map->values[i],
			     &laws->law[laws->law_n], err))
			rc = -1;
		else
			laws->law_n++;
	if (rc)
		return -1;
	laws->basis = xcalloc(basis_map->n, sizeof(*laws->basis));
	for (size_t i = 0; i < basis_map->n; i++) {
		laws->basis_n++;
		if (read_basis(doc, basis_map->keys[i]->text,
			       basis_map->values[i], laws, &laws->basis[i],
			       err))
			rc = -1;
	}
	return rc;
}

static struct laws *from_doc(struct yml_doc *doc, struct err *err)
{
	struct laws *laws;

	if (!doc)
		return NULL;
	laws = xcalloc(1, sizeof(*laws));
	if (read_laws(doc, laws, err)) {
		laws_free(laws);
		laws = NULL;
	}
	yml_free(doc);
	return laws;
}

struct laws *laws_parse(const char *buf, size_t len, const char *name,
			struct err *err)
{
	return from_doc(yml_parse(buf, len, name, err), err);
}

struct laws *laws_load(const char *path, struct err *err)
{
	char *shipped = path ? NULL : path_data("db/laws.yaml");
	struct laws *laws = from_doc(yml_load(path ? path : shipped, err), err);

	free(shipped);
	return laws;
}

void laws_free(struct laws *laws)
{
	if (!laws)
		return;
	for (size_t i = 0; i < laws->law_n; i++) {
		free(laws->law[i].code);
		free(laws->law[i].law);
		free(laws->law[i].article);
		free(laws->law[i].gist);
	}
	for (size_t i = 0; i < laws->basis_n; i++) {
		struct basis *basis = &laws->basis[i];

		for (size_t k = 0; k < basis->law_n; k++)
			free(basis->law[k]);
		free(basis->law);
		free(basis->code);
		free(basis->label);
		free(basis->article[GIVER_CITY]);
		free(basis->article[GIVER_PRIVATE]);
	}
	free(laws->law);
	free(laws->basis);
	free(laws->version);
	free(laws);
}
