/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any keys through the input method, in any kind of field: what comes out is
 * valid UTF-8, what is seen has its cursor inside, three times Esc leads out.
 * The first byte chooses the field; a byte below 32 is an operation, any other
 * a character.  All of it is read as a romaji table, too.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "ime/engine_fake.h"
#include "ime/ime.h"
#include "text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct engine_fake_word words[] = {
	{ "あ", "亜;唖:note" },
	{ "かん", "缶" },
	{ "かんじ", "漢字;感じ;幹事;監事;完治;換字;莞爾;ｋ;k;寛治" },
	{ NULL, NULL },
};

static const char table[] = "a あ\ni い\nka か\nn ん\nna な\nkya きゃ\n"
			    "ji じ\nkk っ k\n- ー\n. 。\n, 、\nz. …\n";

static void expect(bool is_true, const char *what)
{
	if (!is_true)
		BUG("%s", what);
}

static void check_view(struct ime *ime, struct str *text, struct str *reading)
{
	struct ime_view v;

	if (ime_take(ime, text, reading)) {
		expect(utf8_valid(text->buf, text->len), "valid text");
		expect(utf8_valid(reading->buf, reading->len), "valid reading");
	}
	ime_look(ime, &v);
	expect(utf8_valid(v.text, v.text_len), "valid to look at");
	expect(v.cursor <= v.text_len, "the cursor inside");
	expect(v.mark + v.mark_len <= v.text_len, "the mark inside");
	expect(v.rows_n <= IME_ROWS_MAX, "few rows");
	expect(!v.rows_n || v.row_current < v.rows_n, "a current row");
	expect(!v.rows_n || v.page < v.pages_n, "a page");
}

static void press_keys(struct ime *ime, const uint8_t *data, size_t size)
{
	struct str text = STR_INIT, reading = STR_INIT;

	for (size_t i = 0; i < size; i++) {
		if (data[i] > ' ' && data[i] < 0x7F)
			ime_do(ime, IME_CHAR, (char)data[i]);
		else
			ime_do(ime, data[i] % IME_OP_N, ' ');
		check_view(ime, &text, &reading);
	}
	for (int i = 0; i < 3; i++)
		ime_do(ime, IME_ESCAPE, 0);
	expect(!ime_do(ime, IME_ESCAPE, 0), "Esc leads out");
	str_release(&text);
	str_release(&reading);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct engine_fake fake = { .words = words,
				    .broken = "っあ",
				    .learned = STR_INIT };
	struct romaji *r;
	struct ime_field field;
	struct ime *ime;

	if (!size)
		return 0;
	romaji_free(romaji_parse((const char *)data, size, "fuzz", NULL));
	field = (struct ime_field){ .mode = data[0] % IME_MODE_N,
				    .kana = data[0] & 0x40,
				    .private = data[0] & 0x80 };
	r = romaji_parse(table, sizeof(table) - 1, "table", NULL);
	ime = ime_new(r, engine_fake(&fake));
	ime_enter(ime, &field);
	press_keys(ime, data + 1, size - 1);
	ime_free(ime);
	romaji_free(r);
	str_release(&fake.learned);
	return 0;
}
