/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading triage.yaml. What it means is in triage.c. */
#include "domain/rules.h"

#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/nearest.h"
#include "base/yamlread.h"

struct reader {
	const struct yml_doc *doc;
	char *source; /* the file's bytes */
	struct rules *rules;
	struct err *err;
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Does a character begin here (and not go on)? */
static bool begins(char c)
{
	return ((unsigned char)c & 0xc0) != 0x80;
}

/* Where in the source a node begins; NULL past the end. */
static const char *seek(const char *s, int line, int col)
{
	while (--line > 0) {
		s = strchr(s, '\n');
		if (!s)
			return NULL;
		s++;
	}
	for (int at = 1; at < col; s++) {
		if (!*s)
			return NULL;
		at += begins(s[1]);
	}
	return s;
}

/*
 * Where byte at of a scalar's text stands in the file. YAML folds lines, so
 * count what it keeps: characters that are not blank.
 */
static struct yml_node place_in(const struct reader *r,
				const struct yml_node *scalar, size_t at)
{
	const char *s = seek(r->source, scalar->line, scalar->col);
	struct yml_node place = *scalar;
	size_t skip = 0;

	for (size_t i = 0; i < at; i++)
		skip += !is_blank(scalar->text[i]) && begins(scalar->text[i]);
	if (s && (*s == '|' || *s == '>')) {
		s = strchr(s, '\n'); /* the text begins on the next line */
	} else if (s && (*s == '"' || *s == '\'')) {
		s++;
		place.col++;
	}
	for (; s && *s; s++) {
		bool counts = !is_blank(*s) && begins(*s);

		if (counts && !skip)
			break;
		skip -= counts;
		place.col += begins(*s);
		if (*s == '\n') {
			place.line++;
			place.col = 1;
		}
	}
	return place;
}

static int read_cond(struct reader *r, const struct yml_node *scalar,
		     bool member, struct cond **out)
{
	struct cond_fault fault = { .sentence = STR_INIT };
	struct yml_node place;

	if (scalar->kind != YML_SCALAR)
		return yml_err(r->doc, scalar, r->err,
			       _("a condition belongs here"));
	*out = cond_compile(scalar->text, r->rules->facts, member, &fault);
	if (!*out) {
		place = place_in(r, scalar, fault.at);
		yml_err(r->doc, &place, r->err, "%s", fault.sentence.buf);
	}
	str_release(&fault.sentence);
	return *out ? 0 : -1;
}

/* Split "code" or {word: code, when: condition}. */
static int read_branch(struct reader *r, const struct yml_node *node,
		       const char *word, bool member,
		       const struct yml_node **code, struct cond **when)
{
	const char *const keys[] = { word, "when", NULL };

	*when = NULL;
	*code = node;
	if (node->kind == YML_SCALAR)
		return 0;
	if (yml_only_keys(r->doc, node, keys, r->err))
		return -1;
	*code = yml_need(r->doc, node, word, r->err);
	node = yml_need(r->doc, node, "when", r->err);
	if (!*code || !node)
		return -1;
	if ((*code)->kind != YML_SCALAR)
		return yml_err(r->doc, *code, r->err, _("%s must be a text"),
			       word);
	return read_cond(r, node, member, when);
}

static int read_to(struct reader *r, const struct yml_node *node,
		   struct rule *rule)
{
	const struct profile *profile = r->rules->profile;
	struct rule_to *to = &rule->to[rule->to_n];
	const struct yml_node *code;

	if (read_branch(r, node, "to", rule->each_member, &code, &to->when))
		return -1;
	rule->to_n++;
	to->dest = profile_dest(profile, code->text);
	if (to->dest < 0)
		return yml_err_near(
			r->doc, code, profile_dest_nearest(profile, code->text),
			r->err, _("no such destination: %s"), code->text);
	for (size_t i = 0; i + 1 < rule->to_n; i++)
		if (rule->to[i].dest == to->dest)
			return yml_err(r->doc, code, r->err,
				       _("the destination %s is here twice"),
				       code->text);
	return 0;
}

static int read_tos(struct reader *r, const struct yml_node *map,
		    struct rule *rule)
{
	const struct yml_node *list = yml_need(r->doc, map, "to", r->err);
	int rc = 0;

	if (!list)
		return -1;
	if (list->kind != YML_LIST || !list->n)
		return yml_err(r->doc, list, r->err,
			       _("to must be a list of destinations"));
	rule->to = xcalloc(list->n, sizeof(*rule->to));
	for (size_t i = 0; i < list->n; i++)
		rc |= read_to(r, list->values[i], rule);
	return rc;
}

static int read_urgency(struct reader *r, const struct yml_node *node,
			struct rule *rule)
{
	struct rule_urgency *u = &rule->urgency[rule->urgency_n];
	const struct yml_node *code;
	int found;

