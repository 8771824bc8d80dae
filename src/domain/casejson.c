/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/casejson.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "domain/casetriage.h"
#include "domain/triage_json.h"
#include "text/utf8.h"

/* Keys that have another name than the field, or another place. */
static const struct {
	const char *key, *path;
} renamed[] = {
	{ "chief_complaint", "intake.complaint" },
	{ "taken_at", "intake.section" },
	{ "channel", "intake.channel" },
	{ "route", "intake.route" },
};

/* ---- out ---- */

static void put(struct jsonout *out, const char *key, const char *text)
{
	if (*text)
		jsonout_str(out, key, text);
}

static void put_facts(struct jsonout *out, const struct casefile *cf,
		      const char *prefix)
{
	const struct values *v = &cf->values;
	const char *code;

	jsonout_object(out, "facts");
	for (size_t i = values_lower(v, prefix);
	     i < v->n && skip_prefix(v->v[i].path, prefix, &code); i++)
		jsonout_str(out, code, v->v[i].text);
	jsonout_end_object(out);
}

static const char *mark_of(const struct casefile *cf, int concern)
{
	char path[PATH_SIZE];

	snprintf(path, sizeof(path), "concern.%s", concern_code(concern));
	return casefile_get(cf, path);
}

static void put_concerns(struct jsonout *out, const struct casefile *cf)
{
	jsonout_object(out, "concerns");
	for (int c = 0; c < CONCERN_N; c++)
		if (!strcmp(mark_of(cf, c), "main"))
			jsonout_str(out, "main", concern_code(c));
	jsonout_array(out, "others");
	for (int c = 0; c < CONCERN_N; c++)
		if (!strcmp(mark_of(cf, c), "other"))
			jsonout_str(out, NULL, concern_code(c));
	jsonout_end_array(out);
	jsonout_end_object(out);
}

static void put_member(struct jsonout *out, const struct casefile *cf,
		       const char *id)
{
	const struct record_desc *d = record_desc(REC_MEMBER);
	char path[PATH_SIZE];
	bool birth;

	jsonout_object(out, NULL);
	jsonout_str(out, "id", id);
	snprintf(path, sizeof(path), "%s.birth", id);
	birth = *casefile_get(cf, path);
	for (size_t i = 0; i < d->fields_n; i++) {
		const char *name = d->field[i].name, *text;

		snprintf(path, sizeof(path), "%s.%s", id, name);
		text = casefile_get(cf, path);
		if (!strcmp(name, "position") || !*text)
			continue;
		if (strcmp(name, "age"))
			put(out, name, text);
		else if (!birth) /* not both */
			jsonout_int(out, "age", atoi(text));
	}
	snprintf(path, sizeof(path), "%s.fact.", id);
	put_facts(out, cf, path);
	jsonout_end_object(out);
}

void casefile_to_json(const struct casefile *cf, struct jsonout *out)
{
	const char *received = casefile_get(cf, "intake.received_at");
	char day[11], path[PATH_SIZE];
	struct record_ids ids;

	if (!*received)
		received = casefile_get(cf, "case.opened_at");
	snprintf(day, sizeof(day), "%s", received);
	jsonout_object(out, NULL);
	put(out, "number", casefile_get(cf, "case.number"));
	put(out, "received_on", day);
	for (size_t i = 0; i < ARRAY_SIZE(renamed); i++)
		put(out, renamed[i].key, casefile_get(cf, renamed[i].path));
	for (size_t i = 0; case_json_intake_keys[i]; i++) {
		const char *key = case_json_intake_keys[i];

		snprintf(path, sizeof(path), "intake.%s", key);
		if (strcmp(key, "section")) /* that is taken_at */
			put(out, key, casefile_get(cf, path));
	}
	put_concerns(out, cf);
	put_facts(out, cf, "fact.");
	jsonout_int(out, "returned", casefile_returned(cf));
	casefile_ids(cf, REC_MEMBER, &ids);
	jsonout_array(out, "members");
	for (size_t i = 0; i < ids.n; i++)
		put_member(out, cf, ids.id[i]);
	jsonout_end_array(out);
	jsonout_end_object(out);
}

/* ---- in ---- */

/* Case JSON is free to say "child"; from here on it is what staff would have
 * typed, on every page and sheet. "client" alone is a code. */
static const char *relation_words(const char *path, const char *relation)
{
	static const char *const words[][2] = {
		{ "spouse", "配偶者" },
		{ "husband", "夫" },
		{ "wife", "妻" },
		{ "partner", "パートナー" },
		{ "child", "子" },
		{ "son", "息子" },
		{ "daughter", "娘" },
		{ "parent", "親" },
		{ "father", "父" },
		{ "mother", "母" },
		{ "sibling", "きょうだい" },
		{ "brother", "兄弟" },
		{ "sister", "姉妹" },
		{ "grandparent", "祖父母" },
		{ "grandfather", "祖父" },
		{ "grandmother", "祖母" },
		{ "grandchild", "孫" },
		{ "relative", "親族" },
		{ "friend", "知人" },
		{ "neighbour", "近所の人" },
		{ "neighbor", "近所の人" },
		{ "other", "その他" },
		{ "self", "本人" },
	};
	const char *leaf = strchr(path, '.');

	if (!leaf ||
	    (strcmp(leaf, ".relation") && strcmp(leaf, ".visitor_relation")))
		return relation;
	for (size_t i = 0; i < ARRAY_SIZE(words); i++)
		if (streq(words[i][0], relation))
			return words[i][1];
	return relation;
}

struct reading {
	struct casefile *cf;
	const struct facts *facts;
	struct err *err;
};

