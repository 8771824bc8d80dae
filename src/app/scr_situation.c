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
	PAGE_KEYS,
	{ OP_F6, N_("Next person"), NULL, N_("questions about the next one") },
	PAGE_KEYS_TURN(NULL),
	PAGE_KEY_SAVE,
	{ OP_NONE, NULL, NULL, NULL },
};

/* Whom is the path about that the page begins with? */
static void who_of_path(struct intake *in)
{
	const char *dot = strchr(in->path, '.');

	if (!*in->path) {
		questions_first_who(in);
		return;
	}
	in->who[0] = '\0';
	if (!dot || skip_prefix(in->path, "fact.", NULL))
		return;
	if ((size_t)(dot - in->path) < sizeof(in->who))
		snprintf(in->who, sizeof(in->who), "%.*s",
			 (int)(dot - in->path), in->path);
}

int scr_situation(struct intake *in, struct err *err)
{
	char first[RECORD_ID_SIZE];
	int op;

	who_of_path(in);
	memcpy(first, in->who, sizeof(first));
	do {
		questions_situation(in);
		op = page_form_past(in, "situation", keys, OP_NEXT, err);
		if (op != OP_F6 && op != OP_NEXT)
			return op;
		questions_next_who(in);
		/* F6 goes on round, Tab past the last question of the last
		 * person to the next page. */
	} while (op == OP_F6 || !streq(in->who, first));
	return OP_PAGE_NEXT;
}
