/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The main menu: where everybody begins and comes back to. */
#include <stdlib.h>

#include "app/notices.h"
#include "app/rowlist.h"
#include "app/screens.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "domain/access.h"
#include "ui/dialog.h"

struct menu {
	struct rowlist list; /* first: rowlist_fetch */
	struct session *session;
	const char *picked; /* key of an item */
};

static int take_intake(struct session *s, struct err *err)
{
	return intake_new(s, false, err);
}

static int take_call(struct session *s, struct err *err)
{
	return intake_new(s, true, err);
}

static int go_on(struct session *s, struct err *err)
{
	struct rows rows = ROWS_INIT;
	int rc = draft_list(s->office.store, s->staff, true, 0, false, 1, &rows,
			    err);

	if (!rc && !rows.n)
		ui_message(_("You have no draft."), false);
	else if (!rc)
		rc = intake_resume(s, rows_int(&rows, 0, "id"), err);
	rows_release(&rows);
	return rc;
}

/* Who sees no case sees no empty list of them either. */
static int may_list(struct session *s, struct err *err)
{
	return access_house(s->office.store, s->staff, ACTION_LIST, err);
}

static int drafts(struct session *s, struct err *err)
{
	return may_list(s, err) ? -1 : scr_drafts(s);
}

static int cases(struct session *s, struct err *err)
{
	return may_list(s, err) ? -1 : scr_cases(s, false);
}

static int again(struct session *s, struct err *err)
{
	return may_list(s, err) ? -1 : scr_cases(s, true);
}

static int queue(struct session *s, struct err *err)
{
	return scr_queue(s);
}

static int handover(struct session *s, struct err *err)
{
	return scr_handover(s, err);
}

static int conference(struct session *s, struct err *err)
{
	return may_list(s, err) ? -1 : scr_conference(s, 0);
}

static int change(struct session *s, struct err *err)
{
	return ui_walk_away() ? UI_HANGUP : 0;
}

static int admin(struct session *s, struct err *err)
{
	return scr_admin(s);
}

static int notices(struct session *s, struct err *err)
{
	return scr_notices(s, false);
}

static int passphrase(struct session *s, struct err *err)
{
	return scr_passphrase(s);
}

static const struct menu_item {
	const char *key, *label, *words;
	int (*run)(struct session *s, struct err *err);
	bool admin; /* shown to administrators only */
} items[] = {
	{ "1", "新しい受付", "来た人の話を聞く", take_intake },
	{ "2", "電話で受ける", "五つだけ聞いて、あとで書き足す", take_call },
	{ "3", "続きを書く", "自分のいちばん新しい下書き", go_on },
	{ "4", "下書き", "途中の受付の一覧", drafts },
	{ "5", "ケース", "確定した受付の一覧", cases },
	{ "6", "もう一度印刷", "印刷した紙をもう一度出す", again },
	{ "7", "職員を替える", "次の人がこの端末を使う", change },
	{ "8", "つなぎの待ち", "この課と自分のところで待っているもの", queue },
	{ "9", "合言葉を変える", "自分の合言葉を新しくする", passphrase },
	{ "a", "申し送り", "次の人へ渡すことの一覧を印刷する", handover },
	{ "k", "会議", "担当が決まらないケースの議題と構成員", conference },
	{ "n", "お知らせ", "遅れているもの、返ってきたもの", notices },
	{ "s", "設定", "職員、期限、休日、連絡先、振り分けの決まり", admin,
	  true },
};

static bool shown(const struct menu *menu, const struct menu_item *item)
{
	return !item->admin ||
	       roles_may(menu->session->actor.roles, ACTION_SETTINGS, 0);
}

static unsigned type(void *data, const char *utf8, size_t len)
{
	struct menu *menu = data;

	for (size_t i = 0; i < ARRAY_SIZE(items); i++)
		if (len == 1 && *utf8 == *items[i].key &&
		    shown(menu, &items[i])) {
			menu->picked = items[i].key;
			return VIEW_LEAVE;
		}
	return VIEW_IGNORED;
}

static void title(void *data, struct ui_title *out)
{
	const struct menu *menu = data;

	session_title(menu->session, out);
	out->page = "窓口";
	out->slot = menu->session->office.profile->city;
}

/* "3件 遅れ1"; nothing where nothing waits. */
static void add_waiting(struct session *s, struct str *out)
{
	int64_t n, late;

	if (scr_queue_waiting(s, &n, &late) || !n)
		return;
	str_addf(out, "  %lld件", (long long)n);
	if (late)
		str_addf(out, " 遅れ%lld", (long long)late);
}

static void add_count(struct session *s, struct str *out)
{
	int64_t n = notices_n(s);

	if (n)
		str_addf(out, "  %lld件", (long long)n);
}

static void build(struct menu *menu)
{
	rowlist_clear(&menu->list);
	rowlist_add(&menu->list, ATTR_NORMAL, NULL, "%s", "");
	for (size_t i = 0; i < ARRAY_SIZE(items); i++) {
		struct str text = STR_INIT;

		if (!shown(menu, &items[i]))
			continue;
		str_addf(&text, "  %s  %s", items[i].key, items[i].label);
		if (items[i].run == queue)
			add_waiting(menu->session, &text);
		if (items[i].run == notices)
			add_count(menu->session, &text);
		rowlist_add(&menu->list, ATTR_NORMAL, items[i].key, "%s",
			    text.buf);
		str_release(&text);
	}
}

/* How many wait may have changed, here or at another terminal. */
static int fetch(void *data, const char *key, bool before, size_t n,
		 struct list_rows *rows, struct err *err)
{
	if (!before)
		build(data);
	return rowlist_fetch(data, key, before, n, rows, err);
}

/* The person picked a line: 0 go on, or UI_HANGUP. */
static int run_item(struct session *s, const char *key)
{
	struct err err = ERR_INIT;
	int rc = 0;

	session_refresh(s);
	for (size_t i = 0; i < ARRAY_SIZE(items); i++)
		if (streq(items[i].key, key))
			rc = items[i].run(s, &err);
	if (err.kind) {
		ui_message_err(&err);
		rc = 0;
	}
	err_release(&err);
	return rc;
}

int scr_menu(struct session *s)
{
	static const struct binding keys[] = {
		{ OP_BACK, N_("Leave"), NULL, N_("leave the program") },
		{ OP_LOCK, N_("Hide"), NULL, NULL },
		{ OP_NONE, NULL, NULL, NULL },
	};
	struct menu menu = { .session = s };
	struct listview lv = {
		.name = "menu",
		.data = &menu,
		.fetch = fetch,
		.bindings = keys,
		.title = title,
		.type = type,
	};
	int op;

	build(&menu);
	rowlist_start(&menu.list, &lv, NULL);
	for (;;) {
		menu.picked = NULL;
		op = listview_run(&lv);
		if (op == UI_HANGUP)
			break;
		if (op == OP_BACK && ui_ask(_("Leave the program?")) == ASK_YES)
			break;
		if (op == OP_ENTER)
			menu.picked = rowlist_target(&menu.list, &lv);
		if (menu.picked && run_item(s, menu.picked) == UI_HANGUP) {
			op = UI_HANGUP;
			break;
		}
	}
	free(lv.key);
	rowlist_release(&menu.list);
	return op == UI_HANGUP ? UI_HANGUP : 0;
}
