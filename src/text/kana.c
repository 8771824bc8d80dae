/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/kana.h"

#include <stddef.h>
#include <string.h>

#include "base/mem.h"
#include "text/utf8.h"

/* Hiragana U+3041..3096 and ゝゞ stand 0x60 before their katakana. */
#define KATAKANA_OFFSET 0x60

#define VOICED_MARK      0x3099 /* combining */
#define SEMIVOICED_MARK  0x309A
#define HALF_FIRST       0xFF61
#define HALF_LAST        0xFF9F
#define HALF_VOICED      0xFF9E
#define HALF_SEMIVOICED  0xFF9F
#define FULL_ASCII_FIRST 0xFF01
#define FULL_ASCII_LAST  0xFF5E

/* U+FF61..FF9F in order. */
static const uint16_t half_kana[] = {
	0x3002, 0x300C, 0x300D, 0x3001, 0x30FB, 0x30F2, 0x30A1, 0x30A3, 0x30A5,
	0x30A7, 0x30A9, 0x30E3, 0x30E5, 0x30E7, 0x30C3, 0x30FC, 0x30A2, 0x30A4,
	0x30A6, 0x30A8, 0x30AA, 0x30AB, 0x30AD, 0x30AF, 0x30B1, 0x30B3, 0x30B5,
	0x30B7, 0x30B9, 0x30BB, 0x30BD, 0x30BF, 0x30C1, 0x30C4, 0x30C6, 0x30C8,
	0x30CA, 0x30CB, 0x30CC, 0x30CD, 0x30CE, 0x30CF, 0x30D2, 0x30D5, 0x30D8,
	0x30DB, 0x30DE, 0x30DF, 0x30E0, 0x30E1, 0x30E2, 0x30E4, 0x30E6, 0x30E8,
	0x30E9, 0x30EA, 0x30EB, 0x30EC, 0x30ED, 0x30EF, 0x30F3, 0x309B, 0x309C,
};

/*
 * The plain hiragana of U+3041..3096: large and without marks.
 * ぁあぃいぅうぇえぉお かがきぎくぐけげこご さざしじすずせぜそぞ
 * ただちぢっつづてでとど なにぬねの はばぱひびぴふぶぷへべぺほぼぽ まみむめも
 * ゃやゅゆょよ らりるれろ ゎわゐゑをんゔゕゖ
 */
static const uint16_t plain_kana[] = {
	0x3042, 0x3042, 0x3044, 0x3044, 0x3046, 0x3046, 0x3048, 0x3048, 0x304A,
	0x304A, 0x304B, 0x304B, 0x304D, 0x304D, 0x304F, 0x304F, 0x3051, 0x3051,
	0x3053, 0x3053, 0x3055, 0x3055, 0x3057, 0x3057, 0x3059, 0x3059, 0x305B,
	0x305B, 0x305D, 0x305D, 0x305F, 0x305F, 0x3061, 0x3061, 0x3064, 0x3064,
	0x3064, 0x3066, 0x3066, 0x3068, 0x3068, 0x306A, 0x306B, 0x306C, 0x306D,
	0x306E, 0x306F, 0x306F, 0x306F, 0x3072, 0x3072, 0x3072, 0x3075, 0x3075,
	0x3075, 0x3078, 0x3078, 0x3078, 0x307B, 0x307B, 0x307B, 0x307E, 0x307F,
	0x3080, 0x3081, 0x3082, 0x3084, 0x3084, 0x3086, 0x3086, 0x3088, 0x3088,
	0x3089, 0x308A, 0x308B, 0x308C, 0x308D, 0x308F, 0x308F, 0x3090, 0x3091,
	0x3092, 0x3093, 0x3046, 0x304B, 0x3051,
};

static bool has_katakana(uint32_t c) /* c is hiragana */
{
	return (c >= 0x3041 && c <= 0x3096) || c == 0x309D || c == 0x309E;
}

static uint32_t to_katakana(uint32_t c)
{
	return has_katakana(c) ? c + KATAKANA_OFFSET : c;
}

static uint32_t to_hiragana(uint32_t c)
{
	return has_katakana(c - KATAKANA_OFFSET) ? c - KATAKANA_OFFSET : c;
}

static uint32_t to_ascii(uint32_t c)
{
	if (c == 0x3000)
		return ' ';
	if (c >= FULL_ASCII_FIRST && c <= FULL_ASCII_LAST)
		return c - FULL_ASCII_FIRST + '!';
	return c;
}

static uint32_t to_full(uint32_t c)
{
	if (c >= HALF_FIRST && c <= HALF_LAST)
		return half_kana[c - HALF_FIRST];
	return c;
}

