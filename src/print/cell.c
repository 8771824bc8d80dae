/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What stands between two bars of a form file, or in a paragraph: marks
 * (!more !min=12), text, {values}, [boxes], ruby, lines for the pen.
 */
#include <math.h>
#include <string.h>

#include <glib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/nearest.h"
#include "print/reader.h"

#define RUBY_BAR   "｜"
#define RUBY_OPEN  "《"
#define RUBY_CLOSE "》"
#define TICK       "○"
#define BLANK      "　"

#define CELL_MM_MAX 250.0

void cell_release(struct cell *cell)
{
	for (size_t i = 0; i < cell->parts_n; i++) {
		free(cell->part[i].text);
		free(cell->part[i].code);
	}
	free(cell->part);
	memset(cell, 0, sizeof(*cell));
}

bool part_idle(const struct part *part, const struct str *text, size_t from)
{
	char last = text->len > from ? text->buf[text->len - 1] : '\n';

	return last == '\n' && streq(part->text, BLANK);
}

static struct part *add_part(struct cell *cell, enum part_kind kind)
{
	struct part *part;

	ALLOC_GROW(cell->part, cell->parts_n + 1, cell->alloc);
	part = &cell->part[cell->parts_n++];
	memset(part, 0, sizeof(*part));
	part->kind = kind;
	part->key = -1;
	return part;
}

static bool starts(const char *p, const char *end, const char *word)
{
	size_t len = strlen(word);

	return (size_t)(end - p) >= len && !memcmp(p, word, len);
}

/* A number of millimetres that fills s up to its end; NAN when it is none. */
static double millimetres(const char *s)
{
	char *rest;
	double mm = g_ascii_strtod(s, &rest);

	if (rest == s || *rest || !isfinite(mm) || mm < 0 || mm > CELL_MM_MAX)
		return NAN;
	return mm;
}

static const struct {
	const char *word;
	size_t offset; /* of a bool in struct cell */
} switches[] = {
	{ "more", offsetof(struct cell, more) },
	{ "hide", offsetof(struct cell, hide) },
	{ "fill", offsetof(struct cell, fill) },
	{ "top", offsetof(struct cell, top) },
	{ "phrases", offsetof(struct cell, phrases) },
};

static const char *nearest_mark(const struct reader *r, const char *word)
{
	static const char *const others[] = { "left", "center",   "right",
					      "min=", "columns=", "with=" };
	struct nearest near;

	nearest_init(&near, word);
	for (size_t i = 0; i < ARRAY_SIZE(switches); i++)
		nearest_offer(&near, switches[i].word);
	for (size_t i = 0; i < ARRAY_SIZE(others); i++)
		nearest_offer(&near, others[i]);
	for (size_t i = 0; i < r->paper->fonts_n; i++)
		nearest_offer(&near, r->paper->font[i].name);
	return near.best;
}

static const char *nearest_key(const char *word)
{
	struct nearest near;
	size_t n;
	const struct sheet_key *keys = sheet_keys(&n);

	nearest_init(&near, word);
	for (size_t i = 0; i < n; i++)
		nearest_offer(&near, keys[i].key);
	return near.best;
}

/* The number of a key, or -1 after a fault. */
static int find_key(struct reader *r, const char *at, const char *word)
{
	int key = sheet_key_find(word);
	const char *near;

	if (key >= 0)
		return key;
	near = nearest_key(word);
	if (near)
		return reader_fault(r, at,
				    _("there is no value \"%s\"; did "
				      "you mean \"%s\"?"),
				    word, near);
	return reader_fault(r, at, _("there is no value \"%s\""), word);
}

/* The same of one whose value may stand here. */
static int read_key(struct reader *r, const char *at, const char *word,
		    const struct cell *cell)
{
	int key = find_key(r, at, word);
	const struct sheet_key *k;

	if (key < 0)
		return -1;
	k = &sheet_keys(NULL)[key];
	if (k->list != SHEET_ONCE && k->list != r->each)
		return reader_fault(r, at,
				    _("\"%s\" has a value for each row of a "
				      "list: put @each before its row"),
				    word);
	if (k->sensitive && !cell->hide)
		return reader_fault(r, at,
				    _("\"%s\" may have to be withheld: mark "
				      "its place with !hide"),
				    word);
	return key;
}

