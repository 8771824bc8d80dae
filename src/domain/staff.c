/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/staff.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "domain/access.h"
#include "domain/actor.h"
#include "domain/ledger.h"
#include "domain/loop.h"
#include "domain/loop_lists.h"
#include "domain/record_io.h"

int staff_list(struct store *s, struct rows *out, struct err *err)
{
	return store_run(s, Q_STAFF_LIST, NULL, 0, out, err);
}

/* Their row; the caller releases it. */
static int staff_row(struct store *s, const char *number, struct rows *row,
		     struct err *err)
{
	if (store_exec(s, Q_STAFF_BY_NUMBER, row, err,
		       ARG_TEXT("number", number)))
		return -1;
	if (!row->n)
		return err_input(err,
				 _("There is nobody with the staff number "
				   "\"%.40s\""),
				 number);
	return 0;
}

int staff_load(struct values *values, struct store *s, const char *number,
	       struct err *err)
{
	struct rows row = ROWS_INIT;
	int r = staff_row(s, number, &row, err);

	values_release(values);
	if (!r)
		record_from_row(values, REC_STAFF, "", &row, 0);
	rows_release(&row);
	return r;
}

static int count_held(struct store *s, const char *number, int64_t *n,
		      struct err *err)
{
	struct rows rows = ROWS_INIT;

	if (store_exec(s, Q_STAFF_HOLDS, &rows, err, ARG_TEXT("staff", number)))
		return -1;
	*n = rows_int(&rows, 0, "held");
	rows_release(&rows);
	return 0;
}

/* Every field but the reading is there and can be. */
static int check_fields(const struct values *values, struct err *err)
{
	const struct record_desc *d = record_desc(REC_STAFF);

	for (size_t i = 0; i < d->fields_n; i++) {
		const struct field *f = &d->field[i];
		const char *text = values_get(values, f->name);

		if (!*text && strcmp(f->name, "kana"))
			return err_input(err, _("%s is missing"), f->label);
		if (field_check(f, text, err))
			return -1;
	}
	if (!roles_read(values_get(values, "role")))
		return err_input(err,
				 _("\"%.100s\" is not a list of roles; there "
				   "are counter, promoter, coordinator, "
				   "activity, statistics and admin"),
				 values_get(values, "role"));
	return 0;
}

int staff_save(const struct values *values, struct store *s, struct err *err)
{
	struct record_args args = { .n = 0 };
	int64_t held = 0;

	if (check_fields(values, err))
		return -1;
	if (!strcmp(values_get(values, "active"), "0") &&
	    count_held(s, values_get(values, "number"), &held, err))
		return -1;
	if (held)
		return err_input(err,
				 _("%s still holds open cases (%lld); give "
				   "them to somebody else first"),
				 values_get(values, "name"), (long long)held);
	record_args_add(&args, REC_STAFF, values, "");
	return store_run(s, Q_STAFF_SAVE, args.arg, args.n, NULL, err);
}

char *staff_admin(struct store *s, struct err *err)
{
	struct rows rows = ROWS_INIT;
	char *number = NULL;

	if (staff_list(s, &rows, err))
		return NULL;
	for (size_t i = 0; !number && i < rows.n; i++)
		if (rows_int(&rows, i, "active") &&
		    roles_read(rows_text(&rows, i, "role")) &
			    ROLE_BIT(ROLE_ADMIN))
			number = xstrdup(rows_text(&rows, i, "number"));
	rows_release(&rows);
	if (!number)
		err_input(err, _("Nobody is an administrator; make somebody "
				 "one with madoguchi staff add"));
	return number;
}

int staff_disable(struct store *s, const char *number, struct err *err)
{
	struct values who = VALUES_INIT;
	char *admin = NULL;
	int r = staff_check(s, number, err);

	if (!r)
		r = staff_load(&who, s, number, err);
	if (!r) {
		values_set(&who, "active", "0");
		r = staff_save(&who, s, err);
	}
	if (!r)
		r = store_exec(s, Q_ACCOUNT_REMOVE, NULL, err,
			       ARG_TEXT("staff", number));
	if (!r && roles_read(values_get(&who, "role")) & ROLE_BIT(ROLE_ADMIN)) {
		admin = staff_admin(s, err);
		r = admin ? 0 : -1;
	}
	free(admin);
	values_release(&who);
	return r;
}

