/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ime/romaji.h"

#include <string.h>

#include "base/i18n.h"
#include "base/lines.h"
#include "base/mem.h"
#include "text/utf8.h"

#define ROMAJI_MAX_LEN 8

struct entry {
	const char *letters; /* in lines.text, as kana */
	const char *kana;
	size_t letters_len;
	size_t rest_len; /* of the letters, what stays */
	int line;
};

struct romaji {
	struct lines lines;
	struct entry *entry; /* sorted by letters once it is read */
	size_t n, alloc;
	const struct entry **by_line;
};

/* ---- reading the table ---- */

static int column(const struct lines *l, const char *at)
{
	return (int)utf8_count(l->line, (size_t)(at - l->line)) + 1;
}

/* Cut the next word off *at; NULL at the end. */
static char *take_word(char **at)
{
	char *word = *at + strspn(*at, " \t");
	char *end = word + strcspn(word, " \t");

	*at = *end ? end + 1 : end;
	*end = '\0';
	return *word ? word : NULL;
}

static bool letters_fit(const char *s)
{
	size_t len = strlen(s);

	for (size_t i = 0; i < len; i++)
		if (s[i] <= ' ' || s[i] > '~' || (s[i] >= '0' && s[i] <= '9') ||
		    (s[i] >= 'A' && s[i] <= 'Z'))
			return false;
	return len <= ROMAJI_MAX_LEN;
}

static int check_entry(const struct lines *l, const char *letters,
		       const char *kana, const char *rest, const char *more,
		       struct err *err)
{
	size_t len = strlen(letters), rest_len = rest ? strlen(rest) : 0;

	if (!letters_fit(letters))
		return lines_err(l, column(l, letters), err,
				 _("'%s': up to %d small letters or signs are "
				   "typed for a kana"),
				 letters, ROMAJI_MAX_LEN);
	if (!kana)
		return lines_err(l, column(l, letters), err,
				 _("no kana stands behind '%s'"), letters);
	if (!utf8_valid(kana, strlen(kana)))
		return lines_err(l, column(l, kana), err,
				 _("the kana of '%s' is not UTF-8"), letters);
	if (rest && (rest_len >= len || !streq(letters + len - rest_len, rest)))
		return lines_err(l, column(l, rest), err,
				 _("'%s' is not the end of '%s'"), rest,
				 letters);
	if (more)
		return lines_err(l, column(l, more), err,
				 _("'%s': a line has at most three words"),
				 more);
	return 0;
}

static int read_line(struct romaji *r, struct err *err)
{
	char *at = r->lines.line;
	const char *letters = take_word(&at);
	const char *kana = take_word(&at), *rest = take_word(&at);
	size_t rest_len = rest ? strlen(rest) : 0;

	if (!letters)
		return 0;
	if (check_entry(&r->lines, letters, kana, rest, take_word(&at), err))
		return -1;
	ALLOC_GROW(r->entry, r->n + 1, r->alloc);
	r->entry[r->n++] = (struct entry){ .letters = letters,
					   .kana = kana,
					   .letters_len = strlen(letters),
					   .rest_len = rest_len,
					   .line = r->lines.no };
	return 0;
}

static int by_letters(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	int order = strcmp(x->letters, y->letters);

	return order ? order : x->line - y->line;
}

static int by_line(const void *a, const void *b)
{
	const struct entry *const *x = a, *const *y = b;

	return (*x)->line - (*y)->line;
}

/* Sort, and see that nothing is there twice. */
static int put_in_order(struct romaji *r, struct err *err)
{
	int rc = 0;

	if (!r->n)
		return lines_err(&r->lines, 0, err,
				 _("no romaji is in this file"));
	qsort(r->entry, r->n, sizeof(*r->entry), by_letters);
	for (size_t i = 1; i < r->n; i++)
		if (streq(r->entry[i - 1].letters, r->entry[i].letters))
			rc = err_input(err,
				       _("%s:%d:1: '%s' stands in line %d, "
					 "too"),
				       r->lines.name, r->entry[i].line,
				       r->entry[i].letters,
				       r->entry[i - 1].line);
	r->by_line = xcalloc(r->n, sizeof(*r->by_line));
	for (size_t i = 0; i < r->n; i++)
		r->by_line[i] = &r->entry[i];
	qsort(r->by_line, r->n, sizeof(*r->by_line), by_line);
	return rc;
}

static struct romaji *read_table(struct romaji *r, struct err *err)
{
	int rc = 0;

	while (lines_next(&r->lines))
		if (*r->lines.line != '#' && read_line(r, err))
			rc = -1;
	if (!rc)
		rc = put_in_order(r, err);
	if (!rc)
		return r;
	romaji_free(r);
	return NULL;
}

struct romaji *romaji_parse(const char *buf, size_t len, const char *name,
			    struct err *err)
{
	struct romaji *r = xcalloc(1, sizeof(*r));

	lines_from(&r->lines, buf, len, name);
	return read_table(r, err);
}

struct romaji *romaji_load(const char *path, struct err *err)
{
	struct romaji *r = xcalloc(1, sizeof(*r));

	if (!lines_open(&r->lines, path, err))
		return read_table(r, err);
	free(r);
	return NULL;
}

void romaji_free(struct romaji *r)
{
	if (!r)
		return;
	lines_release(&r->lines);
	free(r->entry);
	free(r->by_line);
	free(r);
}

/* ---- using it ---- */

/* The first entry not before these letters. */
static size_t lower_bound(const struct romaji *r, const char *s, size_t len)
{
	size_t from = 0, to = r->n;

	while (from < to) {
		size_t mid = from + (to - from) / 2;

		if (strncmp(r->entry[mid].letters, s, len) < 0)
			from = mid + 1;
		else
			to = mid;
	}
	return from;
}

/* The entry of exactly these letters, or NULL; *longer: others go on. */
static const struct entry *find(const struct romaji *r, const char *s,
				size_t len, bool *longer)
{
	size_t i = lower_bound(r, s, len);
	const struct entry *exact = NULL;

	if (i < r->n && r->entry[i].letters_len == len &&
	    !memcmp(r->entry[i].letters, s, len))
		exact = &r->entry[i++];
	*longer = i < r->n && !strncmp(r->entry[i].letters, s, len);
	return exact;
}

bool romaji_step(const struct romaji *r, const char *letters, size_t len,
		 bool last, struct romaji_step *out)
{
	bool longer;

	find(r, letters, len, &longer);
	if (longer && !last)
		return false;
	for (size_t n = len; n; n--) {
		const struct entry *e = find(r, letters, n, &longer);

		if (!e)
			continue;
		*out = (struct romaji_step){ e->kana, n - e->rest_len };
		return true;
	}
	*out = (struct romaji_step){ NULL, 1 };
	return true;
}

const char *romaji_of(const struct romaji *r, const char *kana, size_t len)
{
	for (size_t i = 0; i < r->n; i++) {
		const struct entry *e = r->by_line[i];

		if (strlen(e->kana) == len && !memcmp(e->kana, kana, len) &&
		    !e->rest_len)
			return e->letters;
	}
	return NULL;
}
