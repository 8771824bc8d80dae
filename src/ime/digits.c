/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Digits that were typed for themselves: telephone numbers, sums of money. */
#include <stdbool.h>
#include <string.h>

#include "base/mem.h"
#include "ime/numbers.h"

static void add_form(struct number_forms *forms, struct str *text)
{
	bool there = !text->len || forms->n == NUMBER_FORMS_MAX;

	for (size_t i = 0; i < forms->n; i++)
		there |= streq(forms->form[i], text->buf);
	if (!there)
		forms->form[forms->n++] = xstrdup(text->buf);
	str_reset(text);
}

/* 0425511511 → 042-551-1511. The longer area codes look alike from here: a
 * number that was typed with its hyphens stays as it was. */
static void add_telephone(const char *digits, size_t n, struct str *out)
{
	size_t first = 3, second = n - 7;
	bool short_code;

	if (digits[0] != '0' || (n != 10 && n != 11))
		return;
	short_code = digits[1] == '3' || digits[1] == '6';
	if (n == 10 && short_code) { /* Tokyo and Osaka */
		first = 2;
		second = 4;
	} else if (!strncmp(digits, "0120", 4)) {
		first = 4;
		second = n - 7;
	}
	str_addf(out, "%.*s-%.*s-%s", (int)first, digits, (int)second,
		 digits + first, digits + first + second);
}

/* 35000 → 35,000 */
static void add_grouped(const char *digits, size_t n, struct str *out)
{
	if (n < 4 || digits[0] == '0')
		return;
	for (size_t i = 0; i < n; i++) {
		if (i && (n - i) % 3 == 0)
			str_addc(out, ',');
		str_addc(out, digits[i]);
	}
}

void numbers_plain(const char *reading, struct number_forms *forms)
{
	size_t len = strlen(reading), n = strspn(reading, "0123456789");
	struct str text = STR_INIT;

	*forms = (struct number_forms){ .len = len };
	if (!len || len != strspn(reading, "0123456789-+()"))
		return;
	str_add(&text, reading);
	add_form(forms, &text);
	if (n == len) {
		add_telephone(reading, n, &text);
		add_form(forms, &text);
		add_grouped(reading, n, &text);
		add_form(forms, &text);
	}
	numbers_full_width(reading, &text);
	add_form(forms, &text);
	str_release(&text);
}
