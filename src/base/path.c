/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/path.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "config.h"

/* Does the running program (or test) lie below the build folder? */
static bool uninstalled(void)
{
	char exe[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", exe, sizeof(exe) - 1);
	const char *rest;

	if (n < 0)
		return false;
	exe[n] = '\0';
	return skip_prefix(exe, MADOGUCHI_BUILDDIR, &rest) && *rest == '/';
}

char *path_data(const char *relative)
{
	const char *dir = getenv("MADOGUCHI_DATADIR");

	if (!dir || !*dir)
		dir = uninstalled() ? MADOGUCHI_SRCDIR : MADOGUCHI_PKGDATADIR;
	return xstrfmt("%s/%s", dir, relative);
}

char *path_locale(void)
{
	const char *dir = getenv("MADOGUCHI_LOCALEDIR");

	if (!dir || !*dir)
		dir = uninstalled() ? MADOGUCHI_BUILDDIR "/locale"
				    : MADOGUCHI_LOCALEDIR;
	return xstrdup(dir);
}

char *path_default_db(void)
{
	const char *db = getenv("MADOGUCHI_DB");
	const char *xdg = getenv("XDG_DATA_HOME");
	const char *home = getenv("HOME");

	if (db && *db)
		return xstrdup(db);
	if (xdg && *xdg == '/')
		return xstrfmt("%s/madoguchi/fussa.db", xdg);
	return xstrfmt("%s/.local/share/madoguchi/fussa.db",
		       home && *home ? home : "/root");
}

char *path_state(const char *relative)
{
	const char *xdg = getenv("XDG_STATE_HOME");
	const char *home = getenv("HOME");

	if (xdg && *xdg == '/')
		return xstrfmt("%s/madoguchi/%s", xdg, relative);
	return xstrfmt("%s/.local/state/madoguchi/%s",
		       home && *home ? home : "/root", relative);
}

int path_make_folder(const char *path, struct err *err)
{
	char *part = xstrdup(path);
	int rc = 0;

	for (char *slash = part; !rc && slash;) {
		slash = strchr(slash + 1, '/');
		if (slash)
			*slash = '\0';
		if (mkdir(part, 0700) && errno != EEXIST)
			rc = err_errno(err, _("%s: the folder cannot be made"),
				       part);
		if (slash)
			*slash = '/';
	}
	free(part);
	return rc;
}

int path_check_new(const char *path, struct err *err)
{
	struct stat st;

	if (!stat(path, &st) && !S_ISREG(st.st_mode))
		return err_system(err,
				  _("%s is no file; name another place for the "
				    "new one"),
				  path);
	return 0;
}
