/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where the program's own files are, and where a person's are.
 *
 * Installed, screens/ db/ locale/ are under pkgdatadir. The binary that still
 * lies in its build folder uses the source tree instead. MADOGUCHI_DATADIR
 * overrides both: a city's own copies, tests of broken files. The sentences
 * are compiled and no city's to change; MADOGUCHI_LOCALEDIR moves them alone.
 */
#ifndef BASE_PATH_H
#define BASE_PATH_H

struct err;

/* Path of a shipped file, e.g. path_data("screens/person.screen"). Caller's. */
char *path_data(const char *relative);
/* The folder gettext looks in. Caller's. */
char *path_locale(void);
/* $MADOGUCHI_DB, else the demo city's database under XDG_DATA_HOME. Caller's.
 */
char *path_default_db(void);

/* What the program remembers for one account: below $XDG_STATE_HOME/madoguchi,
 * else ~/.local/state/madoguchi. Caller's. */
char *path_state(const char *relative);
/* Make the folder and those above it, for nobody else (0700). -1 and a
 * sentence. */
int path_make_folder(const char *path, struct err *err);

/* A new file may be put at path: nothing is there yet, or a file. Devices and
 * folders are never replaced. -1 and a sentence. */
int path_check_new(const char *path, struct err *err);

#endif
