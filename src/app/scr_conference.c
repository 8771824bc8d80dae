/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * 会議: the dated lists of the conferences that settle who takes a case, why
 * each case is on it, and who sits there and may read it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/rowlist.h"
#include "app/screens.h"
#include "app/step.h"
#include "base/clock.h"
#include "base/mem.h"
#include "domain/loop_lists.h"
#include "text/date.h"
#include "text/era.h"
#include "text/kana.h"
#include "text/width.h"
#include "ui/dialog.h"
#include "ui/term.h"

#define LINES_MAX 100 /* cases of a kind, waiting or settled */
#define WHY_COLS  8   /* where what belongs to a case begins */

struct lists {
	struct rowlist list; /* first: rowlist_fetch */
	struct session *session;
	struct rows agenda;
	struct listview lv;
};

static const char *cell(const struct lists *page, size_t i, const char *column)
{
	return str_or_empty(rows_text(&page->agenda, i, column));
}

/* ---- lines ---- */

static void add_heading(struct lists *page, size_t i)
{
	const struct profile *p = page->session->office.profile;
	int meeting = profile_meeting(p, cell(page, i, "meeting"));
	struct str text = STR_INIT;
	struct date day;

	if (date_from_iso(cell(page, i, "meets_on"), &day)) {
		era_short(&text, day);
		str_addf(&text, "(%s) ", date_weekday_ja(day));
	}
	str_add(&text, meeting < 0 ? cell(page, i, "meeting")
				   : p->meeting[meeting].name);
	if (*cell(page, i, "settled_at"))
		str_add(&text, "  決まったもの");
	rowlist_add(&page->list, ATTR_LABEL, NULL, "%s", text.buf);
	str_release(&text);
}

/* "高橋 由美     健康課              誓約 R8.11.20" */
static void add_seat(struct lists *page, size_t i, const struct rows *seats,
		     size_t k)
{
	const char *pledged = rows_text(seats, k, "pledged_on");
	bool barred = rows_int(&page->agenda, i, "pledge") && !pledged;
	struct str text = STR_INIT;
	struct date day;
	char *target = xstrfmt("%s %s", cell(page, i, "case_id"),
			       rows_text(seats, k, "staff"));

	text_pad(&text, k ? "" : "構成員", WHY_COLS);
	text_pad(&text, rows_text(seats, k, "name"), 14);
	text_pad(&text,
		 session_dest(page->session, rows_text(seats, k, "section")),
		 22);
	if (barred)
		str_add(&text, "誓約がまだ。ケースは見られない");
	else if (pledged && date_from_iso(pledged, &day)) {
		str_add(&text, "誓約 ");
		era_short(&text, day);
	}
	rowlist_add(&page->list, barred ? ATTR_DUTY : ATTR_NORMAL, target,
		    "    %s", text.buf);
	free(target);
	str_release(&text);
}

static int add_seats(struct lists *page, size_t i, struct err *err)
{
	struct rows seats = ROWS_INIT;
	int r = loop_seats(page->session->office.store, page->session->staff,
			   rows_int(&page->agenda, i, "case_id"),
			   rows_int(&page->agenda, i, "id"), &seats, err);

	for (size_t k = 0; !r && k < seats.n; k++)
		add_seat(page, i, &seats, k);
	if (!r && !seats.n)
		rowlist_add(&page->list, ATTR_NORMAL, cell(page, i, "case_id"),
			    "    構成員  まだいない");
	rows_release(&seats);
	return r;
}

static int add_case(struct lists *page, size_t i, struct err *err)
{
	const char *target = cell(page, i, "case_id");
	struct str text = STR_INIT;

	rowlist_add(&page->list, ATTR_NORMAL, target, "  %s  %s  %s",
		    cell(page, i, "number"), cell(page, i, "urgency"),
		    cell(page, i, "title"));
	text_pad(&text, "    議題", WHY_COLS + 4);
	str_add(&text, cell(page, i, "reason"));
	rowlist_add_wrapped(&page->list, ATTR_NORMAL, target, term_cols() - 4,
			    WHY_COLS + 4, text.buf);
	str_release(&text);
	return add_seats(page, i, err);
}

/* Is the case in the list above this one on the same one? */
static bool same_list(const struct lists *page, size_t a, size_t b)
{
	return streq(cell(page, a, "meeting"), cell(page, b, "meeting")) &&
	       streq(cell(page, a, "meets_on"), cell(page, b, "meets_on")) &&
	       !*cell(page, a, "settled_at") == !*cell(page, b, "settled_at");
}

static int read_page(struct lists *page, struct err *err)
{
	struct session *s = page->session;
	char now[CLOCK_SIZE];
	size_t others = 0;

	clock_now(now);
	rowlist_clear(&page->list);
	if (loop_agenda(s->office.store, s->staff, now, LINES_MAX,
			&page->agenda, err))
		return -1;
	for (size_t i = 0; i < page->agenda.n; i++) {
		if (!i || !same_list(page, i - 1, i))
			add_heading(page, i);
		if (!rows_text(&page->agenda, i, "number"))
			others++;
		else if (add_case(page, i, err))
			return -1;
		if (others &&
		    (i + 1 == page->agenda.n || !same_list(page, i, i + 1))) {
			rowlist_add(&page->list, ATTR_QUIET, NULL,
				    "  ほかの窓口のケース %zu件", others);
			others = 0;
		}
	}
	return 0;
}

