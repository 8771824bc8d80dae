/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/scan.h"

#include <stddef.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "text/utf8.h"

#define NUMBER_MAX 99999999

static const struct {
	uint32_t c;
	int value;
} kanji_numerals[] = {
	{ 0x3007 /* 〇 */, 0 },   { 0x96F6 /* 零 */, 0 },
	{ 0x4E00 /* 一 */, 1 },   { 0x4E8C /* 二 */, 2 },
	{ 0x4E09 /* 三 */, 3 },   { 0x56DB /* 四 */, 4 },
	{ 0x4E94 /* 五 */, 5 },   { 0x516D /* 六 */, 6 },
	{ 0x4E03 /* 七 */, 7 },   { 0x516B /* 八 */, 8 },
	{ 0x4E5D /* 九 */, 9 },   { 0x5341 /* 十 */, 10 },
	{ 0x767E /* 百 */, 100 }, { 0x5343 /* 千 */, 1000 },
};

static int kanji_value(uint32_t c)
{
	for (size_t i = 0; i < ARRAY_SIZE(kanji_numerals); i++) {
		if (kanji_numerals[i].c == c)
			return kanji_numerals[i].value;
	}
	return -1;
}

bool scan_word(struct scan *sc, const char *word)
{
	return skip_prefix(sc->p, word, &sc->p);
}

bool scan_separators(struct scan *sc)
{
	static const char *const separators[] = {
		" ",  ".", "/", "-", ",", "、", "。", "・",
		"ー", "−", "‐", "–", "—", "―",  "·",
	};
	const char *start = sc->p;
	size_t i = 0;

	while (i < ARRAY_SIZE(separators))
		i = scan_word(sc, separators[i]) ? 0 : i + 1;
	return sc->p > start;
}

static bool scan_digits(struct scan *sc, struct scan_number *n)
{
	*n = (struct scan_number){ 0 };
	while (*sc->p >= '0' && *sc->p <= '9') {
		if (n->value > NUMBER_MAX / 10)
			return false;
		n->value = n->value * 10 + (*sc->p++ - '0');
		n->digits_n++;
	}
	return n->digits_n > 0;
}

static bool scan_kanji(struct scan *sc, struct scan_number *n)
{
	int total = 0, pending = 0, value;
	bool have_pending = false, any = false;
	size_t len = strlen(sc->p), used;

	while (len) {
		value = kanji_value(utf8_decode(sc->p, len, &used));
		if (value < 0)
			break;
		any = true;
		if (value >= 10) { /* 十 百 千 */
			total += (have_pending ? pending : 1) * value;
			pending = 0;
			have_pending = false;
		} else {
			pending = pending * 10 + value;
			have_pending = true;
		}
		if (pending > 9999 || total > NUMBER_MAX)
			return false;
		sc->p += used;
		len -= used;
	}
	*n = (struct scan_number){ .value = total + pending };
	return any;
}

bool scan_number(struct scan *sc, struct scan_number *n)
{
	struct scan start = *sc;

	if (scan_digits(sc, n))
		return true;
	*sc = start;
	if (scan_kanji(sc, n))
		return true;
	*sc = start;
	return false;
}

bool scan_is_numeral(uint32_t c)
{
	return (c >= '0' && c <= '9') || kanji_value(c) >= 0;
}

bool scan_end(struct scan *sc)
{
	return !*sc->p;
}
