/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ime/endings.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/lines.h"
#include "base/mem.h"
#include "text/utf8.h"

/* Costs are in tenths of the cost of a plain phrase. */
#define COST_UNIT   10 /* of .1 and +1 */
#define COST_RANK   3  /* of the second writing of a reading, and so on */
#define COST_SUFFIX 55
#define COST_SHORT  30 /* a noun of one kana */
#define COST_BRIEF  5  /* of two; and a verb of one */

#define NEST_MAX  24 /* endings in one phrase, with the empty ones */
#define WORDS_MAX 3  /* words in one phrase */

enum step_kind { STEP_END, STEP_TEXT, STEP_WORD };

struct step {
	enum step_kind kind;
	int cost;
	const char *text; /* STEP_TEXT: kana; STEP_WORD: class */
	size_t text_len;
	const char *written; /* STEP_TEXT: NULL, or in the place of the kana */
	size_t written_len;
	int next; /* STEP_TEXT: state, -1: the phrase ends */
};

struct state {
	const char *name;
	struct step *step;
	size_t n, alloc;
	bool defined;
	int line; /* where it is first named */
};

struct endings {
	struct lines lines; /* owns every text */
	struct state *state;
	size_t n, alloc;
};

/* The state of this name, made when it is new. */
static int state_named(struct endings *e, const char *name)
{
	for (size_t i = 0; i < e->n; i++)
		if (streq(e->state[i].name, name))
			return (int)i;
	ALLOC_GROW(e->state, e->n + 1, e->alloc);
	e->state[e->n] = (struct state){ .name = name, .line = e->lines.no };
	return (int)e->n++;
}

static void add_step(struct endings *e, int state, const struct step *step)
{
	struct state *s = &e->state[state];

	ALLOC_GROW(s->step, s->n + 1, s->alloc);
	s->step[s->n++] = *step;
}

/* ".2", "text>state", ">state+1", "kana=written", "@class" */
static int read_step(struct endings *e, int state, char *word, struct err *err)
{
	struct step step = { .kind = STEP_TEXT, .text = word, .next = -1 };
	char *to = strchr(word, '>'), *cost, *written;

	if (*word == '.' || *word == '@') {
		step.kind = *word == '.' ? STEP_END : STEP_WORD;
		step.cost = *word == '.' ? COST_UNIT * atoi(word + 1) : 0;
		step.text++;
		step.text_len = strlen(step.text);
		add_step(e, state, &step);
		return 0;
	}
	if (to) {
		*to++ = '\0';
		if (!*to)
			return lines_err(&e->lines, 0, err,
					 _("a state is missing behind >"));
		cost = strchr(to, '+');
		if (cost) {
			*cost++ = '\0';
			step.cost = COST_UNIT * atoi(cost);
		}
		step.next = state_named(e, to);
	}
	written = strchr(word, '=');
	if (written) {
		*written++ = '\0';
		step.written = written;
		step.written_len = strlen(written);
	}
	step.text_len = strlen(word);
	if (!step.text_len && !to)
		return lines_err(&e->lines, 0, err, _("an ending is missing"));
	add_step(e, state, &step);
	return 0;
}

static int read_line(struct endings *e, char *line, struct err *err)
{
	char *save, *colon = strchr(line, ':');
	int state;

	if (!colon || colon == line)
		return lines_err(&e->lines, 0, err,
				 _("a line is \"state: endings\""));
	*colon = '\0';
	state = state_named(e, line);
	if (e->state[state].defined)
		return lines_err(&e->lines, 0, err,
				 _("the state %s is there twice"), line);
	e->state[state].defined = true;
	for (char *word = strtok_r(colon + 1, " \t", &save); word;
	     word = strtok_r(NULL, " \t", &save))
		if (read_step(e, state, word, err))
			return -1;
	return 0;
}

static int check_states(struct endings *e, struct err *err)
{
	for (size_t i = 0; i < e->n; i++) {
		if (e->state[i].defined)
			continue;
		e->lines.no = e->state[i].line;
		return lines_err(&e->lines, 0, err,
				 _("there is no line for the state %s"),
				 e->state[i].name);
	}
	return 0;
}

/* e->lines is open. */
static struct endings *read_all(struct endings *e, struct err *err)
{
	int rc = 0;

	for (char *line; !rc && (line = lines_next(&e->lines));)
		if (*line && *line != '#')
			rc = read_line(e, line, err);
	if (!rc)
		rc = check_states(e, err);
	if (!rc)
		return e;
	endings_free(e);
	return NULL;
}

struct endings *endings_from(const char *buf, size_t len, const char *name,
			     struct err *err)
{
	struct endings *e = xcalloc(1, sizeof(*e));

	lines_from(&e->lines, buf, len, name);
	return read_all(e, err);
}

struct endings *endings_load(const char *path, struct err *err)
{
	struct endings *e = xcalloc(1, sizeof(*e));

	if (!lines_open(&e->lines, path, err))
		return read_all(e, err);
	free(e);
	return NULL;
}

void endings_free(struct endings *e)
{
	if (!e)
		return;
	for (size_t i = 0; i < e->n; i++)
		free(e->state[i].step);
	free(e->state);
	lines_release(&e->lines);
	free(e);
}

