/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/csv.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "text/utf8.h"
#include "text/width.h"

static bool is_formula(const char *text)
{
	static const char *const begins[] = { "=",  "+",  "-",  "@",
					      "\t", "\r", "\n", "＝",
					      "＋", "－", "＠" };

	for (size_t i = 0; i < ARRAY_SIZE(begins); i++)
		if (skip_prefix(text, begins[i], NULL))
			return true;
	return false;
}

void csv_cell(struct str *out, const char *text, bool first)
{
	str_add(out, first ? "\"" : ",\"");
	if (is_formula(text))
		str_addc(out, '\'');
	for (const char *p = text; *p; p++) {
		if (*p == '"')
			str_addc(out, '"');
		str_addc(out, *p);
	}
	str_addc(out, '"');
}

void csv_line_end(struct str *out)
{
	str_add(out, "\r\n");
}

/* One letter with its marks; false: the charset lacks a part of it. */
static bool encode(struct coder *coder, const char *letter, size_t len,
		   struct str *out)
{
	bool shown = true;
	size_t used;

	for (size_t pos = 0; pos < len; pos += used) {
		uint32_t c = utf8_decode(letter + pos, len - pos, &used);
		char bytes[CODER_MAX_LEN];

		shown = coder_shows(coder, c) && shown;
		str_addn(out, bytes, coder_encode(coder, c, bytes));
	}
	return shown;
}

static void add_lost(struct str *lost, const char *letter, size_t len)
{
	char *one = xstrndup(letter, len);

	if (!strstr(str_or_empty(lost->buf), one))
		str_add(lost, one);
	free(one);
}

int csv_encode(const struct str *table, enum charset charset, struct str *out,
	       struct str *lost, struct err *err)
{
	struct coder *coder = coder_new(charset, err);
	int ambiguous = text_ambiguous();
	size_t end;

	if (!coder)
		return -1;
	if (charset == CHARSET_UTF8)
		str_add(out, "\xef\xbb\xbf");
	else
		text_set_ambiguous(2); /* as the charset has them */
	for (size_t pos = 0; pos < table->len; pos = end) {
		const char *letter = table->buf + pos;

		end = cluster_next(table->buf, table->len, pos);
		if (!encode(coder, letter, end - pos, out) && lost)
			add_lost(lost, letter, end - pos);
	}
	text_set_ambiguous(ambiguous);
	coder_free(coder);
	return 0;
}
