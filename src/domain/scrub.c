/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/scrub.h"

#include <string.h>

#include "base/mem.h"
#include "text/utf8.h"

#define PLACE_RUN 4 /* characters shared with an address that give it away */

static const char bar[] = "（非開示）";

/* A text as it is compared: what does not count is left out, at[] says where
 * in the text each character begins and where the one after it does. */
struct folded {
	uint32_t *c;
	size_t *from, *to;
	size_t n;
};

/* 0 for what does not count: blanks and dashes of any kind. The long mark of
 * kana is left out with the dashes, on both sides alike. */
static uint32_t fold(uint32_t c)
{
	if (c >= 0xFF01 && c <= 0xFF5E) /* full-width ASCII */
		c -= 0xFEE0;
	if (c <= ' ' || c == 0x3000 || c == 0xA0 || c == '-' || c == 0x30FC ||
	    c == 0x2212 || (c >= 0x2010 && c <= 0x2015))
		return 0;
	if (c >= 'A' && c <= 'Z')
		return c + ('a' - 'A');
	if (c >= 0x30A1 && c <= 0x30F6) /* katakana */
		return c - 0x60;
	return c;
}

static void fold_text(struct folded *f, const char *s)
{
	size_t len = strlen(s), alloc = len + 1, used;

	f->c = xcalloc(alloc, sizeof(*f->c));
	f->from = xcalloc(alloc, sizeof(*f->from));
	f->to = xcalloc(alloc, sizeof(*f->to));
	f->n = 0;
	for (size_t pos = 0; pos < len; pos += used) {
		uint32_t c = fold(utf8_decode(s + pos, len - pos, &used));

		if (!c)
			continue;
		f->c[f->n] = c;
		f->from[f->n] = pos;
		f->to[f->n++] = pos + used;
	}
}

static void folded_release(struct folded *f)
{
	free(f->c);
	free(f->from);
	free(f->to);
}

void secrets_release(struct secrets *secrets)
{
	for (size_t i = 0; i < secrets->n; i++) {
		explicit_bzero(secrets->item[i].text,
			       strlen(secrets->item[i].text));
		free(secrets->item[i].text);
	}
	free(secrets->item);
	memset(secrets, 0, sizeof(*secrets));
}

static void add(struct secrets *secrets, enum scrub_kind kind, char *taken)
{
	ALLOC_GROW(secrets->item, secrets->n + 1, secrets->alloc);
	secrets->item[secrets->n++] = (struct secret){ kind, taken };
}

void secrets_add(struct secrets *secrets, enum scrub_kind kind,
		 const char *text)
{
	static const char *const blanks[] = { " ", "\xe3\x80\x80" };

	if (!text || !*text)
		return;
	add(secrets, kind, xstrdup(text));
	for (size_t i = 0; kind == SCRUB_NAME && i < ARRAY_SIZE(blanks); i++) {
		const char *blank = strstr(text, blanks[i]);

		if (!blank)
			continue;
		add(secrets, kind, xstrndup(text, (size_t)(blank - text)));
		add(secrets, kind, xstrdup(blank + strlen(blanks[i])));
	}
}

/* How many characters from t[i] on are those of s from s[k] on. */
static size_t common(const struct folded *t, size_t i, const struct folded *s,
		     size_t k)
{
	size_t n = 0;

	while (i + n < t->n && k + n < s->n && t->c[i + n] == s->c[k + n])
		n++;
	return n;
}

/* One character alone is a name only before さん, 様, 氏, くん, ちゃん. */
static bool is_addressed(const struct folded *t, size_t i)
{
	static const uint32_t titles[][3] = { { 0x3055, 0x3093 },
					      { 0x69D8 },
					      { 0x6C0F },
					      { 0x304F, 0x3093 },
					      { 0x3061, 0x3083 } };

	for (size_t k = 0; k < ARRAY_SIZE(titles); k++) {
		size_t n = 0;

		while (titles[k][n] && i + n < t->n &&
		       t->c[i + n] == titles[k][n])
			n++;
		if (!titles[k][n])
			return true;
	}
	return false;
}

/* Characters of the text from i on that give the secret away, or 0. */
static size_t gives_away(const struct folded *t, size_t i,
			 const struct folded *s, enum scrub_kind kind)
{
	size_t n, longest = 0;

	if (!s->n)
		return 0;
	n = common(t, i, s, 0);
	if (n == s->n && (n > 1 || is_addressed(t, i + n)))
		return n;
	for (size_t k = 0; kind == SCRUB_PLACE && k < s->n; k++) {
		n = common(t, i, s, k);
		if (n >= PLACE_RUN && n > longest)
			longest = n;
	}
	return longest;
}

static void mark(const struct folded *t, const struct secret *secret,
		 bool *hidden)
{
	struct folded s;

	fold_text(&s, secret->text);
	for (size_t i = 0; i < t->n; i++) {
		size_t n = gives_away(t, i, &s, secret->kind);

		if (n)
			memset(hidden + i, true, n);
	}
	folded_release(&s);
}

size_t scrub(struct str *text, const struct secrets *secrets)
{
	struct folded t;
	bool *hidden;
	size_t places = 0;

	fold_text(&t, text->buf);
	hidden = xcalloc(t.n + 1, sizeof(*hidden));
	for (size_t i = 0; i < secrets->n; i++)
		mark(&t, &secrets->item[i], hidden);
	for (size_t i = t.n; i-- > 0;) { /* from behind: positions stay true */
		size_t end = t.to[i];

		if (!hidden[i])
			continue;
		while (i > 0 && hidden[i - 1])
			i--;
		str_splice(text, t.from[i], end - t.from[i], bar, strlen(bar));
		places++;
	}
	free(hidden);
	folded_release(&t);
	return places;
}
