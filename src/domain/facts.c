/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/facts.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/nearest.h"
#include "base/path.h"
#include "base/yamlread.h"

static const char *const answers[] = {
	[ANSWER_NONE] = "",           [ANSWER_YES] = "yes",
	[ANSWER_NO] = "no",           [ANSWER_UNKNOWN] = "unknown",
	[ANSWER_REFUSED] = "refused",
};

static const char *const levels[] = {
	[FACT_HOUSEHOLD] = "household",
	[FACT_PERSON] = "person",
};

static const char *const hows[] = {
	[FACT_ASK] = "ask",
	[FACT_OBSERVE] = "observe",
	[FACT_TOLD] = "told",
};

static const char *const sexes[] = { "male", "female" };

/* The boxes stand on a national form: no city changes them. */
static const char *const concern_codes[CONCERN_N] = {
	[CONCERN_HEALTH] = "health",
	[CONCERN_HOUSING] = "housing",
	[CONCERN_INCOME] = "income",
	[CONCERN_RENT] = "rent",
	[CONCERN_TAX] = "tax",
	[CONCERN_DEBT] = "debt",
	[CONCERN_JOB] = "job",
	[CONCERN_WORK] = "work",
	[CONCERN_COMMUNITY] = "community",
	[CONCERN_FAMILY] = "family",
	[CONCERN_CHILDCARE] = "childcare",
	[CONCERN_CARE] = "care",
	[CONCERN_HIKIKOMORI] = "hikikomori",
	[CONCERN_ABUSE] = "abuse",
	[CONCERN_FOOD] = "food",
	[CONCERN_OTHER] = "other",
};

static const char *const concern_labels[CONCERN_N] = {
	[CONCERN_HEALTH] = "病気や健康・障害",
	[CONCERN_HOUSING] = "住まい",
	[CONCERN_INCOME] = "収入・生活費",
	[CONCERN_RENT] = "家賃やローンの支払い",
	[CONCERN_TAX] = "税金や公共料金等の支払い",
	[CONCERN_DEBT] = "債務",
	[CONCERN_JOB] = "仕事探し・就職",
	[CONCERN_WORK] = "仕事上の不安やトラブル",
	[CONCERN_COMMUNITY] = "地域との関係",
	[CONCERN_FAMILY] = "家族との関係",
	[CONCERN_CHILDCARE] = "子育て",
	[CONCERN_CARE] = "介護",
	[CONCERN_HIKIKOMORI] = "ひきこもり・不登校",
	[CONCERN_ABUSE] = "DV・虐待",
	[CONCERN_FOOD] = "食べるものがない",
	[CONCERN_OTHER] = "その他",
};

static int find_word(const char *const *words, size_t n, const char *word)
{
	for (size_t i = 0; i < n; i++)
		if (streq(words[i], word))
			return (int)i;
	return -1;
}

const char *answer_code(enum answer answer)
{
	return answers[answer];
}

int answer_from_code(const char *code)
{
	return find_word(answers, ARRAY_SIZE(answers), code);
}

const char *concern_code(enum concern concern)
{
	return concern_codes[concern];
}

const char *concern_label(enum concern concern)
{
	return concern_labels[concern];
}

int concern_from_code(const char *code)
{
	return find_word(concern_codes, CONCERN_N, code);
}

const char *concern_nearest(const char *code)
{
	return nearest_of(code, concern_codes, CONCERN_N);
}

/* One of a few words under key, as its index; required. */
static int read_word(const struct yml_doc *doc, const struct yml_node *map,
		     const char *key, const char *const *words, size_t n,
		     int *out, struct err *err)
{
	const char *word = "";
	int found;

	if (!yml_need(doc, map, key, err) ||
	    yml_read_text(doc, map, key, &word, err))
		return -1;
	found = find_word(words, n, word);
	if (found < 0)
		return yml_err_near(doc, yml_get(map, key),
				    nearest_of(word, words, n), err,
				    _("%s cannot be \"%s\""), key, word);
	*out = found;
	return 0;
}

static int read_boxes(const struct yml_doc *doc, const struct yml_node *list,
		      uint32_t *boxes, struct err *err)
{
	int rc = 0;

	if (!list)
		return 0;
	if (list->kind != YML_LIST)
		return yml_err(doc, list, err, _("boxes must be a list"));
	for (size_t i = 0; i < list->n; i++) {
		const struct yml_node *box = list->values[i];
		int c = box->kind == YML_SCALAR ? concern_from_code(box->text)
						: -1;

		if (c >= 0)
			*boxes |= CONCERN_BIT(c);
		else
			rc = yml_err_near(doc, box,
					  box->text ? concern_nearest(box->text)
						    : NULL,
					  err, _("no such box: %s"),
					  str_or_empty(box->text));
	}
	return rc;
}

/* "ages: {from: 12, to: 60}", either end open. */
static int read_ages(const struct yml_doc *doc, const struct yml_node *map,
		     struct fact *fact, struct err *err)
{
	static const char *const keys[] = { "from", "to", NULL };

	fact->age_from = 0;
	fact->age_to = FACT_AGE_MAX;
	if (!map)
		return 0;
	if (yml_only_keys(doc, map, keys, err) ||
	    yml_read_int(doc, map, "from", 0, FACT_AGE_MAX, &fact->age_from,
			 err) ||
	    yml_read_int(doc, map, "to", 0, FACT_AGE_MAX, &fact->age_to, err))
		return -1;
	if (fact->age_from > fact->age_to)
		return yml_err(doc, map, err,
			       _("nobody is of these ages: from %d to %d"),
			       fact->age_from, fact->age_to);
	return 0;
}

