/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two terminals changed the same fields: both versions, and the choice. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/rowlist.h"
#include "app/screens.h"
#include "app/value_words.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "text/moment.h"

struct clash {
	struct rowlist list; /* first: rowlist_fetch */
	struct intake *in;
	struct conflicts *conflicts;
	char key; /* typed: m or t, else 0 */
};

#define COLS 76

/* "主訴（本人の言葉で）": how a path is called. */
static void add_label(const struct intake *in, const char *path,
		      struct str *out)
{
	const struct field *field = casefile_field(&in->draft.doc, path);
	const char *code = strstr(path, "fact.");
	int fact = code ? facts_find(in->session->office.facts, code + 5) : -1;

	if (path[0] == 'm' && path[1] >= '0' && path[1] <= '9') {
		char id[RECORD_ID_SIZE];

		snprintf(id, sizeof(id), "%.*s", (int)strcspn(path, "."), path);
		intake_member_words(in, id, out);
		str_add(out, " ");
	}
	if (field)
		str_add(out, field->label);
	else if (fact >= 0)
		str_add(out, in->session->office.facts->fact[fact].label);
	else if (skip_prefix(path, "concern.", &code))
		str_add(out, concern_label(concern_from_code(code)));
	else if (strchr(path, '.'))
		str_add(out, path);
}

static void add_version(struct clash *clash, const struct conflict *c,
			const char *target, const char *words,
			const char *value, bool chosen)
{
	struct str text = STR_INIT;

	str_addf(&text, "  %s %s ", chosen ? "(*)" : "( )", words);
	value_words(clash->in, c->path, value, &text);
	rowlist_add_wrapped(&clash->list, chosen ? ATTR_NORMAL : ATTR_QUIET,
			    target, COLS, 12, text.buf);
	str_release(&text);
}

static void build(struct clash *clash)
{
	rowlist_clear(&clash->list);
	for (size_t i = 0; i < clash->conflicts->n; i++) {
		const struct conflict *c = &clash->conflicts->c[i];
		struct str head = STR_INIT, when = STR_INIT;
		char target[32];

		add_label(clash->in, c->path, &head);
		moment_short(&when, c->when);
		snprintf(target, sizeof(target), "%zu", i);
		rowlist_add(&clash->list, ATTR_LABEL, target, " %s   （%s %s）",
			    head.buf, c->who, when.buf);
		add_version(clash, c, target, "m 自分", c->mine,
			    c->choice == CHOOSE_MINE);
		add_version(clash, c, target, "t 相手", c->theirs,
			    c->choice == CHOOSE_THEIRS);
		str_release(&head);
		str_release(&when);
	}
}

static unsigned type(void *data, const char *utf8, size_t len)
{
	struct clash *clash = data;

	if (len == 1 && (*utf8 == 'm' || *utf8 == 't')) {
		clash->key = *utf8;
		return VIEW_LEAVE;
	}
	return VIEW_IGNORED;
}

static void title(void *data, struct ui_title *out)
{
	const struct clash *clash = data;

	page_title(clash->in, out);
	out->page = "同じ欄を直した人がいます";
	out->page_no = 0;
}

static bool all_chosen(const struct conflicts *conflicts)
{
	for (size_t i = 0; i < conflicts->n; i++)
		if (conflicts->c[i].choice == CHOOSE_NONE)
			return false;
	return true;
}

static void choose(struct clash *clash, const char *target)
{
	size_t i = target ? strtoul(target, NULL, 10) : clash->conflicts->n;

	if (i < clash->conflicts->n)
		clash->conflicts->c[i].choice =
			clash->key == 'm' ? CHOOSE_MINE : CHOOSE_THEIRS;
}

int scr_conflict(struct intake *in, struct conflicts *conflicts)
{
	static const struct binding keys[] = {
		{ OP_SAVE, N_("Save"), NULL, N_("save what was chosen") },
		{ OP_NONE, NULL, NULL, NULL },
	};
	struct clash clash = { .in = in, .conflicts = conflicts };
	struct listview lv = {
		.name = "conflict",
		.header = "m 自分の書いたほう、t 相手の書いたほうを残す。"
			  "選び終えたら F10",
		.data = &clash,
		.fetch = rowlist_fetch,
		.bindings = keys,
		.title = title,
		.type = type,
	};
	int op, rc = 1;

	build(&clash);
	rowlist_start(&clash.list, &lv, NULL);
	for (;;) {
		clash.key = 0;
		op = listview_run(&lv);
		if (clash.key) {
			choose(&clash, rowlist_target(&clash.list, &lv));
			build(&clash);
			continue;
		}
		if (op == UI_HANGUP)
			rc = UI_HANGUP;
		else if (op == OP_SAVE && all_chosen(conflicts))
			rc = 0;
		else if (op != OP_BACK) {
			ui_message(_("Choose m or t in each field first."),
				   true);
			continue;
		}
		break;
	}
	free(lv.key);
	rowlist_release(&clash.list);
	return rc;
}
