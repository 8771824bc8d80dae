/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/test.h"

#include "text/charset.h"
#include "text/utf8.h"
#include "text/width.h"

static struct coder *open_coder(enum charset charset)
{
	struct err err = ERR_INIT;
	struct coder *coder = coder_new(charset, &err);

	if (!coder)
		fail_msg("%s", err.text.buf);
	err_release(&err);
	return coder;
}

static void encode_all(struct coder *coder, const char *utf8, struct str *out)
{
	size_t used, len = strlen(utf8);
	char code[CODER_MAX_LEN];

	for (size_t pos = 0; pos < len; pos += used) {
		uint32_t c = utf8_decode(utf8 + pos, len - pos, &used);

		str_addn(out, code, coder_encode(coder, c, code));
	}
}

static void sends(enum charset charset, const char *utf8, const char *bytes)
{
	struct coder *coder = open_coder(charset);
	struct str out = STR_INIT;

	encode_all(coder, utf8, &out);
	assert_string_equal(out.buf, bytes);
	str_release(&out);
	coder_free(coder);
}

/* Whole, and byte by byte. */
static void takes(enum charset charset, const char *bytes, const char *utf8)
{
	struct coder *coder = open_coder(charset);
	struct str out = STR_INIT;

	coder_decode(coder, bytes, strlen(bytes), &out);
	coder_decode_end(coder, &out);
	assert_string_equal(out.buf, utf8);
	str_reset(&out);
	for (const char *p = bytes; *p; p++)
		coder_decode(coder, p, 1, &out);
	coder_decode_end(coder, &out);
	assert_false(coder_pending(coder));
	assert_string_equal(out.buf, utf8);
	str_release(&out);
	coder_free(coder);
}

static void names_are_found(void **state)
{
	enum charset charset;

	assert_true(charset_find("EUCJP", &charset));
	assert_int_equal(charset, CHARSET_EUC_JP);
	assert_true(charset_find("Windows-31J", &charset));
	assert_int_equal(charset, CHARSET_CP932);
	assert_false(charset_find("latin-1", &charset));
	for (charset = 0; charset < CHARSET_N; charset++) {
		enum charset again;

		assert_true(charset_find(charset_name(charset), &again));
		assert_int_equal(again, charset);
	}
}

static void letters_have_their_codes(void **state)
{
	sends(CHARSET_CP932, "Aｶﾞ漢髙﨑①",
	      "A\xb6\xde\x8a\xbf\xfb\xfc\xfa\xb1\x87\x40");
	sends(CHARSET_EUC_JP, "Aｶﾞ漢髙①",
	      "A\x8e\xb6\x8e\xde\xb4\xc1\x8f\xf4\xfb\xad\xa1");
	/* In the basic set only what JIS X 0208 has. */
	sends(CHARSET_EUC_JP_BASIC, "Aｶﾞ漢髙①熙",
	      "A\x8e\xb6\x8e\xde\xb4\xc1\xa2\xae\xa2\xae\xf4\xa6");
	sends(CHARSET_UTF8, "漢𠮷é", "漢𠮷é");
}

static void what_is_missing_keeps_its_cells(void **state)
{
	sends(CHARSET_CP932, "𠮷😀ñ", "\x81\xac\x81\xac?");
	sends(CHARSET_EUC_JP, "𠮷😀", "\xa2\xae\xa2\xae");
	/* A variation selector and a mark have no cell to be shown in. */
	sends(CHARSET_CP932, "邉\xf3\xa0\x84\x80邉", "\xe7\xb3\xe7\xb3");
	sends(CHARSET_CP932, "か\xe3\x82\x99", "\x82\xa9");
}

static void disputed_pairs_are_one_code(void **state)
{
	sends(CHARSET_CP932, "〜～", "\x81\x60\x81\x60");
	sends(CHARSET_CP932, "—―‖∥", "\x81\x5c\x81\x5c\x81\x61\x81\x61");
	sends(CHARSET_EUC_JP, "〜～—―", "\xa1\xc1\xa1\xc1\xa1\xbd\xa1\xbd");
	sends(CHARSET_CP932, "－￠￡￢", "\x81\x7c\x81\x91\x81\x92\x81\xca");
	/* One cell here, two there: a narrow one in its place. */
	sends(CHARSET_CP932, "−¥¦¢£¬", "-\\|???");
	takes(CHARSET_CP932, "\x81\x60\x81\x7c\x81\x5c\x81\x61", "〜－—‖");
	takes(CHARSET_EUC_JP, "\xa1\xc1\xa1\xdd\xa1\xbd\xa1\xc2", "〜－—‖");
	takes(CHARSET_CP932, "\x81\x91\x81\x92\x81\xca", "￠￡￢");
}

static void the_field_can_ask(void **state)
{
	struct coder *coder = open_coder(CHARSET_CP932);

	assert_true(text_shown("𠮷", strlen("𠮷")));
	text_set_terminal(coder);
	assert_true(text_shown("髙橋〜−\n", strlen("髙橋〜−\n")));
	assert_false(text_shown("𠮷田", strlen("𠮷田")));
	assert_false(text_shown("邉\xf3\xa0\x84\x80", strlen("邉") + 4));
	assert_false(text_shown("é", strlen("é")));
	text_set_terminal(NULL);
	coder_free(coder);
}