	if (read_branch(r, node, "urgency", rule->each_member, &code, &u->when))
		return -1;
	rule->urgency_n++;
	found = urgency_from_code(code->text);
	if (found < 0)
		return yml_err(r->doc, code, r->err,
			       _("urgency is one of AA, A, B, C"));
	u->urgency = (enum urgency)found;
	return 0;
}

static int read_urgencies(struct reader *r, const struct yml_node *map,
			  struct rule *rule)
{
	const struct yml_node *node = yml_need(r->doc, map, "urgency", r->err);
	bool list = node && node->kind == YML_LIST;
	size_t n = list ? node->n : 1;
	int rc = 0;

	if (!node)
		return -1;
	rule->urgency = xcalloc(n + 1, sizeof(*rule->urgency));
	for (size_t i = 0; i < n; i++)
		rc |= read_urgency(r, list ? node->values[i] : node, rule);
	if (rc)
		return -1;
	for (size_t i = 0; i < n; i++)
		if (!rule->urgency[i].when != (i + 1 == n))
			return yml_err(r->doc, node, r->err,
				       _("the last urgency, and only the "
					 "last, stands without when"));
	return n ? 0
		 : yml_err(r->doc, node, r->err, _("%s is empty"), "urgency");
}

static int read_each(struct reader *r, const struct yml_node *map,
		     struct rule *rule)
{
	const char *each = "";

	if (!yml_need(r->doc, map, "each", r->err) ||
	    yml_read_text(r->doc, map, "each", &each, r->err))
		return -1;
	rule->each_member = streq(each, "member");
	if (!rule->each_member && !streq(each, "household"))
		return yml_err(r->doc, yml_get(map, "each"), r->err,
			       _("each must be member or household"));
	return 0;
}

static int read_texts(struct reader *r, const struct yml_node *map,
		      struct rule *rule)
{
	const char *basis = "", *say = "", *now = "";

	if (yml_read_text(r->doc, map, "basis", &basis, r->err) |
	    yml_read_text(r->doc, map, "say", &say, r->err) |
	    yml_read_text(r->doc, map, "now", &now, r->err))
		return -1;
	rule->basis = xstrdup(basis);
	rule->say = xstrdup(say);
	rule->now = xstrdup(now);
	if (!*say)
		return yml_err(r->doc, map, r->err,
			       _("%s has no say: what is the citizen told?"),
			       rule->id);
	if (rule->duty && !*now)
		return yml_err(r->doc, map, r->err,
			       _("%s is a duty and has no now: what is to be "
				 "done?"),
			       rule->id);
	return 0;
}

static int read_id(struct reader *r, const struct yml_node *map,
		   struct rule *rule)
{
	const struct yml_node *id = yml_need(r->doc, map, "id", r->err);

	if (!id)
		return -1;
	if (id->kind != YML_SCALAR || !*id->text)
		return yml_err(r->doc, id, r->err, _("%s is empty"), "id");
	rule->line = id->line;
	rule->col = id->col;
	if (rules_find(r->rules, id->text) >= 0)
		return yml_err(r->doc, id, r->err,
			       _("the rule %s is here twice"), id->text);
	rule->id = xstrdup(id->text);
	return 0;
}

static int read_rule(struct reader *r, const struct yml_node *map,
		     struct rule *rule)
{
	static const char *const keys[] = { "id",      "duty",   "long",
					    "each",    "when",   "to",
					    "urgency", "unless", "basis",
					    "say",     "now",    NULL };
	const struct yml_node *when;

