/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/consent.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"

static const char *const states[CONSENT_N] = {
	[CONSENT_UNASKED] = "unasked", [CONSENT_WRITTEN] = "written",
	[CONSENT_ORAL] = "oral",       [CONSENT_PARTIAL] = "partial",
	[CONSENT_PENDING] = "pending", [CONSENT_REFUSED] = "refused",
	[CONSENT_UNABLE] = "unable",   [CONSENT_ENDED] = "withdrawn",
};

const char *consent_state_code(enum consent_state state)
{
	return states[state];
}

int consent_state_from_code(const char *code)
{
	if (streq(code, "expired"))
		return CONSENT_ENDED;
	for (int i = 0; i < CONSENT_N; i++)
		if (streq(states[i], code))
			return i;
	return -1;
}

bool consent_gives(enum consent_state state)
{
	return state == CONSENT_WRITTEN || state == CONSENT_ORAL ||
	       state == CONSENT_PARTIAL;
}

static bool given(const char *text)
{
	return text && *text;
}

static const struct consent_group *find_group(const struct consent_rules *rules,
					      const char *code, size_t len)
{
	for (size_t i = 0; rules && i < rules->group_n; i++)
		if (strlen(rules->group[i].code) == len &&
		    !memcmp(rules->group[i].code, code, len))
			return &rules->group[i];
	return NULL;
}

bool group_has(const struct consent_group *group, const char *code)
{
	for (size_t i = 0; group && i < group->n; i++)
		if (streq(group->section[i], code))
			return true;
	return false;
}

/* Does this one word of a scope (len bytes) mean code? */
static bool word_means(const char *word, size_t len, const char *code,
		       bool named_only, const struct consent_rules *rules)
{
	if (len == 1 && *word == '*')
		return !named_only;
	if (*word == '@')
		return group_has(find_group(rules, word + 1, len - 1), code);
	return strlen(code) == len && !memcmp(word, code, len);
}

bool scope_has(const char *scope, const char *code, bool named_only,
	       const struct consent_rules *rules)
{
	bool in = false;

	for (const char *p = str_or_empty(scope); *p; p += strspn(p, " ")) {
		size_t len = strcspn(p, " ");

		if (*p == '-' && word_means(p + 1, len - 1, code, false, rules))
			return false;
		if (*p != '-' && word_means(p, len, code, named_only, rules))
			in = true;
		p += len;
	}
	return in;
}

bool scope_names(const char *scope, const char *word)
{
	size_t word_len = strlen(word);

	for (const char *p = str_or_empty(scope); *p; p += strspn(p, " ")) {
		size_t len = strcspn(p, " ");

		if (len == word_len && !memcmp(p, word, len))
			return true;
		p += len;
	}
	return false;
}

static void add_word(struct str *out, size_t from, const char *word)
{
	str_addf(out, "%s%s", out->len > from ? "、" : "", word);
}

/* The words of a scope that take in, or those that take out. */
static void add_scope(const char *scope, bool out_of,
		      const struct consent_rules *rules,
		      const struct profile *profile, struct str *out)
{
	size_t from = out->len;

	for (const char *p = str_or_empty(scope); *p; p += strspn(p, " ")) {
		size_t len = strcspn(p, " ");
		bool minus = *p == '-';
		char *word = xstrndup(p + minus, len - minus);
		const struct consent_group *group =
			*word == '@'
				? find_group(rules, word + 1, strlen(word) - 1)
				: NULL;
		int dest = profile_dest(profile, word);

		if (minus == out_of)
			add_word(out, from,
				 group              ? group->label
				 : dest >= 0        ? profile->dest[dest].name
				 : streq(word, "*") ? "つなぎ先すべて"
						    : word);
		free(word);
		p += len;
	}
}

void scope_words(const char *scope, const struct consent_rules *rules,
		 const struct profile *profile, struct str *out)
{
	struct str except = STR_INIT;

	add_scope(scope, false, rules, profile, out);
	add_scope(scope, true, rules, profile, &except);
	if (except.len)
		str_addf(out, "（%sを除く）", except.buf);
	str_release(&except);
}

void scope_reaches(const char *scope, const struct consent_rules *rules,
		   const struct profile *profile, struct str *out)
{
	size_t from = out->len;

	for (size_t i = 0; i < profile->dest_n; i++)
		if (scope_has(scope, profile->dest[i].code, false, rules))
			add_word(out, from, profile->dest[i].name);
}

/* Whatever was said about everything also speaks of a law-bound item when it
 * takes something away; to give, the item has to be named. */
