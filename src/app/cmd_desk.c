/* SPDX-License-Identifier: GPL-3.0-or-later */
/* madoguchi desk: the full-screen program. What no command name means. */
#include <stdlib.h>
#include <unistd.h>

#include "app/command.h"
#include "app/inputmethod.h"
#include "app/screens.h"
#include "app/terminal.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "ui/view.h"

static bool changed(void *data)
{
	struct session *s = data;
	int64_t version = s->version;

	if (store_data_version(s->office.store, &version, NULL))
		return false;
	if (version == s->version)
		return false;
	s->version = version;
	return true;
}

/* Nobody is sent home because of it, but somebody has to be told. The sentence
 * cannot come from what is missing. */
static void tell_missing(void)
{
	char *text;

	if (!i18n_missing())
		return;
	text = xstrfmt("英語が混じります。管理者に知らせてください: %s",
		       i18n_missing());
	ui_message(text, true);
	free(text);
}

/* One person after the other. */
static void serve(struct session *s)
{
	bool somebody = true;

	while (somebody && scr_login(s) == 0) {
		session_lock(s);
		if (scr_notices(s, true) != UI_HANGUP)
			scr_menu(s);
		session_rise(s);
		session_lock(s);
		somebody = ui_come_back();
	}
}

static int run(const struct cmd_args *args, struct err *err)
{
	struct err typing = ERR_INIT;
	struct session s;
	int rc;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return err_input(err, _("The program needs a terminal; see "
					"madoguchi --help for the commands "
					"that do not."));
	if (terminal_enter(args, err))
		return -1;
	i18n_japanese();
	if (session_open(&s, cmd_value(args, "db"), err))
		return -1;
	rc = ui_start(err);
	if (!rc) {
		ui_set_watch(changed, &s);
		tell_missing();
		if (inputmethod_start(s.office.profile->code, &typing))
			ui_message_err(&typing);
		serve(&s);
		inputmethod_stop();
		ui_stop();
	}
	session_release(&s);
	err_release(&typing);
	return rc;
}

const struct command cmd_desk = {
	.name = "desk",
	.operands = "",
	.summary = N_("Open the full-screen program (also without a command)."),
	.options = {
		{ .name = "db", .value = "FILE",
		  .help = N_("the database") },
		TERMINAL_OPTIONS,
	},
	.run = run,
};
