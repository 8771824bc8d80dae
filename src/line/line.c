/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "line/line.h"

#include <errno.h>
#include <fnmatch.h>
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/lines.h"
#include "base/mem.h"
#include "base/nearest.h"

#define SYSTEM_FILE "/etc/madoguchi/terminals"
#define BLANKS      " \t"

/* Settings as far as somebody has made them; the earlier maker wins. */
struct wish {
	bool has_charset;
	struct line line; /* 0: not said */
};

/* ---- one setting ---- */

/* Takes a value, unless it is set already; false: it is none. */
typedef bool setting_fn(struct wish *w, const char *value);

static bool read_charset(struct wish *w, const char *value)
{
	enum charset charset;

	if (!charset_find(value, &charset))
		return false;
	if (!w->has_charset)
		w->line.charset = charset;
	w->has_charset = true;
	return true;
}

static bool read_ambiguous(struct wish *w, const char *value)
{
	if (!streq(value, "1") && !streq(value, "2"))
		return false;
	if (!w->line.ambiguous_cols)
		w->line.ambiguous_cols = value[0] - '0';
	return true;
}

static bool read_speed(struct wish *w, const char *value)
{
	char *end;
	long speed = strtol(value, &end, 10);

	if (*end || end == value || speed < 110 || speed > 10000000)
		return false;
	if (!w->line.speed)
		w->line.speed = (int)speed;
	return true;
}

static const struct setting {
	const char *name;
	setting_fn *read;
	const char *values; /* N_() */
} settings[] = {
	{ "charset", read_charset, N_("utf-8, cp932, euc-jp or euc-jp-basic") },
	{ "ambiguous", read_ambiguous,
	  N_("1 or 2, the cells of an ambiguous character") },
	{ "speed", read_speed, N_("bits a second, from 110") },
};

/* ---- the file ---- */

static const struct setting *find_setting(const char *name)
{
	for (size_t i = 0; i < ARRAY_SIZE(settings); i++)
		if (streq(settings[i].name, name))
			return &settings[i];
	return NULL;
}

static int unknown_setting(struct lines *l, int col, const char *name,
			   struct err *err)
{
	struct nearest near;

	nearest_init(&near, name);
	for (size_t i = 0; i < ARRAY_SIZE(settings); i++)
		nearest_offer(&near, settings[i].name);
	if (near.best)
		return lines_err(l, col, err,
				 _("there is no setting %s; did you mean %s?"),
				 name, near.best);
	return lines_err(l, col, err,
			 _("there is no setting %s; write charset, ambiguous "
			   "or speed"),
			 name);
}

static int read_setting(struct lines *l, char *word, struct wish *w,
			struct err *err)
{
	int col = (int)(word - l->line) + 1;
	char *value = strchr(word, '=');
	const struct setting *setting;

	if (!value)
		return lines_err(l, col, err,
				 _("a setting is written NAME=VALUE, as in "
				   "charset=cp932"));
	*value++ = '\0';
	setting = find_setting(word);
	if (!setting)
		return unknown_setting(l, col, word, err);
	if (!setting->read(w, value))
		return lines_err(l, (int)(value - l->line) + 1, err,
				 _("%s cannot be '%s'; write %s"), word, value,
				 _(setting->values));
	return 0;
}

static int check_wish(const struct wish *w, struct err *err)
{
	if (w->line.charset == CHARSET_UTF8 || w->line.ambiguous_cols != 1)
		return 0;
	return err_input(err,
			 _("ambiguous=1 is for UTF-8; in %s such characters "
			   "always have two cells"),
			 charset_name(w->line.charset));
}

/* One line; *fits tells whether it is about this terminal. */
static int read_line(struct lines *l, char *line, const char *tty,
		     const char *term, struct wish *found, bool *fits,
		     struct err *err)
{
	char *rest = line, *kind = strsep(&rest, BLANKS), *pattern, *word;
	struct wish w = { .has_charset = false };
	struct err fault = ERR_INIT;
	bool any = false;
	int rc = 0;

	if (!streq(kind, "tty") && !streq(kind, "term"))
		return lines_err(l, 1, err,
				 _("a line begins with tty or term, not "
				   "'%s'"),
				 kind);
	while ((pattern = strsep(&rest, BLANKS)) && !*pattern)
		;
	while (!rc && (word = strsep(&rest, BLANKS)))
		if (*word) {
			any = true;
			rc = read_setting(l, word, &w, err);
		}
	if (rc)
		return rc;
	if (!pattern || !any)
		return lines_err(l, 0, err,
				 _("write which terminal, then its settings, "
				   "as in: tty ttyS* charset=cp932"));
	if (check_wish(&w, &fault))
		rc = lines_err(l, 0, err, "%s", fault.text.buf);
	err_release(&fault);
	*fits = !fnmatch(pattern, streq(kind, "tty") ? tty : term, 0);
	if (*fits)
		*found = w;
	return rc;
}

/* All lines, so that every fault is named; the first that fits counts. */
static int read_lines(struct lines *l, const char *tty, const char *term,
		      struct wish *found, struct err *err)
{
	bool done = false;
	char *line;
	int rc = 0;

