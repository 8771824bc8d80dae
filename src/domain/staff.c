/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/staff.h"

#include <string.h>

#include "base/i18n.h"
#include "domain/record_io.h"

int staff_list(struct store *s, struct rows *out, struct err *err)
{
	return store_run(s, Q_STAFF_LIST, NULL, 0, out, err);
}

/* Their row; the caller releases it. */
static int staff_row(struct store *s, const char *number, struct rows *row,
		     struct err *err)
{
	if (store_exec(s, Q_STAFF_BY_NUMBER, row, err,
		       ARG_TEXT("number", number)))
		return -1;
	if (!row->n)
		return err_input(err,
				 _("There is nobody with the staff number "
				   "\"%.40s\""),
				 number);
	return 0;
}

int staff_load(struct values *values, struct store *s, const char *number,
	       struct err *err)
{
	struct rows row = ROWS_INIT;
	int r = staff_row(s, number, &row, err);

	values_release(values);
	if (!r)
		record_from_row(values, REC_STAFF, "", &row, 0);
	rows_release(&row);
	return r;
}

static int still_holds(struct store *s, const char *number, bool *holds,
		       struct err *err)
{
	struct rows rows = ROWS_INIT;

	if (store_exec(s, Q_STAFF_HOLDS, &rows, err, ARG_TEXT("staff", number)))
		return -1;
	*holds = rows_int(&rows, 0, "holds");
	rows_release(&rows);
	return 0;
}

int staff_save(const struct values *values, struct store *s, struct err *err)
{
	const struct record_desc *d = record_desc(REC_STAFF);
	struct record_args args = { .n = 0 };
	bool holds = false;

	for (size_t i = 0; i < d->fields_n; i++) {
		const struct field *f = &d->field[i];
		const char *text = values_get(values, f->name);

		if (!*text && strcmp(f->name, "kana"))
			return err_input(err, _("%s is missing"), f->label);
		if (field_check(f, text, err))
			return -1;
	}
	if (!strcmp(values_get(values, "active"), "0") &&
	    still_holds(s, values_get(values, "number"), &holds, err))
		return -1;
	if (holds)
		return err_input(err,
				 _("%s still holds open cases; give them to "
				   "somebody else first"),
				 values_get(values, "name"));
	record_args_add(&args, REC_STAFF, values, "");
	return store_run(s, Q_STAFF_SAVE, args.arg, args.n, NULL, err);
}

int staff_check(struct store *s, const char *number, struct err *err)
{
	struct rows row = ROWS_INIT;
	int r = staff_row(s, number, &row, err);

	if (!r && !rows_int(&row, 0, "active"))
		r = err_input(err,
			      _("%s (%s) does not work here any more; choose "
				"somebody who does"),
			      rows_text(&row, 0, "name"), number);
	rows_release(&row);
	return r;
}
