/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/anyone.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "ui/dialog.h"

#define ALONE_FACT "fact.alone_dependant"

static const char *answer_of(const struct intake *in, const char *id)
{
	char path[PATH_SIZE];

	snprintf(path, sizeof(path), "%s." ALONE_FACT, id);
	return intake_get(in, path);
}

static bool is_alone(const struct intake *in, const char *id)
{
	return streq(answer_of(in, id), "yes");
}

const char *anyone_answer(const struct intake *in)
{
	const char *answer = answer_of(in, "client");
	struct record_ids ids;

	casefile_ids(&in->draft.doc, REC_MEMBER, &ids);
	for (size_t i = 0; i < ids.n; i++)
		if (is_alone(in, ids.id[i]))
			return "yes";
	for (size_t i = 0; i < ids.n; i++)
		if (!*answer_of(in, ids.id[i]))
			return "";
	return answer;
}

int anyone_joins(struct intake *in, const char *id, struct err *err)
{
	const char *answer = answer_of(in, "client");

	if (!*answer || streq(answer, "yes"))
		return 0;
	return intake_set_of(in, id, ALONE_FACT, answer, err);
}

void anyone_words(const struct intake *in, struct str *out)
{
	const char *before = "  → ";
	struct record_ids ids;

	casefile_ids(&in->draft.doc, REC_MEMBER, &ids);
	for (size_t i = 0; i < ids.n; i++) {
		if (!is_alone(in, ids.id[i]))
			continue;
		str_add(out, before);
		intake_member_words(in, ids.id[i], out);
		before = "、";
	}
}

/* A yes is about somebody: a member, or one who is not written down yet. */
static int pick_alone(struct intake *in, char id[RECORD_ID_SIZE],
		      struct err *err)
{
	struct record_ids ids;
	struct choice choice[ARRAY_SIZE(ids.id) + 2] = { 0 };
	char client[RECORD_ID_SIZE];
	size_t n = 0;
	int picked;

	casefile_ids(&in->draft.doc, REC_MEMBER, &ids);
	for (size_t i = 0; i < ids.n; i++) {
		struct str words = STR_INIT;

		intake_member_words(in, ids.id[i], &words);
		choice[n++] = (struct choice){ .code = ids.id[i],
					       .label = str_detach(&words) };
	}
	if (!casefile_client(&in->draft.doc, client))
		choice[n++] = (struct choice){ .code = "client",
					       .label = xstrdup("本人") };
	choice[n++] = (struct choice){
		.code = "",
		.label = xstrdup("まだ書いていない子、介護の要る人"),
	};
	picked = ui_choose("だれが一人ですか", choice, n, n - 1);
	if (picked >= 0)
		snprintf(id, RECORD_ID_SIZE, "%s", choice[picked].code);
	for (size_t i = 0; i < n; i++)
		free((char *)choice[i].label);
	if (picked < 0)
		return err_input(err, _("pick who it is"));
	return *id ? 0
		   : draft_add(&in->draft, in->session->office.store,
			       REC_MEMBER, id, err);
}

int anyone_set(struct intake *in, const char *value, struct err *err)
{
	char id[RECORD_ID_SIZE] = "client";
	struct record_ids ids;

	if (streq(value, "yes")) {
		if (pick_alone(in, id, err))
			return -1;
		return intake_set_of(in, id, ALONE_FACT, value, err);
	}
	if (intake_set_of(in, id, ALONE_FACT, value, err))
		return -1;
	casefile_ids(&in->draft.doc, REC_MEMBER, &ids);
	for (size_t i = 0; i < ids.n; i++)
		if (intake_set_of(in, ids.id[i], ALONE_FACT, value, err))
			return -1;
	return 0;
}
