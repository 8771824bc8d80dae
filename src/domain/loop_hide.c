/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who must not see a case. */
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "domain/loop_doing.h"

/* Where the number stands as a word of the list; NULL: nowhere. */
static const char *find(const char *list, const char *staff)
{
	size_t len = strlen(staff);

	while (*list) {
		size_t word = strcspn(list, " ");

		if (word == len && !memcmp(list, staff, len))
			return list;
		list += word;
		list += strspn(list, " ");
	}
	return NULL;
}

bool hidden_from(const char *list, const char *staff)
{
	return find(str_or_empty(list), staff);
}

bool case_hidden_from(const struct casefile *cf, const char *staff)
{
	return hidden_from(loop_get(cf, "case", "hidden_from"), staff);
}

void hidden_mask(struct rows *rows, const char *staff,
		 const char *const *columns)
{
	for (size_t i = 0; i < rows->n; i++)
		for (size_t k = 0; columns[k]; k++)
			if (hidden_from(rows_text(rows, i, "hidden_from"),
					staff))
				rows_blank(rows, i, columns[k]);
}

/* Does anything of it lie in their hands? */
static bool works_on(const struct casefile *cf, const char *staff)
{
	struct record_ids ids;

	if (streq(loop_get(cf, "case", "holder"), staff))
		return true;
	casefile_ids(cf, REC_REFERRAL, &ids);
	for (size_t i = 0; i < ids.n; i++)
		if (streq(loop_get(cf, ids.id[i], "person"), staff))
			return true;
	return false;
}

int loop_hide(struct doing *d)
{
	const char *list = loop_get(&d->cf, "case", "hidden_from");
	const char *staff = d->args->staff;
	struct str longer = STR_INIT;

	if (find(list, staff))
		return err_input(d->err, _("They do not see it already"));
	if (works_on(&d->cf, staff))
		return err_input(d->err, _("They work on this case; hand it "
					   "and its referrals to somebody else "
					   "first"));
	str_addf(&longer, "%s%s%s", list, *list ? " " : "", staff);
	loop_set(&d->cf, "case", "hidden_from", longer.buf);
	str_release(&longer);
	return loop_rise(d, staff);
}

int loop_unhide(struct doing *d)
{
	const char *list = loop_get(&d->cf, "case", "hidden_from");
	const char *at = find(list, d->args->staff);
	struct str rest = STR_INIT;
	const char *behind;

	if (!at)
		return err_input(d->err, _("They may see it already"));
	behind = at + strlen(d->args->staff);
	behind += *behind == ' ';
	if (!*behind && at > list)
		at--; /* the blank in front */
	str_addn(&rest, list, (size_t)(at - list));
	str_add(&rest, behind);
	loop_set(&d->cf, "case", "hidden_from", str_or_empty(rest.buf));
	str_release(&rest);
	return 0;
}
