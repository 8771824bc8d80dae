/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ime/dict.h"

#include <stdint.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "text/utf8.h"

#define DICT_MAX_BYTES  (16u << 20)
#define DICT_FAULTS_MAX 20
#define DICT_COLUMNS    4

struct dict {
	char *text;           /* the whole file */
	uint32_t *by_reading; /* where each word's line begins in text */
	uint32_t *by_writing; /* the same, made when first asked for */
	size_t n, alloc;
	size_t longest; /* reading, in bytes */
};

/* What is only needed while reading. */
struct load {
	struct dict *dict;
	const char *name;
	struct err *err;
	int faults_n;
};

static int compare(const char *a, size_t a_len, const char *b, size_t b_len)
{
	int order = memcmp(a, b, a_len < b_len ? a_len : b_len);

	return order ? order : (a_len > b_len) - (a_len < b_len);
}

/* Length up to a tab or the end of the line. (strcspn would be slower.) */
static size_t column_len(const char *s)
{
	const char *end = s;

	while (*end && *end != '\t' && *end != '\r' && *end != '\n')
		end++;
	return (size_t)(end - s);
}

static struct dict_entry entry_at(const struct dict *dict, uint32_t at)
{
	struct dict_entry e = { .reading = dict->text + at, .note = "" };
	const char *s = e.reading;

	e.reading_len = column_len(s);
	e.writing = s + e.reading_len + 1;
	e.writing_len = column_len(e.writing);
	s = e.writing + e.writing_len;
	if (*s != '\t')
		return e;
	e.note = s + 1;
	e.note_len = column_len(e.note);
	e.usual = e.note[e.note_len] == '\t';
	return e;
}

struct dict_entry dict_at(const struct dict *dict, size_t i)
{
	return entry_at(dict, dict->by_reading[i]);
}

size_t dict_count(const struct dict *dict)
{
	return dict->n;
}

/* By reading; what has the same one stays as it stands in the file. */
static int by_reading(const void *a, const void *b, void *data)
{
	uint32_t at = *(const uint32_t *)a, other = *(const uint32_t *)b;
	const char *text = data;
	int order = compare(text + at, column_len(text + at), text + other,
			    column_len(text + other));

	return order ? order : (at > other) - (at < other);
}

static int by_writing(const void *a, const void *b, void *data)
{
	uint32_t at = *(const uint32_t *)a, other = *(const uint32_t *)b;
	struct dict_entry e = entry_at(data, at), f = entry_at(data, other);
	int order = compare(e.writing, e.writing_len, f.writing, f.writing_len);

	return order ? order : (at > other) - (at < other);
}

/* A fault AT a place in the file. */
static void fault(struct load *load, const char *at, const char *sentence)
{
	const char *text = load->dict->text, *begin = text;
	int line = 1;

	if (load->faults_n++ >= DICT_FAULTS_MAX)
		return;
	for (const char *s = text; s < at; s++) {
		if (*s == '\n') {
			line++;
			begin = s + 1;
		}
	}
	err_input(load->err, "%s:%d:%d: %s", load->name, line,
		  (int)utf8_count(begin, (size_t)(at - begin)) + 1, sentence);
}

static bool reading_char(uint32_t c)
{
	return (c >= 0x3041 && c <= 0x3096) || c == 0x30FC || c == 0x30FB ||
	       (c >= '0' && c <= '9');
}

/* The first character that may not stand in a reading, or NULL. */
static const char *bad_reading(const char *s, size_t len)
{
	size_t used;

	for (size_t i = 0; i < len; i += used)
		if (!reading_char(utf8_decode(s + i, len - i, &used)))
			return s + i;
	return NULL;
}

static const char *control(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (s[i] != '\t' &&
		    ((unsigned char)s[i] < 0x20 || s[i] == 0x7f))
			return s + i;
	return NULL;
}

