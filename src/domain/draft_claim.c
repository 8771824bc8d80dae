/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/draft_claim.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/process.h"
#include "base/str.h"
#include "domain/access.h"
#include "text/moment.h"

static char *when(const struct rows *row, const char *column)
{
	struct str words = STR_INIT;

	moment_short(&words, str_or_empty(rows_text(row, 0, column)));
	return str_detach(&words);
}

static int ended(const struct rows *row, struct err *err)
{
	char *at = when(row, "ended_at");

	if (!strcmp(rows_text(row, 0, "state"), "signed"))
		err_set(err, ERR_STALE,
			_("This draft was signed off at %s and is a case by "
			  "now; look for it among the cases"),
			at);
	else
		err_set(err, ERR_STALE, _("This draft was discarded at %s"),
			at);
	free(at);
	return -1;
}

/* A colleague's new intake: in the own section; a change of a case: for who
 * could change it themselves. */
static int theirs_to_take(struct store *s, const char *staff,
			  const struct rows *row, struct err *err)
{
	bool own = streq(rows_text(row, 0, "staff"), staff);
	int64_t case_id = rows_int(row, 0, "case_id");

	if (case_id)
		return access_check(s, staff, own ? ACTION_OPEN : ACTION_SAVE,
				    case_id, NULL, err);
	if (own)
		return access_house(s, staff, ACTION_TAKE, err);
	return access_section(s, staff, ACTION_TAKE_OVER,
			      rows_text(row, 0, "section"), err);
}

int draft_may_take(const struct draft *d, struct store *s, bool take_over,
		   struct err *err)
{
	struct rows row = ROWS_INIT;
	const char *holder;
	char *since;
	int r = store_exec(s, Q_DRAFT_CLAIM, &row, err, ARG_INT("id", d->id));

	if (!r && !row.n)
		r = err_input(err, _("There is no draft with the key %lld"),
			      (long long)d->id);
	if (!r && strcmp(rows_text(&row, 0, "state"), "open"))
		r = ended(&row, err);
	if (!r)
		r = theirs_to_take(s, d->staff, &row, err);
	holder = r ? NULL : rows_text(&row, 0, "terminal");
	if (holder && !take_over && strcmp(holder, d->terminal) &&
	    process_lives(holder)) {
		since = when(&row, "opened_at");
		r = err_set(err, ERR_BUSY,
			    _("%s has this draft open since %s; take it over "
			      "only when you have spoken with each other"),
			    rows_text(&row, 0, "staff_name"), since);
		free(since);
	}
	rows_release(&row);
	return r;
}

int draft_still_mine(const struct draft *d, struct store *s, struct err *err)
{
	struct rows row = ROWS_INIT;
	int r = store_exec(s, Q_DRAFT_CLAIM, &row, err, ARG_INT("id", d->id));

	if (!r && strcmp(rows_text(&row, 0, "state"), "open")) {
		r = ended(&row, err);
	} else if (!r && !streq(rows_text(&row, 0, "terminal"), d->terminal)) {
		char *at = when(&row, "opened_at");

		r = err_set(err, ERR_STALE,
			    _("%s took this draft over at %s on another "
			      "terminal; what you had left until then is kept "
			      "there, the field you are in was not saved"),
			    rows_text(&row, 0, "staff_name"), at);
		free(at);
	}
	rows_release(&row);
	return r;
}
