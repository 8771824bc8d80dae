/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/command.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/office.h"
#include "app/terminal.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/nearest.h"
#include "config.h"
#include "text/date.h"
#include "text/utf8.h"

static size_t option_n(const struct command *cmd)
{
	size_t n = 0;

	while (n < CMD_OPTIONS_MAX && cmd->options[n].name)
		n++;
	return n;
}

static void add_option_usage(const struct cmd_option *opt, struct str *out)
{
	const char *close = opt->required ? "" : "]";

	str_add(out, opt->required ? " " : " [");
	if (opt->letter)
		str_addf(out, "-%c", opt->letter);
	else
		str_addf(out, "--%s", opt->name);
	if (opt->value)
		str_addf(out, " %s", opt->value);
	str_add(out, close);
}

static void add_usage(const struct command *cmd, struct str *out)
{
	str_addf(out, "madoguchi %s", cmd->name);
	for (size_t i = 0; i < option_n(cmd); i++)
		add_option_usage(&cmd->options[i], out);
	if (*cmd->operands)
		str_addf(out, " %s", cmd->operands);
}

static void add_command_help(const struct command *cmd, struct str *out)
{
	str_add(out, _("Usage: "));
	add_usage(cmd, out);
	str_addf(out, "\n%s\n", _(cmd->summary));
	if (option_n(cmd))
		str_addc(out, '\n');
	for (size_t i = 0; i < option_n(cmd); i++) {
		const struct cmd_option *opt = &cmd->options[i];
		struct str names = STR_INIT;

		if (opt->letter)
			str_addf(&names, "-%c, ", opt->letter);
		str_addf(&names, "--%s", opt->name);
		if (opt->value)
			str_addf(&names, " %s", opt->value);
		str_addf(out, "  %-24s %s\n", names.buf, _(opt->help));
		str_release(&names);
	}
}

static void add_program_help(struct str *out)
{
	str_add(out, _("Usage: madoguchi [COMMAND] [OPTIONS]\n\n"));
	for (size_t i = 0; commands[i]; i++)
		str_addf(out, "  %-16s %s\n", commands[i]->name,
			 _(commands[i]->summary));
	str_add(out, _("\n\"madoguchi COMMAND --help\" explains one of them.\n"
		       "Exit status: 0 done; 1 disk, lock or printer; "
		       "2 arguments or input data.\n"));
}

/* Does argv begin with this command's words? How many words, else 0. */
static int match(const struct command *cmd, int argc, char **argv)
{
	const char *space = strchr(cmd->name, ' ');
	size_t first_len =
		space ? (size_t)(space - cmd->name) : strlen(cmd->name);

	if (argc < 1 || strlen(argv[0]) != first_len ||
	    strncmp(argv[0], cmd->name, first_len) != 0)
		return 0;
	if (!space)
		return 1;
	return argc > 1 && streq(argv[1], space + 1) ? 2 : 0;
}

static int find_option(const struct command *cmd, const char *arg,
		       const char **value)
{
	for (size_t i = 0; i < option_n(cmd); i++) {
		const struct cmd_option *opt = &cmd->options[i];
		const char *rest;

		*value = NULL;
		if (opt->letter && arg[0] == '-' && arg[1] == opt->letter &&
		    !arg[2])
			return (int)i;
		if (!skip_prefix(arg, "--", &rest) ||
		    !skip_prefix(rest, opt->name, &rest))
			continue;
		if (!*rest)
			return (int)i;
		if (*rest == '=') {
			*value = rest + 1;
			return (int)i;
		}
	}
	return -1;
}

static int unknown_option(const struct command *cmd, const char *arg,
			  struct err *err)
{
	struct nearest near;

	nearest_init(&near, arg[1] == '-' ? arg + 2 : arg + 1);
	for (size_t i = 0; i < option_n(cmd); i++)
		nearest_offer(&near, cmd->options[i].name);
	if (near.best)
		return err_input(err,
				 _("%s: no such option; did you mean "
				   "--%s?"),
				 arg, near.best);
	return err_input(err,
			 _("%s: no such option; \"madoguchi %s --help\" "
			   "lists them"),
			 arg, cmd->name);
}

