/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * つなぎの待ち: what waits for the section, for the coordinators' desks or for
 * one's own hands, one line each, the most pressing first; one key for each
 * step with it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/queue_row.h"
#include "app/queue_step.h"
#include "app/screens.h"
#include "app/step.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "domain/loop_lists.h"
#include "text/kana.h"
#include "text/width.h"
#include "ui/dialog.h"
#include "ui/listview.h"
#include "ui/pager.h"
#include "ui/term.h"

#define COORDINATOR "コーディネーター"

struct queue {
	struct session *session;
	struct queue_names names;
	size_t list; /* of names; names.n: what is in one's own hands */
	const struct filter *filter;
	struct listview lv;
	char *page;            /* in the title */
	char *share;           /* of coordinators, in the title */
	char now[MOMENT_SIZE]; /* to which the rows were read */
};

static const struct filter {
	const char *label;
	const char *urgency;
	bool late, unassigned;
} filters[] = {
	{ .label = "すべて" },
	{ .label = "遅れているもの", .late = true },
	{ .label = "担当が決まっていないもの", .unassigned = true },
	{ .label = "AA（いますぐ）", .urgency = "AA" },
	{ .label = "A（きょう中）", .urgency = "A" },
	{ .label = "B", .urgency = "B" },
	{ .label = "C", .urgency = "C" },
};

static struct queue_view view_of(const struct queue *q, const char *now)
{
	bool mine = q->list == q->names.n;

	return (struct queue_view){
		.staff = q->session->staff,
		.by = mine ? QUEUE_PERSON : QUEUE_OF,
		.whose = mine ? q->session->staff : q->names.queue[q->list],
		.now = now,
		.urgency = q->filter->urgency,
		.late = q->filter->late,
		.unassigned = q->filter->unassigned,
	};
}

/* 介護福祉課; コーディネーター（社協） */
static void list_words(const struct queue *q, size_t list, struct str *out)
{
	const char *desk;

	if (list == q->names.n)
		str_add(out, "自分の担当");
	else if (skip_prefix(q->names.queue[list], "coordinator:", &desk))
		str_addf(out, COORDINATOR "（%s）",
			 session_dest(q->session, desk));
	else
		str_add(out, session_dest(q->session, q->names.queue[list]));
}

/* ---- 丸投げ ---- */

/* Who arranges between counters sees how much goes to the coordinators. */
static bool sees_share(const struct queue *q)
{
	return q->session->actor.roles &
	       (ROLE_BIT(ROLE_PROMOTER) | ROLE_BIT(ROLE_COORDINATOR));
}

/* "今月12%", where it is too much with the limit. */
static void count_share(struct queue *q, const char *now)
{
	const struct profile *p = q->session->office.profile;
	struct str words = STR_INIT;
	struct loop_share share;

	if (!sees_share(q) ||
	    loop_share(q->session->office.store, p, now, &share, NULL))
		return;
	str_addf(&words, "今月%d%%", share.percent);
	if (share.too_many)
		str_addf(&words, "（%d%%を超過）",
			 p->coordinator_warning_percent);
	free(q->share);
	q->share = str_detach(&words);
	if (share.too_many)
		ui_hint(_("More cases than meant have a coordinator this "
			  "month: first ask who of the counters can take it."));
}

/* ---- rows ---- */

static void add_row(const struct queue *q, struct list_rows *out,
		    const struct rows *rows, size_t i, const char *now)
{
	struct str text = STR_INIT;
	struct queue_key key;
	char name[QUEUE_KEY_SIZE];

	queue_row_words(q->session, rows, i, now, &text);
	queue_key_of(rows, i, &key);
	queue_key_to_text(&key, name);
	list_rows_add(out, name, text.buf,
		      queue_row_presses(rows, i, now) ? ATTR_DUTY : ATTR_ROW);
	str_release(&text);
}

static int fetch(void *data, const char *key, bool before, size_t n,
		 struct list_rows *out, struct err *err)
{
	struct queue *q = data;
	struct rows rows = ROWS_INIT;
	struct queue_view view;
	struct queue_key from;
	char now[CLOCK_SIZE];
	int r;

	clock_now(now);
	if (strncmp(now, q->now, MOMENT_SIZE - 1) != 0)
		count_share(q, now);
	snprintf(q->now, sizeof(q->now), "%.16s", now);
	view = view_of(q, now);
	queue_key_from_text(key, &from);
	r = queue_page(q->session->office.store, &view, &from, before, (int)n,
		       &rows, err);
	for (size_t i = 0; !r && i < rows.n; i++)
		add_row(q, out, &rows, i, now);
	rows_release(&rows);
	return r;
}

/* What is not late yet will be, and nobody has to do anything for that. */
static bool outdated(void *data)
{
	const struct queue *q = data;
	char now[CLOCK_SIZE];

	clock_now(now);
	return strncmp(now, q->now, MOMENT_SIZE - 1) != 0;
}

static void title(void *data, struct ui_title *out)
{
	struct queue *q = data;
	struct str page = STR_INIT;
	struct queue_view view;
	char now[CLOCK_SIZE];
	int64_t n = 0, late = 0;

	clock_now(now);
	view = view_of(q, now);
	queue_count(q->session->office.store, &view, &n, &late, NULL);
	list_words(q, q->list, &page);
	str_addf(&page, " %lld件", (long long)n);
	if (late)
		str_addf(&page, " 遅れ%lld", (long long)late);
	if (q->filter != filters)
		str_addf(&page, " [%s]", q->filter->label);
	if (q->share && q->filter == filters)
		str_addf(&page, "  %s%s",
			 strstr(page.buf, COORDINATOR) ? "" : COORDINATOR,
			 q->share);
	free(q->page);
	q->page = str_detach(&page);
	session_title(q->session, out);
	out->page = q->page;
}

