/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 設定: counters, roles and outside bodies with their telephones. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/admin.h"
#include "app/screen_terms.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "domain/settings.h"
#include "text/width.h"
#include "ui/formview.h"

#define NAME_COLS 36
#define TEL_COLS  16

static const char *kind_words(enum dest_kind kind)
{
	switch (kind) {
	case DEST_SECTION:
		return "課・窓口";
	case DEST_ROLE:
		return "役割";
	default:
		return "市の外の機関など";
	}
}

static void add_dest(struct admin_page *page, const struct dest *dest)
{
	struct str text = STR_INIT;

	str_add(&text, "  ");
	text_pad(&text, dest->name, NAME_COLS);
	text_pad(&text, *dest->tel ? dest->tel : "！未記入", TEL_COLS);
	str_add(&text, *dest->after_hours ? dest->after_hours : "！未記入");
	rowlist_add(&page->list, ATTR_ROW, dest->code, "%s", text.buf);
	str_release(&text);
}

static void build(struct admin_page *page)
{
	const struct profile *p = page->session->office.profile;

	rowlist_clear(&page->list);
	for (size_t i = 0; i < p->dest_n; i++) {
		if (!i || p->dest[i].kind != p->dest[i - 1].kind)
			rowlist_add(&page->list, ATTR_LABEL, NULL, " %s",
				    kind_words(p->dest[i].kind));
		add_dest(page, &p->dest[i]);
	}
}

/* ---- one of them ---- */

struct contact {
	struct session *session;
	char code[SETTING_KEY_SIZE];
};

static const struct dest *dest_of(const struct contact *c)
{
	const struct profile *p = c->session->office.profile;

	return &p->dest[profile_dest(p, c->code)];
}

static const char *get(void *data, const char *path)
{
	const struct dest *dest = dest_of(data);

	if (streq(path, "contact.name"))
		return dest->name;
	if (streq(path, "contact.window"))
		return dest->window;
	if (streq(path, "contact.tel"))
		return dest->tel;
	return dest->after_hours;
}

static int leave(void *data, const char *path, const char *value,
		 struct err *err)
{
	struct contact *c = data;
	char key[2 * SETTING_KEY_SIZE];

	snprintf(key, sizeof(key), "%s.%s", path + strlen("contact."), c->code);
	return admin_set(c->session, key, value, err);
}

static void title(void *data, struct ui_title *out)
{
	const struct contact *c = data;

	session_title(c->session, out);
	out->page = "連絡先";
}

static int change(struct session *s, const char *code)
{
	static const struct form_host host = { .terms = &screen_terms,
					       .get = get,
					       .leave = leave };
	static const struct binding keys[] = {
		{ OP_BACK, N_("Back"), NULL, NULL },
		{ OP_NONE, NULL, NULL, NULL },
	};
	struct contact c = { .session = s };
	struct formview fv = { .screen = "contact",
			       .host = &host,
			       .data = &c,
			       .bindings = keys,
			       .title = title,
			       .past = OP_BACK };
	struct err err = ERR_INIT;
	int op;

	snprintf(c.code, sizeof(c.code), "%s", code);
	op = formview_run(&fv, &err);
	if (err.kind)
		ui_message_err(&err);
	err_release(&err);
	return op == UI_HANGUP ? UI_HANGUP : 0;
}

int admin_dests(struct session *s)
{
	struct admin_page page;
	int op;

	admin_page_begin(&page, s, "課・窓口", "admin-dests");
	page.lv.header =
		"  つなぐ先                              電話            "
		"時間外";
	build(&page);
	rowlist_start(&page.list, &page.lv, NULL);
	while ((op = listview_run(&page.lv)) == OP_ENTER) {
		const char *target = rowlist_target(&page.list, &page.lv);

		if (target && change(s, target) == UI_HANGUP) {
			op = UI_HANGUP;
			break;
		}
		build(&page);
	}
	admin_page_end(&page);
	return op == UI_HANGUP ? UI_HANGUP : 0;
}