/* One search: where it stands, and what it has written so far. */
struct walk {
	const struct endings *endings;
	const struct ending_words *words;
	const char *s;
	size_t len, at;
	struct str text;
	size_t stem_len;
	int cost, nest, words_n;
	const char *only; /* a class: others are not looked at */
	size_t only_len;
	bool bound, genitive;
	void (*fn)(void *data, const struct ending_phrase *phrase);
	void *data;
};

static void follow(struct walk *w, int state);

static void emit(struct walk *w, int cost)
{
	struct ending_phrase phrase = {
		.len = w->at,
		.text = w->text.buf,
		.stem_len = w->stem_len,
		.cost = w->cost + cost,
		.bound = w->bound,
		.genitive = w->genitive,
	};

	w->fn(w->data, &phrase);
}

static void follow_text(struct walk *w, const struct step *step)
{
	size_t text_len = w->text.len, at = w->at;
	bool genitive = w->genitive;

	if (step->text_len > w->len - at ||
	    memcmp(w->s + at, step->text, step->text_len) != 0)
		return;
	w->at += step->text_len;
	if (step->text_len)
		w->genitive = streq(step->text, "の");
	if (step->written)
		str_addn(&w->text, step->written, step->written_len);
	else
		str_addn(&w->text, step->text, step->text_len);
	w->cost += step->cost;
	if (step->next < 0)
		emit(w, 0);
	else
		follow(w, step->next);
	w->cost -= step->cost;
	str_setlen(&w->text, text_len);
	w->at = at;
	w->genitive = genitive;
}

static bool class_is(const char *class, size_t len, const char *name)
{
	return strlen(name) == len && !memcmp(class, name, len);
}

/* Costs of a word itself, on top of the phrase. Of verbs only the stem is
 * here, so that one kana says more than in a noun. */
static int word_cost(const struct ending_word *word, const char *s)
{
	size_t kana = utf8_count(s, word->reading_len);
	int cost = word->rank * COST_RANK;

	if (class_is(word->classes, word->classes_len, "si"))
		return cost; /* する: nothing is more usual */
	if (kana == 1)
		cost += class_is(word->classes, word->classes_len, "n")
				? COST_SHORT
				: COST_BRIEF;
	else if (kana == 2)
		cost += COST_BRIEF;
	return cost;
}

/* Go on as CLASS says, behind the word that was just taken. */
static void follow_class(struct walk *w, const char *class, size_t len)
{
	const struct endings *e = w->endings;

	if (w->only && (len != w->only_len || memcmp(class, w->only, len) != 0))
		return;
	w->bound = class_is(class, len, "pn");
	for (size_t i = 0; i < e->n; i++) {
		if (class_is(class, len, e->state[i].name)) {
			const char *only = w->only;

			w->only = NULL;
			follow(w, (int)i);
			w->only = only;
			return;
		}
	}
}

static void take_word(void *walk, const struct ending_word *word)
{
	struct walk *w = walk;
	struct walk before = *w;
	const char *class = word->classes;
	size_t left = word->classes_len;

	str_addn(&w->text, word->writing, word->writing_len);
	w->stem_len = w->text.len;
	w->cost += w->only ? COST_SUFFIX : word_cost(word, w->s + w->at);
	w->at += word->reading_len;
	w->words_n++;
	while (left) {
		const char *comma = memchr(class, ',', left);
		size_t len = comma ? (size_t)(comma - class) : left;

		/* A suffix stands behind another word only. */
		if (w->only || !class_is(class, len, "sfx"))
			follow_class(w, class, len);
		left -= comma ? len + 1 : len;
		class += len + 1;
	}
	str_setlen(&w->text, before.text.len);
	before.text = w->text;
	*w = before;
}

static void follow_words(struct walk *w, const struct step *step)
{
	const char *only = w->only;
	size_t only_len = w->only_len;

	if (w->words_n >= WORDS_MAX || w->at == w->len)
		return;
	w->only = step->text;
	w->only_len = step->text_len;
	w->words->each(w->words->data, w->s + w->at, w->len - w->at, take_word,
		       w);
	w->only = only;
	w->only_len = only_len;
}

static void follow(struct walk *w, int state)
{
	const struct state *s = &w->endings->state[state];

	if (w->nest == NEST_MAX)
		return;
	w->nest++;
	for (size_t i = 0; i < s->n; i++) {
		const struct step *step = &s->step[i];

		if (step->kind == STEP_END)
			emit(w, step->cost);
		else if (step->kind == STEP_WORD)
			follow_words(w, step);
		else
			follow_text(w, step);
	}
	w->nest--;
}

void endings_phrases(const struct endings *endings,
		     const struct ending_words *words, const char *s,
		     size_t len,
		     void (*fn)(void *data, const struct ending_phrase *phrase),
		     void *data)
{
	struct walk w = {
		.endings = endings,
		.words = words,
		.s = s,
		.len = len,
		.text = STR_INIT,
		.fn = fn,
		.data = data,
	};

	words->each(words->data, s, len, take_word, &w);
	str_release(&w.text);
}

void endings_after_noun(
	const struct endings *endings, const struct ending_words *words,
	const char *s, size_t len, const char *text,
	void (*fn)(void *data, const struct ending_phrase *phrase), void *data)
{
	struct walk w = {
		.endings = endings,
		.words = words,
		.s = s,
		.len = len,
		.text = STR_INIT,
		.words_n = 1,
		.fn = fn,
		.data = data,
	};

	str_set(&w.text, text);
	w.stem_len = w.text.len;
	follow_class(&w, "num", 3);
	str_release(&w.text);
}
