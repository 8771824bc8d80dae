/* SPDX-License-Identifier: GPL-3.0-or-later */
/* お知らせ: what is late and what came back, a line each, at login and later.
 */
#include <stdlib.h>
#include <string.h>

#include "app/notices.h"
#include "app/screens.h"
#include "base/i18n.h"
#include "base/mem.h"

struct board {
	struct rowlist list; /* first: rowlist_fetch */
	struct session *session;
};

/* Is a line there that was not on the screen before? */
static bool any_new(const struct session *s, const struct rowlist *list)
{
	for (size_t i = 0; i < list->n; i++) {
		char *line = xstrfmt("\n%s\n", list->line[i].target);
		bool seen = s->noticed.len && strstr(s->noticed.buf, line);

		free(line);
		if (!seen)
			return true;
	}
	return false;
}

static void remember(struct session *s, const struct rowlist *list)
{
	str_set(&s->noticed, "\n");
	for (size_t i = 0; i < list->n; i++)
		str_addf(&s->noticed, "%s\n", list->line[i].target);
}

static int fetch(void *data, const char *key, bool before, size_t n,
		 struct list_rows *rows, struct err *err)
{
	struct board *board = data;

	if (!before && notices_gather(board->session, &board->list, err))
		return -1;
	remember(board->session, &board->list);
	return rowlist_fetch(data, key, before, n, rows, err);
}

static void title(void *data, struct ui_title *out)
{
	const struct board *board = data;

	session_title(board->session, out);
	out->page = "お知らせ";
}

/* Of a question without a name there is only its line in the queue. */
static int open_line(struct session *s, const char *target)
{
	int64_t case_id = atoll(target);

	return case_id ? scr_case(s, case_id) : scr_queue(s);
}

static int run(struct board *board)
{
	static const struct binding keys[] = {
		{ OP_NONE, NULL, NULL, NULL },
	};
	struct listview lv = {
		.name = "notices",
		.header = "なにが    急 番号       いつ           どのケース",
		.empty = "お知らせはありません。",
		.data = board,
		.fetch = fetch,
		.bindings = keys,
		.title = title,
	};
	int op;

	while ((op = listview_run(&lv)) == OP_ENTER) {
		const char *target = rowlist_target(&board->list, &lv);

		if (target && open_line(board->session, target) == UI_HANGUP) {
			op = UI_HANGUP;
			break;
		}
	}
	free(lv.key);
	return op == UI_HANGUP ? UI_HANGUP : 0;
}

int scr_notices(struct session *s, bool only_new)
{
	struct board board = { .session = s };
	struct err err = ERR_INIT;
	int rc = 0;

	if (notices_gather(s, &board.list, &err))
		ui_message_err(&err);
	else if (!only_new || any_new(s, &board.list))
		rc = run(&board);
	err_release(&err);
	rowlist_release(&board.list);
	return rc;
}
