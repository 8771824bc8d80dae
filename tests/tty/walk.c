/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a walk (see walk.h) and takes it, directive by directive. */
#include "tty/walk.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/lines.h"
#include "base/mem.h"
#include "tty/picture.h"
#include "tty/tty.h"

#define MAX_TERMINALS  4
#define MAX_PASTE_LEN  (64 << 20)
#define NOTICES        "どのケース" /* stands over what may be there after login */
#define MAX_CANDIDATES 100

struct terminal {
	char *name;
	struct tty *tty; /* NULL before its start */
};

struct walker {
	const struct walk_options *options;
	struct lines lines;
	struct terminal terminals[MAX_TERMINALS];
	struct terminal *at; /* the terminal we sit at */
	struct tty_options next;
	char term[64];
	char charset[32];
	char folder[64];
	struct str said; /* by the last run */
	bool stop;
};

/* Each takes the rest of its line; -1 and a sentence without file:line. */
typedef int directive_fn(struct walker *w, const char *arg, struct err *err);

static int need_tty(struct walker *w, struct err *err)
{
	if (!w->at->tty)
		return err_input(err, "nothing is started here yet");
	return 0;
}

static int with_screen(struct walker *w, struct err *err, const char *fmt,
		       const char *arg)
{
	struct str picture = STR_INIT;

	tty_picture(w->at->tty, &picture);
	err_input(err, fmt, arg);
	err_input(err, "%s", picture.buf);
	str_release(&picture);
	return -1;
}

static int run(struct walker *w, const char *command, int wanted,
	       struct err *err)
{
	char *shell = xstrfmt("exec 2>&1 </dev/null; %s", command);
	FILE *f = popen(shell, "r");
	char buf[4096];
	size_t n;
	int status;

	free(shell);
	if (!f)
		return err_errno(err, "no shell");
	str_reset(&w->said);
	while ((n = fread(buf, 1, sizeof(buf), f)) > 0)
		str_addn(&w->said, buf, n);
	status = pclose(f);
	status = WIFEXITED(status) ? WEXITSTATUS(status)
				   : 128 + WTERMSIG(status);
	if (status != wanted)
		return err_input(err, "status %d instead of %d; it said:\n%s",
				 status, wanted, w->said.buf);
	return 0;
}

static int do_run(struct walker *w, const char *arg, struct err *err)
{
	return run(w, arg, 0, err);
}

static int do_fails(struct walker *w, const char *arg, struct err *err)
{
	char *command;
	long wanted = strtol(arg, &command, 10);

	if (command == arg || wanted <= 0)
		return err_input(err, "fails wants a status and a command");
	return run(w, command, wanted, err);
}

static int do_says(struct walker *w, const char *arg, struct err *err)
{
	if (!strstr(w->said.buf, arg))
		return err_input(err, "it did not say that, but:\n%s",
				 w->said.buf);
	return 0;
}

static int do_silent(struct walker *w, const char *arg, struct err *err)
{
	if (strstr(w->said.buf, arg))
		return err_input(err, "it did say that:\n%s", w->said.buf);
	return 0;
}

static int do_env(struct walker *w, const char *arg, struct err *err)
{
	const char *eq = strchr(arg, '=');
	char *name;

	if (!eq || eq == arg)
		return err_input(err, "env wants NAME=VALUE");
	name = xstrndup(arg, eq - arg);
	setenv(name, eq + 1, 1);
	free(name);
	return 0;
}

static int do_clock(struct walker *w, const char *arg, struct err *err)
{
	char *path = xstrfmt("%s/now", w->folder);
	char *part = xstrfmt("%s/now.part", w->folder);
	FILE *f = fopen(part, "w");
	/* Nobody reads half a moment. */
	bool bad = !f || fputs(arg, f) < 0 || fclose(f) || rename(part, path);

	if (bad)
		err_errno(err, "%s", path);
	setenv("MADOGUCHI_NOW", path, 1);
	free(part);
	free(path);
	return bad ? -1 : 0;
}

static int do_term(struct walker *w, const char *arg, struct err *err)
{
	snprintf(w->term, sizeof(w->term), "%s", arg);
	return 0;
}

static int do_charset(struct walker *w, const char *arg, struct err *err)
{
	snprintf(w->charset, sizeof(w->charset), "%s", arg);
	w->next.wide = !streq(arg, "UTF-8");
	w->next.charset = w->next.wide ? w->charset : NULL;
	return 0;
}