/* Is the line of LEN bytes a word? If not, its fault is told. */
static bool check_line(struct load *load, const char *line, size_t len)
{
	const char *column[DICT_COLUMNS + 1] = { line };
	size_t n = 1, reading_len = column_len(line);
	const char *at;

	for (const char *s = line; s < line + len && n <= DICT_COLUMNS; s++)
		if (*s == '\t')
			column[n++] = s + 1;
	if (!utf8_valid(line, len))
		fault(load, line, _("this line is not UTF-8"));
	else if ((at = control(line, len)))
		fault(load, at, _("a control character cannot stand here"));
	else if (n < 2)
		fault(load, line + len,
		      _("a word is its reading, a tab and its writing"));
	else if (n > DICT_COLUMNS)
		fault(load, column[DICT_COLUMNS],
		      _("a word has at most four columns: reading, writing, "
			"note, *"));
	else if (!reading_len)
		fault(load, line, _("the reading is missing"));
	else if ((at = bad_reading(line, reading_len)))
		fault(load, at, _("a reading has only hiragana and digits"));
	else if (!column_len(column[1]))
		fault(load, column[1], _("the writing is missing"));
	else if (n == DICT_COLUMNS && strncmp(column[3], "*", 1) != 0)
		fault(load, column[3], _("the fourth column can only be *"));
	else if (n == DICT_COLUMNS && column_len(column[3]) != 1)
		fault(load, column[3] + 1,
		      _("the fourth column can only be *"));
	else
		return true;
	return false;
}

static void read_lines(struct load *load, size_t text_len)
{
	struct dict *dict = load->dict;
	const char *text = dict->text, *end = text + text_len, *next;

	for (const char *line = text; line < end; line = next) {
		const char *newline = memchr(line, '\n', (size_t)(end - line));
		size_t len = (size_t)((newline ? newline : end) - line);

		next = newline ? newline + 1 : end;
		if (len && line[len - 1] == '\r')
			len--;
		if (!len || *line == '#' || !check_line(load, line, len))
			continue;
		ALLOC_GROW(dict->by_reading, dict->n + 1, dict->alloc);
		dict->by_reading[dict->n++] = (uint32_t)(line - text);
		if (column_len(line) > dict->longest)
			dict->longest = column_len(line);
	}
}

static bool same_reading(const struct dict *dict, size_t i, size_t j)
{
	struct dict_entry e = dict_at(dict, i), f = dict_at(dict, j);

	return compare(e.reading, e.reading_len, f.reading, f.reading_len) == 0;
}

static int by_place(const void *a, const void *b)
{
	uint32_t at = *(const uint32_t *)a, other = *(const uint32_t *)b;

	return (at > other) - (at < other);
}

/* Tell of each word of words[0..n-1], all of one reading, that is there twice,
 * and put UINT32_MAX for it behind the others. */
static void find_doubles(struct load *load, uint32_t *words, size_t n)
{
	struct dict_entry e, before;

	qsort_r(words, n, sizeof(*words), by_writing, load->dict);
	before = entry_at(load->dict, words[0]);
	for (size_t i = 1; i < n; i++) {
		e = entry_at(load->dict, words[i]);
		if (compare(e.writing, e.writing_len, before.writing,
			    before.writing_len) == 0) {
			fault(load, e.reading, _("this word is there twice"));
			words[i] = UINT32_MAX;
		}
		before = e;
	}
	qsort(words, n, sizeof(*words), by_place);
}

static void drop_doubles(struct load *load)
{
	struct dict *dict = load->dict;
	size_t kept = 0;

	for (size_t i = 0, j; i < dict->n; i = j) {
		for (j = i + 1; j < dict->n && same_reading(dict, i, j);)
			j++;
		if (j - i > 1)
			find_doubles(load, dict->by_reading + i, j - i);
	}
	for (size_t i = 0; i < dict->n; i++)
		if (dict->by_reading[i] != UINT32_MAX)
			dict->by_reading[kept++] = dict->by_reading[i];
	dict->n = kept;
}

/* A shipped dictionary is in order already. */
static void sort_readings(struct dict *dict)
{
	for (size_t i = 1; i < dict->n; i++) {
		if (by_reading(&dict->by_reading[i - 1], &dict->by_reading[i],
			       dict->text) > 0) {
			qsort_r(dict->by_reading, dict->n,
				sizeof(*dict->by_reading), by_reading,
				dict->text);
			return;
		}
	}
}

struct dict *dict_from(const char *buf, size_t len, const char *name,
		       struct err *err)
{
	struct dict *dict = xcalloc(1, sizeof(*dict));
	struct load load = { .dict = dict, .name = name, .err = err };

