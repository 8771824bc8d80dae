/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 設定: holidays of this year and the next, working hours, and the days on
 * which this city alone is closed. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/admin.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "domain/holiday.h"
#include "domain/settings.h"
#include "text/datein.h"
#include "text/era.h"
#include "text/width.h"
#include "ui/asktext.h"
#include "ui/dialog.h"

#define DAY_COLS 24
#define YEARS_N  2

static void add_hours(struct admin_page *page)
{
	static const char *const names[] = { "月", "火", "水", "木",
					     "金", "土", "日" };
	const struct profile *p = page->session->office.profile;
	struct str days = STR_INIT;

	for (int d = 0; d < 7; d++)
		if (p->open_days & 1u << d)
			str_add(&days, names[d]);
	rowlist_add(&page->list, ATTR_NORMAL, NULL,
		    " 開庁 %s %d:%02dから%d:%02dまで   年末年始の休み "
		    "%d月%d日から%d月%d日まで",
		    days.buf, p->open_minute / 60, p->open_minute % 60,
		    p->close_minute / 60, p->close_minute % 60,
		    p->year_end_from / 100, p->year_end_from % 100,
		    p->year_end_to / 100, p->year_end_to % 100);
	str_release(&days);
}

/* "07-01" is 毎年 7月1日, "2027-05-06" that day. */
static void add_closed(struct admin_page *page, const struct named *closed)
{
	struct str day = STR_INIT, text = STR_INIT;
	struct date d;

	if (strlen(closed->code) == strlen("07-01"))
		str_addf(&day, "毎年 %d月%d日", atoi(closed->code),
			 atoi(closed->code + 3));
	else if (date_from_iso(closed->code, &d))
		era_short(&day, d);
	text_pad(&text, day.buf, DAY_COLS);
	rowlist_add(&page->list, ATTR_ROW, closed->code, "   %s%s", text.buf,
		    closed->name);
	str_release(&text);
	str_release(&day);
}

static void add_holidays(struct admin_page *page, int year)
{
	struct str head = STR_INIT;
	int from = date_to_days((struct date){ year, 1, 1 });
	int to = date_to_days((struct date){ year, 12, 31 });

	era_year(&head, (struct date){ year, 12, 31 });
	rowlist_add(&page->list, ATTR_LABEL, NULL, " %sの祝日", head.buf);
	str_release(&head);
	for (int i = from; i <= to; i++) {
		struct date day = date_from_days(i);
		struct str words = STR_INIT, text = STR_INIT;

		if (!holiday_name(day))
			continue;
		str_addf(&words, "%d月%d日（%s）", day.month, day.day,
			 date_weekday_ja(day));
		text_pad(&text, words.buf, DAY_COLS);
		rowlist_add(&page->list, ATTR_NORMAL, NULL, "   %s%s", text.buf,
			    holiday_name(day));
		str_release(&text);
		str_release(&words);
	}
}

static void build(struct admin_page *page)
{
	const struct names *closed = &page->session->office.profile->closed;
	int year = date_today().year;

	rowlist_clear(&page->list);
	add_hours(page);
	rowlist_add(&page->list, ATTR_LABEL, NULL, " この市だけの休み");
	if (!closed->n)
		rowlist_add(&page->list, ATTR_NORMAL, "", "   ありません");
	for (size_t i = 0; i < closed->n; i++)
		add_closed(page, &closed->item[i]);
	for (int i = 0; i < YEARS_N; i++)
		add_holidays(page, year + i);
}

/* 0 and the key "closed.07-01"; -1: went back, or a sentence. */
static int ask_day(char key[SETTING_KEY_SIZE], struct err *err)
{
	static const struct choice often[] = {
		{ .code = "once", .label = "その年だけ" },
		{ .code = "yearly", .label = "毎年" },
	};
	struct date_ask ask = { .flags = DATE_NEAR_OK, .today = date_today() };
	struct str text = STR_INIT;
	struct date_in in = { .form = DATE_EMPTY };
	char iso[CLOCK_DATE_SIZE];
	int picked, rc = ui_ask_text("休みにする日", 20, INPUT_DIRECT, &text);

	if (!rc)
		rc = date_read(&in, text.buf, &ask, err);
	str_release(&text);
	if (rc || in.form == DATE_EMPTY)
		return -1;
	picked = ui_choose("毎年ですか", often, ARRAY_SIZE(often), 0);
	if (picked < 0)
		return -1;
	date_to_iso(in.date, iso);
	snprintf(key, SETTING_KEY_SIZE, "closed.%s",
		 picked ? iso + strlen("2026-") : iso);
	return 0;
}

static int add_day(struct session *s, struct err *err)
{
	char key[SETTING_KEY_SIZE];
	struct str name = STR_INIT;
	int rc = ask_day(key, err);

	if (!rc)
		rc = ui_ask_text("何の休みですか", 40, INPUT_KANJI, &name);
	if (!rc && name.len)
		rc = admin_set(s, key, name.buf, err);
	str_release(&name);
	return rc;
}

static int take_day(struct session *s, const char *code, struct err *err)
{
	char key[SETTING_KEY_SIZE];

	if (!code || !*code ||
	    ui_ask("この日を開庁日に戻しますか？") != ASK_YES)
		return 0;
	snprintf(key, sizeof(key), "closed.%s", code);
	return admin_set(s, key, "", err);
}

int admin_days(struct session *s)
{
	static const struct binding keys[] = {
		{ OP_ENTER, N_("Add"), NULL, N_("one more closed day") },
		{ OP_ADD, NULL, NULL, NULL },
		{ OP_REMOVE, N_("Open again"), NULL,
		  N_("this day is a working day again") },
		{ OP_NONE, NULL, NULL, NULL },
	};
	struct admin_page page;
	int op;

	admin_page_begin(&page, s, "休日", "admin-days");
	page.lv.bindings = keys;
	build(&page);
	rowlist_start(&page.list, &page.lv, NULL);
	while ((op = listview_run(&page.lv)) != UI_HANGUP && op != OP_BACK) {
		struct err err = ERR_INIT;

		if (op == OP_REMOVE)
			take_day(s, rowlist_target(&page.list, &page.lv), &err);
		else
			add_day(s, &err);
		if (err.kind)
			ui_message_err(&err);
		err_release(&err);
		build(&page);
	}
	admin_page_end(&page);
	return op == UI_HANGUP ? UI_HANGUP : 0;
}
