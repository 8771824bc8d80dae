/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/questions.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "text/width.h"

#define QUESTION_COLS 62 /* of a row, beside its answer */

static void clear(struct intake *in)
{
	for (size_t i = 0; i < in->fact_n; i++) {
		free((char *)in->fact_row[i].label);
		free((char *)in->fact_row[i].path);
	}
	in->fact_n = 0;
}

void questions_release(struct intake *in)
{
	clear(in);
	free(in->fact_row);
	in->fact_row = NULL;
	in->fact_alloc = 0;
}

static void add(struct intake *in, char *label /* takes */,
		char *path /* takes */, bool inverted)
{
	ALLOC_GROW(in->fact_row, in->fact_n + 1, in->fact_alloc);
	in->fact_row[in->fact_n++] = (struct form_fact){
		.label = label,
		.path = path,
		.inverted = inverted,
		.heading = !path,
	};
}

static void add_heading(struct intake *in, const char *words)
{
	add(in, xstrdup(words), NULL, false);
}

/* What the clerk sees: the question, or how else the fact is learned. */
static char *words_of(const struct fact *f)
{
	if (f->how == FACT_TOLD)
		return xstrdup(f->label);
	if (f->how == FACT_OBSERVE)
		return xstrfmt("（見て）%s", f->question);
	return xstrdup(f->question);
}

/* owner: "" the household, "client" or a member's id. A question too long for
 * its row stands over it. */
static void add_fact(struct intake *in, const struct fact *f, const char *owner)
{
	char *words = words_of(f);

	if (text_width(words, strlen(words)) > QUESTION_COLS) {
		add_heading(in, words);
		free(words);
		words = xstrfmt("  %s", f->label);
	}
	add(in, words,
	    xstrfmt("%s%sfact.%s", owner, *owner ? "." : "", f->code),
	    f->how != FACT_TOLD && f->inverted);
}

static bool is_suicide_detail(const struct fact *f)
{
	return skip_prefix(f->code, "suicide_", NULL);
}

static void add_tonight(struct intake *in, bool alone, bool suicide)
{
	const struct facts *facts = in->session->office.facts;

	for (size_t i = 0; i < facts->n; i++) {
		const struct fact *f = &facts->fact[i];

		if (!f->tonight || f->alone != alone ||
		    is_suicide_detail(f) != suicide ||
		    streq(f->code, "alone_dependant"))
			continue;
		add_fact(in, f, f->level == FACT_PERSON ? "client" : "");
	}
}

/* Nobody who cannot look after themselves is left alone: asked of each member,
 * and once more for one who has not been written down yet. */
static void add_alone_dependants(struct intake *in)
{
	const struct facts *facts = in->session->office.facts;
	int i = facts_find(facts, "alone_dependant");
	struct record_ids ids;

	if (i < 0)
		return;
	add_heading(in, "一人で残されている子、介護のいる人はいませんか");
	casefile_ids(&in->draft.doc, REC_MEMBER, &ids);
	for (size_t m = 0; m < ids.n; m++) {
		struct str label = STR_INIT;

		str_add(&label, "  ");
		intake_member_words(in, ids.id[m], &label);
		add(in, str_detach(&label),
		    xstrfmt("%s.fact.%s", ids.id[m], facts->fact[i].code),
		    false);
	}
	add(in, xstrdup("  まだ書いていない子、介護のいる人"),
	    xstrfmt(QUESTION_NEW_MEMBER "fact.%s", facts->fact[i].code), false);
}

void questions_tonight(struct intake *in)
{
	clear(in);
	add_tonight(in, false, false);
	add_alone_dependants(in);
	add_heading(in, "ここからは、本人が一人のときに聞く");
	add_tonight(in, true, false);
	add_heading(in, "死にたい気持ちに「はい」のとき");
	add_tonight(in, true, true);
}

/* Facts that have their box on another page. */
static bool elsewhere(const struct fact *f)
{
	return f->tonight || streq(f->code, "lives_together") ||
	       streq(f->code, "address_protected");
}

static uint32_t ticked_boxes(const struct intake *in)
{
	uint32_t boxes = 0;

	for (int c = 0; c < CONCERN_N; c++) {
		char path[PATH_SIZE];

		snprintf(path, sizeof(path), "concern.%s", concern_code(c));
		if (*intake_get(in, path))
			boxes |= CONCERN_BIT(c);
	}
	return boxes;
}

static void add_situation(struct intake *in, const char *heading,
			  bool (*takes)(const struct fact *, uint32_t),
			  uint32_t boxes)
{
	const struct facts *facts = in->session->office.facts;
	enum fact_level level = *in->who ? FACT_PERSON : FACT_HOUSEHOLD;
	bool any = false;

	for (size_t i = 0; i < facts->n; i++) {
		const struct fact *f = &facts->fact[i];

		if (f->level != level || elsewhere(f) || !takes(f, boxes))
			continue;
		if (!any)
			add_heading(in, heading);
		any = true;
		add_fact(in, f, in->who);
	}
}

static bool fits(const struct fact *f, uint32_t boxes)
{
	return f->how != FACT_TOLD && (f->boxes & boxes);
}

static bool fits_not(const struct fact *f, uint32_t boxes)
{
	return f->how != FACT_TOLD && !(f->boxes & boxes);
}

static bool told(const struct fact *f, uint32_t boxes)
{
	return f->how == FACT_TOLD;
}

void questions_situation(struct intake *in)
{
	uint32_t boxes = ticked_boxes(in);

	clear(in);
	add_situation(in, "相談の種類に合う質問", fits, boxes);
	add_situation(in, "そのほかの質問", fits_not, boxes);
	add_situation(in, "話があったときだけ（こちらからは聞かない）", told,
		      boxes);
}

void questions_who(const struct intake *in, struct str *out)
{
	if (!*in->who)
		str_add(out, "世帯のこと");
	else if (streq(in->who, "client"))
		str_add(out, "本人");
	else
		intake_member_words(in, in->who, out);
}

bool questions_next_who(struct intake *in)
{
	struct record_ids ids;
	size_t next = 0;

	casefile_ids(&in->draft.doc, REC_MEMBER, &ids);
	if (!*in->who && !ids.n) {
		/* No client yet: an answer makes one. */
		snprintf(in->who, sizeof(in->who), "client");
		return true;
	}
	if (*in->who) {
		while (next < ids.n && !streq(ids.id[next], in->who))
			next++;
		next++;
	}
	if (next >= ids.n) {
		in->who[0] = '\0';
		return false;
	}
	memcpy(in->who, ids.id[next], sizeof(in->who));
	return true;
}

int questions_new_member(struct intake *in, const char *rest, const char *value,
			 struct err *err)
{
	char id[RECORD_ID_SIZE], path[PATH_SIZE];

	if (!streq(value, "yes")) {
		/* Nobody is: that is kept with the client. */
		snprintf(path, sizeof(path), "client.%s", rest);
		return intake_set(in, path, value, err);
	}
	if (draft_add(&in->draft, in->session->office.store, REC_MEMBER, id,
		      err))
		return -1;
	snprintf(path, sizeof(path), "%s.%s", id, rest);
	if (intake_set(in, path, value, err))
		return -1;
	questions_tonight(in);
	return 0;
}