static bool speaks_of(const struct consent *row,
		      const struct consent_rules *rules, const char *member,
		      const char *recipient, enum item item)
{
	const struct item_info *info = item_info(item);
	bool gives = consent_gives(row->state);

	return streq(row->member, member) &&
	       scope_has(row->recipients, recipient, false, rules) &&
	       scope_has(row->items, info->code, gives && info->law, rules);
}

enum consent_state consent_on(const struct consent *row, const char *today)
{
	if (given(row->withdrawn_on) ||
	    (given(row->until) && strcmp(row->until, today) < 0))
		return CONSENT_ENDED;
	return row->state;
}

enum consent_state consent_find(const struct consents *all,
				const struct consent_rules *rules,
				const char *member, const char *recipient,
				enum item item, const char *today,
				const struct consent **row)
{
	if (row)
		*row = NULL;
	for (size_t i = all->n; i-- > 0;) {
		const struct consent *c = &all->row[i];

		if (!speaks_of(c, rules, member, recipient, item))
			continue;
		if (row)
			*row = c;
		return consent_on(c, today);
	}
	return CONSENT_UNASKED;
}

const struct consent *consent_last(const struct consents *all,
				   const struct consent_rules *rules,
				   const char *member, const char *recipient)
{
	for (size_t i = all->n; i-- > 0;)
		if (streq(all->row[i].member, member) &&
		    scope_has(all->row[i].recipients, recipient, false, rules))
			return &all->row[i];
	return NULL;
}

static int check_dates(const struct consent *row, const char *today,
		       struct err *err)
{
	int rc = 0;

	if (given(row->given_on) && strcmp(row->given_on, today) > 0)
		rc = err_input(err,
			       _("The day of consent (%s) is still to "
				 "come"),
			       row->given_on);
	if (given(row->until) && given(row->given_on) &&
	    strcmp(row->until, row->given_on) < 0)
		rc = err_input(err,
			       _("The consent would end (%s) before it "
				 "was given (%s)"),
			       row->until, row->given_on);
	if (given(row->write_by) && given(row->given_on) &&
	    strcmp(row->write_by, row->given_on) < 0)
		rc = err_input(err,
			       _("The day to put it in writing (%s) is "
				 "before the consent (%s)"),
			       row->write_by, row->given_on);
	return rc;
}

static int check_proxy(const struct consent *row, struct err *err)
{
	int rc = 0;

	if (!given(row->proxy_name) && !given(row->proxy_relation) &&
	    !given(row->proxy_reason))
		return 0;
	if (!given(row->proxy_name))
		rc = err_input(err, _("The proxy has no name"));
	if (!given(row->proxy_relation))
		rc = err_input(err, _("Say how the proxy is related to the "
				      "person"));
	if (!given(row->proxy_reason))
		rc = err_input(err, _("Say why a proxy speaks for the person"));
	if (!given(row->witness) && !given(row->reason))
		rc = err_input(err,
			       _("With a proxy a witness is needed; where "
				 "there was none, say why in the remarks"));
	return rc;
}

bool consent_unwitnessed(const struct consent *row)
{
	return consent_gives(row->state) && given(row->proxy_name) &&
	       !given(row->witness) && !given(row->reason);
}

int consent_check(const struct consent *row, const char *today, struct err *err)
{
	bool asked = row->state != CONSENT_UNASKED;
	bool gives = consent_gives(row->state);
	int rc = 0;

	if (!given(row->member))
		rc = err_input(err, _("Say whose consent it is"));
	if (asked && !given(row->recipients))
		rc = err_input(err, _("Say for which recipients it is"));
	if (gives && streq(row->recipients, CONSENT_EVERYBODY))
		rc = err_input(err, _("Consent has to name its recipients"));
	if (asked && !given(row->items))
		rc = err_input(err, _("Say for which items it is"));
	if (gives && !given(row->given_on))
		rc = err_input(err, _("The day of consent is missing"));
	if (gives && !given(row->explained_by))
		rc = err_input(err, _("Say who explained it"));
	if (row->state == CONSENT_ORAL && !given(row->write_by))
		rc = err_input(err, _("Oral consent needs the day by which it "
				      "is put in writing"));
	if (row->state == CONSENT_REFUSED && !given(row->given_on))
		rc = err_input(err, _("The day of the refusal is missing"));
	if (row->state == CONSENT_ENDED && !given(row->withdrawn_on))
		rc = err_input(err, _("The day of the withdrawal is missing"));
	if (row->state == CONSENT_UNABLE && !given(row->reason))
		rc = err_input(err, _("Say why consent cannot be had"));
	if (check_proxy(row, err) | check_dates(row, today, err))
		rc = -1;
	return rc;
}
