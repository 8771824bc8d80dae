/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ime/compose.h"

#include <string.h>

#include "base/mem.h"
#include "text/kana.h"
#include "text/utf8.h"

void compose_init(struct compose *c, const struct romaji *romaji)
{
	*c = (struct compose){ .romaji = romaji };
}

void compose_release(struct compose *c)
{
	free(c->ch);
	compose_init(c, c->romaji);
}

void compose_clear(struct compose *c)
{
	c->n = c->pos = c->pending_len = c->capitals_n = 0;
	c->latin = false;
}

bool compose_empty(const struct compose *c)
{
	return !c->n && !c->pending_len;
}

/* ---- typing ---- */

/* Behind the last kana of the syllable that character i belongs to. */
static size_t syllable_end(const struct compose *c, size_t i)
{
	for (i++; i < c->n && !c->ch[i].keys[0]; i++)
		;
	return i;
}

/* The keys that a kana by itself would have come from. */
static void write_back(const struct compose *c, uint32_t kana, struct str *out)
{
	char bytes[UTF8_MAX_LEN];
	size_t len = utf8_encode(kana, bytes);
	const char *keys = romaji_of(c->romaji, bytes, len);

	if (keys)
		str_add(out, keys);
	else
		str_addn(out, bytes, len);
}

/* The keys of a syllable are no longer true when it is torn: its kana are
 * written back one by one. */
static void tear_syllable(struct compose *c, size_t at)
{
	size_t end = syllable_end(c, at);
	struct str keys = STR_INIT;

	while (at && !c->ch[at].keys[0])
		at--;
	for (size_t i = at; end - at > 1 && i < end; i++) {
		str_reset(&keys);
		write_back(c, c->ch[i].c, &keys);
		memset(c->ch[i].keys, 0, COMPOSE_KEYS_SIZE);
		memcpy(c->ch[i].keys, keys.buf, keys.len);
	}
	str_release(&keys);
}

static void insert(struct compose *c, uint32_t code, const char *keys,
		   size_t keys_len)
{
	struct compose_char *at;

	if (c->pos < c->n && !c->ch[c->pos].keys[0])
		tear_syllable(c, c->pos);
	ALLOC_GROW(c->ch, c->n + 1, c->alloc);
	at = &c->ch[c->pos];
	memmove(at + 1, at, (c->n - c->pos) * sizeof(*at));
	*at = (struct compose_char){ .c = code };
	memcpy(at->keys, keys, keys_len);
	c->n++;
	c->pos++;
}

static bool is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

/* 042ー5 is 042-5, and 1、000 is 1,000: a sign between two digits is the one
 * on the key. */
static void mend_number(struct compose *c)
{
	struct compose_char *sign;

	if (c->pos < 3 || !is_digit(c->ch[c->pos - 1].c) ||
	    !is_digit(c->ch[c->pos - 3].c))
		return;
	sign = &c->ch[c->pos - 2];
	if (strlen(sign->keys) == 1 && strchr("-,./:", sign->keys[0]))
		sign->c = (unsigned char)sign->keys[0];
}

/* The keys of a syllable stand with its first kana. */
static void insert_kana(struct compose *c, const char *kana, size_t keys_len)
{
	size_t len = strlen(kana), used;

	for (size_t i = 0; i < len; i += used) {
		uint32_t code = utf8_decode(kana + i, len - i, &used);

		insert(c, code, c->pending, i ? 0 : keys_len);
	}
}

static void take_pending(struct compose *c, bool last)
{
	struct romaji_step step;

	while (c->pending_len && romaji_step(c->romaji, c->pending,
					     c->pending_len, last, &step)) {
		if (step.kana)
			insert_kana(c, step.kana, step.used_len);
		else
			insert(c, (unsigned char)c->pending[0], c->pending, 1);
		c->pending_len -= step.used_len;
		memmove(c->pending, c->pending + step.used_len, c->pending_len);
	}
}