/* Clean text only: what a person could have typed. */
static int take(struct reading *r, const char *where, const char *path,
		const char *text)
{
	const struct field *f = casefile_field(r->cf, path);
	bool area = f && f->type == VALUE_AREA;
	struct str clean = STR_INIT;
	struct err why = ERR_INIT;
	struct text_cleaned lost =
		text_clean(&clean, text, strlen(text), area ? TEXT_LINES : 0);
	int rc = 0;

	if (lost.replaced_n || lost.dropped_n)
		rc = err_input(&why, _("holds control characters or others "
				       "that cannot be seen; take them out"));
	else
		rc = casefile_set(r->cf, r->facts, path,
				  relation_words(path, clean.buf), &why);
	if (rc)
		err_input(r->err, "%s: %s", where, why.text.buf);
	err_release(&why);
	str_release(&clean);
	return rc;
}

/* A text under key; other kinds are a fault, a missing one is none. */
static int take_key(struct reading *r, const struct js *object,
		    const char *prefix, const char *key, const char *path)
{
	const struct js *v = js_get(object, key);
	char *where = xstrfmt("%s%s%s", prefix, *prefix ? "." : "", key);
	int rc = 0;

	if (v && !js_is(v, JS_STRING))
		rc = err_input(r->err, _("%s: must be a text"), where);
	else if (v)
		rc = take(r, where, path, js_str(v));
	free(where);
	return rc;
}

static int take_facts(struct reading *r, const struct js *object,
		      const char *prefix, const char *id)
{
	const struct js *facts = js_get(object, "facts");

	for (void *it = facts ? js_iter(facts) : NULL; it;
	     it = js_next(facts, it)) {
		char path[PATH_SIZE];

		snprintf(path, sizeof(path), "%s%sfact.%s", id, *id ? "." : "",
			 js_iter_key(it));
		if (take(r, prefix, path, js_str(js_iter_value(it))))
			return -1;
	}
	return 0;
}

static int take_concerns(struct reading *r, const struct js *object,
			 const char *prefix)
{
	const struct js *boxes = js_get(object, "concerns");
	const struct js *others = boxes ? js_get(boxes, "others") : NULL;
	const struct js *main_box = boxes ? js_get(boxes, "main") : NULL;
	char path[PATH_SIZE];

	for (size_t i = 0; others && i < js_len(others); i++) {
		snprintf(path, sizeof(path), "concern.%s",
			 js_str(js_at(others, i)));
		if (take(r, prefix, path, "other"))
			return -1;
	}
	if (!main_box)
		return 0;
	snprintf(path, sizeof(path), "concern.%s", js_str(main_box));
	return take(r, prefix, path, "main");
}

static int take_age(struct reading *r, const struct js *member,
		    const char *prefix, const char *id)
{
	const struct js *v = js_get(member, "age");
	char path[PATH_SIZE], text[24];

	if (!v)
		return 0;
	snprintf(path, sizeof(path), "%s.age", id);
	snprintf(text, sizeof(text), "%lld", (long long)js_int(v));
	return take(r, prefix, path, text);
}

static int take_member(struct reading *r, const struct js *member,
		       const char *prefix)
{
	const struct record_desc *d = record_desc(REC_MEMBER);
	char id[RECORD_ID_SIZE], path[PATH_SIZE];

	if (casefile_add(r->cf, REC_MEMBER, id, r->err))
		return -1;
	for (size_t i = 0; i < d->fields_n; i++) {
		const char *name = d->field[i].name;

		if (!strcmp(name, "age") || !strcmp(name, "position"))
			continue;
		snprintf(path, sizeof(path), "%s.%s", id, name);
		if (take_key(r, member, prefix, name, path))
			return -1;
	}
	snprintf(path, sizeof(path), "%s.tel", id);
	if (take_key(r, member, prefix, "telephone", path) ||
	    take_age(r, member, prefix, id))
		return -1;
	return take_facts(r, member, prefix, id);
}

static int take_members(struct reading *r, const struct js *object,
			const char *prefix)
{
	const struct js *members = js_get(object, "members");
	int rc = 0;

	for (size_t i = 0; !rc && members && i < js_len(members); i++) {
		char *at = xstrfmt("%s%smembers[%zu]", prefix,
				   *prefix ? "." : "", i);

		rc = take_member(r, js_at(members, i), at);
		free(at);
	}
	return rc;
}

/* The number and the taker belong to the database the case came from. */
static bool foreign(const char *key)
{
	return !strcmp(key, "number") || !strcmp(key, "staff");
}

static int take_case(struct reading *r, const struct js *o, const char *prefix)
{
	char path[PATH_SIZE];

	if (take_key(r, o, prefix, "received_on", "intake.received_at"))
		return -1;
	for (size_t i = 0; case_json_intake_keys[i]; i++) {
		const char *key = case_json_intake_keys[i];

		snprintf(path, sizeof(path), "intake.%s", key);
		if (!foreign(key) && take_key(r, o, prefix, key, path))
			return -1;
	}
	for (size_t i = 0; i < ARRAY_SIZE(renamed); i++)
		if (take_key(r, o, prefix, renamed[i].key, renamed[i].path))
			return -1;
	return take_concerns(r, o, prefix) || take_facts(r, o, prefix, "") ||
			       take_members(r, o, prefix)
		       ? -1
		       : 0;
}

int casefile_from_json(struct casefile *cf, const struct js *object,
		       const char *prefix, const struct rules *rules,
		       struct err *err)
{
	struct reading r = { .cf = cf, .facts = rules->facts, .err = err };
	struct case_json *strict = xcalloc(1, sizeof(*strict));
	int rc = case_json_read(object, prefix, rules, strict, err);

	free(strict);
	return rc ? -1 : take_case(&r, object, prefix);
}
