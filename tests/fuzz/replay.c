/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The main of a fuzz target in an ordinary build: instead of a search, the
 * known inputs. f_NAME takes tests/fuzz/seeds/NAME/, regressions/NAME/ and the
 * project's own files that match the patterns in seeds/NAME.list, each whole
 * and cut short in many places. TAP on stdout; files may be named instead.
 */
#include <glob.h>
#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "fuzz.h"

#define MAX_INPUT_LEN (16 << 20)
#define CUTS          64

/* In a block of its own size, so that reading past the end is seen. */
static void run_input(const char *bytes, size_t len)
{
	uint8_t *exact = xmalloc(len ? len : 1);

	memcpy(exact, bytes, len);
	LLVMFuzzerTestOneInput(exact, len);
	free(exact);
}

static void run_file(int number, const char *path)
{
	struct str bytes = STR_INIT;
	struct err err = ERR_INIT;

	if (str_read_file(&bytes, path, MAX_INPUT_LEN, &err) < 0)
		die("%s", err.text.buf);
	run_input(bytes.buf, bytes.len);
	for (size_t i = 0; i < CUTS; i++)
		run_input(bytes.buf, bytes.len * i / CUTS);
	printf("ok %d - %s\n", number, path);
	fflush(stdout);
	str_release(&bytes);
	err_release(&err);
}

static void add_matches(glob_t *files, const char *folder, const char *pattern)
{
	char *path = xstrfmt("%s/%s", folder, pattern);

	glob(path, files->gl_pathc ? GLOB_APPEND : 0, NULL, files);
	free(path);
}

/* The patterns of seeds/NAME.list, relative to the source tree. */
static void add_listed(glob_t *files, const char *top, const char *name)
{
	char *path = xstrfmt("%s/tests/fuzz/seeds/%s.list", top, name);
	struct str list = STR_INIT;
	char *rest, *pattern;

	if (str_read_file(&list, path, MAX_INPUT_LEN, NULL) == 0)
		for (rest = list.buf; (pattern = strsep(&rest, "\n"));)
			if (*pattern)
				add_matches(files, top, pattern);
	str_release(&list);
	free(path);
}

int main(int argc, char **argv)
{
	const char *top = getenv("top_srcdir");
	const char *name = strrchr(argv[0], '/');
	glob_t files = { 0 };

	name = name ? name + 1 : argv[0];
	if (argc > 1) {
		for (int i = 1; i < argc; i++)
			run_file(i, argv[i]);
		return 0;
	}
	if (!top || !skip_prefix(name, "f_", &name))
		die("usage: top_srcdir=… f_NAME, or f_NAME FILE…");
	for (int i = 0; i < 2; i++) {
		const char *kind = i ? "regressions" : "seeds";
		char *folder = xstrfmt("%s/tests/fuzz/%s/%s", top, kind, name);

		add_matches(&files, folder, "*");
		free(folder);
	}
	add_listed(&files, top, name);
	for (size_t i = 0; i < files.gl_pathc; i++)
		run_file((int)i + 1, files.gl_pathv[i]);
	printf("1..%zu\n", files.gl_pathc);
	globfree(&files);
	return 0;
}