/* Does this key stay a letter? Keeps count of capitals. */
static bool stays_letter(struct compose *c, char key)
{
	bool capital = key >= 'A' && key <= 'Z';
	bool small = key >= 'a' && key <= 'z';

	if (capital)
		c->capitals_n++;
	if (capital)
		c->latin = true;
	else if (!small || c->capitals_n > 1)
		c->latin = false;
	if (!capital)
		c->capitals_n = 0;
	return c->latin;
}

void compose_type(struct compose *c, char key, bool literal)
{
	bool letter = stays_letter(c, key);

	if (literal || letter || is_digit((unsigned char)key)) {
		compose_settle(c);
		insert(c, (unsigned char)key, &key, 1);
		if (!literal)
			mend_number(c);
		return;
	}
	/* Nothing in the table is as long as that: it cannot wait further. */
	if (c->pending_len + 1 >= COMPOSE_KEYS_SIZE)
		take_pending(c, true);
	c->pending[c->pending_len++] = key;
	take_pending(c, false);
}

void compose_settle(struct compose *c)
{
	take_pending(c, true);
}

/* ---- moving and erasing ---- */

static void leave_word(struct compose *c)
{
	compose_settle(c);
	c->latin = false;
	c->capitals_n = 0;
}

bool compose_move(struct compose *c, int by)
{
	leave_word(c);
	if (by < 0 ? !c->pos : c->pos >= c->n)
		return false;
	c->pos += by < 0 ? (size_t)-1 : 1;
	return true;
}

bool compose_home(struct compose *c)
{
	leave_word(c);
	c->pos = 0;
	return true;
}

bool compose_end(struct compose *c)
{
	leave_word(c);
	c->pos = c->n;
	return true;
}

static void remove_at(struct compose *c, size_t at)
{
	tear_syllable(c, at);
	memmove(&c->ch[at], &c->ch[at + 1], (c->n - at - 1) * sizeof(*c->ch));
	c->n--;
}

bool compose_delete(struct compose *c)
{
	leave_word(c);
	if (c->pos >= c->n)
		return false;
	remove_at(c, c->pos);
	return true;
}

bool compose_backspace(struct compose *c)
{
	if (c->pending_len) {
		c->pending_len--;
		return true;
	}
	c->capitals_n -= c->capitals_n > 0;
	if (!c->pos)
		return false;
	remove_at(c, --c->pos);
	c->latin = c->latin && c->pos;
	return true;
}

/* ---- reading it ---- */

static char *in_form(const char *kana, enum ime_form form)
{
	char *wide, *narrow;

	if (form == IME_FORM_HIRAGANA)
		return xstrdup(kana);
	wide = kana_to_katakana(kana);
	if (form == IME_FORM_KATAKANA)
		return wide;
	narrow = kana_narrow(wide);
	free(wide);
	return narrow;
}

/* A syllable that is cut through is written back kana by kana. */
static void write_keys(const struct compose *c, size_t from, size_t to,
		       struct str *out)
{
	for (size_t i = from, end; i < to; i = end) {
		end = syllable_end(c, i);
		if (c->ch[i].keys[0] && end <= to) {
			str_add(out, c->ch[i].keys);
			continue;
		}
		for (end = end < to ? end : to; i < end; i++)
			write_back(c, c->ch[i].c, out);
	}
}

void compose_write(const struct compose *c, size_t from, size_t to,
		   enum ime_form form, struct str *out)
{
	struct str plain = STR_INIT;
	char *text;

	if (form == IME_FORM_HALF_ASCII) {
		write_keys(c, from, to, out);
		return;
	}
	if (form == IME_FORM_FULL_ASCII) {
		write_keys(c, from, to, &plain);
		text = ascii_widen(plain.buf);
	} else {
		for (size_t i = from; i < to; i++)
			utf8_add(&plain, c->ch[i].c);
		text = in_form(plain.buf, form);
	}
	str_add(out, text);
	free(text);
	str_release(&plain);
}

void compose_show(const struct compose *c, enum ime_form form, struct str *out,
		  size_t *cursor)
{
	compose_write(c, 0, c->pos, form, out);
	str_addn(out, c->pending, c->pending_len);
	*cursor = out->len;
	compose_write(c, c->pos, c->n, form, out);
}
