/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A line under the drawing: name, path, type, options, label. Which option a
 * type takes is one table.
 */
#include <limits.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/nearest.h"
#include "form/parts.h"
#include "text/width.h"

#define BIT(type) (1u << (type))
#define TYPED                                                   \
	(BIT(FIELD_TEXT) | BIT(FIELD_KANJI) | BIT(FIELD_KANA) | \
	 BIT(FIELD_TEL) | BIT(FIELD_NUMBER) | BIT(FIELD_DATE) | \
	 BIT(FIELD_DATETIME) | BIT(FIELD_AREA))
#define ANSWERED (BIT(FIELD_CHOICE) | BIT(FIELD_FACT))
#define REGION                                                   \
	(BIT(FIELD_FACTS) | BIT(FIELD_TICKS) | BIT(FIELD_AREA) | \
	 BIT(FIELD_COMPUTED) | BIT(FIELD_BLOCK) | BIT(FIELD_LIST))

static const struct {
	const char *name;
	int least_cols, least_rows;
} types[FIELD_TYPE_N] = {
	[FIELD_TEXT] = { "text", 1, 1 },
	[FIELD_KANJI] = { "kanji", 2, 1 },
	[FIELD_KANA] = { "kana", 2, 1 },
	[FIELD_TEL] = { "tel", 3, 1 },
	[FIELD_NUMBER] = { "number", 1, 1 },
	[FIELD_DATE] = { "date", 9, 1 },          /* S64.12.31 */
	[FIELD_DATETIME] = { "datetime", 15, 1 }, /* R8.11.20 14:05 */
	[FIELD_CHOICE] = { "choice", 2, 1 },
	[FIELD_FACT] = { "fact", 10, 1 }, /* わからない */
	[FIELD_FACTS] = { "facts", 30, 1 },
	[FIELD_TICKS] = { "ticks", 10, 1 },
	[FIELD_AREA] = { "area", 4, 2 },
	[FIELD_COMPUTED] = { "computed", 1, 1 },
	[FIELD_BLOCK] = { "block", 10, 1 },
	[FIELD_LIST] = { "list", 10, 1 },
};

enum value_kind { NO_VALUE, COUNT, WHOLE_NUMBER, WORD, VALUES, INPUT };

static const struct option {
	const char *name;
	unsigned types;
	enum value_kind kind;
	size_t offset;
} options[] = {
#define AT(member) offsetof(struct screen_field, member)
	{ "limit", TYPED, COUNT, AT(limit) },
	{ "min", BIT(FIELD_NUMBER), WHOLE_NUMBER, AT(min) },
	{ "max", BIT(FIELD_NUMBER), WHOLE_NUMBER, AT(max) },
	{ "inverted", BIT(FIELD_FACT), NO_VALUE, AT(inverted) },
	{ "main", BIT(FIELD_TICKS), NO_VALUE, AT(main_mark) },
	{ "wanted", TYPED | ANSWERED, NO_VALUE, AT(wanted) },
	{ "past", BIT(FIELD_DATE) | BIT(FIELD_DATETIME), NO_VALUE, AT(past) },
	{ "private", TYPED, NO_VALUE, AT(private) },
	{ "input", TYPED, INPUT, AT(input) },
	{ "columns", BIT(FIELD_TICKS) | BIT(FIELD_FACTS), COUNT, AT(columns) },
	{ "age", BIT(FIELD_DATE), WORD, AT(age) },
	{ "decade", BIT(FIELD_DATE), WORD, AT(decade) },
	{ "reading", BIT(FIELD_KANJI), WORD, AT(reading) },
	{ "guess", BIT(FIELD_KANA), WORD, AT(guess) },
	{ "source", BIT(FIELD_CHOICE) | BIT(FIELD_TICKS), WORD, AT(source) },
	{ "values", BIT(FIELD_CHOICE) | BIT(FIELD_TICKS), VALUES, AT(choice) },
#undef AT
};

/* Where the word at *s ends; *s moves behind it. NULL at the end. */
static char *take_word(const char **s)
{
	const char *start = *s + strspn(*s, " \t");
	size_t len = strcspn(start, " \t");

	*s = start + len;
	return len ? xstrndup(start, len) : NULL;
}

static void did_you_mean(struct reader *r, const char *what, const char *word,
			 const struct nearest *near)
{
	if (near->best)
		fault(r, 0, _("%s '%s' is not known; did you mean '%s'?"), what,
		      word, near->best);
	else
		fault(r, 0, _("%s '%s' is not known"), what, word);
}

static int type_of(struct reader *r, const char *word)
{
	struct nearest near;

	for (int i = 0; i < FIELD_TYPE_N; i++)
		if (streq(types[i].name, word))
			return i;
	nearest_init(&near, word);
	for (int i = 0; i < FIELD_TYPE_N; i++)
		nearest_offer(&near, types[i].name);
	did_you_mean(r, _("the type"), word, &near);
	return -1;
}

