/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ime/numbers.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

#define VALUE_MAX  999999999999ULL
#define DIGITS_MAX 12
#define CHAIN_MAX  6 /* 令和8年4月1日10時30分 */

/* How one number is written, in the order of struct number_forms. */
enum style { HALF, FULL, KANJI, STYLES };

struct numeral {
	const char *kana;
	unsigned value;
	bool unit;   /* ten, hundred, thousand: times what stood before */
	bool voiced; /* only behind a digit: さんぜん */
	const char *before; /* only before these counters' kana; NULL: any */
};

/* A sokuon stands only before the counters that begin so. */
#define CLIPPED "か き け こ さ し せ そ た ち つ て と ぱ ぴ ぷ ぺ ぽ"

static const struct numeral numerals[] = {
	{ "いち", 1 },
	{ "いっ", 1, .before = CLIPPED },
	{ "に", 2 },
	{ "さん", 3 },
	{ "よん", 4 },
	{ "よ", 4, .before = "じ にん ねん" },
	{ "し", 4, .before = "がつ" },
	{ "ご", 5 },
	{ "ろく", 6 },
	{ "ろっ", 6, .before = CLIPPED },
	{ "なな", 7 },
	{ "しち", 7 },
	{ "はち", 8 },
	{ "はっ", 8, .before = CLIPPED },
	{ "きゅう", 9 },
	{ "く", 9, .before = "じ がつ にん ねん" },
	{ "じゅう", 10, .unit = true },
	{ "じゅっ", 10, .unit = true, .before = CLIPPED },
	{ "じっ", 10, .unit = true, .before = CLIPPED },
	{ "ひゃく", 100, .unit = true },
	{ "びゃく", 100, .unit = true, .voiced = true },
	{ "ぴゃく", 100, .unit = true, .voiced = true },
	{ "せん", 1000, .unit = true },
	{ "ぜん", 1000, .unit = true, .voiced = true },
};

/* Numerals that are changed by what follows. */
static const struct {
	const char *kana;
	unsigned digit;
	const char *unit;
} joined[] = {
	{ "ろっ", 6, "ぴゃく" },
	{ "はっ", 8, "ぴゃく" },
	{ "はっ", 8, "せん" },
	{ "いっ", 1, "せん" },
};

enum counter_kind { OTHER, YEAR, MONTH, DAY, HOUR, MINUTE };

static const struct counter {
	const char *kana, *written;
	enum counter_kind kind;
} counters[] = {
	{ "えん", "円" },
	{ "まんえん", "万円" },
	{ "にん", "人" },
	{ "にんまえ", "人前" },
	{ "めい", "名" },
	{ "ねん", "年", YEAR },
	{ "ねんど", "年度", YEAR },
	{ "ねんかん", "年間" },
	{ "ねんまえ", "年前" },
	{ "ねんせい", "年生" },
	{ "がつ", "月", MONTH },
	{ "かげつ", "か月" },
	{ "かげつかん", "か月間" },
	{ "かげつまえ", "か月前" },
	{ "にち", "日", DAY },
	{ "にちかん", "日間" },
	{ "にちまえ", "日前" },
	{ "しゅう", "週" },
	{ "しゅうかん", "週間" },
	{ "しゅうかんまえ", "週間前" },
	{ "じ", "時", HOUR },
	{ "じはん", "時半" },
	{ "じかん", "時間" },
	{ "じかんはん", "時間半" },
	{ "ふん", "分", MINUTE },
	{ "ぷん", "分", MINUTE },
	{ "ふんかん", "分間" },
	{ "ぷんかん", "分間" },
	{ "びょう", "秒" },
	{ "さい", "歳" },
	{ "だい", "代" },
	{ "さいだい", "歳代" },
	{ "かい", "回" },
	{ "かいめ", "回目" },
	{ "がい", "階" },
	{ "ど", "度" },
	{ "どめ", "度目" },
	{ "けん", "件" },
	{ "まい", "枚" },
	{ "ほん", "本" },
	{ "ぼん", "本" },
	{ "ぽん", "本" },
	{ "さつ", "冊" },
	{ "ひき", "匹" },
	{ "びき", "匹" },
	{ "ぴき", "匹" },
	{ "こ", "個" },
	{ "かしょ", "か所" },
	{ "せたい", "世帯" },
	{ "しつ", "室" },
	{ "ごう", "号" },
	{ "ごうしつ", "号室" },
	{ "ばん", "番" },
	{ "ばんち", "番地" },
	{ "ばんめ", "番目" },
	{ "ちょうめ", "丁目" },
	{ "きゅう", "級" },
	{ "しゅ", "種" },
	{ "わり", "割" },
	{ "ぱーせんと", "パーセント" },
	{ "きろ", "キロ" },
	{ "めーとる", "メートル" },
	{ "てん", "点" },
	{ "とう", "等" },
	{ "じょう", "条" },
	{ "こう", "項" },
	{ "しゃ", "社" },
	{ "ぶ", "部" },
	{ "はく", "泊" },
	{ "ぱく", "泊" },
	{ "つう", "通" },
	{ "しょく", "食" },
	{ "きょうだい", "兄弟" },
};

