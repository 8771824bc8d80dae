/* SPDX-License-Identifier: GPL-3.0-or-later */
/* May a value stand in a field? Types and limits of domain/records.h. */
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "domain/records.h"
#include "text/date.h"
#include "text/utf8.h"

static bool has_control(const char *s, bool lines_ok)
{
	for (; *s; s++)
		if ((unsigned char)*s < 0x20 && !(lines_ok && *s == '\n'))
			return true;
	return false;
}

static int check_text(const struct field *f, const char *value, struct err *err)
{
	bool area = f->type == VALUE_AREA;
	size_t len = strlen(value), n;

	if (!utf8_valid(value, len))
		return err_input(err,
				 _("%s: these bytes are not UTF-8 text; write "
				   "the value again"),
				 f->label);
	if (has_control(value, area))
		return err_input(err,
				 _("%s: control characters cannot stand here; "
				   "write the value again"),
				 f->label);
	n = utf8_count(value, len);
	if (n > (size_t)f->limit)
		return err_input(err,
				 _("%s: %zu characters are too many, there is "
				   "room for %d; shorten it"),
				 f->label, n, f->limit);
	return 0;
}

static int check_date(const struct field *f, const char *value, struct err *err)
{
	struct date d;

	if (strlen(value) == 10 && date_from_iso(value, &d))
		return 0;
	return err_input(err,
			 _("%s: \"%s\" is no day of the calendar; write "
			   "YYYY-MM-DD"),
			 f->label, value);
}

static bool two_digits(const char *s, int most)
{
	return s[0] >= '0' && s[0] <= '9' && s[1] >= '0' && s[1] <= '9' &&
	       (s[0] - '0') * 10 + s[1] - '0' <= most;
}

static int check_time(const struct field *f, const char *value, struct err *err)
{
	struct date d;

	if (date_from_iso(value, &d) &&
	    (strlen(value) == 10 ||
	     (strlen(value) == 16 && two_digits(value + 11, 23) &&
	      value[13] == ':' && two_digits(value + 14, 59))))
		return 0;
	return err_input(
		err,
		_("%s: \"%s\" is no moment; write YYYY-MM-DDTHH:MM, or "
		  "only the day"),
		f->label, value);
}

static int check_number(const struct field *f, const char *value,
			struct err *err)
{
	int n = 0;
	const char *p = value;

	while (*p >= '0' && *p <= '9' && n <= f->limit)
		n = n * 10 + *p++ - '0';
	if (!*p && n <= f->limit && (value[0] != '0' || !value[1]))
		return 0;
	return err_input(err,
			 _("%s: \"%.40s\" is no whole number from 0 to %d"),
			 f->label, value, f->limit);
}

static int check_code(const struct field *f, const char *value, struct err *err)
{
	struct str known = STR_INIT;

	for (const struct code *c = f->codes; c->code; c++) {
		if (!strcmp(c->code, value)) {
			str_release(&known);
			return 0;
		}
		str_addf(&known, "%s%s", known.len ? ", " : "", c->code);
	}
	err_input(err, _("%s: \"%.40s\" cannot be chosen; possible are %s"),
		  f->label, value, known.buf);
	str_release(&known);
	return -1;
}

int field_check(const struct field *field, const char *value, struct err *err)
{
	if (!*value)
		return 0;
	/* First of all, so that no sentence carries broken bytes on. */
	if (check_text(field, value, err))
		return -1;
	switch (field->type) {
	case VALUE_DATE:
		return check_date(field, value, err);
	case VALUE_TIME:
		return check_time(field, value, err);
	case VALUE_NUMBER:
		return check_number(field, value, err);
	case VALUE_CODE:
		return check_code(field, value, err);
	case VALUE_LINE:
	case VALUE_AREA:
	case VALUE_LIST:
	case VALUE_ID:
		return 0;
	}
	return 0;
}
