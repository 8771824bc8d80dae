/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/disclosure.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "domain/access.h"
#include "domain/items.h"
#include "domain/ledger.h"
#include "text/era.h"

#define PAGE_N 50 /* rows read at a time */

void disclosure_init(struct disclosure *d)
{
	*d = (struct disclosure){ .form = "",
				  .to = "",
				  .to_person = "",
				  .basis = "",
				  .reason = "",
				  .approver = "",
				  .approved_on = "" };
	str_init(&d->members);
	str_init(&d->items);
	str_init(&d->consents);
	str_init(&d->basis_text);
}

void disclosure_release(struct disclosure *d)
{
	str_release(&d->members);
	str_release(&d->items);
	str_release(&d->consents);
	str_release(&d->basis_text);
}

int disclosure_save(const struct disclosure *d, const char *staff,
		    const char *medium, int pages, const struct str *bytes,
		    struct store *s, int64_t case_id, struct err *err)
{
	struct values v = VALUES_INIT;
	char number[16];
	int rc;

	if (!d->needed)
		return 0;
	if (access_check(s, staff, ACTION_PRINT, case_id, NULL, err))
		return -1;
	snprintf(number, sizeof(number), "%d", pages);
	values_set(&v, "staff", staff);
	values_set(&v, "form", d->form);
	values_set(&v, "to_body", d->to);
	values_set(&v, "to_person", d->to_person);
	values_set(&v, "members", d->members.buf);
	values_set(&v, "items", d->items.buf);
	values_set(&v, "consents", d->consents.buf);
	values_set(&v, "basis", d->basis);
	values_set(&v, "basis_text", d->basis_text.buf);
	values_set(&v, "reason", d->reason);
	values_set(&v, "approver", d->approver);
	values_set(&v, "approved_on", d->approved_on);
	values_set(&v, "medium", medium);
	values_set(&v, "pages", number);
	rc = ledger_disclosure(&v, bytes->buf, bytes->len, s, case_id, NULL,
			       err);
	values_release(&v);
	return rc;
}

static void add_items(const char *codes, struct str *out)
{
	bool first = true;

	for (int i = 0; i < ITEM_N; i++) {
		const struct item_info *info = item_info((enum item)i);

		if (!scope_has(codes, info->code, true, NULL))
			continue;
		str_addf(out, "%s%s", first ? "" : "、", info->label);
		first = false;
	}
}

static void add_line(const struct rows *rows, size_t row,
		     const struct profile *profile, struct str *out)
{
	struct date day = { 0 };
	const char *to = str_or_empty(rows_text(rows, row, "to_body"));
	int dest = profile_dest(profile, to);

	date_from_iso(str_or_empty(rows_text(rows, row, "at")), &day);
	era_short(out, day);
	str_addf(out, " %s：", dest < 0 ? to : profile->dest[dest].name);
	add_items(str_or_empty(rows_text(rows, row, "items")), out);
	str_addc(out, '\n');
}

static bool concerns(const struct rows *rows, size_t row,
		     const struct consent *consent,
		     const struct consent_rules *rules)
{
	return scope_has(rows_text(rows, row, "consents"), consent->id, true,
			 NULL) ||
	       scope_has(consent->recipients,
			 str_or_empty(rows_text(rows, row, "to_body")), false,
			 rules);
}

int disclosure_past(struct store *s, const char *staff, int64_t case_id,
		    const struct consent *consent,
		    const struct consent_rules *rules,
		    const struct profile *profile, struct str *out, size_t *n,
		    struct err *err)
{
	struct rows rows = ROWS_INIT;
	int64_t below = 0;
	size_t found = 0;
	int rc;

	do {
		rc = ledger_disclosures(s, staff, case_id, below, PAGE_N, &rows,
					err);
		for (size_t i = 0; !rc && i < rows.n; i++) {
			below = rows_int(&rows, i, "id");
			if (!concerns(&rows, i, consent, rules))
				continue;
			add_line(&rows, i, profile, out);
			found++;
		}
	} while (!rc && rows.n == PAGE_N);
	rows_release(&rows);
	if (n)
		*n = found;
	return rc;
}