static char *map(const char *s, uint32_t (*one)(uint32_t))
{
	size_t len = strlen(s), used;
	struct str out = STR_INIT;

	for (size_t pos = 0; pos < len; pos += used)
		utf8_add(&out, one(utf8_decode(s + pos, len - pos, &used)));
	return str_detach(&out);
}

char *kana_to_hiragana(const char *s)
{
	return map(s, to_hiragana);
}

char *kana_to_katakana(const char *s)
{
	return map(s, to_katakana);
}

char *ascii_narrow(const char *s)
{
	return map(s, to_ascii);
}

/* Katakana c with a mark on it, or 0 where the mark does not fit. */
static uint32_t marked(uint32_t c, uint32_t mark)
{
	bool ha = c >= 0x30CF && c <= 0x30DB && (c - 0x30CF) % 3 == 0;

	if (mark == HALF_SEMIVOICED || mark == SEMIVOICED_MARK)
		return ha ? c + 2 : 0;
	if (mark != HALF_VOICED && mark != VOICED_MARK)
		return 0;
	if (ha || (c >= 0x30AB && c <= 0x30C1 && c % 2) ||
	    (c >= 0x30C4 && c <= 0x30C8 && c % 2 == 0))
		return c + 1;
	switch (c) {
	case 0x30A6: /* ウ */
		return 0x30F4;
	case 0x30EF: /* ワ */
		return 0x30F7;
	case 0x30F2: /* ヲ */
		return 0x30FA;
	default:
		return 0;
	}
}

char *kana_widen(const char *s)
{
	size_t len = strlen(s), used;
	struct str out = STR_INIT;

	for (size_t pos = 0; pos < len; pos += used) {
		uint32_t c = utf8_decode(s + pos, len - pos, &used), with = 0;

		if (c < HALF_FIRST || c > HALF_LAST) {
			utf8_add(&out, c);
			continue;
		}
		c = to_full(c);
		if (pos + used < len) {
			size_t mark_len;
			uint32_t mark = utf8_decode(
				s + pos + used, len - pos - used, &mark_len);

			with = marked(c, mark);
			if (with)
				used += mark_len;
		}
		utf8_add(&out, with ? with : c);
	}
	return str_detach(&out);
}

static uint32_t to_full_ascii(uint32_t c)
{
	if (c == ' ')
		return 0x3000;
	return c > ' ' && c < 0x7F ? c - '!' + FULL_ASCII_FIRST : c;
}

char *ascii_widen(const char *s)
{
	return map(s, to_full_ascii);
}

/* The half-width kana of c, 0 when there is none. */
static uint32_t half_of(uint32_t c)
{
	for (size_t i = 0; i < ARRAY_SIZE(half_kana); i++)
		if (half_kana[i] == c)
			return HALF_FIRST + (uint32_t)i;
	return 0;
}

char *kana_narrow(const char *s)
{
	static const uint32_t marks[] = { 0, HALF_VOICED, HALF_SEMIVOICED };
	size_t len = strlen(s), used;
	struct str out = STR_INIT;

	for (size_t pos = 0; pos < len; pos += used) {
		uint32_t c = utf8_decode(s + pos, len - pos, &used);
		uint32_t half = half_of(c), mark = 0;

		/* A marked kana stands one or two behind its plain one, ヴ far
		 * from it. */
		for (size_t i = 1; !half && i < ARRAY_SIZE(marks); i++) {
			uint32_t plain = c == 0x30F4 ? 0x30A6 : c - (uint32_t)i;

			if (marked(plain, marks[i]) == c) {
				half = half_of(plain);
				mark = marks[i];
			}
		}
		utf8_add(&out, half ? half : c);
		if (mark)
			utf8_add(&out, mark);
	}
	return str_detach(&out);
}

bool kana_only(const char *s)
{
	size_t len = strlen(s), used;

	for (size_t pos = 0; pos < len; pos += used) {
		uint32_t c = utf8_decode(s + pos, len - pos, &used);

		if (c != ' ' && c != 0x3000 && !(c >= 0x3041 && c <= 0x309E) &&
		    !(c >= 0x30A1 && c <= 0x30FE) &&
		    !(c >= 0xFF65 && c <= HALF_LAST))
			return false;
	}
	return true;
}

uint32_t kana_key(const char *s)
{
	size_t len = strlen(s);
	uint32_t c;

	if (!len)
		return 0;
	c = to_hiragana(to_full(to_ascii(utf8_decode(s, len, NULL))));
	if (c >= 'A' && c <= 'Z')
		return c - 'A' + 'a';
	if (c >= 0x3041 && c < 0x3041 + ARRAY_SIZE(plain_kana))
		return plain_kana[c - 0x3041];
	return c;
}
