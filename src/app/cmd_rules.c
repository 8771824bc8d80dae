/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * madoguchi rules: which rules of triage are in use, what another file would
 * change for past cases, putting it to use, and what was decided otherwise by
 * hand.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/command.h"
#include "app/office.h"
#include "app/terminal.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/path.h"
#include "domain/access.h"
#include "domain/ledger.h"
#include "domain/overrides.h"
#include "domain/replay.h"
#include "domain/rulefile.h"

#define PAGE_N     200
#define SAY_EACH_S 3 /* how far a replay has come */

#define SINCE_OPTION                                                  \
	{                                                             \
		.name = "since", .value = "DATE",                     \
		.help = N_("only cases opened since this day, as in " \
			   "2026-11-20")                              \
	}

/* Who decides about rules. They are not read: they may have to be mended. */
static int open_as_admin(const struct cmd_args *args, struct office *o,
			 const char **by, struct err *err)
{
	*by = cmd_staff(args, err);
	if (!*by || office_open_city(o, cmd_value(args, "db"), err))
		return -1;
	if (!access_house(o->store, *by, ACTION_RULES, err))
		return 0;
	office_close(o);
	return -1;
}

/* ---- show ---- */

static int write_new(const char *path, const struct str *text, struct err *err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
	FILE *f = fd < 0 ? NULL : fdopen(fd, "w");
	bool bad;

	if (!f && fd >= 0)
		close(fd);
	if (!f && errno == EEXIST)
		return err_input(err,
				 _("%s: is there already; nothing was "
				   "written"),
				 path);
	if (!f)
		return err_errno(err, _("%s: cannot be written"), path);
	bad = fwrite(text->buf, 1, text->len, f) != text->len;
	bad = fclose(f) || bad;
	return bad ? err_errno(err, _("%s: cannot be written"), path) : 0;
}

static void show_words(const struct rulefile *f, struct str *out)
{
	str_addf(out, _("version: %s\nhash: %s\nfile: %s\n"), f->rules->version,
		 f->rules->hash,
		 f->shipped ? f->rules->name : _("in the database"));
	if (!f->id)
		return;
	str_addf(out, _("since: %s\nby: %s\n"), f->at, f->staff);
	if (*f->why)
		str_addf(out, _("why: %s\n"), f->why);
}

static int run_show(const struct cmd_args *args, struct err *err)
{
	const char *path = cmd_value(args, "export");
	struct rulefile f = RULEFILE_INIT;
	struct str out = STR_INIT;
	struct office o;
	int r;

	if (office_open_city(&o, cmd_value(args, "db"), err))
		return -1;
	r = rulefile_in_use(&f, o.store, o.profile, o.facts, err);
	if (f.text.len && path && write_new(path, &f.text, err))
		r = -1;
	if (!r) {
		show_words(&f, &out);
		r = cmd_print(&out, err);
	}
	rulefile_release(&f);
	str_release(&out);
	office_close(&o);
	return r;
}

const struct command cmd_rules_show = {
	.name = "rules show",
	.operands = "",
	.summary = N_("Show which rules of triage are in use, since when, "
		      "by whom."),
	.options = {
		DB_OPTION,
		{ .name = "export", .value = "FILE",
		  .help = N_("write them into this new file") },
	},
	.run = run_show,
};

/* ---- replay ---- */

/* Now and then, to who sits in front of it. */
static bool say_how_far(void *data, long case_n)
{
	double *said = data, now = clock_seconds();

	if (now - *said >= SAY_EACH_S && isatty(STDERR_FILENO)) {
		*said = now;
		cmd_warn(_("%ld cases so far"), case_n);
	}
	return true;
}

static int replay_into(struct replay *r, const struct office *o,
		       const char *since, struct err *err)
{
	double began = clock_seconds(), said = began, took;

	if (replay_cases(r, o->store, since, say_how_far, &said, err))
		return -1;
	took = clock_seconds() - began;
	cmd_warn(_("%ld cases in %.1f s, %.0f a second"), r->case_n, took,
		 took > 0 ? (double)r->case_n / took : 0);
	return 0;
}

