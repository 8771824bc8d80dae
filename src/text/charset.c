/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/charset.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "text/utf8.h"
#include "text/width.h"

#define PAGE_BITS 8
#define PAGE_SIZE (1U << PAGE_BITS)
#define PAGES_N   (0x110000U >> PAGE_BITS)
#define GETA      0x3013 /* 〓, printers' mark for a type they have not got */

/* What a character becomes, once it has been asked for. */
struct code {
	bool known, shown;
	uint8_t len;
	char bytes[CODER_MAX_LEN];
};

struct coder {
	enum charset charset;
	iconv_t to, from;
	struct code *page[PAGES_N];
	char begun[3]; /* the first bytes of a character from the terminal */
	size_t begun_len;
};

static const struct {
	const char *name;
	enum charset charset;
} names[] = {
	/* the first of each is charset_name() */
	{ "utf-8", CHARSET_UTF8 },
	{ "utf8", CHARSET_UTF8 },
	{ "cp932", CHARSET_CP932 },
	{ "ms932", CHARSET_CP932 },
	{ "sjis", CHARSET_CP932 },
	{ "shift-jis", CHARSET_CP932 },
	{ "shift_jis", CHARSET_CP932 },
	{ "windows-31j", CHARSET_CP932 },
	{ "euc-jp", CHARSET_EUC_JP },
	{ "eucjp", CHARSET_EUC_JP },
	{ "euc-jp-ms", CHARSET_EUC_JP },
	{ "ujis", CHARSET_EUC_JP },
	{ "euc-jp-basic", CHARSET_EUC_JP_BASIC },
};

/* As iconv calls them. */
static const char *const iconv_names[CHARSET_N] = {
	[CHARSET_CP932] = "CP932",
	[CHARSET_EUC_JP] = "EUC-JP-MS",
	[CHARSET_EUC_JP_BASIC] = "EUC-JP-MS",
};

/*
 * One code of JIS X 0208, two characters of Unicode: that of the standards,
 * which the program keeps and an input method here writes, and that of
 * Windows, which iconv knows. Both are shown; the first is what comes in.
 */
static const struct {
	uint32_t standard, windows;
} pairs[] = {
	{ 0x301C, 0xFF5E }, /* 〜 */
	{ 0x2014, 0x2015 }, /* — */
	{ 0x2016, 0x2225 }, /* ‖ */
};

/* Narrow here, wide on such terminals: shown by a narrow one that reads
 * alike. What the terminal sends for them is their full-width form. */
static const struct {
	uint32_t c;
	char alike;
} narrow[] = {
	{ 0x2212, '-' },  /* − */
	{ 0x2010, '-' },  /* ‐ */
	{ 0x2011, '-' },  /* no-break hyphen */
	{ 0x00A0, ' ' },  /* no-break space */
	{ 0x00A5, '\\' }, /* ¥, which is what Japanese terminals show there */
	{ 0x00A6, '|' },  /* ¦ */
};

bool charset_find(const char *name, enum charset *out)
{
	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		if (strcasecmp(names[i].name, name) != 0)
			continue;
		*out = names[i].charset;
		return true;
	}
	return false;
}

const char *charset_name(enum charset charset)
{
	size_t i = 0;

	while (names[i].charset != charset)
		i++;
	return names[i].name;
}

struct coder *coder_new(enum charset charset, struct err *err)
{
	struct coder *coder = xcalloc(1, sizeof(*coder));
	const char *name = iconv_names[charset];

	coder->charset = charset;
	if (!name)
		return coder;
	coder->to = iconv_open(name, "UTF-8");
	coder->from = iconv_open("UTF-8", name);
	if (coder->to != (iconv_t)-1 && coder->from != (iconv_t)-1)
		return coder;
	err_system(err,
		   _("this machine cannot convert to the character set %s; "
		     "install the gconv modules of its C library"),
		   name);
	coder_free(coder);
	return NULL;
}

