/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The screen hides: by a key, or when nobody typed for a while. */
#include <stdlib.h>

#include "app/screens.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "domain/account.h"
#include "ui/blank.h"

/* $MADOGUCHI_IDLE: hide sooner, in seconds; tests do not wait for minutes. */
static int idle_s(const struct session *s)
{
	const char *sooner = getenv("MADOGUCHI_IDLE");
	int limit = s->office.profile->lock_minutes * 60;
	int asked = sooner ? atoi(sooner) : 0;

	return asked > 0 && asked < limit ? asked : limit;
}

/* What is half typed stays whose it is; nothing is said about it here. */
static bool make_room(void)
{
	if (ui_walk_away())
		return true;
	ui_message(_("Something half typed cannot be put into the draft yet; "
		     "who typed it has to unlock."),
		   true);
	return false;
}

static bool unlock(void *data)
{
	static const struct binding keys[] = {
		{ OP_F6, N_("Somebody else"), NULL, NULL },
		{ OP_NONE, NULL, NULL, NULL },
	};
	struct session *s = data;
	struct login login = { .wait_s = 0 };
	char *question = xstrfmt(_("Passphrase of %s"), s->name);
	int rc;

	do {
		rc = session_ask(s, s->staff, question, keys, &login);
	} while (rc == 1 || (rc == OP_F6 && !make_room()));
	actor_release(&login.actor);
	free(question);
	return rc == 0 || rc == OP_F6;
}

static void lock(void *data)
{
	ui_blank(_("Locked"), unlock, data);
}

/* Whoever unlocked hears what has come in the meantime. */
static void back(void *data)
{
	scr_notices(data, true);
}

void session_lock(struct session *s)
{
	ui_set_lock(s->staff ? lock : NULL, s->staff ? back : NULL, s,
		    s->staff ? idle_s(s) : 0);
}
