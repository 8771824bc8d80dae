/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/questions.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/anyone.h"
#include "base/mem.h"
#include "domain/casebind.h"
#include "domain/guard.h"
#include "text/wrap.h"

#define QUESTION_COLS     62 /* of a row, beside its answer */
#define PUBLIC_ASSISTANCE "wants_public_assistance"

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

/* owner: "" the household, "client" or a member's id. A question is shown
 * whole: one too long for its row takes several, the answer in the last. */
static void add_fact(struct intake *in, const struct fact *f, const char *owner)
{
	char *words = words_of(f);
	struct wrap wrap = WRAP_INIT;

	wrap_text(&wrap, words, strlen(words), QUESTION_COLS);
	for (size_t i = 0; i < wrap.n; i++) {
		char *line =
			xstrndup(words + wrap.lines[i].pos, wrap.lines[i].len);

		if (i + 1 < wrap.n)
			add(in, line, NULL, false);
		else
			add(in, line,
			    xstrfmt("%s%sfact.%s", owner, *owner ? "." : "",
				    f->code),
			    f->how != FACT_TOLD && f->inverted);
	}
	wrap_release(&wrap);
	free(words);
}

static const char *answer_of(const struct intake *in, const struct fact *f,
			     const char *owner)
{
	char path[PATH_SIZE];

	snprintf(path, sizeof(path), "%s%sfact.%s", owner, *owner ? "." : "",
		 f->code);
	return intake_get(in, path);
}

static bool is_suicide_detail(const struct fact *f)
{
	return skip_prefix(f->code, "suicide_", NULL);
}

/* A few questions come only when others call for them, and stay once they were
 * answered: on public assistance where money, home, food or safety is at
 * stake, on plan and means of who wishes to die. */
static bool called_for(const struct intake *in, const struct fact *f,
		       const char *owner)
{
	char path[PATH_SIZE];
	struct case_bind bind;

	if (*answer_of(in, f, owner))
		return true;
	if (is_suicide_detail(f)) {
		snprintf(path, sizeof(path), "%s.fact.suicidal", owner);
		return streq(intake_get(in, path), "yes");
	}
	if (!streq(f->code, PUBLIC_ASSISTANCE))
		return true;
	case_bind(&bind, &in->draft.doc);
	return guard_at_stake(&bind.view);
}

/* Between which years an age lies: "70代" says enough, and what is unknown
 * anything. */
static void ages_of(const struct casefile *doc, const char *member, int *from,
		    int *to)
{
	char path[PATH_SIZE];
	int age = casefile_age(doc, member), decade;

	snprintf(path, sizeof(path), "%s.age_range", member);
	decade = atoi(casefile_get(doc, path));
	*from = age >= 0 ? age : decade;
	*to = age >= 0 ? age : decade > 0 ? decade + 9 : FACT_AGE_MAX;
}

bool questions_can_be(const struct intake *in, const struct fact *f,
		      const char *owner)
{
	char client[RECORD_ID_SIZE] = "", path[PATH_SIZE];
	int from, to;

	casefile_client(&in->draft.doc, client);
	if (streq(owner, "client"))
		owner = client;
	if (!*owner)
		return true;
	snprintf(path, sizeof(path), "%s.sex", owner);
	ages_of(&in->draft.doc, owner, &from, &to);
	return fact_of_ages(f, from, to) &&
	       fact_of_sex(f, intake_get(in, path));
}

bool questions_offer(const struct intake *in, const struct fact *f,
		     const char *owner)
{
	return *answer_of(in, f, owner) ||
	       (questions_can_be(in, f, owner) && called_for(in, f, owner));
}

/* One question about everybody, and below it who it is. */
static void add_anyone(struct intake *in, const char *code)
{
	struct str who = STR_INIT;

	add(in, xstrdup(anyone_question(code)),
	    xstrfmt(ANYONE_PREFIX "fact.%s", code), false);
	anyone_words(in, code, &who);
	if (who.len)
		add_heading(in, who.buf);
	str_release(&who);
}

static void add_tonight(struct intake *in, bool alone)
{
	const struct facts *facts = in->session->office.facts;

	for (size_t i = 0; i < facts->n; i++) {
		const struct fact *f = &facts->fact[i];
		const char *owner = f->level == FACT_PERSON ? "client" : "";

		if (!f->tonight || f->alone != alone ||
		    streq(f->code, PUBLIC_ASSISTANCE))
			continue;
		if (anyone_asks(f->code))
			add_anyone(in, f->code);
		else if (called_for(in, f, owner))
			add_fact(in, f, owner);
	}
}

/* After all the others, which may call for it. */
static void add_public_assistance(struct intake *in)
{
	const struct facts *facts = in->session->office.facts;
	int i = facts_find(facts, PUBLIC_ASSISTANCE);

	if (i >= 0 && called_for(in, &facts->fact[i], ""))
		add_fact(in, &facts->fact[i], "");
}

static const char *row_answer(const struct intake *in, const char *path)
{
	const char *code;

	return skip_prefix(path, ANYONE_PREFIX "fact.", &code)
		       ? anyone_answer(in, code)
		       : intake_get(in, path);
}

static const char *alone_heading(const struct intake *in)
{
	return questions_companion(in)
		       ? "同席者がいます。席を外してもらい、本人が一人のときに聞く"
		       : "本人が一人のときに聞く";
}

void questions_tonight(struct intake *in)
{
	clear(in);
	add_tonight(in, false);
	add_heading(in, alone_heading(in));
	add_tonight(in, true);
	add_public_assistance(in);
}

static bool is_open(const struct intake *in, const struct form_fact *row)
{
	return !row->heading && !*row_answer(in, row->path);
}

