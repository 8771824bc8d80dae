/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 状況: the facts of the household and of each member in turn. */
#include <stdio.h>
#include <string.h>

#include "app/questions.h"
#include "app/screens.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "ui/formview.h"

static const struct binding keys[] = {
	{ OP_TONIGHT, N_("Tonight"), NULL, N_("the page on safety tonight") },
	{ OP_BACK, N_("Back"), NULL, N_("back; what was typed is kept") },
	{ OP_PAGES, N_("Pages"), NULL, N_("go to another page") },
	{ OP_F6, N_("Next person"), NULL, N_("questions about the next one") },
	{ OP_PAGE_PREV, N_("Previous"), NULL, N_("the page before") },
	{ OP_PAGE_NEXT, N_("Next"), NULL, N_("the page after") },
	{ OP_SAVE, N_("Sign off"), NULL, N_("sign the intake off") },
	{ OP_NONE, NULL, NULL, NULL },
};

/* Whom is the path about that the page begins with? */
static void who_of_path(struct intake *in)
{
	const char *dot = strchr(in->path, '.');

	in->who[0] = '\0';
	if (!dot || skip_prefix(in->path, "fact.", NULL))
		return;
	if ((size_t)(dot - in->path) < sizeof(in->who))
		snprintf(in->who, sizeof(in->who), "%.*s",
			 (int)(dot - in->path), in->path);
}

int scr_situation(struct intake *in, struct err *err)
{
	int op;

	who_of_path(in);
	do {
		questions_situation(in);
		op = page_form(in, "situation", keys, err);
		if (op == OP_F6)
			questions_next_who(in);
	} while (op == OP_F6);
	return op;
}