/* "visitor.name,visitor.tel": beside any of these values. */
static int read_with(struct reader *r, const char *at, const char *list,
		     struct cell *cell)
{
	while (*list) {
		size_t len = strcspn(list, ",");
		char *word = xstrndup(list, len);
		int key = find_key(r, at, word);

		free(word);
		if (key < 0)
			return -1;
		if (cell->with_n == WITH_MAX)
			return reader_fault(r, at, _("at most %d values"),
					    WITH_MAX);
		cell->with[cell->with_n++] = key;
		list += len + (list[len] == ',');
	}
	return 0;
}

static int read_mark(struct reader *r, const char *at, const char *word,
		     struct cell *cell)
{
	static const char *const aligns[] = {
		[ALIGN_LEFT] = "left",
		[ALIGN_CENTER] = "center",
		[ALIGN_RIGHT] = "right",
	};
	const char *arg, *near;

	for (size_t i = 0; i < ARRAY_SIZE(switches); i++)
		if (!strcmp(word, switches[i].word)) {
			*(bool *)((char *)cell + switches[i].offset) = true;
			return 0;
		}
	for (size_t i = 0; i < ARRAY_SIZE(aligns); i++)
		if (!strcmp(word, aligns[i])) {
			cell->align = (enum align)i;
			return 0;
		}
	for (size_t i = 0; i < r->paper->fonts_n; i++)
		if (!strcmp(word, r->paper->font[i].name)) {
			cell->font = (int)i;
			return 0;
		}
	if (skip_prefix(word, "min=", &arg)) {
		cell->min_mm = millimetres(arg);
		if (!isnan(cell->min_mm))
			return 0;
		cell->min_mm = 0;
		return reader_fault(r, at,
				    _("\"%s\" is no height in millimetres "
				      "(0 to 250)"),
				    arg);
	}
	if (skip_prefix(word, "with=", &arg))
		return read_with(r, at, arg, cell);
	if (skip_prefix(word, "columns=", &arg)) {
		double n = millimetres(arg);

		if (n >= 1 && n <= 12 && n == floor(n)) {
			cell->columns = (int)n;
			return 0;
		}
		return reader_fault(r, at,
				    _("\"%s\" is no number of columns "
				      "(1 to 12)"),
				    arg);
	}
	near = nearest_mark(r, word);
	if (near)
		return reader_fault(r, at,
				    _("there is no mark \"!%s\"; did you mean "
				      "\"!%s\"?"),
				    word, near);
	return reader_fault(r, at, _("there is no mark \"!%s\""), word);
}

static int read_value(struct reader *r, const char *at, const char *word,
		      struct cell *cell)
{
	struct part *part;
	int key;

	if (!strcmp(word, "/")) {
		add_part(cell, PART_BREAK);
		return 0;
	}
	if (*word == '_') {
		double mm = millimetres(word + 1);

		if (isnan(mm) || mm < 1)
			return reader_fault(r, at,
					    _("\"%s\" is no length of a line: "
					      "write {_30} for 30 mm"),
					    word);
		add_part(cell, PART_LINE)->mm = mm;
		return 0;
	}
	key = read_key(r, at, word, cell);
	if (key < 0)
		return -1;
	part = add_part(cell, PART_VALUE);
	part->key = key;
	return 0;
}

static bool has_code(const char *codes, const char *code)
{
	size_t len = strlen(code);

	for (const char *p = codes; *p; p += strspn(p, " ")) {
		size_t n = strcspn(p, " ");

		if (n == len && !memcmp(p, code, len))
			return true;
		p += n;
	}
	return false;
}

static int read_box(struct reader *r, const char *at, char *word,
		    struct cell *cell)
{
	char *code = strchr(word, '=');
	struct part *part;
	const struct sheet_key *k;
	int key;

	if (!*word) {
		add_part(cell, PART_BOX);
		return 0;
	}
	if (!code)
		return reader_fault(r, at,
				    _("a box needs a value and a code, as in "
				      "[case.urgency=AA]"));
	*code++ = '\0';
	key = read_key(r, at, word, cell);
	if (key < 0)
		return -1;
	k = &sheet_keys(NULL)[key];
	if (k->kind != SHEET_CODE)
		return reader_fault(
			r, at, _("\"%s\" is a text and ticks no box"), word);
	if (!strcmp(code, TICK)) {
		part = add_part(cell, PART_CIRCLE);
	} else if (has_code(k->codes, code)) {
		part = add_part(cell, PART_BOX);
		part->code = xstrdup(code);
	} else {
		return reader_fault(r, at,
				    _("\"%s\" has no code \"%s\"; it has: %s"),
				    word, code, k->codes);
	}
	part->key = key;
	return 0;
}