/* values=code:label:reading,... */
static void read_values(struct reader *r, struct screen_field *f,
			const char *list)
{
	size_t alloc = 0;

	while (*list) {
		size_t len = strcspn(list, ",");
		char *entry = xstrndup(list, len);
		char *label = strchr(entry, ':');
		char *reading = label ? strchr(label + 1, ':') : NULL;

		list += len + (list[len] == ',');
		if (!label || label == entry || !label[1]) {
			fault(r, 0,
			      _("values=: '%s' is not code:label or "
				"code:label:reading"),
			      entry);
			free(entry);
			return;
		}
		*label = '\0';
		if (reading)
			*reading = '\0';
		ALLOC_GROW(f->choice, f->choice_n + 1, alloc);
		f->choice[f->choice_n++] = (struct choice){
			.code = xstrdup(entry),
			.label = xstrdup(label + 1),
			.reading = reading ? xstrdup(reading + 1) : NULL,
		};
		free(entry);
	}
}

static void set_number(struct reader *r, void *at, const struct option *o,
		       const char *text)
{
	char *end = NULL;
	long n = text ? strtol(text, &end, 10) : 0;

	if (!text || end == text || *end || n > INT_MAX || n < INT_MIN ||
	    (o->kind == COUNT && n < 1))
		fault(r, 0, _("%s= takes a number, not '%s'"), o->name,
		      str_or_empty(text));
	else if (o->kind == COUNT)
		*(int *)at = (int)n;
	else
		*(long *)at = n;
}

static const char *const inputs[INPUT_N] = {
	[INPUT_KANJI] = "kanji",       [INPUT_NAME] = "name",
	[INPUT_PLACE] = "place",       [INPUT_KANA] = "kana",
	[INPUT_KATAKANA] = "katakana", [INPUT_ASCII] = "ascii",
	[INPUT_DIRECT] = "direct",
};

static void set_input(struct reader *r, struct screen_field *f,
		      const char *word)
{
	struct nearest near;

	nearest_init(&near, word);
	for (int i = INPUT_BY_TYPE + 1; i < INPUT_N; i++) {
		if (streq(inputs[i], word)) {
			f->input = (enum field_input)i;
			return;
		}
		nearest_offer(&near, inputs[i]);
	}
	did_you_mean(r, _("the input"), word, &near);
}

/* As office programs in Japan do. */
static enum field_input usual_input(const struct screen_field *f)
{
	switch (f->type) {
	case FIELD_TEXT:
	case FIELD_AREA:
		return INPUT_KANJI;
	case FIELD_KANJI:
		return f->reading ? INPUT_NAME : INPUT_KANJI;
	case FIELD_KANA:
		return INPUT_KANA;
	default:
		return INPUT_DIRECT;
	}
}

static void set_option(struct reader *r, struct screen_field *f,
		       const struct option *o, const char *value)
{
	void *at = (char *)f + o->offset;

	if (o->kind == NO_VALUE && value) {
		fault(r, 0, _("'%s' stands alone, without ="), o->name);
	} else if (o->kind == NO_VALUE) {
		*(bool *)at = true;
	} else if (o->kind == COUNT || o->kind == WHOLE_NUMBER) {
		set_number(r, at, o, value);
	} else if (!value || !*value) {
		fault(r, 0, _("'%s' needs a value: %s=..."), o->name, o->name);
	} else if (o->kind == VALUES) {
		read_values(r, f, value);
	} else if (o->kind == INPUT) {
		set_input(r, f, value);
	} else {
		free(*(char **)at);
		*(char **)at = xstrdup(value);
	}
}

static void read_option(struct reader *r, struct screen_field *f, char *word)
{
	char *value = strchr(word, '=');
	struct nearest near;

	if (value)
		*value++ = '\0';
	for (size_t i = 0; i < ARRAY_SIZE(options); i++) {
		const struct option *o = &options[i];

		if (!streq(o->name, word))
			continue;
		if (o->types & BIT(f->type))
			set_option(r, f, o, value);
		else
			fault(r, 0, _("a %s field takes no '%s'"),
			      types[f->type].name, word);
		return;
	}
	nearest_init(&near, word);
	for (size_t i = 0; i < ARRAY_SIZE(options); i++)
		if (options[i].types & BIT(f->type))
			nearest_offer(&near, options[i].name);
	did_you_mean(r, _("the option"), word, &near);
}

/* "label" at the end of the line, cut off it; NULL when there is none. */
static char *take_label(struct reader *r, char *line)
{
	char *open = strchr(line, '"');
	char *close = open ? strchr(open + 1, '"') : NULL;
	char *label;

	if (!open)
		return NULL;
	if (!close || close[1 + strspn(close + 1, " \t")]) {
		fault(r, 0, _("the label stands last, in two quotes"));
		*open = '\0';
		return NULL;
	}
	label = xstrndup(open + 1, (size_t)(close - open) - 1);
	*open = '\0';
	return label;
}

