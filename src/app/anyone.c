/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/anyone.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "ui/dialog.h"

static const struct anyone {
	const char *code;
	const char *question;
	const char *who;      /* asks whose a yes is */
	const char *somebody; /* one who is not written down yet */
	bool client_first;    /* the first yes is the client's */
} anyone[] = {
	{
		.code = "acute_illness",
		.question = "いま急に具合が悪くなっている人はいますか。",
		.who = "具合が悪いのはだれですか",
		.somebody = "まだ書いていない人",
		.client_first = true,
	},
	{
		.code = "alone_dependant",
		.question =
			"いま、一人で残されている子や介護の要る人はいますか。",
		.who = "だれが一人ですか",
		.somebody = "まだ書いていない子、介護の要る人",
	},
};

static const struct anyone *find(const char *code)
{
	for (size_t i = 0; i < ARRAY_SIZE(anyone); i++)
		if (streq(anyone[i].code, code))
			return &anyone[i];
	return NULL;
}

bool anyone_asks(const char *code)
{
	return find(code);
}

const char *anyone_question(const char *code)
{
	return find(code)->question;
}

static const char *answer_of(const struct intake *in, const char *id,
			     const char *code)
{
	char path[PATH_SIZE];

	snprintf(path, sizeof(path), "%s.fact.%s", id, code);
	return intake_get(in, path);
}

static bool is_yes(const struct intake *in, const char *id, const char *code)
{
	return streq(answer_of(in, id, code), "yes");
}

static int set_of(struct intake *in, const char *id, const char *code,
		  const char *value, struct err *err)
{
	char name[PATH_SIZE];

	snprintf(name, sizeof(name), "fact.%s", code);
	return intake_set_of(in, id, name, value, err);
}

const char *anyone_answer(const struct intake *in, const char *code)
{
	const char *answer = answer_of(in, "client", code);
	struct record_ids ids;

	casefile_ids(&in->draft.doc, REC_MEMBER, &ids);
	for (size_t i = 0; i < ids.n; i++)
		if (is_yes(in, ids.id[i], code))
			return "yes";
	for (size_t i = 0; i < ids.n; i++)
		if (!*answer_of(in, ids.id[i], code))
			return "";
	return answer;
}

int anyone_joins(struct intake *in, const char *id, struct err *err)
{
	for (size_t i = 0; i < ARRAY_SIZE(anyone); i++) {
		const char *answer = answer_of(in, "client", anyone[i].code);

		if (*answer && !streq(answer, "yes") &&
		    set_of(in, id, anyone[i].code, answer, err))
			return -1;
	}
	return 0;
}

/* Nobody but the client: so it may be the first answer, given in a hurry. */
static bool client_alone(const struct intake *in, const char *code)
{
	struct record_ids ids;
	size_t n = 0;

	casefile_ids(&in->draft.doc, REC_MEMBER, &ids);
	for (size_t i = 0; i < ids.n; i++)
		n += is_yes(in, ids.id[i], code);
	return n == 1 && is_yes(in, "client", code);
}

void anyone_words(const struct intake *in, const char *code, struct str *out)
{
	const char *before = "  → ";
	struct record_ids ids;

	casefile_ids(&in->draft.doc, REC_MEMBER, &ids);
	for (size_t i = 0; i < ids.n; i++) {
		if (!is_yes(in, ids.id[i], code))
			continue;
		str_add(out, before);
		intake_member_words(in, ids.id[i], out);
		before = "、";
	}
	if (find(code)->client_first && client_alone(in, code))
		str_add(out, "   ほかの人なら、戻ってもう一度 y");
}

/* A yes is about somebody: a member, or one who is not written down yet. */
static int pick(struct intake *in, const struct anyone *a,
		char id[RECORD_ID_SIZE], struct err *err)
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
		.label = xstrdup(a->somebody),
	};
	/* A stray Enter writes nobody down who may not be there. */
	picked = ui_choose(a->who, choice, n, 0);
	if (picked >= 0)
		snprintf(id, RECORD_ID_SIZE, "%s", choice[picked].code);
	for (size_t i = 0; i < n; i++)
		free((char *)choice[i].label);
	if (picked < 0)
		return err_input(err, _("pick who it is"));
	if (*id)
		return 0;
	return draft_add(&in->draft, in->session->office.store, REC_MEMBER, id,
			 err) ||
			       anyone_joins(in, id, err)
		       ? -1
		       : 0;
}

static int set_yes(struct intake *in, const struct anyone *a, struct err *err)
{
	char id[RECORD_ID_SIZE];
	bool client_was;

	if (a->client_first && !streq(anyone_answer(in, a->code), "yes"))
		return set_of(in, "client", a->code, "yes", err);
	client_was = a->client_first && client_alone(in, a->code);
	if (pick(in, a, id, err))
		return -1;
	/* It was not the client, then. */
	if (client_was && set_of(in, "client", a->code, "no", err))
		return -1;
	return set_of(in, id, a->code, "yes", err);
}

int anyone_set(struct intake *in, const char *code, const char *value,
	       struct err *err)
{
	struct record_ids ids;

	if (streq(value, "yes"))
		return set_yes(in, find(code), err);
	if (set_of(in, "client", code, value, err))
		return -1;
	casefile_ids(&in->draft.doc, REC_MEMBER, &ids);
	for (size_t i = 0; i < ids.n; i++)
		if (set_of(in, ids.id[i], code, value, err))
			return -1;
	return 0;
}
