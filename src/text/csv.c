/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/csv.h"

#include <string.h>

#include "base/mem.h"
#include "text/utf8.h"

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

int csv_encode(const struct str *table, enum charset charset, struct str *out,
	       size_t *lost_n, struct err *err)
{
	struct coder *coder = coder_new(charset, err);
	size_t used;

	*lost_n = 0;
	if (!coder)
		return -1;
	if (charset == CHARSET_UTF8)
		str_add(out, "\xef\xbb\xbf");
	for (size_t pos = 0; pos < table->len; pos += used) {
		uint32_t c =
			utf8_decode(table->buf + pos, table->len - pos, &used);
		char bytes[CODER_MAX_LEN];

		*lost_n += !coder_shows(coder, c);
		str_addn(out, bytes, coder_encode(coder, c, bytes));
	}
	coder_free(coder);
	return 0;
}
