/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/utf8.h"

#include <string.h>

#include "text/norm.h"
#include "text/props.h"

#define ESC 0x1B
#define ZWJ 0x200D

/* Marks on one base: what a cell of curses holds beside the base. */
#define MARKS_MAX 4

uint32_t utf8_decode(const char *s, size_t len, size_t *used_len)
{
	const unsigned char *p = (const unsigned char *)s;
	unsigned char low = 0x80, high = 0xBF; /* of the second byte */
	size_t need, i, unused;
	uint32_t c = p[0];

	if (!used_len)
		used_len = &unused;
	*used_len = 1;
	if (c < 0x80)
		return c;
	if (c < 0xC2 || c > 0xF4)
		return UTF8_REPLACEMENT;
	if (c < 0xE0) {
		need = 2;
		c &= 0x1F;
	} else if (c < 0xF0) {
		need = 3;
		if (c == 0xE0)
			low = 0xA0; /* no longer than needed */
		if (c == 0xED)
			high = 0x9F; /* no surrogates */
		c &= 0x0F;
	} else {
		need = 4;
		if (c == 0xF0)
			low = 0x90;
		if (c == 0xF4)
			high = 0x8F; /* not beyond U+10FFFF */
		c &= 0x07;
	}
	for (i = 1; i < need && i < len; i++) {
		if (p[i] < low || p[i] > high)
			break;
		low = 0x80;
		high = 0xBF;
		c = c << 6 | (p[i] & 0x3F);
	}
	*used_len = i;
	return i == need ? c : UTF8_REPLACEMENT;
}

