/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/jsonout.h"

#include <string.h>

/* How much of it can be written as it is. */
static size_t plain_len(const char *text)
{
	static const bool special[256] = {
		[0 ... 0x1f] = true, ['"'] = true, ['\\'] = true
	};
	const unsigned char *p = (const unsigned char *)text;

	while (!special[*p])
		p++;
	return (size_t)((const char *)p - text);
}

static void add_escape(struct str *out, char c)
{
	static const char shorts[] = "\"\\\b\f\n\r\t", names[] = "\"\\bfnrt";
	const char *at = strchr(shorts, c);

	if (at)
		str_addf(out, "\\%c", names[at - shorts]);
	else
		str_addf(out, "\\u%04X", (unsigned)c);
}

/* Where there is room for it: what is put behind it ends the text. */
static void put(struct str *out, const char *bytes, size_t len)
{
	memcpy(out->buf + out->len, bytes, len);
	out->len += len;
}

static void put_string(struct str *out, const char *text)
{
	size_t len = plain_len(text);

	str_grow(out, len + 2); /* mostly that is all of it */
	put(out, "\"", 1);
	put(out, text, len);
	for (text += len; *text; text += len) {
		add_escape(out, *text++);
		len = plain_len(text);
		str_addn(out, text, len);
	}
	str_addc(out, '"');
}

static void new_line(const struct jsonout *w)
{
	static const char blanks[] = "                ";

	str_addc(w->out, '\n');
	for (int left = w->depth * 2; left > 0; left -= 16)
		str_addn(w->out, blanks, left < 16 ? (size_t)left : 16);
}

/* What stands before a value, with room for it behind. */
static void begin_value(struct jsonout *w, const char *key, size_t len)
{
	str_grow(w->out, 2 + len);
	if (w->filled)
		put(w->out, ", ", w->pretty ? 1 : 2);
	w->out->buf[w->out->len] = '\0';
	if (w->pretty && w->depth)
		new_line(w);
	w->filled = true;
	if (key) {
		put_string(w->out, key);
		str_grow(w->out, 2 + len);
		put(w->out, ": ", 2);
	}
}

static void begin_group(struct jsonout *w, const char *key, char bracket)
{
	begin_value(w, key, 1);
	str_addc(w->out, bracket);
	w->depth++;
	w->filled = false;
}

static void end_group(struct jsonout *w, char bracket)
{
	w->depth--;
	if (w->pretty && w->filled)
		new_line(w);
	str_addc(w->out, bracket);
	w->filled = true;
}

void jsonout_object(struct jsonout *w, const char *key)
{
	begin_group(w, key, '{');
}

void jsonout_end_object(struct jsonout *w)
{
	end_group(w, '}');
}

void jsonout_array(struct jsonout *w, const char *key)
{
	begin_group(w, key, '[');
}

void jsonout_end_array(struct jsonout *w)
{
	end_group(w, ']');
}

void jsonout_raw(struct jsonout *w, const char *key, const char *json)
{
	size_t len = strlen(json);

	begin_value(w, key, len);
	str_addn(w->out, json, len);
}

void jsonout_str(struct jsonout *w, const char *key, const char *utf8)
{
	if (!utf8) {
		jsonout_raw(w, key, "null");
		return;
	}
	begin_value(w, key, 0);
	put_string(w->out, utf8);
}

void jsonout_int(struct jsonout *w, const char *key, int64_t n)
{
	begin_value(w, key, 0);
	str_addf(w->out, "%lld", (long long)n);
}

void jsonout_bool(struct jsonout *w, const char *key, bool b)
{
	jsonout_raw(w, key, b ? "true" : "false");
}
