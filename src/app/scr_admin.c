/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 設定: what an administrator looks after, a page each. */
#include <stdlib.h>

#include "app/admin.h"
#include "app/screens.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "domain/settings.h"

static const struct {
	const char *key, *label, *words;
	int (*run)(struct session *s);
} items[] = {
	{ "1", "課・窓口", "電話と時間外の連絡先", admin_dests },
	{ "2", "職員", "加える、役割を変える、合言葉、退職と引き継ぎ",
	  admin_staff },
	{ "3", "期限", "緊急度ごとに、いつまでに受け取り、返すか",
	  admin_limits },
	{ "4", "休日", "祝日、開庁の時間、市だけの休み", admin_days },
	{ "5", "振り分けの決まり", "使っている決まり、試してから替える",
	  admin_rules },
};

int admin_set(struct session *s, const char *key, const char *value,
	      struct err *err)
{
	if (setting_change(s->office.store, s->staff, s->office.profile, key,
			   value, err))
		return -1;
	return office_refresh(&s->office, err) < 0 ? -1 : 0;
}

static void title(void *data, struct ui_title *out)
{
	const struct admin_page *page = data;

	session_title(page->session, out);
	out->page = page->title;
}

void admin_page_begin(struct admin_page *page, struct session *s,
		      const char *page_title, const char *help)
{
	*page = (struct admin_page){
		.session = s,
		.title = page_title,
		.lv = { .name = help,
			.data = page,
			.fetch = rowlist_fetch,
			.title = title },
	};
}

void admin_page_end(struct admin_page *page)
{
	free(page->lv.key);
	rowlist_release(&page->list);
}

/* What is not changed here is in files. */
static void build(struct admin_page *page)
{
	char *path = profile_path(page->session->office.profile->code,
				  "profile.yaml");

	rowlist_clear(&page->list);
	rowlist_add(&page->list, ATTR_NORMAL, NULL, "%s", "");
	for (size_t i = 0; i < ARRAY_SIZE(items); i++)
		rowlist_add(&page->list, ATTR_NORMAL, items[i].key,
			    "  %s  %s（%s）", items[i].key, items[i].label,
			    items[i].words);
	rowlist_add(&page->list, ATTR_NORMAL, NULL, "%s", "");
	rowlist_add(
		&page->list, ATTR_NORMAL, NULL,
		"  名前・地区・会議など、ここにないことはファイルを直します：");
	rowlist_add(&page->list, ATTR_NORMAL, NULL, "    %s", path);
	free(path);
}

/* A digit is as good as Enter on its line. */
static unsigned type(void *data, const char *utf8, size_t len)
{
	struct admin_page *page = data;

	for (size_t i = 0; i < ARRAY_SIZE(items); i++)
		if (len == 1 && *utf8 == *items[i].key) {
			rowlist_start(&page->list, &page->lv, items[i].key);
			return VIEW_LEAVE;
		}
	return VIEW_IGNORED;
}

static int run_item(struct admin_page *page)
{
	const char *key = rowlist_target(&page->list, &page->lv);

	for (size_t i = 0; key && i < ARRAY_SIZE(items); i++)
		if (streq(items[i].key, key))
			return items[i].run(page->session);
	return 0;
}

int scr_admin(struct session *s)
{
	struct admin_page page;
	int op;

	admin_page_begin(&page, s, "設定", "admin");
	page.lv.type = type;
	build(&page);
	rowlist_start(&page.list, &page.lv, NULL);
	do {
		op = listview_run(&page.lv);
		if (op != UI_HANGUP && op != OP_BACK)
			op = run_item(&page);
	} while (op != UI_HANGUP && op != OP_BACK);
	admin_page_end(&page);
	return op == UI_HANGUP ? UI_HANGUP : 0;
}