	if (yml_only_keys(r->doc, map, keys, r->err) || read_id(r, map, rule) ||
	    read_each(r, map, rule) ||
	    yml_read_bool(r->doc, map, "duty", &rule->duty, r->err) ||
	    yml_read_bool(r->doc, map, "long", &rule->long_form, r->err))
		return -1;
	when = yml_need(r->doc, map, "when", r->err);
	return (when ? read_cond(r, when, rule->each_member, &rule->when)
		     : -1) |
	       read_tos(r, map, rule) | read_urgencies(r, map, rule) |
	       read_texts(r, map, rule);
}

/* Closest id of a rule to a mistyped one. */
static const char *nearest_rule(const struct rules *rules, const char *id)
{
	struct nearest n;

	nearest_init(&n, id);
	for (size_t i = 0; i < rules->n; i++)
		if (rules->rule[i].id)
			nearest_offer(&n, rules->rule[i].id);
	return n.best;
}

static int read_unless(struct reader *r, const struct yml_node *list,
		       const struct yml_node *all, struct rule *rule)
{
	int rc = 0;

	if (!list)
		return 0;
	if (list->kind != YML_LIST)
		return yml_err(r->doc, list, r->err,
			       _("unless must be a list of rules"));
	rule->unless = xcalloc(list->n + 1, sizeof(*rule->unless));
	for (size_t i = 0; i < list->n; i++) {
		const struct yml_node *at = list->values[i];
		const char *id = str_or_empty(at->text);
		int found = rules_find(r->rules, id);

		if (found < 0)
			rc = yml_err_near(r->doc, at,
					  nearest_rule(r->rules, id), r->err,
					  _("no such rule: %s"), id);
		else if (yml_get(all->values[found], "unless"))
			rc = yml_err(r->doc, at, r->err,
				     _("%s has an unless itself and so cannot "
				       "silence"),
				     id);
		else
			rule->unless[rule->unless_n++] = found;
	}
	return rc;
}

static int read_rules(struct reader *r)
{
	static const char *const keys[] = { "version", "rules", NULL };
	const struct yml_node *root = r->doc->root, *list;
	struct rules *rules = r->rules;
	const char *version = NULL;
	int rc = 0;

	if (yml_only_keys(r->doc, root, keys, r->err) ||
	    !yml_need(r->doc, root, "version", r->err) ||
	    yml_read_text(r->doc, root, "version", &version, r->err))
		return -1;
	rules->version = xstrdup(version);
	list = yml_need(r->doc, root, "rules", r->err);
	if (!list)
		return -1;
	if (list->kind != YML_LIST || !list->n || list->n > RULES_MAX)
		return yml_err(r->doc, list, r->err,
			       _("rules must be a list of 1 to %d rules"),
			       RULES_MAX);
	rules->rule = xcalloc(list->n, sizeof(*rules->rule));
	for (size_t i = 0; i < list->n; i++, rules->n++)
		rc |= read_rule(r, list->values[i], &rules->rule[i]);
	for (size_t i = 0; i < list->n; i++)
		rc |= read_unless(r, yml_get(list->values[i], "unless"), list,
				  &rules->rule[i]);
	return rc;
}

struct rules *rules_parse(const char *buf, size_t len, const char *name,
			  const struct profile *profile,
			  const struct facts *facts, struct err *err)
{
	struct yml_doc *doc = yml_parse(buf, len, name, err);
	struct reader r = { .doc = doc, .err = err };

	if (!doc)
		return NULL;
	r.source = xstrndup(buf, len);
	r.rules = xcalloc(1, sizeof(*r.rules));
	r.rules->name = xstrdup(name);
	r.rules->profile = profile;
	r.rules->facts = facts;
	r.rules->staff_unsure = facts_find(facts, "staff_unsure");
	sha256_hex(buf, len, r.rules->hash);
	if (read_rules(&r)) {
		rules_free(r.rules);
		r.rules = NULL;
	}
	free(r.source);
	yml_free(doc);
	return r.rules;
}

struct rules *rules_load(const struct profile *profile,
			 const struct facts *facts, struct err *err)
{
	char *path = profile_path(profile->code, "triage.yaml");
	struct str text = STR_INIT;
	struct rules *rules = NULL;

	if (!str_read_file(&text, path, RULES_FILE_MAX, err))
		rules = rules_parse(text.buf, text.len, path, profile, facts,
				    err);
	str_release(&text);
	free(path);
	return rules;
}

static void rule_release(struct rule *rule)
{
	cond_free(rule->when);
	for (size_t i = 0; i < rule->to_n; i++)
		cond_free(rule->to[i].when);
	for (size_t i = 0; i < rule->urgency_n; i++)
		cond_free(rule->urgency[i].when);
	free(rule->to);
	free(rule->urgency);
	free(rule->unless);
	free(rule->id);
	free(rule->basis);
	free(rule->say);
	free(rule->now);
}

void rules_free(struct rules *rules)
{
	if (!rules)
		return;
	for (size_t i = 0; i < rules->n; i++)
		rule_release(&rules->rule[i]);
	free(rules->rule);
	free(rules->name);
	free(rules->version);
	free(rules);
}

int rules_find(const struct rules *rules, const char *id)
{
	for (size_t i = 0; i < rules->n; i++)
		if (streq(rules->rule[i].id, id))
			return (int)i;
	return -1;
}
