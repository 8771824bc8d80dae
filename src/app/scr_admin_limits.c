/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 設定: until when a referral is received, contacted, answered. */
#include <stdlib.h>

#include "app/admin.h"
#include "app/screen_terms.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "domain/settings.h"
#include "ui/formview.h"

struct limits {
	struct session *session;
	struct str words; /* what get answered last */
};

/* "limit.AA.receive" */
static const char *get(void *data, const char *path)
{
	struct limits *l = data;
	const struct profile *p = l->session->office.profile;

	for (int u = 0; u < URGENCY_N; u++) {
		const struct urgency_rule *rule = &p->urgency[u];
		char *prefix =
			xstrfmt("limit.%s.", urgency_code((enum urgency)u));
		const char *what;
		bool mine = skip_prefix(path, prefix, &what);

		free(prefix);
		if (!mine)
			continue;
		if (streq(what, "label"))
			return rule->label;
		str_reset(&l->words);
		limit_words(streq(what, "receive")   ? rule->receive
			    : streq(what, "contact") ? rule->contact
						     : rule->answer,
			    &l->words);
		return l->words.buf;
	}
	return "";
}

static int leave(void *data, const char *path, const char *value,
		 struct err *err)
{
	struct limits *l = data;

	return admin_set(l->session, path, value, err);
}

static void title(void *data, struct ui_title *out)
{
	const struct limits *l = data;

	session_title(l->session, out);
	out->page = "期限";
}

int admin_limits(struct session *s)
{
	static const struct form_host host = { .terms = &screen_terms,
					       .get = get,
					       .leave = leave };
	static const struct binding keys[] = {
		{ OP_BACK, N_("Back"), NULL, NULL },
		{ OP_NONE, NULL, NULL, NULL },
	};
	struct limits l = { .session = s, .words = STR_INIT };
	struct formview fv = { .screen = "limits",
			       .host = &host,
			       .data = &l,
			       .bindings = keys,
			       .title = title };
	struct err err = ERR_INIT;
	int op = formview_run(&fv, &err);

	if (err.kind)
		ui_message_err(&err);
	err_release(&err);
	str_release(&l.words);
	return op == UI_HANGUP ? UI_HANGUP : 0;
}