static int fetch(void *data, const char *key, bool before, size_t n,
		 struct list_rows *rows, struct err *err)
{
	if (!before && read_page(data, err))
		return -1;
	return rowlist_fetch(data, key, before, n, rows, err);
}

static void title(void *data, struct ui_title *out)
{
	const struct lists *page = data;

	session_title(page->session, out);
	out->page = "会議の議題と構成員";
}

/* ---- keys ---- */

static bool sits(const struct rows *seats, const char *number)
{
	for (size_t k = 0; k < seats->n; k++)
		if (streq(rows_text(seats, k, "staff"), number))
			return true;
	return false;
}

/* Those of one case join the other; 1: one of them may not. */
static int join(struct lists *page, const struct rows *from, struct rows *to,
		int64_t case_id)
{
	for (size_t k = 0; k < from->n; k++) {
		const char *number = rows_text(from, k, "staff");
		const struct loop_args args = { .staff = number };

		if (!sits(to, number) &&
		    step_take(page->session, case_id, NULL, LOOP_SEAT, &args))
			return 1;
	}
	return 0;
}

static int seats_of(const struct lists *page, size_t i, struct rows *out,
		    struct err *err)
{
	return loop_seats(page->session->office.store, page->session->staff,
			  rows_int(&page->agenda, i, "case_id"),
			  rows_int(&page->agenda, i, "id"), out, err);
}

/* Whoever sits there about another case of the same list. */
static int same_members(struct lists *page, int64_t case_id, struct err *err)
{
	struct rows here = ROWS_INIT, there = ROWS_INIT;
	size_t at = 0;
	int r = 0;

	while (at < page->agenda.n &&
	       rows_int(&page->agenda, at, "case_id") != case_id)
		at++;
	for (size_t i = 0; !r && i < page->agenda.n; i++) {
		if (i == at || !same_list(page, at, i) ||
		    !rows_text(&page->agenda, i, "number"))
			continue;
		r = seats_of(page, at, &here, err) ||
				    seats_of(page, i, &there, err)
			    ? -1
			    : join(page, &there, &here, case_id);
	}
	rows_release(&here);
	rows_release(&there);
	return r;
}

/* target: "3", or "3 0103" on the line of a member. */
static bool obey(struct lists *page, char letter, const char *target,
		 struct err *err)
{
	static const struct {
		char letter;
		enum loop_act act;
	} steps[] = { { '-', LOOP_UNSEAT }, { 'g', LOOP_PLEDGE } };
	const char *member = strchr(target, ' ');
	const struct loop_args args = { .staff = member ? member + 1 : NULL };
	int64_t case_id = atoll(target);

	if (letter == '+')
		step_take(page->session, case_id, NULL, LOOP_SEAT, NULL);
	else if (letter == 'c')
		same_members(page, case_id, err);
	for (size_t i = 0; i < ARRAY_SIZE(steps); i++) {
		if (steps[i].letter != letter)
			continue;
		if (member)
			step_take(page->session, case_id, NULL, steps[i].act,
				  &args);
		else
			ui_message("構成員の行で押してください。", true);
		return true;
	}
	return letter == '+' || letter == 'c';
}

static unsigned redraw(struct lists *page, struct err *err)
{
	if (err->kind)
		ui_message_err(err);
	err_release(err);
	listview_refetch(&page->lv);
	return VIEW_REFRESH;
}

static unsigned type(void *data, const char *utf8, size_t len)
{
	struct lists *page = data;
	const char *target = rowlist_target(&page->list, &page->lv);
	char *at = target ? xstrdup(target) : NULL;
	char *plain = ascii_narrow(utf8);
	struct err err = ERR_INIT;
	bool known =
		at && plain[0] && !plain[1] && obey(page, plain[0], at, &err);

	free(plain);
	free(at);
	return known ? redraw(page, &err) : VIEW_IGNORED;
}

static unsigned pick(struct window *win, enum op op)
{
	struct listview *lv = win->data;
	struct lists *page = lv->data;
	const char *target = rowlist_target(&page->list, lv);
	struct err err = ERR_INIT;

	if (!target)
		return VIEW_HANDLED;
	scr_case(page->session, atoll(target));
	return redraw(page, &err);
}

int scr_conference(struct session *s, int64_t case_id)
{
	static const struct binding keys[] = {
		{ OP_ENTER, "ケース", pick, "その行のケースを開く" },
		{ OP_NONE, NULL, NULL, NULL },
	};
	struct lists page = { .session = s };
	struct err err = ERR_INIT;
	char start[24];
	int op = 0;

	page.lv = (struct listview){
		.name = "conference",
		.footer = "+構成員を加える  -外す  g守秘の誓約  "
			  "c同じ会議のほかの議題と同じに",
		.empty = "会議を待っているケースはありません。",
		.data = &page,
		.fetch = fetch,
		.bindings = keys,
		.title = title,
		.type = type,
	};
	snprintf(start, sizeof(start), "%lld", (long long)case_id);
	if (read_page(&page, &err)) {
		ui_message_err(&err);
	} else {
		rowlist_start(&page.list, &page.lv, start);
		op = listview_run(&page.lv);
	}
	err_release(&err);
	free(page.lv.key);
	rows_release(&page.agenda);
	rowlist_release(&page.list);
	return op == UI_HANGUP ? UI_HANGUP : 0;
}