void coder_free(struct coder *coder)
{
	if (!coder)
		return;
	if (iconv_names[coder->charset]) {
		if (coder->to != (iconv_t)-1)
			iconv_close(coder->to);
		if (coder->from != (iconv_t)-1)
			iconv_close(coder->from);
	}
	for (size_t i = 0; i < PAGES_N; i++)
		free(coder->page[i]);
	free(coder);
}

/* ---- to the terminal ---- */

static bool is_euc(const struct coder *coder)
{
	return coder->charset != CHARSET_CP932;
}

static int cells_of(const struct coder *coder, const char *code, size_t len)
{
	return len == 1 || (is_euc(coder) && code[0] == '\x8e') ? 1 : 2;
}

/* Has a terminal this code that knows no more than JIS X 0208? */
static bool is_basic(const char *code, size_t len)
{
	unsigned char lead = (unsigned char)code[0];

	return len == 1 || lead == 0x8e || (lead >= 0xa1 && lead <= 0xa8) ||
	       (lead >= 0xb0 && lead <= 0xf4);
}

/* The code of c, if it has one and that has its width. */
static bool try_code(struct coder *coder, uint32_t c, struct code *code)
{
	char utf8[UTF8_MAX_LEN];
	char *in = utf8, *out = code->bytes;
	size_t in_len = utf8_encode(c, utf8), room = sizeof(code->bytes);

	iconv(coder->to, NULL, NULL, NULL, NULL);
	/* What it converts only roughly is not what it is. */
	if (iconv(coder->to, &in, &in_len, &out, &room) != 0)
		return false;
	code->len = (uint8_t)(sizeof(code->bytes) - room);
	if (cells_of(coder, code->bytes, code->len) != text_cols_of(c) ||
	    (code->len == 1 && c >= 0x80 && c < 0xff00))
		return false;
	return coder->charset != CHARSET_EUC_JP_BASIC ||
	       is_basic(code->bytes, code->len);
}

/* The other of a pair, or 0. */
static uint32_t other_of(uint32_t c)
{
	for (size_t i = 0; i < ARRAY_SIZE(pairs); i++) {
		if (pairs[i].standard == c)
			return pairs[i].windows;
		if (pairs[i].windows == c)
			return pairs[i].standard;
	}
	return 0;
}

static char alike_of(uint32_t c)
{
	for (size_t i = 0; i < ARRAY_SIZE(narrow); i++)
		if (narrow[i].c == c)
			return narrow[i].alike;
	return 0;
}

static void find_code(struct coder *coder, uint32_t c, struct code *code)
{
	uint32_t other = other_of(c);
	char alike = alike_of(c);

	code->shown = true;
	if (try_code(coder, c, code) || (other && try_code(coder, other, code)))
		return;
	if (alike) {
		*code = (struct code){ .shown = true,
				       .len = 1,
				       .bytes = { alike } };
		return;
	}
	switch (text_cols_of(c)) {
	case 2:
		if (!try_code(coder, GETA, code))
			BUG("%s has no 〓", charset_name(coder->charset));
		break;
	case 1:
		*code = (struct code){ .len = 1, .bytes = "?" };
		break;
	default:
		*code = (struct code){ .len = 0 };
		break;
	}
	code->shown = false;
}

static const struct code *code_of(struct coder *coder, uint32_t c)
{
	struct code **page, *code;

	if (c > 0x10ffff)
		c = UTF8_REPLACEMENT;
	page = &coder->page[c >> PAGE_BITS];
	if (!*page)
		*page = xcalloc(PAGE_SIZE, sizeof(**page));
	code = &(*page)[c & (PAGE_SIZE - 1)];
	if (!code->known)
		find_code(coder, c, code);
	code->known = true;
	return code;
}

size_t coder_encode(struct coder *coder, uint32_t c, char out[CODER_MAX_LEN])
{
	const struct code *code;

	if (coder->charset == CHARSET_UTF8)
		return utf8_encode(c, out);
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	code = code_of(coder, c);
	memcpy(out, code->bytes, code->len);
	return code->len;
}

