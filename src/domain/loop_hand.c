/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Somebody leaves: what they hold, received or were given goes to another. */
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "domain/loop_doing.h"

#define AT_ONCE 1000 /* cases a query */
#define LEAVING "担当していた職員の異動・退職"

struct handing {
	struct store *s;
	const char *staff, *from, *to;
	struct err *err;
};

/* Every place of the case in which their number stands for "has to act". */
static void replace(struct casefile *cf, const char *from, const char *to)
{
	static const char *const given[] = { "received_staff", "assigned" };
	struct record_ids ids;

	casefile_ids(cf, REC_REFERRAL, &ids);
	for (size_t i = 0; i < ids.n; i++)
		for (size_t k = 0; k < ARRAY_SIZE(given); k++)
			if (streq(loop_get(cf, ids.id[i], given[k]), from))
				loop_set(cf, ids.id[i], given[k], to);
	if (streq(loop_get(cf, "case", "holder"), from) &&
	    streq(loop_get(cf, "case", "status"), "open"))
		loop_set(cf, "case", "holder", to);
	loop_place_people(cf);
}

static int hand_on(struct handing *h, int64_t case_id)
{
	struct casefile theirs = CASEFILE_INIT, cf = CASEFILE_INIT;
	char now[CLOCK_SIZE];
	int r = casefile_load(&theirs, h->s, case_id, h->err);

	clock_now(now);
	if (!r && case_hidden_from(&theirs, h->to))
		r = err_input(h->err,
			      _("The case %s is kept from them; hand it to "
				"somebody else first"),
			      loop_get(&theirs, "case", "number"));
	if (!r) {
		casefile_copy(&cf, &theirs);
		replace(&cf, h->from, h->to);
		r = casefile_save(&cf, &theirs, h->s, h->staff, h->err);
	}
	if (!r)
		r = journal_add(&cf, h->s, h->staff, now,
				&(struct journal_row){
					.act = loop_act_code(LOOP_HAND_OVER),
					.why = LEAVING },
				h->err);
	casefile_release(&theirs);
	casefile_release(&cf);
	return r;
}

static int hand_on_rows(struct handing *h, const struct rows *rows,
			const char *column)
{
	if (rows->n && !h->to)
		return err_input(h->err,
				 _("They still have cases or referrals; say "
				   "who takes them over"));
	for (size_t i = 0; i < rows->n; i++)
		if (hand_on(h, rows_int(rows, i, column)))
			return -1;
	return 0;
}

/* What was handed on is in the list no more, so it is read from the top. */
static int hand_on_cases(struct handing *h)
{
	struct rows rows = ROWS_INIT;
	int r;

	do {
		r = store_exec(h->s, Q_LOOP_HELD, &rows, h->err,
			       ARG_TEXT("staff", h->from),
			       ARG_INT("limit", AT_ONCE));
		if (!r)
			r = hand_on_rows(h, &rows, "id");
	} while (!r && rows.n);
	if (!r)
		r = store_exec(h->s, Q_LOOP_PERSONAL, &rows, h->err,
			       ARG_TEXT("staff", h->from));
	if (!r)
		r = hand_on_rows(h, &rows, "case_id");
	rows_release(&rows);
	return r;
}

static int not_the_last(struct handing *h)
{
	struct rows rows = ROWS_INIT;
	int r = store_exec(h->s, Q_LOOP_LAST_COORDINATOR, &rows, h->err,
			   ARG_TEXT("staff", h->from));

	if (!r && rows.n)
		r = err_input(h->err,
			      _("The last coordinator cannot leave while "
				"referrals are on their way; make somebody "
				"else a coordinator first"));
	rows_release(&rows);
	return r;
}

int loop_hand_on_all(struct store *s, const struct actor *actor,
		     const char *from, const char *to, struct err *err)
{
	struct handing h = { s, actor->number, from, to, err };

	if (actor_must(actor, ACTION_STAFF, 0, err) || not_the_last(&h))
		return -1;
	if (to && streq(from, to))
		return err_input(err, _("Name somebody else"));
	if (to && loop_colleague(s, to, err))
		return -1;
	return hand_on_cases(&h);
}