/* ---- which rows ---- */

static unsigned begin_anew(struct listview *lv)
{
	free(lv->key);
	lv->key = NULL;
	free(lv->before);
	lv->before = NULL;
	lv->current = 0;
	listview_refetch(lv);
	return VIEW_REFRESH;
}

static unsigned next_list(struct window *win, enum op op)
{
	struct listview *lv = win->data;
	struct queue *q = lv->data;

	q->list = (q->list + 1) % (q->names.n + 1);
	return begin_anew(lv);
}

static unsigned narrow(struct window *win, enum op op)
{
	struct listview *lv = win->data;
	struct queue *q = lv->data;
	struct choice choice[ARRAY_SIZE(filters)];
	int picked;

	for (size_t i = 0; i < ARRAY_SIZE(filters); i++)
		choice[i] = (struct choice){ .label = filters[i].label };
	picked = ui_choose("見るもの", choice, ARRAY_SIZE(filters),
			   (size_t)(q->filter - filters));
	if (picked < 0)
		return VIEW_REFRESH;
	q->filter = &filters[picked];
	return begin_anew(lv);
}

/* ---- steps ---- */

/* All that is in the list, whatever it is narrowed to. */
static void print_list(const struct queue *q)
{
	bool mine = q->list == q->names.n;

	scr_handover_list(q->session, mine ? HANDOVER_PERSON : HANDOVER_SECTION,
			  mine ? q->session->staff : q->names.queue[q->list]);
}

/* What the letter means is done with the row of the cursor. */
static void obey(struct queue *q, char letter, struct err *err)
{
	struct queue_key key;

	if (letter == 'l') {
		print_list(q);
		return;
	}
	queue_key_from_text(q->lv.key, &key);
	queue_step(q->session, &key, letter, err);
}

static unsigned type(void *data, const char *utf8, size_t len)
{
	struct queue *q = data;
	char *plain = ascii_narrow(utf8);
	struct err err = ERR_INIT;
	unsigned flags = VIEW_IGNORED;

	if (q->lv.key && plain[0] && !plain[1] &&
	    strchr(QUEUE_STEPS "l", plain[0])) {
		obey(q, plain[0], &err);
		listview_refetch(&q->lv);
		flags = VIEW_REFRESH;
	}
	free(plain);
	if (err.kind)
		ui_message_err(&err);
	err_release(&err);
	return flags;
}

/* A question without a name is all there is to see of its case. */
static int open_row(struct session *s, const struct queue_key *key)
{
	struct casefile cf = CASEFILE_INIT;
	struct err err = ERR_INIT;
	int r = casefile_load(&cf, s->office.store, key->case_id, &err);

	if (!r && streq(step_field(&cf, key->id, "kind"),
			loop_kind_code(LOOP_QUESTION)))
		r = ui_page_text("名前を出さない相談",
				 step_field(&cf, key->id, "request"));
	else if (!r)
		r = scr_case(s, cf.id);
	if (err.kind)
		ui_message_err(&err);
	err_release(&err);
	casefile_release(&cf);
	return r == UI_HANGUP && term_hung_up() ? r : 0;
}

static const struct binding keys[] = {
	{ OP_F6, N_("Other list"), next_list,
	  N_("the section's, the coordinators', or mine") },
	{ OP_WHY, N_("Narrow"), narrow,
	  N_("only what is late, unassigned, or of one urgency") },
	{ OP_NONE, NULL, NULL, NULL },
};

static void run(struct queue *q)
{
	q->lv = (struct listview){
		.name = "queue",
		.header = QUEUE_HEADER,
		.footer = "r受領 c初回接触 a返事 t別の先へ b差戻し "
			  "kコーディネーターへ\n"
			  "s担当を決める w取下げ・引取り p印刷 l一覧を印刷",
		.empty = "待っているものはありません。",
		.data = q,
		.fetch = fetch,
		.bindings = keys,
		.title = title,
		.same = queue_same_referral,
		.outdated = outdated,
		.type = type,
	};

	while (listview_run(&q->lv) == OP_ENTER) {
		struct queue_key key;

		queue_key_from_text(q->lv.key, &key);
		if (open_row(q->session, &key) == UI_HANGUP)
			break;
	}
	free(q->lv.key);
}

/* Which lists there are for who sits here. */
static int find_lists(struct queue *q, struct err *err)
{
	struct session *s = q->session;

	return queue_names(s->office.store, &s->actor, s->office.profile,
			   &q->names, err);
}

int scr_queue_waiting(struct session *s, int64_t *n, int64_t *late)
{
	struct queue q = { .session = s, .filter = filters };
	char now[CLOCK_SIZE];
	int r = find_lists(&q, NULL);

	*n = *late = 0;
	clock_now(now);
	for (; !r && q.list < q.names.n; q.list++) {
		struct queue_view view = view_of(&q, now);
		int64_t more, more_late;

		r = queue_count(s->office.store, &view, &more, &more_late,
				NULL);
		*n += r ? 0 : more;
		*late += r ? 0 : more_late;
	}
	return r;
}

int scr_queue(struct session *s)
{
	struct queue q = { .session = s, .filter = filters };
	struct err err = ERR_INIT;

	if (find_lists(&q, &err))
		ui_message_err(&err);
	else
		run(&q);
	err_release(&err);
	free(q.page);
	free(q.share);
	return 0;
}