/* Numbers that have a word of their own. */
static const struct {
	const char *kana;
	unsigned value;
	const char *written;
	enum counter_kind kind;
} whole[] = {
	{ "ついたち", 1, "日", DAY },
	{ "ふつか", 2, "日", DAY },
	{ "みっか", 3, "日", DAY },
	{ "よっか", 4, "日", DAY },
	{ "いつか", 5, "日", DAY },
	{ "むいか", 6, "日", DAY },
	{ "なのか", 7, "日", DAY },
	{ "ようか", 8, "日", DAY },
	{ "ここのか", 9, "日", DAY },
	{ "とおか", 10, "日", DAY },
	{ "じゅうよっか", 14, "日", DAY },
	{ "はつか", 20, "日", DAY },
	{ "にじゅうよっか", 24, "日", DAY },
	{ "ふつかかん", 2, "日間" },
	{ "みっかかん", 3, "日間" },
	{ "ひとり", 1, "人" },
	{ "ふたり", 2, "人" },
	{ "ひとつ", 1, "つ" },
	{ "ふたつ", 2, "つ" },
	{ "みっつ", 3, "つ" },
	{ "よっつ", 4, "つ" },
	{ "いつつ", 5, "つ" },
	{ "むっつ", 6, "つ" },
	{ "ななつ", 7, "つ" },
	{ "やっつ", 8, "つ" },
	{ "ここのつ", 9, "つ" },
	{ "はたち", 20, "歳" },
	{ "ひとつき", 1, "月" },
	{ "ふたつき", 2, "月" },
	{ "ひとばん", 1, "晩" },
};

static const struct {
	const char *kana, *written;
} eras[] = {
	{ "めいじ", "明治" },   { "たいしょう", "大正" },
	{ "しょうわ", "昭和" }, { "へいせい", "平成" },
	{ "れいわ", "令和" },
};

/* What a number is counted by: 週二回 */
static const struct {
	const char *kana, *written;
} spans[] = {
	{ "しゅう", "週" },
	{ "つき", "月" },
};

static const char *const kanji_digits[] = { "〇", "一", "二", "三", "四",
					    "五", "六", "七", "八", "九" };

void numbers_full_width(const char *digits, struct str *out)
{
	for (; *digits; digits++) {
		if (*digits >= '0' && *digits <= '9')
			str_addf(out, "\xef\xbc%c", 0x90 + *digits - '0');
		else
			str_addc(out, *digits);
	}
}

/* Below 10,000: 三百五十 */
static void add_kanji_section(unsigned n, struct str *out)
{
	static const char *const units[] = { "千", "百", "十", "" };
	unsigned unit = 1000;

	for (int i = 0; i < 4; i++, unit /= 10) {
		unsigned digit = n / unit % 10;

		if (digit > 1 || (digit == 1 && unit == 1))
			str_add(out, kanji_digits[digit]);
		if (digit)
			str_add(out, units[i]);
	}
}