static int do_ambiguous(struct walker *w, const char *arg, struct err *err)
{
	if (!streq(arg, "1") && !streq(arg, "2"))
		return err_input(err, "an ambiguous character has 1 or 2 "
				      "cells");
	w->next.wide = arg[0] == '2';
	return 0;
}

static int do_speed(struct walker *w, const char *arg, struct err *err)
{
	char rest;

	if (sscanf(arg, "%d%c", &w->next.speed, &rest) != 1 ||
	    w->next.speed < 300)
		return err_input(err, "a speed is a number from 300");
	return 0;
}

static int read_size(const char *arg, int *rows, int *cols, struct err *err)
{
	char rest;

	if (sscanf(arg, "%d %d%c", rows, cols, &rest) != 2 || *rows < 1 ||
	    *cols < 1)
		return err_input(err, "a size is ROWS COLS");
	return 0;
}

static int do_size(struct walker *w, const char *arg, struct err *err)
{
	return read_size(arg, &w->next.rows, &w->next.cols, err);
}

static int do_on(struct walker *w, const char *arg, struct err *err)
{
	for (size_t i = 0; i < MAX_TERMINALS; i++) {
		struct terminal *t = &w->terminals[i];

		if (t->name && !streq(t->name, arg))
			continue;
		if (!t->name)
			t->name = xstrdup(arg);
		w->at = t;
		return 0;
	}
	return err_input(err, "more than %d terminals", MAX_TERMINALS);
}

static int do_start(struct walker *w, const char *arg, struct err *err)
{
	char *command = xstrfmt("exec %s", arg);
	const char *const argv[] = { "sh", "-c", command, NULL };

	tty_free(w->at->tty);
	w->at->tty = tty_spawn(&w->next, argv);
	free(command);
	return 0;
}

static int do_keys(struct walker *w, const char *arg, struct err *err)
{
	if (need_tty(w, err) < 0)
		return -1;
	if (tty_keys(w->at->tty, arg, err) < 0)
		return with_screen(w, err, "%s", "the screen then:");
	return 0;
}

/* As a person does: look, and press Space until it is right. */
static int choose_word(struct walker *w, const char *word, struct err *err)
{
	struct str marked = STR_INIT;
	bool found = false;

	for (int i = 0; !found && i < MAX_CANDIDATES; i++) {
		str_reset(&marked);
		tty_marked(w->at->tty, &marked);
		str_trim(&marked);
		found = streq(marked.buf, word);
		if (!found && tty_keys(w->at->tty, " ", err) < 0)
			break;
	}
	str_release(&marked);
	return found ? 0 : with_screen(w, err, "nowhere offered: %s", word);
}

static int do_choose(struct walker *w, const char *arg, struct err *err)
{
	char *words = xstrdup(arg), *rest = words, *word;
	const char *move = "";
	int rc = need_tty(w, err);

	while (!rc && (word = strsep(&rest, " "))) {
		rc = tty_keys(w->at->tty, move, err);
		if (!rc)
			rc = choose_word(w, word, err);
		move = "<Right>";
	}
	free(words);
	return rc ? rc : do_keys(w, "<Enter>", err);
}

static int do_login(struct walker *w, const char *arg, struct err *err)
{
	char *keys = xstrfmt("%s<Enter>madoguchi-demo<Enter>", arg);
	int rc = do_keys(w, keys, err);

	free(keys);
	if (!rc && tty_has_text(w->at->tty, NOTICES))
		rc = do_keys(w, "<Esc>3", err);
	return rc;
}

static int do_paste(struct walker *w, const char *arg, struct err *err)
{
	struct str bytes = STR_INIT;
	int rc = need_tty(w, err);

	if (!rc)
		rc = str_read_file(&bytes, arg, MAX_PASTE_LEN, err);
	if (!rc)
		rc = tty_paste(w->at->tty, bytes.buf, bytes.len, err);
	str_release(&bytes);
	return rc;
}

static int do_send(struct walker *w, const char *arg, struct err *err)
{
	struct str bytes = STR_INIT;
	int rc = need_tty(w, err);

	if (!rc)
		rc = str_read_file(&bytes, arg, MAX_PASTE_LEN, err);
	if (!rc && tty_send(w->at->tty, bytes.buf, bytes.len))
		rc = err_system(err, "the program did not take it");
	str_release(&bytes);
	return rc;
}

static int do_wait(struct walker *w, const char *arg, struct err *err)
{
	if (need_tty(w, err) < 0)
		return -1;
	if (!tty_wait_text(w->at->tty, arg, TTY_PATIENCE_MS))
		return with_screen(w, err, "waited in vain for: %s", arg);
	return 0;
}