static void broken_bytes_harm_nothing(void **state)
{
	takes(CHARSET_CP932, "\x8a\xbf", "漢");
	takes(CHARSET_CP932, "\xb6\xde", "ｶﾞ");
	/* Esc, Enter and digits behind half a letter still arrive. */
	takes(CHARSET_CP932, "\x8a\033[A", "\xef\xbf\xbd\033[A");
	takes(CHARSET_CP932, "\x8a\r", "\xef\xbf\xbd\r");
	takes(CHARSET_EUC_JP,
	      "\xb4"
	      "1",
	      "\xef\xbf\xbd"
	      "1");
	takes(CHARSET_EUC_JP, "\x8f\xf4z", "\xef\xbf\xbdz");
	takes(CHARSET_CP932,
	      "\x80\xff"
	      "a",
	      "\xef\xbf\xbd\xef\xbf\xbd"
	      "a");
	/* A pair that means nothing, with a letter as its second half. */
	takes(CHARSET_CP932, "\x85@", "\xef\xbf\xbd@");
	takes(CHARSET_EUC_JP, "\x8f\xf4\xfb", "髙");
}

static void half_a_letter_waits(void **state)
{
	struct coder *coder = open_coder(CHARSET_EUC_JP);
	struct str out = STR_INIT;

	coder_decode(coder, "\x8f\xf4", 2, &out);
	assert_string_equal(out.buf, "");
	assert_true(coder_pending(coder));
	coder_decode(coder, "\xfb", 1, &out);
	assert_string_equal(out.buf, "髙");
	assert_false(coder_pending(coder));
	str_release(&out);
	coder_free(coder);
}

static int cells_sent(enum charset charset, const char *code, size_t len)
{
	if (!len)
		return 0;
	return len == 1 || (charset != CHARSET_CP932 && code[0] == '\x8e') ? 1
									   : 2;
}

static void every_character_keeps_its_cells(void **state)
{
	for (enum charset charset = CHARSET_CP932; charset < CHARSET_N;
	     charset++) {
		struct coder *coder = open_coder(charset);

		for (uint32_t c = 0xa0; c < 0x110000; c++) {
			char code[CODER_MAX_LEN];
			size_t len = coder_encode(coder, c, code);
			int cols = text_cols_of(c) < 0 ? 0 : text_cols_of(c);

			if (cells_sent(charset, code, len) != cols)
				fail_msg("%s: U+%04X takes %d cells, not %d",
					 charset_name(charset), (unsigned)c,
					 cells_sent(charset, code, len), cols);
		}
		coder_free(coder);
	}
}

/* Whatever a terminal can send comes back to it as the same letter. */
static void letters_survive_the_way(enum charset charset, int first, int last,
				    unsigned wanted_n)
{
	struct coder *coder = open_coder(charset);
	struct str in = STR_INIT, back = STR_INIT, again = STR_INIT;
	unsigned n = 0;

	for (int lead = first; lead <= last; lead++) {
		for (int trail = 0x40; trail <= 0xfe; trail++) {
			const char code[] = { (char)lead, (char)trail };

			str_reset(&in);
			str_reset(&back);
			str_reset(&again);
			coder_decode(coder, code, 2, &in);
			coder_decode_end(coder, &in);
			if (strstr(in.buf, "\xef\xbf\xbd") ||
			    utf8_count(in.buf, in.len) != 1)
				continue;
			n++;
			encode_all(coder, in.buf, &back);
			coder_decode(coder, back.buf, back.len, &again);
			if (!streq(in.buf, again.buf) || back.len != 2)
				fail_msg("%02x%02x: %s became %s", lead, trail,
					 in.buf, again.buf);
		}
	}
	assert_int_equal(n, wanted_n);
	str_release(&in);
	str_release(&back);
	str_release(&again);
	coder_free(coder);
}

static void all_letters_survive_the_way(void **state)
{
	letters_survive_the_way(CHARSET_CP932, 0x81, 0x9f, 4982);
	letters_survive_the_way(CHARSET_CP932, 0xe0, 0xfc, 4622);
	/* JIS X 0208 and the 83 of row 13 */
	letters_survive_the_way(CHARSET_EUC_JP, 0xa1, 0xf4, 6879 + 83);
}

static int wide_ambiguous(void **state)
{
	text_set_ambiguous(2);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_are_found),
		cmocka_unit_test(letters_have_their_codes),
		cmocka_unit_test(what_is_missing_keeps_its_cells),
		cmocka_unit_test(disputed_pairs_are_one_code),
		cmocka_unit_test(the_field_can_ask),
		cmocka_unit_test(broken_bytes_harm_nothing),
		cmocka_unit_test(half_a_letter_waits),
		cmocka_unit_test(every_character_keeps_its_cells),
		cmocka_unit_test(all_letters_survive_the_way),
	};

	return cmocka_run_group_tests(tests, wide_ambiguous, NULL);
}
