/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * 設定: the triage rules in use; another file tried on past cases, looked at,
 * and then put to use; what was decided otherwise by hand.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/admin.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "domain/ledger.h"
#include "domain/overrides.h"
#include "domain/replay.h"
#include "domain/rulefile.h"
#include "text/datein.h"
#include "text/moment.h"
#include "ui/asktext.h"
#include "ui/dialog.h"
#include "ui/pager.h"

#define OVERRIDES_MAX 200
#define PATH_MAX_N    200 /* characters */
#define WHY_MAX_N     200
#define YEAR_DAYS     365
#define SAY_EACH_S    0.5 /* how far it has come */

/* ---- a file on trial ---- */

struct trial {
	struct session *session;
	struct rulefile file;
	struct replay *replay;
	struct str since, text, why;
};

static void trial_release(struct trial *t)
{
	replay_release(t->replay);
	free(t->replay);
	rulefile_release(&t->file);
	str_release(&t->since);
	str_release(&t->text);
	str_release(&t->why);
}

/* Since when; all cases when nothing is said. 0, or -1: went back. */
static int ask_since(struct trial *t, struct err *err)
{
	struct date_ask ask = { .flags = DATE_NEAR_OK, .today = date_today() };
	struct date year_ago =
		date_from_days(date_to_days(ask.today) - YEAR_DAYS);
	char iso[CLOCK_DATE_SIZE];
	struct date_in in = { .form = DATE_EMPTY };

	date_to_iso(year_ago, iso);
	str_set(&t->since, iso);
	if (ui_ask_text("いつからのケースで試しますか（空欄はすべて）", 20,
			INPUT_DIRECT, &t->since) ||
	    date_read(&in, t->since.buf, &ask, err))
		return -1;
	str_reset(&t->since);
	if (in.form == DATE_EMPTY)
		return 0;
	date_to_iso(in.date, iso);
	str_set(&t->since, iso);
	return 0;
}

/* Nobody looks at a still screen. */
static bool say_how_far(void *data, long case_n)
{
	double *said = data, now = clock_seconds();
	char *words;

	if (now - *said < SAY_EACH_S)
		return true;
	*said = now;
	words = xstrfmt(_("Trying them: %ld cases so far"), case_n);
	ui_working(words);
	free(words);
	return true;
}

static int try_it(struct trial *t, struct err *err)
{
	const struct office *o = &t->session->office;
	double said = 0;

	replay_init(t->replay, o->rules, t->file.rules);
	if (replay_cases(t->replay, o->store, t->since.buf, say_how_far, &said,
			 err))
		return -1;
	ui_message(NULL, false);
	replay_words(t->replay, &t->text);
	return 0;
}

/* Who takes a duty from somebody says why. */
static bool agreed(struct trial *t)
{
	bool duty = t->replay->duty_lost_n || t->replay->duty_weaker_n;

	do {
		if (ui_ask_text(duty ? "義務が減ります。その理由（必ず）"
				     : "替える理由",
				WHY_MAX_N, INPUT_KANJI, &t->why))
			return false;
	} while (duty && !t->why.len);
	return ui_ask("この決まりを、すべての端末で使い始めますか？") ==
	       ASK_YES;
}

static int put_to_use(struct trial *t, struct err *err)
{
	struct session *s = t->session;

	if (rulefile_use(s->office.store, s->staff, &t->file, t->why.buf, err))
		return -1;
	session_refresh(s);
	return 0;
}

/* What would change, and then the question. */
static int show(struct trial *t, struct err *err)
{
	static const struct binding keys[] = {
		{ OP_SAVE, N_("Use"), NULL, N_("put these rules to use") },
		{ OP_NONE, NULL, NULL, NULL },
	};
	struct pager pager = { .title = "試した結果",
			       .text = t->text.buf,
			       .bindings = keys,
			       .help = "admin-replay" };
	int op = ui_page(&pager);

	if (op == UI_HANGUP)
		return UI_HANGUP;
	if (op == OP_SAVE && agreed(t))
		return put_to_use(t, err);
	return 0;
}

static int ask_file(struct trial *t, struct err *err)
{
	const struct office *o = &t->session->office;
	struct str path = STR_INIT;
	int rc = ui_ask_text("決まりのファイル（この計算機の中の場所）",
			     PATH_MAX_N, INPUT_ASCII, &path);

	if (!rc && path.len)
		rc = rulefile_read(&t->file, path.buf, o->profile, o->facts,
				   err);
	else
		rc = -1;
	str_release(&path);
	return rc;
}

/* shipped: back to the file of the program. UI_HANGUP, or 0. */
static int change(struct session *s, bool shipped, struct err *err)
{
	struct trial t = {
		.session = s,
		.file = RULEFILE_INIT,
		.replay = xcalloc(1, sizeof(*t.replay)),
		.since = STR_INIT,
		.text = STR_INIT,
		.why = STR_INIT,
	};
	const struct office *o = &s->office;
	int rc = shipped ? rulefile_shipped(&t.file, o->profile, o->facts, err)
			 : ask_file(&t, err);

	if (!rc)
		rc = ask_since(&t, err);
	if (!rc)
		rc = try_it(&t, err);
	if (!rc)
		rc = show(&t, err);
	trial_release(&t);
	return rc == UI_HANGUP && !err->kind ? UI_HANGUP : 0;
}

