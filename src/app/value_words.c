/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/value_words.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "domain/items.h"
#include "form/form.h"
#include "text/era.h"

static void add_day(const char *iso, struct str *out)
{
	struct date day;

	if (date_from_iso(iso, &day))
		era_long(out, day);
	else
		str_add(out, iso);
}

/* "2026-11-20T09:15" */
static void add_moment(const char *iso, struct str *out)
{
	char *day = xstrndup(iso, strcspn(iso, "T"));
	const char *time = iso + strlen(day);

	add_day(day, out);
	if (*time)
		str_addf(out, " %s", time + 1);
	free(day);
}

static void staff_words(const struct intake *in, const char *value,
			struct str *out)
{
	char *name = session_staff_name(in->session, value);

	str_add(out, name);
	free(name);
}

static void dest_words(const struct intake *in, const char *value,
		       struct str *out)
{
	str_add(out, session_dest(in->session, value));
}

static void district_words(const struct intake *in, const char *value,
			   struct str *out)
{
	const char *name =
		names_find(&in->session->office.profile->district, value);

	str_add(out, name ? name : value);
}

static void member_words(const struct intake *in, const char *value,
			 struct str *out)
{
	intake_member_words(in, value, out);
}

static void recipient_words(const struct intake *in, const char *value,
			    struct str *out)
{
	scope_words(value, in->session->consent_rules,
		    in->session->office.profile, out);
}

static void item_words(const struct intake *in, const char *value,
		       struct str *out)
{
	size_t from = out->len;

	for (const char *p = value; *p; p += strspn(p, " ")) {
		size_t len = strcspn(p, " ");
		char *code = xstrndup(p, len);
		int item = item_from_code(code);

		str_addf(out, "%s%s", out->len > from ? "、" : "",
			 item < 0 ? code : item_info((enum item)item)->label);
		free(code);
		p += len;
	}
}

static void basis_words(const struct intake *in, const char *value,
			struct str *out)
{
	const struct basis *basis = laws_basis(in->session->laws, value);

	str_add(out, basis ? basis->label : value);
}

static void decade_words(const struct intake *in, const char *value,
			 struct str *out)
{
	str_addf(out, "%d代", atoi(value));
}

/* Codes that are explained elsewhere than in the description of the field. */
static const struct {
	const char *field;
	void (*add)(const struct intake *in, const char *value,
		    struct str *out);
} coded[] = {
	{ "staff", staff_words },
	{ "holder", staff_words },
	{ "section", dest_words },
	{ "to_body", dest_words },
	{ "lead", dest_words },
	{ "target", dest_words },
	{ "district", district_words },
	{ "member", member_words },
	{ "recipients", recipient_words },
	{ "items", item_words },
	{ "basis_items", item_words },
	{ "basis", basis_words },
	{ "age_range", decade_words },
};

static void field_words(const struct intake *in, const struct field *field,
			const char *value, struct str *out)
{
	for (size_t i = 0; i < ARRAY_SIZE(coded); i++)
		if (streq(field->name, coded[i].field)) {
			coded[i].add(in, value, out);
			return;
		}
	if (field->type == VALUE_DATE)
		add_day(value, out);
	else if (field->type == VALUE_TIME)
		add_moment(value, out);
	else
		str_add(out, field_code_label(field, value));
}

void value_words(const struct intake *in, const char *path, const char *value,
		 struct str *out)
{
	const struct field *field = casefile_field(&in->draft.doc, path);

	if (!*value)
		str_add(out, "（なし）");
	else if (skip_prefix(path, "concern.", NULL))
		str_add(out, streq(value, "main") ? "◎" : "○");
	else if (strstr(path, "fact."))
		str_add(out, answer_shown(value, false));
	else if (field)
		field_words(in, field, value, out);
	else
		str_add(out, value);
}
