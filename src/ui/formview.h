/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A page made of a .screen. The page runs until a binding leaves it; the
 * current field is always left (checked and saved) first.
 */
#ifndef UI_FORMVIEW_H
#define UI_FORMVIEW_H

#include "form/form.h"
#include "ui/view.h"

struct formview {
	const char *screen; /* screens/NAME.screen, screens/help/NAME.ja.txt */
	const struct form_host *host;
	void *data; /* of the host, and of the functions below */
	/*
	 * Keys of this page besides those of every form. fn NULL: the field is
	 * left and formview_run returns the op. fn is called with win->data
	 * == this struct; the field has been left before.
	 */
	const struct binding *bindings;
	void (*title)(void *data, struct ui_title *title);
	/* Where to begin; NULL: where something wanted is missing, else in the
	 * first field. */
	const char *field;
	const char *path; /* the same, by path of the value */

	enum op leave;    /* a function of the host sets it: then the page is
			   * left with this op */
	struct form form; /* while it runs */
	enum op past;     /* Tab past the last field means this, e.g.
			   * OP_PAGE_NEXT; OP_NONE: round to the first */
};

#define FORMVIEW_BROKEN (-2)

/* Run the page. Returns the op it was left with, UI_HANGUP, or
 * FORMVIEW_BROKEN and the sentences when its screen cannot be read. */
int formview_run(struct formview *fv, struct err *err);

#endif
