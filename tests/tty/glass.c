/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tty/glass.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>
#include <unicode/uchar.h>

#include "base/mem.h"

#define FIRST_STAND_IN 0xAC00
#define STAND_INS_N    (0xD7A4 - FIRST_STAND_IN)
#define BMP_N          0x10000

struct glass {
	iconv_t show, type;
	struct str begun; /* half a character */
	uint32_t original[STAND_INS_N];
	uint16_t stand_in[BMP_N]; /* 0: none is needed */
};

static iconv_t convert(const char *to, const char *from)
{
	iconv_t cd = iconv_open(to, from);

	if (cd == (iconv_t)-1)
		die("a terminal in %s: no way from %s", to, from);
	return cd;
}

static bool is_wide_by_policy(uint32_t c)
{
	int type = u_charType((UChar32)c);

	return u_getIntPropertyValue((UChar32)c, UCHAR_EAST_ASIAN_WIDTH) ==
		       U_EA_AMBIGUOUS &&
	       type != U_NON_SPACING_MARK && type != U_FORMAT_CHAR;
}

struct glass *glass_new(const char *charset, bool wide)
{
	struct glass *glass = xcalloc(1, sizeof(*glass));
	size_t n = 0;

	charset = charset ? charset : "UTF-8";
	glass->show = convert("UTF-8", charset);
	glass->type = convert(charset, "UTF-8");
	str_init(&glass->begun);
	for (uint32_t c = 0xa0; wide && c < BMP_N; c++) {
		if (!is_wide_by_policy(c))
			continue;
		if (n == STAND_INS_N)
			BUG("too few stand-ins");
		glass->original[n] = c;
		glass->stand_in[c] = (uint16_t)(FIRST_STAND_IN + n++);
	}
	return glass;
}

void glass_free(struct glass *glass)
{
	if (!glass)
		return;
	iconv_close(glass->show);
	iconv_close(glass->type);
	str_release(&glass->begun);
	free(glass);
}

/* Convert all that can be; what is left in in is only a beginning. */
static void convert_all(iconv_t cd, struct str *in, const char *instead,
			struct str *out)
{
	char *p = in->buf, buf[4096];
	size_t left = in->len;

	while (left) {
		char *end = buf;
		size_t room = sizeof(buf);
		size_t rc = iconv(cd, &p, &left, &end, &room);
		int why = errno;

		str_addn(out, buf, (size_t)(end - buf));
		if (rc != (size_t)-1 || why == E2BIG)
			continue;
		if (why == EINVAL)
			break;
		str_add(out, instead);
		p++;
		left--;
	}
	str_splice(in, 0, in->len - left, NULL, 0);
}

/* Two- and three-byte UTF-8 at s; 0 for the rest, which needs no stand-in. */
static uint32_t decode(const char *s, size_t len)
{
	const unsigned char *p = (const unsigned char *)s;

	if (p[0] >= 0xc0 && p[0] < 0xe0 && len >= 2)
		return (uint32_t)(p[0] & 0x1f) << 6 | (p[1] & 0x3f);
	if (p[0] >= 0xe0 && p[0] < 0xf0 && len >= 3)
		return (uint32_t)(p[0] & 0x0f) << 12 |
		       (uint32_t)(p[1] & 0x3f) << 6 | (p[2] & 0x3f);
	return 0;
}

static void add_stand_in(struct str *out, uint16_t c)
{
	str_addc(out, (char)(0xe0 | c >> 12));
	str_addc(out, (char)(0x80 | (c >> 6 & 0x3f)));
	str_addc(out, (char)(0x80 | (c & 0x3f)));
}

void glass_show(struct glass *glass, const char *bytes, size_t len,
		struct str *out)
{
	struct str utf8 = STR_INIT;

	str_addn(&glass->begun, bytes, len);
	convert_all(glass->show, &glass->begun, "\xef\xbf\xbd", &utf8);
	for (size_t i = 0; i < utf8.len;) {
		uint32_t c = decode(utf8.buf + i, utf8.len - i);

		if (c && glass->stand_in[c]) {
			add_stand_in(out, glass->stand_in[c]);
			i += c < 0x800 ? 2 : 3;
		} else {
			str_addc(out, utf8.buf[i++]);
		}
	}
	str_release(&utf8);
}

uint32_t glass_original(const struct glass *glass, uint32_t c)
{
	if (c < FIRST_STAND_IN || c >= FIRST_STAND_IN + STAND_INS_N ||
	    !glass->original[c - FIRST_STAND_IN])
		return c;
	return glass->original[c - FIRST_STAND_IN];
}

void glass_type(struct glass *glass, const char *utf8, size_t len,
		struct str *out)
{
	struct str in = STR_INIT;

	str_addn(&in, utf8, len);
	convert_all(glass->type, &in, "?", out);
	str_release(&in);
}