static void add_kanji(unsigned long long n, struct str *out)
{
	if (!n)
		str_add(out, kanji_digits[0]);
	if (n / 100000000) {
		add_kanji_section((unsigned)(n / 100000000), out);
		str_add(out, "億");
	}
	if (n / 10000 % 10000) {
		add_kanji_section((unsigned)(n / 10000 % 10000), out);
		str_add(out, "万");
	}
	add_kanji_section((unsigned)(n % 10000), out);
}

static void add_number(unsigned long long n, struct str out[STYLES])
{
	char digits[24];

	(void)snprintf(digits, sizeof(digits), "%llu", n);
	str_add(&out[HALF], digits);
	numbers_full_width(digits, &out[FULL]);
	add_kanji(n, &out[KANJI]);
}

static void add_all(const char *text, struct str out[STYLES])
{
	for (int i = 0; i < STYLES; i++)
		str_add(&out[i], text);
}

/* A number being read, and the counted ones before it in a chain. */
struct reading {
	const char *s;
	size_t len;
	struct str out[STYLES];
	int chain;
	void (*fn)(void *data, const struct number_forms *forms);
	void *data;
};

/* A part of it: what is still open below ten thousand, and above. */
struct partial {
	unsigned long long above;
	unsigned section, digit, last_unit;
	bool has_digit;
};

static bool has_prefix(const struct reading *r, size_t at, const char *kana)
{
	size_t len = strlen(kana);

	return len <= r->len - at && !memcmp(r->s + at, kana, len);
}

static bool one_of(const struct reading *r, size_t at, const char *list)
{
	while (*list) {
		size_t len = strcspn(list, " ");

		if (len <= r->len - at && !memcmp(r->s + at, list, len))
			return true;
		list += len + (list[len] == ' ');
	}
	return false;
}

static void read_numbers(struct reading *r, size_t at,
			 enum counter_kind before);

/* A number and its counter end at AT: tell, and see whether a chain goes on. */
static void counted(struct reading *r, size_t at, unsigned long long value,
		    const char *written, enum counter_kind kind,
		    enum counter_kind before)
{
	struct number_forms forms = { .len = at };
	size_t was[STYLES];

	if (before != OTHER && kind != before + 1)
		return;
	for (int i = 0; i < STYLES; i++)
		was[i] = r->out[i].len;
	add_number(value, r->out);
	add_all(written, r->out);
	for (int i = 0; i < STYLES; i++)
		forms.form[forms.n++] = r->out[i].buf;
	r->fn(r->data, &forms);
	if (kind != OTHER && kind != MINUTE && r->chain < CHAIN_MAX) {
		r->chain++;
		read_numbers(r, at, kind);
		r->chain--;
	}
	for (int i = 0; i < STYLES; i++)
		str_setlen(&r->out[i], was[i]);
}

static void try_counters(struct reading *r, size_t at, unsigned long long value,
			 enum counter_kind before)
{
	for (size_t i = 0; i < ARRAY_SIZE(counters); i++)
		if (has_prefix(r, at, counters[i].kana))
			counted(r, at + strlen(counters[i].kana), value,
				counters[i].written, counters[i].kind, before);
}

static void read_numeral(struct reading *r, size_t at, struct partial p,
			 enum counter_kind before);

static void take_numeral(struct reading *r, size_t at, struct partial p,
			 const struct numeral *n, enum counter_kind before)
{
	size_t end = at + strlen(n->kana);

	if (n->unit) {
		if ((p.last_unit && n->value >= p.last_unit) ||
		    (n->voiced && !p.has_digit))
			return;
		p.section += (p.has_digit ? p.digit : 1) * n->value;
		p.last_unit = n->value;
		p.digit = 0;
		p.has_digit = false;
	} else {
		if (p.has_digit)
			return;
		p.digit = n->value;
		p.has_digit = true;
	}
	if (!n->before || one_of(r, end, n->before))
		try_counters(r, end, p.above + p.section + p.digit, before);
	if (!n->before)
		read_numeral(r, end, p, before);
}