	dict->text = xmalloc(len + 1);
	memcpy(dict->text, buf, len);
	dict->text[len] = '\0';
	read_lines(&load, len);
	sort_readings(dict);
	drop_doubles(&load);
	dict->by_reading = xrealloc(dict->by_reading,
				    (dict->n + 1) * sizeof(*dict->by_reading));
	return dict;
}

struct dict *dict_load(const char *path, struct err *err)
{
	struct str text = STR_INIT;
	struct dict *dict = NULL;

	if (!str_read_file(&text, path, DICT_MAX_BYTES, err))
		dict = dict_from(text.buf, text.len, path, err);
	str_release(&text);
	return dict;
}

void dict_free(struct dict *dict)
{
	if (!dict)
		return;
	free(dict->text);
	free(dict->by_reading);
	free(dict->by_writing);
	free(dict);
}

/* The first of words lo..hi-1 whose reading is not below READING. */
static size_t lower_bound(const struct dict *dict, size_t lo, size_t hi,
			  const char *reading, size_t len)
{
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		const char *s = dict->text + dict->by_reading[mid];

		if (compare(s, column_len(s), reading, len) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

static bool has_reading(const struct dict *dict, size_t i, const char *reading,
			size_t len)
{
	const char *s = dict->text + dict->by_reading[i];

	return compare(s, column_len(s), reading, len) == 0;
}

size_t dict_find(const struct dict *dict, const char *reading, size_t len,
		 size_t *first)
{
	size_t i = lower_bound(dict, 0, dict->n, reading, len), end = i;

	while (end < dict->n && has_reading(dict, end, reading, len))
		end++;
	*first = i;
	return end - i;
}

size_t dict_prefix(const struct dict *dict, const char *reading, size_t len,
		   void (*fn)(const struct dict_entry *entry, void *data),
		   void *data)
{
	size_t i = 0, found = 0;

	if (len > dict->longest)
		len = dict->longest;
	for (size_t part = 0; part < len && i < dict->n;) {
		part = utf8_next(reading, len, part);
		i = lower_bound(dict, i, dict->n, reading, part);
		for (; i < dict->n && has_reading(dict, i, reading, part);
		     i++) {
			struct dict_entry e = dict_at(dict, i);

			found++;
			if (fn)
				fn(&e, data);
		}
	}
	return found;
}

static void index_writings(struct dict *dict)
{
	size_t size = dict->n * sizeof(*dict->by_writing);

	dict->by_writing = xmalloc(size + 1);
	memcpy(dict->by_writing, dict->by_reading, size);
	qsort_r(dict->by_writing, dict->n, sizeof(*dict->by_writing),
		by_writing, dict);
}

static bool has_mark(const struct dict_entry *e, const char *mark)
{
	return !mark || memmem(e->note, e->note_len, mark, strlen(mark));
}

/* How many words of its reading stand above it: 0 is the first. */
static size_t place_in_list(const struct dict *dict, const struct dict_entry *e)
{
	size_t first, n = dict_find(dict, e->reading, e->reading_len, &first);

	for (size_t i = 0; i < n; i++)
		if (dict_at(dict, first + i).writing == e->writing)
			return i;
	BUG("a word that is not under its own reading");
}

/* The first of the words by writing that is not below WRITING. */
static size_t first_written(const struct dict *dict, const char *writing,
			    size_t len)
{
	size_t lo = 0, hi = dict->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		struct dict_entry e = entry_at(dict, dict->by_writing[mid]);

		if (compare(e.writing, e.writing_len, writing, len) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

char *dict_reading(struct dict *dict, const char *writing, size_t len,
		   const char *mark)
{
	struct dict_entry best = { 0 };
	size_t best_place = SIZE_MAX;

	if (!dict->by_writing)
		index_writings(dict);
	for (size_t i = first_written(dict, writing, len); i < dict->n; i++) {
		struct dict_entry e = entry_at(dict, dict->by_writing[i]);
		size_t place;

		if (compare(e.writing, e.writing_len, writing, len) != 0)
			break;
		if (!has_mark(&e, mark))
			continue;
		place = e.usual ? 0 : 1 + place_in_list(dict, &e);
		if (place < best_place) {
			best = e;
			best_place = place;
		}
	}
	return best.reading ? xstrndup(best.reading, best.reading_len) : NULL;
}
