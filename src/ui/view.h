/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Views on a stack. A view is a const struct of functions; ui_open() puts it
 * on top, runs it until it leaves, and returns what it left with, so that a
 * sequence of pages reads as a plain sequence of calls. Resize, help, hangup
 * and the tick of the clock are looked after here.
 */
#ifndef UI_VIEW_H
#define UI_VIEW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "form/screen.h"
#include "ui/input.h"
#include "ui/op.h"
#include "ui/paint.h"

/* What a handler answers. */
enum {
	VIEW_IGNORED = 0,
	VIEW_HANDLED = 1,
	VIEW_REFRESH = 2, /* paint all of the view again */
	VIEW_LEAVE = 4,   /* win->result is what ui_open returns */
};

/* What ui_open returns when the line hung up; unwind and end. */
#define UI_HANGUP (-1)

struct window;

/* One operation a view understands. */
struct binding {
	enum op op;
	const char *label; /* N_(): in key bar and help; NULL: help only */
	unsigned (*fn)(struct window *win, enum op op); /* NULL: leave */
	const char *words; /* N_(): in the help, NULL: op_words() */
};

/* Where typing goes into a text, an input method may come between. */
struct text_place {
	const void *id; /* tells one field from another */
	enum field_input input;
	bool private;
};

struct view_text {
	/* False: nothing is typed here just now. */
	bool (*place)(struct window *win, struct text_place *place);
	/* Show this at the cursor, len 0: no longer; all in bytes. */
	void (*write)(struct window *win, const char *utf8, size_t len,
		      size_t cursor, size_t mark, size_t mark_len);
	/* Rows that the marked part of it takes, from the cursor's on. */
	int (*rows)(struct window *win);
	/* Finished text: as if it had been typed. */
	unsigned (*finish)(struct window *win, const char *utf8,
			   const char *reading);
	/* Take this away before the cursor; false: something else is there. */
	bool (*take_back)(struct window *win, const char *utf8);
};

struct view {
	const char *name; /* also of its help: screens/help/NAME.ja.txt */
	bool popup;       /* the view below stays visible */
	bool bare;        /* neither message row nor key bar */
	const struct binding *bindings; /* ends with OP_NONE */
	const struct view_text *text;   /* NULL: nothing is typed here */
	void (*open)(struct window *win);
	/* Before the view may be left by a key: false refuses (the field holds
	 * what cannot be, and the message row says so). May be NULL. */
	bool (*settle)(struct window *win);
	/* What no binding took: text, pastes, other keys. May be NULL. */
	unsigned (*key)(struct window *win, const struct event *ev, enum op op);
	/* Paint; all is false when only what changed need be painted. */
	void (*draw)(struct window *win, bool all);
	/* The cell of the cursor; NULL: bottom left. */
	void (*cursor)(struct window *win, int *row, int *col);
	/* A second has passed; return VIEW_REFRESH when data changed. */
	unsigned (*tick)(struct window *win);
	/* A second has passed, whatever became of the data. May be NULL. */
	unsigned (*second)(struct window *win);
	/* The terminal has another size. May be NULL. */
	void (*resize)(struct window *win);
	/* Hangup: put what is being typed on disk. */
	void (*save)(struct window *win);
	void (*close)(struct window *win);
};

struct window {
	const struct view *view;
	void *data;                 /* the argument of ui_open */
	const char *help;           /* name of the help, if not the view's */
	const struct binding *more; /* bindings of this window, before the
				     * view's; ends with OP_NONE or NULL */
	int result;
	bool dirty;
	struct window *below;
};

/* Text of the title row; all may be NULL. Borrowed until drawn. */
struct ui_title {
	const char *page;     /* 受付 */
	int page_no, pages_n; /* 1/9; 0: not shown */
	const char *slot;     /* case or draft number */
	const char *section;  /* cut where there is no room for all */
	const char *who;      /* of the staff */
	const char *date;
};

/* Start and end of the full-screen program. */
int ui_start(struct err *err);
void ui_stop(void);
/* Words of ours with the F-keys in them as this terminal has them: F2, or
 * Esc2. The caller's. */
char *ui_name_keys(const char *text);
/* Called once a second while idle; true when shared data changed. */
void ui_set_watch(bool (*changed)(void *data), void *data);

/*
 * While somebody sits here: OP_LOCK, or idle_s seconds without a key (0: never)
 * call lock, which opens a view that hides everything until it returns. The
 * views below stay as they are. NULL: there is nobody to lock. Then, unless
 * somebody else takes the terminal, back (may be NULL), which may open views,
 * too.
 */
void ui_set_lock(void (*lock)(void *data), void (*back)(void *data), void *data,
		 int idle_s);
/*
 * Somebody else takes the terminal: what is being typed is put on disk, and
 * every view is left as at a hangup. false: something typed cannot be put there
 * yet; then nothing happens.
 */
bool ui_walk_away(void);
/* All views are left: was it for that? Then others may be opened. */
bool ui_come_back(void);

/* Put a view on top and run it until it leaves. UI_HANGUP on hangup. */
int ui_open(const struct view *view, void *data);
/* The same with bindings of its own and another help page. */
int ui_open_with(const struct view *view, void *data,
		 const struct binding *more, const char *help);
/* Inside a handler: leave the view with this result. */
unsigned ui_leave(struct window *win, int result);

/* The title row of a full view; message row and key bar are looked after. */
void ui_draw_title(const struct ui_title *title);
/* One sentence in the message row, until the next key. NULL: none. */
void ui_message(const char *sentence, bool bad);
/* The same, unless something is being said already. */
void ui_hint(const char *sentence);
/* The same, and it is seen at once: for work that takes a while, between two
 * views. */
void ui_working(const char *sentence);
/* All sentences of err on the message row (the first; the rest in a pager
 * when there are several), and err is reset. */
void ui_message_err(struct err *err);

/* First row and number of rows between title and message. */
#define UI_BODY_ROW 1
int ui_body_rows(void);

#endif
