/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/basis.h"

#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"

static bool listed(char *const *list, size_t n, const char *code)
{
	for (size_t i = 0; i < n; i++)
		if (streq(list[i], code))
			return true;
	return false;
}

enum giver giver_of(const struct consent_rules *rules, const char *section)
{
	return listed(rules->private_giver, rules->private_n, section)
		       ? GIVER_PRIVATE
		       : GIVER_CITY;
}

bool basis_is_recipient(const struct basis *basis,
			const struct consent_rules *rules,
			const char *recipient)
{
	for (size_t i = 0; i < rules->receives_n; i++) {
		const struct receivers *r = &rules->receives[i];

		if (streq(r->basis, basis->code))
			return listed(r->section, r->n, recipient);
	}
	return basis->kind == BASIS_LIFE || basis->kind == BASIS_OFFICE;
}

bool basis_is_about(const struct basis *basis, int age)
{
	return age < 0 || (age >= basis->min_age && age <= basis->max_age);
}

static bool given(const char *text)
{
	return text && text[strspn(text, " \t\r\n")];
}

int basis_check(const struct basis_use *use, const struct consent_rules *rules,
		const char *today, struct err *err)
{
	const char *label = use->basis->label;
	int rc = 0;

	if (!use->basis->article[use->giver])
		rc = err_input(err,
			       use->giver == GIVER_CITY
				       ? _("%s is no basis for an office of "
					   "the city")
				       : _("%s is no basis for a body outside "
					   "the city"),
			       label);
	if (!given(use->recipient))
		rc = err_input(err, _("%s: say who receives it"), label);
	else if (!basis_is_recipient(use->basis, rules, use->recipient))
		rc = err_input(err, _("%s: %s is not a recipient by law"),
			       label, use->recipient);
	if (!given(use->reason))
		rc = err_input(err, _("%s: say the reason"), label);
	if (!given(use->approver))
		rc = err_input(err, _("%s: say who approved it"), label);
	if (!given(use->date))
		rc = err_input(err, _("%s: say the day"), label);
	else if (strcmp(use->date, today) > 0)
		rc = err_input(err, _("%s: the day (%s) is still to come"),
			       label, use->date);
	if (!given(use->items))
		rc = err_input(err, _("%s: say which items are passed on"),
			       label);
	return rc;
}

/* before: the article cited just before, or NULL; of one law the name is said
 * once. */
static const struct law *cite(const struct laws *laws, const char *code,
			      const struct law *before, struct str *out)
{
	const struct law *law = laws_find(laws, code);

	if (!before || !streq(before->law, law->law))
		str_add(out, law->law);
	str_add(out, law->article);
	return law;
}

void basis_cite(const struct basis_use *use, const struct laws *laws,
		struct str *out)
{
	const struct basis *basis = use->basis;
	const struct law *before = NULL;

	cite(laws, basis->article[use->giver], NULL, out);
	if (!basis->law_n)
		return;
	str_add(out, "（");
	for (size_t i = 0; i < basis->law_n; i++) {
		if (i)
			str_add(out, "、");
		before = cite(laws, basis->law[i], before, out);
	}
	str_add(out, "）");
}