static int run_replay(const struct cmd_args *args, struct err *err)
{
	const char *since = cmd_day(args, "since", err);
	struct rulefile f = RULEFILE_INIT;
	struct replay *replay = xcalloc(1, sizeof(*replay));
	struct str out = STR_INIT;
	struct jsonout json = { .out = &out, .pretty = true };
	struct office o = { NULL };
	int r = since ? office_open(&o, cmd_value(args, "db"), err) : -1;

	if (!r)
		r = rulefile_read(&f, cmd_operand(args, 0), o.profile, o.facts,
				  err);
	if (!r) {
		replay_init(replay, o.rules, f.rules);
		r = replay_into(replay, &o, since, err);
	}
	if (!r && cmd_value(args, "json")) {
		replay_json(replay, &json);
		str_addc(&out, '\n');
	} else if (!r) {
		replay_words(replay, &out);
	}
	if (!r)
		r = cmd_print(&out, err);
	replay_release(replay);
	free(replay);
	rulefile_release(&f);
	str_release(&out);
	office_close(&o);
	return r;
}

const struct command cmd_rules_replay = {
	.name = "rules replay",
	.operands = "FILE",
	.min_n = 1,
	.max_n = 1,
	.summary = N_("Try a changed file of rules on past cases; it is not "
		      "put to use."),
	.options = {
		DB_OPTION,
		SINCE_OPTION,
		{ .name = "json", .help = N_("as JSON") },
	},
	.run = run_replay,
};

/* ---- use ---- */

/* y or yes at the terminal. */
static bool says_yes(const char *question)
{
	char line[16] = "";

	(void)terminal_write(stderr, question, strlen(question));
	if (!fgets(line, sizeof(line), stdin))
		return false;
	line[strcspn(line, "\r\n")] = '\0';
	return streq(line, "y") || streq(line, "yes");
}

/* Somebody has seen what changes: at the terminal, or says so with --yes. */
static int agree(const struct cmd_args *args, const struct replay *replay,
		 struct err *err)
{
	const char *why = str_or_empty(cmd_value(args, "why"));

	if (replay && (replay->duty_lost_n || replay->duty_weaker_n) && !*why)
		return err_input(err,
				 _("%ld cases would lose a duty or have it "
				   "weaker: say why with --why"),
				 replay->duty_lost_n + replay->duty_weaker_n);
	if (cmd_value(args, "yes"))
		return 0;
	if (!isatty(STDIN_FILENO))
		return err_input(err, _("Nobody can be asked here: look at "
					"the replay, then say --yes"));
	if (says_yes(_("Put these rules to use? (y/n) ")))
		return 0;
	return err_input(err, _("The rules stay as they were"));
}

/* What changes goes to standard error, where the question is asked, too. */
static int show_and_agree(const struct cmd_args *args, const struct office *o,
			  const struct rulefile *in_use,
			  const struct rulefile *f, const char *since,
			  struct err *err)
{
	struct replay *replay = xcalloc(1, sizeof(*replay));
	struct str text = STR_INIT;
	int r;

	replay_init(replay, in_use->rules, f->rules);
	r = replay_into(replay, o, since, err);
	if (!r) {
		replay_words(replay, &text);
		(void)terminal_write(stderr, text.buf, text.len);
		r = agree(args, replay, err);
	}
	replay_release(replay);
	free(replay);
	str_release(&text);
	return r;
}

static int use(const struct cmd_args *args, struct office *o, const char *by,
	       struct err *err)
{
	const char *path = cmd_operand(args, 0),
		   *since = cmd_day(args, "since", err);
	struct rulefile in_use = RULEFILE_INIT, f = RULEFILE_INIT;
	struct err broken = ERR_INIT;
	struct str out = STR_INIT;
	int r = since ? 0 : -1;