/* ---- decided by hand ---- */

static void add_override(const struct override *o, struct str *out)
{
	str_addf(out, "%s  ", o->number);
	moment_short(out, o->at);
	str_addf(out,
		 "  職員 %s\n  決まりの案：%s\n  決めたこと：%s\n"
		 "  理由：%s\n\n",
		 o->staff, o->proposed, o->done, o->reason);
}

static int overrides(struct session *s, struct err *err)
{
	struct store *store = s->office.store;
	struct overrides list = { NULL };
	struct str text = STR_INIT;
	int rc = ledger_event(store, "overrides-show", s->staff, 0, err);

	if (!rc)
		rc = overrides_list(&list, store, s->office.profile, 0, "",
				    OVERRIDES_MAX, err);
	for (size_t i = 0; i < list.n; i++)
		add_override(&list.item[i], &text);
	if (!list.n)
		str_add(&text, "手で変えたものはありません。");
	overrides_release(&list);
	if (!rc)
		rc = ui_page_text("決まりの案と違えたもの", text.buf);
	str_release(&text);
	return rc == UI_HANGUP && !err->kind ? UI_HANGUP : 0;
}

/* ---- the page ---- */

static void add_in_use(struct admin_page *page, struct err *err)
{
	struct session *s = page->session;
	const struct rules *rules = s->office.rules;
	struct rulefile f = RULEFILE_INIT;
	struct str when = STR_INIT;
	char *name;

	if (rulefile_in_use(&f, s->office.store, s->office.profile,
			    s->office.facts, err)) {
		rulefile_release(&f);
		return;
	}
	rowlist_add(&page->list, ATTR_NORMAL, NULL,
		    "  使っている決まり  版 %s"
		    "（%zu の決まり）",
		    rules->version, rules->n);
	rowlist_add(&page->list, ATTR_NORMAL, NULL, "  ハッシュ %.16s…",
		    rules->hash);
	if (f.id) {
		name = session_staff_name(s, f.staff);
		moment_short(&when, f.at);
		rowlist_add(&page->list, ATTR_NORMAL, NULL, "  %sから  %s  %s",
			    when.buf, name, f.why);
		free(name);
	}
	rowlist_add(&page->list, ATTR_NORMAL, NULL, "  ファイル %s",
		    f.shipped ? f.rules->name : "データベースの中");
	str_release(&when);
	rulefile_release(&f);
}

static void build(struct admin_page *page)
{
	struct err err = ERR_INIT;

	rowlist_clear(&page->list);
	rowlist_add(&page->list, ATTR_NORMAL, NULL, "%s", "");
	add_in_use(page, &err);
	rowlist_add(&page->list, ATTR_NORMAL, NULL, "%s", "");
	rowlist_add(&page->list, ATTR_NORMAL, "try",
		    "  1  直したファイルを過去のケースで試し、使い始める");
	rowlist_add(&page->list, ATTR_NORMAL, "shipped",
		    "  2  プログラムに付いている決まりに戻す");
	rowlist_add(&page->list, ATTR_NORMAL, "overrides",
		    "  3  決まりの案と違えて職員が決めたもの");
	if (err.kind)
		ui_message_err(&err);
	err_release(&err);
}

static unsigned type(void *data, const char *utf8, size_t len)
{
	static const char *const targets[] = { "try", "shipped", "overrides" };
	struct admin_page *page = data;
	size_t i = (size_t)(*utf8 - '1');

	if (len != 1 || i >= ARRAY_SIZE(targets))
		return VIEW_IGNORED;
	rowlist_start(&page->list, &page->lv, targets[i]);
	return VIEW_LEAVE;
}

static int run_item(struct admin_page *page)
{
	const char *target = rowlist_target(&page->list, &page->lv);
	struct err err = ERR_INIT;
	int rc = 0;

	if (streq(target, "overrides"))
		rc = overrides(page->session, &err);
	else if (target)
		rc = change(page->session, streq(target, "shipped"), &err);
	if (err.kind)
		ui_message_err(&err);
	err_release(&err);
	return rc;
}

int admin_rules(struct session *s)
{
	struct admin_page page;
	int op;

	admin_page_begin(&page, s, "振り分けの決まり", "admin-rules");
	page.lv.type = type;
	build(&page);
	rowlist_start(&page.list, &page.lv, NULL);
	while ((op = listview_run(&page.lv)) != UI_HANGUP && op != OP_BACK) {
		if (run_item(&page) == UI_HANGUP) {
			op = UI_HANGUP;
			break;
		}
		build(&page);
	}
	admin_page_end(&page);
	return op == UI_HANGUP ? UI_HANGUP : 0;
}
