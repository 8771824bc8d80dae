/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/choices.h"

#include <stdlib.h>
#include <string.h>

#include "app/scope_ticks.h"
#include "base/mem.h"
#include "domain/items.h"

static void add(struct choice_list *list, const char *code, const char *label,
		const char *reading)
{
	ALLOC_GROW(list->choice, list->n + 1, list->alloc);
	list->choice[list->n++] = (struct choice){
		.code = xstrdup(code),
		.label = xstrdup(label),
		.reading = reading ? xstrdup(reading) : NULL,
	};
}

static void add_codes(struct choice_list *list, enum record rec,
		      const char *name)
{
	const struct field *field = record_field(rec, name);

	for (const struct code *c = field->codes; c->code; c++)
		add(list, c->code, c->label, NULL);
}

static void channels(const struct intake *in, struct choice_list *list)
{
	add_codes(list, REC_INTAKE, "channel");
}

static void routes(const struct intake *in, struct choice_list *list)
{
	add_codes(list, REC_INTAKE, "route");
}

static void companions(const struct intake *in, struct choice_list *list)
{
	add_codes(list, REC_INTAKE, "companion_present");
}

static void sexes(const struct intake *in, struct choice_list *list)
{
	add_codes(list, REC_MEMBER, "sex");
}

static void yes_or_no(const struct intake *in, struct choice_list *list)
{
	add_codes(list, REC_MEMBER, "safe_call");
}

static void consent_states(const struct intake *in, struct choice_list *list)
{
	add_codes(list, REC_CONSENT, "state");
}

static void urgencies(const struct intake *in, struct choice_list *list)
{
	add_codes(list, REC_REFERRAL, "urgency");
}

static void escorts(const struct intake *in, struct choice_list *list)
{
	add_codes(list, REC_REFERRAL, "escort");
}

static void sections(const struct intake *in, struct choice_list *list)
{
	const struct profile *p = in->session->office.profile;

	for (size_t i = 0; i < p->section_n; i++)
		add(list, p->dest[i].code, p->dest[i].name, p->dest[i].kana);
}

static void districts(const struct intake *in, struct choice_list *list)
{
	const struct names *names = &in->session->office.profile->district;

	for (size_t i = 0; i < names->n; i++)
		add(list, names->item[i].code, names->item[i].name, NULL);
}

static void concerns(const struct intake *in, struct choice_list *list)
{
	static const char *const readings[CONCERN_N] = {
		"びょうき",   "すまい",     "しゅうにゅう",     "やちん",
		"ぜいきん",   "さいむ",     "しごとさがし",     "しごとじょう",
		"ちいき",     "かぞく",     "こそだて",         "かいご",
		"ひきこもり", "でぃーぶい", "たべるものがない", "そのた",
	};

	for (int i = 0; i < CONCERN_N; i++)
		add(list, concern_code(i), concern_label(i), readings[i]);
}

static void items(const struct intake *in, struct choice_list *list)
{
	for (int i = 0; i < ITEM_N; i++)
		add(list, item_info(i)->code, item_info(i)->label, NULL);
}

static void groups(const struct intake *in, struct choice_list *list)
{
	const struct consent_rules *rules = in->session->consent_rules;

	for (size_t i = 0; i < rules->group_n; i++)
		add(list, rules->group[i].code, rules->group[i].label, NULL);
}

/* Who could be taken out of the groups of the open consent. */
static void group_members(const struct intake *in, struct choice_list *list)
{
	const struct profile *p = in->session->office.profile;

	for (size_t i = 0; i < p->dest_n; i++)
		if (scope_ticks_covers(in, p->dest[i].code))
			add(list, p->dest[i].code, p->dest[i].name,
			    p->dest[i].kana);
}

static void members(const struct intake *in, struct choice_list *list)
{
	struct record_ids ids;

	casefile_ids(&in->draft.doc, REC_MEMBER, &ids);
	for (size_t i = 0; i < ids.n; i++) {
		struct str words = STR_INIT;

		intake_member_words(in, ids.id[i], &words);
		add(list, ids.id[i], words.buf, NULL);
		str_release(&words);
	}
}

/* Might somebody in the household be one whom this basis is about? */
static bool concerns_somebody(const struct intake *in,
			      const struct basis *basis)
{
	struct record_ids ids;

	casefile_ids(&in->draft.doc, REC_MEMBER, &ids);
	for (size_t i = 0; i < ids.n; i++)
		if (basis_is_about(basis,
				   casefile_age(&in->draft.doc, ids.id[i])))
			return true;
	return !ids.n;
}

/* Those on which the taking section may give something to the body of the open
 * referral; what was chosen stays. */
static void bases(const struct intake *in, struct choice_list *list)
{
	const struct laws *laws = in->session->laws;
	const struct consent_rules *rules = in->session->consent_rules;
	const char *to = intake_get(in, "referral.to_body");
	enum giver giver =
		giver_of(rules, casefile_get(&in->draft.doc, "intake.section"));

	for (size_t i = 0; i < laws->basis_n; i++) {
		const struct basis *basis = &laws->basis[i];
		bool fits = basis->article[giver] &&
			    basis_is_recipient(basis, rules, to) &&
			    concerns_somebody(in, basis);

		if (fits ||
		    streq(basis->code, intake_get(in, "referral.basis")))
			add(list, basis->code, basis->label, NULL);
	}
}

static const struct {
	const char *source;
	void (*make)(const struct intake *in, struct choice_list *list);
} sources[] = {
	{ "channel", channels },     { "route", routes },
	{ "companion", companions }, { "sex", sexes },
	{ "yes_no", yes_or_no },     { "consent_state", consent_states },
	{ "urgency", urgencies },    { "escort", escorts },
	{ "section", sections },     { "district", districts },
	{ "concern", concerns },     { "item", items },
	{ "member", members },       { "basis", bases },
	{ "group", groups },         { "group_member", group_members },
};

static void clear(struct choice_list *list)
{
	for (size_t i = 0; i < list->n; i++) {
		free((char *)list->choice[i].code);
		free((char *)list->choice[i].label);
		free((char *)list->choice[i].reading);
	}
	list->n = 0;
}

bool choices_has(const char *source)
{
	for (size_t i = 0; i < ARRAY_SIZE(sources); i++)
		if (streq(source, sources[i].source))
			return true;
	return false;
}

const struct choice *choices_make(struct intake *in, const char *source,
				  size_t *n)
{
	_Static_assert(ARRAY_SIZE(sources) <= CHOICE_LISTS,
		       "struct intake has room for every list");

	for (size_t i = 0; i < ARRAY_SIZE(sources); i++) {
		struct choice_list *list = &in->list[i];

		if (!streq(source, sources[i].source))
			continue;
		clear(list);
		sources[i].make(in, list);
		*n = list->n;
		return list->choice;
	}
	BUG("no list is called %s", source);
}

void choices_release(struct intake *in)
{
	for (size_t i = 0; i < CHOICE_LISTS; i++) {
		clear(&in->list[i]);
		free(in->list[i].choice);
	}
}