size_t questions_open(const struct intake *in)
{
	size_t n = 0;

	for (size_t i = 0; i < in->fact_n; i++)
		n += is_open(in, &in->fact_row[i]);
	return n;
}

void questions_first_open(const struct intake *in, char path[PATH_SIZE])
{
	for (size_t i = 0; i < in->fact_n; i++) {
		if (!is_open(in, &in->fact_row[i]))
			continue;
		snprintf(path, PATH_SIZE, "%s", in->fact_row[i].path);
		return;
	}
}

static bool is_client(const struct intake *in, const char *who)
{
	char client[RECORD_ID_SIZE] = "";

	casefile_client(&in->draft.doc, client);
	return streq(who, "client") || streq(who, client);
}

/* Facts that have their box on another page. The page on tonight asks about
 * the client, or about everybody; of the others such a fact can be written
 * here. */
static bool elsewhere(const struct intake *in, const struct fact *f)
{
	if (f->tonight)
		return f->level == FACT_HOUSEHOLD || is_client(in, in->who) ||
		       anyone_asks(f->code);
	return streq(f->code, "lives_together") ||
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

		if (f->level != level || elsewhere(in, f) || !takes(f, boxes) ||
		    !questions_offer(in, f, in->who))
			continue;
		if (!any)
			add_heading(in, heading);
		any = true;
		add_fact(in, f, in->who);
	}
}

static bool fits(const struct fact *f, uint32_t boxes)
{
	return f->how != FACT_TOLD && !f->alone && (f->boxes & boxes);
}

static bool fits_not(const struct fact *f, uint32_t boxes)
{
	return f->how != FACT_TOLD && !f->alone && !(f->boxes & boxes);
}

static bool alone(const struct fact *f, uint32_t boxes)
{
	return f->how != FACT_TOLD && f->alone;
}

static bool told(const struct fact *f, uint32_t boxes)
{
	return f->how == FACT_TOLD;
}

static void count(const struct intake *in, uint32_t boxes,
		  struct question_count *n)
{
	const struct facts *facts = in->session->office.facts;

	for (size_t i = 0; i < facts->n; i++) {
		const struct fact *f = &facts->fact[i];
		bool answered = *answer_of(in, f, in->who);

		if (f->level != (*in->who ? FACT_PERSON : FACT_HOUSEHOLD) ||
		    elsewhere(in, f))
			continue;
		n->answered += answered;
		n->fit_open += !answered && fits(f, boxes) &&
			       questions_offer(in, f, in->who);
	}
}

void questions_situation(struct intake *in)
{
	uint32_t boxes = ticked_boxes(in);

	clear(in);
	add_situation(in, "相談の種類に合う質問", fits, boxes);
	add_situation(in, alone_heading(in), alone, boxes);
	add_situation(in, "そのほかの質問", fits_not, boxes);
	add_situation(in, "話があったときだけ（こちらからは聞かない）", told,
		      boxes);
}

static void add_who(const struct intake *in, const char *who, struct str *out)
{
	if (!*who)
		str_add(out, "世帯のこと");
	else if (streq(who, "client"))
		str_add(out, "本人");
	else
		intake_member_words(in, who, out);
}

/* Who comes after in->who, "" when the turn is round. Without a client yet
 * one is asked about all the same: an answer makes one. */
static void next_who(const struct intake *in, char next[RECORD_ID_SIZE])
{
	struct record_ids ids;
	size_t i = 0;

	casefile_ids(&in->draft.doc, REC_MEMBER, &ids);
	if (streq(in->who, "client"))
		i = ids.n ? 1 : 0;
	else if (*in->who)
		while (i < ids.n && !streq(ids.id[i++], in->who))
			;
	if (!*in->who && !ids.n)
		snprintf(next, RECORD_ID_SIZE, "client");
	else
		snprintf(next, RECORD_ID_SIZE, "%s",
			 i < ids.n ? ids.id[i] : "");
}

void questions_who(const struct intake *in, struct str *out)
{
	char next[RECORD_ID_SIZE];

	add_who(in, in->who, out);
	next_who(in, next);
	str_add(out, "   次 → ");
	add_who(in, next, out);
}

void questions_next_who(struct intake *in)
{
	char next[RECORD_ID_SIZE];

	next_who(in, next);
	memcpy(in->who, next, sizeof(in->who));
}

struct question_count questions_count(struct intake *in)
{
	struct question_count n = { 0 };
	uint32_t boxes = ticked_boxes(in);

	in->who[0] = '\0';
	do {
		count(in, boxes, &n);
		questions_next_who(in);
	} while (*in->who);
	return n;
}

/* Does a question that fits the ticked boxes stand on this page, be it among
 * those to be asked alone? */
static bool any_fits(const struct intake *in, enum fact_level level)
{
	const struct facts *facts = in->session->office.facts;
	uint32_t boxes = ticked_boxes(in);

	for (size_t i = 0; i < facts->n; i++)
		if (facts->fact[i].level == level &&
		    !elsewhere(in, &facts->fact[i]) &&
		    (fits(&facts->fact[i], boxes) ||
		     (alone(&facts->fact[i], boxes) &&
		      (facts->fact[i].boxes & boxes))))
			return true;
	return false;
}

void questions_first_who(struct intake *in)
{
	in->who[0] = '\0';
	if (!any_fits(in, FACT_HOUSEHOLD) && any_fits(in, FACT_PERSON))
		questions_next_who(in);
}

bool questions_companion(const struct intake *in)
{
	return streq(intake_get(in, "intake.companion_present"), "yes");
}

bool questions_alone(const struct intake *in, const char *path)
{
	const struct facts *facts = in->session->office.facts;
	const char *code = strstr(path, "fact.");
	int i = code ? facts_find(facts, code + strlen("fact.")) : -1;

	return i >= 0 && facts->fact[i].alone;
}
