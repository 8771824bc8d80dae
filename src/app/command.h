/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The commands of the command line. A command is one const struct in its own
 * cmd_*.c, listed in commands.c; options are read before it runs. Data goes
 * to standard output, words to standard error, and after an error standard
 * output has stayed empty: a command collects its output and ends with
 * cmd_print().
 */
#ifndef APP_COMMAND_H
#define APP_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

#define CMD_OPTIONS_MAX 12

struct cmd_option {
	const char *name;  /* "profile" for --profile */
	char letter;       /* 'o' for -o, 0 for none */
	const char *value; /* what it takes, "FILE"; NULL for a switch */
	bool required;
	const char *help; /* N_() a few words */
};

struct cmd_args;
struct office;

struct command {
	const char *name;     /* one or two words: "profile check" */
	const char *operands; /* as in the usage line: "[FILE|-]", "" */
	int min_n, max_n;     /* how many operands; max_n -1: any */
	const char *summary;  /* N_() one sentence */
	struct cmd_option options[CMD_OPTIONS_MAX]; /* the rest is zero */
	/* 0, or -1 with a sentence in err. */
	int (*run)(const struct cmd_args *args, struct err *err);
};

/* Every command that works on a database has it. */
#define DB_OPTION                                          \
	{                                                  \
		.name = "db", .value = "FILE",             \
		.help = N_("the database ($MADOGUCHI_DB)") \
	}

/* Every command that is recorded under somebody's number has it. */
#define STAFF_OPTION(what)                                       \
	{                                                        \
		.name = "staff", .value = "NUMBER", .help = what \
	}

struct cmd_args {
	const struct command *command;
	const char *values[CMD_OPTIONS_MAX]; /* in the order of options */
	const char **operand;
	int n;
};

extern const struct command *const commands[]; /* NULL at the end */

/* Value of --name, or NULL when not given; a switch that was given is "". */
const char *cmd_value(const struct cmd_args *args, const char *name);
/* The day of --name as 2026-11-20, "" when not given; NULL and a sentence. */
const char *cmd_day(const struct cmd_args *args, const char *name,
		    struct err *err);
/* Who does it: --staff, else $MADOGUCHI_STAFF; NULL and a sentence. */
const char *cmd_staff(const struct cmd_args *args, struct err *err);
/* The same, and the database of --db opened for them. After -1 there is
 * nothing to close. */
int cmd_open_as(const struct cmd_args *args, struct office *o,
		const char **staff, struct err *err);
/* Operand i, or NULL when there are fewer. */
const char *cmd_operand(const struct cmd_args *args, int i);

/* The whole of FILE, or of standard input when it is NULL or "-". *name is
 * how sentences call it. */
int cmd_read_input(const char *file, size_t max_len, struct str *text,
		   const char **name, struct err *err);
/* Write to standard output; a full disk or closed pipe is an error. */
int cmd_print(const struct str *text, struct err *err);
/* One sentence on standard error that is no error: "madoguchi: ...". */
void cmd_warn(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* Find the command in argv and run it; the program's exit status. */
int cmd_main(int argc, char **argv);

extern const struct command cmd_audit_anew;
extern const struct command cmd_audit_show;
extern const struct command cmd_audit_verify;
extern const struct command cmd_convert;
extern const struct command cmd_form;
extern const struct command cmd_handover;
extern const struct command cmd_forms_check;
extern const struct command cmd_forms_keys;
extern const struct command cmd_profile_check;
extern const struct command cmd_rules_overrides;
extern const struct command cmd_rules_replay;
extern const struct command cmd_rules_show;
extern const struct command cmd_rules_use;
extern const struct command cmd_screens_check;
extern const struct command cmd_terminals_check;
extern const struct command cmd_triage;
extern const struct command cmd_desk;
extern const struct command cmd_version;
extern const struct command cmd_init;
extern const struct command cmd_intake_import;
extern const struct command cmd_case_show;
extern const struct command cmd_staff_add;
extern const struct command cmd_staff_disable;
extern const struct command cmd_staff_list;
extern const struct command cmd_staff_passphrase;
extern const struct command cmd_loop_check;
extern const struct command cmd_loop_show;

#endif