/* Take the option at argv[*i] and its value. */
static int read_option(struct cmd_args *args, int argc, char **argv, int *i,
		       struct err *err)
{
	const struct command *cmd = args->command;
	const char *arg = argv[*i], *value;
	int found = find_option(cmd, arg, &value);
	const struct cmd_option *opt;

	if (found < 0)
		return unknown_option(cmd, arg, err);
	opt = &cmd->options[found];
	if (args->values[found])
		return err_input(err, _("--%s is given twice"), opt->name);
	if (!opt->value && value)
		return err_input(err, _("--%s takes no value"), opt->name);
	if (opt->value && !value) {
		if (*i + 1 >= argc)
			return err_input(err, _("--%s needs a value: %s"),
					 opt->name, opt->value);
		value = argv[++*i];
	}
	args->values[found] = value ? value : "";
	return 0;
}

static int check_args(const struct cmd_args *args, struct err *err)
{
	const struct command *cmd = args->command;

	for (size_t i = 0; i < option_n(cmd); i++)
		if (cmd->options[i].required && !args->values[i])
			return err_input(err, _("--%s %s is missing"),
					 cmd->options[i].name,
					 str_or_empty(cmd->options[i].value));
	if (args->n < cmd->min_n)
		return err_input(err, _("something is missing: %s"),
				 cmd->operands);
	if (cmd->max_n >= 0 && args->n > cmd->max_n)
		return err_input(err, _("%s: one argument too many"),
				 args->operand[cmd->max_n]);
	return 0;
}

/* 1 when help was asked for. */
static int read_args(struct cmd_args *args, int argc, char **argv,
		     struct err *err)
{
	bool only_operands = false;

	for (int i = 0; i < argc; i++) {
		const char *arg = argv[i];

		if (only_operands || arg[0] != '-' || !arg[1])
			args->operand[args->n++] = arg;
		else if (streq(arg, "--"))
			only_operands = true;
		else if (streq(arg, "--help") || streq(arg, "-h"))
			return 1;
		else if (read_option(args, argc, argv, &i, err))
			return -1;
	}
	return check_args(args, err);
}

/* What is typed behind a command at a legacy terminal comes in its charset;
 * it would be taken for something else. */
static int check_utf8(int argc, char **argv, struct err *err)
{
	for (int i = 0; i < argc; i++)
		if (!utf8_valid(argv[i], strlen(argv[i])))
			return err_input(err,
					 _("Argument %d is not UTF-8; give it "
					   "in ASCII, or write it in a file"),
					 i + 1);
	return 0;
}

static int run_command(const struct command *cmd, int argc, char **argv,
		       struct err *err)
{
	struct cmd_args args = { .command = cmd };
	struct str help = STR_INIT;
	int rc;

	args.operand = xcalloc((size_t)argc + 1, sizeof(*args.operand));
	rc = read_args(&args, argc, argv, err);
	if (rc > 0) {
		add_command_help(cmd, &help);
		rc = cmd_print(&help, err);
		str_release(&help);
	} else if (!rc) {
		rc = cmd->run(&args, err);
	}
	free(args.operand);
	return rc;
}

/* Commands of two words that begin with this one: "loop show, loop check". */
static void add_group(const char *word, struct str *out)
{
	const char *rest;

	for (size_t i = 0; commands[i]; i++)
		if (skip_prefix(commands[i]->name, word, &rest) && *rest == ' ')
			str_addf(out, "%s%s", out->len ? ", " : "",
				 commands[i]->name);
}

static int unknown_command(int argc, char **argv, struct err *err)
{
	char *typed = argc > 1 ? xstrfmt("%s %s", argv[0], argv[1]) : NULL;
	struct str group = STR_INIT;
	struct nearest one, two;
	const char *best;

	add_group(argv[0], &group);
	nearest_init(&one, argv[0]);
	nearest_init(&two, str_or_empty(typed));
	for (size_t i = 0; commands[i]; i++) {
		nearest_offer(&one, commands[i]->name);
		nearest_offer(&two, commands[i]->name);
	}
	best = typed && two.best ? two.best : one.best;
	if (group.len && !(typed && two.best))
		err_input(err, _("%s: one word more is needed: %s"), argv[0],
			  group.buf);
	else if (best)
		err_input(err, _("%s: no such command; did you mean %s?"),
			  argv[0], best);
	else
		err_input(err,
			  _("%s: no such command; \"madoguchi --help\" lists "
			    "them"),
			  argv[0]);
	str_release(&group);
	free(typed);
	return -1;
}