bool coder_shows(struct coder *coder, uint32_t c)
{
	return coder->charset == CHARSET_UTF8 || c < 0x80 ||
	       code_of(coder, c)->shown;
}

/* ---- from the terminal ---- */

/* Bytes of the character that begins so; 0: none does. */
static size_t need_len(const struct coder *coder, unsigned char lead)
{
	if (lead < 0x80)
		return 1;
	if (is_euc(coder)) {
		if (lead == 0x8f)
			return 3;
		return lead == 0x8e || (lead >= 0xa1 && lead <= 0xfe) ? 2 : 0;
	}
	if (lead >= 0xa1 && lead <= 0xdf)
		return 1;
	return (lead >= 0x81 && lead <= 0x9f) || (lead >= 0xe0 && lead <= 0xfc)
		       ? 2
		       : 0;
}

static bool may_follow(const struct coder *coder, unsigned char byte)
{
	if (is_euc(coder))
		return byte >= 0xa1 && byte <= 0xfe;
	return byte >= 0x40 && byte <= 0xfc && byte != 0x7f;
}

static uint32_t standard_of(uint32_t c)
{
	for (size_t i = 0; i < ARRAY_SIZE(pairs); i++)
		if (pairs[i].windows == c)
			return pairs[i].standard;
	return c;
}

/* A character whose bytes are all there. */
static void take_whole(struct coder *coder, struct str *out)
{
	char utf8[16], *in = coder->begun, *end = utf8;
	size_t in_len = coder->begun_len, room = sizeof(utf8);
	char last = coder->begun[in_len - 1];
	bool good;

	iconv(coder->from, NULL, NULL, NULL, NULL);
	good = iconv(coder->from, &in, &in_len, &end, &room) == 0 && end > utf8;
	coder->begun_len = 0;
	if (good) {
		utf8_add(out, standard_of(utf8_decode(
				      utf8, (size_t)(end - utf8), NULL)));
		return;
	}
	utf8_add(out, UTF8_REPLACEMENT);
	if ((unsigned char)last < 0x80)
		str_addc(out, last);
}

static void take_byte(struct coder *coder, char byte, struct str *out)
{
	unsigned char c = (unsigned char)byte;

	if (coder->begun_len && !may_follow(coder, c))
		coder_decode_end(coder, out);
	if (!coder->begun_len && c < 0x80) {
		str_addc(out, byte);
		return;
	}
	coder->begun[coder->begun_len++] = byte;
	if (!need_len(coder, (unsigned char)coder->begun[0]))
		coder_decode_end(coder, out);
	else if (coder->begun_len ==
		 need_len(coder, (unsigned char)coder->begun[0]))
		take_whole(coder, out);
}

void coder_decode(struct coder *coder, const char *bytes, size_t len,
		  struct str *out)
{
	if (coder->charset == CHARSET_UTF8) {
		str_addn(out, bytes, len);
		return;
	}
	for (size_t i = 0; i < len; i++)
		take_byte(coder, bytes[i], out);
}

bool coder_pending(const struct coder *coder)
{
	return coder->begun_len > 0;
}

void coder_decode_end(struct coder *coder, struct str *out)
{
	if (coder->begun_len)
		utf8_add(out, UTF8_REPLACEMENT);
	coder->begun_len = 0;
}

/* ---- the terminal we sit at ---- */

static struct coder *terminal;

void text_set_terminal(struct coder *coder)
{
	terminal = coder;
}

bool text_utf8_terminal(void)
{
	return !terminal || terminal->charset == CHARSET_UTF8;
}

bool text_shown(const char *s, size_t len)
{
	size_t used;

	if (!terminal)
		return true;
	for (size_t pos = 0; pos < len; pos += used)
		if (!coder_shows(terminal,
				 utf8_decode(s + pos, len - pos, &used)))
			return false;
	return true;
}