	if (!r)
		r = path ? rulefile_read(&f, path, o->profile, o->facts, err)
			 : rulefile_shipped(&f, o->profile, o->facts, err);
	/* Those in use may be what has to be mended. */
	if (!r &&
	    rulefile_in_use(&in_use, o->store, o->profile, o->facts, &broken))
		r = agree(args, NULL, err);
	else if (!r)
		r = show_and_agree(args, o, &in_use, &f, since, err);
	if (!r)
		r = rulefile_use(o->store, by, &f, cmd_value(args, "why"), err);
	if (!r) {
		str_addf(&out, _("The rules of version %s are in use.\n"),
			 f.rules->version);
		r = cmd_print(&out, err);
	}
	err_release(&broken);
	str_release(&out);
	rulefile_release(&in_use);
	rulefile_release(&f);
	return r;
}

static int run_use(const struct cmd_args *args, struct err *err)
{
	const char *by;
	struct office o;
	int r;

	if (!cmd_operand(args, 0) == !cmd_value(args, "shipped"))
		return err_input(err, _("Name a FILE, or --shipped to go back "
					"to the one of the program"));
	if (open_as_admin(args, &o, &by, err))
		return -1;
	r = use(args, &o, by, err);
	office_close(&o);
	return r;
}

const struct command cmd_rules_use = {
	.name = "rules use",
	.operands = "[FILE]",
	.max_n = 1,
	.summary = N_("Put a file of rules to use at all terminals, after a "
		      "replay."),
	.options = {
		DB_OPTION,
		STAFF_OPTION(N_("the administrator who decides it "
				"($MADOGUCHI_STAFF)")),
		{ .name = "why", .value = "TEXT",
		  .help = N_("the reason, for the record") },
		SINCE_OPTION,
		{ .name = "shipped",
		  .help = N_("back to the file of the program") },
		{ .name = "yes", .help = N_("do not ask") },
	},
	.run = run_use,
};

/* ---- overrides ---- */

static void add_override(const struct override *o, struct str *out)
{
	str_addf(out, "%s\t%s\t%s\t%s\t%s\t%s\n", o->number, o->at, o->staff,
		 o->proposed, o->done, o->reason);
}

/* A reason may have several lines. */
static void one_line(char *text)
{
	for (; *text; text++)
		if (*text == '\n' || *text == '\t')
			*text = ' ';
}

static int add_all(const struct office *o, const char *since, struct str *out,
		   struct err *err)
{
	struct overrides list = { NULL };
	int64_t case_id = 0;
	char id[8] = "";
	int r;

	do {
		r = overrides_list(&list, o->store, o->profile, case_id, id,
				   PAGE_N, err);
		for (size_t i = 0; i < list.n; i++) {
			one_line(list.item[i].reason);
			if (strcmp(list.item[i].at, since) >= 0)
				add_override(&list.item[i], out);
			case_id = list.item[i].case_id;
			strcpy(id, list.item[i].id);
		}
		if (list.n < PAGE_N)
			case_id = 0;
		overrides_release(&list);
	} while (!r && case_id);
	return r;
}

static int run_overrides(const struct cmd_args *args, struct err *err)
{
	const char *since = cmd_day(args, "since", err), *by;
	struct str out = STR_INIT;
	struct office o;
	int r;

	if (!since || open_as_admin(args, &o, &by, err))
		return -1;
	r = ledger_event(o.store, "overrides-show", by, 0, err);
	if (!r)
		r = add_all(&o, since, &out, err);
	if (!r)
		r = cmd_print(&out, err);
	str_release(&out);
	office_close(&o);
	return r;
}

const struct command cmd_rules_overrides = {
	.name = "rules overrides",
	.operands = "",
	.summary = N_("List what was decided by hand otherwise than the "
		      "rules proposed."),
	.options = {
		DB_OPTION,
		STAFF_OPTION(N_("the administrator who looks "
				"($MADOGUCHI_STAFF)")),
		{ .name = "since", .value = "DATE",
		  .help = N_("only changes since this day, as in "
			     "2026-11-20") },
	},
	.run = run_overrides,
};