static int read_sex(const struct yml_doc *doc, const struct yml_node *map,
		    const char **sex, struct err *err)
{
	int found = 0;

	if (!yml_get(map, "sex"))
		return 0;
	if (read_word(doc, map, "sex", sexes, ARRAY_SIZE(sexes), &found, err))
		return -1;
	*sex = sexes[found];
	return 0;
}

static int read_fact(const struct yml_doc *doc, const char *code,
		     const struct yml_node *map, struct fact *fact,
		     struct err *err)
{
	static const char *const keys[] = { "label",   "question", "inverted",
					    "level",   "how",      "alone",
					    "tonight", "boxes",    "ages",
					    "sex",     NULL };
	const char *label = NULL, *question = "", *sex = NULL;
	int level = FACT_HOUSEHOLD, how = FACT_ASK, rc;

	if (yml_only_keys(doc, map, keys, err))
		return -1;
	rc = yml_read_text(doc, map, "label", &label, err) |
	     yml_read_text(doc, map, "question", &question, err) |
	     yml_read_bool(doc, map, "inverted", &fact->inverted, err) |
	     yml_read_bool(doc, map, "alone", &fact->alone, err) |
	     yml_read_bool(doc, map, "tonight", &fact->tonight, err) |
	     read_word(doc, map, "level", levels, ARRAY_SIZE(levels), &level,
		       err) |
	     read_word(doc, map, "how", hows, ARRAY_SIZE(hows), &how, err) |
	     read_boxes(doc, yml_get(map, "boxes"), &fact->boxes, err) |
	     read_ages(doc, yml_get(map, "ages"), fact, err) |
	     read_sex(doc, map, &sex, err);
	if (rc)
		return -1;
	if (level == FACT_HOUSEHOLD && yml_get(map, "ages"))
		return yml_err(doc, yml_get(map, "ages"), err,
			       _("%s is about the household, which has no age"),
			       code);
	if (level == FACT_HOUSEHOLD && sex)
		return yml_err(doc, yml_get(map, "sex"), err,
			       _("%s is about the household, which has no sex"),
			       code);
	if (!label || !*label)
		return yml_err(doc, map, err, _("%s has no label"), code);
	if ((how == FACT_TOLD) != !*question)
		return yml_err(doc, map, err,
			       how == FACT_TOLD
				       ? _("%s is recorded only when told: it "
					   "may have no question")
				       : _("%s has no question"),
			       code);
	fact->code = xstrdup(code);
	fact->label = xstrdup(label);
	fact->question = xstrdup(question);
	fact->level = (enum fact_level)level;
	fact->how = (enum fact_how)how;
	fact->sex = sex ? xstrdup(sex) : NULL;
	return 0;
}

static struct facts *read_facts(const struct yml_doc *doc, struct err *err)
{
	static const char *const keys[] = { "facts", NULL };
	const struct yml_node *map;
	struct facts *facts;
	int rc = 0;

	if (yml_only_keys(doc, doc->root, keys, err))
		return NULL;
	map = yml_need(doc, doc->root, "facts", err);
	if (!map)
		return NULL;
	if (map->kind != YML_MAP || !map->n || map->n > FACTS_MAX) {
		yml_err(doc, map, err,
			_("facts must be a map of 1 to %d facts"), FACTS_MAX);
		return NULL;
	}
	facts = xcalloc(1, sizeof(*facts));
	facts->n = map->n;
	facts->fact = xcalloc(map->n, sizeof(*facts->fact));
	for (size_t i = 0; i < map->n; i++)
		rc |= read_fact(doc, map->keys[i]->text, map->values[i],
				&facts->fact[i], err);
	if (!rc)
		return facts;
	facts_free(facts);
	return NULL;
}

struct facts *facts_parse(const char *buf, size_t len, const char *name,
			  struct err *err)
{
	struct yml_doc *doc = yml_parse(buf, len, name, err);
	struct facts *facts = doc ? read_facts(doc, err) : NULL;

	yml_free(doc);
	return facts;
}

struct facts *facts_load(const char *path, struct err *err)
{
	char *shipped = path ? NULL : path_data("db/facts.yaml");
	struct yml_doc *doc = yml_load(path ? path : shipped, err);
	struct facts *facts = doc ? read_facts(doc, err) : NULL;

	yml_free(doc);
	free(shipped);
	return facts;
}

void facts_free(struct facts *facts)
{
	if (!facts)
		return;
	for (size_t i = 0; i < facts->n; i++) {
		free(facts->fact[i].code);
		free(facts->fact[i].label);
		free(facts->fact[i].question);
		free(facts->fact[i].sex);
	}
	free(facts->fact);
	free(facts);
}

int facts_find(const struct facts *facts, const char *code)
{
	for (size_t i = 0; i < facts->n; i++)
		if (streq(facts->fact[i].code, code))
			return (int)i;
	return -1;
}

bool fact_of_ages(const struct fact *fact, int from, int to)
{
	return from <= fact->age_to && to >= fact->age_from;
}

bool fact_of_sex(const struct fact *fact, const char *sex)
{
	return !fact->sex || streq(fact->sex, sex) ||
	       (!streq(sex, "male") && !streq(sex, "female"));
}

const char *facts_nearest(const struct facts *facts, const char *code)
{
	struct nearest n;

	nearest_init(&n, code);
	for (size_t i = 0; i < facts->n; i++)
		nearest_offer(&n, facts->fact[i].code);
	return n.best;
}