static struct box *box_of(struct reader *r, const char *name)
{
	struct nearest near;

	for (size_t i = 0; i < r->picture.n; i++)
		if (streq(r->picture.box[i].name, name))
			return &r->picture.box[i];
	nearest_init(&near, name);
	for (size_t i = 0; i < r->picture.n; i++)
		nearest_offer(&near, r->picture.box[i].name);
	if (near.best)
		fault(r, 1,
		      _("there is no box [%s] in the picture; did you mean "
			"[%s]?"),
		      name, near.best);
	else
		fault(r, 1, _("there is no box [%s] in the picture"), name);
	return NULL;
}

static void place(struct screen_field *f, struct box *box)
{
	box->used = true;
	f->row = box->row;
	f->col = box->col;
	f->rows_n = box->rows_n;
	f->width_cols = box->width_cols;
	if (!f->label)
		f->label = xstrdup(*box->words ? box->words : box->name);
}

static void check_field(struct reader *r, const struct screen_field *f)
{
	bool chosen = f->type == FIELD_CHOICE || f->type == FIELD_TICKS;

	if (f->width_cols < types[f->type].least_cols ||
	    f->rows_n < types[f->type].least_rows)
		fault(r, 0,
		      _("a %s field needs a box of %d cells by %d rows or more; "
			"[%s] has %d by %d"),
		      types[f->type].name, types[f->type].least_cols,
		      types[f->type].least_rows, f->name, f->width_cols,
		      f->rows_n);
	if (f->rows_n > 1 && !(BIT(f->type) & REGION))
		fault(r, 0, _("a %s field has one row; [%s] has %d"),
		      types[f->type].name, f->name, f->rows_n);
	if (chosen && !f->source == !f->choice_n)
		fault(r, 0,
		      _("a %s field takes its list from source= or "
			"values=, one of them"),
		      types[f->type].name);
	if (f->columns > f->width_cols / 10)
		fault(r, 0, _("columns=%d: each needs ten cells"), f->columns);
}

/* age=, decade= and guess= name further places for values. */
static void check_terms(struct reader *r, const struct screen_field *f)
{
	const struct screen_terms *terms = r->terms;
	const char *const path[] = { f->path, f->age, f->decade, f->guess };

	for (size_t i = 0; i < ARRAY_SIZE(path); i++)
		if (path[i] &&
		    !terms->path(terms, r->screen->name, f->type, path[i]))
			fault(r, 0, _("the program keeps nothing at '%s'"),
			      path[i]);
	if (f->source && !terms->source(r->screen->name, f->source))
		fault(r, 0, _("source=%s: the program has no such list"),
		      f->source);
}

static struct screen_field *add_field(struct screen *s)
{
	struct screen_field *f;

	s->field = xrealloc(s->field, (s->field_n + 1) * sizeof(*s->field));
	f = &s->field[s->field_n++];
	*f = (struct screen_field){ .min = 1, .max = 0 };
	return f;
}

/* Name, path and type of f; false when the rest cannot be read. */
static bool read_begin(struct reader *r, struct screen_field *f,
		       const char **at)
{
	char *word;
	int type = -1;

	f->line = r->lines.no;
	f->name = take_word(at);
	f->path = take_word(at);
	word = take_word(at);
	if (!word)
		fault(r, 0,
		      _("a field is: name, path, type, options, \"label\""));
	else
		type = type_of(r, word);
	free(word);
	if (type >= 0)
		f->type = (enum field_type)type;
	return type >= 0;
}

void field_line(struct reader *r, const char *text)
{
	char *line = xstrdup(text);
	char *label = take_label(r, line);
	const char *at = line;
	struct screen_field *f;
	struct box *box = NULL;
	bool readable;
	char *word;

	f = add_field(r->screen);
	f->label = label;
	readable = read_begin(r, f, &at);
	if (f->name &&
	    screen_find(r->screen, f->name) < (int)r->screen->field_n - 1)
		fault(r, 1, _("the field '%s' is listed twice"), f->name);
	else if (f->name)
		box = box_of(r, f->name);
	if (box)
		place(f, box);
	while (readable && (word = take_word(&at))) {
		read_option(r, f, word);
		free(word);
	}
	if (f->input == INPUT_BY_TYPE)
		f->input = usual_input(f);
	if (readable && box)
		check_field(r, f);
	if (readable && r->terms)
		check_terms(r, f);
	if (f->min > f->max && (f->min != 1 || f->max != 0))
		fault(r, 0, _("min is larger than max: give both"));
	free(line);
}

void field_release(struct screen_field *f)
{
	for (size_t i = 0; i < f->choice_n; i++) {
		free((char *)f->choice[i].code);
		free((char *)f->choice[i].label);
		free((char *)f->choice[i].reading);
	}
	free(f->choice);
	free(f->name);
	free(f->path);
	free(f->label);
	free(f->age);
	free(f->decade);
	free(f->reading);
	free(f->guess);
	free(f->source);
}