static int do_expect(struct walker *w, const char *arg, struct err *err)
{
	if (need_tty(w, err) < 0)
		return -1;
	if (!tty_wait_text(w->at->tty, arg, tty_grace_ms(w->at->tty)))
		return with_screen(w, err, "not on the screen: %s", arg);
	return 0;
}

static int do_within(struct walker *w, const char *arg, struct err *err)
{
	size_t most = (size_t)atol(arg), bytes;

	if (need_tty(w, err))
		return -1;
	bytes = tty_event_bytes(w->at->tty);
	if (bytes <= most)
		return 0;
	return err_input(err, "the last key brought %zu bytes", bytes);
}

static int do_absent(struct walker *w, const char *arg, struct err *err)
{
	if (need_tty(w, err) < 0)
		return -1;
	if (!tty_wait_no_text(w->at->tty, arg, tty_grace_ms(w->at->tty)))
		return with_screen(w, err, "still on the screen: %s", arg);
	return 0;
}

static int do_golden(struct walker *w, const char *arg, struct err *err)
{
	char *path;
	int rc;

	if (need_tty(w, err) < 0)
		return -1;
	if (w->options->stop_at) {
		w->stop = streq(w->options->stop_at, arg);
		return 0;
	}
	path = xstrfmt("%s/tests/tty/golden/%s.txt", w->options->top_srcdir,
		       arg);
	rc = tty_golden(w->at->tty, path, err);
	free(path);
	return rc;
}

static int do_resize(struct walker *w, const char *arg, struct err *err)
{
	int rows, cols;

	if (need_tty(w, err) < 0 || read_size(arg, &rows, &cols, err) < 0)
		return -1;
	tty_resize(w->at->tty, rows, cols);
	if (!tty_wait_ready(w->at->tty))
		return with_screen(w, err, "not ready after the resize to %s",
				   arg);
	return 0;
}

static int do_hangup(struct walker *w, const char *arg, struct err *err)
{
	if (need_tty(w, err) < 0)
		return -1;
	tty_hangup(w->at->tty);
	return 0;
}

static int do_kill(struct walker *w, const char *arg, struct err *err)
{
	if (need_tty(w, err) < 0)
		return -1;
	tty_kill(w->at->tty);
	return 0;
}

static int do_exit(struct walker *w, const char *arg, struct err *err)
{
	int status;

	if (need_tty(w, err) < 0)
		return -1;
	status = tty_wait_exit(w->at->tty, TTY_PATIENCE_MS);
	if (status < 0)
		return with_screen(w, err, "%s", "it did not end:");
	if (*arg && status != atoi(arg)) {
		err_input(err, "it ended with status %d", status);
		return with_screen(w, err, "%s", "the screen then:");
	}
	return 0;
}

enum argument { NO_ARGUMENT, MAY_HAVE_ARGUMENT, NEEDS_ARGUMENT };

static const struct {
	const char *name;
	enum argument argument;
	directive_fn *fn;
} directives[] = {
	{ "run", NEEDS_ARGUMENT, do_run },
	{ "fails", NEEDS_ARGUMENT, do_fails },
	{ "says", NEEDS_ARGUMENT, do_says },
	{ "silent", NEEDS_ARGUMENT, do_silent },
	{ "env", NEEDS_ARGUMENT, do_env },
	{ "clock", NEEDS_ARGUMENT, do_clock },
	{ "term", NEEDS_ARGUMENT, do_term },
	{ "size", NEEDS_ARGUMENT, do_size },
	{ "charset", NEEDS_ARGUMENT, do_charset },
	{ "ambiguous", NEEDS_ARGUMENT, do_ambiguous },
	{ "speed", NEEDS_ARGUMENT, do_speed },
	{ "on", NEEDS_ARGUMENT, do_on },
	{ "start", NEEDS_ARGUMENT, do_start },
	{ "login", NEEDS_ARGUMENT, do_login },
	{ "keys", NEEDS_ARGUMENT, do_keys },
	{ "choose", NEEDS_ARGUMENT, do_choose },
	{ "send", NEEDS_ARGUMENT, do_send },
	{ "paste", NEEDS_ARGUMENT, do_paste },
	{ "wait", NEEDS_ARGUMENT, do_wait },
	{ "expect", NEEDS_ARGUMENT, do_expect },
	{ "absent", NEEDS_ARGUMENT, do_absent },
	{ "within", NEEDS_ARGUMENT, do_within },
	{ "golden", NEEDS_ARGUMENT, do_golden },
	{ "resize", NEEDS_ARGUMENT, do_resize },
	{ "hangup", NO_ARGUMENT, do_hangup },
	{ "kill", NO_ARGUMENT, do_kill },
	{ "exit", MAY_HAVE_ARGUMENT, do_exit },
};