/* Where the kanji at the end of text begin: they carry the ruby. */
static size_t kanji_tail(const char *text)
{
	const char *p = text + strlen(text);

	while (p > text) {
		const char *q = g_utf8_prev_char(p);
		gunichar c = g_utf8_get_char(q);

		if (g_unichar_get_script(c) != G_UNICODE_SCRIPT_HAN &&
		    c != 0x3005 && !(c >= 0xe0100 && c <= 0xe01ef))
			break;
		p = q;
	}
	return (size_t)(p - text);
}

/* Without ｜ the base is the run of kanji just before. */
static int cut_base(struct reader *r, const char *at, struct cell *cell)
{
	struct part *last =
		cell->parts_n ? &cell->part[cell->parts_n - 1] : NULL;
	size_t cut =
		last && last->kind == PART_TEXT ? kanji_tail(last->text) : 0;
	char *base;

	if (!last || last->kind != PART_TEXT || !last->text[cut])
		return reader_fault(r, at,
				    _("no kanji before the ruby: put %s where "
				      "its base begins"),
				    RUBY_BAR);
	base = xstrdup(last->text + cut);
	last->text[cut] = '\0';
	add_part(cell, PART_RUBY_BASE);
	add_part(cell, PART_TEXT)->text = base;
	return 0;
}

static void add_text(struct cell *cell, struct str *text)
{
	if (text->len)
		add_part(cell, PART_TEXT)->text = str_detach(text);
}

/* Marks at the beginning; the result is where the text begins. */
static const char *read_marks(struct reader *r, const char *p, const char *end,
			      struct cell *cell, int *rc)
{
	for (;;) {
		const char *word;
		char *mark;

		while (p < end && *p == ' ')
			p++;
		if (p == end || *p != '!')
			return p;
		word = ++p;
		while (p < end && *p != ' ')
			p++;
		mark = xstrndup(word, (size_t)(p - word));
		if (read_mark(r, word, mark, cell))
			*rc = -1;
		free(mark);
	}
}

int cell_read(struct reader *r, const char *text, size_t len, struct cell *cell)
{
	const char *end = text + len, *p = text;
	struct str run = STR_INIT;
	bool in_base = false, in_ruby = false, bold = false;
	int rc = 0;

	p = read_marks(r, p, end, cell, &rc);
	while (end > p && end[-1] == ' ')
		end--;
	while (p < end) {
		const char *at = p;

		if (*p == '{' || *p == '[') {
			char close = *p == '{' ? '}' : ']';
			const char *stop = memchr(p, close, (size_t)(end - p));
			char *word;

			add_text(cell, &run);
			if (!stop) {
				rc = reader_fault(r, at,
						  _("\"%c\" without \"%c\""),
						  *p, close);
				break;
			}
			word = xstrndup(p + 1, (size_t)(stop - p - 1));
			if (close == '}' ? read_value(r, at + 1, word, cell)
					 : read_box(r, at + 1, word, cell))
				rc = -1;
			free(word);
			p = stop + 1;
		} else if (starts(p, end, "**")) {
			add_text(cell, &run);
			add_part(cell, PART_BOLD);
			bold = !bold;
			p += 2;
		} else if (starts(p, end, RUBY_BAR)) {
			add_text(cell, &run);
			if (in_base || in_ruby)
				rc = reader_fault(r, at, _("ruby within ruby"));
			else
				add_part(cell, PART_RUBY_BASE);
			in_base = true;
			p += strlen(RUBY_BAR);
		} else if (starts(p, end, RUBY_OPEN)) {
			add_text(cell, &run);
			if (in_ruby)
				rc = reader_fault(r, at, _("ruby within ruby"));
			else if (!in_base && cut_base(r, at, cell))
				rc = -1;
			add_part(cell, PART_RUBY_TEXT);
			in_base = false;
			in_ruby = true;
			p += strlen(RUBY_OPEN);
		} else if (in_ruby && starts(p, end, RUBY_CLOSE)) {
			add_text(cell, &run);
			add_part(cell, PART_RUBY_END);
			in_ruby = false;
			p += strlen(RUBY_CLOSE);
		} else {
			str_addc(&run, *p++);
		}
	}
	add_text(cell, &run);
	str_release(&run);
	if (in_base || in_ruby)
		rc = reader_fault(r, end, _("ruby is not closed by %s"),
				  RUBY_CLOSE);
	if (bold)
		rc = reader_fault(r, end, _("bold is not closed by **"));
	return rc;
}
