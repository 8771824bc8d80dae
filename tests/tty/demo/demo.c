/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A program with one screen of every kind of field, a list and questions, to
 * walk through the rooms form and ui. Values live in memory; when it ends it
 * writes them to the file it was given, one path=value a line.
 */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "ui/asktext.h"
#include "ui/dialog.h"
#include "ui/formview.h"
#include "ui/listview.h"
#include "ui/pager.h"

#define PEOPLE_N 100

struct pair {
	char *path, *value;
};

static struct pair values[100];
static size_t values_n;
static struct str members[10] = { [0 ... 9] = STR_INIT };
static size_t members_n;

static const char *get(void *data, const char *path)
{
	for (size_t i = 0; i < values_n; i++)
		if (streq(values[i].path, path))
			return values[i].value;
	return NULL;
}

static int leave(void *data, const char *path, const char *value,
		 struct err *err)
{
	size_t i = 0;

	if (strstr(value, "満杯"))
		return err_system(err, "ディスクがいっぱいで保存できません。");
	while (i < values_n && !streq(values[i].path, path))
		i++;
	if (i == values_n && values_n < ARRAY_SIZE(values))
		values[values_n++].path = xstrdup(path);
	free(values[i].value);
	values[i].value = xstrdup(value);
	return 0;
}

static const struct choice concerns[] = {
	{ "health", "病気や健康・障害", "びょうき" },
	{ "housing", "住まい", "すまい" },
	{ "income", "収入・生活費", "しゅうにゅう" },
	{ "debt", "債務", "さいむ" },
	{ "food", "食べるものがない", "たべるもの" },
};

static const struct choice *choices(void *data, const char *source, size_t *n)
{
	*n = streq(source, "concerns") ? ARRAY_SIZE(concerns) : 0;
	return concerns;
}

static const struct form_fact facts[] = {
	{ .label = "住まいとお金", .heading = true },
	{ .label = "家賃滞納", .path = "fact.arrears_rent" },
	{ .label = "食べるものはあるか",
	  .path = "fact.no_food",
	  .inverted = true },
	{ .label = "債務", .path = "fact.debt" },
	{ .label = "生活費不足", .path = "fact.low_income" },
	{ .label = "孤立", .path = "fact.isolated" },
};

static bool reading(void *data, const char *name, struct str *out)
{
	if (!streq(name, "佐藤"))
		return false;
	str_add(out, "さとう");
	return true;
}

static size_t row_count(void *data, const char *path)
{
	if (streq(path, "facts"))
		return ARRAY_SIZE(facts);
	return streq(path, "members") ? members_n : 4;
}

static void fact(void *data, const char *path, size_t row,
		 struct form_fact *out)
{
	*out = facts[row];
}

static void row_text(void *data, const char *path, size_t row, struct str *out)
{
	if (streq(path, "members"))
		str_add(out, members[row].buf);
	else
		str_addf(out, "行き先%zu", row + 1);
}

static int row(void *data, const char *path, enum form_row_op op, size_t i,
	       struct err *err)
{
	struct str swap;
	size_t other;

	if (streq(path, "places"))
		return err_input(err, "行き先%zuは満員です。", i + 1);
	switch (op) {
	case ROW_ADD:
		if (members_n < ARRAY_SIZE(members) &&
		    !ui_ask_text("続柄は何ですか", 20, INPUT_KANJI,
				 &members[members_n]))
			members_n++;
		break;
	case ROW_OPEN:
		ui_ask_text("続柄を直してください", 20, INPUT_KANJI,
			    &members[i]);
		break;
	case ROW_REMOVE:
		if (ui_ask("この世帯員を外しますか") != ASK_YES)
			break;
		str_release(&members[i]);
		for (; i + 1 < members_n; i++)
			members[i] = members[i + 1];
		str_init(&members[--members_n]);
		break;
	case ROW_UP:
	case ROW_DOWN:
		other = op == ROW_UP ? i - 1 : i + 1;
		swap = members[i];
		members[i] = members[other];
		members[other] = swap;
		break;
	}
	return 0;
}

static const struct form_host host = {
	.get = get,
	.leave = leave,
	.choices = choices,
	.row_count = row_count,
	.fact = fact,
	.row_text = row_text,
	.row = row,
	.reading = reading,
};

static void title(void *data, struct ui_title *t)
{
	t->page = "見本";
	t->page_no = 1;
	t->pages_n = 9;
	t->slot = "下書き 12";
	t->section = "社会福祉課";
	t->who = "窓口花子";
	t->date = "令和8年11月20日";
}

/* ---- a list of a hundred people ---- */

static int fetch(void *data, const char *key, bool before, size_t n,
		 struct list_rows *rows, struct err *err)
{
	int step = before ? -1 : 1;
	int i = key ? atoi(key) + step : before ? PEOPLE_N - 1 : 0;

	for (; n && i >= 0 && i < PEOPLE_N; i += step, n--) {
		char k[16], text[64];

		snprintf(k, sizeof(k), "%03d", i);
		snprintf(text, sizeof(text), "%03d 福生 太郎%d", i, i);
		list_rows_add(rows, k, text, ATTR_ROW);
	}
	return 0;
}

static unsigned show_list(struct window *win, enum op op)
{
	struct listview lv = {
		.name = "people",
		.header = "番号 名前",
		.empty = "だれもいません",
		.fetch = fetch,
		.title = title,
	};
	char *text;

	if (listview_run(&lv) == OP_ENTER) {
		text = xstrfmt("%s を選びました", lv.key);
		ui_message(text, false);
		free(text);
	}
	free(lv.key);
	return VIEW_REFRESH;
}

static const struct binding bindings[] = {
	{ .op = OP_WHY, .label = "一覧", .fn = show_list },
	{ .op = OP_SAVE, .label = "保存" },
	{ .op = OP_BACK, .label = "戻る" },
	{ .op = OP_NONE },
};

static void write_values(const char *path)
{
	FILE *f = fopen(path, "w");

	if (!f)
		die("%s cannot be written", path);
	for (size_t i = 0; i < values_n; i++)
		fprintf(f, "%s=%s\n", values[i].path, values[i].value);
	fclose(f);
}

int main(int argc, char **argv)
{
	struct err err = ERR_INIT;
	struct formview fv = {
		.screen = "demo",
		.host = &host,
		.bindings = bindings,
		.title = title,
	};
	int result;

	i18n_init();
	leave(NULL, "client.age_now", "56", &err);
	if (ui_start(&err)) {
		fprintf(stderr, "%s\n", err.text.buf);
		return err_status(&err);
	}
	result = formview_run(&fv, &err);
	ui_stop();
	if (argc > 1)
		write_values(argv[1]);
	if (result == FORMVIEW_BROKEN)
		fprintf(stderr, "%s\n", err.text.buf);
	err_release(&err);
	for (size_t i = 0; i < values_n; i++) {
		free(values[i].path);
		free(values[i].value);
	}
	for (size_t i = 0; i < ARRAY_SIZE(members); i++)
		str_release(&members[i]);
	return result == OP_SAVE ? 0 : result == UI_HANGUP ? 3 : 4;
}
