/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/overrides.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/json.h"
#include "base/mem.h"

static const char *dest_name(const struct profile *p, const char *code)
{
	int i = profile_dest(p, code);

	return i < 0 ? code : p->dest[i].name;
}

/* "A, 介護福祉課: 介護福祉課 推進員", lead first, out of a stored result. */
static char *proposed_words(const struct profile *p, const char *result)
{
	struct js *js = js_parse(result, strlen(result), "triage", NULL);
	const struct js *to = js ? js_get(js, "destinations") : NULL;
	struct str out = STR_INIT;

	if (js)
		str_addf(
			&out,
			"%s, %s:", str_or_empty(js_str(js_get(js, "urgency"))),
			dest_name(p, str_or_empty(js_str(js_get(js, "lead")))));
	for (size_t i = 0; to && i < js_len(to); i++)
		str_addf(&out, " %s",
			 dest_name(p, str_or_empty(js_str(
					      js_get(js_at(to, i), "to")))));
	js_free(js);
	return str_detach(&out);
}

static char *done_words(const struct profile *p, const char *action,
			const char *target, const char *urgency)
{
	const char *name = dest_name(p, target);

	if (streq(action, "add"))
		return *urgency ? xstrfmt(_("%s added, %s"), name, urgency)
				: xstrfmt(_("%s added"), name);
	if (streq(action, "drop"))
		return xstrfmt(_("%s left out"), name);
	if (streq(action, "lead"))
		return xstrfmt(_("%s leads"), name);
	return xstrfmt(_("urgency %s"), urgency);
}

static char *text_of(const struct rows *rows, size_t i, const char *column)
{
	return xstrdup(str_or_empty(rows_text(rows, i, column)));
}

static void take_row(struct override *o, const struct profile *p,
		     const struct rows *rows, size_t i)
{
	o->case_id = rows_int(rows, i, "case_id");
	snprintf(o->id, sizeof(o->id), "%s", rows_text(rows, i, "id"));
	o->number = text_of(rows, i, "number");
	o->at = text_of(rows, i, "at");
	o->staff = text_of(rows, i, "staff");
	o->reason = text_of(rows, i, "reason");
	o->proposed =
		proposed_words(p, str_or_empty(rows_text(rows, i, "result")));
	o->done = done_words(p, str_or_empty(rows_text(rows, i, "action")),
			     str_or_empty(rows_text(rows, i, "target")),
			     str_or_empty(rows_text(rows, i, "urgency")));
}

int overrides_list(struct overrides *out, struct store *s,
		   const struct profile *profile, int64_t case_id,
		   const char *id, int limit, struct err *err)
{
	struct rows rows = ROWS_INIT;
	int r = store_exec(s, Q_OVERRIDE_PAGE, &rows, err,
			   ARG_INT("case_id", case_id ? case_id : INT64_MAX),
			   ARG_TEXT("id", id), ARG_INT("limit", limit));

	*out = (struct overrides){ NULL };
	if (!r && rows.n) {
		out->item = xcalloc(rows.n, sizeof(*out->item));
		for (size_t i = 0; i < rows.n; i++)
			take_row(&out->item[out->n++], profile, &rows, i);
	}
	rows_release(&rows);
	return r;
}

void overrides_release(struct overrides *list)
{
	for (size_t i = 0; i < list->n; i++) {
		struct override *o = &list->item[i];

		free(o->number);
		free(o->at);
		free(o->staff);
		free(o->proposed);
		free(o->done);
		free(o->reason);
	}
	free(list->item);
	*list = (struct overrides){ NULL };
}
