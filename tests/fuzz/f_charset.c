/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes from a terminal: they become valid UTF-8, the same whether they
 * come at once or in pieces; no ASCII is made up; and what is sent back takes
 * the cells that are counted. The first byte chooses the charset.
 */
#include "fuzz.h"

#include <string.h>

#include "base/mem.h"
#include "text/charset.h"
#include "text/utf8.h"
#include "text/width.h"

static struct coder *coders[CHARSET_N];

static void expect(bool is_true, const char *what)
{
	if (!is_true)
		BUG("%s", what);
}

static struct coder *coder_of(uint8_t byte)
{
	enum charset charset = CHARSET_CP932 + byte % (CHARSET_N - 1);

	text_set_ambiguous(2);
	if (!coders[charset])
		coders[charset] = coder_new(charset, NULL);
	expect(coders[charset], "a coder");
	return coders[charset];
}

static size_t count(const char *s, size_t len, char c)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++)
		n += s[i] == c;
	return n;
}

static void send_back(struct coder *coder, const struct str *text)
{
	size_t used;

	for (size_t pos = 0; pos < text->len; pos += used) {
		uint32_t c =
			utf8_decode(text->buf + pos, text->len - pos, &used);
		char code[CODER_MAX_LEN];
		size_t len = coder_encode(coder, c, code);

		expect(len <= CODER_MAX_LEN, "room for a code");
		expect(text_cols_of(c) != 2 || len >= 2, "two cells");
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str whole = STR_INIT, pieces = STR_INIT;
	struct coder *coder;
	const char *bytes = (const char *)data + 1;

	if (!size--)
		return 0;
	coder = coder_of(data[0]);
	coder_decode(coder, bytes, size, &whole);
	coder_decode_end(coder, &whole);
	for (size_t i = 0; i < size; i++)
		coder_decode(coder, bytes + i, 1, &pieces);
	coder_decode_end(coder, &pieces);
	expect(utf8_valid(whole.buf, whole.len), "valid UTF-8");
	expect(whole.len == pieces.len &&
		       !memcmp(whole.buf, pieces.buf, whole.len),
	       "the same in pieces");
	expect(count(whole.buf, whole.len, '\033') ==
		       count(bytes, size, '\033'),
	       "every Esc arrives");
	send_back(coder, &whole);
	str_release(&whole);
	str_release(&pieces);
	return 0;
}
