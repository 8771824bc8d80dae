/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/i18n.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>

#include "base/catalogue.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/str.h"
#include "config.h"

static char *missing;

void i18n_init(void)
{
	char *dir = path_locale();
	char *ja = xstrfmt("%s/ja/LC_MESSAGES/" PACKAGE ".mo", dir);

	/*
	 * A machine without Japanese locales still has C.UTF-8; inside the
	 * program text is UTF-8 whatever the user's locale was.
	 */
	if (!setlocale(LC_ALL, "") || !streq(nl_langinfo(CODESET), "UTF-8"))
		setlocale(LC_CTYPE, "C.UTF-8");
	free(missing);
	missing = catalogue_whole(ja) ? NULL : ja;
	if (!missing) {
		bindtextdomain(PACKAGE, dir);
		bind_textdomain_codeset(PACKAGE, "UTF-8");
		textdomain(PACKAGE);
		free(ja);
	}
	free(dir);
}

const char *i18n_missing(void)
{
	return missing;
}

void i18n_japanese(void)
{
	/* In the locale "C" gettext does not look at LANGUAGE. */
	if (!setlocale(LC_MESSAGES, "C.UTF-8"))
		die("the locale C.UTF-8 is missing on this machine");
	setenv("LANGUAGE", "ja", 1);
}
