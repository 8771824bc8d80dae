/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/check.h"

#include <dirent.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "form/screen.h"

static int is_screen(const struct dirent *entry)
{
	const char *dot = strrchr(entry->d_name, '.');

	return dot && streq(dot, ".screen") && entry->d_name[0] != '.';
}

/* A screen is found by its file's name, so both must be the same. */
static int check_one(const char *folder, const char *file,
		     const struct screen_terms *terms, struct err *err)
{
	char *path = xstrfmt("%s/%s", folder, file);
	struct screen *screen = screen_load(path, terms, err);
	size_t len = strlen(file) - strlen(".screen");
	int rc = screen ? 0 : -1;

	if (screen && (strlen(screen->name) != len ||
		       memcmp(screen->name, file, len) != 0))
		rc = err_input(err,
			       _("%s: the screen calls itself '%s'; name and "
				 "file name must be the same"),
			       path, screen->name);
	screen_free(screen);
	free(path);
	return rc;
}

static int check_there(const char *folder, const char *name, struct err *err)
{
	char *path = xstrfmt("%s/%s.screen", folder, name);
	int rc = 0;

	if (access(path, F_OK))
		rc = err_system(err,
				_("%s: is missing; the program has a page that "
				  "is drawn there"),
				path);
	free(path);
	return rc;
}

/* Is there something to read behind F1? */
static bool has_help(const char *folder, const char *name)
{
	char *path = xstrfmt("%s/help/%s.ja.txt", folder, name);
	struct stat st;
	bool there = !stat(path, &st) && st.st_size > 0;

	free(path);
	return there;
}

static void add_name(struct str *out, const char *name)
{
	str_addf(out, "%s%s", out->len ? ", " : "", name);
}

void screens_lack(const char *folder, const char *const *needed,
		  struct str *screens, struct str *help)
{
	for (; *needed; needed++) {
		char *path = xstrfmt("%s/%s.screen", folder, *needed);

		if (access(path, F_OK))
			add_name(screens, *needed);
		else if (!has_help(folder, *needed))
			add_name(help, *needed);
		free(path);
	}
}

int screens_check(const char *folder, const char *const *needed,
		  const struct screen_terms *terms, size_t *screens_n,
		  struct err *err)
{
	struct dirent **entry = NULL;
	int n = scandir(folder, &entry, is_screen, alphasort);
	int rc = 0;

	if (screens_n)
		*screens_n = n > 0 ? (size_t)n : 0;
	if (n < 0)
		return err_errno(err, _("%s: cannot be read"), folder);
	for (int i = 0; i < n; i++) {
		if (check_one(folder, entry[i]->d_name, terms, err))
			rc = -1;
		free(entry[i]);
	}
	free(entry);
	for (; needed && *needed; needed++)
		if (check_there(folder, *needed, err))
			rc = -1;
	return rc;
}