int staff_put(const struct values *values, struct store *s, const char *by,
	      struct err *err)
{
	return access_house(s, by, ACTION_STAFF, err) ||
			       staff_save(values, s, err) ||
			       ledger_event(s, "staff-save", by, 0, err)
		       ? -1
		       : 0;
}

/* Who has anything in hand does not leave without a successor. */
static int nothing_held(struct store *s, const char *number, struct err *err)
{
	struct rows rows = ROWS_INIT;
	long long cases, referrals, drafts;

	if (store_exec(s, Q_STAFF_LEAVES_BEHIND, &rows, err,
		       ARG_TEXT("staff", number)))
		return -1;
	cases = rows_int(&rows, 0, "cases");
	referrals = rows_int(&rows, 0, "referrals");
	drafts = rows_int(&rows, 0, "drafts");
	rows_release(&rows);
	if (!cases && !referrals && !drafts)
		return 0;
	return err_input(err,
			 _("%s still has open cases (%lld), referrals (%lld) "
			   "and drafts (%lld); say who takes them over"),
			 number, cases, referrals, drafts);
}

/* Coordinators read what nobody else reads. */
static int still_coordinated(const struct values *values, struct store *s,
			     struct err *err)
{
	struct rows rows = ROWS_INIT;
	bool stays = roles_read(values_get(values, "role")) &
		     ROLE_BIT(ROLE_COORDINATOR);
	int r = store_exec(s, Q_LOOP_LAST_COORDINATOR, &rows, err,
			   ARG_TEXT("staff", values_get(values, "number")));

	if (!r && rows.n && !stays)
		r = err_input(err,
			      _("The last coordinator cannot leave while "
				"referrals are on their way; make somebody "
				"else a coordinator first"));
	rows_release(&rows);
	return r;
}

int staff_change(const struct values *values, struct store *s, const char *by,
		 struct err *err)
{
	char *admin = NULL;
	const char *number = values_get(values, "number");
	int r = staff_check(s, number, err);

	/* Who may not open them any more does not hold any. */
	if (!r && !roles_may(roles_read(values_get(values, "role")),
			     ACTION_SAVE, REL_HOLDER))
		r = nothing_held(s, number, err);
	if (!r)
		r = still_coordinated(values, s, err);
	if (!r)
		r = staff_put(values, s, by, err);
	if (!r) {
		admin = staff_admin(s, err);
		r = admin ? 0 : -1;
	}
	free(admin);
	return r;
}

static int hand_on_and_disable(struct store *s, const struct actor *by,
			       const char *number, const char *to,
			       struct err *err)
{
	int64_t unread = 0;

	if (staff_check(s, number, err) ||
	    (!to && nothing_held(s, number, err)))
		return -1;
	if (loop_hand_on_all(s, by, number, to, err) ||
	    (to && store_exec(s, Q_DRAFTS_HAND_ON, NULL, err,
			      ARG_TEXT("from", number), ARG_TEXT("to", to))))
		return -1;
	if (staff_disable(s, number, err) ||
	    ledger_event(s, "staff-disable", by->number, 0, err) ||
	    loop_unread(s, &unread, err))
		return -1;
	return unread ? err_input(err,
				  _("Referrals wait in a queue that only "
				    "%s reads; add a colleague to the "
				    "section first"),
				  number)
		      : 0;
}

int staff_leave(struct store *s, const char *by, const char *number,
		const char *to, struct err *err)
{
	struct actor actor = { .number = NULL };
	int r = store_begin(s, err);

	if (!r)
		r = actor_load(&actor, s, by, err);
	if (!r)
		r = actor_must(&actor, ACTION_STAFF, 0, err);
	if (!r)
		r = hand_on_and_disable(s, &actor, number, to, err);
	if (!r)
		r = store_commit(s, err);
	store_rollback(s);
	actor_release(&actor);
	return r;
}

int staff_active(struct store *s, const char *number, struct rows *row,
		 struct err *err)
{
	if (staff_row(s, number, row, err))
		return -1;
	if (rows_int(row, 0, "active"))
		return 0;
	return err_input(err,
			 _("%s (%s) does not work here any more; choose "
			   "somebody who does"),
			 rows_text(row, 0, "name"), number);
}

int staff_check(struct store *s, const char *number, struct err *err)
{
	struct rows row = ROWS_INIT;
	int r = staff_active(s, number, &row, err);

	rows_release(&row);
	return r;
}
