/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes as a .screen, and, when they are one, any bytes as keys: no crash,
 * and what is shown stays within its box. What a key did not change was looked
 * at before.
 */
#include "fuzz.h"

#include <string.h>

#include "base/mem.h"
#include "form/form.h"
#include "text/width.h"

static const char *get(void *data, const char *path)
{
	return "";
}

static int leave(void *data, const char *path, const char *value,
		 struct err *err)
{
	return *value == '!' ? err_input(err, "no") : 0;
}

static const struct choice *choices(void *data, const char *source, size_t *n)
{
	static const struct choice list[] = { { "a", "あ", NULL },
					      { "b", "び", "か" } };

	*n = ARRAY_SIZE(list);
	return list;
}

static size_t row_count(void *data, const char *path)
{
	return 5;
}

static void fact(void *data, const char *path, size_t row,
		 struct form_fact *out)
{
	*out = (struct form_fact){ .label = "問い",
				   .path = "p",
				   .heading = row == 2 };
}

static void row_text(void *data, const char *path, size_t row, struct str *out)
{
	str_add(out, "行");
}

static int row(void *data, const char *path, enum form_row_op op, size_t i,
	       struct err *err)
{
	return 0;
}

static const struct form_host host = {
	.get = get,
	.leave = leave,
	.choices = choices,
	.row_count = row_count,
	.fact = fact,
	.row_text = row_text,
	.row = row,
};

static void look(struct form *form)
{
	struct form_show show = { .text = STR_INIT };
	int r, c;

	for (size_t i = 0; i < form->screen->field_n; i++) {
		const struct screen_field *f = &form->screen->field[i];
		int row, to;

		form_take_dirty(form, i, &row, &to);
		for (; row < to; row++) {
			form_show(form, i, row, &show);
			if (text_width(show.text.buf, show.text.len) >
			    f->width_cols)
				BUG("a field is shown over its edge");
		}
	}
	form_cursor(form, &r, &c);
	if (r < 0 || r >= SCREEN_ROWS || c < 0 || c >= SCREEN_COLS)
		BUG("the cursor is off the screen");
	str_release(&show.text);
}

#define KEYS_MAX 500 /* more of them are only slower */

/* Up to the byte 0xFF it is the screen, behind it keys. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const uint8_t *mid = memchr(data, 0xff, size);
	size_t len = mid ? (size_t)(mid - data) : size;
	struct err err = ERR_INIT;
	struct screen *screen;
	struct form form;

	screen = screen_parse((const char *)data, len, "fuzz", NULL, &err);
	err_release(&err);
	if (!screen)
		return 0;
	form_init(&form, screen, &host, NULL);
	look(&form);
	for (size_t i = len + 1; i < size && i <= len + KEYS_MAX; i++) {
		if (data[i] < FORM_OP_N)
			form_do(&form, (enum form_op)data[i]);
		else if (data[i] < 0x80)
			form_type(&form, (const char *)data + i, 1);
		else
			form_paste(&form, (const char *)data + i,
				   size - i < 9 ? size - i : 9, data[i] & 1);
		look(&form);
	}
	form_release(&form);
	return 0;
}