static int take_step(struct walker *w, char *line, struct err *err)
{
	size_t len = strcspn(line, " ");
	const char *arg = line + len + (line[len] == ' ');

	for (size_t i = 0; i < ARRAY_SIZE(directives); i++) {
		if (strlen(directives[i].name) != len ||
		    strncmp(line, directives[i].name, len))
			continue;
		if (directives[i].argument == NEEDS_ARGUMENT && !*arg)
			return err_input(err, "something is missing behind it");
		if (directives[i].argument == NO_ARGUMENT && *arg)
			return err_input(err, "it takes nothing behind it");
		return directives[i].fn(w, arg, err);
	}
	return err_input(err, "no such directive");
}

static int take_steps(struct walker *w, struct err *err)
{
	struct err fault = ERR_INIT;
	char *line;
	int rc = 0;

	while (!rc && !w->stop && (line = lines_next(&w->lines))) {
		if (!*line || *line == '#')
			continue;
		rc = take_step(w, line, &fault);
		if (rc)
			lines_err(&w->lines, 0, err, "%s\n%s", line,
				  fault.text.buf);
	}
	if (!rc && w->options->stop_at && !w->stop)
		rc = err_input(err, "%s: no `golden %s`", w->lines.name,
			       w->options->stop_at);
	err_release(&fault);
	return rc;
}

/* Only what is listed here gets from the caller to the walk. */
static void set_environment(struct walker *w)
{
	static const char *const kept[] = { "ASAN_OPTIONS", "UBSAN_OPTIONS",
					    "LSAN_OPTIONS", "MADO_GOLDEN",
					    "LLVM_PROFILE_FILE" };
	char *values[ARRAY_SIZE(kept)];
	char *path = xstrfmt("PATH=%s:%s", w->options->top_builddir,
			     str_or_empty(getenv("PATH")));
	char *db = xstrfmt("%s/case.db", w->folder);

	for (size_t i = 0; i < ARRAY_SIZE(kept); i++)
		values[i] = xstrdup(getenv(kept[i]));
	clearenv();
	for (size_t i = 0; i < ARRAY_SIZE(kept); i++) {
		if (values[i])
			setenv(kept[i], values[i], 1);
		free(values[i]);
	}
	do_env(w, path, NULL);
	setenv("HOME", w->folder, 1);
	setenv("TMP", w->folder, 1);
	setenv("DB", db, 1);
	setenv("MADOGUCHI_DB", db, 1);
	setenv("MADOGUCHI_NOW", "2026-11-20T09:15:00", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	setenv("TZ", "Asia/Tokyo", 1);
	setenv("top_srcdir", w->options->top_srcdir, 1);
	setenv("top_builddir", w->options->top_builddir, 1);
	free(path);
	free(db);
}

static int remove_one(const char *path, const struct stat *st, int type,
		      struct FTW *ftw)
{
	return remove(path);
}

static void print_screen(struct walker *w)
{
	struct str picture = STR_INIT;

	if (!w->at->tty)
		return;
	if (w->options->attributes)
		tty_picture(w->at->tty, &picture);
	else
		tty_plain(w->at->tty, &picture);
	fputs(picture.buf, stdout);
	str_release(&picture);
}

int walk(const char *path, const struct walk_options *options, struct err *err)
{
	struct walker w = { .options = options };
	int rc;

	str_init(&w.said);
	snprintf(w.term, sizeof(w.term), "xterm-256color");
	w.next.term = w.term;
	w.at = &w.terminals[0];
	w.at->name = xstrdup("main");
	if (lines_open(&w.lines, path, err) < 0) {
		free(w.at->name);
		return -1;
	}
	snprintf(w.folder, sizeof(w.folder), "/tmp/madoguchi-walk-XXXXXX");
	if (!mkdtemp(w.folder) || chdir(w.folder) < 0) {
		rc = err_errno(err, "%s", w.folder);
	} else {
		set_environment(&w);
		rc = take_steps(&w, err);
		if (!rc && options->print)
			print_screen(&w);
	}
	for (size_t i = 0; i < MAX_TERMINALS; i++) {
		tty_free(w.terminals[i].tty);
		free(w.terminals[i].name);
	}
	if (chdir("/") == 0)
		nftw(w.folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	lines_release(&w.lines);
	str_release(&w.said);
	return rc;
}