static int dispatch(int argc, char **argv, struct err *err)
{
	struct str help = STR_INIT;
	int rc;

	if (argc && streq(argv[0], "--version"))
		return run_command(&cmd_version, 0, argv, err);
	for (size_t i = 0; commands[i]; i++) {
		int words = match(commands[i], argc, argv);

		if (words)
			return run_command(commands[i], argc - words,
					   argv + words, err);
	}
	if (!argc || (argv[0][0] == '-' && !streq(argv[0], "--help") &&
		      !streq(argv[0], "-h")))
		return run_command(&cmd_desk, argc, argv, err);
	if (argv[0][0] != '-' && !streq(argv[0], "help"))
		return unknown_command(argc, argv, err);
	add_program_help(&help);
	rc = cmd_print(&help, err);
	str_release(&help);
	return rc;
}

static void print_sentences(const char *text)
{
	struct str out = STR_INIT;

	while (*text) {
		size_t len = strcspn(text, "\n");

		str_addf(&out, "madoguchi: %.*s\n", (int)len, text);
		text += len + (text[len] == '\n');
	}
	/* Where nobody can be told, the exit status still tells. */
	(void)terminal_write(stderr, out.buf, out.len);
	str_release(&out);
}

int cmd_main(int argc, char **argv)
{
	struct err err = ERR_INIT;
	int status = 0;

	if (check_utf8(argc - 1, argv + 1, &err) ||
	    dispatch(argc - 1, argv + 1, &err)) {
		print_sentences(err.text.buf);
		status = err_status(&err);
	}
	err_release(&err);
	return status;
}

const char *cmd_value(const struct cmd_args *args, const char *name)
{
	for (size_t i = 0; i < option_n(args->command); i++)
		if (streq(args->command->options[i].name, name))
			return args->values[i];
	BUG("the command %s has no option --%s", args->command->name, name);
}

const char *cmd_operand(const struct cmd_args *args, int i)
{
	return i < args->n ? args->operand[i] : NULL;
}

const char *cmd_day(const struct cmd_args *args, const char *name,
		    struct err *err)
{
	const char *text = str_or_empty(cmd_value(args, name));
	struct date day;

	if (!*text || (date_from_iso(text, &day) && strlen(text) == 10))
		return text;
	err_input(err, _("--%s: \"%.40s\" is no day; write it like 2026-11-20"),
		  name, text);
	return NULL;
}

const char *cmd_staff(const struct cmd_args *args, struct err *err)
{
	const char *number = cmd_value(args, "staff");

	if (!number)
		number = getenv("MADOGUCHI_STAFF");
	if (!number || !*number)
		err_input(err, _("Say whose staff number this is done under: "
				 "--staff NUMBER, or $MADOGUCHI_STAFF"));
	return number && *number ? number : NULL;
}

int cmd_open_as(const struct cmd_args *args, struct office *o,
		const char **staff, struct err *err)
{
	*staff = cmd_staff(args, err);
	return *staff ? office_open(o, cmd_value(args, "db"), err) : -1;
}

int cmd_read_input(const char *file, size_t max_len, struct str *text,
		   const char **name, struct err *err)
{
	if (file && !streq(file, "-")) {
		*name = file;
		return str_read_file(text, file, max_len, err);
	}
	*name = _("standard input");
	return str_read_fd(text, STDIN_FILENO, *name, max_len, err);
}

int cmd_print(const struct str *text, struct err *err)
{
	if (terminal_write(stdout, text->buf, text->len))
		return err_errno(err, _("standard output cannot be written"));
	return 0;
}

void cmd_warn(const char *fmt, ...)
{
	struct str text = STR_INIT;
	va_list ap;

	va_start(ap, fmt);
	str_vaddf(&text, fmt, ap);
	va_end(ap);
	print_sentences(text.buf);
	str_release(&text);
}
