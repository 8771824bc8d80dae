/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/scope_ticks.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"

#define ON     "other" /* a box without a main one */
#define GROUPS "consent.groups."
#define EXCEPT "consent.except."

/* Is the word with its sign in the scope? "@fukushi", "-kenko" */
static bool names(const char *scope, char sign, const char *code)
{
	char *word = xstrfmt("%c%s", sign, code);
	bool yes = scope_names(scope, word);

	free(word);
	return yes;
}

static bool covers(const struct consent_rules *rules, const char *scope,
		   const char *body)
{
	for (size_t i = 0; i < rules->group_n; i++)
		if (names(scope, '@', rules->group[i].code) &&
		    group_has(&rules->group[i], body))
			return true;
	return false;
}

static const char *scope_of(const struct intake *in)
{
	return intake_get(in, "consent.recipients");
}

bool scope_ticks_covers(const struct intake *in, const char *body)
{
	return covers(in->session->consent_rules, scope_of(in), body);
}

bool scope_ticks_get(const struct intake *in, const char *path,
		     const char **value)
{
	const char *code;
	char sign;

	if (skip_prefix(path, GROUPS, &code))
		sign = '@';
	else if (skip_prefix(path, EXCEPT, &code))
		sign = '-';
	else
		return false;
	*value = names(scope_of(in), sign, code) ? ON : "";
	return true;
}

static void add_word(struct str *out, char sign, const char *code)
{
	str_addf(out, "%s%c%s", out->len ? " " : "", sign, code);
}

/* The scope with one box changed; who is in no group any more need not be
 * taken out of one. */
static void compose(const struct intake *in, char sign, const char *code,
		    bool on, struct str *out)
{
	const struct consent_rules *rules = in->session->consent_rules;
	const struct profile *p = in->session->office.profile;
	const char *now = scope_of(in);

	for (size_t i = 0; i < rules->group_n; i++) {
		const char *group = rules->group[i].code;

		if (sign == '@' && streq(group, code) ? on
						      : names(now, '@', group))
			add_word(out, '@', group);
	}
	for (size_t i = 0; i < p->dest_n; i++) {
		const char *body = p->dest[i].code;

		if ((sign == '-' && streq(body, code)
			     ? on
			     : names(now, '-', body)) &&
		    covers(rules, out->buf, body))
			add_word(out, '-', body);
	}
}

static bool reaches_somebody(const struct intake *in, const char *scope)
{
	struct str reached = STR_INIT;
	bool somebody;

	scope_reaches(scope, in->session->consent_rules,
		      in->session->office.profile, &reached);
	somebody = reached.len;
	str_release(&reached);
	return somebody;
}

int scope_ticks_set(struct intake *in, const char *path, const char *value,
		    struct err *err)
{
	struct str scope = STR_INIT;
	const char *code;
	int rc;

	if (skip_prefix(path, GROUPS, &code))
		compose(in, '@', code, *value, &scope);
	else if (skip_prefix(path, EXCEPT, &code))
		compose(in, '-', code, *value, &scope);
	else
		return 1;
	rc = reaches_somebody(in, scope.buf)
		     ? intake_set_of(in, in->consent, "recipients", scope.buf,
				     err)
		     : err_input(err, _("Nobody would be left; leave one in, "
					"or go back"));
	str_release(&scope);
	return rc;
}
