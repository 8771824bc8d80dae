/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "line/convert.h"

#include <string.h>

#include "text/utf8.h"

#define ESC    0x1b
#define CANCEL 0x18
#define SUB    0x1a
#define BELL   0x07

void convert_init(struct convert *cv, struct coder *coder, enum charset charset)
{
	*cv = (struct convert){
		.coder = coder,
		.keep_sets = charset == CHARSET_EUC_JP ||
			     charset == CHARSET_EUC_JP_BASIC,
	};
}

bool convert_between(const struct convert *cv)
{
	return cv->state == CONVERT_TEXT && !cv->held_len;
}

static void pass_held(struct convert *cv, struct str *out)
{
	str_addn(out, cv->held, cv->held_len);
	cv->held_len = 0;
}

static void begin_escape(struct convert *cv)
{
	cv->held[0] = ESC;
	cv->held_len = 1;
	cv->state = CONVERT_ESCAPE;
}

/* Does Esc and this byte choose a set for G1, G2 or G3? */
static bool chooses_set(char second)
{
	return second && strchr(")*+-./", second);
}

static void feed_escape(struct convert *cv, unsigned char c, struct str *out)
{
	bool set = cv->held_len > 1 && chooses_set(cv->held[1]);

	if (c >= 0x20 && c <= 0x2f && cv->held_len < sizeof(cv->held)) {
		cv->held[cv->held_len++] = (char)c;
		return;
	}
	if (set && cv->keep_sets)
		cv->held_len = 0;
	else
		pass_held(cv, out);
	if (c == ESC) {
		begin_escape(cv);
		return;
	}
	if (!set || !cv->keep_sets)
		str_addc(out, (char)c);
	cv->state = c == '['                  ? CONVERT_CONTROL
		    : c && strchr("]P_^X", c) ? CONVERT_STRING
					      : CONVERT_TEXT;
}

/* Bytes of the character that begins so; 0: none does. */
static size_t need_len(unsigned char lead)
{
	return lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0;
}

/* A byte of a character beyond ASCII. Painted text is never broken; a piece
 * of a broken one is left out. */
static void feed_character(struct convert *cv, unsigned char c, struct str *out)
{
	char code[CODER_MAX_LEN];
	uint32_t whole;

	if (c >= 0xc0)
		cv->held_len = 0;
	else if (!cv->held_len)
		return;
	cv->held[cv->held_len++] = (char)c;
	if (cv->held_len < need_len((unsigned char)cv->held[0]))
		return;
	whole = utf8_decode(cv->held, cv->held_len, NULL);
	cv->held_len = 0;
	str_addn(out, code, coder_encode(cv->coder, whole, code));
}

static void feed_text(struct convert *cv, unsigned char c, struct str *out)
{
	if (c >= 0x80) {
		feed_character(cv, c, out);
		return;
	}
	cv->held_len = 0;
	if (c == ESC)
		begin_escape(cv);
	else
		str_addc(out, (char)c);
}

/* Inside a sequence that is passed on as it comes. */
static void feed_sequence(struct convert *cv, unsigned char c, struct str *out)
{
	if (c == ESC && cv->state == CONVERT_CONTROL) {
		begin_escape(cv);
		return;
	}
	str_addc(out, (char)c);
	if (c == CANCEL || c == SUB)
		cv->state = CONVERT_TEXT;
	else if (cv->state == CONVERT_CONTROL && c >= 0x40)
		cv->state = CONVERT_TEXT;
	else if (cv->state == CONVERT_STRING && c == ESC)
		cv->state = CONVERT_STRING_END;
	else if (cv->state == CONVERT_STRING && c == BELL)
		cv->state = CONVERT_TEXT;
	else if (cv->state == CONVERT_STRING_END)
		cv->state = c == '\\' ? CONVERT_TEXT : CONVERT_STRING;
}

void convert_feed(struct convert *cv, const char *bytes, size_t len,
		  struct str *out)
{
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)bytes[i];

		if (cv->state == CONVERT_TEXT)
			feed_text(cv, c, out);
		else if (cv->state == CONVERT_ESCAPE)
			feed_escape(cv, c, out);
		else
			feed_sequence(cv, c, out);
	}
}
