/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes as what a program paints, on their way to a legacy terminal: the
 * same in one piece and in many, a file of terminals is read or refused, and
 * after Cancel and a plain letter the conversion stands between characters.
 * The first byte chooses the charset.
 */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "line/burst.h"
#include "line/convert.h"
#include "line/line.h"
#include "text/width.h"

static struct coder *coders[CHARSET_N];

static void expect(bool is_true, const char *what)
{
	if (!is_true)
		BUG("%s", what);
}

static void fuzz_convert(enum charset charset, const char *bytes, size_t len)
{
	struct str whole = STR_INIT, pieces = STR_INIT;
	struct convert one, many;

	convert_init(&one, coders[charset], charset);
	convert_init(&many, coders[charset], charset);
	convert_feed(&one, bytes, len, &whole);
	for (size_t i = 0; i < len; i++)
		convert_feed(&many, bytes + i, 1, &pieces);
	expect(whole.len == pieces.len &&
		       !memcmp(whole.buf, pieces.buf, whole.len),
	       "the same in pieces");
	convert_feed(&one,
		     "\x18"
		     "a\x18"
		     "a",
		     4, &whole);
	expect(convert_between(&one) || one.state == CONVERT_STRING ||
		       one.state == CONVERT_STRING_END,
	       "between characters");
	expect(one.held_len <= sizeof(one.held), "never more is held");
	str_release(&whole);
	str_release(&pieces);
}

/* Whatever comes goes on, in one piece. */
static void fuzz_burst(const char *bytes, size_t len)
{
	struct str out = STR_INIT;
	struct burst b;

	burst_init(&b, true);
	for (size_t i = 0; i < len; i++)
		burst_feed(&b, bytes + i, 1, 100, &out);
	burst_tick(&b, 200, &out);
	expect(burst_wait_ms(&b, 200) == -1, "nothing is held");
	expect(!len || memmem(out.buf, out.len, bytes, len), "all goes on");
	burst_release(&b);
	str_release(&out);
}

/* In a file, as it is read; line_check takes a path. */
static void fuzz_settings(const char *bytes, size_t len)
{
	char path[] = "/tmp/madoguchi-f_line-XXXXXX";
	struct err err = ERR_INIT;
	int fd = mkstemp(path);

	expect(fd >= 0 && write(fd, bytes, len) == (ssize_t)len, "a file");
	close(fd);
	expect(!line_check(path, &err) == !err.text.len, "a sentence each");
	unlink(path);
	err_release(&err);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	enum charset charset;

	if (!size)
		return 0;
	charset = data[0] % CHARSET_N;
	text_set_ambiguous(2);
	if (!coders[charset])
		coders[charset] = coder_new(charset, NULL);
	expect(coders[charset], "a coder");
	fuzz_convert(charset, (const char *)data + 1, size - 1);
	fuzz_burst((const char *)data + 1, size - 1);
	fuzz_settings((const char *)data + 1, size - 1);
	return 0;
}
