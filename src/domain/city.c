/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/city.h"

#include "base/i18n.h"
#include "base/mem.h"

int city_set_profile(struct store *s, const char *profile, struct err *err)
{
	return store_exec(s, Q_SETTING_SAVE, NULL, err,
			  ARG_TEXT("name", "profile"),
			  ARG_TEXT("value", profile));
}

int city_set_demo(struct store *s, struct err *err)
{
	return store_exec(s, Q_SETTING_SAVE, NULL, err,
			  ARG_TEXT("name", "demo"), ARG_TEXT("value", "yes"));
}

int city_is_demo(struct store *s, bool *demo, struct err *err)
{
	struct rows rows = ROWS_INIT;

	*demo = false;
	if (store_exec(s, Q_SETTING_BY_NAME, &rows, err,
		       ARG_TEXT("name", "demo")))
		return -1;
	*demo = rows.n;
	rows_release(&rows);
	return 0;
}

char *city_profile(struct store *s, struct err *err)
{
	struct rows rows = ROWS_INIT;
	char *profile = NULL;

	if (store_exec(s, Q_SETTING_BY_NAME, &rows, err,
		       ARG_TEXT("name", "profile")))
		return NULL;
	if (rows.n)
		profile = xstrdup(rows_text(&rows, 0, "value"));
	else
		err_system(err,
			   _("The database does not say which city it is of: "
			     "%s; make a new one with madoguchi init"),
			   store_path(s));
	rows_release(&rows);
	return profile;
}
