/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/colleague.h"

#include <stdlib.h>

#include "base/mem.h"
#include "domain/staff.h"
#include "text/width.h"
#include "ui/dialog.h"

#define NAME_COLS 14

static void add(const struct session *s, const struct rows *staff, size_t row,
		struct choice *out)
{
	struct str label = STR_INIT;

	text_pad(&label, rows_text(staff, row, "name"), NAME_COLS);
	str_add(&label, session_dest(s, rows_text(staff, row, "section")));
	*out = (struct choice){ .code = rows_text(staff, row, "number"),
				.label = str_detach(&label),
				.reading = rows_text(staff, row, "kana") };
}

/* Those of the section, or the others. How many. */
static size_t add_some(const struct session *s, const struct colleague_ask *ask,
		       const struct rows *staff, bool near, struct choice *out)
{
	size_t n = 0;

	for (size_t i = 0; i < staff->n; i++)
		if (rows_int(staff, i, "active") &&
		    streq(rows_text(staff, i, "section"), ask->section) ==
			    near &&
		    ask->fits(staff, i, ask->data))
			add(s, staff, i, &out[n++]);
	return n;
}

char *colleague_choose(const struct session *s, const struct colleague_ask *ask,
		       struct err *err)
{
	struct rows staff = ROWS_INIT;
	struct choice *choice;
	char *number = NULL;
	size_t n;
	int picked;

	if (staff_list(s->office.store, &staff, err))
		return NULL;
	choice = xcalloc(staff.n + 1, sizeof(*choice));
	n = add_some(s, ask, &staff, true, choice);
	n += add_some(s, ask, &staff, false, choice + n);
	picked = ui_choose(ask->title, choice, n, 0);
	if (picked >= 0)
		number = xstrdup(choice[picked].code);
	for (size_t i = 0; i < n; i++)
		free((char *)choice[i].label);
	free(choice);
	rows_release(&staff);
	return number;
}