size_t utf8_encode(uint32_t c, char out[UTF8_MAX_LEN])
{
	if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
		c = UTF8_REPLACEMENT;
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		out[0] = (char)(0xC0 | c >> 6);
		out[1] = (char)(0x80 | (c & 0x3F));
		return 2;
	}
	if (c < 0x10000) {
		out[0] = (char)(0xE0 | c >> 12);
		out[1] = (char)(0x80 | (c >> 6 & 0x3F));
		out[2] = (char)(0x80 | (c & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | c >> 18);
	out[1] = (char)(0x80 | (c >> 12 & 0x3F));
	out[2] = (char)(0x80 | (c >> 6 & 0x3F));
	out[3] = (char)(0x80 | (c & 0x3F));
	return 4;
}

void utf8_add(struct str *out, uint32_t c)
{
	char bytes[UTF8_MAX_LEN];

	str_addn(out, bytes, utf8_encode(c, bytes));
}

/* A U+FFFD that was written as such is three bytes, a broken place is not:
 * its longest form, a truncated character of four, does not begin with EF. */
static bool is_broken(uint32_t c, const char *s, size_t used_len)
{
	return c == UTF8_REPLACEMENT &&
	       !(used_len == 3 && !memcmp(s, "\xEF\xBF\xBD", 3));
}

bool utf8_valid(const char *s, size_t len)
{
	size_t used;

	for (size_t pos = 0; pos < len; pos += used) {
		uint32_t c = utf8_decode(s + pos, len - pos, &used);

		if (is_broken(c, s + pos, used))
			return false;
	}
	return true;
}

size_t utf8_count(const char *s, size_t len)
{
	size_t n = 0;

	for (size_t pos = 0; pos < len; pos = utf8_next(s, len, pos))
		n++;
	return n;
}

size_t utf8_limit(const char *s, size_t len, size_t max_n)
{
	size_t pos = 0;

	while (max_n-- && pos < len)
		pos = utf8_next(s, len, pos);
	return pos;
}

size_t utf8_next(const char *s, size_t len, size_t pos)
{
	size_t used;

	if (pos >= len)
		return len;
	utf8_decode(s + pos, len - pos, &used);
	return pos + used;
}

size_t utf8_prev(const char *s, size_t pos)
{
	for (size_t back = 1; back <= UTF8_MAX_LEN && back <= pos; back++) {
		const char *p = s + pos - back;
		size_t used;

		if (((unsigned char)*p & 0xC0) == 0x80)
			continue;
		utf8_decode(p, back, &used);
		if (used == back)
			return pos - back;
		break;
	}
	return pos ? pos - 1 : 0;
}

/* Does c belong to the cluster that the character before it is part of? */
static bool joins(uint32_t before, uint32_t c)
{
	unsigned p = props_of(c);

	if (!(props_of(before) & PROP_WIDTH)) /* a control stands alone */
		return false;
	return p & PROP_EXTEND || (before == ZWJ && p & PROP_PICTURE);
}

static bool is_flag(uint32_t c)
{
	return props_of(c) & PROP_FLAG;
}

size_t cluster_next(const char *s, size_t len, size_t pos)
{
	size_t used;
	uint32_t before, c;
	bool may_pair;

	if (pos >= len)
		return len;
	before = utf8_decode(s + pos, len - pos, &used);
	may_pair = is_flag(before);
	for (pos += used; pos < len; pos += used) {
		c = utf8_decode(s + pos, len - pos, &used);
		if (!joins(before, c) && !(may_pair && is_flag(c)))
			break;
		may_pair = false;
		before = c;
	}
	return pos;
}

/* Flags that stand in a row right before pos. */
static size_t flags_before(const char *s, size_t pos)
{
	size_t n = 0;

	while (pos) {
		size_t prev = utf8_prev(s, pos);

		if (!is_flag(utf8_decode(s + prev, pos - prev, NULL)))
			break;
		pos = prev;
		n++;
	}
	return n;
}

size_t cluster_prev(const char *s, size_t pos)
{
	size_t at, prev;
	uint32_t c, before;

	if (!pos)
		return 0;
	at = utf8_prev(s, pos);
	c = utf8_decode(s + at, pos - at, NULL);
	while (at) {
		prev = utf8_prev(s, at);
		before = utf8_decode(s + prev, at - prev, NULL);
		if (!joins(before, c))
			break;
		at = prev;
		c = before;
	}
	if (is_flag(c) && flags_before(s, at) % 2)
		at = utf8_prev(s, at);
	return at;
}

/* Is it a line end? A CR before a LF is left for the LF to tell. */
static bool is_line_end(uint32_t c)
{
	return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 ||
	       c == 0x2029;
}

/* Add NFC text, leaving out marks beyond MARKS_MAX on one base. */
static size_t add_sane_marks(struct str *out, const char *s, size_t len)
{
	size_t used, from = 0, marks = 0, dropped_n = 0;

	for (size_t pos = 0; pos < len; pos += used) {
		uint32_t c = utf8_decode(s + pos, len - pos, &used);

		marks = props_of(c) & PROP_EXTEND ? marks + 1 : 0;
		if (marks <= MARKS_MAX)
			continue;
		str_addn(out, s + from, pos - from);
		from = pos + used;
		dropped_n++;
	}
	str_addn(out, s + from, len - from);
	return dropped_n;
}

static bool in_range(char c, char low, char high)
{
	return c >= low && c <= high;
}

/*
 * Bytes of the escape sequence that begins with the ESC at s, 0 when what
 * follows is none, or not a whole one: text that somebody needs. ECMA-48, 5.4
 * (CSI) and 5.6 (DCS, OSC, PM, APC, SOS); terminals end an OSC by BEL, too.
 */
static size_t escape_len(const char *s, size_t len)
{
	size_t i = 2;

	if (len > i && s[1] == '[') {
		while (i < len && in_range(s[i], '0', '?'))
			i++;
		while (i < len && in_range(s[i], ' ', '/'))
			i++;
		return i < len && in_range(s[i], '@', '~') ? i + 1 : 0;
	}
	if (len <= i || !s[1] || !strchr("P]^_X", s[1]))
		return 0;
	while (i < len &&
	       ((unsigned char)s[i] >= ' ' || in_range(s[i], '\b', '\r')))
		i++;
	if (i < len && s[i] == '\a' && s[1] == ']')
		return i + 1;
	return i + 1 < len && s[i] == ESC && s[i + 1] == '\\' ? i + 2 : 0;
}

struct text_cleaned text_clean(struct str *out, const char *bytes, size_t len,
			       unsigned flags)
{
	struct text_cleaned done = { 0 };
	struct str kept = STR_INIT, nfc = STR_INIT;
	size_t used;

	for (size_t pos = 0; pos < len; pos += used) {
		const char *p = bytes + pos;
		uint32_t c = utf8_decode(p, len - pos, &used);
		unsigned props = props_of(c);

		if (is_line_end(c)) {
			if (c == '\r' && pos + 1 < len && p[1] == '\n')
				continue;
			str_addc(&kept, flags & TEXT_LINES ? '\n' : ' ');
		} else if (c == '\t') {
			str_addc(&kept, ' ');
		} else if (is_broken(c, p, used) || props & PROP_NOCHARACTER) {
			utf8_add(&kept, UTF8_REPLACEMENT);
			done.replaced_n++;
		} else if (c == ESC) {
			size_t sequence = escape_len(p, len - pos);

			used = sequence ? sequence : used;
			done.dropped_n++;
		} else if (!(props & PROP_WIDTH) || props & PROP_INVISIBLE) {
			done.dropped_n++;
		} else {
			str_addn(&kept, p, used);
		}
	}
	norm_nfc(&nfc, kept.buf, kept.len);
	done.dropped_n += add_sane_marks(out, nfc.buf, nfc.len);
	str_release(&kept);
	str_release(&nfc);
	return done;
}
