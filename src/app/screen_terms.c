/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/screen_terms.h"

#include <fnmatch.h>
#include <string.h>

#include "app/anyone.h"
#include "app/choices.h"
#include "base/mem.h"
#include "base/str.h"
#include "domain/facts.h"
#include "domain/records.h"

/* What pages that are no part of a case show and take. */
static const struct own {
	const char *screen;
	const char *source[2]; /* besides, none */
	const char *path[8];   /* patterns of fnmatch(3) */
} owns[] = {
	{ "login", { NULL }, { "login.number", "login.hint" } },
	{ "contact",
	  { NULL },
	  { "contact.name", "contact.window", "contact.tel",
	    "contact.after_hours" } },
	{ "limits",
	  { NULL },
	  { "limit.@(AA|A|B|C).@(label|receive|contact|answer)" } },
	{ "staffer",
	  { "section", "role" },
	  { "staffer.number", "staffer.name", "staffer.kana", "staffer.section",
	    "staffer.role", "staffer.note" } },
};

/* Records by the words that screens have for them. */
static const struct {
	const char *prefix;
	enum record rec;
} records[] = {
	{ "intake.", REC_INTAKE },     { "client.", REC_MEMBER },
	{ "member.", REC_MEMBER },     { "consent.", REC_CONSENT },
	{ "referral.", REC_REFERRAL },
};

/* Lists that stand for many values each. */
static const struct {
	enum field_type type;
	const char *path;
} lists[] = {
	{ FIELD_TICKS, "concern" },
	{ FIELD_TICKS, "consent.items" },
	{ FIELD_TICKS, "consent.groups" },
	{ FIELD_TICKS, "consent.except" },
	{ FIELD_TICKS, "referral.basis_items" },
	{ FIELD_FACTS, "situation" },
	{ FIELD_FACTS, "tonight" },
	{ FIELD_BLOCK, "members" },
};

static const struct own *own_of(const char *screen)
{
	for (size_t i = 0; i < ARRAY_SIZE(owns); i++)
		if (streq(owns[i].screen, screen))
			return &owns[i];
	return NULL;
}

static bool is_page_of_case(const char *screen)
{
	for (const char *const *name = page_screens; *name; name++)
		if (streq(*name, screen))
			return !own_of(screen);
	return false;
}

static bool own_path(const struct own *own, const char *path)
{
	for (size_t i = 0; i < ARRAY_SIZE(own->path) && own->path[i]; i++)
		if (!fnmatch(own->path[i], path, FNM_EXTMATCH))
			return true;
	return false;
}

static bool is_fact(const struct facts *facts, const char *code,
		    enum fact_level level)
{
	int i = facts ? facts_find(facts, code) : 0;

	return i >= 0 && (!facts || facts->fact[i].level == level);
}

static bool in_record(const struct facts *facts, const char *path)
{
	const char *rest, *code;

	for (size_t i = 0; i < ARRAY_SIZE(records); i++) {
		if (!skip_prefix(path, records[i].prefix, &rest))
			continue;
		if (records[i].rec == REC_MEMBER &&
		    skip_prefix(rest, "fact.", &code))
			return is_fact(facts, code, FACT_PERSON);
		return record_field(records[i].rec, rest);
	}
	return false;
}

static bool in_case(const struct facts *facts, enum field_type type,
		    const char *path)
{
	const char *code;

	if (type == FIELD_TICKS || type == FIELD_FACTS || type == FIELD_BLOCK) {
		for (size_t i = 0; i < ARRAY_SIZE(lists); i++)
			if (lists[i].type == type && streq(lists[i].path, path))
				return true;
		return false;
	}
	if (type == FIELD_COMPUTED && intake_computes(path))
		return true;
	if (skip_prefix(path, "fact.", &code))
		return is_fact(facts, code, FACT_HOUSEHOLD);
	if (skip_prefix(path, ANYONE_PREFIX "fact.", &code))
		return is_fact(facts, code, FACT_PERSON);
	return in_record(facts, path);
}

static bool knows_path(const struct screen_terms *terms, const char *screen,
		       enum field_type type, const char *path)
{
	const struct own *own = own_of(screen);

	if (own)
		return own_path(own, path);
	return !is_page_of_case(screen) || in_case(terms->data, type, path);
}

static bool knows_source(const char *screen, const char *name)
{
	const struct own *own = own_of(screen);

	if (!own)
		return !is_page_of_case(screen) || choices_has(name);
	for (size_t i = 0; i < ARRAY_SIZE(own->source); i++)
		if (own->source[i] && streq(own->source[i], name))
			return true;
	return false;
}

const struct screen_terms screen_terms = { .source = knows_source,
					   .path = knows_path };