	while ((line = lines_next(l))) {
		struct wish w;
		bool fits = false;
		size_t len = strlen(line);

		while (len && strchr(BLANKS, line[len - 1]))
			line[--len] = '\0';
		if (!*line || *line == '#')
			continue;
		if (read_line(l, line, tty, term, &w, &fits, err))
			rc = -1;
		if (fits && !done)
			*found = w;
		done = done || fits;
	}
	return rc;
}

static int read_file(const char *path, const char *tty, const char *term,
		     struct wish *found, struct err *err)
{
	struct lines l;
	int rc;

	if (lines_open(&l, path, err) < 0)
		return -1;
	rc = read_lines(&l, tty, term, found, err);
	lines_release(&l);
	return rc;
}

char *line_file(void)
{
	const char *own = getenv("MADOGUCHI_TERMINALS");

	return xstrdup(own && *own ? own : SYSTEM_FILE);
}

int line_check(const char *path, struct err *err)
{
	char *file = path ? xstrdup(path) : line_file();
	struct wish found;
	int rc = read_file(file, "", "", &found, err);

	free(file);
	return rc;
}

/* ---- who decides ---- */

static void add_wish(struct wish *to, const struct wish *from)
{
	if (!to->has_charset && from->has_charset) {
		to->has_charset = true;
		to->line.charset = from->line.charset;
	}
	if (!to->line.ambiguous_cols)
		to->line.ambiguous_cols = from->line.ambiguous_cols;
	if (!to->line.speed)
		to->line.speed = from->line.speed;
}

static int from_options(struct wish *w, const struct line_options *o,
			struct err *err)
{
	const struct {
		const char *option, *value;
	} given[] = {
		{ "terminal-charset", o->charset },
		{ "ambiguous", o->ambiguous },
		{ "line-speed", o->speed },
	};

	for (size_t i = 0; i < ARRAY_SIZE(given); i++)
		if (given[i].value && !settings[i].read(w, given[i].value))
			return err_input(err,
					 _("--%s cannot be '%s'; write %s"),
					 given[i].option, given[i].value,
					 _(settings[i].values));
	return check_wish(w, err);
}

static int from_file(struct wish *w, int fd, struct err *err)
{
	struct wish found = { .has_charset = false };
	char *path = line_file(), name[64] = "";
	const char *tty = name;
	int rc = 0;

	/* Most offices need no such file. */
	if (!streq(path, SYSTEM_FILE) || !access(path, F_OK)) {
		if (ttyname_r(fd, name, sizeof(name)))
			name[0] = '\0';
		skip_prefix(name, "/dev/", &tty);
		rc = read_file(path, tty, str_or_empty(getenv("TERM")), &found,
			       err);
	}
	add_wish(w, &found);
	free(path);
	return rc;
}

/* One that does not name its charset, as ja_JP: the system knows it. */
static void from_short_locale(struct wish *w)
{
	locale_t locale = newlocale(LC_CTYPE_MASK, "", (locale_t)0);

	if (!locale)
		return;
	read_charset(w, nl_langinfo_l(CODESET, locale));
	freelocale(locale);
}

/* The charset behind the dot: ja_JP.eucJP, installed or not. */
static void from_locale(struct wish *w)
{
	static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };
	const char *locale = NULL, *dot;
	char *charset;

	for (size_t i = 0; i < ARRAY_SIZE(names) && !(locale && *locale); i++)
		locale = getenv(names[i]);
	dot = locale ? strchr(locale, '.') : NULL;
	if (!dot) {
		from_short_locale(w);
		return;
	}
	charset = xstrndup(dot + 1, strcspn(dot + 1, "@"));
	read_charset(w, charset);
	free(charset);
}

static void from_line(struct wish *w)
{
	static const struct {
		speed_t code;
		int speed;
	} speeds[] = {
		{ B300, 300 },     { B600, 600 },   { B1200, 1200 },
		{ B2400, 2400 },   { B4800, 4800 }, { B9600, 9600 },
		{ B19200, 19200 },
	};
	struct termios tio;

	if (w->line.speed || tcgetattr(STDIN_FILENO, &tio))
		return;
	for (size_t i = 0; i < ARRAY_SIZE(speeds); i++)
		if (cfgetospeed(&tio) == speeds[i].code)
			w->line.speed = speeds[i].speed;
}

int line_choose(struct line *line, const struct line_options *options,
		struct err *err)
{
	struct wish w = { .has_charset = false };

	if (from_options(&w, options, err) || from_file(&w, STDIN_FILENO, err))
		return -1;
	from_locale(&w);
	from_line(&w);
	*line = w.line;
	if (line->charset != CHARSET_UTF8)
		line->ambiguous_cols = 2;
	return 0;
}

enum charset line_charset(int fd)
{
	struct wish w = { .has_charset = false };
	struct err unread = ERR_INIT;

	from_file(&w, fd, &unread);
	from_locale(&w);
	err_release(&unread);
	return w.line.charset;
}

bool line_needs_bridge(const struct line *line)
{
	return line->charset != CHARSET_UTF8 ||
	       (line->speed && line->speed < LINE_SLOW_BELOW);
}
