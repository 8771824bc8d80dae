/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/blank.h"

#include <string.h>

#include "base/clock.h"
#include "ui/frame.h"
#include "ui/term.h"

#define MINUTE_LEN 16 /* "2026-11-20T09:15" */

struct blank {
	const char *word;
	bool (*unlock)(void *data);
	void *data;
	char shown[CLOCK_SIZE]; /* up to the minute */
};

static void draw(struct window *win, bool all)
{
	struct blank *b = win->data;

	clock_now(b->shown);
	b->shown[MINUTE_LEN] = '\0';
	frame_centre(term_rows() / 2 - 1, b->shown + CLOCK_DATE_SIZE);
	frame_centre(term_rows() / 2 + 1, b->word);
}

static unsigned second(struct window *win)
{
	struct blank *b = win->data;
	char now[CLOCK_SIZE];

	clock_now(now);
	return strncmp(now, b->shown, MINUTE_LEN) ? VIEW_REFRESH : VIEW_IGNORED;
}

static unsigned any(struct window *win)
{
	struct blank *b = win->data;

	return b->unlock(b->data) ? ui_leave(win, 0) : VIEW_REFRESH;
}

static unsigned key(struct window *win, const struct event *ev, enum op op)
{
	return any(win);
}

/* These would be looked after elsewhere. */
static unsigned any_op(struct window *win, enum op op)
{
	return any(win);
}

static const struct binding bindings[] = {
	{ .op = OP_HELP, .fn = any_op },
	{ .op = OP_BACK, .fn = any_op },
	{ .op = OP_NONE },
};

static const struct view view = {
	.name = "blank",
	.bare = true,
	.bindings = bindings,
	.key = key,
	.draw = draw,
	.second = second,
};

int ui_blank(const char *word, bool (*unlock)(void *data), void *data)
{
	struct blank b = { .word = word, .unlock = unlock, .data = data };

	return ui_open(&view, &b);
}