static void read_numeral(struct reading *r, size_t at, struct partial p,
			 enum counter_kind before)
{
	for (size_t i = 0; i < ARRAY_SIZE(numerals); i++)
		if (has_prefix(r, at, numerals[i].kana))
			take_numeral(r, at, p, &numerals[i], before);
	for (size_t i = 0; i < ARRAY_SIZE(joined) && !p.has_digit; i++) {
		struct partial with = p;
		size_t end = at + strlen(joined[i].kana);

		if (!has_prefix(r, at, joined[i].kana) ||
		    !has_prefix(r, end, joined[i].unit))
			continue;
		with.digit = joined[i].digit;
		with.has_digit = true;
		read_numeral(r, end, with, before);
	}
	if ((p.section || p.digit) && has_prefix(r, at, "まん")) {
		struct partial above = {
			.above = p.above + (p.section + p.digit) * 10000ULL,
		};

		try_counters(r, at + strlen("まん"), above.above, before);
		if (!p.above)
			read_numeral(r, at + strlen("まん"), above, before);
	}
}

/* Digits that were typed: 35000えん, 3まんえん */
static void read_digits(struct reading *r, size_t at, enum counter_kind before)
{
	unsigned long long value = 0;
	size_t n = 0;

	while (at < r->len && n <= DIGITS_MAX && r->s[at] >= '0' &&
	       r->s[at] <= '9') {
		value = value * 10 + (unsigned)(r->s[at++] - '0');
		n++;
	}
	if (!n || n > DIGITS_MAX)
		return;
	try_counters(r, at, value, before);
	if (has_prefix(r, at, "まん") && value <= VALUE_MAX / 10000) {
		at += strlen("まん");
		try_counters(r, at, value * 10000, before);
	}
}

static void read_numbers(struct reading *r, size_t at, enum counter_kind before)
{
	for (size_t i = 0; i < ARRAY_SIZE(whole); i++)
		if (has_prefix(r, at, whole[i].kana))
			counted(r, at + strlen(whole[i].kana), whole[i].value,
				whole[i].written, whole[i].kind, before);
	read_digits(r, at, before);
	read_numeral(r, at, (struct partial){ 0 }, before);
}

/* A number behind a text of so many bytes. */
static void read_behind(struct reading *r, size_t at, const char *written)
{
	add_all(written, r->out);
	r->chain++;
	read_numbers(r, at, OTHER);
	r->chain--;
	for (int i = 0; i < STYLES; i++)
		str_reset(&r->out[i]);
}

static void read_era(struct reading *r, const char *kana, const char *written)
{
	size_t at = strlen(kana);
	struct number_forms first = { .n = 1 };

	if (has_prefix(r, at, "がんねん")) {
		str_set(&r->out[HALF], written);
		str_add(&r->out[HALF], "元年");
		first.len = at + strlen("がんねん");
		first.form[0] = r->out[HALF].buf;
		r->fn(r->data, &first);
		str_reset(&r->out[HALF]);
	}
	/* Only a year may stand here: the one kind behind OTHER. */
	read_behind(r, at, written);
}

void numbers_at(const char *s, size_t len,
		void (*fn)(void *data, const struct number_forms *forms),
		void *data)
{
	struct reading r = { .s = s, .len = len, .fn = fn, .data = data };

	for (int i = 0; i < STYLES; i++)
		str_init(&r.out[i]);
	for (size_t i = 0; i < ARRAY_SIZE(eras); i++)
		if (has_prefix(&r, 0, eras[i].kana))
			read_era(&r, eras[i].kana, eras[i].written);
	for (size_t i = 0; i < ARRAY_SIZE(spans); i++)
		if (has_prefix(&r, 0, spans[i].kana))
			read_behind(&r, strlen(spans[i].kana),
				    spans[i].written);
	read_numbers(&r, 0, OTHER);
	for (int i = 0; i < STYLES; i++)
		str_release(&r.out[i]);
}

void number_forms_release(struct number_forms *forms)
{
	for (size_t i = 0; i < forms->n; i++)
		free(forms->form[i]);
	*forms = (struct number_forms){ 0 };
}
